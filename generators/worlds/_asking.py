"""Questions about a made world, each with one answer there: chains, the first and last of some, counts, sets, years between."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Literal, NamedTuple

from synth.generators.worlds._making import Made
from synth.verifiers.worlds._query import NO_ANSWER, All, Answer, Before, Count, Follow, Gap, Is, Nothing, Pick, Query, Reading, Where, ends
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Kind, World

Form = Literal["follow", "pick", "gap", "count", "all"]
TRIES = 40
INTERVALS = 0.6  # how often a year that is compared with one is compared with a second one, where there are more conditions to come
_FROM: Mapping[str, tuple[Attribute, ...]] = {
    kind: tuple(attribute for attribute, about in ATTRIBUTES.items() if kind in about.of)
    for kind in ("person", "town", "guild", "house", "work", "river", "trade")
}

_LAST = {"person": 6, "year": 6, "town": 3}
"""How often questions end in a kind of which there are many; in others once."""


class Asked(NamedTuple):
    """query, its answer in the made world, and the cells that lead to it, in order."""

    query: Query
    answer: Answer
    used: list[Cell]


class Asker:
    """Draws questions about one made world."""

    def __init__(self, rng: Random, made: Made, kinds: Sequence[Kind] = ()) -> None:
        """kinds: of which some are picked, counted or listed; people more often than others where nothing is said."""
        self.rng, self.made, self.kinds = rng, made, kinds
        self.world = World(tuple(made.kinds), (), (), ())
        self.world.known = dict(made.values)
        self.starts = [e for e, kind in enumerate(made.kinds) if _FROM[kind]]

    def asked(self, form: Form, hops: int, conditions: int) -> Asked | None:
        """A question with an answer worth asking for; None where none is found."""
        for _ in range(TRIES):
            query = self._drawn(form, hops, conditions)
            if query is None:
                continue
            reading = Reading(self.world, {})
            answer = reading.answer(query)
            if answer == NO_ANSWER or not self._worth(query, answer):
                continue
            return Asked(query, answer, list(reading.used))
        return None

    def _worth(self, query: Query, answer: Answer) -> bool:
        kind, value = answer
        if isinstance(value, frozenset):
            return 2 <= len(value) <= 6
        if isinstance(query, Count):
            return 0 < value < 10 and not (value == 1 and self.rng.random() < 0.5)
        if kind == "number":
            return value > 2
        named = {query.start} if isinstance(query, Follow) and not isinstance(query.start, Pick) else {-1}
        return value not in named or kind == "year"

    def _drawn(self, form: Form, hops: int, conditions: int) -> Query | None:
        rng = self.rng
        if form == "follow":
            return self._chain(hops)
        if form == "gap":
            one = self._chain(max(1, hops // 2), "year") if conditions < 2 else self._picked(hops // 2, conditions - 1, "year")
            two = self._chain(max(1, hops - hops // 2), "year")
            return Gap(one, two) if one and two and one != two else None
        if form == "pick":
            return self._picked(hops, conditions)
        kind: Kind = rng.choice(self.kinds) if self.kinds else rng.choices(("person", "work", "guild", "town"), (6, 2, 1, 0.5))[0]
        where = self._where(kind, hops, conditions)
        if not where:
            return None
        return Count(kind, where) if form == "count" else All(kind, where)

    def _picked(self, hops: int, conditions: int, to: str = "") -> Follow | None:
        rng = self.rng
        kind: Kind = rng.choice(self.kinds) if self.kinds else rng.choices(("person", "work", "town", "guild"), (6, 2, 1, 1))[0]
        by: Attribute = next(attribute for attribute in _FROM[kind] if ATTRIBUTES[attribute].to == "year")
        where = self._where(kind, max(1, hops // 2), conditions)
        if not where or len(Reading(self.world, {}).those(kind, where)) < 2:
            return None
        path = self._path(kind, hops - max(1, hops // 2), to)
        return None if path is None or path == (by,) else Follow(Pick(kind, where, by, self.rng.random() < 0.5), path)

    def _chain(self, hops: int, to: str = "") -> Follow | None:
        start = self.rng.choice(self.starts)
        path = self._path(self.made.kinds[start], hops, to)
        if not path or Reading(self.world, {}).walk(start, path) is None:
            return None
        return Follow(start, path)

    def _path(self, kind: str, length: int, to: str = "") -> tuple[Attribute, ...] | None:
        """A path of that length; None where the draw leads nowhere."""
        path: tuple[Attribute, ...] = ()
        for place in range(length):
            choices, weights = _choices(kind, place == length - 1, to, path[-1] if path else None)
            if not choices:
                return None
            attribute = self.rng.choices(choices, cum_weights=weights)[0]
            path = (*path, attribute)
            kind = ATTRIBUTES[attribute].to
        return path

    def _where(self, kind: Kind, hops: int, conditions: int) -> Where:
        """Conditions that each let some through and not all, none about what another is about, but for the two ends of an interval."""
        found: list[Is | Before] = []
        pool = self.world.pools.get(kind, [])
        for _ in range(12):
            if len(found) == max(1, conditions):
                return tuple(found)
            begun = found[-1] if found and isinstance(found[-1], Before) and self.rng.random() < INTERVALS else None
            part = self._other_end(begun, hops) if begun else self._condition(kind, hops if not found else max(1, hops - 1))
            if part is None or any(one.path == part.path and one is not begun for one in found):
                continue
            try:
                reading = Reading(self.world, {})
                met = sum([reading.meets(one, (part,)) for one in pool])
                within = sum([reading.meets(one, (begun, part)) for one in pool]) if begun else 1
            except Nothing:
                continue
            if 0 < met < len(pool) and within > 0:
                found.append(part)
        return tuple(found) if found and len(found) == max(1, conditions) else ()

    def _other_end(self, begun: Before, hops: int) -> Before | None:
        """The other end of the interval in which a year lies."""
        to = self._chain(max(1, hops - len(begun.path)), "year")
        return Before(begun.path, not begun.yes, to.start, to.path) if to and isinstance(to.start, int) else None

    def _condition(self, kind: Kind, hops: int) -> Is | Before | None:
        rng = self.rng
        length = min(1 + (hops > 2 and rng.random() < 0.6), hops)
        path = self._path(kind, length)
        if not path:
            return None
        goal = ends(kind, path)
        rest = max(0, hops - length)
        if goal == "year":
            to = self._chain(max(1, rest), "year")
            return Before(path, rng.random() < 0.5, to.start, to.path) if to and isinstance(to.start, int) else None
        if not rest:
            pool = self.world.pools.get(goal, [])
            return Is(path, rng.random() < 0.7, rng.choice(pool), ()) if pool else None
        to = self._chain(rest, goal)
        return Is(path, rng.random() < 0.7, to.start, to.path) if to and isinstance(to.start, int) else None


@cache
def _choices(kind: str, last: bool, to: str, before: Attribute | None) -> tuple[tuple[Attribute, ...], tuple[int, ...] | None]:
    """How a path may go on from a kind, behind a property, and the running sums of how often; last: as its end, in the kind `to` where one
    is asked for."""
    choices: list[Attribute] = [
        a for a in _FROM[kind] if (last or _FROM.get(ATTRIBUTES[a].to)) and not (last and to and ATTRIBUTES[a].to != to)
    ]
    if kind == "person":
        choices = [a for a in choices if (before, a) not in (("master", "guild"), ("mother", "house"))]
    weights = tuple(accumulate(_LAST.get(ATTRIBUTES[a].to, 1) for a in choices)) if last and not to else None
    return tuple(choices), weights
