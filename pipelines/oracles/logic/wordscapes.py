"""Independent route: a SAT formula over (place, word) and (cell, letter), asked for a second filling."""

import re
from functools import cache
from itertools import combinations

from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The letters and blocks of the text, in order, which must be a filling."""
    text = re.sub(r"(?i)\brow +\d+ *[:.)]|第.{1,2}行|\\[a-z]+", " ", answer).lower()
    signs = "".join(re.findall(r"[a-z\u4e00-\u9fff#]", text))
    size = sum(map(len, problem["grid"]))
    return len(signs) == size and bool(_fillings(*_key(problem), signs))


def solutions(problem: dict) -> int:
    return len(_fillings(*_key(problem), ""))


def _key(problem: dict) -> tuple:
    return tuple(problem["grid"]), tuple(problem["across"]), tuple(problem["down"]), tuple(problem["either"])


@cache
def _fillings(grid: tuple, across: tuple, down: tuple, either: tuple, wanted: str) -> tuple[str, ...]:
    """Up to two fillings; with `wanted`, that one alone, where it is one."""
    width, pool, clauses = len(grid[0]), IDPool(), []
    shown = "".join(grid)
    if wanted and any((a == "#") != (b == "#") for a, b in zip(wanted, shown, strict=True)):
        return ()
    places = []  # (cells, words that may stand there)
    for flat, step, words in ((False, 1, across + either), (True, width, down + either)):
        lines = ["".join(column) for column in zip(*grid, strict=True)] if flat else list(grid)
        for number, line in enumerate(lines):
            for run in re.finditer(r"[^#]{2,}", line):
                first = run.start() * width + number if flat else number * width + run.start()
                places.append(([first + k * step for k in range(len(run[0]))], words))
    letters = sorted(set("".join(across + down + either)))
    standing: dict[str, list[int]] = {}
    for number, (cells, words) in enumerate(places):
        fitting = [word for word in words if len(word) == len(cells)]
        here = [pool.id((number, word)) for word in fitting]
        clauses.append(here)
        clauses += [[-a, -b] for a, b in combinations(here, 2)]
        for word, literal in zip(fitting, here, strict=True):
            standing.setdefault(word, []).append(literal)
            clauses += [[-literal, pool.id((cell, letter))] for cell, letter in zip(cells, word, strict=True)]
    for literals in standing.values():
        clauses += [[-a, -b] for a, b in combinations(literals, 2)]
    if len(standing) < len(places):
        return ()
    for cell, sign in enumerate(shown):
        if sign != "#":
            clauses += [[-pool.id((cell, a)), -pool.id((cell, b))] for a, b in combinations(letters, 2)]
        for text in (shown, wanted or shown):
            if text[cell] not in ".#":
                clauses.append([pool.id((cell, text[cell]))])
    found: list[str] = []
    with Cadical153(bootstrap_with=clauses) as solver:
        while len(found) < 2 and solver.solve():
            true = {literal for literal in solver.get_model() if literal > 0}
            filling = [(cell, a) for cell, sign in enumerate(shown) if sign != "#" for a in letters if pool.id((cell, a)) in true]
            found.append("".join(letter for _, letter in filling))
            solver.add_clause([-pool.id(item) for item in filling])
    return tuple(found)
