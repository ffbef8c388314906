"""Derivations as numbered lines of equations: the verdict that the tasks of mathematics and of science share.

What a line may say, and when the lines have arrived at the answer, is for each of the two to decide (`Reader`)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.steps import Step, read_steps

P = TypeVar("P")


class Reading(NamedTuple):
    """What the lines of a derivation come to."""

    sound: int
    """Lines before the first wrong one: `3`."""
    reason: str
    """What is wrong with that one, one short word; empty when none is wrong."""
    arrived: bool
    """Whether the sound lines are a proof of the right answer."""


Reader = Callable[[Sequence[Step]], Reading]
"""Reads the lines of a derivation, in order."""


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], read: Reader) -> TraceVerdict:
    """The verdict on a derivation and its final answer. verify: judges the final answer.

    Reasons: that of the first wrong line. Then missing (no lines), milestone (they do not lead to the answer), answer (the final answer is
    refused)."""
    steps = read_steps(completion).steps
    reading = read(steps)
    if reading.reason:
        return TraceVerdict(False, reading.reason, steps[reading.sound].label, len(steps), reading.sound)
    if not reading.arrived:
        reason = "milestone" if steps else "missing"
    else:
        answer = final_answer(completion)
        reason = "answer" if isinstance(answer, Verdict) or not verify(problem, answer) else ""
    return TraceVerdict(not reason, reason, 0, len(steps), len(steps))


def proven(completion: str, read: Reader) -> Proven:
    """Whether the lines before the first wrong one are a proof of the right answer; see `synth.verifiers.score_steps`."""
    reading = read(read_steps(completion).steps)
    return Proven(float(reading.arrived), not reading.reason)
