"""Polynomial roots: a symmetric function of the roots of a polynomial, found without solving it; a coefficient may be given by a condition.

Refused for the first of: format (not one rational number), value (another number)."""

import re

from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT
from synth.verifiers.math.polynomial_roots.milestones import given, ways
from synth.verifiers.math.polynomial_roots.problem import Condition, PolynomialRoots, Term, answer
from synth.verifiers.parsers import mathematics
from synth.verifiers.parsers.text import plain

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Condition", "PolynomialRoots", "Term", "proven", "verify", "verify_trace"]

_ASKED = re.compile(r"(?![^=]*(?:\b(?:or|and|not|if)\b|\\ne))(?=[^=]*(?:[rst]\b|[rst]_|F\())[^=≈≠<>,;]{3,300}=(?=[^=]*\Z)")
"""What is asked for, before the answer: `r^2 + s^2 = 7`."""


def verify(problem: PolynomialRoots, answer_text: str) -> Verdict:
    read = mathematics.rational(answer_text)
    if read is None and (asked := _ASKED.match(text := plain(answer_text))):
        read = mathematics.rational(text[asked.end() :])
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


def verify_trace(problem: PolynomialRoots, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: PolynomialRoots, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, given(problem), ways(problem))


_SQUARE = Term((1, 0, 0), (1,), 1)
_FIRST = PolynomialRoots("sum", (1, -5, 3), _SQUARE, (), ())  # 25 - 6
_CUBIC = PolynomialRoots("sum", (1, -2, 0, 5), Term((1,), (1, 0, 1), 1), (), ())  # f(i) = 7 - i: 31/50
_KNOWN = PolynomialRoots("sum", (1, -3, 0, 2), Term((1,), (1, 0), 1), (), (Condition(2, "squares", 0, (1, 1)),))  # k = 4: -2
_PAIRS = PolynomialRoots("mixed", (1, -4, 1, 6), Term((1, 0), (1,), 1), (Term((1,), (1, 0), 1),), ())  # roots -1, 2, 3: -11/3

EXAMPLES = (
    (_FIRST, "19", ""),
    (_FIRST, "S = 19", ""),
    (_FIRST, "r^2 + s^2 = 19", ""),
    (_FIRST, "18 or r^2 + s^2 = 19", "format"),
    (_FIRST, r"r^2 + s^2 \ne 18 = 19", "format"),
    (_FIRST, r"$\boxed{19}$", ""),
    (_CUBIC, "31/50", ""),
    (_CUBIC, "0.62", ""),
    (_CUBIC, r"\frac{31}{50}", ""),
    (_CUBIC, "62/100", ""),
    (_KNOWN, "-2", ""),
    (_PAIRS, r"$-\dfrac{11}{3}$", ""),
    (_PAIRS, "−11/3", ""),
    (_FIRST, "", "format"),
    (_FIRST, "5^2 - 2*3", "format"),
    (_CUBIC, "31", "value"),
    (_CUBIC, "31/50 or 71/50", "format"),
    (_PAIRS, "about -3.67", "format"),
    (_FIRST, "31", "value"),
    (_FIRST, "25", "value"),
    (_CUBIC, "0.6", "value"),
    (_KNOWN, "0", "value"),
    (_PAIRS, "-2/3", "value"),
    (_FIRST, "答案是 19。", ""),
    (_CUBIC, "答案：31/50", ""),
    (_CUBIC, "结果是 0.62。", ""),
    (_KNOWN, "k = 4，所以答案是 −2", "format"),
    (_KNOWN, "值为 -2", ""),
    (_PAIRS, "答案为 -11/3", ""),
    (_PAIRS, "所求的和是 -2/3", "value"),
    (_CUBIC, "答案是 31/25", "value"),
    (_FIRST, "答案是 25", "value"),
)
