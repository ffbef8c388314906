"""Cells that are shaded or not, under weighted sums: for puzzles of stars, tents, dominoes and the like.

Each constraint says that the weights of the shaded cells of a group add up to something between two bounds:

    exactly two stars in a row       ((cells, 1, 1, 2, 2)         all weights 1, from 2 to 2
    no two of a block                (block, 1, 1, 0, 1)
    a shaded x has a shaded neighbour (neighbours and x, 1 and -1, 0, many)

`solve` propagates bounds to a fixed point and then branches on a cell of the constraint with the fewest open cells. Building, propagation
and search stand in one file, since they share the layout of the arrays."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.solvers.bits import next_random
from synth.generators.solvers.network import Ints

OUT_OF_BUDGET = -1
NO_BUDGET = 1 << 60
OPEN = -1
MANY = 1 << 40
"""More than any sum."""

Sum = tuple[Sequence[int], Sequence[int], int, int]
"""Cells, their weights, the least and the greatest sum."""


class Sums(NamedTuple):
    """Constraints as arrays, as the kernel takes them."""

    start: Ints
    """Constraint k has the cells items[start[k]:start[k + 1]]."""
    items: Ints
    weights: Ints
    low: Ints
    high: Ints
    in_start: Ints
    """Cell x is in the constraints in_items[in_start[x]:in_start[x + 1]], with the weights in_weights."""
    in_items: Ints
    in_weights: Ints


def count(cells: Sequence[int], low: int, high: int) -> Sum:
    """So many of the cells are shaded."""
    return cells, [1] * len(cells), low, high


def sums(cells: int, constraints: Iterable[Sum]) -> Sums:
    """The constraints over cells 0 .. `cells` - 1."""
    found = list(constraints)
    start = [0]
    items: list[int] = []
    weights: list[int] = []
    for part in found:
        items += part[0]
        weights += part[1]
        start.append(len(items))
    flat_items, flat_weights, ends = np.array(items, np.int64), np.array(weights, np.int64), np.array(start, np.int64)
    order = flat_items.argsort(kind="stable")
    in_start = np.zeros(cells + 1, np.int64)
    np.bincount(flat_items, minlength=cells).cumsum(out=in_start[1:])
    owner = np.arange(len(found)).repeat(ends[1:] - ends[:-1])
    bounds = np.array([part[2:] for part in found], np.int64).reshape(-1, 2)
    low, high = bounds[:, 0].copy(), bounds[:, 1].copy()
    return Sums(ends, flat_items, flat_weights, low, high, in_start, owner[order], flat_weights[order])


class Shading(NamedTuple):
    """What a search found."""

    found: int
    """Solutions, up to the limit; OUT_OF_BUDGET when the nodes did not settle it."""
    nodes: int
    """Nodes of the search; 1: propagation alone."""
    deductions: int
    """Readings of a constraint that settled a cell, over all branches."""
    cells: Ints
    """The last solution found: 1 for shaded, 0 for not."""


def solve(of: Sums, cells: Sequence[int] | Ints, main: int = 0, limit: int = 2, budget: int = NO_BUDGET, seed: int = 0) -> Shading:
    """Look for up to `limit` solutions. cells: 0, 1 or OPEN for each; main: solutions count as one when they agree on the first
    `main` cells (0: on all). A non-zero seed shuffles what is tried first, so that the first solution is a random one."""
    return Shading(*_solve(*of, np.asarray(cells, np.int64), main or len(cells), limit, budget, seed))


@unmanaged
def _settle(
    start, items, weights, low, high, in_start, in_items, in_weights, widest, cells, least, most, free, trail, height, queue, waits, waiting
):
    """Count the assignments trail[:height] and read the waiting constraints, to a fixed point. least, most: what the sum of each
    constraint can still be; free: how many of its cells are open; widest: its largest weight. Returns (whether no constraint is broken,
    readings that settled a cell)."""
    readings, done = 0, 0
    ok = True
    while True:
        while done < height:
            x = trail[done]
            done += 1
            for k in range(in_start[x], in_start[x + 1]):
                c, w = in_items[k], in_weights[k]
                free[c] -= 1
                if w == 0:
                    continue
                if (cells[x] == 1) == (w > 0):
                    least[c] += abs(w)
                else:
                    most[c] -= abs(w)
                if least[c] > high[c] or most[c] < low[c]:
                    ok = False
                elif not waits[c]:
                    waits[c] = True
                    queue[waiting] = c
                    waiting += 1
        if not ok or waiting == 0:
            break
        waiting -= 1
        c = queue[waiting]
        waits[c] = False
        above, below = high[c] - least[c], most[c] - low[c]
        if above >= widest[c] and below >= widest[c]:
            continue  # whatever a cell of it is, the bounds are kept
        before, k, left = height, start[c], free[c]
        while left:
            x, w = items[k], weights[k]
            k += 1
            if cells[x] == OPEN:
                left -= 1
                if abs(w) > above:  # the cell adds more than may be added
                    cells[x] = 0 if w > 0 else 1
                elif abs(w) > below:  # without it too little is left
                    cells[x] = 1 if w > 0 else 0
                else:
                    continue
                trail[height] = x
                height += 1
        readings += height > before
    for i in range(waiting):
        waits[queue[i]] = False
    return ok, readings


@unmanaged
def _choose(start, items, low, high, cells, least, most, free, main, offset):
    """An open main cell of the constraint with the fewest open ones that is not fulfilled whatever comes; else any open main cell; else,
    by the same rule, another open cell; -1 where none is open."""
    constraints = len(low)
    for first, last in ((0, main), (main, len(cells))):
        best, size = -1, len(cells) + 1
        c = offset - 1
        for _ in range(constraints):
            c += 1
            if c == constraints:
                c = 0
            if free[c] >= size or free[c] == 0 or (least[c] >= low[c] and most[c] <= high[c]):
                continue
            for k in range(start[c], start[c + 1]):
                x = items[k]
                if cells[x] == OPEN and first <= x < last:
                    best, size = x, free[c]
                    break
        if best < 0:
            for x in range(first, last):
                if cells[x] == OPEN:
                    return x
        else:
            return best
    return -1


class Memory(NamedTuple):
    """The memory of a search, so that a compiled caller with many searches allocates once."""

    cells: Ints
    solution: Ints
    least: Ints
    most: Ints
    widest: Ints
    free: Ints
    trail: Ints
    queue: Ints
    waits: NDArray[np.bool_]
    kept_cells: Ints  # as they were before each decision
    kept_least: Ints
    kept_most: Ints
    kept_free: Ints
    decided: Ints
    value: Ints
    other: NDArray[np.bool_]  # the second value of a decision is being tried
    first: Ints  # the first solution; `solution` is the last one
    hoped: Ints  # the values that are tried first where there is no seed


@njit(cache=True)
def memory_for(n, constraints):
    """Memory for searches over `n` cells under so many constraints."""
    return Memory(
        np.empty(n, np.int64),
        np.zeros(n, np.int64),
        np.empty(constraints, np.int64),
        np.empty(constraints, np.int64),
        np.empty(constraints, np.int64),
        np.empty(constraints, np.int64),
        np.empty(n, np.int64),
        np.empty(constraints, np.int64),
        np.zeros(constraints, np.bool_),
        np.empty((n + 1, n), np.int64),
        np.empty((n + 1, constraints), np.int64),
        np.empty((n + 1, constraints), np.int64),
        np.empty((n + 1, constraints), np.int64),
        np.empty(n + 1, np.int64),
        np.empty(n + 1, np.int64),
        np.zeros(n + 1, np.bool_),
        np.zeros(n, np.int64),
        np.ones(n, np.int64),
    )


@njit(cache=True)
def _solve(start, items, weights, low, high, in_start, in_items, in_weights, given, main, limit, budget, seed):
    memory = memory_for(len(given), len(low))
    of = Sums(start, items, weights, low, high, in_start, in_items, in_weights)
    found, nodes, readings = search_in(of, given, main, limit, budget, seed, memory)
    return found, nodes, readings, memory.solution


@unmanaged
def search_in(of, given, main, limit, budget, seed, memory):
    """`solve` for compiled callers, a depth-first search with its own stack; the last solution is left in the memory. Returns (solutions or
    OUT_OF_BUDGET, nodes, readings)."""
    height = 0
    write(given, memory.cells)
    for x in range(len(given)):
        if given[x] != OPEN:
            memory.trail[height] = x
            height += 1
    reset(of, memory.least, memory.most, memory.widest, memory.free)
    return search_from(of, height, main, limit, budget, seed, memory)


@unmanaged
def reset(of, least, most, widest, free):
    """What the sums can be, the largest weights, and how many cells are open, where no cell is known."""
    for c in range(len(of.low)):
        down, up, wide = 0, 0, 0
        for k in range(of.start[c], of.start[c + 1]):
            w = of.weights[k]
            if w > 0:
                up += w
                wide = max(wide, w)
            else:
                down += w
                wide = max(wide, -w)
        least[c], most[c], widest[c], free[c] = down, up, wide, of.start[c + 1] - of.start[c]


@unmanaged
def search_from(of, height, main, limit, budget, seed, memory):
    """`search_in` from what the memory holds of cells and constraints, in which all cells that are known but the first `height` of the
    trail have been counted."""
    start, items, weights, low, high = of.start, of.items, of.weights, of.low, of.high
    in_start, in_items, in_weights = of.in_start, of.in_items, of.in_weights
    cells, solution, least, most, widest = memory.cells, memory.solution, memory.least, memory.most, memory.widest
    free, trail, queue, waits, other = memory.free, memory.trail, memory.queue, memory.waits, memory.other
    kept_cells, kept_least, kept_most, kept_free = memory.kept_cells, memory.kept_least, memory.kept_most, memory.kept_free
    decided, value = memory.decided, memory.value
    constraints = len(low)
    for c in range(constraints):
        queue[c], waits[c] = c, True
    state = np.int64(seed * 0x9E3779B9 + 0x1234567) & 0x7FFFFFFFFFFFFFFF
    found, nodes, depth, on_main = 0, 1, 0, 0
    ok = True
    for c in range(constraints):
        ok = ok and least[c] <= high[c] and most[c] >= low[c]
    if ok:
        ok, readings = _settle(
            start, items, weights, low, high, in_start, in_items, in_weights, widest,
            cells, least, most, free, trail, height, queue, waits, constraints,
        )  # fmt: skip
    else:
        readings = 0
        waits[:] = False
    while True:
        if ok:
            offset = 0
            if seed:
                state = next_random(state)
                offset = state % constraints
            x = _choose(start, items, low, high, cells, least, most, free, main, offset)
            if x < 0:
                write(cells, solution)
                if found == 0:
                    write(cells, memory.first)
                found += 1
                if found == limit:
                    return found, nodes, readings
                depth = min(depth, on_main)  # other values of the other cells make no other solution
            else:
                write(cells, kept_cells[depth])
                write(least, kept_least[depth])
                write(most, kept_most[depth])
                write(free, kept_free[depth])
                decided[depth], other[depth], value[depth] = x, False, memory.hoped[x]
                if seed:
                    state = next_random(state)
                    value[depth] = (state >> 9) & 1
                depth += 1
                if x < main:
                    on_main = depth
        if not ok or x < 0:
            while depth and other[depth - 1]:
                depth -= 1
            if depth == 0:
                return found, nodes, readings
            write(kept_cells[depth - 1], cells)
            write(kept_least[depth - 1], least)
            write(kept_most[depth - 1], most)
            write(kept_free[depth - 1], free)
            other[depth - 1], value[depth - 1] = True, 1 - value[depth - 1]
            on_main = min(on_main, depth)
        if nodes >= budget:
            return OUT_OF_BUDGET, nodes, readings
        nodes += 1
        x = decided[depth - 1]
        cells[x] = value[depth - 1]
        trail[0] = x
        ok, new = _settle(
            start, items, weights, low, high, in_start, in_items, in_weights, widest, cells, least, most, free, trail, 1, queue, waits, 0
        )
        readings += new
