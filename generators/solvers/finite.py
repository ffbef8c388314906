"""Finite-domain constraint solving on bitmasks: all-different groups and table constraints on pairs and triples.

One kernel for Latin squares, Sudoku variants, house-and-attribute puzzles and the like. A variable's domain is an int64 whose
bit v says that value v is possible. Propagation runs to a fixed point (naked and hidden singles, table support); search
branches on the variable with the fewest values left. Effort is bounded by a budget of nodes, never by time.

    net = network(variables, values, groups=[(0, 1, 2)], pairs=[(0, 1, less)], triples=[...])
    count, nodes, found = solve(net, domains, limit=2)

`less` is an array of `values` masks: entry v holds the values that the second variable may have when the first has v. A triple's
array is `values x values`: the masks of the third by the first two. Other compiled kernels may call `search` themselves.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
OUT_OF_BUDGET = -1
NO_BUDGET = 1 << 60


class Network(NamedTuple):
    """The compiled constraints. `pair_on` and `triple_on` may be written to: 0 switches a constraint off."""

    group_start: Ints  # CSR: group -> its variables
    group_variables: Ints
    group_full: Ints  # 1 when the group has as many variables as there are values, so each value occurs
    in_groups_start: Ints  # CSR: variable -> its groups
    in_groups: Ints
    pairs: Ints  # (n, 2)
    pair_tables: Ints  # (n, 2, values): both directions
    pair_on: Ints
    in_pairs_start: Ints  # CSR: variable -> its pairs
    in_pairs: Ints
    triples: Ints  # (n, 3)
    triple_tables: Ints  # (n, values, values)
    triple_on: Ints
    in_triples_start: Ints
    in_triples: Ints


def network(
    variables: int,
    values: int,
    groups: Iterable[Sequence[int]] = (),
    pairs: Iterable[tuple[int, int, Sequence[int]]] = (),
    triples: Iterable[tuple[int, int, int, Sequence[Sequence[int]]]] = (),
) -> Network:
    """Compile constraints over `variables` variables with values 0 .. `values` - 1 (at most 62)."""
    if not 1 <= values <= 62:
        raise ValueError("1 to 62 values")
    groups, pairs, triples = list(groups), list(pairs), list(triples)
    pair_tables = np.zeros((len(pairs), 2, values), np.int64)
    for k, (_, _, table) in enumerate(pairs):
        for v, mask in enumerate(table):
            pair_tables[k, 0, v] = mask
            for w in range(values):
                pair_tables[k, 1, w] |= (mask >> w & 1) << v
    triple_tables = np.zeros((len(triples), values, values), np.int64)
    for k, triple in enumerate(triples):
        triple_tables[k] = triple[3]
    return Network(
        *_csr(groups),
        np.array([len(group) == values for group in groups], np.int64),
        *_csr(_inverse(groups, variables)),
        np.array([pair[:2] for pair in pairs], np.int64).reshape(-1, 2),
        pair_tables,
        np.ones(len(pairs), np.int64),
        *_csr(_inverse([pair[:2] for pair in pairs], variables)),
        np.array([triple[:3] for triple in triples], np.int64).reshape(-1, 3),
        triple_tables,
        np.ones(len(triples), np.int64),
        *_csr(_inverse([triple[:3] for triple in triples], variables)),
    )


def _csr(rows: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    start = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)
    return start, np.array([item for row in rows for item in row], np.int64)


def _inverse(rows: Sequence[Sequence[int]], size: int) -> list[list[int]]:
    inverse: list[list[int]] = [[] for _ in range(size)]
    for k, row in enumerate(rows):
        for item in row:
            inverse[item].append(k)
    return inverse


def solve(
    net: Network, domains: Any, limit: int = 2, budget: int = NO_BUDGET, seed: int = 0
) -> tuple[int, int, Ints]:
    """Look for up to `limit` solutions. Returns how many were found (OUT_OF_BUDGET when `budget` nodes did not settle it), the
    nodes of the search (1 = propagation alone) and the solutions as rows of values. A non-zero seed shuffles the order of
    variables of equal size and of values, so the first solution is a random one."""
    count, nodes, found = search(net, np.array(domains, dtype=np.int64), limit, budget, seed)
    return int(count), int(nodes), found[: max(count, 0)]


@njit(cache=True)
def _only(mask):
    return mask & (mask - 1) == 0


@njit(cache=True)
def _bits(mask):
    n = 0
    while mask:
        mask &= mask - 1
        n += 1
    return n


@njit(cache=True)
def _position(bit):
    n = 0
    while bit > 1:
        bit >>= 1
        n += 1
    return n


@njit(cache=True)
def _narrow(domains, x, mask, queue, queued, tail):
    """Intersect x's domain; queue x when it shrank. Returns (new tail, domain still non-empty)."""
    new = domains[x] & mask
    if new == domains[x]:
        return tail, True
    domains[x] = new
    if not queued[x]:
        queued[x] = True
        queue[tail % len(queue)] = x
        tail += 1
    return tail, new != 0


@njit(cache=True)
def propagate(net, domains, queue, queued, tail):
    """Run the queued variables (queue[0:tail], flagged in `queued`) to a fixed point; False when a domain becomes empty."""
    head = 0
    ok = True
    while head < tail:
        x = queue[head % len(queue)]
        head += 1
        queued[x] = False
        single = _only(domains[x])
        for k in range(net.in_groups_start[x], net.in_groups_start[x + 1]):
            g = net.in_groups[k]
            a, b = net.group_start[g], net.group_start[g + 1]
            if single:
                for i in range(a, b):
                    y = net.group_variables[i]
                    if y != x:
                        tail, ok = _narrow(domains, y, ~domains[x], queue, queued, tail)
                        if not ok:
                            return False
            if net.group_full[g]:
                once = twice = np.int64(0)
                for i in range(a, b):
                    d = domains[net.group_variables[i]]
                    twice |= once & d
                    once |= d
                if _bits(once) < b - a:
                    return False
                lonely = once & ~twice
                if lonely:
                    for i in range(a, b):
                        y = net.group_variables[i]
                        here = domains[y] & lonely
                        if here:
                            tail, ok = _narrow(domains, y, here, queue, queued, tail)
                            if not _only(here):
                                return False
        for k in range(net.in_pairs_start[x], net.in_pairs_start[x + 1]):
            p = net.in_pairs[k]
            if net.pair_on[p]:
                side = 0 if net.pairs[p, 0] == x else 1
                support = np.int64(0)
                rest = domains[x]
                while rest:
                    low = rest & -rest
                    support |= net.pair_tables[p, side, _position(low)]
                    rest ^= low
                tail, ok = _narrow(domains, net.pairs[p, 1 - side], support, queue, queued, tail)
                if not ok:
                    return False
        for k in range(net.in_triples_start[x], net.in_triples_start[x + 1]):
            t = net.in_triples[k]
            if net.triple_on[t]:
                u, v, w = net.triples[t, 0], net.triples[t, 1], net.triples[t, 2]
                us = vs = ws = np.int64(0)
                rest_u = domains[u]
                while rest_u:
                    low_u = rest_u & -rest_u
                    rest_u ^= low_u
                    rest_v = domains[v]
                    while rest_v:
                        low_v = rest_v & -rest_v
                        rest_v ^= low_v
                        third = net.triple_tables[t, _position(low_u), _position(low_v)] & domains[w]
                        if third:
                            us |= low_u
                            vs |= low_v
                            ws |= third
                for y, mask in ((u, us), (v, vs), (w, ws)):
                    tail, ok = _narrow(domains, y, mask, queue, queued, tail)
                    if not ok:
                        return False
    return True


@njit(cache=True)
def _next_random(state):
    state ^= (state << 13) & 0x7FFFFFFFFFFFFFFF
    state ^= state >> 7
    state ^= (state << 17) & 0x7FFFFFFFFFFFFFFF
    return state


@njit(cache=True)
def search(net, domains, limit, budget, seed):
    """Depth-first search with its own stack. Returns (solutions found or OUT_OF_BUDGET, nodes, solutions)."""
    n = len(domains)
    found = np.zeros((limit, n), np.int64)
    stack = np.empty((n + 2, n), np.int64)
    chosen = np.empty(n + 2, np.int64)  # the variable that a depth branches on
    queue = np.empty(n, np.int64)
    queued = np.ones(n, np.bool_)
    state = np.int64(seed * 0x9E3779B9 + 0x1234567) & 0x7FFFFFFFFFFFFFFF
    for x in range(n):
        queue[x] = x
        if domains[x] == 0:
            return 0, 1, found
    work = domains.copy()
    count, nodes, depth = 0, 1, 0
    ok = propagate(net, work, queue, queued, n)
    while True:
        if ok:
            best, size = -1, 1000
            offset = 0
            if seed:
                state = _next_random(state)
                offset = state % n
            for i in range(n):
                x = i + offset
                if x >= n:
                    x -= n
                if not _only(work[x]):
                    bits = _bits(work[x])
                    if bits < size:
                        best, size = x, bits
                        if bits == 2:
                            break
            if best < 0:
                for x in range(n):
                    found[count, x] = _position(work[x])
                count += 1
                if count == limit:
                    return count, nodes, found
                ok = False
            else:
                stack[depth] = work
                chosen[depth] = best
                depth += 1
        # Take the next untried value of the deepest branching variable.
        while depth and stack[depth - 1, chosen[depth - 1]] == 0:
            depth -= 1
        if depth == 0:
            return count, nodes, found
        if nodes >= budget:
            return OUT_OF_BUDGET, nodes, found
        x = chosen[depth - 1]
        options = stack[depth - 1, x]
        bit = options & -options
        if seed:
            state = _next_random(state)
            for _ in range(state % _bits(options)):
                options &= options - 1
            bit = options & -options
        work[:] = stack[depth - 1]
        work[x] = bit
        stack[depth - 1, x] &= ~bit
        nodes += 1
        queued[:] = False
        queued[x] = True
        queue[0] = x
        ok = propagate(net, work, queue, queued, 1)
