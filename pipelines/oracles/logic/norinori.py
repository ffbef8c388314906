"""Independent route: cells as SAT variables, two in each region by counting, one neighbour for each shaded one, asked for a second
solution."""

import re
from functools import cache
from itertools import combinations

from pysat.card import CardEnc
from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The pairs of numbers of the text, as assumptions of the formula."""
    height, width = len(problem["regions"]), len(problem["regions"][0])
    named = [(int(r) - 1, int(c) - 1) for r, c in re.findall(r"(\d+)\D{1,12}?(\d+)", answer)]
    if len(named) != len(set(named)) or any(not (0 <= r < height and 0 <= c < width) for r, c in named):
        return False
    shaded = {r * width + c + 1 for r, c in named}
    with Cadical153(bootstrap_with=_formula(tuple(problem["regions"]))) as solver:
        return bool(solver.solve(assumptions=[x if x in shaded else -x for x in range(1, height * width + 1)]))


def solutions(problem: dict) -> int:
    """Solutions, up to two."""
    size, found = len("".join(problem["regions"])), 0
    with Cadical153(bootstrap_with=_formula(tuple(problem["regions"]))) as solver:
        while found < 2 and solver.solve():
            found += 1
            solver.add_clause([-literal for literal in solver.get_model()[:size]])
    return found


@cache
def _formula(regions: tuple[str, ...]) -> list[list[int]]:
    number = {(r, c): r * len(row) + c + 1 for r, row in enumerate(regions) for c in range(len(row))}
    pool = IDPool(occupied=[[1, len(number)]])
    clauses = []
    for letter in sorted(set("".join(regions))):
        own = [x for (r, c), x in number.items() if regions[r][c] == letter]
        clauses += CardEnc.equals(own, 2, vpool=pool).clauses
    for (r, c), x in number.items():
        beside = [number[cell] for cell in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)) if cell in number]
        clauses.append([-x, *beside])
        clauses += [[-x, -a, -b] for a, b in combinations(beside, 2)]
    return clauses
