"""Independent route: the figure in the usual plane with decimals of many digits. Circles and lines meet where quadratic equations say,
bisectors go by unit vectors, centres by determinants."""

import json
import re
from functools import lru_cache

import mpmath

DIGITS = 60
NEAR = mpmath.mpf(10) ** -25


def check(problem: dict, answer: str) -> bool:
    with mpmath.workdps(DIGITS):
        right, read = _value(json.dumps(problem)), _read(answer)
        return read is not None and len(read) == len(right) and all(map(_same, read, right))


def solutions(problem: dict) -> int:
    """A figure is what it is."""
    return 1


def _same(a, b) -> bool:
    return abs(a - b) < NEAR * (1 + abs(b))


_NUMBER = re.compile(r"(-?)(\d*)(?:√(\d+))?(?:/(\d+))?")


def _read(answer: str):
    """`3√10/5` or `(1/2, -3)` as numbers; None for anything else."""
    text = answer.replace(" ", "")
    parts = text[1:-1].split(",") if text[:1] == "(" and text[-1:] == ")" else [text]
    read = []
    for part in parts:
        found = _NUMBER.fullmatch(part)
        if not found or not (found[2] or found[3]) or found[4] == "0":
            return None
        value = mpmath.mpf(found[2] or 1) * mpmath.sqrt(int(found[3] or 1)) / int(found[4] or 1)
        read.append(-value if found[1] else value)
    return read


@lru_cache(maxsize=64)
def _value(problem: str) -> list:
    figure = json.loads(problem)
    points = _given(figure["given"])
    for step in figure["steps"]:
        points[step["name"]] = _new(step, points)
    return _asked(figure["ask"], points)


def _given(given: dict) -> dict:
    n = [mpmath.mpf(number) for number in given["numbers"]]
    match given["kind"]:
        case "coordinates":
            found = [mpmath.mpc(x, y) for x, y in zip(n[::2], n[1::2], strict=False)]
        case "sides":
            cosine = (n[0] ** 2 + n[2] ** 2 - n[1] ** 2) / (2 * n[0] * n[2])
            found = [mpmath.mpc(0), mpmath.mpc(n[0]), n[2] * mpmath.mpc(cosine, mpmath.sqrt(1 - cosine**2))]
        case "hexagon":
            found = [mpmath.mpc(0)]
            for corner in range(5):
                found.append(found[-1] + n[0] * mpmath.expjpi(mpmath.mpf(corner) / 3))
        case _:
            side = n[1] * mpmath.expjpi(n[2] / 180)
            found = [mpmath.mpc(0), mpmath.mpc(n[0]), side]
            if given["kind"] == "parallelogram":
                found.insert(2, n[0] + side)
    return dict(zip("ABCDEF", found, strict=False))


def _dot(u, v):
    return u.real * v.real + u.imag * v.imag


def _turn(u, v):
    return u.real * v.imag - u.imag * v.real


def _line(line: dict, points: dict):
    """A point and a direction."""
    p = [points[name] for name in line["points"]]
    match line["kind"]:
        case "through":
            return p[0], p[1] - p[0]
        case "perpendicular":
            return p[0], (p[2] - p[1]) * 1j
        case "parallel":
            return p[0], p[2] - p[1]
        case "bisector":
            u, v = p[0] - p[1], p[2] - p[1]
            return p[1], u / abs(u) + v / abs(v)
        case "middle":
            return (p[0] + p[1]) / 2, (p[1] - p[0]) * 1j
    return p[0], (_circle(line["circle"][0], points)[0] - p[0]) * 1j


def _circle(ring: dict, points: dict):
    """Centre and radius."""
    p = [points[name] for name in ring["points"]]
    match ring["kind"]:
        case "through":
            a, b = p[1] - p[0], p[2] - p[0]
            z = (abs(a) ** 2 * b - abs(b) ** 2 * a) / (2 * _turn(a, b)) * -1j
            return p[0] + z, abs(z)
        case "diameter":
            return (p[0] + p[1]) / 2, abs(p[0] - p[1]) / 2
        case "around":
            return p[0], abs(p[1] - p[0])
        case "about":
            return p[0], abs(_turn(p[1] - p[0], p[2] - p[0])) / abs(p[2] - p[1])
    sides = [abs(p[1] - p[2]), abs(p[2] - p[0]), abs(p[0] - p[1])]
    centre = sum(side * corner for side, corner in zip(sides, p, strict=False)) / sum(sides)
    return centre, abs(_turn(p[1] - p[0], p[2] - p[0])) / sum(sides)


def _crossing(one, other):
    (p, u), (q, v) = one, other
    return p + u * (_turn(q - p, v) / _turn(u, v))


def _foot(p, line):
    q, u = line
    return q + u * (_dot(p - q, u) / _dot(u, u))


def _farther(candidates, p):
    """Of two common points the one that is not known."""
    return max(candidates, key=lambda z: abs(z - p))


def _new(step: dict, points: dict):
    p = [points[name] for name in step["points"]]
    lines = [_line(line, points) for line in step["lines"]]
    circles = [_circle(ring, points) for ring in step["circles"]]
    match step["kind"]:
        case "midpoint":
            return (p[0] + p[1]) / 2
        case "divide":
            m, n = step["ratio"]
            return p[0] + (p[1] - p[0]) * m / (m + n)
        case "foot":
            return _foot(p[0], lines[0])
        case "meet":
            return _crossing(*lines)
        case "mirror":
            q, u = lines[0]
            return q + u * mpmath.conj((p[0] - q) / u)
        case "turn":
            return 2 * p[1] - p[0]
        case "centroid":
            return sum(p) / 3
        case "orthocentre":
            return p[0] + p[1] + p[2] - 2 * _circle({"kind": "through", "points": step["points"]}, points)[0]
        case "centre":
            return circles[0][0]
        case "touch":
            a, b, c = abs(p[1] - p[2]), abs(p[2] - p[0]), abs(p[0] - p[1])
            return p[1] + (p[2] - p[1]) * ((a + c - b) / 2 / a)
        case "fourth":
            return p[0] + p[2] - p[1]
        case "again":
            (q, u), (o, r) = lines[0], circles[0]
            b, c = _dot(q - o, u) / _dot(u, u), (abs(q - o) ** 2 - r**2) / _dot(u, u)
            width = mpmath.sqrt(abs(b * b - c))
            return _farther([q + u * (-b + width), q + u * (-b - width)], p[0])
    (o, r), (c, s) = circles
    apart = abs(c - o)
    along = (apart**2 + r**2 - s**2) / (2 * apart)
    across = mpmath.sqrt(abs(r**2 - along**2))
    unit = (c - o) / apart
    return _farther([o + unit * mpmath.mpc(along, across), o + unit * mpmath.mpc(along, -across)], p[0])


def _asked(ask: dict, points: dict) -> list:
    p = [points[name] for name in ask["points"]]
    match ask["kind"]:
        case "coordinates":
            return [p[0].real, p[0].imag]
        case "length":
            return [abs(p[0] - p[1])]
        case "area":
            return [abs(_turn(p[1] - p[0], p[2] - p[0])) / 2]
        case "cosine":
            u, v = p[0] - p[1], p[2] - p[1]
            return [_dot(u, v) / abs(u) / abs(v)]
        case "distance":
            return [abs(p[0] - _foot(p[0], _line(ask["lines"][0], points)))]
        case "radius":
            return [_circle(ask["circles"][0], points)[1]]
    o, r = _circle(ask["circles"][0], points)
    return [mpmath.sqrt(abs(p[0] - o) ** 2 - r**2)]
