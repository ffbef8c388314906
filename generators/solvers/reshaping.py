"""Regions around shaded cells that are to be the only solution, mended cell by cell.

While another shading fits, a cell that it shades and ours does not moves to the region beside it: its old region then has too few in that
other shading. So the shading stays a solution, and the others fall one by one; few of them come back, as a move is chosen that keeps those
before from fitting. Then cells go on to move as long as no other shading fits and the proof grows no shorter, until it is as long as is
wanted: a grid with too short a proof is not thrown away with all the work on it."""

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.solvers.bits import below
from synth.generators.solvers.network import Ints
from synth.generators.solvers.sums import OPEN, OUT_OF_BUDGET, Sums, memory_for, search_in


def reshape(
    network: Sums, rules: int, each: int, beside: Ints, region: Ints, shaded: Ints,
    moves: int, work: int, tries: int, budget: int, seed: int,
) -> int:  # fmt: skip
    """Readings of rules in the proof that no other shading fits, after cells have moved in `region`; 0 where another one still fits.

    network: `rules` constraints that hold on every grid, none of them about regions, of which each has `each` shaded cells. beside: for
    each cell the cells that share a side with it, -1 to fill up. shaded: 1 for shaded cells, 0 for others. moves: cells that move until
    no other shading fits. work, tries: readings that are aimed at, and further moves that are searched to come there. budget: nodes of
    one search."""
    return int(_reshape(network, rules, each, beside, region, shaded, moves, work, tries, budget, seed))


@njit(cache=True)
def _reshape(fixed, rules, each, beside, region, shaded, moves, work, tries, budget, seed):
    cells, number = len(region), region.max() + 1
    network = with_regions(fixed, rules, region, number, each)
    memory = memory_for(cells, rules + number)
    state = np.array([seed], np.int64)
    readings = repaired(network, rules, each, beside, region, shaded, moves, budget, memory, state)
    if readings:
        readings = harder(network, rules, beside, region, shaded, readings, work, tries, budget, memory, state)
    return readings


@njit(cache=True)
def repaired(network, rules, each, beside, region, shaded, moves, budget, memory, state):
    """Move cells between regions, in place, until no other shading fits, or `moves` cells were moved. Returns the readings of the proof; 0
    when there is none."""
    cells, number = len(region), len(network.low) - rules
    every = np.full(cells, OPEN)
    write(shaded, memory.hoped)  # found at once, then a shading that is much like it, before those that would go anyway
    others, counts, broken = np.zeros((moves, cells), np.int64), np.zeros((moves, number), np.int64), np.zeros(moves, np.int64)
    seen, queue = np.empty(cells, np.bool_), np.empty(cells, np.int64)
    for m in range(moves):
        found, _, readings = search_in(network, every, cells, 2, budget, 0, memory)
        if found == 1:
            return readings
        if found == OUT_OF_BUDGET:
            return 0
        others[m] = memory.solution
        counts[m] = each
        if not moved(each, beside, region, shaded, others[: m + 1], counts, broken, state, seen, queue):
            return 0
        fill(network, rules, region)
    return 0


@njit(cache=True)
def harder(network, rules, beside, region, shaded, readings, work, tries, budget, memory, state):
    """Move cells between regions, in place, until the proof takes `work` readings instead of `readings`, or `tries` moves were searched.
    Returns the readings."""
    cells = len(region)
    write(shaded, memory.hoped)
    every, seen, queue = np.full(cells, OPEN), np.empty(cells, np.bool_), np.empty(cells, np.int64)
    searched = drawn = 0
    while readings < work and searched < tries and drawn < 100 * tries:
        drawn += 1
        x = below(state, cells)
        y = beside[x, below(state, beside.shape[1])]
        if y < 0 or shaded[x] or region[y] == region[x] or left(beside, region, shaded, x, seen, queue) != 1:
            continue
        own = region[x]
        region[x] = region[y]
        fill(network, rules, region)
        searched += 1
        found, _, new = search_in(network, every, cells, 2, budget, 0, memory)
        if found == 1 and new >= readings:
            readings = new
        else:
            region[x] = own
    return readings


@njit(cache=True)
def with_regions(fixed, rules, region, number, each):
    """The network with a constraint for each region: `each` shaded cells."""
    cells = len(region)
    ones = np.ones(cells, np.int64)
    wanted = np.full(number, each)
    items = len(fixed.items)
    start = np.concatenate((fixed.start, np.zeros(number, np.int64)))
    in_start = fixed.in_start + np.arange(cells + 1)
    in_items = np.empty(items + cells, np.int64)
    in_weights = np.ones(items + cells, np.int64)
    for x in range(cells):
        one, two = fixed.in_start[x], fixed.in_start[x + 1]
        in_items[one + x : two + x] = fixed.in_items[one:two]
        in_weights[one + x : two + x] = fixed.in_weights[one:two]
    network = Sums(
        start,
        np.concatenate((fixed.items, np.zeros(cells, np.int64))),
        np.concatenate((fixed.weights, ones)),
        np.concatenate((fixed.low, wanted)),
        np.concatenate((fixed.high, wanted)),
        in_start,
        in_items,
        in_weights,
    )
    fill(network, rules, region)
    return network


@unmanaged
def fill(network, rules, region):
    """Write the regions into the network, in place."""
    at = network.start[rules]
    for k in range(len(network.low) - rules):
        for x in range(len(region)):
            if region[x] == k:
                network.items[at] = x
                network.in_items[network.in_start[x + 1] - 1] = rules + k
                at += 1
        network.start[rules + k + 1] = at


@unmanaged
def left(beside, region, shaded, x, seen, queue):
    """How many cells of queue are the cell and those of its region that only it joins to a shaded cell; 0 when it joins two of these.
    seen, queue: scratch."""
    k, cells = region[x], len(region)
    seen[:] = False
    seen[x] = True
    head, tail = 0, 0
    for y in range(cells):
        if region[y] == k and shaded[y]:
            queue[0], tail = y, 1
            seen[y] = True
            break
    while head < tail:
        y = queue[head]
        head += 1
        for i in range(beside.shape[1]):
            z = beside[y, i]
            if z >= 0 and not seen[z] and region[z] == k:
                seen[z] = True
                queue[tail] = z
                tail += 1
    seen[x] = False
    count = 0
    for y in range(cells):
        if region[y] == k and not seen[y]:
            if shaded[y]:
                return 0
            queue[count] = y
            count += 1
    return count


@unmanaged
def moved(each, beside, region, shaded, others, counts, broken, state, seen, queue):
    """Move a cell to a region beside it, in place, with whatever of its own region hangs on it alone and is not shaded, so that the last of
    the other shadings fits no longer and as few as may be of those before fit again; where no move does that, any that lets none fit
    again. counts, broken: by shading, how many cells it shades in each region, and in how many regions that is not `each`. Returns
    whether there is such a move."""
    cells, last, sides = len(region), len(others) - 1, beside.shape[1]
    best, ties, cell, target = len(others) * 8, 0, -1, -1
    for x in range(cells):
        if shaded[x]:
            continue
        border = False
        for i in range(sides):
            border = border or (beside[x, i] >= 0 and region[beside[x, i]] != region[x])
        if not border:
            continue
        rest = queue[: left(beside, region, shaded, x, seen, queue)]
        if len(rest) == 0:
            continue
        a = region[x]
        lost = 0
        for y in rest:
            lost += others[last, y]
        for i in range(sides):
            y = beside[x, i]
            if y < 0 or region[y] == a:
                continue
            k = region[y]
            cost = 0 if lost else 4 * len(others)
            for m in range(last):
                gone = 0
                for z in rest:
                    gone += others[m, z]
                if gone:
                    now = broken[m] - (counts[m, a] != each) - (counts[m, k] != each)
                    now += (counts[m, a] - gone != each) + (counts[m, k] + gone != each)
                    cost += now == 0
            if cost < best:
                best, ties = cost, 0
            if cost == best:
                ties += 1
                if below(state, ties) == 0:
                    cell, target = x, k
    if cell < 0:
        return False
    a = region[cell]
    for y in queue[: left(beside, region, shaded, cell, seen, queue)]:
        region[y] = target
        for m in range(last + 1):
            counts[m, a] -= others[m, y]
            counts[m, target] += others[m, y]
    for m in range(last + 1):
        broken[m] = 0
        for k in range(counts.shape[1]):
            broken[m] += counts[m, k] != each
    return True
