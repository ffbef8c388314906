"""The canonical form of problems of `counterfactual/propositional`, and the form that their splits go by.

What counts of a sentence is in which cases it is false, so an implication is its contrapositive and `nand` is `or` of denials. Atoms have
no numbers, and which side of an atom is its denial does not count either: "the gate is open" may as well be "the gate is not shut"."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from synth.generators.solvers.labelling import least_form
from synth.verifiers.counterfactual.propositional import Formula, Part, Propositional, literals

Cases = tuple[tuple[int, ...], ...]


def canonical(problem: Propositional) -> list[str]:
    """Premises and options without their words, their order, the numbers of the atoms and the sides of their denials."""
    return [*_form(problem.atoms, *(tuple(f for f, _ in stated) for stated in (problem.premises, problem.options)))]


def split_key(problem: Propositional) -> list[object]:
    """The options alone, which no edit touches, and the numbers of premises and atoms, which none changes."""
    used = sorted({abs(literal) for formula, _ in problem.options for literal in literals(formula)})
    number = {atom: place for place, atom in enumerate(used, 1)}
    return [
        problem.atoms,
        len(problem.premises),
        _form(len(used), (), tuple(renamed(formula, number) for formula, _ in problem.options)),
    ]


def renamed(formula: Formula, number: dict[int, int]) -> Formula:
    """The formula with other literals for its atoms: `{1: -2}` puts the denial of the second atom for the first."""
    if isinstance(formula, int):
        return number[abs(formula)] * (1 if formula > 0 else -1)
    return type(formula)(formula.how, renamed(formula.a, number), renamed(formula.b, number))  # type: ignore[arg-type]


@lru_cache(maxsize=1 << 14)
def false_cases(formula: Formula) -> Cases:
    """All ways for the atoms that matter to make the formula false, each as literals in order of the atoms: `((1, -2),)` of `if 1, then
    2`. With a literal beside its atom's number, none of them depends on the connective that says it."""
    atoms = sorted({abs(literal) for literal in literals(formula)})
    cases = {case for case in product(*((atom, -atom) for atom in atoms)) if not _true(formula, frozenset(case))}
    for place in reversed(range(len(atoms))):  # an atom does not matter if its denial changes no case
        if all((*case[:place], -case[place], *case[place + 1 :]) in cases for case in cases):
            cases = {(*case[:place], *case[place + 1 :]) for case in cases}
    return tuple(sorted(cases))


def _true(part: Formula | Part, world: frozenset[int]) -> bool:
    if isinstance(part, int):
        return part in world
    a, b = _true(part.a, world), _true(part.b, world)
    match part.how:
        case "and":
            return a and b
        case "or":
            return a or b
        case "if":
            return b or not a
        case "iff" | "xor":
            return (a == b) == (part.how == "iff")
        case how:
            return not (a and b) if how == "nand" else not (a or b)


@lru_cache(maxsize=8)  # the members of a family share their options
def _form(atoms: int, premises: tuple[Formula, ...], options: tuple[Formula, ...]) -> tuple[str, ...]:
    """Both literals of an atom are things of their own, alike but for what is said of them."""
    place = {sign * atom: 2 * atom - 2 + (sign < 0) for atom in range(1, atoms + 1) for sign in (1, -1)}
    cases = [[[place[literal] for literal in case] for case in false_cases(formula)] for formula in premises + options]
    kinds = ["p"] * len(premises) + ["o"] * len(options) + ["not"] * atoms
    cases += [[[place[atom], place[-atom]]] for atom in range(1, atoms + 1)]
    involved = [tuple({literal ^ side for case in one for literal in case for side in (0, 1)}) for one in cases]

    def text(index: int, colours: Sequence[object]) -> str:
        shown = [",".join(sorted([str(colours[thing]) for thing in case])) for case in cases[index]]
        return f"{kinds[index]} {';'.join(sorted(shown))}"

    return tuple(least_form([0] * (2 * atoms), involved, text))
