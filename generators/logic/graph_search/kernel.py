"""A graph, its goals and the answer drawn until a search has enough to read, compiled."""

import numpy as np

from synth.generators.compiled_random import below, sample, shuffle
from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.graph_search.graphs import arms, of_side, one_path, two_sides

TRIES = 60
PATH, NEXT, REACH = range(3)
NAMES = 90
"""Numbers from 10 that vertices have in the prompt."""


@njit(cache=True)
def drawn(state, vertices, length, firsts, goals_wanted, far_wanted, effort_from):
    """(effort, -1 where too many tries fail; what is asked; edges, ascending; start, goals and answer, all as the prompt has them)"""
    most = vertices + 2 * max(2, vertices // 8)
    edge, links = np.empty((most, most), np.bool_), np.empty((2, most, most + 1), np.int64)
    labels, others, members = np.empty(most, np.int64), np.empty(most, np.int64), np.empty((firsts + 5, most + 1), np.int64)
    pool, chosen, possible, distance = (
        np.empty(NAMES, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
    )
    goals, found, missed, queue = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    seen, name = np.empty((2, most), np.int64), np.empty(NAMES, np.int64)
    ask = below(state, 3)
    for _ in range(TRIES):
        edge[:] = False
        if ask == PATH:
            count, asked = vertices, 1
            one_path(state, count, length, edge, labels, others, pool)
            _linked(edge, count, links)
            goals[0] = length
            answers = _way(links[0], length, count, distance, queue, found)
        elif ask == NEXT:
            count = vertices
            size = arms(state, count, firsts, edge, labels, members, possible)
            _linked(edge, count, links)
            asked = _some(state, links[0], 0, count, possible, size, goals_wanted, far_wanted, goals, distance, queue, chosen, pool)
            if asked == 0:
                continue
            shuffle(state, goals[:asked])
            answers = asked
            if not _behind(links[0], count, goals, asked, distance, queue, found):
                continue
        else:
            count = two_sides(state, vertices, edge, labels, members, pool)
            _linked(edge, count, links)
            reached = 3 + below(state, 2 * goals_wanted - 5)
            size = of_side(count, 0, edge, labels, possible)
            inside = _some(state, links[0], 0, count, possible, size, reached, far_wanted, found, distance, queue, chosen, pool)
            size = of_side(count, 1, edge, labels, possible)
            outside = _some(state, links[0], 1, count, possible, size, 2 * goals_wanted - reached, far_wanted, missed, distance, queue,
                            chosen, pool)  # fmt: skip
            if inside == 0 or outside == 0:
                continue
            asked = inside + outside
            answers = _mixed(state, found, inside, missed, outside, goals, chosen, pool, queue)
        effort = _effort(links, count, goals, asked, seen, queue)
        if effort >= effort_from:
            last = 0
            for u in range(count):
                for v in range(count):
                    if edge[u, v]:
                        last = max(last, u, v)
            sample(state, NAMES, last + 1, name, pool)
            named, edges = np.zeros((NAMES, NAMES), np.bool_), np.empty((most * most, 2), np.int64)
            for u in range(count):
                for v in range(count):
                    if edge[u, v]:
                        named[name[u], name[v]] = True
            made = 0
            for u in range(NAMES):
                for v in range(NAMES):
                    if named[u, v]:
                        edges[made, 0], edges[made, 1] = 10 + u, 10 + v
                        made += 1
            for k in range(asked):
                goals[k] = 10 + name[goals[k]]
            for k in range(answers):
                found[k] = 10 + name[found[k]]
            return effort, ask, edges[:made], 10 + name[0], goals[:asked], found[:answers]
    return -1, ask, links[0, :0], 0, goals[:0], found[:0]


@unmanaged
def _linked(edge, count, links):
    """The vertices after each, and those before each: how many they are, and they themselves, ascending."""
    for u in range(count):
        links[0, u, 0] = links[1, u, 0] = 0
    for u in range(count):
        for v in range(count):
            if edge[u, v]:
                links[0, u, 0] += 1
                links[0, u, links[0, u, 0]] = v
                links[1, v, 0] += 1
                links[1, v, links[1, v, 0]] = u


@unmanaged
def _way(after, goal, count, came, queue, way):
    """The vertices of a shortest path from 0; returns how many they are."""
    for v in range(count):
        came[v] = -1
    came[0], queue[0], size, at = 0, 0, 1, 0
    while at < size:
        u = queue[at]
        at += 1
        for k in range(1, after[u, 0] + 1):
            v = after[u, k]
            if came[v] < 0:
                came[v], queue[size] = u, v
                size += 1
    steps, v = 1, goal
    while v != 0:
        v = came[v]
        steps += 1
    v = goal
    for place in range(steps - 1, -1, -1):
        way[place] = v
        v = came[v]
    return steps


@unmanaged
def _some(state, after, start, count, possible, size, wanted, far, found, distance, queue, chosen, pool):
    """So many of the vertices, at least two of them so far from the start; none where there are too few. Returns how many."""
    for v in range(count):
        distance[v] = -1
    distance[start], queue[0], known, at = 0, start, 1, 0
    while at < known:
        u = queue[at]
        at += 1
        for k in range(1, after[u, 0] + 1):
            v = after[u, k]
            if distance[v] < 0:
                distance[v], queue[known] = distance[u] + 1, v
                known += 1
    distant = 0
    for k in range(size):
        if distance[possible[k]] >= far:
            queue[distant] = possible[k]
            distant += 1
    if distant < 2 or size < wanted:
        return 0
    sample(state, distant, 2, chosen, pool)
    found[0], found[1], rest = queue[chosen[0]], queue[chosen[1]], 0
    for k in range(size):
        if possible[k] != found[0] and possible[k] != found[1]:
            queue[rest] = possible[k]
            rest += 1
    sample(state, rest, wanted - 2, chosen, pool)
    for k in range(wanted - 2):
        found[2 + k] = queue[chosen[k]]
    return wanted


@unmanaged
def _behind(after, count, goals, asked, first, queue, found):
    """For each goal the first vertex after the start on the way to it; whether they are not all the same."""
    for v in range(count):
        first[v] = -1
    size, at = after[0, 0], 0
    for k in range(size):
        queue[k] = after[0, k + 1]
        first[queue[k]] = queue[k]
    while at < size:
        u = queue[at]
        at += 1
        for k in range(1, after[u, 0] + 1):
            v = after[u, k]
            if first[v] < 0:
                first[v], queue[size] = first[u], v
                size += 1
    differ = False
    for k in range(asked):
        found[k] = first[goals[k]]
        differ |= found[k] != found[0]
    return differ


@unmanaged
def _mixed(state, found, inside, missed, outside, goals, chosen, pool, all_of_them):
    """All of them in an order in which those that are found do not stand together: the question does not spell out its answer. Those found
    go to `found` in this order; returns how many they are."""
    total = inside + outside
    for k in range(total):
        all_of_them[k] = found[k] if k < inside else missed[k - inside]
    first, last = 0, 0
    while last - first < inside:
        sample(state, total, total, chosen, pool)
        first, last = -1, 0
        for k in range(total):
            if chosen[k] < inside:
                first, last = k if first < 0 else first, k
    size = 0
    for k in range(total):
        goals[k] = all_of_them[chosen[k]]
        if chosen[k] < inside:
            found[size] = goals[k]
            size += 1
    return inside


@unmanaged
def _effort(links, count, goals, asked, seen, queue):
    """Edges that the cheapest of the searches reads: from the start to all goals, from each goal back to the start, from both ends."""
    wanted = seen[1]
    for v in range(count):
        wanted[v] = 0
    for k in range(asked):
        wanted[goals[k]] = 1
    forward = _read(links[0], count, 0, wanted, asked, seen[0], queue)
    for v in range(count):
        wanted[v] = v == 0
    backward = 0
    for k in range(asked):
        backward += _read(links[1], count, goals[k], wanted, 1, seen[0], queue)
    if asked == 1:
        return min(forward, backward, _from_both_ends(links, count, goals[0], seen))
    return min(forward, backward)


@unmanaged
def _read(after, count, start, wanted, left, seen, queue):
    """Edges that a breadth-first search reads until it has seen all that are wanted, which are so many, or all that it can."""
    for v in range(count):
        seen[v] = 0
    seen[start], queue[0], size, at, counted = 1, start, 1, 0, 0
    while at < size:
        u = queue[at]
        at += 1
        for k in range(1, after[u, 0] + 1):
            v = after[u, k]
            counted += 1
            if seen[v] == 0:
                seen[v], queue[size] = 1, v
                size += 1
                left -= wanted[v]
                if left == 0:
                    return counted
    return counted


@unmanaged
def _from_both_ends(links, count, goal, seen):
    """Edges read by two searches, of which the one with fewer edges ahead goes on, until they meet. seen: of each the step, from 1, at
    which it saw a vertex."""
    for v in range(count):
        seen[0, v], seen[1, v] = v == 0, v == goal
    step, other_step, counted = 1, 1, 0
    while True:
        ahead, other_ahead = 0, 0
        for v in range(count):
            if seen[0, v] == step:
                ahead += links[0, v, 0]
            if seen[1, v] == other_step:
                other_ahead += links[1, v, 0]
        side = 1 if other_ahead < ahead else 0
        now = other_step if side else step
        counted += min(ahead, other_ahead)
        met, new = False, 0
        for u in range(count):
            if seen[side, u] == now:
                for k in range(1, links[side, u, 0] + 1):
                    v = links[side, u, k]
                    if seen[side, v] == 0:
                        seen[side, v] = now + 1
                        new += 1
                        met |= seen[1 - side, v] > 0
        if met or new == 0:
            return counted
        step, other_step = step + (side == 0), other_step + side
