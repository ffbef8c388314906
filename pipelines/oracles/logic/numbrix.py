"""Independent route: a SAT variable for each number and cell, asked for a second solution."""

import re
from functools import cache

from pysat.card import CardEnc, EncType
from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The numbers of the text in reading order, as assumptions of the formula."""
    size = len(problem["givens"])
    numbers = [int(number) for number in re.findall(r"\d+", answer)]
    if len(numbers) != size * size or not all(1 <= number <= size * size for number in numbers):
        return False
    with Cadical153(bootstrap_with=_formula(size)) as solver:
        placed = [_variable(size, number, cell) for cell, number in enumerate(numbers)]
        return bool(solver.solve(assumptions=placed + _given(problem)))


def solutions(problem: dict) -> int:
    """Solutions, up to two."""
    size, found = len(problem["givens"]), 0
    with Cadical153(bootstrap_with=_formula(size)) as solver:
        for literal in _given(problem):
            solver.add_clause([literal])
        while found < 2 and solver.solve():
            found += 1
            solver.add_clause([-literal for literal in solver.get_model()[: size**4] if literal > 0])
    return found


def _variable(size: int, number: int, cell: int) -> int:
    return (number - 1) * size * size + cell + 1


def _given(problem: dict) -> list[int]:
    size = len(problem["givens"])
    cells = [number for row in problem["givens"] for number in row]
    return [_variable(size, number, cell) for cell, number in enumerate(cells) if number]


@cache
def _formula(size: int) -> list[list[int]]:
    """Every number in one cell, every cell with one number, each number beside the one before and the one after."""
    every = range(size * size)
    pool = IDPool(occupied=[[1, size**4]])
    clauses = []
    for a in every:
        for group in ([_variable(size, a + 1, cell) for cell in every], [_variable(size, number + 1, a) for number in every]):
            clauses += CardEnc.equals(group, 1, vpool=pool, encoding=EncType.seqcounter).clauses
    for cell in every:
        near = [other for other in every if abs(other // size - cell // size) + abs(other % size - cell % size) == 1]
        for number in range(1, size * size + 1):
            for beside in {number - 1, number + 1} & set(range(1, size * size + 1)):
                clauses.append([-_variable(size, number, cell), *(_variable(size, beside, other) for other in near)])
    return clauses
