"""Premises, their edits and candidates for options, for `counterfactual/propositional`.

All is drawn alike for both truth values of every atom, so that negation tells nothing."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from random import Random

from synth.generators.counterfactual._families import Pool
from synth.verifiers.counterfactual.propositional import Compound, Connective, Formula, Pair, Part, literals, worlds

SHAPES: dict[str, tuple[Connective, int]] = {  # name -> connective, literals
    "literal": ("and", 1),
    "and": ("and", 2),
    "or": ("or", 2),
    "if": ("if", 2),
    "nand": ("nand", 2),
    "nor": ("nor", 2),
    "xor": ("xor", 2),
    "iff": ("iff", 2),
    "if and": ("if", 3),  # if both, then
    "if or": ("if", 3),
    "then and": ("if", 3),  # if, then both
    "then or": ("if", 3),
}
STRONG = frozenset(("and", "iff", "nor", "xor"))  # connectives that leave two cases of four, or one
POOL = 160  # candidates of one shape
CONNECTIVES: tuple[Connective, ...] = ("and", "or", "if", "iff", "xor", "nand", "nor")


def premises(rng: Random, atoms: int, count: int, roots: int, facts: int, compound: float, equal: float) -> list[Formula]:
    """So many different premises that are true together when every atom has a value drawn beforehand.

    A forest: each atom but `roots` of them follows from one or two earlier ones, mostly the last, under whatever connective says
    so; `facts` of the roots are premises themselves. What is left of the count are further true rules between any two atoms.
    compound: chance that a rule has a third literal. equal: chance that it also holds the other way round."""
    planted = [number if rng.random() < 0.5 else -number for number in rng.sample(range(1, atoms + 1), atoms)]
    starts = {0, *rng.sample(range(1, atoms), roots - 1)}
    tops = sorted(starts)
    found: list[Formula] = [planted[top] for top in rng.sample(tops, min(facts, len(tops)))]
    for place in range(1, atoms):
        if place in starts or len(found) >= count:
            continue
        tree = max(top for top in tops if top < place)
        parent = place - 1 if rng.random() < 0.7 else rng.randrange(tree, place)
        third = rng.choice([*planted[:place], *planted[place + 1 :]]) if rng.random() < compound else 0
        found.append(rule(rng, planted[parent], planted[place], third, rng.random() < equal))
    for _ in range(20 * count):
        if len(set(found)) >= count:
            break
        a, b = rng.sample(planted, 2)
        third = rng.choice(planted) if rng.random() < compound else 0
        found.append(rule(rng, a if rng.random() < 0.3 else -a, b, third, False))
    found = list(dict.fromkeys(found))[:count]
    rng.shuffle(found)
    return found


def rule(rng: Random, a: int, b: int, third: int = 0, equal: bool = False) -> Formula:
    """That b is true if a is, in one of the ways to say it; with a third literal when it is another atom. As often by way of the
    denials, so that what is said is not mostly what is true."""
    if third and abs(third) not in (abs(a), abs(b)):
        rules: tuple[tuple[Part, Part], ...] = (
            (_pair(rng, "and", a, third), b),
            (_pair(rng, "or", a, third), b),
            (a, _pair(rng, "and", b, third)),
            (a, _pair(rng, "or", b, -third)),
        )
        one, two = rng.choice(rules)
        return Compound("if", one, two) if rng.random() < 0.5 else Compound("if", _denied(two), _denied(one))
    if equal:
        return rng.choice((Compound("iff", *_either(rng, a, b)), Compound("xor", *_either(rng, a, -b))))
    how = rng.random()
    if how < 0.6:
        return Compound("if", a, b) if how < 0.3 else Compound("if", -b, -a)
    return Compound("or", *_either(rng, -a, b)) if how < 0.82 else Compound("nand", *_either(rng, a, -b))


def _denied(part: Part) -> Part:
    return -part if isinstance(part, int) else Pair("or" if part.how == "and" else "and", -part.a, -part.b)


def _either(rng: Random, a: int, b: int) -> tuple[int, int]:
    return (a, b) if rng.random() < 0.5 else (b, a)


def _pair(rng: Random, how: str, a: int, b: int) -> Pair:
    return Pair(how, *_either(rng, a, b))  # type: ignore[arg-type]


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
def looks(premise: Formula, option: Formula) -> tuple[int, ...]:
    """What shows of a premise beside an option: how many atoms it has in common with it, as one sentence of each strength."""
    common = len({abs(literal) for literal in literals(premise)} & {abs(literal) for literal in literals(option)})
    strong = isinstance(premise, Compound) and premise.how in STRONG
    return common, common * strong, common * isinstance(premise, int)


@lru_cache(maxsize=256)
def candidates(shape: str, atoms: int) -> Pool:
    """All formulas of a shape with different atoms, up to the order in which it does not matter."""
    how, count = SHAPES[shape]
    found: list[Formula] = []
    for numbers in combinations(range(1, atoms + 1), count):
        for signs in range(1 << count):
            x = [-number if signs >> place & 1 else number for place, number in enumerate(numbers)]
            if count == 1:
                found.append(x[0])
            elif count == 2:
                found.append(Compound(how, x[0], x[1]))
                if how == "if":
                    found.append(Compound(how, x[1], x[0]))
            else:
                inner = "and" if shape.endswith("and") else "or"
                for last in range(3):
                    pair = Pair(inner, *(x[place] for place in range(3) if place != last))  # type: ignore[arg-type]
                    found.append(Compound("if", pair, x[last]) if shape.startswith("if") else Compound("if", x[last], pair))
    return [(formula, worlds(formula, atoms)) for formula in found]


def pool(rng: Random, shape: str, atoms: int) -> Pool:
    """Candidates for an option of a shape, in random order."""
    every = candidates(shape, atoms)
    return rng.sample(every, min(POOL, len(every)))
