"""Futoshiki: every row and every column holds each number from 1 to the size once, and every sign between neighbours is true.

Refused for the first of: format (not a size x size grid of the numbers), givens (a printed number is changed), row (a number twice in a
row), column (a number twice in a column), sign (a sign whose smaller side is not smaller)."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids

EMPTY = "."
Row = Annotated[str, Meta(min_length=4, max_length=9, pattern=r"\A[1-9.]+\Z")]
Across = Annotated[str, Meta(min_length=3, max_length=8, pattern=r"\A[<>.]+\Z")]
Down = Annotated[str, Meta(min_length=4, max_length=9, pattern=r"\A[\^v.]+\Z")]


class Futoshiki(Problem, frozen=True):
    """A square of numbers 1..size, size 4..9, partly printed, with signs between neighbours."""

    givens: Annotated[tuple[Row, ...], Meta(min_length=4, max_length=9)]
    """The rows, `.` for an empty cell: `("1..4", "....", "..2.", "....")`."""
    across: Annotated[tuple[Across, ...], Meta(min_length=4, max_length=9)]
    """For each row what stands between its cells, `.` for no sign; a sign points at the smaller number: `("<.>", ...)`."""
    down: Annotated[tuple[Down, ...], Meta(min_length=3, max_length=8)]
    """For each row but the last what stands below its cells: `^` when the upper number is smaller, `v` when the lower one is."""

    def __post_init__(self) -> None:
        size = len(self.givens)
        if len(self.across) != size or len(self.down) != size - 1:
            raise ValueError(f"{size} rows have {size} rows of signs and {size - 1} between them")
        if any(len(row) != size for row in self.givens + self.down) or any(len(row) != size - 1 for row in self.across):
            raise ValueError(f"rows of {size} cells have {size - 1} places for signs between them, and {size} below")
        if not set("".join(self.givens)) <= set(EMPTY + "123456789"[:size]):
            raise ValueError(f"the numbers are 1 to {size}")


@kept
def less(problem: Futoshiki) -> list[tuple[int, int]]:
    """The pairs of cells (smaller, larger), numbered in reading order."""
    size, pairs = len(problem.givens), []
    for r, signs in enumerate(problem.across):
        pairs += [(r * size + c + (sign == ">"), r * size + c + (sign == "<")) for c, sign in enumerate(signs) if sign != EMPTY]
    for r, signs in enumerate(problem.down):
        pairs += [((r + (sign == "v")) * size + c, (r + (sign == "^")) * size + c) for c, sign in enumerate(signs) if sign != EMPTY]
    return pairs


_SIGNS = re.compile(r"[<>^∧∨˄˅⌃⌄⋀⋁]|(?<![A-Za-z])[vV](?![A-Za-z])|\\(?:lt|gt|wedge|vee|land|lor)(?![a-z])")


def verify(problem: Futoshiki, answer: str) -> Verdict:
    size = len(problem.givens)
    # Who copies the drawing copies its signs; the numbers are the answer.
    cells = grids.grid(answer, size, size) or grids.grid(_SIGNS.sub(" ", answer), size, size)
    if cells is None:
        return refuse("format")
    if any(cell not in "123456789"[:size] for row in cells for cell in row):
        return refuse("format")
    if any(g not in (EMPTY, cell) for given, row in zip(problem.givens, cells, strict=True) for g, cell in zip(given, row, strict=True)):
        return refuse("givens")
    if any(len(set(row)) < size for row in cells):
        return refuse("row")
    if any(len(set(column)) < size for column in zip(*cells, strict=True)):
        return refuse("column")
    flat = [cell for row in cells for cell in row]
    return ACCEPT if all(flat[x] < flat[y] for x, y in less(problem)) else refuse("sign")


_SMALL = Futoshiki(("1...", "....", "...2", "...."), ("<..", "..>", ".>.", "..."), ("^...", "...^", "v..."))
_SOLVED = "1 2 3 4\n3 4 2 1\n4 3 1 2\n2 1 4 3"
_FREE = Futoshiki(("....",) * 4, ("<..", "...", "...", "..."), ("....",) * 3)  # many solutions

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "1234\n3421\n4312\n2143", ""),
    (_SMALL, "[[1, 2, 3, 4], [3, 4, 2, 1], [4, 3, 1, 2], [2, 1, 4, 3]]", ""),
    (_SMALL, "Row 1: 1 2 3 4\nRow 2: 3 4 2 1\nRow 3: 4 3 1 2\nRow 4: 2 1 4 3", ""),
    (_SMALL, "| 1 | 2 | 3 | 4 |\n| 3 | 4 | 2 | 1 |\n| 4 | 3 | 1 | 2 |\n| 2 | 1 | 4 | 3 |", ""),
    (_SMALL, "1 < 2   3   4\n^\n3   4   2 > 1\n            ^\n4   3 > 1   2\nv\n2   1   4   3", ""),
    (_SMALL, "1 < 2 3 4\n3 4 2 > 1\n4 3 > 1 2\n2 1 4 3", ""),
    (_SMALL, r"\begin{matrix} 1 & 2 & 3 & 4 \\ 3 & 4 & 2 & 1 \\ 4 & 3 & 1 & 2 \\ 2 & 1 & 4 & 3 \end{matrix}", ""),
    (_FREE, "2 3 4 1\n1 2 3 4\n4 1 2 3\n3 4 1 2", ""),
    (_SMALL, "", "format"),
    (_SMALL, "1 < .   .   .\n^\n.   .   . > .\n            ^\n.   . > .   2\nv\n.   .   .   .", "format"),
    (_SMALL, "1 2 3 4\n3 4 2 1\n4 3 1 2", "format"),
    (_SMALL, "1 2 3 4\n3 4 2 1\n4 3 1 2\n2 1 4 5", "format"),
    (_SMALL, "1 2 3 4\n3 4 2 1\n4 3 1 2\n2 1 4 3\nor\n1 2 4 3\n3 4 2 1\n4 3 1 2\n2 1 3 4", "format"),
    (_SMALL, "1 2/3 3 4\n3 4 2 1\n4 3 1 2\n2 1 4 3", "format"),
    (_SMALL, "2 1 4 3\n1 2 3 4\n4 3 1 2\n3 4 2 1", "givens"),
    (_FREE, "1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1", "row"),
    (_FREE, "1 2 3 4\n1 2 3 4\n1 2 3 4\n1 2 3 4", "column"),
    (_FREE, "2 1 4 3\n1 2 3 4\n4 3 1 2\n3 4 2 1", "sign"),
    (_SMALL, "1 2 3 4\n2 1 4 3\n4 3 1 2\n3 4 2 1", "sign"),
    (_SMALL, f"答案如下：\n{_SOLVED}", ""),
    (_SMALL, "第1行：1 2 3 4\n第2行：3 4 2 1\n第3行：4 3 1 2\n第4行：2 1 4 3", ""),
    (_SMALL, "第一行：1、2、3、4\n第二行：3、4、2、1\n第三行：4、3、1、2\n第四行：2、1、4、3", ""),
    (_SMALL, "１２３４\n３４２１\n４３１２\n２１４３。", ""),
    (_SMALL, f"填好的方阵：\n{_SOLVED}", ""),
    (_SMALL, f"最终答案为：\n{_SOLVED}", ""),
    (_SMALL, "第1行：1 2 3 4\n第2行：3 4 2 1", "format"),
    (_SMALL, "答案：1 2 3 4\n2 1 4 3\n4 3 1 2\n3 4 2 1", "sign"),
    (_SMALL, f"{_SOLVED}\n或者\n{_SOLVED}", "format"),
)
