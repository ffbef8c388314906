"""What planar relations claims: its rules in words, what cheap policies win, and which figures are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from synth.generators.math.planar_relations.canonical import TURNS, copy_of
from synth.generators.math.planar_relations.guesses import NAMES, guessed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.planar_relations import LARGEST, LETTERS, PlanarRelations, Point, Region

_EN = {
    ("left", False): r"to the left of the straight line from",
    ("left", True): r"to the right of the straight line from",
    ("polygon", False): r"inside the polygon with the corners",
    ("polygon", True): r"outside the polygon with the corners",
    ("circle", False): r"inside the circle through",
    ("circle", True): r"outside the circle through",
    ("sight", False): r"to the point crosses none of these straight walls",
    ("sight", True): r"to the point crosses at least one of these straight walls",
}
_ZH = {
    ("left", False): r"在这条直线的左侧",
    ("left", True): r"在这条直线的右侧",
    ("polygon", False): r"为顶点的多边形内部",
    ("polygon", True): r"为顶点的多边形外部",
    ("circle", False): r"三点的圆内",
    ("circle", True): r"三点的圆外",
    ("sight", False): r"不穿过下列任何一面墙",
    ("sight", True): r"至少穿过下列一面墙",
}
_MODES = {
    "all": (r"(this|all of this) is true", r"满足下面的(全部)?条件"),
    "one": (r"exactly one of these statements is true", r"恰好有一条成立"),
    "odd": (r"an odd number of these statements are true", r"有奇数条"),
}


def _numbers(points: tuple[Point, ...]) -> str:
    return ".*?".join(re.escape(f"({x}, {y})") for x, y in points)


def _told(words: dict[tuple[str, bool], str]) -> Callable[[PlanarRelations], str]:
    """Each condition in its words, and its points."""

    def pattern(problem: PlanarRelations) -> str:
        parts = (rf"(?=.*{words[region.kind, region.denied]})(?=.*{_numbers(region.points)})" for region in problem.regions)
        return r"\A" + "".join(parts) + ".+"

    return pattern


def _places(problem: PlanarRelations) -> str:
    return ".{1,3}".join(re.escape(f"{letter} ({x}, {y})") for letter, (x, y) in zip(LETTERS, problem.points, strict=False))


RULES = (
    Rule("points", {"en": _places, "zh": _places}),
    Rule("points", {"en": _told(_EN), "zh": _told(_ZH)}),
    Rule("points", {"en": lambda p: _MODES[p.mode][0], "zh": lambda p: _MODES[p.mode][1]}),
    Rule("points", {"en": r"upwards|steps north", "zh": r"y 轴向上|向北多少步"}),
    Rule("points", {"en": r"every point|no others|exactly those", "zh": r"所有"}),
)


def _policy(name: str) -> Callable[[PlanarRelations], str]:
    return lambda problem: ", ".join(sorted(guessed(problem, name)))


SHORTCUTS = (
    *(Shortcut(name, _policy(name), (0.005,) * 10) for name in NAMES),
    Shortcut("the points nearest to the middle", lambda problem: _nearest(problem), (0.06, 0.12, 0.15) + (0.06,) * 2 + (0.03,) * 5),
)


def _nearest(problem: PlanarRelations) -> str:
    """The half of the points that is nearest to the middle of all."""
    x, y = (sum(values) / len(problem.points) for values in zip(*problem.points, strict=True))
    ranked = sorted(zip(LETTERS, problem.points, strict=False), key=lambda one: (one[1][0] - x) ** 2 + (one[1][1] - y) ** 2)
    return ", ".join(sorted(letter for letter, _ in ranked[: len(ranked) // 2]))


def copies(problem: PlanarRelations, rng: Random) -> Iterator[PlanarRelations]:
    """Turned by right angles, moved, points and conditions in another order, polygons from another corner on."""
    for turned in TURNS[1:]:
        yield _moved(problem, turned, rng)
    yield _moved(problem, lambda p: (p[0] + 2, p[1] - 3), rng)


def _moved(problem: PlanarRelations, move: Callable[[Point], Point], rng: Random) -> PlanarRelations:
    regions = [copy_of(region, move) for region in problem.regions]
    again = [Region(r.kind, r.points[1:] + r.points[:1], r.denied) if r.kind == "polygon" else r for r in regions]
    points = [move(point) for point in problem.points]
    return PlanarRelations(tuple(rng.sample(points, len(points))), tuple(rng.sample(again, len(again))), problem.mode)


def different(problem: PlanarRelations, rng: Random) -> Iterator[PlanarRelations]:
    """One point moved; a condition denied."""
    place = rng.randrange(len(problem.points))
    for step in (1, -1, 2):
        x, y = problem.points[place]
        moved = (*problem.points[:place], (max(-LARGEST, min(LARGEST, x + step)), y), *problem.points[place + 1 :])
        try:
            yield PlanarRelations(moved, problem.regions, problem.mode)
        except ValueError:
            continue
    first, *others = problem.regions
    yield PlanarRelations(problem.points, (Region(first.kind, first.points, not first.denied), *others), problem.mode)
