"""Arrow maze from its prompt: rays of arrows that point away from numbers, which count the cells of theirs."""

import re

from readers.logic._puzzles import Cell, block, exactly, exactly_one, only, rectangle
from reading import Unread, body

ARROWS = {"↑": (-1, 0), "↗": (-1, 1), "→": (0, 1), "↘": (1, 1), "↓": (1, 0), "↙": (1, -1), "←": (0, -1), "↖": (-1, -1)}
SAID = (
    r"The number equals the total count of cells covered by all of its rays\. No arrow may be left over",
    r"the lengths of its rays in all eight directions add up to the number\.(?s:.*)is on a ray of at least one number",
    r"the arrows owned must be exactly as many as the number says\. Besides, there may be no arrow that nobody owns",
    r"it says how many cells its rays have altogether\.(?s:.*)Every arrow must lie on a ray of some number",
    r"the number of squares lit by all its beams together\. Second, every square of water is lit",
)


def follows(prompt: str, answer: str) -> bool:
    sign = f"(?:\\d+|[{''.join(ARROWS)}._?*])"
    printed = block(prompt, f" *{sign}(?: +{sign})+")
    if not any(re.search(form, body(prompt)) for form in SAID):
        raise Unread(prompt)
    rows, columns = len(printed), len(printed[0])
    grid = rectangle(answer, rows, columns)
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    if grid is None or any((word := printed[r][c])[0] in "0123456789" and word != grid[r][c] for r, c in cells):
        return False
    water = [(r, c) for r, c in cells if not printed[r][c].isdigit()]
    if any(grid[r][c] not in ARROWS for r, c in water):
        return False
    points = {(cell, arrow): k + 1 for k, (cell, arrow) in enumerate((cell, arrow) for cell in water for arrow in ARROWS)}
    top = len(points)
    clauses = [clause for cell in water for clause in exactly_one([points[cell, arrow] for arrow in ARROWS])]
    clauses += [[points[cell, printed[cell[0]][cell[1]]]] for cell in water if printed[cell[0]][cell[1]] in ARROWS]
    lit: dict[tuple[Cell, str], list[int]] = {key: [] for key in points}
    for r, c in cells:
        if (r, c) in water:
            continue
        rays: list[int] = []
        for arrow, (down, right) in ARROWS.items():
            before, cell = 0, (r + down, c + right)
            while (cell, arrow) in points:
                top += 1  # true where the ray reaches this cell
                here = points[cell, arrow]
                clauses += [[-top, here], [-top, before], [top, -here, -before]] if before else [[-top, here], [top, -here]]
                rays.append(top)
                lit[cell, arrow].append(top)
                before, cell = top, (cell[0] + down, cell[1] + right)
        number = int(printed[r][c])
        if number > len(rays):
            return False
        top = exactly(clauses, top, rays, number)
    clauses += [[-points[key], *reached] for key, reached in lit.items()]
    return only(clauses, [points[cell, grid[cell[0]][cell[1]]] for cell in water])
