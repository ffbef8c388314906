"""Numbers as reference answers and worked solutions write them."""

from decimal import Decimal
from fractions import Fraction


def decimal(value: Fraction) -> str:
    """A finite decimal in full: `1234.5`."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def exact(value: Fraction) -> str:
    """Exact: a decimal where it is a short one, else a fraction."""
    bottom = value.denominator
    for prime in (2, 5):
        while bottom % prime == 0:
            bottom //= prime
    return decimal(value) if bottom == 1 and value.denominator <= 10**9 else str(value)


def rounded(value: Fraction, digits: int) -> str:
    """To so many digits behind the point, halves away from 0: `-12.5`."""
    tenfold = (2 * abs(value.numerator) * 10**digits + value.denominator) // (2 * value.denominator)
    return f"{'-' if value < 0 and tenfold else ''}{Decimal(tenfold).scaleb(-digits):f}"


def halfway(value: Fraction, digits: int) -> bool:
    """Whether it lies between two such decimals, so that both are right."""
    doubled = 2 * value * 10**digits
    return doubled.denominator == 1 and doubled.numerator % 2 == 1
