"""Polynomials in one variable as lists of coefficients, the highest power first, without leading zeros; `[]` is zero.

The numbers are Fractions or ints, or residues where a prime is given."""

from collections.abc import Sequence
from itertools import zip_longest

from synth.verifiers.exact import Fraction

Number = int | Fraction
Coefficients = list[Number]


def trimmed(coefficients: Sequence[Number]) -> Coefficients:
    """Without leading zeros."""
    for place, c in enumerate(coefficients):
        if c:
            return list(coefficients[place:])
    return []


def reduced(coefficients: Sequence[Number], prime: int) -> Coefficients:
    """By the prime where there is one; Fractions by the inverses of their denominators."""
    if not prime:
        return trimmed(coefficients)
    return trimmed([c.numerator * pow(c.denominator, -1, prime) % prime for c in coefficients])


def plus(one: Sequence[Number], other: Sequence[Number], factor: Number = 1) -> Coefficients:
    """one + factor * other."""
    return trimmed([a + factor * b for a, b in zip_longest(reversed(one), reversed(other), fillvalue=0)][::-1])


def times(one: Sequence[Number], other: Sequence[Number]) -> Coefficients:
    if not one or not other:
        return []
    product: Coefficients = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        if a:
            for j, b in enumerate(other):
                product[i + j] += a * b
    return product


def divided(one: Sequence[Number], other: Sequence[Number], prime: int = 0) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder. Raises ZeroDivisionError for division by zero."""
    if not other:
        raise ZeroDivisionError
    rest, quotient = list(one), Coefficients()
    inverse: Number = 1 if other[0] == 1 else pow(int(other[0]), -1, prime) if prime else 1 / Fraction(other[0])
    for place in range(len(one) - len(other) + 1):
        factor = rest[place] * inverse % prime if prime else rest[place] * inverse
        quotient.append(factor)
        if factor:
            for j, b in enumerate(other):
                rest[place + j] -= factor * b
    return reduced(quotient, prime), reduced(rest[max(0, len(one) - len(other) + 1) :], prime)


def at(coefficients: Sequence[Number], x: Number) -> Number:
    """The value at x (Horner)."""
    value: Number = 0
    for c in coefficients:
        value = value * x + c
    return value


def derivative(coefficients: Sequence[Number]) -> Coefficients:
    degree = len(coefficients) - 1
    return [c * (degree - place) for place, c in enumerate(coefficients[:-1])]


def shifted(coefficients: Sequence[Number], by: Number) -> Coefficients:
    """The polynomial in y = x - by, by dividing again and again by x - by."""
    rest, found = list(coefficients), Coefficients()
    while rest:
        for place in range(1, len(rest)):
            rest[place] += rest[place - 1] * by
        found.append(rest.pop())
    return found[::-1]
