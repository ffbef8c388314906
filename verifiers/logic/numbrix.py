"""Numbrix: number the cells of a square from 1 on along one path that goes through sides only and visits each cell once.

Refused for the first of: format (not a size x size grid of whole numbers), givens (a printed number is changed), numbers (not each number
from 1 to size * size once), path (a number and the next one do not share a side)."""

from itertools import pairwise
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids

EMPTY = 0
SMALLEST, LARGEST = 3, 10
Row = Annotated[tuple[Annotated[int, Meta(ge=EMPTY, le=LARGEST**2)], ...], Meta(min_length=SMALLEST, max_length=LARGEST)]


class Numbrix(Problem, frozen=True):
    """A square of 3 to 10 rows and columns with some of its numbers."""

    givens: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """The rows, 0 for an empty cell: `((1, 0, 0), (0, 0, 4), (7, 0, 0))`."""

    def __post_init__(self) -> None:
        size = len(self.givens)
        given = [number for row in self.givens for number in row if number != EMPTY]
        if any(len(row) != size for row in self.givens) or len(set(given)) < len(given) or max(given, default=1) > size * size:
            raise ValueError(f"{size} rows have {size} cells each, and each number from 1 to {size * size} is given once at most")


def verify(problem: Numbrix, answer: str) -> Verdict:
    size = len(problem.givens)
    grid = grids.grid(answer, size, size)
    if grid is None or not all(cell.isascii() and cell.isdigit() and len(cell) <= 3 for row in grid for cell in row):
        return refuse("format")
    cells = {(r, c): int(cell) for r, row in enumerate(grid) for c, cell in enumerate(row)}
    if any(number not in (EMPTY, cells[r, c]) for r, row in enumerate(problem.givens) for c, number in enumerate(row)):
        return refuse("givens")
    at = {number: cell for cell, number in cells.items()}
    if set(at) != set(range(1, size * size + 1)):
        return refuse("numbers")
    path = [at[number] for number in range(1, size * size + 1)]
    if any(abs(r - s) + abs(c - d) != 1 for (r, c), (s, d) in pairwise(path)):
        return refuse("path")
    return ACCEPT


_SMALL = Numbrix(((0, 0, 0, 14), (0, 0, 0, 0), (0, 0, 0, 0), (0, 7, 0, 1)))
_SOLVED = "11 12 13 14\n10 5 4 15\n9 6 3 16\n8 7 2 1"
_OPEN = Numbrix(((1, 0, 0), (0, 0, 0), (0, 0, 0)))  # several paths

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "[[11, 12, 13, 14], [10, 5, 4, 15], [9, 6, 3, 16], [8, 7, 2, 1]]", ""),
    (_SMALL, "11, 12, 13, 14\n10, 5, 4, 15\n9, 6, 3, 16\n8, 7, 2, 1", ""),
    (_SMALL, "11 12 13 14\n10  5  4 15\n 9  6  3 16\n 8  7  2  1", ""),
    (_SMALL, "11 12 13 14\n10 05 04 15\n09 06 03 16\n08 07 02 01", ""),
    (_SMALL, "| 11 | 12 | 13 | 14 |\n|---|---|---|---|\n| 10 | 5 | 4 | 15 |\n| 9 | 6 | 3 | 16 |\n| 8 | 7 | 2 | 1 |", ""),
    (_SMALL, "Row 1: 11 12 13 14\nRow 2: 10 5 4 15\nRow 3: 9 6 3 16\nRow 4: 8 7 2 1", ""),
    (_OPEN, "1 2 3\n6 5 4\n7 8 9", ""),
    (_OPEN, "1 8 7\n2 9 6\n3 4 5", ""),
    (_SMALL, "", "format"),
    (_SMALL, "11 12 13 14\n10 5 4 15\n9 6 3 16", "format"),
    (_SMALL, "11 12 13 14\n10 5 4 15\n9 6 3 16\n8 7 2 .", "format"),
    (_SMALL, f"{_SOLVED}\nor\n{_SOLVED}", "format"),
    (_SMALL, "1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16", "format"),
    (_OPEN, "9 8 7\n4 5 6\n3 2 1", "givens"),
    (_SMALL, "0 0 0 14\n0 0 0 0\n0 0 0 0\n0 7 0 1", "numbers"),
    (_SMALL, "11 12 13 14\n10 5 4 15\n9 6 4 16\n8 7 2 1", "numbers"),
    (_SMALL, "11 12 13 14\n10 5 4 15\n9 6 3 17\n8 7 2 1", "numbers"),
    (_SMALL, "11 12 13 14\n10 15 4 5\n9 6 3 16\n8 7 2 1", "path"),
    (_OPEN, "1 2 3\n4 5 6\n7 8 9", "path"),
    (_SMALL, f"答案是：\n{_SOLVED}", ""),
    (_SMALL, "第1行：11 12 13 14\n第2行：10 5 4 15\n第3行：9 6 3 16\n第4行：8 7 2 1", ""),
    (_SMALL, "第一行：11、12、13、14\n第二行：10、5、4、15\n第三行：9、6、3、16\n第四行：8、7、2、1", ""),
    (_SMALL, "１１ １２ １３ １４\n１０ ５ ４ １５\n９ ６ ３ １６\n８ ７ ２ １", ""),
    (_SMALL, f"填好的方格如下：\n{_SOLVED}", ""),
    (_SMALL, f"最终答案：\n{_SOLVED}。", ""),
    (_SMALL, "第1行：11 12 13 14\n第2行：10 5 4 15", "format"),
    (_SMALL, "答案：\n11 12 13 14\n10 15 4 5\n9 6 3 16\n8 7 2 1", "path"),
    (_SMALL, "无解", "format"),
)
