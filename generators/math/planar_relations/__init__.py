"""Planar relations: points near the edges of shapes, so that no glance at the numbers decides.

Effort is the number of signs that have to be worked out, a circle's counted as three."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.math.planar_relations import kernel
from synth.generators.math.planar_relations.canonical import canonical
from synth.generators.math.planar_relations.solving import solve
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.planar_relations import (
    LARGEST,
    LETTERS,
    Kind,
    Mode,
    PlanarRelations,
    Point,
    Region,
    asked,
    crosses,
    turn,
    verify,
)

TRIES, TURNS, LOOKS = 200, 400, 150


class Knobs(Frozen, frozen=True):
    points: Annotated[int, Meta(ge=4, le=12)]
    """Points that are judged."""
    shapes: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=5)]
    """The conditions: left of a line, in a polygon, in a circle, in sight past walls."""
    corners: Annotated[int, Meta(ge=3, le=12)]
    """Corners of a polygon; from 6 on it has dents."""
    walls: Annotated[int, Meta(ge=1, le=6)]
    """Walls of a sight condition."""
    mode: Mode
    """all: all conditions; one: exactly one of them; odd: an odd number of them."""
    reach: Annotated[int, Meta(ge=6, le=50)]
    """Largest coordinate, without its sign."""


LEVELS = (
    Knobs(6, ("left",), 3, 1, "all", 8),
    Knobs(6, ("polygon",), 3, 1, "all", 8),
    Knobs(7, ("polygon",), 5, 1, "all", 10),
    Knobs(7, ("polygon", "left"), 6, 1, "all", 12),
    Knobs(8, ("circle", "polygon"), 6, 1, "all", 14),
    Knobs(8, ("sight", "circle"), 6, 3, "one", 16),
    Knobs(9, ("polygon", "sight"), 8, 3, "one", 20),
    Knobs(10, ("polygon", "circle", "sight"), 8, 3, "one", 24),
    Knobs(10, ("polygon", "polygon", "circle", "sight"), 8, 4, "odd", 28),
    Knobs(12, ("polygon", "polygon", "circle", "sight", "left"), 9, 5, "odd", 36),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        regions = tuple(_region(rng, knobs, kind) for kind in knobs.shapes)
        points = kernel.points(rng, regions, knobs.mode, knobs.points, knobs.reach, LOOKS)
        if not points:
            continue
        rng.shuffle(points)
        problem = PlanarRelations(tuple(points), regions, knobs.mode)
        answer = ", ".join(sorted(asked(problem)))
        trace, rejected = solve(problem, answer)
        return Sample(problem, answer, effort=float(effort(problem)), trace=trace, rejected=rejected)
    raise Discard("points that are all alike")


def _region(rng: Random, knobs: Knobs, kind: Kind) -> Region:
    """A shape around the middle; at high levels some are denied."""
    denied = knobs.mode != "all" and rng.random() < 0.3
    reach = knobs.reach
    if kind == "polygon":
        return Region(kind, _polygon(rng, knobs.corners, reach), denied)
    if kind == "sight":
        return Region(kind, _walls(rng, knobs.walls, reach), denied)
    for _ in range(TURNS):
        found = tuple(_point(rng, reach) for _ in range(2 if kind == "left" else 3))
        apart = min(_length(a, b) for k, a in enumerate(found) for b in found[:k]) > reach
        if apart and (kind == "left" or abs(turn(*found)) > reach * reach // 2):
            return Region(kind, found, denied)
    raise Discard("no shape of that size")


def _walls(rng: Random, count: int, reach: int) -> tuple[Point, ...]:
    """A place to look from and long walls that do not meet."""
    start = _point(rng, reach // 2)
    walls: list[tuple[Point, Point]] = []
    for _ in range(TURNS):
        wall = _point(rng, reach), _point(rng, reach)
        if _length(*wall) > reach * 3 // 4 and turn(start, *wall) and not any(_meet(*wall, *other) for other in walls):
            walls.append(wall)
            if len(walls) == count:
                return (start, *(end for one in walls for end in one))
    raise Discard("no room for walls")


def _point(rng: Random, reach: int) -> Point:
    return rng.randint(-reach, reach), rng.randint(-reach, reach)


def _length(a: Point, b: Point) -> int:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def _meet(p: Point, q: Point, a: Point, b: Point) -> bool:
    """Whether two segments cross, touch, or have ends on one line."""
    return not all((turn(p, q, a), turn(p, q, b), turn(a, b, p), turn(a, b, q))) or crosses(p, q, a, b)


def _polygon(rng: Random, corners: int, reach: int) -> tuple[Point, ...]:
    """Corners in random order, with crossings undone one after the other: of two edges that cross, the corners between are reversed."""
    for _ in range(TURNS):
        found = [_point(rng, reach) for _ in range(corners)]
        if len(set(found)) < corners:
            continue
        for _ in range(TURNS):
            edges = [(found[k], found[(k + 1) % corners]) for k in range(corners)]
            apart = ((i, j) for i in range(corners) for j in range(i + 2, corners - (i == 0)))
            pair = next(((i, j) for i, j in apart if crosses(*edges[i], *edges[j])), None)
            if pair is None:
                break
            found[pair[0] + 1 : pair[1] + 1] = found[pair[0] + 1 : pair[1] + 1][::-1]
        if _is_simple(found) and _has_form(found, corners):
            return tuple(found)
    raise Discard("no polygon")


def _is_simple(found: list[Point]) -> bool:
    """Whether no two edges touch, and no corner lies straight between its neighbours."""
    count = len(found)
    edges = [(found[k], found[(k + 1) % count]) for k in range(count)]
    apart = not any(len({a, b, c, d}) == 4 and _meet(a, b, c, d) for i, (a, b) in enumerate(edges) for c, d in edges[:i])
    return apart and all(turn(found[k - 1], found[k], found[(k + 1) % count]) for k in range(count))


def _has_form(found: list[Point], corners: int) -> bool:
    """Convex up to five corners, dented from six on, and not too thin."""
    turns = [turn(found[k - 1], found[k], found[(k + 1) % corners]) > 0 for k in range(corners)]
    area = sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(found, found[1:] + found[:1], strict=True))
    size = (max(x for x, _ in found) - min(x for x, _ in found)) * (max(y for _, y in found) - min(y for _, y in found))
    return (len(set(turns)) == 1) == (corners < 6) and abs(area) > size / 2


def effort(problem: PlanarRelations) -> int:
    """Signs to be worked out; of a polygon's edges only those that a ray from the point can cross."""
    total = 0
    for region in problem.regions:
        for point in problem.points:
            if region.kind == "polygon":
                edges = zip(region.points, (*region.points[1:], region.points[0]), strict=True)
                total += 1 + sum((a[1] > point[1]) != (b[1] > point[1]) for a, b in edges)
            else:
                total += {"left": 1, "circle": 3}.get(region.kind, 2 * (len(region.points) - 1))
    return total


def prompt_variables(problem: PlanarRelations, rng: Random) -> dict[str, object]:
    def told(region: Region) -> dict[str, object]:
        points = [f"({x}, {y})" for x, y in region.points]
        walls = list(zip(points[1::2], points[2::2], strict=False))
        return {"kind": region.kind, "points": points, "walls": walls, "denied": region.denied}

    letters = rng.sample("NOPQRSTUVWXYZ", rng.randint(2, 4))
    return {
        "points": [(letter, f"({x}, {y})") for letter, (x, y) in zip(LETTERS, problem.points, strict=False)],
        "regions": [told(region) for region in problem.regions],
        "mode": problem.mode,
        "kinds": sorted({region.kind for region in problem.regions}),
        "example": ", ".join(sorted(letters)),
    }


TASK = Task(
    __name__,
    version=6,
    problem=PlanarRelations,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.08,
    capacity=(100_000,) * 10,
    unique=True,
    canonical=canonical,
)

assert max(level.reach for level in LEVELS) <= LARGEST
