"""Dimensional groups: a complete set of independent dimensionless products of the given quantities; any such set is right.

Refused for the first of: format (a group is no product of powers of the quantities), count (more or fewer groups than belong to a
complete set), dimension (a group has one), dependent (a group is a product of powers of the others), alone (a quantity that has to stand
in one group only, with the exponent 1, does not)."""

import re
from collections.abc import Sequence
from math import lcm
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers import derivation
from synth.verifiers.derivation import Reading
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.steps import Line
from synth.verifiers.parsers.text import plain
from synth.verifiers.science.dimensional_groups import exponents
from synth.verifiers.science.dimensional_groups.exponents import BASES
from synth.verifiers.science.dimensional_groups.products import Exponents, Number, readings

__all__ = ["BASES", "EXAMPLES", "TRACE_FORMAT", "DimensionalGroups", "Quantity", "exponents", "proven", "verify", "verify_trace"]

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation of each group as numbered lines: a product of quantities with unknown exponents x1, x2, ... \
(chosen ones are numbers; products are written with *), then for each base unit that occurs in it the equation that its power is 0, and \
at last all exponents:
S1: Q * N^x1 * Y^x2
S2: kg: 1 + x1 = 0
S3: m: 2 - 3 * x1 + x2 = 0
S4: x1 = -1, x2 = -5
In the next group the exponents are called x1, x2, ... again. Together the groups are a complete set as it is asked for.
""",
    "zh": """
写出最终答案之前，请用带编号的行写出每个无量纲组的推导：先写含未知指数 x1、x2……的乘积（取定的指数写成数，乘号写成 *），\
再对其中出现的每个基本单位列出其幂次为 0 的方程，最后给出全部指数：
S1: Q * N^x1 * Y^x2
S2: kg: 1 + x1 = 0
S3: m: 2 - 3 * x1 + x2 = 0
S4: x1 = -1, x2 = -5
下一组的指数仍从 x1 开始记。各组合起来，就是所要求的完整的一套。
""",
}

MAX_LENGTH = 2_000
"""Characters of an answer."""
_READER = Reader({word: sign for word, sign in WORDS.items() if sign in ("and",)})
_LEAD = re.compile(
    r"\A(?:(?:a|the|one)\s)?(?:complete\s)?(?:set\s(?:of\s)?)?(?:independent\s)?(?:dimensionless\s)?(?:groups?|products?|numbers?)(?:\s(?:is|are))?\s*:?\s*"
    r"|\A[\u4e00-\u9fff]{0,12}无量纲[\u4e00-\u9fff]{0,8}\s*(?:是|为|:|=)\s*:?",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\\(?:left|right)(?![A-Za-z])|\\(?:begin|end)\{[a-z*]{1,12}\}|[&`]|\\(?=[{}])")
"""What groups may be set in: large brackets, aligned equations, code."""
_PARTS = re.compile(r"[;,\n]|\\\\|\band\b|\\q?quad(?![A-Za-z])")


class Quantity(Frozen, frozen=True):
    name: Annotated[str, Meta(pattern=r"\A[a-z ]{3,30}\Z")]
    """`surface tension`."""
    symbol: Annotated[str, Meta(pattern=r"\A(?:[A-Za-z]|[a-z]{2,7})\Z")]
    """`sigma`."""
    dimension: Annotated[tuple[Annotated[int, Meta(ge=-4, le=4)], ...], Meta(min_length=5, max_length=5)]
    """Powers of kg, m, s, K and A in its unit: `(1, 0, -2, 0, 0)`."""


class DimensionalGroups(Problem, frozen=True):
    theme: Annotated[int, Meta(ge=0, le=3)]
    """What is investigated: flow and heat, solids, electricity, the sky."""
    quantities: Annotated[tuple[Quantity, ...], Meta(min_length=2, max_length=10)]
    alone: Annotated[tuple[Annotated[int, Meta(ge=0, le=9)], ...], Meta(max_length=6)]
    """Places of the quantities, ascending, each of which has to stand in one group only, with the exponent 1."""

    def __post_init__(self) -> None:
        symbols = [quantity.symbol for quantity in self.quantities]
        if len(set(symbols)) < len(symbols) or any(not any(quantity.dimension) for quantity in self.quantities):
            raise ValueError("each quantity has a symbol of its own and a dimension")
        if list(self.alone) != sorted(set(self.alone)) or any(place >= len(symbols) for place in self.alone):
            raise ValueError("the places of quantities ascend")
        if not groups(self) or not _possible(self):
            raise ValueError("there is a group, and a set with those quantities alone")


def rank(rows: Sequence[Sequence[Fraction | int]]) -> int:
    """By elimination in whole numbers."""
    left = [list(row) if {*map(type, row)} == {int} else _cleared(row) for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        at = next((at for at in range(found, len(left)) if left[at][column]), None)
        if at is None:
            continue
        left[at], left[found] = left[found], left[at]
        top = left[found]
        for row in left[found + 1 :]:
            factor = row[column]
            if factor:
                row[:] = [top[column] * entry - factor * other for entry, other in zip(row, top, strict=True)]
        found += 1
    return found


def _cleared(row: Sequence[Fraction | int]) -> list[Fraction | int]:
    """Without denominators."""
    common = lcm(*(entry.denominator for entry in row))
    return [int(entry * common) for entry in row]


@kept
def groups(problem: DimensionalGroups) -> int:
    """How many groups belong to a complete set (Buckingham)."""
    return len(problem.quantities) - rank([quantity.dimension for quantity in problem.quantities])


def _possible(problem: DimensionalGroups) -> bool:
    """Whether the other quantities have all the dimensions: then each of these has a group with them."""
    others = [quantity.dimension for place, quantity in enumerate(problem.quantities) if place not in problem.alone]
    return bool(others) and rank(others) == len(problem.quantities) - groups(problem)


def read(problem: DimensionalGroups, answer: str) -> list[Exponents] | None:
    """The groups of an answer, where a stroke may be read in two ways as that which has no dimension; None where one cannot be read."""
    if len(answer) > MAX_LENGTH or "~~" in answer:  # struck out
        return None
    text = _LEAD.sub("", _AROUND.sub("", plain(answer, _READER)).strip())
    for opened, closed in ("()", "[]", "{}"):
        if text.startswith(opened) and text.endswith(closed) and _closes(text, opened, closed) and _PARTS.search(text):
            text = text[1:-1]
    parts = [part for part in _PARTS.split(text) if part.strip(" \t.$")]
    symbols = {quantity.symbol: quantity.dimension for quantity in problem.quantities}
    found = []
    for part in parts[:20]:
        ways = readings(part, symbols)
        if not ways:
            return None
        found.append(ways[0] if len(ways) == 1 else next((way for way in ways if not any(dimension(problem, way))), ways[0]))
    return found if 0 < len(parts) <= 20 else None


def _closes(text: str, opened: str, closed: str) -> bool:
    """Whether the bracket at the beginning closes at the end."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == opened) - (sign == closed)
        if not depth:
            return place == len(text) - 1
    return False


def dimension(problem: DimensionalGroups, group: Exponents) -> list[Number]:
    """Powers of the base units in a product."""
    total: list[Number] = [0] * len(BASES)
    for quantity in problem.quantities:
        if power := group.get(quantity.symbol):
            for base, own in enumerate(quantity.dimension):
                if own:
                    total[base] += power * own
    return total


def _faults(problem: DimensionalGroups, found: Sequence[Exponents]) -> Verdict:
    """On groups without a dimension: whether they are a complete set."""
    symbols = [quantity.symbol for quantity in problem.quantities]
    if rank([[group.get(symbol, 0) for symbol in symbols] for group in found]) < len(found):
        return refuse("dependent")
    for place in problem.alone:
        if [group[symbols[place]] for group in found if symbols[place] in group] != [1]:
            return refuse("alone")
    return ACCEPT


def verify(problem: DimensionalGroups, answer: str) -> Verdict:
    found = read(problem, answer)
    if found is None:
        return refuse("format")
    if len(found) != groups(problem):
        return refuse("count")
    if any(any(dimension(problem, group)) for group in found):
        return refuse("dimension")
    return _faults(problem, found)


def _read(problem: DimensionalGroups, lines: Sequence[Line]) -> Reading:
    symbols = {quantity.symbol: quantity.dimension for quantity in problem.quantities}
    sound, reason, found = exponents.judged(lines, symbols)
    return Reading(sound, reason, len(found) == groups(problem) and _faults(problem, found).accepted)


def verify_trace(problem: DimensionalGroups, completion: str) -> TraceVerdict:
    """The verdict on equations between exponents. Reasons, of the first wrong line: format, order, equation, solution, missing (see
    `exponents.judged`). Then missing (no lines), milestone (the groups are no complete set), answer (the final answer is refused)."""
    return derivation.judge_lines(problem, completion, verify, lambda lines: _read(problem, lines))


def proven(problem: DimensionalGroups, completion: str) -> Proven:
    """Whether the lines come to a complete set; see `synth.verifiers.score_steps`."""
    return derivation.proven_lines(completion, lambda lines: _read(problem, lines))


_PENDULUM = DimensionalGroups(
    3,
    (
        Quantity("period", "T", (0, 0, 1, 0, 0)),
        Quantity("length", "l", (0, 1, 0, 0, 0)),
        Quantity("gravitational acceleration", "g", (0, 1, -2, 0, 0)),
        Quantity("mass", "m", (1, 0, 0, 0, 0)),
    ),
    (),
)
_DRAG = DimensionalGroups(
    0,
    (
        Quantity("drag force", "F", (1, 1, -2, 0, 0)),
        Quantity("speed", "v", (0, 1, -1, 0, 0)),
        Quantity("diameter", "D", (0, 1, 0, 0, 0)),
        Quantity("density", "rho", (1, -3, 0, 0, 0)),
        Quantity("viscosity", "mu", (1, -1, -1, 0, 0)),
    ),
    (0,),
)

EXAMPLES = (
    (_PENDULUM, "T^2 * g / l", ""),
    (_PENDULUM, r"$\Pi_1 = T\sqrt{\frac{g}{l}}$", ""),
    (_PENDULUM, "Pi = l/(g T^2)", ""),
    (_DRAG, "F / (rho * v^2 * D^2); rho * v * D / mu", ""),
    (_DRAG, "[F / (rho * v^2 * D^2); rho * v * D / mu]", ""),
    (_DRAG, r"\Pi_1 = \frac{F}{\rho v^2 D^2}, \Pi_2 = \frac{\rho v D}{\mu}", ""),
    (_DRAG, "1. F·ρ/μ²\n2. Re = ρvD/μ (Reynolds number)", ""),
    (_DRAG, "F/(μ v D) and μ ρ^-1 v^-1 D^-1", ""),
    (_DRAG, "F ρ / μ**2; sqrt(rho v D / mu)", ""),
    (_PENDULUM, "", "format"),
    (_PENDULUM, "the period is proportional to the root of l/g", "format"),
    (_PENDULUM, "T^2 * a / l", "format"),
    (_PENDULUM, "T^2 * g / l; m/m", "count"),
    (_DRAG, "rho * v * D / mu", "count"),
    (_PENDULUM, "T * g / l", "dimension"),
    (_DRAG, "F / (rho * v^2 * D); rho * v * D / mu", "dimension"),
    (_DRAG, "rho * v * D / mu; mu / (rho * v * D)", "dependent"),
    (_DRAG, "rho * v * D / mu; v / v", "dependent"),
    (_DRAG, "rho * v^2 * D^2 / F; rho * v * D / mu", "alone"),
    (_DRAG, "F / (rho * v^2 * D^2); F / (mu * v * D)", "alone"),
    (_PENDULUM, "无量纲量为：T^2 g / l", ""),
    (_PENDULUM, "答案是 g T²/l。", ""),
    (_DRAG, "无量纲量组是 π1 = F/(ρ v² D²)，π2 = ρ v D/μ", ""),
    (_DRAG, "答案：F/(ρv²D²) 和 ρvD/μ", ""),
    (_DRAG, "结果为 F ρ / μ^2；μ/(ρ v D)", ""),
    (_DRAG, "雷诺数", "format"),
    (_DRAG, "答案是 ρ v D/μ。", "count"),
    (_PENDULUM, "答案：T g / l", "dimension"),
)
