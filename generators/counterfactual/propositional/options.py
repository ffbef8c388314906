"""Candidates for the options of `counterfactual/propositional`, by shape."""

from functools import lru_cache
from itertools import combinations
from random import Random

from synth.generators.counterfactual._pool import Pool
from synth.verifiers.counterfactual.propositional import Compound, Connective, Formula, Pair, worlds

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
NARROW = ("and", "or", "if", "nand", "iff", "xor", "nor")  # shapes of two literals
WEIGHTS = (3, 4, 5, 3, 2, 2, 1)
WIDE = ("if and", "if or", "then and", "then or")  # shapes of three
POOL = 160  # candidates of one shape


def shapes(rng: Random, wide: float) -> list[str]:
    """Of four options. wide: chance of three literals."""
    found = [rng.choice(WIDE) if rng.random() < wide else rng.choices(NARROW, WEIGHTS)[0] for _ in range(4)]
    if not STRONG.intersection(found):  # hardly any premises fit four weak ones
        found[rng.randrange(4)] = rng.choice(sorted(STRONG))
    return found


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
    return Pool.of(((formula, worlds(formula, atoms)) for formula in found), atoms)


def pool(rng: Random, shape: str, atoms: int) -> Pool:
    """Candidates for an option of a shape, in random order."""
    return candidates(shape, atoms).drawn(rng, POOL)
