"""Arrow mazes: numbers whose straight rays of arrows fill the rest of a grid. Printed arrows are chosen by an exact solver.

A filling is an exact cover: each number has eight rays (one a direction) with lengths that add up to it, and each other cell
lies on exactly one ray. The rays that can cover a cell are those of the first number met backwards along each direction, so the
solver keeps an interval [low, high] of lengths for each ray, propagates cells and sums to a fixed point, and branches on "does
this ray reach this cell". Directions are numbered clockwise from up. Whether there is another filling is asked of `search`, which comes to
the same without counting; the proof of the finished maze is made here.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic.arrow_maze.filling import DOWN, RIGHT, fill
from synth.generators.logic.arrow_maze.search import Bounds, Rays, at_least, memory_for, other, settle
from synth.generators.solvers.bits import below, position, shuffle

Ints = NDArray[np.int64]
OTHERS = 16  # other solutions that are kept


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
def _proof(cells, ray, distance, sums, top, arrow, given, budget):
    """Search as somebody does who goes through the numbers and the cells again and again: (nodes, or 0 where `arrow` is not seen to be the
    only solution within the budget; bounds tightened)."""
    n = len(top)
    low, high = np.zeros(n, np.int64), top.copy()
    for cell in cells:
        if given[cell]:
            r = ray[cell, arrow[cell]]
            low[r] = max(low[r], distance[cell, arrow[cell]])
    lows = np.empty((len(cells) + 1, n), np.int64)
    highs = np.empty((len(cells) + 1, n), np.int64)
    rest = np.empty(len(cells), np.int64)
    nodes, depth = 1, 0
    done = _propagate(cells, rest, ray, distance, sums, low, high)
    steps = abs(done)
    while True:
        if done >= 0:
            best, size, where = -1, 9, -1
            for cell in cells:
                options, way = 0, -1
                for d in range(8):
                    r = ray[cell, d]
                    if r >= 0 and high[r] >= distance[cell, d]:
                        options += 1
                        if way < 0:
                            way = d
                if 1 < options < size:
                    best, size, where = cell, options, way
                    if size == 2:
                        break
            if best < 0:
                for cell in cells:
                    r = ray[cell, arrow[cell]]
                    if high[r] < distance[cell, arrow[cell]]:
                        return 0, steps
            else:
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
            return nodes, steps
        if nodes >= budget:
            return 0, steps
        depth -= 1
        low[:] = lows[depth]
        high[:] = highs[depth]
        nodes += 1
        done = _propagate(cells, rest, ray, distance, sums, low, high)
        steps += abs(done)


@njit(cache=True)
def _start(rows, columns, cells, ray, distance, sums, top):
    """The rays, what is known when no arrow is printed, and the memory for searches."""
    along = np.zeros((len(top), max(rows, columns)), np.int64)
    ways = np.zeros(len(ray), np.int64)
    for cell in cells:
        for d in range(8):
            if ray[cell, d] >= 0:
                along[ray[cell, d], distance[cell, d] - 1] = cell
                ways[cell] |= 1 << d
    rays, start, memory = Rays(ray, distance, along, sums), Bounds(np.zeros_like(top), top.copy(), ways), memory_for(len(top), len(ray))
    height = 0
    for cell in cells:
        if ways[cell] & (ways[cell] - 1) == 0:
            d = position(ways[cell])
            memory.todo[height] = at_least(ray[cell, d], distance[cell, d])
            height += 1
    for n in range(len(sums)):
        memory.numbers[n], memory.waits[n] = n, True
    settle(rays, start.low, start.high, start.ways, memory, height, len(sums))
    return rays, start, memory


@unmanaged
def _print(cells, ray, distance, arrow, given, todo):
    """Printed arrows as bounds, whose rays reach at least so far. Returns how many."""
    height = 0
    for cell in cells:
        if given[cell]:
            todo[height] = at_least(ray[cell, arrow[cell]], distance[cell, arrow[cell]])
            height += 1
    return height


@njit(cache=True)
def _make(rows, columns, numbers, least, sparse, budget, seed):
    size = rows * columns
    value = np.empty(size, np.int64)
    arrow = np.empty(size, np.int64)
    given = np.zeros(size, np.bool_)
    state = np.array([seed | 1], np.int64)
    if not fill(rows, columns, numbers, state, value, arrow):
        return value, arrow, given, 0, 0
    ray = np.full((size, 8), -1, np.int64)
    distance = np.zeros((size, 8), np.int64)
    sums, top = _rays(rows, columns, value, ray, distance)
    cells = np.flatnonzero(value == 0)
    rays, start, memory = _start(rows, columns, cells, ray, distance, sums, top)
    known = Bounds(start.low.copy(), start.high.copy(), start.ways.copy())
    found = np.empty(size, np.int64)
    order = cells.copy()
    shuffle(state, order, len(order))
    printed = min(least, len(order))
    for i in range(printed):
        given[order[i]] = True
    options = np.empty(size, np.int64)
    # Other solutions that came up: where they differ from ours, and in how many printed arrows.
    differs, apart, others = np.zeros((OTHERS, size), np.bool_), np.zeros(OTHERS, np.int64), 0
    height = _print(cells, ray, distance, arrow, given, memory.todo)
    while True:
        more, _ = other(rays, cells, known, arrow, budget, state, found, memory, height)
        if more == 0:
            break
        # Print an arrow that parts the solution from the other one; any hidden one when the search ran out.
        count = 0
        for cell in cells:
            if not given[cell] and (more < 0 or found[cell] != arrow[cell]):
                options[count] = cell
                count += 1
        if more > 0 and others < OTHERS:
            for i in range(count):
                differs[others, options[i]] = True
            others += 1
        height = 1 + count // 2 if sparse else 1
        for k in range(height):
            i = below(state, count)
            cell = options[i]
            given[cell] = True
            printed += 1
            memory.todo[k] = at_least(ray[cell, arrow[cell]], distance[cell, arrow[cell]])
            count -= 1
            options[i] = options[count]
    state[0] = 0
    if sparse:
        for k in range(others):
            apart[k] = np.sum(differs[k] & given)
        for cell in order:
            if given[cell] and printed > least:
                needed = False  # as another solution differs in this printed arrow alone
                for k in range(others):
                    needed = needed or (apart[k] == 1 and differs[k, cell])
                if needed:
                    continue
                given[cell] = False
                write(start.low, known.low)
                write(start.high, known.high)
                write(start.ways, known.ways)
                height = _print(cells, ray, distance, arrow, given, memory.todo)
                if other(rays, cells, known, arrow, budget, state, found, memory, height)[0] == 0:
                    printed -= 1
                    for k in range(others):
                        apart[k] -= differs[k, cell]
                else:
                    given[cell] = True
    nodes, steps = _proof(cells, ray, distance, sums, top, arrow, given, 4 * budget)
    return value, arrow, given, nodes, steps
