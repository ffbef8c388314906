"""The sum of fair dice, under a condition on the numbers shown."""

import math
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.math._route import Route, Value


class Dice(Frozen, frozen=True, tag="dice"):
    """sides: of each die, numbered from 1: `(4, 6, 6)`."""

    sides: Annotated[tuple[Annotated[int, Meta(ge=2, le=16)], ...], Meta(min_length=2, max_length=4)]
    low: Annotated[int, Meta(ge=2, le=64)]
    """Least sum that is asked about."""
    high: Annotated[int, Meta(ge=2, le=64)]
    """Largest sum that is asked about."""
    given: Literal["nothing", "shows", "largest", "smallest"]
    """Known: nothing; some die shows the number; the largest or the smallest number shown is the number."""
    number: Annotated[int, Meta(ge=0, le=16)]
    """0 where nothing is known."""

    def __post_init__(self) -> None:
        if not len(self.sides) <= self.low <= self.high <= sum(self.sides):
            raise ValueError("sums are possible")
        if (self.given == "nothing") != (self.number == 0) or self.number > (min if self.given == "smallest" else max)(self.sides):
            raise ValueError("a number that can be known, where anything is")


def route(problem: Dice) -> tuple[Route, Fraction]:
    """Rolls of all dice less those without what is known; sums die by die."""
    way, m = Route(), problem.number
    everything = [range(1, side + 1) for side in sorted(problem.sides)]
    wide, narrow = [list(faces) for faces in everything], [list[int]() for _ in everything]
    if problem.given == "shows":
        narrow = [[face for face in faces if face != m] for faces in everything]
    elif problem.given == "largest":
        wide, narrow = ([[face for face in faces if face <= m - k] for faces in everything] for k in (0, 1))
    elif problem.given == "smallest":
        wide, narrow = ([[face for face in faces if face >= m + k] for faces in everything] for k in (0, 1))
    both = _sums(way, "f", wide, problem)
    possible: Value = way.work("rolls", " * ".join(str(len(faces)) for faces in wide), math.prod(map(len, wide)), map(len, wide))
    if problem.given != "nothing":
        less = _sums(way, "g", narrow, problem)
        both = way.total("both", [(1, both), (-1, less)])
        without = math.prod(map(len, narrow))
        way.work("without", " * ".join(str(len(faces)) for faces in narrow), without)
        possible = way.total("known", [(1, possible), (-1, without)])
    result = Fraction(both) / possible
    way.work("answer", f"{both} / {possible}", result, (both, possible))
    return way, result


def _sums(way: Route, name: str, dice: list[list[int]], problem: Dice) -> Value:
    """Rolls whose sum is one that is asked about: for each sum of the first dice, then of one die more, and so on."""
    wanted = [set(range(problem.low, problem.high + 1))]
    for faces in dice[:0:-1]:
        wanted.append({total - face for total in wanted[-1] for face in faces})
    found: dict[int, Value] = {face: 1 for face in dice[0] if face in wanted[-1]}
    for number, faces in enumerate(dice[1:], 2):
        longer = dict[int, Value]()
        for total in sorted(wanted[-number]):
            terms = [(1, found[total - face]) for face in faces if total - face in found]
            if ways := way.total(f"{name}({number}, {total})", terms, milestone=False):
                longer[total] = ways
        found = longer
    return way.total(f"{name} in all", [(1, ways) for ways in found.values()])


def other_ways(problem: Dice) -> list[Route]:
    """By the chances of the condition, and of both."""
    *_, last = route(problem)[0].equations
    every, way = math.prod(problem.sides), Route()
    way.work("answer", "", last.value, [Fraction(value) / every for value in last.needs])
    return [way] if problem.number else []
