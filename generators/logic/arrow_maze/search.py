"""The search for another filling of an arrow maze, which is made hundreds of times for one maze.

It keeps what `solver` keeps, the bounds of each ray, and beside them the directions from which each cell can still be covered, so that a
bound that moves is read by the cells and the number that it concerns alone. It comes to the same fixed points and branches alike."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.solvers.bits import below, bits, position

Ints = NDArray[np.int64]
OUT_OF_BUDGET = -1


class Rays(NamedTuple):
    """The rays of a maze: 8 * number + direction."""

    ray: Ints
    """(cells, 8): the ray of a direction that can cover the cell, or -1."""
    distance: Ints
    """(cells, 8): how far it has to reach."""
    along: Ints
    """(rays, longest side): the cells on a ray, from its number on."""
    sums: Ints


class Bounds(NamedTuple):
    """What is known: least and greatest length of each ray, and for each cell the directions that are left, as bits."""

    low: Ints
    high: Ints
    ways: Ints


class Memory(NamedTuple):
    """The memory of a search, so that many of them allocate once."""

    low: Ints
    high: Ints
    ways: Ints
    lows: Ints
    highs: Ints
    all_ways: Ints
    turns: Ints
    """The bound to take when a depth comes back."""
    todo: Ints
    """Bounds that are to be taken over."""
    numbers: Ints
    """Numbers whose rays changed."""
    waits: NDArray[np.bool_]


@njit(cache=True)
def memory_for(rays, cells):
    """rays, cells: how many. A search branches once a cell at most."""
    return Memory(
        np.empty(rays, np.int64), np.empty(rays, np.int64), np.empty(cells, np.int64),
        np.empty((cells + 1, rays), np.int64), np.empty((cells + 1, rays), np.int64), np.empty((cells + 1, cells), np.int64),
        np.empty(cells + 1, np.int64), np.empty(64 * cells + 16 * rays, np.int64), np.empty(rays // 8, np.int64),
        np.zeros(rays // 8, np.bool_),
    )  # fmt: skip


@unmanaged
def at_least(ray, length):
    """A bound, as an integer."""
    return ray << 8 | length << 1 | 1


@unmanaged
def at_most(ray, length):
    return ray << 8 | length << 1


@unmanaged
def settle(rays, low, high, ways, memory, height, tail):
    """Take over the first `height` bounds of the memory's `todo`, read its first `tail` numbers, and all that follows, to a fixed point.
    Whether there is no contradiction."""
    ray, distance, along, sums = rays.ray, rays.distance, rays.along, rays.sums
    todo, numbers, waits = memory.todo, memory.numbers, memory.waits
    ok = True
    while ok and (height or tail):
        if height:
            height -= 1
            r, bound = todo[height] >> 8, (todo[height] >> 1) & 127
            own = np.int64(1) << (r & 7)
            if todo[height] & 1:
                if bound <= low[r]:
                    continue
                if bound > high[r]:
                    ok = False
                    break
                for k in range(low[r], bound):
                    cell = along[r, k]
                    others = ways[cell] & ~own
                    while others:
                        d = position(others)
                        others &= others - 1
                        todo[height] = at_most(ray[cell, d], distance[cell, d] - 1)
                        height += 1
                low[r] = bound
            else:
                if bound >= high[r]:
                    continue
                if bound < low[r]:
                    ok = False
                    break
                for k in range(bound, high[r]):
                    cell = along[r, k]
                    ways[cell] &= ~own
                    left = ways[cell]
                    if left == 0:
                        ok = False
                        break
                    if left & (left - 1) == 0:
                        d = position(left)
                        todo[height] = at_least(ray[cell, d], distance[cell, d])
                        height += 1
                high[r] = bound
            if not waits[r >> 3]:
                waits[r >> 3] = True
                numbers[tail] = r >> 3
                tail += 1
        else:
            tail -= 1
            n = numbers[tail]
            waits[n] = False
            least = most = 0
            for r in range(8 * n, 8 * n + 8):
                least += low[r]
                most += high[r]
            if least > sums[n] or most < sums[n]:
                ok = False
            elif least < most:
                for r in range(8 * n, 8 * n + 8):
                    if high[r] > sums[n] - least + low[r]:
                        todo[height] = at_most(r, sums[n] - least + low[r])
                        height += 1
                    if low[r] < sums[n] - most + high[r]:
                        todo[height] = at_least(r, sums[n] - most + high[r])
                        height += 1
    for i in range(tail):
        waits[numbers[i]] = False
    return ok


@unmanaged
def other(rays, cells, root, arrow, budget, state, found, memory, height):
    """`solver._other` without its count of bounds: (1 and the other solution in `found`, 0 when there is none, or OUT_OF_BUDGET; nodes).
    root: the bounds, which are tightened as far as propagation goes by the first `height` bounds of the memory's `todo`."""
    low, high, ways, turns = memory.low, memory.high, memory.ways, memory.turns
    nodes, depth = 1, 0
    settle(rays, root.low, root.high, root.ways, memory, height, 0)
    write(root.low, low)
    write(root.high, high)
    write(root.ways, ways)
    ok = True
    while True:
        if ok:
            best, size, where = -1, 9, -1
            offset = below(state, len(cells)) if state[0] else 0
            for i in range(len(cells)):
                at = i + offset
                cell = cells[at - len(cells) if at >= len(cells) else at]
                rest = ways[cell]
                if rest & (rest - 1) == 0:
                    continue
                options, way = bits(rest), position(rest)
                if state[0]:
                    for k in range(2, options + 1):
                        rest &= rest - 1
                        if below(state, k) == 0:
                            way = position(rest)
                if options < size:
                    best, size, where = cell, options, way
                    if size == 2:
                        break
            if best < 0:
                differs = False
                for cell in cells:
                    found[cell] = position(ways[cell])
                    differs |= found[cell] != arrow[cell]
                if differs:
                    return 1, nodes
            else:
                write(low, memory.lows[depth])
                write(high, memory.highs[depth])
                write(ways, memory.all_ways[depth])
                r, length = rays.ray[best, where], rays.distance[best, where]
                turns[depth] = at_most(r, length - 1)  # the other branch: the ray stops before this cell
                depth += 1
                nodes += 1
                memory.todo[0] = at_least(r, length)
                ok = settle(rays, low, high, ways, memory, 1, 0)
                continue
        if depth == 0:
            return 0, nodes
        if nodes >= budget:
            return OUT_OF_BUDGET, nodes
        depth -= 1
        write(memory.lows[depth], low)
        write(memory.highs[depth], high)
        write(memory.all_ways[depth], ways)
        nodes += 1
        memory.todo[0] = turns[depth]
        ok = settle(rays, low, high, ways, memory, 1, 0)
