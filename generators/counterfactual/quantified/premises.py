"""Premises of `counterfactual/quantified`, true together in a world drawn beforehand."""

from functools import partial
from random import Random
from typing import NamedTuple

from synth.generators.counterfactual._edits import leave_one_out
from synth.generators.counterfactual._pool import Pool
from synth.generators.counterfactual.quantified.statements import draw_linked, draw_quantified, statements, worlds
from synth.verifiers.counterfactual.quantified.formulas import Formula, Signature, ground

DRAWS = 150  # of single premises, for one set of them
PARTS = (("fact", "fact"), ("fact", "fact"), ("quant", "fact"), ("fact", "quant"), ("quant", "quant"))  # kinds of what a link joins


def _premise(rng: Random, signature: Signature, links: float, compound: float) -> Formula:
    if rng.random() >= links:
        return draw_quantified(rng, signature, compound)
    return draw_linked(rng, signature, rng.choice(("if", "if", "if", "or", "unless", "iff")), *rng.choice(PARTS))


class Recipe(NamedTuple):
    """What premises to draw."""

    size: int
    """How many: `8`."""
    facts: int
    """Of them, those about one person: `2`."""
    links: float
    """Share of the others that join two statements: `0.3`."""
    compound: float
    """Chance that a quantified one has a compound part: `0.3`."""
    keep: float
    """Least share of the worlds so far that a premise leaves, so that none is too strong: `0.4`."""
    depth: tuple[int, int]
    """Least and most premises that every proof of a goal needs: `(3, 4)`."""


def _ends(without: list[int], true: int, left: int) -> list[int]:
    """The worlds without each of the premises, with one that is added last."""
    return [*(rest & true for rest in without), left]


def premises(rng: Random, signature: Signature, goals: Pool, recipe: Recipe) -> list[Formula] | None:
    """Premises that are all true in one world and of which none follows from those drawn before it. The last one is chosen so that one
    of the goals follows from all, by no shorter proof than the recipe says; None when that fails."""
    size, facts, links, compound, keep, depth = recipe
    among = ground(signature.people, signature.properties, signature.relation)
    world = rng.randrange(1 << signature.atoms)
    here, goals = 1 << world, goals.true_in(world)
    left, found, sets = among.every, list[Formula](), list[int]()
    without: list[int] = []  # once only the last one is missing
    for _ in range(DRAWS):
        if len(found) < facts:
            formula: Formula = rng.choice(statements("fact", signature))
        else:
            formula = _premise(rng, signature, links, compound)
        true = worlds(formula, signature)
        now = left & true
        if not true & here or now == left:
            continue
        if len(found) >= facts and now.bit_count() < keep * left.bit_count():
            continue
        if len(found) == size - 1 and not goals.first(now, depth, partial(_ends, without, true, left)):
            continue
        left = now
        found.append(formula)
        sets.append(true)
        if len(found) == size - 1:  # a premise more makes none needed that was not, so some goals need too few whatever it is
            without = leave_one_out(sets, among.every)
            goals = goals.deep(left, depth[0], without)
        if len(found) == size:
            rng.shuffle(found)
            return found
    return None
