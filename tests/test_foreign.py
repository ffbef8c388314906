"""The comparison with a foreign library is fair: its brute force says of our answers what our verifiers say, and conversions keep them."""

import json
import sys
from pathlib import Path
from random import Random

import pytest
from drawing import members

sys.path.append(str(Path(__file__).parents[1] / "bench"))  # behind the others: it has an `attacks` of its own
import foreign

from synth.generators import registry

OF_ALL = [name for name in foreign.PAIRS if name not in ("word_sorting", "caesar_cipher", "jugs", "dice", "shortest_path")]
"""Whose rules cover all of our problems at that level."""


@pytest.mark.parametrize("puzzle", OF_ALL)
def test_brute_force_and_verifiers_say_the_same(puzzle):
    pair, task, rng = foreign.PAIRS[puzzle], registry.load(foreign.PAIRS[puzzle].ours), Random(1)
    asked = 0
    for sample in members(pair.ours, pair.level, 12 if puzzle == "cryptarithm" else 5):
        for answer in (sample.answer, task.corrupt(sample.problem, sample.answer, rng)):
            if puzzle in ("puzzle24", "mini_sudoku") or pair.back(sample.problem, answer):
                asked += 1
                assert pair.holds(sample.problem, answer) == bool(task.verify(sample.problem, answer)), answer
    assert asked > 3


JUGS = {"metadata": {"puzzle": {"jug_capacities": [3, 5], "target": 4}}}
JUGS["answer"] = json.dumps(["fill B", "pour B->A", "empty A", "pour B->A", "fill B", "pour B->A"])
TURN = {"metadata": {"rotation": 3, "cipher_text": "PHHW PH"}, "answer": "MEET ME"}
SORT = {"metadata": {"original_words": ["pear", "fig", "lime"], "direction": "descending"}, "answer": "pear, lime, fig"}
ROLL = {"metadata": {"puzzle": {"dice_str": "1d6, 1d4", "target": 9}}, "answer": "1/8"}
ENTRIES = (("jugs", JUGS), ("caesar_cipher", TURN), ("word_sorting", SORT), ("dice", ROLL))


@pytest.mark.parametrize(("puzzle", "entry"), ENTRIES)
def test_an_entry_becomes_our_problem_and_comes_back(puzzle, entry):
    pair = foreign.PAIRS[puzzle]
    problem, answer = pair.into(entry)
    assert pair.holds(problem, answer) and registry.load(pair.ours).verify(problem, answer)
    found, text = pair.back(problem, answer)
    assert text.replace(" ", "") == entry["answer"].replace(" ", "") and found.get("metadata", entry["metadata"])
    wrong = answer.replace("B", "A").replace("pear, lime", "lime, pear").replace("MEET", "MEAT").replace("1/8", "1/9")
    assert not pair.holds(problem, wrong) and not registry.load(pair.ours).verify(problem, wrong)


def test_what_our_rules_have_no_words_for_is_left_out():
    assert foreign.PAIRS["countdown"].into({"metadata": {"numbers": [1, 9, 5], "target": 44}, "answer": "-1 + 9*5"}) is None
    both = {"names": ["Ann", "Bob"], "solution": (True, True), "statements": (("and", ("lying", 0), ("telling-truth", 1)),) * 2}
    knaves = both | {"solution": (False, False), "statements": (("telling-truth", 1), ("telling-truth", 0))}
    assert foreign.PAIRS["knights_knaves"].into({"metadata": both}) is None is foreign.PAIRS["knights_knaves"].into({"metadata": knaves})
