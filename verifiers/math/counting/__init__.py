"""Counting: how many strings, paths, chains of beads, assignments or sums keep the stated conditions.

Refused for the first of: format (not one integer), value (another integer)."""

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.math._route import Route
from synth.verifiers.math.counting import assignments, necklaces, paths, sums, words
from synth.verifiers.math.counting.assignments import Assignments
from synth.verifiers.math.counting.necklaces import Necklaces
from synth.verifiers.math.counting.paths import Paths
from synth.verifiers.math.counting.sums import Sums
from synth.verifiers.math.counting.words import Words
from synth.verifiers.parsers import mathematics

__all__ = [
    "EXAMPLES", "TRACE_FORMAT", "Assignments", "Counting", "Necklaces", "Paths", "Sums", "Words",
    "answer", "proven", "route", "verify", "verify_trace",
]  # fmt: skip

Puzzle = Words | Paths | Assignments | Sums | Necklaces


class Counting(Problem, frozen=True):
    puzzle: Puzzle
    """What is counted."""


def route(puzzle: Puzzle) -> tuple[Route, int]:
    """The pencil route to the number, and the number."""
    match puzzle:
        case Words():
            return words.route(puzzle)
        case Paths():
            return paths.route(puzzle)
        case Assignments():
            return assignments.route(puzzle)
        case Sums():
            return sums.route(puzzle)
        case Necklaces():
            return necklaces.route(puzzle)


@kept
def answer(problem: Counting) -> int:
    """How many there are."""
    return route(problem.puzzle)[1]


@kept
def ways(problem: Counting) -> list[list[Milestone]]:
    """The values on each way to the answer."""
    puzzle = problem.puzzle
    others = paths.other_ways(puzzle) if isinstance(puzzle, Paths) else sums.other_ways(puzzle) if isinstance(puzzle, Sums) else []
    listed = [way.milestones() for way in (route(puzzle)[0], *others)]
    return [milestones for milestones in listed if any(one.value == answer(problem) for one in milestones)]


def given(problem: Counting) -> frozenset[Fraction]:
    """Numbers of the problem that are larger than those that any line may use."""
    return frozenset({Fraction(problem.puzzle.total)}) if isinstance(problem.puzzle, Necklaces) else frozenset()


def verify(problem: Counting, answer_text: str) -> Verdict:
    read = mathematics.integer(answer_text)
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


def verify_trace(problem: Counting, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: Counting, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, given(problem), ways(problem))


_WORDS = Counting(Words(2, 6, ("AA",), -1, "", "", False))  # 21
_STRIPS = Counting(Words(2, 4, ("AA",), -1, "", "", True))  # 8 strings, 2 of them palindromes: 5
_PATHS = Counting(Paths(3, 3, ((1, 1),), (), 0))  # 20 - 2 * 6 = 8
_JOBS = Counting(Assignments(((0,), (1,), (2,), (3,)), 0))  # derangements: 9
_SUMS = Counting(Sums((1, 1, 1), (0, 0, 0), (12, 12, 12), 10, 0))  # C(12, 2) = 66
_ORDER = Counting(Sums((1, 1, 1), (0, 0, 0), (12, 12, 12), 10, 0, (0,), (1, 2)))  # 5 + 4 + 3 + 2 + 1 for 0, 2, 4, 6, 8 of the first
_BEADS = Counting(Necklaces(6, (1, 2), 9, False))  # three of each: (20 + 2 * 2) / 6 = 4

EXAMPLES = (
    (_WORDS, "21", ""),
    (_WORDS, "There are 21 strings.", ""),
    (_STRIPS, r"$\boxed{5}$", ""),
    (_PATHS, "**8**", ""),
    (_PATHS, "The answer is 8.", ""),
    (_JOBS, "9.0", ""),
    (_JOBS, "N = 9", ""),
    (_SUMS, "66", ""),
    (_ORDER, "15", ""),
    (_BEADS, "4", ""),
    (_WORDS, "", "format"),
    (_WORDS, "13 + 8", "format"),
    (_PATHS, "8 or 12", "format"),
    (_JOBS, "!4", "format"),
    (_SUMS, "C(12, 2)", "format"),
    (_WORDS, "64", "value"),
    (_STRIPS, "8", "value"),
    (_STRIPS, "4", "value"),
    (_PATHS, "20", "value"),
    (_JOBS, "24", "value"),
    (_SUMS, "286", "value"),
    (_ORDER, "30", "value"),
    (_ORDER, "36", "value"),
    (_BEADS, "24", "value"),
    (_BEADS, "3", "value"),
    (_WORDS, "答案是 21。", ""),
    (_PATHS, "答案：８", ""),
    (_JOBS, "结果是9。", ""),
    (_SUMS, "最终答案：66", ""),
    (_BEADS, "答案为 4", ""),
    (_WORDS, "答案是 20。", "value"),
    (_SUMS, "结果是 65", "value"),
    (_JOBS, "共有九种或十种", "format"),
)
