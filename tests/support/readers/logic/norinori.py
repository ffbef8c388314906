"""Norinori from its prompt: two shaded cells in every region, each of them beside exactly one other."""

import re

from readers.logic._puzzles import Cell, beside, block, exactly, only, pairs
from reading import Unread, body

SAID = (
    r"every shaded cell has exactly one shaded neighbour among the cells above, below, left and right",
    r"Each bed takes up two squares side by side or one above the other.*beds must not share an edge with each other",
    r"exactly one of the up to four cells that share a side with it is black",
    r"Each domino covers two cells that share a side\. Two dominoes may touch at a corner, but never along a side",
)


def follows(prompt: str, answer: str) -> bool:
    plan = block(prompt, r"[A-Za-z](?: [A-Za-z])+")
    if not any(re.search(form, prompt) for form in SAID) or not re.search("exactly two|on exactly two squares", body(prompt)):
        raise Unread(prompt)
    rows, columns = len(plan), len(plan[0])
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    number = {cell: place + 1 for place, cell in enumerate(cells)}
    clauses, top = list[list[int]](), len(cells)
    for letter in sorted({word for row in plan for word in row}):
        top = exactly(clauses, top, [number[r, c] for r, c in cells if plan[r][c] == letter], 2)
    for cell in cells:
        around = [number[other] for other in beside(rows, columns, *cell)]
        clauses += [[-number[cell], *around], *([-number[cell], -a, -b] for k, a in enumerate(around) for b in around[k + 1 :])]
    shaded: list[Cell] = pairs(answer)
    if len(set(shaded)) != len(shaded) or not set(shaded) <= set(cells):
        return False
    return only(clauses, [number[cell] if cell in shaded else -number[cell] for cell in cells])
