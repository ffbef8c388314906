"""Values of a puzzle told apart by their part in its clues alone: colour refinement, compiled."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.network import Ints

ORDERED, SWAPPABLE, LED, PAIRED = range(4)
"""What a clue's variables are to it: each another, all alike, all alike but the first, two pairs."""


def refined(clues: Ints, parts: Ints, size: int, columns: int) -> tuple[Ints, int, Ints, Ints]:
    """Colours that refinement ends with, how many there are, the clues with colours put for their variables, and their ascending order.

    clues: rows of kind, number and variables, as many as there are, -1 after the last; parts: of each clue what its variables are to it."""
    return _refined(clues, parts, size, columns)


@unmanaged
def _sort(row, first, end):
    for i in range(first + 1, end):
        one, j = row[i], i
        while j > first and row[j - 1] > one:
            row[j] = row[j - 1]
            j -= 1
        row[j] = one


@unmanaged
def _compare(row, other):
    """Below 0 where the first row comes first, 0 where both are equal."""
    for i in range(len(row)):
        if row[i] != other[i]:
            return row[i] - other[i]
    return 0


@unmanaged
def _rank(rows, order, ranks):
    """Write the ascending order of rows, and the rank of each, which equal ones share. Returns how many different ones there are."""
    for i in range(len(rows)):
        j = i
        while j and _compare(rows[order[j - 1]], rows[i]) > 0:
            order[j] = order[j - 1]
            j -= 1
        order[j] = i
    rank = 0
    for i in range(len(rows)):
        rank += i > 0 and _compare(rows[order[i - 1]], rows[order[i]]) != 0
        ranks[order[i]] = rank
    return rank + 1


@unmanaged
def _signed(clue, part, colours, signature):
    """Write the clue with colours put for its variables, those that are alike in ascending order."""
    end = 2
    signature[0], signature[1] = clue[0], clue[1]
    for i in range(2, len(clue)):
        signature[i] = clue[i]
        if clue[i] >= 0:
            signature[i] = colours[clue[i]]
            end = i + 1
    if part == SWAPPABLE:
        _sort(signature, 2, end)
    elif part == LED:
        _sort(signature, 3, end)
    elif part == PAIRED:
        _sort(signature, 2, 4)
        _sort(signature, 4, 6)
        a, b, c, d = signature[2], signature[3], signature[4], signature[5]
        if a > c or (a == c and b > d):
            signature[2], signature[3], signature[4], signature[5] = c, d, a, b


@njit(cache=True)
def _refined(clues, parts, size, columns):
    n, m = size * columns, len(clues)
    colours, count = np.zeros(n, np.int64), 1
    signatures, by_clue, clue_ranks = np.empty_like(clues), np.empty(m, np.int64), np.empty(m, np.int64)
    groups, by_column, column_ranks = np.empty((columns, size), np.int64), np.empty(columns, np.int64), np.empty(columns, np.int64)
    values, by_value, value_ranks = np.empty((n, m + 2), np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    height = np.empty(n, np.int64)
    while True:
        for c in range(m):
            _signed(clues[c], parts[c], colours, signatures[c])
        _rank(signatures, by_clue, clue_ranks)
        for a in range(columns):
            for i in range(size):
                groups[a, i] = colours[a * size + i]
            _sort(groups[a], 0, size)
        _rank(groups, by_column, column_ranks)
        values[:] = -1
        height[:] = 2
        for v in range(n):
            values[v, 0], values[v, 1] = colours[v], column_ranks[v // size]
        for c in range(m):
            fixed = parts[c] == ORDERED or parts[c] == LED
            for i in range(2, clues.shape[1]):
                v = clues[c, i]
                if v >= 0:
                    values[v, height[v]] = 2 * clue_ranks[c] + (fixed and i > 2)
                    height[v] += 1
        for v in range(n):
            _sort(values[v], 2, height[v])
        different = _rank(values, by_value, value_ranks)
        if different == count:
            return colours, count, signatures, by_clue
        count = different
        colours[:] = value_ranks
