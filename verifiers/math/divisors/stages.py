"""What is asked of whole numbers: multiples, common divisors, divisors, pairs, powers in a factorial. Each kind knows its pencil route."""

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.math.divisors.sheet import Sheet

PRIMES = (2, 3, 5, 7, 11, 13)
Size = Annotated[int, Meta(ge=1, le=5_000)]
Number = Annotated[int, Meta(ge=1, le=5_000)]
Total = Literal["count", "sum"]


def factored(number: int) -> dict[int, int]:
    """`{2: 3, 5: 1}` for 40."""
    found = dict[int, int]()
    p = 2
    while p * p <= number:
        while number % p == 0:
            found[p] = found.get(p, 0) + 1
            number //= p
        p += 1
    return found | {number: found.get(number, 0) + 1} if number > 1 else found


def subsets(numbers: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Not the empty one; small ones first."""
    for size in range(1, len(numbers) + 1):
        yield from combinations(numbers, size)


class Multiples(Frozen, frozen=True, tag="multiples"):
    """The numbers from `low` to the size that are multiples of so many of the given numbers."""

    size: Size
    low: Number
    """`1`."""
    of: Annotated[tuple[Annotated[int, Meta(ge=2, le=500)], ...], Meta(min_length=1, max_length=4)]
    """Ascending: `(6, 10, 15)`."""
    ask: Literal["any", "one", "none"]
    """Multiples of at least one of them, of exactly one, of none."""
    total: Total

    def __post_init__(self) -> None:
        if sorted(set(self.of)) != list(self.of):
            raise ValueError("the numbers are different, in ascending order")

    def work(self, sheet: Sheet, size: int) -> int:
        if size < self.low:
            return sheet.nothing()
        factors = {1: 1} if self.ask == "none" else dict[int, int]()
        for several in subsets(self.of):
            lcm = math.lcm(*several)
            if len(several) > 1:
                sheet.lcm(several, lcm)
            factor = len(several) if self.ask == "one" else 1
            factors[lcm] = factors.get(lcm, 0) + factor * (-1) ** (len(several) - (self.ask != "none"))
        terms = [(factor, lcm) for lcm, factor in factors.items() if factor]
        value = sheet.tally(size, terms, self.total)
        before = sheet.tally(self.low - 1, terms, self.total) if self.low > 1 else 0
        return sheet.combined([(1, value), (-1, before)]) if before else value


class Common(Frozen, frozen=True, tag="common"):
    """The numbers n up to the size with gcd(n, number) = gcd."""

    size: Size
    number: Number
    """`60`."""
    gcd: Number
    """A divisor of it: `4`."""
    total: Total

    def __post_init__(self) -> None:
        if self.number % self.gcd:
            raise ValueError("the greatest common divisor divides the number")

    def work(self, sheet: Sheet, size: int) -> int:
        value = _with_gcd(sheet, size, self.number, self.gcd, self.total)
        if self.total == "sum" and self.gcd > 1:
            return sheet.add(f"{self.gcd} * {value}", self.gcd * value, (value,))
        return value


def _with_gcd(sheet: Sheet, size: int, number: int, gcd: int, total: Total) -> int:
    """n = gcd * m where m shares no prime with number / gcd; how many m, or their sum."""
    most = sheet.quotient(size, gcd)
    terms = [(1, 1)]
    primes = tuple(factored(number // gcd))
    sheet.factor(number // gcd)
    for several in subsets(primes):
        product = math.prod(several)
        if len(several) > 1 and product <= most:
            sheet.product(several, product)
        terms.append(((-1) ** len(several), product))
    return sheet.tally(most, terms, total) if most else sheet.nothing()


class Shared(Frozen, frozen=True, tag="shared"):
    """The numbers up to the size that have exactly so many positive divisors in common with the number."""

    size: Size
    number: Number
    """`360`."""
    divisors: Annotated[int, Meta(ge=1, le=40)]
    """`6`."""

    def gcds(self) -> list[int]:
        """The divisors of the number that have so many divisors."""
        listed = [d for d in range(1, self.number + 1) if self.number % d == 0]
        return [d for d in listed if math.prod(e + 1 for e in factored(d).values()) == self.divisors]

    def work(self, sheet: Sheet, size: int) -> int:
        found = []
        for gcd in self.gcds():
            if gcd <= size:
                sheet.say(f"Those whose greatest common divisor with {self.number} is {gcd}:")
                found.append((1, _with_gcd(sheet, size, self.number, gcd, "count")))
        return sheet.combined(found) if found else sheet.nothing()


class Factorial(Frozen, frozen=True, tag="factorial"):
    """The largest k such that base ** k divides the product of the numbers from `low` to the size."""

    size: Size
    low: Number
    """`1` for a factorial."""
    base: Annotated[int, Meta(ge=2, le=5_000)]
    """`12`."""

    def primes(self) -> dict[int, int]:
        """The primes that may decide: in a factorial a larger one with as large an exponent comes less often."""
        found = factored(self.base)
        if self.low > 1:
            return found
        return {p: e for p, e in found.items() if not any(q > p and f >= e for q, f in found.items())}

    def work(self, sheet: Sheet, size: int) -> int:
        if size < self.low:
            return sheet.nothing()
        sheet.factor(self.base)
        found = []
        for p, exponent in self.primes().items():
            sheet.say(f"How often {p} divides the product:")
            value = sheet.legendre(size, p)
            before = sheet.legendre(self.low - 1, p) if self.low > 1 else 0
            if before:
                value = sheet.combined([(1, value), (-1, before)])
            found.append(sheet.quotient(value, exponent))
        if len(found) > 1:
            sheet.say("The least of these counts.")
        return min(found) if min(found) else sheet.nothing()


class _Product(Frozen, frozen=True):
    """Something about a product of powers of primes."""

    size: Size
    """The first exponent."""
    powers: Annotated[tuple[tuple[Literal[PRIMES], Annotated[int, Meta(ge=1, le=50)]], ...], Meta(min_length=1, max_length=5)]  # type: ignore[valid-type]
    """Primes with exponents, but that the first exponent is the size (1 stands in its place): `((2, 1), (3, 4))`."""

    def __post_init__(self) -> None:
        primes = [p for p, _ in self.powers]
        if len(set(primes)) < len(primes) or primes[1:] != sorted(primes[1:]) or self.powers[0][1] != 1:
            raise ValueError("different primes, ascending from the second on, with 1 for the first exponent")

    def exponents(self, size: int) -> list[int]:
        return [size, *(e for _, e in self.powers[1:])]

    def of(self, number: int) -> list[int] | None:
        """The exponents of a number in the same primes; None where it has others."""
        found = factored(number)
        return [found.get(p, 0) for p, _ in self.powers] if found.keys() <= {p for p, _ in self.powers} else None


class Divisors(_Product, frozen=True, tag="divisors"):
    """The positive divisors of the product that are multiples of one number, and not of another; or those that are squares too."""

    multiple: Number
    """`12`; 1 where it does not matter."""
    but: Number
    """`90`; 1 where there is none."""
    square: bool

    def work(self, sheet: Sheet, size: int) -> int:
        wanted, unwanted = self.of(self.multiple), self.of(self.but)
        exponents = self.exponents(size)
        if wanted is None:
            return sheet.nothing()
        if self.square:
            wanted = [(e + 1) // 2 for e in wanted]
            unwanted = unwanted and [(e + 1) // 2 for e in unwanted]
            exponents = [sheet.quotient(exponents[0], 2), *(e // 2 for e in exponents[1:])]
        value = sheet.choices([(e, w, 1) for e, w in zip(exponents, wanted, strict=True)])
        if unwanted is None or self.but == 1 or not value:
            return value
        both = [max(pair) for pair in zip(wanted, unwanted, strict=True)]
        less = sheet.choices([(e, b, 1) for e, b in zip(exponents, both, strict=True)])
        return sheet.combined([(1, value), (-1, less)])


class Pairs(_Product, frozen=True, tag="pairs"):
    """The pairs x <= y of multiples of a number whose least common multiple is the product."""

    multiple: Number
    """`6`; 1 where it does not matter."""

    def work(self, sheet: Sheet, size: int) -> int:
        wanted = self.of(self.multiple)
        ordered = sheet.choices([(e, w, 2) for e, w in zip(self.exponents(size), wanted, strict=True)]) if wanted else 0
        return sheet.add(f"({ordered} + 1) / 2", (ordered + 1) // 2, (ordered,), cost=2) if ordered else sheet.nothing()


Stage = Multiples | Common | Shared | Factorial | Divisors | Pairs
