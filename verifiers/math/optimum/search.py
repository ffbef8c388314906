"""Branch and bound in integers, for optimum: kinds by what they bring for their share of the limits, and a bound from each limit alone, as
if pieces could be cut."""

from collections.abc import Sequence
from typing import NamedTuple

from synth.schemas.problem import kept
from synth.verifiers.exact import Fraction
from synth.verifiers.math.optimum.problem import Kind, Optimum, largest

NONE = -1


class Best(NamedTuple):
    value: int
    """The best total, or NONE."""
    counts: tuple[int, ...]
    """One choice that reaches it."""
    looked: int
    """Numbers of a kind that the search put down."""


@kept
def best(problem: Optimum) -> Best:
    return Search(problem).run()


class Search:
    """The tree of choices: numbers of one kind after the other."""

    def __init__(self, problem: Optimum, order: Sequence[int] | None = None) -> None:
        """order: in which the kinds are decided; those that bring most for their share of the limits first, unless told otherwise."""
        self.most = problem.goal == "most"
        self.size = len(problem.kinds)
        if order is None:
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
        self.uses = [[(j, use) for j, use in enumerate(kind.uses) if use] for kind in self.kinds]
        self.barred = [[earlier for earlier, later in self.apart if later == depth] for depth in range(self.size)]
        self.limits = list(problem.limits)
        self.rates = self._rates()
        self.value = NONE
        self.counts: tuple[int, ...] = ()
        self.chosen = [0] * self.size
        self.looked = 0

    @staticmethod
    def _density(problem: Optimum, k: int) -> float:
        kind = problem.kinds[k]
        return kind.worth / (sum(use / limit for use, limit in zip(kind.uses, problem.limits, strict=True)) or 1e-9)

    def _rates(self) -> list[list[tuple[int, int]]]:
        """By depth and resource: worth and use of the kind, from this depth on, that makes the best of it; (0, 0) where one does not use
        it."""
        found = [[(0, 0)] * len(self.limits)]
        for depth in range(self.size - 1, -1, -1):
            worth, row = self.kinds[depth].worth, list[tuple[int, int]]()
            for use, (other, used) in zip(self.kinds[depth].uses, found[-1], strict=True):
                if self.most and (not use or (not used and depth < self.size - 1)):
                    row.append((0, 0))
                elif not use or (used and (worth / use < other / used if self.most else worth / use > other / used)):
                    row.append((other, used))
                else:
                    row.append((worth, use))
            found.append(row)
        return found[::-1]

    def run(self) -> Best:
        self._down(0, 0, self.limits, self.total)
        back = [0] * self.size
        for k, count in zip(self.order, self.counts, strict=False):
            back[k] = count
        return Best(self.value, tuple(back), self.looked)

    def hopeless(self, depth: int, value: int, left: list[int]) -> bool:
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
            return self.lacks(depth, left)
        if value >= known:
            return True
        for amount, (worth, use) in zip(left, self.rates[depth], strict=True):
            if amount > 0 and (not use or amount * worth >= (known - value) * use):
                return True
        return False

    def numbers(self, depth: int, left: list[int], pieces: int) -> range:
        """Numbers of the kind at this depth that nothing chosen before rules out, the largest first."""
        kind, low, high = self.kinds[depth], self.low[depth], min(self.high[depth], pieces)
        if self.most:
            for j, use in self.uses[depth]:
                fitting = left[j] // use
                if fitting < high:
                    high = fitting
        if self.ratio:
            first, second, times = self.ratio
            if depth == second > first:
                high = min(high, self.chosen[first] // times)
            elif depth == first > second:
                low = max(low, times * self.chosen[second])
        if not self.most and not (self.ratio and depth == self.ratio[0] < self.ratio[1]):  # more than meets all needs alone is waste
            useful = max([-(-left[j] // use) for j, use in self.uses[depth]], default=0)
            high = min(high, -(-max(low, useful) // kind.lot) * kind.lot)
        if self.barred[depth] and any(self.chosen[earlier] for earlier in self.barred[depth]):
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

    def placed(self, numbers: Sequence[int]) -> tuple[int, list[int]]:
        """The total of numbers of the first kinds, and what they leave of the limits."""
        value, left = 0, self.limits
        for kind, count in zip(self.kinds, numbers, strict=False):
            value += self.worth(kind, count)
            left = [amount - use * count for amount, use in zip(left, kind.uses, strict=True)]
        return value, left

    def worth(self, kind: Kind, count: int) -> int:
        fee = kind.fee if count else 0
        return kind.worth * count + (-fee if self.most else fee)

    def fits(self, numbers: Sequence[int]) -> bool:
        """Whether numbers of all kinds keep the limits and the conditions."""
        _, left = self.placed(numbers)
        kept = min(left) >= 0 if self.most else max(left) <= 0
        each = all(
            count >= low and count % kind.lot == 0 and count <= (kind.most or count)
            for count, low, kind in zip(numbers, self.low, self.kinds, strict=True)
        )
        ratio = self.ratio is None or numbers[self.ratio[0]] >= self.ratio[2] * numbers[self.ratio[1]]
        apart = not any(numbers[one] and numbers[other] for one, other in self.apart)
        return kept and each and ratio and apart and sum(numbers) <= self.total

    def bounds(self, depth: int, value: int, left: Sequence[int]) -> list[Fraction]:
        """What no choice of the kinds from this depth on is better than, by each limit; for costs also without them."""
        rates = zip(left, self.rates[depth], strict=True)
        found = [value + Fraction(amount * worth, use) for amount, (worth, use) in rates if use and (self.most or amount > 0)]
        return found if self.most else [Fraction(value), *found]

    def lacks(self, depth: int, left: Sequence[int]) -> bool:
        """Whether something is still needed that no kind from this depth on gives."""
        return any(amount > 0 and not use for amount, (_, use) in zip(left, self.rates[depth], strict=True))

    def _down(self, depth: int, value: int, left: list[int], pieces: int) -> None:
        kind, last = self.kinds[depth], depth == self.size - 1
        for count in self.numbers(depth, left, pieces):
            self.looked += 1
            after = value + kind.worth * count
            if count and kind.fee:
                after += -kind.fee if self.most else kind.fee
            if last:
                if after >= 0 and (self.value == NONE or (after > self.value if self.most else after < self.value)):
                    self.value, self.counts = after, (*self.chosen[:depth], count)
                continue
            rest = [amount - use * count for amount, use in zip(left, kind.uses, strict=True)]
            if not self.hopeless(depth + 1, after, rest):
                self.chosen[depth] = count
                self._down(depth + 1, after, rest, pieces - count)
        self.chosen[depth] = 0
