"""Independent route: the shading as pseudo-Boolean sums over SAT variables, asked for a second solution."""

import re
from functools import cache

from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The digits of the text, in order, added up anew."""
    digits = [int(sign) for sign in re.findall(r"[01]", answer)]
    height, width = len(problem["rows"]), len(problem["columns"])
    if len(digits) != height * width:
        return False
    rows = [sum((x + 1) * digits[y * width + x] for x in range(width)) for y in range(height)]
    columns = [sum((y + 1) * digits[y * width + x] for y in range(height)) for x in range(width)]
    told = zip((*problem["rows"], *problem["columns"]), (*rows, *columns), strict=True)
    return all(expected in (-1, found) for expected, found in told)


def solutions(problem: dict) -> int:
    return _count(tuple(problem["rows"]), tuple(problem["columns"]))


@cache
def _count(rows: tuple[int, ...], columns: tuple[int, ...]) -> int:
    """Solutions, up to two."""
    width, pool = len(columns), IDPool(occupied=[[1, len(rows) * len(columns)]])
    cells = [[y * width + x + 1 for x in range(width)] for y in range(len(rows))]
    clauses = []
    for line, total in zip([*cells, *map(list, zip(*cells, strict=True))], (*rows, *columns), strict=True):
        if total >= 0:
            clauses += _sum(line, total, pool)
    found = 0
    with Cadical153(bootstrap_with=clauses) as solver:
        while found < 2 and solver.solve():
            found += 1
            model = solver.get_model()
            true = {literal for literal in model if literal > 0}
            solver.add_clause([-cell if cell in true else cell for row in cells for cell in row])
    return found


def _sum(line: list[int], total: int, pool: IDPool) -> list[list[int]]:
    """The weighted sum as a run through all partial sums: after each cell exactly the reached one is marked."""
    reached, clauses = {0: None}, []
    for weight, cell in enumerate(line, 1):
        new: dict[int, int] = {}
        for before, mark in reached.items():
            guard = [] if mark is None else [-mark]
            for literal, after in ((cell, before + weight), (-cell, before)):
                new.setdefault(after, pool.id((tuple(line), weight, after)))
                clauses.append([*guard, -literal, new[after]])
        reached = new
    return clauses + [[-mark] for after, mark in reached.items() if after != total]
