"""Worked solutions of planar relations: point by point the numbers whose signs decide, until the point is settled."""

from synth.verifiers.math.planar_relations import (
    LETTERS,
    PlanarRelations,
    Point,
    Region,
    crosses,
    holds,
    pairs,
    settled,
    spanning,
    turn,
    walls,
)


def solve(problem: PlanarRelations, answer: str) -> tuple[str, str]:
    """The worked solution, and a whole completion with one wrong sign: the last number about the first point of the answer."""
    lines: list[str] = []
    wrong, slip = list[str](), ""
    for letter, point in zip(LETTERS, problem.points, strict=False):
        found: list[bool] = []
        for k, region in enumerate(problem.regions, 1):
            found.append(holds(region, point))
            numbers = _numbers(region, point)
            said = [f"{text} = {value}" for text, value in numbers]
            head = f"S{len(lines) + 1}: {letter}, {k}: "
            lines.append(head + "; ".join((*said, _word(found[-1]))))
            wrong.append(lines[-1])
            if numbers and not slip and letter == answer[0]:
                text, value = numbers[-1]
                slip = letter
                wrong[-1] = head + "; ".join((*said[:-1], f"{text} = {-value}", _word(not found[-1])))
            if settled(problem, found):
                break
    rest = ", ".join(one for one in answer.split(", ") if one != slip)
    return "\n".join(lines), "\n".join(wrong) + f"\n\n<answer>\n{rest}\n</answer>"


def _word(holding: bool) -> str:
    return "true" if holding else "false"


def _numbers(region: Region, point: Point) -> list[tuple[str, int]]:
    """Terms and values that decide the condition for the point."""
    points = region.points
    if region.kind == "left":
        return [_turned(points[0], points[1], point)]
    if region.kind == "polygon":
        return [_turned(*edge, point) for edge in spanning(points, point)]
    if region.kind == "circle":
        return [_circled(points, point)]
    start = points[0]
    crossed = [wall for wall in walls(region) if crosses(start, point, *wall)]
    found = []
    for a, b in crossed[:1] or walls(region):
        four = pairs(start, point, a, b)
        if crossed or (four[0] > 0) == (four[1] > 0):
            found += [_turned(start, point, a), _turned(start, point, b)]
        if crossed or (four[0] > 0) != (four[1] > 0):
            found += [_turned(a, b, start), _turned(a, b, point)]
    return found


def _turned(p: Point, q: Point, x: Point) -> tuple[str, int]:
    return f"{_in(q[0] - p[0])}*{_in(x[1] - p[1])} - {_in(q[1] - p[1])}*{_in(x[0] - p[0])}", turn(p, q, x)


def _circled(points: tuple[Point, ...], x: Point) -> tuple[str, int]:
    """The equation of the circle at a point, times twice the area of the triangle: t (x^2 + y^2) + u x + v y + w, negative inside."""
    (a, b, c), squares = points, [x * x + y * y for x, y in points]
    t = turn(a, b, c)
    u = -sum(s * (q[1] - r[1]) for s, q, r in zip(squares, (b, c, a), (c, a, b), strict=True))
    v = sum(s * (q[0] - r[0]) for s, q, r in zip(squares, (b, c, a), (c, a, b), strict=True))
    w = -sum(s * (q[0] * r[1] - q[1] * r[0]) for s, q, r in zip(squares, (b, c, a), (c, a, b), strict=True))
    if t < 0:
        t, u, v, w = -t, -u, -v, -w
    text = f"{t}*({_in(x[0])}^2 + {_in(x[1])}^2) + {_in(u)}*{_in(x[0])} + {_in(v)}*{_in(x[1])} + {_in(w)}"
    return text, t * (x[0] ** 2 + x[1] ** 2) + u * x[0] + v * x[1] + w


def _in(number: int) -> str:
    """In brackets where it is negative."""
    return str(number) if number >= 0 else f"({number})"
