"""What the tasks of premises and options claim alike: rules of the answer, and policies that look at the words alone."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement
from typing import Any

from synth.schemas.claims import Rule
from synth.verifiers.counterfactual._worlds import every, patterns


def _texts(part: str) -> Any:
    """A pattern for the sentences of a part of the problem, in their order."""
    return lambda problem: r".{1,30}?".join(re.escape(text) for _, text in getattr(problem, part))


RULES = (
    Rule("value", {"en": _texts("premises")}),
    Rule("value", {"en": _texts("options")}),
    Rule(
        "value",
        {
            "en": r"must be true whenever all of this is|true in every situation where all of them are|a necessary consequence"
            r"|must be true given the report|is bound to be true too"
        },
    ),
    Rule("value", {"en": r"Nothing else is known|all that is known|use nothing but them|all there is to know"}),
    Rule("value", {"en": r"or Unknown if (there is none|none is\b|none must be|none is bound to be)"}),
    Rule("format", {"en": r"(Answer|Reply) with (its|one) letter|Give (its letter|the letter of the sentence)"}),
)
CONVENTIONS = {
    "or": r"\"or\" (allows|leaves room for|includes) both",
    "unless": r"\"if not\"(; both may be so| and allows both)|X or Y, or both",
    "only if": r"no X without Y|names what is required|X needs Y",
    "if": r"rules out only X without Y|is true whenever its condition is not|condition fails, an \"if\" sentence is true",
}
"""Convention -> how every phrasing says it, where the problem's sentences need it."""


def conventional(words: dict[str, str], needed: Callable[[Any], set[str]]) -> tuple[Rule, ...]:
    """A rule for each convention. needed: those that a problem's sentences need."""

    def needs(name: str) -> Callable[[Any], bool]:
        return lambda problem: name in needed(problem)

    return tuple(Rule("value", {"en": pattern}, needs(name)) for name, pattern in words.items())


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


def _entailed(known: Sequence[int], options: Sequence[int]) -> str:
    """The first option that one of several sets of worlds entails."""
    return next(("ABCD"[place] for place, option in enumerate(options) if any(left & option == left for left in known)), "Unknown")


def by_two(premises: Sequence[int], options: Sequence[int]) -> str:
    """The first option that one premise or two entail, each given by its worlds."""
    pairs = [one & other for one, other in combinations_with_replacement(premises, 2)]
    return _entailed(pairs, options)


def following(premises: Sequence[int], options: Sequence[int], atoms: int) -> str:
    """The first option that is true by what single premises say of single atoms, one after the other, with nothing supposed."""
    left, before = every(atoms), 0
    sides = [side for true in patterns(atoms) for side in (true, left ^ true)]
    while left != before:
        before = left
        for premise in premises:
            here = premise & left
            for side in sides:
                if here & side == here:
                    left &= side
    return _entailed([left], options)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _nearest(problem: Any, texts: list[str]) -> str:
    passage = _words(" ".join(texts))

    def share(place: int) -> float:
        words = _words(problem.options[place][1])
        return len(words & passage) / len(words)

    return "ABCD"[max(range(4), key=share)]
