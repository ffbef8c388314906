"""Tables of numbers under the sums of their lines: the search for solutions, and the emptying of cells while one solution stays.

Domains are integers whose bit v says that the v-th of the distinct numbers, ascending, is possible. Propagation counts the cells that each
number may still go to, keeps of a line with at most three open cells the numbers that occur in some way to fill it, and of a longer one
those between the bounds that the other cells leave; the search branches on the cell with the fewest numbers left."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits, highest, position
from synth.generators.solvers.network import Ints

READ_WHOLE = 3
"""Open cells of a line of which all ways are tried."""


class Dug(NamedTuple):
    """A table with cells emptied, and the proof that it has one solution."""

    table: Ints
    """(rows, columns), 0 where a cell is empty."""
    emptied: int
    """Empty cells."""
    nodes: int
    """Of the search; 1: propagation alone settles it."""
    deductions: int
    """Times that a count of a number or a reading of a line ruled something out, over all branches."""


def dig(solution: Ints, order: Ints, most: int, budget: int) -> Dug:
    """Empty the cells, numbered along the rows, in their order, but at most `most` of them, and none where a search of `budget` nodes
    cannot exclude a second solution; with a budget of 1, none that propagation alone would not fill again."""
    values, which, need = np.unique(solution.ravel(), return_inverse=True, return_counts=True)
    sums = solution.sum(axis=1), solution.sum(axis=0)
    open_, emptied, nodes, deductions = _dig(values, need, which.ravel(), *sums, order, most, budget)
    return Dug(np.where(open_.reshape(solution.shape), 0, solution), emptied, nodes, deductions)


def count(table: Ints, numbers: tuple[int, ...], rows: Ints, columns: Ints, limit: int) -> int:
    """Ways to fill the empty cells with the numbers, up to the limit."""
    values, need = np.unique([*table[table > 0], *numbers], return_counts=True)
    domains = np.where(table > 0, 1 << np.searchsorted(values, table), (1 << len(values)) - 1).ravel()
    return int(_solve(values, need, rows, columns, domains, np.full(len(domains), -1), limit, 1 << 40)[0])


@njit(cache=True)
def _dig(values, need, solution, rows, columns, order, most, budget):
    full = (np.int64(1) << len(values)) - 1
    domains = np.int64(1) << solution
    opened = np.zeros(len(solution), np.bool_)
    emptied = 0
    for x in order:
        if emptied == most:
            break
        solved = np.int64(1) << solution[x]
        if budget == 1:  # propagation has to come to the end
            domains[x] = full
            unique = _solve(values, need, rows, columns, domains, solution, 2, budget)[0] == 1
        else:  # unique as long as this cell cannot hold another number
            domains[x] = full & ~solved
            unique = _solve(values, need, rows, columns, domains, solution, 1, budget)[0] == 0
        domains[x] = full if unique else solved
        opened[x] = unique
        emptied += unique
    _, nodes, deductions = _solve(values, need, rows, columns, domains, solution, 2, 1 << 40)
    return opened, emptied, nodes, deductions


@njit(cache=True)
def _solve(values, need, rows, columns, domains, hoped, limit, budget):
    """Solutions, up to the limit or -1 when the budget is spent, nodes and deductions. hoped: the value of each cell that is tried first,
    or -1. Another solution is most likely one that is much like the one that is known."""
    n = len(domains)
    stack = np.empty((n + 2, n), np.int64)
    chosen = np.empty(n + 2, np.int64)
    work = domains.copy()
    where = np.full(values[len(values) - 1] + 1, -1)
    for v in range(len(values)):
        where[values[v]] = v
    upto = np.zeros(len(where), np.int64)
    for number in range(1, len(where)):
        upto[number] = upto[number - 1] | (np.int64(1) << where[number] if where[number] >= 0 else 0)
    tallies = np.empty((3, len(values)), np.int64)
    last = np.zeros((len(rows) + len(columns), max(len(rows), len(columns))), np.int64)
    cells, support = np.empty(max(len(rows), len(columns)), np.int64), np.empty(READ_WHOLE, np.int64)
    found, nodes, depth, deductions = 0, 1, 0, 0
    while True:
        made = _settle(values, where, upto, need, rows, columns, work, tallies, last, cells, support)
        deductions += abs(made)
        if made >= 0:
            best, least = -1, 100
            for x in range(n):
                if work[x] & (work[x] - 1) and bits(work[x]) < least:
                    best, least = x, bits(work[x])
            if best < 0:
                found += 1
                if found == limit:
                    return found, nodes, deductions
            else:
                stack[depth] = work
                chosen[depth] = best
                depth += 1
        while depth and stack[depth - 1, chosen[depth - 1]] == 0:
            depth -= 1
        if depth == 0:
            return found, nodes, deductions
        if nodes >= budget:
            return -1, nodes, deductions
        x = chosen[depth - 1]
        options = stack[depth - 1, x]
        bit = np.int64(1) << hoped[x] if hoped[x] >= 0 and options >> hoped[x] & 1 else options & -options
        work[:] = stack[depth - 1]
        work[x] = bit
        stack[depth - 1, x] &= ~bit
        nodes += 1


@unmanaged
def _settle(values, where, upto, need, rows, columns, work, tallies, last, cells, support):
    """Propagate to a fixed point; the deductions made, negative (at least by one) when no solution is left. where: the place of each
    value; upto: for each number the values that are no greater, as bits. last: of each line what it was when reading it ruled nothing out.
    tallies, cells, support: memory."""
    height, width = len(rows), len(columns)
    distinct = len(values) == len(work)
    made, changed = 0, True
    while changed:
        counted = _count_distinct(work, tallies[2]) if distinct else _count(need, work, tallies)
        if counted < 0:
            return counted - made
        made += counted
        changed = counted > 0
        for line in range(height + width):
            if line < height:
                total, start, step, length = rows[line], line * width, 1, width
            else:
                total, start, step, length = columns[line - height], line - height, width, height
            if distinct:  # where numbers repeat, a reading also looks at how often each may still be placed
                same = True
                for i in range(length):
                    if work[start + i * step] != last[line, i]:
                        same = False
                        break
                if same:
                    continue
            read = _read(values, where, upto, tallies[2], total, work, start, step, length, cells, support)
            if read < 0:
                return -made - 1
            if read:
                made += 1
                changed = True
            else:
                for i in range(length):
                    last[line, i] = work[start + i * step]
    return made


@unmanaged
def _count(need, work, tallies):
    """Look at the cells that each number may still go to, and put into tallies[2] how many of it are still to be placed. Returns the
    numbers that this rules out somewhere; -1 less those seen before where one has too many cells or too few."""
    placed, possible, free = tallies[0], tallies[1], tallies[2]
    placed[:], possible[:] = 0, 0
    for mask in work:
        if mask & (mask - 1) == 0 and mask:
            placed[position(mask)] += 1
        while mask:
            possible[position(mask)] += 1
            mask &= mask - 1
    made = 0
    for v in range(len(need)):
        if placed[v] > need[v] or possible[v] < need[v]:
            return -made - 1
        free[v] = need[v] - placed[v]
        if placed[v] < possible[v] and (free[v] == 0 or possible[v] == need[v]):
            bit = np.int64(1) << v
            for x in range(len(work)):
                if work[x] & bit and work[x] != bit:
                    work[x] = bit if free[v] else work[x] & ~bit
            free[v] = 0
            made += 1
    return made


@unmanaged
def _count_distinct(work, free):
    """`_count` where each number goes to one cell."""
    once = twice = placed = doubled = np.int64(0)
    for mask in work:
        twice |= once & mask
        once |= mask
        if mask & (mask - 1) == 0:
            doubled |= placed & mask
            placed |= mask
    alone, gone = once & ~twice & ~placed, placed & twice
    wrong = doubled | (((np.int64(1) << len(free)) - 1) & ~once)
    if wrong:
        return -bits((alone | gone) & ((wrong & -wrong) - 1)) - 1
    if alone | gone:
        for x in range(len(work)):
            mask = work[x]
            if mask & alone:
                work[x] = mask & alone & -(mask & alone)
            elif mask & gone:
                # Two cells that are left the same number are found when it is counted next.
                work[x] = mask & ~gone if mask & ~gone else np.int64(1) << highest(mask)
    for v in range(len(free)):
        free[v] = ~(placed | alone) >> v & 1
    return bits(alone | gone)


@unmanaged
def _read(values, where, upto, free, total, work, start, step, length, cells, support):
    """Rule out of one line what does not fit its sum; 1 when that leaves less, -1 when it leaves nothing."""
    count, low, high = 0, 0, 0
    for x in range(start, start + step * length, step):
        mask = work[x]
        if mask & (mask - 1):
            cells[count] = x
            count += 1
            low += values[position(mask & -mask)]
            high += values[highest(mask)]
        else:
            if mask == 0:
                return -1
            total -= values[position(mask)]
    if count == 0:
        return 0 if total == 0 else -1
    if total < low or total > high:
        return -1
    ruled = 0
    if count > READ_WHOLE:
        for k in range(count):
            mask = work[cells[k]]
            least = total - (high - values[highest(mask)])
            most = total - (low - values[position(mask & -mask)])
            new = 0 if most < 1 else mask & upto[min(most, len(upto) - 1)]
            if least > 0:
                new &= ~upto[min(least, len(upto)) - 1]
            if new == 0:
                return -1
            if new != mask:
                work[cells[k]] = new
                ruled = 1
        return ruled
    support[:] = 0
    _ways(values, where, free, total, work, cells, count, support)
    for k in range(count):
        if support[k] == 0:
            return -1
        if support[k] != work[cells[k]]:
            work[cells[k]] = support[k]
            ruled = 1
    return ruled


@unmanaged
def _ways(values, where, free, total, work, cells, count, support):
    """Into `support`, the numbers of one to three open cells that occur in some way to give the total."""
    last = work[cells[count - 1]]
    first = work[cells[0]] if count > 1 else 1  # one pass where there is no such cell
    middle = work[cells[1]] if count > 2 else 1
    firsts = middles = lasts = np.int64(0)
    while first:
        a = position(first)
        first &= first - 1
        second = middle
        left = total - (values[a] if count > 1 else 0)
        while second:
            b = position(second)
            second &= second - 1
            rest = left - (values[b] if count > 2 else 0)
            if rest < 0 or rest >= len(where) or where[rest] < 0:
                continue
            c = where[rest]
            if not last >> c & 1 or free[c] < 1 + (count > 1 and a == c) + (count > 2 and b == c):
                continue
            if count > 2 and free[b] < 1 + (a == b):
                continue
            lasts |= np.int64(1) << c
            firsts |= np.int64(1) << a
            middles |= np.int64(1) << b
            if middles == middle and lasts == last:  # all that is left to see is whether each of the first cell has some
                break
    if count > 2:
        support[1] = middles
    if count > 1:
        support[0] = firsts
    support[count - 1] = lasts
