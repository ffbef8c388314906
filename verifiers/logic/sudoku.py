"""Sudoku: every row, every column and every region holds each symbol once; in diagonal puzzles both long diagonals do too.

Refused for the first of: format (not a size x size grid of symbols), givens (a printed cell is changed), row (a symbol
twice), column (a symbol twice), region (a symbol twice), diagonal (a symbol twice). Symbols are 1 to 9, then A to G; a 16x16
answer may write 10 to 16 for A to G."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids

SIZES = (4, 6, 9, 16)
SYMBOLS = "123456789ABCDEFG"
_REGIONS = "ABCDEFGHIJKLMNOP"
_READ = {size: {s: s for s in SYMBOLS[:size]} | {str(n + 1): SYMBOLS[n] for n in range(size)} for size in SIZES}

Row = Annotated[str, Meta(min_length=4, max_length=16, pattern="^[1-9A-G.]+$")]
RegionRow = Annotated[str, Meta(min_length=4, max_length=16, pattern="^[A-P]+$")]


class Sudoku(Problem, frozen=True):
    """givens: rows of symbols, `.` for an empty cell. regions: the region of each cell, lettered in reading order. diagonals:
    whether the two long diagonals hold each symbol once."""

    givens: Annotated[tuple[Row, ...], Meta(min_length=4, max_length=16)]
    regions: Annotated[tuple[RegionRow, ...], Meta(min_length=4, max_length=16)]
    diagonals: bool

    def __post_init__(self) -> None:
        size = len(self.givens)
        if size not in SIZES:
            raise ValueError(f"the sizes are {SIZES}")
        if len(self.regions) != size or any(len(row) != size for row in self.givens + self.regions):
            raise ValueError(f"givens and regions must both be {size} x {size}")
        if not set("".join(self.givens)) <= set(SYMBOLS[:size] + "."):
            raise ValueError(f"the symbols are {SYMBOLS[:size]}")
        cells = "".join(self.regions)
        if "".join(dict.fromkeys(cells)) != _REGIONS[:size] or any(cells.count(letter) != size for letter in _REGIONS[:size]):
            raise ValueError(f"{size} regions of {size} cells, lettered in reading order")


def verify(problem: Sudoku, answer: str) -> Verdict:
    size = len(problem.givens)
    cells = grids.grid(answer, size, size)
    if cells is None:
        return refuse("format")
    read = _READ[size].get
    rows = [[read(cell.upper()) for cell in row] for row in cells]
    if any(None in row for row in rows):
        return refuse("format")
    for given, row in zip(problem.givens, rows, strict=True):
        if any(g not in (".", symbol) for g, symbol in zip(given, row, strict=True)):
            return refuse("givens")
    if any(len(set(row)) < size for row in rows):
        return refuse("row")
    if any(len(set(column)) < size for column in zip(*rows, strict=True)):
        return refuse("column")
    placed = {pair for regions, row in zip(problem.regions, rows, strict=True) for pair in zip(regions, row, strict=True)}
    if len(placed) < size * size:
        return refuse("region")
    if problem.diagonals:
        for step in (1, -1):
            if len({row[::step][i] for i, row in enumerate(rows)}) < size:
                return refuse("diagonal")
    return ACCEPT


_BOXES = ("AABB", "AABB", "CCDD", "CCDD")
_EASY = Sudoku(("1..4", "3.1.", ".143", "4.2."), _BOXES, False)
_OPEN = Sudoku(("1...", "....", "....", "...."), _BOXES, False)
_DIAGONAL = Sudoku(("1.3.", ".4..", "..21", "2..."), _BOXES, True)
_JIGSAW = Sudoku(("12..", "....", "....", "...."), ("AABB", "ACCB", "ACDB", "CDDD"), False)
_LONG = Sudoku(("." * 16,) * 16, tuple("".join(_REGIONS[r // 4 * 4 + c // 4] for c in range(16)) for r in range(16)), False)
_CYCLE = [[(r % 4 * 4 + r // 4 + c) % 16 for c in range(16)] for r in range(16)]

EXAMPLES = (
    (_EASY, "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", ""),
    (_EASY, "[[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]]", ""),
    (_EASY, "1234\n3412\n2143\n4321", ""),
    (_EASY, "```\n1 2 | 3 4\n3 4 | 1 2\n----+----\n2 1 | 4 3\n4 3 | 2 1\n```", ""),
    (_EASY, "Completed grid:\n\n1 **2** **3** 4\n3 **4** 1 **2**\n**2** 1 4 3\n4 **3** 2 **1**", ""),
    (_EASY, '{"grid": [[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]]}', ""),
    (_EASY, "- **Row 1:** 12 34\n- **Row 2:** 34 12\n- **Row 3:** 21 43\n- **Row 4:** 43 21", ""),
    (_EASY, r"\begin{bmatrix} 1 & 2 & 3 & 4 \\ 3 & 4 & 1 & 2 \\ 2 & 1 & 4 & 3 \\ 4 & 3 & 2 & 1 \end{bmatrix}", ""),
    (_OPEN, "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", ""),
    (_OPEN, "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2", ""),
    (_DIAGONAL, "1 2 3 4\n3 4 1 2\n4 3 2 1\n2 1 4 3", ""),
    (_JIGSAW, "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "region"),
    (_JIGSAW, "1 2 3 4\n3 1 4 2\n4 3 2 1\n2 4 1 3", ""),
    (_LONG, "\n".join(" ".join(SYMBOLS[v] for v in row) for row in _CYCLE), ""),
    (_LONG, "\n".join(" ".join(str(v + 1) for v in row) for row in _CYCLE), ""),
    (_LONG, "\n".join("".join(SYMBOLS[v] for v in row).lower() for row in _CYCLE), ""),
    (_EASY, "", "format"),
    (_EASY, "1 . . 4\n3 . 1 .\n. 1 4 3\n4 . 2 .", "format"),
    (_EASY, "1 2 3 4\n3 4 1 2\n2 1 4 3", "format"),
    (_EASY, "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 5", "format"),
    (_EASY, "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1\nor\n1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "format"),
    (_EASY, "1 2/3 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "format"),
    (_EASY, "2 1 4 3\n4 3 2 1\n1 2 3 4\n3 4 1 2", "givens"),
    (_OPEN, "1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1", "row"),
    (_OPEN, "1 2 3 4\n1 2 3 4\n1 2 3 4\n1 2 3 4", "column"),
    (_OPEN, "1 2 3 4\n2 3 4 1\n3 4 1 2\n4 1 2 3", "region"),
    (_DIAGONAL, "1 2 3 4\n3 4 1 2\n4 3 2 1\n2 1 3 4", "column"),
    (_EASY, "填好的盘面如下：\n1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", ""),
    (_EASY, "第1行：1 2 3 4\n第2行：3 4 1 2\n第3行：2 1 4 3\n第4行：4 3 2 1", ""),
    (_EASY, "第一行：1，2，3，4\n第二行：3，4，1，2\n第三行：2，1，4，3\n第四行：4，3，2，1", ""),
    (_EASY, "答案：１２３４；３４１２；２１４３；４３２１", ""),
    (_EASY, "最终答案是：\n```\n1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1\n```", ""),
    (_EASY, "第2行：1 2 3 4\n第1行：3 4 1 2\n第3行：2 1 4 3", "format"),
    (_EASY, "答案：1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 五", "format"),
    (_OPEN, "第1行：1 2 3 4\n第2行：1 2 3 4\n第3行：1 2 3 4\n第4行：1 2 3 4", "column"),
    (_EASY, "无解", "format"),
    (Sudoku(_OPEN.givens, _BOXES, True), "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "diagonal"),
)
