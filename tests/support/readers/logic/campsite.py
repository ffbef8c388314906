"""Tents and trees from its prompt: a tent beside each tree, none beside another tent, so many in rows and columns."""

import re
from itertools import combinations

from readers.logic._puzzles import Cell, beside, block, exactly, only, pairs
from reading import Unread, body

APART = r"not even diagonally|not even corner to corner|diagonal ones included|neither at a side nor at a corner"
MATCHED = r"no two groups have the same tree|matched one to one|a tent of its own|no tree twice and none left over"


def sums(prompt: str) -> tuple[list[list[str]], list[str], list[str]]:
    """The map, and how many tents there are in rows and in columns, `?` where that is not told."""
    text = body(prompt)
    if drawn := re.findall(r"^([T.](?: [T.])+)  \| (\d+|\?)$", text, re.M):
        feet = re.search(r"^-+\n((?:\d+|\?)(?: +(?:\d+|\?))+)$", text, re.M)
        if feet:
            return [row.split() for row, _ in drawn], [count for _, count in drawn], feet[1].split()
    rows = re.search(r"in the rows, from top to bottom: ([\d, ?]+)$", text, re.M)
    columns = re.search(r"in the columns, from left to right: ([\d, ?]+)$", text, re.M)
    if rows and columns:
        return block(prompt, r"[T.](?: [T.])+"), rows[1].split(", "), columns[1].split(", ")
    raise Unread(prompt)


def follows(prompt: str, answer: str) -> bool:
    if not re.search(APART, prompt) or not re.search(MATCHED, prompt):
        raise Unread(prompt)
    plan, across, down = sums(prompt)
    rows, columns = len(plan), len(plan[0])
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    trees = [(r, c) for r, c in cells if plan[r][c] == "T"]
    tent = {cell: place + 1 for place, cell in enumerate(cells)}
    top = len(cells)
    of = dict[tuple[Cell, Cell], int]()
    for tree in trees:
        for cell in beside(rows, columns, *tree):
            if cell not in trees:
                top += 1
                of[tree, cell] = top
    clauses = [[-tent[tree]] for tree in trees]
    for tree in trees:
        top = exactly(clauses, top, [literal for (one, _), literal in of.items() if one == tree], 1)
    for cell in cells:
        owners = [literal for (_, one), literal in of.items() if one == cell]
        clauses += [[-a, -b] for a, b in combinations(owners, 2)]
        clauses += [[-tent[cell], *owners], *([tent[cell], -literal] for literal in owners)]
        near = [(cell[0] + i, cell[1] + j) for i, j in ((0, 1), (1, -1), (1, 0), (1, 1))]
        clauses += [[-tent[cell], -tent[other]] for other in near if other in tent]
    for k, count in enumerate(across):
        top = exactly(clauses, top, [tent[k, c] for c in range(columns)], int(count)) if count != "?" else top
    for k, count in enumerate(down):
        top = exactly(clauses, top, [tent[r, k] for r in range(rows)], int(count)) if count != "?" else top
    tents = pairs(answer)
    if len(set(tents)) != len(tents) or not set(tents) <= set(cells):
        return False
    return only(clauses, [tent[cell] if cell in tents else -tent[cell] for cell in cells])
