"""Piecewise rational functions of x, and where one is below another: exactly, by the signs between all critical points.

A polynomial is a tuple of integers from the constant term up. A function is cut into pieces at real numbers that are rational or
(p + s√d)/q; on each piece it is a quotient of polynomials. Critical
points, pieces and their comparison stand in one file, long as it is, since none is of use alone."""

import math
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.math.inequality.expressions import Bars, Call, Expression, Polynomial, Quotient

FINE = 10**60
"""End points are compared as multiples of 1/FINE; those of problems within bounds lie much further apart."""
MAX_DEGREE = 8
MAX_CONSTANT = 5_000
"""Largest end of a polynomial whose rational roots are looked for among the divisors of its ends."""
MAX_DISCRIMINANT = 10**6

Coefficients = tuple[int, ...]
Ratio = tuple[Coefficients, Coefficients]


class Point(NamedTuple):
    """The number (p + s√d)/q, in lowest terms, d without square factors; fine is the number times FINE, rounded down."""

    fine: int
    p: int
    s: int
    d: int
    q: int

    def __str__(self) -> str:
        if not self.s:
            return str(self.p) if self.q == 1 else f"{self.p}/{self.q}"
        root = ("" if abs(self.s) == 1 else str(abs(self.s))) + f"√{self.d}"
        if not self.p:
            return ("-" if self.s < 0 else "") + root + (f"/{self.q}" if self.q > 1 else "")
        both = f"{self.p} {'-' if self.s < 0 else '+'} {root}"
        return both if self.q == 1 else f"({both})/{self.q}"


class Pieces(NamedTuple):
    cuts: tuple[Point, ...]
    """In ascending order."""
    ratios: tuple[Ratio, ...]
    """Below the first cut, between the cuts, above the last."""
    poles: frozenset[Point]
    """Where the function is not defined."""


class Interval(NamedTuple):
    low: Point | None
    high: Point | None
    closed: tuple[bool, bool]

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return f"{{{self.low}}}"
        low = "-∞" if self.low is None else str(self.low)
        high = "∞" if self.high is None else str(self.high)
        return f"{'(['[self.closed[0]]}{low}, {high}{')]'[self.closed[1]]}"


class Solution(NamedTuple):
    intervals: tuple[Interval, ...]
    """Apart from one another, in ascending order."""
    critical: tuple[Point, ...]
    """Where the sign of the difference of the sides may change."""
    cases: tuple[int, ...]
    """For each piece of the difference the degrees of its numerator and denominator together."""

    @property
    def text(self) -> str:
        """`(-∞, -4] ∪ (3, ∞)`."""
        return " ∪ ".join(map(str, self.intervals)) or "∅"


X = Pieces((), (((0, 1), (1,)),), frozenset())


def of(expression: Expression, x: Pieces, f: Expression | None = None) -> Pieces:
    """An expression as a function, where x stands for the function `x` and f for the expression `f`. ValueError where it is nowhere
    defined on a piece, or cut at a number that is no Point."""
    match expression:
        case Polynomial():
            if x is X:
                return Pieces((), ((_trimmed(expression.coefficients[::-1]), (1,)),), frozenset())
            total = Pieces((), (((0,), (1,)),), x.poles)
            for c in expression.coefficients:
                total = joined(joined(total, x, "*"), Pieces((), (((c,), (1,)),), frozenset()), "+")
            return total
        case Bars():
            return _absolute(of(expression.of, x, f), expression.times)
        case Quotient():
            return joined(of(expression.over, x, f), of(expression.under, x, f), "/")
        case Call():
            assert f is not None
            return of(f, of(expression.of, x, f))
    total, *rest = (of(term, x, f) for term in expression.terms)
    for other in rest:
        total = joined(total, other, "+")
    return total


def solve(left: Pieces, relation: str, right: Pieces) -> Solution:
    """Where the relation holds."""
    difference = joined(left, right, "-")
    cut = _cut_at_roots(difference)
    strict, up = len(relation) == 1, relation[0] == ">"
    signs = map(_sign, cut.ratios, _samples(cut.cuts))
    cells = [(sign > 0) == up if sign else not strict for sign in signs]
    zeros = {p for p, ratio in zip(cut.cuts, cut.ratios, strict=False) if _vanishes(ratio[0], p)}
    found, low, closed = list[Interval](), None, False
    inside = cells[0]
    for place, point in enumerate(cut.cuts):
        before, after = cells[place], cells[place + 1]
        at = point not in cut.poles and (not strict if point in zeros else before)
        if before and not (at and after):
            found.append(Interval(low, point, (closed, at)))
            inside = False
        elif not before and at and not after:
            found.append(Interval(point, point, (True, True)))
        if after and not (before and at):
            low, closed, inside = point, at, True
    if inside and cells[-1]:
        found.append(Interval(low, None, (closed, False)))
    return Solution(tuple(found), cut.cuts, tuple(len(n) + len(d) - 2 for n, d in difference.ratios))


def joined(one: Pieces, other: Pieces, operation: str) -> Pieces:
    """The sum (`+`), the difference, the product or the quotient (`/`)."""
    cuts = tuple(sorted({*one.cuts, *other.cuts}))
    ratios, poles = list[Ratio](), one.poles | other.poles
    for (n, d), (m, e), low, high in _together(one, other, cuts):
        if operation == "*":
            ratio = _product(n, m), _product(d, e)
        elif operation == "/":
            if m == (0,):
                raise ValueError("a denominator is 0 on a whole interval")
            poles |= {p for p in roots(m) if (low is None or p >= low) and (high is None or p <= high)}
            ratio = _product(n, e), _product(d, m)
        elif d == e:
            ratio = _sum(n, m, 1 if operation == "+" else -1), d
        else:
            ratio = _sum(_product(n, e), _product(m, d), 1 if operation == "+" else -1), _product(d, e)
        if len(ratio[0]) + len(ratio[1]) > MAX_DEGREE + 2:
            raise ValueError("degree")
        ratios.append(ratio)
    return Pieces(cuts, tuple(ratios), poles)


def _together(one: Pieces, other: Pieces, cuts: tuple[Point, ...]) -> Iterator[tuple[Ratio, Ratio, Point | None, Point | None]]:
    """Both functions between neighbouring cuts of either."""
    ends = (None, *cuts, None)
    for low, high in pairwise(ends):
        place = [len(f.cuts) if high is None else bisect_left(f.cuts, high) for f in (one, other)]
        yield one.ratios[place[0]], other.ratios[place[1]], low, high


def _cut_at_roots(function: Pieces) -> Pieces:
    """Cut where it changes its sign, too."""
    ends = (None, *function.cuts, None)
    cuts = {*function.cuts, *function.poles}
    for (n, d), low, high in zip(function.ratios, ends, ends[1:], strict=False):
        cuts.update(p for p in (*roots(n), *roots(d)) if (low is None or p > low) and (high is None or p < high))
    if len(cuts) == len(function.cuts):
        return function
    wanted = tuple(sorted(cuts))
    places = [bisect_left(function.cuts, cut) for cut in wanted]
    return Pieces(wanted, tuple(function.ratios[place] for place in (*places, len(function.cuts))), function.poles)


def _absolute(function: Pieces, times: int) -> Pieces:
    cut = _cut_at_roots(function)
    signs = map(_sign, cut.ratios, _samples(cut.cuts))
    ratios = tuple((tuple(sign * times * c for c in n) if sign else (0,), d) for (n, d), sign in zip(cut.ratios, signs, strict=True))
    return Pieces(cut.cuts, ratios, cut.poles)


def _samples(cuts: tuple[Point, ...]) -> list[int]:
    """A number on each piece, times 2 FINE."""
    if not cuts:
        return [0]
    between = [one.fine + other.fine for one, other in pairwise(cuts)]
    return [2 * (cuts[0].fine - FINE), *between, 2 * (cuts[-1].fine + FINE)]


def _sign(ratio: Ratio, sample: int) -> int:
    signs = [_value(polynomial, sample, 2 * FINE) for polynomial in ratio]
    return ((signs[0] > 0) - (signs[0] < 0)) * (1 if signs[1] > 0 else -1)


def _value(polynomial: Coefficients, p: int, q: int) -> int:
    """At p/q, times the power of q that makes it whole."""
    total, power = 0, 1
    for c in reversed(polynomial):
        total, power = total * p + c * power, power * q
    return total


def _vanishes(polynomial: Coefficients, point: Point) -> bool:
    return polynomial == (0,) or point in roots(polynomial)


def _trimmed(polynomial: Coefficients) -> Coefficients:
    while len(polynomial) > 1 and not polynomial[-1]:
        polynomial = polynomial[:-1]
    return polynomial


def _sum(one: Coefficients, other: Coefficients, sign: int) -> Coefficients:
    if len(one) < len(other):
        one += (0,) * (len(other) - len(one))
    return _trimmed(tuple(a + sign * b for a, b in zip(one, other + (0,) * (len(one) - len(other)), strict=True)))


def _product(one: Coefficients, other: Coefficients) -> Coefficients:
    if one == (1,) or other == (1,):
        return other if one == (1,) else one
    total = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            total[i + j] += a * b
    return _trimmed(tuple(total))


@lru_cache(maxsize=4096)
def roots(polynomial: Coefficients) -> tuple[Point, ...]:
    """The real roots, none for a constant. ValueError where they are not all rational or roots of one quadratic."""
    divisor = math.gcd(*polynomial)
    rest, found = tuple(c // (divisor or 1) for c in polynomial), set[Point]()
    while len(rest) > 3:
        if not rest[0]:
            found.add(_rational(0, 1))
            rest = rest[1:]
            continue
        root = _rational_root(rest)
        if root is None:
            raise ValueError("a critical point that is no root of a quadratic")
        found.add(_rational(root.numerator, root.denominator))
        rest = _divided(rest, root)
    if len(rest) == 2:
        found.add(_rational(-rest[0], rest[1]))
    elif len(rest) == 3:
        found.update(_quadratic(*rest))
    return tuple(sorted(found))


def _rational_root(polynomial: Coefficients) -> Fraction | None:
    first, last = abs(polynomial[0]), abs(polynomial[-1])
    if max(first, last) > MAX_CONSTANT:
        raise ValueError("numbers are too large")
    for q in _divisors(last):
        for p in _divisors(first):
            for sign in (1, -1):
                if not _value(polynomial, sign * p, q):
                    return Fraction(sign * p, q)
    return None


@lru_cache(maxsize=4096)
def _divisors(number: int) -> tuple[int, ...]:
    small = [n for n in range(1, math.isqrt(number) + 1) if number % n == 0]
    return tuple(sorted({*small, *(number // n for n in small)}))


def _divided(polynomial: Coefficients, root: Fraction) -> Coefficients:
    """By the linear factor of a root."""
    carried, quotient = 0, list[int]()
    for c in reversed(polynomial[1:]):
        carried = (c + carried * root.numerator) // root.denominator
        quotient.append(carried)
    return tuple(reversed(quotient))


def _rational(p: int, q: int) -> Point:
    number = Fraction(p, q)
    return Point(number.numerator * FINE // number.denominator, number.numerator, 0, 0, number.denominator)


def _quadratic(c: int, b: int, a: int) -> Iterator[Point]:
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return
    outside, inside = _square_part(discriminant)
    if inside <= 1:
        yield _rational(-b + outside * inside, 2 * a)
        yield _rational(-b - outside * inside, 2 * a)
        return
    for s in (outside, -outside):
        divisor = math.gcd(b, s, 2 * a) * (1 if a > 0 else -1)
        p, s_, q = -b // divisor, s // divisor, 2 * a // divisor
        root = math.isqrt(s_ * s_ * inside * FINE * FINE)
        yield Point((p * FINE + (root if s_ > 0 else -root - 1)) // q, p, s_, inside, q)


@lru_cache(maxsize=4096)
def _square_part(number: int) -> tuple[int, int]:
    """(r, d) with r * r * d == number and d without square factors; (0, 0) for 0."""
    if number == 0:
        return 0, 0
    root = math.isqrt(number)
    if root * root == number:
        return root, 1
    if number > MAX_DISCRIMINANT:
        raise ValueError("numbers are too large")
    outside, k = 1, 2
    while k * k <= number:
        while number % (k * k) == 0:
            number //= k * k
            outside *= k
        k += 1
    return outside, number
