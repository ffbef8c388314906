"""Derivations of planar relations: a numbered line for a point and a condition, with the numbers whose signs decide it.

`S1: A, 2: (4 - 0)*(5 - 1) - (2 - 1)*(3 - 0) = 13; true` is sound when its equations hold, its word is right, and its results are the
numbers that decide it, but for their signs. Lines are a proof when they settle for every point whether it is asked for. The numbers are
large and one is as likely as another, so none is guessed; nothing short of a proof is paid."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from synth.verifiers.derivation import Reading
from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import Number, Side, evaluate, size
from synth.verifiers.parsers.arithmetic import usual_signs
from synth.verifiers.parsers.steps import Line
from synth.verifiers.parsers.text import plain

TRACE_FORMAT = {
    "en": """
Before the final answer, write numbered lines, each about one point and one condition (1, 2, ... in the order above), with the numbers \
whose signs decide it, as equations, and at last true or false:
S1: A, 1: (4 - 0)*(5 - 1) - (2 - 1)*(3 - 0) = 13; true
S2: A, 2: 6*9 - 7*4 = 26; 3*5 - 4*4 = -1; false
For a straight line from P to Q and a point X the number is (Qx - Px)*(Xy - Py) - (Qy - Py)*(Xx - Px). For a polygon take each edge with \
one end above X and one not. For a circle take the square of X's distance from the centre less the square of the radius, or that times \
twice the area of the triangle of the three points. For walls take the line of sight and both ends of the wall or, where these lie on one \
side decides nothing, also the wall's line and both ends of the way; where a wall is crossed, that wall is enough. A point needs \
no more lines once it is settled.
""",
    "zh": """
写出最终答案之前，请写出带编号的行，每行说一个点和一个条件（按上文的顺序编为 1、2……），用等式写出其符号起决定作用的数，最后写真或假：
S1: A, 1: (4 - 0)*(5 - 1) - (2 - 1)*(3 - 0) = 13; 真
S2: A, 2: 6*9 - 7*4 = 26; 3*5 - 4*4 = -1; 假
对从 P 到 Q 的直线和点 X，这个数是 (Qx - Px)*(Xy - Py) - (Qy - Py)*(Xx - Px)。多边形取一端高于 X、另一端不高于 X 的每条边。\
圆取 X 到圆心距离的平方减去半径的平方，或者再乘以那三点所成三角形面积的两倍。墙先取视线所在直线与墙的两端；如果两端不在同一侧，\
再取墙所在直线与视线的两端；只要有一面墙被穿过，写这一面就够了。一个点能够定下来以后，不必再写它的其他行。
""",
}
_LINE = re.compile(r"(?:point |点 ?)?([A-Z]) ?[,，、] ?(?:condition |条件 ?)?(\d{1,2}) ?[:：](.{1,2000})")
_WORDS = {"true": True, "false": False, "真": True, "假": False, "成立": True, "不成立": False}
MAX_EQUATIONS = 24
"""In a line: four for each of six walls; more would be a list of all small numbers."""
_SIGN = re.compile(r"([<>]) ?0")


class Decision(NamedTuple):
    """What settles a condition for a point."""

    holds: bool
    clauses: tuple[tuple[frozenset[Number], ...], ...]
    """Of each clause the results of a line have to have one set of numbers, taken without signs."""
    steps: frozenset[int] | None
    """Coordinates of the points that are involved and differences between them, without signs, from which the results are worked out; None
    for a circle, where the centre may come first."""
    zero: bool
    """Whether one of the differences is 0, so that a product may be left out."""


Decisions = Mapping[tuple[str, int], Decision]
"""By a point's letter and a condition's number, from 1."""


def read(lines: Sequence[Line], decisions: Decisions, settled: Callable[[Collection[bool]], bool]) -> Reading:
    """settled: whether so many conditions, that hold or do not, are enough to say whether a point is asked for.

    Reasons, of the first wrong line: format (it is not about a point and a condition, or no equations), value (an equation does not hold),
    number (a number that decides is not there), sign (it is the other way round)."""
    found: dict[str, dict[int, bool]] = {letter: {} for letter, _ in decisions}

    def arrived() -> bool:
        return all(settled(one.values()) for one in found.values())

    for number, line in enumerate(lines):
        about = _LINE.fullmatch(line.text.rstrip(" .。"))
        key = (about[1], int(about[2])) if about else ("", 0)
        if about is None or key not in decisions:
            return Reading(number, "format", arrived())
        reason = _wrong(about[3], decisions[key])
        if reason:
            return Reading(number, reason, arrived())
        found[key[0]][key[1]] = decisions[key].holds
    return Reading(len(lines), "", arrived())


def _wrong(text: str, decision: Decision) -> str:
    *equations, word = (part.strip() for part in re.split("[;；]", text))
    said = _WORDS.get(word.lower())
    if said is None or len(equations) > MAX_EQUATIONS:
        return "format"
    results = set[Number]()
    for equation in equations:
        result = _result(equation, decision)
        if isinstance(result, str):
            return result
        results.add(size(result))
    if not all(any(numbers <= results for numbers in clause) for clause in decision.clauses):
        return "number"
    return "" if said == decision.holds else "sign"


def _worked_out(side: Side, decision: Decision) -> bool:
    """Whether a side is more than its result: `13 + 0` and `13 * 1` are not."""
    numbers = [Fraction(token) for token in side.tokens if token[0].isdigit()]
    steps = decision.steps
    if steps is None:
        others = [number for number in numbers if number != size(side.value)]
        return len(numbers) > 2 and "^" in side.tokens and (len(others) == len(numbers) or sum(number > 1 for number in others) > 2)
    if all(number in steps for number in numbers) and "*" in side.tokens:
        return len(numbers) > 3 or (len(numbers) > 1 and decision.zero)
    products = {a * b for a in steps for b in steps}
    return len(numbers) > 1 and all(number in products for number in numbers) and (0 not in numbers or decision.zero)


def _result(equation: str, decision: Decision) -> Number | str:
    """The value that all sides have, `17` for `4*5 - 1*3 = 17 > 0`; else what is wrong."""
    text = usual_signs(plain(equation))
    signs = _SIGN.search(text)
    sides = [evaluate(side) for side in (text[: signs.start()] if signs else text).split("=")]
    if len(sides) < 2 or not all(sides) or (signs and signs.end() < len(text.rstrip())):
        return "format"
    values = {side.value for side in sides if side}
    value = values.pop()
    if values or (signs and (value > 0) != (signs[1] == ">")):
        return "value"
    first = sides[0]
    return value if first and _worked_out(first, decision) else "number"
