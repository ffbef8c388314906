"""Constraint solving: propagation to a fixed point, then a search that branches on the variable with the fewest values left.

Propagation finds naked and hidden singles of groups and what tables leave no support. Effort is bounded by a budget of nodes, never
by time. `solve` and `propagate` are called from Python; kernels that search often call `search_in` with memory of their own.

The inner loop is written out, because calls and tuples in it double the time of a search."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits, next_random, position
from synth.generators.solvers.network import Ints, Network

OUT_OF_BUDGET = -1
NO_BUDGET = 1 << 60


def solve(net: Network, domains: Any, limit: int = 2, budget: int = NO_BUDGET, seed: int = 0) -> tuple[int, int, Ints]:
    """Look for up to `limit` solutions: (how many were found, or OUT_OF_BUDGET when `budget` nodes did not settle it; nodes of
    the search, 1 = propagation alone; the solutions as rows of values). A non-zero seed shuffles the order of variables of
    equal size and of values, so the first solution is a random one."""
    if limit < 1:
        raise ValueError("limit is at least 1")
    count, nodes, found = _solve(np.asarray(domains, np.int64), limit, budget, seed, *net)
    return count, nodes, found[: max(count, 0)]


def propagate(net: Network, domains: Any) -> Ints | None:
    """The domains that propagation alone leaves, or None when one becomes empty."""
    work = np.array(domains, dtype=np.int64)
    return work if _propagate(work, *net) else None


@njit(cache=True)
def _solve(domains, limit, budget, seed, *arrays):
    net = Network(*arrays)
    found = np.zeros((limit, len(domains)), np.int64)
    count, nodes = search_in(net, domains, limit, budget, seed, found, scratch(net, len(domains)))
    return count, nodes, found


@njit(cache=True)
def _propagate(domains, *arrays):
    net, n = Network(*arrays), len(domains)
    groups = len(net.group_full)
    changed, waits = np.arange(n), np.ones(n, np.bool_)
    seen = np.zeros((len(net.triples), 3), np.int64)
    return _settle(net, domains, changed, waits, n, np.empty(groups, np.int64), np.zeros(groups, np.bool_), seen)


class Scratch(NamedTuple):
    """The memory of a search, so that a compiled caller with many searches allocates once."""

    stack: Ints  # (variables + 2, variables): the domains at each depth
    chosen: Ints  # the variable that a depth branches on
    work: Ints  # the domains of the node at hand
    changed: Ints  # stack of variables whose domains shrank
    waits: NDArray[np.bool_]  # variable is on that stack
    groups: Ints  # stack of groups to look at for hidden singles
    group_waits: NDArray[np.bool_]
    seen: Ints  # (triples, 3): the domains that a triple left when it was read last
    hoped: Ints  # of each variable the value, as a bit, that is tried first where it is possible and there is no seed; 0: the least one


@njit(cache=True)
def scratch(net, n):
    """Memory for searches over `n` variables under `net`."""
    groups = len(net.group_full)
    return Scratch(
        np.empty((n + 2, n), np.int64),
        np.empty(n + 2, np.int64),
        np.empty(n, np.int64),
        np.empty(n, np.int64),
        np.zeros(n, np.bool_),
        np.empty(groups, np.int64),
        np.zeros(groups, np.bool_),
        np.zeros((len(net.triples), 3), np.int64),
        np.zeros(n, np.int64),
    )


@unmanaged
def _settle(net, domains, changed, waits, height, groups, group_waits, seen):
    """Propagate from the `height` changed variables to a fixed point; False when a domain becomes empty. Leaves no variable
    and no group waiting. Variables go first: singles are cheap, and a group is best looked at once."""
    # Locals, because each look into a tuple of arrays counts references; pushes written out, because a call does so too.
    group_start, group_variables, group_full = net.group_start, net.group_variables, net.group_full
    in_groups_start, in_groups = net.in_groups_start, net.in_groups
    in_pairs_start, in_pairs = net.in_pairs_start, net.in_pairs
    in_triples_start, in_triples = net.in_triples_start, net.in_triples
    pairs, pair_tables = net.pairs, net.pair_tables
    triples, triple_tables, on = net.triples, net.triple_tables, net.on
    group_height = 0
    ok = True
    while ok and (height or group_height):
        if height:
            height -= 1
            x = changed[height]
            waits[x] = False
            mask = domains[x]
            if mask == 0:
                ok = False
                break
            for k in range(in_groups_start[x], in_groups_start[x + 1]):
                g = in_groups[k]
                if not group_waits[g]:
                    group_waits[g] = True
                    groups[group_height] = g
                    group_height += 1
                if mask & (mask - 1) == 0:
                    for i in range(group_start[g], group_start[g + 1]):
                        y = group_variables[i]
                        if domains[y] & mask and y != x:
                            domains[y] ^= mask
                            if not waits[y]:
                                waits[y] = True
                                changed[height] = y
                                height += 1
            for k in range(in_pairs_start[x], in_pairs_start[x + 1]):
                p = in_pairs[k]
                if on[p]:
                    side = 0 if pairs[p, 0] == x else 1
                    table = pairs[p, 2]
                    support = np.int64(0)
                    rest = mask
                    y = pairs[p, 1 - side]
                    while rest and domains[y] & ~support:  # until all is supported
                        support |= pair_tables[table, side, position(rest)]
                        rest &= rest - 1
                    if domains[y] & ~support:
                        domains[y] &= support
                        if not waits[y]:
                            waits[y] = True
                            changed[height] = y
                            height += 1
            for k in range(in_triples_start[x], in_triples_start[x + 1]):
                t = in_triples[k]
                if on[len(pairs) + t]:
                    u, v, w, table = triples[t, 0], triples[t, 1], triples[t, 2], triples[t, 3]
                    us = vs = ws = np.int64(0)
                    all_v, all_w = domains[v], domains[w]
                    rest_u = domains[u]
                    if rest_u == seen[t, 0] and all_v == seen[t, 1] and all_w == seen[t, 2]:
                        continue
                    while rest_u:
                        low_u = rest_u & -rest_u
                        rest_u ^= low_u
                        at_u = position(low_u)
                        rest_v = all_v
                        while rest_v:
                            low_v = rest_v & -rest_v
                            rest_v ^= low_v
                            third = triple_tables[table, at_u, position(low_v)] & all_w
                            if third:
                                us |= low_u
                                vs |= low_v
                                ws |= third
                                if vs == all_v and ws == all_w:  # all that is left to see is whether each u has some
                                    break
                    for y, support in ((u, us), (v, vs), (w, ws)):
                        if domains[y] & ~support:
                            domains[y] &= support
                            if not waits[y]:
                                waits[y] = True
                                changed[height] = y
                                height += 1
                    seen[t, 0], seen[t, 1], seen[t, 2] = domains[u], domains[v], domains[w]
        else:
            group_height -= 1
            g = groups[group_height]
            group_waits[g] = False
            a, b = group_start[g], group_start[g + 1]
            once = twice = placed = np.int64(0)
            for i in range(a, b):
                d = domains[group_variables[i]]
                twice |= once & d
                once |= d
                if d & (d - 1) == 0:
                    placed |= d
            in_one_place = once & ~twice & ~placed
            if bits(once) < b - a:
                ok = False
            elif in_one_place and group_full[g]:
                for i in range(a, b):
                    y = group_variables[i]
                    here = domains[y] & in_one_place
                    if here:
                        # Two in_one_place values in one place: no value fits.
                        domains[y] = here if here & (here - 1) == 0 else 0
                        if not waits[y]:
                            waits[y] = True
                            changed[height] = y
                            height += 1
    for i in range(height):
        waits[changed[i]] = False
    for i in range(group_height):
        group_waits[groups[i]] = False
    return ok


@unmanaged
def search_in(net, domains, limit, budget, seed, found, memory):
    """`solve` for compiled callers, a depth-first search with its own stack: solutions go to the rows of `found`. Returns (count or
    OUT_OF_BUDGET, nodes)."""
    n = len(domains)
    stack, chosen, work = memory.stack, memory.chosen, memory.work
    state = np.int64(seed * 0x9E3779B9 + 0x1234567) & 0x7FFFFFFFFFFFFFFF
    changed, waits, groups, group_waits, seen = memory.changed, memory.waits, memory.groups, memory.group_waits, memory.seen
    for x in range(n):
        work[x] = domains[x]
        waits[x] = True
        changed[x] = x
    count, nodes, depth = 0, 1, 0
    ok = _settle(net, work, changed, waits, n, groups, group_waits, seen)
    while True:
        if ok:
            best, size = -1, 1000
            offset = 0
            if seed:
                state = next_random(state)
                offset = state % n
            for i in range(n):
                x = i + offset
                if x >= n:
                    x -= n
                if work[x] & (work[x] - 1):
                    here = bits(work[x])
                    if here < size:
                        best, size = x, here
                        if here == 2:
                            break
            if best < 0:
                for x in range(n):
                    found[count, x] = position(work[x])
                count += 1
                if count == limit:
                    return count, nodes
            else:
                for x in range(n):
                    stack[depth, x] = work[x]
                chosen[depth] = best
                depth += 1
        # Take the next untried value of the deepest branching variable.
        while depth and stack[depth - 1, chosen[depth - 1]] == 0:
            depth -= 1
        if depth == 0:
            return count, nodes
        if nodes >= budget:
            return OUT_OF_BUDGET, nodes
        x = chosen[depth - 1]
        options = stack[depth - 1, x]
        bit = options & memory.hoped[x] or options & -options
        if seed:
            state = next_random(state)
            for _ in range(state % bits(options)):
                options &= options - 1
            bit = options & -options
        for y in range(n):
            work[y] = stack[depth - 1, y]
        work[x] = bit
        stack[depth - 1, x] &= ~bit
        nodes += 1
        waits[x] = True
        changed[0] = x
        ok = _settle(net, work, changed, waits, 1, groups, group_waits, seen)
