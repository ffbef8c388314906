"""The charge balance of a mixture: at which [H+] the charges of all ions add up to nothing."""

from decimal import Decimal
from math import frexp
from typing import Any

LOW, HIGH = -400, 40
"""Bounds of [H+] as powers of two, that no charge balance leaves."""


def _charge(h: Any, volume: Any, kw: Any, fixed: Any, weak: Any) -> Any:
    """The sum of all charges, in decimals or in floats."""
    total = (h - kw / h) * volume + fixed
    for n, steps in weak:
        if len(steps) == 1:
            total -= n * (steps[0] / (h + steps[0]))
            continue
        top, bottom, term = 0, 1, 1
        for count, k in enumerate(steps, 1):
            term = term * k / h
            top += count * term
            bottom += term
        total -= n * (top / bottom)
    return total


def root(*mixed: Any) -> Decimal:
    """Where the charge, which rises, changes its sign, to 46 binary places. A search in floats finds about where; what holds is the sign in
    decimals on both sides of the result, and where it does not change there, the search is made in decimals."""
    in_floats = (*map(float, mixed[:3]), [(float(n), [*map(float, steps)]) for n, steps in mixed[3]])
    try:
        found: float = _halved(1.0, *in_floats)
    except (OverflowError, ZeroDivisionError):
        found = 1.0
    last = Decimal(2) ** (frexp(found)[1] - 47)
    for off in (0, -1, 1, -2, 2):
        left = Decimal(found) + off * last
        if _charge(left, *mixed) <= 0 < _charge(left + last, *mixed):
            return left
    slowly: Decimal = _halved(Decimal(1), *mixed)
    return slowly


def _halved(one: Any, *mixed: Any) -> Any:
    """First between which powers of two, then place by place, in numbers of the kind of `one`."""
    low, high = LOW, HIGH
    two = 2 * one
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _charge(two**middle, *mixed) > 0 else (middle, high)
    left, step = two**low, two ** (low - 1)
    for _ in range(46):
        if _charge(left + step, *mixed) <= 0:
            left += step
        step /= 2
    return left
