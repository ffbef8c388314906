"""What the laws cannot say of logic/object_counting: what events do, and that the answer hangs on each of those that matter."""

from collections import Counter
from random import Random

import pytest
from drawing import samples

from synth.generators.logic.object_counting import TASK
from synth.generators.logic.object_counting.claims import from_start
from synth.verifiers.logic.object_counting import ObjectCounting, counted, total
from synth.verifiers.logic.object_counting.events import (
    CATEGORIES,
    CATEGORY,
    Double,
    Exchange,
    Get,
    Give,
    GiveAll,
    Half,
    Impossible,
    Lose,
    Match,
    More,
    Most,
    is_met,
    named,
    step_taken,
    taken,
)

THINGS = ("apple", "pear", "hammer")
HAS = (8, 3, 5, 4, 9, 0, 0, 6, 7)  # of three people


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Get(0, 1, 4), (8, 7, 5, 4, 9, 0, 0, 6, 7)),
        (Lose(1, 0, 4), (8, 3, 5, 0, 9, 0, 0, 6, 7)),
        (Give(0, 2, 0, 3), (5, 3, 5, 4, 9, 0, 3, 6, 7)),
        (Half(0, 1, 0), (4, 3, 5, 8, 9, 0, 0, 6, 7)),
        (Double(2, 1), (8, 3, 5, 4, 9, 0, 0, 12, 7)),
        (Match(2, 0, 1, 1), (8, 3, 5, 4, 9, 0, 9, 6, 7)),
        (Match(0, 0, 0, 1), (11, 3, 5, 4, 9, 0, 0, 6, 7)),
        (GiveAll(0, 1, "fruit"), (0, 0, 5, 12, 12, 0, 0, 6, 7)),
        (Exchange(0, 2, "tool"), (8, 3, 7, 4, 9, 0, 0, 6, 5)),
        (Most(0, 1, 5), (8, 8, 5, 4, 4, 0, 0, 6, 7)),
    ],
)
def test_what_events_do(event, expected):
    assert taken(event, HAS, THINGS, strict=True) == expected


@pytest.mark.parametrize("event", [Lose(0, 1, 4), Give(1, 0, 2, 2), Half(0, 1, 1), Half(2, 0, 0), Most(1, 1, 2), Most(0, 1, 10)])
def test_nobody_gives_what_they_do_not_have(event):
    with pytest.raises(Impossible):
        taken(event, HAS, THINGS, strict=True)


def test_who_has_the_most_is_one_person():
    with pytest.raises(Impossible):
        taken(Most(0, 0, 2), (1, 5, 5), ("apple",), strict=True)


def test_conditions_compare_strictly():
    assert is_met(More(0, 0, 1, 0), HAS, 3) and not is_met(More(1, 0, 0, 0), HAS, 3)
    assert not is_met(More(0, 1, 2, 0), (1, 3, 0, 0, 0, 0, 3, 0, 0), 3)


def test_every_thing_is_of_one_category():
    things = [thing for kinds in CATEGORIES.values() for thing in kinds]
    assert len(set(things)) == len(things) and len(CATEGORY) == len(things)


@pytest.mark.parametrize("level", [2, 5, 9])
def test_the_answer_hangs_on_every_step_that_matters_and_every_condition(level):
    for sample in samples("logic/object_counting", level, 25):
        problem: ObjectCounting = sample.problem
        right, idle = counted(problem), 0

        def told(steps, problem=problem):
            has = problem.start
            for event in steps:
                has = step_taken(event, has, problem.things)
            return total(has, problem)

        for place, step in enumerate(problem.steps):
            before, behind = problem.steps[:place], problem.steps[place + 1 :]
            idle += told(before + behind) == right
            if step.condition:
                other = type(step)(step.otherwise, step.condition, step.then)
                assert told((*before, other, *behind)) != right
        knobs = {2: 1, 5: 1, 9: 3}[level]
        assert idle <= knobs, "only what happens to extra things has no effect"


def test_answers_are_spread_out_and_conditions_are_even():
    for level in (4, 10):
        drawn = samples("logic/object_counting", level, 60)
        assert max(Counter(sample.answer for sample in drawn).values()) <= 6
        met = []
        for sample in drawn:
            has, things = sample.problem.start, sample.problem.things
            for step in sample.problem.steps:
                if step.condition:
                    met.append(is_met(step.condition, has, len(things)))
                has = step_taken(step, has, things, strict=True)
        assert abs(sum(met) / len(met) - 0.5) < 0.12, "a condition tells nothing of itself"


def test_parts_name_people_and_things():
    assert named(Match(2, 0, 1, 1)) == ([2, 1], [0, 1])
    assert named(Exchange(0, 2, "tool")) == ([0, 2], [])
    assert named(Most(1, 2, 4)) == ([1], [2])


@pytest.mark.parametrize("seed", [256, 454])
def test_no_event_names_a_number_that_a_ground_truth_cannot_hold(seed):
    """Both seeds draw a number of more than 99 first."""
    made = TASK.generate(Random(seed), TASK.levels[9]).problem
    assert TASK.problem.from_json(made.to_json()) == made


@pytest.mark.parametrize("level", [4, 5, 6, 10])
def test_whoever_passes_over_one_kind_of_events_wins_next_to_nothing(level):
    kinds = [Get, Lose, Give, Half, Double, GiveAll] + [Match, Exchange, Most] * (level > 5)
    won = Counter()
    for sample in samples("logic/object_counting", level, 40):
        problem: ObjectCounting = sample.problem
        for kind in kinds:
            has = problem.start
            for step in problem.steps:
                event = step.then if step.condition is None or is_met(step.condition, has, len(problem.things)) else step.otherwise
                has = has if isinstance(event, kind) else taken(event, has, problem.things)
            won[kind] += total(has, problem) == counted(problem)
    assert max(won.values()) <= 3, "one of forty is chance"


@pytest.mark.parametrize("level", range(1, 11))
def test_effort_is_the_number_of_amounts_that_have_to_be_worked_out(level):
    for sample in samples("logic/object_counting", level, 25):
        assert sample.effort == _effort(sample.problem)


def _effort(problem):
    things, width = problem.things, len(problem.things)
    course = [problem.start]
    for step in problem.steps:
        course.append(step_taken(step, course[-1], things))
    wanted = {person * width + place for person in problem.asked for place, t in enumerate(things) if CATEGORY[t] == problem.category}
    found = len(wanted)
    for step, has in zip(reversed(problem.steps), course[-2::-1], strict=True):
        met = step.condition is None or is_met(step.condition, has, width)
        needs = _needs(step.then if met else step.otherwise, has, things)
        concerned = {amount: sources for amount, sources in needs.items() if amount in wanted}
        other = _needs(step.otherwise if met else step.then, has, things) if step.condition else {}
        found += len(concerned)
        if step.condition and (concerned or not wanted.isdisjoint(other)):
            one = step.condition
            wanted |= {one.person * width + one.thing, one.other * width + one.like}
            found += 2
        wanted = wanted.union(*concerned.values())
    return found


def _needs(event, has, things):
    """For each amount that an event changes the other amounts that one has to know for it."""
    width = len(things)
    if event is None:
        return {}
    if isinstance(event, Most):
        column = range(event.thing, len(has), width)
        giver = max(column, key=has.__getitem__)
        return {giver: set(column), event.to * width + event.thing: set(column)}
    if isinstance(event, (GiveAll, Exchange)):
        places = [place for place, thing in enumerate(things) if CATEGORY[thing] == event.category]
        pairs = [(event.person * width + place, event.to * width + place) for place in places]
        return {a: {b} for a, b in pairs} | {b: {a} for a, b in pairs}
    own = event.person * width + event.thing
    if isinstance(event, Match):
        return {own: {event.other * width + event.like}}
    if isinstance(event, (Give, Half)):
        return {own: set(), event.to * width + event.thing: {own} if isinstance(event, Half) else set()}
    return {own: set()}


@pytest.mark.parametrize("level", [4, 7, 10])
def test_whoever_works_out_changes_from_the_start_is_always_wrong(level):
    for sample in samples("logic/object_counting", level, 25):
        assert from_start(sample.problem) != counted(sample.problem)
