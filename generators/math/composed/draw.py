"""The numbers of a stage, and how the answer of an earlier one becomes its input."""

from collections.abc import Callable
from math import gcd
from random import Random

from synth.schemas.task import Discard
from synth.verifiers.math._route import Value
from synth.verifiers.math.composed import Link
from synth.verifiers.math.composed.kinds import Name, Numbers, Range

FEWEST = 17
"""Least modulus of a remainder that goes on, so that it is not guessed."""
MODULI = (17, 19, 20, 21, 23, 24, 25, 27, 29, 31, 37, 41, 47, 53, 61, 73, 89, 97)


def link(rng: Random, stage: int, value: Value, bounds: Range) -> Link:
    """The answer as it stands where it fits, or a little more; else its remainder and a little more. A fraction's numerator plus
    denominator stands for it."""
    low, high = bounds
    whole = int(value) if value.denominator == 1 else value.numerator + value.denominator
    if low <= whole <= high and rng.random() < 0.7:
        return Link(stage, 0, 0)
    if low <= whole + 9 <= high and rng.random() < 0.5:
        return Link(stage, 0, rng.randint(max(2, low - whole), 9))
    fitting = [modulus for modulus in MODULI if modulus < whole and low + modulus - 1 <= high]
    if not fitting:
        raise ValueError("no remainder fits")
    modulus = rng.choice(fitting)
    return Link(stage, modulus, rng.randint(low, min(high - modulus + 1, low + 9)))


def final(value: Value) -> bool:
    """Whether it is no answer that many problems have."""
    return abs(value.numerator) >= 30 and value.denominator < 2000


def _coprime(rng: Random, low: int, high: int) -> tuple[int, int]:
    for _ in range(100):
        one, other = rng.randint(low, high), rng.randint(low, high)
        if gcd(one, other) == 1 and one != other:
            return one, other
    raise Discard("no numbers without a common factor")


def _congruences(rng: Random) -> Numbers:
    m, n = _coprime(rng, 13, 40)
    return m, rng.randint(1, n - 1), n


def _power(rng: Random) -> Numbers:
    while True:
        g, m = rng.randint(2, 15), rng.randint(40, 99)
        if gcd(g, m) == 1:
            return g, m


def _entries(rng: Random) -> Numbers:
    return tuple(rng.choice([n for n in range(-6, 8) if n]) for _ in range(8))


def _system(rng: Random) -> Numbers:
    while True:
        p, q, r, u = (rng.randint(1, 7) for _ in range(4))
        if abs(p * u - q * r) > 1:
            return p, q, r, u, rng.randint(5, 60), rng.randint(1, 5), rng.randint(1, 5)


def _urn(rng: Random) -> Numbers:
    s = rng.randint(2, 4)
    return s, rng.randint(1, min(3, s - 1))


def _paths(rng: Random) -> Numbers:
    h = rng.randint(3, 5)
    return h, rng.randint(1, 4), rng.randint(1, h - 1)


def _coefficient(rng: Random) -> Numbers:
    n = rng.randint(2, 4)
    return n, rng.randint(2, 5), rng.randint(1, n - 1)


NUMBERS: dict[Name, Callable[[Random], Numbers]] = {
    "term": lambda rng: (rng.randint(1, 9), rng.randint(1, 3), rng.randint(1, 3), rng.randint(1, 9), rng.randint(3, 5)),
    "power": _power,
    "congruences": _congruences,
    "divisors": lambda rng: (rng.randint(2, 20),),
    "multiples": lambda rng: _coprime(rng, 2, 13),
    "reversed": lambda rng: (rng.randint(5, 13),),
    "committee": lambda rng: (rng.randint(3, 4),),
    "paths": _paths,
    "shares": lambda rng: (rng.randint(3, 4), rng.randint(1, 3)),
    "urn": _urn,
    "cubes": lambda rng: (rng.randint(1, 12), rng.randint(1, 20)),
    "determinant": _entries,
    "system": _system,
    "integral": lambda rng: (rng.randint(1, 9), rng.randint(1, 9)),
    "inequality": lambda rng: (rng.randint(3, 9), rng.randint(1, 20)),
    "takings": lambda rng: (rng.randint(2, 7),),
    "coefficient": _coefficient,
    "lattice": lambda rng: (rng.randint(1, 12), rng.randint(1, 12), rng.randint(13, 30)),
    "game": lambda rng: (rng.randint(19, 40),),
}
LATE: tuple[Name, ...] = (
    "term", "congruences", "divisors", "committee", "paths", "shares", "urn", "cubes", "determinant", "system", "integral", "takings",
    "coefficient", "lattice",
)  # fmt: skip
"""Kinds whose answers spread widely enough for a last stage."""
