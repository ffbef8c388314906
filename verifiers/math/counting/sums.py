"""Sums of given numbers, each used a bounded number of times: stamps for an amount, sweets for children, of whom some are to get an even
number and one more than another."""

import itertools
import math
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.math._route import Route, Value

Times = Annotated[int, Meta(ge=0, le=12)]
Kind = tuple[int, int, int]
"""A value with its least and most."""


class Sums(Frozen, frozen=True, tag="sums"):
    """Solutions of values[0] x[0] + values[1] x[1] + ... = total with least <= x <= most."""

    values: Annotated[tuple[Annotated[int, Meta(ge=1, le=50)], ...], Meta(min_length=2, max_length=5)]
    """`(1, 2, 5)`; all 1 where sweets are shared out."""
    least: Annotated[tuple[Times, ...], Meta(min_length=2, max_length=5)]
    most: Annotated[tuple[Times, ...], Meta(min_length=2, max_length=5)]
    total: Annotated[int, Meta(ge=1, le=100)]
    pieces: Annotated[int, Meta(ge=0, le=20)]
    """How many there are together, x[0] + x[1] + ...; 0 where it does not matter."""
    even: tuple[Annotated[int, Meta(ge=0, le=4)], ...] = ()
    """Places of those that are even, where things are shared out: `(0, 2)`."""
    more: Annotated[tuple[Annotated[int, Meta(ge=0, le=4)], ...], Meta(max_length=2)] = ()
    """Two places where things are shared out, of which the first has more than the second: `(3, 1)`."""

    def __post_init__(self) -> None:
        places = range(len(self.values) if self.shared else 0)
        if not {*self.even, *self.more} <= {*places} or list(self.even) != sorted(set(self.even)) or len(set(self.more)) not in (0, 2):
            raise ValueError("even ones and the one that has more are of those who share")
        if not len(self.values) == len(self.least) == len(self.most) or any(map(int.__gt__, self.least, self.most)):
            raise ValueError("each value has a least and a most, in this order")
        if self.pieces if self.shared else list(self.values) != sorted(set(self.values)):
            raise ValueError("values ascend, or all of them are 1 and the pieces are the total")

    @property
    def shared(self) -> bool:
        """Whether equal things are shared out."""
        return self.values[0] == self.values[-1] == 1


def _kinds(problem: Sums) -> tuple[list[Kind], dict[int, int]]:
    """The values with their bounds, an even number as twos; without the two of which one has more, and how many ways these two have to
    make each amount."""
    kinds = list[Kind]()
    for place, kind in enumerate(zip(problem.values, problem.least, problem.most, strict=True)):
        kinds.append((2, (kind[1] + 1) // 2, kind[2] // 2) if place in problem.even else kind)
    pair = dict[int, int]()
    if problem.more:
        first, second = ([value * k for k in range(least, most + 1)] for value, least, most in (kinds[place] for place in problem.more))
        for one, other in itertools.product(first, second):
            if one > other:
                pair[one + other] = pair.get(one + other, 0) + 1
        kinds = [kind for place, kind in enumerate(kinds) if place not in problem.more]
    return kinds, pair


def route(problem: Sums, backwards: bool = False) -> tuple[Route, int]:
    """What is left after the least of each, made with the first value, with the first two, and so on. The two of which one has more come
    first."""
    way = Route()
    kinds, pair = _kinds(problem)
    kinds = kinds[:: -1 if backwards else 1]
    taken = [(-1, least) if value == 1 else (-least, value) for value, least, _ in kinds]
    left = way.total("left", [(1, problem.total), *taken], milestone=False)
    pieces: Value = 0
    if problem.pieces:
        pieces = way.total("pieces", [(1, problem.pieces), *((-1, least) for _, least, _ in kinds)], milestone=False)
    if left < 0 or pieces < 0:
        return way, 0
    later = kinds if problem.more else kinds[1:]
    wanted = [{(int(left), int(pieces) if problem.pieces else 0)}]
    for value, least, most in later[::-1]:
        wanted.append({state for before in wanted[-1] for state in _before(before, value, most - least, bool(problem.pieces))})
    ways: dict[tuple[int, int], Value]
    if problem.more:
        ways = {state: pair[state[0]] for state in wanted[-1] if state[0] in pair}
    else:
        value, least, most = kinds[0]
        ways = {
            (amount, many): 1
            for amount, many in wanted[-1]
            if amount % value == 0 and amount // value <= most - least and (not problem.pieces or amount // value == many)
        }
    for number, (value, least, most) in enumerate(later, 2):
        found = dict[tuple[int, int], Value]()
        for state in sorted(wanted[-number]):
            terms = [(1, ways[b]) for b in _before(state, value, most - least, bool(problem.pieces)) if b in ways]
            name = f"f({number}, {state[0]}" + (f", {state[1]})" if problem.pieces else ")")
            if total := way.total(name, terms):
                found[state] = total
        ways = found
    return way, int(next(iter(ways.values()), 0))


def _before(state: tuple[int, int], value: int, most: int, counted: bool) -> list[tuple[int, int]]:
    """What is left to make after 0, 1, ... more of a value."""
    amount, pieces = state
    times = min(most, amount // value, pieces if counted else amount)
    return [(amount - k * value, pieces - k if counted else 0) for k in range(times + 1)]


def other_ways(problem: Sums) -> list[Route]:
    """The values in reverse order; where things are shared out and that is all, who gets too much, by inclusion and exclusion."""
    ways = [route(problem, backwards=True)[0]]
    if problem.shared and not problem.even and not problem.more:
        way, kinds = Route(), len(problem.values)
        left = problem.total - sum(problem.least)
        over = [most - least + 1 for least, most in zip(problem.least, problem.most, strict=True)]
        value, needs = 0, set[Value]()
        for size in range(kinds + 1):
            for group in itertools.combinations(over, size):
                top = left - sum(group) + kinds - 1
                if left >= sum(group):
                    one = math.comb(top, kinds - 1)
                    way.work("ways", f"C({top}, {kinds - 1})", one)
                    value, needs = value + (-1) ** size * one, needs | {one}
        way.work("all", "", value, needs)
        ways.append(way)
    return ways
