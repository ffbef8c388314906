"""An input of a function that returns the given output, as an assertion of CRUXEval. `assertions` says how it is judged and refused."""

from synth.verifiers.published import NoRule, assertions
from synth.verifiers.published.assertions import judge_input as judge
from synth.verifiers.published.assertions import read

__all__ = ["judge", "read", "shown"]


def shown(gold: assertions.Gold) -> str:
    """Raises NoRule where the row holds no input."""
    if not gold.input:
        raise NoRule("this row holds no input that is known to be right")
    return assertions.shown(gold)
