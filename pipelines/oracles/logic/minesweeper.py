"""Independent route: a SAT solver is asked, for each hidden cell, for an arrangement with a mine there and for one without.

Numbers become clauses over subsets of the neighbours, the total a sequential counter."""

import re
from functools import cache
from itertools import combinations

from pysat.card import CardEnc, EncType
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    forced = _forced(tuple(problem["rows"]), problem["total"])
    named = _named(answer, problem["ask"])
    return forced is not None and named == {kind: forced[kind] for kind in named}


def solutions(problem: dict) -> int:
    """The answer is what follows from the board, so there is one unless no arrangement fits."""
    return int(_forced(tuple(problem["rows"]), problem["total"]) is not None)


def _named(answer: str, ask: str) -> dict[str, set[tuple[int, int]]]:
    text = re.sub(r"^\s*\d+[.)]\s+", "", answer.lower(), flags=re.MULTILINE)
    if ask != "both":
        return {ask: _cells(text)}
    named: dict[str, set[tuple[int, int]]] = {"mines": set(), "safe": set()}
    for kind, rest in re.findall(r"(mine|safe)((?:(?!mine|safe).)*)", text, re.DOTALL):
        named["safe" if kind == "safe" else "mines"] |= _cells(rest)
    return named


def _cells(text: str) -> set[tuple[int, int]]:
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return set(zip(numbers[::2], numbers[1::2], strict=False)) if len(numbers) % 2 == 0 else {(0, 0)}


@cache
def _forced(rows: tuple[str, ...], total: int) -> dict[str, set[tuple[int, int]]] | None:
    cells = [(r, c) for r, row in enumerate(rows, 1) for c, cell in enumerate(row, 1) if cell == "#"]
    variable = {cell: i for i, cell in enumerate(cells, 1)}
    clauses: list[list[int]] = []
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row, 1):
            if cell != "#":
                around = [variable[y, x] for y in (r - 1, r, r + 1) for x in (c - 1, c, c + 1) if (y, x) in variable]
                clauses += [[-v for v in some] for some in combinations(around, int(cell) + 1)]
                clauses += [list(some) for some in combinations(around, len(around) - int(cell) + 1)]
    if total >= 0:
        clauses += CardEnc.equals(
            lits=list(variable.values()), bound=total, top_id=len(cells), encoding=EncType.seqcounter
        ).clauses
    with Cadical153(bootstrap_with=clauses) as solver:
        if not solver.solve():
            return None
        return {
            "mines": {cell for cell, v in variable.items() if not solver.solve(assumptions=[-v])},
            "safe": {cell for cell, v in variable.items() if not solver.solve(assumptions=[v])},
        }
