"""A verdict: accepted, or the first rule that the answer breaks."""

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
