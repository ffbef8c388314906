"""Questions about a world, and what its documents settle of them: the answers in all worlds that keep what is told."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Entity, Kind, Value, World

LENGTH, CONDITIONS = 8, 3
LOOKS = 30_000
"""Cells that are looked at for one question at most, over all worlds; ours take a tenth of it."""
Path = Annotated[tuple[Attribute, ...], Meta(max_length=LENGTH)]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What parts of questions share: nothing but their form."""


class Is(_Part, frozen=True, tag="is"):
    """The path from a candidate leads to what the path from `start` leads to, or not: `Is(("guild", "seat"), True, 4)`."""

    path: Annotated[tuple[Attribute, ...], Meta(min_length=1, max_length=LENGTH)]
    yes: bool
    start: Entity
    to: Path = ()


class Before(_Part, frozen=True, tag="before"):
    """A candidate's year lies before that to which the path from `start` leads; after it where `yes` is false."""

    path: Annotated[tuple[Attribute, ...], Meta(min_length=1, max_length=LENGTH)]
    yes: bool
    start: Entity
    to: Annotated[tuple[Attribute, ...], Meta(min_length=1, max_length=LENGTH)]


Where = Annotated[tuple[Is | Before, ...], Meta(max_length=CONDITIONS)]


class Pick(_Part, frozen=True, tag="pick"):
    """Of a kind's entities that meet the conditions the one with the first or last year."""

    kind: Kind
    where: Where
    by: Attribute
    last: bool


class Follow(_Part, frozen=True, tag="follow"):
    """Where a path leads: `Follow(3, ("teacher", "guild"))`."""

    start: Entity | Pick
    path: Path


class Gap(_Part, frozen=True, tag="gap"):
    """The years between two years, whichever is the earlier one."""

    first: Follow
    second: Follow


class Count(_Part, frozen=True, tag="count"):
    """How many entities of a kind meet the conditions."""

    kind: Kind
    where: Where


class All(_Part, frozen=True, tag="all"):
    """Which entities of a kind meet the conditions."""

    kind: Kind
    where: Where


Query = Follow | Gap | Count | All
Answer = tuple[str, int | frozenset[int]]
"""`("person", 3)` and other kinds, `("year", 60)`, `("number", 2)`, `("set", {1, 2})`; `("none", 0)` where there is no answer."""
NO_ANSWER: Answer = ("none", 0)


class Open(Exception):
    """A cell that the documents leave open is needed."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(cell)
        self.cell = cell


class Nothing(Exception):
    """There is no such thing as the question asks for."""


def ends(kind: str, path: tuple[Attribute, ...]) -> str:
    """The kind at the end of a path from a kind. Raises ValueError where it breaks off."""
    for attribute in path:
        if kind not in ATTRIBUTES[attribute].of:
            raise ValueError(f"a {kind} has no {attribute}")
        kind = ATTRIBUTES[attribute].to
    return kind


def check(query: Query, kinds: tuple[Kind, ...]) -> None:
    """Raises ValueError for a question that makes no sense in a world of these entities."""
    if isinstance(query, Follow):
        _end(query, kinds)
    elif isinstance(query, Gap):
        if {_end(query.first, kinds), _end(query.second, kinds)} != {"year"} or query.first == query.second:
            raise ValueError("years lie between two years")
    else:
        _check_where(query.kind, query.where, kinds)


def _end(query: Follow, kinds: tuple[Kind, ...]) -> str:
    if not isinstance(query.start, Pick):
        if not query.path:
            raise ValueError("a question that gives its answer")
        return ends(_kind(query.start, kinds), query.path)
    pick = query.start
    _check_where(pick.kind, pick.where, kinds)
    if ends(pick.kind, (pick.by,)) != "year":
        raise ValueError("the first and the last go by years")
    return ends(pick.kind, query.path)


def _kind(entity: int, kinds: tuple[Kind, ...]) -> str:
    if entity >= len(kinds):
        raise ValueError("a question about something that is not there")
    return kinds[entity]


def _check_where(kind: str, where: Where, kinds: tuple[Kind, ...]) -> None:
    for part in where:
        one, other = ends(kind, part.path), ends(_kind(part.start, kinds), part.to)
        if one != other or (one == "year") != isinstance(part, Before):
            raise ValueError("a condition on things of different kinds")


class Reading:
    """One reading of a question: every cell that it looks at is known, assigned, or raises Open."""

    def __init__(
        self, world: World, assigned: Mapping[Cell, Value], known: Mapping[Cell, Value] | None = None, thorough: bool = False
    ) -> None:
        """known: the cells that count as known, instead of all that are. thorough: looks at all conditions, even where one settles it."""
        self.world, self.assigned, self.thorough = world, assigned, thorough
        self.known = world.known if known is None else known
        self.used: dict[Cell, None] = {}
        """The cells that were looked at and hold something, in order."""
        self.looks = 0
        self.goals: dict[int, int] = {}
        """By condition what its path from `start` leads to, which is the same for all candidates."""

    def get(self, attribute: Attribute, of: int) -> Value:
        cell: Cell = (attribute, of)
        self.looks += 1
        if cell in self.known:
            self.used[cell] = None
            return self.known[cell]
        world = self.world
        if attribute in world.complete and cell not in world.facts:
            return None
        base, shift = world.hung.get(cell, (cell, 0)) if cell not in world.known else (cell, 0)
        if base in self.assigned:
            value = self.assigned[base]
            return None if value is None else value + shift
        raise Open(base)

    def walk(self, start: int, path: tuple[Attribute, ...]) -> Value:
        value: Value = start
        for attribute in path:
            if value is None:
                return None
            cell: Cell = (attribute, value)
            if cell in self.known:  # as in `get`, which is called here more often than all else
                self.looks += 1
                self.used[cell] = None
                value = self.known[cell]
            else:
                value = self.get(attribute, value)
        return value

    def _sure(self, start: int, path: tuple[Attribute, ...]) -> int:
        value = self.walk(start, path)
        if value is None:
            raise Nothing
        return value

    def meets(self, entity: int, where: Where) -> bool:
        """Whether an entity meets all conditions. One that is surely not met settles it, whatever is open of the others."""
        left, met, goals = None, True, self.goals
        for part in where:
            try:
                goal = goals.get(id(part))
                if goal is None:
                    goal = goals[id(part)] = self._sure(part.start, part.to)
                else:
                    self.looks += len(part.to)
                value = self.walk(entity, part.path)
            except Open as found:
                left = left or found
                continue
            before = value is not None and (value < goal if part.yes else value > goal)
            if not ((value == goal) == part.yes if isinstance(part, Is) else before):
                met = False
                if not self.thorough:
                    break
        if met and left:
            raise left
        return met

    def those(self, kind: str, where: Where) -> list[int]:
        return [entity for entity in self.world.pools.get(kind, ()) if self.meets(entity, where)]

    def start(self, start: int | Pick) -> int:
        if not isinstance(start, Pick):
            return start
        years = [(year, one) for one in self.those(start.kind, start.where) if (year := self.get(start.by, one)) is not None]
        best = (max if start.last else min)(years, default=(0, 0))[0]
        found = [one for year, one in years if year == best]
        if len(found) != 1:
            raise Nothing
        return found[0]

    def answer(self, query: Query) -> Answer:
        try:
            if isinstance(query, Follow):
                start = self.start(query.start)
                kind = ends(self.world.kinds[start], query.path)
                return kind, self._sure(start, query.path)
            if isinstance(query, Gap):
                one, two = (self._sure(self.start(part.start), part.path) for part in (query.first, query.second))
                return "number", abs(one - two)
            found = self.those(query.kind, query.where)
            return ("number", len(found)) if isinstance(query, Count) else ("set", frozenset(found))
        except Nothing:
            return NO_ANSWER


def answers(
    world: World, query: Query, known: Mapping[Cell, Value] | None = None, assigned: Mapping[Cell, Value] | None = None
) -> Iterator[tuple[Answer, dict[Cell, Value], list[Cell]]]:
    """The answers in the worlds that keep what is told, and what is assigned, each with what was assumed and what was looked at. Raises
    ValueError when more worlds than allowed have to be looked at."""
    left, looks = [dict(assigned or {})], 0
    while left:
        assumed = left.pop()
        reading, cell = Reading(world, assumed, known), None
        try:
            yield reading.answer(query), assumed, list(reading.used)
        except Open as found:
            cell = found.cell
        looks += reading.looks + len(assumed)
        if looks > LOOKS:
            raise ValueError("too much is open to tell whether the question has one answer")
        if cell is not None:
            left += [assumed | {cell: value} for value in reversed(world.domain(cell, assumed))]


def settled(
    world: World, query: Query, known: Mapping[Cell, Value] | None = None, assigned: Mapping[Cell, Value] | None = None
) -> Answer | None:
    """The one answer, None where worlds differ in it. Raises ValueError as `answers`, and where no world has one."""
    first: Answer | None = None
    for answer, _, _ in answers(world, query, known, assigned):
        if first is not None and answer != first:
            return None
        first = answer
    if first is None or first == NO_ANSWER:
        raise ValueError("a question without an answer")
    return first
