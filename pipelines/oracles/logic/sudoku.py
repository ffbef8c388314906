"""Independent route: the rules as a SAT formula over (row, column, symbol), solved and asked for a second solution."""

import re
from functools import cache

from pysat.solvers import Cadical153

SYMBOLS = "123456789ABCDEFG"


def check(problem: dict, answer: str) -> bool:
    """Read as the one-character or number tokens of the text, in order, which must be the solver's grid."""
    size = len(problem["givens"])
    tokens = re.findall(r"\d+|[a-zA-Z]", re.sub(r"\\[a-zA-Z]+\{?", " ", answer))
    if any(len(token) > 2 for token in tokens) or (size < 16 and any(len(token) > 1 for token in tokens)):
        tokens = list("".join(re.findall(r"[0-9a-zA-Z]", "".join(tokens))))
    cells = [SYMBOLS[int(token) - 1] if token.isdigit() and 0 < int(token) <= size else token.upper() for token in tokens]
    return len(cells) == size * size and any("".join(cells) == solution for solution in _solve(*_key(problem)))


def solutions(problem: dict) -> int:
    return len(_solve(*_key(problem)))


def _key(problem: dict) -> tuple[str, str, bool]:
    return "/".join(problem["givens"]), "/".join(problem["regions"]), problem["diagonals"]


@cache
def _solve(givens: str, regions: str, diagonals: bool) -> tuple[str, ...]:
    """Up to two solutions."""
    rows, region_rows = givens.split("/"), regions.split("/")
    n = len(rows)

    def var(r: int, c: int, v: int) -> int:
        return (r * n + c) * n + v + 1

    cells = [(r, c) for r in range(n) for c in range(n)]
    houses = [[(r, c) for c in range(n)] for r in range(n)] + [[(r, c) for r in range(n)] for c in range(n)]
    houses += [[(r, c) for r, c in cells if region_rows[r][c] == letter] for letter in sorted(set("".join(region_rows)))]
    if diagonals:
        houses += [[(i, i) for i in range(n)], [(i, n - 1 - i) for i in range(n)]]
    clauses = [[var(r, c, v) for v in range(n)] for r, c in cells]
    clauses += [[-var(r, c, v), -var(r, c, w)] for r, c in cells for v in range(n) for w in range(v)]
    for house in houses:
        for v in range(n):
            clauses.append([var(r, c, v) for r, c in house])
            clauses += [[-var(*a, v), -var(*b, v)] for i, a in enumerate(house) for b in house[:i]]
    clauses += [[var(r, c, SYMBOLS.index(rows[r][c]))] for r, c in cells if rows[r][c] != "."]
    found = []
    with Cadical153(bootstrap_with=clauses) as solver:
        while len(found) < 2 and solver.solve():
            true = [literal for literal in solver.get_model() if literal > 0]
            found.append("".join(SYMBOLS[(literal - 1) % n] for literal in true))
            solver.add_clause([-literal for literal in true])
    return tuple(found)
