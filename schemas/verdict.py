"""Verdicts: accepted, or the first rule that an answer breaks, or the first wrong step of a worked solution."""

import msgspec


class Verdict(msgspec.Struct, frozen=True):
    """reason: empty when accepted, else one short word from the verifier's list (or `missing`, `hedged`, `length` from
    the extraction of the final answer)."""

    accepted: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.accepted


ACCEPT = Verdict(True)


def refuse(reason: str) -> Verdict:
    """The verdict on an answer that breaks the rule named by `reason`."""
    return Verdict(False, reason)


class TraceVerdict(msgspec.Struct, frozen=True):
    """A verdict on a worked solution.

    reason: empty when accepted, else one short word from the verifier's list.
    step: label of the first wrong step; 0 when none is wrong or the fault lies elsewhere, such as in the final answer.
    steps: steps read. sound: those that stand before the first wrong one, for a reward by step.
    """

    accepted: bool
    reason: str = ""
    step: int = 0
    steps: int = 0
    sound: int = 0

    def __bool__(self) -> bool:
        return self.accepted
