"""The rules of a meadow as sums of shaded cells, and how many numbers of tents its one solution can do without.

The cells are those that may hold a tent (with a tree beside them), in reading order, and after them the pairs of a tree and such a cell,
which say which tent belongs to which tree."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.network import Ints
from synth.generators.solvers.sums import MANY, OPEN, Sums, memory_for, search_in
from synth.verifiers.logic.campsite import HIDDEN


class Proved(NamedTuple):
    """A search for two solutions."""

    found: int
    nodes: int
    deductions: int
    places: int
    """Cells that may hold a tent."""
    network: Sums
    """The rules on the numbers of rows and columns first."""


def proved(rows: int, columns: int, trees: Ints, told: Ints, budget: int) -> Proved:
    """trees: 1 for a tree, 0 for another cell. told: the numbers of rows and then of columns."""
    return Proved(*_proved(rows, columns, trees, told, budget))


def hidden(proof: Proved, told: Ints, order: Ints, most: int, budget: int) -> tuple[int, int]:
    """Take numbers back, in that order and in place, as long as one solution stays, `most` at most. Returns nodes and deductions of the
    last proof."""
    found: tuple[int, int] = _hidden(proof.network, proof.places, told, order, most, budget, proof.nodes, proof.deductions)
    return found


@njit(cache=True)
def _proved(rows, columns, trees, told, budget):
    network, places = rules(rows, columns, trees, told)
    total = len(network.in_start) - 1
    memory = memory_for(total, len(network.low))
    found, nodes, readings = search_in(network, np.full(total, OPEN), places, 2, budget, 0, memory)
    return found, nodes, readings, places, network


@njit(cache=True)
def _hidden(network, places, told, order, most, budget, nodes, readings):
    total = len(network.in_start) - 1
    memory, every = memory_for(total, len(network.low)), np.full(total, OPEN)
    for line in order:
        if most == 0:
            break
        network.low[line], network.high[line] = -MANY, MANY
        found, new, more = search_in(network, every, places, 2, budget, 0, memory)
        if found == 1:
            told[line], nodes, readings = HIDDEN, new, more
            most -= 1
        else:
            network.low[line], network.high[line] = told[line], told[line]
    return nodes, readings


@unmanaged
def _beside(rows, columns, x, side):
    """The cell above, left, right or below, or -1."""
    if side == 0:
        return x - columns if x >= columns else -1
    if side == 1:
        return x - 1 if x % columns else -1
    if side == 2:
        return x + 1 if x % columns < columns - 1 else -1
    return x + columns if x + columns < rows * columns else -1


@njit(cache=True)
def rules(rows, columns, trees, told):
    """The network, and how many cells may hold a tent."""
    cells = rows * columns
    place, places, pairs = np.full(cells, -1), 0, 0
    for x in range(cells):
        for side in range(4):
            y = _beside(rows, columns, x, side)
            if y >= 0 and trees[y] and not trees[x]:
                pairs += 1
                if place[x] < 0:
                    place[x] = places
                    places += 1
    # More than there can be: of rules, and of cells in them.
    room = 3 * cells + rows + columns
    start, low, high = np.zeros(room + 1, np.int64), np.zeros(room, np.int64), np.zeros(room, np.int64)
    items, weights = np.empty(7 * places + 2 * pairs, np.int64), np.ones(7 * places + 2 * pairs, np.int64)
    owners, owned = np.empty((places, 4), np.int64), np.zeros(places, np.int64)
    count = end = 0
    for line in range(rows + columns):
        for x in range(cells):
            if place[x] >= 0 and line == (x // columns if line < rows else rows + x % columns):
                items[end] = place[x]
                end += 1
        low[count] = high[count] = told[line]
        count += 1
        start[count] = end
    pair = places
    for tree in range(cells):
        if trees[tree] == 0:
            continue
        for side in range(4):
            x = _beside(rows, columns, tree, side)
            if x >= 0 and place[x] >= 0:
                k = place[x]
                owners[k, owned[k]] = items[end] = pair
                owned[k] += 1
                pair += 1
                end += 1
        low[count] = high[count] = 1
        count += 1
        start[count] = end
    for k in range(places):  # a tent belongs to exactly one tree, and no other cell to any
        for i in range(owned[k]):
            items[end] = owners[k, i]
            end += 1
        items[end], weights[end] = k, -1
        end += 1
        count += 1
        start[count] = end
    for x in range(cells - columns):
        if x % columns == columns - 1:
            continue
        for y in (x, x + 1, x + columns, x + columns + 1):
            if place[y] >= 0:
                items[end] = place[y]
                end += 1
        if end - start[count] > 1:
            high[count] = 1
            count += 1
            start[count] = end
        else:
            end = start[count]
    total = places + pairs
    in_start, in_items, in_weights = np.zeros(total + 1, np.int64), np.empty(end, np.int64), np.empty(end, np.int64)
    for i in range(end):
        in_start[items[i] + 1] += 1
    for x in range(total):
        in_start[x + 1] += in_start[x]
    filled = in_start.copy()
    for c in range(count):
        for i in range(start[c], start[c + 1]):
            x = items[i]
            in_items[filled[x]], in_weights[filled[x]] = c, weights[i]
            filled[x] += 1
    network = Sums(start[: count + 1], items[:end], weights[:end], low[:count], high[:count], in_start, in_items, in_weights)
    return network, places
