"""Pi, sine, cosine and arctangent of an interval, by series in decimals.

Each of at most 2,000 operations is off by one unit in the last of `digits + 30` places and a series stops below 10^-(digits + 10), so the
10^-digits that is added on both sides holds all errors."""

from decimal import MAX_PREC, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

_ZERO, _ONE, _TWO = Decimal(0), Decimal(1), Decimal(2)


class Interval(NamedTuple):
    """All numbers from low to high."""

    low: Decimal
    high: Decimal

    @property
    def sign(self) -> int | None:
        """1, -1, 0 for exactly zero, None where the interval has more than one sign."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0 if self.low == self.high else None


def _working(digits: int) -> Context:
    return Context(prec=digits + 30, Emax=10**6, Emin=-(10**6))


@lru_cache(maxsize=8)
def pi(digits: int) -> Decimal:
    """Pi, by Machin's formula in whole numbers."""
    scale = 10 ** (digits + 20)

    def arccotangent(number: int) -> int:
        total, power, odd, square = 0, scale // number, 1, number * number
        while power:
            total += power // odd if odd % 4 == 1 else -(power // odd)
            power //= square
            odd += 2
        return total

    return Decimal(4 * (4 * arccotangent(5) - arccotangent(239))).scaleb(-digits - 20, Context(prec=MAX_PREC))


def _around(middle: Decimal, angle: Interval, digits: int, work: Context) -> Interval:
    """A function with slope at most 1, known at the middle of the interval."""
    off = work.add(work.subtract(angle.high, angle.low), Decimal(10) ** -digits)
    return Interval(work.subtract(middle, off), work.add(middle, off))


def sine_and_cosine(angle: Interval, digits: int) -> tuple[Interval, Interval]:
    """Of an angle in radians."""
    work = _working(digits)
    middle = work.divide(work.add(angle.low, angle.high), _TWO)
    half_turn = pi(digits + 20)
    turns = work.divide(middle, half_turn).to_integral_value()
    rest = work.fma(turns.copy_negate(), half_turn, middle)
    minus_square = work.multiply(rest, rest).copy_negate()
    sums, term, place = [_ZERO, _ZERO], _ONE, 0
    least = Decimal(10) ** (-digits - 10)
    powers = (_ONE, rest)
    for parity in (0, 1):
        term, place = powers[parity], parity
        while abs(term) > least:
            sums[parity] = work.add(sums[parity], term)
            term = work.divide(work.multiply(term, minus_square), Decimal((place + 1) * (place + 2)))
            place += 2
    if turns % 2:
        sums = [part.copy_negate() for part in sums]
    return _around(sums[1], angle, digits, work), _around(sums[0], angle, digits, work)


def arctangent(part: Interval, digits: int) -> Interval:
    """The angle in radians."""
    work = _working(digits)
    middle = work.divide(work.add(part.low, part.high), _TWO)
    halvings = 8
    for _ in range(halvings):  # arctan x = 2 arctan(x / (1 + sqrt(1 + x^2)))
        middle = work.divide(middle, work.add(_ONE, work.sqrt(work.fma(middle, middle, _ONE))))
    square, power, total, odd = work.multiply(middle, middle), middle, _ZERO, 1
    least = Decimal(10) ** (-digits - 10)
    while abs(power) > least:
        total = work.add(total, work.divide(power, Decimal(odd if odd % 4 == 1 else -odd)))
        power = work.multiply(power, square)
        odd += 2
    return _around(work.multiply(total, Decimal(2**halvings)), part, digits, work)
