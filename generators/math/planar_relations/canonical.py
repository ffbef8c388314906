"""One form for figures that are moved, turned by right angles, lettered anew, or told in another order."""

from collections.abc import Callable

from synth.verifiers.math.planar_relations import Kind, PlanarRelations, Point, Region

TURNS: tuple[Callable[[Point], Point], ...] = (
    lambda p: p,
    lambda p: (-p[1], p[0]),
    lambda p: (-p[0], -p[1]),
    lambda p: (p[1], -p[0]),
)


def canonical(problem: PlanarRelations) -> object:
    """The least of the four turned figures, each moved so that no coordinate is negative and some are 0."""
    return min(_turned(problem, turned) for turned in TURNS), problem.mode


def _turned(problem: PlanarRelations, turned: Callable[[Point], Point]) -> tuple[list[Point], list[tuple[Kind, bool, tuple[Point, ...]]]]:
    everything = [turned(p) for p in (*problem.points, *(p for region in problem.regions for p in region.points))]
    left, low = min(x for x, _ in everything), min(y for _, y in everything)

    def moved(point: Point) -> Point:
        x, y = turned(point)
        return x - left, y - low

    regions = sorted((region.kind, region.denied, _in_order(region.kind, tuple(map(moved, region.points)))) for region in problem.regions)
    return sorted(map(moved, problem.points)), regions


def _in_order(kind: str, points: tuple[Point, ...]) -> tuple[Point, ...]:
    if kind == "left":
        return points
    if kind == "circle":
        return tuple(sorted(points))
    if kind == "sight":
        walls = sorted(tuple(sorted(wall)) for wall in zip(points[1::2], points[2::2], strict=True))
        return (points[0], *(end for wall in walls for end in wall))
    ways = [points[k:] + points[:k] for k in range(len(points))]
    return min(way for ring in ways for way in (ring, ring[:1] + ring[:0:-1]))


def copy_of(region: Region, move: Callable[[Point], Point]) -> Region:
    """The region with every point moved."""
    return Region(region.kind, tuple(map(move, region.points)), region.denied)
