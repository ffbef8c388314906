"""Premises true together in a world drawn beforehand, and candidates for options, for `counterfactual/quantified`."""

from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Any

from synth.generators.counterfactual._families import Pool, needed, others
from synth.verifiers.counterfactual._quantified_formulas import (
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
    ground,
    holds,
    well_formed,
)

DRAWS = 150  # of single premises, for one set of them
CANDIDATES = 500  # formulas of one shape that options are taken from, at most
POOL = 120  # of them for one option
HOWS: tuple[How, ...] = ("all", "some", "no", "only", "nall", "least", "unless")
WEIGHTS = {"all": 5, "no": 5, "only": 3, "unless": 3, "some": 2, "nall": 2, "least": 3}


@lru_cache(maxsize=1 << 13)
def worlds(formula: Formula, signature: Signature) -> int:
    """The worlds in which the formula is true."""
    return holds(formula, signature, ground(signature.people, signature.properties, signature.relation))


def _leaf(rng: Random, signature: Signature) -> Leaf:
    """One thing to say of a person, half of the time a denial."""
    yes = rng.random() < 0.5
    if not signature.relation or rng.random() < 0.55:
        return Is(rng.randrange(signature.properties), yes)
    kind = rng.randrange(5)
    if kind == 4:
        return Reach(rng.choice(("all", "some", "no")), rng.randrange(signature.properties))
    return (To, By)[kind % 2](rng.randrange(signature.people), yes)


def _concept(rng: Random, signature: Signature, compound: float) -> Concept:
    if rng.random() < compound:
        return Two(rng.choice(("and", "or")), _leaf(rng, signature), _leaf(rng, signature))
    return _leaf(rng, signature)


def _fact(rng: Random, signature: Signature, compound: float) -> Simple:
    return Fact(rng.randrange(signature.people), _concept(rng, signature, compound))


def _quant(rng: Random, signature: Signature, compound: float, how: How | None = None) -> Simple:
    how = how or rng.choices(HOWS, [WEIGHTS[h] for h in HOWS])[0]
    group = rng.randrange(-1, len(signature.groups))
    number = rng.randrange(2, max(3, len(signature.domain(group)))) if how == "least" else 0
    first, second = rng.random() * 2 < 1, rng.random() < compound
    a = _concept(rng, signature, compound if first else 0) if how in ("only", "unless") or rng.random() < 0.85 else None
    return Quant(how, number, group, a, _concept(rng, signature, float(second and not first)))


def _link(rng: Random, signature: Signature, how: str, a: str, b: str) -> Formula:
    parts = [(_fact if part == "fact" else _quant)(rng, signature, 0) for part in (a, b)]
    return Link(how, *parts)  # type: ignore[arg-type]


def drawn(rng: Random, signature: Signature, draw: Callable[[], Formula]) -> Formula:
    """The first well-formed one of repeated draws."""
    for _ in range(200):
        formula = draw()
        if well_formed(formula, signature):
            return formula
    return Fact(0, Is(0, True))


def _premise(rng: Random, signature: Signature, links: float, compound: float) -> Formula:
    if rng.random() < links:
        how = rng.choice(("if", "if", "if", "or", "unless", "iff"))
        parts = rng.choice((("fact", "fact"), ("fact", "fact"), ("quant", "fact"), ("fact", "quant"), ("quant", "quant")))
        return _link(rng, signature, how, *parts)
    return _quant(rng, signature, compound)


def premises(
    rng: Random, signature: Signature, goals: Pool, depth: tuple[int, int], count: int, facts: int, links: float, compound: float, keep: float
) -> list[Formula] | None:
    """So many premises, all true in one world, of which none follows from those drawn before it; `facts` of them about one person. The
    last one is chosen so that one of the goals follows from all, by no proof with fewer than `depth` premises; None when that fails.

    links: share of two statements joined; compound: chance of a compound concept; keep: least share of the worlds so far that a
    premise leaves, so that it is not too strong."""
    among = ground(signature.people, signature.properties, signature.relation)
    here = 1 << rng.randrange(1 << signature.atoms)
    goals = [goal for goal in goals if goal[1] & here]
    left, found, sets = among.every, list[Formula](), list[int]()
    for _ in range(DRAWS):
        if len(found) < facts:
            formula = drawn(rng, signature, lambda: _fact(rng, signature, 0))
        else:
            formula = drawn(rng, signature, lambda: _premise(rng, signature, links, compound))
        true = worlds(formula, signature)
        now = left & true
        if not true & here or now == left:
            continue
        if len(found) >= facts and now.bit_count() < keep * left.bit_count():
            continue
        if len(found) == count - 1:
            reached = [goal for goal in goals if not now & ~goal[1] and left & ~goal[1]]
            if not reached:
                continue
            without = others([*sets, true], among.every)
            if not any(depth[0] <= needed(without, goal) <= depth[1] for _, goal in reached):
                continue
        left = now
        found.append(formula)
        sets.append(true)
        if len(found) == count:
            rng.shuffle(found)
            return found
    return None


SHAPES: dict[str, tuple[Any, ...]] = {
    "all": ("all",), "some": ("some",), "no": ("no",), "only": ("only",), "nall": ("nall",), "least": ("least",), "unless": ("unless",),
    "two": ("two",), "and": ("and", "fact", "fact"), "or": ("or", "fact", "fact"), "if": ("if", "fact", "fact"),
    "iff": ("iff", "fact", "fact"), "spare": ("unless", "fact", "fact"), "if quant": ("if", "fact", "quant"), "quant if": ("if", "quant", "fact"),
    "quant or": ("or", "quant", "fact"), "quant and": ("and", "quant", "fact"),
}  # fmt: skip


@lru_cache(maxsize=256)
def candidates(shape: str, signature: Signature) -> Pool:
    """Contingent formulas of a shape, each with its worlds: always the same ones, not all where there are many."""
    rng, parts = Random(f"{shape} {signature}"), SHAPES[shape]
    every = ground(signature.people, signature.properties, signature.relation).every
    found: dict[Formula, int] = {}
    for _ in range(4 * CANDIDATES):
        if len(found) == CANDIDATES:
            break
        if len(parts) == 3:
            formula = drawn(rng, signature, lambda: _link(rng, signature, *parts))
        elif shape == "two":
            formula = drawn(rng, signature, lambda: _fact(rng, signature, 1))
        else:
            formula = drawn(rng, signature, lambda: _quant(rng, signature, 0.3, parts[0]))
        true = worlds(formula, signature)
        if true not in (0, every):
            found[formula] = true
    return list(found.items())


def pool(rng: Random, shape: str, signature: Signature) -> Pool:
    """Candidates for an option of a shape, in random order."""
    every = candidates(shape, signature)
    return rng.sample(every, min(POOL, len(every)))
