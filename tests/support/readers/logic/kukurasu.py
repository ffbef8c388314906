"""Kukurasu from its prompt: shaded cells count for a row by their column, for a column by their row."""

import re

from readers.logic._puzzles import rectangle
from reading import Unread, body
from z3 import Bool, Not, Or, PbEq, Solver, sat

Sums = list[int | None]


def _numbers(text: str) -> Sums:
    return [None if part == "?" else int(part) for part in re.findall(r"\d+|\?", text)]


def sums(prompt: str) -> tuple[Sums, Sums]:
    """Those of the rows and of the columns; None where none is demanded."""
    text = body(prompt)
    if drawn := re.findall(r"^ *\d+((?: +\.)+) += +(\d+|\?)$", text, re.M):
        below = re.findall(r"^ +=((?: +(?:\d+|\?))+)$", text, re.M)
        if len(below) == 1:
            return _numbers(" ".join(total for _, total in drawn)), _numbers(below[0])
    for rows, columns in (
        (r"added up the positions of its lit boxes on the shelf: ([\d, ?]+) \(shelves in order\)", r"at this position is lit: ([\d, ?]+)\."),
        (r"Row sums, from row 1 on: ([\d, ?]+)\n", r"Column sums, from column 1 on: ([\d, ?]+)\n"),
    ):
        if (first := re.search(rows, text)) and (second := re.search(columns, text)):
            return _numbers(first[1]), _numbers(second[1])
    raise Unread(prompt)


def follows(prompt: str, answer: str) -> bool:
    rows, columns = sums(prompt)
    if None in (*rows, *columns) and not re.search(r"not given and may be anything|sum is unknown|may have any total|\? .*any|unreadable", prompt):
        raise Unread(f"nothing says what ? is: {prompt}")
    grid = rectangle(answer, len(rows), len(columns))
    if grid is None:
        return False
    cells = [[Bool(f"{r} {c}") for c in range(len(columns))] for r in range(len(rows))]
    solver = Solver()
    solver.add([PbEq([(cell, c + 1) for c, cell in enumerate(row)], total) for row, total in zip(cells, rows, strict=True) if total is not None])
    for c, total in enumerate(columns):
        if total is not None:
            solver.add(PbEq([(row[c], r + 1) for r, row in enumerate(cells)], total))
    shaded = [(cell, word == "1") for row, words in zip(cells, grid, strict=True) for cell, word in zip(row, words, strict=True)]
    solver.push()
    solver.add([cell if black else Not(cell) for cell, black in shaded])
    if solver.check() != sat:
        return False
    solver.pop()
    solver.add(Or([Not(cell) if black else cell for cell, black in shaded]))
    return solver.check() != sat
