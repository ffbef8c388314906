"""Divisors: one question on multiples, common divisors, divisors or powers in a factorial; then questions whose results are the next ones'
sizes.

Effort is the number of operations of the pencil route: quotients, least common multiples, and what joins them."""

import math
from collections.abc import Callable
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.math._derivation import lines
from synth.generators.math.divisors.careless import MISTAKES, wrong
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.divisors import NAMES, Chain, answer, sheet, verify, worked
from synth.verifiers.math.divisors.sheet import Sheet
from synth.verifiers.math.divisors.stages import PRIMES, Common, Divisors, Factorial, Multiples, Pairs, Shared, Stage, Total

TRIES = 60


class Knobs(Frozen, frozen=True):
    stages: Annotated[int, Meta(ge=1, le=4)]
    """Questions, each of which needs the result of the one before it."""
    kinds: Literal["multiples", "first", "all"]
    """The questions that may come: multiples; those and common divisors and factorials; all."""
    parts: Annotated[int, Meta(ge=1, le=3)]
    """Numbers whose multiples are asked for, or primes that a number must not have, at most."""
    top: Annotated[int, Meta(ge=200, le=5_000)]
    """The end of a range, at most."""
    sums: bool
    """Whether a sum may be asked for in place of a number."""
    effort: tuple[Annotated[int, Meta(ge=1, le=100)], Annotated[int, Meta(ge=4, le=100)]]
    """Fewest and most operations of the pencil route."""

    def __post_init__(self) -> None:
        if self.effort[0] + 2 > self.effort[1]:
            raise ValueError("effort goes from fewest to most, at least 2 apart")


LEVELS = (
    Knobs(1, "multiples", 1, 300, False, (1, 4)),
    Knobs(1, "multiples", 2, 500, False, (4, 7)),
    Knobs(1, "first", 2, 900, False, (7, 10)),
    Knobs(1, "first", 2, 800, True, (10, 15)),
    Knobs(1, "first", 3, 2_000, True, (15, 22)),
    Knobs(2, "all", 3, 1_000, True, (20, 28)),
    Knobs(2, "all", 3, 1_500, True, (26, 35)),
    Knobs(3, "all", 3, 1_500, True, (33, 43)),
    Knobs(3, "all", 3, 2_000, True, (41, 52)),
    Knobs(4, "all", 3, 2_000, True, (52, 70)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        order = _order(rng, knobs)
        for _ in range(TRIES):
            problem = _chain(rng, knobs, order)
            sample = problem and _sample(rng, knobs, problem)
            if sample:
                return sample
    raise Discard("no chain of that effort")


def _sample(rng: Random, knobs: Knobs, problem: Chain) -> Sample | None:
    """A problem whose answer no mistake gives."""
    paper, values = sheet(problem)
    careless = [wrong(problem, mistake) for mistake in MISTAKES]
    right = values[-1]
    if right < (10 if knobs.parts > 1 else 3) or right in careless or right in values[:-1]:
        return None
    tempting = [value for value in careless if value]
    told = lines(paper.lines)
    end = told.rfind("\nS")
    rejected = f"{told[:end] if end > 0 else told}\n\n<answer>\n{rng.choice(tempting) if tempting else right + 1}\n</answer>"
    return Sample(problem, str(right), effort=float(paper.cost), trace=told, rejected=rejected)


def _order(rng: Random, knobs: Knobs) -> list[str]:
    """The kinds of the questions, all different; pairs are no beginning."""
    kinds = list(MAKERS)[: {"multiples": 1, "first": 3, "all": len(MAKERS)}[knobs.kinds]]
    order = rng.sample(kinds, min(knobs.stages, len(kinds)))
    return order if order[0] != "pairs" else order[::-1] if len(order) > 1 else kinds[:1]


def _chain(rng: Random, knobs: Knobs, order: list[str]) -> Chain | None:
    """Questions of these kinds, each with a result that the next one can use."""
    paper, value, stages = Sheet(), 1, list[Stage]()
    for place, kind in enumerate(order):
        last = place == len(order) - 1
        total: Total = "sum" if last and knobs.sums and rng.random() < 0.4 else "count"
        stage = MAKERS[kind](rng, knobs, value if place else 0, total)
        if stage is None:
            return None
        value = worked(paper, stage, value, place == 0)
        stages.append(stage)
        if paper.cost > knobs.effort[1] or (not last and not 5 <= value <= 400):
            return None
    return Chain(tuple(stages)) if paper.cost >= knobs.effort[0] else None


def _size(rng: Random, knobs: Knobs, before: int, top: int = 0) -> int:
    """The end of a range; or what the result before is multiplied by, to come near one."""
    most = top or knobs.top
    if not before:
        return rng.randint(most // 4, most)
    return rng.randint(1, most // before) if before <= most else 0


def _multiples(rng: Random, knobs: Knobs, before: int, total: Total) -> Stage | None:
    size = _size(rng, knobs, before)
    if not size:
        return None
    if knobs.parts == 1:
        return Multiples(size, rng.randint(size // 8, size // 2), (rng.randint(3, 19),), "any", total) if not before else None
    count = rng.randint(2, knobs.parts)
    of = tuple(sorted(rng.sample(range(4, 31), count)))
    if any(b % a == 0 for a in of for b in of if a != b) or all(math.gcd(a, b) == 1 for a in of for b in of if a != b):
        return None
    return Multiples(size, 1, of, rng.choice(("any", "one", "none")), total)


def _number(rng: Random, knobs: Knobs) -> tuple[int, int]:
    """A number with few primes, and a divisor that leaves at least two of them."""
    primes = rng.sample(PRIMES[:5], rng.randint(2, max(2, knobs.parts)))
    rest = math.prod(p ** rng.choice((1, 1, 2)) for p in primes)
    return rest, rng.randint(2, 12)


def _common(rng: Random, knobs: Knobs, before: int, total: Total) -> Stage | None:
    size = _size(rng, knobs, before)
    rest, gcd = _number(rng, knobs)
    return Common(size, rest * gcd, gcd, total) if size and rest * gcd <= 1_000 else None


def _factorial(rng: Random, knobs: Knobs, before: int, total: Total) -> Stage | None:
    size = _size(rng, knobs, before, max(200, knobs.top // 2))
    primes = sorted(rng.sample(PRIMES[:5], 2))
    base = math.prod(p ** rng.randint(1, most) for p, most in zip(primes, (4, 2), strict=True))
    low = rng.randint(10, 99) if knobs.parts == 3 and rng.random() < 0.9 else 1
    end = size * (before or 1)
    return Factorial(size, low, base) if size and base <= 2_000 and end >= 2 * low and end >= max(primes) ** 2 else None


def _shared(rng: Random, knobs: Knobs, before: int, total: Total) -> Stage | None:
    size = _size(rng, knobs, before)
    number = 2 ** rng.randint(1, 3) * 3 ** rng.randint(1, 2) * rng.choice((1, 5, 7, 1, 5))
    stage = Shared(size, number, rng.choice((2, 3, 4, 6))) if size else None
    return stage if stage and 2 <= len(stage.gcds()) <= 4 else None


def _powers(rng: Random, before: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The first exponent, or 1 where it is the result before, and the powers."""
    primes = sorted(rng.sample(PRIMES[:5], rng.randint(3, 4)))
    if before:
        first = rng.choice(primes[:2])
        primes = [first, *(p for p in primes if p != first)]
    return 1 if before else rng.randint(4, 9), ((primes[0], 1), *((p, rng.randint(1, 4)) for p in primes[1:]))


def _divisors(rng: Random, knobs: Knobs, before: int, total: Total) -> Stage | None:
    """The second number has more of at least two primes than the first, so that cases are no quicker than a difference."""
    size, powers = _powers(rng, before)
    if not 4 <= size * (before or 1) <= 200:
        return None
    exponents = [min(size * (before or 1), 9), *(e for _, e in powers[1:])]
    wanted = [rng.randint(0, min(2, e)) for e in exponents]
    but = [rng.randint(0, min(3, e)) for e in exponents]
    if sum(b > w for b, w in zip(but, wanted, strict=True)) < 2 or not any(wanted):
        return None
    multiple, less = (math.prod(p**e for (p, _), e in zip(powers, chosen, strict=True)) for chosen in (wanted, but))
    if max(multiple, less) > 1_500:
        return None
    return Divisors(size, powers, multiple, less, rng.random() < 0.3)


def _pairs(rng: Random, knobs: Knobs, before: int, total: Total) -> Stage | None:
    size, powers = _powers(rng, before)
    if not before or not 4 <= before <= 200:
        return None
    wanted = [rng.randint(0, min(2, e)) for e in (9, *(e for _, e in powers[1:]))]
    multiple = math.prod(p**e for (p, _), e in zip(powers, wanted, strict=True))
    return Pairs(size, powers, multiple) if 1 < multiple <= 500 else None


MAKERS: dict[str, Callable[[Random, Knobs, int, Total], Stage | None]] = {
    "multiples": _multiples,
    "common": _common,
    "factorial": _factorial,
    "shared": _shared,
    "divisors": _divisors,
    "pairs": _pairs,
}
"""What makes a stage: (rng, knobs, result before or 0, number or sum) -> stage, or nothing where it does not fit."""


def prompt_variables(problem: Chain, rng: Random) -> dict[str, object]:
    told = []
    for place, stage in enumerate(problem.stages):
        before = NAMES[place - 1] if place else ""
        size = str(stage.size) if not place else before if stage.size == 1 else f"{stage.size}{before}"
        one: dict[str, object] = {"kind": stage.__struct_config__.tag, "name": NAMES[place], "stage": stage, "size": size}
        if isinstance(stage, Divisors | Pairs):
            first, *others = stage.powers
            exponents = [f"{first[0]}^{size if len(size) == 1 else f'({size})'}", *(f"{p}^{e}" if e > 1 else str(p) for p, e in others)]
            one["product"] = " * ".join(exponents)
        told.append(one)
    example = 47 * rng.randint(1, 12) + 4
    return {
        "known": told[:-1],
        "asked": told[-1],
        "gcd": any(isinstance(stage, Common) for stage in problem.stages),
        "factorial": any(isinstance(stage, Factorial) and stage.low == 1 for stage in problem.stages),
        "range": any(
            isinstance(stage, Multiples | Common | Shared) or (isinstance(stage, Factorial) and stage.low > 1) for stage in problem.stages
        ),
        "example": str(example + (example == answer(problem))),
    }


TASK = Task(
    __name__,
    version=2,
    problem=Chain,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(30_000, 50_000, 10_000) + (50_000,) * 7,
    unique=True,
)
