"""The self-check and the splits: what would let a broken row through, or move a problem from test to train, fails here."""

import gc
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from synth.generators import registry
from synth.pipelines.run.produce import Stream, candidate, check, digest, family
from synth.pipelines.run.randomness import Source, fingerprint
from synth.pipelines.run.splits import split_of
from synth.pipelines.run.worker import imports_set_aside
from synth.schemas.errors import BrokenTask
from synth.schemas.problem import Problem
from synth.schemas.task import Sample
from synth.schemas.verdict import ACCEPT, refuse
from synth.verifiers.logic.game_of_24 import GameOf24

REAL = registry.load("logic/game_of_24")
SOURCE = Source("logic/game_of_24", 1, "{}", 0)
SAMPLE = Sample(GameOf24((1, 1, 22), 24), "1 + 1 + 22", 1.0)


def _check(task, sample=SAMPLE, ground_truth=None, draw=5):
    check(task, sample.problem, sample.answer, sample.problem.to_json() if ground_truth is None else ground_truth, SOURCE, draw)


def test_the_verifier_judges_the_problem_that_is_written():
    """Not the one in memory: both verdicts are on the problem as decoded from the JSON text."""
    judged = []

    def verify(problem, answer):
        judged.append(problem)
        return REAL.verify(problem, answer)

    _check(replace(REAL, verify=verify))
    assert len(judged) == 2 and all(problem == SAMPLE.problem and problem is not SAMPLE.problem for problem in judged)


class Loose(Problem, frozen=True):
    """A problem that JSON changes: a tuple comes back as a list."""

    numbers: Any


def test_a_problem_that_changes_on_its_way_through_json_stops_the_run():
    task = replace(REAL, problem=Loose, verify=lambda problem, answer: ACCEPT if answer == "1 + 1 + 22" else refuse("value"))
    _check(task, Sample(Loose([1, 2]), "1 + 1 + 22", 1.0))
    with pytest.raises(BrokenTask, match="draw 5: the problem changes on its way through JSON"):
        _check(task, Sample(Loose((1, 2)), "1 + 1 + 22", 1.0))
    other = GameOf24((1, 2, 21), 24).to_json()
    with pytest.raises(BrokenTask, match="changes on its way"):
        _check(replace(REAL, verify=lambda problem, answer: ACCEPT if answer == "1 + 1 + 22" else refuse("value")), ground_truth=other)


def test_a_refused_answer_stops_the_run():
    with pytest.raises(BrokenTask, match=r"draw 5: the answer '1 \+ 22' is refused \(numbers\)"):
        _check(REAL, replace(SAMPLE, answer="1 + 22"))


def test_an_accepted_corrupted_answer_stops_the_run():
    with pytest.raises(BrokenTask, match=r"draw 5: the corrupted answer '22 \+ 1 \+ 1' is accepted"):
        _check(replace(REAL, corrupt=lambda problem, answer, rng: "22 + 1 + 1"))
    with pytest.raises(BrokenTask, match="corrupted"):
        _check(replace(REAL, verify=lambda problem, answer: ACCEPT))


def test_the_corrupted_answer_depends_on_problem_answer_and_draw():
    seen = []

    def corrupt(problem, answer, rng):
        seen.append((problem, answer, rng.random()))
        return "0"

    for draw in (5, 5, 6):
        _check(replace(REAL, corrupt=corrupt), draw=draw)
    assert seen == [(SAMPLE.problem, SAMPLE.answer, Random(draw).random()) for draw in (5, 5, 6)]


def _families(*members, declared=2):
    def generate(rng, knobs):
        return replace(members[0], other_members=members[1:])

    task = replace(REAL, generate=generate, max_members=declared, split_key=lambda problem: problem.target)
    return Stream(task, task.levels[0], 1, 0, max_members=declared)


def test_a_family_larger_than_declared_stops_the_run():
    others = [Sample(GameOf24((1, n, 23 - n), 24), f"1 + {n} + {23 - n}", 1.0) for n in (2, 3)]
    assert [row["extra_info"]["member"] for row in family(_families(SAMPLE, others[0]), 0)] == [0, 1]
    assert len(candidate(_families(SAMPLE, *others, declared=3), 0).members) == 3
    with pytest.raises(BrokenTask, match="draw 7: 3 members, declared at most 2"):
        candidate(_families(SAMPLE, *others), 7)


def test_each_member_of_a_family_is_checked():
    wrong = Sample(GameOf24((1, 2, 21), 24), "1 + 1 + 22", 1.0)
    assert candidate(_families(SAMPLE, wrong), 0).members == (replace(SAMPLE, other_members=(wrong,)), wrong)
    for members in ((SAMPLE, wrong), (wrong, SAMPLE)):
        with pytest.raises(BrokenTask, match="refused"):
            family(_families(*members), 0)


TWO = (("train", 0.95), ("test", 0.05))
THREE = (("train", 0.8), ("validation", 0.1), ("test", 0.1))
TRAINING = (("sft", 0.5), ("rl", 0.5))
FIXED = {
    "00000000000000000000000000000000": ("test", "validation", None),
    "0665ffffffffffffffffffffffffffff": ("test", "validation", None),
    "06670000000000000000000000000000": ("test", "test", None),
    "0a00c164636b3ea8881d63167d4fbecc": ("test", "test", None),
    "0cccccccccccc8000000000000000000": ("test", "test", None),
    "0cccccccccccd0000000000000000000": ("train", "train", "sft"),
    "29b74ebc971c8a56dae28a940ba6413c": ("train", "train", "sft"),
    "3fffffffffff00000000000000000000": ("train", "train", "sft"),
    "40010000000000000000000000000000": ("train", None, "sft"),
    "4a9e6f9b8d43f6ad008f8c291929dee2": ("train", None, "sft"),
    "b42ba89b513110572753ffe133f924fb": ("train", None, "rl"),
    "ffffffffffff00000000000000000000": ("train", None, "rl"),
}
"""Splits of hashes under three requests, and how they stay in every release: what was held out once is never trained on."""


def test_splits_of_hashes_are_the_same_in_every_release():
    for text, expected in FIXED.items():
        mark = bytes.fromhex(text)
        assert tuple(split_of(splits, mark) for splits in (TWO, THREE, TRAINING)) == expected, text
        assert split_of(TWO, mark[:8] + bytes(8)) == expected[0], "the first eight bytes decide"


def test_fingerprints_are_the_same_in_every_release():
    """Splits go by them. Golden rows hold each task's; this is the hash itself."""
    form = b'{"numbers":[1,1,22],"target":24}'
    assert fingerprint("logic/game_of_24", form).hex() == digest(REAL, SAMPLE.problem).hex() == "e794a129700ab7a7cf3853dfdc14a3ee"
    assert fingerprint("logic/sudoku", form).hex() == "632621c2ba62bd34ef325339fa30d6bc"


def test_the_collector_is_spared_imports_for_as_long_as_rows_are_made():
    with imports_set_aside():
        assert gc.get_freeze_count() > 10_000
    assert gc.get_freeze_count() == 0
    gc.freeze()
    try:
        with imports_set_aside():
            pass
        assert gc.get_freeze_count() > 10_000, "a process that sets objects aside by itself keeps them so"
    finally:
        gc.unfreeze()
