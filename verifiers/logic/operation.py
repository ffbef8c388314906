"""New operators: evaluate an expression with operators that are defined by formulas and cases, exactly.

Refused for the first of: format (not one number), value (not the value of the expression). The value is an exact rational: an integer, a
fraction or a terminating decimal that equals it."""

from collections.abc import Callable
from operator import ge, gt, le, lt
from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import numbers

MAX_STEPS = 1_500
"""Operations and comparisons of one evaluation."""
MAX_CALLS = 8
"""Definitions one inside another, so that none can be circular."""
LARGEST = 10**12
"""Bound on numerators and denominators on the way."""

Formula = tuple[Annotated[str, Meta(pattern=r"^(x|y|\d{1,3}|[-+*/]|@[0-5])$")], ...]
"""In postfix order: `("x", "2", "*", "y", "+")` is 2x + y, and `@0` the first of the new operators."""
Relation = Literal["<", "<=", ">", ">=", "whole"]


class Case(Frozen, frozen=True):
    """One line of a definition. The first case whose condition holds gives the value."""

    value: Annotated[Formula, Meta(min_length=1, max_length=25)]
    """What the operator gives in this case: `("x", "y", "+")`."""
    relation: Relation | None = None
    """How `left` and `right` compare where the case applies; `whole`: `left` is an integer; None: always."""
    left: Annotated[Formula, Meta(max_length=9)] = ()
    """Left side of the condition: `("x",)`."""
    right: Annotated[Formula, Meta(max_length=9)] = ()
    """Right side of the condition: `("y",)`; empty for `whole`."""


class Operator(Frozen, frozen=True):
    """A new operator, written between x and y."""

    rank: Annotated[int, Meta(ge=1, le=3)]
    """How tightly it binds: 1 as + and -, 2 as * and /, 3 tighter than both."""
    cases: Annotated[tuple[Case, ...], Meta(min_length=1, max_length=3)]
    """Tried in order; the last, and only it, has no condition."""

    def __post_init__(self) -> None:
        if [case.relation is None for case in self.cases] != [False] * (len(self.cases) - 1) + [True]:
            raise ValueError("only the last case has no condition")


class Operation(Problem, frozen=True):
    operators: Annotated[tuple[Operator, ...], Meta(min_length=1, max_length=6)]
    """The new operators: `@0`, `@1`, ..."""
    expression: Annotated[tuple[Annotated[str, Meta(pattern=r"^(\d{1,3}|[-+*/()]|@[0-5])$")], ...], Meta(min_length=3, max_length=60)]
    """What to evaluate, in reading order: `("2", "@0", "(", "3", "+", "1", ")")`."""
    right: bool
    """Whether operators of rank 3 group from right to left; all others group from left to right."""
    signs: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=1)], ...], Meta(min_length=1, max_length=6)]
    """The sign of each new operator in the prompt: `("◆", "★")`."""

    def __post_init__(self) -> None:
        if len(set(self.signs)) != len(self.operators) or len(self.signs) != len(self.operators):
            raise ValueError("each operator has a sign of its own")
        value(self)


@kept
def value(problem: Operation) -> Fraction | int:
    """The answer. ValueError where the expression has none, or too large a one."""
    return evaluate(problem.operators, problem.expression, problem.right)[0]


_COMPARED: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def evaluate(operators: tuple[Operator, ...], expression: tuple[str, ...], right: bool) -> tuple[Fraction | int, int]:
    """The value of the expression, and the operations and comparisons that it took. ValueError where it has none, or too large a one."""
    run = _Run(operators)
    return run.value(postfix(operators, expression, right), 0, 0, MAX_CALLS), run.steps


class _Run:
    def __init__(self, operators: tuple[Operator, ...]) -> None:
        self.operators = operators
        self.steps = 0

    def value(self, formula: Formula, x: Fraction | int, y: Fraction | int, calls: int) -> Fraction | int:
        stack: list[Fraction | int] = []
        for token in formula:
            if token == "x":
                stack.append(x)
            elif token == "y":
                stack.append(y)
            elif token.isdigit():
                stack.append(int(token))
            elif len(stack) < 2:
                raise ValueError("an operator without two values")
            else:
                self.steps += 1
                if self.steps > MAX_STEPS:
                    raise ValueError("too many steps")
                b = stack.pop()
                stack[-1] = self._defined(int(token[1]), stack[-1], b, calls) if token[0] == "@" else _arithmetic(token, stack[-1], b)
        if len(stack) != 1:
            raise ValueError("not one formula")
        return stack[0]

    def _defined(self, which: int, x: Fraction | int, y: Fraction | int, calls: int) -> Fraction | int:
        if not calls or which >= len(self.operators):
            raise ValueError("a circular or missing definition")
        for case in self.operators[which].cases:
            if case.relation is None:
                return self.value(case.value, x, y, calls - 1)
            self.steps += 1
            left = self.value(case.left, x, y, calls - 1)
            if case.relation == "whole":
                holds = left.denominator == 1
            else:
                right = self.value(case.right, x, y, calls - 1)
                holds = _COMPARED[case.relation](left, right)
            if holds:
                return self.value(case.value, x, y, calls - 1)
        raise AssertionError("the last case has no condition")


def _arithmetic(token: str, a: Fraction | int, b: Fraction | int) -> Fraction | int:
    """One of the four operations. ValueError for a division by zero and where the result is too large."""
    result: Fraction | int
    if token == "+":
        result = a + b
    elif token == "-":
        result = a - b
    elif token == "*":
        result = a * b
    elif b == 0:
        raise ValueError("division by zero")
    elif isinstance(a, int) and isinstance(b, int):
        result = Fraction(a, b) if a % b else a // b
    else:
        result = Fraction(a) / b
        if result.denominator == 1:
            result = result.numerator
    if not (-LARGEST <= result.numerator <= LARGEST and result.denominator <= LARGEST):
        raise ValueError("too large a number")
    return result


def postfix(operators: tuple[Operator, ...], expression: tuple[str, ...], right: bool) -> Formula:
    """The expression in postfix order, by the ranks of its operators."""
    out: list[str] = []
    pending: list[str] = []
    wants_value = True
    ranks = {"+": 1, "-": 1, "*": 2, "/": 2} | {f"@{i}": operator.rank for i, operator in enumerate(operators)}
    for token in expression:
        if wants_value != (token.isdigit() or token == "("):
            raise ValueError("not an expression")
        if token.isdigit():
            out.append(token)
            wants_value = False
        elif token == "(":
            pending.append(token)
        elif token == ")":
            while pending and pending[-1] != "(":
                out.append(pending.pop())
            if not pending:
                raise ValueError("a bracket without its partner")
            pending.pop()
        elif token not in ranks:
            raise ValueError("an operator without a definition")
        else:
            bound = ranks[token] + (right and ranks[token] == 3)
            while pending and pending[-1] != "(" and ranks[pending[-1]] >= bound:
                out.append(pending.pop())
            pending.append(token)
            wants_value = True
    if wants_value or "(" in pending:
        raise ValueError("not an expression")
    return (*out, *reversed(pending))


def verify(problem: Operation, answer: str) -> Verdict:
    found = numbers.rational(answer)
    if found is None:
        return refuse("format")
    return ACCEPT if found == value(problem) else refuse("value")


_HALVES = Operator(3, (Case(("x", "y", "+", "2", "/"), ">", ("x",), ("y",)), Case(("x", "2", "*", "y", "-"))))
_HALF = Operation((_HALVES,), ("1", "+", "4", "@0", "1", "*", "3"), False, ("◆",))  # 1 + (4 ◆ 1) * 3 = 1 + 5/2 * 3
_GROUPS = Operation((_HALVES,), ("9", "@0", "2", "@0", "5"), True, ("◆",))  # 2 ◆ 5 = -1, 9 ◆ -1 = 4
_MINUS = Operation((_HALVES,), ("1", "@0", "3", "+", "0"), False, ("◆",))

EXAMPLES = (
    (_HALF, "17/2", ""),
    (_HALF, "8.5", ""),
    (_HALF, r"\boxed{\frac{17}{2}}", ""),
    (_HALF, "The answer is 17/2.", ""),
    (_HALF, "(17/2)", ""),
    (_HALF, "17/2 (≈ 8.5)", ""),
    (_HALF, "17/2 = 8.4", "format"),
    (_GROUPS, "4", ""),
    (_GROUPS, "x = 4.0", ""),
    (_MINUS, "-1", ""),
    (_MINUS, "−1", ""),
    (_HALF, "答案是 17/2。", ""),
    (_HALF, "最终答案：17／2", ""),
    (_GROUPS, "结果是4", ""),
    (_MINUS, "所以答案为 -1", ""),
    (_MINUS, "答案：−1。", ""),
    (_HALF, "8", "value"),
    (_HALF, "9", "value"),
    (_GROUPS, "6", "value"),
    (_MINUS, "1", "value"),
    (_GROUPS, "4 or 6", "format"),
    (_HALF, "1 + 5/2 * 3", "format"),
    (_HALF, "17/0", "format"),
    (_HALF, "", "format"),
    (_HALF, "about 8.5", "format"),
    (_HALF, "答案是 2/17", "value"),
    (_GROUPS, "4 或 6", "format"),
    (_GROUPS, "无法计算", "format"),
)
