"""What geometry claims: its rules in words, what cheap policies win, and which problems are the same.

The policies leave out a step, put a midpoint for the last point, read a drawing, or slip at the end."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.geometry import translated
from synth.generators.math.geometry.cheap import POLICIES, answered
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.geometry import Ask, Geometry, Given, Round, Step, Straight

WORDS = {
    "en": {
        "ring through": "circle through {0}, {1} and {2}",
        "ring diameter": "circle with diameter {0}{1}",
        "ring around": "circle with centre {0} that passes through {1}",
        "ring about": "circle with centre {0} that touches line {1}{2}",
        "ring inscribed": "incircle of triangle {0}{1}{2}",
        "line through": "line {0}{1}",
        "line perpendicular": "line through {0} perpendicular to line {1}{2}",
        "line parallel": "line through {0} parallel to line {1}{2}",
        "line bisector": "bisector of angle {0}{1}{2}",
        "line middle": "perpendicular bisector of segment {0}{1}",
        "line tangent": "tangent at {0} to the ",
        "midpoint": "the midpoint of segment {0}{1}",
        "divide": "the point on segment {0}{1} with {0}{name} : {name}{1} = {ratio}",
        "foot": "the foot of the perpendicular from {0} to ",
        "meet": "the point where .{{1,150}} meet",
        "mirror": "the reflection of {0} in ",
        "turn": "the reflection of {0} in the point {1}",
        "centroid": "the centroid of triangle {0}{1}{2}",
        "orthocentre": "the orthocentre .{{1,60}} of triangle {0}{1}{2}",
        "centre": "the centre of the ",
        "touch": "the point where the incircle of triangle {0}{1}{2} touches side {1}{2}",
        "fourth": "the point that makes {0}{1}{2}{name} a parallelogram",
        "again": "the point other than {0} where ",
        "common": "the point other than {0} where ",
        "coordinates": "coordinates of {0}",
        "length": "length of segment {0}{1}",
        "area": "area of triangle {0}{1}{2}",
        "cosine": "cosine of angle {0}{1}{2}",
        "distance": "distance from {0} to ",
        "radius": "radius of the ",
        "tangent": "length of a tangent from {0} to the ",
        "sides": "AB = {0}, BC = {1} and CA = {2}",
        "angle": "AB = {0}, AC = {1} and the angle at A is {2}°",
        "parallelogram": "(parallelogram|rectangle|square).*(AB = {0}.{{1,6}}AD = {1}|sides of length {0})",
        "hexagon": "regular hexagon.*sides of length {0}",
    },
    "zh": {
        "ring through": "过 {0}、{1}、{2} 三点的圆",
        "ring diameter": "以 {0}{1} 为直径的圆",
        "ring around": "以 {0} 为圆心、过点 {1} 的圆",
        "ring about": "以 {0} 为圆心、与直线 {1}{2} 相切的圆",
        "ring inscribed": "三角形 {0}{1}{2} 的内切圆",
        "line through": "直线 {0}{1}",
        "line perpendicular": "过 {0} 且垂直于直线 {1}{2} 的直线",
        "line parallel": "过 {0} 且平行于直线 {1}{2} 的直线",
        "line bisector": "角 {0}{1}{2} 的平分线",
        "line middle": "线段 {0}{1} 的垂直平分线",
        "line tangent": "在点 {0} 处的切线",
        "midpoint": "线段 {0}{1} 的中点",
        "divide": "线段 {0}{1} 上满足 {0}{name} : {name}{1} = {ratio} 的点",
        "foot": "从 {0} 向.*所作垂线的垂足",
        "meet": "的交点",
        "mirror": "{0} 关于.*的对称点",
        "turn": "{0} 关于点 {1} 的对称点",
        "centroid": "三角形 {0}{1}{2} 的重心",
        "orthocentre": "三角形 {0}{1}{2} 的垂心",
        "centre": "的圆心",
        "touch": "三角形 {0}{1}{2} 的内切圆与边 {1}{2} 的切点",
        "fourth": "使 {0}{1}{2}{name}.{{1,12}}成为平行四边形的点",
        "again": "除 {0} 以外的另一个交点",
        "common": "除 {0} 以外的另一个交点",
        "coordinates": "点 {0} 的坐标",
        "length": "线段 {0}{1} 的长",
        "area": "三角形 {0}{1}{2} 的面积",
        "cosine": "角 {0}{1}{2} 的余弦值",
        "distance": "点 {0} 到.*的距离",
        "radius": "的半径",
        "tangent": "从点 {0} 向.*所引切线的长",
        "sides": "AB = {0}，BC = {1}，CA = {2}",
        "angle": "AB = {0}，AC = {1}，角 A 等于 {2}°",
        "parallelogram": "(平行四边形|矩形|正方形).*(AB = {0}，AD = {1}|边长为 {0})",
        "hexagon": "正六边形.*边长为 {0}",
    },
}
BEGINS = {"en": r"\b{0}(?: be| is|,) ", "zh": r"(?:设 {0} 为|点 {0}：)"}
ENDS = {"en": "[^.]", "zh": "[^。]"}


def _ring(language: str, ring: Round) -> str:
    return WORDS[language][f"ring {ring.kind}"].format(*ring.points)


def _parts(language: str, part: Step | Ask, **names: str) -> list[str]:
    """The words of a step or a question, of its lines and of its circles."""
    said = [WORDS[language][part.kind].format(*part.points, **names)]
    for line in part.lines:
        said += [WORDS[language][f"line {line.kind}"].format(*line.points), *(_ring(language, ring) for ring in line.circle)]
    return said + [_ring(language, ring) for ring in part.circles]


def _together(language: str, parts: list[str]) -> str:
    """A sentence with all of these words, in any order."""
    within = ENDS[language]
    return "".join(rf"(?={within}*{part.replace('.*', within + '*')})" for part in parts) + within


def _steps(language: str) -> Callable[[Geometry], str]:
    def pattern(problem: Geometry) -> str:
        said = []
        for step in problem.steps:
            ratio = " : ".join(map(str, step.ratio))
            said.append(BEGINS[language].format(step.name) + _together(language, _parts(language, step, name=step.name, ratio=ratio)))
        return ".*".join(said)

    return pattern


def _given(language: str) -> Callable[[Geometry], str]:
    def pattern(problem: Geometry) -> str:
        numbers = problem.given.numbers
        if problem.given.kind == "coordinates":
            return ".{1,5}".join(re.escape(f"{name}({x}, {y})") for name, x, y in zip("ABCD", numbers[::2], numbers[1::2], strict=False))
        return WORDS[language][problem.given.kind].format(*numbers)

    return pattern


def _asked(language: str) -> Callable[[Geometry], str]:
    return lambda problem: _together(language, _parts(language, problem.ask))


def _each(words: Callable[[str], Callable[[Geometry], str]]) -> dict[str, str | Callable[[Geometry], str]]:
    return {language: words(language) for language in WORDS}


def _is_a_point(problem: Geometry) -> bool:
    return problem.ask.kind == "coordinates"


RULES = (
    Rule("value", _each(_given)),
    Rule("value", _each(_steps), lambda p: bool(p.steps)),
    Rule("value", _each(_asked)),
    Rule("value", {"en": r"exact coordinates as \(x, y\)", "zh": r"坐标写成 \(x, y\) 的形式"}, _is_a_point),
    Rule("value", {"en": "exact value.{0,90}no rounded decimal", "zh": "精确值.{0,30}不要写近似小数"}, lambda p: not _is_a_point(p)),
    Rule(
        "value",
        {"en": "extends beyond . and . in both directions", "zh": "向两端无限延伸"},
        lambda p: any(line.kind == "through" for part in (*p.steps, p.ask) for line in part.lines),
    ),
    Rule("value", {"en": r"Angle \w\w\w has its vertex at \w", "zh": r"角 \w\w\w 的顶点是 \w"}, lambda p: p.ask.kind == "cosine"),
)

NO = (0.005,) * 10
SHORTCUTS = (
    *(
        Shortcut(name, answered(policy), (0.7, 0.3, 0.15) + (0.005,) * 7 if name.endswith("rounded") else NO)
        for name, policy in POLICIES.items()
    ),
    Shortcut("always 2", lambda problem: "2", (0.02, 0.02, 0.02) + (0.005,) * 7),
)


def copies(problem: Geometry, rng: Random) -> Iterator[Geometry]:
    """The new points with other names."""
    for _ in range(3):
        names = rng.sample("GHJKLMNPQRSTUVWXYZ", len(problem.steps))
        yield translated(problem, dict(zip((step.name for step in problem.steps), names, strict=True)))


def different(problem: Geometry, rng: Random) -> Iterator[Geometry]:
    """Another number at first; another question; one step more."""
    numbers = problem.given.numbers
    for changed in (
        lambda: replace(problem, given=Given(problem.given.kind, (numbers[0] + 1, *numbers[1:]))),
        lambda: replace(problem, ask=Ask("distance", "A", (Straight("through", "BC", ()),), ())),
        lambda: replace(problem, ask=Ask("radius", "", (), (Round("through", "ABC"),))),
    ):
        try:
            other = changed()
        except ValueError:
            continue
        if other != problem:
            yield other
