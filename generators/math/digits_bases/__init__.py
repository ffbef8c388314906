"""Digits and bases: a number is drawn, and clues that hold for it are collected until it is the only one; none can be done without.

Effort is how many numbers a pencil route looks at: the square root of those that the strongest clue leaves, since they are made and not
tried, then those that the next leaves of them, and so on."""

import math
from functools import reduce
from operator import and_
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.math.digits_bases.guesses import GUESSES, shown
from synth.generators.math.digits_bases.solving import worked
from synth.generators.math.digits_bases.space import Bits, candidates, fitting, space
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.digits_bases import DigitsBases, verify
from synth.verifiers.math.digits_bases.clues import (
    Backwards,
    Carries,
    Clue,
    Different,
    Differs,
    Elsewhere,
    Product,
    Remainder,
    Square,
    Sum,
    Weighted,
    value,
    written,
)

TRIES = 600
KINDS = ("sum", "differs", "weighted", "remainder", "backwards", "product", "elsewhere", "square", "different", "carries")


class Knobs(Frozen, frozen=True):
    low: Annotated[int, Meta(ge=4, le=10)]
    """The least base."""
    high: Annotated[int, Meta(ge=4, le=10)]
    """The largest base."""
    unknown: bool
    """Whether the base has to be found."""
    length: Annotated[int, Meta(ge=2, le=4)]
    """Digits."""
    kinds: Annotated[int, Meta(ge=4, le=10)]
    """Kinds of clues that may come, in this order: sum of the digits, difference of two digits, sum of two with a factor, remainder, the
    number backwards, product of the digits, its digits in another base, squares, different digits, carries."""
    clues: tuple[Annotated[int, Meta(ge=2, le=6)], Annotated[int, Meta(ge=2, le=6)]]
    """Fewest and most clues."""
    open: Annotated[int, Meta(ge=2, le=20)]
    """Fewest numbers that fit when any one clue is left out; from 4 on the base has to be minded too."""
    effort: tuple[Annotated[int, Meta(ge=1, le=2_000)], Annotated[int, Meta(ge=3, le=2_000)]]
    """Fewest and most numbers to look at."""

    def __post_init__(self) -> None:
        if self.low > self.high or self.clues[0] > self.clues[1] or self.effort[0] + 2 > self.effort[1]:
            raise ValueError("bases, clues and effort go from least to most, effort at least 2 apart")


LEVELS = (
    Knobs(9, 10, False, 2, 7, (2, 3), 2, (2, 4)),
    Knobs(9, 10, False, 3, 7, (2, 3), 3, (4, 7)),
    Knobs(7, 10, False, 3, 7, (2, 3), 3, (6, 11)),
    Knobs(6, 10, False, 4, 7, (3, 4), 10, (14, 22)),
    Knobs(6, 10, False, 4, 8, (3, 4), 12, (20, 29)),
    Knobs(6, 10, False, 4, 9, (3, 5), 12, (24, 34)),
    Knobs(6, 8, True, 4, 9, (3, 5), 14, (28, 39)),
    Knobs(6, 8, True, 4, 10, (3, 5), 12, (32, 46)),
    Knobs(5, 8, True, 4, 10, (3, 6), 10, (37, 55)),
    Knobs(5, 9, True, 4, 10, (3, 6), 10, (45, 110)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _problem(rng, knobs)
        if problem is None:
            continue
        answer = shown(problem, candidates(problem, problem.clues)[0])
        if knobs.open < 4 or not any(verify(problem, guess(problem)) for guess in GUESSES.values()):
            return Sample(problem, answer, float(effort(problem)), *worked(problem))
    raise Discard("no clues of that effort")


def _problem(rng: Random, knobs: Knobs) -> DigitsBases | None:
    base = rng.randint(knobs.low, knobs.high)
    bases = (knobs.low, knobs.high) if knobs.unknown else (base, base)
    number = rng.randrange(base ** (knobs.length - 1), base**knobs.length)
    digits = written(number, base)
    if not digits[-1] or digits == digits[::-1]:
        return None
    kinds = [*KINDS[: knobs.kinds], *(("weighted", "remainder") if knobs.length > 3 else ())]
    rng.shuffle(kinds)
    kept = space(*bases, knobs.length).all
    clues, masks, left = list[Clue](), list[Bits](), kept.bit_count()
    for kind in kinds:
        clue = _clue(rng, kind, base, digits, bases)
        if clue is None:
            continue
        mask = fitting(*bases, knobs.length, clue)
        count = (kept & mask).bit_count()
        if count == left or 1 < count < knobs.open:  # the last clue has to settle much
            continue
        clues.append(clue)
        masks.append(mask)
        kept, left = kept & mask, count
        if left == 1:
            break
        if len(clues) == knobs.clues[1]:
            return None
    if left > 1 or len(clues) < knobs.clues[0]:
        return None
    place = 0
    while place < len(clues):  # one that the others make superfluous goes
        others = masks[:place] + masks[place + 1 :]
        without = reduce(and_, others).bit_count() if others else left
        if others and without == 1:
            del clues[place], masks[place]
        elif others and without < knobs.open:
            return None
        else:
            place += 1
    if not knobs.clues[0] <= len(clues) <= knobs.clues[1] or not knobs.effort[0] <= _looked_at(masks) <= knobs.effort[1]:
        return None
    return DigitsBases(bases, knobs.length, tuple(clues))


def _clue(rng: Random, kind: str, base: int, digits: tuple[int, ...], bases: tuple[int, int]) -> Clue | None:
    """Something that holds for the number."""
    number, length = value(base, digits), len(digits)
    if kind == "sum":
        return Sum(sum(digits))
    if kind == "differs":
        larger, smaller = rng.sample(range(length), 2)
        if digits[larger] < digits[smaller]:
            larger, smaller = smaller, larger
        by = digits[larger] - digits[smaller]
        return Differs(larger, smaller, by) if by else None
    if kind == "weighted":
        place, other = rng.sample(range(length), 2)
        times = rng.randint(2, 5)
        return Weighted(times, place, other, times * digits[place] + digits[other])
    if kind == "remainder":
        divisor = rng.randint(3, 29)
        return Remainder(divisor, number % divisor)
    if kind == "backwards":
        return Backwards(value(base, digits[::-1]) - number)
    if kind == "product":
        return Product(total) if (total := math.prod(digits)) else None
    if kind == "elsewhere":
        other = rng.choice([b for b in range(2, 10) if not bases[0] <= b <= bases[1]] or [2, 3])
        there = written(number, other)
        return Elsewhere(other, 0 if there == there[::-1] else sum(there))
    if kind == "square":
        root = int(number**0.5)
        plus = 0 if root**2 == number else (root + 1) ** 2 - number
        return Square(plus) if plus <= 20 else None
    if kind == "different":
        return Different() if len(set(digits)) == length else None
    added = tuple(rng.randint(1, bases[0] - 1) for _ in range(length - 1))
    times = next(n for n in range(length + 1) if Carries(added, n).holds(base, digits))
    return Carries(added, times)


def effort(problem: DigitsBases) -> int:
    """Numbers that the pencil route looks at."""
    return _looked_at([fitting(*problem.bases, problem.length, clue) for clue in problem.clues])


def _looked_at(masks: list[Bits]) -> int:
    kept, rest, total = -1, list(masks), 0
    while rest:
        counts = [(kept & mask).bit_count() for mask in rest]
        best = counts.index(min(counts))
        kept &= rest.pop(best)
        total += counts[best] if total else math.isqrt(counts[best])
    return total


def prompt_variables(problem: DigitsBases, rng: Random) -> dict[str, object]:
    """The clues in an order of their own; the example has a digit too many."""
    listed = [{"kind": clue.__struct_config__.tag, "clue": clue} for clue in problem.clues]
    return {
        "clues": listed,
        "base": problem.bases[0] if problem.known else 0,
        "bases": problem.bases,
        "length": problem.length,
        "example": "".join(str(rng.randint(1, 3)) for _ in range(problem.length + 1 if problem.known else 5)),
    }


def canonical(problem: DigitsBases) -> object:
    """Clues in any order."""
    return [problem.bases, problem.length, sorted(clue.to_json() for clue in problem.clues)]


TASK = Task(
    __name__,
    version=5,
    problem=DigitsBases,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(4_000, 12_000, 15_000, 30_000) + (50_000,) * 6,
    unique=True,
    canonical=canonical,
)
