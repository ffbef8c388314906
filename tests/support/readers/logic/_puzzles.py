"""What readers of grid puzzles share: the blocks of equal lines in a prompt, and a search by clauses for a second solution."""

import re
from collections.abc import Callable, Iterable
from itertools import combinations

from pysat.card import CardEnc, EncType
from pysat.solvers import Cadical153
from reading import Unread, body

Grid = list[list[str]]
Cell = tuple[int, int]
Cuts = Callable[[list[int]], list[list[int]]]
"""The clauses that a model breaks of rules too long to write out, none if it keeps them."""


def words(line: str) -> list[str]:
    return line.split()


def block(prompt: str, line: str, least: int = 2) -> Grid:
    """The only run of at least so many lines that match from end to end, as words. Raises Unread where there is none, or more."""
    runs: list[Grid] = [[]]
    for text in body(prompt).splitlines():
        if re.fullmatch(line, text):
            runs[-1].append(words(text))
        elif runs[-1]:
            runs.append([])
    found = [run for run in runs if len(run) >= least]
    if len(found) != 1:
        raise Unread(f"{len(found)} grids in: {prompt}")
    return found[0]


def rectangle(answer: str, rows: int, columns: int) -> Grid | None:
    """An answer of so many lines of so many words each."""
    grid = [words(line) for line in answer.strip().splitlines()]
    return grid if len(grid) == rows and all(len(row) == columns for row in grid) else None


def beside(rows: int, columns: int, row: int, column: int) -> list[tuple[int, int]]:
    """The cells that share a side with one."""
    around = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
    return [(r, c) for r, c in around if 0 <= r < rows and 0 <= c < columns]


def square(answer: str, size: int) -> list[list[int]] | None:
    """An answer of as many lines as numbers a line, all of them from 1 to that many."""
    grid = rectangle(answer, size, size)
    if grid is None or not all(word.isdigit() and 1 <= int(word) <= size for row in grid for word in row):
        return None
    return [list(map(int, row)) for row in grid]


def literal(size: int) -> Callable[[int, int, int], int]:
    """The variable that says that a cell of such a square (row, column) holds a number."""
    return lambda r, c, number: (r * size + c) * size + number


def latin(size: int) -> list[list[int]]:
    """Clauses: every cell has a number, and every row and every column each number from 1 once."""
    at, span = literal(size), range(size)
    units = [[at(r, c, k + 1) for k in span] for r in span for c in span]
    units += [[at(r, c, k + 1) for c in span] for r in span for k in span]
    units += [[at(r, c, k + 1) for r in span] for c in span for k in span]
    return [clause for unit in units for clause in exactly_one(unit)]


def exactly_one(literals: list[int]) -> list[list[int]]:
    return [literals, *([-a, -b] for a, b in combinations(literals, 2))]


def another(clauses: Iterable[list[int]], refused: list[int], cuts: Cuts = lambda model: []) -> bool:
    """Whether the clauses have a model beside those that hold all of `refused`."""
    with Cadical153(bootstrap_with=[*clauses, [-literal for literal in refused]]) as solver:
        while solver.solve():
            model = solver.get_model()
            assert model is not None
            if not (more := cuts(model)):
                return True
            for clause in more:
                solver.add_clause(clause)
    return False


def only(clauses: list[list[int]], told: list[int], cuts: Cuts = lambda model: []) -> bool:
    """Whether these literals keep all rules, and no others do. told: literals that settle all others; cuts: as in `another`."""
    with Cadical153(bootstrap_with=clauses) as solver:
        if not solver.solve(assumptions=told):
            return False
        model = solver.get_model()
    assert model is not None
    return not cuts(model) and not another(clauses, told, cuts)


def exactly(clauses: list[list[int]], top: int, literals: list[int], count: int) -> int:
    """Adds clauses that say that so many of the literals are true; gives the highest variable in use, before `top`."""
    made = CardEnc.equals(literals, count, top_id=top, encoding=EncType.seqcounter)
    clauses += made.clauses
    return max(top, int(made.nv))


def pairs(answer: str) -> list[Cell]:
    """Cells written as (row, column), counted from 0."""
    return [(int(r) - 1, int(c) - 1) for r, c in re.findall(r"\((\d+), (\d+)\)", answer)]
