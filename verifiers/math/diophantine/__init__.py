"""Diophantine equations: positive whole numbers within bounds that satisfy all the given equations; any such numbers are right.

Refused for the first of: format (not one whole number for each unknown), bounds (a number is out of its bounds), equation (one of the
equations does not hold)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import Milestone
from synth.verifiers.math.diophantine.derivation import TRACE_FORMAT
from synth.verifiers.parsers.mathematics import rationals

__all__ = ["EXAMPLES", "NAMES", "TRACE_FORMAT", "Diophantine", "Equation", "Term", "left", "proven", "verify", "verify_trace"]

NAMES = "xyzuv"


class Term(Frozen, frozen=True):
    """A coefficient times powers of unknowns."""

    factor: Annotated[int, Meta(ge=-99, le=99)]
    """Not 0: `-3`."""
    powers: Annotated[tuple[Annotated[int, Meta(ge=0, le=3)], ...], Meta(min_length=2, max_length=5)]
    """Of each unknown: `(2, 0, 1)` for x^2 z."""

    def __post_init__(self) -> None:
        if not self.factor or not any(self.powers):
            raise ValueError("a term has a factor and an unknown")


class Equation(Frozen, frozen=True):
    terms: Annotated[tuple[Term, ...], Meta(min_length=1, max_length=8)]
    """The left side."""
    value: Annotated[int, Meta(ge=-(10**9), le=10**9)]
    """The right side: `137`."""


class Diophantine(Problem, frozen=True):
    equations: Annotated[tuple[Equation, ...], Meta(min_length=1, max_length=4)]
    most: Annotated[tuple[Annotated[int, Meta(ge=2, le=99)], ...], Meta(min_length=2, max_length=5)]
    """The largest number that each unknown may be, in the order of their names; the smallest is 1: `(20, 15)`."""

    def __post_init__(self) -> None:
        if any(len(term.powers) != len(self.most) for equation in self.equations for term in equation.terms):
            raise ValueError("each term says the power of every unknown")


def left(equation: Equation, numbers: tuple[int, ...]) -> int:
    """The left side at these numbers."""
    total = 0
    for term in equation.terms:
        part = term.factor
        for number, power in zip(numbers, term.powers, strict=True):
            if power:
                part *= number**power
        total += part
    return total


def _numbers(problem: Diophantine, answer: str) -> tuple[int, ...] | None:
    found = rationals(answer, NAMES[: len(problem.most)])
    if found is None or len(found) != len(problem.most) or any(n.denominator != 1 for n in found):
        return None
    return tuple(map(int, found))


def verify(problem: Diophantine, answer: str) -> Verdict:
    numbers = _numbers(problem, answer)
    if numbers is None:
        return refuse("format")
    if not all(1 <= n <= most for n, most in zip(numbers, problem.most, strict=True)):
        return refuse("bounds")
    return ACCEPT if all(left(equation, numbers) == equation.value for equation in problem.equations) else refuse("equation")


def _told(problem: Diophantine) -> set[int]:
    """The numbers of the equations."""
    factors = {abs(term.factor) for equation in problem.equations for term in equation.terms}
    return factors | {abs(equation.value) for equation in problem.equations}


def _ways(problem: Diophantine, completion: str) -> list[tuple[Milestone, ...]]:
    """What has to be worked out for the numbers of the answer: each left side, from them and the coefficients."""
    answer = final_answer(completion)
    numbers = None if isinstance(answer, Verdict) else _numbers(problem, answer)
    if numbers is None:
        return []
    needed = []
    for equation in problem.equations:
        used = {n for term in equation.terms for n, power in zip(numbers, term.powers, strict=True) if power}
        used |= {abs(term.factor) for term in equation.terms}
        needed.append(Milestone(equation.value, tuple(sorted(n for n in used if n > 1)), 0))
    return [tuple(needed)]


def verify_trace(problem: Diophantine, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, _told(problem), _ways(problem, completion))


def proven(problem: Diophantine, completion: str) -> Proven:
    """Whether the derivation puts the answer into all equations; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, _told(problem), _ways(problem, completion))


_LINE = Diophantine((Equation((Term(3, (1, 0)), Term(5, (0, 1))), 31),), (9, 9))  # (2, 5) and (7, 2)
_PAIR = Diophantine(
    (
        Equation((Term(1, (2, 0, 0)), Term(1, (0, 1, 1))), 31),
        Equation((Term(1, (1, 0, 0)), Term(2, (0, 1, 0)), Term(-1, (0, 0, 1))), 6),
    ),
    (9, 9, 9),
)  # (5, 2, 3): 25 + 6 = 31 and 5 + 4 - 3 = 6

EXAMPLES = (
    (_LINE, "2, 5", ""),
    (_LINE, "7, 2", ""),
    (_LINE, "(2, 5)", ""),
    (_LINE, "x = 2, y = 5", ""),
    (_LINE, "y = 5, x = 2", ""),
    (_LINE, r"$\boxed{(7, 2)}$", ""),
    (_LINE, "x = 7 and y = 2", ""),
    (_PAIR, "5, 2, 3", ""),
    (_LINE, "", "format"),
    (_LINE, "2", "format"),
    (_LINE, "2, 5, 1", "format"),
    (_LINE, "31/3, 0", "format"),
    (_LINE, "no solution", "format"),
    (_LINE, "12, -1", "bounds"),
    (_LINE, "5, 2", "equation"),
    (_PAIR, "1, 5, 6", "equation"),
    (_PAIR, "5, 3, 2", "equation"),
    (_LINE, "答案是 2，5。", ""),
    (_LINE, "答案是 x = 2，y = 5", ""),
    (_LINE, "答案：（7，2）", ""),
    (_PAIR, "解为 x=5，y=2，z=3", ""),
    (_PAIR, "结果是 (5, 2, 3)", ""),
    (_LINE, "无解", "format"),
    (_LINE, "答案是 5，2", "equation"),
    (_LINE, "答案：12，-1", "bounds"),
)
