"""Questions about a made world, each with one answer there: chains, the first and last of some, counts, sets, years between."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Literal, NamedTuple

from msgspec.structs import replace

from synth.generators.worlds._making import Made
from synth.verifiers.worlds._query import NO_ANSWER, All, Answer, Before, Count, Follow, Gap, Is, Pick, Query, Reading, Where, ends
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Kind, Value, World

Form = Literal["follow", "pick", "gap", "count", "all"]
TRIES = 40
PATHS = 4
INTERVALS = 0.6  # how often a year that is compared with one is compared with a second one, where there are more conditions to come
_FROM: Mapping[str, tuple[Attribute, ...]] = {
    kind: tuple(attribute for attribute, about in ATTRIBUTES.items() if kind in about.of)
    for kind in ("person", "town", "guild", "house", "work", "river", "trade")
}

_LAST = {"person": 6, "year": 6, "town": 3}
"""How often questions end in a kind of which there are many; in others once."""


class Asked(NamedTuple):
    """query, its answer in the made world, and the cells that lead to it, in order. rivals: cells by which others would be met or picked
    without a condition; where they were not told, nobody would need the condition."""

    query: Query
    answer: Answer
    used: list[Cell]
    rivals: list[Cell]


class Asker:
    """Draws questions about one made world."""

    def __init__(self, rng: Random, made: Made, kinds: Sequence[Kind] = ()) -> None:
        """kinds: of which some are picked, counted or listed; people more often than others where nothing is said."""
        self.rng, self.made, self.kinds = rng, made, kinds
        self.world = World(tuple(made.kinds), (), (), ())
        self.world.known = dict(made.values)
        self.starts: dict[tuple[int, str], list[int]] = {}
        """From whom chains of a length lead to a kind."""
        self.columns: dict[tuple[Kind, tuple[Attribute, ...]], list[tuple[int, Value]]] = {}
        """Where a path leads from each of a kind."""

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
            if any(Reading(self.world, {}).answer(less) == answer for less in without_one(query)):
                continue  # a condition that changes nothing
            return Asked(query, answer, list(reading.used), self._rivals(query))
        return None

    def _rivals(self, query: Query) -> list[Cell]:
        cells = dict[Cell, None]()
        for one in _choosing(query):
            for less in _less(one.where):
                met = Reading(self.world, {}).those(one.kind, less)
                if isinstance(one, Pick):
                    rival = self._first(set(met), one)
                    cells[one.by, rival] = None
                else:
                    rival = next(other for other in met if not Reading(self.world, {}).meets(other, one.where))
                own = Reading(self.world, {}, thorough=True)
                own.meets(rival, less)
                cells |= own.used
        return list(cells)

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
        pick = Pick(kind, (), by, rng.random() < 0.5)
        where = self._where(kind, max(1, hops // 2), conditions, pick)
        if not where or len(Reading(self.world, {}).those(kind, where)) < 2:
            return None
        picked, *others = (Reading(self.world, {}).start(replace(pick, where=one)) for one in (where, *_less(where)))
        for _ in range(PATHS):
            path = self._path(kind, hops - max(1, hops // 2), to)
            if path is not None and path != (by,) and self._leads(picked, path) not in {None, *(self._leads(one, path) for one in others)}:
                return Follow(replace(pick, where=where), path)
        return None

    def _leads(self, start: int, path: tuple[Attribute, ...]) -> int | None:
        return Reading(self.world, {}).walk(start, path)

    def _chain(self, hops: int, to: str = "") -> Follow | None:
        if (hops, to) not in self.starts:
            self.starts[hops, to] = [e for e, kind in enumerate(self.made.kinds) if _reaches(kind, hops, to)]
        if not self.starts[hops, to]:
            return None
        start = self.rng.choice(self.starts[hops, to])
        path = self._path(self.made.kinds[start], hops, to)
        if not path or Reading(self.world, {}).walk(start, path) is None:
            return None
        return Follow(start, path)

    def _path(self, kind: str, length: int, to: str = "") -> tuple[Attribute, ...] | None:
        """A path of that length; None where the draw leads nowhere."""
        path: tuple[Attribute, ...] = ()
        for place in range(length):
            choices, weights = _choices(kind, length - place, to, path[-1] if path else None)
            if not choices:
                return None
            attribute = self.rng.choices(choices, cum_weights=weights)[0]
            path = (*path, attribute)
            kind = ATTRIBUTES[attribute].to
        return path

    def _where(self, kind: Kind, hops: int, conditions: int, pick: Pick | None = None) -> Where:
        """Conditions that each let some through and not all, none about what another is about, but for the two ends of an interval; without
        any one of them others would be met, or picked."""
        found, those = list[Is | Before](), list[set[int]]()
        pool = set(self.world.pools.get(kind, ()))
        for _ in range(12):
            if len(found) == max(1, conditions):
                return tuple(found)
            begun = found[-1] if found and isinstance(found[-1], Before) and self.rng.random() < INTERVALS else None
            if begun and pick and begun.path == (pick.by,):
                begun = None  # of an interval only the end that is near the last one would matter
            part = self._other_end(begun, hops) if begun else self._condition(kind, hops if not found else max(1, hops - 1))
            if part is None or any(one.path == part.path and one is not begun for one in found):
                continue
            turned = (replace(part, yes=not part.yes),) if pick and not begun else ()
            for one in (part, *turned):
                met = self._those(kind, one)
                if met and self._all_matter(pool, [*those, met], pick):
                    found.append(one)
                    those.append(met)
                    break
        return tuple(found) if found and len(found) == max(1, conditions) else ()

    def _those(self, kind: Kind, part: Is | Before) -> set[int]:
        goal = self._leads(part.start, part.to)
        if goal is None:
            return set()
        key = kind, part.path
        if key not in self.columns:
            reading = Reading(self.world, {})
            self.columns[key] = [(one, reading.walk(one, part.path)) for one in self.world.pools.get(kind, ())]
        column, yes = self.columns[key], part.yes
        if isinstance(part, Is):
            return {one for one, value in column if (value == goal) == yes}
        return {one for one, value in column if value is not None and (value < goal if yes else value > goal)}

    def _all_matter(self, pool: set[int], those: list[set[int]], pick: Pick | None) -> bool:
        """Whether others are met, or picked, as soon as one of the conditions is left out; each is given by those that meet it."""
        met = pool.intersection(*those)
        if not met:
            return False
        for place in range(len(those)):
            others = pool.intersection(*those[:place], *those[place + 1 :])
            if others == met or (pick and self._first(others, pick) == self._first(met, pick)):
                return False
        return True

    def _first(self, those: set[int], pick: Pick) -> int:
        return (max if pick.last else min)(those, key=lambda one: self.world.known[pick.by, one] or 0)

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


def without_one(query: Query) -> Iterator[Query]:
    """The question without one of its conditions, for each of them."""
    if isinstance(query, Gap):
        yield from (Gap(one, query.second) for one in without_one(query.first) if isinstance(one, Follow))
    elif isinstance(query, Follow):
        if isinstance(query.start, Pick):
            yield from (Follow(replace(query.start, where=less), query.path) for less in _less(query.start.where))
    else:
        yield from (replace(query, where=less) for less in _less(query.where))


def _choosing(query: Query) -> list[Pick | Count | All]:
    """The parts of a question that have conditions."""
    if isinstance(query, Gap):
        return _choosing(query.first) + _choosing(query.second)
    one = query.start if isinstance(query, Follow) else query
    return [] if isinstance(one, int) else [one]


def _less(where: Where) -> Iterator[Where]:
    for place in range(len(where)):
        yield where[:place] + where[place + 1 :]


@cache
def _reaches(kind: str, length: int, to: str) -> bool:
    """Whether a path of that length leads from a kind to the kind `to`, or anywhere."""
    if not length:
        return to in ("", kind)
    return any(_reaches(ATTRIBUTES[attribute].to, length - 1, to) for attribute in _FROM.get(kind, ()))


@cache
def _choices(kind: str, length: int, to: str, before: Attribute | None) -> tuple[tuple[Attribute, ...], tuple[int, ...] | None]:
    """How a path may go on from a kind, behind a property, where it has that length left, and the running sums of how often; it ends in the
    kind `to` where one is asked for."""
    choices: list[Attribute] = [a for a in _FROM[kind] if _reaches(ATTRIBUTES[a].to, length - 1, to)]
    if kind == "person":
        choices = [a for a in choices if (before, a) not in (("master", "guild"), ("mother", "house"))]
    weights = tuple(accumulate(_LAST.get(ATTRIBUTES[a].to, 1) for a in choices)) if length == 1 and not to else None
    return tuple(choices), weights
