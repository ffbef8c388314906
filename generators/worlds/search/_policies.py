"""Cheap policies of one who does not follow the question: they search once for its own words and answer by what the first hits name."""

from collections import Counter
from collections.abc import Callable

from synth.generators.worlds._cheap import given, mentions_of, one_condition_less, one_hop
from synth.generators.worlds._question import question
from synth.schemas.problem import kept
from synth.verifiers.worlds._told import Told
from synth.verifiers.worlds.search.library import Hit, asked, library


@kept
def _hits(told: Told) -> list[Hit]:
    """What a search for the question's own words finds."""
    return library(told).hits(question(told), 5)


def _named(told: Told, most: int) -> list[int]:
    """What the first hits of the question tell of the kind that is asked for, nobody of whom it speaks."""
    known, found = set(asked(told)), list[int]()
    for hit in _hits(told)[:most]:
        for fact in told.documents[hit.number - 1].facts:
            found += [one for one in mentions_of(told, fact) if one not in known]
    return found or [1]


def first_hit(told: Told) -> str:
    """The first name or year of the first hit."""
    return given(told, _named(told, 1))


def most_frequent_in_hits(told: Told) -> str:
    """What the five first hits name most often."""
    return given(told, [value for value, _ in Counter(_named(told, 5)).most_common()])


def unknown(told: Told) -> str:
    """Unknown, always."""
    return "Unknown"


POLICIES: dict[str, Callable[[Told], str]] = {
    "what the question's first hit names first, of the kind asked for": first_hit,
    "what its five first hits name most often": most_frequent_in_hits,
    "the last property alone, of whom the question names": one_hop,
    "the question without its last condition": one_condition_less,
    "always Unknown": unknown,
}
