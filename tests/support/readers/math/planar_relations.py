"""Reads math/planar_relations: points inside figures, beside lines and behind walls, by exact whole numbers."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from readers.simulation._prompt import Text
from reading import Unread, body

Point = tuple[int, int]
MARK = r"^(?:[-*] |\(?\d[.)] )"
PAIR = r"\((-?\d+), (-?\d+)\)"
AXES = (
    r"^Points on a map \(first number: steps east, second number: steps north\):$",
    r"^In the plane, with the x-axis to the right and the y-axis upwards, these points are given by their coordinates \(x, y\):$",
    r"^Coordinates are \(x, y\), x grows to the right and y upwards\. Reply with the letters of the selected points, in any order, with commas in between\.$",
    r"(\d+) points are given in a coordinate system \(x to the right, y upwards\):",
)
ASKS = (
    r"^A point is wanted if {how} true:$",
    r"select exactly those for which {how} true\.$",
    r"^Find the points for which {how} true:$",
    r"^List every point for which {how} true:$",
)
HOW = r"(this is|all of this is|exactly one of these statements is|an odd number of these statements are)"
ENDS = (
    r"^Which points are wanted\? Write their letters with commas between them, in any order, and no others\.$",
    r"^Answer with the letters of all these points, separated by commas, in any order\.$",
    r"^Give the letters of all these points and no others, separated by commas; their order does not matter\.$",
)


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    axes = text.need(*AXES)
    text.take("|".join(ENDS))
    how = text.need(*(ask.replace("{how}", HOW) for ask in ASKS))
    statements = [holds(found[1]) for found in text.all(rf"{MARK}The (.+)\.$")]
    text.take("^From the points ")
    points = {found[1]: (int(found[2]), int(found[3])) for found in text.all(rf"([A-Z]) {PAIR}[,;.]?")}
    text.end()
    if (axes.lastindex and int(axes[1]) != len(points)) or not statements:
        raise Unread(prompt)
    if (how[1] == "this is") != (len(statements) == 1):
        raise Unread(how[0])
    numbers = {1} if how[1].startswith("exactly") else range(1, 100, 2) if how[1].startswith("an odd") else {len(statements)}
    wanted = {name for name, point in points.items() if sum(test(point) for test in statements) in numbers}
    letters = answer.split(", ")
    return len(letters) == len(set(letters)) and set(letters) == wanted


def holds(words: str) -> Callable[[Point], bool]:
    """A statement as a test of a point; a point on a boundary is not spoken of, so there may be none."""
    corners = [(int(x), int(y)) for x, y in re.findall(PAIR, words)]
    shape = re.sub(PAIR, "P", words)
    if match := re.fullmatch(
        r"point lies to the (left|right) of the straight line from P to P, as seen by somebody walking in that direction", shape
    ):
        return lambda point: (_turn(*corners, point) > 0) == (match[1] == "left")
    if match := re.fullmatch(r"point lies (inside|outside) the circle through P, P and P", shape):
        return lambda point: _in_circle(corners, point) == (match[1] == "inside")
    if match := re.fullmatch(r"point lies (inside|outside) the polygon with the corners (?:P, )+P and P, joined in this order", shape):
        return lambda point: _in_polygon(corners, point) == (match[1] == "inside")
    if match := re.fullmatch(
        r"straight segment from P to the point crosses (none|at least one) of these straight walls: from P to P(?:, from P to P)*(?: and from P to P)?",
        shape,
    ):
        walls = list(zip(corners[1::2], corners[2::2], strict=True))
        return lambda point: any(_cross(corners[0], point, *wall) for wall in walls) == (match[1] != "none")
    raise Unread(words)


def _turn(one: Point, two: Point, three: Point) -> int:
    """Above 0 where three lies to the left of the way from one to two."""
    turn = (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
    if not turn:
        raise Unread(f"{one}, {two} and {three} lie on one line")
    return turn


def _in_circle(corners: list[Point], point: Point) -> bool:
    """By the middle, where two bisectors meet."""
    (ax, ay), (bx, by), (cx, cy) = corners
    turn = 2 * _turn(*corners)
    a, b, c = ((x * x + y * y) for x, y in corners)
    middle = Fraction(a * (by - cy) + b * (cy - ay) + c * (ay - by), turn), Fraction(a * (cx - bx) + b * (ax - cx) + c * (bx - ax), turn)
    gap = sum((one - other) ** 2 for one, other in zip(point, middle, strict=True)) - sum(
        (one - other) ** 2 for one, other in zip(corners[0], middle, strict=True)
    )
    if not gap:
        raise Unread(f"{point} lies on the circle through {corners}")
    return gap < 0


def _in_polygon(corners: list[Point], point: Point) -> bool:
    """Edges above the point, counted; one that ends straight above it counts on its left side only."""
    x, y = point
    above = 0
    for (ax, ay), (bx, by) in pairwise([*corners, corners[0]]):
        if min(ax, bx) <= x < max(ax, bx):
            height = Fraction(ay) + Fraction((by - ay) * (x - ax), bx - ax) - y
            if not height:
                raise Unread(f"{point} lies on an edge")
            above += height > 0
        elif (ax == bx == x and min(ay, by) <= y <= max(ay, by)) or point in ((ax, ay), (bx, by)):
            raise Unread(f"{point} lies on an edge")
    return above % 2 == 1


def _cross(one: Point, two: Point, three: Point, four: Point) -> bool:
    """Whether two segments have a point in common; one that only touches the other is not spoken of."""
    sides = _side(one, two, three) * _side(one, two, four), _side(three, four, one) * _side(three, four, two)
    if max(sides) == 0:
        raise Unread(f"a way from {one} to {two} that touches the wall from {three} to {four}")
    return max(sides) < 0


def _side(one: Point, two: Point, three: Point) -> int:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
