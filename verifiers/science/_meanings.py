"""What the numbers in a line of a derivation may mean: numbers of the problem, results of earlier lines, constants.

A number may have several meanings (a resistance that is given, and another one that was worked out and has the same value). Each choice
that matters is remembered with what comes of it, so that a later line does not take one number in two ways at once."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from synth.verifiers.parsers.units import NONE
from synth.verifiers.science._expression import Number
from synth.verifiers.science._sheet import Known, Point, World

CONSTANTS = frozenset((*map(float, range(21)), 0.5, 0.25, 1.5, 24.0, 60.0, 90.0, 180.0, 360.0, 3600.0, 86400.0, 3.6, 273.15))
"""May be used in any line, beside powers of ten and pi."""
ALWAYS = frozenset((*map(float, range(11)), 0.5, 1.5, 60.0, 100.0, 1000.0, 3600.0, 3.6, 273.15))
"""Those that are meant although a number of the problem or an earlier result has the same value."""
_ROUNDED = (math.pi, math.e, math.log(2), 273.15)
"""Constants that may be written to three figures or more."""
FIGURES = 4
"""A rounded result is known by no fewer."""
WORK = 5_000
"""Numbers in all readings of all lines; beyond it each number has its first meaning alone."""
MOST = 1_500
"""Numbers in a derivation; a line that goes beyond is not read. The longest worked solution of ours has some 600."""
READINGS = 300
"""Of one line."""


class Meaning(NamedTuple):
    at: Point
    """In the unit in which the number is written."""
    world: World
    """The choices that it rests on."""
    pure: bool | None
    """Whether it is a number without a dimension; None where no unit was told."""


class Notes:
    """The numbers that are known, found by their size."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.places = dict[int, list[Known]]()
        self.work = self.lines = self.numbers = 0
        for one in known:
            self.add(one)

    def add(self, known: Known) -> None:
        for number in {known.shown, known.at[0] / known.size, known.at[0]}:
            place = self.places.setdefault(_place(number), [])
            if not any(_alike(known, other) for other in place):
                place.append(known)

    def add_results(self, results: Sequence[Known]) -> None:
        """What a line gives, in all its readings."""
        self.lines += 1
        for choice, result in enumerate(results):
            world = result.world | {(self.lines, choice)} if len(results) > 1 else result.world
            self.add(result._replace(world=world))
            if below := result.below:  # 51 of 51/200 is the result by 200
                at = (result.at[0] * below, result.at[1] * below)
                self.add(Known(at, result.dimension, result.size, round(result.shown * below), 1.0, world))
                self.add(Known((below, below), NONE, 1.0, below, 1.0))

    def meanings(self, number: Number) -> list[Meaning]:
        """What a number may stand for, in the unit in which it is written: first what was written with the same figures, constants last. A
        number with a power of ten may be that product."""
        found = self._alone(number)
        if found or number.ten == 1.0:
            return found
        plain = number._replace(value=number.value / number.ten, step=number.step / number.ten, ten=1.0)
        return [one._replace(at=(one.at[0] * number.ten, one.at[1] * number.ten)) for one in self._alone(plain)]

    def _alone(self, number: Number) -> list[Meaning]:
        found, others = list[Meaning](), list[Meaning]()
        places = {_place(number.value), _place(number.value * number.size)}
        for near in sorted({place + step for place in places for step in (-1, 0, 1)}):
            for known in self.places.get(near, ()):
                pure = None if known.dimension is None else known.dimension == NONE
                alike = number.step == known.step and number.value == abs(known.shown)
                for point in _as_written(number, known):
                    _note(found if alike else others, Meaning(point, known.world, pure))
        for meaning in others:
            _note(found, meaning)
        for constant in _constants(number):
            if not found or (number.dimension is None and constant in ALWAYS):
                _note(found, Meaning((constant, constant), frozenset(), constant != 273.15))
        return found

    def readings(self, meanings: Sequence[Sequence[Meaning]]) -> list[tuple[tuple[Point, ...], World]]:
        """The numbers of a line in all their meanings that go together."""
        found: list[tuple[tuple[Point, ...], World]] = [((), frozenset())]
        for several in meanings:
            if len(several) == 1 and not several[0].world:
                found = [((*points, several[0].at), world) for points, world in found]
                continue
            found = [
                ((*points, one.at), both)
                for points, world in found
                for one in (several if self.work < WORK else several[:1])
                if (both := _together(world, one.world)) is not None
            ][:READINGS]
        self.work += len(found) * (len(meanings) + max(len(world) for _, world in found)) if len(found) > 1 else 0
        return found


def _together(one: World, other: World) -> World | None:
    """The choices of both; None where they differ."""
    both = one | other
    return both if len(both) in (len(one), len(other)) or len({line for line, _ in both}) == len(both) else None


def _note(found: list[Meaning], new: Meaning) -> None:
    """Adds a meaning, unless it is there and rests on no more choices; of two alike the one without a dimension stays."""
    for place, other in enumerate(found):
        if same(new.at, other.at) and (other.world <= new.world or new.world < other.world):
            if other.pure is False or new.world < other.world:
                found[place] = new
            return
    found.append(new)


def _place(number: float) -> int:
    """Numbers that differ by one in a thousand at most have neighbouring places."""
    return round(math.log(abs(number)) * 1000) if number else 10**6


def same(one: Point, other: Point) -> bool:
    return all(abs(x - y) <= 1e-11 * abs(x) for x, y in zip(one, other, strict=True))


def _alike(one: Known, other: Known) -> bool:
    return one[1:] == other[1:] and same(one.at, other.at)


def _constants(number: Number) -> Iterator[float]:
    for constant in _ROUNDED:
        if number.figures > 2 and abs(number.value - constant) <= number.step / 2:
            yield constant
    mantissa = number.value / number.ten
    if number.step < 0.9 * number.ten and mantissa.is_integer():
        return  # 2.0 is a measured quantity
    power = math.log10(number.value) if number.value else 0.5
    if number.value in CONSTANTS or mantissa in CONSTANTS or abs(power - round(power)) < 1e-12:
        yield number.value


def _as_written(number: Number, known: Known) -> Iterator[Point]:
    """What is known, in the unit of a number that stands for it; nothing where it does not."""
    a, b = known.at if known.at[0] >= 0 else (-known.at[0], -known.at[1])  # a sign stands before a number, not in it
    if number.dimension is None or known.dimension is None:
        sizes = {known.size, 1.0} if number.dimension is None else {1.0}
    elif number.dimension == known.dimension:
        sizes = {number.size}
    else:
        return
    for size in sizes:
        x = a / size
        shown = abs(known.shown) if size == known.size else x
        exact = abs(number.value - x) <= 1e-9 * abs(x)
        if exact or number.value == shown or (number.figures >= FIGURES and abs(number.value - x) <= number.step * 0.5000001):
            yield x, b / size
