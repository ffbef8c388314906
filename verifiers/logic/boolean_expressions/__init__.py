"""Boolean expressions: name all labelled expressions that are true; statements about numbers, facts and one another.

Refused for the first of: format (not a set of labels of this problem, or `none`), false (an expression that is false is named),
incomplete (one that is true is not named). Labels are A, B, C... by place; definitions are named M, N, O... by place.

`language.py` says how expressions are written and what they mean. Definitions and labelled expressions may speak of one another by
name, in any order, but never in a circle."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.boolean_expressions.language import Node, parse, truths
from synth.verifiers.parsers import lists
from synth.verifiers.parsers.chinese import WORDS, Reader

Expression = Annotated[str, Meta(pattern=r"\A[A-Wa-z0-9#<>=!+*:, -]{1,400}\Z", max_length=400)]
FactName = Annotated[str, Meta(pattern=r"\A[a-z][a-z_]{1,30}\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\Z", max_length=40)]
MAX_TEXT = 2_500
"""Characters of all expressions and definitions together, which bounds the time of a verdict."""

_TRUE_ONES = ("为真的表达式", "所有为真的表达式", "为真的编号", "真的表达式", "亮着的灯", "亮的灯", "为真的")
CHINESE = Reader(
    WORDS
    | dict.fromkeys(("为真", "是真", "是真的", "成立", "亮", "亮着", "是亮的"), "is true")
    | dict.fromkeys(("为假", "是假", "是假的", "不成立", "不亮", "不为真", "是灭的"), "is false")
    | dict.fromkeys(("都为真", "均为真", "都成立", "都亮", "都亮着"), "are true")
    | {f"{what}{verb}": "true expressions are" for what in _TRUE_ONES for verb in ("是:", "有:", "为:", ":", "是", "有", "为", "")}
    | dict.fromkeys(("全为假", "全都为假", "全部为假", "都为假", "全都不亮", "都不亮", "一个也没有", "没有为真的"), "none")
)
"""Reads what is said of labels in Chinese."""


class BooleanExpressions(Problem, frozen=True):
    """Labelled expressions, definitions that they use, and the facts that they mention."""

    expressions: Annotated[tuple[Expression, ...], Meta(min_length=4, max_length=12)]
    """In Polish notation, in the order of their labels: `("and #0 > 7 3", "not M", ...)`."""
    facts: Annotated[tuple[tuple[FactName, bool], ...], Meta(max_length=200)]
    """Name and truth value, in the order in which expressions and then definitions first use them: `(("capital.1.2", False),)` is the
    sentence that the table `capital` makes of the first part of its row 1 and the second part of its row 2."""
    definitions: Annotated[tuple[Expression, ...], Meta(max_length=11)] = ()
    """In the order of their names: `("exactly:1:2 N A", "= 7 + 3 4")`."""

    def __post_init__(self) -> None:
        texts = (*self.expressions, *self.definitions)
        used = re.findall(r"#[^ ]*", " ".join(texts))
        if list(dict.fromkeys(used)) != [f"#{number}" for number in range(len(self.facts))]:
            raise ValueError("facts are numbered in the order of their first use, and each one is used")
        if len({name for name, _ in self.facts}) != len(self.facts):
            raise ValueError("facts are different")
        if sum(map(len, texts)) > MAX_TEXT:
            raise ValueError(f"more than {MAX_TEXT} characters of expressions and definitions")
        true_labels(self)


def labels(count: int) -> tuple[str, ...]:
    """A, B, C..."""
    return tuple(chr(65 + place) for place in range(count))


def definition_names(count: int) -> tuple[str, ...]:
    """M, N, O..."""
    return tuple(chr(77 + place) for place in range(count))


def statements(problem: BooleanExpressions) -> dict[str, Node]:
    """Every expression and definition by its name. Raises ValueError when one is malformed."""
    return {name: parse(text) for name, text in _texts(problem).items()}


def _texts(problem: BooleanExpressions) -> dict[str, str]:
    names = (*labels(len(problem.expressions)), *definition_names(len(problem.definitions)))
    return dict(zip(names, (*problem.expressions, *problem.definitions), strict=True))


@kept
def true_labels(problem: BooleanExpressions) -> frozenset[str]:
    """The labels of the true expressions. Raises ValueError when an expression is malformed or speaks of itself."""
    known = truths(_texts(problem), {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)})
    return frozenset(name for name in labels(len(problem.expressions)) if known[name])


def verify(problem: BooleanExpressions, answer: str) -> Verdict:
    named = lists.labels(answer, frozenset(labels(len(problem.expressions))), CHINESE)
    if named is None:
        return refuse("format")
    true = true_labels(problem)
    if named - true:
        return refuse("false")
    return ACCEPT if named == true else refuse("incomplete")


_MIXED = BooleanExpressions(
    ("and #0 > 7 3", "implies #0 #1", "or < 5 2 not #1", "xor = + 2 2 4 #0", "nor not #0 divides 3 12"),
    (("legs.0.0", True), ("capital.1.2", False)),
)
_FALSE = BooleanExpressions(("not = 3 3", "iff = 3 3 < 4 2", "nand >= 8 8 != 1 2", "and < 1 2 <= * 3 4 - 15 4"), ())
_LINKED = BooleanExpressions(
    ("and M not N", "exactly:2:3 M N A", "all:n:2,5,7 or < n 6 divides 7 n", "some:n:1,2 all:m:3,4 = m + n 2", "xor B atmost:0:2 N D"),
    (),
    ("not N", "some:n:2,5 = n 6"),
)
"""N is false, so M is true; A and M are true, so B is; C is true and D false, so E is false."""

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
    (_LINKED, "A, B, C", ""),
    (_LINKED, "A, B, C, M", "format"),
    (_LINKED, "A, B, C, E", "false"),
    (_LINKED, "A, C", "incomplete"),
    (_MIXED, "", "format"),
    (_MIXED, "A or C", "format"),
    (_MIXED, "A, C, F", "format"),
    (_MIXED, "A, A, C", "format"),
    (_MIXED, "A is true, C is true", ""),
    (_MIXED, "A: true, B: false, C: true, D: false, E: false", ""),
    (_FALSE, "A: false, B: false, C: false, D: false", ""),
    (_MIXED, "A: true, B: false", "format"),
    (_MIXED, "A: true, C: true, C: false", "format"),
    (_MIXED, "all of them", "format"),
    (_MIXED, "A, C, none", "format"),
    (_MIXED, "A, C; no wait, B", "format"),
    (_MIXED, "A, ~B, C", "format"),
    (_MIXED, "A, B, C, D, E", "false"),
    (_MIXED, "B", "false"),
    (_FALSE, "A", "false"),
    (_MIXED, "A", "incomplete"),
    (_MIXED, "none", "incomplete"),
    (_MIXED, "A，C", ""),
    (_MIXED, "A和C", ""),
    (_MIXED, "答案是：A、C。", ""),
    (_MIXED, "A为真，C为真", ""),
    (_MIXED, "A：真\nB：假\nC：真\nD：假\nE：假", ""),
    (_MIXED, "为真的表达式：A、C", ""),
    (_FALSE, "无", ""),
    (_FALSE, "没有", ""),
    (_FALSE, "全都为假", ""),
    (_MIXED, "A或C", "format"),
    (_MIXED, "不是A，不是C", "format"),
    (_MIXED, "全部为真", "format"),
    (_MIXED, "A、C、无", "format"),
    (_MIXED, "可能是A和C", "format"),
    (_MIXED, "A、B、C", "false"),
    (_MIXED, "A", "incomplete"),
    (_MIXED, "无", "incomplete"),
)
