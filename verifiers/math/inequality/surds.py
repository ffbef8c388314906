"""Numbers a + b√d with rational a and b, and the sides of an inequality at such a number."""

from collections.abc import Mapping
from math import isqrt, lcm
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.math.inequality.expressions import Bars, Call, Expression, Polynomial, Quotient
from synth.verifiers.math.inequality.pieces import FINE, Point
from synth.verifiers.parsers.mathematics.normal import Monomial
from synth.verifiers.parsers.mathematics.values import Value


class Surd(NamedTuple):
    a: Fraction
    b: Fraction
    d: int
    """Without square factors; 0 where b is 0."""

    @property
    def sign(self) -> int:
        if not self.d:
            return (self.a > 0) - (self.a < 0)
        square = self.a * abs(self.a) + self.b * abs(self.b) * self.d
        return (square > 0) - (square < 0)

    @property
    def fine(self) -> Fraction:
        """The number times FINE, nearly."""
        return self.a * FINE + self.b * isqrt(self.d * FINE * FINE)

    def __str__(self) -> str:
        q = lcm(self.a.denominator, self.b.denominator)
        return str(Point(0, int(self.a * q), int(self.b * q), self.d, q))


_NOTHING = Fraction(0)


def surd(a: Fraction | int, b: Fraction | int = 0, d: int = 0) -> Surd:
    return Surd(Fraction(a), Fraction(b), d) if b else Surd(Fraction(a), Fraction(0), 0)


def at(point: Point) -> Surd:
    return surd(Fraction(point.p, point.q), Fraction(point.s, point.q), point.d)


def plus(one: Surd, other: Surd) -> Surd:
    """ValueError where their roots differ; so with the others."""
    if not one.d and not other.d:
        return Surd(one.a + other.a, _NOTHING, 0)
    return surd(one.a + other.a, one.b + other.b, _root(one, other))


def minus(one: Surd, other: Surd) -> Surd:
    return plus(one, times(surd(-1), other))


def times(one: Surd, other: Surd) -> Surd:
    if not one.d and not other.d:
        return Surd(one.a * other.a, _NOTHING, 0)
    d = _root(one, other)
    return surd(one.a * other.a + one.b * other.b * d, one.a * other.b + one.b * other.a, d)


def over(one: Surd, other: Surd) -> Surd:
    """ZeroDivisionError for 0."""
    if not other.d:
        return Surd(one.a / other.a, one.b / other.a, one.d)
    norm = other.a**2 - other.b**2 * other.d
    return times(one, surd(other.a / norm, -other.b / norm, other.d))


def _root(one: Surd, other: Surd) -> int:
    if one.d and other.d and one.d != other.d:
        raise ValueError("two roots")
    return one.d or other.d


def worth(expression: Expression, x: Surd, f: Expression | None) -> Surd:
    """An expression at x; ZeroDivisionError where it is not defined."""
    match expression:
        case Polynomial():
            first, *rest = expression.coefficients
            total = surd(first)
            for c in rest:
                moved = times(total, x)
                total = Surd(moved.a + c, moved.b, moved.d)
            return total
        case Bars():
            inside = worth(expression.of, x, f)
            factor = expression.times * inside.sign
            return Surd(factor * inside.a, factor * inside.b, inside.d if factor else 0)
        case Quotient():
            return over(worth(expression.over, x, f), worth(expression.under, x, f))
        case Call():
            assert f is not None
            return worth(f, worth(expression.of, x, f), None)
    total = surd(0)
    for term in expression.terms:
        total = plus(total, worth(term, x, f))
    return total


def read(value: Value) -> Surd | None:
    """A value as such a number, if it is one."""
    if value.ratio is None:
        return None
    try:
        return over(_of(value.ratio.top), _of(value.ratio.bottom))
    except (ValueError, ZeroDivisionError):
        return None


def _of(terms: Mapping[Monomial, Fraction]) -> Surd:
    total = surd(0)
    for monomial, factor in terms.items():
        d = 1
        for name, power in monomial:
            if not name.isdigit() or power != Fraction(1, 2):
                raise ValueError("no square root")
            d *= int(name)
        total = plus(total, surd(factor) if d == 1 else surd(0, factor, d))
    return total
