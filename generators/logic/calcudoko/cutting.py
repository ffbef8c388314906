"""Latin squares cut into random cages until one cutting has the proof that is asked for.

Most cuttings leave several squares. Many of these show it without a search: two rows (or columns) hold the same values in some columns, and
what is exchanged there changes no cage's clue."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import below, shuffle
from synth.generators.solvers.cages import MINUS, MOST, OVER, PLUS, TIMES, Cages, _solve
from synth.generators.solvers.network import Ints

FRESH = 10
"""Cuttings of one square."""


class Cutting(NamedTuple):
    """A square with the cages that leave no other one."""

    square: Ints
    """Values from 1, along the rows."""
    region: Ints
    """The cage of each cell."""
    cages: Cages
    effort: int
    """Deductions of the proof."""


def draw(size: int, most: int, window: tuple[int, int], nodes: int, budget: int, limit: int, tries: int, seed: int) -> Cutting | None:
    """The first cutting, of so many, into at most `limit` cages of at most `most` cells whose proof takes a number of deductions in the
    window and at least so many nodes, at most `budget`."""
    square, region, cells, sign, target, effort = _draw(size, most, *window, nodes, budget, limit, tries, seed)
    return Cutting(square, region, Cages(cells, sign, target), effort) if effort >= 0 else None


@njit(cache=True)
def _draw(size, most, least_effort, most_effort, nodes, budget, limit, tries, seed):
    n, state = size * size, np.array([seed])
    square, region = np.empty(n, np.int64), np.empty(n, np.int64)
    none = np.empty((0, MOST), np.int64), np.empty(0, np.int64)
    for tried in range(tries):
        if tried % FRESH == 0:
            square[:] = _solve(size, none[0], none[1], none[1], 1, 1 << 40, below(state, 1 << 50) + 1)[3][0] + 1
        cells, sign, target = cut(square, size, most, region, state)
        if len(sign) > limit or exchangeable(square, size, region, cells, sign, target):
            continue
        found, took, deductions, _ = _solve(size, cells, sign, target, 2, budget, 0)
        if found == 1 and took >= nodes and least_effort <= deductions <= most_effort:
            return square, region, cells, sign, target, deductions
    return square, region, cells, sign, target, -1


@njit(cache=True)
def cut(square, size, most, region, state):
    """Cages in reading order: they grow to a drawn number of cells; one that is left alone joins a neighbour if that has room."""
    n = size * size
    order, free, count = np.arange(n), np.empty(4 * n, np.int64), np.zeros(n, np.int64)
    shuffle(state, order, n)
    region[:] = -1
    for x in order:
        if region[x] >= 0:
            continue
        region[x], own = x, 1
        wanted = most - (most > 2 and below(state, 2) == 0)
        height = _near(region, size, x, free, 0)
        while height and own < wanted:
            y = free[below(state, height)]
            region[y] = x
            own += 1
            left = 0
            for i in range(height):
                if free[i] != y:
                    free[left] = free[i]
                    left += 1
            height = _near(region, size, y, free, left)
        if own == 1:
            room = 0
            for side in range(4):
                y = _beside(size, x, side)
                if y >= 0 and count[region[y]] < most:
                    free[room] = region[y]
                    room += 1
            if room:
                region[x] = free[below(state, room)]
        count[region[x]] += own
    name, cages = np.full(n, -1), 0
    cells = np.full((n, MOST), -1)
    count[:] = 0
    for x in range(n):
        if name[region[x]] < 0:
            name[region[x]] = cages
            cages += 1
        region[x] = name[region[x]]
        cells[region[x], count[region[x]]] = x
        count[region[x]] += 1
    sign, target = np.empty(cages, np.int64), np.empty(cages, np.int64)
    for k in range(cages):
        sign[k] = _sign(square, cells[k], count[k], state)
        target[k] = _given(square, cells[k], sign[k])
    return cells[:cages], sign, target


@unmanaged
def _near(region, size, x, free, height):
    """Put the neighbours of a cell that are in no cage on a stack, of whose height the new one is returned."""
    for side in range(4):
        y = _beside(size, x, side)
        if y >= 0 and region[y] < 0:
            free[height] = y
            height += 1
    return height


@unmanaged
def _beside(size, x, side):
    """The neighbour of a cell, or -1."""
    r, c = x // size, x % size
    if side == 0:
        return x - size if r else -1
    if side == 1:
        return x - 1 if c else -1
    if side == 2:
        return x + 1 if c + 1 < size else -1
    return x + size if r + 1 < size else -1


@unmanaged
def _sign(square, cells, count, state):
    if count == 1:
        return PLUS
    if count == 2 and below(state, 100) < 75:
        a, b = square[cells[0]], square[cells[1]]
        return OVER if max(a, b) % min(a, b) == 0 and below(state, 100) < 60 else MINUS
    return TIMES if below(state, 100) < 40 else PLUS


@unmanaged
def _given(square, cells, sign):
    """What the values of a cage give."""
    a, b = square[cells[0]], square[cells[1]] if cells[1] >= 0 else 0
    if sign == MINUS:
        return abs(a - b)
    if sign == OVER:
        return max(a, b) // min(a, b) if a % b == 0 or b % a == 0 else 0
    total = a
    for i in range(1, MOST):
        if cells[i] >= 0:
            total = total * square[cells[i]] if sign == TIMES else total + square[cells[i]]
    return total


@unmanaged
def exchangeable(square, size, region, cells, sign, target):
    """Whether another square comes of exchanging, in two rows or two columns, cells that hold the same values in both."""
    for line in range(2 * size):
        across = line < size
        for other in range(line + 1, size if across else 2 * size):
            seen = np.int64(0)
            for first in range(size):
                if not seen >> first & 1:
                    at, here = first, np.int64(0)
                    while not here >> at & 1:
                        here |= np.int64(1) << at
                        value = square[_cell(size, other, at)]
                        for k in range(size):
                            if square[_cell(size, line, k)] == value:
                                at = k
                                break
                    seen |= here
                    _exchange(square, size, line, other, here)
                    same = True
                    for k in range(size):
                        if here >> k & 1:
                            a, b = region[_cell(size, line, k)], region[_cell(size, other, k)]
                            if _given(square, cells[a], sign[a]) != target[a] or _given(square, cells[b], sign[b]) != target[b]:
                                same = False
                                break
                    _exchange(square, size, line, other, here)
                    if same:
                        return True
    return False


@unmanaged
def _cell(size, line, at):
    """A cell of a row, or of a column where the line is beyond the rows."""
    return line * size + at if line < size else at * size + line - size


@unmanaged
def _exchange(square, size, line, other, places):
    for k in range(size):
        if places >> k & 1:
            x, y = _cell(size, line, k), _cell(size, other, k)
            square[x], square[y] = square[y], square[x]
