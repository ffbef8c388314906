"""Random partitions of a grid into connected regions: a walk that trades cells between neighbouring regions."""

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import next_random


def partition(start: NDArray[np.int64], trades: int, seed: int) -> NDArray[np.int64]:
    """Walk from the region map `start` (rows x columns of region numbers 0.., each region connected) by so many tried trades.
    A trade moves a cell into the region next to it, which gives a cell back; both regions stay connected, and every size
    stays what it was. `seed`: a non-negative int below 2 ** 62."""
    return _partition(start, trades, seed + 1)


@njit(cache=True)
def _partition(start, trades, state):
    rows, columns = start.shape
    regions = start.copy()
    todo = np.empty(rows * columns, np.int64)
    seen = np.zeros(rows * columns, np.int64)
    sizes = np.zeros(regions.max() + 1, np.int64)
    for r in range(rows):
        for c in range(columns):
            sizes[regions[r, c]] += 1
    for _ in range(8):
        state = next_random(state)
    stamp = 0
    for _ in range(trades):
        # A random cell, a random neighbour in another region.
        state = next_random(state)
        r, c, side = (state >> 8) % rows, (state >> 24) % columns, (state >> 40) % 4
        s, d = r + (side == 0) - (side == 1), c + (side == 2) - (side == 3)
        if not (0 <= s < rows and 0 <= d < columns) or regions[s, d] == regions[r, c]:
            continue
        giver, taker = regions[r, c], regions[s, d]
        regions[r, c] = taker
        # Another random cell of the taker that touches the giver goes back: a starting point and the first that fits after it.
        state = next_random(state)
        at = (state >> 8) % (rows * columns)
        done = False
        for k in range(rows * columns):
            i = (at + k) % (rows * columns)
            y, x = i // columns, i % columns
            if regions[y, x] != taker or (y == r and x == c):
                continue
            if not (
                (y and regions[y - 1, x] == giver)
                or (y + 1 < rows and regions[y + 1, x] == giver)
                or (x and regions[y, x - 1] == giver)
                or (x + 1 < columns and regions[y, x + 1] == giver)
            ):
                continue
            regions[y, x] = giver
            stamp += 2
            if _connected(regions, r * columns + c, sizes[taker], todo, seen, stamp) and _connected(
                regions, i, sizes[giver], todo, seen, stamp + 1
            ):
                done = True
            else:
                regions[y, x] = taker
            break
        if not done:
            regions[r, c] = giver
    return regions


@unmanaged
def _connected(regions, cell, size, todo, seen, stamp):
    """Whether the region of `cell` is one piece of `size` cells."""
    rows, columns = regions.shape
    region = regions[cell // columns, cell % columns]
    todo[0], seen[cell] = cell, stamp
    head, tail = 0, 1
    while head < tail:
        i = todo[head]
        head += 1
        r, c = i // columns, i % columns
        for side in range(4):
            s, d = r + (side == 0) - (side == 1), c + (side == 2) - (side == 3)
            if 0 <= s < rows and 0 <= d < columns and regions[s, d] == region and seen[s * columns + d] != stamp:
                seen[s * columns + d] = stamp
                todo[tail] = s * columns + d
                tail += 1
    return tail == size
