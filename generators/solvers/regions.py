"""Grids cut into connected regions, around shaded cells that are to be the only solution: regions grow from seeds, cell by cell, and a cell
joins one only if no other shading fits then, as long as there is such a one. `reshaping` mends what is left."""

from collections.abc import Sequence

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.solvers.bits import next_random
from synth.generators.solvers.network import Ints
from synth.generators.solvers.sums import OPEN, Sums, memory_for, reset, search_from


def grow(network: Sums, rules: int, beside: Ints, region: Ints, budget: int, seed: int) -> Ints:
    """The region of each cell.

    network: `rules` constraints that hold for every puzzle, then one for each region, over all cells with weight 0. beside: for each cell
    the cells that share a side with it, -1 to fill up (`beside`). region: of the cells that have one at the start, -1 for the others. A
    cell without a region is not shaded, so at the start, where the caller sees to it that only one shading fits, few cells are free; a
    cell joins a region only if, after `budget` nodes at most, no shading with this cell fits. Cells that fit in no region beside them
    join one of these in the end."""
    result, own = region.copy(), network._replace(weights=network.weights.copy(), in_weights=network.in_weights.copy())
    _grow(rules, beside, result, budget, seed, *own)
    return result


def beside(neighbours: Sequence[Sequence[int]]) -> Ints:
    """For each cell the cells that share a side with it as an array, -1 to fill up."""
    return np.array([[*own, *[-1] * (4 - len(own))] for own in neighbours])


def seeded(network: Sums, rules: int, seeds: Sequence[Sequence[int]]) -> tuple[Sums, Ints]:
    """The network with the cells of the seeds in their regions, and what may be shaded then: those cells alone."""
    own = network._replace(weights=network.weights.copy(), in_weights=network.in_weights.copy())
    given = np.zeros(len(network.in_start) - 1, np.int64)
    for k, seed in enumerate(seeds):
        for x in seed:
            _join(own, rules, x, k, 1)
            given[x] = OPEN
    return own, given


def lettered(region: Sequence[int]) -> str:
    """The regions, which are numbers below 256, as letters, A for the first in reading order, B for the next."""
    cells, letters = bytes(region), bytearray(256)
    for i, k in enumerate(dict.fromkeys(cells)):
        letters[k] = 65 + i
    return cells.translate(letters).decode("latin-1")


@unmanaged
def _join(network, rules, x, k, weight):
    network.weights[network.start[rules + k] + x] = weight
    network.in_weights[network.in_start[x + 1] - (len(network.low) - rules) + k] = weight


@njit(cache=True)
def _grow(rules, beside, region, budget, state, *arrays):
    network = Sums(*arrays)
    cells, regions = len(region), len(network.low) - rules
    memory = memory_for(cells, len(network.low))
    given = np.zeros(cells, np.int64)
    tried = np.zeros((cells, regions), np.bool_)  # cell and region that do not go together
    edges, ends = np.empty((regions, cells), np.int64), np.zeros(regions, np.int64)
    left = 0
    for x in range(cells):
        k = region[x]
        left += k < 0
        if k >= 0:
            given[x] = OPEN
            _join(network, rules, x, k, 1)
            edges[k, ends[k]] = x
            ends[k] += 1
    # What the sums can be with the given cells, kept from one search to the next.
    least, most, widest, free = (
        np.empty_like(network.low), np.empty_like(network.low), np.empty_like(network.low), np.empty_like(network.low)
    )  # fmt: skip
    _sum_up(network, given, least, most, widest, free)
    while left:
        if not np.any(ends):
            break
        # A region is drawn first, so that all grow alike: a tiny one would give its star away.
        state = next_random(state)
        k = (state >> 8) % regions
        if ends[k] == 0:
            continue
        state = next_random(state)
        place = (state >> 8) % ends[k]
        x = edges[k, place]
        state = next_random(state)
        turn = (state >> 8) % 4
        y = -1
        for i in range(4):
            z = beside[x, (i + turn) % 4]
            if z >= 0 and region[z] < 0 and not tried[z, k]:
                y = z
                break
        if y < 0:
            ends[k] -= 1
            edges[k, place] = edges[k, ends[k]]
            continue
        _join(network, rules, y, k, 1)
        write(given, memory.cells)
        write(least, memory.least)
        write(most, memory.most)
        write(widest, memory.widest)
        write(free, memory.free)
        memory.cells[y] = 1
        for i in range(network.in_start[y], network.in_start[y + 1]):
            memory.least[network.in_items[i]] += network.in_weights[i]
            memory.most[network.in_items[i]] += network.in_weights[i]
        if search_from(network, 0, cells, 1, budget, 0, memory)[0] == 0:
            region[y], given[y] = k, OPEN
            _free(network, y, 1, least, most, free)
            edges[k, ends[k]] = y
            ends[k] += 1
            left -= 1
            continue
        _join(network, rules, y, k, 0)
        tried[y, k] = True
        stuck = True
        for i in range(4):
            z = beside[y, i]
            stuck = stuck and (z < 0 or (region[z] >= 0 and tried[y, region[z]]))
        if stuck:
            left -= 1
    while np.any(region < 0):  # joins where it may, whatever fits then
        for x in range(cells):
            state = next_random(state)
            y = beside[x, (state >> 8) % 4]
            if region[x] < 0 and y >= 0:
                region[x] = region[y]


@unmanaged
def _sum_up(network, given, least, most, widest, free):
    reset(network, least, most, widest, free)
    for x in range(len(given)):
        if given[x] == 0:
            _free(network, x, -1, least, most, free)


@unmanaged
def _free(network, x, sign, least, most, free):
    """Let a cell that was not shaded be either (1), or the reverse (-1)."""
    for i in range(network.in_start[x], network.in_start[x + 1]):
        w = sign * network.in_weights[i]
        free[network.in_items[i]] += sign
        if network.in_weights[i] > 0:
            most[network.in_items[i]] += w
        else:
            least[network.in_items[i]] += w
