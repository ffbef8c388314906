"""Worked solutions as numbered lines: the verdict that tasks share, whatever a line may say and whenever the lines have arrived.

`judge` and `proven` are for derivations of equations, `judge_lines` and `proven_lines` for lines of any other kind."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.steps import Line, Step, read_lines, read_steps

P = TypeVar("P")


class Reading(NamedTuple):
    """What the lines come to."""

    sound: int
    """Lines before the first wrong one: `3`."""
    reason: str
    """What is wrong with that one, one short word; empty when none is wrong."""
    arrived: bool
    """Whether the sound lines are a proof of the right answer."""


Reader = Callable[[Sequence[Step]], Reading]
"""Reads the lines of a derivation, in order."""
LineReader = Callable[[Sequence[Line]], Reading]


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], read: Reader) -> TraceVerdict:
    """The verdict on a derivation and its final answer. verify: judges the final answer.

    Reasons: that of the first wrong line. Then missing (no lines), milestone (they do not lead to the answer), answer (the final answer is
    refused)."""
    steps = read_steps(completion).steps
    return concluded(problem, completion, verify, steps, read(steps), "milestone")


def judge_lines(problem: P, completion: str, verify: Callable[[P, str], Verdict], read: LineReader) -> TraceVerdict:
    """The same for lines that are no equations, or in which brackets and underscores are part of what they tell."""
    lines = read_lines(completion)
    return concluded(problem, completion, verify, lines, read(lines), "milestone")


def concluded(
    problem: P, completion: str, verify: Callable[[P, str], Verdict], lines: Sequence[Step] | Sequence[Line], reading: Reading, short: str
) -> TraceVerdict:
    """The verdict on lines that were read, and on the final answer. short: the reason where there are lines and they have not arrived.

    Reasons: that of the first wrong line, missing (no lines), `short`, answer (the final answer is refused)."""
    if reading.reason:
        return TraceVerdict(False, reading.reason, lines[reading.sound].label, len(lines), reading.sound)
    if not reading.arrived:
        reason = short if lines else "missing"
    else:
        answer = final_answer(completion)
        reason = "answer" if isinstance(answer, Verdict) or not verify(problem, answer) else ""
    return TraceVerdict(not reason, reason, 0, len(lines), len(lines))


def proven(completion: str, read: Reader) -> Proven:
    """Whether the lines before the first wrong one are a proof of the right answer; see `synth.verifiers.score_steps`."""
    reading = read(read_steps(completion).steps)
    return Proven(float(reading.arrived), not reading.reason)


def proven_lines(completion: str, read: LineReader) -> Proven:
    """The same for the lines of `judge_lines`."""
    reading = read(read_lines(completion))
    return Proven(float(reading.arrived), not reading.reason)
