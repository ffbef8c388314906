"""An input of a function that returns the given output, as an assertion of CRUXEval. Refused as in `assertions`, which says how it is judged."""

from synth.verifiers.published.assertions import judge_input as judge
from synth.verifiers.published.assertions import read, shown

__all__ = ["judge", "read", "shown"]
