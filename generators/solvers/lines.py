"""Grids whose rows and columns are read as words: every line has to be one of a list of words, by a clue of its own.

For clues that speak of a whole line, such as what is seen from its end, a weighted sum or blocks of shaded cells. A cell is a set of
values as an integer with a bit for each, a line the integer of its cells one after another; it is read by going through its words, which
rules out whatever no word has."""

from collections.abc import Callable, Hashable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits, next_random, position
from synth.generators.solvers.network import Ints

OUT_OF_BUDGET = -1
NO_BUDGET = 1 << 60


class Words(NamedTuple):
    """Lists of words of one length, found by their clue."""

    values: int
    """Bits of a cell."""
    start: Ints
    """List k is items[start[k]:start[k + 1]]."""
    items: Ints
    """Words, each as one integer: the first letter in its lowest bits."""
    list_of: dict[Hashable, int]
    """The list of each clue."""

    def lists(self, clues: Sequence[Hashable]) -> Ints:
        """The list of each line, by its clue."""
        return np.array([self.list_of[clue] for clue in clues], np.int64)


def words(length: int, values: int, clues: Callable[[tuple[int, ...]], Sequence[Hashable]], all_different: bool = False) -> Words:
    """All words of values 0 .. `values` - 1, in lists. clues: what may be said of a word; it stands in the list of each of these.

    `words(5, 2, lambda word: (sum(word), None))` has the rows of a 0/1 grid by their sum, and all of them under None."""
    if length * values > 63:
        raise ValueError("a line of more than 63 bits")
    found = [word for word in product(range(values), repeat=length) if not all_different or len(set(word)) == length]
    lists: dict[Hashable, list[int]] = {}
    # Scattered, as then few words soon have, between them, every value that a line may still hold.
    for k, word in sorted(enumerate(found), key=lambda numbered: numbered[0] * 0x9E3779B1 % (1 << 32)):
        for clue in clues(word):
            lists.setdefault(clue, []).append(k)
    start = np.cumsum([0, *map(len, lists.values())], dtype=np.int64)
    packed = [sum(1 << values * i + v for i, v in enumerate(word)) for word in found]
    items = np.array([packed[k] for members in lists.values() for k in members], np.int64)
    return Words(values, start, items, {clue: k for k, clue in enumerate(lists)})


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
    return Solved(*_solve(rows.values, rows.start, rows.items, columns.start, columns.items, row_clues, column_clues,
                          np.asarray(cells, np.int64), limit, budget, seed))  # fmt: skip


@unmanaged
def _settle(values, row_start, row_items, column_start, column_items, row_clues, column_clues, lines, waits):
    """Read the waiting lines, rows before columns, to a fixed point. Returns (whether every line has a word left, readings that ruled
    something out)."""
    height = len(row_clues)
    readings = 0
    some = True
    while some:
        some = False
        for k in range(len(lines)):
            if not waits[k]:
                continue
            waits[k] = False
            some = True
            line, union = lines[k], 0
            if k < height:
                for i in range(row_start[row_clues[k]], row_start[row_clues[k] + 1]):
                    if row_items[i] & ~line == 0:
                        union |= row_items[i]
                        if union == line:
                            break
            else:
                for i in range(column_start[column_clues[k - height]], column_start[column_clues[k - height] + 1]):
                    if column_items[i] & ~line == 0:
                        union |= column_items[i]
                        if union == line:
                            break
            if union == 0:
                waits[:] = False
                return False, readings
            if union == line:
                continue
            readings += 1
            lines[k] = union
            gone = line & ~union
            across, shift = (height, values * k) if k < height else (0, values * (k - height))
            while gone:
                one = gone & ((1 << values) - 1)
                if one:
                    lines[across] &= ~(one << shift)
                    waits[across] = True
                across += 1
                gone >>= values
    return True, readings


@njit(cache=True)
def _solve(values, row_start, row_items, column_start, column_items, row_clues, column_clues, cells, limit, budget, seed):
    height, width = cells.shape
    size, every = height * width, (1 << values) - 1
    lines = np.zeros(height + width, np.int64)
    for r in range(height):
        for c in range(width):
            lines[r] |= cells[r, c] << values * c
            lines[height + c] |= cells[r, c] << values * r
    stack = np.empty((size + 1, height + width), np.int64)
    chosen = np.empty(size + 1, np.int64)
    found = np.zeros((height, width), np.int64)
    waits = np.ones(height + width, np.bool_)
    state = np.int64(seed * 0x9E3779B9 + 0x1234567) & 0x7FFFFFFFFFFFFFFF
    count, nodes, depth = 0, 1, 0
    ok, readings = _settle(values, row_start, row_items, column_start, column_items, row_clues, column_clues, lines, waits)
    while True:
        if ok:
            best, least = -1, 1000
            x = 0
            if seed:
                state = next_random(state)
                x = state % size
            r, c = x // width, x % width
            for _ in range(size):
                domain = lines[r] >> values * c & every
                if domain & (domain - 1):
                    here = bits(domain)
                    if here < least:
                        best, least = r * width + c, here
                        if here == 2:
                            break
                c += 1
                if c == width:
                    c = 0
                    r = r + 1 if r < height - 1 else 0
            if best < 0:
                for r in range(height):
                    for c in range(width):
                        found[r, c] = position(lines[r] >> values * c & every)
                count += 1
                if count == limit:
                    return count, nodes, readings, found
            else:
                stack[depth] = lines
                chosen[depth] = best
                depth += 1
        while depth:
            r, c = chosen[depth - 1] // width, chosen[depth - 1] % width
            options = stack[depth - 1, r] >> values * c & every
            if options:
                break
            depth -= 1
        if depth == 0:
            return count, nodes, readings, found
        if nodes >= budget:
            return OUT_OF_BUDGET, nodes, readings, found
        bit = options & -options
        if seed:
            state = next_random(state)
            rest = options
            for _ in range(state % bits(options)):
                rest &= rest - 1
            bit = rest & -rest
        lines[:] = stack[depth - 1]
        stack[depth - 1, r] &= ~(bit << values * c)
        lines[r] &= ~((options ^ bit) << values * c)
        # What is tried no more is gone from the row on the stack alone.
        lines[height + c] = lines[height + c] & ~(every << values * r) | bit << values * r
        nodes += 1
        waits[r] = waits[height + c] = True
        ok, new = _settle(values, row_start, row_items, column_start, column_items, row_clues, column_clues, lines, waits)
        readings += new
