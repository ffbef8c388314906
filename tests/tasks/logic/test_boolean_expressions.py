"""The facts: every sentence has one truth, and those that can be computed are right. The language: names, counts, quantifiers. The levels:
depth, not length."""

import json
import statistics
from random import Random

import numpy as np
import pytest
from drawing import in_language, members
from readers.logic._facts import true as known

from synth.generators import registry
from synth.generators.logic.boolean_expressions import canonical
from synth.generators.logic.boolean_expressions.facts import FACTS, facts, sentence
from synth.generators.logic.boolean_expressions.tokens import NUMBER, WORDS, holds
from synth.generators.prompts import render
from synth.verifiers.logic.boolean_expressions import BooleanExpressions, statements, true_labels
from synth.verifiers.logic.boolean_expressions.language import evaluate, evaluate_all, nodes, parse
from synth.verifiers.logic.boolean_expressions.language import truths as read_at_once

NAME = "logic/boolean_expressions"

DATA = json.loads(FACTS["en"].read_text("utf-8"))
CHINESE = json.loads(FACTS["zh"].read_text("utf-8"))
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman(numeral: str) -> int:
    values = [ROMAN[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _primality(text: str) -> str:
    return "not a prime number" if any(int(text) % d == 0 for d in range(2, int(text))) else "a prime number"


COMPUTED = {
    "The letter {x} is number {y} in the English alphabet": lambda x: str(ord(x) - 64),
    "In the English alphabet the letter {x} comes directly after the letter {y}": lambda x: chr(ord(x) - 1),
    "The word {x} is exactly {y} letters long": lambda x: NUMBERS[len(x)],
    "The word {x} ends with the letter {y}": lambda x: x[-1].upper(),
    "The Roman numeral {x} stands for {y}": lambda x: str(_roman(x)),
    "The square of {x} is {y}": lambda x: str(int(x) ** 2),
}


@pytest.mark.parametrize("language", FACTS)
def test_no_sentence_is_both_true_and_false(language):
    known = facts(language)
    true, false = ([sentence(name) for name in names] for names in zip(*((f.true, g) for f in known for g in f.false), strict=True))
    true, false = list(dict.fromkeys(true)), list(false)
    assert len(known) >= 400
    assert len(true) == len(known)
    assert len(set(false)) == len(false)
    assert not set(true) & set(false)
    assert all(fact.false for fact in known)


@pytest.mark.parametrize("say", COMPUTED)
def test_facts_that_can_be_computed_are_right(say):
    (table,) = (table for table in DATA["tables"] if table["say"] == say)
    assert all(COMPUTED[say](x) == y for x, y in table["rows"])


def test_properties_of_numbers_and_orders_of_words_are_right():
    for table in DATA["tables"]:
        if table["say"] == "{x} is {y}" and table["rows"][0][0].isdigit():
            for x, y in table["rows"]:
                assert y == (("an even number", "an odd number")[int(x) % 2] if "prime" not in y else _primality(x))
    for order in DATA["orders"]:
        if "dictionary" in order["say"] or "alphabet" in order["say"]:
            assert order["items"] == sorted(order["items"])


COMPUTED_IN_CHINESE = {
    "{x} 的平方是 {y}": lambda x: str(int(x) ** 2),
    "{x} 的立方是 {y}": lambda x: str(int(x) ** 3),
    "大写数字‘{x}’表示 {y}": lambda x: str(dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", (*range(1, 11), 100, 1000), strict=True))[x]),
    "{x}正好有{y}个面": lambda x: "零一二三四五六七八九"[SOLIDS[x][0]],
}
SOLIDS = {"正方体": (6, 12, 8), "长方体": (6, 12, 8)} | {
    f"{word}棱{kind}": (n + 1, 2 * n, n + 1) if kind == "锥" else (n + 2, 3 * n, 2 * n)
    for n, word in enumerate("三四五六", 3)
    for kind in "锥柱"
}
"""Faces, edges and corners."""


@pytest.mark.parametrize("say", COMPUTED_IN_CHINESE)
def test_chinese_facts_that_can_be_computed_are_right(say):
    (table,) = (table for table in CHINESE["tables"] if table["say"] == say)
    assert all(COMPUTED_IN_CHINESE[say](x) == y for x, y in table["rows"])


def test_chinese_numbers_of_edges_corners_and_kinds_of_numbers_are_right():
    rows = {table["name"]: table["rows"] for table in CHINESE["tables"]}
    words = dict(enumerate("零一二三四五六七八九十")) | {12: "十二", 15: "十五"}
    for name, place in (("zh_edges", 1), ("zh_corners", 2)):
        assert all(words[SOLIDS[x][place]] == y for x, y in rows[name])
    assert all(y == ("偶数", "奇数")[int(x) % 2] for x, y in rows["zh_parity"])
    assert all((y == "合数") == (_primality(x) == "not a prime number") for x, y in rows["zh_prime"])


def test_problems_in_chinese_speak_of_chinese_facts_alone():
    found = in_language(NAME, 3, 20, "zh")
    names = [name for sample in found for name, _ in sample.problem.facts]
    assert len(names) > 40
    assert all(name.startswith("zh_") for name in names)
    assert not any(name.startswith("zh_") for sample in members(NAME, 3, 20) for name, _ in sample.problem.facts)


def _form(*expressions: str, definitions: tuple[str, ...] = ()) -> object:
    return canonical(BooleanExpressions(("< 1 2", "< 1 3", "< 1 4", *expressions), (), definitions))


def test_operands_may_trade_places_where_that_means_nothing():
    base = _form("implies and > 5 + 2 3 = 1 7 not xor != 4 6 <= - 8 1 9")
    assert base == _form("implies and = 7 1 < + 3 2 5 not xor >= 9 - 8 1 != 6 4")
    assert base != _form("implies not xor != 4 6 <= - 8 1 9 and > 5 + 2 3 = 1 7"), "sides of an implication"
    assert base != _form("implies and > + 2 3 5 = 1 7 not xor != 4 6 <= - 8 1 9"), "sides of an inequality"
    assert base != _form("implies and > 5 + 2 3 = 1 7 not xor != 4 6 <= - 1 8 9"), "sides of a difference"
    quantified = _form("all:n:2,5 > + n 1 2")
    assert quantified == _form("all:n:2,5 < 2 + 1 n")
    assert quantified != _form("some:n:2,5 > + n 1 2")
    assert quantified != _form("all:n:2,6 > + n 1 2")


def test_definitions_may_be_listed_and_named_in_any_order():
    base = _form("exactly:1:3 M A not N", definitions=("= 1 2", "or M < 3 4"))
    assert base == _form("exactly:1:3 A not M N", definitions=("or < 3 4 N", "= 2 1"))
    assert base != _form("exactly:2:3 M A not N", definitions=("= 1 2", "or M < 3 4"))
    assert base != _form("atleast:1:3 M A not N", definitions=("= 1 2", "or M < 3 4"))
    assert base != _form("exactly:1:3 M A not N", definitions=("= 1 2", "or not M < 3 4"))
    assert base != _form("exactly:1:3 N A not M", definitions=("= 1 2", "or M < 3 4"))
    assert base != _form("exactly:1:3 M B not N", definitions=("= 1 2", "or M < 3 4")), "A and B say different things"


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ("nand M O", True),
        ("nand M N", False),
        ("nor O O", True),
        ("nor O M", False),
        ("implies O M", True),
        ("implies M O", False),
        ("all:n:2,5,7 > n 1", True),
        ("all:n:2,5,7 > n 2", False),
        ("some:n:2,5,7 divides n 10", True),
        ("some:n:3,4,7 divides n 10", False),
        ("all:n:1,2 some:m:3,4 = + n m 5", True),
        ("some:n:1,2 all:m:3,4 = + n m 5", False),
        ("exactly:2:3 M N O", True),
        ("exactly:1:3 M N O", False),
        ("atleast:2:3 M N O", True),
        ("atmost:1:3 M N O", False),
        ("atmost:2:3 M N O", True),
        ("exactly:0:2 O not M", True),
    ],
)
def test_quantifiers_and_counts_mean_what_they_say(expression, truth):
    assert evaluate(parse(expression), {"M": True, "N": True, "O": False}) is truth


@pytest.mark.parametrize(
    ("definitions", "words"),
    [
        (("not M",), "speak of themselves"),
        (("and N O", "not O", "not M"), "speak of themselves"),
        (("not O",), "not there"),
        (("> n 1",), "stands for nothing"),
        (("and > n 1 all:n:2,3 > n 1",), "stands for nothing"),
        (("all:n:2,3 some:n:4,5 > n 1",), "bound twice"),
        (("all:n:3,2 > n 1",), "ascend"),
        (("not " * 45 + "= 1 1",), "one inside another"),
    ],
)
def test_definitions_that_mean_nothing_are_refused(definitions, words):
    with pytest.raises(ValueError, match=words):
        BooleanExpressions(("< 1 2",) * 4, (), definitions)


def test_levels_are_deep_and_not_long():
    task = registry.load(NAME)
    chains = []
    for level in (1, 4, 7, 10):
        problems = [sample.problem for sample in members(NAME, level, 20)]
        chains.append(statistics.median(map(_chain, problems)))
        for number, problem in enumerate(problems):
            prompt = render(task, problem, Random(number))
            assert 1.4 * len(prompt.split()) <= (450 if level == 1 else 2_500)
            numbers = [int(part.token) for tree in statements(problem).values() for part in nodes(tree) if part.kind == "number"]
            assert max(numbers, default=0) <= 200
    assert chains == sorted(set(chains)) and chains[0] == 1 and chains[-1] >= 6, chains
    problems = [sample.problem for sample in members(NAME, 10, 20)]
    kinds = {part.token for problem in problems for tree in statements(problem).values() for part in nodes(tree)}
    assert {"all", "some", "exactly", "atleast", "atmost", "n", "m"} <= kinds


def _chain(problem: BooleanExpressions) -> int:
    """Statements in the longest chain of those that speak of the next."""
    spoken = {name: {part.token for part in nodes(tree) if part.kind == "name"} for name, tree in statements(problem).items()}
    lengths: dict[str, int] = {}
    while len(lengths) < len(spoken):
        for name, others in spoken.items():
            if lengths.keys() >= others:
                lengths[name] = 1 + max((lengths[other] for other in others), default=0)
    return max(lengths.values())


@pytest.mark.parametrize("level", [2, 5, 10])
def test_every_definition_matters(level):
    """Each definition is used, and few can be the other way round without any change of the answer."""
    matter = total = 0
    for sample in members(NAME, level, 20):
        problem = sample.problem
        trees = statements(problem)
        used = {part.token for tree in trees.values() for part in nodes(tree) if part.kind == "name"}
        assert used >= {name for name in trees if name >= "M"}
        for place, text in enumerate(problem.definitions):
            denied = (*problem.definitions[:place], f"not {text}", *problem.definitions[place + 1 :])
            matter += true_labels(BooleanExpressions(problem.expressions, problem.facts, denied)) != true_labels(problem)
            total += 1
    assert matter >= 0.7 * total, f"{matter} of {total}"


@pytest.mark.parametrize("comparison", ["divides 3 + n 7", "divides n 48", "divides 4 + n m", "divides n m", "<= * n m 17", "!= - n m 3",
                                        "> - 9 n n", "= * n n + n 2", ">= * 7 n 30"])  # fmt: skip
def test_numbers_for_which_a_comparison_is_true_are_those_that_its_tree_says(comparison):
    tree, others = parse(comparison), range(1, 13) if "m" in comparison.split() else [0]
    expected = {(n, m) for n in range(1, 13) for m in others if evaluate(tree, {"n": n, "m": m})}
    tokens = np.array([_token(word) for word in comparison.split()])
    room = np.empty(len(tokens), np.int64)
    assert {(n, m) for n in range(1, 13) for m in others if holds(tokens, 0, len(tokens), n, m, room)} == expected
    assert 0 < len(expected) < 12 * len(others)


@pytest.mark.parametrize("level", [1, 5, 10])
def test_texts_that_are_read_at_once_mean_what_their_trees_mean(level):
    rng, refused = Random(level), 0
    for sample in members(NAME, level, 30):
        problem, trees = sample.problem, statements(sample.problem)
        facts = {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)}
        texts = dict(zip(trees, (*problem.expressions, *problem.definitions), strict=True))
        assert read_at_once(texts, facts) == evaluate_all(trees, facts)
        for _ in range(20):  # the same where a text is no expression any more
            name = rng.choice(list(texts))
            tokens = texts[name].split(" ")
            tokens[rng.randrange(len(tokens))] = rng.choice((*tokens, "n", "not", "7", "A", "all:n:2,3", "+", "#99", "W"))
            broken = {**texts, name: " ".join(tokens)}
            try:
                right = evaluate_all({one: parse(text) for one, text in broken.items()}, facts)
            except ValueError:
                refused += 1
                with pytest.raises(ValueError, match=r"."):
                    read_at_once(broken, facts)
            else:
                assert read_at_once(broken, facts) == right
    assert 100 < refused < 550


def _token(word):
    return WORDS.index(word) if word in WORDS else NUMBER + int(word)


@pytest.mark.parametrize("expression", ["and = 1 1", "not", "= 1", "1", "and = 1 1 2", "= 1 1 = 2 2", "+ 1 1"])
def test_what_is_no_expression_is_refused(expression):
    with pytest.raises(ValueError, match=r"lacks its operands|not one true or false"):
        parse(expression)


@pytest.mark.parametrize("facts", [(), (("capital.1.2", False),), (("capital.1.2", False), ("capital.1.1", True), ("river.1.1", True))])
def test_facts_are_those_that_are_used(facts):
    expressions = ("#0", "not #1", "#0", "#1")
    assert BooleanExpressions(expressions, (("capital.1.2", False), ("capital.1.1", True)))
    with pytest.raises(ValueError, match="each one is used"):
        BooleanExpressions(expressions, facts)
    with pytest.raises(ValueError, match="order of their first use"):
        BooleanExpressions(("#1", "#0", "#0", "#1"), (("capital.1.2", False), ("capital.1.1", True)))


def test_somebody_else_knows_the_same_of_every_sentence():
    """The truths of the reader's encyclopaedia were not taken from our data, whose names of things it knows."""
    for fact in facts("en"):
        assert known(sentence(fact.true)), sentence(fact.true)
        for false in fact.false:
            assert not known(sentence(false)), sentence(false)
