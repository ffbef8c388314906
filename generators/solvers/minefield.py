"""Minefields drawn, partly revealed and thought through: what each rule of deduction settles, up to the full consequence.

A cell is settled by the weakest of four tiers: SINGLE (one number has all its mines, or as many cells left as mines), PAIR (two
numbers compared), CASES (it is the same in every arrangement of the linked numbers), TOTAL (the number of mines on the board
is needed). Tiers 1 and 2 run to a fixed point; then every arrangement of each linked part is enumerated, classes of equivalent
cells at a time, by number of mines."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

SINGLE, PAIR, CASES, TOTAL = 1, 2, 3, 4
HIDDEN, BORDER = -1, -2
MINE, SAFE = 1, 2
_MASK = 0x7FFFFFFFFFFFFFFF


class Want(NamedTuple):
    """What a board must show to be taken. mines, openings: as counts; shown: safe cells revealed; play: the tier with which a
    player has gone on from there until stuck (0: not at all); told: the total is known. ask: bit 0 mines, bit 1 safe cells.
    certain, beyond_single, beyond_pair, by_total: least number of asked cells in all, and that need more than tiers 1, 2, 3;
    empty: no asked cell is certain, instead. budget: nodes of the enumeration."""

    height: int
    width: int
    mines: int
    openings: int
    shown: int
    play: int
    told: bool
    ask: int
    certain: int
    beyond_single: int
    beyond_pair: int
    by_total: int
    empty: bool
    budget: int


class Field(NamedTuple):
    """numbers: the board row by row, HIDDEN or 0..8; status: MINE, SAFE or 0 of hidden cells; effort: over all deductions, the numbers
    (tiers 1 and 2) or classes of cells (tiers 3 and 4) that had to be looked at together, and one for each class that only the
    enumeration decides; draws: boards looked at (0: none fits)."""

    numbers: NDArray[np.int64]
    status: NDArray[np.int64]
    tier: NDArray[np.int64]
    effort: int
    draws: int


def hunt(want: Want, seed: int, draws: int) -> Field:
    """The first of `draws` random boards that is as wanted; `draws` of the result is 0 when none is."""
    number, status, tier, effort, used = _hunt(want, seed, draws)

    def inner(a: NDArray[np.int64]) -> NDArray[np.int64]:
        return a.reshape(want.height + 2, want.width + 2)[1:-1, 1:-1].ravel()

    return Field(inner(number), inner(status), inner(tier), effort, used)


@njit(cache=True)
def _below(state, n):
    """The next random number below n."""
    x = state[0]
    x ^= (x << 13) & _MASK
    x ^= x >> 7
    x ^= (x << 17) & _MASK
    state[0] = x
    return (x >> 11) % n


@njit(cache=True)
def _offsets(wide):
    return np.array([-wide - 1, -wide, -wide + 1, -1, 1, wide - 1, wide, wide + 1])


@njit(cache=True)
def _mines_around(mine, off, cell):
    n = 0
    for d in off:
        n += mine[cell + d]
    return n


@njit(cache=True)
def _open(number, mine, off, cell):
    """Reveal a hidden safe cell and, around zeros, all that a click reveals. Returns how many."""
    stack = np.empty(len(number), np.int64)
    stack[0] = cell
    number[cell] = _mines_around(mine, off, cell)
    depth = opened = 1
    while depth:
        depth -= 1
        cell = stack[depth]
        if number[cell] == 0:
            for d in off:
                x = cell + d
                if number[x] == HIDDEN:
                    number[x] = _mines_around(mine, off, x)
                    stack[depth] = x
                    depth += 1
                    opened += 1
    return opened


@njit(cache=True)
def _loose(number, off, cell):
    for d in off:
        if number[cell + d] >= 0:
            return False
    return True


@njit(cache=True)
def _lay(want, state, number, mine, cells, off):
    """A random board, revealed by clicks that open regions and then at single cells."""
    number[:] = BORDER
    mine[:] = 0
    n = len(cells)
    for i in range(n):
        j = i + _below(state, n - i)
        cells[i], cells[j] = cells[j], cells[i]
        number[cells[i]] = HIDDEN
    for i in range(want.mines):
        mine[cells[i]] = 1
    shown = 0
    for _ in range(want.openings):
        for attempt in range(12):
            cell = cells[want.mines + _below(state, n - want.mines)]
            if number[cell] == HIDDEN and (attempt == 11 or _mines_around(mine, off, cell) == 0):
                if shown < want.shown:
                    shown += _open(number, mine, off, cell)
                break
    for i in range(want.mines, n):
        if shown >= want.shown:
            break
        if number[cells[i]] == HIDDEN:
            number[cells[i]] = _mines_around(mine, off, cells[i])
            shown += 1


@njit(cache=True)
def _count(number, status, off, cell, need, left):
    """Mines that a number still lacks and its unknown cells."""
    n, k = number[cell], 0
    for d in off:
        if number[cell + d] == HIDDEN:
            if status[cell + d] == MINE:
                n -= 1
            elif status[cell + d] == 0:
                k += 1
    need[cell], left[cell] = n, k


@njit(cache=True)
def _verdict(number, status, off, wide, need, left, a, b):
    """What the cells beside b and not beside a must be, by the mines that a and b can share; 0 when that leaves a choice."""
    common = 0
    for d in off:
        x = b + d
        if number[x] == HIDDEN and status[x] == 0 and _near(x, a, wide):
            common += 1
    alone = left[b] - common
    if common == 0 or alone == 0:
        return 0
    if need[b] - min(common, need[a]) == alone:
        return MINE
    return SAFE if need[b] == max(0, need[a] - (left[a] - common)) else 0


@njit(cache=True)
def _near(x, y, wide):
    return abs(x // wide - y // wide) <= 1 and abs(x % wide - y % wide) <= 1


@njit(cache=True)
def _close(number, status, tier, off, wide, cells, need, left, strength):
    """Tier 1, and tier 2 when `strength` says so, to a fixed point; `left` is -1 for numbers not looked at before and 0 for
    those that are done. Returns the numbers looked at in the deductions that settled something."""
    looked = 0
    changed = True
    while changed:
        changed = False
        for c in cells:
            if number[c] < 0 or left[c] == 0:
                continue
            _count(number, status, off, c, need, left)
            if left[c] and (need[c] == 0 or need[c] == left[c]):
                for d in off:
                    x = c + d
                    if number[x] == HIDDEN and status[x] == 0:
                        status[x], tier[x] = (SAFE if need[c] == 0 else MINE), strength
                left[c] = 0
                looked += 1
                changed = True
        if changed or strength < PAIR:
            continue
        for a in cells:
            if number[a] < 0 or left[a] <= 0:
                continue
            for dr in range(-2, 3):
                for dc in range(-2, 3):
                    b = a + dr * wide + dc
                    if b == a or b < 0 or b >= len(number) or number[b] < 0 or left[b] <= 0 or abs(a % wide - b % wide) > 2:
                        continue
                    if not _verdict(number, status, off, wide, need, left, a, b):
                        continue
                    # The counts may be older than the last cell settled.
                    _count(number, status, off, a, need, left)
                    _count(number, status, off, b, need, left)
                    verdict = _verdict(number, status, off, wide, need, left, a, b)
                    if verdict:
                        for d in off:
                            x = b + d
                            if number[x] == HIDDEN and status[x] == 0 and not _near(x, a, wide):
                                status[x], tier[x] = verdict, PAIR
                        looked += 2
                        changed = True
    return looked


@njit(cache=True)
def _full(want, number, status, tier, off, wide, cells, need, left):
    """Tiers 3 and 4 after the fixed point of tier 2. Returns the classes of cells looked at, or -1 beyond the budget."""
    # Classes of unknown cells that lie beside the same numbers; class 0.. in the order of their first cell.
    n = len(cells)
    rep = np.empty(n, np.int64)
    size = np.zeros(n, np.int64)
    of = np.full(len(number), -1, np.int64)
    beside = np.zeros(n, np.int64)
    classes, loose, known = 0, 0, 0
    for x in cells:
        if number[x] != HIDDEN:
            continue
        known += status[x] == MINE
        if status[x]:
            continue
        k = 0
        for d in off:
            k += number[x + d] >= 0
        if k == 0:
            loose += 1
            continue
        for g in range(classes):
            if beside[g] == k:
                same = True
                for d in off:
                    if number[x + d] >= 0 and not _near(x + d, rep[g], wide):
                        same = False
                        break
                if same:
                    of[x] = g
                    size[g] += 1
                    break
        if of[x] < 0:
            rep[classes], size[classes], beside[classes], of[x] = x, 1, k, classes
            classes += 1
    # Linked parts, each a run of `order`.
    order = np.empty(classes, np.int64)
    placed = np.zeros(classes, np.bool_)
    start = np.zeros(classes + 1, np.int64)
    parts, filled = 0, 0
    for g in range(classes):
        if placed[g]:
            continue
        start[parts] = filled
        parts += 1
        order[filled] = g
        placed[g] = True
        filled += 1
        head = filled - 1
        while head < filled:
            x = rep[order[head]]
            head += 1
            for d in off:
                if number[x + d] >= 0:
                    for e in off:
                        h = of[x + d + e]
                        if h >= 0 and not placed[h]:
                            placed[h] = True
                            order[filled] = h
                            filled += 1
    start[parts] = filled
    # All arrangements of each part, by their number of mines.
    top = n + 1
    possible = np.zeros((parts, top), np.bool_)
    least = np.zeros((top, classes), np.int64)
    most = np.zeros((top, classes), np.int64)
    value = np.zeros(classes, np.int64)
    high = np.zeros(classes, np.int64)
    nodes = 0
    for part in range(parts):
        begin, end = start[part], start[part + 1]
        p, entering, count = begin, True, 0
        while p >= begin:
            if p == end:
                if not possible[part, count]:
                    possible[part, count] = True
                    for i in range(begin, end):
                        least[count, order[i]] = most[count, order[i]] = value[i]
                else:
                    for i in range(begin, end):
                        g = order[i]
                        least[count, g] = min(least[count, g], value[i])
                        most[count, g] = max(most[count, g], value[i])
                p -= 1
                entering = False
                continue
            g = order[p]
            x = rep[g]
            if entering:
                low, up = 0, size[g]
                for d in off:
                    if number[x + d] >= 0:
                        left[x + d] -= size[g]
                        up = min(up, need[x + d])
                        low = max(low, need[x + d] - left[x + d])
                value[p], high[p] = low - 1, up
                # Nothing is charged yet; the loop below charges one unit at a time from value + 1 on.
                change = low
            else:
                change = 1
            if value[p] < high[p]:
                value[p] += 1
                for d in off:
                    if number[x + d] >= 0:
                        need[x + d] -= change
                count += change
                nodes += 1
                if nodes > want.budget:
                    return -1
                p += 1
                entering = True
            else:
                if not entering:
                    for d in off:
                        if number[x + d] >= 0:
                            need[x + d] += value[p]
                    count -= value[p]
                for d in off:
                    if number[x + d] >= 0:
                        left[x + d] += size[g]
                p -= 1
                entering = False
    looked = _settle(status, tier, cells, of, size, start, order, possible, least, most, CASES)
    if want.told:
        rest = want.mines - known
        before = np.zeros((parts + 1, top), np.bool_)  # sums of the first parts and the loose cells
        after = np.zeros((parts + 1, top), np.bool_)
        before[0, : min(loose, rest) + 1] = True
        after[parts, 0] = True
        for i in range(parts):
            _add(before[i], possible[i], before[i + 1])
            j = parts - 1 - i
            _add(after[j + 1], possible[j], after[j])
        allowed = np.zeros((parts, top), np.bool_)
        for i in range(parts):
            _add(before[i], after[i + 1], allowed[i])
            allowed[i, : rest + 1] = allowed[i, : rest + 1][::-1].copy()
            allowed[i, rest + 1 :] = False
            allowed[i] &= possible[i]
        looked += _settle(status, tier, cells, of, size, start, order, allowed, least, most, TOTAL)
        if loose:
            few, many = top, -1
            for k in range(min(loose, rest) + 1):
                if after[0, rest - k]:
                    few, many = min(few, k), max(many, k)
            if many == 0 or few == loose:
                looked += classes + 1
                for x in cells:
                    if number[x] == HIDDEN and status[x] == 0 and of[x] < 0:
                        status[x], tier[x] = (SAFE if many == 0 else MINE), TOTAL
    return looked + classes


@njit(cache=True)
def _add(a, b, into):
    for i in range(len(a)):
        if a[i]:
            for j in range(len(b) - i):
                if b[j]:
                    into[i + j] = True


@njit(cache=True)
def _settle(status, tier, cells, of, size, start, order, allowed, least, most, stamp):
    """Classes that are full, or empty, of mines in all arrangements with an allowed number of mines. Returns, over those not
    settled before, the classes to look at together: those of the part, or all where the total is needed."""
    looked = 0
    for part in range(len(allowed)):
        for i in range(start[part], start[part + 1]):
            g = order[i]
            few, many = size[g], 0
            for k in range(allowed.shape[1]):
                if allowed[part, k]:
                    few, many = min(few, least[k, g]), max(many, most[k, g])
            if many == 0 or few == size[g]:
                fresh = False
                for x in cells:
                    if of[x] == g and status[x] == 0:
                        status[x], tier[x] = (SAFE if many == 0 else MINE), stamp
                        fresh = True
                if fresh:
                    looked += start[part + 1] - start[part] if stamp == CASES else len(order)
    return looked


@njit(cache=True)
def _hunt(want, seed, draws):
    wide = want.width + 2
    length = wide * (want.height + 2)
    off = _offsets(wide)
    cells = np.array([r * wide + c for r in range(1, want.height + 1) for c in range(1, want.width + 1)])
    fixed = cells.copy()  # in reading order, so that rules run in an order that does not depend on the mines
    number, mine = np.empty(length, np.int64), np.empty(length, np.int64)
    status, tier = np.zeros(length, np.int64), np.zeros(length, np.int64)
    need, left = np.zeros(length, np.int64), np.zeros(length, np.int64)
    state = np.array([seed | 1])
    for draw in range(1, draws + 1):
        _lay(want, state, number, mine, cells, off)
        status[:] = 0
        left[:] = -1
        going = want.play > 0
        while going:
            _close(number, status, tier, off, wide, fixed, need, left, want.play)
            going = False
            for x in fixed:
                if number[x] == HIDDEN and status[x] == SAFE:
                    _open(number, mine, off, x)
                    going = True
            if not going and want.by_total and not want.empty:
                # A total says little while many cells lie beside no number: open one of them.
                for i in range(want.mines, len(cells)):
                    if number[cells[i]] == HIDDEN and _loose(number, off, cells[i]):
                        _open(number, mine, off, cells[i])
                        going = True
                        break
        status[:] = 0
        tier[:] = 0
        left[:] = -1
        effort = _close(number, status, tier, off, wide, fixed, need, left, SINGLE)
        effort += _close(number, status, tier, off, wide, fixed, need, left, PAIR)
        hidden, settled = 0, 0
        for x in fixed:
            if number[x] == HIDDEN:
                hidden += 1
                settled += status[x] != 0
        if hidden < 2 or (want.beyond_pair and not want.empty and hidden - settled < want.beyond_pair):
            continue
        looked = _full(want, number, status, tier, off, wide, fixed, need, left)
        if looked < 0:
            continue
        by_tier = np.zeros(5, np.int64)
        located = 0  # mines known without the total
        for x in fixed:
            if status[x] and want.ask >> (status[x] - 1) & 1:
                by_tier[tier[x]] += 1
            located += status[x] == MINE and tier[x] < TOTAL
        found = by_tier.sum()
        if want.empty:
            if found:
                continue
        elif (
            found < want.certain
            or (want.ask != 3 and found == hidden)
            or by_tier[2:].sum() < want.beyond_single
            or by_tier[3:].sum() < want.beyond_pair
            or by_tier[TOTAL] < want.by_total
            or (want.by_total and located == want.mines)
        ):
            continue
        return number, status, tier, effort + looked, draw
    return number, status, tier, 0, 0
