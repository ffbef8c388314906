"""Latin squares cut into cages, of which each says what its values give: their sum, difference, product or quotient.

Propagation takes naked and hidden singles of rows and columns, and for each cage the values that occur in some way to fill it; the search
branches on the cell with the fewest values left, under a budget of nodes. Values count from 0 here and stand for 1 and up."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits, next_random, position
from synth.generators.solvers.network import Ints

PLUS, MINUS, TIMES, OVER = range(4)
MOST = 4
"""Cells of a cage at most; a difference and a quotient have two."""


class Cages(NamedTuple):
    """The cages as arrays."""

    cells: Ints
    """(cages, MOST): the cells of each, -1 to fill up."""
    sign: Ints
    """PLUS (also of one cell), MINUS, TIMES or OVER."""
    target: Ints
    """What the values give."""


class Found(NamedTuple):
    """What a search found."""

    found: int
    """Solutions, up to the limit; -1 when the budget did not settle it."""
    nodes: int
    """Of the search; 1: propagation alone settles it."""
    deductions: int
    """Readings of a line or a cage that ruled something out, over all branches."""
    squares: Ints
    """The solutions as rows of values from 0."""


def solve(size: int, cages: Cages | None = None, limit: int = 2, budget: int = 1 << 40, seed: int = 0) -> Found:
    """Look for up to `limit` squares; without cages and with a seed, a random Latin square."""
    if cages is None:
        cages = Cages(np.empty((0, MOST), np.int64), np.empty(0, np.int64), np.empty(0, np.int64))
    count, nodes, deductions, squares = _solve(size, *cages, limit, budget, seed)
    return Found(count, nodes, deductions, squares[: max(count, 0)])


@njit(cache=True)
def _solve(size, cells, sign, target, limit, budget, state):
    n = size * size
    found = np.zeros((limit, n), np.int64)
    stack = np.empty((n + 2, n), np.int64)
    chosen = np.empty(n + 2, np.int64)
    work = np.full(n, (1 << size) - 1)
    ways = np.empty((4, MOST), np.int64)
    last = np.zeros_like(cells)  # domains of the cells of each cage when it was read last
    sees, counts = _sees(size, cells)
    count, nodes, depth, deductions = 0, 1, 0, 0
    while True:
        made = _settle(size, cells, sign, target, work, ways, last, sees, counts)
        deductions += abs(made)
        if made >= 0:
            best, least = -1, 100
            offset = 0
            if state:
                state = next_random(state)
                offset = state % n
            for i in range(n):
                x = i + offset if i + offset < n else i + offset - n
                if work[x] & (work[x] - 1) and bits(work[x]) < least:
                    best, least = x, bits(work[x])
            if best < 0:
                for x in range(n):
                    found[count, x] = position(work[x])
                count += 1
                if count == limit:
                    return count, nodes, deductions, found
            else:
                stack[depth] = work
                chosen[depth] = best
                depth += 1
        while depth and stack[depth - 1, chosen[depth - 1]] == 0:
            depth -= 1
        if depth == 0:
            return count, nodes, deductions, found
        if nodes >= budget:
            return -1, nodes, deductions, found
        x = chosen[depth - 1]
        options = stack[depth - 1, x]
        if state:
            state = next_random(state)
            for _ in range((state >> 8) % bits(options)):
                options &= options - 1
        bit = options & -options
        work[:] = stack[depth - 1]
        work[x] = bit
        stack[depth - 1, x] &= ~bit
        nodes += 1


@njit(cache=True)
def _sees(size, cells):
    """For each cell of each cage the cells before it that share its row or column, as bits of their places in the cage; and the size of
    each cage."""
    sees, counts = np.zeros_like(cells), np.zeros(len(cells), np.int64)
    for k in range(len(cells)):
        for i in range(MOST):
            if cells[k, i] < 0:
                continue
            counts[k] += 1
            for j in range(i):
                a, b = cells[k, i], cells[k, j]
                if a // size == b // size or a % size == b % size:
                    sees[k, i] |= np.int64(1) << j
    return sees, counts


@unmanaged
def _settle(size, cells, sign, target, work, ways, last, sees, counts):
    """Propagate to a fixed point; the readings that ruled something out, negative when no square is left."""
    made, changed = 0, True
    while changed:
        changed = False
        for line in range(2 * size):
            start, step = (line * size, 1) if line < size else (line - size, size)
            once = twice = placed = np.int64(0)
            for i in range(size):
                mask = work[start + i * step]
                twice |= once & mask
                once |= mask
                if mask & (mask - 1) == 0:
                    if mask & placed or mask == 0:
                        return -made - 1
                    placed |= mask
            if bits(once) < size:
                return -made - 1
            alone, some = once & ~twice & ~placed, False
            for i in range(size):
                x = start + i * step
                mask = work[x]
                if mask & (mask - 1):
                    new = mask & ~placed
                    if new & alone:
                        new &= alone
                        if new & (new - 1):
                            return -made - 1
                    if new == 0:
                        return -made - 1
                    if new != mask:
                        work[x] = new
                        some = True
            if some:
                made += 1
                changed = True
        for k in range(len(sign)):
            same = True  # as when it was read last, after which nothing more could be ruled out
            for i in range(counts[k]):
                if work[cells[k, i]] != last[k, i]:
                    same = False
                    break
            if same:
                continue
            read = _read(cells[k], counts[k], sees[k], sign[k], target[k], work, ways)
            if read < 0:
                return -made - 1
            if read:
                made += 1
                changed = True
            for i in range(counts[k]):
                last[k, i] = work[cells[k, i]]
    return made


@unmanaged
def _read(cells, count, sees, sign, target, work, ways):
    """Leave the values that occur in some way to fill the cage; 1 when that rules something out, -1 when there is no way. ways: scratch."""
    support, rest, value, total = ways
    support[:] = 0
    total[0] = 1 if sign == TIMES else 0
    depth = 0
    rest[0] = work[cells[0]] if count > 1 else _last(sign, 0, 0, target, work[cells[0]])
    while depth >= 0:
        if rest[depth] == 0:
            depth -= 1
            continue
        v = position(rest[depth])
        rest[depth] &= rest[depth] - 1
        value[depth] = v
        clash, others = False, sees[depth]
        while others:
            clash = clash or value[position(others)] == v
            others &= others - 1
        if clash:
            continue
        if depth + 1 < count:
            before = total[depth]
            depth += 1
            total[depth] = before * (v + 1) if sign == TIMES else before + v + 1
            mask = work[cells[depth]]
            rest[depth] = mask if depth + 1 < count else _last(sign, v + 1, total[depth], target, mask)
        else:
            for i in range(count):
                support[i] |= np.int64(1) << value[i]
    ruled = 0
    for i in range(count):
        if support[i] == 0:
            return -1
        if support[i] != work[cells[i]]:
            work[cells[i]] = support[i]
            ruled = 1
    return ruled


@unmanaged
def _last(sign, first, total, target, mask):
    """Of the values of a cage's last cell those that lead to the target: first: the number in the cell before it; total: of all before."""
    if sign == PLUS:
        return mask & _bit(target - total)
    if sign == TIMES:
        return mask & _bit(target // total) if target % total == 0 else 0
    if sign == MINUS:
        return mask & (_bit(first + target) | _bit(first - target))
    return mask & (_bit(first * target) | (_bit(first // target) if first % target == 0 else 0))


@unmanaged
def _bit(number):
    return np.int64(1) << (number - 1) if 1 <= number < 64 else 0
