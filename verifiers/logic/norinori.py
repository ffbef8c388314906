"""Norinori: shade exactly two cells of every region so that each shaded cell has exactly one shaded neighbour at its sides.

Refused for the first of: format (not a list of cells, or a grid that marks them), board (a cell outside, or one twice), region (another
number of shaded cells than two in a region), domino (a shaded cell with no shaded neighbour, or with more than one). Rows and columns are
numbered from 1 at the top left; the two shaded cells of a region need not be neighbours."""

import re
from collections import Counter
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import cells
from synth.verifiers.parsers.chinese import WORDS, Reader

SMALLEST, LARGEST = 3, 12
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LARGEST, pattern=r"\A[A-Z]+\Z")]


class Norinori(Problem, frozen=True):
    """A grid of 3 to 12 rows and columns in regions of two cells at least."""

    regions: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """The rows; each cell has the letter of its region: `("AABB", "ACCB", "DDCB")`."""

    def __post_init__(self) -> None:
        if len({len(row) for row in self.regions}) != 1:
            raise ValueError("rows must be equally long")
        if min(Counter("".join(self.regions)).values()) < 2:
            raise ValueError("a region has two cells at least")


_SHADED = ("涂黑", "涂黑的", "涂色", "涂色的", "涂", "阴影", "黑", "黑色", "黑色的", "盖住", "被盖住", "覆盖", "被覆盖", "骨牌")
_CHINESE = Reader(WORDS | dict.fromkeys(_SHADED, "shaded") | {"格子": "cells", "格": "cells", "方格": "cells", "的": "", "是": ""})
_LABEL = re.compile(
    r"\b(?:(?:(?:domino|骨牌) ?\d{1,2}|(?:region |区域 ?)?[a-z])(?=[*\s]{0,4}[:：][*\s]{0,4}[(（])"
    r"|(?:covered|dominoe?s?)(?![a-z]))",
    re.IGNORECASE,
)
"""What the shaded cells may be called, in a word or by regions, dominoes or rows."""
_TOGETHER = re.compile(r"(?<=[)）])\s?[-–—]\s?(?=[(（])")
"""Between the two cells of a domino."""


def verify(problem: Norinori, answer: str) -> Verdict:
    height, width = len(problem.regions), len(problem.regions[0])
    shaded = cells.marked(_LABEL.sub("shaded", _TOGETHER.sub(", ", answer)), height, width, "shaded", _CHINESE)
    if shaded is None:
        return refuse("format")
    places = set(shaded)
    if len(places) < len(shaded) or not all(1 <= r <= height and 1 <= c <= width for r, c in shaded):
        return refuse("board")
    counts = Counter(problem.regions[r - 1][c - 1] for r, c in shaded)
    if any(counts[letter] != 2 for letter in set("".join(problem.regions))):
        return refuse("region")
    beside = (((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)) for r, c in shaded)
    return ACCEPT if all(sum(cell in places for cell in four) == 1 for four in beside) else refuse("domino")


_SMALL = Norinori(("ABBCC", "AABCC", "ACCCD", "EECDD"))
_SOLVED = "(1, 1), (1, 3), (1, 5), (2, 1), (2, 3), (2, 5), (4, 1), (4, 2), (4, 4), (4, 5)"
_OPEN = Norinori(("AAA", "ABB", "BBB"))  # more than one solution

EXAMPLES = (
    (_SMALL, _SOLVED, ""),
    (_SMALL, "[[4, 5], [4, 4], [4, 2], [4, 1], [2, 5], [2, 3], [2, 1], [1, 5], [1, 3], [1, 1]]", ""),
    (_SMALL, "R1C1, R2C1; R1C3, R2C3; R1C5, R2C5; R4C1, R4C2; R4C4 and R4C5", ""),
    (_SMALL, "Shaded cells: (1,1), (2,1), (1,3), (2,3), (1,5), (2,5), (4,1), (4,2), (4,4), (4,5)", ""),
    (_SMALL, "# . # . #\n# . # . #\n. . . . .\n# # . # #", ""),
    (_SMALL, "1 0 1 0 1\n1 0 1 0 1\n0 0 0 0 0\n1 1 0 1 1", ""),
    (_SMALL, f"The covered cells are {_SOLVED}.", ""),
    (_SMALL, "A: (1, 1), (2, 1)\nB: (1, 3), (2, 3)\nC: (1, 5), (2, 5)\nD: (4, 4), (4, 5)\nE: (4, 1), (4, 2)", ""),
    (_SMALL, "(1, 1)-(2, 1), (1, 3)-(2, 3), (1, 5)-(2, 5), (4, 1)-(4, 2), (4, 4)-(4, 5)", ""),
    (_OPEN, "(1, 1), (1, 2), (3, 1), (3, 2)", ""),
    (_OPEN, "(1, 2), (1, 3), (3, 2), (3, 3)", ""),
    (_SMALL, "Row 1: (1, 1), (1, 3), (1, 5)\nRow 2: (2, 1), (2, 3), (2, 5)\nRow 4: (4, 1), (4, 2), (4, 4), (4, 5)", ""),
    (_SMALL, "Row 1: (1, 1), (1, 3), (1, 5)\nRow 3: (2, 1), (2, 3), (2, 5)\nRow 4: (4, 1), (4, 2), (4, 4), (4, 5)", "format"),
    (_SMALL, "", "format"),
    (_SMALL, "A, B, C, D, E", "format"),
    (_SMALL, f"Uncovered cells: {_SOLVED}", "format"),
    (_SMALL, f"未覆盖的格子：\n{_SOLVED}", "format"),
    (_SMALL, "# . # . #\n# . # . #\n. . . . .\n# # . # *", "format"),
    (_SMALL, f"{_SOLVED} or (3, 1)", "format"),
    (_SMALL, "(0, 0), (0, 2), (0, 4), (1, 0), (1, 2), (1, 4), (3, 0), (3, 1), (3, 3), (3, 4)", "board"),
    (_SMALL, f"{_SOLVED}, (4, 5)", "board"),
    (_SMALL, "(1, 1), (1, 2), (3, 4)", "region"),
    (_SMALL, _SOLVED.replace(", (4, 5)", ""), "region"),
    (_SMALL, "\n".join(["# # # # #"] * 4), "region"),
    (_SMALL, "(1, 1), (2, 1), (1, 2), (1, 3), (1, 4), (1, 5), (3, 5), (4, 5), (4, 1), (4, 2)", "domino"),
    (_SMALL, "(1, 1), (1, 3), (1, 5), (2, 1), (2, 3), (3, 4), (4, 1), (4, 2), (4, 4), (4, 5)", "domino"),
    (_OPEN, "(1, 1), (1, 3), (3, 1), (3, 3)", "domino"),
    (_SMALL, f"答案是：{_SOLVED}。", ""),
    (_SMALL, "涂黑的格子：（1，1）、（2，1）、（1，3）、（2，3）、（1，5）、（2，5）、（4，1）、（4，2）、（4，4）、（4，5）", ""),
    (_SMALL, f"被盖住的格子：{_SOLVED}", ""),
    (_SMALL, "第1行第1列、第2行第1列、第1行第3列、第2行第3列、第1行第5列、第2行第5列、第4行第1列、第4行第2列、第4行第4列、第4行第5列", ""),
    (_SMALL, "第一行：1、0、1、0、1\n第二行：1、0、1、0、1\n第三行：0、0、0、0、0\n第四行：1、1、0、1、1", ""),
    (_SMALL, "最终答案如下：\n# . # . #\n# . # . #\n. . . . .\n# # . # #", ""),
    (_SMALL, "第1行第1列、第2行第1列", "region"),
    (_SMALL, "涂黑的格子：（1，1）、（2，1）、（1，2）、（1，3）、（1，4）、（1，5）、（3，5）、（4，5）、（4，1）、（4，2）", "domino"),
    (_SMALL, "一共涂黑十个格子", "format"),
    (_SMALL, "（1，1）或（1，2）", "format"),
)
