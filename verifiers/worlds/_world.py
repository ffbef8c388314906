"""A fictional world: who and what there is, the years by their eras, and the documents that tell of them.

A cell is one property of one entity, `("teacher", 3)`; a fact of a document gives it a value, or sets it beside the same cell of another
entity (`the teacher of Mira is that of Oren`, `three years after Oren`)."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

ENTITIES, DOCUMENTS, FACTS, YEARS = 160, 150, 60, 400
"""Bounds of a world that is searched; one in a prompt is smaller (`_told.Told`)."""
Kind = Literal["person", "town", "guild", "house", "work", "river", "trade"]
Attribute = Literal[
    "mother", "teacher", "birthplace", "trade", "guild", "house", "born", "river", "founded", "seat", "master", "author", "home", "finished"
]
Entity = Annotated[int, Meta(ge=0, lt=ENTITIES)]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff]*(?: [A-Za-z]+)*\Z", max_length=24)]
Cell = tuple[Attribute, int]
Value = int | None
"""An entity, a year, or None: there is no such thing, as for somebody without a teacher."""


class Range(NamedTuple):
    """of: kinds that have the attribute. to: the kind of its values, "year" for years. partial: whether it may be missing."""

    of: tuple[str, ...]
    to: str
    partial: bool = False


ATTRIBUTES: Mapping[Attribute, Range] = {
    "mother": Range(("person",), "person", True),
    "teacher": Range(("person",), "person", True),
    "birthplace": Range(("person",), "town"),
    "trade": Range(("person",), "trade"),
    "guild": Range(("person",), "guild", True),
    "house": Range(("person",), "house", True),
    "born": Range(("person",), "year"),
    "river": Range(("town",), "river"),
    "founded": Range(("town", "guild", "house"), "year"),
    "seat": Range(("guild", "house"), "town"),
    "master": Range(("guild",), "person"),
    "author": Range(("work",), "person"),
    "home": Range(("work",), "town"),
    "finished": Range(("work",), "year"),
}
"""What can be told of whom."""
_CELLS: Mapping[Attribute, tuple[Cell, ...]] = {name: tuple([(name, entity) for entity in range(ENTITIES)]) for name in ATTRIBUTES}
"""All cells that there can be, made once."""


class Fact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`Fact("teacher", 3, 5)`: 5 taught 3. `Fact("born", 3, 4, like=5)`: 3 was born 4 years after 5. `Fact("guild", 3, 0, like=5)`: 3 is in
    the guild of 5."""

    attribute: Attribute
    of: Entity
    value: Annotated[int, Meta(ge=-YEARS, le=YEARS)]
    """The entity or year; with `like` the years from that one's year to this one's, or 0."""
    like: Annotated[int, Meta(ge=-1, lt=ENTITIES)] = -1
    called: Annotated[int, Meta(ge=0, le=3)] = 0
    """1: the text uses the alias of whom it tells; 2: that of the other one; 3: both."""

    @property
    def cell(self) -> Cell:
        """What it tells of."""
        return self.attribute, self.of

    @property
    def beside(self) -> Cell:
        """The same cell of the one that it goes by."""
        return self.attribute, self.like


DocumentKind = Literal["chronicle", "letter", "catalogue", "entry", "table"]


class Document(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Facts in the order of the text."""

    kind: DocumentKind
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1, max_length=FACTS)]


class Alias(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Another name of an entity, told at the head of a document."""

    of: Entity
    name: Name
    document: Annotated[int, Meta(ge=0, lt=DOCUMENTS)]


class Era(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Some years, counted from 1; the eras follow each other without a gap."""

    name: Name
    years: Annotated[int, Meta(ge=1, le=YEARS)]


Eras = tuple[Era, ...]


def dated(eras: Eras, year: int) -> tuple[str, int]:
    """A year, counted from the first of the first era, as an era and its year: 60 as `("Orvan", 12)`. Raises ValueError outside of them."""
    left = year
    for era in eras:
        if 0 < left <= era.years:
            return era.name, left
        left -= era.years
    raise ValueError(f"no year {year} in the calendar")


def year_of(eras: Eras, name: str, year: int) -> int | None:
    """The other way round; None for no year of that era."""
    before = 0
    for era in eras:
        if era.name.casefold() == name.casefold():
            return before + year if 0 < year <= era.years else None
        before += era.years
    return None


class World:
    """What the documents state, worked out: the values of cells, and what the others may be."""

    def __init__(self, kinds: tuple[Kind, ...], eras: Eras, facts: tuple[Fact, ...], complete: tuple[Attribute, ...]) -> None:
        """Raises ValueError for facts that do not fit together."""
        self.kinds, self.complete = kinds, frozenset(complete)
        self.pools: dict[str, list[int]] = {}
        for entity, kind in enumerate(kinds):
            self.pools.setdefault(kind, []).append(entity)
        self.last = sum(era.years for era in eras)
        self.facts: dict[Cell, Fact] = {}
        self.known: dict[Cell, Value] = {}
        """The cells that are settled."""
        self.hung: dict[Cell, tuple[Cell, int]] = {}
        """The cells that hang on an open one, and the years between the two."""
        count, last, beside, told, known = len(kinds), self.last, list[Fact](), self.facts, self.known
        for fact in facts:  # one pass, as a world of five hundred facts is read for each verdict on a fresh problem
            attribute, entity, value = fact.attribute, fact.of, fact.value
            of, to, _ = ATTRIBUTES[attribute]
            if entity >= count or kinds[entity] not in of:
                raise ValueError(f"a fact about something that has no {attribute}")
            cell = _CELLS[attribute][entity]
            told[cell] = fact
            if fact.like >= 0:
                beside.append(fact)
            elif (0 < value <= last) if to == "year" else (0 <= value < count and kinds[value] == to):
                known[cell] = value
            else:
                raise ValueError(f"no {to} to be a {attribute}")
        if len(self.facts) < len(facts):
            raise ValueError("a cell that is told twice")
        for fact in beside:
            self._settle(fact)
        self._check_mothers()

    def _check_mothers(self) -> None:
        """Raises ValueError where mothers go in a circle; each is looked at once."""
        mothers = {child: mother for (attribute, child), mother in self.known.items() if attribute == "mother"}
        fine = set[int]()
        for child in mothers:
            line = set[int]()
            person: Value = child
            while person is not None and person not in fine:
                if person in line:
                    raise ValueError("somebody is their own ancestor")
                line.add(person)
                person = mothers.get(person)
            fine |= line

    def _settle(self, fact: Fact) -> None:
        """Follow what a fact goes by, as far as it is told."""
        attribute, like, facts, known = fact.attribute, fact.like, self.facts, self.known
        of, to, _ = ATTRIBUTES[attribute]
        if like >= len(self.kinds) or like == fact.of or self.kinds[like] not in of or (to != "year" and fact.value):
            raise ValueError("a fact that goes by another one which it cannot go by")
        own = _CELLS[attribute][fact.of]
        shift, steps, cell = 0, 0, own
        while cell not in known and (told := facts.get(cell)) is not None:
            if steps > len(facts):
                raise ValueError("facts that go by each other in a circle")
            steps += 1
            shift += told.value
            cell = _CELLS[attribute][told.like]
        if cell in known:
            value = known[cell]
            if to == "year" and not 0 < (value or 0) + shift <= self.last:
                raise ValueError("a year outside of the calendar")
            known[own] = None if value is None else value + shift
        elif attribute in self.complete and cell not in facts:
            known[own] = None
        elif cell != own:
            self.hung[own] = (cell, shift)

    def descends(self, one: int, other: int, assigned: Mapping[Cell, Value]) -> bool:
        """Whether one is the other or a descendant of theirs, as far as mothers are known."""
        person: Value = one
        for _ in range(len(self.kinds)):
            if person == other:
                return True
            if person is None:
                return False
            cell: Cell = ("mother", person)
            person = self.known.get(cell, assigned.get(self.hung.get(cell, (cell, 0))[0]))
        return True

    def domain(self, cell: Cell, assigned: Mapping[Cell, Value]) -> list[Value]:
        """What an open cell may be, those first that are likely to make a difference."""
        attribute, of = cell
        about = ATTRIBUTES[attribute]
        likes = [one for one, (base, _) in self.hung.items() if base == cell]
        if about.to == "year":
            shifts = [0, *(self.hung[one][1] for one in likes)]
            low, high = 1 - min(shifts), self.last - max(shifts)
            return [low, high, *range(low + 1, high)] if low < high else [low] * (low == high)
        values: list[Value] = [None] if about.partial else []
        for value in self.pools.get(about.to, ()):
            bearers = (of, *(one for _, one in likes))
            if about.to == "person" and attribute in ("mother", "teacher") and value in bearers:
                continue
            if attribute == "mother" and any(self.descends(value, bearer, assigned) for bearer in bearers):
                continue
            values.append(value)
        return values
