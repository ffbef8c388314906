"""Which conventions the sentences of a problem of `counterfactual/quantified` need."""

from collections.abc import Iterable, Iterator

from synth.generators.counterfactual._conventions import uses
from synth.verifiers.counterfactual.quantified import Quantified
from synth.verifiers.counterfactual.quantified.formulas import Concept, Formula, Link, Quant, Reach, Simple, leaves


def conventions(problem: Quantified) -> set[str]:
    """Those of `uses`, and `empty` (nobody of a kind), `only`, `except` (possible exceptions), `order` (two quantities)."""
    statements = (*problem.premises, *problem.options)
    return uses(text for _, text in statements) | {name for formula, text in statements for name in _of(formula, text)}


def _of(formula: Formula, text: str) -> Iterator[str]:
    for part in _parts(formula):
        reaches = [leaf for concept in _sides(part) for leaf in leaves(concept) if isinstance(leaf, Reach)]
        kind = isinstance(part, Quant) and part.a is not None and part.how in ("all", "no", "only", "nall")
        if kind or any(leaf.how == "all" for leaf in reaches):
            yield "empty"
        if isinstance(part, Quant):
            if part.how == "only":
                yield "only"
            if part.how == "unless" and "unless" not in text.lower():
                yield "except"
            if reaches:
                yield "order"


def _parts(formula: Formula) -> Iterable[Simple]:
    return (formula.a, formula.b) if isinstance(formula, Link) else (formula,)


def _sides(part: Simple) -> Iterable[Concept | None]:
    return (part.a, part.b) if isinstance(part, Quant) else (part.what,)
