"""Independent route: SAT variables for each number in each empty cell, the sums as runs through all partial sums, asked for a second
solution."""

import re
from collections import Counter

from pysat.card import CardEnc, EncType
from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The numbers of the text, in order, added up anew."""
    width, height = len(problem["columns"]), len(problem["rows"])
    found = [int(number) for number in re.findall(r"\d+", re.sub(r"(?i)\brow +\d+ *[:.)]|\\[a-z]+", " ", answer))]
    given = [number for row in problem["table"] for number in row]
    if len(found) != width * height:
        found = [int(digit) for digit in re.findall(r"\d", answer)]  # rows of digits without blanks
    if len(found) != width * height or any(g not in (0, n) for g, n in zip(given, found, strict=True)):
        return False
    rows = [sum(found[y * width : (y + 1) * width]) for y in range(height)]
    columns = [sum(found[x::width]) for x in range(width)]
    placed = [n for g, n in zip(given, found, strict=True) if not g]
    return sorted(placed) == list(problem["numbers"]) and rows == list(problem["rows"]) and columns == list(problem["columns"])


def solutions(problem: dict) -> int:
    """Solutions, up to two."""
    width, height = len(problem["columns"]), len(problem["rows"])
    given = [number for row in problem["table"] for number in row]
    often, pool = Counter(problem["numbers"]), IDPool()
    empty = [x for x, number in enumerate(given) if not number]
    clauses = []
    for x in empty:
        clauses += CardEnc.equals([pool.id((x, v)) for v in often], 1, vpool=pool, encoding=EncType.pairwise).clauses
    for v, times in often.items():
        clauses += CardEnc.equals([pool.id((x, v)) for x in empty], times, vpool=pool, encoding=EncType.seqcounter).clauses
    lines = [range(y * width, y * width + width) for y in range(height)] + [range(x, width * height, width) for x in range(width)]
    for line, total in zip(lines, [*problem["rows"], *problem["columns"]], strict=True):
        missing = total - sum(given[x] for x in line)
        clauses += _sum([x for x in line if not given[x]], missing, sorted(often), pool)
    found = 0
    with Cadical153(bootstrap_with=clauses) as solver:
        while found < 2 and solver.solve():
            found += 1
            true = {literal for literal in solver.get_model() if literal > 0}
            solver.add_clause([-pool.id((x, v)) for x in empty for v in often if pool.id((x, v)) in true])
    return found


def _sum(cells: list[int], total: int, values: list[int], pool: IDPool) -> list[list[int]]:
    """After each cell the partial sum that is reached is marked; what cannot come to the total any more is ruled out."""
    reached, clauses = {0: None}, []
    for place, cell in enumerate(cells):
        after = len(cells) - place - 1
        new: dict[int, int] = {}
        for before, mark in reached.items():
            guard = [] if mark is None else [-mark]
            for value in values:
                partial = before + value
                if after * values[0] <= total - partial <= after * values[-1]:
                    new.setdefault(partial, pool.id((tuple(cells), place, partial)))
                    clauses.append([*guard, -pool.id((cell, value)), new[partial]])
                else:
                    clauses.append([*guard, -pool.id((cell, value))])
        reached = new
    return clauses if total in reached else [*clauses, []]
