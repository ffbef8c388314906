"""The constraint kernel equals its slow, obvious twin: every assignment tried, every rule asked."""

from itertools import product
from random import Random

import numpy as np
import pytest
from numba import njit

from synth.generators.logic.sudoku.regions import partition
from synth.generators.solvers.digging import SINGLES, SUBSETS, TRIAL, dig, grade, shuffled
from synth.generators.solvers.finite import OUT_OF_BUDGET, Network, network, propagate, scratch, solve


def puzzle(rng):
    """A random small network: (variables, values, groups, pairs, triples, domains)."""
    variables, values = rng.randint(1, 6), rng.randint(1, 4)
    full = (1 << values) - 1
    some = [rng.sample(range(variables), rng.randint(1, min(variables, values + (rng.random() < 0.1)))) for _ in range(rng.randint(0, 3))]
    some += [rng.sample(range(variables), values) for _ in range(rng.randint(0, 2)) if values <= variables]

    def mask():
        return rng.getrandbits(values) | (rng.getrandbits(values) if rng.random() < 0.6 else 0)

    pairs = [(*rng.sample(range(variables), 2), [mask() for _ in range(values)]) for _ in range(rng.randint(0, 3)) if variables > 1]
    triples = [
        (*rng.sample(range(variables), 3), [[mask() for _ in range(values)] for _ in range(values)])
        for _ in range(rng.randint(0, 2))
        if variables > 2
    ]
    domains = [full if rng.random() < 0.7 else rng.getrandbits(values) | 1 << rng.randrange(values) for _ in range(variables)]
    if rng.random() < 0.03:
        domains[rng.randrange(variables)] = 0
    return variables, values, some, pairs, triples, domains


def all_solutions(values, groups, pairs, triples, domains):
    return {
        row
        for row in product(range(values), repeat=len(domains))
        if all(domain >> v & 1 for domain, v in zip(domains, row, strict=True))
        and all(len({row[x] for x in group}) == len(group) for group in groups)
        and all(table[row[x]] >> row[y] & 1 for x, y, table in pairs)
        and all(table[row[x]][row[y]] >> row[z] & 1 for x, y, z, table in triples)
    }


def fixed_point(values, groups, pairs, triples, domains):
    """What propagation promises, rule by rule until nothing changes; None when a domain empties. Sets instead of masks."""
    now = [{v for v in range(values) if domain >> v & 1} for domain in domains]
    while True:
        before = [set(d) for d in now]
        for group in groups:
            for x in group:
                for y in group:
                    if x != y and len(now[x]) == 1:
                        now[y] -= now[x]
            if len(set().union(*(now[x] for x in group))) < len(group):
                return None
            if len(group) == values:
                for v in range(values):
                    places = [x for x in group if v in now[x]]
                    if len(places) == 1:
                        now[places[0]] &= {v}
        for x, y, table in pairs:
            now[x] = {v for v in now[x] if any(table[v] >> w & 1 for w in now[y])}
            now[y] = {w for w in now[y] if any(table[v] >> w & 1 for v in now[x])}
        for x, y, z, table in triples:
            fits = [c for c in product(now[x], now[y], now[z]) if table[c[0]][c[1]] >> c[2] & 1]
            now[x], now[y], now[z] = ({c[k] for c in fits} for k in range(3))
        if not all(now):
            return None
        if now == before:
            return [sum(1 << v for v in d) for d in now]


def test_search_finds_what_brute_force_finds(scale):
    rng = Random(1)
    for number in range(800 * scale):
        variables, values, groups, pairs, triples, domains = puzzle(rng)
        truth = all_solutions(values, groups, pairs, triples, domains)
        net = network(variables, values, groups, pairs, triples)
        for seed in (0, number + 1):
            count, nodes, found = solve(net, domains, limit=5000, seed=seed)
            assert count == len(truth) == len(found)
            assert {tuple(map(int, row)) for row in found} == truth
            assert nodes >= 1
            for limit in (1, 2, 3):
                count, _, found = solve(net, domains, limit=limit, seed=seed)
                assert count == min(limit, len(truth)) == len(found)
                rows = {tuple(map(int, row)) for row in found}
                assert rows <= truth
                assert len(rows) == count
        budget, nodes = rng.randint(1, 4), solve(net, domains, limit=5000)[1]
        count, used, _ = solve(net, domains, limit=5000, budget=budget)
        assert used <= budget
        if nodes <= budget:
            assert count == len(truth)
        if count != OUT_OF_BUDGET:
            assert count == len(truth)


def test_a_search_without_budget_left_says_so():
    """Four variables, four values, no rule: 256 solutions, none by propagation alone."""
    net = network(4, 4)
    assert solve(net, [15] * 4, limit=2, budget=1)[:2] == (OUT_OF_BUDGET, 1)
    assert len(solve(net, [15] * 4, limit=2, budget=1)[2]) == 0
    count, nodes, _ = solve(net, [15] * 4, limit=1000)
    assert count == 256
    assert solve(net, [15] * 4, limit=1000, budget=nodes)[0] == 256
    assert solve(net, [15] * 4, limit=1000, budget=nodes - 1)[0] == OUT_OF_BUDGET
    with pytest.raises(ValueError, match="limit"):
        solve(net, [15] * 4, limit=0)


def test_switched_off_rules_do_not_count():
    rng = Random(2)
    for _ in range(300):
        variables, values, groups, pairs, triples, domains = puzzle(rng)
        net = network(variables, values, groups, pairs, triples)
        pair_on, triple_on = ([rng.randint(0, 1) for _ in rules] for rules in (pairs, triples))
        net.pair_on[:], net.triple_on[:] = pair_on, triple_on
        kept = [[rule for rule, on in zip(rules, switch, strict=True) if on] for rules, switch in ((pairs, pair_on), (triples, triple_on))]
        assert solve(net, domains, limit=5000)[0] == len(all_solutions(values, groups, *kept, domains))


@njit
def _propagated(domains, *arrays):
    work, n = domains.copy(), len(domains)
    queue, queued = np.arange(n), np.ones(n, np.bool_)
    ok = propagate(Network(*arrays), work, queue, queued, n)
    return ok, work, queued.any()


def test_propagation_reaches_its_fixed_point():
    rng = Random(3)
    for _ in range(800):
        variables, values, groups, pairs, triples, domains = puzzle(rng)
        ok, work, waiting = _propagated(np.array(domains), *network(variables, values, groups, pairs, triples))
        expected = fixed_point(values, groups, pairs, triples, domains)
        assert not waiting
        assert (work.tolist() if ok else None) == expected


def latin(n):
    """Rows, columns and (for n = 4) boxes."""
    cells = np.arange(n * n).reshape(n, n)
    boxes = [cells[r : r + 2, c : c + 2].ravel().tolist() for r in (0, 2) for c in (0, 2)] if n == 4 else []
    return cells.tolist() + cells.T.tolist() + boxes


@njit
def _dug(solved, start, seed, holes, budget, *arrays):
    net = Network(*arrays)
    return dig(net, start, solved, shuffled(len(solved), seed), holes, budget, scratch(net, len(solved)))


@njit
def _graded(domains, hardest, *arrays):
    state = domains.copy()
    used, looks = grade(Network(*arrays), state, hardest)
    return used, looks, state


def test_dug_puzzles_have_one_solution_and_are_graded_soundly():
    for seed in range(1, 120):
        n = 4 if seed % 2 else 5
        groups = latin(n)
        net, start = network(n * n, n, groups), np.full(n * n, (1 << n) - 1)
        solution = solve(net, start, 1, seed=seed)[2][0]
        solved = 1 << solution
        for budget in (1, 10_000):
            domains, opened = _dug(solved, start, seed, n * n, budget, *net)
            assert opened == (domains != solved).sum()
            count, nodes, found = solve(net, domains, 3)
            assert (count, found[0].tolist()) == (1, solution.tolist())
            assert budget > 1 or nodes == 1, "propagation alone was promised to solve it"
            for x in np.flatnonzero(domains == solved):  # no cell was left that could be opened
                more = domains.copy()
                more[x] = start[x]
                assert solve(net, more, 2, budget)[0] != 1
            for hardest in (SINGLES, SUBSETS):
                used, looks, state = _graded(domains, hardest, *net)
                assert (state & solved == solved).all(), "a value of the solution was crossed out"
                assert (used != TRIAL) == (state == solved).all()
                assert looks >= opened
                if hardest == SINGLES:
                    assert (used == SINGLES) == (nodes == 1), "singles are what propagation finds"
        assert _dug(solved, start, seed, 3, 1, *net)[1] == 3


def test_partitions_stay_connected_and_get_far():
    start = np.indices((9, 9))[0] // 3 * 3 + np.indices((9, 9))[1] // 3
    seen = set()
    for seed in range(60):
        regions = partition(start, 12 * 81, seed)
        assert np.bincount(regions.ravel()).tolist() == [9] * 9
        for region in range(9):
            cells = {(int(r), int(c)) for r, c in np.argwhere(regions == region)}
            reached = [min(cells)]
            for r, c in reached:
                reached += [at for at in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)) if at in cells and at not in reached]
            assert set(reached) == cells
        seen.add(regions.tobytes())
    assert len(seen) == 60
