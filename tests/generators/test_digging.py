"""Dug puzzles keep one solution, lose every clue that can go, and are graded soundly."""

import numpy as np
import pytest

from synth.generators.solvers.digging import PROPAGATION, dig, shuffled
from synth.generators.solvers.grading import SINGLES, SUBSETS, TRIAL, grade
from synth.generators.solvers.grids import neighbours
from synth.generators.solvers.network import full, network, relation
from synth.generators.solvers.search import solve


def latin(n):
    """Rows, columns and (for n = 4) boxes."""
    cells = np.arange(n * n).reshape(n, n)
    boxes = [cells[r : r + 2, c : c + 2].ravel().tolist() for r in (0, 2) for c in (0, 2)] if n == 4 else []
    return cells.tolist() + cells.T.tolist() + boxes


def test_dug_puzzles_have_one_solution_and_are_graded_soundly():
    for seed in range(1, 120):
        n = 4 if seed % 2 else 5
        groups = latin(n)
        net, start = network(n * n, n, groups), np.full(n * n, (1 << n) - 1)
        solution = solve(net, start, 1, seed=seed)[2][0]
        solved = 1 << solution
        for budget in (PROPAGATION, 10_000):
            domains, removed, _ = dig(net, start, solution, shuffled(n * n, seed), n * n, budget)
            assert removed == (domains != solved).sum()
            count, nodes, found = solve(net, domains, 3)
            assert (count, found[0].tolist()) == (1, solution.tolist())
            assert budget > PROPAGATION or nodes == 1, "propagation alone was promised to solve it"
            for x in np.flatnonzero(domains == solved):  # no cell was left that could be taken back
                more = domains.copy()
                more[x] = start[x]
                assert solve(net, more, 2, budget)[0] != 1
            for hardest in (SINGLES, SUBSETS):
                used, effort, state = grade(net, domains, hardest)
                assert (state & solved == solved).all(), "a value of the solution was crossed out"
                assert (used != TRIAL) == (state == solved).all()
                assert effort >= removed
                if hardest == SINGLES:
                    assert (used == SINGLES) == (nodes == 1), "singles are what propagation finds"
        assert dig(net, start, solution, shuffled(n * n, seed), 3, PROPAGATION).removed == 3


@pytest.mark.parametrize("n", [4, 5])
def test_constraints_are_dug_like_givens(n):
    """Futoshiki: of the givens and the signs between neighbours those stay that the one solution needs."""
    cells = range(n * n)
    less = relation(n, lambda v, w: v < w)
    for seed in range(1, 20):
        rules = latin(n)[: 2 * n]
        solution = solve(network(n * n, n, rules), [full(n)] * n * n, 1, seed=seed)[2][0]
        beside = [(x, y) for x in cells for y in neighbours(n, n)[x] if solution[x] < solution[y]]
        net, start = network(n * n, n, rules, [(x, y, less) for x, y in beside]), [full(n)] * n * n
        clues = shuffled(n * n + len(beside), seed)
        dug = dig(net, start, solution, clues, most=1000, budget=10_000)
        assert (dug.domains != 1 << solution).sum() + (dug.on == 0).sum() == dug.removed
        assert net.on.all(), "the network stays as it is"
        assert len(solve(net._replace(on=dug.on), dug.domains, 2)[2]) == 1
        for clue in clues:
            domains, on = dug.domains.copy(), dug.on.copy()
            if clue < n * n:
                domains[clue] = start[clue]
            else:
                on[clue - n * n] = 0
            if (domains != dug.domains).any() or (on != dug.on).any():
                assert solve(net._replace(on=on), domains, 2)[0] == 2, "a clue was left that could go"


def test_digging_ends_where_a_clue_that_is_to_go_stays():
    """With `must`: the same puzzle where all of these go, and where one of them stays, that is seen."""
    ends = set()
    for seed in range(1, 60):
        net, start = network(16, 4, latin(4)), [full(4)] * 16
        solution = solve(net, start, 1, seed=seed)[2][0]
        order, must = shuffled(16, seed), 6 + seed % 6
        for budget in (PROPAGATION, 2, 10_000):
            whole, dug = (dig(net, start, solution, order, 1000, budget, must=m) for m in (0, must))
            goes = all(whole.domains[x] != 1 << solution[x] for x in order[:must])
            ends.add(goes)
            if goes:
                assert dug.domains.tolist() == whole.domains.tolist()
                assert dug.removed == whole.removed
            else:
                assert any(dug.domains[x] == 1 << solution[x] for x in order[:must])
                assert dug.removed < must
    assert ends == {True, False}
