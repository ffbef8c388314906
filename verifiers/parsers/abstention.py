"""Abstaining: the plain ways to say that the question has no answer, alike for all tasks where that can be right."""

import re

from synth.verifiers.parsers.text import plain

_STATES = "unknown undetermined undecided undecidable indeterminate undeterminable uncertain underdetermined neither"
_NOT = "known determined determinable decidable derivable settled fixed"
_CANNOT = ("cannot", "can not", "cant", "could not", "impossible to", "unable to")
_VERBS = "determine deduce infer derive decide know tell say find determined deduced inferred derived decided known concluded found"
_LACKS = tuple(f"{there}{lack}" for there in ("", "there is ") for lack in ("not enough", "not sufficient", "insufficient"))
UNKNOWN = frozenset(
    [
        *_STATES.split(),
        "neither true nor false",
        *(f"not {how}{state}" for how in ("", "uniquely ") for state in _NOT.split()),
        *(f"more than one {what} is possible" for what in ("value", "answer", "price")),
        *(f"{cannot} {be}{verb}" for cannot in _CANNOT for be in ("", "be ") for verb in _VERBS.split()),
        *(f"{lack} {what}" for lack in _LACKS for what in ("information", "info", "data", "facts")),
    ]
)
_LEAD = re.compile(r"(?:(?:it|this|that|the (?:value|answer|price|result|statement|truth)) (?:is )?)")
_PURPOSE = re.compile(r" to (?:determine|decide|know|tell|say|find|conclude)(?: (?:it|this|that|the (?:value|answer|price|result)))?$")
_TAIL = re.compile(r" (?:from|with|by|given) (?:the |these )?(?:given )?(?:facts|information|statements|premises)(?: (?:given|alone))?$")
_WHETHER = re.compile(
    r" whether (?:it|this|that|the (?:statement|conclusion|claim)) (?:is )?(?:true|false|holds|follows)(?: or (?:not|false))?$"
)
_NOISE = re.compile(r"[\"'`*_$()\[\]{}.,;:!?-]+")


def abstains(answer: str) -> bool:
    """Whether the whole answer says that the facts do not settle the question. A value beside it is a hedge, and not this."""
    text = plain(answer)
    if len(text) > 80:
        return False
    words = " ".join(_NOISE.sub(lambda mark: "" if mark[0] == "'" else " ", text).lower().split())
    words = _WHETHER.sub("", _TAIL.sub("", words))
    if words.startswith("unknown "):  # and why: `Unknown (not enough information)`
        words = words.removeprefix("unknown ").removeprefix("because ").removeprefix("since ")
    return any(_states(said) for said in (words, _PURPOSE.sub("", words)))  # the whole may be `impossible to determine`


def _states(words: str) -> bool:
    lead = _LEAD.match(words)
    return words in UNKNOWN or (lead is not None and words[lead.end() :] in UNKNOWN)
