"""Premises true together in a world drawn beforehand, and candidates for options, for `counterfactual/quantified`."""

from functools import lru_cache
from itertools import combinations
from random import Random
from typing import NamedTuple

from synth.generators.counterfactual._families import Pool, needed, others
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
    ground,
    holds,
    linked,
    well_formed,
)

STATEMENTS = 3_000  # simple ones of one kind that are drawn from, at most
DRAWS = 150  # of single premises, for one set of them
CANDIDATES = 400  # formulas of one shape that options are taken from, at most
POOL = 120  # of them for one option
HOWS: tuple[How, ...] = ("all", "no", "some", "nall", "least", "only", "unless")  # those that stand in a link first
WEIGHTS = (5, 5, 2, 2, 3, 3, 3)
PARTS = (("fact", "fact"), ("fact", "fact"), ("quant", "fact"), ("fact", "quant"), ("quant", "quant"))


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
    found: list[Simple] = []
    if how == "fact":
        found = [Fact(person, what) for person in range(signature.people) for what in (pairs if two else leaves)]
    else:
        sides: list[tuple[Concept | None, Concept]] = [(a, b) for a in (pairs if two else [None, *leaves]) for b in leaves]
        sides += [(a, b) for a in [None, *leaves] for b in pairs]
        for group in range(-1, len(signature.groups)):
            numbers = range(2, len(signature.domain(group))) if how == "least" else (0,)
            found += [Quant(how, number, group, a, b) for number in numbers for a, b in sides]  # type: ignore[arg-type]
    if len(found) > STATEMENTS:
        found = Random(f"{kind} {signature}").sample(found, STATEMENTS)
    return tuple(formula for formula in found if well_formed(formula, signature))


def every_leaf(signature: Signature) -> list[Leaf]:
    """All simple concepts of a signature."""
    found: list[Leaf] = [Is(p, yes) for p in range(signature.properties) for yes in (True, False)]
    if signature.relation:
        found += [kind(person, yes) for kind in (To, By) for person in range(signature.people) for yes in (True, False)]
        found += [Reach(how, p) for how in ("all", "some", "no") for p in range(signature.properties)]
    return found


def _quant(rng: Random, signature: Signature, compound: float) -> Simple:
    how = rng.choices(HOWS, WEIGHTS)[0]
    return rng.choice((rng.random() < compound and statements(f"{how} two", signature)) or statements(how, signature))


def _linked(rng: Random, signature: Signature, how: str, a: str, b: str) -> Formula:
    """Two statements of the kinds joined; a kind is `fact`, or `quant` for any quantifier that stands in a link."""
    while True:
        kinds = [rng.choices(HOWS[:5], WEIGHTS[:5])[0] if kind == "quant" else kind for kind in (a, b)]
        formula = Link(how, *(rng.choice(statements(kind, signature)) for kind in kinds))  # type: ignore[arg-type]
        if well_formed(formula, signature):
            return formula


def _premise(rng: Random, signature: Signature, links: float, compound: float) -> Formula:
    if rng.random() >= links:
        return _quant(rng, signature, compound)
    return _linked(rng, signature, rng.choice(("if", "if", "if", "or", "unless", "iff")), *rng.choice(PARTS))


class Recipe(NamedTuple):
    """size: premises; facts: of them, those about one person; links: share of the others that join two statements; compound: chance
    that a quantified one has a compound part; keep: least share of the worlds so far that a premise leaves, so that none is too
    strong; depth: least and most premises that every proof of a goal needs."""

    size: int
    facts: int
    links: float
    compound: float
    keep: float
    depth: tuple[int, int]


def premises(rng: Random, signature: Signature, goals: Pool, recipe: Recipe) -> list[Formula] | None:
    """Premises that are all true in one world and of which none follows from those drawn before it. The last one is chosen so that one
    of the goals follows from all, by no shorter proof than the recipe says; None when that fails."""
    size, facts, links, compound, keep, depth = recipe
    among = ground(signature.people, signature.properties, signature.relation)
    here = 1 << rng.randrange(1 << signature.atoms)
    goals = [goal for goal in goals if goal[1] & here]
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
        if len(found) == size - 1:
            reached = [goal for goal in goals if now & goal[1] == now]
            if not reached:
                continue
            ends = [*(rest & true for rest in without), left]
            if not any(depth[0] <= needed(ends, goal) <= depth[1] for _, goal in reached):
                continue
        left = now
        found.append(formula)
        sets.append(true)
        if len(found) == size - 1:  # a premise more makes none needed that was not, so some goals need too few whatever it is
            without = others(sets, among.every)
            goals = [goal for goal in goals if left & goal[1] != left or needed(without, goal[1]) >= depth[0]]
        if len(found) == size:
            rng.shuffle(found)
            return found
    return None


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
        formulas = [_linked(rng, signature, *parts) for _ in range(CANDIDATES)]
    else:
        plain, compound = statements(parts[0], signature), statements(parts[0] + " two", signature) if " " not in parts[0] else ()
        formulas = [*rng.sample(plain, min(len(plain), CANDIDATES)), *rng.sample(compound, min(len(compound), CANDIDATES // 3))]
    return [(f, true) for f in dict.fromkeys(formulas) if (true := worlds(f, signature)) not in (0, every)]


def pool(rng: Random, shape: str, signature: Signature) -> Pool:
    """Candidates for an option of a shape, in random order."""
    every = candidates(shape, signature)
    return rng.sample(every, min(POOL, len(every)))
