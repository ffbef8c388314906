"""Independent route: rules and signs as a SAT formula over (cell, number), solved and asked for a second solution."""

import re
from functools import cache
from itertools import combinations

from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The digits of the text, in order, which must be a solution; brackets, signs and labels of rows are passed over."""
    size = len(problem["givens"])
    digits = re.findall(r"\d", re.sub(r"(?i)\brow +\d+ *[:.)]|\\[a-z]+", " ", answer))
    return len(digits) == size * size and "".join(digits) in _solutions(*_key(problem), "".join(digits))


def solutions(problem: dict) -> int:
    return len(_solutions(*_key(problem), ""))


def _key(problem: dict) -> tuple[str, ...]:
    return "/".join(problem["givens"]), "/".join(problem["across"]), "/".join(problem["down"])


@cache
def _solutions(givens: str, across: str, down: str, wanted: str) -> tuple[str, ...]:
    """Up to two solutions; with `wanted`, that one alone, where it is one."""
    rows, n = givens.split("/"), givens.index("/")

    def var(r: int, c: int, v: int) -> int:
        return (r * n + c) * n + v

    cells, numbers = [(r, c) for r in range(n) for c in range(n)], range(1, n + 1)
    clauses = [[var(r, c, v) for v in numbers] for r, c in cells]
    for v in numbers:
        for line in [[(r, c) for c in range(n)] for r in range(n)] + [[(r, c) for r in range(n)] for c in range(n)]:
            clauses += [[-var(*a, v), -var(*b, v)] for a, b in combinations(line, 2)]
    clauses += [[-var(r, c, v), -var(r, c, w)] for r, c in cells for v, w in combinations(numbers, 2)]
    signs = [((r, c), (r, c + 1), sign) for r, line in enumerate(across.split("/")) for c, sign in enumerate(line)]
    signs += [((r, c), (r + 1, c), sign) for r, line in enumerate(down.split("/")) for c, sign in enumerate(line)]
    for first, second, sign in signs:
        if sign != ".":
            small, large = (first, second) if sign in "<^" else (second, first)
            clauses += [[-var(*small, v), -var(*large, w)] for v in numbers for w in range(1, v + 1)]
    shown = [*rows, *(wanted[i : i + n] for i in range(0, len(wanted), n))]
    clauses += [[var(i % n, c, int(sign))] for i, row in enumerate(shown) for c, sign in enumerate(row) if sign in "123456789"[:n]]
    found = []
    with Cadical153(bootstrap_with=clauses) as solver:
        while len(found) < 2 and solver.solve():
            true = [literal for literal in solver.get_model() if literal > 0]
            found.append("".join(str((literal - 1) % n + 1) for literal in true))
            solver.add_clause([-literal for literal in true])
    return tuple(found)
