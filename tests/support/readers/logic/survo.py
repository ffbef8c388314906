"""Survo from its prompt: missing numbers, each once, so that rows and columns have their sums."""

import re

from readers.logic._puzzles import Grid, rectangle
from reading import Unread, body
from z3 import Distinct, Int, Or, Solver, sat

CELL = r"(?:\d+|_|\?|\.)"


def table(prompt: str) -> tuple[Grid, list[int], list[int], list[int]]:
    """The cells as printed, the sums of rows and of columns, the missing numbers."""
    text = body(prompt)
    missing = re.search(
        r"(?:into the empty cells: |each of them exactly once: |Numbers to place: |The missing numbers are )(\d+(?:, \d+)*)", text
    )
    drawn = re.findall(rf"^ *({CELL}(?: +{CELL})+) \| (\d+)$", text, re.M)
    if drawn and missing and (feet := re.search(r"^-+\n *(\d+(?: +\d+)+)$", text, re.M)):
        return [row.split() for row, _ in drawn], [int(total) for _, total in drawn], _numbers(feet[1]), _numbers(missing[1])
    rows = re.findall(rf"^{CELL}(?: {CELL})+$", text, re.M)
    across = re.search(r"sum of every row is known, from the top row on: (\d+(?:, \d+)*)", text)
    down = re.search(r"sum of every column is known too, from the leftmost on: (\d+(?:, \d+)*)", text)
    if rows and missing and across and down:
        return [row.split() for row in rows], _numbers(across[1]), _numbers(down[1]), _numbers(missing[1])
    raise Unread(prompt)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)]


def follows(prompt: str, answer: str) -> bool:
    printed, across, down, missing = table(prompt)
    grid = rectangle(answer, len(across), len(down))
    if grid is None or not all(word.isdigit() for row in grid for word in row):
        return False
    cells = {(r, c): word for r, words in enumerate(printed) for c, word in enumerate(words)}
    empty = [cell for cell, word in cells.items() if not word.isdigit()]
    told = {cell: int(grid[cell[0]][cell[1]]) for cell in cells}
    keeps = all(told[cell] == int(word) for cell, word in cells.items() if word.isdigit())
    if not keeps or sorted(told[cell] for cell in empty) != sorted(missing):
        return False
    lines = [([cell for cell in cells if cell[0] == r], total) for r, total in enumerate(across)]
    lines += [([cell for cell in cells if cell[1] == c], total) for c, total in enumerate(down)]
    if any(sum(told[cell] for cell in line) != total for line, total in lines):
        return False
    holds = {cell: Int(f"{cell}") if cell in empty else int(word) for cell, word in cells.items()}
    solver = Solver()
    solver.add([Or([holds[cell] == number for number in missing]) for cell in empty])
    solver.add(Distinct([holds[cell] for cell in empty]))
    solver.add([sum(holds[cell] for cell in line) == total for line, total in lines])
    solver.add(Or([holds[cell] != told[cell] for cell in empty]))
    return solver.check() != sat
