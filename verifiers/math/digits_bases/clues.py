"""What may be said of a number and its digits. Each clue holds for (base, digits) or does not."""

import math
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen

LONGEST = 5
Base = Annotated[int, Meta(ge=2, le=16)]
Place = Annotated[int, Meta(ge=0, le=LONGEST - 1)]
Digits = tuple[int, ...]


def value(base: int, digits: Digits) -> int:
    """`194` for (3, 6, 5) in base 7."""
    total = 0
    for digit in digits:
        total = total * base + digit
    return total


def written(number: int, base: int) -> Digits:
    """The digits, the highest first; one 0 for 0."""
    found = [number % base]
    while number := number // base:
        found.append(number % base)
    return tuple(reversed(found))


class Sum(Frozen, frozen=True, tag="sum"):
    """The digits add up to the total."""

    total: Annotated[int, Meta(ge=1, le=80)]

    def holds(self, base: int, digits: Digits) -> bool:
        return sum(digits) == self.total


class Product(Frozen, frozen=True, tag="product"):
    """The digits multiplied give the total."""

    total: Annotated[int, Meta(ge=1, le=10**6)]

    def holds(self, base: int, digits: Digits) -> bool:
        return math.prod(digits) == self.total


class Differs(Frozen, frozen=True, tag="differs"):
    """The digit at one place is that much more than the one at the other."""

    larger: Place
    """Counted from 0 at the left: `2`."""
    smaller: Place
    by: Annotated[int, Meta(ge=1, le=15)]

    def holds(self, base: int, digits: Digits) -> bool:
        return digits[self.larger] == digits[self.smaller] + self.by


class Weighted(Frozen, frozen=True, tag="weighted"):
    """So many times the digit at one place, plus the digit at the other, is the total."""

    times: Annotated[int, Meta(ge=2, le=9)]
    place: Place
    """Counted from 0 at the left: `2`."""
    other: Place
    total: Annotated[int, Meta(ge=0, le=150)]

    def holds(self, base: int, digits: Digits) -> bool:
        return self.times * digits[self.place] + digits[self.other] == self.total


class Remainder(Frozen, frozen=True, tag="remainder"):
    """The number leaves the remainder on division by the divisor; 0 for a multiple."""

    divisor: Annotated[int, Meta(ge=2, le=200)]
    left: Annotated[int, Meta(ge=0, le=199)]

    def __post_init__(self) -> None:
        if self.left >= self.divisor:
            raise ValueError("a remainder is less than its divisor")

    def holds(self, base: int, digits: Digits) -> bool:
        return value(base, digits) % self.divisor == self.left


class Backwards(Frozen, frozen=True, tag="backwards"):
    """With the digits in reverse order the number is that much larger, or smaller where it is negative."""

    more: Annotated[int, Meta(ge=-(10**6), le=10**6)]

    def holds(self, base: int, digits: Digits) -> bool:
        return value(base, digits[::-1]) - value(base, digits) == self.more


class Elsewhere(Frozen, frozen=True, tag="elsewhere"):
    """Written in another base the number has digits that add up to the total, or reads the same backwards where the total is 0."""

    base: Base
    total: Annotated[int, Meta(ge=0, le=80)]

    def holds(self, base: int, digits: Digits) -> bool:
        other = written(value(base, digits), self.base)
        return sum(other) == self.total if self.total else other == other[::-1]


class Carries(Frozen, frozen=True, tag="carries"):
    """When a number with these digits in the same base is added, so many digits are carried."""

    added: Annotated[tuple[Annotated[int, Meta(ge=0, le=15)], ...], Meta(min_length=1, max_length=LONGEST)]
    times: Annotated[int, Meta(ge=0, le=LONGEST)]

    def holds(self, base: int, digits: Digits) -> bool:
        carry = found = 0
        padded = (0,) * (len(digits) - len(self.added)) + self.added
        for one, other in zip(reversed(digits), reversed(padded), strict=True):
            carry = int(one + other + carry >= base)
            found += carry
        return found == self.times


class Square(Frozen, frozen=True, tag="square"):
    """The number plus this is the square of a whole number."""

    plus: Annotated[int, Meta(ge=0, le=99)]

    def holds(self, base: int, digits: Digits) -> bool:
        number = value(base, digits) + self.plus
        return math.isqrt(number) ** 2 == number


class Different(Frozen, frozen=True, tag="different"):
    """No digit comes twice."""

    def holds(self, base: int, digits: Digits) -> bool:
        return len(set(digits)) == len(digits)


Clue = Sum | Product | Differs | Weighted | Remainder | Backwards | Elsewhere | Carries | Square | Different
