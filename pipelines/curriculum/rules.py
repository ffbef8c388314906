"""Which task and level comes next: rules that see the rewards of prompt groups and nothing else.

A rule gives every cell (a task at a level) a weight, and is told the pass rate of each group that was made for a cell. Rules are
deterministic: the same results in the same order give the same weights."""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import NamedTuple

Cell = tuple[str, int]
"""A task and a level: `("logic/sudoku", 5)`."""
HALF_LIFE = 100
"""Groups of a cell after which a result counts half."""


class Count:
    """What a cell's groups showed, the recent ones above all."""

    __slots__ = ("groups", "passed")

    def __init__(self, groups: float = 0.0, passed: float = 0.0) -> None:
        self.groups, self.passed = groups, passed

    def add(self, rate: float) -> None:
        fade = 0.5 ** (1 / HALF_LIFE)
        self.groups, self.passed = self.groups * fade + 1, self.passed * fade + rate

    @property
    def rate(self) -> float | None:
        """Share of passes, 0 to 1; None before the first group."""
        return self.passed / self.groups if self.groups else None


class Rule:
    """The base: tasks with their shares of the rows, levels from `low` to `high`, and counts of every cell."""

    def __init__(self, shares: Mapping[str, float], low: int, high: int) -> None:
        self.shares, self.low, self.high = dict(shares), low, high
        self.counts: dict[Cell, Count] = {}

    def weights(self) -> Mapping[Cell, float]:
        """How often each cell is to come, in any unit; only those that are to come at all."""
        raise NotImplementedError

    def credit(self, cell: Cell, rate: float) -> None:
        """One prompt group of a cell passed at that rate, 0 to 1."""
        self.counts.setdefault(cell, Count()).add(rate)

    def level(self, task: str) -> int:
        """The highest level at which the task is worked on now."""
        return max((level for name, level in self.weights() if name == task), default=self.low)

    def state(self) -> object:
        """What the weights depend on beside the counts, as JSON values."""
        return {}

    def load(self, state: object) -> None:
        """Goes on from a `state()`."""

    def levels(self) -> range:
        return range(self.low, self.high + 1)

    def _spread(self, task: str, by_level: Mapping[int, float], factor: float = 1.0) -> Iterable[tuple[Cell, float]]:
        """The task's share parted among levels."""
        whole = sum(by_level.values())
        return (((task, level), factor * self.shares[task] * weight / whole) for level, weight in by_level.items() if weight > 0)


class Uniform(Rule):
    """Every level as often as any other, whatever the results."""

    def weights(self) -> Mapping[Cell, float]:
        return dict(cell for task in self.shares for cell in self._spread(task, dict.fromkeys(self.levels(), 1.0)))


class Variance(Rule):
    """Each level by p (1 - p), the variance of its rewards, where p is its pass rate: what always or never passes teaches nothing. A task
    as a whole comes by its best level. Levels without results count as those that were seen next to them, and are never quite left out."""

    LEAST = 0.02

    def weights(self) -> Mapping[Cell, float]:
        cells: dict[Cell, float] = {}
        for task in self.shares:
            by_level = {level: max(self.LEAST, self._variance(task, level)) for level in self.levels()}
            cells.update(self._spread(task, by_level, max(by_level.values())))
        return cells

    def _variance(self, task: str, level: int) -> float:
        near = sorted(self.levels(), key=lambda other: (abs(other - level), other))
        seen = next((count for other in near if (count := self.counts.get((task, other)))), Count())
        p = (seen.passed + 1) / (seen.groups + 2)
        return p * (1 - p)


class Band(Rule):
    """Each task at the level where it passes neither nearly always nor nearly never; most groups there, some a level below and above.

    Up when the groups at its level pass at a rate above the band, down when below, after `LEAST` groups at least; a move up that had to be
    taken back needs twice as many the next time. At the highest level above the band a task is saturated: it retires, is looked at
    now and then, and comes back when it passes less often. With `active`, so many tasks are worked on at once, and where one retires the
    next is admitted."""

    LEAST, MOST = 8, 128
    NEAR = ((-1, 0.15), (0, 0.7), (1, 0.15))
    REVIEW = 0.05
    """Share of its usual one that a retired task keeps."""

    def __init__(
        self, shares: Mapping[str, float], low: int, high: int, band: tuple[float, float] = (0.2, 0.8), start: int = 0, active: int = 0
    ) -> None:
        super().__init__(shares, low, high)
        self.band, self.active = band, active or len(self.shares)
        self.at = {task: _Place(max(low, min(high, start or low)), 0, 0.0, self.LEAST, False) for task in self.shares}

    def weights(self) -> Mapping[Cell, float]:
        cells: dict[Cell, float] = {}
        room = self.active
        for task, place in self.at.items():
            if place.retired:
                cells[task, self.high] = self.REVIEW * self.shares[task]
            elif room:
                room -= 1
                near = {place.level + step: weight for step, weight in self.NEAR}
                cells.update(self._spread(task, {level: weight for level, weight in near.items() if level in self.levels()}))
        return cells

    def credit(self, cell: Cell, rate: float) -> None:
        super().credit(cell, rate)
        task, level = cell
        place = self.at[task]
        if level == (self.high if place.retired else place.level):
            self.at[task] = self._moved(place._replace(groups=place.groups + 1, passed=place.passed + rate))

    def _moved(self, place: "_Place") -> "_Place":
        low, high = self.band
        rate = place.passed / place.groups
        if place.retired:
            back = place.groups >= self.LEAST and rate <= high
            return _Place(self.high, 0, 0.0, self.LEAST, False) if back else self._fresh(place)
        if place.groups >= place.least and rate > high:
            if place.level < self.high:
                return _Place(place.level + 1, 0, 0.0, place.least, False)
            return _Place(place.level, 0, 0.0, self.LEAST, True)
        if place.groups >= self.LEAST and rate < low and place.level > self.low:
            return _Place(place.level - 1, 0, 0.0, min(2 * place.least, self.MOST), False)
        return self._fresh(place)

    def _fresh(self, place: "_Place") -> "_Place":
        """Old groups at a level count half as soon as there are many, so that skill that goes is seen."""
        many = place.groups >= 2 * max(place.least, self.LEAST)
        return place._replace(groups=place.groups // 2, passed=place.passed / 2) if many else place

    def level(self, task: str) -> int:
        return self.at[task].level

    def state(self) -> object:
        return {task: list(place) for task, place in self.at.items()}

    def load(self, state: object) -> None:
        self.at = {task: _Place(*place) for task, place in dict(state).items()}  # type: ignore[call-overload]


class _Place(NamedTuple):
    """Where a task stands in its band, and what its groups showed there since it came."""

    level: int
    groups: int
    passed: float
    least: int
    """Groups before the next move up."""
    retired: bool


class Rlve(Rule):
    """Adaptive difficulty as in RLVE (Zeng et al. 2025): levels from a sliding window of `WIDTH`, all alike; its upper end rises by one
    when at least `LEAST` groups there passed at `PASS` or more. It never falls."""

    WIDTH, LEAST, PASS = 4, 8, 0.9

    def __init__(self, shares: Mapping[str, float], low: int, high: int) -> None:
        super().__init__(shares, low, high)
        self.top = dict.fromkeys(self.shares, (low, 0, 0.0))

    def weights(self) -> Mapping[Cell, float]:
        cells: dict[Cell, float] = {}
        for task, (top, _, _) in self.top.items():
            cells.update(self._spread(task, dict.fromkeys(range(max(self.low, top - self.WIDTH + 1), top + 1), 1.0)))
        return cells

    def credit(self, cell: Cell, rate: float) -> None:
        super().credit(cell, rate)
        task, level = cell
        top, groups, passed = self.top[task]
        if level != top:
            return
        groups, passed = groups + 1, passed + rate
        if groups >= self.LEAST:
            self.top[task] = (min(top + 1, self.high) if passed / groups >= self.PASS else top, 0, 0.0)
        else:
            self.top[task] = (top, groups, passed)

    def state(self) -> object:
        return {task: list(place) for task, place in self.top.items()}

    def load(self, state: object) -> None:
        self.top = {task: (int(top), int(groups), float(passed)) for task, (top, groups, passed) in dict(state).items()}  # type: ignore[call-overload]


RULES: Mapping[str, type[Rule]] = {"band": Band, "rlve": Rlve, "variance": Variance, "uniform": Uniform}


def pass_rate(rewards: Iterable[object], passes: float) -> float:
    """Share of a group's rewards that reach `passes`. Raises ValueError for no rewards, or for what is no finite number."""
    try:
        read = [float(reward) for reward in rewards]  # type: ignore[arg-type]
    except TypeError:  # None, as some trainers put it for a completion that was not judged
        read = []
    if not read or not all(map(isfinite, read)):
        raise ValueError(f"{rewards}: expected the rewards of a prompt group, one finite number for each completion")
    return sum(reward >= passes for reward in read) / len(read)
