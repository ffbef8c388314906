"""Rules of a curriculum against learners whose skill is known: a completion passes with a chance that falls with the level."""

import math
from random import Random

import pytest

from synth.pipelines.curriculum.rules import RULES, Band, Rlve, pass_rate

SHARES = {"a": 1.0, "b": 1.0, "c": 2.0}


class Learner:
    """Passes a level at its skill half the time; learns from groups that neither all pass nor all fail."""

    def __init__(self, skill, seed=0, pace=0.02):
        self.skill, self.rng, self.pace = dict(skill), Random(seed), pace

    def answer(self, cell, completions=8):
        task, level = cell
        chance = 1 / (1 + math.exp(1.5 * (level - self.skill[task])))
        rewards = [float(self.rng.random() < chance) for _ in range(completions)]
        rate = sum(rewards) / completions
        self.skill[task] += self.pace * rate * (1 - rate) * 4
        return rate


def trained(rule, learner, groups, seed=1):
    """The cells and rates of so many groups, one after another."""
    rng, told = Random(seed), []
    for _ in range(groups):
        weights = rule.weights()
        cell = rng.choices(list(weights), list(weights.values()))[0]
        rate = learner.answer(cell)
        rule.credit(cell, rate)
        told.append((cell, rate))
    return told


def usable(told):
    """Share of groups with something to learn from."""
    return sum(0 < rate < 1 for _, rate in told) / len(told)


@pytest.mark.parametrize("rule", RULES)
def test_tasks_come_by_their_shares(rule):
    weights = RULES[rule](SHARES, 1, 10).weights()
    by_task = {task: sum(weight for (name, _), weight in weights.items() if name == task) for task in SHARES}
    assert by_task["c"] == pytest.approx(2 * by_task["a"]) == pytest.approx(2 * by_task["b"])
    assert {level for _, level in weights} <= set(range(1, 11))


@pytest.mark.parametrize("rule", ["band", "variance"])
@pytest.mark.parametrize("skill", [2.0, 5.0, 9.0])
def test_a_learner_is_kept_where_it_learns_whatever_its_skill(rule, skill):
    learner = Learner(dict.fromkeys(SHARES, skill), pace=0.0)
    told = trained(RULES[rule](SHARES, 1, 10), learner, 3000)[1500:]
    fixed = trained(RULES["uniform"](SHARES, 1, 10), Learner(dict.fromkeys(SHARES, skill), pace=0.0), 1500)
    assert usable(told) > max(0.6, 1.25 * usable(fixed))


def test_a_band_follows_skill_that_grows_and_skill_that_goes():
    rule, learner = Band(SHARES, 1, 10), Learner({"a": 1.0, "b": 4.0, "c": 2.0})
    trained(rule, learner, 2000)
    assert all(abs(rule.level(task) - learner.skill[task]) <= 2 or learner.skill[task] > 10 for task in SHARES)
    assert min(learner.skill.values()) > 4
    learner.skill = dict.fromkeys(SHARES, 2.0)  # it has collapsed
    learner.pace = 0.0
    trained(rule, learner, 2000)
    assert all(rule.level(task) <= 3 for task in SHARES)


def test_each_task_has_a_level_of_its_own():
    rule, learner = Band(SHARES, 1, 10), Learner({"a": 1.5, "b": 5.0, "c": 8.5}, pace=0.0)
    trained(rule, learner, 3000)
    assert rule.level("a") < rule.level("b") < rule.level("c")


def test_a_band_learns_faster_than_fixed_levels():
    skills = {}
    for name in ("band", "uniform"):
        learner = Learner(dict.fromkeys(SHARES, 1.0), pace=0.005)
        trained(RULES[name](SHARES, 1, 10), learner, 3000)
        skills[name] = sum(learner.skill.values())
    assert skills["band"] > 1.15 * skills["uniform"]


def test_a_saturated_task_retires_the_next_is_admitted_and_it_comes_back():
    rule = Band({"a": 1.0, "b": 1.0}, 1, 10, start=10, active=1)
    assert {task for task, _ in rule.weights()} == {"a"}
    for _ in range(Band.LEAST):
        rule.credit(("a", 10), 1.0)
    weights = rule.weights()
    assert {task for task, _ in weights} == {"a", "b"}
    assert sum(weight for (task, _), weight in weights.items() if task == "a") == pytest.approx(Band.REVIEW)
    for _ in range(Band.LEAST):
        rule.credit(("a", 10), 0.5)
    assert rule.level("a") == 10
    assert {task for task, _ in rule.weights()} == {"a"}


def test_moving_up_again_after_a_fall_takes_more():
    rule = Band({"a": 1.0}, 1, 10)
    needed = []
    for _ in range(2):
        groups = 0
        while rule.level("a") == 1:
            rule.credit(("a", 1), 1.0)
            groups += 1
        needed.append(groups)
        while rule.level("a") == 2:
            rule.credit(("a", 2), 0.0)
    assert needed == [Band.LEAST, 2 * Band.LEAST]


def test_results_at_other_levels_do_not_move_a_task():
    rule = Band({"a": 1.0}, 1, 10, start=5)
    for _ in range(100):
        rule.credit(("a", 4), 1.0)
    for _ in range(100):
        rule.credit(("a", 6), 0.0)
    assert rule.level("a") == 5
    assert dict(rule.weights()) == pytest.approx({("a", 4): 0.15, ("a", 5): 0.7, ("a", 6): 0.15})


def test_the_edges_of_the_band_belong_to_it():
    for rate in (0.25, 0.75):
        rule = Band({"a": 1.0}, 1, 10, band=(0.25, 0.75), start=5)
        for _ in range(100):
            rule.credit(("a", 5), rate)
        assert rule.level("a") == 5


def test_a_few_groups_decide_nothing_and_many_do_not_decide_for_ever():
    rule = Band({"a": 1.0}, 1, 10, start=5)
    for _ in range(Band.LEAST - 1):
        rule.credit(("a", 5), 0.0)
        assert rule.level("a") == 5
    rule.credit(("a", 5), 0.0)
    assert rule.level("a") == 4
    for _ in range(2000):
        rule.credit(("a", 4), 0.5)
    fallen = 0
    while rule.level("a") == 4:
        rule.credit(("a", 4), 0.0)
        fallen += 1
    assert fallen < 8 * Band.LEAST


def test_rlve_raises_its_upper_level_alone():
    rule = Rlve({"a": 1.0}, 1, 10)
    for level in range(1, 6):
        assert {found for _, found in rule.weights()} == set(range(max(1, level - 3), level + 1))
        for _ in range(Rlve.LEAST):
            rule.credit(("a", level), 0.95)
    for _ in range(100):
        rule.credit(("a", 6), 0.0)
    assert rule.level("a") == 6


@pytest.mark.parametrize("kind", RULES)
def test_a_rule_goes_on_from_its_state(kind):
    rule, learner = RULES[kind](SHARES, 1, 10), Learner({"a": 3.0, "b": 9.0, "c": 1.0})
    trained(rule, learner, 500)
    other = RULES[kind](SHARES, 1, 10)
    other.counts = rule.counts
    other.load(rule.state())
    assert other.weights() == rule.weights()
    assert [other.level(task) for task in SHARES] == [rule.level(task) for task in SHARES]


def test_pass_rates_of_groups():
    assert pass_rate([0.9, 1, True, 1.5], 1.0) == 0.75
    for wrong in ([], [math.nan], [1.0, math.inf]):
        with pytest.raises(ValueError, match="expected"):
            pass_rate(wrong, 1.0)
