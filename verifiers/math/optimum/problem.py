"""Problems of optimum: kinds of things, limits or needs, and side conditions."""

from math import prod
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem

MOST_CHOICES = 6_000
"""Choices of numbers for all kinds but the one with the fewest."""
Count = Annotated[int, Meta(ge=0, le=60)]


class Kind(Frozen, frozen=True):
    """Something to make or to buy a whole number of."""

    worth: Annotated[int, Meta(ge=1, le=999)]
    """What one brings, or costs: `14`."""
    uses: Annotated[tuple[Annotated[int, Meta(ge=0, le=99)], ...], Meta(min_length=1, max_length=3)]
    """What one takes of each resource, or gives of each need: `(3, 2)`."""
    fee: Annotated[int, Meta(ge=0, le=999)]
    """What is paid once if there is any of it: `0`."""
    most: Count
    """The largest number of it; 0 for no such limit."""
    lot: Annotated[int, Meta(ge=1, le=12)]
    """It comes in multiples of this: `1`."""


class Condition(Frozen, frozen=True):
    """ratio: at least `number` times as many of `first` as of `second`; not_both: no pieces of one of them at least; total: at most
    `number` pieces of all kinds; ordered: at least `number` of `first`. What a condition does not need is 0."""

    what: Literal["ratio", "not_both", "total", "ordered"]
    first: Annotated[int, Meta(ge=0, le=4)]
    second: Annotated[int, Meta(ge=0, le=4)]
    number: Count


class Optimum(Problem, frozen=True):
    goal: Literal["most", "least"]
    """most: the largest total of worth less fees, with no more of each resource than there is; least: the smallest total of worth and
    fees, with no less of each need."""
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=2, max_length=5)]
    """In the order of the theme's names."""
    limits: Annotated[tuple[Annotated[int, Meta(ge=1, le=2_000)], ...], Meta(min_length=1, max_length=3)]
    """What there is of each resource, or must be of each need: `(40, 30)`."""
    conditions: Annotated[tuple[Condition, ...], Meta(max_length=4)]
    """One ratio at most."""
    theme: Annotated[int, Meta(ge=0, le=2)]
    """Which of the goal's stories is told."""

    def __post_init__(self) -> None:
        if any(len(kind.uses) != len(self.limits) for kind in self.kinds):
            raise ValueError("each kind says what it takes of each resource")
        if [condition.what for condition in self.conditions].count("ratio") > 1:
            raise ValueError("one ratio at most")
        for condition in self.conditions:
            pair = condition.what in ("ratio", "not_both")
            if max(condition.first, condition.second) >= len(self.kinds) or (condition.first != condition.second) != pair:
                raise ValueError("a condition names kinds, two different ones where it is on two")
            if (condition.number == 0) != (condition.what == "not_both") or (condition.what == "total" and condition.first):
                raise ValueError("a condition has the numbers that it needs")
        ranges = [most // kind.lot + 1 for kind, most in zip(self.kinds, largest(self), strict=True)]
        if prod(ranges) > MOST_CHOICES * min(ranges):
            raise ValueError(f"more than {MOST_CHOICES} choices")


def largest(problem: Optimum) -> list[int]:
    """For each kind a number that no best choice need exceed."""
    found = []
    for kind in problem.kinds:
        shares = [(limit, use) for limit, use in zip(problem.limits, kind.uses, strict=True) if use]
        if problem.goal == "most":
            number = min((limit // use for limit, use in shares), default=kind.most)
            if not shares and not kind.most:
                raise ValueError("something must limit each kind")
        else:
            number = max((-(-limit // use) for limit, use in shares), default=0)
        found.append(number)
    if problem.goal == "least":
        for condition in problem.conditions:
            if condition.what == "ordered":
                found[condition.first] = max(found[condition.first], condition.number)
        found = [-(-number // kind.lot) * kind.lot for number, kind in zip(found, problem.kinds, strict=True)]
        for condition in problem.conditions:
            if condition.what == "ratio":
                needed = condition.number * found[condition.second]
                lot = problem.kinds[condition.first].lot
                found[condition.first] = max(found[condition.first], -(-needed // lot) * lot)
    return [min(n, k.most or n) // k.lot * k.lot for n, k in zip(found, problem.kinds, strict=True)]
