"""Results that come in one completion at a time become prompt groups, and groups training steps."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import synth
from synth.pipelines.curriculum.feedback import OPEN, Feedback


def test_groups_are_credited_whole_and_steps_together():
    data = synth.Curriculum("math/recurrence", difficulty=1, seed=1)
    feedback = Feedback(data, group=2, step=2)
    first, second = (feedback.next_row()["ticket"] for _ in range(2))
    for ticket in (first, second, first):
        feedback.report(ticket, 1.0)
        assert data.metrics()["curriculum/groups"] == 0
    feedback.report(second, 0.0)
    assert data.metrics()["curriculum/groups"] == 2
    assert data.metrics()["curriculum/math/recurrence/pass_rate"] == pytest.approx(0.75, abs=0.01)


def test_groups_that_never_get_whole_are_forgotten():
    feedback = Feedback(synth.Curriculum("math/recurrence"), group=2, step=1)
    for number in range(10 * OPEN):
        feedback.report(f"math/recurrence:1:{number}:0:0", 1.0)
    assert len(feedback._open) == OPEN


def test_many_threads_and_a_state():
    feedback = Feedback(synth.Curriculum("math/recurrence", seed=1), group=4, step=8)
    rows = [feedback.next_row() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: feedback.report(rows[number % 8]["ticket"], 1.0), range(32)))
    assert feedback.metrics()["curriculum/groups"] == 8
    other = Feedback(synth.Curriculum("math/recurrence", seed=1), group=4, step=8)
    other.load_state_dict(feedback.state_dict())
    assert other.next_row()["prompt"] == feedback.next_row()["prompt"]
    with pytest.raises(ValueError, match="expected 1 or more"):
        Feedback(feedback.data, 0, 1)
