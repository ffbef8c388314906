"""All numbers of some length in some bases as arrays, so that a clue is checked for all of them at once."""

import math
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
Flags = npt.NDArray[np.bool_]
Where = slice | npt.NDArray[np.int64]
ALL = slice(None)


class Space:
    """Numbers with digits in each base from `low` to `high`, base by base."""

    def __init__(self, low: int, high: int, length: int) -> None:
        parts = [np.arange(base ** (length - 1), base**length, dtype=np.int32) for base in range(low, high + 1)]
        self.value: Ints = np.concatenate(parts)
        self.base: Ints = np.concatenate([np.full(len(part), base) for base, part in zip(range(low, high + 1), parts, strict=True)])
        rest, digits = self.value.copy(), list[Ints]()
        for _ in range(length):
            digits.append(rest % self.base)
            rest = rest // self.base
        self.digits: list[Ints] = digits[::-1]
        """One array a place, from the left."""
        self.sum: Ints = sum(digits[1:], digits[0])
        self.product: Ints = np.prod(self.digits, axis=0)
        backwards = np.zeros_like(self.value)
        for digit in digits:
            backwards = backwards * self.base + digit
        self.backwards: Ints = backwards - self.value
        self.square: Flags = np.zeros(int(self.value.max()) + 200, dtype=np.bool_)
        self.square[np.arange(math.isqrt(len(self.square) - 1) + 1) ** 2] = True
        self.elsewhere = dict[int, tuple[Ints, Ints]]()
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

    def carried(self, added: tuple[int, ...], at: Where) -> Ints:
        """How many digits are carried when a number is added in the same base."""
        padded = (0,) * (len(self.digits) - len(added)) + added
        base = self.base[at]
        carry = found = np.zeros_like(base)
        for digit, more in zip(reversed(self.digits), reversed(padded), strict=True):
            carry = (digit[at] + more + carry >= base).astype(np.int32)
            found = found + carry
        return found

    def fits(self, clue: Clue, at: Where = ALL) -> Flags:
        """For which of the numbers at these places a clue holds."""
        match clue:
            case Sum():
                return self.sum[at] == clue.total
            case Product():
                return self.product[at] == clue.total
            case Differs():
                return self.digits[clue.larger][at] == self.digits[clue.smaller][at] + clue.by
            case Weighted():
                return clue.times * self.digits[clue.place][at] + self.digits[clue.other][at] == clue.total
            case Remainder():
                return self.value[at] % clue.divisor == clue.left
            case Backwards():
                return self.backwards[at] == clue.more
            case Elsewhere():
                total, back = self.other(clue.base)
                return total[at] == clue.total if clue.total else back[at] == self.value[at]
            case Carries():
                return self.carried(clue.added, at) == clue.times
            case Square():
                return self.square[self.value[at] + clue.plus]
        return self.different[at]


@lru_cache(maxsize=64)
def space(low: int, high: int, length: int) -> Space:
    return Space(low, high, length)


def candidates(problem: DigitsBases, clues: tuple[Clue, ...]) -> list[int]:
    """The numbers, in ascending order, for which these clues hold."""
    numbers = space(*problem.bases, problem.length)
    kept: Where = ALL
    for clue in clues:
        fitting = np.flatnonzero(numbers.fits(clue, kept))
        kept = fitting if isinstance(kept, slice) else kept[fitting]
    return sorted(numbers.value[kept].tolist())
