"""Grids whose rows and columns are read as words: every line has to be one of a list of words, by a clue of its own.

For clues that speak of a whole line, such as what is seen from its end, a weighted sum or blocks of shaded cells. A cell is a set of
values as an integer with a bit for each; a line is read by going through its words, which rules out whatever no word has."""

from collections.abc import Callable, Hashable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numba import njit

from synth.generators.solvers.bits import bits, next_random, position
from synth.generators.solvers.network import Ints

OUT_OF_BUDGET = -1
NO_BUDGET = 1 << 60


class Words(NamedTuple):
    """Lists of words of one length, found by their clue."""

    letters: Ints
    """(words, length): each letter as its bit."""
    start: Ints
    """List k is items[start[k]:start[k + 1]]."""
    items: Ints
    """Numbers of words."""
    list_of: dict[Hashable, int]
    """The list of each clue."""

    def lists(self, clues: Sequence[Hashable]) -> Ints:
        """The list of each line, by its clue."""
        return np.array([self.list_of[clue] for clue in clues], np.int64)


def words(length: int, values: int, clues: Callable[[tuple[int, ...]], Sequence[Hashable]], all_different: bool = False) -> Words:
    """All words of values 0 .. `values` - 1, in lists. clues: what may be said of a word; it stands in the list of each of these.

    `words(5, 2, lambda word: (sum(word), None))` has the rows of a 0/1 grid by their sum, and all of them under None."""
    found = [word for word in product(range(values), repeat=length) if not all_different or len(set(word)) == length]
    lists: dict[Hashable, list[int]] = {}
    for k, word in enumerate(found):
        for clue in clues(word):
            lists.setdefault(clue, []).append(k)
    start = np.cumsum([0, *map(len, lists.values())], dtype=np.int64)
    items = np.array([k for members in lists.values() for k in members], np.int64)
    return Words(np.array([[1 << v for v in word] for word in found], np.int64), start, items, {c: k for k, c in enumerate(lists)})


class Solved(NamedTuple):
    """What a search found."""

    found: int
    """Solutions, up to the limit; OUT_OF_BUDGET when the nodes did not settle it."""
    nodes: int
    """Nodes of the search; 1: reading lines alone."""
    readings: int
    """Readings of a line that ruled something out, over all branches."""
    grid: Ints
    """(rows, columns): the values of the last solution found."""


def solve(
    rows: Words, columns: Words, row_clues: Ints, column_clues: Ints, cells: Ints, limit: int = 2, budget: int = NO_BUDGET, seed: int = 0
) -> Solved:
    """Look for up to `limit` solutions. row_clues, column_clues: the list of each line; cells: (rows, columns) sets of values. A non-zero
    seed takes values in random order, so that the first solution is a random one."""
    return Solved(*_solve(rows.letters, rows.start, rows.items, columns.letters, columns.start, columns.items, row_clues, column_clues,
                          np.asarray(cells, np.int64), limit, budget, seed))  # fmt: skip


@njit(cache=True)
def _read(letters, start, items, chosen, line, union):
    """Rule out of a line what none of its words has. Returns 0: nothing, 1: something, -1: no word is left."""
    length = len(line)
    for i in range(length):
        union[i] = 0
    missing = length
    for k in range(start[chosen], start[chosen + 1]):
        word = letters[items[k]]
        fits = True
        for i in range(length):
            if word[i] & line[i] == 0:
                fits = False
                break
        if fits:
            missing = 0
            for i in range(length):
                union[i] |= word[i]
                if union[i] != line[i]:
                    missing += 1
            if missing == 0:
                return 0
    if missing == length and union[0] == 0:
        return -1
    for i in range(length):
        line[i] = union[i]
    return 1


@njit(cache=True)
def _settle(row_words, row_start, row_items, column_words, column_start, column_items, row_clues, column_clues, cells, waits, union, line):
    """Read the waiting lines to a fixed point. Returns (whether every line has a word left, readings that ruled something out)."""
    height, width = cells.shape
    readings = 0
    ok, some = True, True
    while ok and some:
        some = False
        for k in range(height + width):
            if not waits[k] or not ok:
                continue
            waits[k] = False
            some = True
            if k < height:
                for j in range(width):
                    line[j] = cells[k, j]
                new = _read(row_words, row_start, row_items, row_clues[k], line[:width], union[:width])
            else:
                for i in range(height):
                    line[i] = cells[i, k - height]
                new = _read(column_words, column_start, column_items, column_clues[k - height], line[:height], union[:height])
            ok = new >= 0
            if new > 0:
                readings += 1
                if k < height:
                    for j in range(width):
                        if cells[k, j] != line[j]:
                            cells[k, j] = line[j]
                            waits[height + j] = True
                else:
                    for i in range(height):
                        if cells[i, k - height] != line[i]:
                            cells[i, k - height] = line[i]
                            waits[i] = True
    if not ok:
        waits[:] = False
    return ok, readings


@njit(cache=True)
def _solve(row_words, row_start, row_items, column_words, column_start, column_items, row_clues, column_clues, cells, limit, budget, seed):
    height, width = cells.shape
    size = height * width
    stack = np.empty((size + 1, height, width), np.int64)
    chosen = np.empty(size + 1, np.int64)
    found = np.zeros((height, width), np.int64)
    work = cells.copy()
    waits = np.ones(height + width, np.bool_)
    union, line = np.empty(max(height, width), np.int64), np.empty(max(height, width), np.int64)
    state = np.int64(seed * 0x9E3779B9 + 0x1234567) & 0x7FFFFFFFFFFFFFFF
    count, nodes, depth = 0, 1, 0
    ok, readings = _settle(
        row_words, row_start, row_items, column_words, column_start, column_items, row_clues, column_clues, work, waits, union, line
    )
    while True:
        if ok:
            best, least = -1, 1000
            offset = 0
            if seed:
                state = next_random(state)
                offset = state % size
            for i in range(size):
                x = (i + offset) % size
                domain = work[x // width, x % width]
                if domain & (domain - 1):
                    here = bits(domain)
                    if here < least:
                        best, least = x, here
                        if here == 2:
                            break
            if best < 0:
                for x in range(size):
                    found[x // width, x % width] = position(work[x // width, x % width])
                count += 1
                if count == limit:
                    return count, nodes, readings, found
            else:
                stack[depth] = work
                chosen[depth] = best
                depth += 1
        while depth and stack[depth - 1, chosen[depth - 1] // width, chosen[depth - 1] % width] == 0:
            depth -= 1
        if depth == 0:
            return count, nodes, readings, found
        if nodes >= budget:
            return OUT_OF_BUDGET, nodes, readings, found
        x = chosen[depth - 1]
        r, c = x // width, x % width
        options = stack[depth - 1, r, c]
        bit = options & -options
        if seed:
            state = next_random(state)
            for _ in range(state % bits(options)):
                options &= options - 1
            bit = options & -options
        work[:] = stack[depth - 1]
        work[r, c] = bit
        stack[depth - 1, r, c] &= ~bit
        nodes += 1
        waits[r] = waits[height + c] = True
        ok, new = _settle(
            row_words, row_start, row_items, column_words, column_start, column_items, row_clues, column_clues, work, waits, union, line
        )
        readings += new
