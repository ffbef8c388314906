"""Independent route: a SAT variable for each cell and each number whose island may reach it; loose parts are forbidden as they turn up."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pysat.card import CardEnc, EncType
from pysat.formula import IDPool
from pysat.solvers import Cadical153

Cell = tuple[int, int]
Owners = dict[tuple[int, Cell], int]
WALLS = -1


def check(problem: dict, answer: str) -> bool:
    """The walls of the text, `#`, as assumptions; every other cell is land."""
    rows, columns = len(problem["numbers"]), len(problem["numbers"][0])
    signs = re.findall(r"[^\s,;|&]", answer)
    if len(signs) != rows * columns:
        return False
    shown = {(k // columns, k % columns): sign for k, sign in enumerate(signs)}
    clues = {(r, c): sign for r, row in enumerate(problem["numbers"]) for c, sign in enumerate(row) if sign.isdigit()}
    if any(sign not in "#." and sign != clues.get(cell) for cell, sign in shown.items()):
        return False
    walls = {cell for cell, sign in shown.items() if sign == "#"}
    return any(True for _ in _solutions(problem, walls))


def solutions(problem: dict) -> int:
    """Solutions, up to two."""
    return sum(1 for _, _ in zip(range(2), _solutions(problem, None), strict=False))


def _solutions(problem: dict, walls: set[Cell] | None) -> Iterator[set[Cell]]:
    clauses, owners, sizes = _formula(tuple(problem["numbers"]))
    cells = sorted({cell for _, cell in owners})
    with Cadical153(bootstrap_with=clauses) as solver:
        for cell in cells if walls is not None else []:
            solver.add_clause([owners[WALLS, cell] if cell in walls else -owners[WALLS, cell]])
        while solver.solve():
            true = {literal for literal in solver.get_model() if literal > 0}
            loose = list(_loose(owners, sizes, true))
            for name, part in loose:
                edge = {y for x in part for y in _near(x)} - part
                inside = [-owners[name, x] for x in part]
                solver.add_clause(inside + [owners[name, y] for y in sorted(edge) if (name, y) in owners])
            if not loose:
                found = {cell for cell in cells if owners[WALLS, cell] in true}
                yield found
                solver.add_clause([-owners[WALLS, cell] if cell in found else owners[WALLS, cell] for cell in cells])


def _loose(owners: Owners, sizes: dict[int, int], true: set[int]) -> Iterator[tuple[int, set[Cell]]]:
    """Connected parts that are not a whole island, or not all the walls."""
    for name, size in sizes.items():
        left = {cell for of, cell in owners if of == name and owners[of, cell] in true}
        while left:
            part = {min(left)}
            while grown := {y for x in part for y in _near(x)} & left - part:
                part |= grown
            left -= part
            if len(part) < size:
                yield name, part


def _near(cell: Cell) -> list[Cell]:
    r, c = cell
    return [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]


@lru_cache(maxsize=8)  # several answers to one problem are asked about in a row
def _formula(numbers: tuple[str, ...]) -> tuple[list[list[int]], Owners, dict[int, int]]:
    """Clauses, the variable of each owner and cell, and how many cells each owner has; the walls are an owner."""
    cells = [(r, c) for r in range(len(numbers)) for c in range(len(numbers[0]))]
    clues = [(r, c) for r, c in cells if numbers[r][c].isdigit()]
    sizes = {k: int(numbers[r][c]) for k, (r, c) in enumerate(clues)}
    sizes[WALLS] = len(cells) - sum(sizes.values())
    pool = IDPool()
    owners = {(WALLS, cell): pool.id((WALLS, cell)) for cell in cells}
    for k, (r, c) in enumerate(clues):
        owners.update({(k, x): pool.id((k, x)) for x in cells if abs(x[0] - r) + abs(x[1] - c) < sizes[k]})
    clauses = [[owners[k, cell]] for k, cell in enumerate(clues)]
    for cell in cells:
        clauses += CardEnc.equals([owners[k, cell] for k in sizes if (k, cell) in owners], 1, vpool=pool, encoding=EncType.pairwise).clauses
        for other in ((cell[0] + 1, cell[1]), (cell[0], cell[1] + 1)):
            clauses += [
                [-owners[k, cell], -owners[j, other]]
                for k in sizes
                for j in sizes
                if WALLS not in (k, j) and k != j and (k, cell) in owners and (j, other) in owners
            ]
        block = [cell, (cell[0] + 1, cell[1]), (cell[0], cell[1] + 1), (cell[0] + 1, cell[1] + 1)]
        if all((WALLS, x) in owners for x in block):
            clauses.append([-owners[WALLS, x] for x in block])
    for k, size in sizes.items():
        of = [owners[k, cell] for cell in cells if (k, cell) in owners]
        if size > len(of):
            return [[]], owners, sizes
        clauses += CardEnc.equals(of, size, vpool=pool, encoding=EncType.seqcounter).clauses
    return clauses, owners, sizes
