"""The canonical form of problems of `counterfactual/quantified`, and the form that their splits go by: neither depends on how people,
properties and groups are numbered, or on the order of the statements."""

from collections.abc import Sequence
from functools import lru_cache

from synth.generators.solvers.labelling import least_form
from synth.verifiers.counterfactual.quantified import Quantified, signature
from synth.verifiers.counterfactual.quantified.formulas import Concept, Fact, Formula, Is, Link, Reach, Signature, To, Two

Pattern = tuple[str, tuple[int, ...]]  # a text with %s for the things, and the things


def canonical(problem: Quantified) -> list[object]:
    """Premises and options without their words, their order, and the numbers of people, properties and groups."""
    return canonical_form(signature(problem), [("p", f) for f, _ in problem.premises] + [("o", f) for f, _ in problem.options])


def split_key(problem: Quantified) -> list[object]:
    """The options alone, which no edit touches, and the number of premises, which none changes."""
    return [len(problem.premises), *canonical_form(signature(problem), [("o", f) for f, _ in problem.options])]


def canonical_form(signature: Signature, statements: Sequence[tuple[str, Formula]]) -> list[object]:
    """The signature's sizes and the texts of all statements in the least numbering. statements: each with a word for its place."""
    people, properties = signature.people, signature.properties
    things = people + properties + len(signature.groups)
    colours = [0] * people + [1] * properties + [2] * len(signature.groups)
    compiled = [_compiled(formula, people, properties, word) for word, formula in statements]
    for group, members in enumerate(signature.groups):
        compiled += [("%s in %s", (member, people + properties + group)) for member in members]

    def text(index: int, shown: Sequence[object]) -> str:
        words, involved = compiled[index]
        return words % tuple([shown[thing] for thing in involved])

    involved = [tuple(dict.fromkeys(inside)) for _, inside in compiled]
    assert all(thing < things for inside in involved for thing in inside)
    return [people, properties, signature.relation, len(signature.groups), *least_form(colours, involved, text)]


@lru_cache(maxsize=1 << 14)
def _compiled(formula: Formula, people: int, properties: int, word: str) -> Pattern:
    """People come first among the things, then properties, then groups."""
    involved: list[int] = []

    def thing(number: int) -> str:
        involved.append(number)
        return "%s"

    def concept(item: Concept | None) -> str:
        if item is None:
            return "-"
        if isinstance(item, Two):
            return f"{item.how}({concept(item.a)},{concept(item.b)})"
        if isinstance(item, Reach):
            return f"{item.how} of {thing(people + item.property)}"
        if isinstance(item, Is):
            return f"{'' if item.yes else 'not '}{thing(people + item.property)}"
        return f"{'' if item.yes else 'not '}{'to' if isinstance(item, To) else 'by'} {thing(item.person)}"

    def spelt(item: Formula) -> str:
        if isinstance(item, Link):
            return f"{item.how}[{spelt(item.a)};{spelt(item.b)}]"
        if isinstance(item, Fact):
            return f"{thing(item.person)}: {concept(item.what)}"
        group = thing(people + properties + item.group) if item.group >= 0 else "all"
        return f"{item.how}{item.number} in {group}: {concept(item.a)} / {concept(item.b)}"

    return f"{word}: {spelt(formula)}", tuple(involved)
