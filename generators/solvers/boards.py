"""Sets of cells of a grid as bits, for kernels that move whole sets at once: all cells beside a set, all that it reaches.

A set is two integers, for the upper and the lower rows, since one has too few bits for grids above 7 x 7. Each row of bits ends in a guard
bit that is never set, so that a shift does not run into the next row."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import unmanaged

LARGEST = 9
"""Rows and columns at most."""


class Board(NamedTuple):
    """The shape of a grid and of its sets. Made by `board`."""

    rows: int
    columns: int
    upper: int
    """Rows in the first word."""
    last: int
    """Bits from the first row of the first word to its last row."""
    full0: int
    full1: int
    """The set of all cells."""


@unmanaged
def board(rows, columns):
    """The board of a grid of up to 9 x 9."""
    upper = rows if rows * (columns + 1) < 64 else (rows + 1) // 2
    row = (np.int64(1) << columns) - 1
    full0 = full1 = np.int64(0)
    for r in range(rows):
        if r < upper:
            full0 |= row << (r * (columns + 1))
        else:
            full1 |= row << ((r - upper) * (columns + 1))
    return Board(rows, columns, upper, (upper - 1) * (columns + 1), full0, full1)


@unmanaged
def cell_bits(on, x):
    """The set of one cell, numbered in reading order."""
    r = x // on.columns
    if r < on.upper:
        return np.int64(1) << (r * (on.columns + 1) + x % on.columns), np.int64(0)
    return np.int64(0), np.int64(1) << ((r - on.upper) * (on.columns + 1) + x % on.columns)


@unmanaged
def lowest(a, b):
    """The first cell of a set, in reading order."""
    if a:
        return a & -a, np.int64(0)
    return np.int64(0), b & -b


@unmanaged
def beside(on, a, b):
    """The cells that share a side with a cell of the set, which may be cells of the set too."""
    s = on.columns + 1
    return (
        (a << 1 | a >> 1 | a << s | a >> s | b << on.last) & on.full0,
        (b << 1 | b >> 1 | b << s | b >> s | a >> on.last) & on.full1,
    )


@unmanaged
def lowered(on, a, b):
    """The set one row down."""
    s = on.columns + 1
    return (a << s) & on.full0, (b << s | a >> on.last) & on.full1


@unmanaged
def raised(on, a, b):
    """The set one row up."""
    s = on.columns + 1
    return (a >> s | b << on.last) & on.full0, b >> s


@unmanaged
def reached(on, a, b, within0, within1):
    """The cells that are reached from a set through sides and cells within another set."""
    a, b = a & within0, b & within1
    while True:
        c, d = beside(on, a, b)
        c, d = (c | a) & within0, (d | b) & within1
        if c == a and d == b:
            return a, b
        a, b = c, d
