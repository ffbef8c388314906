"""Independent route: tents and who belongs to which tree as a SAT formula, asked for a second solution."""

import re
from functools import cache
from itertools import combinations

import networkx as nx
from pysat.card import CardEnc
from pysat.formula import IDPool
from pysat.solvers import Cadical153


def check(problem: dict, answer: str) -> bool:
    """The pairs of numbers of the text, checked rule by rule; trees and tents by a matching of networkx."""
    tents = {(int(r) - 1, int(c) - 1) for r, c in re.findall(r"(\d+)\D{1,12}?(\d+)", answer)}
    meadow = problem["meadow"]
    if any(not (0 <= r < len(meadow) and 0 <= c < len(meadow[0])) or meadow[r][c] != "." for r, c in tents):
        return False
    if any(max(abs(a - c), abs(b - d)) == 1 for (a, b), (c, d) in combinations(tents, 2)):
        return False
    trees = [(r, c) for r, row in enumerate(meadow) for c, sign in enumerate(row) if sign == "T"]
    graph = nx.Graph()
    graph.add_nodes_from(("tree", *tree) for tree in trees)
    graph.add_edges_from((("tree", *a), ("tent", *b)) for a in trees for b in tents if abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1)
    matched = nx.bipartite.maximum_matching(graph, [("tree", *tree) for tree in trees])
    if len(trees) != len(tents) or len(matched) != 2 * len(trees):
        return False
    told = zip((*problem["rows"], *problem["columns"]), [(0, r) for r in range(len(meadow))] + [(1, c) for c in range(len(meadow[0]))],
               strict=True)  # fmt: skip
    return all(number in (-1, sum(tent[axis] == line for tent in tents)) for number, (axis, line) in told)


def solutions(problem: dict) -> int:
    return _count(tuple(problem["meadow"]), tuple(problem["rows"]), tuple(problem["columns"]))


@cache
def _count(meadow: tuple[str, ...], rows: tuple[int, ...], columns: tuple[int, ...]) -> int:
    """Solutions, up to two; two that differ only in which tent belongs to which tree count once."""
    pool, clauses = IDPool(), []
    cells = [(r, c) for r, row in enumerate(meadow) for c, sign in enumerate(row) if sign == "."]
    tent = {cell: pool.id(cell) for cell in cells}
    trees = [(r, c) for r, row in enumerate(meadow) for c, sign in enumerate(row) if sign == "T"]
    near = {tree: [cell for cell in cells if abs(cell[0] - tree[0]) + abs(cell[1] - tree[1]) == 1] for tree in trees}
    for a, b in combinations(cells, 2):
        if max(abs(a[0] - b[0]), abs(a[1] - b[1])) == 1:
            clauses.append([-tent[a], -tent[b]])
    for tree in trees:
        clauses += CardEnc.equals([pool.id((tree, cell)) for cell in near[tree]], 1, vpool=pool).clauses if near[tree] else [[]]
    for cell in cells:
        owners = [pool.id((tree, cell)) for tree in trees if cell in near[tree]]
        clauses += [[-owner, tent[cell]] for owner in owners] + [[-tent[cell], *owners]]
        clauses += [[-a, -b] for a, b in combinations(owners, 2)]
    for axis, told in ((0, rows), (1, columns)):
        for line, number in enumerate(told):
            own = [tent[cell] for cell in cells if cell[axis] == line]
            if number >= 0 and own:
                clauses += CardEnc.equals(own, number, vpool=pool).clauses
            elif number > 0:
                clauses.append([])
    found = 0
    with Cadical153(bootstrap_with=clauses) as solver:
        while found < 2 and solver.solve():
            found += 1
            true = {literal for literal in solver.get_model() if literal > 0}
            solver.add_clause([-var if var in true else var for var in tent.values()])
    return found
