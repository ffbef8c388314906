"""Candidates for the options of `counterfactual/quantified`, by shape."""

from functools import lru_cache
from random import Random

from synth.generators.counterfactual._pool import Pool
from synth.generators.counterfactual.quantified.statements import HOWS, draw_linked, statements, worlds
from synth.verifiers.counterfactual.quantified.formulas import Signature, ground

CANDIDATES = 400  # formulas of one shape that options are taken from, at most
POOL = 120  # of them for one option

SHAPES: dict[str, tuple[str, ...]] = {  # a kind of simple statement, or how two are linked and their kinds
    **{how: (how,) for how in HOWS},
    "two": ("fact two",),
    "and": ("and", "fact", "fact"),
    "or": ("or", "fact", "fact"),
    "if": ("if", "fact", "fact"),
    "iff": ("iff", "fact", "fact"),
    "spare": ("unless", "fact", "fact"),
    "if quant": ("if", "fact", "quant"),
    "quant if": ("if", "quant", "fact"),
    "quant or": ("or", "quant", "fact"),
    "quant and": ("and", "quant", "fact"),
}


@lru_cache(maxsize=512)
def candidates(shape: str, signature: Signature) -> Pool:
    """Contingent formulas of a shape, each with its worlds: always the same ones, not all where there are many."""
    rng, parts = Random(f"{shape} {signature}"), SHAPES[shape]
    every = ground(signature.people, signature.properties, signature.relation).every
    if len(parts) == 3:
        formulas = [draw_linked(rng, signature, *parts) for _ in range(CANDIDATES)]
    else:
        plain, compound = statements(parts[0], signature), statements(parts[0] + " two", signature) if " " not in parts[0] else ()
        formulas = [*rng.sample(plain, min(len(plain), CANDIDATES)), *rng.sample(compound, min(len(compound), CANDIDATES // 3))]
    found = ((formula, worlds(formula, signature)) for formula in dict.fromkeys(formulas))
    return Pool.of(((formula, true) for formula, true in found if true not in (0, every)), signature.atoms)


def pool(rng: Random, shape: str, signature: Signature) -> Pool:
    """Candidates for an option of a shape, in random order."""
    return candidates(shape, signature).drawn(rng, POOL)
