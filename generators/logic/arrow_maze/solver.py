"""Arrow mazes: numbers whose straight rays of arrows fill the rest of a grid. Printed arrows are chosen by an exact solver.

A filling is an exact cover: each number has eight rays (one a direction) with lengths that add up to it, and each other cell
lies on exactly one ray. The rays that can cover a cell are those of the first number met backwards along each direction, so the
solver keeps an interval [low, high] of lengths for each ray, propagates cells and sums to a fixed point, and branches on "does
this ray reach this cell". Directions are numbered clockwise from up.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic.arrow_maze.filling import DOWN, RIGHT, fill
from synth.generators.solvers.bits import below

Ints = NDArray[np.int64]
OUT_OF_BUDGET = -1


class Maze(NamedTuple):
    """All by cell, row after row. value: the number, 0 in other cells; arrow: the direction in the only solution, -1 in
    numbers; given: whether the arrow is printed. nodes and steps: what the solver took to prove the solution the only one
    (search nodes, 1 = no guess; ray bounds tightened)."""

    value: Ints
    arrow: Ints
    given: NDArray[np.bool_]
    nodes: int
    steps: int


def make(rows: int, columns: int, numbers: int, least: int, sparse: bool, budget: int, seed: int) -> Maze | None:
    """A random maze with exactly one solution. `numbers` are placed first, some more where no ray can reach. At least `least`
    arrows are printed and as many more as the solution needs to be the only one; `sparse` takes back printed arrows that it
    does not need. None when the filling fails or no proof is found within `budget` nodes a search."""
    value, arrow, given, nodes, steps = _make(rows, columns, numbers, least, sparse, budget, seed)
    return Maze(value, arrow, given, int(nodes), int(steps)) if nodes > 0 else None


@njit(cache=True)
def _rays(rows, columns, value, ray, distance):
    """For each cell and direction the ray (8 * number + direction) that can cover the cell, or -1, and the cell's distance."""
    size = rows * columns
    index = np.full(size, -1, np.int64)
    count = 0
    for cell in range(size):
        if value[cell] > 0:
            index[cell] = count
            count += 1
    sums = np.empty(count, np.int64)
    high = np.zeros(8 * count, np.int64)
    for cell in range(size):
        ray[cell] = -1
    for cell in range(size):
        if value[cell] > 0:
            sums[index[cell]] = value[cell]
            for d in range(8):
                y, x = cell // columns + DOWN[d], cell % columns + RIGHT[d]
                length = 0
                while 0 <= y < rows and 0 <= x < columns and value[y * columns + x] == 0:
                    length += 1
                    ray[y * columns + x, d] = 8 * index[cell] + d
                    distance[y * columns + x, d] = length
                    y += DOWN[d]
                    x += RIGHT[d]
                high[8 * index[cell] + d] = length
    return sums, high


@unmanaged
def _propagate(cells, rest, ray, distance, sums, low, high):
    """Tighten the rays' bounds to a fixed point. Returns the number of bounds tightened, negative on a contradiction. `rest` is
    scratch: the cells that are not settled yet."""
    steps = 0
    write(cells, rest)
    left = len(rest)
    while True:
        before = steps
        for n in range(len(sums)):
            least = most = 0
            for r in range(8 * n, 8 * n + 8):
                least += low[r]
                most += high[r]
            if least > sums[n] or most < sums[n]:
                return -steps - 1
            if least == most:
                continue
            for r in range(8 * n, 8 * n + 8):
                if high[r] > sums[n] - least + low[r]:
                    most += sums[n] - least + low[r] - high[r]
                    high[r] = sums[n] - least + low[r]
                    steps += 1
                if low[r] < sums[n] - most + high[r]:
                    least += sums[n] - most + high[r] - low[r]
                    low[r] = sums[n] - most + high[r]
                    steps += 1
        i = 0
        while i < left:
            cell = rest[i]
            options, last, owner = 0, -1, -1
            for d in range(8):
                r = ray[cell, d]
                if r >= 0 and high[r] >= distance[cell, d]:
                    options += 1
                    last = d
                    if low[r] >= distance[cell, d]:
                        if owner >= 0:
                            return -steps - 1
                        owner = d
            if options == 0:
                return -steps - 1
            i += 1
            if options == 1:
                if owner < 0:
                    low[ray[cell, last]] = distance[cell, last]
                    steps += 1
                else:  # settled; a contradiction would show in the cell that wants the ray shorter
                    i -= 1
                    left -= 1
                    rest[i] = rest[left]
            elif owner >= 0:
                for d in range(8):
                    r = ray[cell, d]
                    if d != owner and r >= 0 and high[r] >= distance[cell, d]:
                        high[r] = distance[cell, d] - 1
                        steps += 1
        if steps == before:
            return steps


@njit(cache=True)
def _other(cells, ray, distance, sums, low, high, arrow, budget, state, found):
    """Look for a solution other than `arrow` within the bounds, which are tightened as far as propagation goes. Returns (1 and
    the solution in `found`, 0 when there is none, or OUT_OF_BUDGET; nodes; bounds tightened). A positive state shuffles the
    branches."""
    n = len(low)
    lows = np.empty((len(cells) + 1, n), np.int64)
    highs = np.empty((len(cells) + 1, n), np.int64)
    rest = np.empty(len(cells), np.int64)
    nodes, depth = 1, 0
    done = _propagate(cells, rest, ray, distance, sums, low, high)
    steps = abs(done)
    while True:
        if done >= 0:
            best, size, where = -1, 9, -1
            offset = below(state, len(cells)) if state[0] else 0
            for i in range(len(cells)):
                cell = cells[(i + offset) % len(cells)]
                options, way = 0, -1
                for d in range(8):
                    r = ray[cell, d]
                    if r >= 0 and high[r] >= distance[cell, d]:
                        options += 1
                        if way < 0 or (state[0] and below(state, options) == 0):
                            way = d
                if 1 < options < size:
                    best, size, where = cell, options, way
                    if size == 2:
                        break
            if best < 0:
                differs = False
                for cell in cells:
                    for d in range(8):
                        if ray[cell, d] >= 0 and high[ray[cell, d]] >= distance[cell, d]:
                            found[cell] = d
                    differs |= found[cell] != arrow[cell]
                if differs:
                    return 1, nodes, steps
            else:
                if depth == 0:  # the caller keeps the bounds at the root
                    low, high = low.copy(), high.copy()
                lows[depth] = low
                highs[depth] = high
                r = ray[best, where]
                highs[depth, r] = distance[best, where] - 1  # the other branch: the ray stops before this cell
                depth += 1
                low[r] = distance[best, where]
                nodes += 1
                done = _propagate(cells, rest, ray, distance, sums, low, high)
                steps += abs(done)
                continue
        if depth == 0:
            return 0, nodes, steps
        if nodes >= budget:
            return OUT_OF_BUDGET, nodes, steps
        depth -= 1
        low[:] = lows[depth]
        high[:] = highs[depth]
        nodes += 1
        done = _propagate(cells, rest, ray, distance, sums, low, high)
        steps += abs(done)


@unmanaged
def _print(cell, ray, distance, arrow, low):
    """A printed arrow: its ray reaches at least this cell."""
    r = ray[cell, arrow[cell]]
    low[r] = max(low[r], distance[cell, arrow[cell]])


@njit(cache=True)
def _bounds(cells, ray, distance, top, arrow, given):
    low = np.zeros(len(top), np.int64)
    for cell in cells:
        if given[cell]:
            _print(cell, ray, distance, arrow, low)
    return low, top.copy()


@njit(cache=True)
def _make(rows, columns, numbers, least, sparse, budget, seed):
    size = rows * columns
    value = np.empty(size, np.int64)
    arrow = np.empty(size, np.int64)
    given = np.zeros(size, np.bool_)
    state = np.array([seed | 1], np.int64)
    if not fill(rows, columns, numbers, state, value, arrow):
        return value, arrow, given, 0, 0
    ray = np.empty((size, 8), np.int64)
    distance = np.zeros((size, 8), np.int64)
    sums, top = _rays(rows, columns, value, ray, distance)
    cells = np.flatnonzero(value == 0)
    found = np.empty(size, np.int64)
    order = cells.copy()
    for i in range(len(order) - 1, 0, -1):
        j = below(state, i + 1)
        order[i], order[j] = order[j], order[i]
    printed = min(least, len(order))
    for i in range(printed):
        given[order[i]] = True
    low, high = _bounds(cells, ray, distance, top, arrow, given)
    options = np.empty(size, np.int64)
    while True:
        more, nodes, steps = _other(cells, ray, distance, sums, low, high, arrow, budget, state, found)
        if more == 0:
            break
        # Print an arrow that parts the solution from the other one; any hidden one when the search ran out.
        count = 0
        for cell in cells:
            if not given[cell] and (more < 0 or found[cell] != arrow[cell]):
                options[count] = cell
                count += 1
        for _ in range(1 + count // 2 if sparse else 1):
            i = below(state, count)
            given[options[i]] = True
            printed += 1
            _print(options[i], ray, distance, arrow, low)
            count -= 1
            options[i] = options[count]
    state[0] = 0
    if sparse:
        for cell in order:
            if given[cell] and printed > least:
                given[cell] = False
                low, high = _bounds(cells, ray, distance, top, arrow, given)
                more, nodes, steps = _other(cells, ray, distance, sums, low, high, arrow, budget, state, found)
                if more == 0:
                    printed -= 1
                else:
                    given[cell] = True
    low, high = _bounds(cells, ray, distance, top, arrow, given)
    more, nodes, steps = _other(cells, ray, distance, sums, low, high, arrow, 4 * budget, state, found)
    return value, arrow, given, (nodes if more == 0 else 0), steps
