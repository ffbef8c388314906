"""Goods exchange: steps drawn one after another, each of which moves something or would have if its condition had come out otherwise.

Effort is the length of the longest chain of steps of which each needs the one before: a step needs those that brought the goods it moves,
or that its condition or its "whoever holds" asks about, to where they are."""

from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.logic.goods_exchange.canonical import canonical
from synth.generators.logic.goods_exchange.prompt_variables import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.goods_exchange import GoodsExchange, outcome, verify
from synth.verifiers.logic.goods_exchange.answers import WORDS_OF_GOODS
from synth.verifiers.logic.goods_exchange.record import (
    Action,
    Again,
    Condition,
    Course,
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
    mentioned,
)
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

STARTS, TRIES = 20, 40
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
    for _ in range(STARTS):
        sample = _attempt(rng, knobs)
        if sample:
            return sample
    raise Discard("a step without effect")


def _attempt(rng: Random, knobs: Knobs) -> Sample | None:
    start = list(range(knobs.people))[: knobs.goods]
    start += [rng.randrange(knobs.people) for _ in range(knobs.goods - len(start))]
    rng.shuffle(start)
    record = _Record(rng, knobs, start)
    void = sorted(rng.sample(range(1, knobs.steps - 1), knobs.void))
    inner = [number for number in range(1, knobs.steps - 1) if number not in void]
    conditional = set(rng.sample(inner, min(knobs.conditions, len(inner))))
    with_holder = set(rng.sample(range(knobs.steps), min(knobs.holders, knobs.steps)))
    for number in range(knobs.steps):
        if not record.add(number, number in conditional, number in with_holder, number in void):
            return None
    problem = GoodsExchange(
        tuple(rng.sample(FIRST_NAMES, knobs.people)),
        tuple(rng.sample(tuple(WORDS_OF_GOODS), knobs.goods)),
        tuple(start),
        tuple(record.steps),
        tuple(void),
        _notes(rng, knobs),
    )
    if void and outcome(problem) == outcome(replace(problem, void=())):
        return None
    return Sample(problem, written(problem, outcome(problem)), effort=float(max(record.chain)))


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


class _Record:
    """The steps so far, what they led to, and how long a chain of steps the place of each good hangs on."""

    def __init__(self, rng: Random, knobs: Knobs, start: list[int]) -> None:
        self.rng, self.knobs = rng, knobs
        self.course = Course(start)
        self.steps: list[Step] = []
        self.chain = [0] * knobs.goods
        self.asked: list[int] = []  # for each step the longest chain that its condition needs, or that led to its swap
        self.left = knobs.earlier

    def add(self, number: int, conditional: bool, with_holder: bool, void: bool) -> bool:
        """Draw the next step; False when none is found."""
        for _ in range(TRIES):
            step = self.drawn(number, conditional, with_holder, void)
            if step is not None:
                self.steps.append(step)
                if void:
                    self.course.skip()
                    self.asked.append(0)
                else:
                    self.grow(step)
                    self.course.take(step)
                return True
        return False

    def drawn(self, number: int, conditional: bool, with_holder: bool, void: bool) -> Step | None:
        rng, course = self.rng, self.course
        then = self.action(number, with_holder and rng.random() < 0.8, plain=void)
        moved = course.after(then)
        if moved == course.holder:
            return None
        if not conditional:
            return Step(then)
        condition = self.condition(number)
        if condition is None or {*mentioned(condition)[1]} & {*mentioned(then)[1]}:
            return None
        positive = course.holds(condition) == (rng.random() < 0.5)  # met in half of the steps, said with "not" in half of them
        otherwise = None
        if not isinstance(then, Again) and rng.random() < 0.35:
            otherwise = self.action(number, with_holder, plain=True)
            if otherwise == then or course.after(otherwise) in (course.holder, moved):
                return None
        return Step(then, condition, positive, otherwise)

    def action(self, number: int, with_holder: bool, plain: bool) -> Action:
        rng, people, goods = self.rng, range(self.knobs.people), range(self.knobs.goods)
        if self.left and not plain:
            again = {step.then.step for step in self.steps if isinstance(step.then, Again)}
            swaps = [
                k
                for k, (step, pair) in enumerate(zip(self.steps[: number - 1], self.course.swapped, strict=False))
                if pair and k not in again and isinstance(step.then, Swap) and not step.otherwise
            ]
            if swaps and rng.random() < 0.25:
                return Again(rng.choice(swaps))
        kind = rng.random()
        a, b, c = rng.sample(people, 3)
        if kind < 0.35:
            good, other = rng.sample(goods, 2)
            to: Who = Holder(other) if with_holder else a
            return Give(good, to)
        if kind < 0.5 and not with_holder:
            return Pass(
                (a, b, c, *rng.sample([p for p in people if p not in (a, b, c)], int(self.knobs.people > 5 and rng.random() < 0.4)))
            )
        if not with_holder:
            return Swap(a, b)
        one, other = rng.sample(goods, 2)
        return Swap(Holder(one), Holder(other) if rng.random() < 0.4 else b)

    def condition(self, number: int) -> Condition | None:
        rng, goods = self.rng, range(self.knobs.goods)
        earlier = [k for k in range(number - 1) if self.steps[k].condition is not None]
        if self.left and earlier and rng.random() < 0.3:
            return Met(rng.choice(earlier))
        good = max(rng.choices(goods, k=2), key=self.chain.__getitem__)
        kind = rng.random()
        if kind < 0.55:  # asked about the holder about as often as about somebody else
            holder = self.course.holder[good]
            return Holds(holder if rng.random() < 0.4 else rng.randrange(self.knobs.people), good)
        if kind < 0.8:
            other = rng.choice(goods)
            return Together(good, other) if other != good else None
        a, b = rng.sample(range(self.knobs.people), 2)
        return More(a, b)

    def grow(self, step: Step) -> None:
        """Lengthen the chains of what the step moves, or would move if its condition came out otherwise."""
        deepest = self.needs(step.condition)
        self.asked.append(deepest)
        self.left -= any(isinstance(part, (Again, Met)) for part in (step.condition, step.then))
        chains = list(self.chain)
        for action in (step.then, step.otherwise):
            if action is None:
                continue
            longest = max(deepest, self.needs(action))
            for good, (before, after) in enumerate(zip(self.course.holder, self.course.after(action), strict=True)):
                if before != after:
                    chains[good] = max(chains[good], 1 + longest, 1 + self.chain[good])
        self.chain = chains
        if isinstance(step.then, Swap):
            self.asked[-1] = max(deepest, self.needs(step.then))

    def needs(self, part: Action | Condition | None) -> int:
        """The longest chain that one has to have followed to know whom or what a part of a step means."""
        people, goods, earlier = mentioned(part)
        if isinstance(part, More):
            goods = [good for good, holder in enumerate(self.course.holder) if holder in people]
        elif isinstance(part, Give) and isinstance(part.to, int):
            goods = []
        return self.asked[earlier] if earlier is not None else max((self.chain[good] for good in goods), default=0)


def _notes(rng: Random, knobs: Knobs) -> tuple[Note, ...]:
    notes = []
    for before in sorted(rng.choices(range(knobs.steps + 1), k=knobs.notes)):
        person, other = rng.sample(range(knobs.people), 2)
        notes.append(Note(before, rng.choice(("admires", "tells", "offers")), person, rng.randrange(knobs.goods), other))
    return tuple(notes)


TASK = Task(
    __name__,
    version=2,
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
