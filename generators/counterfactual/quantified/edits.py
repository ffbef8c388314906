"""All small edits of a statement about people: one thing in it is denied, exchanged, requantified, reconnected or turned round."""

from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from msgspec.structs import replace

from synth.verifiers.counterfactual.quantified.formulas import (
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
    Two,
    well_formed,
)

HOWS: tuple[How, ...] = get_args(How)
CONNECTIVES = ("and", "or", "if", "iff", "unless")
REACHES = ("all", "some", "no")


@lru_cache(maxsize=1 << 12)
def edits(formula: Formula, signature: Signature) -> tuple[tuple[str, Formula], ...]:
    """Kind and result of every edit, well-formed and without doubles.

    negate: a denial put in or taken out; property, person, group: another one in its place; quantifier, number, connective: another
    one; sides: the two sides of a statement trade places."""
    found: dict[Formula, str] = {}
    for kind, after in _edits(formula, signature):
        found.setdefault(after, kind)
    found.pop(formula, None)
    return tuple((kind, after) for after, kind in found.items() if well_formed(after, signature))


def _edits(formula: Formula, signature: Signature) -> Iterator[tuple[str, Formula]]:
    if isinstance(formula, Link):
        for how in CONNECTIVES:
            yield "connective", replace(formula, how=how)
        yield "sides", replace(formula, a=formula.b, b=formula.a)
        yield from ((kind, replace(formula, a=a)) for kind, a in _edits(formula.a, signature))
        yield from ((kind, replace(formula, b=b)) for kind, b in _edits(formula.b, signature))
    elif isinstance(formula, Fact):
        for person in range(signature.people):
            yield "person", replace(formula, person=person)
        yield from ((kind, replace(formula, what=what)) for kind, what in _concept(formula.what, signature))
    else:
        yield from _quantified(formula, signature)


def _quantified(formula: Quant, signature: Signature) -> Iterator[tuple[str, Formula]]:
    for how in HOWS:
        if how != "least":
            yield "quantifier", replace(formula, how=how, number=0)
    for number in range(2, signature.people):
        yield ("number" if formula.how == "least" else "quantifier"), replace(formula, how="least", number=number)
    for group in range(-1, len(signature.groups)):
        yield "group", replace(formula, group=group)
    if formula.a is not None:
        yield "sides", replace(formula, a=formula.b, b=formula.a)
        yield from ((kind, replace(formula, a=a)) for kind, a in _concept(formula.a, signature))
    yield from ((kind, replace(formula, b=b)) for kind, b in _concept(formula.b, signature))


def _concept(concept: Concept, signature: Signature) -> Iterator[tuple[str, Concept]]:
    if isinstance(concept, Two):
        yield "connective", replace(concept, how="or" if concept.how == "and" else "and")
        yield from ((kind, replace(concept, a=a)) for kind, a in _leaf(concept.a, signature))
        yield from ((kind, replace(concept, b=b)) for kind, b in _leaf(concept.b, signature))
    else:
        yield from _leaf(concept, signature)


def _leaf(leaf: Leaf, signature: Signature) -> Iterator[tuple[str, Leaf]]:
    if isinstance(leaf, Reach):
        yield from (("quantifier", replace(leaf, how=how)) for how in REACHES)
    else:
        yield "negate", replace(leaf, yes=not leaf.yes)
    if isinstance(leaf, Is | Reach):
        yield from (("property", replace(leaf, property=other)) for other in range(signature.properties))
    else:
        yield from (("person", replace(leaf, person=other)) for other in range(signature.people))


def swaps(one: Formula, two: Formula, signature: Signature) -> Iterator[tuple[str, Formula, Formula]]:
    """Edits of two statements at once: their sides `b`, or what is said of two people, trade places."""
    if isinstance(one, Fact) and isinstance(two, Fact):
        pair: tuple[Formula, Formula] = replace(one, what=two.what), replace(two, what=one.what)
    elif (isinstance(one, Quant) and isinstance(two, Quant)) or (isinstance(one, Link) and isinstance(two, Link)):
        pair = replace(one, b=two.b), replace(two, b=one.b)
    else:
        return
    if all(well_formed(formula, signature) for formula in pair):
        yield "swap", *pair
