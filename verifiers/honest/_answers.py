"""Abstaining: the plain ways to say that nothing follows."""

import re

from synth.verifiers.forms.text import plain

UNKNOWN = frozenset(
    [
        "unknown", "undetermined", "undecided", "undecidable", "indeterminate", "not determined", "not determinable", "undeterminable", "uncertain",
        "not known", "cannot be known", "can not be known", "cant be known",
        "cannot be determined", "can not be determined", "cant be determined", "could not be determined", "cannot determine", "cant determine",
        "cannot be determined from the facts", "cannot be determined from the given facts", "cannot be determined from the given information",
        "cannot be deduced", "cannot be inferred", "cannot say", "cannot tell", "cannot be decided", "impossible to determine", "impossible to know",
        "impossible to tell", "not enough information", "not enough info", "insufficient information", "insufficient info", "insufficient data",
        "not enough data", "there is not enough information", "it is unknown", "it cannot be determined", "it is not determined",
    ]
)  # fmt: skip

_NOISE = re.compile(r"[\"'`*_$()\[\]{}.,;:!?-]+")


def abstains(answer: str) -> bool:
    """Whether the whole answer says that the facts do not settle the question. A value beside it is a hedge, and not this."""
    text = plain(answer)
    if len(text) > 80:
        return False
    return " ".join(_NOISE.sub(lambda mark: "" if mark[0] == "'" else " ", text).lower().split()) in UNKNOWN
