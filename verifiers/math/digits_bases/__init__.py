"""Digits and bases: find a number by what is said of its digits and of what it is worth, in a known base or an unknown one.

Refused for the first of: format (no number in the base that is asked for), length (it does not have so many digits), clue (something that
is said does not hold, in any base that may be)."""

from typing import Annotated

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import Milestone
from synth.verifiers.math.digits_bases.clues import (
    LONGEST,
    Backwards,
    Base,
    Carries,
    Clue,
    Different,
    Differs,
    Elsewhere,
    Product,
    Remainder,
    Square,
    Sum,
    Weighted,
    written,
)
from synth.verifiers.math.digits_bases.derivation import TRACE_FORMAT, milestones
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "TRACE_FORMAT", "DigitsBases", "proven", "verify", "verify_trace"]


class DigitsBases(Problem, frozen=True):
    bases: tuple[Base, Base]
    """The least and the largest base that may be; the same where it is known: `(7, 7)`. A known base is that of the answer too, else the
    answer is written in base ten."""
    length: Annotated[int, Meta(ge=1, le=LONGEST)]
    """Digits, of which the first is not 0: `3`."""
    clues: Annotated[tuple[Clue, ...], Meta(min_length=1, max_length=7)]
    """All hold."""

    def __post_init__(self) -> None:
        low, high = self.bases
        if low > high:
            raise ValueError("bases go from the least to the largest")
        for clue in self.clues:
            if isinstance(clue, Differs) and (max(clue.larger, clue.smaller) >= self.length or clue.larger == clue.smaller):
                raise ValueError("two digits are compared that the number has")
            if isinstance(clue, Weighted) and (max(clue.place, clue.other) >= self.length or clue.place == clue.other):
                raise ValueError("two digits are added that the number has")
            if isinstance(clue, Carries) and (len(clue.added) > self.length or max(clue.added) >= low):
                raise ValueError("what is added is no longer than the number, in digits of every base")

    @property
    def known(self) -> bool:
        """Whether the base is told."""
        return self.bases[0] == self.bases[1]


def verify(problem: DigitsBases, answer: str) -> Verdict:
    number = _number(problem, answer)
    if number is None:
        return refuse("format")
    fits = _written(problem, number)
    if not fits:
        return refuse("length")
    return ACCEPT if any(all(clue.holds(*one) for clue in problem.clues) for one in fits) else refuse("clue")


def _number(problem: DigitsBases, answer: str) -> int | None:
    base = problem.bases[0] if problem.known else 10
    read = mathematics.in_base(answer, base)
    return mathematics.integer(answer) if read is None and base == 10 else read


def _written(problem: DigitsBases, number: int) -> list[tuple[int, tuple[int, ...]]]:
    """The bases that may be in which a number has as many digits as it should, and these digits."""
    low, high = problem.bases
    if not 0 < number < high**problem.length:
        return []
    return [(base, digits) for base in range(low, high + 1) if len(digits := written(number, base)) == problem.length]


def _ways(problem: DigitsBases, completion: str) -> list[tuple[Milestone, ...]]:
    """What has to be worked out for the number that is the answer."""
    answer = final_answer(completion)
    number = None if isinstance(answer, Verdict) else _number(problem, answer)
    fits = [] if number is None else _written(problem, number)
    return [tuple(milestones(problem.clues, *one)) for one in fits if all(clue.holds(*one) for clue in problem.clues)]


def _told(problem: DigitsBases) -> set[int]:
    """The numbers of the clues."""
    return {abs(n) for clue in problem.clues for n in msgspec.structs.astuple(clue) if isinstance(n, int)}


def verify_trace(problem: DigitsBases, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, _told(problem), _ways(problem, completion))


def proven(problem: DigitsBases, completion: str) -> Proven:
    """Whether the derivation shows the answer to fit; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, _told(problem), _ways(problem, completion))


_TEN = DigitsBases((10, 10), 2, (Sum(9), Backwards(27)))  # 36
_SEVEN = DigitsBases((7, 7), 3, (Sum(14), Remainder(13, 12), Differs(1, 0, 3)))  # 365 is worth 194
_UNKNOWN = DigitsBases((6, 9), 2, (Backwards(-24), Square(0)))  # 51 in base 7 is 36
_CARRIED = DigitsBases((10, 10), 3, (Carries((7, 8), 1), Product(12), Elsewhere(2, 0), Different()))  # 341 is 101010101 in base 2

EXAMPLES = (
    (_TEN, "36", ""),
    (_TEN, "N = 36", ""),
    (_TEN, "The number is 36.", ""),
    (_SEVEN, "365", ""),
    (_CARRIED, "341", ""),
    (_CARRIED, "143", "clue"),
    (_SEVEN, "365_7", ""),
    (_SEVEN, r"$365_{7}$", ""),
    (_SEVEN, "(365)_7", ""),
    (_SEVEN, "365 (base 7)", ""),
    (_SEVEN, "The answer is 365.", ""),
    (_UNKNOWN, "36", ""),
    (_UNKNOWN, r"$\boxed{36}$", ""),
    (_SEVEN, "", "format"),
    (_SEVEN, "194_{10}", "format"),
    (_SEVEN, "194", "format"),
    (_SEVEN, "3, 6, 5", "format"),
    (_UNKNOWN, "36 or 37", "format"),
    (_TEN, "306", "length"),
    (_SEVEN, "65", "length"),
    (_UNKNOWN, "5", "length"),
    (_TEN, "63", "clue"),
    (_TEN, "45", "clue"),
    (_SEVEN, "356", "clue"),
    (_UNKNOWN, "51", "clue"),
    (_TEN, "答案是 36。", ""),
    (_SEVEN, "答案：365", ""),
    (_SEVEN, "结果是３６５", ""),
    (_UNKNOWN, "最终答案为36。", ""),
    (_UNKNOWN, "所以答案为 36", ""),
    (_SEVEN, "这个数是三六五", "format"),
    (_TEN, "答案是 63", "clue"),
    (_SEVEN, "答案是 65", "length"),
)
