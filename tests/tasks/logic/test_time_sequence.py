"""Time sequence: each rule of a calendar alone, and rules without effect that are never drawn."""

import json
from random import Random

import pytest
import slow_time_sequence
from drawing import candidates
from msgspec.structs import replace
from slow_time_sequence import without_effect

from synth.generators.logic.time_sequence import LEVELS, Knobs, canonical, generate
from synth.schemas.task import Discard
from synth.verifiers.logic.time_sequence import DAY, Calendar, Need, TimeSequence, free_until, meetings

PLAIN = Calendar((540, 720), (((600, 630),),), 0, (), 0, 0, 0, 0)
"""Works from 9:00 to 12:00, with an appointment from 10:00 to 10:30."""


@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({}, [600, 600, 0, 720, 720, 720]),
        ({"before": 20}, [580, 580, 0, 720, 720, 720]),
        ({"after": 10}, [600, 600, 0, 0, 720, 720]),
        ({"short": 30}, [600, 600, 0, 720, 720, 720]),
        ({"short": 31}, [720] * 6),
        ({"cancels": 1}, [720] * 6),
        ({"cancels": 1, "lunch": ((660, 690),)}, [660, 660, 660, 660, 0, 720]),
        ({"hours": (600, 780), "busy": (((660, 690),),), "ahead": 1}, [600, 600, 0, 720, 720, 720]),
        ({"busy": (((570, 580), (600, 630)),), "cancels": 1}, [600, 600, 720, 720, 720, 720]),
    ],
)
def test_people_can_stay_until_something_else_begins(changes, until):
    """At nine, half past nine, ... until half past eleven; 0 stands for somebody who is not free."""
    found = free_until(replace(PLAIN, **changes), 0, 30)[18:24]
    assert list(found) == until


def test_enough_people_meet():
    late = Calendar((660, 780), ((),), 0, (), 0, 0, 0, 0)
    three = TimeSequence(("Mei", "Ivan", "Zuri"), (PLAIN, late, PLAIN), (Need((0, 1, 2), 3),), 30, 60)
    assert meetings(three) == (60, 1)
    assert meetings(replace(three, needs=(Need((0, 1, 2), 2),))) == (90, 3)  # 9:00, 10:30, 11:00
    assert meetings(replace(three, needs=(Need((0, 1, 2), 1), Need((1,), 1)))) == (120, 3)


def _stays(calendar, day, start):
    """Until when somebody who is free at `start` can stay, with every choice of an appointment that is cancelled; minute by minute."""
    shift, longest = 60 * calendar.ahead, start
    kept = [span for span in calendar.busy[day] if span[1] - span[0] >= calendar.short]
    for cancelled in (None, *(kept if calendar.cancels else ())):
        away = {minute - shift for first, last in calendar.lunch for minute in range(first, last)}
        for first, last in kept:
            if (first, last) != cancelled:
                away.update(range(first - calendar.before - shift, last + calendar.after - shift))
        end = start
        while end in range(calendar.hours[0] - shift, calendar.hours[1] - shift) and end not in away:
            end += 1
        longest = max(longest, end)
    return longest


@pytest.mark.parametrize("level", [2, 6, 10])
def test_meetings_are_those_that_are_found_minute_by_minute(level):
    for one in candidates("logic/time_sequence", level, 6):
        problem, longest, starts = one.members[0].problem, 0, 0
        for day in range(len(problem.calendars[0].busy)):
            for start in range(0, DAY, problem.step):
                ends = [_stays(calendar, day, start) for calendar in problem.calendars]
                end = min(sorted(ends[person] for person in need.people)[-need.count] for need in problem.needs)
                longest, starts = max(longest, end - start), starts + (end - start >= problem.length)
        assert meetings(problem) == (longest, starts)


@pytest.mark.parametrize(
    ("hours", "ahead", "right"), [((60, 120), 1, True), ((59, 120), 1, False), ((600, 1380), -1, True), ((600, 1381), -1, False)]
)
def test_a_working_day_lies_in_one_day_of_the_office(hours, ahead, right):
    calendar = {"hours": hours, "busy": [[]], "ahead": ahead, "lunch": [], "before": 0, "after": 0, "short": 0, "cancels": 0}
    one = {"names": ["Mei"], "calendars": [calendar], "needs": [{"people": [0], "count": 1}], "step": 30, "length": 60}
    if right:
        assert meetings(TimeSequence.from_json(json.dumps(one))).longest == hours[1] - hours[0]
    else:
        with pytest.raises(ValueError, match="a working day lies in one day"):
            TimeSequence.from_json(json.dumps(one))


@pytest.mark.parametrize("names", [("Mei",), ("Mei", "Ivan", "Zuri"), ("Mei", "Mei")])
def test_each_calendar_has_a_name_of_its_own(names):
    with pytest.raises(ValueError, match="a name of its own"):
        TimeSequence(names, (PLAIN, PLAIN), (Need((0,), 1),), 30, 60)


def test_people_and_needs_may_stand_in_any_order():
    late = Calendar((660, 780), ((),), 0, (), 0, 0, 0, 0)
    one = TimeSequence(("Mei", "Ivan"), (PLAIN, late), (Need((0,), 1), Need((0, 1), 1)), 30, 60)
    other = TimeSequence(("Zuri", "Wei"), (late, PLAIN), (Need((0, 1), 1), Need((1,), 1)), 30, 60)
    assert canonical(one) == canonical(other)
    assert canonical(one) != canonical(replace(one, needs=(Need((1,), 1), Need((0, 1), 1))))


def test_every_rule_has_an_effect():
    for level in (5, 9):
        assert not any(without_effect(one.members[0].problem) for one in candidates("logic/time_sequence", level, 30))


@pytest.mark.parametrize("level", [1, 3, 5, 7, 8, 10])
def test_the_kernel_draws_what_python_draws(level):
    knobs = LEVELS[level - 1]
    for seed in range(4):
        rng, twin = Random(seed), Random(seed)
        assert generate(rng, knobs) == slow_time_sequence.generate(twin, knobs)
        assert rng.getstate() == twin.getstate()


def test_who_overlooks_that_clocks_differ_may_meet_before_anybody_works():
    """Everybody is hours ahead, so that all but nothing is left of the range in which people really work."""
    knobs = Knobs(4, 1, 1, 0, 0, 4, 0, 0, 1)
    for seed in range(12):
        assert generate(Random(seed), knobs) == slow_time_sequence.generate(Random(seed), knobs)


def test_rules_that_cannot_both_have_an_effect_are_not_drawn():
    """Each of two people has one appointment, ignores it where it is short, and can cancel it."""
    for seed in range(4):
        for made in (generate, slow_time_sequence.generate):
            with pytest.raises(Discard, match="a rule without effect"):
                made(Random(seed), Knobs(2, 1, 1, 0, 0, 0, 2, 2, 0))
