"""Game of 24: combine all the given numbers, each exactly once, with + - * / and brackets to reach the target.

Refused for the first of: format (not one arithmetic expression of non-negative integers, or a false `= number` after it),
numbers (not each given number exactly once), value (not the target, or a division by zero). Values are exact rationals;
intermediate results may be fractions or negative."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import arithmetic


class GameOf24(Problem, frozen=True):
    """numbers: ascending, repeats allowed."""

    numbers: Annotated[tuple[Annotated[int, Meta(ge=1, le=99)], ...], Meta(min_length=3, max_length=6)]
    target: Annotated[int, Meta(ge=1, le=999)]

    def __post_init__(self) -> None:
        if list(self.numbers) != sorted(self.numbers):
            raise ValueError("numbers must be ascending")


def verify(problem: GameOf24, answer: str) -> Verdict:
    expression = arithmetic.parse(answer)
    if expression is None:
        return refuse("format")
    if sorted(expression.numbers) != list(problem.numbers):
        return refuse("numbers")
    return ACCEPT if expression.value == problem.target else refuse("value")


_EASY = GameOf24((1, 2, 3, 4), 24)
_FRACTION = GameOf24((3, 3, 8, 8), 24)

EXAMPLES = (
    (_EASY, "1 * 2 * 3 * 4", ""),
    (_EASY, "(1 + 3) * (4 + 2)", ""),
    (_EASY, "4 × 3 × 2 ÷ 1 = 24", ""),
    (_EASY, r"$\left(4 \cdot 3\right) \times 2 \times 1$", ""),
    (_EASY, "24 = 4*3*2*1", ""),
    (_EASY, "(1 + 3)(4 + 2)", ""),
    (_FRACTION, "8 / (3 - 8 / 3)", ""),
    (_FRACTION, r"\boxed{\frac{8}{3 - \frac83} = 24}", ""),
    (_EASY, "", "format"),
    (_EASY, "24", "numbers"),
    (_EASY, "1 2 3 4", "format"),
    (_EASY, "12 + 3 * 4", "numbers"),
    (_EASY, "6 * 4", "numbers"),
    (_EASY, "1 + 1 + 1 + 1", "numbers"),
    (_EASY, "1 + 2 + 3 + 4", "value"),
    (_EASY, "1 + 2 + 3 + 4 = 24", "format"),
    (_EASY, "4 ** 2 + 3 + 1", "format"),
    (_EASY, "(3 + 1) * 4! / 2", "format"),
    (_EASY, "-1 * 2 * 3 * -4", "format"),
    (_FRACTION, "8 / (3 - 3) + 8", "value"),
    (_EASY, "1*2*3*4 or 4*3*2*1", "format"),
    (_EASY, "1 + 3 = 4; 4 * 2 = 8; ...", "format"),
    (_EASY, "3 * 8 = 24", "numbers"),
    (_EASY, "4 / 1(2 * 3)", "format"),
    (_EASY, "(((1*2*3*4", "format"),
    (_EASY, "答案是：1 * 2 * 3 * 4", ""),
    (_EASY, "算式：(1 + 3) × (4 + 2) = 24", ""),
    (_EASY, "最终答案为（1＋3）×（4＋2）。", ""),
    (_EASY, "所以答案是 4×3×2÷1＝24。", ""),
    (_FRACTION, "解：\n8 ÷ (3 - 8 ÷ 3)", ""),
    (_EASY, "答案是 24", "numbers"),
    (_EASY, "算式：1 + 2 + 3 + 4", "value"),
    (_EASY, "无解", "format"),
    (_EASY, "1 × 2 × 3 × 4 或 4 × 3 × 2 × 1", "format"),
)
