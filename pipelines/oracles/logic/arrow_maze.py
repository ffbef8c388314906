"""Independent route: satisfiability. A cell's arrow is one of eight Booleans; an arrow demands a number or the same arrow behind
it; a number counts the arrows that point away from it on its eight lines. Solved whole, then compared with the answer."""

import re
from functools import cache

from pysat.card import CardEnc, EncType
from pysat.solvers import Cadical153

ARROWS = "↑↗→↘↓↙←↖"
NAMES = dict(zip(("N", "NE", "E", "SE", "S", "SW", "W", "NW"), ARROWS, strict=True))
COMPASS = {"N": (-1, 0), "E": (0, 1), "S": (1, 0), "W": (0, -1)}
WAYS = {arrow: tuple(sum(COMPASS[c][axis] for c in name) for axis in (0, 1)) for name, arrow in NAMES.items()}


@cache
def _models(grid: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Up to two solutions, each the flat list of cells."""
    cells = {(i, j): cell for i, row in enumerate(grid) for j, cell in enumerate(row.split())}
    free = [at for at, cell in cells.items() if not cell.isdigit()]
    names = {(at, arrow): number for number, (at, arrow) in enumerate(((a, b) for a in free for b in ARROWS), 1)}
    top = len(names)
    with Cadical153() as solver:
        for at in free:
            solver.add_clause([names[at, arrow] for arrow in ARROWS])
            for arrow, (down, right) in WAYS.items():
                for other in ARROWS:
                    if other < arrow:
                        solver.add_clause([-names[at, arrow], -names[at, other]])
                behind = (at[0] - down, at[1] - right)
                if behind not in cells:
                    solver.add_clause([-names[at, arrow]])
                elif behind in free:
                    solver.add_clause([-names[at, arrow], names[behind, arrow]])
            if cells[at] in ARROWS:
                solver.add_clause([names[at, cells[at]]])
        for at, cell in cells.items():
            if cell.isdigit():
                line = []
                for arrow, (down, right) in WAYS.items():
                    y, x = at[0] + down, at[1] + right
                    while (y, x) in free:
                        line.append(names[(y, x), arrow])
                        y, x = y + down, x + right
                if len(line) < int(cell):
                    return ()
                sums = CardEnc.equals(line, int(cell), top_id=top, encoding=EncType.seqcounter)
                top = max(top, sums.nv)
                for clause in sums.clauses:
                    solver.add_clause(clause)
        found = []
        while len(found) < 2 and solver.solve():
            true = {v for v in solver.get_model() if 0 < v <= len(names)}
            chosen = [name for name, number in names.items() if number in true]
            found.append(tuple(dict(chosen).get(at, cell) for at, cell in cells.items()))
            solver.add_clause([-names[name] for name in chosen])
    return tuple(found)


def solutions(problem: dict) -> int:
    return len(_models(tuple(problem["grid"])))


def check(problem: dict, answer: str) -> bool:
    (solution,) = _models(tuple(problem["grid"]))
    tokens = re.findall(r"[↑↗→↘↓↙←↖]|\d+|\b[NS]?[EW]\b|\b[NS]\b", answer, re.IGNORECASE)
    read = [NAMES.get(token.upper(), token) for token in tokens]
    return read == list(solution) or (all(len(cell) == 1 for cell in solution) and "".join(read) == "".join(solution))
