"""Sudoku from its prompt: rows, columns, boxes of the size that is told or regions of a map, and diagonals where they are asked for."""

import re

from readers.logic._puzzles import exactly_one, latin, literal, only, square
from reading import Unread, body

Cell = tuple[int, int]
BOXES = (
    r"boxes, each (\d+) rows high and (\d+) columns wide",
    r"boxes of (\d+) rows and (\d+) columns",
    r"blocks of (\d+) rows by (\d+) columns",
    r"A box is (\d+) rows by (\d+) columns",
    r"A box is (\d+) cells tall and (\d+) cells wide",
)


def given(prompt: str) -> list[list[str]]:
    """The printed grid, without the lines between boxes."""
    lines = [line for line in body(prompt).splitlines() if not re.fullmatch(r"[-+]+", line)]
    sign = r"(?:[1-9A-G]|[._?*0])" if "A to G" in body(prompt) else r"(?:\d+|[._?*])"
    rows = [line.replace("|", " ").split() for line in lines if re.fullmatch(rf"{sign}(?: [|]? ?{sign})+", line)]
    if not rows or any(len(row) != len(rows) for row in rows):
        raise Unread(prompt)
    return rows


def regions(prompt: str, size: int) -> list[list[Cell]]:
    cells = [(r, c) for r in range(size) for c in range(size)]
    text = body(prompt)
    drawn = [line.split() for line in text.splitlines() if re.fullmatch(r"[A-Z](?: [A-Z])+", line)]
    if drawn and re.search(r"no square boxes|regions|cells of one region", text):
        return [[(r, c) for r, c in cells if drawn[r][c] == letter] for letter in sorted({word for row in drawn for word in row})]
    for form in BOXES:
        if found := re.search(form, text):
            high, wide = int(found[1]), int(found[2])
            corners = [(r, c) for r, c in cells if r % high == 0 and c % wide == 0]
            return [[(r + i, c + j) for i in range(high) for j in range(wide)] for r, c in corners]
    raise Unread(prompt)


def _number(symbol: str) -> int:
    """10 for A, and so on: only that symbols differ matters."""
    return int(symbol) if symbol.isdigit() else ord(symbol) - ord("A") + 10


def follows(prompt: str, answer: str) -> bool:
    printed = given(prompt)
    size = len(printed)
    at, grid = literal(size), square(re.sub("[A-G]", lambda letter: str(_number(letter[0])), answer), size)
    if grid is None:
        return False
    units = regions(prompt, size)
    if "diagonal" in body(prompt):
        units += [[(k, k) for k in range(size)], [(k, size - 1 - k) for k in range(size)]]
    clauses = latin(size)
    clauses += [clause for unit in units for k in range(size) for clause in exactly_one([at(r, c, k + 1) for r, c in unit])]
    filled = [(r, c, _number(word)) for r, row in enumerate(printed) for c, word in enumerate(row) if word.isalnum() and word != "0"]
    clauses += [[at(*one)] for one in filled]
    told = [at(r, c, number) for r, row in enumerate(grid) for c, number in enumerate(row)]
    return only(clauses, told)
