"""Goods exchange: steps drawn one after another, each of which moves something or would have if its condition had come out otherwise.

Effort is the length of the longest chain of steps of which each needs the one before: a step needs those that brought the goods it moves,
or that its condition or its "whoever holds" asks about, to where they are."""

from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.goods_exchange.canonical import canonical
from synth.generators.logic.goods_exchange.course import AGAIN, GIVE, HOLDER, KIND, MET, NOBODY, NONE, OTHERWISE, SWAP
from synth.generators.logic.goods_exchange.draw import drawn
from synth.generators.logic.goods_exchange.prompt_variables import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.goods_exchange import GoodsExchange, outcome, verify
from synth.verifiers.logic.goods_exchange.answers import WORDS_OF_GOODS
from synth.verifiers.logic.goods_exchange.record import (
    Action,
    Again,
    Give,
    Holder,
    Holds,
    Met,
    More,
    Note,
    Pass,
    Step,
    Swap,
    Together,
    Who,
)
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

Some = Annotated[int, Meta(ge=0, le=12)]


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=3, le=10)]
    """People in the story."""
    goods: Annotated[int, Meta(ge=3, le=12)]
    """Things that change hands."""
    steps: Annotated[int, Meta(ge=3, le=26)]
    """Lines of the record in which something may change hands."""
    conditions: Some
    """Steps on a condition."""
    holders: Some
    """Steps that speak of whoever holds a good."""
    earlier: Annotated[int, Meta(ge=0, le=6)]
    """Steps that refer back to an earlier one, at most: a swap once more, or whether a condition was met."""
    void: Annotated[int, Meta(ge=0, le=2)]
    """Steps that turn out never to have taken place."""
    notes: Annotated[int, Meta(ge=0, le=6)]
    """Lines that change nothing."""


LEVELS = (
    Knobs(4, 4, 4, 0, 0, 0, 0, 0),
    Knobs(4, 5, 6, 1, 0, 0, 0, 1),
    Knobs(5, 6, 7, 2, 1, 0, 0, 1),
    Knobs(5, 6, 9, 5, 2, 0, 0, 1),
    Knobs(5, 7, 11, 5, 4, 1, 0, 2),
    Knobs(6, 7, 13, 6, 5, 2, 0, 2),
    Knobs(6, 8, 15, 7, 6, 2, 0, 2),
    Knobs(6, 8, 18, 8, 8, 3, 1, 3),
    Knobs(7, 9, 21, 10, 10, 4, 1, 3),
    Knobs(7, 9, 24, 12, 12, 5, 1, 3),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    start, numbers, marks, holders, deepest = drawn(
        knobs.people,
        knobs.goods,
        knobs.steps,
        knobs.conditions,
        knobs.holders,
        knobs.earlier,
        knobs.void,
        np.array([rng.getrandbits(62) + 1]),
    )
    if not len(numbers):
        raise Discard("a step without effect")
    problem = GoodsExchange(
        tuple(rng.sample(FIRST_NAMES, knobs.people)),
        tuple(rng.sample(tuple(WORDS_OF_GOODS), knobs.goods)),
        tuple(start.tolist()),
        tuple(map(_step, numbers.tolist())),
        tuple(np.flatnonzero(marks).tolist()),
        _notes(rng, knobs),
    )
    return Sample(problem, written(problem, tuple(holders.tolist())), effort=float(deepest))


def _who(who: int) -> Who:
    return who if who < HOLDER else Holder(who - HOLDER)


def _action(form: int, *named: int) -> Action:
    """An action as `course.py` lays it out."""
    if form == SWAP:
        return Swap(_who(named[0]), _who(named[1]))
    if form == GIVE:
        return Give(named[0], _who(named[1]))
    return Again(named[0]) if form == AGAIN else Pass(tuple([person for person in named if person != NOBODY]))


def _step(numbers: list[int]) -> Step:
    kind, x, y, positive = numbers[KIND:]
    then = _action(*numbers[:OTHERWISE])
    if kind == NONE:
        return Step(then)
    condition = Met(x) if kind == MET else (Holds, Together, More)[kind](x, y)
    return Step(then, condition, bool(positive), _action(*numbers[OTHERWISE:KIND]) if numbers[OTHERWISE] != NONE else None)


def written(problem: GoodsExchange, holders: tuple[int, ...]) -> str:
    """Everybody with what they hold: `Mei: kite, drum; Ivan: nothing`."""
    held = [
        [good for good, holder in zip(problem.goods, holders, strict=True) if holder == person] for person in range(len(problem.people))
    ]
    return "; ".join(f"{name}: {', '.join(goods) or 'nothing'}" for name, goods in zip(problem.people, held, strict=True))


def corrupt(problem: GoodsExchange, answer: str, rng: Random) -> str:
    """One good with somebody else. The default may leave out somebody who holds nothing, which changes nothing."""
    holders = list(outcome(problem))
    good = rng.randrange(len(holders))
    holders[good] = (holders[good] + rng.randrange(1, len(problem.people))) % len(problem.people)
    return written(problem, tuple(holders))


def _notes(rng: Random, knobs: Knobs) -> tuple[Note, ...]:
    notes = []
    for before in sorted(rng.choices(range(knobs.steps + 1), k=knobs.notes)):
        person, other = rng.sample(range(knobs.people), 2)
        notes.append(Note(before, rng.choice(("admires", "tells", "offers")), person, rng.randrange(knobs.goods), other))
    return tuple(notes)


TASK = Task(
    __name__,
    version=3,
    problem=GoodsExchange,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.01,
    capacity=(4_000, *(1_000_000,) * 9),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("notes",),
    words={"zh": CHINESE_NAMES | WORDS_OF_GOODS | {"nothing": "无"}},
)
