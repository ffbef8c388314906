"""What is seen from the ends of the lines of a square, taken back number by number while one square stays."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.lines import Words, _solve
from synth.generators.solvers.network import Ints


class Seen(NamedTuple):
    """The clues that are left, and the proof of the one square."""

    near: Ints
    """Of the rows, then of the columns, from the left and from above; 0 where nothing is said."""
    far: Ints
    """From the other end."""
    nodes: int
    """Of the search; 1: reading lines alone."""
    readings: int
    """Readings of a line that ruled something out."""


def take_back(words: Words, lists: Ints, square: Ints, cells: Ints, order: Ints, least: int, budget: int) -> Seen | None:
    """Take clues back in their order, near ones first in their numbering, down to `least` of them; None where all leave several squares.

    words, lists: the words by what is seen from both ends, and the number of the list for each pair of clues; cells: the sets of heights
    that are printed or open."""
    found, near, far, nodes, readings = _take_back(words.values, words.start, words.items, lists, square, cells, order, least, budget)
    return Seen(near, far, nodes, readings) if found == 1 else None


@njit(cache=True)
def _take_back(values, start, items, lists, square, cells, order, least, budget):
    size = len(square)
    clues, before, own = np.empty(4 * size, np.int64), np.empty(4 * size, np.int64), np.empty(2 * size, np.int64)
    for line in range(2 * size):
        clues[line] = _seen(square, line, False)
        clues[2 * size + line] = _seen(square, line, True)
    _listed(lists, clues, own)
    found, nodes, readings, _ = _solve(values, start, items, start, items, own[:size], own[size:], cells, 2, budget, 0)
    if found != 1:
        return found, clues[: 2 * size], clues[2 * size :], nodes, readings
    at, left = 0, 4 * size
    step = max(1, (left - least) // 2)  # many at once, as long as that goes well
    while at < len(order) and left > least:
        step = min(step, left - least, len(order) - at)
        before[:] = clues
        for k in range(at, at + step):
            clues[order[k]] = 0
        _listed(lists, clues, own)
        found, took, read, _ = _solve(values, start, items, start, items, own[:size], own[size:], cells, 2, budget, 0)
        if found == 1:
            nodes, readings = took, read
            left -= step
            at += step
            continue
        clues[:] = before
        at += step == 1
        step = max(1, step // 2)
    return 1, clues[: 2 * size], clues[2 * size :], nodes, readings


@unmanaged
def _listed(lists, clues, own):
    """The list of each line by what is seen from its two ends."""
    for line in range(len(own)):
        own[line] = lists[clues[line], clues[len(own) + line]]


@unmanaged
def _seen(square, line, turned):
    """What is seen along a row, or along a column where the line is beyond the rows, from its first or its last place."""
    size, highest, count = len(square), -1, 0
    for k in range(size):
        at = size - 1 - k if turned else k
        height = square[line, at] if line < size else square[at, line - size]
        if height > highest:
            highest = height
            count += 1
    return count
