"""Documents about a made world: which facts are told, which of them beside another one, where each stands, and by which name."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from synth.generators.worlds._making import Made
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Document, DocumentKind, Fact

NEAR = 60
"""Years at most between two that are told one beside the other."""
_PROSE: tuple[DocumentKind, ...] = ("chronicle", "letter", "catalogue", "entry")


class Telling(NamedTuple):
    """How a world is told."""

    more: int
    """Facts that the question does not need."""
    beside: float
    """Share of facts that are told beside another one."""
    aliases: int
    """People who go by two names."""
    documents: int


class Told(NamedTuple):
    """documents, complete: as in the problem. aliases: (of, document)."""

    documents: list[Document]
    complete: tuple[Attribute, ...]
    aliases: list[tuple[int, int]]


def chosen(rng: Random, made: Made, used: Sequence[Cell], more: int) -> tuple[list[Cell], tuple[Attribute, ...]]:
    """The cells that are told, and the attributes that are told of everybody who has them: those of which the question asks whether."""
    complete: tuple[Attribute, ...] = tuple(dict.fromkeys(attribute for attribute, of in used if made.values[attribute, of] is None))
    told = dict.fromkeys(cell for cell in used if made.values[cell] is not None)
    told |= dict.fromkeys(cell for cell, value in made.values.items() if cell[0] in complete and value is not None)
    asked = {attribute for attribute, _ in told}
    rest = [cell for cell, value in made.values.items() if value is not None and cell not in told]
    alike = [cell for cell in rest if cell[0] in asked]
    others = [cell for cell in rest if cell[0] not in asked]
    first = rng.sample(alike, min(len(alike), more // 2))
    second = rng.sample(others, min(len(others), more - len(first)))
    told |= dict.fromkeys(first + second)
    return list(told), complete


def stated(rng: Random, made: Made, cells: Sequence[Cell], beside: float) -> list[Fact]:
    """A fact for each cell; each goes by another one told before it in a drawn order at most, so none goes in a circle."""
    facts: list[Fact] = []
    before: dict[str, list[int]] = {}
    for attribute, of in rng.sample(cells, len(cells)):
        value = made.values[attribute, of]
        assert value is not None
        fact = Fact(attribute, of, value)
        if rng.random() < beside and (like := _beside(rng, made, attribute, of, value, before.get(attribute, []))) is not None:
            fact = like
        before.setdefault(attribute, []).append(of)
        facts.append(fact)
    return facts


def _beside(rng: Random, made: Made, attribute: Attribute, of: int, value: int, before: Sequence[int]) -> Fact | None:
    year = ATTRIBUTES[attribute].to == "year"
    choices = [
        one
        for one in before
        if made.kinds[one] == made.kinds[of]
        and (0 < abs(value - (made.values[attribute, one] or 0)) <= NEAR if year else made.values[attribute, one] == value)
    ]
    if not choices:
        return None
    one = rng.choice(choices)
    return Fact(attribute, of, value - (made.values[attribute, one] or 0) if year else 0, one)


def arranged(rng: Random, made: Made, facts: list[Fact], telling: Telling, complete: tuple[Attribute, ...]) -> Told:
    """The facts in documents of several kinds, with further names for some people."""
    left = rng.sample(facts, len(facts))
    documents: list[Document] = []
    if telling.documents > 1 and len(left) > 8 and rng.random() < 0.75:
        table = _table(rng, made, left)
        if table:
            documents.append(Document("table", tuple(table)))
            taken = set(table)
            left = [fact for fact in left if fact not in taken]
    while left and len(documents) < telling.documents:
        share = -(-len(left) // (telling.documents - len(documents)))
        kind = rng.choice(_PROSE)
        part = left[:share]
        if kind == "entry":
            part = [fact for fact in left if fact.of == part[0].of]
            if len(part) < 2:
                kind, part = "letter", left[:share]
        if kind == "catalogue":
            part = sorted(part, key=lambda fact: fact.of)
        if kind == "chronicle":
            part = by_year(part)
        if len(documents) == telling.documents - 1 and len(part) < len(left):
            kind, part = "letter", left
        documents.append(Document(kind, tuple(part)))
        taken = set(part)
        left = [fact for fact in left if fact not in taken]
    rng.shuffle(documents)
    return called(rng, made, documents, telling.aliases, complete)


def _table(rng: Random, made: Made, facts: Sequence[Fact]) -> list[Fact]:
    """Facts of one kind of entities and two or three attributes, by rows."""
    plain = [fact for fact in facts if fact.like < 0]
    counts: dict[tuple[str, str], int] = {}
    for fact in plain:
        counts[made.kinds[fact.of], fact.attribute] = counts.get((made.kinds[fact.of], fact.attribute), 0) + 1
    if not counts:
        return []
    kind = rng.choice([kind for kind, _ in counts])
    columns = [attribute for (of, attribute), count in sorted(counts.items(), key=lambda one: -one[1]) if of == kind and count > 1][:3]
    rng.shuffle(columns)
    inside = [fact for fact in plain if made.kinds[fact.of] == kind and fact.attribute in columns and rng.random() < 0.85]
    rows = list(dict.fromkeys(fact.of for fact in inside))
    return sorted(inside, key=lambda fact: (rows.index(fact.of), columns.index(fact.attribute))) if len(rows) > 2 else []


def by_year(facts: Sequence[Fact]) -> list[Fact]:
    """Those with a year in its order, among the others where they stand."""
    years = iter(sorted((fact for fact in facts if _dated(fact)), key=lambda fact: fact.value))
    return [next(years) if _dated(fact) else fact for fact in facts]


def _dated(fact: Fact) -> bool:
    return fact.like < 0 and ATTRIBUTES[fact.attribute].to == "year"


def called(rng: Random, made: Made, documents: list[Document], count: int, complete: tuple[Attribute, ...]) -> Told:
    """Some people go by two names: each document that tells of them uses one of the two."""
    mentioned = dict.fromkeys(one for document in documents for fact in document.facts for one in (fact.of, _other(fact)) if one >= 0)
    people = [one for one in mentioned if made.kinds[one] == "person"]
    aliased = rng.sample(people, min(count, len(people)))
    aliases = [(one, rng.randrange(len(documents))) for one in aliased]
    again = []
    for document in documents:
        by_alias = {one for one in aliased if rng.random() < 0.6}
        renamed = [(fact, (fact.of in by_alias) + 2 * (_other(fact) in by_alias)) for fact in document.facts] if by_alias else []
        if any(called for _, called in renamed):
            document = Document(document.kind, tuple([replace(fact, called=called) if called else fact for fact, called in renamed]))
        again.append(document)
    return Told(again, complete, aliases)


def _other(fact: Fact) -> int:
    """The other one of whom a fact speaks, -1 where there is none."""
    return fact.like if fact.like >= 0 else -1 if ATTRIBUTES[fact.attribute].to == "year" else fact.value
