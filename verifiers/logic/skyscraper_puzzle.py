"""Skyscraper puzzle: every row and every column holds each height from 1 to the size once, and from every clue so many buildings are seen.

Refused for the first of: format (not a size x size grid of the heights), givens (a printed height is changed), row (a height twice in a
row), column (a height twice in a column), view (a clue sees another number of buildings). A building hides all lower ones behind it."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids

EMPTY = "."
SMALLEST, LARGEST = 3, 8
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LARGEST, pattern=r"\A[1-8.]+\Z")]
Clues = Annotated[tuple[Annotated[int, Meta(ge=0, le=LARGEST)], ...], Meta(min_length=SMALLEST, max_length=LARGEST)]


class SkyscraperPuzzle(Problem, frozen=True):
    """A square of heights 1..size, size 3..8, partly printed, with clues at its edges; 0 stands for no clue."""

    givens: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """The rows, `.` for an empty cell: `("1..4", "....", "..2.", "....")`."""
    top: Clues
    """What is seen from above each column, left to right: `(2, 0, 1, 3)`."""
    bottom: Clues
    """From below each column, left to right."""
    left: Clues
    """From the left of each row, top to bottom."""
    right: Clues
    """From the right of each row, top to bottom."""

    def __post_init__(self) -> None:
        size = len(self.givens)
        if any(len(side) != size for side in (*self.givens, self.top, self.bottom, self.left, self.right)):
            raise ValueError(f"{size} rows have {size} cells each and {size} clues on every side")
        if not set("".join(self.givens)) <= set(EMPTY + "12345678"[:size]) or max(*self.top, *self.bottom, *self.left, *self.right) > size:
            raise ValueError(f"the heights and the clues are 1 to {size}")


def seen(heights: Sequence[int]) -> int:
    """How many buildings are seen along a line, from its first on: 2 for 2, 1, 3."""
    highest = count = 0
    for height in heights:
        if height > highest:
            highest, count = height, count + 1
    return count


def verify(problem: SkyscraperPuzzle, answer: str) -> Verdict:
    size = len(problem.givens)
    cells = grids.grid(answer, size, size)
    if cells is None or any(cell not in "12345678"[:size] for row in cells for cell in row):
        return refuse("format")
    if any(g not in (EMPTY, cell) for given, row in zip(problem.givens, cells, strict=True) for g, cell in zip(given, row, strict=True)):
        return refuse("givens")
    if any(len(set(row)) < size for row in cells):
        return refuse("row")
    if any(len(set(column)) < size for column in zip(*cells, strict=True)):
        return refuse("column")
    rows = [[int(cell) for cell in row] for row in cells]
    columns = [list(column) for column in zip(*rows, strict=True)]
    for lines, near, far in ((rows, problem.left, problem.right), (columns, problem.top, problem.bottom)):
        for line, first, last in zip(lines, near, far, strict=True):
            if first not in (0, seen(line)) or last not in (0, seen(line[::-1])):
                return refuse("view")
    return ACCEPT


_SMALL = SkyscraperPuzzle(("....",) * 4, (2, 3, 0, 0), (0, 2, 1, 4), (0, 0, 0, 0), (0, 0, 0, 0))
_SOLVED = "3 1 2 4\n4 2 1 3\n1 4 3 2\n2 3 4 1"
_OPEN = SkyscraperPuzzle(("1...", "....", "....", "...."), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 0))  # many solutions

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "3124\n4213\n1432\n2341", ""),
    (_SMALL, "[[3, 1, 2, 4], [4, 2, 1, 3], [1, 4, 3, 2], [2, 3, 4, 1]]", ""),
    (_SMALL, "Row 1: 3 1 2 4\nRow 2: 4 2 1 3\nRow 3: 1 4 3 2\nRow 4: 2 3 4 1", ""),
    (_SMALL, "| 3 | 1 | 2 | 4 |\n|---|---|---|---|\n| 4 | 2 | 1 | 3 |\n| 1 | 4 | 3 | 2 |\n| 2 | 3 | 4 | 1 |", ""),
    (_SMALL, r"\begin{bmatrix} 3 & 1 & 2 & 4 \\ 4 & 2 & 1 & 3 \\ 1 & 4 & 3 & 2 \\ 2 & 3 & 4 & 1 \end{bmatrix}", ""),
    (_OPEN, "1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1", ""),
    (_SMALL, "", "format"),
    (_SMALL, "3 1 2 4\n4 2 1 3\n1 4 3 2", "format"),
    (_SMALL, "3 1 2 4\n4 2 1 3\n1 4 3 2\n2 3 4 5", "format"),
    (_SMALL, "3 1 2 4\n4 2 1 3\n1 4 3 2\n2 3 4 .", "format"),
    (_SMALL, f"{_SOLVED}\nor\n1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1", "format"),
    (_OPEN, "2 1 3 4\n1 2 4 3\n3 4 1 2\n4 3 2 1", "givens"),
    (_SMALL, "3 3 3 3\n4 4 4 4\n1 1 1 1\n2 2 2 2", "row"),
    (_SMALL, "3 1 2 4\n3 1 2 4\n3 1 2 4\n3 1 2 4", "column"),
    (_SMALL, "1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1", "view"),
    (_OPEN, "1 2 4 3\n2 1 3 4\n3 4 1 2\n4 3 2 1", "view"),
    (_SMALL, f"答案是：\n{_SOLVED}", ""),
    (_SMALL, "第1行：3 1 2 4\n第2行：4 2 1 3\n第3行：1 4 3 2\n第4行：2 3 4 1", ""),
    (_SMALL, "第一行：3、1、2、4\n第二行：4、2、1、3\n第三行：1、4、3、2\n第四行：2、3、4、1", ""),
    (_SMALL, "３１２４\n４２１３\n１４３２\n２３４１", ""),
    (_SMALL, f"填好的方阵如下：\n{_SOLVED}", ""),
    (_SMALL, f"最终答案：\n{_SOLVED}。", ""),
    (_SMALL, "第1行：3 1 2 4\n第2行：4 2 1 3", "format"),
    (_SMALL, "答案：1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1", "view"),
    (_SMALL, "无解", "format"),
)
