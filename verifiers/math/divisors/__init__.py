"""Divisors: how many numbers, divisors or pairs meet conditions on multiples and common divisors, and powers in a factorial.

Refused for the first of: format (not one integer), value (another integer)."""

from typing import Annotated

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.math.divisors.sheet import Sheet
from synth.verifiers.math.divisors.stages import Common, Divisors, Factorial, Multiples, Pairs, Shared, Stage
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Chain", "proven", "verify", "verify_trace"]

NAMES = "ABCD"
"""What the results are called."""


class Chain(Problem, frozen=True):
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1, max_length=4)]
    """Each result is a number of the next question: its size is the size that stands there times that result."""


@kept
def sheet(problem: Chain) -> tuple[Sheet, tuple[int, ...]]:
    """The pencil route, and the result of each stage."""
    paper, value, values = Sheet(), 1, list[int]()
    for place, stage in enumerate(problem.stages):
        if len(problem.stages) > 1:
            paper.say(f"{NAMES[place]}:")
        value = worked(paper, stage, value, place == 0)
        values.append(value)
    return paper, tuple(values)


def worked(paper: Sheet, stage: Stage, before: int, first: bool) -> int:
    """The result of a stage, from the one before it."""
    size = stage.size * before
    if not first and stage.size > 1:
        paper.add(f"{stage.size} * {before}", size, (before,))
    return stage.work(paper, size)


def answer(problem: Chain) -> int:
    """The result of the last stage."""
    return sheet(problem)[1][-1]


def given(problem: Chain) -> frozenset[Fraction]:
    """The numbers of the problem, and what follows from them alone: least common multiples, products of primes."""
    told = set(sheet(problem)[0].told)
    for stage in problem.stages:
        for value in msgspec.structs.astuple(stage):
            flat = [n for part in value for n in (part if isinstance(part, tuple) else (part,))] if isinstance(value, tuple) else [value]
            told.update(n for n in flat if isinstance(n, int))
        if isinstance(stage, Multiples | Factorial):
            told.add(stage.low - 1)
    return frozenset(map(Fraction, told))


def ways(problem: Chain) -> list[list[Milestone]]:
    """The values of the one route: quotients, their sums and differences, and the result of every stage."""
    return [sheet(problem)[0].keys()]


def verify(problem: Chain, answer_text: str) -> Verdict:
    read = mathematics.integer(answer_text)
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


def verify_trace(problem: Chain, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: Chain, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, given(problem), ways(problem))


_MULTIPLES = Chain((Multiples(200, 50, (7,), "any", "count"),))  # 56, 63, ..., 196
_EITHER = Chain((Multiples(100, 1, (6, 10), "one", "count"),))  # 16 + 10 - 2 * 3
_SUM = Chain((Common(30, 12, 2, "sum"),))  # 2, 10, 14, 22, 26
_SHARED = Chain((Shared(24, 12, 2),))  # gcd 2 or 3: 2, 10, 14, 22; 3, 9, 15, 21
_ZEROS = Chain((Factorial(25, 1, 12),))  # 22 twos in pairs, 10 threes
_DIVISORS = Chain((Factorial(10, 1, 12), Divisors(1, ((2, 1), (3, 2), (5, 1)), 2, 15, False)))  # A = 4; 4 * 3 * 2 - 4 * 2
_PAIRS = Chain((Pairs(2, ((2, 1), (3, 1)), 1),))  # lcm 12: 15 ordered ones

EXAMPLES = (
    (_MULTIPLES, "21", ""),
    (_MULTIPLES, "**21**", ""),
    (_EITHER, "The answer is 20.", ""),
    (_EITHER, r"$\boxed{20}$", ""),
    (_SUM, "74", ""),
    (_SUM, "S = 74", ""),
    (_SHARED, "8.0", ""),
    (_ZEROS, "k = 10", ""),
    (_DIVISORS, "16", ""),
    (_PAIRS, "8", ""),
    (_MULTIPLES, "", "format"),
    (_MULTIPLES, "about 21 or 22", "format"),
    (_ZEROS, "12 * 10", "format"),
    (_EITHER, "16 + 10 - 6", "format"),
    (_MULTIPLES, "28", "value"),
    (_EITHER, "26", "value"),
    (_EITHER, "23", "value"),
    (_SUM, "5", "value"),
    (_ZEROS, "22", "value"),
    (_DIVISORS, "4", "value"),
    (_DIVISORS, "24", "value"),
    (_PAIRS, "15", "value"),
    (_MULTIPLES, "答案是 21。", ""),
    (_EITHER, "答案：２０", ""),
    (_SUM, "结果是74", ""),
    (_ZEROS, "最终答案为 10。", ""),
    (_DIVISORS, "所以答案为16。", ""),
    (_SHARED, "一共有八个", "format"),
    (_MULTIPLES, "答案是 22", "value"),
    (_PAIRS, "答案：15", "value"),
    (_ZEROS, "结果是 11", "value"),
)
