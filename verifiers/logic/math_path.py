"""Math path: replace each ? by one digit so that the equation holds; nothing else may change.

Refused for the first of: format (not an equation of numbers), digits (something else than a ? is changed), zero (a number of several
digits starts with 0), division (a division leaves a remainder, or the divisor is 0), value (the two sides differ).
Brackets come first, then * / % and then + and -, each from left to right; a % b is the remainder of a divided by b."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import arithmetic
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

OPERATORS = "+-*/%"
MAX_LENGTH = 1_000
"""Characters of an answer after its decorations are off."""

_EQUATION = re.compile(r"[-+*/%()=0-9]+=[-+*/%()=0-9]+")
_REMAINDER = re.compile(r"\\%|\\b?mod(?![a-z])|\bmod\b")
_GROUPED = re.compile(r"(?<=[0-9])(?:,|\{,\})(?=[0-9]{3})")
_LABEL = re.compile(r"(?:the )?(?:(?:completed?|full|filled[- ]in|restored) )?(?:equation|path)(?: is)? ?\**:?\** ?", re.IGNORECASE)
_CHINESE = Reader(WORDS | dict.fromkeys(("填好的等式", "完整的等式", "补全后的等式", "填好后的等式", "填入数字后", "完整等式"), "equation"))


class MathPath(Problem, frozen=True):
    """An equation some of whose digits are hidden."""

    equation: Annotated[str, Meta(min_length=5, max_length=100, pattern=r"^[-+*/%() ?0-9]+ = [-+*/%() ?0-9]+\Z")]
    """With single blanks around signs: `"(3? + 1?) * 4 = ?84"`."""

    def __post_init__(self) -> None:
        sides = self.equation.replace("?", "1").split(" = ")
        if len(sides) != 2 or "?" not in self.equation or any(_side(side) is None for side in sides):
            raise ValueError("an equation of two expressions, with a ? somewhere")


def _side(text: str) -> arithmetic.Expression | None:
    return arithmetic.parse(text, OPERATORS)


def verify(problem: MathPath, answer: str) -> Verdict:
    text = plain(answer, _CHINESE)
    if len(text) > MAX_LENGTH:
        return refuse("format")
    if label := _LABEL.match(text):
        text = plain(text[label.end() :], _CHINESE)
    text = "".join(arithmetic.usual_signs(_REMAINDER.sub("%", _GROUPED.sub("", text))).replace("&", " ").split())
    if not _EQUATION.fullmatch(text):
        return refuse("format")
    own = problem.equation.replace(" ", "")
    pairs = zip(own, text, strict=False)
    if len(text) != len(own) or any(not shown.isdigit() if given == "?" else shown != given for given, shown in pairs):
        return refuse("digits")
    if re.search(r"(?<![0-9])0[0-9]", text):
        return refuse("zero")
    left, right = (_side(side) for side in text.split("="))
    if left is None or right is None:
        return refuse("format")
    if left.value is None or right.value is None or any(step.denominator != 1 for step in left.steps + right.steps):
        return refuse("division")
    return ACCEPT if left.value == right.value else refuse("value")


_SUM = MathPath("(3? + 1?) * 4 = ?84")
_RULES = MathPath("?4 / ? + 1? % 7 = 10")

EXAMPLES = (
    (_SUM, "(33 + 13) * 4 = 184", ""),
    (_SUM, "(33+13)*4=184", ""),
    (_SUM, r"$\left(33 + 13\right) \times 4 = 184$", ""),
    (_SUM, "(33 + 13) × 4 = 184", ""),
    (_SUM, "The completed equation is: (33 + 13) * 4 = 184.", ""),
    (_SUM, "**(33 + 13) * 4 = 184**", ""),
    (_RULES, "54 / 9 + 11 % 7 = 10", ""),
    (_RULES, r"54 \div 9 + 11 \bmod 7 = 10", ""),
    (_SUM, "", "format"),
    (_SUM, "3, 3, 1", "format"),
    (_SUM, "(3? + 1?) * 4 = ?84", "format"),
    (_SUM, "(33 + 13) * 4 = 184 or (34 + 12) * 4 = 184", "format"),
    (_SUM, "1" * 996 + " = 1", "digits"),  # of 1,000 characters, and of 1,001
    (_SUM, "1" * 997 + " = 1", "format"),
    (_SUM, "184 = 184", "digits"),
    (_SUM, "(37 + 19) * 4 = 224", "digits"),
    (_SUM, "(33 - 13) * 4 = 184", "digits"),
    (_SUM, "(33 + 13) * 4 = 084", "zero"),
    (_RULES, "54 / 8 + 11 % 7 = 10", "division"),
    (_RULES, "54 / 0 + 11 % 7 = 10", "division"),
    (_SUM, "(35 + 15) * 4 = 184", "value"),
    (_RULES, "54 / 6 + 11 % 7 = 10", "value"),
    (_SUM, "答案是：(33 + 13) * 4 = 184", ""),
    (_SUM, "（３３＋１３）×４＝１８４", ""),
    (_SUM, "填好的等式：(33 + 13) * 4 = 184。", ""),
    (_SUM, "等式为 (33 + 13) × 4 = 184", ""),
    (_RULES, "最终答案：54 ÷ 9 + 11 % 7 = 10", ""),
    (_SUM, "补全后的等式：(33 + 13)×4 = 184", ""),
    (_SUM, "三十三加十三乘以四", "format"),
    (_SUM, "答案是：(35 + 15) * 4 = 184", "value"),
    (_SUM, "无解", "format"),
)
