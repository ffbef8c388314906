"""Object properties: changes drawn one after another, each of which the answer depends on.

No change can be left out, and no condition decided the other way, without the answer becoming another one. Where there are as many
changes as kinds of them, from level 4 on, each kind happens: who passes over one wins next to nothing. Effort is the number of groups of
equal objects that have to be followed: for each change those whose number it moves and on which the answer depends, those counted for a
condition that decides about such, and those counted at the end."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic._needed import telling
from synth.generators.logic.object_properties.canonical import canonical
from synth.generators.logic.object_properties.draw import Drawing
from synth.generators.logic.object_properties.prompt_variables import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.object_properties import CHINESE_WORDS, COLOURS, MATERIALS, SHAPES, SIZE_WORDS, ObjectProperties, start, verify
from synth.verifiers.logic.object_properties.changes import (
    SIZES,
    Add,
    Change,
    Collection,
    Copy,
    Double,
    Match,
    Pattern,
    Step,
    after,
    code,
    count,
    holds,
    masks,
    moved,
    step_taken,
)

STARTS = 40


class Knobs(Frozen, frozen=True):
    attributes: Annotated[int, Meta(ge=2, le=4)]
    """Shape and colour; with 3 size as well, with 4 material."""
    values: Annotated[int, Meta(ge=2, le=6)]
    """Values of each attribute; sizes are always three."""
    groups: Annotated[int, Meta(ge=3, le=16)]
    """Groups of equal objects at first."""
    steps: Annotated[int, Meta(ge=1, le=14)]
    """Changes, each of which the answer depends on."""
    conditions: Annotated[int, Meta(ge=0, le=10)]
    """Steps in which a condition decides between two changes."""
    forms: Annotated[int, Meta(ge=1, le=3)]
    """Which changes there are: 1 (become, add, take away), 2 (copies, exchange), 3 (sizes, doubling, as many as there are of others)."""
    nots: Annotated[bool, Meta()]
    """Whether objects may be told by what they are not."""


LEVELS = (
    Knobs(2, 3, 5, 2, 0, 1, False),
    Knobs(2, 4, 6, 3, 1, 1, False),
    Knobs(3, 3, 6, 4, 2, 2, False),
    Knobs(3, 3, 7, 5, 4, 2, False),
    Knobs(3, 4, 8, 6, 4, 2, True),
    Knobs(3, 4, 9, 8, 5, 3, True),
    Knobs(4, 3, 9, 9, 5, 3, True),
    Knobs(4, 4, 10, 10, 6, 3, True),
    Knobs(4, 4, 12, 11, 6, 3, True),
    Knobs(4, 4, 14, 13, 7, 3, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(STARTS):
        found = _attempt(rng, knobs)
        if found:
            problem, course = found
            return Sample(problem, str(count(course[-1], problem.asked)), effort=float(effort(problem, course)))
    raise Discard("a change without effect")


def _course(objects: Collection, steps: tuple[Step, ...] | list[Step]) -> list[Collection]:
    """The collection at first and after each step."""
    course = [objects]
    for step in steps:
        course.append(step_taken(course[-1], step))
    return course


def _attempt(rng: Random, knobs: Knobs) -> tuple[ObjectProperties, list[Collection]] | None:
    """A problem, and the collection at first and after each step."""
    values = [knobs.values, knobs.values, SIZES, knobs.values][: knobs.attributes]
    kinds: set[tuple[int, ...]] = set()
    while len(kinds) < min(knobs.groups, knobs.values**2):
        kinds.add(tuple(rng.randrange(most) for most in values))
    groups = [(kind, rng.randint(2, 12)) for kind in rng.sample(sorted(kinds), len(kinds))]
    objects = {code(kind): number for kind, number in groups}
    drawing = Drawing(rng, values, knobs.forms, knobs.nots)
    asked = drawing.asked(objects)
    if not count(objects, asked):
        return None
    steps = drawing.steps(objects, asked, knobs.steps, knobs.conditions)
    if steps is None:
        return None
    course = _course(objects, steps)
    conditions = [(now, step.condition) for now, step in zip(course, steps, strict=False) if step.condition]
    met = [(holds(now, condition), holds(objects, condition)) for now, condition in conditions]
    if knobs.conditions > 2 and not telling(met):
        return None
    words = tuple(
        tuple(SIZE_WORDS) if attribute == 2 else tuple(rng.sample(tuple(named), values[attribute]))
        for attribute, named in enumerate((SHAPES, COLOURS, SIZE_WORDS, MATERIALS)[: knobs.attributes])
    )
    problem = ObjectProperties(words, tuple(groups), tuple(steps), asked)
    return None if knobs.conditions > 2 and by_first_looks(problem) == count(course[-1], asked) else (problem, course)


def by_first_looks(problem: ObjectProperties) -> int:
    """What comes out when every change goes by what its objects were at first, though conditions by what they are now."""
    first = start(problem)
    followed = {(kind, kind): number for kind, number in first.items()}
    for step in problem.steps:
        now: Collection = {}
        for (_, kind), number in followed.items():
            now[kind] = now.get(kind, 0) + number
        change = step.then if step.condition is None or holds(now, step.condition) else step.otherwise
        if isinstance(change, (Add, Match)):
            added = after(
                {}, Add(change.kind, change.number) if isinstance(change, Add) else Add(change.kind, count(first, change.pattern))
            )
            followed |= {(kind, kind): followed.get((kind, kind), 0) + number for kind, number in added.items()}
        elif change:
            mask, wanted = masks(change.pattern)
            concerned = [pair for pair in followed if pair[0] & mask == wanted]
            found = dict(followed)
            if not isinstance(change, (Copy, Double)):
                for pair in concerned:
                    del found[pair]
            for (was, _), other, number in zip(
                concerned, moved([kind for _, kind in concerned], change), [followed[pair] for pair in concerned], strict=True
            ):
                if other:
                    found[was, other] = found.get((was, other), 0) + number
            followed = found
    mask, wanted = masks(problem.asked)
    return sum(number for (_, kind), number in followed.items() if kind & mask == wanted)


def effort(problem: ObjectProperties, course: list[Collection]) -> int:
    """Groups that have to be followed, step by step from the end. course: the collection at first and after each step."""
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


def _matching(objects: Collection, pattern: Pattern) -> set[int]:
    mask, wanted = masks(pattern)
    return {kind for kind in objects if kind & mask == wanted}


def _touched(objects: Collection, change: Change | None) -> list[tuple[int, set[int]]]:
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


TASK = Task(
    __name__,
    version=3,
    problem=ObjectProperties,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(500_000, *(1_000_000,) * 9),
    unique=True,
    canonical=canonical,
    prompt_only=("words",),
    words={"zh": CHINESE_WORDS},
)
