"""What comes out when one part of the definitions is not minded: the cases, the order of x and y, how tightly operators bind."""

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from synth.verifiers.logic.operation import Case, Formula, Operation, Operator, evaluate


def _one_case(which: int) -> Callable[[Operation], Operation]:
    def changed(problem: Operation) -> Operation:
        return _with(problem, lambda operator: Operator(operator.rank, (Case(operator.cases[which].value),)))

    return changed


def _with(problem: Operation, change: Callable[[Operator], Operator]) -> Operation:
    return replace(problem, operators=tuple(map(change, problem.operators)))


def _swapped(problem: Operation) -> Operation:
    def swap(formula: Formula) -> Formula:
        return tuple({"x": "y", "y": "x"}.get(token, token) for token in formula)

    def change(operator: Operator) -> Operator:
        cases = (Case(swap(case.value), case.relation, swap(case.left), swap(case.right)) for case in operator.cases)
        return Operator(operator.rank, tuple(cases))

    return _with(problem, change)


def _ranked(rank: int) -> Callable[[Operation], Operation]:
    return lambda problem: _with(problem, lambda operator: Operator(rank, operator.cases))


def _left(problem: Operation) -> Operation:
    return replace(problem, right=False)


MISTAKES: dict[str, Callable[[Operation], Operation]] = {
    "the first case always": _one_case(0),
    "the last case always": _one_case(-1),
    "x and y exchanged": _swapped,
    "new operators bind tightest": _ranked(3),
    "new operators bind as + and -": _ranked(1),
    "always grouped from the left": _left,
}
"""Each makes of a problem the one that is solved in its place."""


def mistaken(problem: Operation, change: Callable[[Operation], Operation]) -> Fraction | int | None:
    """The value that the mistake gives; None where it gives none, or where the problem has no room for it."""
    try:
        wrong = change(problem)
        return evaluate(wrong)[0] if wrong != problem else None
    except ValueError:
        return None


def mistakes(problem: Operation) -> dict[str, Fraction | int | None]:
    """The value that each mistake gives."""
    return {name: mistaken(problem, change) for name, change in MISTAKES.items()}
