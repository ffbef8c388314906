"""Cheap policies that answer without following a question: by what the documents name most often, last, or beside a name of the question.

Problems that one of them gets right are mostly drawn again, so that none of them pays."""

from collections import Counter
from collections.abc import Callable

from synth.generators.worlds._asking import without_one
from synth.generators.worlds._drawing import written
from synth.verifiers.worlds._answers import wanted
from synth.verifiers.worlds._query import NO_ANSWER, All, Count, Follow, Gap, Open, Reading
from synth.verifiers.worlds._told import Told, world
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Fact, Value


def _mentions(told: Told) -> list[int]:
    """The values of the wanted kind, in the order of the text."""
    kind, found = wanted(told), list[int]()
    if isinstance(told.query, All):
        kind = told.query.kind
    for fact in told.facts:
        found += mentions_of(told, fact)
    return found or ([1] if kind == "year" else [2] if kind == "number" else [e for e, k in enumerate(told.kinds) if k == kind])


def given(told: Told, values: list[int]) -> str:
    """The first value as an answer; where a set is asked for, the first two."""
    if isinstance(told.query, All):
        return written(told, ("set", frozenset(list(dict.fromkeys(values))[:2])))
    return written(told, (wanted(told), values[0]))


def most_frequent(told: Told) -> str:
    """What the documents name most often, of the kind that is asked for; where something is counted, 2."""
    if isinstance(told.query, Count):
        return "2"
    return given(told, [value for value, _ in Counter(_mentions(told)).most_common()])


def last_named(told: Told) -> str:
    """What they name last, of the kind that is asked for."""
    return given(told, _mentions(told)[::-1])


def _asked(told: Told) -> list[int]:
    """Whom the question names."""
    query = told.query
    if isinstance(query, Gap):
        return [part.start for part in (query.first, query.second) if isinstance(part.start, int)]
    if isinstance(query, Follow):
        return [query.start] if isinstance(query.start, int) else [part.start for part in query.start.where]
    return [part.start for part in query.where]


def nearest(told: Told) -> str:
    """What stands nearest to a name of the question, of the kind that is asked for."""
    asked, facts = set(_asked(told)), told.facts
    places = [place for place, fact in enumerate(facts) if {fact.of, fact.like, fact.value} & asked] or [0]
    order = sorted(range(len(facts)), key=lambda place: min(abs(place - one) for one in places))
    near: list[int] = []
    for place in order:
        near += [value for value in mentions_of(told, facts[place]) if value not in asked]
    return given(told, near or _mentions(told))


def mentions_of(told: Told, fact: Fact) -> list[int]:
    """The values of the wanted kind in one fact."""
    kind = told.query.kind if isinstance(told.query, All) else wanted(told)
    year = ATTRIBUTES[fact.attribute].to == "year"
    if kind in ("year", "number"):
        return [abs(fact.value)] if year and (fact.like >= 0) == (kind == "number") else []
    return [one for one in (fact.value if fact.like < 0 and not year else fact.like, fact.of) if one >= 0 and told.kinds[one] == kind]


def one_hop(told: Told) -> str:
    """The last property of the question, of whom the question names, without the way in between; else the first that is told."""
    query = told.query
    if isinstance(query, Gap):
        years = [fact.value for fact in told.facts if ATTRIBUTES[fact.attribute].to == "year" and fact.like < 0]
        return str(abs(years[0] - years[-1]) if len(years) > 1 else 3)
    if isinstance(query, Count | All):
        part = query.where[0]
        those = list(dict.fromkeys(f.of for f in told.facts if f.attribute == part.path[0] and told.kinds[f.of] == query.kind))
        return str(len(those)) if isinstance(query, Count) else given(told, those or _mentions(told))
    asked, last = set(_asked(told)), query.path[-1:] or ("born",)
    found = [f.value for f in sorted(told.facts, key=lambda f: f.of not in asked) if f.attribute == last[0] and f.like < 0]
    return given(told, found if found and query.path else _mentions(told))


class _Stated(Reading):
    """One reading by what the documents state: what they leave open is held to be missing."""

    def get(self, attribute: Attribute, of: int) -> Value:
        try:
            return super().get(attribute, of)
        except Open:
            return None


def one_condition_less(told: Told) -> str:
    """The answer to the question without its last condition, Unknown where that leads nowhere; for a question that has no condition, the
    last property alone."""
    for less in list(without_one(told.query))[-1:]:
        answer = _Stated(world(told), {}).answer(less)
        return written(told, None if answer == NO_ANSWER else answer)
    return one_hop(told)


POLICIES: dict[str, Callable[[Told], str]] = {
    "what is named most often, of the kind asked for": most_frequent,
    "what is named last, of the kind asked for": last_named,
    "what stands nearest to a name of the question": nearest,
    "the last property alone, of whom the question names": one_hop,
    "the question without its last condition": one_condition_less,
}
