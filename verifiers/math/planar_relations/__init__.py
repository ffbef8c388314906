"""Planar relations: which of some points lie inside shapes, on a side of a line, or in sight past walls, by exact signs.

Refused for the first of: format (not a set of the points' letters, nor `none`), points (another set than the right one). All coordinates
are whole, and no point lies on a line, an edge or a circle that it is asked about: every answer rests on signs of whole numbers."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.derivation import Reading, judge_lines, proven_lines
from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math.planar_relations.derivation import TRACE_FORMAT as TRACE_FORMAT
from synth.verifiers.math.planar_relations.derivation import Decision, read
from synth.verifiers.parsers import lists
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.steps import Line

LETTERS = "ABCDEFGHJKLM"
LARGEST = 60
Coordinate = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]
Point = tuple[Coordinate, Coordinate]
Kind = Literal["left", "polygon", "circle", "sight"]
Mode = Literal["all", "one", "odd"]


class Region(Frozen, frozen=True):
    """A condition on a point.

    left: it lies to the left of the line from points[0] to points[1], seen in that direction; polygon: inside of the polygon with these
    corners in order; circle: inside of the circle through the three points; sight: the straight way to it from points[0] crosses none of
    the walls from points[1] to points[2], from points[3] to points[4], and so on."""

    kind: Kind
    points: Annotated[tuple[Point, ...], Meta(min_length=2, max_length=13)]
    """`((0, 0), (4, 1), (2, 5))`."""
    denied: bool
    """Whether the point must not be like that."""

    def __post_init__(self) -> None:
        count = len(self.points)
        fits = {"left": count == 2, "polygon": count > 2, "circle": count == 3, "sight": count > 2 and count % 2 == 1}[self.kind]
        if not fits or len(set(self.points)) < count:
            raise ValueError("the kind has its points, all different")
        if self.kind == "circle" and not turn(*self.points):
            raise ValueError("three points of a circle are not on a line")


class PlanarRelations(Problem, frozen=True):
    points: Annotated[tuple[Point, ...], Meta(min_length=4, max_length=len(LETTERS))]
    """In the order of their letters: `((3, 4), (-1, 2), (0, 7), (5, 5))`."""
    regions: Annotated[tuple[Region, ...], Meta(min_length=1, max_length=5)]
    """Conditions."""
    mode: Mode
    """all: a point is asked for that fulfils all of them; one: exactly one of them; odd: an odd number of them."""

    def __post_init__(self) -> None:
        if len(set(self.points)) < len(self.points):
            raise ValueError("points differ")
        if any(sign == 0 for point in self.points for region in self.regions for sign in signs(region, point)):
            raise ValueError("no point lies on a line, an edge or a circle")


def turn(a: Point, b: Point, c: Point) -> int:
    """Twice the area of the triangle, positive where a, b, c turn to the left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def in_circle(a: Point, b: Point, c: Point, point: Point) -> int:
    """Positive where the point lies inside of the circle through a, b and c, negative outside."""
    rows = [(x - point[0], y - point[1]) for x, y in (a, b, c)]
    (ax, ay), (bx, by), (cx, cy) = rows
    a2, b2, c2 = (x * x + y * y for x, y in rows)
    determinant = ax * (by * c2 - b2 * cy) - ay * (bx * c2 - b2 * cx) + a2 * (bx * cy - by * cx)
    return determinant if turn(a, b, c) > 0 else -determinant


def signs(region: Region, point: Point) -> Iterator[int]:
    """The numbers on whose signs the condition rests; one of them is 0 where it cannot be decided."""
    kind, points = region.kind, region.points
    if kind == "left":
        yield turn(points[0], points[1], point)
    elif kind == "circle":
        yield in_circle(points[0], points[1], points[2], point)
    elif kind == "polygon":
        for a, b in pairwise((*points, points[0])):
            between = min(a[0], b[0]) <= point[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
            yield turn(a, b, point) or (0 if between else 1)
    else:
        for wall in walls(region):
            yield from pairs(points[0], point, *wall)


def holds(region: Region, point: Point) -> bool:
    """Whether a point fulfils a condition."""
    kind, points = region.kind, region.points
    if kind == "left":
        found = turn(points[0], points[1], point) > 0
    elif kind == "circle":
        found = in_circle(points[0], points[1], points[2], point) > 0
    elif kind == "polygon":
        found = False
        for a, b in pairwise((*points, points[0])):  # a ray to the right crosses the edge
            if (a[1] > point[1]) != (b[1] > point[1]) and (turn(a, b, point) > 0) == (b[1] > a[1]):
                found = not found
    else:
        found = not any(crosses(points[0], point, *wall) for wall in walls(region))
    return found != region.denied


def crosses(p: Point, q: Point, a: Point, b: Point) -> bool:
    """Whether two segments without a common line have an inner point in common."""
    return (turn(p, q, a) > 0) != (turn(p, q, b) > 0) and (turn(a, b, p) > 0) != (turn(a, b, q) > 0)


def fulfils(problem: PlanarRelations, point: Point) -> bool:
    """Whether a point is asked for."""
    return chosen(problem.mode, len(problem.regions), sum(holds(region, point) for region in problem.regions))


def chosen(mode: Mode, conditions: int, count: int) -> bool:
    """Whether a point is asked for that fulfils `count` of the conditions."""
    return count == conditions if mode == "all" else count == 1 if mode == "one" else count % 2 == 1


@kept
def asked(problem: PlanarRelations) -> frozenset[str]:
    """The letters of the points that are asked for."""
    return frozenset(letter for letter, point in zip(LETTERS, problem.points, strict=False) if fulfils(problem, point))


_CHINESE = Reader(WORDS | dict.fromkeys(("点", "和点"), " ") | {"没有这样的点": "none", "没有点": "none"})


def verify(problem: PlanarRelations, answer: str) -> Verdict:
    found = lists.labels(answer, frozenset(LETTERS[: len(problem.points)]), _CHINESE)
    if found is None:
        return refuse("format")
    return ACCEPT if found == asked(problem) else refuse("points")


def spanning(corners: tuple[Point, ...], point: Point) -> Iterator[tuple[Point, Point]]:
    """Edges of a polygon with one end above a point and one not."""
    for a, b in pairwise((*corners, corners[0])):
        if (a[1] > point[1]) != (b[1] > point[1]):
            yield a, b


def walls(region: Region) -> list[tuple[Point, Point]]:
    return list(zip(region.points[1::2], region.points[2::2], strict=True))


def decision(region: Region, point: Point) -> Decision:
    """What settles the condition for the point, by the sizes of numbers: a wall that is crossed by four of them; one that is not by two,
    its ends on one side of the way or the way's on one side of it."""
    points = region.points
    if region.kind == "circle":
        found = abs(in_circle(points[0], points[1], points[2], point))
        return Decision(holds(region, point), ((frozenset({found}), frozenset({Fraction(found, abs(turn(*points)))})),), None, False)
    clauses: tuple[tuple[frozenset[Number], ...], ...]
    if region.kind == "sight":
        crossed = [wall for wall in walls(region) if crosses(points[0], point, *wall)]
        if crossed:
            clauses = (tuple(frozenset(map(abs, pairs(points[0], point, *wall))) for wall in crossed),)
        else:
            clauses = tuple(_apart(points[0], point, wall) for wall in walls(region))
    elif region.kind == "polygon":
        clauses = ((frozenset(abs(turn(*edge, point)) for edge in spanning(points, point)),),)
    else:
        clauses = ((frozenset({abs(turn(points[0], points[1], point))}),),)
    axes = [[one[axis] for one in (*points, point)] for axis in (0, 1)]
    differences = frozenset(abs(a - b) for axis in axes for a, b in combinations(axis, 2))
    return Decision(holds(region, point), clauses, differences.union(*(map(abs, axis) for axis in axes)), 0 in differences)


def _apart(start: Point, point: Point, wall: tuple[Point, Point]) -> tuple[frozenset[Number], ...]:
    """The pairs of numbers that show that a wall is not crossed."""
    four = pairs(start, point, *wall)
    return tuple(frozenset(map(abs, pair)) for pair in (four[:2], four[2:]) if (pair[0] > 0) == (pair[1] > 0))


def pairs(start: Point, point: Point, a: Point, b: Point) -> tuple[int, int, int, int]:
    """On which sides of the way the ends of a wall lie, and on which sides of the wall those of the way."""
    return turn(start, point, a), turn(start, point, b), turn(a, b, start), turn(a, b, point)


def settled(problem: PlanarRelations, found: Collection[bool]) -> bool:
    """Whether conditions that hold (True) or do not are enough to say whether a point is asked for."""
    if len(found) == len(problem.regions):
        return True
    return (problem.mode == "all" and not all(found)) or (problem.mode == "one" and sum(found) > 1)


@kept
def decisions(problem: PlanarRelations) -> dict[tuple[str, int], Decision]:
    """By a point's letter and a condition's number, from 1."""
    named = list(zip(LETTERS, problem.points, strict=False))
    return {(letter, k): decision(region, point) for letter, point in named for k, region in enumerate(problem.regions, 1)}


def _read(lines: Sequence[Line], problem: PlanarRelations) -> Reading:
    return read(lines, decisions(problem), lambda found: settled(problem, found))


def verify_trace(problem: PlanarRelations, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT: reasons as in `derivation.read`; then missing (no lines), milestone (they leave a point
    open), answer (the final answer is refused)."""
    return judge_lines(problem, completion, verify, lambda lines: _read(lines, problem))


def proven(problem: PlanarRelations, completion: str) -> Proven:
    """Whether the lines settle all points; see `synth.verifiers.score_steps`."""
    return proven_lines(completion, lambda lines: _read(lines, problem))


_TRIANGLE = PlanarRelations(
    ((3, 2), (1, 4), (5, 1), (-1, 1)), (Region("polygon", ((0, 0), (7, 0), (2, 6)), False),), "all"
)  # A, C; B lies above the left edge
_SIDE = PlanarRelations(((0, 5), (4, 5), (9, -1), (2, -3)), (Region("left", ((0, 0), (3, 3)), False),), "all")  # above y = x: A, B
_NOWHERE = PlanarRelations(((20, 20), (30, 9), (-9, 40), (-8, -7)), (Region("circle", ((1, 0), (0, 1), (-1, 0)), False),), "all")

EXAMPLES = (
    (_TRIANGLE, "A, C", ""),
    (_TRIANGLE, "C, A", ""),
    (_TRIANGLE, "{A, C}", ""),
    (_TRIANGLE, "A and C", ""),
    (_TRIANGLE, "**A, C**", ""),
    (_TRIANGLE, "The points are A and C.", ""),
    (_TRIANGLE, r"\left\{ A, C \right\}", ""),
    (_TRIANGLE, "符合条件的点是 A、C。", ""),
    (_TRIANGLE, "不符合条件的点是 A、C", "format"),
    (_TRIANGLE, "The points that are not wanted are A, C", "format"),
    (_SIDE, "A, B", ""),
    (_NOWHERE, "none", ""),
    (_NOWHERE, r"\{\}", ""),
    (_TRIANGLE, "", "format"),
    (_TRIANGLE, "A or C", "format"),
    (_TRIANGLE, "A, C, X", "format"),
    (_TRIANGLE, "A, A, C", "format"),
    (_TRIANGLE, "2 points", "format"),
    (_TRIANGLE, "A", "points"),
    (_TRIANGLE, "A, B, C", "points"),
    (_TRIANGLE, "none", "points"),
    (_NOWHERE, "A, B, C, D", "points"),
    (_TRIANGLE, "A、C", ""),
    (_TRIANGLE, "点A和点C", ""),
    (_TRIANGLE, "答案是：A，C。", ""),
    (_NOWHERE, "无", ""),
    (_NOWHERE, "没有这样的点", ""),
    (_TRIANGLE, "A、B", "points"),
    (_TRIANGLE, "无", "points"),
    (_NOWHERE, "答案是 A", "points"),
    (_TRIANGLE, "所以答案为 A 和 C", ""),
    (_TRIANGLE, "A或C", "format"),
)
