"""Derivations of first wrong lines: numbered lines that work each line of the calculation out again, from the results as they are written.

`S2: d = 2*(5/6) - 1/2 = 7/6` is sound when its sides are equal and 7/6 is what the line of d should say. A derivation is a proof when it
works out the lines from the first on, up to the one that is wrong, or all of them."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading, judge_lines, proven_lines
from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import evaluate
from synth.verifiers.math._expressions import NoPolynomial, tokens, worth
from synth.verifiers.parsers.arithmetic import usual_signs
from synth.verifiers.parsers.steps import Line

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Work the lines of the calculation out again, one after another up to the \
first wrong one, each from the earlier results as they are written. Begin with the name of the result, put the numbers or polynomials in, \
and end with the right result:
S1: c = 2*(1/2) - 1/3 = 2/3
S2: d = (2/3)^2 = 4/9
Remainders are written (3*15 + 4) mod 7 = 0, derivatives f = 2*3x - 4 = 6x - 4, values and integrals with the numbers put in, and bounds \
as [2*(-3) + 1, 2*4 + 1] = [-5, 9].
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行。从第一行起逐行重新计算，直到第一个错误的行；每行都按前面各行所写的结果来算。\
每行先写结果的名称，再代入数或多项式，最后写正确的结果：
S1: c = 2*(1/2) - 1/3 = 2/3
S2: d = (2/3)^2 = 4/9
余数写成 (3*15 + 4) mod 7 = 0，导数写成 f = 2*3x - 4 = 6x - 4，求值和积分时代入数，上下界写成 [2*(-3) + 1, 2*4 + 1] = [-5, 9]。
""",
}
MAX_LINES, MAX_SIDES = 60, 6
_LABEL = re.compile(r"\(?([A-Za-z])\)?")
_PAIR = re.compile(r"\[([^\[\],]{1,300}),([^\[\],]{1,300})\]")
_SIGNS = str.maketrans("＝：（）［］，", "=:()[],")

P = TypeVar("P")
Value = tuple[Fraction, ...]


class Sheet(NamedTuple):
    """What a derivation is about."""

    pair: bool
    """Whether results are bounds."""
    remainders: bool
    right: dict[str, Value]
    """What each line should say, by the name of its result."""
    needed: dict[str, frozenset[str]]
    """Numbers that have to be put in for it."""
    at_once: frozenset[str]
    """Derivatives and quotients: the result may be all that there is to say."""
    lines: Sequence[str]
    """The names of those that have to be worked out, in their order."""


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], sheet: Sheet) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it is no equation between numbers, polynomials or bounds), value (its sides differ, or it is
    not what the line should say). Then missing (no lines), milestone (a line is left out, or nothing is put into it), answer (the final
    answer is refused)."""
    return judge_lines(problem, completion, verify, lambda lines: read(lines, sheet))


def proven(completion: str, sheet: Sheet) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    return proven_lines(completion, lambda lines: read(lines, sheet))


def read(lines: Sequence[Line], sheet: Sheet) -> Reading:
    left = list(sheet.lines)
    for number, line in enumerate(lines):
        name, *sides = (side.strip() for side in line.text.translate(_SIGNS).strip("$ .。").split("="))
        label = _LABEL.fullmatch(name)
        name, sides = (label[1], sides) if label and label[1] in sheet.right else ("", [name, *sides])
        values = [_worth(side, sheet.pair, sheet.remainders) for side in sides]
        if number >= MAX_LINES or len(values) < 2 - bool(name) or len(values) > MAX_SIDES or None in values:
            return Reading(number, "format", not left)
        if any(value != values[-1] for value in values) or (name and values[-1] != sheet.right[name]):
            return Reading(number, "value", not left)
        put_in = set(re.findall(r"\d+", sides[0]))
        shown = name in sheet.at_once or (len(values) > 1 and sides[0] != sides[-1])
        if left and name == left[0] and shown and sheet.needed[name] <= put_in:
            del left[0]
    return Reading(len(lines), "", not left)


@lru_cache(maxsize=1024)
def _worth(side: str, pair: bool, remainders: bool) -> Value | None:
    if pair:
        ends = _PAIR.fullmatch(side)
        if ends:
            low, high = (_worth(end.strip(), False, False) for end in (ends[1], ends[2]))
            return (*low, *high) if low and high and len(low) == len(high) == 1 else None
    if remainders:
        found = evaluate(usual_signs(side))
        return (Fraction(found.value),) if found else None
    try:
        value = worth(tokens(side), {}, 0)
    except NoPolynomial:
        return None
    return tuple(map(Fraction, reversed(value))) or (Fraction(0),)
