"""Congruences with a power on the right: what each gives alone, and two of them together."""

import math
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen

Modulus = Annotated[int, Meta(ge=2, le=200)]


class Congruence(Frozen, frozen=True):
    """factor x leaves the remainder of tower[0] ** tower[1] ** ... on division by modulus."""

    factor: Annotated[int, Meta(ge=1, le=200)]
    """`3`."""
    tower: Annotated[tuple[Annotated[int, Meta(ge=0, le=10_000)], ...], Meta(min_length=1, max_length=3)]
    """A number, a power, or a power whose exponent is one: `(5,)`, `(7, 30)`, `(7, 5, 9)`."""
    modulus: Modulus
    """`13`."""

    def __post_init__(self) -> None:
        if min(self.tower[1:], default=2) < 2 or (len(self.tower) > 1 and self.tower[0] < 2):
            raise ValueError("bases and exponents of powers are at least 2")


def power_of_tower(tower: tuple[int, ...], modulus: int) -> int:
    """The remainder of a ** b ** c, by the exponent's remainder in the period of the powers of a and where that period begins."""
    if len(tower) == 1:
        return tower[0] % modulus
    if len(tower) == 2:
        return pow(tower[0], tower[1], modulus)
    begins, period = powers(tower[0], modulus)
    exponent = _exact(tower[1], tower[2], begins)
    if exponent is None:
        exponent = begins + (pow(tower[1], tower[2], period) - begins) % period
    return pow(tower[0], exponent, modulus)


def _exact(base: int, exponent: int, least: int) -> int | None:
    """base ** exponent where it is less than `least`."""
    value = 1
    for _ in range(exponent):
        value *= base
        if value >= least:
            return None
    return value


@lru_cache(maxsize=4096)
def powers(base: int, modulus: int) -> tuple[int, int]:
    """The exponent from which the remainders of the powers repeat, and after how many they do."""
    seen = dict[int, int]()
    value, exponent = 1 % modulus, 0
    while value not in seen:
        seen[value] = exponent
        value, exponent = value * base % modulus, exponent + 1
    return seen[value], exponent - seen[value]


def solved(congruence: Congruence) -> tuple[int, int] | None:
    """x = r (mod m) for a congruence with a factor, with m as small as it gets; None where no x fits."""
    factor, modulus = congruence.factor, congruence.modulus
    right = power_of_tower(congruence.tower, modulus)
    shared = math.gcd(factor, modulus)
    if right % shared:
        return None
    modulus //= shared
    return right // shared * pow(factor // shared, -1, modulus) % modulus if modulus > 1 else 0, modulus


def joined(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    """Both as one congruence (Chinese remainders, for any moduli); None where they contradict each other."""
    (a, m), (b, n) = one, other
    shared = math.gcd(m, n)
    if (b - a) % shared:
        return None
    step = n // shared
    times = (b - a) // shared * pow(m // shared, -1, step) % step if step > 1 else 0
    return (a + m * times) % math.lcm(m, n), math.lcm(m, n)
