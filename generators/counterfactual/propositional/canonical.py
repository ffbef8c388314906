"""The canonical form of problems of `counterfactual/propositional`, and the form that their splits go by."""

from synth.generators.solvers.labelling import least_form
from synth.verifiers.counterfactual.propositional import Formula, Pair, Propositional, literals


def canonical(problem: Propositional) -> list[str]:
    """Premises and options without their words, their order and the numbers of the atoms."""
    return _form(problem.atoms, [("p", f) for f, _ in problem.premises] + [("o", f) for f, _ in problem.options])


def split_key(problem: Propositional) -> list[object]:
    """The options alone, which no edit touches, and the numbers of premises and atoms, which none changes."""
    used = sorted({abs(literal) for formula, _ in problem.options for literal in literals(formula)})
    number = {atom: place for place, atom in enumerate(used, 1)}
    return [
        problem.atoms,
        len(problem.premises),
        _form(len(used), [("o", renamed(formula, number)) for formula, _ in problem.options]),
    ]


def renamed(formula: Formula, number: dict[int, int]) -> Formula:
    """The formula with other numbers for its atoms."""
    if isinstance(formula, int):
        return number[abs(formula)] * (1 if formula > 0 else -1)
    return type(formula)(formula.how, renamed(formula.a, number), renamed(formula.b, number))  # type: ignore[arg-type]


def _form(atoms: int, statements: list[tuple[str, Formula]]) -> list[str]:
    def text(index: int, colours: object) -> str:
        kind, formula = statements[index]
        return kind + spelt(formula, colours)

    def spelt(item: Formula | Pair, colours: object) -> str:
        if isinstance(item, int):
            return f"{'-' if item < 0 else '+'}{colours[abs(item) - 1]}"  # type: ignore[index]
        parts = [spelt(item.a, colours), spelt(item.b, colours)]
        return f"{item.how}({','.join(parts if item.how == 'if' else sorted(parts))})"

    involved = [sorted({abs(literal) - 1 for literal in literals(formula)}) for _, formula in statements]
    return least_form([0] * atoms, involved, text)
