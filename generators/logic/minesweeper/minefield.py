"""A partly revealed minefield thought through: what each rule of deduction settles, up to the full consequence.

A cell is settled by the weakest of four tiers: SINGLE (one number has all its mines, or as many cells left as mines), PAIR (two
numbers compared), CASES (it is the same in every arrangement of the linked numbers), TOTAL (the number of mines on the board
is needed). Tiers 1 and 2 run to a fixed point; then every arrangement of each linked part is enumerated, classes of equivalent
cells at a time, by number of mines.

A field is kept with a border of one cell: `number` holds HIDDEN, BORDER or the revealed 0..8, `wide` is the width with the
border, `off` the eight steps to a neighbour, `cells` the cells of the board in reading order."""

import numpy as np

from synth.generators.kernels import njit, unmanaged

SINGLE, PAIR, CASES, TOTAL = 1, 2, 3, 4
HIDDEN, BORDER = -1, -2
MINE, SAFE = 1, 2


@unmanaged
def tally(number, status, off, cell, need, left):
    """Mines that a number still lacks and its unknown cells."""
    n, k = number[cell], 0
    for d in off:  # without branches, as nobody could foretell them
        hidden = number[cell + d] == HIDDEN
        n -= hidden & (status[cell + d] == MINE)
        k += hidden & (status[cell + d] == 0)
    need[cell], left[cell] = n, k


@unmanaged
def compared(number, status, wide, need, left, a, b, dr, dc):
    """What the cells beside b and not beside a must be, by the mines that a and b can share; 0 when that leaves a choice. dr, dc: from a
    to b."""
    common = 0
    for r in range(max(-1, dr - 1), min(1, dr + 1) + 1):
        for c in range(max(-1, dc - 1), min(1, dc + 1) + 1):
            x = a + r * wide + c
            common += number[x] == HIDDEN and status[x] == 0
    alone = left[b] - common
    if common == 0 or alone == 0:
        return 0
    if need[b] - min(common, need[a]) == alone:
        return MINE
    return SAFE if need[b] == max(0, need[a] - (left[a] - common)) else 0


@unmanaged
def near(x, y, wide):
    return abs(x // wide - y // wide) <= 1 and abs(x % wide - y % wide) <= 1


@unmanaged
def joined(dr, dc, step):
    """Whether a cell dr rows below another one and dc columns right of it is still beside that one, or on it, after one of the eight
    steps of `off`."""
    k = step + (step > 3)
    return abs(dr + k // 3 - 1) <= 1 and abs(dc + k % 3 - 1) <= 1


@unmanaged
def deduce(number, status, tier, off, wide, cells, need, left, strength):
    """Tier 1, and tier 2 when `strength` says so, to a fixed point; `left` is -1 for numbers not inspected before and 0 for
    those that are done. Returns the numbers inspected in the deductions that settled something."""
    inspected = 0
    changed = True
    while changed:
        changed = False
        for c in cells:
            if number[c] < 0 or left[c] == 0:
                continue
            tally(number, status, off, c, need, left)
            if left[c] and (need[c] == 0 or need[c] == left[c]):
                for d in off:
                    x = c + d
                    if number[x] == HIDDEN and status[x] == 0:
                        status[x], tier[x] = (SAFE if need[c] == 0 else MINE), strength
                left[c] = 0
                inspected += 1
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
                    if not compared(number, status, wide, need, left, a, b, dr, dc):
                        continue
                    # The counts may be older than the last cell settled.
                    tally(number, status, off, a, need, left)
                    tally(number, status, off, b, need, left)
                    verdict = compared(number, status, wide, need, left, a, b, dr, dc)
                    if verdict:
                        for d in off:
                            x = b + d
                            if number[x] == HIDDEN and status[x] == 0 and not near(x, a, wide):
                                status[x], tier[x] = verdict, PAIR
                        inspected += 2
                        changed = True
    return inspected


@njit(cache=True)
def enumerate_parts(mines, stated, budget, number, status, tier, off, wide, cells, need, left):
    """Tiers 3 and 4 after the fixed point of tier 2. Returns the classes of cells inspected, or -1 beyond the budget."""
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
            if beside[g] == k and x - rep[g] <= 2 * (wide + 1):  # else no number is beside both
                same = True
                for d in off:
                    if number[x + d] >= 0 and not near(x + d, rep[g], wide):
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
                if nodes > budget:
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
    inspected = _settle(status, tier, cells, of, size, start, order, possible, least, most, CASES)
    if stated:
        rest = mines - known
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
        inspected += _settle(status, tier, cells, of, size, start, order, allowed, least, most, TOTAL)
        if loose:
            few, many = top, -1
            for k in range(min(loose, rest) + 1):
                if after[0, rest - k]:
                    few, many = min(few, k), max(many, k)
            if many == 0 or few == loose:
                inspected += classes + 1
                for x in cells:
                    if number[x] == HIDDEN and status[x] == 0 and of[x] < 0:
                        status[x], tier[x] = (SAFE if many == 0 else MINE), TOTAL
    return inspected + classes


@unmanaged
def _add(a, b, into):
    for i in range(len(a)):
        if a[i]:
            for j in range(len(b) - i):
                if b[j]:
                    into[i + j] = True


@unmanaged
def _settle(status, tier, cells, of, size, start, order, allowed, least, most, stamp):
    """Classes that are full, or empty, of mines in all arrangements with an allowed number of mines. Returns, over those not
    settled before, the classes to look at together: those of the part, or all where the total is needed."""
    inspected = 0
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
                    inspected += start[part + 1] - start[part] if stamp == CASES else len(order)
    return inspected
