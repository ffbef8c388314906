"""Islands in a sea without blocks of four, and numbers on them that leave no other solution.

Land is opened in random blocks of four walls until none is left, as long as the walls stay connected. Each island has its number on one of
its cells. While there is another solution, a number moves to a cell that is a wall in it. Then small changes make the proof longer."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.number_wall.islands import memory_for, search
from synth.generators.solvers.bits import below, bits
from synth.generators.solvers.boards import beside, board, cell_bits, lowered, lowest, raised, reached
from synth.generators.solvers.network import Ints

ROUNDS = 25
"""Other solutions that are ruled out before the islands are given up."""
CLIMB = 150
"""Changes that are tried to make the proof longer: a number moves on its island, or an island takes a cell more."""
KEPT = 16
"""Other solutions that are kept while the proof is made longer: seven of ten that a change lets in are among them."""


class Made(NamedTuple):
    """A number wall with one solution, or nothing when no try led to one."""

    numbers: Ints
    """For each cell the number on it, or 0."""
    land: Ints
    """For each cell 1, or 0 where a wall is."""
    nodes: int
    """Nodes of the search that proves it; 0 for nothing."""
    steps: int
    """Cells that it found to be wall or land, over all branches."""
    layouts: int
    """Sets of islands that were tried."""


def make(size: int, largest: int, grow: int, budget: int, nodes: int, tries: int, seed: int) -> Made:
    """largest: cells of an island at most; grow: percent of openings that join an island where one can; budget: nodes of a search; nodes:
    least nodes of the last one; tries: sets of islands."""
    return Made(*_make(board(size, size), largest, grow, budget, nodes, tries, np.array([seed])))


@njit(cache=True)
def _make(on, largest, grow, budget, least, tries, state):
    cells = on.rows * on.columns
    given, cover = np.zeros(cells, np.int64), np.zeros(cells, np.int64)
    others, kept = np.zeros((ROUNDS, 2), np.int64), np.zeros((KEPT, 2), np.int64)
    memory = memory_for(on, largest)
    for attempt in range(tries):
        land0, land1 = _opened(on, largest, grow, state)
        if land0 | land1 == 0:
            continue
        label, sizes = _labelled(on, land0, land1)
        for _ in range(3 * cells):  # islands of one cell give little to think about
            x = below(state, cells)
            i = _opening(on, label, sizes, land0, land1, x, largest) if label[x] < 0 else -1
            if i >= 0 and sizes[i] == 1 and below(state, 100) < grow:
                a, b = cell_bits(on, x)
                land0, land1, label[x], sizes[i] = land0 | a, land1 | b, i, 2
        numbers = len(sizes)
        places = np.zeros(numbers, np.int64)
        for i in range(numbers):
            places[i] = _cell_of(label, i, sizes[i], state)
        found = 1
        for last in range(ROUNDS):
            found, nodes, steps, a, b = search(on, memory, places, sizes, land0, land1, budget, True)
            if found != 1:
                break
            others[last, 0], others[last, 1] = a, b
            if not _move(on, label, places, others, last, state):
                break
        if found == 0:
            found, nodes, steps, _, _ = search(on, memory, places, sizes, land0, land1, budget, False)
        if found != 0:
            continue
        kept[:] = 0
        newest = 0
        for _ in range(CLIMB):
            if nodes >= least:
                break
            x = below(state, cells)
            i, before = label[x], -1
            if i >= 0:
                before = places[i]
                if before == x:
                    continue
                places[i] = x
            else:
                i = _opening(on, label, sizes, land0, land1, x, largest)
                if i < 0:
                    continue
                a, b = cell_bits(on, x)
                land0, land1 = land0 | a, land1 | b
                sizes[i] += 1
            found = more = longer = 0
            for k in range(KEPT):
                at = (newest - k) % KEPT
                c, d = kept[at, 0], kept[at, 1]
                if found == 0 and c | d and _solves(on, places, sizes, c, d):
                    found = 1
            if found == 0:
                found, more, longer, c, d = search(on, memory, places, sizes, land0, land1, budget, False)
                if found == 1:
                    newest = (newest + 1) % KEPT
                    kept[newest, 0], kept[newest, 1] = c, d
            if found == 0 and more >= nodes:
                nodes, steps, label[x] = more, longer, i
            elif before >= 0:
                places[i] = before
            else:
                land0, land1 = land0 & ~a, land1 & ~b
                sizes[i] -= 1
        if nodes < least:
            continue
        for x in range(cells):
            cover[x] = label[x] >= 0
        for i in range(numbers):
            given[places[i]] = sizes[i]
        return given, cover, nodes, steps, attempt + 1
    return given, cover, 0, 0, tries


@unmanaged
def _solves(on, places, sizes, land0, land1):
    """Whether islands without blocks of walls, whose walls are connected, are those of the numbers."""
    seen0 = seen1 = np.int64(0)
    for i in range(len(places)):
        a, b = cell_bits(on, places[i])
        if (a & land0) | (b & land1) == 0 or (a & seen0) | (b & seen1):
            return False
        a, b = reached(on, a, b, land0, land1)
        if bits(a) + bits(b) != sizes[i]:
            return False
        seen0, seen1 = seen0 | a, seen1 | b
    return seen0 == land0 and seen1 == land1


@unmanaged
def _opening(on, label, sizes, land0, land1, x, largest):
    """The island that a wall may join: the only one beside it, where that has room and the walls stay connected; or -1."""
    island, columns = -1, on.columns
    for y in (x - columns, x - 1, x + 1, x + columns):
        if 0 <= y < len(label) and (abs(y - x) == columns or y // columns == x // columns) and label[y] >= 0:
            if island >= 0 and island != label[y]:
                return -1
            island = label[y]
    if island < 0 or sizes[island] == largest:
        return -1
    a, b = cell_bits(on, x)
    wall0, wall1 = on.full0 & ~(land0 | a), on.full1 & ~(land1 | b)
    e, f = lowest(wall0, wall1)
    e, f = reached(on, e, f, wall0, wall1)
    return island if e == wall0 and f == wall1 else -1


@unmanaged
def _cell_of(label, i, size, state):
    """A random cell of an island."""
    k = below(state, size)
    for x in range(len(label)):
        if label[x] == i:
            if k == 0:
                return x
            k -= 1
    return -1


@unmanaged
def _move(on, label, places, others, last, state):
    """Move one number to a cell that is a wall in the last other solution, so that as few as possible of those before become possible
    again. Returns whether none does."""
    cells, best, least, ties = on.rows * on.columns, -1, 1000, 0
    for x in range(cells):
        i = label[x]
        a, b = cell_bits(on, x)
        if i < 0 or (others[last, 0] & a) | (others[last, 1] & b):
            continue
        again = 0
        for k in range(last):
            ruled_out = ((others[k, 0] & a) | (others[k, 1] & b)) == 0
            for j in range(len(places)):
                if j != i and not ruled_out:
                    c, d = cell_bits(on, places[j])
                    ruled_out = ((others[k, 0] & c) | (others[k, 1] & d)) == 0
            again += not ruled_out
        if again < least:
            ties = 0
        if again <= least:
            ties += 1
            least = again
            if below(state, ties) == 0:
                best = x
    places[label[best]] = best
    return least == 0


@njit(cache=True)
def _labelled(on, land0, land1):
    """For each cell the number of its island, -1 for walls; the sizes of the islands."""
    cells = on.rows * on.columns
    label, sizes, count = np.full(cells, -1), np.zeros(cells, np.int64), 0
    for x in range(cells):
        a, b = cell_bits(on, x)
        if label[x] < 0 and (land0 & a) | (land1 & b):
            c, d = reached(on, a, b, land0, land1)
            sizes[count] = bits(c) + bits(d)
            for y in range(x, cells):
                e, f = cell_bits(on, y)
                if (c & e) | (d & f):
                    label[y] = count
            count += 1
    return label, sizes[:count]


@unmanaged
def _opened(on, largest, grow, state):
    """The land of random islands; empty when some block of four could not be opened."""
    land0 = land1 = np.int64(0)
    inner0, inner1 = raised(on, on.full0 & (on.full0 >> 1), on.full1 & (on.full1 >> 1))
    while True:
        wall0, wall1 = on.full0 & ~land0, on.full1 & ~land1
        down0, down1 = raised(on, wall0, wall1)
        a = wall0 & wall0 >> 1 & down0 & down0 >> 1 & inner0
        b = wall1 & wall1 >> 1 & down1 & down1 >> 1 & inner1
        blocks = bits(a) + bits(b)
        if blocks == 0:
            return land0, land1
        a, b = _nth(a, b, below(state, blocks))
        a, b = a | a << 1, b | b << 1
        c, d = lowered(on, a, b)
        a, b = a | c, b | d
        done = False
        for again in range(2):
            # First only cells beside one island or only cells beside none, then any.
            joining = below(state, 100) < grow
            order = below(state, 4)
            for k in range(4):
                x, y = _nth(a, b, (order + k) % 4)
                c, d = beside(on, x, y)
                touches = (c & land0) | (d & land1) != 0
                if again == 0 and touches != joining:
                    continue
                c, d = reached(on, x, y, land0 | x, land1 | y)
                if bits(c) + bits(d) > largest:
                    continue
                e, f = wall0 & ~x, wall1 & ~y
                p, q = lowest(e, f)
                p, q = reached(on, p, q, e, f)
                if p != e or q != f:
                    continue
                land0 |= x
                land1 |= y
                done = True
                break
            if done:
                break
        if not done:
            return np.int64(0), np.int64(0)


@unmanaged
def _nth(a, b, n):
    """One cell of a set, from 0 for the first."""
    for _ in range(n):
        if a:
            a &= a - 1
        else:
            b &= b - 1
    return lowest(a, b)
