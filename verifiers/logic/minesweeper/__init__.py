"""Minesweeper: name every hidden cell that holds a mine (and/or no mine) in all arrangements that fit the revealed numbers.

Refused for the first of: format (not a list of cells, each once, under the right labels), board (a cell that does not exist or is
not hidden), uncertain (a named cell is not certain), incomplete (a certain cell is left out).

No answer is stored: what is certain is worked out from the board alone. A board that no arrangement fits, or whose numbers
are too entangled for that to be quick, is not a problem of this type."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.minesweeper.minefield import NOT_STATED, consequence
from synth.verifiers.parsers.text import plain

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


_LATEX = re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\(?:begin|end)\{[a-z*]{1,20}\}(?:\{[lcr]{1,9}\})?")
_BULLET = re.compile(r"^[ \t]*(?:[-*•]|\d{1,3}[.)]|#{1,6}(?=[ \t]+[a-zA-Z*]))[ \t]+", re.MULTILINE)
_MARKUP = str.maketrans(dict.fromkeys("*_`\"'$,", " ") | dict.fromkeys(";&", "\n") | {"\\": ""})
_TOKEN = re.compile(r"(\d{1,3})(?!\d)|([a-z]+|∅)|(\S|\n)", re.ASCII)
_LABELS = {"mine": "mines", "mines": "mines", "safe": "safe"}
_NOTHING = {"none", "nothing", "no", "empty", "∅", "emptyset", "varnothing"}
_COLUMN = {"c", "col", "column"}
_FILLERS = {"r", "row", "and", "cell", "cells", "square", "squares", "such", "certain", "certainly", "must", "be", "are", "the"}
_OPENING = {")": "(", "]": "[", "}": "{"}
_LONGEST = 20_000  # 256 cells written at length


def _read(answer: str, ask: str) -> dict[str, list[tuple[int, int]]] | None:
    """The cells under each label asked for, or None. Between the row and the column of a cell stand only blanks, a comma or a
    word for column; between cells also line breaks, semicolons, `and` and balanced brackets. A label may be left out when one
    kind is asked for. An empty list is a word for it or a pair of brackets."""
    text = plain(answer)
    if len(text) > _LONGEST:
        return None
    text = _BULLET.sub("", _LATEX.sub(" ", text)).lower().translate(_MARKUP).replace(" - ", " : ")
    wanted = {"mines", "safe"} if ask == "both" else {ask}
    label = "" if ask == "both" else ask
    found: dict[str, list[tuple[int, int]]] = {}
    empty: set[str] = set()  # labels whose list is said to be empty
    brackets: list[str] = []
    row, last = -1, ""
    for number, word, mark in _TOKEN.findall(text):
        before, last = last, number or word or mark
        if number and row >= 0:
            found.setdefault(label, []).append((row, int(number)))
            row = -1
        elif number:
            row = int(number)
        elif row >= 0:  # a cell may not be broken off
            if not (word in _COLUMN or (before in _COLUMN and mark in ":=") or (mark == "\n" and brackets)):
                return None
        elif word in _LABELS:
            label = _LABELS[word]
            if label not in wanted or label in found or label in empty:
                return None
        elif word in _NOTHING:
            empty.add(label)
        elif mark in ("(", "[", "{"):
            brackets.append(mark)
        elif mark in _OPENING:
            if not brackets or brackets.pop() != _OPENING[mark]:
                return None
            if before == _OPENING[mark]:
                empty.add(label)
        elif word not in _FILLERS and mark not in ("\n", ":", "=", "."):
            return None
    if row >= 0 or brackets:
        return None
    if empty == {""} and not found and label == "":
        empty = wanted  # a bare `none`: neither kind
    if empty & found.keys() or empty | found.keys() != wanted:
        return None
    return {name: found.get(name, []) for name in ("mines", "safe") if name in wanted}


def verify(problem: Minesweeper, answer: str) -> Verdict:
    lists = _read(answer, problem.ask)
    named = [cell for cells in lists.values() for cell in cells] if lists else []
    if lists is None or len(named) != len(set(named)):
        return refuse("format")
    rows, columns = len(problem.rows), len(problem.rows[0])
    if not all(1 <= r <= rows and 1 <= c <= columns and problem.rows[r - 1][c - 1] == "#" for r, c in named):
        return refuse("board")
    wrong = missing = 0
    certain = consequence(problem.rows, problem.total)
    for kind, cells in lists.items():
        mask = sum(1 << ((r - 1) * columns + c - 1) for r, c in cells)
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
)
