"""A figure: points that are given, points that are constructed one after another, and the value that is asked for. All of it exact."""

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.math.geometry import plane
from synth.verifiers.math.geometry.plane import Circle, Line, Point

Letter = Annotated[str, Meta(pattern="^[A-Z]$")]
Letters = Annotated[str, Meta(pattern="^[A-Z]{0,3}$")]


class Round(Frozen, frozen=True):
    """A circle. through: three points; diameter: AB; around: centre A, through B; inscribed: the incircle of a triangle; about: centre A,
    with the line through B and C for a tangent."""

    kind: Literal["through", "diameter", "around", "inscribed", "about"]
    points: Annotated[str, Meta(pattern="^[A-Z]{2,3}$")]
    """`ABC`."""


class Straight(Frozen, frozen=True):
    """A line. through: two points; perpendicular, parallel: through A, to the line BC; bisector: of the angle BAC, at A; middle: the
    perpendicular bisector of AB; tangent: at A, to the circle."""

    kind: Literal["through", "perpendicular", "parallel", "bisector", "middle", "tangent"]
    points: Annotated[str, Meta(pattern="^[A-Z]{1,3}$")]
    """`AB`; for a bisector the apex stands in the middle."""
    circle: Annotated[tuple[Round, ...], Meta(max_length=1)]


class Step(Frozen, frozen=True):
    """A new point. midpoint: of AB; divide: on AB, parts as in the ratio; foot: of the perpendicular from A to the line; meet: of two
    lines; mirror: A in the line; turn: A in the point B; centroid, orthocentre: of ABC; centre: of the circle; touch: of the incircle of
    ABC, on BC; fourth: of the parallelogram that begins with ABC; again: the second point of line and circle, which meet in A; common: the
    second point of two circles, which meet in A."""

    name: Letter
    kind: Literal[
        "midpoint", "divide", "foot", "meet", "mirror", "turn", "centroid", "orthocentre", "centre", "touch", "fourth", "again", "common"
    ]
    points: Letters
    lines: Annotated[tuple[Straight, ...], Meta(max_length=2)]
    circles: Annotated[tuple[Round, ...], Meta(max_length=2)]
    ratio: Annotated[tuple[Annotated[int, Meta(ge=1, le=20)], ...], Meta(max_length=2)]
    """`(2, 3)`."""


class Given(Frozen, frozen=True):
    """What is known at first. coordinates: x and y of A, B, C, ...; sides: AB, BC, CA; angle: AB, AC and the angle at A; parallelogram: AB,
    AD and the angle at A; hexagon: the side of a regular one."""

    kind: Literal["coordinates", "sides", "angle", "parallelogram", "hexagon"]
    numbers: Annotated[tuple[Annotated[int, Meta(ge=-120, le=120)], ...], Meta(min_length=1, max_length=8)]


class Ask(Frozen, frozen=True):
    """coordinates: of A; length: AB; area: of ABC; cosine: of the angle ABC; distance: from A to the line; radius: of the circle;
    tangent: the length of the tangent from A to the circle."""

    kind: Literal["coordinates", "length", "area", "cosine", "distance", "radius", "tangent"]
    points: Letters
    lines: Annotated[tuple[Straight, ...], Meta(max_length=1)]
    circles: Annotated[tuple[Round, ...], Meta(max_length=1)]


NEEDS = {
    "midpoint": (2, 0, 0),
    "divide": (2, 0, 0),
    "foot": (1, 1, 0),
    "meet": (0, 2, 0),
    "mirror": (1, 1, 0),
    "turn": (2, 0, 0),
    "centroid": (3, 0, 0),
    "orthocentre": (3, 0, 0),
    "centre": (0, 0, 1),
    "touch": (3, 0, 0),
    "fourth": (3, 0, 0),
    "again": (1, 1, 1),
    "common": (1, 0, 2),
    "coordinates": (1, 0, 0),
    "length": (2, 0, 0),
    "area": (3, 0, 0),
    "cosine": (3, 0, 0),
    "distance": (1, 1, 0),
    "radius": (0, 0, 1),
    "tangent": (1, 0, 1),
    "through": (2, 0, 0),
    "perpendicular": (3, 0, 0),
    "parallel": (3, 0, 0),
    "bisector": (3, 0, 0),
    "middle": (2, 0, 0),
}
"""Points, lines and circles of each kind of step, question and line."""
ROUND = {"through": 3, "diameter": 2, "around": 2, "inscribed": 3, "about": 3}
COUNT = {"sides": 3, "angle": 3, "parallelogram": 3, "hexagon": 1}
COSINES = {60: Fraction(1, 2), 90: Fraction(0), 120: Fraction(-1, 2)}


@dataclass(frozen=True, slots=True)
class Root:
    """sign * √square, a value that may be asked for."""

    square: Fraction
    negative: bool = False


Value = Root | tuple[Fraction, Fraction]


class Figure:
    """The points so far, by name, and the d of their plane."""

    def __init__(self, given: Given) -> None:
        self.d, places = _placed(given)
        self.points: dict[str, Point] = dict(zip("ABCDEF", places, strict=False))

    def add(self, step: Step) -> Point:
        """Constructs a point. ValueError where that cannot be done, or gives a point that is there."""
        if (len(step.points), len(step.lines), len(step.circles)) != NEEDS[step.kind] or (step.kind == "divide") != (len(step.ratio) == 2):
            raise ValueError("a step has the points, lines and circles that it needs")
        found = self._constructed(step)
        if step.name in self.points or found in self.points.values():
            raise ValueError("a new point has a new name and is no point that is there")
        self.points[step.name] = found
        return found

    def _constructed(self, step: Step) -> Point:
        d, p = self.d, self.named(step.points)
        match step.kind:
            case "midpoint":
                return plane.between(p[0], p[1], 1, 1)
            case "divide":
                return plane.between(p[0], p[1], step.ratio[0], step.ratio[1])
            case "turn":
                return plane.beyond(*p)
            case "centroid":
                return plane.between(p[0], plane.between(p[1], p[2], 1, 1), 2, 1) if plane.doubled_area(*p) else self._flat()
            case "orthocentre":
                sides = plane.join(p[1], p[2]), plane.join(p[0], p[2])
                return plane.meet(plane.perpendicular(p[0], sides[0], d), plane.perpendicular(p[1], sides[1], d))
            case "touch":
                centre = plane.inscribed(p[0], p[1], p[2], d).centre
                return plane.foot(centre, plane.join(p[1], p[2]), d)
            case "fourth":
                if not plane.doubled_area(*p):
                    return self._flat()
                return plane.beyond(p[1], plane.between(p[0], p[2], 1, 1))
        lines = [self.line(one) for one in step.lines]
        circles = [self.circle(one) for one in step.circles]
        match step.kind:
            case "foot":
                return plane.foot(p[0], lines[0], d)
            case "mirror":
                return plane.mirrored(p[0], lines[0], d)
            case "meet":
                return plane.meet(lines[0], lines[1])
            case "centre":
                return circles[0].centre
            case "again":
                return plane.other_on_line(p[0], lines[0], circles[0], d)
        return plane.other_on_circle(p[0], circles[0], circles[1], d)

    def _flat(self) -> Point:
        raise ValueError("three points on a line are no triangle")

    def named(self, letters: str) -> list[Point]:
        """Different points."""
        if len(set(letters)) < len(letters) or not self.points.keys() >= set(letters):
            raise ValueError("points that are not there, or not different")
        return [self.points[letter] for letter in letters]

    def line(self, straight: Straight) -> Line:
        points = self.named(straight.points)
        if straight.kind == "tangent":
            if len(points) != 1 or len(straight.circle) != 1:
                raise ValueError("a tangent has a point and a circle")
            circle = self.circle(straight.circle[0])
            if plane.square(points[0], circle.centre, self.d) != circle.square:
                raise ValueError("a tangent at a point that is not on the circle")
            return plane.perpendicular(points[0], plane.join(points[0], circle.centre), self.d)
        if len(points) != NEEDS[straight.kind][0] or straight.circle:
            raise ValueError("a line has the points that it needs")
        match straight.kind:
            case "through":
                return plane.join(*points)
            case "perpendicular":
                return plane.perpendicular(points[0], plane.join(points[1], points[2]), self.d)
            case "parallel":
                other = plane.join(points[1], points[2])
                if plane.on(points[0], other):
                    raise ValueError("a parallel that is the line itself")
                return plane.parallel(points[0], other)
            case "bisector":
                if not plane.doubled_area(*points):
                    raise ValueError("three points on a line are no angle")
                return plane.join(points[1], plane.bisected(points[0], points[1], points[2], self.d))
        return plane.middle_line(points[0], points[1], self.d)

    def circle(self, ring: Round) -> Circle:
        points = self.named(ring.points)
        if len(points) != ROUND[ring.kind]:
            raise ValueError("a circle has the points that it needs")
        match ring.kind:
            case "through":
                return plane.through(points[0], points[1], points[2], self.d)
            case "diameter":
                return plane.diameter(points[0], points[1], self.d)
            case "around":
                return Circle(points[0], plane.square(points[0], points[1], self.d))
            case "about":
                return Circle(points[0], plane.to_line(points[0], plane.join(points[1], points[2]), self.d))
        if not plane.doubled_area(*points):
            raise ValueError("three points on a line are no triangle")
        return plane.inscribed(points[0], points[1], points[2], self.d)

    def value(self, ask: Ask) -> Value:
        """What is asked for. ValueError where there is no such thing, or where it is 0."""
        if (len(ask.points), len(ask.lines), len(ask.circles)) != NEEDS[ask.kind]:
            raise ValueError("a question has the points, lines and circles that it needs")
        d, p = self.d, self.named(ask.points)
        match ask.kind:
            case "coordinates":
                x, y, w = p[0]
                return Fraction(x, w), Fraction(y, w)
            case "length":
                square = plane.square(p[0], p[1], d)
            case "area":
                square = plane.doubled_area(*p) ** 2 * d / 4
            case "cosine":
                inner = plane.inner(p[0], p[1], p[2], d)
                square = inner * inner / (plane.square(p[0], p[1], d) * plane.square(p[1], p[2], d))
                if not inner or square == 1:
                    raise ValueError("a right angle, or none")
                return Root(square, inner < 0)
            case "distance":
                square = plane.to_line(p[0], self.line(ask.lines[0]), d)
            case "radius":
                square = self.circle(ask.circles[0]).square
            case _:
                circle = self.circle(ask.circles[0])
                square = plane.square(p[0], circle.centre, d) - circle.square
        if square <= 0:
            raise ValueError("a length or an area of 0, or a tangent from inside")
        return Root(square)


def _placed(given: Given) -> tuple[int, list[Point]]:
    """The d of the plane and the points that are given. The first lies at 0, the second on the x-axis, but where coordinates are given."""
    numbers = given.numbers
    if given.kind == "coordinates":
        places = [plane.point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        if len(numbers) % 2 or len(numbers) < 4 or len(set(places)) < len(places):
            raise ValueError("two to four different points")
        return 1, places
    if len(numbers) != COUNT[given.kind] or min(numbers) < 1:
        raise ValueError("lengths and angles are positive, as many as are needed")
    if given.kind == "hexagon":
        around = ((0, 0), (2, 0), (3, 1), (2, 2), (0, 2), (-1, 1))
        return 3, [plane.point(x * numbers[0], y * numbers[0], 2) for x, y in around]
    ab, other, third = numbers
    if given.kind == "sides":
        sixteen = (ab + other + third) * (ab + other - third) * (ab - other + third) * (other + third - ab)
        if min(ab + other - third, ab - other + third, other + third - ab) <= 0:
            raise ValueError("no triangle has these sides")
        m, d = plane.square_free(sixteen)
        return d, [plane.point(0, 0), plane.point(ab, 0), plane.point(third * third + ab * ab - other * other, m, 2 * ab)]
    if third not in COSINES:
        raise ValueError("an angle of 60, 90 or 120 degrees")
    x = other * COSINES[third]
    d, y = (1, Fraction(other)) if third == 90 else (3, Fraction(other, 2))
    far = plane.point(int(2 * x), int(2 * y), 2)
    if given.kind == "angle":
        return d, [plane.point(0, 0), plane.point(ab, 0), far]
    return d, [plane.point(0, 0), plane.point(ab, 0), plane.point(far[0] + ab * far[2], far[1], far[2]), far]
