"""Independent route: stars as SAT variables with counted rows, columns and regions, asked for a second solution."""

import re
from functools import cache
from itertools import combinations

from pysat.card import CardEnc
from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The pairs of numbers of the text, as assumptions of the formula."""
    size = len(problem["regions"])
    named = [(int(r) - 1, int(c) - 1) for r, c in re.findall(r"(\d+)\D{1,12}?(\d+)", answer)]
    if len(named) != len(set(named)) or any(not (0 <= r < size and 0 <= c < size) for r, c in named):
        return False
    stars = {r * size + c + 1 for r, c in named}
    with Cadical153(bootstrap_with=_formula(tuple(problem["regions"]), problem["stars"])) as solver:
        return bool(solver.solve(assumptions=[x if x in stars else -x for x in range(1, size * size + 1)]))


def solutions(problem: dict) -> int:
    """Solutions, up to two."""
    size, found = len(problem["regions"]), 0
    with Cadical153(bootstrap_with=_formula(tuple(problem["regions"]), problem["stars"])) as solver:
        while found < 2 and solver.solve():
            found += 1
            solver.add_clause([-literal for literal in solver.get_model()[: size * size]])
    return found


@cache
def _formula(regions: tuple[str, ...], stars: int) -> list[list[int]]:
    size = len(regions)
    cells = [(r, c) for r in range(size) for c in range(size)]
    pool = IDPool(occupied=[[1, size * size]])
    groups = [[cell for cell in cells if cell[axis] == k] for axis in (0, 1) for k in range(size)]
    groups += [[(r, c) for r, c in cells if regions[r][c] == letter] for letter in sorted(set("".join(regions)))]
    clauses = []
    for group in groups:
        clauses += CardEnc.equals([r * size + c + 1 for r, c in group], stars, vpool=pool).clauses
        if len(group) < stars:
            clauses.append([])
    for a, b in combinations(cells, 2):
        if max(abs(a[0] - b[0]), abs(a[1] - b[1])) == 1:
            clauses.append([-(a[0] * size + a[1] + 1), -(b[0] * size + b[1] + 1)])
    return clauses
