"""What the laws cannot say of logic/object_properties: what changes do, and that the answer hangs on each of them and on each condition."""

from collections import Counter

import pytest
from drawing import samples
from msgspec.structs import replace

from synth.generators.logic.object_properties.claims import by_first_looks
from synth.verifiers.logic.object_properties import ObjectProperties, counted, start
from synth.verifiers.logic.object_properties.changes import (
    COLOUR,
    SHAPE,
    SIZE,
    Add,
    Condition,
    Copy,
    Double,
    Exchange,
    Grow,
    Match,
    Remove,
    Step,
    Trait,
    Turn,
    after,
    code,
    count,
    holds,
    masks,
    moved,
    step_taken,
)

CUBE, RED, NOT_RED = Trait(SHAPE, 0, True), Trait(COLOUR, 0, True), Trait(COLOUR, 0, False)
RED_CUBES, BLUE_CUBES, RED_BALLS = code((0, 0, 0)), code((0, 1, 1)), code((1, 0, 2))
OBJECTS = {RED_CUBES: 5, BLUE_CUBES: 4, RED_BALLS: 3}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Turn((CUBE,), COLOUR, 0), {RED_CUBES: 5, code((0, 0, 1)): 4, RED_BALLS: 3}),
        (Turn((CUBE, NOT_RED), SIZE, 0), {RED_CUBES: 5, code((0, 1, 0)): 4, RED_BALLS: 3}),
        (Turn((), SIZE, 1), {code((0, 0, 1)): 5, BLUE_CUBES: 4, code((1, 0, 1)): 3}),
        (Exchange((), COLOUR, 0, 1), {code((0, 1, 0)): 5, code((0, 0, 1)): 4, code((1, 1, 2)): 3}),
        (Exchange((CUBE,), COLOUR, 0, 2), {code((0, 2, 0)): 5, BLUE_CUBES: 4, RED_BALLS: 3}),
        (Grow((), True), {code((0, 0, 1)): 5, code((0, 1, 2)): 4, RED_BALLS: 3}),
        (Grow((), False), {RED_CUBES: 5, code((0, 1, 0)): 4, code((1, 0, 1)): 3}),
        (Remove((RED,)), {BLUE_CUBES: 4}),
        (Copy((NOT_RED,), COLOUR, 0), {**OBJECTS, code((0, 0, 1)): 4}),
        (Double((RED,)), {RED_CUBES: 10, BLUE_CUBES: 4, RED_BALLS: 6}),
        (Add((1, 0, 2), 6), {RED_CUBES: 5, BLUE_CUBES: 4, RED_BALLS: 9}),
        (Match((1, 0, 2), (RED,)), {RED_CUBES: 5, BLUE_CUBES: 4, RED_BALLS: 11}),
    ],
)
def test_what_changes_do(change, expected):
    assert after(OBJECTS, change) == expected


def test_what_conditions_mean():
    for how, a, b, number, expected in (
        ("more", (RED,), (CUBE,), 0, False),
        ("more", (CUBE,), (RED,), 0, True),
        ("least", (RED,), (), 8, True),
        ("least", (RED,), (), 9, False),
        ("even", (RED,), (), 0, True),
        ("odd", (CUBE,), (), 0, True),
        ("even", (Trait(SHAPE, 4, True),), (), 0, True),
    ):
        assert holds(OBJECTS, Condition(how, a, b, number)) == expected, (how, a, b, number)
    assert not holds({RED_CUBES: 4, RED_BALLS: 4}, Condition("more", (CUBE,), (Trait(SHAPE, 1, True),), 0))


@pytest.mark.parametrize("level", [2, 5, 9])
def test_the_answer_hangs_on_every_step_and_every_condition(level):
    for sample in samples("logic/object_properties", level, 25):
        problem: ObjectProperties = sample.problem
        right = counted(problem)
        for place, step in enumerate(problem.steps):
            before, behind = problem.steps[:place], problem.steps[place + 1 :]
            if before or behind:
                assert counted(replace(problem, steps=before + behind)) != right
            if step.condition:
                objects = start(problem)
                for earlier in before:
                    objects = after(objects, _taken(objects, earlier))
                other = step.otherwise if holds(objects, step.condition) else step.then
                assert counted(replace(problem, steps=(*before, Step(other), *behind))) != right


def _taken(objects, step):
    return step.then if step.condition is None or holds(objects, step.condition) else step.otherwise


def test_answers_are_spread_out_and_conditions_are_even():
    for level in (4, 10):
        drawn = samples("logic/object_properties", level, 100)
        assert max(Counter(sample.answer for sample in drawn).values()) <= 10
        met = []
        for sample in drawn:
            objects = start(sample.problem)
            for step in sample.problem.steps:
                if step.condition:
                    met.append(holds(objects, step.condition))
                objects = after(objects, _taken(objects, step))
        assert abs(sum(met) / len(met) - 0.5) < 0.12, "a condition tells nothing of itself"


@pytest.mark.parametrize("level", [4, 5, 6, 10])
def test_whoever_passes_over_one_kind_of_changes_wins_next_to_nothing(level):
    kinds = [Turn, Add, Remove, Copy, Exchange] + [Double, Grow, Match] * (level > 5)
    won = Counter()
    for sample in samples("logic/object_properties", level, 40):
        problem: ObjectProperties = sample.problem
        for kind in kinds:
            objects = start(problem)
            for step in problem.steps:
                change = step.then if step.condition is None or holds(objects, step.condition) else step.otherwise
                objects = objects if isinstance(change, kind) else after(objects, change)
            won[kind] += count(objects, problem.asked) == counted(problem)
    assert max(won.values()) <= 3, "one of forty is chance"


@pytest.mark.parametrize("level", range(1, 11))
def test_effort_is_the_number_of_groups_that_have_to_be_followed(level):
    for sample in samples("logic/object_properties", level, 25):
        assert sample.effort == _effort(sample.problem)


def _effort(problem):
    course = [start(problem)]
    for step in problem.steps:
        course.append(step_taken(course[-1], step))
    wanted = _matching(course[-1], problem.asked)
    followed = len(wanted)
    for step, objects in zip(reversed(problem.steps), course[-2::-1], strict=True):
        met = step.condition is None or holds(objects, step.condition)
        taken = step.then if met else step.otherwise
        concerned = {kind for kind, changed in _touched(objects, taken) if changed & wanted}
        other = {kind for change in (step.then, step.otherwise) for kind, changed in _touched(objects, change) if changed & wanted}
        followed += len(concerned)
        if step.condition and other:
            compared = _matching(objects, step.condition.a) | (_matching(objects, step.condition.b) if step.condition.b else set())
            followed += len(compared)
            wanted |= compared
        wanted |= concerned
    return followed


def _matching(objects, pattern):
    mask, wanted = masks(pattern)
    return {kind for kind in objects if kind & mask == wanted}


def _touched(objects, change):
    """For each kind of object that a change concerns, the kinds whose numbers change on its account."""
    if change is None:
        return []
    if isinstance(change, Add):
        return [(code(change.kind), {code(change.kind)})]
    concerned = sorted(_matching(objects, change.pattern))
    if isinstance(change, Match):
        return [(kind, {code(change.kind)}) for kind in concerned]
    new = zip(concerned, moved(concerned, change), strict=True)
    if isinstance(change, (Copy, Double)):
        return [(kind, {other}) for kind, other in new]
    return [(kind, {kind, other}) for kind, other in new if other != kind]


@pytest.mark.parametrize("level", [4, 7, 10])
def test_whoever_goes_by_what_objects_were_at_first_is_always_wrong(level):
    for sample in samples("logic/object_properties", level, 25):
        assert by_first_looks(sample.problem) != counted(sample.problem)
