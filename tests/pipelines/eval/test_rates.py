"""Intervals hold what they promise, for prompts that are alike and for prompts of which each passes always or never."""

from random import Random

import pytest

from synth.pipelines.eval.rates import pass_at, pass_rate, usable


def groups(rng, prompts, k, chances):
    return [[rng.random() < chance for _ in range(k)] for chance in (rng.choice(chances) for _ in range(prompts))]


@pytest.mark.parametrize("chances", [(0.5,), (0.03,), (0.0, 1.0), (0.1, 0.3, 0.9), (0.98,), (0.0, 0.0, 0.0, 1.0)])
@pytest.mark.parametrize(("prompts", "k"), [(50, 4), (20, 8), (100, 1)])
def test_intervals_hold_the_true_rate_as_often_as_they_promise(chances, prompts, k):
    rng, truth = Random(7), sum(chances) / len(chances)
    inside = sum(rate.low <= truth <= rate.high for rate in (pass_rate(groups(rng, prompts, k, chances)) for _ in range(600)))
    assert inside >= 0.92 * 600


def test_intervals_are_no_wider_than_they_must_be():
    rng = Random(3)
    alike, apart = pass_rate(groups(rng, 50, 8, (0.5,))), pass_rate(groups(rng, 50, 8, (0.0, 1.0)))
    assert alike.high - alike.low < 0.12 < 0.2 < apart.high - apart.low < 0.3


@pytest.mark.parametrize("passed", [[[True] * 4] * 30, [[False] * 4] * 30])
def test_a_rate_of_nothing_or_all_is_not_certain(passed):
    rate = pass_rate(passed)
    assert rate.low < rate.high and 0.05 < rate.high - rate.low < 0.2
    assert rate.low <= rate.share <= rate.high


def test_pass_at_k_is_that_of_all_choices_of_k():
    passed = [[True, False, False, False], [False] * 4, [True, True, True, False]]
    assert pass_at(1, passed).share == pytest.approx(pass_rate(passed).share) == pytest.approx(1 / 3)
    assert pass_at(2, passed).share == pytest.approx((3 / 6 + 0 + 1) / 3)
    assert pass_at(4, passed).share == pytest.approx(2 / 3)
    for mixed in (passed, [*passed, [True] * 5]):
        with pytest.raises(ValueError, match="needs 5"):
            pass_at(5, mixed)


def test_usable_prompts_pass_sometimes():
    assert usable([[True, True], [True, False], [False, False], [False, True]]).share == 0.5
    rate = usable([[True, False]] * 10 + [[True, True]] * 30)
    assert (rate.low, rate.high) == (pytest.approx(0.1419, abs=1e-3), pytest.approx(0.4019, abs=1e-3))  # Wilson's, as tables have it


def test_one_prompt_says_little():
    rate = pass_rate([[True, False]])
    assert rate.share == 0.5 and rate.high - rate.low > 0.8
