"""Permutations with forbidden places, by rook numbers and inclusion and exclusion."""

import math
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.math._route import Route, Value

Job = Annotated[int, Meta(ge=0, le=7)]


class Assignments(Frozen, frozen=True, tag="assignments"):
    """As many jobs as people, one for each."""

    dislikes: Annotated[tuple[Annotated[tuple[Job, ...], Meta(max_length=7)], ...], Meta(min_length=2, max_length=8)]
    """For each person the jobs that this person dislikes, ascending: `((0, 2), (), (1,))`."""
    unhappy: Annotated[int, Meta(ge=0, le=7)]
    """How many people get a job that they dislike: exactly."""

    def __post_init__(self) -> None:
        if any(list(row) != sorted(set(row)) or (row and row[-1] >= len(self.dislikes)) for row in self.dislikes):
            raise ValueError("jobs ascend, and there are as many as people")


def rook_numbers(problem: Assignments, way: Route) -> list[Value]:
    """For each number of people the ways to choose so many and to give each of them a job that they dislike, all different."""
    ways: dict[int, Value] = {0: 1}
    for person, row in enumerate(problem.dislikes):
        longer = dict(ways)
        found = dict[int, list[Value]]()
        for used, value in ways.items():
            for job in row:
                if not used >> job & 1:
                    found.setdefault(used | 1 << job, []).append(value)
        for used, values in sorted(found.items()):
            jobs = "".join("ABCDEFGH"[job] for job in range(8) if used >> job & 1)
            terms = [(1, value) for value in ([ways[used]] if used in ways else []) + values]
            longer[used] = way.total(f"g({person + 1}, {jobs})", terms, milestone=False)
        ways = longer
    by_size = [[value for used, value in ways.items() if used.bit_count() == size] for size in range(max(map(int.bit_count, ways)) + 1)]
    return [way.total(f"r({size})", [(1, value) for value in values], milestone=False) for size, values in enumerate(by_size)]


def route(problem: Assignments) -> tuple[Route, int]:
    way, people = Route(), len(problem.dislikes)
    rooks = rook_numbers(problem, way)
    text, value, needs = "", 0, set[Value]()
    for size, rook in enumerate(rooks[problem.unhappy :], problem.unhappy):
        sign, times, rest = (-1) ** (size - problem.unhappy), math.comb(size, problem.unhappy), math.factorial(people - size)
        factors = ([str(times)] if times > 1 else []) + [str(rook), f"{people - size}!"]
        text += (" - " if sign < 0 else " + " if text else "") + " * ".join(factors)
        value += sign * times * int(rook) * rest
        needs.add(rook)
    return way, int(way.work("all", text, value, needs)) if text else 0
