"""All small edits of a premise of `counterfactual/propositional`, and what of a premise overlaps with an option at the surface."""

from collections.abc import Iterator
from functools import lru_cache

from synth.generators.counterfactual.propositional.options import STRONG
from synth.verifiers.counterfactual.propositional import Compound, Connective, Formula, Pair, Part, literals

CONNECTIVES: tuple[Connective, ...] = ("and", "or", "if", "iff", "xor", "nand", "nor")


def edits(formula: Formula, atoms: int) -> Iterator[tuple[str, Formula]]:
    """Every edit of a premise, with its kind.

    negate: one literal denied; polarity: all of them; atom: another atom for one; connective: another one between the same parts;
    sides: the sides of a rule trade places; inner: `and` for `or` in a part."""
    if isinstance(formula, int):
        yield "negate", -formula
        yield from (("atom", number if formula > 0 else -number) for number in range(1, atoms + 1) if number != abs(formula))
        return
    here = literals(formula)
    used = {abs(literal) for literal in here}
    for place, literal in enumerate(here):
        yield "negate", replaced(formula, place, -literal)
        for number in range(1, atoms + 1):
            if number not in used:
                yield "atom", replaced(formula, place, number if literal > 0 else -number)
    turned: Formula = formula
    for place, literal in enumerate(here):
        turned = replaced(turned, place, -literal)
    yield "polarity", turned
    paired = len(here) > 2
    if not paired:
        yield from (("connective", Compound(how, formula.a, formula.b)) for how in CONNECTIVES if how != formula.how)
    if formula.how == "if":
        yield "sides", Compound("if", formula.b, formula.a)
    if paired:
        a, b = (Pair("or" if p.how == "and" else "and", p.a, p.b) if isinstance(p, Pair) else p for p in (formula.a, formula.b))
        yield "inner", Compound(formula.how, a, b)


def swaps(one: Formula, two: Formula) -> Iterator[tuple[str, Formula, Formula]]:
    """Two rules trade what follows, or what it follows from."""
    if isinstance(one, Compound) and isinstance(two, Compound) and one.how == two.how == "if":
        for a, b in (
            (Compound("if", one.a, two.b), Compound("if", two.a, one.b)),
            (Compound("if", two.a, one.b), Compound("if", one.a, two.b)),
        ):
            if all(len({abs(x) for x in literals(f)}) == len(literals(f)) for f in (a, b)):
                yield "rules", a, b


def replaced(formula: Formula, place: int, literal: int) -> Formula:
    """The formula with another literal at a place, counted from the left."""
    parts: list[Part] = []
    seen = 0
    for part in (formula.a, formula.b):  # type: ignore[union-attr]
        if isinstance(part, int):
            parts.append(literal if seen == place else part)
            seen += 1
        else:
            parts.append(Pair(part.how, literal if seen == place else part.a, literal if seen + 1 == place else part.b))
            seen += 2
    return Compound(formula.how, *parts)  # type: ignore[union-attr]


@lru_cache(maxsize=1 << 15)
def overlap(premise: Formula, option: Formula) -> tuple[int, ...]:
    """How many atoms a premise has in common with an option: at all, in a strong premise, in a plain fact."""
    common = len({abs(literal) for literal in literals(premise)} & {abs(literal) for literal in literals(option)})
    strong = isinstance(premise, Compound) and premise.how in STRONG
    return common, common * strong, common * isinstance(premise, int)
