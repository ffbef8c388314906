"""Counterexample: claims that hold for nearly all numbers which they are about.

Effort is the number of properties that are looked at for each counterexample in a search that steps from one number with the right
remainders to the next and looks at the conclusion where all premises hold."""

import math
from functools import lru_cache, reduce
from operator import and_
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from synth.generators.math.counterexample.solving import worked
from synth.generators.math.counterexample.tables import bits, flags, listed
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.counterexample import LIMIT, Counterexample, Property, verify

TRIES, CONCLUSIONS, DRAWN = 1_000, 25, 6
TRIED = 2
"""Numbers for which the claim holds, in a worked solution."""


class Knobs(Frozen, frozen=True):
    limit: Annotated[int, Meta(ge=20, le=LIMIT)]
    """Largest number that the claim is about."""
    premises: Annotated[int, Meta(ge=1, le=4)]
    """Properties that the claim starts from."""
    kinds: Annotated[int, Meta(ge=2, le=9)]
    """Kinds of properties that may occur, from remainders, digit sums and primes on to sums of squares and numbers written backwards."""
    rarity: Annotated[int, Meta(ge=3, le=20)]
    """Numbers with the premises for each counterexample, at least."""
    weight: Annotated[int, Meta(ge=1, le=20)]
    """Numbers that break the claim without a premise, for each one that fulfils it, at least; for every premise."""
    effort_from: Annotated[int, Meta(ge=1, le=400)]
    """Least effort."""
    effort_to: Annotated[int, Meta(ge=4, le=800)]
    """Largest effort."""

    def __post_init__(self) -> None:
        if self.effort_to < 2 * self.effort_from:
            raise ValueError("effort_to must be at least twice effort_from")


LEVELS = (
    Knobs(150, 2, 3, 4, 1, 4, 14),
    Knobs(250, 2, 5, 5, 1, 9, 20),
    Knobs(400, 2, 6, 7, 2, 15, 32),
    Knobs(1_100, 2, 7, 12, 7, 24, 70),
    Knobs(1_400, 2, 8, 12, 7, 38, 90),
    Knobs(2_200, 2, 9, 12, 7, 56, 120),
    Knobs(3_500, 2, 9, 12, 7, 84, 180),
    Knobs(8_000, 3, 9, 12, 7, 140, 440),
    Knobs(12_000, 3, 9, 12, 7, 200, 560),
    Knobs(18_000, 3, 9, 12, 7, 280, 700),
)
KINDS = ("mod", "digits", "prime", "ones", "divisors", "squarefree", "smooth", "squares", "reversed")


def generate(rng: Random, knobs: Knobs) -> Sample:
    allowed = KINDS[: knobs.kinds]
    for _ in range(TRIES):
        limit = rng.randint(7 * knobs.limit // 100, knobs.limit // 10) * 10
        kinds = rng.sample(allowed, knobs.premises)
        every = (2 << limit) - 2
        premises = tuple(_telling(rng, kind, every, knobs.weight) for kind in kinds)
        those, looks = _searched(premises, limit)
        size = those.bit_count()
        fewest, most = max(1, -(-(looks + size) // knobs.effort_to)), min((looks + size) // knobs.effort_from, size // knobs.rarity)
        if fewest > most:
            continue
        rests = [reduce(and_, (bits(one) for one in (*premises[:k], *premises[k + 1 :])), every) for k in range(knobs.premises)]
        about, others = listed(those), [kind for kind in allowed if kind == "mod" or kind not in kinds]
        for _ in range(CONCLUSIONS):
            conclusion, denied = _property(rng, rng.choice(others)), rng.random() < 0.4
            held = those & bits(conclusion)
            breaks = held if denied else those ^ held
            if not fewest <= breaks.bit_count() <= most:
                continue
            against = bits(conclusion) if denied else every ^ bits(conclusion)
            if any(breaks.bit_count() * knobs.weight > (rest & against).bit_count() for rest in rests):
                continue  # whoever overlooks a premise would be right too often
            problem, effort = Counterexample(limit, premises, conclusion, denied), (looks + size) / breaks.bit_count()
            if any(breaks >> guess(problem, about) & 1 for guess in GUESSES):
                continue
            wrong = listed(breaks)
            if wrong[0] not in [without(problem, place) for place in range(knobs.premises)]:
                n = int(rng.choice(wrong))
                return Sample(problem, str(n), round(effort, 1), *worked(problem, n, _near(about, wrong, n)))
    raise Discard("no claim that is nearly true")


def _near(about: NDArray[np.int64], wrong: NDArray[np.int64], n: int) -> list[int]:
    """Numbers next to a counterexample that have the premises, and for which the claim holds."""
    held = np.setdiff1d(about, wrong)
    return sorted(map(int, held[np.argsort(np.abs(held - n), kind="stable")[:TRIED]]))


def _searched(premises: tuple[Property, ...], limit: int) -> tuple[int, int]:
    """The numbers with all premises, as bits, and the properties looked at to find them: numbers with the right remainders are stepped to,
    and each further premise is looked at where those before it hold."""
    left, looks = (2 << limit) - 2, 0
    for one in premises:
        if one.kind == "mod":
            left &= bits(one)
    for one in premises:
        if one.kind != "mod":
            looks += left.bit_count()
            left &= bits(one)
    return left, looks


def _property(rng: Random, kind: str) -> Property:
    if kind in ("mod", "digits", "reversed"):
        by = rng.randint(3, {"mod": 24, "digits": 11, "reversed": 16}[kind])
        return _made(kind, by, rng.randint(0, by - 1))
    if kind == "prime":
        a = rng.randint(1, 6)
        return _made("prime", a, rng.choice(_COPRIME[a]) if rng.random() < 0.7 else int(a > 1))
    number = {"ones": (2, 9), "divisors": (3, 20), "smooth": (5, 60)}.get(kind)
    return _made(kind, rng.randint(*number) if number else 0, 0)


def _telling(rng: Random, kind: str, every: int, weight: int) -> Property:
    """A property that few of the numbers have, if one is found soon."""
    for _ in range(DRAWN):
        found = _property(rng, kind)
        if weight == 1 or (bits(found) & every).bit_count() * weight <= 2 * every.bit_count():
            break
    return found


_made = lru_cache(maxsize=4096)(Property)
_COPRIME = {a: [b for b in range(1, 14) if math.gcd(a, b) == 1] for a in range(1, 7)}


def _first(problem: Counterexample, about: NDArray[np.int64]) -> int:
    """The first number with the premises."""
    return int(about[0])


def _last(problem: Counterexample, about: NDArray[np.int64]) -> int:
    """The last number with the premises."""
    return int(about[-1])


def _tenth(problem: Counterexample, about: NDArray[np.int64]) -> int:
    """The tenth number with the premises, or the last."""
    return int(about[min(9, len(about) - 1)])


def _middle(problem: Counterexample, about: NDArray[np.int64]) -> int:
    """The number with the premises in the middle of the list."""
    return int(about[len(about) // 2])


def _product(problem: Counterexample, about: NDArray[np.int64]) -> int:
    """The product of all numbers named in the claim, as far as the limit allows."""
    value = 1
    for one in (*problem.premises, problem.conclusion):
        value *= max(1, one.a)
    return min(value, problem.limit)


def without(problem: Counterexample, place: int) -> int:
    """The first number that breaks the claim when one of its premises is overlooked."""
    return int(all_without(problem, place)[0])


def all_without(problem: Counterexample, place: int) -> NDArray[np.int64]:
    """The numbers that break the claim when one of its premises is overlooked, ascending."""
    held = [flags(one, problem.limit) for one in problem.premises[:place] + problem.premises[place + 1 :]]
    return np.flatnonzero(np.logical_and.reduce([flags(problem.conclusion, problem.limit) == problem.denied, *held])) + 1


GUESSES = (_first, _last, _tenth, _middle, _product)
"""What is tried first; no such number is right."""


def prompt_variables(problem: Counterexample, rng: Random) -> dict[str, object]:
    def told(one: Property) -> dict[str, object]:
        return {"kind": one.kind, "a": one.a, "b": one.b}

    kinds = {one.kind for one in (*problem.premises, problem.conclusion)}
    return {
        "limit": f"{problem.limit}",
        "premises": [told(one) for one in problem.premises],
        "conclusion": told(problem.conclusion),
        "denied": problem.denied,
        "kinds": sorted(kinds),
        "explained": not kinds.isdisjoint(("divisors", "squares", "squarefree", "reversed")),
        "example": str(problem.limit + rng.randint(1, 300)),
    }


def canonical(problem: Counterexample) -> object:
    """The premises in any order."""
    return problem.limit, sorted((one.kind, one.a, one.b) for one in problem.premises), problem.conclusion.to_json(), problem.denied


def corrupt(problem: Counterexample, answer: str, rng: Random) -> str:
    """The next number that is no counterexample."""
    n = int(answer) + 1
    while verify(problem, str(n)).accepted:
        n += 1
    return str(n)


TASK = Task(
    __name__,
    version=5,
    problem=Counterexample,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.1,
    capacity=(500, 1_000, 10_000) + (50_000,) * 7,
    unique=False,
    canonical=canonical,
    corrupt=corrupt,
)
