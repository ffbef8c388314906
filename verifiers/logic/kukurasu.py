"""Kukurasu: shade cells so that the column numbers of the shaded cells of each row, and the row numbers of each column, add up as told.

Refused for the first of: format (not a grid of 0 and 1, or of two signs for them, of this size, nor a list of its shaded cells), row (the
sum of a row is another one), column (that of a column is). Rows are numbered from 1 at the top, columns from 1 at the left."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import cells

LARGEST = 10
HIDDEN = -1
Sums = Annotated[tuple[Annotated[int, Meta(ge=HIDDEN, le=LARGEST * (LARGEST + 1) // 2)], ...], Meta(min_length=3, max_length=LARGEST)]


class Kukurasu(Problem, frozen=True):
    """A grid of 3 to 10 rows and columns, by the sums of its lines; -1 stands for a sum that is not told."""

    rows: Sums
    """Of each row the numbers of its shaded columns, added up: `(3, -1, 4)`."""
    columns: Sums
    """Of each column the numbers of its shaded rows, added up: `(1, 5, 2)`."""


def weighed(line: Sequence[int]) -> int:
    """The numbers of the shaded cells of a line, from 1, added up: 4 for 1, 0, 1."""
    return sum(number for number, shaded in enumerate(line, 1) if shaded)


def verify(problem: Kukurasu, answer: str) -> Verdict:
    shaded = cells.marked(answer, len(problem.rows), len(problem.columns), "cell")
    if shaded is None or len(set(shaded)) < len(shaded):
        return refuse("format")
    grid = [[int((r, c) in shaded) for c in range(1, len(problem.columns) + 1)] for r in range(1, len(problem.rows) + 1)]
    if sum(map(sum, grid)) < len(shaded):  # a cell outside
        return refuse("format")
    if any(told not in (HIDDEN, weighed(row)) for told, row in zip(problem.rows, grid, strict=True)):
        return refuse("row")
    if any(told not in (HIDDEN, weighed(column)) for told, column in zip(problem.columns, zip(*grid, strict=True), strict=True)):
        return refuse("column")
    return ACCEPT


_SMALL = Kukurasu((4, HIDDEN, 7, 4), (4, 5, 3, 7))
_SOLVED = "1 0 1 0\n0 1 1 0\n1 1 0 1\n0 0 0 1"
_WIDE = Kukurasu((3, 3, HIDDEN), (HIDDEN,) * 3)  # several solutions

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "1010\n0110\n1101\n0001", ""),
    (_SMALL, "[[1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 0, 1], [0, 0, 0, 1]]", ""),
    (_SMALL, "■ □ ■ □\n□ ■ ■ □\n■ ■ □ ■\n□ □ □ ■", ""),
    (_SMALL, "# . # .\n. # # .\n# # . #\n. . . #", ""),
    (_SMALL, "| X | O | X | O |\n|---|---|---|---|\n| O | X | X | O |\n| X | X | O | X |\n| O | O | O | X |", ""),
    (_SMALL, "Row 1: 1 0 1 0\nRow 2: 0 1 1 0\nRow 3: 1 1 0 1\nRow 4: 0 0 0 1", ""),
    (_WIDE, "0 0 1\n1 1 0\n1 1 1", ""),
    (_WIDE, "1 1 0\n1 1 0\n0 0 0", ""),
    (_SMALL, "(1, 1), (1, 3), (2, 2), (2, 3), (3, 1), (3, 2), (3, 4), (4, 4)", ""),
    (_SMALL, "", "format"),
    (_SMALL, "(1, 1), (1, 3), (2, 2), (2, 3), (3, 1), (3, 2), (3, 4), (4, 4), (5, 1)", "format"),
    (_SMALL, "1 3\n2 3\n1 2 4\n4", "format"),
    (_SMALL, "4 ? 7 4", "format"),
    (_SMALL, "1 0 1 0\n0 1 1 0\n1 1 0 1", "format"),
    (_SMALL, "1 0 1 0\n0 2 1 0\n1 1 0 1\n0 0 0 1", "format"),
    (_SMALL, f"{_SOLVED}\nor\n{_SOLVED}", "format"),
    (_SMALL, "1 0 1 .\n0 1 1 0\n1 1 0 1\n0 0 0 1", "format"),
    (_SMALL, "0 1 0 1\n1 0 0 1\n0 0 1 0\n1 1 1 0", "row"),
    (_SMALL, "1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1", "row"),
    (_SMALL, "1 0 1 0\n0 0 0 0\n0 0 1 1\n0 0 0 1", "column"),
    (_SMALL, "1 0 1 0\n1 1 0 0\n1 1 0 1\n0 0 0 1", "column"),
    (_SMALL, f"答案是：\n{_SOLVED}", ""),
    (_SMALL, "第1行：1 0 1 0\n第2行：0 1 1 0\n第3行：1 1 0 1\n第4行：0 0 0 1", ""),
    (_SMALL, "第一行：1、0、1、0\n第二行：0、1、1、0\n第三行：1、1、0、1\n第四行：0、0、0、1", ""),
    (_SMALL, "１０１０\n０１１０\n１１０１\n０００１", ""),
    (_SMALL, f"最终答案为\n{_SOLVED}", ""),
    (_SMALL, f"涂好的盘面如下：\n{_SOLVED}", ""),
    (_SMALL, "最终答案：\n■□■□\n□■■□\n■■□■\n□□□■", ""),
    (_SMALL, "第1行：1 0 1 0\n第2行：0 1 1 0", "format"),
    (_SMALL, "答案：1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1", "row"),
    (_SMALL, "第1行涂第1、3列", "format"),
)
