"""The one solution of a number wall: for each number the islands that it may be, narrowed and branched on.

An island is a connected set of cells with the walls around it. For each number all of them that contain its cell are kept in a list. The
lists are narrowed by what is wall or land already, by blocks of four that need land, and by walls that must stay connected."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits
from synth.generators.solvers.boards import beside, board, cell_bits, lowered, lowest, raised, reached

LARGEST = 7
"""Cells of an island at most."""
_POSSIBLE = (1, 4, 18, 76, 315, 1296, 5320)
"""Islands of a size that contain a given cell: the size times the number of polyominoes, none turned or reflected."""


class Proof(NamedTuple):
    """What a search for another solution found."""

    found: int
    """1: another solution; 0: none; -1: the budget was spent."""
    nodes: int
    """Nodes of the search; 1 where narrowing suffices."""
    steps: int
    """Cells that were found to be wall or land, over all branches."""


def another(size: int, numbers: dict[int, int], land: set[int], budget: int, near: bool = False) -> tuple[Proof, set[int]]:
    """Search for a solution with other land than that. numbers: the size of the island of each numbered cell. Returns also the land that
    was found."""
    on, places, sizes = board(size, size), np.array(list(numbers), np.int64), np.array(list(numbers.values()), np.int64)
    sets = [cell_bits(on, x) for x in land]
    told0, told1 = sum(a for a, _ in sets), sum(b for _, b in sets)
    found, nodes, steps, a, b = search(on, memory_for(on, max(sizes)), places, sizes, told0, told1, budget, near)
    shown = {x for x in range(size * size) for c, d in [cell_bits(on, x)] if a & c or b & d}
    return Proof(found, nodes, steps), shown


@njit(cache=True)
def memory_for(on, largest):
    """What a search writes on, where islands have so many cells at most: islands with their shores and blocks, lists of them; by depth land
    and walls, lengths of lists, the choice; for each number what all its islands share, what any covers, what all their shores share."""
    cells = on.rows * on.columns
    room = _POSSIBLE[largest - 1] * (cells // largest + 1)
    return (
        np.empty((room, 6), np.int64),
        np.empty(room, np.int64),
        np.zeros((cells + 2, 4), np.int64),
        np.zeros((cells + 2, cells), np.int64),
        np.zeros(cells + 2, np.int64),
        np.zeros((cells, 2), np.int64),
        np.zeros((cells, 2), np.int64),
        np.zeros((cells, 2), np.int64),
    )


@njit(cache=True)
def _enumerate(on, x, size, closed0, closed1, table, end):
    """Write down every connected set of a size with a cell, within what is not closed. Returns where the next may begin. (Wernicke 2006,
    IEEE/ACM Trans. Comput. Biol. Bioinform. 3, 347: a set grows by cells that are beside its newest cell and beside no other.)"""
    grown, edge, seen = np.zeros((size, 2), np.int64), np.zeros((size, 2), np.int64), np.zeros((size, 2), np.int64)
    edge[0, 0], edge[0, 1] = cell_bits(on, x)
    seen[0, 0], seen[0, 1] = closed0 | edge[0, 0], closed1 | edge[0, 1]
    depth = 0
    while depth >= 0:
        a, b = lowest(edge[depth, 0], edge[depth, 1])
        if a | b == 0:
            depth -= 1
            continue
        edge[depth, 0] &= ~a
        edge[depth, 1] &= ~b
        c, d = grown[depth, 0] | a, grown[depth, 1] | b
        if depth + 1 == size:
            table[end, 0], table[end, 1] = c, d
            a, b = beside(on, c, d)
            table[end, 2], table[end, 3] = a & ~c, b & ~d
            c, d = c | c >> 1, d | d >> 1
            a, b = raised(on, c, d)
            table[end, 4], table[end, 5] = a | c, b | d
            end += 1
            continue
        e, f = beside(on, a, b)
        e, f = e & ~seen[depth, 0], f & ~seen[depth, 1]
        grown[depth + 1, 0], grown[depth + 1, 1] = c, d
        edge[depth + 1, 0], edge[depth + 1, 1] = edge[depth, 0] | e, edge[depth, 1] | f
        seen[depth + 1, 0], seen[depth + 1, 1] = seen[depth, 0] | e, seen[depth, 1] | f
        depth += 1
    return end


@njit(cache=True)
def search(on, memory, places, sizes, land0, land1, budget, near):
    """found, nodes, steps and the other land (see `another`). near: whether islands of the known land are tried first, so that another
    solution is most likely one that is much like it, and soon found; nodes and steps are then no measure of the work."""
    table, lists, known, count, chosen, common, any_of, shore = memory
    numbers = len(places)
    start = np.zeros(numbers + 1, np.int64)
    known[0] = 0
    for i in range(numbers):
        a, b = cell_bits(on, places[i])
        known[0, 0] |= a
        known[0, 1] |= b
    for i in range(numbers):
        a, b = cell_bits(on, places[i])
        a, b = known[0, 0] & ~a, known[0, 1] & ~b
        c, d = beside(on, a, b)
        start[i + 1] = _enumerate(on, places[i], sizes[i], a | c, b | d, table, start[i])
        count[0, i] = start[i + 1] - start[i]
        for k in range(start[i], start[i + 1]):
            lists[k] = k
    nodes = steps = depth = 0
    while True:
        if nodes == budget:
            return -1, nodes, steps, np.int64(0), np.int64(0)
        nodes += 1
        alive, narrowed = _narrow(on, table, lists, start, count[depth, :numbers], known[depth], common, any_of, shore)
        steps += narrowed
        best = -1
        if alive:
            for i in range(numbers):
                if count[depth, i] > 1 and (best < 0 or count[depth, i] < count[depth, best]):
                    best = i
            if best < 0 and (known[depth, 0] != land0 or known[depth, 1] != land1):
                return 1, nodes, steps, known[depth, 0], known[depth, 1]
        if best >= 0:
            # One island of the list at the next depth; without it at this one, once that is done.
            chosen[depth] = best
            first, final = start[best], start[best] + count[depth, best] - 1
            if near:
                for k in range(first, final):
                    if (table[lists[k], 0] & ~land0) | (table[lists[k], 1] & ~land1) == 0:
                        lists[k], lists[final] = lists[final], lists[k]
            lists[first], lists[final] = lists[final], lists[first]
            count[depth + 1, :numbers] = count[depth, :numbers]
            known[depth + 1] = known[depth]
            count[depth + 1, best] = 1
            depth += 1
            continue
        depth -= 1
        if depth < 0:
            return 0, nodes, steps, np.int64(0), np.int64(0)
        best = chosen[depth]
        first, final = start[best], start[best] + count[depth, best] - 1
        lists[first], lists[final] = lists[final], lists[first]
        count[depth, best] -= 1


@unmanaged
def _narrow(on, table, lists, start, count, known, common, any_of, shore):
    """Narrow to a fixed point. Returns whether a solution is still possible, and how often a list became shorter."""
    steps, numbers = 0, len(count)
    any_of[:numbers, 0], any_of[:numbers, 1], common[:numbers] = on.full0, on.full1, 0
    inner0, inner1 = _whole_blocks(on, on.full0, on.full1, on.full0, on.full1)
    first = True
    while True:
        all0 = all1 = twice0 = twice1 = sure0 = sure1 = np.int64(0)
        for i in range(numbers):
            twice0 |= all0 & any_of[i, 0]
            twice1 |= all1 & any_of[i, 1]
            all0 |= any_of[i, 0]
            all1 |= any_of[i, 1]
            sure0 |= common[i, 0]
            sure1 |= common[i, 1]
        land0, land1, wall0, wall1 = known[0], known[1], known[2], known[3]
        shorter = first  # at first, too, nothing was read yet
        first = False
        for i in range(numbers):
            # Land that no other number reaches belongs to this one.
            need0 = common[i, 0] | (land0 & any_of[i, 0] & ~twice0)
            need1 = common[i, 1] | (land1 & any_of[i, 1] & ~twice1)
            not0, not1 = wall0 | (sure0 & ~common[i, 0]), wall1 | (sure1 & ~common[i, 1])
            # A block of four that no other number reaches needs a cell of this one.
            c, d = on.full0 & ~(land0 | twice0 | (all0 & ~any_of[i, 0])), on.full1 & ~(land1 | twice1 | (all1 & ~any_of[i, 1]))
            block0, block1 = _whole_blocks(on, inner0, inner1, c, d)
            a = b = c = d = np.int64(-1)
            e = f = np.int64(0)
            k, end = start[i], start[i] + count[i]
            while k < end:
                one = lists[k]
                p, q, r, s = table[one, 0], table[one, 1], table[one, 2], table[one, 3]
                if (p & not0) | (q & not1) | (r & land0) | (s & land1) | (need0 & ~p) | (need1 & ~q) or (
                    (block0 & ~table[one, 4]) | (block1 & ~table[one, 5])
                ):
                    end -= 1
                    lists[k], lists[end] = lists[end], one
                    continue
                a, b, c, d = a & p, b & q, c & r, d & s
                e, f = e | p, f | q
                k += 1
            if end == start[i]:
                return False, steps
            shorter |= end - start[i] < count[i]
            count[i] = end - start[i]
            common[i, 0], common[i, 1], any_of[i, 0], any_of[i, 1], shore[i, 0], shore[i, 1] = a, b, e, f, c, d
        all0 = all1 = np.int64(0)
        for i in range(numbers):
            all0 |= any_of[i, 0]
            all1 |= any_of[i, 1]
            land0 |= common[i, 0]
            land1 |= common[i, 1]
            wall0 |= shore[i, 0]
            wall1 |= shore[i, 1]
        wall0 |= on.full0 & ~all0
        wall1 |= on.full1 & ~all1
        land0, land1, filled = _blocks(on, inner0, inner1, land0, land1, wall0, wall1)
        if filled or (land0 & wall0) | (land1 & wall1):
            return False, steps
        settled = _settle(known, land0, land1, wall0, wall1)
        if not settled and not shorter:
            alive, land0, land1, wall0, wall1 = _connected(on, land0, land1, wall0, wall1)
            if not alive:
                return False, steps
            settled = _settle(known, land0, land1, wall0, wall1)
            if not settled:
                return True, steps
        steps += settled


@unmanaged
def _settle(known, land0, land1, wall0, wall1):
    """Note land and walls. Returns how many of these cells are new."""
    new = bits(land0 & ~known[0]) + bits(land1 & ~known[1]) + bits(wall0 & ~known[2]) + bits(wall1 & ~known[3])
    known[0], known[1], known[2], known[3] = land0, land1, wall0, wall1
    return new


@unmanaged
def _whole_blocks(on, inner0, inner1, a, b):
    """The blocks of four in a set, by their upper left cells; inner: all blocks of the grid."""
    a, b = a & a >> 1, b & b >> 1
    c, d = raised(on, a, b)
    return a & c & inner0, b & d & inner1


@unmanaged
def _blocks(on, inner0, inner1, land0, land1, wall0, wall1):
    """The land, with the fourth cell of each block of four that has three walls; and whether a block has four."""
    right0, right1 = wall0 >> 1, wall1 >> 1
    down0, down1 = raised(on, wall0, wall1)
    both0, both1 = down0 >> 1, down1 >> 1
    if ((wall0 & right0 & down0 & both0) & inner0) | ((wall1 & right1 & down1 & both1) & inner1):
        return land0, land1, True
    land0 |= right0 & down0 & both0 & ~wall0 & inner0
    land1 |= right1 & down1 & both1 & ~wall1 & inner1
    land0 |= (wall0 & down0 & both0 & ~right0 & inner0) << 1
    land1 |= (wall1 & down1 & both1 & ~right1 & inner1) << 1
    a, b = wall0 & right0 & both0 & ~down0 & inner0, wall1 & right1 & both1 & ~down1 & inner1
    a |= (wall0 & right0 & down0 & ~both0 & inner0) << 1
    b |= (wall1 & right1 & down1 & ~both1 & inner1) << 1
    a, b = lowered(on, a, b)
    return land0 | a, land1 | b, False


@unmanaged
def _parting(on, a, b):
    """The cells of a set that may part it: those whose neighbours in it are not all joined by the eight cells around. The others need no
    look at the whole set."""
    up0, up1 = lowered(on, a, b)
    down0, down1 = raised(on, a, b)
    return (
        a & _parted(up0, a >> 1, down0, a << 1, up0 << 1, up0 >> 1, down0 >> 1, down0 << 1),
        b & _parted(up1, b >> 1, down1, b << 1, up1 << 1, up1 >> 1, down1 >> 1, down1 << 1),
    )


@unmanaged
def _parted(up, right, down, left, left_up, right_up, right_down, left_down):
    """Where at least two of the four sides begin a run of cells, going around."""
    one, two = up & ~(left & left_up), right & ~(up & right_up)
    three, four = down & ~(right & right_down), left & ~(down & left_down)
    return (one & two) | (three & four) | ((one | two) & (three | four))


@unmanaged
def _connected(on, land0, land1, wall0, wall1):
    """Land that no way leads to, for the walls, and walls without which they would part. Returns first whether they can be connected."""
    if wall0 | wall1 == 0:
        return True, land0, land1, wall0, wall1
    free0, free1 = on.full0 & ~land0, on.full1 & ~land1
    one0, one1 = lowest(wall0, wall1)
    a, b = reached(on, one0, one1, free0, free1)
    if (wall0 & ~a) | (wall1 & ~b):
        return False, land0, land1, wall0, wall1
    land0 |= free0 & ~a
    land1 |= free1 & ~b
    open0, open1 = _parting(on, a, b)
    open0, open1 = open0 & ~wall0, open1 & ~wall1
    while open0 | open1:
        x, y = lowest(open0, open1)
        open0 &= ~x
        open1 &= ~y
        c, d = reached(on, one0, one1, a & ~x, b & ~y)
        if (wall0 & ~c) | (wall1 & ~d):
            wall0 |= x
            wall1 |= y
    return True, land0, land1, wall0, wall1
