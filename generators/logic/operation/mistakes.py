"""What comes out when one part of the problem is not minded: the cases, the order of x and y, how tightly operators bind, brackets."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from synth.verifiers.logic.operation import Case, Formula, Operator, evaluate, postfix

Operators = tuple[Operator, ...]
Expression = tuple[str, ...]
Reading = tuple[Operators, Expression, bool]
"""The operators, the expression, and whether operators of rank 3 group from the right."""


def _one_case(which: int) -> Callable[[Operators, Expression, bool], Reading]:
    def changed(operators: Operators, expression: Expression, right: bool) -> Reading:
        return tuple(Operator(operator.rank, (Case(operator.cases[which].value),)) for operator in operators), expression, right

    return changed


def _swapped(operators: Operators, expression: Expression, right: bool) -> Reading:
    def swap(formula: Formula) -> Formula:
        return tuple("y" if token == "x" else "x" if token == "y" else token for token in formula)

    def change(operator: Operator) -> Operator:
        cases = (Case(swap(case.value), case.relation, swap(case.left), swap(case.right)) for case in operator.cases)
        return Operator(operator.rank, tuple(cases))

    return tuple(map(change, operators)), expression, right


def _ranked(rank: int) -> Callable[[Operators, Expression, bool], Reading]:
    return lambda operators, expression, right: (tuple(Operator(rank, operator.cases) for operator in operators), expression, right)


def _in_order(from_left: bool) -> Callable[[Operators, Expression, bool], Reading]:
    """With brackets around each operator and what stands on one side of it."""

    def run(tokens: list[str]) -> list[str]:
        parts: list[list[str]] = []
        while tokens and tokens[0] != ")":
            token = tokens.pop(0)
            parts.append(["(", *run(tokens), ")"] if token == "(" else [token])
        if tokens:
            tokens.pop(0)
        parts = parts if from_left else parts[::-1]
        whole = parts[0]
        for sign, value in zip(parts[1::2], parts[2::2], strict=True):
            whole = ["(", *whole, *sign, *value, ")"] if from_left else ["(", *value, *sign, *whole, ")"]
        return whole

    return lambda operators, expression, right: (operators, tuple(run([*expression])), right)


FROM_THE_LEFT = "always grouped from the left"
MISTAKES: dict[str, Callable[[Operators, Expression, bool], Reading]] = {
    "the first case always": _one_case(0),
    "the last case always": _one_case(-1),
    "x and y exchanged": _swapped,
    "new operators bind tightest": _ranked(3),
    "new operators bind as + and -": _ranked(1),
    FROM_THE_LEFT: lambda operators, expression, right: (operators, expression, False),
}
"""Each makes of the operators and the expression those that are applied in their place."""
ORDERS: dict[str, Callable[[Operators, Expression, bool], Reading]] = {
    **{name: MISTAKES[name] for name in ("new operators bind tightest", "new operators bind as + and -")},
    "new operators bind as * and /": _ranked(2),
    "brackets ignored": lambda operators, expression, right: (operators, tuple(token for token in expression if token not in "()"), right),
    "one operator after another from the left": _in_order(from_left=True),
    "one operator after another from the right": _in_order(from_left=False),
}
"""Those that work something else out first, where new operators differ in how tightly they bind."""


def mistaken(name: str, operators: Operators, expression: Expression, right: bool) -> Fraction | int | None:
    """The value that the mistake gives; None where it gives none, or where there is no room for it."""
    reading = (MISTAKES | ORDERS)[name](operators, expression, right)
    if name in MISTAKES and reading == (operators, expression, right):
        return None
    try:
        return evaluate(*reading)[0]
    except ValueError:
        return None


def in_another_order(operators: Operators, expression: Expression, right: bool) -> bool:
    """Whether each of `ORDERS` works out something else first, which is far sooner told than the value and nearly always changes it."""
    meant = postfix(operators, expression, right)
    return all(postfix(*change(operators, expression, right)) != meant for change in ORDERS.values())


LIKELY_FIRST = sorted(MISTAKES, key=lambda name: name not in ORDERS)
"""Mistakes in the order in which they are tried: another rank gives the right value far more often than any other."""
OF_VALUES = ["brackets ignored", *(name for name in MISTAKES if name not in ORDERS)]
"""Mistakes that the value has to tell; of most others the order of operations does, and sooner."""
LARGEST, FINEST = 100_000, 400
"""Bounds on the answer's numerator and denominator: beyond them it is arithmetic by hand, not reasoning."""


class Telling(NamedTuple):
    """An expression whose value no mistake gives."""

    value: Fraction | int
    steps: int
    right: bool
    """Whether operators of rank 3 group from the right, which is only so where it makes a difference."""


def telling(operators: Operators, expression: Expression, right: bool, ranked: bool, least: int) -> Telling | None:
    """None where a mistake gives the value as well, or another order is no other, or the value takes fewer than `least` steps, or is zero
    or arithmetic by hand. ranked: whether new operators differ in how tightly they bind."""
    if ranked and not in_another_order(operators, expression, right):
        return None
    try:
        value, steps = evaluate(operators, expression, right)
    except ValueError:  # a division by zero, or too large a number
        return None
    if steps < least or abs(value.numerator) > LARGEST or value.denominator > FINEST or value == 0:
        return None
    right = right and mistaken(FROM_THE_LEFT, operators, expression, right) != value
    if any(mistaken(name, operators, expression, right) == value for name in (OF_VALUES if ranked else LIKELY_FIRST)):
        return None
    return Telling(value, steps, right)
