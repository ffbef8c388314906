"""Worked solutions of geometry: coordinates for each point in turn, with vectors, and then what is asked for.

All constructions are in one file, long as it is, since each is a few lines and they share what is known."""

from fractions import Fraction
from typing import NamedTuple

from synth.generators.derivation import numbered
from synth.generators.math.geometry.cheap import half_or_double, text
from synth.verifiers.math.geometry import Figure, Geometry, Given, Round, Step, Straight, found, plane
from synth.verifiers.math.geometry.plane import Point, square_free

Number = tuple[Fraction, int]
"""a and d for a √d."""


def worked(problem: Geometry) -> tuple[str, str]:
    """The lines; and a whole completion with a factor of two, or the sine for the cosine, in the last one."""
    writer = _Writer(problem.given)
    for step in problem.steps:
        writer.step(step)
    writer.last(problem)
    said = numbered((" = " in line, line) for line in writer.lines)
    wrong = text(half_or_double(problem) or found(problem))
    return said, f"{said.rpartition(' = ')[0]} = {wrong}\n\n<answer>\n{wrong}\n</answer>"


def _said(a: Fraction, d: int = 1) -> str:
    """`3√2/5` for a √d."""
    if not a or d == 1:
        return str(a)
    size = abs(a.numerator)
    below = f"/{a.denominator}" if a.denominator > 1 else ""
    return f"{'-' if a < 0 else ''}{size if size > 1 else ''}√{d}{below}"


def _root(square: Fraction) -> Number:
    """The square root as a √d."""
    (m, d), (n, e) = (square_free(part) for part in square.as_integer_ratio())
    return Fraction(m, n * e), d * e


class _Line(NamedTuple):
    start: str
    """The name of a point on it."""
    vector: str
    """The name of its direction, or of a vector that is perpendicular to it."""
    normal: bool
    exact: plane.Line


class _Writer:
    def __init__(self, given: Given) -> None:
        self.figure, self.lines = Figure(given), list[str]()
        self.d, self.points = self.figure.d, dict(self.figure.points)
        self.vectors = dict[str, tuple[Fraction, Fraction]]()
        self.used, self.known = dict[str, int](), dict[str | Round, str]()
        if given.kind != "coordinates":
            self._place(given)

    def at(self, p: Point) -> str:
        x, y, w = p
        return f"({Fraction(x, w)}, {_said(Fraction(y, w), self.d)})"

    def point(self, name: str, how: str, p: Point) -> str:
        """The line of a point, which is at hand from then on; those of our own have small letters."""
        self.points[name] = p
        self.lines.append(f"{name} = {how} = {self.at(p)}")
        return name

    def vector(self, start: str, end: str) -> str:
        """The name of end - start."""
        how = f"{end} - {start}"
        if how not in self.known:
            self.known[how] = name = self.new("uvw")
            x, y = self.vectors[name] = self.between(start, self.points[end])
            self.lines.append(f"{name} = {how} = ({x}, {_said(y, self.d)})")
        return self.known[how]

    def new(self, letters: str) -> str:
        """A name that is not in use, of one of these letters."""
        count = self.used[letters] = self.used.get(letters, -1) + 1
        return letters[count % len(letters)] + (str(count // len(letters) + 1) if count >= len(letters) else "")

    def turned(self, vector: str) -> str:
        """A perpendicular vector: with d = 3 say, (x, y√3) is perpendicular to (-y√3, x)."""
        x, y = self.vectors[vector]
        name = self.new("uvw")
        shown = f"({_said(-y, self.d)}, {x})"
        self.lines.append(f"{name} = (-{vector}_y, {vector}_x) = {shown}")
        return name

    def number(self, name: str, how: str, value: Fraction, d: int = 1) -> str:
        self.lines.append(f"{name} = {how} = {_said(value, d)}")
        return name

    def _place(self, given: Given) -> None:
        points = self.points
        self.lines.append("A = (0, 0)")
        self.lines.append(f"B = {self.at(points['B'])}")
        if given.kind == "sides":
            c, a, b = given.numbers
            x, y, w = points["C"]
            self.number("x", f"({b}^2 + {c}^2 - {a}^2)/(2*{c})", Fraction(x, w))
            self.number("y", f"√({b}^2 - x^2)", Fraction(y, w), self.d)
            self.lines.append(f"C = (x, y) = {self.at(points['C'])}")
            return
        if given.kind == "hexagon":
            side = given.numbers[0]
            doubled = {"C": "3/2", "D": "1", "E": "0", "F": "(-1/2)"}
            height = {"C": "√3/2", "D": "√3", "E": "√3", "F": "√3/2"}
            for name in "CDEF":
                self.lines.append(f"{name} = ({side}*{doubled[name]}, {side}*{height[name]}) = {self.at(points[name])}")
            return
        _, side, angle = given.numbers
        far = "C" if given.kind == "angle" else "D"
        cosine, sine = {60: ("1/2", "√3/2"), 90: ("0", "1"), 120: ("(-1/2)", "√3/2")}[angle]
        how = f"({side}*{cosine}, {side}*{sine})"
        if far == "C":
            self.lines.append(f"C = {how} = {self.at(points['C'])}")
            return
        self.lines.append(f"w = {how} = {self.at(points['D'])}")
        self.lines.append(f"C = B + w = {self.at(points['C'])}")
        self.lines.append(f"D = A + w = {self.at(points['D'])}")

    def line(self, straight: Straight) -> _Line:
        p, exact = straight.points, self.figure.line(straight)
        match straight.kind:
            case "through":
                return _Line(p[0], self.vector(p[0], p[1]), False, exact)
            case "perpendicular":
                return _Line(p[0], self.vector(p[1], p[2]), True, exact)
            case "parallel":
                return _Line(p[0], self.vector(p[1], p[2]), False, exact)
            case "tangent":
                return _Line(p, self.vector(self.centre(straight.circle[0]), p), True, exact)
            case "middle":
                middle = self.point(self.new("m"), f"({p[0]} + {p[1]})/2", self.middle(p))
                return _Line(middle, self.vector(p[0], p[1]), True, exact)
        return _Line(p[1], self.vector(p[1], self.bisected(p[0], p[1], p[2])), False, exact)

    def through(self, start: str, end: str) -> _Line:
        return _Line(start, self.vector(start, end), False, plane.join(self.points[start], self.points[end]))

    def altitude(self, start: str, ends: str) -> _Line:
        exact = plane.perpendicular(self.points[start], self.joined(ends), self.d)
        return _Line(start, self.vector(ends[0], ends[1]), True, exact)

    def bisected(self, one: str, apex: str, other: str) -> str:
        """Where the bisector at the apex meets the opposite side, which it divides as the other sides are."""
        self.lines.append(f"The bisector at {apex} divides the opposite side as the other two sides are:")
        b, c = (self.length(self.new("gh"), apex, end) for end in (one, other))
        found = plane.bisected(self.points[one], self.points[apex], self.points[other], self.d)
        return self.point(self.new("l"), f"({c}*{one} + {b}*{other})/({b} + {c})", found)

    def length(self, name: str, one: str, other: str) -> str:
        return self.number(name, f"|{one} - {other}|", *_root(plane.square(self.points[one], self.points[other], self.d)))

    def middle(self, ends: str) -> Point:
        return plane.between(self.points[ends[0]], self.points[ends[1]], 1, 1)

    def joined(self, ends: str) -> plane.Line:
        return plane.join(self.points[ends[0]], self.points[ends[1]])

    def corners(self, p: str) -> tuple[Point, Point, Point]:
        return self.points[p[0]], self.points[p[1]], self.points[p[2]]

    def centre(self, ring: Round) -> str:
        p = ring.points
        if ring.kind in ("around", "about"):
            return p[0]
        if ring not in self.known:
            if ring.kind == "diameter":
                self.known[ring] = self.point(self.new("m"), f"({p[0]} + {p[1]})/2", self.middle(p))
            else:
                self.known[ring] = self.incentre(p) if ring.kind == "inscribed" else self.circumcentre(p)
        return self.known[ring]

    def circumcentre(self, p: str) -> str:
        u, v = self.vector(p[0], p[1]), self.vector(p[0], p[2])
        self.lines.append(f"The centre of the circle through {p[0]}, {p[1]} and {p[2]} is as far from all three:")
        (a, b), (x, y) = self.vectors[u], self.vectors[v]
        k = self.number(self.new("k"), f"2*({u}_x*{v}_y - {u}_y*{v}_x)", 2 * (a * y - b * x), self.d)
        how = f"{p[0]} + (({u}*{u})*{v}_y - ({v}*{v})*{u}_y, ({v}*{v})*{u}_x - ({u}*{u})*{v}_x)/{k}"
        return self.point(self.new("o"), how, plane.through(*self.corners(p), self.d).centre)

    def incentre(self, p: str) -> str:
        self.lines.append(f"The centre of the incircle of {p}, from the lengths of the opposite sides:")
        a, b, c = (self.length(self.new("abc"), p[one], p[other]) for one, other in ((1, 2), (0, 2), (0, 1)))
        how = f"({a}*{p[0]} + {b}*{p[1]} + {c}*{p[2]})/({a} + {b} + {c})"
        return self.point(self.new("i"), how, plane.inscribed(*self.corners(p), self.d).centre)

    def radius(self, ring: Round) -> str:
        """The name of the square of the radius."""
        p = ring.points
        if ring.kind in ("about", "inscribed"):
            far, ends = (p[0], p[1:]) if ring.kind == "about" else (self.centre(ring), p[:2])
            return self.to_line(far, ends)
        centre = self.centre(ring)
        return self.number(self.new("q"), f"({p[-1]} - {centre})*({p[-1]} - {centre})", self.figure.circle(ring).square)

    def to_line(self, far: str, ends: str) -> str:
        """The square of a distance."""
        v, w = self.vector(ends[0], ends[1]), self.vector(ends[0], far)
        square = plane.to_line(self.points[far], self.joined(ends), self.d)
        return self.number(self.new("q"), f"({v}_x*{w}_y - {v}_y*{w}_x)^2/({v}*{v})", square)

    def along(self, one: _Line, other: _Line, name: str) -> str:
        """Where two lines meet: on the first one, as far as it takes to lie on the other."""
        if one.normal and not other.normal:
            one, other = other, one
        found = plane.meet(one.exact, other.exact)
        self.lines.append(f"{name} lies on both lines:")
        if found in (self.points[one.start], self.points[other.start]):
            return self.point(name, one.start if found == self.points[one.start] else other.start, found)
        direction = self.turned(one.vector) if one.normal else one.vector
        normal = other.vector if other.normal else self.turned(other.vector)
        x, y = self.between(one.start, found)
        u, v = self.vectors[one.vector]
        ratio = (y / u if u else -x / (v * self.d)) if one.normal else x / u if u else y / v
        t = self.number(
            self.new("t"), f"(({other.start} - {one.start})*{normal})/({direction}*{normal})", ratio, self.d if one.normal else 1
        )
        return self.point(name, f"{one.start} + {t}*{direction}", found)

    def between(self, start: str, end: Point) -> tuple[Fraction, Fraction]:
        (a, b, w), (x, y, t) = self.points[start], end
        return Fraction(x, t) - Fraction(a, w), Fraction(y, t) - Fraction(b, w)

    def foot(self, far: str, line: _Line, name: str) -> str:
        """The foot of the perpendicular from a point."""
        found = plane.foot(self.points[far], line.exact, self.d)
        self.lines.append(f"The foot of the perpendicular from {far}:")
        start, end = (far, line.start) if line.normal else (line.start, far)
        x, y = self.between(start, found)
        u, v = self.vectors[line.vector]
        t = self.number(self.new("t"), f"(({end} - {start})*{line.vector})/({line.vector}*{line.vector})", x / u if u else y / v)
        return self.point(name, f"{start} + {t}*{line.vector}", found)

    def mirrored(self, far: str, line: _Line, name: str) -> str:
        f = self.foot(far, line, self.new("f"))
        return self.point(name, f"2*{f} - {far}", plane.beyond(self.points[far], self.points[f]))

    def step(self, step: Step) -> None:
        p, name = step.points, step.name
        found = self.figure.add(step)
        match step.kind:
            case "midpoint":
                self.point(name, f"({p[0]} + {p[1]})/2", found)
            case "divide":
                m, n = step.ratio
                self.point(name, f"({n}*{p[0]} + {m}*{p[1]})/{m + n}", found)
            case "turn":
                self.point(name, f"2*{p[1]} - {p[0]}", found)
            case "centroid":
                self.point(name, f"({p[0]} + {p[1]} + {p[2]})/3", found)
            case "fourth":
                self.point(name, f"{p[0]} + {p[2]} - {p[1]}", found)
            case "foot":
                self.foot(p, self.line(step.lines[0]), name)
            case "mirror":
                self.mirrored(p, self.line(step.lines[0]), name)
            case "meet":
                self.along(self.line(step.lines[0]), self.line(step.lines[1]), name)
            case "orthocentre":
                self.along(self.altitude(p[0], p[1:]), self.altitude(p[1], p[0] + p[2]), name)
            case "centre":
                self.point(name, self.centre(step.circles[0]), found)
            case "touch":
                self.foot(self.incentre(p), self.through(p[1], p[2]), name)
            case "again":
                self.again(p, self.line(step.lines[0]), self.centre(step.circles[0]), name)
            case _:
                one, other = map(self.centre, step.circles)
                self.mirrored(p, self.through(one, other), name)

    def again(self, start: str, line: _Line, centre: str, name: str) -> None:
        """The end of a chord: the foot of the perpendicular from the centre is its middle."""
        middle = centre if plane.on(self.points[centre], line.exact) else self.foot(centre, line, self.new("f"))
        self.point(name, f"2*{middle} - {start}", plane.beyond(self.points[start], self.points[middle]))

    def last(self, problem: Geometry) -> None:
        ask, said = problem.ask, text(found(problem))
        p = ask.points
        match ask.kind:
            case "coordinates":
                if not self.lines[-1].startswith(f"{p} ="):
                    self.lines.append(f"{p} = {p} = {said}")
            case "length":
                self.lines.append(f"{p} = |{p[1]} - {p[0]}| = {said}")
            case "area":
                u, v = self.vector(p[0], p[1]), self.vector(p[0], p[2])
                self.lines.append(f"area of {p} = |{u}_x*{v}_y - {u}_y*{v}_x|/2 = {said}")
            case "cosine":
                u, v = self.vector(p[1], p[0]), self.vector(p[1], p[2])
                self.lines.append(f"cos {p} = ({u}*{v})/(|{u}|*|{v}|) = {said}")
            case "distance":
                line = self.line(ask.lines[0])
                w = self.vector(line.start, p)
                across = f"{line.vector}*{w}" if line.normal else f"{line.vector}_x*{w}_y - {line.vector}_y*{w}_x"
                self.lines.append(f"distance = |{across}|/|{line.vector}| = {said}")
            case "radius":
                square = self.radius(ask.circles[0])
                self.lines.append(f"radius = √{square} = {said}")
            case _:
                square = self.radius(ask.circles[0])
                centre = self.centre(ask.circles[0])
                self.lines.append(f"tangent = √(({p} - {centre})*({p} - {centre}) - {square}) = {said}")
