"""Inequality: all real solutions of an inequality with fractions and absolute values, as a union of intervals.

Refused for the first of: format (not a set of real numbers, or intervals that overlap), value (another set)."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math.inequality import derivation, pieces
from synth.verifiers.math.inequality.derivation import TRACE_FORMAT
from synth.verifiers.math.inequality.expressions import Bars, Call, Expression, Polynomial, Quotient, Sum, calls, size
from synth.verifiers.math.inequality.pieces import Solution
from synth.verifiers.parsers.mathematics.tokens import Unreadable
from synth.verifiers.parsers.mathematics.unions import Region, apart, region, same_region

__all__ = [
    "EXAMPLES",
    "TRACE_FORMAT",
    "Bars",
    "Call",
    "Expression",
    "Inequality",
    "Polynomial",
    "Quotient",
    "Sum",
    "proven",
    "sides",
    "solution",
    "verify",
    "verify_trace",
]

MAX_SIZE = 30
"""Nodes of both sides, those of f counted at each call."""
MAX_BARS = 7
"""Absolute values, counted in the same way."""


class Inequality(Problem, frozen=True):
    f: Annotated[tuple[Expression, ...], Meta(max_length=1)]
    """The function f, where the sides call one."""
    left: Expression
    relation: Literal["<", "<=", ">", ">="]
    right: Expression

    def __post_init__(self) -> None:
        sides = (self.left, self.right)
        if any(calls(f) for f in self.f) or bool(self.f) != any(map(calls, sides)):
            raise ValueError("f calls nothing, and is called where there is one")
        if sum(size(side, self.f) for side in sides) > MAX_SIZE or sum(size(side, self.f, bars=True) for side in sides) > MAX_BARS:
            raise ValueError("too long")
        solution(self)  # ValueError where an end point is neither rational nor a root of a quadratic


@kept
def solution(problem: Inequality) -> Solution:
    """The set of all solutions."""
    function = pieces.of(problem.f[0], pieces.X) if problem.f else None
    f = problem.f[0] if function else None
    return pieces.solve(pieces.of(problem.left, pieces.X, f), problem.relation, pieces.of(problem.right, pieces.X, f))


def verify(problem: Inequality, answer_text: str) -> Verdict:
    try:
        read = region(answer_text)
        if not apart(read):  # two answers
            return refuse("format")
        return ACCEPT if same_region(read, _known(problem)) else refuse("value")
    except Unreadable:
        return refuse("format")


@kept
def _known(problem: Inequality) -> Region:
    return region(solution(problem).text)


def sides(problem: Inequality) -> derivation.Sides:
    """What a derivation is about."""
    return derivation.Sides(problem.f[0] if problem.f else None, problem.left, problem.right, solution(problem).critical)


def verify_trace(problem: Inequality, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, sides(problem))


def proven(problem: Inequality, completion: str) -> Proven:
    """Whether the derivation looks at every critical number and between them; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, sides(problem))


def _line(*coefficients: int) -> Polynomial:
    return Polynomial(coefficients)


_RAY = Inequality((), _line(3, -5), "<=", _line(7))
_OUTER = Inequality((), _line(1, -4, 3), ">=", _line(0))
_QUOTIENT = Inequality((), Quotient(_line(2, 1), _line(1, -3)), ">=", _line(1))  # (x + 4)/(x - 3) >= 0
_SURD = Inequality((), Bars(1, _line(1, 0, -2)), "<", _line(1, 0))  # |x^2 - 2| < x
_ROOTS = Inequality((), _line(1, 0, -2), ">", _line(0))
_CALLED = Inequality((Sum((Bars(1, _line(1, 0)), _line(-2))),), Call(Call(_line(1, 0))), "<", _line(0))  # ||x| - 2| < 2

EXAMPLES = (
    (_RAY, "(-∞, 4]", ""),
    (_RAY, "x <= 4", ""),
    (_RAY, r"$x \le 4$", ""),
    (_OUTER, r"(-\infty, 1] \cup [3, \infty)", ""),
    (_OUTER, "x <= 1 or x >= 3", ""),
    (_QUOTIENT, r"(-\infty, -4] \cup (3, \infty)", ""),
    (_QUOTIENT, "The solution set is (-∞, -4] ∪ (3, ∞).", ""),
    (_SURD, "1 < x < 2", ""),
    (_SURD, r"x \in (1, 2)", ""),
    (_ROOTS, "x < -√2 or x > √2", ""),
    (_CALLED, "(-4, 0) ∪ (0, 4)", ""),
    (_RAY, "4", "format"),
    (_RAY, "", "format"),
    (_RAY, "3x - 5 <= 7", "format"),
    (_RAY, "x <= 4 or x <= 5", "format"),
    (_RAY, "(-∞, 4)", "value"),
    (_RAY, "x >= 4", "value"),
    (_OUTER, "1 <= x <= 3", "value"),
    (_OUTER, "all real numbers", "value"),
    (_QUOTIENT, "x >= -4", "value"),
    (_QUOTIENT, "(-∞, -4] ∪ [3, ∞)", "value"),
    (_SURD, "no solution", "value"),
    (_ROOTS, "x < -1.41 or x > 1.41", "value"),
    (_CALLED, "(-4, 4)", "value"),
    (_RAY, "解集为 (-∞, 4]", ""),
    (_OUTER, "x ≤ 1 或 x ≥ 3", ""),
    (_OUTER, "答案：（-∞，1]∪[3，+∞）", ""),
    (_QUOTIENT, "不等式的解集为{x|x≤-4或x>3}", ""),
    (_SURD, "解为1<x<2", ""),
    (_CALLED, "x>-4且x<4且x≠0", ""),
    (_OUTER, "解集为[1, 3]", "value"),
    (_QUOTIENT, "x≥-4且x≠3", "value"),
    (_RAY, "无解", "value"),
)
