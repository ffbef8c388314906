"""Optimum: the best value of an integer programme in words: how many of each kind to make or to buy, under limits and side conditions.

Refused for the first of: format (not one integer), value (another integer). The exact route is a branch and bound in integers: kinds by
what they bring for their share of the limits, and a bound from each limit alone, as if pieces could be cut."""

import re
from functools import lru_cache
from math import prod
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.mathematics import integer

MOST_CHOICES = 6_000
"""Choices of numbers for all kinds but the one with the fewest."""
NONE = -1
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


class Best(NamedTuple):
    value: int
    """The best total, or NONE."""
    counts: tuple[int, ...]
    """One choice that reaches it."""
    looked: int
    """Numbers of a kind that the search put down."""


@lru_cache(maxsize=1024)
def best(problem: Optimum) -> Best:
    return _Search(problem).run()


class _Search:
    def __init__(self, problem: Optimum) -> None:
        self.most = problem.goal == "most"
        self.size = len(problem.kinds)
        order = sorted(range(self.size), key=lambda k: (self._density(problem, k), -k), reverse=self.most)
        self.order = order
        self.kinds = [problem.kinds[k] for k in order]
        bounds = largest(problem)
        self.high = [bounds[k] for k in order]
        self.low = [0] * self.size
        self.total = 60 * self.size
        self.ratio: tuple[int, int, int] | None = None
        self.apart: list[tuple[int, int]] = []
        place = {k: depth for depth, k in enumerate(order)}
        for condition in problem.conditions:
            first, second = place[condition.first], place[condition.second]
            if condition.what == "total":
                self.total = min(self.total, condition.number)
            elif condition.what == "ordered":
                self.low[first] = max(self.low[first], condition.number)
            elif condition.what == "ratio":
                self.ratio = first, second, condition.number
            else:
                self.apart.append((min(first, second), max(first, second)))
        self.limits = list(problem.limits)
        self.rates = [[self._rate(depth, j) for j in range(len(self.limits))] for depth in range(self.size + 1)]
        self.value = NONE
        self.counts: tuple[int, ...] = ()
        self.chosen = [0] * self.size
        self.looked = 0

    @staticmethod
    def _density(problem: Optimum, k: int) -> float:
        kind = problem.kinds[k]
        return kind.worth / (sum(use / limit for use, limit in zip(kind.uses, problem.limits, strict=True)) or 1e-9)

    def _rate(self, depth: int, j: int) -> tuple[int, int]:
        """Worth and use of the kind, from this depth on, that makes the best of the resource; (0, 0) where one does not use it."""
        rest = [(kind.worth, kind.uses[j]) for kind in self.kinds[depth:]]
        if not self.most:
            return min((pair for pair in rest if pair[1]), key=lambda pair: pair[0] / pair[1], default=(0, 0))
        return max(rest, key=lambda pair: pair[0] / pair[1]) if rest and all(use for _, use in rest) else (0, 0)

    def run(self) -> Best:
        self._down(0, 0, self.limits, self.total)
        back = [0] * self.size
        for k, count in zip(self.order, self.counts, strict=False):
            back[k] = count
        return Best(self.value, tuple(back), self.looked)

    def _hopeless(self, depth: int, value: int, left: list[int]) -> bool:
        """Whether nothing from here on is better than what is known, or, where needs are open, nothing can meet them."""
        known = self.value
        if self.most:
            if known == NONE:
                return False
            for amount, (worth, use) in zip(left, self.rates[depth], strict=True):
                if use and amount * worth <= (known - value) * use:
                    return True
            return False
        if known == NONE:
            return any(amount > 0 and not use for amount, (_, use) in zip(left, self.rates[depth], strict=True))
        if value >= known:
            return True
        for amount, (worth, use) in zip(left, self.rates[depth], strict=True):
            if amount > 0 and (not use or amount * worth >= (known - value) * use):
                return True
        return False

    def _range(self, depth: int, left: list[int], pieces: int) -> range:
        """Numbers of the kind at this depth that nothing chosen before rules out, the largest first."""
        kind, low, high = self.kinds[depth], self.low[depth], min(self.high[depth], pieces)
        if self.most:
            for amount, use in zip(left, kind.uses, strict=True):
                if use:
                    high = min(high, amount // use)
        if self.ratio:
            first, second, times = self.ratio
            if depth == second > first:
                high = min(high, self.chosen[first] // times)
            elif depth == first > second:
                low = max(low, times * self.chosen[second])
        if not self.most and not (self.ratio and depth == self.ratio[0] < self.ratio[1]):  # more than meets all needs alone is waste
            useful = max((-(-amount // use) for amount, use in zip(left, kind.uses, strict=True) if use), default=0)
            high = min(high, -(-max(low, useful) // kind.lot) * kind.lot)
        if any(depth == later and self.chosen[earlier] for earlier, later in self.apart):
            high = 0
        if not self.most and depth == self.size - 1:
            for amount, use in zip(left, kind.uses, strict=True):
                if amount > 0:
                    low = max(low, -(-amount // use)) if use else high + 1
        low, high = -(-low // kind.lot) * kind.lot, high // kind.lot * kind.lot
        if depth == self.size - 1 and low <= high:  # the last number is the best that is left
            if not self.most:
                return range(low, low - 1, -1)
            keep = high if kind.worth * (high - low) > (kind.fee if not low else 0) else low
            return range(keep, keep - 1, -1)
        return range(high, low - 1, -kind.lot)

    def _down(self, depth: int, value: int, left: list[int], pieces: int) -> None:
        kind, last = self.kinds[depth], depth == self.size - 1
        for count in self._range(depth, left, pieces):
            self.looked += 1
            after = value + kind.worth * count
            if count and kind.fee:
                after += -kind.fee if self.most else kind.fee
            if last:
                if after >= 0 and (self.value == NONE or (after > self.value if self.most else after < self.value)):
                    self.value, self.counts = after, (*self.chosen[:depth], count)
                continue
            rest = [amount - use * count for amount, use in zip(left, kind.uses, strict=True)]
            if not self._hopeless(depth + 1, after, rest):
                self.chosen[depth] = count
                self._down(depth + 1, after, rest, pieces - count)
        self.chosen[depth] = 0


_MONEY = re.compile(r"(?<=\d)[ ~]?(?:dollars?|USD|美元|元)(?![\w\u4e00-\u9fff])")


def verify(problem: Optimum, answer: str) -> Verdict:
    read = integer(_MONEY.sub("", answer[:2_000]) if len(answer) <= 2_000 else answer)
    if read is None:
        return refuse("format")
    return ACCEPT if read == best(problem).value != NONE else refuse("value")


def _kind(worth: int, *uses: int, fee: int = 0, most: int = 0, lot: int = 1) -> Kind:
    return Kind(worth, uses, fee, most, lot)


_FIRST = Optimum("most", (_kind(5, 3), _kind(7, 4)), (14,), (), 0)  # 2 and 2 take 14: 24
_FEES = Optimum("most", (_kind(9, 2, 3, fee=12), _kind(8, 3, 2)), (18, 18), (), 1)  # 54 - 12 alone; 6 of the other: 48
_LEAST = Optimum("least", (_kind(30, 8, 2), _kind(41, 11, 5)), (40, 14), (Condition("total", 0, 0, 4),), 0)  # 1 and 3: 153
_RATIO = Optimum("least", (_kind(4, 5), _kind(6, 9)), (40,), (Condition("ratio", 0, 1, 2),), 2)  # 5 and 2: 32

EXAMPLES = (
    (_FIRST, "24", ""),
    (_FIRST, "24 dollars", ""),
    (_FIRST, "**24**", ""),
    (_FIRST, "The answer is 24.", ""),
    (_FIRST, r"$\boxed{24}$", ""),
    (_FIRST, "The maximum is 24", ""),
    (_FIRST, "5*2 + 7*2 = 24", ""),
    (_FEES, "48", ""),
    (_LEAST, "153", ""),
    (_RATIO, "32", ""),
    (_FIRST, "", "format"),
    (_FIRST, "2 and 2", "format"),
    (_FIRST, "between 23 and 25", "format"),
    (_FIRST, "5*2 + 7*2", "format"),
    (_FIRST, "24.5", "format"),
    (_FIRST, "21", "value"),
    (_FEES, "54", "value"),
    (_FEES, "42", "value"),
    (_LEAST, "150", "value"),
    (_RATIO, "28", "value"),
    (_FIRST, "答案是 24。", ""),
    (_FIRST, "答案：24 元", ""),
    (_FEES, "结果是48元。", ""),
    (_LEAST, "答案是１５３", ""),
    (_RATIO, "最终答案：32", ""),
    (_FIRST, "两个和两个", "format"),
    (_RATIO, "答案是 31 元", "value"),
    (_FIRST, "答案：23", "value"),
)
