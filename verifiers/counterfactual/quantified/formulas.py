"""Statements about a few people, as JSON-able values, and the sets of worlds in which they hold.

A concept is what can be said of one person; a statement is a fact about one person, a quantified statement about everybody or a
group, or two such joined. A world says who has which property and, where there is a relation, who stands in it to whom (to
oneself too). Worlds are numbered, a set of worlds is one integer: bit i of it is world i."""

from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from synth.verifiers.counterfactual._worlds import patterns

MAX_ATOMS = 16
MAX_PEOPLE = 6
MAX_PROPERTIES = 6
Person = Annotated[int, Meta(ge=0, le=MAX_PEOPLE - 1)]
Property = Annotated[int, Meta(ge=0, le=MAX_PROPERTIES - 1)]


class _Array(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    pass


class Is(_Array, frozen=True, tag="is"):
    """Has the property, or lacks it."""

    property: Property
    yes: bool


class To(_Array, frozen=True, tag="to"):
    """Stands in the relation to the person ("praised Ana"), or does not."""

    person: Person
    yes: bool


class By(_Array, frozen=True, tag="by"):
    """The person stands in the relation to them ("was praised by Ana"), or does not."""

    person: Person
    yes: bool


class Reach(_Array, frozen=True, tag="reach"):
    """Stands in the relation to all, some or none of those who have the property."""

    how: Literal["all", "some", "no"]
    property: Property


Leaf = Is | To | By | Reach


class Two(_Array, frozen=True, tag="two"):
    """Both, or at least one of the two."""

    how: Literal["and", "or"]
    a: Leaf
    b: Leaf


Concept = Is | To | By | Reach | Two
How = Literal["all", "some", "no", "only", "nall", "least", "unless"]


class Fact(_Array, frozen=True, tag="fact"):
    """This holds of the person."""

    person: Person
    what: Concept


class Quant(_Array, frozen=True, tag="quant"):
    """Of those in the group (-1: of all people): all, some or none who are `a` are `b`; only those who are `a` are `b`; not all who are
    `a` are `b`; at least `number` who are `a` are `b`; everyone is `b` unless being `a`. No `a`: of all of them."""

    how: How
    number: Annotated[int, Meta(ge=0, le=MAX_PEOPLE)]
    group: Annotated[int, Meta(ge=-1, le=3)]
    a: Concept | None
    b: Concept


Simple = Fact | Quant


class Link(_Array, frozen=True, tag="link"):
    """Both; at least one; the second if the first; the one exactly if the other; the first unless the second."""

    how: Literal["and", "or", "if", "iff", "unless"]
    a: Simple
    b: Simple


Formula = Fact | Quant | Link
Groups = tuple[tuple[int, ...], ...]


class Signature(NamedTuple):
    """How many people and properties there are, whether there is a relation, and who is in each group."""

    people: int
    properties: int
    relation: bool
    groups: Groups

    @property
    def atoms(self) -> int:
        return self.people * (self.properties + (self.people if self.relation else 0))

    def domain(self, group: int) -> tuple[int, ...]:
        return tuple(range(self.people)) if group < 0 else self.groups[group]


def leaves(concept: Concept | None) -> tuple[Leaf, ...]:
    if concept is None:
        return ()
    return (concept.a, concept.b) if isinstance(concept, Two) else (concept,)


def well_formed(formula: Formula, signature: Signature) -> bool:
    """Whether everything named exists and the statement has a plain English form: nothing named twice in one simple statement, no
    double negation, at most one compound, and only short statements inside of a link, which are about different matters."""
    if isinstance(formula, Link):
        a, b = formula.a, formula.b
        return matter(a) != matter(b) and _sound(a, signature, True) and _sound(b, signature, True)
    return _sound(formula, signature, False)


@lru_cache(maxsize=1 << 13)
def _sound(formula: Simple, signature: Signature, embedded: bool) -> bool:
    if embedded and not embeds(formula):
        return False
    a, b = (None, formula.what) if isinstance(formula, Fact) else (formula.a, formula.b)
    inside, more = named(a, signature), named(b, signature)
    if inside is None or more is None or not inside.isdisjoint(more):
        return False
    if isinstance(formula, Fact):  # nobody is said to have praised himself
        return formula.person < signature.people and more.isdisjoint((("To", formula.person), ("By", formula.person)))
    if formula.group >= len(signature.groups):
        return False
    size = len(signature.domain(formula.group))
    if not (2 <= formula.number < size if formula.how == "least" else formula.number == 0):
        return False
    compounds = [part for part in (a, b) if isinstance(part, Two)]
    if len(compounds) > 1 or not all(map(positive, compounds)):
        return False
    if formula.how in ("only", "unless") and (a is None or isinstance(a, Reach) or isinstance(b, Reach)):
        return False
    if formula.how == "unless" and not positive(a):
        return False
    return formula.how in ("some", "least") or positive(b)


@lru_cache(maxsize=1 << 11)
def named(concept: Concept | None, signature: Signature) -> frozenset[tuple[str, int]] | None:
    """What the concept names; None if not all of it exists, one thing is named twice, or a part of a compound is not plain."""
    inside = leaves(concept)
    found = frozenset(map(_head, inside))
    plain = not any(isinstance(leaf, Reach) for leaf in inside) or not isinstance(concept, Two)
    return found if plain and len(found) == len(inside) and all(_exists(leaf, signature) for leaf in inside) else None


def matter(part: Simple) -> tuple[object, ...]:
    """What a statement is about: a person and what is said or denied of that person, or the sides of a quantifier."""
    if isinstance(part, Quant):
        return part.group, part.a, part.b
    if isinstance(part.what, To | By):  # "Anna likes Bruno" is "Bruno is liked by Anna"
        pair = (part.person, part.what.person)
        return pair if isinstance(part.what, To) else pair[::-1]
    return (part.person, *map(_head, leaves(part.what)))


def embeds(part: Simple) -> bool:
    """Whether the statement is plain enough to stand inside of another."""
    if isinstance(part, Fact):
        return not isinstance(part.what, Two)
    return part.how not in ("only", "unless") and not any(isinstance(concept, Two | Reach) for concept in (part.a, part.b))


def _exists(leaf: Leaf, signature: Signature) -> bool:
    if isinstance(leaf, Is):
        return leaf.property < signature.properties
    if not signature.relation:
        return False
    return leaf.property < signature.properties if isinstance(leaf, Reach) else leaf.person < signature.people


def _head(leaf: Leaf) -> tuple[str, int]:
    if isinstance(leaf, Is | Reach):
        return type(leaf).__name__, leaf.property
    return type(leaf).__name__, leaf.person


def positive(concept: Concept | None) -> bool:
    return all(leaf.how != "no" if isinstance(leaf, Reach) else leaf.yes for leaf in leaves(concept))


class Ground(NamedTuple):
    """every: all worlds; has[property][person] and stands[who][to whom]: those in which it is so."""

    every: int
    has: tuple[tuple[int, ...], ...]
    stands: tuple[tuple[int, ...], ...]


@lru_cache(maxsize=32)
def ground(people: int, properties: int, relation: bool) -> Ground:
    """The ground atoms of a signature of at most 16: properties first, each person by person, then the relation."""
    count = people * (properties + (people if relation else 0))
    atoms = patterns(count)
    rows = [atoms[start : start + people] for start in range(0, count, people)]
    return Ground((1 << (1 << count)) - 1, tuple(rows[:properties]), tuple(rows[properties:]))


def extension(concept: Concept, among: Ground) -> tuple[int, ...]:
    """For each person, the worlds in which the concept holds of that person."""
    every = among.every
    if isinstance(concept, Is):
        has = among.has[concept.property]
        return has if concept.yes else tuple(every ^ worlds for worlds in has)
    if isinstance(concept, To | By):
        stands = among.stands[concept.person] if isinstance(concept, By) else tuple(row[concept.person] for row in among.stands)
        return stands if concept.yes else tuple(every ^ worlds for worlds in stands)
    if isinstance(concept, Two):
        pairs = zip(extension(concept.a, among), extension(concept.b, among), strict=True)
        return tuple(x & y if concept.how == "and" else x | y for x, y in pairs)
    return tuple(_reach(concept.how, row, among.has[concept.property], every) for row in among.stands)


def _reach(how: str, row: tuple[int, ...], has: tuple[int, ...], every: int) -> int:
    if how == "all":
        worlds = every
        for stands, who in zip(row, has, strict=True):
            worlds &= stands | (every ^ who)
        return worlds
    worlds = 0
    for stands, who in zip(row, has, strict=True):
        worlds |= stands & who
    return worlds if how == "some" else every ^ worlds


@lru_cache(maxsize=256)
def _extension(concept: Concept, people: int, properties: int, relation: bool) -> tuple[int, ...]:
    return extension(concept, ground(people, properties, relation))


def holds(formula: Formula, signature: Signature, among: Ground) -> int:
    """The worlds in which the statement is true."""
    every = among.every
    size = signature.people, signature.properties, signature.relation
    if isinstance(formula, Fact):
        return _extension(formula.what, *size)[formula.person]
    if isinstance(formula, Link):
        return linked(formula.how, holds(formula.a, signature, among), holds(formula.b, signature, among), every)
    b = _extension(formula.b, *size)
    a = (every,) * signature.people if formula.a is None else _extension(formula.a, *size)
    domain = signature.domain(formula.group)
    return quantified(formula.how, formula.number, [(a[person], b[person]) for person in domain], every)


def linked(how: str, x: int, y: int, every: int) -> int:
    """Two statements joined, each given by the worlds in which it is true."""
    if how == "and":
        return x & y
    if how == "if":
        return (every ^ x) | y
    return x | y if how in ("or", "unless") else every ^ x ^ y


def quantified(how: How, number: int, pairs: list[tuple[int, int]], every: int) -> int:
    """A quantifier over people, each given by the worlds in which that person is `a` and those in which that person is `b`."""
    worlds = every
    if how == "all" or how == "nall":
        for a, b in pairs:
            worlds &= (every ^ a) | b
    elif how == "no" or how == "some":
        both = 0
        for a, b in pairs:
            both |= a & b
        return both if how == "some" else every ^ both
    elif how == "only":
        for a, b in pairs:
            worlds &= a | (every ^ b)
    elif how == "unless":
        for a, b in pairs:
            worlds &= a | b
    else:
        least = [every] + [0] * number  # least[k]: at least k of the people seen so far
        for a, b in pairs:
            both = a & b
            for k in range(number, 0, -1):
                least[k] |= least[k - 1] & both
        return least[number]
    return every ^ worlds if how == "nall" else worlds
