"""Optimum: the best value of an integer programme in words: how many of each kind to make or to buy, under limits and side conditions.

Refused for the first of: format (not one integer), value (another integer). The exact route, a branch and bound, is in `search.py`."""

import re

from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.derivation import judge_lines, proven_lines
from synth.verifiers.math.optimum.derivation import TRACE_FORMAT as TRACE_FORMAT
from synth.verifiers.math.optimum.derivation import read
from synth.verifiers.math.optimum.problem import Condition as Condition
from synth.verifiers.math.optimum.problem import Kind as Kind
from synth.verifiers.math.optimum.problem import Optimum as Optimum
from synth.verifiers.math.optimum.search import NONE
from synth.verifiers.math.optimum.search import best as best
from synth.verifiers.parsers.mathematics import integer

_MONEY = re.compile(r"(?<=\d)[ ~]?(?:dollars?|USD|美元|元)(?![\w\u4e00-\u9fff])|\\\$(?=\s?\d)|(?<=[{ ])\$(?=\d[\d,.]*\}?\Z)")


def verify(problem: Optimum, answer: str) -> Verdict:
    read = integer(_MONEY.sub("", answer[:2_000]) if len(answer) <= 2_000 else answer)
    if read is None:
        return refuse("format")
    return ACCEPT if read == best(problem).value != NONE else refuse("value")


def verify_trace(problem: Optimum, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT: reasons as in `derivation.read`; then missing (no lines), milestone (they leave a choice
    open), answer (the final answer is refused)."""
    return judge_lines(problem, completion, verify, lambda lines: read(lines, problem))


def proven(problem: Optimum, completion: str) -> Proven:
    """Whether the lines rule out everything better than the best of them; see `synth.verifiers.score_steps`."""
    return proven_lines(completion, lambda lines: read(lines, problem))


def _kind(worth: int, *uses: int, fee: int = 0, most: int = 0, lot: int = 1) -> Kind:
    return Kind(worth, uses, fee, most, lot)


_FIRST = Optimum("most", (_kind(5, 3), _kind(7, 4)), (14,), (), 0)  # 2 and 2 take 14: 24
_FEES = Optimum("most", (_kind(9, 2, 3, fee=12), _kind(8, 3, 2)), (18, 18), (), 1)  # 54 - 12 alone; 6 of the other: 48
_LEAST = Optimum("least", (_kind(30, 8, 2), _kind(41, 11, 5)), (40, 14), (Condition("total", 0, 0, 4),), 0)  # 1 and 3: 153
_RATIO = Optimum("least", (_kind(4, 5), _kind(6, 9)), (40,), (Condition("ratio", 0, 1, 2),), 2)  # 5 and 2: 32

EXAMPLES = (
    (_FIRST, "24", ""),
    (_FIRST, "24 dollars", ""),
    (_FIRST, r"$\$24$", ""),
    (_FIRST, "The largest possible total is 24 dollars.", ""),
    (_FIRST, "**24**", ""),
    (_FIRST, "The answer is 24.", ""),
    (_FIRST, r"$\boxed{24}$", ""),
    (_FIRST, "The maximum is 24", ""),
    (_FIRST, "5*2 + 7*2 = 24", ""),
    (_FEES, "48", ""),
    (_LEAST, "153", ""),
    (_RATIO, "32", ""),
    (_FIRST, "", "format"),
    (_FIRST, "2 and 2", "format"),
    (_FIRST, "between 23 and 25", "format"),
    (_FIRST, "5*2 + 7*2", "format"),
    (_FIRST, "24.5", "format"),
    (_FIRST, "21", "value"),
    (_FEES, "54", "value"),
    (_FEES, "42", "value"),
    (_LEAST, "150", "value"),
    (_RATIO, "28", "value"),
    (_FIRST, "答案是 24。", ""),
    (_FIRST, "答案：24 元", ""),
    (_FEES, "结果是48元。", ""),
    (_LEAST, "答案是１５３", ""),
    (_RATIO, "最终答案：32", ""),
    (_FIRST, "两个和两个", "format"),
    (_RATIO, "答案是 31 元", "value"),
    (_FIRST, "答案：23", "value"),
)
