"""Paths of unit steps right and up between the corners of a grid of streets, with closed crossings."""

import math
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.math._route import Route, Value

Coordinate = Annotated[int, Meta(ge=0, le=14)]
Point = tuple[Coordinate, Coordinate]


class Paths(Frozen, frozen=True, tag="paths"):
    """From (0, 0) to (width, height)."""

    width: Annotated[int, Meta(ge=1, le=14)]
    height: Annotated[int, Meta(ge=1, le=14)]
    blocked: Annotated[tuple[Point, ...], Meta(max_length=10)]
    """Crossings that no path may use, ascending: `((1, 2), (3, 0))`."""
    through: Annotated[tuple[Point, ...], Meta(max_length=1)]
    """The crossing that every path must use, if there is one."""
    run: Annotated[int, Meta(ge=0, le=4)]
    """The most steps in a row in one direction; 0 where it does not matter."""

    def __post_init__(self) -> None:
        named = self.blocked + self.through
        if list(self.blocked) != sorted(set(self.blocked)) or len(set(named)) < len(named):
            raise ValueError("closed crossings ascend, and the one to be used is open")
        if any(x > self.width or y > self.height or (x, y) in ((0, 0), (self.width, self.height)) for x, y in named):
            raise ValueError("crossings lie within the grid, and are no end of it")


def route(problem: Paths) -> tuple[Route, int]:
    """The ways to each crossing, from those to the ones before it; by the last steps where runs are bounded."""
    return _bounded(problem) if problem.run else _free(problem, (0, 0), (problem.width, problem.height), Route())


def other_ways(problem: Paths) -> list[Route]:
    """Before the crossing times after it; the first closed crossing that a path meets."""
    if problem.run:
        return []
    end = problem.width, problem.height
    way = Route()
    if problem.through:
        place = problem.through[0]
        before, after = _free(problem, (0, 0), place, way)[1], _free(problem, place, end, way)[1]
        way.work("all", f"{before} * {after}", before * after, (before, after))
        return [way]
    first = list[tuple[tuple[int, int], Value]]()
    for point in sorted({*problem.blocked, end}, key=lambda p: (sum(p), p)):
        terms = [(value, math.comb(x + y, x)) for (a, b), value in first if (x := point[0] - a) >= 0 and (y := point[1] - b) >= 0]
        free = math.comb(sum(point), point[0])
        text = "".join(f" - {value} * {ways}" for value, ways in terms if value)
        value = free - sum(value * ways for value, ways in terms)
        if text:
            way.work(f"first({point[0]}, {point[1]})", f"{free}{text}", value, {free, *(v for v, _ in terms if v)})
        first.append((point, value))
    return [way] if way.equations else []


def _free(problem: Paths, start: tuple[int, int], end: tuple[int, int], way: Route) -> tuple[Route, int]:
    sources = dict[tuple[int, int], dict[tuple[int, int], int]]()
    for x in range(start[0], end[0] + 1):
        for y in range(start[1], end[1] + 1):
            before = {point: 1 for point in ((x - 1, y), (x, y - 1)) if point in sources}
            if (x, y) not in problem.blocked and _on_the_way(problem, x, y) and (before or (x, y) == start):
                sources[x, y] = before
    return way, int(way.network(sources, lambda point: f"N({point[0]}, {point[1]})", [end] if end in sources else []).get(end, 0))


def _on_the_way(problem: Paths, x: int, y: int) -> bool:
    return all((x <= a and y <= b) or (x >= a and y >= b) for a, b in problem.through)


State = tuple[int, int, str, int]


def _bounded(problem: Paths) -> tuple[Route, int]:
    """R1(x, y): the ways that come to a crossing by a single step right, R2 by two in a row, and so on; U for up."""
    way, start = Route(), (0, 0, "", 0)
    here: dict[tuple[int, int], list[State]] = {(0, 0): [start]}
    sources: dict[State, dict[State, int]] = {start: {}}
    for x in range(problem.width + 1):
        for y in range(problem.height + 1):
            if (x, y) == (0, 0) or (x, y) in problem.blocked or not _on_the_way(problem, x, y):
                continue
            found = dict[State, dict[State, int]]()
            for name, point in (("R", (x - 1, y)), ("U", (x, y - 1))):
                for state in here.get(point, ()):
                    run = state[3] + 1 if state[2] == name else 1
                    if run <= problem.run:
                        found.setdefault((x, y, name, run), {})[state] = 1
            here[x, y] = list(found)
            sources |= found
    ends = here.get((problem.width, problem.height), [])
    values = way.network(sources, lambda s: f"{s[2]}{s[3]}({s[0]}, {s[1]})", ends)
    return way, int(way.total("all", [(1, values[state]) for state in ends]))
