"""Minesweeper: name every hidden cell that holds a mine (and/or no mine) in all arrangements that fit the revealed numbers.

Refused for the first of: format (not a list of cells, each once, under the right labels), board (a cell that does not exist or is
not hidden), uncertain (a named cell is not certain), incomplete (a certain cell is left out).

No answer is stored: what is certain is worked out from the board alone. A board that no arrangement fits, or whose numbers
are too entangled for that to be quick, is not a problem of this type."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.minesweeper.minefield import NOT_STATED, consequence
from synth.verifiers.parsers import cells
from synth.verifiers.parsers.chinese import WORDS, Reader

Row = Annotated[str, Meta(pattern=r"\A[0-8#]{3,16}\Z")]


class Minesweeper(Problem, frozen=True):
    """rows: the board, `#` a hidden cell, a digit a revealed one. total: mines on the board, or NOT_STATED. ask: what to name."""

    rows: Annotated[tuple[Row, ...], Meta(min_length=3, max_length=16)]
    total: Annotated[int, Meta(ge=NOT_STATED, le=256)]
    ask: Literal["mines", "safe", "both"]

    def __post_init__(self) -> None:
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("rows must be equally long")
        consequence(self.rows, self.total)  # ValueError where it has none


_LABELS = {"mine": "mines", "mines": "mines", "safe": "safe"}
_KINDS = {
    **dict.fromkeys(("雷", "地雷", "有雷", "有地雷", "是雷", "是地雷"), "mines"),
    **dict.fromkeys(("安全", "无雷", "没有雷", "没有地雷", "是安全"), "safe"),
}
_CHINESE = Reader(
    WORDS
    | {
        f"{sure}{kind}{cell}": english
        for kind, english in _KINDS.items()
        for sure in ("", "必", "必定", "一定", "必然", "肯定", "确定")
        for cell in ("", "格", "的格", "格子", "的格子", "的位置", "的")
    }
    | dict.fromkeys(("没有这样的格子", "没有这样的格", "无这样的格子"), "none")
    | dict.fromkeys(("格子", "格"), "cells")
)


def verify(problem: Minesweeper, answer: str) -> Verdict:
    lists = cells.lists(answer, _LABELS, frozenset(("mines", "safe") if problem.ask == "both" else (problem.ask,)), _CHINESE)
    named = [cell for found in lists.values() for cell in found] if lists else []
    if lists is None or len(named) != len(set(named)):
        return refuse("format")
    rows, columns = len(problem.rows), len(problem.rows[0])
    if not all(1 <= r <= rows and 1 <= c <= columns and problem.rows[r - 1][c - 1] == "#" for r, c in named):
        return refuse("board")
    wrong = missing = 0
    certain = consequence(problem.rows, problem.total)
    for kind, found in lists.items():
        mask = sum(1 << ((r - 1) * columns + c - 1) for r, c in found)
        truth = certain.mines if kind == "mines" else certain.safe
        wrong |= mask & ~truth
        missing |= truth & ~mask
    if wrong:
        return refuse("uncertain")
    return refuse("incomplete") if missing else ACCEPT


_ROWS = ("##10", "##21", "3#4#", "#2##")  # (1, 1) may be either
_MINES, _SAFE, _BOTH = (Minesweeper(_ROWS, NOT_STATED, ask) for ask in ("mines", "safe", "both"))
_CORNER = Minesweeper(("1##", "###", "###"), NOT_STATED, "mines")
_ONE_MINE = Minesweeper(("1##", "###", "###"), 1, "safe")
_LIST = "(2, 1), (2, 2), (3, 4), (4, 1), (4, 3), (4, 4)"

EXAMPLES = (
    (_MINES, _LIST, ""),
    (_MINES, "4,4; 4,3; 4,1; 3,4; 2,2; 2,1", ""),
    (_MINES, "[[2, 1], [2, 2], [3, 4], [4, 1], [4, 3], [4, 4]]", ""),
    (_MINES, "R2C1, R2C2, R3C4, R4C1, R4C3 and R4C4", ""),
    (_MINES, "- row 2, column 1\n- row 2, column 2\n- row 3, column 4\n- row 4, col 1\n- row 4, col 3\n- row 4, col 4", ""),
    (_MINES, "1. (2, 1)\n2. (2, 2)\n3. (3, 4)\n4. (4, 1)\n5. (4, 3)\n6. (4, 4)", ""),
    (_MINES, r"$\{(2,1), (2,2), (3,4), (4,1), (4,3), (4,4)\}$", ""),
    (_MINES, "2 1\n2 2\n3 4\n4 1\n4 3\n4 4", ""),
    (_MINES, "mines: " + _LIST, ""),
    (_SAFE, "**Safe cells:** (3, 2), (1, 2).", ""),
    (_BOTH, f"mines: {_LIST}\nsafe: (1, 2), (3, 2)", ""),
    (_BOTH, f"Safe: (1, 2), (3, 2); mines = {_LIST}", ""),
    (_BOTH, '{"mines": [[2,1],[2,2],[3,4],[4,1],[4,3],[4,4]], "safe": [[1,2],[3,2]]}', ""),
    (_BOTH, f"### Certain mines\n{_LIST}\n\n### Certainly safe\n(1, 2), (3, 2)", ""),
    (_BOTH, rf"\begin{{aligned}} \text{{mines: }} & {_LIST} \\ \text{{safe: }} & \left(1, 2\right), (3, 2) \end{{aligned}}", ""),
    (_BOTH, f"- **Mines** - {_LIST}\n- **Safe** - (1, 2), (3, 2)", ""),
    (_CORNER, "none", ""),
    (_CORNER, "mines: []", ""),
    (_CORNER, "No such cell.", ""),
    (_ONE_MINE, "(1, 3), (2, 3), (3, 1), (3, 2), (3, 3)", ""),
    (_MINES, "", "format"),
    (_CORNER, "", "format"),
    (_CORNER, "mines:", "format"),
    (_MINES, "none", "incomplete"),
    (_MINES, "(1, 1), (1, 2), (2, 1), (2, 2), (3, 2), (3, 4), (4, 1), (4, 3), (4, 4)", "uncertain"),
    (_MINES, "(2, 1), (2, 2), (3, 4), (4, 1), (4, 3)", "incomplete"),
    (_MINES, _LIST + ", (1, 1)", "uncertain"),
    (_MINES, _LIST + ", (2, 1)", "format"),
    (_MINES, _LIST + " or (1, 1)", "format"),
    (_MINES, _LIST + ", (2, 3)", "board"),
    (_MINES, _LIST + ", (4, 5)", "board"),
    (_MINES, "(1, 0), (1, 1), (2, 3), (3, 0), (3, 2), (3, 3)", "board"),
    (_MINES, "row 2, column: 1\nrow 2, column = 2\nrow 3, col: 4\nrow 4, col: 1\nrow 4, col: 3\nrow 4, col: 4", ""),
    (_MINES, _LIST.replace("(2, 1)", "2: 1"), "format"),
    (_MINES, _LIST + ", 0", "format"),
    (_MINES, _LIST + ", (0, 1)", "board"),
    (_MINES, _LIST.replace("(2, 1)", "R0C1"), "board"),
    (_MINES, "##10\nMM21\n3#4M\nM2MM", "format"),
    (_MINES, "\n".join(_ROWS), "format"),
    (_MINES, "safe: " + _LIST, "format"),
    (_MINES, "2, 1, 2, 2, 3, 4, 4, 1, 4, 3, 4", "format"),
    (_MINES, "(2), (1, 2), (2, 3), (4, 4), (1, 4), (3, 4), (4)", "format"),
    (_SAFE, "(1, 2), (3, -2)", "format"),
    (_BOTH, f"mines: {_LIST}", "format"),
    (_BOTH, _LIST + ", (1, 2), (3, 2)", "format"),
    (_BOTH, f"mines: (1, 2), (3, 2)\nsafe: {_LIST}", "uncertain"),
    (_BOTH, f"mines: {_LIST}\nsafe: none", "incomplete"),
    (_BOTH, f"mines: {_LIST}\nsafe: (1, 2), (3, 2)\nmines: none", "format"),
    (_BOTH, f"mines: {_LIST}, (1, 1)\nsafe: (1, 1), (1, 2), (3, 2)", "format"),
    (_CORNER, "(1, 2)", "uncertain"),
    (_CORNER, "none, (1, 2)", "format"),
    (_CORNER, "no (1, 2)", "format"),
    (_ONE_MINE, "(1, 3), (2, 3), (3, 1), (3, 2)", "incomplete"),
    (_MINES, "（2，1）、（2，2）、（3，4）、（4，1）、（4，3）、（4，4）", ""),
    (_MINES, "答案是：(2,1)、(2,2)、(3,4)、(4,1)、(4,3) 和 (4,4)。", ""),
    (_MINES, "第2行第1列，第2行第2列，第3行第4列，第4行第1列，第4行第3列，第4行第4列", ""),
    (_MINES, f"必定有雷的格子：{_LIST}", ""),
    (_MINES, f"有雷的格子：\n{_LIST}", ""),
    (_SAFE, "安全的格子：（3，2）；（1，2）。", ""),
    (_BOTH, f"有雷：{_LIST}\n安全：(1, 2), (3, 2)", ""),
    (_BOTH, f"**地雷**：\n{_LIST}\n**安全格**：\n（1，2）、（3，2）", ""),
    (_BOTH, f"必定有雷：\n{_LIST}\n必定安全：\n(1, 2), (3, 2)", ""),
    (_CORNER, "无", ""),
    (_CORNER, "有雷：无", ""),
    (_CORNER, "没有这样的格子。", ""),
    (_MINES, "无", "incomplete"),
    (_MINES, f"安全：{_LIST}", "format"),
    (_MINES, f"{_LIST}，也许还有（1，1）", "format"),
    (_MINES, f"{_LIST}、（1，1）", "uncertain"),
    (_BOTH, f"有雷：(1, 2), (3, 2)\n安全：{_LIST}", "uncertain"),
    (_BOTH, f"有雷：{_LIST}\n安全：无", "incomplete"),
)
