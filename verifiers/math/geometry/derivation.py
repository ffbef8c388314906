"""Derivations of geometry: numbered lines of equations in coordinates, each worked out from what the lines before it have named.

`S3: M = (A + B)/2 = (5/2, 3)` is sound when its sides have the same value, exactly, and M is that point of the figure. A derivation is a
proof when it gives the coordinates of every point in the order of the construction, each from others, and at last what is asked for, from
the points that the question names."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading, judge_lines, proven_lines
from synth.verifiers.math.geometry.vectors import Known, NoNumber, Pair, Reader, Surds, plus, times, usual
from synth.verifiers.parsers.steps import Line

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation in coordinates as numbered lines. Each is an equation, and its last side is the result:
S1: M = (A + B)/2 = (5/2, 3)
S2: u = C - M = (1, √3)
S3: t = ((D - M)*u)/(u*u) = 7/4
S4: |u| = √(1^2 + 3) = 2
A capital letter is a point, that is, its pair of coordinates; the product of two pairs is their inner product, |u| is a length, and \
u_x and u_y are the coordinates of u. Small letters name what you want. Where the problem gives no coordinates, put A at (0, 0), B on \
the positive x-axis and the other given corners above it, and write down these points first. Write a line for every point of the \
problem, in order, with names of earlier points or results in it. The last line gives the answer, worked out from the points in question.
""",
    "zh": """
写出最终答案之前，请用坐标把推导写成带编号的行，每行是一个等式，最后一边是结果：
S1: M = (A + B)/2 = (5/2, 3)
S2: u = C - M = (1, √3)
S3: t = ((D - M)*u)/(u*u) = 7/4
S4: |u| = √(1^2 + 3) = 2
大写字母是点，也就是它的一对坐标；两对坐标的乘积是内积，|u| 是长度，u_x 和 u_y 是 u 的坐标。小写字母由你自己命名。\
如果题目没有给出坐标，就把 A 放在 (0, 0)，B 放在 x 轴正半轴上，其余已知顶点放在 x 轴上方，并先写出这些点。\
题目中的每个点按顺序写一行，式子里要用到前面的点或结果的名称。最后一行由所问的各点算出答案。
""",
}
MAX_LINES, MAX_ROOTS, MAX_SIDES = 120, 60, 5
_NAME = re.compile(r"[A-Za-z]\w{0,7}'?", re.ASCII)
_LENGTH = re.compile(r"\|?([A-Z]{2})\|?(?:\^2)?")
_WORDS = re.compile(r"[\w△∠][\w |^'△∠⊥(),]{0,40}")
"""What may stand on the left of a line beside a name: `area of ABC`, `cos ∠ABC`."""

P = TypeVar("P")


class Drawn(NamedTuple):
    """What a derivation is about."""

    points: Mapping[str, Pair]
    """All of them, in the order of the construction."""
    known: str
    """Those whose coordinates the problem tells: `ABC`."""
    placed: str
    """Those that are given without coordinates; the lines place them."""
    asked: Surds | Pair
    letters: frozenset[str]
    """The points that the question names."""


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], drawn: Drawn) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it is no equation in what is known by then), point (this is not where that point is, or how
    far two points are apart), value (its sides differ). Then missing (no lines), milestone (a point is left out, comes from nowhere, or
    what is asked for is not worked out from the points in question), answer (the final answer is refused)."""
    return judge_lines(problem, completion, verify, lambda lines: read(lines, drawn))


def proven(completion: str, drawn: Drawn) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    return proven_lines(completion, lambda lines: read(lines, drawn))


def read(lines: Sequence[Line], drawn: Drawn) -> Reading:
    known = {name: Known(drawn.points[name], frozenset(name)) for name in drawn.known}
    reader = Reader(known, MAX_ROOTS)
    missing, arrived = [name for name in drawn.points if name not in known], False
    for number, line in enumerate(lines):
        label, sides, reason = _line(line.text, reader) if number < MAX_LINES else ("", list[Known](), "format")
        if reason:
            return Reading(number, reason, arrived)
        value = sides[-1].value
        letters = frozenset[str]().union(*(side.letters for side in sides))
        if label in drawn.points:
            if value != drawn.points[label]:
                return Reading(number, "point", arrived)
            if label in missing and (label in drawn.placed or (label == missing[0] and letters)):
                missing.remove(label)
                letters |= {label}
                known[label] = Known(value, letters)
        elif (apart := _apart(label, drawn.points)) is not None:
            if isinstance(value, tuple) or (value if label.endswith("2") else times(value, value)) != apart:
                return Reading(number, "point", arrived)
        elif _NAME.fullmatch(label):
            known[label] = Known(value, letters)
        if not missing and value == drawn.asked and drawn.letters <= letters:
            arrived = True
    return Reading(len(lines), "", arrived)


def _line(text: str, reader: Reader) -> tuple[str, list[Known], str]:
    """The name on the left, the sides, and what is wrong with it."""
    first, *parts = (part.strip() for part in usual(text).rstrip(" .。").split("="))
    bare = first.strip("|") if _LENGTH.fullmatch(first) else first.removeprefix("point ").removeprefix("点").strip()
    label = bare if _NAME.fullmatch(bare) or _LENGTH.fullmatch(bare) else ""
    try:
        sides = [] if label else [reader.read(first)]
    except NoNumber:
        if not _WORDS.fullmatch(first):
            return "", [], "format"
        sides, label = [], first
    if not parts or len(parts) > MAX_SIDES:
        return label, [], "format"
    try:
        sides += map(reader.read, parts)
    except NoNumber:
        return label, [], "format"
    return label, sides, "" if all(side.value == sides[-1].value for side in sides) else "value"


def _apart(label: str, points: Mapping[str, Pair]) -> Surds | None:
    """The square of the distance that `AB` or `AB^2` names."""
    if not re.fullmatch(r"[A-Z]{2}(?:\^2)?", label) or not set(label[:2]) <= points.keys():
        return None
    (a, b), (c, d) = points[label[0]], points[label[1]]
    x, y = plus(a, c, -1), plus(b, d, -1)
    return plus(times(x, x), times(y, y))
