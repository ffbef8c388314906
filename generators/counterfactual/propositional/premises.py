"""Premises of `counterfactual/propositional`: a forest of rules that are true together.

All is drawn alike for both truth values of every atom, so that negation tells nothing."""

from random import Random

from synth.verifiers.counterfactual.propositional import Compound, Formula, Pair, Part


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
        return Compound("if", one, two) if rng.random() < 0.5 else Compound("if", denied(two), denied(one))
    if equal:
        return rng.choice((Compound("iff", *_either(rng, a, b)), Compound("xor", *_either(rng, a, -b))))
    how = rng.random()
    if how < 0.6:
        return Compound("if", a, b) if how < 0.3 else Compound("if", -b, -a)
    return Compound("or", *_either(rng, -a, b)) if how < 0.82 else Compound("nand", *_either(rng, a, -b))


def denied(part: Part) -> Part:
    """The denial of a part, as a part."""
    return -part if isinstance(part, int) else Pair("or" if part.how == "and" else "and", -part.a, -part.b)


def _either(rng: Random, a: int, b: int) -> tuple[int, int]:
    return (a, b) if rng.random() < 0.5 else (b, a)


def _pair(rng: Random, how: str, a: int, b: int) -> Pair:
    return Pair(how, *_either(rng, a, b))  # type: ignore[arg-type]
