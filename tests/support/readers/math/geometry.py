"""Reads math/geometry: draws the figure with complex numbers of forty digits, step by step, and measures what is asked.

A figure and its mirror image have the same lengths, areas and angles; where coordinates are asked, they are given."""

import re

import mpmath
import sympy
from readers.math._expressions import expression
from reading import Unread, body

DIGITS = 40
Point = mpmath.mpc
Line = tuple[mpmath.mpc, mpmath.mpc]
"""A point and a direction."""
Circle = tuple[mpmath.mpc, mpmath.mpf]
STEP = re.compile(r"(?:Let ([A-Z]) be|Point ([A-Z]) is|Draw ([A-Z]),|([A-Z]) is) (the .*)")
PASSING = re.compile(
    r"Follow these steps to draw a figure|Line [A-Z]{2} extends beyond [A-Z] and [A-Z] in both directions, and so do the other lines|Angle [A-Z]{3} has its "
    r"vertex at [A-Z]|Give the exact (?:value|coordinates).*"
)
ASKED = re.compile(r"(?:Find|Work out|Determine|In the following figure, what is|In the following figure, what are) the (.*)")


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    with mpmath.workdps(DIGITS):
        figure, asked = Figure(), list[str]()
        for sentence in re.split(r"(?<=[.?]) (?:\d+\. )?", text):
            told = re.sub(r"^\d+\. ", "", sentence).rstrip(".?")
            if found := ASKED.fullmatch(told):
                asked.append(found[1])
            elif not PASSING.fullmatch(told):
                figure.tell(told)
        if len(asked) != 1:
            raise Unread(text)
        values = figure.measure(asked[0])
        parts = [answer.strip()] if len(values) == 1 else answer.strip().removeprefix("(").removesuffix(")").split(",")
        if len(parts) != len(values):
            return False
        return all(_same(part, value) for part, value in zip(parts, values, strict=True))


def _same(text: str, value: mpmath.mpf) -> bool:
    try:
        given = expression(text.strip())
    except (Unread, sympy.SympifyError, SyntaxError, TypeError):
        return False
    return not given.free_symbols and _near(mpmath.mpmathify(sympy.N(given, DIGITS)), value)


def _near(one: mpmath.mpc, other: mpmath.mpc) -> bool:
    return bool(abs(one - other) < mpmath.mpf(10) ** -20 * (1 + abs(one)))


def _cross(one: mpmath.mpc, other: mpmath.mpc) -> mpmath.mpf:
    return (one.conjugate() * other).imag


def _foot(point: Point, line: Line) -> Point:
    return line[0] + line[1] * ((point - line[0]) / line[1]).real


def _crossing(one: Line, other: Line) -> Point:
    if _near(_cross(one[1] / abs(one[1]), other[1] / abs(other[1])), mpmath.mpf(0)):
        raise Unread("lines that are parallel")
    return one[0] + one[1] * _cross(other[0] - one[0], other[1]) / _cross(one[1], other[1])


def _around(one: Point, other: Point, third: Point) -> Circle:
    centre = _crossing(_halving(one, other), _halving(other, third))
    return centre, abs(centre - one)


def _halving(one: Point, other: Point) -> Line:
    """The perpendicular bisector."""
    return (one + other) / 2, (other - one) * 1j


def _bisector(one: Point, vertex: Point, other: Point) -> Line:
    return vertex, (one - vertex) / abs(one - vertex) + (other - vertex) / abs(other - vertex)


class Figure:
    def __init__(self) -> None:
        self.at = dict[str, Point]()

    def points(self, names: str) -> list[Point]:
        """Of `ABC` or `A, B and C`."""
        return [self.at[name] for name in re.findall("[A-Z]", names)]

    def tell(self, text: str) -> None:
        """A sentence that gives points."""
        if found := STEP.fullmatch(text):
            name = next(filter(None, found.groups()))
            if name in self.at:
                raise Unread(f"{name} twice")
            self.at[name] = self.point(found[5])
        elif re.fullmatch(r"The points [A-Z].* are given by their coordinates", text):
            for name, x, y in re.findall(r"([A-Z])\((-?\d+), (-?\d+)\)", text):
                self.at[name] = mpmath.mpc(int(x), int(y))
        elif found := re.fullmatch(r"([A-Z]{6}) is a regular hexagon, its vertices named in order, with sides of length (\d+)", text):
            self.at |= {name: int(found[2]) * mpmath.expjpi(mpmath.mpf(place) / 3) for place, name in enumerate(found[1])}
        elif found := re.fullmatch(r"([A-Z]{4}) is a square, its vertices named in order, with sides of length (\d+)", text):
            self.at |= {name: int(found[2]) * corner for name, corner in zip(found[1], [0, 1, mpmath.mpc(1, 1), mpmath.mpc(0, 1)], strict=True)}
        elif found := re.fullmatch(
            r"([A-Z]{4}) is a (?:parallelogram|rectangle), its vertices named in order, with ([A-Z]{2}) = (\d+)(?:,| and) ([A-Z]{2}) = (\d+)"
            r"(?: and an angle of (\d+)° at ([A-Z]))?", text
        ):  # fmt: skip
            one, two, three, four = found[1]
            if found[2] != one + two or found[4] not in (one + four, two + three) or (found[7] or one) != one or ("rect" in text) == bool(found[6]):
                raise Unread(text)
            base, side = mpmath.mpc(int(found[3])), int(found[5]) * mpmath.expjpi(mpmath.mpf(found[6] or 90) / 180)
            self.at |= {one: mpmath.mpc(0), two: base, three: base + side, four: side}
        elif found := re.fullmatch(r"Triangle ([A-Z]{3}) has the sides (.*)", text):
            sides = {frozenset(side): int(length) for side, length in re.findall(r"([A-Z]{2}) = (\d+)", found[2])}
            one, two, three = found[1]
            base, left, right = sides[frozenset((one, two))], sides[frozenset((one, three))], sides[frozenset((two, three))]
            x = mpmath.mpf(base**2 + left**2 - right**2) / (2 * base)
            self.at |= {one: mpmath.mpc(0), two: mpmath.mpc(base), three: mpmath.mpc(x, mpmath.sqrt(left**2 - x**2))}
        elif found := re.fullmatch(r"In triangle ([A-Z]{3}), ([A-Z]{2}) = (\d+), ([A-Z]{2}) = (\d+) and the angle at ([A-Z]) is (\d+)°", text):
            vertex, one, other = found[6], found[2].replace(found[6], ""), found[4].replace(found[6], "")
            if sorted(vertex + one + other) != sorted(found[1]):
                raise Unread(text)
            turned = int(found[5]) * mpmath.expjpi(mpmath.mpf(int(found[7])) / 180)
            self.at |= {vertex: mpmath.mpc(0), one: mpmath.mpc(int(found[3])), other: turned}
        else:
            raise Unread(text)

    def line(self, text: str) -> Line:
        if found := re.fullmatch(r"(?:line|side|segment) ([A-Z]{2})", text):
            one, other = self.points(found[1])
            return one, other - one
        if found := re.fullmatch(r"the perpendicular bisector of segment ([A-Z]{2})", text):
            return _halving(*self.points(found[1]))
        if found := re.fullmatch(r"the bisector of angle ([A-Z]{3})", text):
            return _bisector(*self.points(found[1]))
        if found := re.fullmatch(r"the line through ([A-Z]) (parallel|perpendicular) to (.*)", text):
            return self.at[found[1]], self.line(found[3])[1] * (1 if found[2] == "parallel" else 1j)
        if found := re.fullmatch(r"the tangent at ([A-Z]) to (the .*)", text):
            point, (centre, radius) = self.at[found[1]], self.circle(found[2])
            if not _near(abs(point - centre), radius):
                raise Unread(text)
            return point, (point - centre) * 1j
        raise Unread(text)

    def circle(self, text: str) -> Circle:
        if found := re.fullmatch(r"the circle through ([A-Z], [A-Z] and [A-Z])", text):
            return _around(*self.points(found[1]))
        if found := re.fullmatch(r"the circle with centre ([A-Z]) that passes through ([A-Z])", text):
            centre, point = self.at[found[1]], self.at[found[2]]
            return centre, abs(point - centre)
        if found := re.fullmatch(r"the circle with diameter ([A-Z]{2})", text):
            one, other = self.points(found[1])
            return (one + other) / 2, abs(one - other) / 2
        if found := re.fullmatch(r"the circle with centre ([A-Z]) that touches (line [A-Z]{2})", text):
            return self.at[found[1]], abs(self.at[found[1]] - _foot(self.at[found[1]], self.line(found[2])))
        if found := re.fullmatch(r"the incircle of triangle ([A-Z]{3})", text):
            one, two, three = self.points(found[1])
            centre = _crossing(_bisector(two, one, three), _bisector(one, two, three))
            return centre, abs(centre - _foot(centre, (one, two - one)))
        raise Unread(text)

    def point(self, text: str) -> Point:
        if found := re.fullmatch(r"the midpoint of segment ([A-Z]{2})", text):
            return sum(self.points(found[1])) / 2
        if found := re.fullmatch(r"the reflection of ([A-Z]) in (the point ([A-Z])|.*)", text):
            mirror = self.at[found[3]] if found[3] else _foot(self.at[found[1]], self.line(found[2]))
            return 2 * mirror - self.at[found[1]]
        if found := re.fullmatch(r"the point that makes ([A-Z]{4}) a parallelogram, with its vertices in this order", text):
            (new,) = [place for place, name in enumerate(found[1]) if name not in self.at]
            before, across, after = (self.at[found[1][(new + step) % 4]] for step in (-1, 2, 1))
            return before + after - across
        if found := re.fullmatch(r"the point on segment ([A-Z])([A-Z]) with \1([A-Z]) : \3\2 = (\d+) : (\d+)", text):
            one, other = self.at[found[1]], self.at[found[2]]
            return one + (other - one) * int(found[4]) / (int(found[4]) + int(found[5]))
        if found := re.fullmatch(r"the centre of (the .*)", text):
            return self.circle(found[1])[0]
        if found := re.fullmatch(r"the foot of the perpendicular from ([A-Z]) to (.*)", text):
            return _foot(self.at[found[1]], self.line(found[2]))
        if found := re.fullmatch(r"the orthocentre \(where the altitudes or their extensions meet\) of triangle ([A-Z]{3})", text):
            one, two, three = self.points(found[1])
            return _crossing((one, (three - two) * 1j), (two, (three - one) * 1j))
        if found := re.fullmatch(r"the centroid of triangle ([A-Z]{3})", text):
            return sum(self.points(found[1])) / 3
        if found := re.fullmatch(r"the point where (the incircle of triangle [A-Z]{3}) touches (side [A-Z]{2})", text):
            return _foot(self.circle(found[1])[0], self.line(found[2]))
        if found := re.fullmatch(r"the point other than ([A-Z]) where (.*) meets (the circle.*)", text):
            return self.other(self.at[found[1]], found[2], self.circle(found[3]))
        if found := re.fullmatch(r"the point where (.*) meet", text):
            for cut in re.finditer(" and ", found[1]):
                try:
                    one, other = self.line(found[1][: cut.start()]), self.line(found[1][cut.end() :])
                except Unread:
                    continue
                return _crossing(one, other)
        raise Unread(text)

    def other(self, point: Point, text: str, circle: Circle) -> Point:
        """The second point where a line or a circle meets a circle; the first is known."""
        if text.startswith("the circle"):
            second = self.circle(text)
            line = second[0], circle[0] - second[0]
            there = _near(abs(point - second[0]), second[1])
        else:
            start, way = self.line(text)
            line = circle[0], way * 1j
            there = _near(_foot(point, (start, way)), point)
        if not there or not _near(abs(point - circle[0]), circle[1]):
            raise Unread(f"a point that is not on {text}")
        return 2 * _foot(point, line) - point

    def measure(self, text: str) -> list[mpmath.mpf]:
        """One number, or the two of a point."""
        at, points = self.at, self.points
        if found := re.fullmatch(r"length of segment ([A-Z])([A-Z])", text):
            return [abs(at[found[1]] - at[found[2]])]
        if found := re.fullmatch(r"coordinates of ([A-Z])", text):
            return [at[found[1]].real, at[found[1]].imag]
        if found := re.fullmatch(r"distance from ([A-Z]) to (line [A-Z]{2})", text):
            return [abs(at[found[1]] - _foot(at[found[1]], self.line(found[2])))]
        if found := re.fullmatch(r"radius of (the .*)", text):
            return [self.circle(found[1])[1]]
        if found := re.fullmatch(r"area of triangle ([A-Z]{3})", text):
            one, two, three = points(found[1])
            return [abs(_cross(two - one, three - one)) / 2]
        if found := re.fullmatch(r"cosine of angle ([A-Z]{3})", text):
            one, vertex, other = points(found[1])
            return [((one - vertex).conjugate() * (other - vertex)).real / abs(one - vertex) / abs(other - vertex)]
        if found := re.fullmatch(r"length of a tangent from ([A-Z]) to (the circle.*), measured from \1 to where it touches", text):
            centre, radius = self.circle(found[2])
            return [mpmath.sqrt(abs(at[found[1]] - centre) ** 2 - radius**2)]
        raise Unread(text)
