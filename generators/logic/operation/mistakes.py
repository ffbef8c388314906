"""What comes out when one part of the definitions is not minded: the cases, the order of x and y, how tightly operators bind."""

from collections.abc import Callable
from fractions import Fraction

from synth.verifiers.logic.operation import Case, Formula, Operator, evaluate

Operators = tuple[Operator, ...]
Reading = tuple[Operators, bool]
"""The operators, and whether those of rank 3 group from the right."""


def _one_case(which: int) -> Callable[[Operators, bool], Reading]:
    def changed(operators: Operators, right: bool) -> Reading:
        return tuple(Operator(operator.rank, (Case(operator.cases[which].value),)) for operator in operators), right

    return changed


def _swapped(operators: Operators, right: bool) -> Reading:
    def swap(formula: Formula) -> Formula:
        return tuple("y" if token == "x" else "x" if token == "y" else token for token in formula)

    def change(operator: Operator) -> Operator:
        cases = (Case(swap(case.value), case.relation, swap(case.left), swap(case.right)) for case in operator.cases)
        return Operator(operator.rank, tuple(cases))

    return tuple(map(change, operators)), right


def _ranked(rank: int) -> Callable[[Operators, bool], Reading]:
    return lambda operators, right: (tuple(Operator(rank, operator.cases) for operator in operators), right)


FROM_THE_LEFT = "always grouped from the left"
MISTAKES: dict[str, Callable[[Operators, bool], Reading]] = {
    "the first case always": _one_case(0),
    "the last case always": _one_case(-1),
    "x and y exchanged": _swapped,
    "new operators bind tightest": _ranked(3),
    "new operators bind as + and -": _ranked(1),
    FROM_THE_LEFT: lambda operators, right: (operators, False),
}
"""Each makes of the operators those that are applied in their place."""


def mistaken(name: str, operators: Operators, expression: tuple[str, ...], right: bool) -> Fraction | int | None:
    """The value that the mistake gives; None where it gives none, or where there is no room for it."""
    reading = MISTAKES[name](operators, right)
    if reading == (operators, right):
        return None
    try:
        return evaluate(reading[0], expression, reading[1])[0]
    except ValueError:
        return None
