"""Independent route: heights and views as a SAT formula over (cell, height) and "the highest so far", asked for a second solution."""

import re
from functools import cache
from itertools import combinations

from pysat.card import CardEnc
from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The digits of the text, in order, which must be a solution."""
    size = len(problem["givens"])
    digits = "".join(re.findall(r"\d", re.sub(r"(?i)\brow +\d+ *[:.)]|\\[a-z]+", " ", answer)))
    return len(digits) == size * size and digits in _solutions(*_key(problem), digits)


def solutions(problem: dict) -> int:
    return len(_solutions(*_key(problem), ""))


def _key(problem: dict) -> tuple:
    return "/".join(problem["givens"]), *(tuple(problem[side]) for side in ("top", "bottom", "left", "right"))


@cache
def _solutions(givens: str, top: tuple, bottom: tuple, left: tuple, right: tuple, wanted: str) -> tuple[str, ...]:
    """Up to two solutions; with `wanted`, that one alone, where it is one."""
    rows, n, pool, clauses = givens.split("/"), givens.index("/"), IDPool(), []

    def var(r: int, c: int, v: int) -> int:
        return (r * n + c) * n + v

    pool.occupy(1, n**3)
    numbers = range(1, n + 1)
    for r in range(n):
        for c in range(n):
            clauses.append([var(r, c, v) for v in numbers])
            clauses += [[-var(r, c, v), -var(r, c, w)] for v, w in combinations(numbers, 2)]
    lines = [[(r, c) for c in range(n)] for r in range(n)] + [[(r, c) for r in range(n)] for c in range(n)]
    for line in lines:
        clauses += [[-var(*a, v), -var(*b, v)] for a, b in combinations(line, 2) for v in numbers]
    for line, near, far in zip(lines, (*left, *top), (*right, *bottom), strict=True):
        for cells, clue in ((line, near), (line[::-1], far)):
            if clue:
                clauses += _view(cells, clue, n, var, pool)
    shown = [*rows, *(wanted[i : i + n] for i in range(0, len(wanted), n))]
    if not set(wanted) <= set("123456789"[:n]):
        return ()
    clauses += [[var(i % n, c, int(sign))] for i, row in enumerate(shown) for c, sign in enumerate(row) if sign != "."]
    found: list[str] = []
    with Cadical153(bootstrap_with=clauses) as solver:
        while len(found) < 2 and solver.solve():
            true = [literal for literal in solver.get_model()[: n**3] if literal > 0]
            found.append("".join(str((literal - 1) % n + 1) for literal in true))
            solver.add_clause([-literal for literal in true])
    return tuple(found)


def _view(cells, clue, n, var, pool) -> list[list[int]]:
    """Exactly `clue` cells are higher than all before them: a cell of height v is seen unless one before it is higher."""
    clauses, seen = [], []
    for place, cell in enumerate(cells):
        visible = pool.id(("seen", tuple(cells), place))
        seen.append(visible)
        for v in range(1, n + 1):
            taller = [var(*before, w) for before in cells[:place] for w in range(v + 1, n + 1)]
            clauses.append([-var(*cell, v), visible, *taller])
            clauses += [[-var(*cell, v), -visible, -other] for other in taller]
    return clauses + CardEnc.equals(seen, clue, vpool=pool).clauses
