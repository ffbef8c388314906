"""Logarithms, powers and angles of fractions, to far more figures than any answer has.

`decimal` promises correctly rounded results of ln, log10 and exp, so at 30 figures each value here is off by less than 10^-26 of itself
(of 1, where a logarithm is smaller). No float decides anything."""

import math
from decimal import Context, Decimal

from synth.verifiers.exact import Fraction

__all__ = ["PI", "arcsine", "cosine", "exp", "ln", "log10", "number", "sine", "ten_to"]

CONTEXT = Context(prec=30)
MOST = 200
"""Greatest exponent of e; no problem of ours comes near."""


def number(value: Fraction) -> Decimal:
    """A fraction to 30 figures."""
    return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def ln(value: Fraction) -> Fraction:
    """Raises ValueError for what is not above 0."""
    if value <= 0:
        raise ValueError("no logarithm")
    return Fraction(CONTEXT.ln(number(value)))


def log10(value: Fraction) -> Fraction:
    """Raises ValueError for what is not above 0."""
    if value <= 0:
        raise ValueError("no logarithm")
    return Fraction(CONTEXT.log10(number(value)))


def exp(value: Fraction) -> Fraction:
    """Raises ValueError for exponents above 200 in size."""
    if abs(value) > MOST:
        raise ValueError("an exponent out of all bounds")
    return Fraction(CONTEXT.exp(number(value)))


_LN_10 = ln(Fraction(10))


def ten_to(value: Fraction) -> Fraction:
    """A power of ten, to a fraction. Raises ValueError for sizes above 86."""
    return exp(value * _LN_10)


PI = Fraction(31415926535897932384626433832795028841972, 10**40)
_FINE = 10**40
_NEAR = _FINE // 10**22
"""Radians by which an arc sine is off at most, times 10^40."""


def sine(degrees: Fraction) -> Fraction:
    """Of an angle up to 180 degrees in size, by Taylor's series in whole numbers, off by less than 10^-36. Raises ValueError beyond."""
    if abs(degrees) > 180:
        raise ValueError("an angle out of all bounds")
    return Fraction(_sine(int(degrees * PI / 180 * _FINE)), _FINE)


def _sine(x: int) -> int:
    """Of an angle in radians, both times 10^40."""
    total, term, count = 0, x, 1
    square = x * x // _FINE
    while abs(term) > 1:
        total += term
        term = -(term * square // _FINE) // ((count + 1) * (count + 2))
        count += 2
    return total


def cosine(degrees: Fraction) -> Fraction:
    """Of an angle from -90 to 90 degrees."""
    return sine(90 - abs(degrees))


def arcsine(value: Fraction) -> Fraction:
    """In degrees, off by less than 10^-20. Raises ValueError for sizes above 1 - 10^-9, where the angle hangs on the last figures.

    The first guess is a float, which decides nothing: Newton's steps correct it, and the sine on both sides of the result is compared."""
    if abs(value) > 1 - Fraction(1, 10**9):
        raise ValueError("no sine of an angle below 90 degrees")
    sought = value.numerator * _FINE // value.denominator
    found = int(math.asin(float(value)) * 2**60) * _FINE >> 60
    for _ in range(3):
        reached = _sine(found)
        found += (sought - reached) * _FINE // math.isqrt(_FINE * _FINE - reached * reached)
    if not _sine(found - _NEAR) < sought < _sine(found + _NEAR):
        raise ArithmeticError("Newton's steps missed the angle")
    return _short(Fraction(found, _FINE) * 180 / PI)


def _short(value: Fraction) -> Fraction:
    return Fraction(value.numerator * _FINE // value.denominator, _FINE)
