"""Independent route: a SAT formula over (place, word) and (crossing, letter), asked for the filling and for a second one."""

import re
from functools import lru_cache
from itertools import combinations

from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The letters and blocks of the text, in order, which must be a filling."""
    text = re.sub(r"(?i)\brow +\d+ *[:.)]|第.{1,2}行|\\[a-z]+", " ", answer).lower()
    signs, shown = "".join(re.findall(r"[a-z\u4e00-\u9fff#]", text)), "".join(problem["grid"])
    if len(signs) != len(shown) or any(given != sign and (given != "." or sign == "#") for given, sign in zip(shown, signs, strict=True)):
        return False
    solver, places = _formula(*_key(problem))
    written = [standing.get("".join(signs[cell] for cell in cells)) for cells, standing in places]
    return None not in written and solver.solve(assumptions=written)


def solutions(problem: dict) -> int:
    """How many fillings there are, up to two."""
    solver, places = _formula(*_key(problem))
    if not solver.solve():
        return 0
    other = solver.nof_vars() + 1  # asks for another filling
    words = {literal for _, standing in places for literal in standing.values()}
    solver.add_clause([-other, *(-literal for literal in solver.get_model() if literal in words)])
    return 1 + solver.solve(assumptions=[other])


def _key(problem: dict) -> tuple:
    return tuple(problem["grid"]), tuple(problem["across"]), tuple(problem["down"]), tuple(problem["either"])


@lru_cache(maxsize=2)
def _formula(grid: tuple, across: tuple, down: tuple, either: tuple) -> tuple:
    """The solver; and for each place its cells, and for each word that may stand there what says that it does."""
    width, pool, clauses = len(grid[0]), IDPool(), []
    shown = "".join(grid)
    places: list[tuple[list[int], dict[str, int]]] = []
    for upright, step, words in ((False, 1, across + either), (True, width, down + either)):
        lines = ["".join(column) for column in zip(*grid, strict=True)] if upright else list(grid)
        for number, line in enumerate(lines):
            for run in re.finditer(r"[^#]{2,}", line):
                first = run.start() * width + number if upright else number * width + run.start()
                cells = [first + k * step for k in range(len(run[0]))]
                fitting = [word for word in words if re.fullmatch("".join(shown[cell] for cell in cells), word)]
                places.append((cells, {word: pool.id((first, upright, word)) for word in fitting}))
    standing: dict[str, list[int]] = {}
    crossing: dict[int, set[str]] = {}
    covered = [cell for cells, _ in places for cell in cells]
    for cells, here in places:
        clauses.append([*here.values()])
        clauses += [[-a, -b] for a, b in combinations(here.values(), 2)]
        for word, literal in here.items():
            standing.setdefault(word, []).append(literal)
            for cell, letter in zip(cells, word, strict=True):
                if covered.count(cell) > 1:
                    crossing.setdefault(cell, set()).add(letter)
                    clauses.append([-literal, pool.id((cell, letter))])
    for literals in standing.values():
        clauses += [[-a, -b] for a, b in combinations(literals, 2)]
    for cell, letters in crossing.items():
        clauses += [[-pool.id((cell, a)), -pool.id((cell, b))] for a, b in combinations(sorted(letters), 2)]
    return Cadical153(bootstrap_with=clauses), places
