"""Derivations of inequalities: numbered lines that compare both sides at a number.

`S2: x = 0: -5 < 7` is sound when -5 and 7 are the values of the sides at 0, exactly. Between the numbers where the sides are equal or
one of them is not defined, nothing changes; so a line for each of those, and for one number in each interval between them, proves the set
of solutions. Nothing short of that is paid."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers import derivation
from synth.verifiers.math.inequality import surds
from synth.verifiers.math.inequality.expressions import Expression
from synth.verifiers.math.inequality.pieces import Point
from synth.verifiers.math.inequality.surds import Surd
from synth.verifiers.parsers.mathematics.reading import text_of
from synth.verifiers.parsers.mathematics.tokens import Unreadable, lex
from synth.verifiers.parsers.mathematics.values import value
from synth.verifiers.parsers.steps import Step

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Each compares the left side and the right side of the inequality at one \
number, exactly, with =, < or >, or says that a side is undefined there:
S1: x = 2: 5 = 5
S2: x = √3: 1 + √3 < 4
S3: x = 1/2: undefined
There has to be a line for each number where the sides are equal or one of them is undefined, and for at least one number in each interval \
between these, below the least and above the greatest of them.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行。每行取一个数，用 =、< 或 > 准确地比较不等式左边和右边在该处的值，或者说明有一边在该处无定义：
S1: x = 2: 5 = 5
S2: x = √3: 1 + √3 < 4
S3: x = 1/2: 无定义
凡是两边相等或有一边无定义的数，都要写一行；在这些数隔开的每个区间里（包括最小的左边和最大的右边），至少取一个数写一行。
""",
}
MAX_LINES = 60
"""Lines that are read; three times what any problem needs."""
MAX_BITS = 400
_LINE = re.compile(r"(?:at |for |当 ?)?x ?= ?([^:=<>]{1,80}): ?([^:]{1,300})")
_UNDEFINED = frozenset(("undefined", "not defined", "none 定义", "没有定义"))
"""As `parsers.text.plain` leaves them: 无 alone is none."""
_SIGNS = str.maketrans("：＝＜＞", ":=<>")

P = TypeVar("P")


class Sides(NamedTuple):
    f: Expression | None
    left: Expression
    right: Expression
    critical: tuple[Point, ...]
    """Where something may change, in ascending order."""


@lru_cache(maxsize=256)
def needed(sides: Sides) -> tuple[Surd, ...]:
    """The numbers where the sides are equal or one is not defined, in ascending order."""
    found = []
    for x in map(surds.at, sides.critical):
        both = compared(sides, x)
        if both is None or not surds.minus(*both).sign:
            found.append(x)
    return tuple(found)


@lru_cache(maxsize=1024)
def compared(sides: Sides, x: Surd) -> tuple[Surd, Surd] | None:
    """Both sides at x; None where one is not defined."""
    try:
        return surds.worth(sides.left, x, sides.f), surds.worth(sides.right, x, sides.f)
    except ZeroDivisionError:
        return None


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], sides: Sides) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it compares nothing), value (a side has another value there, or is not defined, or is), sign
    (it is the other way round). Then missing (no lines), milestone (a number or an interval is left out), answer (the final answer is
    refused)."""
    return derivation.judge(problem, completion, verify, _reader(sides))


def proven(completion: str, sides: Sides) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, _reader(sides))


def _reader(sides: Sides) -> derivation.Reader:
    def read(steps: Sequence[Step]) -> derivation.Reading:
        seen: list[Surd] = []
        for number, step in enumerate(steps):
            x = _line(step.claim.translate(_SIGNS), sides) if number < MAX_LINES else "format"
            if isinstance(x, str):
                return derivation.Reading(number, x, _arrived(seen, sides))
            seen.append(x)
        return derivation.Reading(len(steps), "", _arrived(seen, sides))

    return read


def _arrived(seen: Sequence[Surd], sides: Sides) -> bool:
    points = needed(sides)
    if not seen or not set(points) <= set(seen):
        return False
    told = [x.fine for x in seen if x not in points]
    ends = [point.fine for point in points]
    if not ends:
        return True
    inside = all(any(low < x < high for x in told) for low, high in pairwise(ends))
    return inside and min(told) < ends[0] and max(told) > ends[-1] if told else False


def _line(claim: str, sides: Sides) -> Surd | str:
    """The number of a sound line; else what is wrong with it."""
    found = _LINE.fullmatch(claim)
    x = _number(found[1]) if found else None
    if found is None or x is None:
        return "format"
    both = compared(sides, x)
    said = found[2].strip().rstrip(".。")
    if said.lower() in _UNDEFINED:
        return "value" if both else x
    signs = set(re.findall("[<>]", said)) or {"="}
    parts = [[_number(text) for text in part.split("=")] for part in re.split("[<>]", said)]
    if len(signs) > 1 or len(parts) > 2 or (len(parts) == 1 and len(parts[0]) < 2) or any(None in part for part in parts):
        return "format"
    if both is None:
        return "value"
    sign = surds.minus(*both).sign
    if len(parts) == 1 and sign:
        return "value"
    if any(number != side for part, side in zip(parts, both, strict=False) for number in part):
        return "sign" if parts == [[both[1]], [both[0]]] else "value"
    return x if signs == {"<=>"[sign + 1]} else "sign"


@lru_cache(maxsize=4096)
def _number(text: str) -> Surd | None:
    """A number that is no larger than those of problems."""
    try:
        found = surds.read(value(lex(text_of(text.strip()))))
    except Unreadable:
        return None
    large = found is None or max(n.bit_length() for f in found[:2] for n in (f.numerator, f.denominator)) > MAX_BITS
    return None if large else found
