"""A player of arrow mazes who never goes back: whom upper levels must not let win."""

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.arrow_maze.filling import DOWN, RIGHT

Ints = NDArray[np.int64]


@unmanaged
def _extend(rows, columns, value, arrow, left, cell, d, draw):
    """Lengthen the ray of direction d that passes a cell up to this cell. Returns how many cells it grows by, -1 where it cannot: another
    arrow lies between, no number is there, or the number lacks too few. Only with `draw` it is done."""
    y, x = cell // columns, cell % columns
    grows = 0
    while 0 <= y < rows and 0 <= x < columns and value[y * columns + x] == 0:
        at = y * columns + x
        if arrow[at] < 0:
            grows += 1
            if draw:
                arrow[at] = d
        elif arrow[at] != d:
            return -1
        y -= DOWN[d]
        x -= RIGHT[d]
    if not (0 <= y < rows and 0 <= x < columns) or grows > left[y * columns + x]:
        return -1
    if draw:
        left[y * columns + x] -= grows
    return grows


@njit(cache=True)
def cover_scarcest(rows: int, columns: int, value: Ints, printed: Ints) -> Ints:
    """The arrows of a player who always covers the cell that the fewest rays can still reach, by the ray that grows least, within what its
    number lacks. value: the number by cell, 0 in others; printed: the direction of printed arrows, -1 elsewhere. -1 stays in numbers and
    where no ray can go."""
    arrow, left = np.full(rows * columns, -1), value.copy()
    for cell in range(rows * columns):
        if printed[cell] >= 0 and arrow[cell] < 0:
            _extend(rows, columns, value, arrow, left, cell, printed[cell], True)
    while True:
        best, ways, way = -1, 9, -1
        for cell in range(rows * columns):
            if value[cell] or arrow[cell] >= 0:
                continue
            count, least, first = 0, 1 << 60, -1
            for d in range(8):
                grows = _extend(rows, columns, value, arrow, left, cell, d, False)
                if grows >= 0:
                    count += 1
                    if grows < least:
                        least, first = grows, d
            if 0 < count < ways:
                best, ways, way = cell, count, first
                if count == 1:
                    break
        if best < 0:
            return arrow
        _extend(rows, columns, value, arrow, left, best, way, True)
