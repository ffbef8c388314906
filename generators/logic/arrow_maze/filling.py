"""Random fillings of a grid with numbers and the straight rays of arrows that start at them."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import below, shuffle
from synth.generators.solvers.grids import STEPS

DOWN = np.array([down for down, _ in STEPS])
RIGHT = np.array([right for _, right in STEPS])


@njit(cache=True)
def fill(rows, columns, numbers, state, value, arrow):
    """Fill a grid at random. Cells are taken in random order, those that a single ray can still reach first; a ray is
    lengthened to the cell, short stretches preferred and then diagonals, which have less room. A cell out of reach becomes a
    number. False when a number stays 0."""
    size = rows * columns
    value[:] = -1  # -1: not a number; later the cells on its rays
    arrow[:] = -1
    owner = np.full(size, -1, np.int64)
    order = np.arange(size)
    shuffle(state, order, size)
    for i in range(numbers):
        value[order[i]] = 0
    ways = np.empty(8, np.int64)
    far = np.empty(8, np.int64)
    while True:
        chosen = -1
        for i in range(size):
            cell = order[i]
            if value[cell] >= 0 or arrow[cell] >= 0:
                continue
            count = _ways(rows, columns, cell, value, arrow, ways, far, 2)
            if count == 0:
                value[cell] = 0
            elif count == 1:
                chosen = cell
                break
            elif chosen < 0:
                chosen = cell
        if chosen < 0:
            break
        count = _ways(rows, columns, chosen, value, arrow, ways, far, 8)
        pick = below(state, count)
        other = below(state, count)
        if far[other] < far[pick] or (far[other] == far[pick] and ways[other] % 2):
            pick = other
        d = ways[pick]
        cell = chosen
        root = chosen - far[pick] * (DOWN[d] * columns + RIGHT[d])
        number = root if value[root] >= 0 else owner[root]
        value[number] += far[pick]
        for _ in range(far[pick]):
            arrow[cell] = d
            owner[cell] = number
            cell -= DOWN[d] * columns + RIGHT[d]
    for cell in range(size):
        if value[cell] == 0:
            start = below(state, 8)
            for turn in range(8):  # take the last cell of a neighbour's ray
                d = (start + turn) % 8
                y, x = cell // columns + DOWN[d], cell % columns + RIGHT[d]
                if not (0 <= y < rows and 0 <= x < columns):
                    continue
                near = y * columns + x
                if value[near] >= 0 or value[owner[near]] < 2:
                    continue
                e = arrow[near]
                y, x = y + DOWN[e], x + RIGHT[e]
                if 0 <= y < rows and 0 <= x < columns and value[y * columns + x] < 0 and arrow[y * columns + x] == e:
                    continue
                value[owner[near]] -= 1
                value[cell] = 1
                arrow[near] = d
                owner[near] = cell
                break
            if value[cell] == 0:
                return False
    for cell in range(size):
        if value[cell] < 0:
            value[cell] = 0
    return True


@unmanaged
def _ways(rows, columns, cell, value, arrow, ways, far, most):
    """The directions of the rays that can be lengthened to a free cell, `most` at most, and by how many cells; returns their number."""
    count = 0
    for d in range(8):
        y, x = cell // columns, cell % columns
        length = 0
        while True:
            y -= DOWN[d]
            x -= RIGHT[d]
            length += 1
            if not (0 <= y < rows and 0 <= x < columns):
                break
            back = y * columns + x
            if value[back] >= 0 or arrow[back] == d:
                ways[count] = d
                far[count] = length
                count += 1
                if count == most:
                    return count
                break
            if arrow[back] >= 0:
                break
    return count
