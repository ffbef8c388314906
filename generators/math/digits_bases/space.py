"""All numbers of some length in some bases as arrays, so that a clue is checked for all of them at once.

Those for which it holds are the bits of a whole number: of several clues, `&` and `bit_count` say how many fit them."""

import math
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from synth.verifiers.math.digits_bases import DigitsBases
from synth.verifiers.math.digits_bases.clues import (
    Backwards,
    Carries,
    Clue,
    Differs,
    Elsewhere,
    Product,
    Remainder,
    Square,
    Sum,
    Weighted,
)

Ints = npt.NDArray[np.int32]
Narrow = npt.NDArray[np.int16]
"""Compared faster."""
Flags = npt.NDArray[np.bool_]
Bits = int
"""Some of the numbers of a space, the first at the lowest bit."""


class Space:
    """Numbers with digits in each base from `low` to `high`, base by base."""

    def __init__(self, low: int, high: int, length: int) -> None:
        bases = range(low, high + 1)
        parts = [np.arange(base ** (length - 1), base**length, dtype=np.int32) for base in bases]
        self.value: Ints = np.concatenate(parts)
        self.base: Ints = np.repeat(np.array(bases, np.int32), list(map(len, parts)))
        rest, digits = self.value.copy(), list[Narrow]()
        for _ in range(length):
            digits.append((rest % self.base).astype(np.int16))
            rest = rest // self.base
        self.digits: list[Narrow] = digits[::-1]
        """One array a place, from the left."""
        self.sum: Narrow = sum(digits[1:], digits[0])
        self.product: Ints = np.prod(self.digits, axis=0, dtype=np.int32)
        backwards = np.zeros_like(self.value)
        for digit in digits:
            backwards = backwards * self.base + digit
        self.backwards: Ints = backwards - self.value
        self.square: Flags = np.zeros(int(self.value.max()) + 200, dtype=np.bool_)
        self.square[np.arange(math.isqrt(len(self.square) - 1) + 1) ** 2] = True
        self.elsewhere = dict[int, tuple[Ints, Ints]]()
        self.remainders = dict[int, Narrow]()
        self.carrying = dict[tuple[int, int], Bits]()
        self.all: Bits = (1 << len(self.value)) - 1
        self.different: Flags = np.ones(len(self.value), dtype=np.bool_)
        for place in range(length):
            for other in range(place):
                self.different &= self.digits[place] != self.digits[other]

    def other(self, base: int) -> tuple[Ints, Ints]:
        """The sum of the digits in another base, and the number read backwards there."""
        if base not in self.elsewhere:
            total, back, rest = np.zeros_like(self.value), np.zeros_like(self.value), self.value.copy()
            while rest.any():
                digit = rest % base
                total += digit
                back = np.where(rest > 0, back * base + digit, back)
                rest //= base
            self.elsewhere[base] = total, back
        return self.elsewhere[base]

    def remainder(self, divisor: int) -> Narrow:
        if divisor not in self.remainders:
            self.remainders[divisor] = (self.value % divisor).astype(np.int16)
        return self.remainders[divisor]

    def carries(self, place: int, more: int) -> Bits:
        """Where a digit and what is added to it are the base or above."""
        if (place, more) not in self.carrying:
            self.carrying[place, more] = _bits(self.digits[place] + more >= self.base)
        return self.carrying[place, more]

    def carried(self, clue: Carries) -> Bits:
        """Where so many digits are carried when a number is added in the same base."""
        length, carry = len(self.digits), 0
        so_often = [self.all] + [0] * length
        for place, more in zip(range(length - 1, -1, -1), (*reversed(clue.added), *(0,) * length), strict=False):
            carry = self.carries(place, more) | carry & self.carries(place, more + 1)
            so_often = [one & ~carry | less & carry for one, less in zip(so_often, (0, *so_often), strict=False)]
        return so_often[clue.times] if clue.times <= length else 0

    def fits(self, clue: Clue) -> Bits:
        """The numbers for which a clue holds."""
        return self.carried(clue) if isinstance(clue, Carries) else _bits(self._holds(clue))

    def _holds(self, clue: Clue) -> Flags:
        match clue:
            case Sum():
                return self.sum == clue.total
            case Product():
                return self.product == clue.total
            case Differs():
                return self.digits[clue.larger] == self.digits[clue.smaller] + clue.by
            case Weighted():
                return clue.times * self.digits[clue.place] + self.digits[clue.other] == clue.total
            case Remainder():
                return self.remainder(clue.divisor) == clue.left
            case Backwards():
                return self.backwards == clue.more
            case Elsewhere():
                total, back = self.other(clue.base)
                return total == clue.total if clue.total else back == self.value
            case Square():
                return self.square[self.value + clue.plus]
        return self.different

    def places(self, some: Bits) -> Iterator[int]:
        """Where these numbers stand in the arrays."""
        while some:
            lowest = some & -some
            yield lowest.bit_length() - 1
            some ^= lowest


def _bits(flags: Flags) -> Bits:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


@lru_cache(maxsize=64)
def space(low: int, high: int, length: int) -> Space:
    return Space(low, high, length)


@lru_cache(maxsize=4096)
def fitting(low: int, high: int, length: int, clue: Clue) -> Bits:
    """Of the numbers in these bases, those for which a clue holds. Most clues that are drawn have been drawn before."""
    return space(low, high, length).fits(clue)


def candidates(problem: DigitsBases, clues: tuple[Clue, ...]) -> list[int]:
    """The numbers, in ascending order, for which these clues hold."""
    numbers = space(*problem.bases, problem.length)
    kept = numbers.all
    for clue in clues:
        kept &= numbers.fits(clue)
    return sorted(int(numbers.value[place]) for place in numbers.places(kept))
