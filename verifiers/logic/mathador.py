"""Mathador: reach the target with all five numbers and each of + - * / exactly once, every result on the way a non-negative whole number.

Refused for the first of: format (not one arithmetic expression of non-negative integers, or a false `= number` after it), numbers (not
each given number exactly once), signs (not each of + - * / exactly once), steps (the result of an operation is negative or a fraction, or
it divides by zero), value (not the target). Operations are done in the usual order: brackets, then * and /, then + and -, those of
equal rank from left to right."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import arithmetic

COUNT = 5
SIGNS = "+-*/"
HIGHEST, HIGHEST_TARGET = 99, 999


class Mathador(Problem, frozen=True):
    """Five numbers from 1 to 99 and the target that they have to make."""

    numbers: Annotated[tuple[Annotated[int, Meta(ge=1, le=HIGHEST)], ...], Meta(min_length=COUNT, max_length=COUNT)]
    """In any order, repeats allowed: `(4, 6, 2, 9, 5)`."""
    target: Annotated[int, Meta(ge=1, le=HIGHEST_TARGET)]
    """What the expression has to come to: `37`."""


def verify(problem: Mathador, answer: str) -> Verdict:
    expression = arithmetic.parse(answer)
    if expression is None:
        return refuse("format")
    if sorted(expression.numbers) != sorted(problem.numbers):
        return refuse("numbers")
    if sorted(expression.operators) != sorted(SIGNS):
        return refuse("signs")
    if expression.value is None or any(step < 0 or step.denominator != 1 for step in expression.steps):
        return refuse("steps")
    return ACCEPT if expression.value == problem.target else refuse("value")


_SMALL = Mathador((8, 2, 5, 7, 3), 16)
_LARGE = Mathador((12, 6, 6, 25, 10), 48)

EXAMPLES = (
    (_SMALL, "8 / 2 * 5 - 7 + 3", ""),
    (_SMALL, "((8 / 2) * 5 - 7) + 3", ""),
    (_SMALL, "We get 8 / 2 * 5 - 7 + 3 = 16", ""),
    (_SMALL, "一种摆法：8 / 2 * 5 - 7 + 3", ""),
    (_SMALL, "其中一个解是：8 / 2 * 5 - 7 + 3 = 16", ""),
    (_SMALL, "8÷2×5−7+3 = 16", ""),
    (_SMALL, r"$\frac{8}{2} \cdot 5 - 7 + 3$", ""),
    (_SMALL, "16 = 3 + 5 * 8 / 2 - 7", ""),
    (_SMALL, r"\boxed{5(8 / 2) + 3 - 7}", ""),
    (_LARGE, "10 + (25 - 6) * 12 / 6", ""),
    (_LARGE, "((25 − 6) × 12 ÷ 6) + 10 = (19 × 12 ÷ 6) + 10 = 38 + 10 = 48", ""),
    (_LARGE, "(25 - 6) * (12 - 10) + 6 + 4", "numbers"),
    (_LARGE, "(12 - 10) * 25 - 6 / 6", "signs"),
    (_LARGE, "10 + (25 - 6) / 6 * 12", "steps"),
    (_LARGE, "(25 - 12 / 6) * 6 + 10", "value"),
    (_LARGE, "(25 - 10 + 6 / 6) * 12", "value"),
    (_SMALL, "", "format"),
    (_SMALL, "16", "numbers"),
    (_SMALL, "8 2 5 7 3", "format"),
    (_SMALL, "8 / 2 * 5 - 7", "numbers"),
    (_SMALL, "8 * 2", "numbers"),
    (_SMALL, "82 / 5 * 7 - 3", "numbers"),
    (_SMALL, "8 + 7 + 3 - 2", "numbers"),
    (_SMALL, "8 + 3 + 7 - 5 + 2", "signs"),
    (_SMALL, "8 / 2 * 5 - 7 + 3 = 20", "format"),
    (_SMALL, "8 / 2 = 4; 4 * 5 = 20; 20 - 7 = 13; 13 + 3 = 16", "format"),
    (_SMALL, "3 - 7 + 8 / 2 * 5", "steps"),
    (_SMALL, "5 / 2 * 8 - 7 + 3", "steps"),
    (Mathador((4, 3, 3, 7, 5), 5), "4 * 7 / (3 - 3) + 5", "steps"),
    (_SMALL, "8 / 2 * 3 - 7 + 5", "value"),
    (_SMALL, "8 / 2 * 5 - 7 + 3 or 3 + 5 * 8 / 2 - 7", "format"),
    (_SMALL, "答案是：8 / 2 * 5 - 7 + 3", ""),
    (_SMALL, "算式：8 ÷ 2 × 5 - 7 + 3 = 16", ""),
    (_SMALL, "最终答案为（8÷2）×5－7＋3。", ""),
    (_SMALL, "所以答案是 3＋5×8÷2－7＝16。", ""),
    (_SMALL, "解：\n8 ÷ 2 × 5 + 3 - 7", ""),
    (_SMALL, "答案是 16", "numbers"),
    (_SMALL, "算式：3 - 7 + 8 ÷ 2 × 5", "steps"),
    (_SMALL, "无解", "format"),
    (_SMALL, "8 ÷ 2 × 5 - 7 + 3 或 3 + 5 × 8 ÷ 2 - 7", "format"),
)
