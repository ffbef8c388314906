"""Object properties: changes drawn one after another, each of which the answer depends on.

No change can be left out, and no condition decided the other way, without the answer becoming another one. Where there are as many
changes as kinds of them, from level 4 on, each kind happens: who passes over one wins next to nothing. Effort is the number of groups of
equal objects that have to be followed: for each change those whose number it moves and on which the answer depends, those counted for a
condition that decides about such, and those counted at the end."""

from functools import cache, lru_cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.object_properties.canonical import canonical
from synth.generators.logic.object_properties.courses import (
    ADD,
    CONDITIONAL,
    COPY,
    DOUBLE,
    EXCHANGE,
    GROW,
    LEFT,
    MET,
    REMOVE,
    TAKEN,
    TURN,
)
from synth.generators.logic.object_properties.draw import ANY, FIRST, FORMS, drawn
from synth.generators.logic.object_properties.prompt_variables import prompt_variables
from synth.generators.solvers.network import Ints
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.object_properties import CHINESE_WORDS, COLOURS, MATERIALS, SHAPES, SIZE_WORDS, ObjectProperties, verify
from synth.verifiers.logic.object_properties.changes import (
    SIZE,
    SIZES,
    Add,
    Change,
    Condition,
    Copy,
    Double,
    Exchange,
    Grow,
    Match,
    Pattern,
    Remove,
    Step,
    Trait,
    Turn,
)


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
    values = [knobs.values, knobs.values, SIZES, knobs.values][: knobs.attributes]
    forms, kinds = _forms(knobs.forms, len(values), knobs.steps)
    first, steps, mask, wanted, answer, effort = drawn(
        np.array(values),
        knobs.groups,
        knobs.steps,
        min(knobs.conditions, knobs.steps),
        forms,
        kinds,
        knobs.nots,
        np.array([rng.getrandbits(62) + 1]),
    )
    if not len(steps):
        raise Discard("a change without effect")
    words = tuple(
        tuple(SIZE_WORDS) if attribute == 2 else tuple(rng.sample(tuple(named), values[attribute]))
        for attribute, named in enumerate((SHAPES, COLOURS, SIZE_WORDS, MATERIALS)[: knobs.attributes])
    )
    groups = tuple([(_kind(kind), number) for _, kind, number in first[1 : first[0, 0] + 1].tolist()])
    problem = ObjectProperties(words, groups, tuple(map(_step, steps.tolist())), _pattern(mask, wanted))
    return Sample(problem, str(answer), effort=float(effort))


@cache
def _forms(forms: int, attributes: int, steps: int) -> tuple[Ints, Ints]:
    """The kinds of changes, by frequency; those of the steps, each once where there is room, so that nobody wins who passes over one, and
    ANY."""
    frequent = [form for form in FORMS[forms - 1] if form != GROW or attributes > SIZE]
    kinds = sorted(set(frequent), key=lambda form: FIRST.index(form) if form in FIRST else len(FIRST))
    return np.array(frequent), np.array(kinds + [ANY] * (steps - len(kinds)) if steps >= len(kinds) else [ANY] * steps)


@lru_cache(maxsize=4096)
def _kind(kind: int) -> tuple[int, ...]:
    """The values of a kind that is given as bits."""
    return tuple([(kind >> shift & 255).bit_length() - 1 for shift in range(0, kind.bit_length(), 8)])


@lru_cache(maxsize=4096)
def _pattern(mask: int, wanted: int) -> Pattern:
    bits = [place for place in range(mask.bit_length()) if mask >> place & 1]
    return tuple([Trait(place // 8, place % 8, bool(wanted >> place & 1)) for place in bits])


def _change(form: int, mask: int, wanted: int, attribute: int, a: int, b: int) -> Change:
    """A change as `courses.py` lays it out."""
    if form == ADD:
        return Add(_kind(a), b)
    pattern = _pattern(mask, wanted)
    if form in (TURN, COPY):
        return (Turn if form == TURN else Copy)(pattern, attribute, a)
    if form in (REMOVE, DOUBLE):
        return (Remove if form == REMOVE else Double)(pattern)
    if form == EXCHANGE:
        return Exchange(pattern, attribute, a, b)
    return Grow(pattern, bool(a)) if form == GROW else Match(_kind(a), pattern)


def _step(numbers: list[int]) -> Step:
    taken = _change(*numbers[TAKEN:LEFT])
    if not numbers[CONDITIONAL]:
        return Step(taken)
    left = _change(*numbers[LEFT:CONDITIONAL])
    met, how, mask_a, wanted_a, mask_b, wanted_b, least = numbers[MET:]
    condition = Condition(("more", "least", "even", "odd")[how], _pattern(mask_a, wanted_a), _pattern(mask_b, wanted_b), least)
    return Step(taken, condition, left) if met else Step(left, condition, taken)


TASK = Task(
    __name__,
    version=4,
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
