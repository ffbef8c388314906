"""Regions that grow around stars, cell by cell, as long as no other stars fit; compiled."""

import numpy as np
from numba import njit

from synth.generators.solvers.bits import next_random
from synth.generators.solvers.network import Ints
from synth.generators.solvers.sums import OPEN, Sums, memory_for, search_in

GROWN, STUCK = 0, 1


def grow(network: Sums, rules: int, beside: Ints, region: Ints, budget: int, seed: int) -> Ints | None:
    """The region of each cell; None when a cell fits nowhere.

    network: `rules` constraints that hold for every puzzle, then one for each region, over all cells with weight 0. beside: for each cell
    the cells that share a side with it, -1 to fill up. region: of the cells that have one at the start, -1 for the others. A cell without
    a region holds no star, so at first no other stars fit; a cell joins a region only if, `budget` nodes at most, none fit then. The
    weights of the network are changed in place."""
    result = region.copy()
    return result if _grow(rules, beside, result, budget, seed, *network) == GROWN else None


@njit(cache=True)
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
    while left:
        some = False
        for k in range(regions):
            some = some or ends[k] > 0
        if not some:
            return STUCK
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
        given[y] = 1
        if search_in(network, given, cells, 1, budget, 0, memory)[0] == 0:
            region[y], given[y] = k, OPEN
            edges[k, ends[k]] = y
            ends[k] += 1
            left -= 1
            continue
        _join(network, rules, y, k, 0)
        given[y] = 0
        tried[y, k] = True
        stuck = True
        for i in range(4):
            z = beside[y, i]
            stuck = stuck and (z < 0 or (region[z] >= 0 and tried[y, region[z]]))
        if stuck:
            return STUCK
    return GROWN
