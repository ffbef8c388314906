"""Independent route: exact fractions. Crossings by the parameters along both segments, polygons by the crossings of a way out, circles by
their centres."""

import re
from fractions import Fraction


def check(problem: dict, answer: str) -> bool:
    letters = "ABCDEFGHJKLM"[: len(problem["points"])]
    if not re.fullmatch(r"[A-Z](\W+[A-Z])*\W*", answer):
        return False
    found = re.findall(r"[A-Z]", answer)
    right = {letter for letter, point in zip(letters, problem["points"], strict=True) if _wanted(problem, point)}
    return len(found) == len(set(found)) and set(found) == right


def solutions(problem: dict) -> int:
    """The points asked for are one set."""
    return 1


def _wanted(problem: dict, point: list) -> bool:
    true = [_holds(region, point) != region["denied"] for region in problem["regions"]]
    return {"all": all(true), "one": sum(true) == 1, "odd": sum(true) % 2 == 1}[problem["mode"]]


def _holds(region: dict, point: list) -> bool:
    points = region["points"]
    if region["kind"] == "left":
        (ax, ay), (bx, by) = points
        return (complex(bx - ax, ay - by) * complex(point[0] - ax, point[1] - ay)).imag > 0
    if region["kind"] == "circle":
        centre, square = _circle(*points)
        return (point[0] - centre[0]) ** 2 + (point[1] - centre[1]) ** 2 < square
    if region["kind"] == "sight":
        walls = zip(points[1::2], points[2::2], strict=True)
        return not any(_cross(points[0], point, a, b) for a, b in walls)
    far = [Fraction(point[0]) + 1_000, Fraction(point[1]) + Fraction(1, 997)]  # no corner lies on the way there
    edges = zip(points, points[1:] + points[:1], strict=True)
    return sum(_cross(point, far, a, b) for a, b in edges) % 2 == 1


def _circle(a: list, b: list, c: list) -> tuple:
    """Centre and squared radius, by the two perpendicular bisectors."""
    (ax, ay), (bx, by), (cx, cy) = a, b, c
    u, v = (bx * bx + by * by - ax * ax - ay * ay), (cx * cx + cy * cy - ax * ax - ay * ay)
    double = 2 * ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))
    x, y = Fraction(u * (cy - ay) - v * (by - ay), double), Fraction(v * (bx - ax) - u * (cx - ax), double)
    return (x, y), (ax - x) ** 2 + (ay - y) ** 2


def _cross(p: list, q: list, a: list, b: list) -> bool:
    """Whether p + s (q - p) = a + t (b - a) with both s and t between 0 and 1."""
    dx, dy, ex, ey = q[0] - p[0], q[1] - p[1], b[0] - a[0], b[1] - a[1]
    bottom = dx * ey - dy * ex
    if bottom == 0:
        return False
    s = Fraction((a[0] - p[0]) * ey - (a[1] - p[1]) * ex) / bottom
    t = Fraction((a[0] - p[0]) * dy - (a[1] - p[1]) * dx) / bottom
    return 0 < s < 1 and 0 < t < 1
