"""The canonical form of problems of `counterfactual/quantified`, and the form that their splits go by.

Neither depends on the order of statements and of their parts, or on how people, properties and groups are numbered. Sentences that are
each other's contrapositive or passive, or the same statement by way of a denial ("all are", "nobody isn't", "not one is unless"), share a
form. So do problems that name a property by its denial, or the relation by its denial or from the other side."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from synth.generators.solvers.labelling import least_form
from synth.verifiers.counterfactual.quantified import Quantified, signature
from synth.verifiers.counterfactual.quantified.formulas import (
    By,
    Concept,
    Fact,
    Formula,
    Is,
    Link,
    Reach,
    Signature,
    Simple,
    To,
    Two,
)

Tree = tuple[Any, ...]
"""A word and its parts, whose order does not count: things as numbers, and trees. Under `at` and `choice` it is otherwise: `at` keeps
its order, and of a `choice` the least is taken."""
_OPPOSITE = {"some": "none", "none": "some", "least": "fewer", "fewer": "least"}


def canonical(problem: Quantified) -> list[object]:
    """Premises and options without their words, their order, and the numbers of people, properties and groups."""
    premises, options = (tuple(f for f, _ in stated) for stated in (problem.premises, problem.options))
    return [*canonical_form(signature(problem), premises, options)]


def split_key(problem: Quantified) -> list[object]:
    """The options alone, which no edit touches, and the number of premises, which none changes."""
    return [len(problem.premises), *canonical_form(signature(problem), (), tuple(f for f, _ in problem.options))]


@lru_cache(maxsize=8)  # the members of a family share their options
def canonical_form(signature: Signature, premises: tuple[Formula, ...], options: tuple[Formula, ...]) -> tuple[object, ...]:
    """The signature's sizes and the texts of all statements in the least numbering."""
    people, properties, groups = signature.people, signature.properties, len(signature.groups)
    form = _Form(people, properties, 4 * signature.relation)
    colours = [0] * people + [1] * (2 * properties) + [2] * form.sides + [3] * groups
    trees: list[Tree] = [(word, form.whole(formula)) for word, stated in (("p", premises), ("o", options)) for formula in stated]
    trees += [("not", form.thing(number, True), form.thing(number, False)) for number in range(properties)]
    if signature.relation:
        trees += [("not", form.side(True, turned), form.side(False, turned)) for turned in (True, False)]
        trees += [("turned", form.side(so, True), form.side(so, False)) for so in (True, False)]
    trees += [("at", form.group(number), "has", member) for number, members in enumerate(signature.groups) for member in members]
    texts = [_writer(tree) for tree in trees]
    involved = [tuple(sorted(set(_things(tree)))) for tree in trees]
    return people, properties, signature.relation, groups, *least_form(colours, involved, lambda index, shown: texts[index](shown))


def as_it_stands(signature: Signature, formula: Formula) -> str:
    """What a statement says, with its things numbered as they are: equal for two statements only if they are true in the same worlds."""
    form = _Form(signature.people, signature.properties, 4 * signature.relation)
    return _writer(form.whole(formula))(range(form.group(len(signature.groups))))


class _Form:
    """Statements as trees. Things are numbered: people, each property and its denial, the relation with its denial, seen from who does it
    and from whom it is done to, and groups."""

    def __init__(self, people: int, properties: int, sides: int):
        self.people, self.relation, self.sides = people, people + 2 * properties, sides

    def thing(self, number: int, yes: bool) -> int:
        return self.people + 2 * number + (not yes)

    def side(self, yes: bool, turned: bool) -> int:
        return self.relation + turned + 2 * (not yes)

    def group(self, number: int) -> int:
        return self.relation + self.sides + number

    def concept(self, item: Concept, yes: bool = True) -> Tree:
        """What is said of somebody, or its denial."""
        if isinstance(item, Two):
            return ("and" if (item.how == "and") == yes else "or", self.concept(item.a, yes), self.concept(item.b, yes))
        if isinstance(item, Reach):  # to all of them: to none of them not
            how = "some" if (item.how == "some") == yes else "none"
            return (how, self.side(item.how != "all", False), self.thing(item.property, True))
        if isinstance(item, Is):
            return ("is", self.thing(item.property, item.yes == yes))
        return ("at", self.side(item.yes == yes, isinstance(item, By)), item.person)

    def fact(self, person: int, item: Concept, yes: bool) -> Tree:
        if isinstance(item, Two):
            return ("and" if (item.how == "and") == yes else "or", self.fact(person, item.a, yes), self.fact(person, item.b, yes))
        if isinstance(item, To | By):
            so, turned = item.yes == yes, isinstance(item, By)
            passive = ("at", item.person, self.side(so, not turned), person)
            return ("choice", ("at", person, self.side(so, turned), item.person), passive)
        return ("at", person, self.concept(item, yes))

    def simple(self, item: Simple, yes: bool = True) -> Tree:
        """A statement, or its denial: some, none, at least or fewer of the group are all of several things."""
        if isinstance(item, Fact):
            return self.fact(item.person, item.what, yes)
        flips_a, flips_b = item.how == "unless", item.how in ("all", "nall", "unless")
        a, b = item.a, item.b
        if item.how == "only" and a is not None:
            a, b, flips_b = b, a, True
        parts = [self.concept(b, not flips_b)] + ([] if a is None else [self.concept(a, not flips_a)])
        flat = [inside for part in parts for inside in (part[1:] if part[0] == "and" else (part,))]
        how = item.how if item.how == "least" else "some" if item.how in ("some", "nall") else "none"
        group = () if item.group < 0 else (("in", self.group(item.group)),)
        return (f"{how if yes else _OPPOSITE[how]} {item.number}", *group, *dict.fromkeys(flat))

    def whole(self, item: Formula) -> Tree:
        if not isinstance(item, Link):
            return self.simple(item)
        if item.how == "iff":
            return ("choice", *(("iff", self.simple(item.a, yes), self.simple(item.b, yes)) for yes in (True, False)))
        parts = (self.simple(item.a, item.how != "if"), self.simple(item.b))
        how = "and" if item.how == "and" else "or"
        return (how, *(inside for part in parts for inside in (part[1:] if part[0] == how else (part,))))


def _things(tree: Tree) -> Iterable[int]:
    for part in tree:
        if isinstance(part, tuple):
            yield from _things(part)
        elif isinstance(part, int):
            yield part


@lru_cache(maxsize=1 << 14)
def _writer(tree: Tree) -> Callable[[Sequence[object]], str]:
    """The text of a tree with colours put for its things."""
    word, *inside = tree
    if all(isinstance(part, int) for part in inside) and (word == "at" or len(inside) == 1):  # the leaves, written most often
        form, pick = f"{word}({','.join(['%s'] * len(inside))})", itemgetter(*inside)
        return lambda shown: form % pick(shown)
    parts = [_part(part) for part in inside]
    if word == "choice":
        return lambda shown: min([part(shown) for part in parts])
    if word == "at":
        return lambda shown: f"at({','.join([part(shown) for part in parts])})"
    return lambda shown: f"{word}({','.join(sorted([part(shown) for part in parts]))})"


def _part(part: Tree | int | str) -> Callable[[Sequence[object]], str]:
    if isinstance(part, tuple):
        return _writer(part)
    return (lambda shown: str(shown[part])) if isinstance(part, int) else lambda shown: part
