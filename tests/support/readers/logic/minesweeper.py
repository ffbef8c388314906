"""Minesweeper from its prompt: which covered cells have a mine in all arrangements that fit, which in none."""

import re

from pysat.solvers import Cadical153
from readers.logic._puzzles import Cell, Grid, exactly, pairs
from reading import Unread, body

TOTAL = r"board holds exactly (\d+) mines|exactly (\d+) mines in all|board has (\d+) mines, no more and no fewer"
NO_TOTAL = r"Nobody knows the total number of mines|total number of mines is not known|How many mines there are in all is unknown"
AROUND = r"eight cells around|by a side or a corner|eight directions|counting the diagonal ones|diagonal ones too"
WANTED = (
    ("mines safe", r"provably a mine, and every one that can be opened|which are free of mines in all of them\?|which must be safe\?"),
    ("mines safe", r"List all certain mines \(.*\) and all unopened cells that are certainly safe|certain .* and all unsearched squares that are"),
    ("safe", r"Where is it certainly safe to step\?|Which hidden cells must be safe\?|List all unopened cells that are certainly safe"),
    ("safe", r"find every cell that can be opened|Which closed cells are free of mines in all|every cell .* that can be opened without any risk"),
    ("mines", r"provably a mine\.|List all certain mines, and nothing else|Which closed cells contain a mine in all of these\?"),
    ("mines", r"Which hidden cells must hold a mine\?|Where is a mine certain\?|Name all squares where a mine is certain"),
)


def board(prompt: str) -> Grid:
    """The rows, as single signs; anything but a digit is covered."""
    text = body(prompt)
    drawn = re.findall(r"^ *\d+ \|((?: +[\d#?.])+)$", text, re.M)
    rows = [row.split() for row in drawn] or [list(row.replace(" ", "")) for row in re.findall(r"^[\d#?.](?: ?[\d#?.]){2,}$", text, re.M)]
    size = re.search(r"(\d+) rows(?: of|,| and) (\d+) (?:cells|columns)|(\d+) x (\d+) \(rows x columns\)", text)
    if not size or [len(rows), len(rows[0])] != [int(part) for part in size.groups() if part]:
        raise Unread(prompt)
    return rows


def wanted(prompt: str) -> list[str]:
    text = re.sub(r"\(in every arrangement[^)]*\)|\(in none of these\)", "", body(prompt))
    for what, form in WANTED:
        if re.search(form, text):
            return what.split()
    raise Unread(prompt)


def certain(grid: Grid, total: int | None) -> dict[str, set[Cell]]:
    cells = [(r, c) for r, row in enumerate(grid) for c, word in enumerate(row) if not word.isdigit()]
    mine = {cell: place + 1 for place, cell in enumerate(cells)}
    clauses, top = list[list[int]](), len(cells)
    for r, row in enumerate(grid):
        for c, word in enumerate(row):
            if word.isdigit():
                around = [mine[r + i, c + j] for i in (-1, 0, 1) for j in (-1, 0, 1) if (r + i, c + j) in mine]
                top = exactly(clauses, top, around, int(word)) if around else top
    if total is not None:
        exactly(clauses, top, list(mine.values()), total)
    with Cadical153(bootstrap_with=clauses) as solver:
        if not solver.solve():
            raise ValueError("no arrangement of mines fits")
        found: dict[str, set[Cell]] = {"mines": set(), "safe": set()}
        model = solver.get_model() or []
        for cell in cells:
            seen = model[mine[cell] - 1] > 0
            if not solver.solve(assumptions=[-mine[cell] if seen else mine[cell]]):
                found["mines" if seen else "safe"].add(cell)
    return found


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    said = re.search(TOTAL, text)
    if not re.search(AROUND, text) or bool(said) == bool(re.search(NO_TOTAL, text)):
        raise Unread(prompt)
    total = next(int(part) for part in said.groups() if part) if said else None
    asked, right = wanted(prompt), certain(board(prompt), total)
    lists = dict(re.findall(r"^(mines|safe): (.*)$", answer, re.M)) if len(asked) > 1 else {asked[0]: answer}
    return set(lists) == set(asked) and all(
        len(pairs(some)) == len(set(pairs(some))) and set(pairs(some)) == right[what] for what, some in lists.items()
    )
