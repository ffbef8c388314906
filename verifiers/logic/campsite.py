"""Campsite: pitch a tent beside each tree, each tree with a tent of its own, no two tents touching, as many in each row and column as told.

Refused for the first of: format (not a list of cells, or a grid that shows them), board (a cell outside, twice, or with a tree), touch (two
tents touch, also at a corner), trees (not one tent for each tree, beside it), row (another number in a row), column (in a column). Beside
means straight above, below, left or right. Rows and columns are numbered from 1."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import cells, grids
from synth.verifiers.parsers.chinese import WORDS, Reader

TREE, OPEN = "T", "."
HIDDEN = -1
LARGEST = 12
Row = Annotated[str, Meta(min_length=4, max_length=LARGEST, pattern=r"\A[T.]+\Z")]
Counts = Annotated[tuple[Annotated[int, Meta(ge=HIDDEN, le=LARGEST)], ...], Meta(min_length=4, max_length=LARGEST)]


class Campsite(Problem, frozen=True):
    """A meadow of 4 to 12 rows and columns with trees."""

    meadow: Annotated[tuple[Row, ...], Meta(min_length=4, max_length=LARGEST)]
    """The rows, `T` for a tree: `("..T.", "....", "T..T", "....")`."""
    rows: Counts
    """Tents in each row; -1 where that is not told: `(1, 0, -1, 1)`."""
    columns: Counts
    """Tents in each column: `(1, 1, 0, 1)`."""

    def __post_init__(self) -> None:
        if len({len(row) for row in self.meadow}) != 1:
            raise ValueError("rows must be equally long")
        if len(self.rows) != len(self.meadow) or len(self.columns) != len(self.meadow[0]):
            raise ValueError("there is a number for each row and each column")


_CHINESE = Reader(WORDS | {"帐篷": "tents", "树": "trees"})
_TENT = frozenset("AaX^x△▲⛺")  # as a grid shows it; T and 🌲 are trees
_OTHER = frozenset(".-_0oO□·~T🌲🌳")


def verify(problem: Campsite, answer: str) -> Verdict:
    height, width = len(problem.meadow), len(problem.meadow[0])
    tents = _read(problem, answer)
    if tents is None:
        return refuse("format")
    inside = all(1 <= r <= height and 1 <= c <= width and problem.meadow[r - 1][c - 1] == OPEN for r, c in tents)
    if not inside or len(set(tents)) < len(tents):
        return refuse("board")
    places = set(tents)
    if any(not places.isdisjoint(((r, c + 1), (r + 1, c - 1), (r + 1, c), (r + 1, c + 1))) for r, c in tents):
        return refuse("touch")
    trees = [(r, c) for r, row in enumerate(problem.meadow, 1) for c, sign in enumerate(row, 1) if sign == TREE]
    if len(trees) != len(tents) or not paired(trees, places):
        return refuse("trees")
    for name, told, place in (("row", problem.rows, 0), ("column", problem.columns, 1)):
        counts = [0] * len(told)
        for tent in tents:
            counts[tent[place] - 1] += 1
        if any(expected not in (HIDDEN, found) for expected, found in zip(told, counts, strict=True)):
            return refuse(name)
    return ACCEPT


def _read(problem: Campsite, answer: str) -> list[cells.Cell] | None:
    """The tents, from a list of cells, or from a grid that shows trees and tents."""
    listed = cells.cells(answer, "tent", _CHINESE)
    if listed is not None:
        return listed
    grid = grids.grid(answer, len(problem.meadow), len(problem.meadow[0]))
    if grid is None or len({sign for row in grid for sign in row} & _TENT) > 1:
        return None
    if any((sign not in _TENT) and (sign not in _OTHER or (sign in "T🌲🌳") != (tree == TREE))
           for row, trees in zip(grid, problem.meadow, strict=True) for sign, tree in zip(row, trees, strict=True)):  # fmt: skip
        return None
    return [(r, c) for r, row in enumerate(grid, 1) for c, sign in enumerate(row, 1) if sign in _TENT]


def beside(cell: cells.Cell) -> tuple[cells.Cell, ...]:
    """The cells straight above, below, left and right of a cell."""
    r, c = cell
    return (r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)


def paired(trees: Sequence[cells.Cell], tents: set[cells.Cell]) -> bool:
    """Whether each tree can be given a tent beside it, no tent twice (Kuhn's matching by augmenting paths)."""
    owner: dict[cells.Cell, cells.Cell] = {}

    def give(tree: cells.Cell, asked: set[cells.Cell]) -> bool:
        for tent in beside(tree):
            if tent in tents and tent not in asked:
                asked.add(tent)
                if tent not in owner or give(owner[tent], asked):
                    owner[tent] = tree
                    return True
        return False

    return all(give(tree, set()) for tree in trees)


_SMALL = Campsite((".T..", "....", "T..T", "..T."), (1, HIDDEN, 1, 1), (1, 1, 0, HIDDEN))
_SOLVED = "(1, 1), (2, 4), (3, 2), (4, 4)"
_ANY = Campsite((".T..", "....", "...T", "...."), (HIDDEN,) * 4, (HIDDEN,) * 4)  # several solutions

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "[(4, 4), (3, 2), (2, 4), (1, 1)]", ""),
    (_SMALL, "R1C1, R2C4, R3C2 and R4C4", ""),
    (_SMALL, "1. (1, 1)\n2. (2, 4)\n3. (3, 2)\n4. (4, 4)", ""),
    (_SMALL, "Tents: (1,1); (2,4); (3,2); (4,4)", ""),
    (_SMALL, "(1, 3), (2, 2), (4, 1), (4, 4)", "touch"),
    (_SMALL, "- row 1, column 1\n- row 2, column 4\n- row 3, column 2\n- row 4, column 4", ""),
    (_SMALL, "A T . .\n. . . A\nT A . T\n. . T A", ""),
    (_SMALL, "```\n^T..\n...^\nT^.T\n..T^\n```", ""),
    (_ANY, "(1, 1), (2, 4)", ""),
    (_ANY, "(1, 3), (4, 4)", ""),
    (_SMALL, "", "format"),
    (_SMALL, "four tents", "format"),
    (_SMALL, "1, 2, 1", "format"),
    (_SMALL, "A T . .\n. . . X\nT A . T\n. . T X", "format"),
    (_SMALL, "A . . .\n. . . A\nT A . T\n. . T A", "format"),
    (_SMALL, ". T . .\n. . . .\nT . . T\n. . T .", "trees"),
    (_SMALL, f"{_SOLVED} or (1, 3), (2, 1), (4, 2), (4, 4)", "format"),
    (_SMALL, "(0, 0), (1, 3), (2, 1), (3, 3)", "board"),
    (_SMALL, "(1, 1), (2, 4), (3, 1), (4, 4)", "board"),
    (_SMALL, "(1, 1), (1, 1), (2, 4), (3, 2), (4, 4)", "board"),
    (_SMALL, "(1, 1), (2, 1), (2, 4), (4, 4)", "touch"),
    (_ANY, "(2, 2), (3, 3)", "touch"),
    (_SMALL, "(1, 1), (2, 4), (3, 2)", "trees"),
    (_SMALL, "(1, 4), (2, 1), (3, 3), (4, 1)", "trees"),
    (_ANY, "(1, 1), (1, 3)", "trees"),
    (_SMALL, "(1, 1), (2, 4), (4, 1), (4, 4)", "row"),
    (Campsite(_SMALL.meadow, (HIDDEN,) * 4, _SMALL.columns), "(1, 1), (2, 4), (4, 1), (4, 4)", "column"),
    (_SMALL, f"答案是：{_SOLVED}", ""),
    (_SMALL, "第1行第1列、第2行第4列、第3行第2列和第4行第4列。", ""),
    (_SMALL, "帐篷：（1，1）、（2，4）、（3，2）、（4，4）", ""),
    (_SMALL, "第一行第一列，第二行第四列，第三行第二列，第四行第四列", ""),
    (_SMALL, "帐篷的位置：\n(1, 1)\n(2, 4)\n(3, 2)\n(4, 4)", ""),
    (_SMALL, "第1行第1列和第1行第3列", "trees"),
    (_SMALL, "（1，1）、（2，1）、（2，4）、（4，4）", "touch"),
    (_SMALL, "一共四顶帐篷", "format"),
    (_SMALL, "帐篷：（1，1）、（2，4）、（3，1）、（4，4）", "board"),
)
