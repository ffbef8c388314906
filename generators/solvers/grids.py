"""Grids: their eight symmetries, the neighbours of a cell, and rows cut from a flat list. Cells are numbered in reading order."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

STEPS = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
"""(rows down, columns right) of the eight directions, clockwise from up: up, up-right, right..."""


class Symmetry(NamedTuple):
    """A rotation or reflection of a grid."""

    rows: int
    """Rows of the image: 4 for a 3 x 4 grid turned by a quarter."""
    columns: int
    """Columns of the image."""
    image: Callable[[Sequence[Any]], tuple[Any, ...]]
    """The cells of the image, in its reading order, from those of the grid: `image("abcd")` is ("c", "a", "d", "b") for a 2 x 2
    grid turned clockwise by a quarter."""
    directions: tuple[int, ...]
    """What each direction of STEPS becomes: directions[0] is 2 where up becomes right."""


@cache
def symmetries(rows: int, columns: int) -> tuple[Symmetry, ...]:
    """The eight symmetries, the identity first. A grid that is no square has two shapes."""
    grid = np.arange(rows * columns).reshape(rows, columns)
    found = []
    for transpose in (False, True):
        for quarters in range(4):  # counter-clockwise
            turned = np.rot90(grid.T if transpose else grid, quarters)
            directions = []
            for down, right in STEPS:
                step = (right, down) if transpose else (down, right)
                for _ in range(quarters):
                    step = (-step[1], step[0])
                directions.append(STEPS.index(step))
            found.append(Symmetry(*turned.shape, itemgetter(*turned.ravel().tolist()), tuple(directions)))
    return tuple(found)


@cache
def neighbours(rows: int, columns: int, diagonal: bool = False) -> tuple[tuple[int, ...], ...]:
    """For each cell the cells beside it in reading order: up to four, or up to eight with the diagonal ones."""
    return tuple(
        tuple(
            y * columns + x
            for y in range(max(0, r - 1), min(rows, r + 2))
            for x in range(max(0, c - 1), min(columns, c + 2))
            if (y, x) != (r, c) and (diagonal or y == r or x == c)
        )
        for r in range(rows)
        for c in range(columns)
    )


def cut(cells: Sequence[str], columns: int, separator: str = "") -> tuple[str, ...]:
    """Rows of text: `cut("abcd", 2)` is ("ab", "cd")."""
    return tuple(separator.join(cells[i : i + columns]) for i in range(0, len(cells), columns))
