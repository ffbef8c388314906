"""The search kernel equals its slow, obvious twin: every assignment tried, every rule asked."""

from itertools import product
from random import Random

import pytest

from synth.generators.solvers.network import chain, full, network, relation, with_pairs
from synth.generators.solvers.search import OUT_OF_BUDGET, propagate, solve


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
        net.on[:] = on = [rng.randint(0, 1) for _ in [*pairs, *triples]]
        switches = (pairs, on[: len(pairs)]), (triples, on[len(pairs) :])
        kept = [[rule for rule, here in zip(rules, switch, strict=True) if here] for rules, switch in switches]
        assert solve(net, domains, limit=5000)[0] == len(all_solutions(values, groups, *kept, domains))


def test_propagation_reaches_its_fixed_point():
    rng = Random(3)
    for _ in range(800):
        variables, values, groups, pairs, triples, domains = puzzle(rng)
        left = propagate(network(variables, values, groups, pairs, triples), domains)
        assert (None if left is None else left.tolist()) == fixed_point(values, groups, pairs, triples, domains)


def test_a_chain_is_a_running_total():
    """Weights 1 to 5 of the chosen cells add up to the last state, as brute force says."""
    rng = Random(4)
    for _ in range(50):
        total = rng.randint(0, 15)
        triples = []
        for k in range(5):
            triples += chain([5 + k, 6 + k], [k], 16, lambda before, chosen, k=k: before + (k + 1) * chosen)
        net = network(11, 16, triples=triples)
        start = [0b11] * 5 + [1] + [full(16)] * 4 + [1 << total]
        expected = {c for c in product((0, 1), repeat=5) if sum((k + 1) * v for k, v in enumerate(c)) == total}
        assert {tuple(map(int, row[:5])) for row in solve(net, start, 1000)[2]} == expected


def test_relation_and_chain_say_what_they_forbid():
    assert relation(3, lambda v, w: v < w) == [0b110, 0b100, 0]
    ((before, cell, after, table),) = chain([7, 8], [0], 4, lambda state, v: None if v == 3 else state + v)
    assert (before, cell, after) == (7, 0, 8)
    assert table[1] == [0b10, 0b100, 0b1000, 0]
    assert table[3] == [0b1000, 0, 0, 0], "beyond the values there is no state"


def test_a_network_with_other_pairs_is_the_network_of_these():
    less = relation(3, lambda v, w: v < w)
    groups, chains = [(0, 1, 2), (3, 4, 5)], chain([6, 7], [0], 3, lambda total, v: total + v)
    one = network(8, 3, groups, [(0, 1, less)], chains)
    for pairs in ([], [(4, 1)], [(0, 3), (2, 5), (5, 0)]):
        for part, told in zip(with_pairs(one, pairs), network(8, 3, groups, [(x, y, less) for x, y in pairs], chains), strict=True):
            assert part.tolist() == told.tolist() or (not pairs and len(told) == 0 and len(part) == 1)  # a table that nobody uses
