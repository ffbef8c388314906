"""A world in many short documents: what the question compares stands in tables, everything else in entries, letters, chronicles and
catalogues of a few facts each."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from random import Random

from synth.generators.worlds._documents import Told, by_year, called, stated
from synth.generators.worlds._making import Made
from synth.verifiers.worlds._world import Attribute, Cell, Document, DocumentKind, Fact, Kind

ROWS = 16
"""Rows of a table at most."""
MANY = 3
"""The same property of so many, where the question needs it: a table has them."""


def shelved(
    rng: Random, made: Made, cells: Sequence[Cell], used: Sequence[Cell], complete: tuple[Attribute, ...], beside: float, aliases: int,
    documents: int,
) -> tuple[Told, list[Fact]] | None:  # fmt: skip
    """So many documents that tell the cells, and their facts; None where the cells are too few."""
    counts = Counter((made.kinds[of], attribute) for attribute, of in used)
    many = {group for group, count in counts.items() if count >= MANY}
    compared = [cell for cell in used if (made.kinds[cell[1]], cell[0]) in many and made.values[cell] is not None]
    apart = set(compared)
    facts = stated(rng, made, compared, 0.0)
    shelf = _tables(rng, made, facts)
    left = stated(rng, made, [cell for cell in cells if cell not in apart], beside)
    facts += left
    for _ in range(documents // 10):
        table, left = _further_table(rng, made, left)
        shelf += table
    prose = documents - len(shelf)
    if prose < 1 or len(left) < prose:
        return None
    shelf += _prose(rng, made, left, prose)
    rng.shuffle(shelf)
    return called(rng, made, shelf, aliases, complete), facts


def _tables(rng: Random, made: Made, facts: Sequence[Fact]) -> list[Document]:
    """Each kind of entities in tables of its own, by rows."""
    found: list[Document] = []
    for kind in dict.fromkeys(made.kinds[fact.of] for fact in facts):
        rows: dict[int, list[Fact]] = {}
        for fact in facts:
            if made.kinds[fact.of] == kind:
                rows.setdefault(fact.of, []).append(fact)
        columns = rng.sample(names := sorted({fact.attribute for row in rows.values() for fact in row}), len(names))
        order = rng.sample(sorted(rows), len(rows))
        for begin in range(0, len(order), ROWS):
            part = [fact for of in order[begin : begin + ROWS] for fact in sorted(rows[of], key=lambda one: columns.index(one.attribute))]
            found.append(Document("table", tuple(part)))
    return found


def _further_table(rng: Random, made: Made, facts: list[Fact]) -> tuple[list[Document], list[Fact]]:
    """A table of what the question does not compare, and the facts that are left."""
    of: Kind = rng.choice(("person", "person", "town", "guild", "house", "work"))
    kinds = made.kinds
    plain = [fact for fact in facts if fact.like < 0 and kinds[fact.of] == of]
    attributes = sorted({fact.attribute for fact in plain})
    columns = rng.sample(attributes, min(2, len(attributes)))
    rows = list(dict.fromkeys(fact.of for fact in plain if fact.attribute in columns))[: rng.randint(3, 6)]
    if len(rows) < MANY:
        return [], facts
    inside = [fact for fact in plain if fact.attribute in columns and fact.of in rows]
    cells = {(fact.attribute, fact.of) for fact in inside}
    return _tables(rng, made, inside), [fact for fact in facts if (fact.attribute, fact.of) not in cells]


def _prose(rng: Random, made: Made, facts: list[Fact], documents: int) -> list[Document]:
    """So many documents of all facts. Every other one is about one of whom much is told."""
    order = rng.sample(facts, len(facts))
    left = dict.fromkeys(range(len(order)))  # places in the order, as a fact is slow to hash
    own: dict[int, list[int]] = {}
    for place, fact in enumerate(order):
        own.setdefault(fact.of, []).append(place)
    found: list[Document] = []
    for number in range(documents):
        share = -(-len(left) // (documents - number))
        if number % 2:
            places = [place for place in own[order[next(iter(left))].of] if place in left][: max(2, share)]
        else:
            places = list(islice(left, share))
        places = places[: max(1, len(left) - (documents - number - 1))] if number < documents - 1 else list(left)
        for place in places:
            del left[place]
        part = [order[place] for place in places]
        if len({fact.of for fact in part}) == 1:
            found.append(Document("entry", tuple(part)))
            continue
        kind: DocumentKind = rng.choice(("chronicle", "letter", "letter", "catalogue"))
        part = by_year(part) if kind == "chronicle" else sorted(part, key=lambda fact: fact.of) if kind == "catalogue" else part
        found.append(Document(kind, tuple(part)))
    return found
