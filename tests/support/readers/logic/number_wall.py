"""Nurikabe from its prompt: walls of one piece without a square of four, islands as large as their one number says."""

import re

from readers.logic._puzzles import Grid, another, beside, block, rectangle
from reading import Unread

Cell = tuple[int, int]


def pieces(cells: set[Cell], size: tuple[int, int]) -> list[set[Cell]]:
    """The parts that hang together by sides."""
    left, found = set(cells), list[set[Cell]]()
    while left:
        piece, edge = set[Cell](), [left.pop()]
        while edge:
            cell = edge.pop()
            piece.add(cell)
            near = [other for other in beside(*size, *cell) if other in left]
            left.difference_update(near)
            edge += near
        found.append(piece)
    return found


def broken(printed: Grid, walls: set[Cell]) -> list[list[tuple[Cell, bool]]]:
    """For each rule that is broken, cells of which one at least must be other than it is: the cell, and whether it must become a wall."""
    size = rows, columns = len(printed), len(printed[0])
    cells = {(r, c) for r in range(rows) for c in range(columns)}
    found: list[list[tuple[Cell, bool]]] = []
    for island in pieces(cells - walls, size):
        border = {other for cell in island for other in beside(*size, *cell)} - island
        numbers = [int(printed[r][c]) for r, c in island if printed[r][c] != "."]
        inside = [(cell, True) for cell in sorted(island)]
        outside = [(cell, False) for cell in sorted(border)]
        if len(numbers) != 1 or len(island) > numbers[0]:
            found.append(inside if numbers else inside + outside)  # too many numbers, or cells: the island must be cut
        elif len(island) < numbers[0]:
            found.append(inside + outside)
    parts = pieces(walls, size)
    if len(parts) > 1:
        for part in parts:
            border = {other for cell in part for other in beside(*size, *cell)} - part
            found.append([(cell, False) for cell in sorted(part)] + [(cell, True) for cell in sorted(border)])
    for r in range(rows - 1):
        for c in range(columns - 1):
            square = [(r, c), (r + 1, c), (r, c + 1), (r + 1, c + 1)]
            if walls.issuperset(square):
                found.append([(cell, False) for cell in square])
    return found


def follows(prompt: str, answer: str) -> bool:
    if not re.search(r"share a side|have a side in common|joined (?:through|by their) sides", prompt):
        raise Unread(prompt)
    printed = block(prompt, r"(?:\d+|\.)(?: (?:\d+|\.))+")
    rows, columns = len(printed), len(printed[0])
    grid = rectangle(answer, rows, columns)
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    if grid is None or any(grid[r][c] not in ("#", ".", printed[r][c]) for r, c in cells):
        return False
    walls = {(r, c) for r, c in cells if grid[r][c] == "#"}
    if any(printed[r][c] != "." and grid[r][c] != printed[r][c] for r, c in cells) or broken(printed, walls):
        return False

    def wall(cell: Cell) -> int:
        return cell[0] * columns + cell[1] + 1

    def cuts(model: list[int]) -> list[list[int]]:
        drawn = {cell for cell in cells if model[wall(cell) - 1] > 0}
        return [[wall(cell) if to else -wall(cell) for cell, to in rule] for rule in broken(printed, drawn)]

    clauses = [[-wall((r, c))] for r, c in cells if printed[r][c] != "."]
    clauses += [
        [-wall(cell) for cell in ((r, c), (r + 1, c), (r, c + 1), (r + 1, c + 1))] for r in range(rows - 1) for c in range(columns - 1)
    ]
    return not another(clauses, [wall(cell) if cell in walls else -wall(cell) for cell in cells], cuts)
