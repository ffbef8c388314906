"""Numbrix from its prompt: 1, 2, 3, ... through all cells, each beside the one before."""

import re
from itertools import combinations

from readers.logic._puzzles import another, beside, block, rectangle
from reading import Unread


def follows(prompt: str, answer: str) -> bool:
    if not re.search(r"share a side|never diagonally|up, down, left or right|horizontally or vertically adjacent", prompt):
        raise Unread(prompt)
    printed = block(prompt, r" *(?:\d+|\.)(?: +(?:\d+|\.))+")
    size, last = len(printed), len(printed) ** 2
    grid = rectangle(answer, size, size)
    if grid is None or sorted(word for row in grid for word in row) != sorted(map(str, range(1, last + 1))):
        return False
    cells = [(r, c) for r in range(size) for c in range(size)]
    place = {int(grid[r][c]): (r, c) for r, c in cells}
    kept = all(printed[r][c] in (".", grid[r][c]) for r, c in cells)
    if not kept or not all(place[k + 1] in beside(size, size, *place[k]) for k in range(1, last)):
        return False

    def at(cell: tuple[int, int], number: int) -> int:
        return (cell[0] * size + cell[1]) * last + number

    numbers = range(1, last + 1)
    clauses = [[at(cell, k) for k in numbers] for cell in cells]
    clauses += [[at(cell, k) for cell in cells] for k in numbers]
    clauses += [[-at(cell, j), -at(cell, k)] for cell in cells for j, k in combinations(numbers, 2)]
    clauses += [[at((r, c), int(printed[r][c]))] for r, c in cells if printed[r][c] != "."]
    for cell in cells:
        around = beside(size, size, *cell)
        clauses += [[-at(cell, k), *(at(other, k + 1) for other in around)] for k in range(1, last)]
        clauses += [[-at(cell, k + 1), *(at(other, k) for other in around)] for k in range(1, last)]
    return not another(clauses, [at(place[k], k) for k in numbers])
