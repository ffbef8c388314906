"""Logarithms and powers of fractions, to far more figures than any answer has.

`decimal` promises correctly rounded results of ln, log10 and exp, so at 30 figures each value here is off by less than 10^-26 of itself
(of 1, where a logarithm is smaller). No float is used."""

from decimal import Context, Decimal
from fractions import Fraction

__all__ = ["exp", "ln", "log10", "number", "ten_to"]

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
