"""Boolean expressions: name all labelled expressions that are true; comparisons and everyday facts joined by connectives.

Refused for the first of: format (not a set of labels of this problem, or `none`), false (an expression that is false is named),
incomplete (one that is true is not named). Labels are A, B, C... by place.

Expressions are kept in Polish notation, each operator before its operands: `implies` is false only when the first operand is
true and the second false, `xor` is true for exactly one true operand, `iff` for two equal ones, `nand` and `nor` are the negated
`and` and `or`; `divides a b` says that b is a multiple of a; `#k` is the k-th fact."""

import operator
import re
from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import lists

CONNECTIVES: dict[str, Callable[[bool, bool], bool]] = {
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.ne,
    "implies": lambda x, y: not x or y,
    "iff": operator.eq,
    "nand": lambda x, y: not (x and y),
    "nor": lambda x, y: not (x or y),
}
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
    "divides": lambda a, b: a != 0 and b % a == 0,
}
ARITHMETIC: dict[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_OPERATORS: dict[str, tuple[type, Callable[[Any, Any], Any]]] = (
    {name: (bool, function) for name, function in CONNECTIVES.items()}
    | {name: (int, function) for name, function in COMPARISONS.items()}
    | {name: (int, function) for name, function in ARITHMETIC.items()}
)

Expression = Annotated[str, Meta(pattern=r"\A[a-z0-9#<>=!+* -]{5,1000}\Z", max_length=1000)]
Text = Annotated[str, Meta(pattern=r"\A[A-Z0-9][A-Za-z0-9 ,'-]{4,120}\Z", max_length=121)]


class BooleanExpressions(Problem, frozen=True):
    """Labelled expressions and the facts that they mention."""

    expressions: Annotated[tuple[Expression, ...], Meta(min_length=4, max_length=16)]
    """In Polish notation, in the order of their labels: `("and #0 > 7 3", "not < 5 2", ...)`."""
    facts: Annotated[tuple[tuple[Text, bool], ...], Meta(max_length=300)]
    """Text and truth value, in the order in which the expressions first use them: `(("Rome is the capital of Spain", False),)`."""

    def __post_init__(self) -> None:
        used = re.findall(r"#[^ ]*", " ".join(self.expressions))
        if list(dict.fromkeys(used)) != [f"#{number}" for number in range(len(self.facts))]:
            raise ValueError("facts are numbered in the order of their first use, and each one is used")
        if len({text for text, _ in self.facts}) != len(self.facts):
            raise ValueError("facts are different")
        true_labels(self)


def labels(count: int) -> tuple[str, ...]:
    """A, B, C..."""
    return tuple(chr(65 + place) for place in range(count))


def true_labels(problem: BooleanExpressions) -> frozenset[str]:
    """The labels of the true expressions. Raises ValueError when an expression is malformed."""
    facts = {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)}
    names = labels(len(problem.expressions))
    return frozenset(name for name, text in zip(names, problem.expressions, strict=True) if evaluate(text, facts))


def evaluate(expression: str, facts: dict[str, bool]) -> bool:
    """Read from the end with a stack, so depth costs no recursion. Raises ValueError unless it is one well-typed expression."""
    stack: list[Any] = []
    for token in reversed(expression.split(" ")):
        if token in _OPERATORS:
            kind, apply = _OPERATORS[token]
            first, second = (stack.pop(), stack.pop()) if len(stack) > 1 else (None, None)
            if type(first) is not kind or type(second) is not kind:
                raise ValueError(f"{token!r} lacks its operands")
            stack.append(apply(first, second))
        elif token in facts:
            stack.append(facts[token])
        elif token == "not":
            if not stack or type(stack[-1]) is not bool:
                raise ValueError("'not' lacks its operand")
            stack[-1] = not stack[-1]
        elif len(token) < 5 and token.isdigit() and (token[0] != "0" or token == "0"):
            stack.append(int(token))
        else:
            raise ValueError(f"{token!r} is no operator, number or fact")
    if len(stack) != 1 or type(stack[0]) is not bool:
        raise ValueError("not one true or false expression")
    return stack[0]


def verify(problem: BooleanExpressions, answer: str) -> Verdict:
    named = lists.labels(answer, frozenset(labels(len(problem.expressions))))
    if named is None:
        return refuse("format")
    true = true_labels(problem)
    if named - true:
        return refuse("false")
    return ACCEPT if named == true else refuse("incomplete")


_MIXED = BooleanExpressions(
    ("and #0 > 7 3", "implies #0 #1", "or < 5 2 not #1", "xor = + 2 2 4 #0", "nor not #0 divides 3 12"),
    (("A spider normally has eight legs", True), ("Rome is the capital of Spain", False)),
)
_FALSE = BooleanExpressions(("not = 3 3", "iff = 3 3 < 4 2", "nand >= 8 8 != 1 2", "and < 1 2 <= * 3 4 - 15 4"), ())

EXAMPLES = (
    (_MIXED, "A, C", ""),
    (_MIXED, "C and A", ""),
    (_MIXED, "[C, A]", ""),
    (_MIXED, "(a) (c)", ""),
    (_MIXED, r"$\{A, C\}$", ""),
    (_MIXED, "- A\n- C", ""),
    (_MIXED, "A\nC", ""),
    (_MIXED, "$A$ and $C$", ""),
    (_FALSE, "none", ""),
    (_FALSE, "None of them.", ""),
    (_FALSE, "[]", ""),
    (_FALSE, '["none"]', ""),
    (_MIXED, "", "format"),
    (_MIXED, "A or C", "format"),
    (_MIXED, "A, C, F", "format"),
    (_MIXED, "A, A, C", "format"),
    (_MIXED, "A is true, C is true", "format"),
    (_MIXED, "all of them", "format"),
    (_MIXED, "A, C, none", "format"),
    (_MIXED, "A, C; no wait, B", "format"),
    (_MIXED, "A, ~B, C", "format"),
    (_MIXED, "A, B, C, D, E", "false"),
    (_MIXED, "B", "false"),
    (_FALSE, "A", "false"),
    (_MIXED, "A", "incomplete"),
    (_MIXED, "none", "incomplete"),
)
