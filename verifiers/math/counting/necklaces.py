"""Closed chains of beads of a given weight, up to rotation and reflection, by Burnside's lemma."""

import math
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.math._route import Route, Value


class Necklaces(Frozen, frozen=True, tag="necklaces"):
    """Beads of several colours, as many of each as wanted."""

    beads: Annotated[int, Meta(ge=3, le=16)]
    weights: Annotated[tuple[Annotated[int, Meta(ge=1, le=20)], ...], Meta(min_length=2, max_length=4)]
    """The weight of a bead of each colour, ascending: `(2, 3, 7)`."""
    total: Annotated[int, Meta(ge=3, le=320)]
    """The weight of all beads together."""
    mirror: bool
    """Whether a chain that is turned over is the same chain."""

    def __post_init__(self) -> None:
        if list(self.weights) != sorted(set(self.weights)):
            raise ValueError("weights ascend")


def _contents(weights: tuple[int, ...], beads: int, total: int) -> Iterator[tuple[int, ...]]:
    """How many beads of each colour weigh that much together."""
    first, *rest = weights
    if len(rest) == 1:
        count, left = divmod(beads * rest[0] - total, rest[0] - first)
        if not left and 0 <= count <= beads:
            yield count, beads - count
        return
    for count in range(min(beads, total // first) + 1):
        for others in _contents(tuple(rest), beads - count, total - count * first):
            yield count, *others


def _rows(way: Route, problem: Necklaces, beads: int, total: int) -> Value:
    """Rows of beads with that weight."""
    known = f"w({beads}, {total})"
    for equation in way.equations:
        if equation.name == known:
            return equation.value
    found = list[tuple[Value, Value]]()
    for contents in _contents(problem.weights, beads, total):
        several = [count for count in contents if count]
        if len(several) == 1:
            found.append((1, 1))
        else:
            below = " * ".join(f"{count}!" for count in several)
            value = math.factorial(beads) // math.prod(map(math.factorial, several))
            found.append((1, way.work(f"m({', '.join(map(str, contents))})", f"{beads}! / ({below})", value)))
    return way.total(known, found)


def route(problem: Necklaces) -> tuple[Route, int]:
    """The chains that each turn leaves as they are, then their average."""
    way, beads, total = Route(), problem.beads, problem.total
    fixed = list[tuple[Value, Value]]()
    for period in range(1, beads + 1):
        if beads % period == 0 and total * period % beads == 0:
            turns = sum(math.gcd(beads, turn) == period for turn in range(beads))
            fixed.append((turns, _rows(way, problem, period, total * period // beads)))
    if problem.mirror:
        fixed += _mirrored(way, problem)
    every = way.total("fixed", fixed)
    size = 2 * beads if problem.mirror else beads
    return way, int(way.work("chains", f"{every} / {size}", int(every) // size, (every,))) if every else 0


def _mirrored(way: Route, problem: Necklaces) -> list[tuple[Value, Value]]:
    """What reflections leave as it is: beads on the axis, and pairs."""
    beads, total, pairs = problem.beads, problem.total, (problem.beads - 1) // 2

    def with_pairs(left: int, pairs: int) -> Value:
        return _rows(way, problem, pairs, left // 2) if left >= 0 and left % 2 == 0 else 0

    if beads % 2:
        one = [(1, with_pairs(total - first, pairs)) for first in problem.weights]
        return [(beads, way.total("one", one))]
    both: list[tuple[Value, Value]] = [
        (1 if first == second else 2, with_pairs(total - first - second, pairs))
        for first in problem.weights
        for second in problem.weights
        if first <= second
    ]
    return [(beads // 2, way.total("two", both)), (beads // 2, with_pairs(total, beads // 2))]
