"""Modular: congruences with powers, towers and factors, and moduli that share factors; some contradict each other.

Effort is the number of operations of the pencil route: powers by squaring, periods by walking, inverses and joints by Euclid's
algorithm."""

import math
from collections.abc import Callable
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.math.modular.derivation import rejected, trace
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.modular import Congruence, Modular, joined, least, powers, solved, verify

TRIES = 120


class Knobs(Frozen, frozen=True):
    congruences: Annotated[int, Meta(ge=1, le=4)]
    """Congruences that have to hold at once."""
    height: Annotated[int, Meta(ge=1, le=3)]
    """1: remainders are told; 2: they are those of powers; 3: of powers whose exponents are powers."""
    exponent: Annotated[int, Meta(ge=3, le=2_000)]
    """Largest exponent of a power."""
    modulus: Annotated[int, Meta(ge=8, le=120)]
    """Largest modulus."""
    factor: bool
    """Whether x has a factor."""
    shared: bool
    """Whether moduli share factors, so that a congruence may contradict the others: one problem in twelve has no solution."""


LEVELS = (
    Knobs(1, 2, 6, 60, False, False),
    Knobs(1, 1, 5, 40, True, False),
    Knobs(2, 1, 5, 16, False, False),
    Knobs(2, 2, 60, 20, False, False),
    Knobs(2, 2, 90, 30, True, True),
    Knobs(3, 2, 40, 32, True, True),
    Knobs(2, 3, 500, 80, True, True),
    Knobs(3, 3, 300, 40, True, True),
    Knobs(3, 3, 900, 70, True, True),
    Knobs(4, 3, 2_000, 90, True, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    contradictory = knobs.shared and rng.random() < 1 / 12
    for _ in range(TRIES):
        problem = _drawn(rng, knobs, contradictory)
        if problem is None:
            continue
        right = least(problem)
        if (right is None) == contradictory and (contradictory or str(right) not in {guess(problem) for guess in GUESSES}):
            text = "none" if right is None else str(right)
            return Sample(problem, text, effort=float(effort(problem)), trace=trace(problem), rejected=rejected(problem))
    raise Discard("answers that are too easy to come by")


def _drawn(rng: Random, knobs: Knobs, contradictory: bool) -> Modular | None:
    """Congruences that all hold for a number, or all but the last one."""
    moduli = _moduli(rng, knobs)
    if not moduli:
        return None
    drawn = []
    known: tuple[int, int] | None = (0, 1)
    for place, modulus in enumerate(moduli):
        for _ in range(40):
            c = _congruence(rng, knobs, modulus)
            single = solved(c)
            together = joined(known, single) if known and single else None
            if (together is None) == (contradictory and place == len(moduli) - 1):
                break
        else:
            return None
        drawn.append(c)
        known = together
    return Modular(tuple(drawn))


def _moduli(rng: Random, knobs: Knobs) -> list[int]:
    """Different moduli, each of which shares a factor with the ones before it, or none does; together they tell more than each alone."""
    found = [rng.randint(max(5, knobs.modulus // 3), knobs.modulus)]
    for _ in range(60):
        if len(found) == knobs.congruences:
            return found
        modulus = rng.randint(max(5, knobs.modulus // 3), knobs.modulus)
        together = math.lcm(*found)
        if (math.gcd(modulus, together) > 1) == knobs.shared and together % modulus and modulus % found[-1]:
            found.append(modulus)
    return []


def _congruence(rng: Random, knobs: Knobs, modulus: int) -> Congruence:
    factor = rng.randint(2, min(modulus - 1, 30)) if knobs.factor else 1
    if knobs.height == 1:
        return Congruence(factor, (rng.randint(1, modulus - 1),), modulus)
    base = rng.randint(2, min(modulus - 1, 30))
    exponent = rng.randint(max(3, knobs.exponent // 3), knobs.exponent)
    tower = (base, exponent) if knobs.height == 2 else (base, rng.randint(3, 30), exponent)
    return Congruence(factor, tower, modulus)


def _without(place: int) -> Callable[[Modular], str]:
    """Without one congruence, where there are several."""

    def guess(problem: Modular) -> str:
        left = problem.congruences[:place] + problem.congruences[place + 1 :]
        return str(least(Modular(left))) if 0 < len(left) < len(problem.congruences) else ""

    return guess


def _without_factors(problem: Modular) -> str:
    changed = tuple(Congruence(1, c.tower, c.modulus) for c in problem.congruences)
    return str(least(Modular(changed))) if changed != problem.congruences else ""


def _by_the_modulus(problem: Modular) -> str:
    """Exponents by the modulus instead of the period."""
    return _with_exponents(problem, 0)


def _by_one_less(problem: Modular) -> str:
    """Exponents by the modulus less one, as if it were prime."""
    return _with_exponents(problem, 1)


def _from_the_bottom(problem: Modular) -> str:
    """A tower as a power of a power."""
    if all(len(c.tower) < 3 for c in problem.congruences):
        return ""
    changed = (
        Congruence(c.factor, (pow(c.tower[0], c.tower[1] * c.tower[2], c.modulus),), c.modulus) if len(c.tower) == 3 else c
        for c in problem.congruences
    )
    return str(least(Modular(tuple(changed))))


def _with_exponents(problem: Modular, less: int) -> str:
    changed = []
    for c in problem.congruences:
        by = c.modulus - less
        exponent = 1 if len(c.tower) == 1 else c.tower[1] % by if len(c.tower) == 2 else pow(c.tower[1], c.tower[2], by)
        same = len(c.tower) == 1 or (len(c.tower) == 2 and exponent == c.tower[1])
        changed.append(c if same else Congruence(c.factor, (pow(c.tower[0], exponent, c.modulus),), c.modulus))
    return str(least(Modular(tuple(changed)))) if tuple(changed) != problem.congruences else ""


WITHOUT = tuple(map(_without, range(4)))
GUESSES = (*WITHOUT, _without_factors, _by_the_modulus, _by_one_less, _from_the_bottom, lambda _: "0", lambda _: "1")
"""What careless readers would answer; no problem with a solution has such an answer."""


def effort(problem: Modular) -> int:
    """Operations of the pencil route."""
    total = 0
    known: tuple[int, int] | None = (0, 1)
    for c in problem.congruences:
        total += 1
        if len(c.tower) == 2:
            total += 2 * c.tower[1].bit_length()
        elif len(c.tower) == 3:
            total += sum(powers(c.tower[0], c.modulus)) + 2 * c.tower[2].bit_length() + 4
        if c.factor > 1:
            total += 2 * _euclid(c.factor, c.modulus)
        single = solved(c)
        if single and known:
            total += 2 * _euclid(known[1], single[1]) + 4 if known[1] > 1 else 0
            known = joined(known, single)
    return total


def _euclid(a: int, b: int) -> int:
    """Divisions of Euclid's algorithm."""
    steps = 0
    while b:
        a, b, steps = b, a % b, steps + 1
    return steps


def prompt_variables(problem: Modular, rng: Random) -> dict[str, object]:
    def tower(numbers: tuple[int, ...]) -> str:
        base, *above = map(str, numbers)
        return "^".join([base, above[0] if len(above) == 1 else f"({above[0]}^{above[1]})"]) if above else base

    listed = [
        {"left": "x" if c.factor == 1 else f"{c.factor}x", "right": tower(c.tower), "modulus": c.modulus, "plain": len(c.tower) == 1}
        for c in problem.congruences
    ]
    return {
        "congruences": listed,
        "tall": any(len(c.tower) == 3 for c in problem.congruences),
        "example": str(math.lcm(*(c.modulus for c in problem.congruences)) + rng.randint(0, 50)),
    }


def canonical(problem: Modular) -> object:
    """Congruences in any order, each by its modulus: factors and told remainders that differ by it are the same."""
    return sorted(
        (c.modulus, c.factor % c.modulus, [c.tower[0] % c.modulus, *c.tower[1:]] if len(c.tower) < 3 else list(c.tower))
        for c in problem.congruences
    )


TASK = Task(
    __name__,
    version=4,
    problem=Modular,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.12,
    capacity=(700, 3_000, 3_000) + (100_000,) * 7,
    unique=True,
    canonical=canonical,
)
