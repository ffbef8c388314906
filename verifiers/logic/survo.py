"""Survo: fill the empty cells of a table with the given numbers so that every row and every column adds up to its sum.

Refused for the first of: format (not a grid of whole numbers of this size), given (a number that stands in the table was changed),
numbers (the other cells do not hold exactly the numbers to be placed, each as often as it is listed), row (the sum of a row is another
one), column (that of a column is). The numbers to be placed need not differ."""

from collections import Counter
from itertools import chain
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids

EMPTY = 0
SMALLEST, MOST_ROWS, MOST_COLUMNS = 2, 5, 6
HIGHEST = 99
Row = Annotated[tuple[Annotated[int, Meta(ge=EMPTY, le=HIGHEST)], ...], Meta(min_length=SMALLEST, max_length=MOST_COLUMNS)]
Sum = Annotated[int, Meta(ge=0, le=HIGHEST * MOST_COLUMNS)]


class Survo(Problem, frozen=True):
    """A table of 2 to 5 rows and 2 to 6 columns with some numbers in it, the sums of its lines, and the numbers still to be placed."""

    table: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=MOST_ROWS)]
    """The rows, 0 for an empty cell: `((0, 5, 0), (4, 0, 0))`."""
    rows: Annotated[tuple[Sum, ...], Meta(min_length=SMALLEST, max_length=MOST_ROWS)]
    """The sum of each row: `(9, 12)`."""
    columns: Annotated[tuple[Sum, ...], Meta(min_length=SMALLEST, max_length=MOST_COLUMNS)]
    """The sum of each column: `(7, 6, 8)`."""
    numbers: Annotated[tuple[Annotated[int, Meta(ge=1, le=HIGHEST)], ...], Meta(min_length=1, max_length=MOST_ROWS * MOST_COLUMNS)]
    """What the empty cells hold, ascending: `(1, 2, 3, 6)`."""

    def __post_init__(self) -> None:
        if len(self.table) != len(self.rows) or any(len(row) != len(self.columns) for row in self.table):
            raise ValueError("the table has a sum for each row and each column")
        if sum(row.count(EMPTY) for row in self.table) != len(self.numbers):
            raise ValueError("there are as many numbers to be placed as empty cells")
        if list(self.numbers) != sorted(self.numbers):
            raise ValueError("numbers must be ascending")


def verify(problem: Survo, answer: str) -> Verdict:
    width, count = len(problem.columns), len(problem.rows) * len(problem.columns)
    grid = grids.grid(answer, len(problem.rows), width) or grids.grid(answer, 1, count)  # or all numbers in one line
    cells = list(chain(*grid or ()))
    if not grid or not all(cell.isascii() and cell.isdecimal() and len(cell) <= 3 for cell in cells):
        return refuse("format")
    filled = [[int(cell) for cell in cells[start : start + width]] for start in range(0, count, width)]
    pairs = list(zip(chain(*problem.table), chain(*filled), strict=True))
    if any(given not in (EMPTY, number) for given, number in pairs):
        return refuse("given")
    if Counter(number for given, number in pairs if given == EMPTY) != Counter(problem.numbers):
        return refuse("numbers")
    if any(sum(row) != told for row, told in zip(filled, problem.rows, strict=True)):
        return refuse("row")
    if any(sum(column) != told for column, told in zip(zip(*filled, strict=True), problem.columns, strict=True)):
        return refuse("column")
    return ACCEPT


_SMALL = Survo(((0, 5, 0), (4, 0, 0)), (14, 7), (10, 7, 4), (1, 2, 3, 6))
_SOLVED = "6 5 3\n4 2 1"
_TALL = Survo(((0, 11, 7), (3, 0, 0), (0, 8, 0)), (30, 18, 25), (20, 24, 29), (5, 5, 10, 12, 12))
_OPEN = Survo(((0, 0), (0, 0)), (5, 5), (5, 5), (2, 2, 3, 3))  # two solutions

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "653\n421", ""),
    (_SMALL, "[[6, 5, 3], [4, 2, 1]]", ""),
    (_SMALL, "Row 1: 6 5 3\nRow 2: 4 2 1", ""),
    (_SMALL, "| 6 | 5 | 3 |\n|---|---|---|\n| 4 | 2 | 1 |", ""),
    (_SMALL, "6, 5, 3\n4, 2, 1", ""),
    (_SMALL, "653421", ""),
    (_SMALL, "[6, 5, 3, 4, 2, 1]", ""),
    (_TALL, "12 11 7\n 3  5 10\n 5  8 12", ""),
    (_TALL, "12 11 07\n03 05 10\n05 08 12", ""),
    (_OPEN, "2 3\n3 2", ""),
    (_OPEN, "3 2\n2 3", ""),
    (_SMALL, "", "format"),
    (_SMALL, "6 5 3", "format"),
    (_SMALL, "6 5 3 14\n4 2 1 7\n10 7 4", "format"),
    (_SMALL, "6 3 2 1", "format"),
    (_SMALL, "6 5 3\n4 . 1", "format"),
    (_SMALL, f"{_SOLVED}\nor\n{_SOLVED}", "format"),
    (_SMALL, "6 5 3\n4 4 -1", "format"),
    (_SMALL, "6 3 5\n4 2 1", "given"),
    (_SMALL, "4 5 5\n6 2 -1", "format"),
    (_SMALL, "6 5 3\n4 3 0", "numbers"),
    (_SMALL, "5 5 4\n4 2 1", "numbers"),
    (_TALL, "12 11 7\n3 5 10\n5 8 10", "numbers"),
    (_SMALL, "2 5 1\n4 6 3", "row"),
    (_SMALL, "3 5 6\n4 1 2", "column"),
    (_OPEN, "2 3\n2 3", "column"),
    (_SMALL, f"答案是：\n{_SOLVED}", ""),
    (_SMALL, "第1行：6 5 3\n第2行：4 2 1", ""),
    (_SMALL, "第一行：6、5、3\n第二行：4、2、1", ""),
    (_SMALL, "６ ５ ３\n４ ２ １", ""),
    (_SMALL, f"填好的表格如下：\n{_SOLVED}", ""),
    (_SMALL, "最终答案：\n6，5，3\n4，2，1", ""),
    (_SMALL, "第1行：6 5 3", "format"),
    (_SMALL, "答案：\n3 5 6\n4 1 2", "column"),
    (_SMALL, "第1行填6和3，第2行填2和1", "format"),
)
