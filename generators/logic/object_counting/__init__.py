"""Object counting: events drawn one after another, each of which the answer depends on, and others about things that nobody asks for.

No event on the things that matter can be left out, and no condition decided the other way, without the answer becoming another one.
Where there are as many events as kinds of them, from level 4 on, each kind happens: who passes over one wins next to nothing.
Effort is the number of amounts (of one thing, with one person) that have to be worked out: for each event those that it changes and on
which the answer depends, for each condition that decides about such the two that it compares, and those that are added up at the end."""

from functools import cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.object_counting import stocks
from synth.generators.logic.object_counting.canonical import canonical
from synth.generators.logic.object_counting.draw import ANY, COUNTED, FIRST, FORMS, drawn
from synth.generators.logic.object_counting.prompt_variables import prompt_variables
from synth.generators.logic.object_counting.stocks import CONDITIONAL, LEFT, MET, TAKEN
from synth.generators.solvers.network import Ints
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.object_counting import CHINESE_THINGS, Note, ObjectCounting, verify
from synth.verifiers.logic.object_counting.events import (
    CATEGORIES,
    CATEGORY,
    Category,
    Double,
    Event,
    Exchange,
    Get,
    Give,
    GiveAll,
    Half,
    Lose,
    Match,
    More,
    Most,
    Step,
)
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES


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
    categories = rng.sample(tuple(CATEGORIES), 3)
    counts = (knobs.things, knobs.others, knobs.extra)
    things = [thing for category, count in zip(categories, counts, strict=True) for thing in rng.sample(CATEGORIES[category], count)]
    rng.shuffle(things)
    of = [categories.index(CATEGORY[thing]) for thing in things]
    asked = tuple(sorted(rng.sample(range(knobs.people), knobs.asked)))
    start, numbers, idle, answer, effort = drawn(
        np.array(of),
        np.array(asked),
        np.array([person for person in range(knobs.people) if person not in asked]),
        np.array([person * len(of) + thing for person in asked for thing, category in enumerate(of) if category == COUNTED]),
        min(knobs.conditions, knobs.steps),
        *_forms(knobs.forms, knobs.steps),
        *_forms(min(2, knobs.forms), knobs.idle if knobs.extra else 0),
        np.array([rng.getrandbits(62) + 1]),
    )
    if not len(numbers):
        raise Discard("an event without effect")
    steps = [_step(one, categories) for one in numbers.tolist()]
    places = sorted(rng.choices(range(len(steps)), k=len(idle)))  # what happens to extra things has no part in the rest
    for place, one in zip(reversed(places), reversed(idle.tolist()), strict=True):
        steps.insert(place, _step(one, categories))
    names, notes = tuple(rng.sample(FIRST_NAMES, knobs.people)), _notes(rng, knobs, len(things), len(steps))
    problem = ObjectCounting(names, tuple(things), tuple(start.tolist()), tuple(steps), asked, categories[COUNTED], notes)
    return Sample(problem, str(answer), effort=float(effort))


@cache
def _forms(forms: int, steps: int) -> tuple[Ints, Ints]:
    """The kinds of events, by frequency; those of the steps, each once where there is room, so that nobody wins who passes over one, and
    ANY."""
    kinds = sorted(set(FORMS[forms - 1]), key=lambda form: FIRST.index(form) if form in FIRST else len(FIRST))
    return np.array(FORMS[forms - 1]), np.array(kinds + [ANY] * (steps - len(kinds)) if steps >= len(kinds) else [ANY] * steps, np.int64)


def _event(categories: list[Category], form: int, person: int, to: int, thing: int, number: int) -> Event:
    """An event as `stocks.py` lays it out."""
    match form:
        case stocks.GET:
            return Get(person, thing, number)
        case stocks.LOSE:
            return Lose(person, thing, number)
        case stocks.GIVE:
            return Give(person, to, thing, number)
        case stocks.HALF:
            return Half(person, to, thing)
        case stocks.DOUBLE:
            return Double(person, thing)
        case stocks.ALL:
            return GiveAll(person, to, categories[number])
        case stocks.MATCH:
            return Match(person, thing, to, number)
        case stocks.MOST:
            return Most(to, thing, number)
    return Exchange(person, to, categories[number])


def _step(numbers: list[int], categories: list[Category]) -> Step:
    taken = _event(categories, *numbers[TAKEN:LEFT])
    if not numbers[CONDITIONAL]:
        return Step(taken)
    left = _event(categories, *numbers[LEFT:CONDITIONAL])
    met, *compared = numbers[MET:]
    return Step(taken, More(*compared), left) if met else Step(left, More(*compared), taken)


def _notes(rng: Random, knobs: Knobs, things: int, steps: int) -> tuple[Note, ...]:
    places = sorted(rng.choices(range(steps + 1), k=knobs.notes))
    return tuple(
        Note(before, rng.random() < 0.5, rng.randrange(knobs.people), rng.randrange(things), rng.randint(2, 40)) for before in places
    )


TASK = Task(
    __name__,
    version=3,
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
