"""Directed graphs drawn around what is asked: one shortest path, goals behind one edge of the start each, goals that can be reached or not.

Each vertex gets a label that says which edges it may have; every graph that keeps to the labels has the promised answer, so nothing has
to be searched for. Beside what answers the question stand vertices that look alike: branches that the start reaches and that never
lead to a goal, ways into the goals that the start does not reach, joins of branches, edges back.

Compiled; `edge` says of two vertices whether an edge leads from the first to the second."""

import numpy as np

from synth.generators.compiled_random import below, unit
from synth.generators.kernels import unmanaged

NEVER = 99
"""In place of a distance: cannot be reached."""
FAN_OUT = np.array([1, 1, 2, 2, 3, 5])
"""Edges from a vertex, at most, beside those that tie it to the rest: one of these."""
SOURCE, SINK = 2, 3


@unmanaged
def one_path(state, count, length, edge, far, near, pool):
    """Edges among `count` vertices from 0, the start, of which number `length` is the goal; the shortest path takes so many edges, and no
    other is as short.

    A label is a least distance from the start and one to the goal. Along an edge the first rises by one at most and the second falls
    by one at most, so the labels are true; they sum to `length` on one path alone."""
    for v in range(count):
        far[v], near[v] = v, length - v
        if v > length:
            kind, depth = unit(state), 1 + below(state, length - 1)
            far[v], near[v] = depth, length - depth
            if kind < 0.6:
                near[v] += 1 + below(state, 2)  # a detour
            elif kind < 0.8:
                near[v] = NEVER  # leads nowhere
            else:
                far[v] = NEVER  # leads to the goal, but not from the start
        elif v < length:
            edge[v, v + 1] = True
    for v in range(length + 1, count):
        if far[v] != NEVER:
            edge[_fitting(state, far, far[v] - 1, near, near[v] + 1, count, pool), v] = True
        if near[v] != NEVER:
            edge[v, _fitting(state, near, near[v] - 1, far, far[v] + 1, count, pool)] = True
    for u in range(count):
        for _ in range(FAN_OUT[below(state, len(FAN_OUT))]):
            v = below(state, count)
            if v != u and far[v] <= far[u] + 1 and near[u] <= near[v] + 1:
                edge[u, v] = True


@unmanaged
def _fitting(state, labels, wanted, others, most, count, pool):
    """A vertex with this label, whose other one is no more than that."""
    size = 0
    for v in range(count):
        if labels[v] == wanted and others[v] <= most:
            pool[size] = v
            size += 1
    return pool[below(state, size)]


@unmanaged
def arms(state, count, firsts, edge, labels, members, pool):
    """Edges around the start, 0, of which `firsts` lead on. Into `pool` go the vertices that may be goals, and how many they are is
    returned: to each leads exactly one of the edges of the start, over more than that edge.

    A label is the number of the edge of the start, or `firsts`, where branches meet that lead to no goal, or the next number, outside,
    from where edges lead in."""
    joined, outside = firsts, firsts + 1
    total = 2 * firsts
    for arm in range(firsts):
        pool[arm] = 2 + below(state, 3)
        total += pool[arm]
    pool[joined] = pool[outside] = firsts
    for v in range(count):
        labels[v] = v - 1
        if v > firsts:
            drawn, label, sum_of_weights = unit(state) * total, 0, pool[0]
            while label < outside and drawn >= sum_of_weights:  # as rng.choices would
                label += 1
                sum_of_weights += pool[label]
            labels[v] = label
        elif v:
            edge[0, v] = True
    _tied(state, count, firsts + 1, labels, outside, edge, members)
    _led_into(state, firsts + 1, count, labels, outside, edge, pool)
    size = 0
    for v in range(1, count):
        if labels[v] < joined:
            pool[size] = v
            size += 1
    for v in range(firsts + 1, count):
        if labels[v] == joined:
            edge[pool[below(state, size)], v] = True
    for u in range(count):
        for _ in range(FAN_OUT[below(state, len(FAN_OUT))]):
            v = below(state, count)
            follows = labels[u] == labels[v] or labels[v] == joined or (labels[u] == outside and labels[v] != outside)
            if follows and v != u and u > 0 and v > firsts:
                edge[u, v] = True
    size = 0
    for v in range(firsts + 1, count):
        if labels[v] < joined:
            pool[size] = v
            size += 1
    return size


@unmanaged
def two_sides(state, wanted, edge, labels, members, pool):
    """Edges around the start, 0, and its counterpart, 1; a quarter more vertices than wanted. Returns how many they are.

    A label is the side of a vertex, or SOURCE, from which edges lead everywhere, or SINK, to which edges lead from everywhere. The sides
    have no edges between them and are drawn alike, so that nothing near a vertex tells on which of them it is."""
    count = wanted + 2 * max(2, wanted // 8)
    for v in range(count):
        labels[v] = v % 2 if v < wanted else SOURCE + (v - wanted) % 2
    _tied(state, count, 2, labels, SOURCE, edge, members)
    _led_into(state, 2, count, labels, SOURCE, edge, pool)
    for u in range(count):
        for _ in range(FAN_OUT[below(state, len(FAN_OUT))]):
            v = below(state, count)
            if v != u and v > 1 and (labels[u] == labels[v] or labels[u] == SOURCE or labels[v] == SINK):
                edge[u, v] = True
    return count


@unmanaged
def of_side(count, side, edge, labels, found):
    """The vertices of a side that are no neighbours of the start and its counterpart; returns how many they are."""
    size = 0
    for v in range(2, count):
        if labels[v] == side and not edge[0, v] and not edge[1, v]:
            found[size] = v
            size += 1
    return size


@unmanaged
def _tied(state, count, first, labels, outside, edge, members):
    """An edge to each vertex from `first` on, from a late one with the same label, so that branches get long. Vertices outside begin with
    a circle: tracing back from them comes to no end. members: of each label how many vertices there are, and the vertices."""
    for label in range(len(members)):
        members[label, 0] = 0
    for v in range(count):
        label = labels[v] + 1
        size = members[label, 0]
        if v >= first and size:
            late = min(size, 3)
            edge[members[label, 1 + size - late + below(state, late)], v] = True
        members[label, 1 + size] = v
        members[label, 0] = size + 1
    circle = members[outside + 1, 0]
    if circle > 1:
        edge[members[outside + 1, 2 + below(state, circle - 1)], members[outside + 1, 1]] = True


@unmanaged
def _led_into(state, first, count, labels, outside, edge, pool):
    """An edge from outside to most of the vertices inside, so that tracing one edge back after the other leads astray."""
    feeders = 0
    for v in range(first, count):
        if labels[v] == outside:
            pool[feeders] = v
            feeders += 1
    for v in range(first, count if feeders else first):
        if labels[v] != outside and unit(state) < 0.7:
            edge[pool[below(state, feeders)], v] = True
