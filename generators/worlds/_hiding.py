"""Two members of a family: of two facts about the same property one is told in one member, and the other one in its place in the other.
Without the first the question still has one answer, without the second worlds differ in it."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from synth.verifiers.worlds._query import Answer, Query, settled
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Document, Eras, Fact, Kind, Value, World

TRIES = 6
SAMPLED = 8
"""Values of the hidden cell that are tried, about."""
LEAST = 0.2
"""The share of values of the hidden cell at least that change the answer: what is missing matters."""


Place = tuple[int, int]
"""A document, and a fact in it."""


class Slot(NamedTuple):
    """documents: with a slot's fact. place: of the slot. other: the fact that takes it in the other member."""

    documents: list[Document]
    place: Place
    other: Fact
    values: tuple[Value, Value]
    """Two values of the open cell with different answers."""


def other_member(slot: Slot) -> list[Document]:
    """The documents of the other member."""
    number, place = slot.place
    documents = list(slot.documents)
    facts = list(documents[number].facts)
    facts[place] = slot.other
    documents[number] = Document(documents[number].kind, tuple(facts))
    return documents


class Hider:
    """Looks for two facts to tell in each other's place."""

    def __init__(self, kinds: Sequence[Kind], eras: Eras, complete: tuple[Attribute, ...], query: Query, answer: Answer) -> None:
        self.kinds, self.eras, self.complete, self.query, self.answer = tuple(kinds), eras, complete, query, answer

    def slot(self, rng: Random, documents: list[Document], needed: Sequence[Cell], named: set[int]) -> Slot | None:
        """A slot whose fact is needed; none about somebody whom the question names, or it would be seen at once. The other fact is one that
        the question looks at, where that can be, though it does not matter."""
        places = {
            fact.cell: (number, place)
            for number, document in enumerate(documents)
            for place, fact in enumerate(document.facts)
            if fact.like < 0 and document.kind != "entry" and len(document.facts) > 2
        }
        spoken = Counter(one for document in documents for fact in document.facts for one in _spoken_of(fact))
        movable = [cell for cell in places if cell[0] not in self.complete and spoken[cell[1]] > 1]
        looked, idle = set(needed), dict[Cell, bool]()
        inner = [cell for cell in movable if cell in looked and cell[1] not in named]
        for cell in rng.sample(inner, len(inner))[:TRIES]:
            values = self._values(documents, places[cell])
            if values is None:
                continue
            others = [c for c in movable if c[0] == cell[0] and c != cell and self.kinds[c[1]] == self.kinds[cell[1]]]
            rng.shuffle(others)
            for other in sorted(others, key=lambda one: one not in looked)[:TRIES]:
                if other not in idle:
                    idle[other] = self._settles(_without(documents, places[other]))
                if idle[other] and (found := self._swapped(documents, places[cell], places[other], values)):
                    return found
        return None

    def _swapped(self, documents: list[Document], needed: Place, idle: Place, values: tuple[Value, Value]) -> Slot | None:
        """The slot, where both members tell of equally many in its document."""
        (number, place), other = needed, documents[idle[0]].facts[idle[1]]
        told = _without(documents, idle)
        where = (number, place - (number == idle[0] and place > idle[1]))
        slot = Slot(told, where, _called(documents[number], other), values)
        one, two = (len({fact.of for fact in d[number].facts}) for d in (told, other_member(slot)))
        return slot if one == two else None

    def _world(self, documents: list[Document]) -> World:
        return World(self.kinds, self.eras, tuple(fact for document in documents for fact in document.facts), self.complete)

    def _settles(self, documents: list[Document]) -> bool:
        try:
            return settled(self._world(documents), self.query) == self.answer
        except ValueError:
            return False

    def _values(self, documents: list[Document], place: Place) -> tuple[Value, Value] | None:
        """The true value of a cell that is hidden, and another one with another answer; None where few values have one."""
        fact = documents[place[0]].facts[place[1]]
        world = self._world(_without(documents, place))
        domain = world.domain(fact.cell, {})
        changed = [
            value for value in domain[:: 1 + len(domain) // SAMPLED] if self._answer(world, fact.cell, value) not in (self.answer, None)
        ]
        if len(changed) < LEAST * min(len(domain), SAMPLED) or self._answer(world, fact.cell, fact.value) != self.answer:
            return None
        return fact.value, changed[len(changed) // 2]

    def _answer(self, world: World, cell: Cell, value: Value) -> Answer | None:
        """The answer where an open cell has a value, None where there is none or more than one."""
        try:
            return settled(world, self.query, assigned={cell: value})
        except ValueError:
            return None


def _spoken_of(fact: Fact) -> tuple[int, ...]:
    other = fact.like if fact.like >= 0 else -1 if ATTRIBUTES[fact.attribute].to == "year" else fact.value
    return (fact.of, other) if other >= 0 else (fact.of,)


def _without(documents: list[Document], place: Place) -> list[Document]:
    """The documents without one fact."""
    number, inner = place
    document = documents[number]
    return [*documents[:number], Document(document.kind, document.facts[:inner] + document.facts[inner + 1 :]), *documents[number + 1 :]]


def _called(document: Document, fact: Fact) -> Fact:
    """A fact by the names that a document uses."""
    by_alias: set[int] = set()
    for told in document.facts:
        other = told.like if told.like >= 0 else told.value
        by_alias |= {told.of} if told.called & 1 else set()
        by_alias |= {other} if told.called & 2 else set()
    entity = ATTRIBUTES[fact.attribute].to != "year"
    return replace(fact, called=(fact.of in by_alias) + 2 * (entity and fact.value in by_alias))
