"""Threads drawn block by block: a value read and written, a lock held meanwhile, a condition that leads over a block."""

from collections.abc import Sequence
from random import Random
from typing import Annotated, TypeVar

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.simulation.concurrency import BUDGET, Ask
from synth.verifiers.simulation.concurrency.threads import Add, Get, If, Let, Line, Lock, Put, Relation, Signal, Unlock, Wait

T = TypeVar("T")
RELATIONS: tuple[Relation, ...] = ("==", ">", "<")


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    """What may be asked: a schedule into a deadlock, one that ends with a value, or all values; each as often as it stands here."""
    threads: Annotated[int, Meta(ge=2, le=4)]
    """How many there are."""
    lines: Annotated[int, Meta(ge=4, le=8)]
    """Lines of a thread, about."""
    variables: Annotated[int, Meta(ge=1, le=3)]
    """Shared variables."""
    shared: Annotated[int, Meta(ge=1, le=4)]
    """Locks and semaphores."""
    conditions: Annotated[float, Meta(ge=0, le=0.6)]
    """Chance that a block stands on a condition."""
    least: Annotated[int, Meta(ge=5, le=1000)]
    """States that schedules lead to, at least."""
    most: Annotated[int, Meta(ge=50, le=BUDGET)]
    """The same at most."""

    def __post_init__(self) -> None:
        if self.least >= self.most:
            raise ValueError("states from the least to the most")
        if "deadlock" in self.asks and self.shared < 2:
            raise ValueError("a deadlock needs two locks or semaphores")


def below(rng: Random, number: int) -> int:
    """A number from 0, below this one. As randrange does it, in a quarter of the time: a draft is made of some hundred such draws."""
    return int(rng.random() * number)


def between(rng: Random, low: int, high: int) -> int:
    return low + int(rng.random() * (high - low + 1))


def pick(rng: Random, options: Sequence[T]) -> T:
    return options[int(rng.random() * len(options))]


def races(threads: tuple[tuple[Line, ...], ...]) -> bool:
    """Whether x is changed by two threads at least, and read by one that writes it later."""
    writes = sum(any(isinstance(line, Put | Let | Add) and line.variable == 0 for line in lines) for lines in threads)
    return writes > 1 and any(isinstance(line, Get) and line.variable == 0 for lines in threads for line in lines)


def thread(rng: Random, knobs: Knobs, ask: Ask, locks: int, semaphores: int, pair: list[int], lead: int) -> tuple[Line, ...]:
    """pair: locks or semaphores that the thread takes one inside the other."""
    fewer = 0 if ask == "deadlock" or knobs.threads == 2 else 1 if knobs.lines < 8 else 2  # whose states are more
    lines, count = list[Line](), knobs.lines - fewer
    if pair and rng.random() < (0.95 if knobs.threads == 2 else 0.6):  # or the first locks that threads take would be those of the ring
        one = lead if knobs.threads == 2 else below(rng, knobs.shared)
        lines = [_take(one, locks), _give(one, locks)]
        count = 8 if knobs.threads == 2 else min(count + 1, 8)
        if rng.random() < 0.6:
            lines.insert(1, _change(rng, knobs))
    before = between(rng, len(lines), max(count - 4, len(lines))) if pair else count - 1
    while len(lines) < count - 1 or pair:
        if pair and len(lines) >= before:
            one, other = pair
            block, pair = [_take(one, locks), _take(other, locks), _give(other, locks), _give(one, locks)], []
            if rng.random() < 0.6:  # or there would be few such programs
                block.insert(between(rng, 1, 3), _change(rng, knobs))
        else:
            block = _block(rng, knobs, ask, locks, semaphores, (before if pair else count + 1) - len(lines))
        if lines and len(lines) + len(block) <= count and rng.random() < knobs.conditions:
            relation = pick(rng, RELATIONS)
            number = between(rng, relation == "<", 3)
            lines.append(If(below(rng, knobs.variables), relation, number, len(lines) + len(block) + 1))
        lines += block
    return tuple(lines)


def _block(rng: Random, knobs: Knobs, ask: Ask, locks: int, semaphores: int, room: int) -> list[Line]:
    """Some lines that belong together, room many at most."""
    kind = rng.random()
    if room >= 4 and kind < (0.75 if ask == "deadlock" else 0.15):
        one, *more = rng.sample(range(locks + semaphores), min(2, locks + semaphores))
        inner = [line for other in more for line in (_take(other, locks), _give(other, locks))]
        if room > 4 and rng.random() < 0.5:
            inner.insert(below(rng, len(inner) + 1), _change(rng, knobs))
        if not more:
            inner = inner or [_change(rng, knobs)]
        return [_take(one, locks), *inner, _give(one, locks)]
    if room >= 3 and kind < 0.3:
        one = below(rng, locks + semaphores)
        return [_take(one, locks), _change(rng, knobs), _give(one, locks)]
    if room >= 2 and kind < 0.8 and ask != "deadlock":
        variable = max(0, below(rng, knobs.variables + 2) - 2)  # x in three of these cases
        number = pick(rng, (1, 2, 3, 4, 5, -1, -2, -3))
        return [Get(variable), Put(variable if rng.random() < 0.7 else 0, number)]
    return [_change(rng, knobs)]


def _take(one: int, locks: int) -> Line:
    return Lock(one) if one < locks else Wait(one - locks)


def _give(one: int, locks: int) -> Line:
    return Unlock(one) if one < locks else Signal(one - locks)


def _change(rng: Random, knobs: Knobs) -> Line:
    variable = below(rng, knobs.variables)
    if rng.random() < 0.3:
        return Let(variable, below(rng, 5))
    return Add(variable, pick(rng, (1, 1, 2, 3, -1, -2)))
