"""Twins: of two facts about the same property one is told in one member and the other one in its place in the other member. Without the
first the question still has one answer, without the second worlds differ in it."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from synth.verifiers.worlds._query import NO_ANSWER, Answer, Query, answers, settled
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Document, Eras, Fact, Kind, Value, World

TRIES = 10
LEAST = 0.2
"""The share of values of the hidden cell at least that change the answer: what is missing matters."""


class Slot(NamedTuple):
    """documents: with a slot's fact. place: of the slot. other: the fact that takes it in the other member."""

    documents: list[Document]
    place: tuple[int, int]
    other: Fact
    values: tuple[Value, Value]
    """Two values of the open cell with different answers."""


def twin(slot: Slot) -> list[Document]:
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
        """A slot whose fact is needed; none about somebody whom the question names, or it would be seen at once."""
        places = {f.cell: (n, p) for n, document in enumerate(documents) for p, f in enumerate(document.facts)}
        inner = [cell for cell in needed if cell in places and cell[0] not in self.complete and cell[1] not in named]
        for cell in rng.sample(inner, len(inner))[:TRIES]:
            number, place = places[cell]
            document = documents[number]
            fact = document.facts[place]
            if fact.like >= 0 or document.kind == "entry" or not self._once_more(documents, fact, places[cell]):
                continue
            others = [c for c in places if c[0] == cell[0] and c != cell and self.kinds[c[1]] == self.kinds[cell[1]]]
            for other in rng.sample(others, len(others))[:TRIES]:
                found = self._tried(documents, places[cell], places[other])
                if found:
                    return found
        return None

    def _once_more(self, documents: list[Document], fact: Fact, place: tuple[int, int]) -> bool:
        """Whether the documents speak of somebody in another place, too."""
        return any(
            fact.of in (f.of, f.like, -1 if ATTRIBUTES[f.attribute].to == "year" or f.like >= 0 else f.value)
            for n, document in enumerate(documents)
            for p, f in enumerate(document.facts)
            if (n, p) != place
        )

    def _tried(self, documents: list[Document], needed: tuple[int, int], idle: tuple[int, int]) -> Slot | None:
        fact, other = (documents[n].facts[p] for n, p in (needed, idle))
        document = documents[idle[0]]
        if other.like >= 0 or len(document.facts) < 3 or document.kind == "entry" or not self._once_more(documents, other, idle):
            return None
        left = Document(document.kind, tuple(f for p, f in enumerate(document.facts) if p != idle[1]))
        told = [*documents[: idle[0]], left, *documents[idle[0] + 1 :]]
        number, place = needed
        slot = Slot(told, (number, place - (number == idle[0] and place > idle[1])), _called(documents[number], other), (0, 0))
        one, two = self._rows(told, number), self._rows(twin(slot), number)
        if one != two or not self._settles(told):
            return None
        values = self._values(twin(slot), fact)
        return values and slot._replace(values=values)

    def _rows(self, documents: list[Document], number: int) -> int:
        return len({fact.of for fact in documents[number].facts})

    def _world(self, documents: list[Document]) -> World:
        return World(self.kinds, self.eras, tuple(fact for document in documents for fact in document.facts), self.complete)

    def _settles(self, documents: list[Document]) -> bool:
        try:
            return settled(self._world(documents), self.query) == self.answer
        except ValueError:
            return False

    def _values(self, documents: list[Document], fact: Fact) -> tuple[Value, Value] | None:
        """The true value of the hidden cell, and another one with another answer; None where few values have one."""
        try:
            world = self._world(documents)
            if settled(world, self.query) is not None:
                return None
            found: dict[Value, Answer] = {}
            domain = world.domain(fact.cell, {})
            for value in domain if len(domain) < 40 else domain[:: len(domain) // 20]:
                given = {answer for answer, _, _ in answers(world, self.query, assigned={fact.cell: value})}
                if len(given) == 1:
                    found[value] = next(iter(given))
        except ValueError:
            return None
        good = [value for value, answer in found.items() if answer not in (self.answer, NO_ANSWER)]
        true = {answer for answer, _, _ in answers(world, self.query, assigned={fact.cell: fact.value})}
        if true != {self.answer} or len(good) < LEAST * len(found):
            return None
        return fact.value, good[len(good) // 2]


def _called(document: Document, fact: Fact) -> Fact:
    """A fact by the names that a document uses."""
    by_alias: set[int] = set()
    for told in document.facts:
        other = told.like if told.like >= 0 else told.value
        by_alias |= {told.of} if told.called & 1 else set()
        by_alias |= {other} if told.called & 2 else set()
    entity = ATTRIBUTES[fact.attribute].to != "year"
    return replace(fact, called=(fact.of in by_alias) + 2 * (entity and fact.value in by_alias))
