"""Random dominoes that do not touch, the cells around their halves, and the halves in pairs."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import below

FREE = -1


@njit(cache=True)
def dominoes(beside, wanted, tries, state):
    """So many random dominoes, no two of them side by side: for each cell the other half of its domino, FREE for no domino. Where they are
    too few, a random domino is laid, those in its way are taken up, and others are laid where there is room; that stays if there are
    no fewer than before. There may be too few after so many tries."""
    cells = len(beside)
    edges = np.empty((4 * cells, 2), np.int64)
    count = 0
    for x in range(cells):
        for y in beside[x]:
            if y > x:
                edges[count, 0], edges[count, 1] = x, y
                count += 1
    edges = edges[:count]
    mate, near = np.full(cells, FREE), np.empty(cells, np.int64)
    filled(beside, edges, mate, near, wanted, state)
    for _ in range(tries):
        if np.sum(mate >= 0) == 2 * wanted:
            break
        new = mate.copy()
        ends = edges[below(state, count)]
        for x in ends:
            take_up(new, x)
            for y in beside[x]:
                if y >= 0:
                    take_up(new, y)
        new[ends[0]], new[ends[1]] = ends[1], ends[0]
        filled(beside, edges, new, near, wanted, state)
        if np.sum(new >= 0) >= np.sum(mate >= 0):
            mate = new
    return mate


@unmanaged
def take_up(mate, x):
    """Take up the domino on a cell, if there is one."""
    if mate[x] >= 0:
        mate[mate[x]] = FREE
        mate[x] = FREE


@unmanaged
def filled(beside, edges, mate, near, wanted, state):
    """Lay dominoes at random, in place, until there are so many or no other fits. near: scratch."""
    count = 0
    near[:] = 0  # halves on a cell and beside it
    for x in range(len(mate)):
        if mate[x] >= 0:
            count += 1
            mark(beside, near, x)
    count //= 2
    for last in range(len(edges) - 1, -1, -1):
        e = below(state, last + 1)
        x, y = edges[e, 0], edges[e, 1]
        edges[e, 0], edges[e, 1] = edges[last, 0], edges[last, 1]
        edges[last, 0], edges[last, 1] = x, y
        if count == wanted:
            break
        if near[x] == 0 and near[y] == 0:
            mate[x], mate[y] = y, x
            mark(beside, near, x)
            mark(beside, near, y)
            count += 1


@unmanaged
def mark(beside, near, x):
    """Count a half on its cell and on those beside it."""
    near[x] += 1
    for i in range(4):
        if beside[x, i] >= 0:
            near[beside[x, i]] += 1


@njit(cache=True)
def grown(beside, mate, state):
    """The half that each cell belongs to: a shaded cell and what grew from it."""
    cells = len(beside)
    half = np.full(cells, FREE)
    edge = np.empty(cells, np.int64)
    count = 0
    for x in range(cells):
        if mate[x] >= 0:
            half[x] = x
            edge[count] = x
            count += 1
    while count:
        e = below(state, count)
        x = edge[e]
        turn = below(state, 4)
        y = FREE
        for i in range(4):
            z = beside[x, (i + turn) % 4]
            if z >= 0 and half[z] < 0:
                y = z
                break
        if y < 0:
            count -= 1
            edge[e] = edge[count]
        else:
            half[y] = half[x]
            edge[count] = y
            count += 1
    return half


@njit(cache=True)
def paired(beside, mate, half, tries, state):
    """For each half its partner in a region, FREE for other cells: at first the other half of the domino, then two pairs after the other
    exchange partners where the new ones lie side by side."""
    cells = len(beside)
    partner = mate.copy()
    near = np.zeros((cells, cells), np.bool_)
    for x in range(cells):
        for y in beside[x]:
            if y >= 0 and half[x] != half[y]:
                near[half[x], half[y]] = True
    for _ in range(tries):
        x = below(state, cells)
        y = beside[x, below(state, 4)]
        if y < 0 or half[x] == half[y]:
            continue
        a, b = half[x], half[y]
        c, d = partner[a], partner[b]
        if c != b and near[c, d]:
            partner[a], partner[b], partner[c], partner[d] = b, a, d, c
    return partner
