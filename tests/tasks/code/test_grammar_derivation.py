"""Grammars: trees counted against all derivations written out, and steps that are leftmost and nothing else."""

import re
import time
from itertools import product
from random import Random

import pytest
from drawing import members

from synth.generators.code.grammar_derivation import LEVELS, TASK, generate
from synth.generators.code.grammar_derivation.chart import Chart
from synth.generators.prompts import phrasings, render
from synth.verifiers.code.grammar_derivation import GrammarDerivation, Rule, is_step, trees, verify

DYCK = (Rule("S", "ab"), Rule("S", "aSb"), Rule("S", "SS"))


def derivations(rules, word):
    """All leftmost derivations of a word, one after another."""
    found, todo = 0, ["S"]
    while todo:
        form = todo.pop()
        place = next((place for place, symbol in enumerate(form) if symbol.isupper()), -1)
        if place < 0:
            found += form == word
        elif len(form) <= len(word) and word.startswith(form[:place]):
            todo += [form[:place] + rule.right + form[place + 1 :] for rule in rules if rule.left == form[place]]
    return found


def test_trees_of_words_that_are_known():
    catalan = (Rule("S", "SS"), Rule("S", "a"))
    assert [trees(catalan, "a" * size) for size in range(1, 8)] == [1, 1, 2, 5, 14, 42, 132]
    assert trees(DYCK, "aabbab") == 1 and trees(DYCK, "ababab") == 2 and trees(DYCK, "abba") == 0


def test_trees_are_as_many_as_a_person_counts_part_by_part():
    """The largest grammars and words, a body that begins with its own symbol among them, and a start without rules."""
    for level in (1, 5, 8, 10):
        for turn in range(12):
            problem = generate(Random(turn), LEVELS[level - 1]).problem
            for word in (*problem.words, problem.words[0][::-1], problem.words[0] * 2, "abc"):
                word = word[:16]
                assert trees(problem.rules, word) == Chart(problem.rules, word).trees("S", 0, len(word)), (problem.rules, word)
    many = (
        *(Rule(left, left + right) for left in "ST" for right in "STX"),
        Rule("X", "SX"),
        Rule("S", "a"),
        Rule("T", "a"),
        Rule("X", "a"),
    )
    assert trees(many, "a" * 16) == Chart(many, "a" * 16).trees("S", 0, 16) > 10**12
    assert trees((Rule("T", "a"), Rule("T", "aT")), "aa") == 0


def test_trees_are_as_many_as_leftmost_derivations():
    for turn in range(12):
        rules = generate(Random(turn), LEVELS[4]).problem.rules
        for letters in product("ab", repeat=5):
            word = "".join(letters)
            assert trees(rules, word) == derivations(rules, word), (rules, word)


@pytest.mark.parametrize(
    ("before", "after", "good"),
    [
        ("S", "aSb", True),
        ("SS", "abS", True),
        ("SS", "Sab", False),
        ("aSS", "aabS", True),
        ("ab", "ab", False),
        ("SS", "SSS", True),
        ("S", "S", False),
    ],
)
def test_a_step_replaces_the_leftmost(before, after, good):
    assert is_step(DYCK, before, after) is good


def test_a_problem_is_checked():
    for rules, words, ask in ((DYCK, ("ab", "ba"), "derive"), (DYCK, ("ab",), "words"), ((*DYCK, Rule("S", "aT")), ("ab",), "derive")):
        with pytest.raises(ValueError, match=r"word|rule"):
            GrammarDerivation(ask, rules, words)


def test_the_most_ambiguous_grammar_is_judged_in_time():
    bodies = [left + right for left in "STU" for right in ("SSSS", "TSTS", "STUU", "UUTS", "a")]
    problem = GrammarDerivation("trees", tuple(Rule(body[0], body[1:]) for body in bodies), ("a" * 16,))
    start = time.process_time()
    verify(problem, "7")
    assert time.process_time() - start < 0.05


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_leftmost_derivation_is_asked_for_in_every_phrasing(language):
    """Not only told what it is."""
    words = {
        "en": r"(Give|Task:) a leftmost derivation|always replacing the placeholder that stands furthest to the left|by a leftmost derivation",
        "zh": r"的一个最左推导|请用最左推导说明",
    }
    problem = next(sample.problem for sample in members(TASK.name, 1, 20) if sample.problem.ask == "derive")
    for place in range(len(phrasings(TASK.name, language))):
        assert re.search(words[language], render(TASK, problem, Random(0), language, place))
