"""Random dominoes that do not touch, and regions around their halves that are repaired until no other shading fits.

Every cell is given to a half of a domino, all halves growing at once; then halves that lie side by side are paired, so that each region
has two of them. While another shading fits, a cell that it shades and ours does not moves to the region beside it: its old region
then has one shaded cell in that other shading. So the dominoes stay a solution, and the others fall one by one; few of them come back,
as a move is chosen that keeps those before from fitting. How many dominoes there are decides: where many more would find room, other
shadings are too many to be driven out."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.norinori.laying import FREE, dominoes, grown, paired
from synth.generators.solvers.bits import below
from synth.generators.solvers.network import Ints
from synth.generators.solvers.sums import OPEN, OUT_OF_BUDGET, Sums, memory_for, search_in


class Made(NamedTuple):
    """A grid, unique or not."""

    region: Ints
    """The number of the region of each cell; empty when there is no puzzle."""
    shaded: Ints
    """1 for shaded cells, 0 for others."""
    readings: int
    """Readings of rules in the proof of the one solution."""


def make(network: Sums, rules: int, beside: Ints, wanted: int, tries: int, swaps: int, moves: int, budget: int, seed: int) -> Made:
    """network: `rules` constraints that hold on every grid, none of them about regions. beside: for each cell the cells that share a side
    with it, -1 to fill up. wanted: dominoes, and regions. tries: dominoes that are laid anew, at most. swaps: how often it is tried to
    exchange the partners of two pairs of halves, so that a region holds halves of different dominoes. moves: cells that may move to
    another region. budget: nodes of one search."""
    return Made(*_make(network, rules, beside, wanted, tries, swaps, moves, budget, seed))


@njit(cache=True)
def _make(fixed, rules, beside, wanted, tries, swaps, moves, budget, seed):
    state = np.array([seed], np.int64)
    cells = len(beside)
    nothing = np.empty(0, np.int64)
    mate = dominoes(beside, wanted, tries, state)
    if np.sum(mate >= 0) < 2 * wanted:
        return nothing, nothing, 0
    half = grown(beside, mate, state)
    partner = paired(beside, mate, half, swaps, state)
    region = np.full(cells, FREE)
    number = 0
    for x in range(cells):
        if partner[x] > x:
            region[x] = region[partner[x]] = number
            number += 1
    for x in range(cells):
        region[x] = region[half[x]]
    shaded = (mate >= 0).astype(np.int64)
    network = with_regions(fixed, rules, region, number)
    memory = memory_for(cells, rules + number)
    every = np.full(cells, OPEN)
    others = np.zeros((moves, cells), np.int64)
    counts = np.zeros((moves, number), np.int64)
    broken = np.zeros(moves, np.int64)
    seen, queue = np.empty(cells, np.bool_), np.empty(cells, np.int64)
    for m in range(moves):
        found, _, readings = search_in(network, every, cells, 2, budget, 0, memory)
        if found == 1:
            return region, shaded, readings
        if found == OUT_OF_BUDGET:
            return nothing, nothing, 0
        others[m] = memory.first if np.all(memory.solution == shaded) else memory.solution
        counts[m] = 2
        if not moved(beside, region, shaded, others[: m + 1], counts, broken, state, seen, queue):
            return nothing, nothing, 0
        fill(network, rules, region, number)
    return nothing, nothing, 0


@njit(cache=True)
def with_regions(fixed, rules, region, number):
    """The network with a constraint for each region: two shaded cells."""
    cells = len(region)
    ones = np.ones(cells, np.int64)
    twos = np.full(number, 2)
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
        np.concatenate((fixed.low, twos)),
        np.concatenate((fixed.high, twos)),
        in_start,
        in_items,
        in_weights,
    )
    fill(network, rules, region, number)
    return network


@unmanaged
def fill(network, rules, region, number):
    """Write the regions into the network, in place."""
    cells = len(region)
    at = network.start[rules]
    for k in range(number):
        for x in range(cells):
            if region[x] == k:
                network.items[at] = x
                network.in_items[network.in_start[x + 1] - 1] = rules + k
                at += 1
        network.start[rules + k + 1] = at


@unmanaged
def moved(beside, region, shaded, others, counts, broken, state, seen, queue):
    """Move a cell to a region beside it, in place, with whatever of its own region hangs on it alone and is not shaded, so that the last of
    the other shadings fits no longer and as few as may be of those before fit again; where no move does that, any that lets none fit
    again. counts, broken: by shading, how many cells it shades in each region, and in how many regions that is not two. Returns
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
        for i in range(4):
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
                    now = broken[m] - (counts[m, a] != 2) - (counts[m, k] != 2)
                    now += (counts[m, a] - gone != 2) + (counts[m, k] + gone != 2)
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
            broken[m] += counts[m, k] != 2
    return True


@unmanaged
def left(beside, region, shaded, x, seen, queue):
    """How many cells of queue are the cell and those of its region that only it joins to the two shaded cells; 0 when it joins these two.
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
