"""Properties of all numbers at once, from sieves."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from synth.verifiers.math.counterexample import LIMIT, Property

Flags = NDArray[np.bool_]
LARGEST = 6 * LIMIT + 100
"""Largest value of a n + b."""


@cache
def _primes() -> Flags:
    found = np.ones(LARGEST + 1, bool)
    found[:2] = False
    for n in range(2, int(LARGEST**0.5) + 1):
        if found[n]:
            found[n * n :: n] = False
    return found


@cache
def _base(what: str) -> NDArray[np.int64]:
    """By n from 0 to LIMIT: the digit sum, the number read backwards, the number of divisors, ones in binary, the largest prime factor, a
    square that divides (above 1), or a prime of 3 by 4 to an odd power."""
    n = np.arange(LIMIT + 1)
    found = np.zeros(LIMIT + 1, np.int64)
    if what == "digits":
        for place in range(5):
            found += n // 10**place % 10
    elif what == "reversed":
        found[:] = [int(str(k)[::-1]) for k in range(LIMIT + 1)]
    elif what == "ones":
        for place in range(LIMIT.bit_length()):
            found += n >> place & 1
    elif what == "divisors":
        for k in range(1, LIMIT + 1):
            found[k::k] += 1
    elif what == "smooth":
        for prime in np.flatnonzero(_primes()[: LIMIT + 1]):
            found[prime::prime] = prime
    elif what == "squarefree":
        for k in range(2, int(LIMIT**0.5) + 1):
            found[k * k :: k * k] = 1
    elif what == "squares":
        found[:] = 1
        for a in range(int(LIMIT**0.5) + 1):
            for b in range(a, int((LIMIT - a * a) ** 0.5) + 1):
                found[a * a + b * b] = 0
    return found


@lru_cache(maxsize=2048)
def _flags(one: Property) -> Flags:
    kind, a, b = one.kind, one.a, one.b
    n = np.arange(LIMIT + 1)
    if kind == "mod":
        return n % a == b
    if kind == "prime":
        return _primes()[a * n + b]
    base = _base(kind)
    if kind in ("digits", "reversed"):
        return base % a == b
    if kind in ("ones", "divisors"):
        return base == a
    return base <= a if kind == "smooth" else base == 0


@lru_cache(maxsize=2048)
def bits(one: Property) -> int:
    """Bit n says whether n has the property: sets of numbers as integers are joined and counted at once."""
    return int.from_bytes(np.packbits(_flags(one), bitorder="little").tobytes(), "little")


def listed(those: int) -> NDArray[np.int64]:
    """The numbers whose bits are set, in ascending order."""
    return np.flatnonzero(np.unpackbits(np.frombuffer(those.to_bytes(those.bit_length() // 8 + 1, "little"), np.uint8), bitorder="little"))


def flags(one: Property, limit: int) -> Flags:
    """For n from 1 to the limit, whether it has the property."""
    return _flags(one)[1 : limit + 1]
