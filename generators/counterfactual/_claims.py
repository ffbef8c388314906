"""What the tasks of premises and options claim alike: rules of the answer, and policies that look at the words alone."""

import re
from typing import Any

from synth.schemas.claims import Rule


def _texts(part: str) -> Any:
    """A pattern for the sentences of a part of the problem, in their order."""
    return lambda problem: r".{1,30}?".join(re.escape(text) for _, text in getattr(problem, part))


RULES = (
    Rule("value", {"en": _texts("premises")}),
    Rule("value", {"en": _texts("options")}),
    Rule(
        "value",
        {
            "en": r"has to be true whenever everything above is true|true in every situation in which all the notes are true"
            r"|necessary consequence of the premises, that is, true however"
            r"|letter of the sentence that must be true given the report|is bound to be true too"
        },
    ),
    Rule(
        "value",
        {
            "en": r"Nothing else is known: whatever the numbered sentences leave open"
            r"|there is no other information|and use nothing but them"
            r"|the report is all there is to know|no further knowledge to draw on"
        },
    ),
    Rule(
        "value",
        {
            "en": r"or with Unknown if there is no such option|Should none of the four be like that, reply Unknown"
            r"|or Unknown in case none of the four is|or Unknown if none of the four must be|answer Unknown when not one of the four is"
        },
    ),
    Rule(
        "format",
        {
            "en": r"Answer with the letter of the option|Reply with the letter of the one option|Give its letter"
            r"|give the letter of the sentence|Answer with a single letter"
        },
    ),
)


def unknown(problem: Any) -> str:
    """Always abstains."""
    return "Unknown"


def overlap(problem: Any) -> str:
    """The option whose words are the largest part in the premises."""
    return _nearest(problem, [text for _, text in problem.premises])


def last_premise(problem: Any) -> str:
    """The option with the largest part of its words in the last premise."""
    return _nearest(problem, [problem.premises[-1][1]])


def shortest(problem: Any) -> str:
    """The option with the fewest words."""
    return "ABCD"[min(range(4), key=lambda place: len(problem.options[place][1].split()))]


def first(problem: Any) -> str:
    """Always the first option."""
    return "A"


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _nearest(problem: Any, texts: list[str]) -> str:
    passage = _words(" ".join(texts))

    def share(place: int) -> float:
        words = _words(problem.options[place][1])
        return len(words & passage) / len(words)

    return "ABCD"[max(range(4), key=share)]
