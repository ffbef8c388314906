"""Object counting: events drawn one after another, each of which the answer depends on, and others about things that nobody asks for.

No event on the things that matter can be left out, and no condition decided the other way, without the answer becoming another one.
Where there are as many events as kinds of them, from level 4 on, each kind happens: who passes over one wins next to nothing.
Effort is the number of amounts (of one thing, with one person) that have to be worked out: for each event those that it changes and on
which the answer depends, for each condition that decides about such the two that it compares, and those that are added up at the end."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic._needed import telling
from synth.generators.logic.object_counting.canonical import canonical
from synth.generators.logic.object_counting.draw import Drawing
from synth.generators.logic.object_counting.prompt_variables import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.object_counting import CHINESE_THINGS, Note, ObjectCounting, counted, total, verify
from synth.verifiers.logic.object_counting.events import (
    CATEGORIES,
    CATEGORY,
    Event,
    Exchange,
    Give,
    GiveAll,
    Half,
    Match,
    Most,
    Stock,
    is_met,
    step_taken,
    taken,
)
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

STARTS = 60
LARGEST = 99
"""Number that an event names, at most."""


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=2, le=8)]
    """People in the story."""
    asked: Annotated[int, Meta(ge=1, le=4)]
    """People whose things are counted; fewer than there are."""
    things: Annotated[int, Meta(ge=1, le=4)]
    """Things of the category that is asked for."""
    others: Annotated[int, Meta(ge=0, le=4)]
    """Things of another category, to which events and conditions refer."""
    extra: Annotated[int, Meta(ge=0, le=4)]
    """Things of a third category, which have no part in the answer."""
    steps: Annotated[int, Meta(ge=1, le=16)]
    """Events that the answer depends on."""
    idle: Annotated[int, Meta(ge=0, le=6)]
    """Events with the extra things."""
    conditions: Annotated[int, Meta(ge=0, le=10)]
    """Steps in which a condition decides between two events."""
    forms: Annotated[int, Meta(ge=1, le=3)]
    """Which events there are: 1 (get, lose, give), 2 (half, double, all of a category), 3 (as many as, whoever has the most, exchange)."""
    notes: Annotated[int, Meta(ge=0, le=6)]
    """Lines that change nothing."""


LEVELS = (
    Knobs(2, 1, 2, 0, 1, 2, 0, 0, 1, 0),
    Knobs(3, 1, 2, 1, 1, 3, 1, 1, 1, 1),
    Knobs(3, 1, 2, 1, 2, 4, 1, 2, 2, 1),
    Knobs(3, 1, 2, 2, 2, 6, 1, 4, 2, 1),
    Knobs(4, 2, 2, 2, 2, 7, 1, 4, 2, 1),
    Knobs(4, 2, 3, 2, 2, 9, 2, 5, 3, 2),
    Knobs(5, 2, 3, 2, 2, 10, 2, 5, 3, 2),
    Knobs(5, 2, 3, 3, 2, 11, 2, 6, 3, 2),
    Knobs(6, 3, 3, 3, 2, 13, 3, 7, 3, 3),
    Knobs(6, 3, 3, 3, 2, 15, 3, 8, 3, 3),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    if knobs.asked >= knobs.people:
        raise Discard("everybody is asked about")
    for _ in range(STARTS):
        problem = _attempt(rng, knobs)
        if problem:
            return Sample(problem, str(counted(problem)), effort=float(effort(problem)))
    raise Discard("an event without effect")


def _attempt(rng: Random, knobs: Knobs) -> ObjectCounting | None:
    category, other, extra = rng.sample(tuple(CATEGORIES), 3)
    things = [
        *rng.sample(CATEGORIES[category], knobs.things),
        *rng.sample(CATEGORIES[other], knobs.others),
        *rng.sample(CATEGORIES[extra], knobs.extra),
    ]
    rng.shuffle(things)
    asked = tuple(sorted(rng.sample(range(knobs.people), knobs.asked)))
    start = tuple(rng.randint(3, 30) if rng.random() < 0.75 else 0 for _ in range(knobs.people * len(things)))
    steps = Drawing(rng, knobs.people, things, (category, other), category, asked, knobs.forms).steps(start, knobs.steps, knobs.conditions)
    if steps is None or any(getattr(event, "number", 0) > LARGEST for step in steps for event in (step.then, step.otherwise)):
        return None
    met, has = [], start
    for step in steps:
        if step.condition:
            met.append((is_met(step.condition, has, len(things)), is_met(step.condition, start, len(things))))
        has = step_taken(step, has, things)
    if knobs.conditions > 2 and not telling(met):
        return None
    idle = []
    if knobs.idle and knobs.extra:
        idle = Drawing(rng, knobs.people, things, (extra,), extra, (), min(2, knobs.forms)).steps(start, knobs.idle, 0) or []
    places = sorted(rng.choices(range(len(steps)), k=len(idle)))  # what happens to extra things has no part in the rest
    for place, step in zip(reversed(places), reversed(idle), strict=True):
        steps.insert(place, step)
    names = tuple(rng.sample(FIRST_NAMES, knobs.people))
    problem = ObjectCounting(names, tuple(things), start, tuple(steps), asked, category, _notes(rng, knobs, len(things), len(steps)))
    return None if knobs.conditions > 2 and from_start(problem) == counted(problem) else problem


def _notes(rng: Random, knobs: Knobs, things: int, steps: int) -> tuple[Note, ...]:
    places = sorted(rng.choices(range(steps + 1), k=knobs.notes))
    return tuple(
        Note(before, rng.random() < 0.5, rng.randrange(knobs.people), rng.randrange(things), rng.randint(2, 40)) for before in places
    )


def from_start(problem: ObjectCounting) -> int:
    """What comes out when every change is worked out from the numbers at the start, though conditions from those of the moment."""
    has, width = problem.start, len(problem.things)
    for step in problem.steps:
        event = step.then if step.condition is None or is_met(step.condition, has, width) else step.otherwise
        if event:
            after = taken(event, problem.start, problem.things)
            has = tuple(now + new - old for now, new, old in zip(has, after, problem.start, strict=True))
    return total(has, problem)


def effort(problem: ObjectCounting) -> int:
    """Amounts that have to be worked out, step by step from the end."""
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


def _needs(event: Event | None, has: Stock, things: tuple[str, ...]) -> dict[int, set[int]]:
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


TASK = Task(
    __name__,
    version=2,
    problem=ObjectCounting,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(*(300_000,) * 3, *(1_000_000,) * 7),
    unique=True,
    canonical=canonical,
    prompt_only=("notes",),
    words={"zh": CHINESE_NAMES | CHINESE_THINGS},
)
