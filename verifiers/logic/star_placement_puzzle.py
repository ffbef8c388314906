"""Star placement: so many stars in every row, every column and every region, no two of them touching.

Refused for the first of: format (not a list of cells, or a grid that marks them), board (a cell outside, or one twice), row (another number
of stars in a row), column (in a column), region (in a region), touch (two stars touch, also at a corner). Rows and columns are numbered
from 1 at the top left."""

from collections import Counter
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import cells
from synth.verifiers.parsers.chinese import WORDS, Reader

SMALLEST, LARGEST = 4, 12
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LARGEST, pattern=r"\A[A-L]+\Z")]


class StarPlacementPuzzle(Problem, frozen=True):
    """A square of 4 to 12 rows and columns in as many regions."""

    regions: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """The rows; each cell has the letter of its region: `("AABB", "ACCB", "DCBB", "DDDD")`."""
    stars: Annotated[int, Meta(ge=1, le=3)]
    """Stars in each row, column and region."""

    def __post_init__(self) -> None:
        size = len(self.regions)
        if any(len(row) != size for row in self.regions) or set("".join(self.regions)) != set("ABCDEFGHIJKL"[:size]):
            raise ValueError(f"{size} rows have {size} cells each, in {size} regions named from A on")


_CHINESE = Reader(WORDS | {"星星": "stars", "星": "stars"})


def verify(problem: StarPlacementPuzzle, answer: str) -> Verdict:
    size = len(problem.regions)
    stars = cells.marked(answer, size, size, "star", _CHINESE)
    if stars is None:
        return refuse("format")
    if len(set(stars)) < len(stars) or not all(1 <= r <= size and 1 <= c <= size for r, c in stars):
        return refuse("board")
    of_region = ((problem.regions[r - 1][c - 1]) for r, c in stars)
    for name, lines in (("row", (r for r, _ in stars)), ("column", (c for _, c in stars)), ("region", of_region)):
        counts = Counter[object](lines)
        if len(counts) < size or any(number != problem.stars for number in counts.values()):
            return refuse(name)
    places = set(stars)
    if any((r + down, c + right) in places for r, c in stars for down, right in ((0, 1), (1, -1), (1, 0), (1, 1))):
        return refuse("touch")
    return ACCEPT


_SMALL = StarPlacementPuzzle(("AAABC", "ADAAC", "DDACC", "EDAAC", "EEEAA"), 1)
_SOLVED = "(1, 4), (2, 2), (3, 5), (4, 3), (5, 1)"
_OPEN = StarPlacementPuzzle(("AABBB", "ACCBD", "ACCDD", "EECDD", "EEEED"), 1)  # three solutions

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "[[5, 1], [4, 3], [3, 5], [2, 2], [1, 4]]", ""),
    (_SMALL, "R1C4, R2C2, R3C5, R4C3 and R5C1", ""),
    (_SMALL, "- row 1, column 4\n- row 2, column 2\n- row 3, column 5\n- row 4, column 3\n- row 5, column 1", ""),
    (_SMALL, "Stars: (1,4); (2,2); (3,5); (4,3); (5,1)", ""),
    (_SMALL, "star at (1, 4), star at (2, 2), star at (3, 5), star at (4, 3), star at (5, 1)", ""),
    (_SMALL, ". . . ★ .\n. ★ . . .\n. . . . ★\n. . ★ . .\n★ . . . .", ""),
    (_SMALL, "0 0 0 1 0\n0 1 0 0 0\n0 0 0 0 1\n0 0 1 0 0\n1 0 0 0 0", ""),
    (_OPEN, "(1, 1), (2, 4), (3, 2), (4, 5), (5, 3)", ""),
    (_OPEN, "(1, 4), (2, 1), (3, 3), (4, 5), (5, 2)", ""),
    (_SMALL, "", "format"),
    (_SMALL, "A, B, C, D, E", "format"),
    (_SMALL, "4, 2, 5, 3, 1", "format"),
    (_SMALL, ". . . ★ .\n. ★ . . .\n. . . . *\n. . ★ . .\n★ . . . .", "format"),
    (_SMALL, f"{_SOLVED} or (1, 1), (2, 4), (3, 2), (4, 5), (5, 3)", "format"),
    (_SMALL, "(0, 3), (1, 1), (2, 4), (3, 2), (4, 0)", "board"),
    (_SMALL, "(0, 4), (2, 2), (3, 5), (4, 3), (5, 1)", "board"),
    (_SMALL, "(1, 4), (2, 2), (3, 5), (4, 3), (5, 0)", "board"),
    (_SMALL, "(1, 4), (1, 4), (2, 2), (3, 5), (4, 3), (5, 1)", "board"),
    (_SMALL, "(1, 4), (2, 2), (3, 5), (4, 3)", "row"),
    (_SMALL, "\n".join(["x x x x x"] * 5), "row"),
    (_SMALL, "(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)", "column"),
    (_SMALL, "(1, 1), (2, 4), (3, 2), (4, 5), (5, 3)", "region"),
    (StarPlacementPuzzle(("ABBB", "ABBB", "ACCC", "ADDD"), 1), "(1, 2), (2, 1), (3, 3), (4, 4)", "touch"),
    (StarPlacementPuzzle(("ABBB", "ABBB", "CCCC", "DDDD"), 1), "(1, 1), (2, 4), (3, 2), (4, 3)", "touch"),
    (StarPlacementPuzzle(("ABBB", "ABBB", "CCCC", "DDDD"), 1), "(1, 4), (2, 1), (3, 3), (4, 2)", "touch"),
    (_SMALL, f"答案是：{_SOLVED}", ""),
    (_SMALL, "第1行第4列、第2行第2列、第3行第5列、第4行第3列和第5行第1列。", ""),
    (_SMALL, "星星：（1，4）、（2，2）、（3，5）、（4，3）、（5，1）", ""),
    (_SMALL, "第一行第四列，第二行第二列，第三行第五列，第四行第三列，第五行第一列", ""),
    (_SMALL, "星星的位置：\n(1, 4)\n(2, 2)\n(3, 5)\n(4, 3)\n(5, 1)", ""),
    (_SMALL, "第1行第4列、第2行第2列", "row"),
    (_SMALL, "星星：（1，1）、（2，4）、（3，2）、（4，5）、（5，3）", "region"),
    (_SMALL, "一共五颗星", "format"),
)
