"""What the laws cannot say of zebra puzzles: the compiled clues mean what the rules say, no clue can go, short
questions rest on the whole table."""

import json
import re
from itertools import product
from random import Random

import msgspec
import numpy as np
import pytest
from drawing import oracle, samples

from synth.generators import registry
from synth.generators.logic import zebra_puzzle as generator
from synth.generators.logic.zebra_puzzle import SHARES, canonical, questions, split_key
from synth.generators.logic.zebra_puzzle import clues as zebra_clues
from synth.generators.logic.zebra_puzzle import solver as zebra
from synth.generators.logic.zebra_puzzle.clues import KINDS
from synth.generators.logic.zebra_puzzle.refinement import LED, ORDERED, PAIRED, SWAPPABLE, refined
from synth.generators.prompts import render
from synth.generators.registry import ROOT
from synth.schemas.task import Discard
from synth.verifiers.logic.zebra_puzzle import ARITY, EXAMPLES, Attribute, Clue, ZebraPuzzle, holds
from synth.verifiers.logic.zebra_puzzle.chinese import CHINESE, WORDS
from synth.verifiers.logic.zebra_puzzle.questions import Ask, answers

NAME = "logic/zebra_puzzle"


def _plain(places, attributes, clues):
    """Clues of the kernel as a problem's JSON fields; the values are their numbers."""
    lists = [[f"C{a}", [str(a * places + p) for p in range(places)]] for a in range(attributes)]
    return {
        "asks": [],
        "attributes": lists,
        "clues": [[KINDS[c[0]], [str(v) for v in c[1 : 1 + ARITY.get(KINDS[c[0]], 2)]], int(c[5])] for c in clues],
    }


def test_compiled_clues_mean_what_the_rules_say():
    for number, kind in enumerate(KINDS):
        size = 5
        for at in product(range(size), repeat=ARITY.get(kind, 2)):
            for k in range(1, size):
                rows = np.array([[number, 0, 1, 2, 3, k][: 1 + len(at)] + [0] * (4 - len(at)) + [k]])
                where = {f"v{i}": p + 1 for i, p in enumerate(at)}
                rule = holds(Clue(kind, tuple(where), k), where, size)
                assert zebra_clues.holds(rows, 0, np.array([*at, 0, 0, 0]), size) == rule
                # Reading a clue whose variables are settled keeps them when the rule holds and empties one when it does not.
                domains = np.array([1 << p for p in at] + [0b11111] * (4 - len(at)))
                zebra_clues.read(rows, 0, domains, np.zeros(1, np.int64), 0b11111)
                assert bool(np.all(domains > 0)) == rule, (kind, at, k)


@pytest.mark.parametrize(
    ("places", "attributes", "mix", "spare"), [(3, 3, "plain", 2), (4, 3, "placed", 0), (4, 4, "subtle", 1), (5, 4, "mixed", 0)]
)
def test_no_clue_of_the_minimal_set_can_go(places, attributes, mix, spare):
    """By the oracle's SAT solver: one solution; two without any one clue of the minimal set; one without the spare clues."""
    judge = oracle(NAME)
    for seed in range(10):
        puzzle = zebra.draw(places, attributes, SHARES[mix], spare, 77_777 * seed + 5)
        clues = puzzle.clues.tolist()
        minimal = clues[: len(clues) - puzzle.spare]
        assert puzzle.proved
        assert puzzle.spare <= spare
        assert judge.solutions(_plain(places, attributes, clues)) == judge.solutions(_plain(places, attributes, minimal)) == 1
        for clue in minimal:
            rest = [c for c in minimal if c != clue]
            assert judge.solutions(_plain(places, attributes, rest)) == 2
            assert zebra.prove(places, attributes, rest, puzzle.places)[0] == 1


@pytest.mark.parametrize(("places", "attributes", "mix", "spare"), [(4, 4, "subtle", 1), (6, 5, "mixed", 0), (8, 7, "mixed", 0)])
def test_a_rival_breaks_its_clue_alone(places, attributes, mix, spare):
    """By the rules of the verifier; mostly far from the truth, as a question rests on a clue only where its rival answers otherwise."""
    known, moved = 0, []
    for seed in range(12):
        puzzle = zebra.draw(places, attributes, SHARES[mix], spare, 33_333 * seed + 1)
        clues = [
            Clue(KINDS[kind], tuple(map(str, values[: ARITY.get(KINDS[kind], 2)])), number)
            for kind, *values, number in puzzle.clues.tolist()[: len(puzzle.clues) - puzzle.spare]
        ]
        tables = zebra.rivals(places, attributes, puzzle)
        assert len(tables) >= 0.9 * len(clues) > 0
        known += puzzle.known.sum()
        broken = []
        for table in tables:
            assert all(sorted(column) == list(range(places)) for column in table.reshape(attributes, places).tolist())
            where = {str(v): place + 1 for v, place in enumerate(table.tolist())}
            wrong = [number for number, clue in enumerate(clues) if not holds(clue, where, places)]
            assert len(wrong) == 1
            broken += wrong
            moved.append((table != puzzle.places).mean())
        assert sorted(set(broken)) == broken  # one for each clue, in their order
    assert known > 12
    assert np.mean(moved) > 0.4


def test_questions_are_drawn_with_the_tables_that_answer_otherwise():
    """As the verifier answers them, table by table; the sets are of all kinds."""
    size, columns = 5, 4
    puzzle = zebra.draw(size, columns, SHARES["mixed"], 0, 11)
    tables = np.vstack((puzzle.places, zebra.rivals(size, columns, puzzle)))
    names, values = ["A", "B", "C", "D"], [f"v{v}" for v in range(size * columns)]
    attributes = tuple(Attribute(name, tuple(values[a * size : a * size + size])) for a, name in enumerate(names))
    owners = {value: attribute.name for attribute in attributes for value in attribute.values}
    places = [dict(zip(values, (table + 1).tolist(), strict=True)) for table in tables]
    kinds = set()
    for count in (0, 1, 3):
        sets, needed = questions.drawn_sets(tables, size, count, 4_321)
        for number, share in zip(sets.tolist(), needed.tolist(), strict=True):
            asks = tuple(questions._ask(*one, attributes, values) for one in number)
            kinds |= {ask.kind for ask in asks}
            assert len(asks) == max(1, count)
            assert sum(ask.kind == "between" for ask in asks) <= 1
            right, *others = (answers(asks, where, owners) for where in places)
            assert share == sum(other != right for other in others)
    assert kinds == {"order", "value", "place", "between"}


def test_a_proof_cut_short_proves_nothing():
    """Whatever the budget: a puzzle that counts as proved has one solution, and one whose budget was spent does not count."""
    judge, proved = oracle(NAME), 0
    for budget in (1, 2, 3, 5, 8, 13, 21):
        for seed in range(12):
            puzzle = zebra.draw(4, 3, SHARES["mixed"], 0, 55_555 * seed + 7, budget)
            if puzzle.proved:
                proved += 1
                assert judge.solutions(_plain(4, 3, puzzle.clues.tolist())) == 1
    assert 10 < proved < 70
    puzzle = zebra.draw(6, 5, SHARES["subtle"], 0, 3)
    assert puzzle.proved and zebra.prove(6, 5, puzzle.clues, puzzle.places)[0] == 0
    found, _, nodes = zebra.prove(6, 5, puzzle.clues, puzzle.places, 1)
    assert (found, nodes) == (-1, 1)


def test_a_draw_without_a_proof_is_discarded(monkeypatch):
    """Also one whose proof is too long for a solver by hand."""
    knobs = generator.LEVELS[4]
    assert generator.generate(Random(1), knobs)
    for name, value in (("BUDGET", 1), ("MOST_STEPS", 0)):
        with monkeypatch.context() as patch:
            patch.setattr(generator, name, value)
            with pytest.raises(Discard, match="proof too long"):
                generator.generate(Random(1), knobs)
    draw = zebra.draw
    with monkeypatch.context() as patch:
        patch.setattr(generator, "draw", lambda *arguments: draw(*arguments)._replace(proved=False))
        with pytest.raises(Discard, match="proof too long"):
            generator.generate(Random(1), knobs)


@pytest.mark.parametrize("level", [4, 7, 10])
def test_short_questions_rest_on_the_whole_table(level):
    """By the oracle's SAT solver: without any one of most clues, some table gives another answer."""
    judge = oracle(NAME)
    for sample in [sample for sample in samples(NAME, level, 12) if sample.problem.asks][:6]:
        problem = json.loads(sample.problem.to_json())
        needed, count = 0, len(problem["clues"])
        for number in range(count):
            rest = problem | {"clues": problem["clues"][:number] + problem["clues"][number + 1 :]}
            needed += _open(judge, rest, sample.answer)
            if needed >= 0.75 * count:  # most
                break
        assert needed >= 0.75 * count, f"{needed} of {count} clues"


def _open(judge, problem, answer):
    """Whether one of a few tables for these clues answers otherwise."""
    tables = (judge._solve(json.dumps(problem | {"clues": [*problem["clues"], *more]})) for more in _excluding(problem))
    return any(judge._wanted(problem, table) != answer.lower().split(", ") for found in tables for table in found)


def _excluding(problem):
    """Nothing; then each answer about one value excluded in turn."""
    yield []
    places = dict(
        zip((v for _, values in problem["attributes"] for v in values), (p for row in problem["solution"] for p in row), strict=True)
    )
    for kind, words in problem["asks"]:
        if kind == "value":
            same = next(v for v in dict(problem["attributes"])[words[1]] if places[v] == places[words[0]])
            yield [["differ", sorted((words[0], same)), 0]]
        elif kind == "place":
            yield [["not_at", [words[0]], places[words[0]]]]
        elif kind == "order":
            yield from ([["not_at", [value], places[value]]] for value in dict(problem["attributes"])[words[0]])


def test_the_examples_with_questions_have_one_table():
    """And the oracle takes the short answers that the verifier takes."""
    judge = oracle(NAME)
    asked = [(json.loads(problem.to_json()), answer) for problem, answer, reason in EXAMPLES if problem.asks and not reason]
    asked = [(problem, answer) for problem, answer in asked if not re.search("[\u4e00-\u9fff]", answer)]  # it reads identifiers
    assert len(asked) >= 8
    for problem, answer in asked:
        assert judge.solutions(problem) == 1
        assert judge.check(problem, answer), answer


def test_questions_about_one_table_are_different_problems_in_one_split():
    for sample in samples(NAME, 7, 10):
        problem = sample.problem
        table = ZebraPuzzle(problem.place, problem.attributes, problem.clues)
        other = msgspec.structs.replace(problem, asks=(Ask("place", (problem.attributes[0].values[0],)),))
        forms = [json.dumps(canonical(one)) for one in (problem, table, other)]
        assert len(set(forms)) == 3
        assert split_key(problem) == split_key(table) == split_key(other) == canonical(table)


def test_low_levels_ask_for_the_table_and_upper_ones_for_little():
    task = registry.load(NAME)
    for level in (1, 3, 4, 10):
        for number, sample in enumerate(samples(NAME, level, 10)):
            prompt = render(task, sample.problem, Random(number))
            assert bool(sample.problem.asks) == (level > 3) or level == 4
            assert 1.4 * len(prompt.split()) <= (450 if level == 1 else 2_500)
            assert len(sample.answer) <= 120 or not sample.problem.asks


def test_values_that_refinement_leaves_equal_are_told_apart():
    """Six values in one ring of neighbours, or in two rings of three: each value looks alike."""
    kind = KINDS.index("next")
    ring = [(kind, 0, (v, (v + 1) % 6)) for v in range(6)]
    rings = [(kind, 0, (v, (v + 1) % 3)) for v in range(3)] + [(kind, 0, (3 + v, 3 + (v + 1) % 3)) for v in range(3)]
    other = [(kind, 0, (a, b)) for a, b in ((0, 3), (3, 1), (1, 5), (5, 2), (2, 4), (4, 0))]
    assert generator._form(ring, 6, 1) == generator._form(other, 6, 1) != generator._form(rings, 6, 1)


def test_every_word_of_a_puzzle_has_a_chinese_one_that_is_read_as_it():
    data = generator._data()
    words = [
        *map(str.capitalize, data["places"]),
        *data["attributes"],
        *(value for values in data["attributes"].values() for value in values),
    ]
    assert sorted(words) == sorted(WORDS)
    assert all(CHINESE.english(chinese).split() == [word] for word, chinese in WORDS.items())


def test_every_scene_and_attribute_has_its_chinese_words():
    """In one prompt each: what is missing is an error of the template."""
    problem = samples(NAME, 1, 1)[0].problem
    data = generator._data()
    task = registry.load(NAME)
    for place in data["places"]:
        assert f"1 号{WORDS[place.capitalize()]}" in render(task, msgspec.structs.replace(problem, place=place), Random(0), "zh")
    template = (ROOT / NAME / "zh.md").read_text("utf-8")
    assert all(f'"{name}": ["' in template for name in data["attributes"])


def test_a_clue_that_speaks_of_no_number_has_0():
    assert Clue("same", ("red", "tea")) == Clue("same", ("red", "tea"), 0)


def _plainly_refined(rows, parts, size, columns):
    """Colours by refinement, and the clues with colours put for their values, in Python."""
    colours, count = [0] * (size * columns), 1
    while True:
        signatures = []
        for (kind, k, *variables), part in zip(rows, parts, strict=True):
            seen = [colours[v] for v in variables if v >= 0]
            if part == SWAPPABLE:
                seen.sort()
            elif part == LED:
                seen[1:] = sorted(seen[1:])
            elif part == PAIRED:
                seen = [c for side in sorted((sorted(seen[:2]), sorted(seen[2:]))) for c in side]
            signatures.append((kind, k, *seen))
        groups = [sorted(colours[a * size : a * size + size]) for a in range(columns)]
        rank = {signature: r for r, signature in enumerate(sorted(set(signatures)))}
        plays = [[] for _ in colours]
        for (_, _, *variables), part, signature in zip(rows, parts, signatures, strict=True):
            for i, v in enumerate(variables):
                if v >= 0:
                    plays[v].append(2 * rank[signature] + (part in (ORDERED, LED) and i > 0))
        values = [(colours[v], groups[v // size], sorted(plays[v])) for v in range(len(colours))]
        order = sorted({repr(one): one for one in values}.values())
        if len(order) == count:
            return colours, count, sorted(signatures)
        count = len(order)
        colours = [order.index(one) for one in values]


def test_values_are_told_apart_as_by_plain_refinement():
    rng, ties = Random(7), 0
    for _ in range(150):
        size, columns = rng.choice(((3, 2), (4, 3), (5, 5)))
        rows, parts = [], []
        for _ in range(rng.randint(1, 3 * columns)):
            part, number = rng.choice(((ORDERED, 1), (ORDERED, 2), (SWAPPABLE, 2), (LED, 3), (PAIRED, 4)))
            rows.append([10 * number + part, rng.randrange(2), *rng.sample(range(size * columns), number), *[-1] * (4 - number)])
            parts.append(part)
        colours, count, signatures, order = refined(np.array(rows), np.array(parts), size, columns)
        signed = [tuple(c for c in signature if c >= 0) for signature in signatures[order].tolist()]
        assert (colours.tolist(), count, signed) == _plainly_refined(rows, parts, size, columns)
        ties += count < size * columns
    assert 0 < ties < 150
