"""Verdicts: accepted, or the first rule that an answer breaks, or the first wrong step of a worked solution."""

import msgspec


class Verdict(msgspec.Struct, frozen=True):
    """A verdict on a final answer. It is true exactly if the answer is accepted: `if verify(...): ...`."""

    accepted: bool
    """Whether the answer keeps every rule of the problem: `False`."""
    reason: str = ""
    """Why it is refused, one short word of the verifier's list: `row`; or of the extraction of the final answer: `missing`, `hedged`,
    `length`. Empty when it is accepted."""

    def __bool__(self) -> bool:
        return self.accepted


ACCEPT = Verdict(True)


def refuse(reason: str) -> Verdict:
    """The verdict on an answer that breaks the rule named by `reason`: `refuse("row")`."""
    return Verdict(False, reason)


class TraceVerdict(msgspec.Struct, frozen=True):
    """A verdict on a worked solution (a trace) and its final answer. It is true exactly if both are accepted."""

    accepted: bool
    """Whether every step is sound and the final answer is right: `False`."""
    reason: str = ""
    """Why it is refused, one short word of the verifier's list: `cites`. Empty when it is accepted."""
    step: int = 0
    """Label of the first wrong step: `3`; 0 when no step is wrong or the fault lies elsewhere, such as in the final answer."""
    steps: int = 0
    """How many steps were read: `7`."""
    sound: int = 0
    """How many of them stand before the first wrong one: `2`; all of them when none is wrong."""

    def __bool__(self) -> bool:
        return self.accepted


class Proven(msgspec.Struct, frozen=True):
    """How much of the proof of the right answer a worked solution holds, whatever its final answer is."""

    progress: float
    """From 0 (no nearer than the problem itself) to 1 (proven); under 1 for every unfinished proof: `0.5`."""
    sound: bool
    """Whether no step is wrong: `True`."""
