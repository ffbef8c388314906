"""Arrow maze: fill the empty cells with arrows so that each number equals the cells on its rays and each arrow lies on a ray.

A ray of a number starts in one of the eight cells next to it and runs straight on, away from it, through cells whose arrows
all point away from it along that line; it stops before the edge, a number or any other arrow. So an arrow can lie on a ray
of one number only: going backwards from an arrow on a ray, all cells up to the ray's number hold the same arrow, hence that
number is the first one met. Rays never share a cell, and the verdict needs one walk along each ray.

Refused for the first of: format (too long, or not a grid of the puzzle's shape whose cells are numbers and the eight arrows),
given (a number or a printed arrow is changed, or a number is added), stray (an arrow on no ray), count (a number that differs
from the cells on its rays)."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids

ARROWS = "↑↗→↘↓↙←↖"
STEPS = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
"""(rows down, columns right) of each arrow, in the order of ARROWS."""
EMPTY = "."
_CELL = r"(?:[1-9][0-9]?|[.↑↗→↘↓↙←↖])"


class ArrowMaze(Problem, frozen=True):
    """grid: one text a row, its cells parted by single blanks: a number, an arrow that is given, or `.` for an empty cell. The
    numbers add up to the number of other cells."""

    grid: Annotated[
        tuple[Annotated[str, Meta(max_length=60, pattern=rf"\A{_CELL}(?: {_CELL})+\Z")], ...], Meta(min_length=3, max_length=20)
    ]

    def __post_init__(self) -> None:
        rows = self.cells()
        if len({len(row) for row in rows}) != 1 or len(rows[0]) > 20:
            raise ValueError("rows must be equally long, 20 cells at most")
        numbers = [int(cell) for row in rows for cell in row if cell.isdecimal()]
        if sum(numbers) != len(rows) * len(rows[0]) - len(numbers):
            raise ValueError("the numbers must add up to the number of other cells")

    def cells(self) -> list[list[str]]:
        return [row.split(" ") for row in self.grid]


_WORDS = (
    ("↑", "⬆ ⭡ ⇑ ⇧ ▲ 🡑 ^ n u up north"),
    ("↗", "⬈ ⇗ 🡕 ne ur ru up-right upright up_right right-up northeast north-east"),
    ("→", "➡ ⮕ ⭢ ⇒ ⇨ ⟶ ➔ ➜ ▶ 🡒 -> > e r right east"),
    ("↘", "⬊ ⇘ 🡖 se dr rd down-right downright down_right right-down southeast south-east"),
    ("↓", "⬇ ⭣ ⇓ ⇩ ▼ 🡓 v s d down south"),
    ("↙", "⬋ ⇙ 🡗 sw dl ld down-left downleft down_left left-down southwest south-west"),
    ("←", "⬅ ⭠ ⇐ ⇦ ⟵ ◀ 🡐 <- < w l left west"),
    ("↖", "⬉ ⇖ 🡔 nw ul lu up-left upleft up_left left-up northwest north-west"),
)
_SPELLINGS = {word: arrow for arrow, words in _WORDS for word in (arrow, *words.split())}
_LATEX = re.compile(r"\\(?:long)?(up|down|left|right|ne|se|nw|sw)arrow(?![a-z])|\\(to|gets)(?![a-z])", re.ASCII | re.IGNORECASE)
_GLUED = re.compile(f"([{ARROWS}])")
MAX_LENGTH = 12_000
"""Characters of an answer that is read: thirty for each cell of the largest grid."""


def _named(match: re.Match[str]) -> str:
    name = (match[1] or match[2]).lower()
    return f" {_SPELLINGS[{'to': 'right', 'gets': 'left'}.get(name, name)]} "


def verify(problem: ArrowMaze, answer: str) -> Verdict:
    puzzle = problem.cells()
    height, width = len(puzzle), len(puzzle[0])
    if len(answer) > MAX_LENGTH:
        return refuse("format")
    text = _LATEX.sub(_named, answer)
    # Rows without blanks are cut into characters, or, where numbers have two digits, around each arrow.
    filled = grids.grid(text, height, width) or grids.grid(_GLUED.sub(r" \1 ", text), height, width)
    if filled is None:
        return refuse("format")
    cells = [[_SPELLINGS.get(cell) or _SPELLINGS.get(cell.lower(), cell) for cell in row] for row in filled]
    numbers = []
    changed = False
    for i, (row, before) in enumerate(zip(cells, puzzle, strict=True)):
        for j, (cell, given) in enumerate(zip(row, before, strict=True)):
            if cell not in _SPELLINGS:
                if not (cell.isdecimal() and cell.isascii()):
                    return refuse("format")
                numbers.append((i, j))
                changed |= cell != given
            else:
                changed |= given not in (EMPTY, cell)
    if changed:
        return refuse("given")
    short = on_rays = 0
    for i, j in numbers:
        total = 0
        for arrow, (down, right) in zip(ARROWS, STEPS, strict=True):
            y, x = i + down, j + right
            while 0 <= y < height and 0 <= x < width and cells[y][x] == arrow:
                total += 1
                y, x = y + down, x + right
        on_rays += total
        short += total != int(cells[i][j])
    if on_rays != height * width - len(numbers):
        return refuse("stray")
    return refuse("count") if short else ACCEPT


_ONE = ArrowMaze((". . .", ". 6 →", "1 ↓ ↘"))
_WIDE = ArrowMaze((". 1 . . . 1 .", ". . . 12 . . .", ". 1 . . . 1 ."))
_FREE = ArrowMaze(("4 . .", ". . .", ". . 3"))  # three solutions

EXAMPLES = (
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘", ""),
    (_ONE, "↖↑↗\n↑6→\n1↓↘", ""),
    (_ONE, '[["↖", "↑", "↗"], ["↑", 6, "→"], [1, "↓", "↘"]]', ""),
    (_ONE, r'[["\u2196", "\u2191", "\u2197"], ["\u2191", "6", "\u2192"], ["1", "\u2193", "\u2198"]]', ""),
    (_ONE, "```\n↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘\n```", ""),
    (_ONE, "| ↖ | ↑ | ↗ |\n|---|---|---|\n| ↑ | 6 | → |\n| 1 | ↓ | ↘ |", ""),
    (_ONE, "↖️ ⬆️ ↗️\n⬆️ 6 ➡️\n1 ⬇️ ↘️", ""),
    (_ONE, "↖︎ ⇑ ⇗; ^ 6 ->; 1 v ↘︎", ""),
    (_ONE, "NW N NE\nN 6 E\n1 S SE", ""),
    (_ONE, "- **Row 1:** ↖ ↑ ↗\n- **Row 2:** ↑ **6** →\n- **Row 3:** **1** ↓ ↘", ""),
    (_ONE, "┌───┬───┬───┐\n│ ↖ │ ↑ │ ↗ │\n├───┼───┼───┤\n│ ↑ │ 6 │ → │\n│ 1 │ ↓ │ ↘ │\n└───┴───┴───┘", ""),
    (_ONE, "up-left, up, up-right\nup, 6, right\n1, down, down-right", ""),
    (_ONE, r"\begin{matrix} \nwarrow & \uparrow & \nearrow \\ \uparrow & 6 & \to \\ 1 & \downarrow & \searrow \end{matrix}", ""),
    (_ONE, "$\\nwarrow$ $\\uparrow$ $\\nearrow$\n$\\uparrow$ 6 $\\to$\n1 $\\downarrow$ $\\searrow$", ""),
    (_WIDE, "← 1 ↖ ↑ ↗ 1 →\n← ← ← 12 → → →\n← 1 ↙ ↓ ↘ 1 →", ""),
    (_WIDE, "←1↖↑↗1→\n←←←12→→→\n←1↙↓↘1→", ""),
    (_FREE, "4 → →\n↓ ↖ ↑\n↓ ← 3", ""),
    (_FREE, "4 → →\n↓ ↘ ↑\n← ← 3", ""),
    (_ONE, "", "format"),
    (_ONE, ". . .\n. 6 →\n1 ↓ ↘", "format"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →", "format"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ ↔", "format"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘/↓", "format"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘↓", "format"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ \\ſearrow", "format"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘".ljust(12_000), ""),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘" + 12_000 * "\n", "format"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘\nor\n↑ ↑ ↗\n↑ 6 →\n1 ↓ ↘", "format"),
    (_ONE, "↖ ↖ ↖\n↖ ↖ ↖\n↖ ↖ ↖", "given"),
    (_ONE, "↖ ↑ ↗\n↑ 5 →\n1 ↓ ↘", "given"),
    (_ONE, "↖ ↑ ↗\n↑ 6 →\n1 ↓ →", "given"),
    (_ONE, "1 ↑ ↗\n↑ 6 →\n1 ↓ ↘", "given"),
    (_ONE, "↑ ↑ ↗\n↑ 6 →\n1 ↓ ↘", "count"),
    (_ONE, "↖ ↑ ↗\n← 6 →\n1 ↓ ↘", "count"),
    (_ONE, "↖ ↑ ↗\n↓ 6 →\n1 ↓ ↘", "stray"),
    (_FREE, "4 → →\n↓ ↘ ↑\n↓ ← 3", "count"),
    (_FREE, "4 ← ←\n↑ ↖ ↓\n↑ → 3", "stray"),
    (_ONE, "答案是：\n↖ ↑ ↗\n↑ 6 →\n1 ↓ ↘", ""),
    (_ONE, "第1行：↖ ↑ ↗\n第2行：↑ 6 →\n第3行：1 ↓ ↘", ""),
    (_ONE, "左上，上，右上\n上，6，右\n1，下，右下", ""),
    (_ONE, "填好的盘面：\n↖↑↗\n↑６→\n１↓↘", ""),
    (_ONE, "第一行：↖、↑、↗\n第二行：↑、6、→\n第三行：1、↓、↘", ""),
    (_ONE, "第1行：↖ ↑ ↗\n第2行：↑ 6 →", "format"),
    (_ONE, "答案是：\n↖ ↑ ↗\n← 6 →\n1 ↓ ↘", "count"),
    (_ONE, "左上，上，右上\n上，6，右\n1，下，东", "given"),
)
