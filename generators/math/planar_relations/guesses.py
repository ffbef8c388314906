"""What careless readers would answer, point by point: shapes that are simpler than those of the prompt, conditions left out.

No problem has such an answer: for each of them there is a point that it gets wrong."""

from collections.abc import Callable, Sequence
from functools import partial

from synth.verifiers.math.planar_relations import LETTERS, Mode, PlanarRelations, Point, Region, chosen, holds, turn

Judge = Callable[[Point], bool]
"""Whether a point fulfils a condition."""
Guess = Callable[[Point, Sequence[bool]], bool]
"""Whether a point is asked for, which truly fulfils these conditions."""


def _box(region: Region) -> Judge | None:
    """Polygons and circles by the box around their points."""
    if region.kind not in ("polygon", "circle"):
        return None
    xs, ys = zip(*region.points, strict=True)
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    return lambda point: (left < point[0] < right and low < point[1] < high) != region.denied


def _hull(region: Region) -> Judge | None:
    """Polygons without their dents."""
    if region.kind != "polygon" or len(corners := hull(region.points)) == len(region.points):
        return None
    edges = list(zip(corners, corners[1:] + corners[:1], strict=True))
    return lambda point: all(turn(a, b, point) > 0 for a, b in edges) != region.denied


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners that a rubber band around the points touches, counter-clockwise."""
    halves = list[list[Point]]()
    for ordered in (sorted(points), sorted(points, reverse=True)):
        half = list[Point]()
        for point in ordered:
            while len(half) > 1 and turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _middle(region: Region) -> Judge | None:
    """Circles around the middle of their three points, as far as the farthest of them."""
    if region.kind != "circle":
        return None
    x, y = (sum(values) for values in zip(*region.points, strict=True))
    far = max((3 * a - x) ** 2 + (3 * b - y) ** 2 for a, b in region.points)
    return lambda point: ((3 * point[0] - x) ** 2 + (3 * point[1] - y) ** 2 < far) != region.denied


def _ring(region: Region) -> Judge | None:
    """Polygons and circles by the distance from the origin, compared with that of their points."""
    if region.kind not in ("polygon", "circle"):
        return None
    count, far = len(region.points), sum(x * x + y * y for x, y in region.points)
    return lambda point: (count * (point[0] ** 2 + point[1] ** 2) < far) != region.denied


def _seen(region: Region) -> Judge | None:
    return (lambda point: not region.denied) if region.kind == "sight" else None


def _mirrored(region: Region) -> Judge | None:
    return (lambda point: not holds(region, point)) if region.kind == "left" else None


SIMPLER = {
    "shapes by the boxes around their points": _box,
    "polygons without their dents": _hull,
    "circles around the middle of their points": _middle,
    "shapes by the distance from the origin": _ring,
    "nothing is out of sight": _seen,
    "left taken for right": _mirrored,
}
ALONE, LEFT_OUT, AT_ONCE = "the first condition alone", "condition {} left out", "all conditions at once, whatever is asked"
PLACES = range(5)
NAMES = (*SIMPLER, ALONE, *(LEFT_OUT.format(place + 1) for place in PLACES), AT_ONCE)


def guesses(regions: Sequence[Region], mode: Mode) -> dict[str, Guess]:
    """How each careless reader decides whether a point is asked for; without those who have nothing to be careless about."""
    found = dict[str, Guess]()
    for name, simpler in SIMPLER.items():
        judged = list(map(simpler, regions))
        if any(judged):
            found[name] = partial(_simply, judged, mode)
    if len(regions) > 1:
        found[ALONE] = lambda point, held: held[0]
        for place in range(len(regions)):
            found[LEFT_OUT.format(place + 1)] = partial(_without, place, mode)
    if mode != "all":
        found[AT_ONCE] = lambda point, held: all(held)
    return found


def _simply(judged: Sequence[Judge | None], mode: Mode, point: Point, held: Sequence[bool]) -> bool:
    return chosen(mode, len(held), sum(simpler(point) if simpler else one for simpler, one in zip(judged, held, strict=True)))


def _without(place: int, mode: Mode, point: Point, held: Sequence[bool]) -> bool:
    return chosen(mode, len(held) - 1, sum(held) - held[place])


def guessed(problem: PlanarRelations, name: str) -> frozenset[str]:
    """The letters that a careless reader gives; none where the problem leaves nothing to be careless about."""
    guess = guesses(problem.regions, problem.mode).get(name)
    if guess is None:
        return frozenset()
    held = ([holds(region, point) for region in problem.regions] for point in problem.points)
    return frozenset(letter for letter, point, one in zip(LETTERS, problem.points, held, strict=False) if guess(point, one))
