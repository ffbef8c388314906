"""Measures of a list of whole numbers (how many of them are even, the longest stretch above 4), conditions on them, and contracts: what a
function is to return, said in conditions."""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import accumulate, groupby, pairwise
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen

Number = Annotated[int, Meta(ge=0, le=30)]

TESTS: dict[str, Callable[[int, int], bool]] = {
    "even": lambda x, n: x % 2 == 0,
    "odd": lambda x, n: x % 2 == 1,
    "multiple": lambda x, n: x % n == 0,
    "gt": lambda x, n: x > n,
    "ge": lambda x, n: x >= n,
    "lt": lambda x, n: x < n,
    "le": lambda x, n: x <= n,
}
UNARY = ("even", "odd")


class Test(Frozen, frozen=True, omit_defaults=True):
    """Which numbers count: the even ones, those above 4."""

    rel: Literal[tuple(TESTS)]  # type: ignore[valid-type]
    n: Number = 0

    def __post_init__(self) -> None:
        if (self.rel in UNARY and self.n) or (self.rel == "multiple" and self.n < 2):
            raise ValueError("even and odd have no number, a multiple is of 2 or more")

    def holds(self, x: int) -> bool:
        return TESTS[self.rel](x, self.n)


class Measure(Frozen, frozen=True, omit_defaults=True):
    """A number that a list has. What else than `kind` it reads stands in FIELDS."""

    kind: Literal[tuple("count sum longest rises falls equals near records since level peak hash after last first span places".split())]  # type: ignore[valid-type]
    test: Test | None = None
    then: Test | None = None
    n: Number = 0
    m: Number = 0

    def __post_init__(self) -> None:
        fields = FIELDS.get(self.kind, "")
        if (self.test is not None) != ("t" in fields) or (self.then is not None) != ("u" in fields):
            raise ValueError(f"{self.kind} reads {fields}")
        if (self.n != 0) != ("n" in fields) or (self.m != 0 and "m" not in fields):
            raise ValueError(f"{self.kind} reads {fields}")
        if (self.kind == "hash" and self.m < 2) or (self.kind == "places" and not self.m < self.n):
            raise ValueError("a remainder is by 2 or more, and less than what it is by")

    def of(self, v: Sequence[int]) -> int:
        """The number of a list, which is not empty."""
        return MEASURES[self.kind](v, self)


FIELDS = dict.fromkeys("count sum longest since level peak last first".split(), "t") | {
    "near": "n", "hash": "nm", "after": "tun", "places": "nm",
}  # fmt: skip
"""What a measure reads: t for test, u for then."""


def _passed(v: Sequence[int], s: Measure) -> list[int]:
    return [x for x in v if s.test is not None and s.test.holds(x)]


def _stretches(v: Sequence[int], s: Measure) -> list[tuple[bool, int]]:
    """Whether the numbers of a stretch pass, and how many they are."""
    return [(held, len(list(run))) for held, run in groupby(v, lambda x: s.test is not None and s.test.holds(x))]


def _since(v: Sequence[int], s: Measure) -> int:
    held, size = _stretches(v, s)[-1]
    return 0 if held else size


def _levels(v: Sequence[int], s: Measure) -> list[int]:
    return list(accumulate((1 if s.test is not None and s.test.holds(x) else -1 for x in v), lambda a, b: max(a + b, 0), initial=0))


def _hash(v: Sequence[int], s: Measure) -> int:
    return reduce(lambda a, x: (a * s.n + x) % s.m, v, 0)


def _after(v: Sequence[int], s: Measure) -> int:
    places = [i for i, x in enumerate(v) if s.test is not None and s.test.holds(x)]
    rest = v[places[s.n - 1] + 1 :] if len(places) >= s.n else ()
    return sum(s.then is not None and s.then.holds(x) for x in rest)


MEASURES: dict[str, Callable[[Sequence[int], Measure], int]] = {
    "count": lambda v, s: len(_passed(v, s)),
    "sum": lambda v, s: sum(_passed(v, s)),
    "longest": lambda v, s: max((size for held, size in _stretches(v, s) if held), default=0),
    "rises": lambda v, s: sum(b > a for a, b in pairwise(v)),
    "falls": lambda v, s: sum(b < a for a, b in pairwise(v)),
    "equals": lambda v, s: sum(b == a for a, b in pairwise(v)),
    "near": lambda v, s: sum(abs(b - a) <= s.n for a, b in pairwise(v)),
    "records": lambda v, s: sum(x > max(v[:i], default=x - 1) for i, x in enumerate(v)),
    "since": _since,
    "level": lambda v, s: _levels(v, s)[-1],
    "peak": lambda v, s: max(_levels(v, s)),
    "hash": _hash,
    "after": _after,
    "last": lambda v, s: (_passed(v, s) or [-1])[-1],
    "first": lambda v, s: next((i for i, x in enumerate(v) if s.test is not None and s.test.holds(x)), -1),
    "span": lambda v, s: max(v) - min(v),
    "places": lambda v, s: sum(v[s.m :: s.n]),
}

RELATIONS: dict[str, Callable[[int, int, int], bool]] = {
    "is": lambda a, n, m: a == n,
    "least": lambda a, n, m: a >= n,
    "most": lambda a, n, m: a <= n,
    "over": lambda a, n, m: a > n,
    "under": lambda a, n, m: a < n,
    "remainder": lambda a, n, m: a % m == n,
}


class Condition(Frozen, frozen=True, omit_defaults=True):
    """A measure compared with a number: it is 3, it is at least 2, its remainder by 5 is 1."""

    measure: Measure
    rel: Literal[tuple(RELATIONS)]  # type: ignore[valid-type]
    n: Annotated[int, Meta(ge=-1, le=60)] = 0
    m: Number = 0

    def __post_init__(self) -> None:
        if (self.rel == "remainder") != (self.m > 1) or (self.rel != "remainder" and self.m) or (self.m and not 0 <= self.n < self.m):
            raise ValueError("a remainder comes with what it is by, 2 or more, and is less")

    def holds(self, v: Sequence[int]) -> bool:
        return RELATIONS[self.rel](self.measure.of(v), self.n, self.m)


class Contract(Frozen, frozen=True, omit_defaults=True):
    """What a function returns for a list: True where all conditions hold, else False; or, with `gives`, that measure, else -1."""

    conditions: Annotated[tuple[Condition, ...], Meta(min_length=1, max_length=5)]
    gives: Measure | None = None

    def __post_init__(self) -> None:
        if len(set(self.measures)) < len(self.measures):
            raise ValueError("each measure is there once")

    @property
    def measures(self) -> list[Measure]:
        return [*(one.measure for one in self.conditions), *([self.gives] if self.gives else [])]

    def value(self, v: Sequence[int]) -> object:
        """What is to be returned for a list that is not empty."""
        held = all(one.holds(v) for one in self.conditions)
        if self.gives is None:
            return held
        return self.gives.of(v) if held else -1
