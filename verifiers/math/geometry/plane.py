"""Points and lines in whole homogeneous coordinates, in a plane where the length of (x, y) is the root of x^2 + d y^2.

With d = 1 it is the usual plane. A triangle with whole sides, or with an angle of 60 or 120 degrees, has rational coordinates in such a
plane: the usual ones are (x, y √d). ValueError where lines do not meet, points coincide, or numbers grow too large."""

import math
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.exact import Fraction

MAX_BITS = 96
"""Bits of a homogeneous coordinate."""

Point = tuple[int, int, int]
"""(x, y, w) for the point (x/w, y/w), w > 0, without a common divisor; w = 0 for a direction."""
Line = tuple[int, int, int]
"""(a, b, c) for a x + b y + c = 0."""


class Circle(NamedTuple):
    centre: Point
    square: Fraction
    """Of the radius."""


def point(x: int, y: int, w: int = 1) -> Point:
    if not w:
        raise ValueError("lines that do not meet")
    divisor = math.gcd(x, y, w)
    if w < 0:
        divisor = -divisor
    x, y, w = x // divisor, y // divisor, w // divisor
    if max(x, -x, y, -y, w).bit_length() > MAX_BITS:
        raise ValueError("coordinates that are too large")
    return x, y, w


def _cross(p: tuple[int, int, int], q: tuple[int, int, int]) -> tuple[int, int, int]:
    return p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]


def join(p: Point, q: Point) -> Line:
    """The line through two points, or through a point in a direction."""
    a, b, c = _cross(p, q)
    divisor = math.gcd(a, b, c)
    if not a and not b:
        raise ValueError("a line through one point")
    return a // divisor, b // divisor, c // divisor


def meet(one: Line, other: Line) -> Point:
    return point(*_cross(one, other))


def on(p: Point, line: Line) -> bool:
    return not p[0] * line[0] + p[1] * line[1] + p[2] * line[2]


def parallel(p: Point, line: Line) -> Line:
    """The parallel through a point."""
    return join(p, (line[1], -line[0], 0))


def perpendicular(p: Point, line: Line, d: int) -> Line:
    """The perpendicular through a point."""
    return join(p, (d * line[0], line[1], 0))


def between(p: Point, q: Point, m: int, n: int) -> Point:
    """The point X with PX : XQ = m : n; outside of the segment for a negative number."""
    return point(n * p[0] * q[2] + m * q[0] * p[2], n * p[1] * q[2] + m * q[1] * p[2], (m + n) * p[2] * q[2])


def beyond(p: Point, middle: Point) -> Point:
    """The reflection of p in a point."""
    return between(p, middle, 2, -1)


def foot(p: Point, line: Line, d: int) -> Point:
    return meet(line, perpendicular(p, line, d))


def mirrored(p: Point, line: Line, d: int) -> Point:
    """The reflection of p in a line."""
    return beyond(p, foot(p, line, d))


def middle_line(p: Point, q: Point, d: int) -> Line:
    """The perpendicular bisector."""
    return perpendicular(between(p, q, 1, 1), join(p, q), d)


def square(p: Point, q: Point, d: int) -> Fraction:
    """Of the distance."""
    x, y, w = p[0] * q[2] - q[0] * p[2], p[1] * q[2] - q[1] * p[2], p[2] * q[2]
    return Fraction(x * x + d * y * y, w * w)


def inner(a: Point, b: Point, c: Point, d: int) -> Fraction:
    """The inner product of the vectors from b to a and from b to c."""
    x, y = a[0] * b[2] - b[0] * a[2], a[1] * b[2] - b[1] * a[2]
    u, v = c[0] * b[2] - b[0] * c[2], c[1] * b[2] - b[1] * c[2]
    return Fraction(x * u + d * y * v, a[2] * b[2] * b[2] * c[2])


def doubled_area(a: Point, b: Point, c: Point) -> Fraction:
    """Of the triangle, without the factor √d; negative where it turns to the right."""
    x, y, w = _cross(a, b)
    return Fraction(x * c[0] + y * c[1] + w * c[2], a[2] * b[2] * c[2])


def to_line(p: Point, line: Line, d: int) -> Fraction:
    """The square of the distance to a line."""
    a, b, c = line
    value = a * p[0] + b * p[1] + c * p[2]
    return Fraction(d * value * value, (d * a * a + b * b) * p[2] * p[2])


def root(value: Fraction) -> Fraction:
    """The square root of a square. ValueError for any other number."""
    found = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
    if found * found != value:
        raise ValueError("no rational length")
    return found


def bisected(b: Point, a: Point, c: Point, d: int) -> Point:
    """Where the bisector of the angle bac meets the segment bc."""
    ratio = root(square(a, b, d) / square(a, c, d))
    return between(b, c, ratio.numerator, ratio.denominator)


def through(a: Point, b: Point, c: Point, d: int) -> Circle:
    """The circle through three points."""
    centre = meet(middle_line(a, b, d), middle_line(a, c, d))
    return Circle(centre, square(centre, a, d))


def inscribed(a: Point, b: Point, c: Point, d: int) -> Circle:
    """The incircle of a triangle."""
    side = join(b, c)
    centre = meet(join(a, bisected(b, a, c, d)), join(b, bisected(a, b, c, d)))
    return Circle(centre, to_line(centre, side, d))


def diameter(a: Point, b: Point, d: int) -> Circle:
    centre = between(a, b, 1, 1)
    return Circle(centre, square(centre, a, d))


def other_on_line(p: Point, line: Line, circle: Circle, d: int) -> Point:
    """The second point in which a line through a point of a circle meets it."""
    if not on(p, line) or square(p, circle.centre, d) != circle.square:
        raise ValueError("no common point of line and circle")
    if on(circle.centre, line):
        return beyond(p, circle.centre)
    return beyond(p, foot(circle.centre, line, d))


def other_on_circle(p: Point, one: Circle, other: Circle, d: int) -> Point:
    """The second point in which two circles with a common point meet."""
    if any(square(p, circle.centre, d) != circle.square for circle in (one, other)):
        raise ValueError("no common point of the circles")
    return mirrored(p, join(one.centre, other.centre), d)


@lru_cache(maxsize=1024)
def square_free(number: int) -> tuple[int, int]:
    """(m, d) with m * m * d = number and d without square divisors; for numbers up to 10 ** 12 or so."""
    m, d, rest, p = 1, 1, number, 2
    while p * p * p <= rest:
        while rest % (p * p) == 0:
            m, rest = m * p, rest // (p * p)
        if rest % p == 0:
            d, rest = d * p, rest // p
        p += 1
    whole = math.isqrt(rest)
    return (m * whole, d) if whole * whole == rest else (m, d * rest)
