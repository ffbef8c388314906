"""What worlds told in other words and other orders share: names replaced by what is told of them."""

from collections.abc import Sequence

import msgspec

from synth.verifiers.worlds._told import Told
from synth.verifiers.worlds._world import ATTRIBUTES, Fact

ROUNDS = 3
"""Each round tells apart what the round before told apart in something that a fact joins to it."""


def _numbered(keys: Sequence[object]) -> list[int]:
    """Equal keys get equal numbers, by their order."""
    rank = {key: number for number, key in enumerate(sorted(set(keys)))}  # type: ignore[type-var]
    return [rank[key] for key in keys]


def colours(problem: Told) -> list[int]:
    """A number for each entity, equal for those that change places in a copy."""
    query = msgspec.json.encode(problem.query).decode()
    asked = _places(query)
    aliased = {alias.of for alias in problem.aliases}
    found = _numbered([(kind, asked.get(e, ""), e in aliased) for e, kind in enumerate(problem.kinds)])
    sides: list[tuple[int, int, tuple[str, int, int]]] = []
    """Of each fact, and of each again from the side of the other one: whom it is about, the other one or -1, what it says."""
    for fact in problem.facts:
        other, role = _other(fact)
        years = fact.value if other < 0 or fact.like >= 0 else 0
        sides.append((fact.of, other, (fact.attribute, role, years)))
        if other >= 0:
            sides.append((other, fact.of, (fact.attribute, role + 2, years)))
    count = len(found) + 1  # what is said and the other one's colour as one number, which sorts like the two
    told = [(one, other, said * count + 1) for (one, other, _), said in zip(sides, _numbered([side[2] for side in sides]), strict=True)]
    for _ in range(ROUNDS):
        if max(found) == len(found) - 1:  # all are told apart
            break
        seen: list[list[int]] = [[] for _ in found]
        for one, other, said in told:
            seen[one].append(said + (found[other] if other >= 0 else -1))
        found = _numbered([(found[e], tuple(sorted(seen[e]))) for e in range(len(found))])
    return found


def _other(fact: Fact) -> tuple[int, int]:
    if fact.like >= 0:
        return fact.like, 1
    return (-1, 0) if ATTRIBUTES[fact.attribute].to == "year" else (fact.value, 0)


def _places(query: str) -> dict[int, str]:
    """Where the question names an entity, by the bare numbers of its text."""
    found: dict[int, str] = {}
    for place, part in enumerate(query.replace("[", ",").replace("]", ",").split(",")):
        if part.isdigit():
            found[int(part)] = f"{found.get(int(part), '')} {place}"
    return found


def canonical(problem: Told) -> object:
    """The facts of each document, in no order, entities by their colours; the question likewise."""
    colour = colours(problem)
    told = []
    for number, document in enumerate(problem.documents):
        facts = []
        for fact in document.facts:
            value = fact.value if fact.like >= 0 or _other(fact)[0] < 0 else colour[fact.value]
            facts.append((fact.attribute, colour[fact.of], value, colour[fact.like] if fact.like >= 0 else -1))
        facts.sort()
        told.append((document.kind, facts, sorted(colour[alias.of] for alias in problem.aliases if alias.document == number)))
    query = [int(part) if part.isdigit() else part for part in _parts(problem)]
    asked = [colour[part] if isinstance(part, int) else part for part in query]
    return [sorted(told, key=repr), sorted(colour), asked, sorted(problem.complete), [era.years for era in problem.eras]]


def _parts(problem: Told) -> list[str]:
    text = msgspec.json.encode(problem.query).decode()
    return text.replace("[", ",").replace("]", ",").split(",")


def split_key(problem: Told) -> object:
    """What members of a family share, and copies: which properties each document tells, the calendar, the question but for its names."""
    documents = sorted((document.kind, sorted((f.attribute, f.like >= 0) for f in document.facts)) for document in problem.documents)
    query = [part for part in _parts(problem) if not part.isdigit()]
    return [documents, query, sorted(problem.kinds), [era.years for era in problem.eras]]
