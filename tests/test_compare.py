"""The comparison of scorers is fair: what it calls the same answer is the same, and what it calls wrong is wrong."""

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))  # behind the others: it has an `attacks` of its own
import compare

GRID = "1 2\n2 1"


def test_forms_are_the_same_answer_and_wrong_ones_are_not():
    for answer in (GRID, "8 / (2 - 9 / 5)", "Ann is a saint."):
        signs = answer.replace(" ", "").replace("\n", "").rstrip(".")
        assert all(signs in form.replace(" ", "").replace("\n", "") for form in compare.forms(answer))
        for seed in range(20):
            bad = [*compare.wrong(answer, "other", Random(seed))]
            assert len(bad) == 5 and answer not in bad
            assert sum(a != b for a, b in zip(bad[-1], answer, strict=True)) == 1, bad[-1]
    assert len([*compare.wrong("A", "A", Random(0))]) == 3, "another problem may have the same answer"


@pytest.mark.parametrize(("reward", "expected"), [
    (lambda reply: 1.0, (0, 0, 1, 1)),
    (lambda reply: 0.25, (1, 1, 0, 0.25)),
    (lambda reply: float("<answer>8</answer>" in reply), (0, 1, 0, 0)),
])  # fmt: skip
def test_a_scorer_is_measured_as_it_is(reward, expected):
    found = compare.measure([compare.Problem("8", reward), compare.Problem("8", reward)])
    assert tuple(found.values()) == expected


@pytest.mark.parametrize(("puzzle", "level"), compare.PUZZLES.values())
def test_ours_tells_right_from_wrong(puzzle, level):
    assert set(compare.measure(compare.ours(puzzle, level, 3)).values()) == {0.0}


def test_speed_counts_what_is_made_after_the_first_ones(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(compare.time, "process_time", lambda: next(clock) / 10)
    assert compare.speed(iter(range(8))) == pytest.approx(5 / 0.6), "three of eight are made before time counts"
    assert compare.speed(map(str, range(1000))) == pytest.approx(19 / 2.0), "until two seconds are over"
