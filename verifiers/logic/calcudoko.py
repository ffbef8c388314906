"""Calcudoko: every row and every column holds each number from 1 to the size once, and the numbers of every cage give its target.

Refused for the first of: format (not a size x size grid of the numbers), row (a number twice in a row), column (a number twice in a
column), cage (the numbers of a cage do not give its target). A difference or quotient counts in either order."""

from itertools import chain
from math import prod
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids

SMALLEST, LARGEST = 3, 7
NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LARGEST, pattern=r"\A[A-Z]+\Z")]
Clue = Annotated[str, Meta(pattern=r"\A[1-9][0-9]{0,3}[-+*/]?\Z")]


class Calcudoko(Problem, frozen=True):
    """A square of numbers 1..size, size 3..7, cut into cages of up to four cells, each with a target and a sign."""

    cages: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """The rows, each cell as the letter of its cage; letters in order of their first cell: `("AAB", "CAB", "CDD")`."""
    clues: Annotated[tuple[Clue, ...], Meta(min_length=1, max_length=len(NAMES))]
    """For each cage, A first, its target and sign, no sign where it is one cell: `("6+", "2-", "3*", "2/")`."""

    def __post_init__(self) -> None:
        size, letters = len(self.cages), "".join(self.cages)
        if any(len(row) != size for row in self.cages):
            raise ValueError(f"{size} rows have {size} cells each")
        if "".join(dict.fromkeys(letters)) != NAMES[: len(self.clues)]:
            raise ValueError("the cages are A, B, C... in order of their first cells, one for each clue")
        for name, clue in zip(NAMES, self.clues, strict=False):
            count, sign = letters.count(name), clue[-1]
            if count > 4 or (count == 1) != sign.isdigit() or (sign in "-/" and count != 2):
                raise ValueError(f"cage {name}: one cell has no sign, - and / have two cells, + and * two to four")


def gives(values: list[int], clue: str) -> bool:
    """Whether the numbers of a cage give its target: 2 and 6 give `4-` and `3/`."""
    target, sign = int(clue.rstrip("+-*/")), clue[-1]
    if sign == "-":
        return max(values) - min(values) == target
    if sign == "/":
        return max(values) == min(values) * target
    return (prod(values) if sign == "*" else sum(values)) == target


def verify(problem: Calcudoko, answer: str) -> Verdict:
    size = len(problem.cages)
    cells = grids.grid(answer, size, size)
    if cells is None or any(cell not in tuple("1234567"[:size]) for row in cells for cell in row):
        return refuse("format")
    if any(len(set(row)) < size for row in cells):
        return refuse("row")
    if any(len(set(column)) < size for column in zip(*cells, strict=True)):
        return refuse("column")
    values: dict[str, list[int]] = {}
    for name, cell in zip("".join(problem.cages), chain(*cells), strict=True):
        values.setdefault(name, []).append(int(cell))
    if not all(gives(values[name], clue) for name, clue in zip(NAMES, problem.clues, strict=False)):
        return refuse("cage")
    return ACCEPT


_SOLVED = "3 1 2 4\n4 2 1 3\n1 4 3 2\n2 3 4 1"
_SMALL = Calcudoko(("AABB", "CDDE", "CFFE", "GGHH"), ("2-", "2/", "3-", "3+", "6*", "12*", "5+", "4/"))
_OPEN = Calcudoko(("AABB", "AABB", "CCDD", "CCDD"), ("10+", "10+", "24*", "24*"))  # many solutions

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "3124\n4213\n1432\n2341", ""),
    (_SMALL, "[[3, 1, 2, 4], [4, 2, 1, 3], [1, 4, 3, 2], [2, 3, 4, 1]]", ""),
    (_SMALL, "Row 1: 3 1 2 4\nRow 2: 4 2 1 3\nRow 3: 1 4 3 2\nRow 4: 2 3 4 1", ""),
    (_SMALL, "| 3 | 1 | 2 | 4 |\n|---|---|---|---|\n| 4 | 2 | 1 | 3 |\n| 1 | 4 | 3 | 2 |\n| 2 | 3 | 4 | 1 |", ""),
    (_OPEN, "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", ""),
    (_OPEN, "2 1 4 3\n4 3 2 1\n1 2 3 4\n3 4 1 2", ""),
    (_SMALL, "", "format"),
    (_SMALL, "A A B B\nC D D E\nC F F E\nG G H H", "format"),
    (_SMALL, "3 1 2 4\n4 2 1 3\n1 4 3 2\n2 3 4 5", "format"),
    (_SMALL, f"{_SOLVED}\nor\n1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1", "format"),
    (_SMALL, "3 3 3 3\n4 4 4 4\n1 1 1 1\n2 2 2 2", "row"),
    (_SMALL, "3 1 2 4\n4 2 1 3\n1 4 3 3\n2 3 4 1", "row"),
    (_SMALL, "3 1 2 4\n3 1 2 4\n3 1 2 4\n3 1 2 4", "column"),
    (_SMALL, "1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1", "cage"),
    (_OPEN, "1 2 3 4\n2 3 4 1\n3 4 1 2\n4 1 2 3", "cage"),
    (_SMALL, f"答案是：\n{_SOLVED}", ""),
    (_SMALL, "第1行：3 1 2 4\n第2行：4 2 1 3\n第3行：1 4 3 2\n第4行：2 3 4 1", ""),
    (_SMALL, "第一行：3、1、2、4\n第二行：4、2、1、3\n第三行：1、4、3、2\n第四行：2、3、4、1", ""),
    (_SMALL, "３１２４\n４２１３\n１４３２\n２３４１", ""),
    (_SMALL, f"填好的方阵如下：\n{_SOLVED}", ""),
    (_SMALL, f"最终答案：\n{_SOLVED}。", ""),
    (_SMALL, "第1行：3 1 2 4\n第2行：4 2 1 3", "format"),
    (_SMALL, "答案：1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1", "cage"),
    (_SMALL, "无解", "format"),
)
