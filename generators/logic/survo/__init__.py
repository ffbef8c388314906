"""Survo: random numbers in a table, of which cells are emptied in a random order while one way to fill them stays.

Effort is the number of deductions in the proof of the one solution, over all branches of its search: counts of the cells that a number may
still go to, and readings of a line against its sum."""

from itertools import chain, groupby, permutations, product
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.survo.solver import dig
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.survo import EMPTY, HIGHEST, MOST_COLUMNS, MOST_ROWS, SMALLEST, Survo, verify

TRIES = 100


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=SMALLEST, le=MOST_ROWS)]
    """Rows of the table."""
    columns: Annotated[int, Meta(ge=SMALLEST, le=MOST_COLUMNS)]
    """Columns of the table."""
    highest: Annotated[int, Meta(ge=4, le=HIGHEST)]
    """Largest number that may stand in the table; where it is the number of cells, the table holds 1, 2, 3 and so on once each."""
    empty: Annotated[int, Meta(ge=3, le=MOST_ROWS * MOST_COLUMNS)]
    """Empty cells at most; fewer where more would leave several solutions."""
    nodes: Annotated[int, Meta(ge=1, le=300)]
    """Least nodes of the search that proves the solution; 1: counting and reading lines suffices."""
    nodes_to: Annotated[int, Meta(ge=1, le=1000)]
    """Nodes after which a search for a second solution is given up, so that the cell keeps its number."""
    repeats: bool = False
    """Whether numbers may occur more than once."""

    def __post_init__(self) -> None:
        if self.nodes_to < self.nodes:
            raise ValueError(f"nodes_to={self.nodes_to} lies below nodes={self.nodes}")
        if not self.repeats and self.highest < self.rows * self.columns:
            raise ValueError(f"{self.rows} x {self.columns} different numbers go beyond highest={self.highest}")


LEVELS = (
    Knobs(2, 3, 9, 4, 1, 1),
    Knobs(3, 3, 9, 5, 1, 1),
    Knobs(3, 3, 12, 7, 1, 1),
    Knobs(3, 4, 24, 12, 1, 1),
    Knobs(4, 4, 18, 12, 1, 1),
    Knobs(4, 4, 14, 16, 3, 20, repeats=True),
    Knobs(4, 4, 18, 16, 6, 40),
    Knobs(4, 5, 20, 20, 10, 100),
    Knobs(5, 5, 25, 25, 25, 200),
    Knobs(5, 6, 32, 30, 45, 300),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    cells = knobs.rows * knobs.columns
    numbers = range(1, knobs.highest + 1)
    for _ in range(TRIES):
        drawn = rng.choices(numbers, k=cells) if knobs.repeats else rng.sample(numbers, cells)
        solution = np.array(drawn, np.int64).reshape(knobs.rows, knobs.columns)
        dug = dig(solution, np.array(rng.sample(range(cells), cells), np.int64), knobs.empty, knobs.nodes_to)
        if dug.nodes < knobs.nodes:
            continue
        table = tuple(tuple(row) for row in dug.table.tolist())
        left = sorted(number for number, given in zip(drawn, chain(*table), strict=True) if given == EMPTY)
        problem = Survo(table, tuple(solution.sum(axis=1).tolist()), tuple(solution.sum(axis=0).tolist()), tuple(left))
        return Sample(problem, "\n".join(" ".join(map(str, row)) for row in solution.tolist()), effort=float(dug.deductions))
    raise Discard("no such puzzle found")


def prompt_variables(problem: Survo, rng: Random) -> dict[str, object]:
    wide = max(len(str(number)) for number in (*chain(*problem.table), *problem.columns))
    rows = [[str(number or ".") for number in row] for row in problem.table]
    lines = [f"{' '.join(cell.rjust(wide) for cell in row)} | {told}" for row, told in zip(rows, problem.rows, strict=True)]
    columns = " ".join(str(told).rjust(wide) for told in problem.columns)
    return {
        "rows": [" ".join(row) for row in rows],
        "row_sums": problem.rows,
        "column_sums": problem.columns,
        "numbers": problem.numbers,
        "drawing": "\n".join([*lines, "-" * len(columns), columns]),
        "given": any(chain(*problem.table)),
        "repeats": len(set(problem.numbers)) < len(problem.numbers),
        "examples": ("8 3\n12 6", "5 11\n2 9", "14 7\n1 10")
        if len(problem.columns) > SMALLEST
        else ("8 3 5\n12 6 2", "4 9 1\n7 2 10", "6 1 8\n3 11 5"),
    }


def canonical(problem: Survo) -> object:
    """The table with rows and columns in an order of their own, lying rather than standing."""
    table, rows, columns = problem.table, problem.rows, problem.columns
    upright = tuple(zip(*table, strict=True))
    sides = [(table, rows, columns)] if len(rows) <= len(columns) else []
    sides += [(upright, columns, rows)] if len(rows) >= len(columns) else []
    return problem.numbers, min(_ordered(*side) for side in sides)


def _ordered(table: tuple[tuple[int, ...], ...], rows: tuple[int, ...], columns: tuple[int, ...]) -> tuple[object, ...]:
    """Rows by sum and givens, which no order of columns changes, in each order of those alike; columns by what then stands in them."""

    def alike(row: int) -> tuple[int, list[int]]:
        return rows[row], sorted(table[row])

    ties = [list(group) for _, group in groupby(sorted(range(len(rows)), key=alike), key=alike)]
    orders = (list(chain(*order)) for order in product(*map(permutations, ties)))
    forms = (sorted((told, *(table[row][column] for row in order)) for column, told in enumerate(columns)) for order in orders)
    return sorted(rows), min(forms)


def corrupt(problem: Survo, answer: str, rng: Random) -> str:
    """Two different numbers that were placed exchanged: as the solution is the only one, this is none."""
    rows = [line.split() for line in answer.split("\n")]
    places = [(r, c) for r, row in enumerate(problem.table) for c, given in enumerate(row) if given == EMPTY]
    pairs = [(a, b) for a in places for b in places if rows[a[0]][a[1]] < rows[b[0]][b[1]]]
    if pairs:
        (r, c), (y, x) = rng.choice(pairs)
        rows[r][c], rows[y][x] = rows[y][x], rows[r][c]
    else:
        rows[0][0] = str(int(rows[0][0]) + 1)
    return "\n".join(map(" ".join, rows))


TASK = Task(
    __name__,
    version=1,
    problem=Survo,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(10_000, 100_000) + (1_000_000,) * 8,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
