"""Survo from its prompt: missing numbers, each once, so that rows and columns have their sums."""

import re

from reading import Unread
from z3 import And, Distinct, Int, Or, Solver, Sum, sat

from readers.logic._puzzles import Grid, body, rectangle

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
    cells = [[Int(f"{r} {c}") for c in range(len(down))] for r in range(len(across))]
    given = [(cell, word) for row, words in zip(cells, printed, strict=True) for cell, word in zip(row, words, strict=True)]
    empty = [cell for cell, word in given if not word.isdigit()]
    solver = Solver()
    solver.add([cell == int(word) for cell, word in given if word.isdigit()])
    solver.add([Or([cell == number for number in missing]) for cell in empty])
    solver.add(Distinct(empty))
    solver.add([Sum(row) == total for row, total in zip(cells, across, strict=True)])
    solver.add([Sum([row[c] for row in cells]) == total for c, total in enumerate(down)])
    said = And([cell == int(word) for row, words in zip(cells, grid, strict=True) for cell, word in zip(row, words, strict=True)])
    if len(empty) != len(missing) or solver.check(said) != sat:
        return False
    solver.add(Or([cell != int(word) for row, words in zip(cells, grid, strict=True) for cell, word in zip(row, words, strict=True)]))
    return solver.check() != sat
