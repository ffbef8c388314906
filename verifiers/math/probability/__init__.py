"""Probability: the chance of an event or a mean, for draws, dice, boxes chosen by chance and walks that end, as an exact fraction.

Refused for the first of: format (not one rational number), value (another number)."""

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.math._route import Route
from synth.verifiers.math.probability import boards, boxes, dice, urns
from synth.verifiers.math.probability.boards import Boards
from synth.verifiers.math.probability.boxes import Boxes
from synth.verifiers.math.probability.dice import Dice
from synth.verifiers.math.probability.urns import Bound, Urns
from synth.verifiers.parsers import mathematics

__all__ = [
    "EXAMPLES", "TRACE_FORMAT", "Boards", "Bound", "Boxes", "Dice", "Probability", "Urns",
    "answer", "proven", "route", "verify", "verify_trace",
]  # fmt: skip

Puzzle = Urns | Dice | Boxes | Boards


class Probability(Problem, frozen=True):
    puzzle: Puzzle
    """What happens by chance, what is known of it and what is asked."""


def route(puzzle: Puzzle) -> tuple[Route, Fraction]:
    """The pencil route to the chance or mean, and its value."""
    match puzzle:
        case Urns():
            return urns.route(puzzle)
        case Dice():
            return dice.route(puzzle)
        case Boxes():
            return boxes.route(puzzle)
        case Boards():
            return boards.route(puzzle)


@kept
def answer(problem: Probability) -> Fraction:
    """The chance or the mean."""
    return route(problem.puzzle)[1]


@kept
def ways(problem: Probability) -> list[list[Milestone]]:
    """The values on each way to the answer."""
    puzzle = problem.puzzle
    match puzzle:
        case Urns():
            others = urns.other_ways(puzzle)
        case Dice():
            others = dice.other_ways(puzzle)
        case Boxes():
            others = boxes.other_ways(puzzle)
        case Boards():
            others = []
    listed = [way.milestones() for way in (route(puzzle)[0], *others)]
    return [milestones for milestones in listed if any(one.value == answer(problem) for one in milestones)]


def verify(problem: Probability, answer_text: str) -> Verdict:
    read = mathematics.rational(answer_text)
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


def verify_trace(problem: Probability, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, (), ways(problem))


def proven(problem: Probability, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, (), ways(problem))


_URN = Probability(Urns((3, 5), 2, (Bound(0, 1, 1),), (), "chance"))  # 15/28
_KNOWN = Probability(Urns((3, 5), 2, (Bound(0, 2, 2),), (Bound(0, 1, 2),), "chance"))  # 3 / 18
_DICE = Probability(Dice((6, 6), 7, 7, "largest", 4))  # 2 / 7
_BOXES = Probability(Boxes(((1, 3), (3, 1)), (1, 1), (0,), True, 1, -1))  # 3/4
_BOARD = Probability(Boards((((0, 1), (1, 1)), ((0, 1), (2, 1))), "mean"))  # two heads in a row: 6

EXAMPLES = (
    (_URN, "15/28", ""),
    (_URN, r"$\boxed{\frac{15}{28}}$", ""),
    (_URN, "P = 30/56 = 15/28", ""),
    (_KNOWN, r"\dfrac16", ""),
    (_DICE, "The answer is 2/7.", ""),
    (_BOXES, "0.75", ""),
    (_BOXES, "3/4", ""),
    (_BOARD, "6", ""),
    (_BOXES, "75%", "format"),
    (_URN, "", "format"),
    (_URN, "15/28 or 1/2", "format"),
    (_URN, "C(3, 1) * 5 / 28", "format"),
    (_URN, "0.5357", "value"),
    (_URN, "1/2", "value"),
    (_KNOWN, "3/28", "value"),
    (_DICE, "1/6", "value"),
    (_BOXES, "1/2", "value"),
    (_BOARD, "4", "value"),
    (_URN, "答案是 15/28。", ""),
    (_KNOWN, "概率为 1/6", ""),
    (_DICE, "答案：２／７", ""),
    (_BOXES, "概率是0.75。", ""),
    (_BOARD, "结果是 6", ""),
    (_BOARD, "答案是 5", "value"),
    (_BOXES, "概率为 1/4", "value"),
    (_DICE, "大约三成", "format"),
)
