"""All statements that premises and options of `counterfactual/quantified` are drawn from, by kind."""

from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, combinations
from random import Random
from typing import NamedTuple, TypeVar

from synth.verifiers.counterfactual.quantified.formulas import (
    By,
    Concept,
    Fact,
    Formula,
    How,
    Is,
    Leaf,
    Link,
    Quant,
    Reach,
    Signature,
    Simple,
    To,
    Two,
    embeds,
    ground,
    holds,
    linked,
    matter,
    named,
    positive,
    well_formed,
)

Item = TypeVar("Item")

MAX_STATEMENTS = 3_000  # simple ones of one kind that are drawn from
HOWS: tuple[How, ...] = ("all", "no", "some", "nall", "least", "only", "unless")  # those that stand in a link first
WEIGHTS = (5, 5, 2, 2, 3, 3, 3)
UP_TO = tuple(accumulate(WEIGHTS))
IN_LINKS = 5  # of HOWS


@lru_cache(maxsize=1 << 13)
def worlds(formula: Formula, signature: Signature) -> int:
    """The worlds in which the formula is true."""
    among = ground(signature.people, signature.properties, signature.relation)
    if isinstance(formula, Link):  # its parts stand in many others
        return linked(formula.how, worlds(formula.a, signature), worlds(formula.b, signature), among.every)
    return holds(formula, signature, among)


@lru_cache(maxsize=512)
def statements(kind: str, signature: Signature) -> tuple[Simple, ...]:
    """Simple statements of a kind: `fact` or a quantifier, with "two" behind it when one part of them is compound; all of them, or always
    the same ones where there are many. Where there is a relation, properties come as often as it does."""
    how, _, two = kind.partition(" ")
    leaves = every_leaf(signature)
    simple = [leaf for leaf in leaves if not isinstance(leaf, Reach) and (leaf.yes or how == "fact")]
    pairs: list[Concept] = [Two(joint, a, b) for a, b in combinations(simple, 2) for joint in ("and", "or")] if two else []
    leaves += [leaf for leaf in leaves if isinstance(leaf, Is)] * (2 if signature.relation else 0)
    if how == "fact":
        facts = [Fact(person, what) for person in range(signature.people) for what in (pairs if two else leaves)]
        return tuple(fact for fact in _few(facts, kind, signature) if well_formed(fact, signature))
    sides: list[tuple[Concept | None, Concept]] = [(a, b) for a in (pairs if two else [None, *leaves]) for b in leaves]
    sides += [(a, b) for a in [None, *leaves] for b in pairs]
    traits = {concept: _traits(concept, signature) for concept in (None, *leaves, *pairs)}
    fits = [_fit(how, traits[a], traits[b]) for a, b in sides]
    spots = [
        (group, number)
        for group in range(-1, len(signature.groups))
        for number in (range(2, len(signature.domain(group))) if how == "least" else (0,))
    ]
    found = list[Simple]()
    for place in _few(range(len(spots) * len(sides)), kind, signature):
        spot, side = divmod(place, len(sides))
        if fits[side]:
            found.append(Quant(how, spots[spot][1], spots[spot][0], *sides[side]))  # type: ignore[arg-type]
    return tuple(found)


def _few(items: Sequence[Item], kind: str, signature: Signature) -> Sequence[Item]:
    return Random(f"{kind} {signature}").sample(items, MAX_STATEMENTS) if len(items) > MAX_STATEMENTS else items


class _Traits(NamedTuple):
    """What of a concept decides what may stand beside it. names: what it names; None where it has no plain form."""

    names: frozenset[tuple[str, int]] | None
    is_none: bool
    is_two: bool
    is_reach: bool
    is_positive: bool


def _traits(concept: Concept | None, signature: Signature) -> _Traits:
    return _Traits(named(concept, signature), concept is None, isinstance(concept, Two), isinstance(concept, Reach), positive(concept))


def _fit(how: str, a: _Traits, b: _Traits) -> bool:
    """Whether a quantified statement of these sides is well-formed, as `well_formed` would say of each, a hundred times slower."""
    if a.names is None or b.names is None or not a.names.isdisjoint(b.names) or (a.is_two and b.is_two):
        return False
    if (a.is_two and not a.is_positive) or (b.is_two and not b.is_positive):
        return False
    if how in ("only", "unless") and (a.is_none or a.is_reach or b.is_reach):
        return False
    return (how != "unless" or a.is_positive) and (how in ("some", "least") or b.is_positive)


def every_leaf(signature: Signature) -> list[Leaf]:
    """All simple concepts of a signature."""
    found: list[Leaf] = [Is(p, yes) for p in range(signature.properties) for yes in (True, False)]
    if signature.relation:
        found += [kind(person, yes) for kind in (To, By) for person in range(signature.people) for yes in (True, False)]
        found += [Reach(how, p) for how in ("all", "some", "no") for p in range(signature.properties)]
    return found


def _how(rng: Random, count: int) -> How:
    """One of the first so many quantifiers: what `rng.choices(HOWS[:count], WEIGHTS[:count])` gives, whose sums are the same each time."""
    return HOWS[bisect(UP_TO, rng.random() * UP_TO[count - 1], 0, count - 1)]


def draw_quantified(rng: Random, signature: Signature, compound: float) -> Simple:
    how = _how(rng, len(HOWS))
    return rng.choice((rng.random() < compound and statements(f"{how} two", signature)) or statements(how, signature))


def draw_linked(rng: Random, signature: Signature, how: str, a: str, b: str) -> Formula:
    """Two statements of the kinds joined; a kind is `fact`, or `quant` for any quantifier that stands in a link."""
    while True:
        kinds = [_how(rng, IN_LINKS) if kind == "quant" else kind for kind in (a, b)]
        one, two = (rng.choice(statements(kind, signature)) for kind in kinds)
        if embeds(one) and embeds(two) and matter(one) != matter(two):
            return Link(how, one, two)  # type: ignore[arg-type]
