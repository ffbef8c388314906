"""Random minefields, opened as players open them, until one asks for the wanted depth of deduction."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.minesweeper.minefield import (
    BORDER,
    HIDDEN,
    MINE,
    PAIR,
    SAFE,
    SINGLE,
    TOTAL,
    compared,
    deduce,
    enumerate_parts,
    joined,
    tally,
)
from synth.generators.solvers.bits import below


class Wanted(NamedTuple):
    """What a board must show to be taken. mines, openings: as counts; shown: safe cells revealed; play: the tier with which a
    player has gone on from there until stuck (0: not at all); stated: the total is known. ask: bit 0 mines, bit 1 safe cells.
    certain, beyond_single, beyond_pair, by_total: least number of asked cells in all, and that need more than tiers 1, 2, 3;
    empty: no asked cell is certain, instead. budget: nodes of the enumeration."""

    height: int
    width: int
    mines: int
    openings: int
    shown: int
    play: int
    stated: bool
    ask: int
    certain: int
    beyond_single: int
    beyond_pair: int
    by_total: int
    empty: bool
    budget: int


class Field(NamedTuple):
    """numbers: the board row by row, HIDDEN or 0..8; status: MINE, SAFE or 0 of hidden cells; tier: which settled it; draws:
    boards inspected (0: none fits). effort: over all deductions, the numbers (tiers 1 and 2) or classes of cells (3 and 4) that
    had to be inspected together, and one for each class that only the enumeration decides."""

    numbers: NDArray[np.int64]
    status: NDArray[np.int64]
    tier: NDArray[np.int64]
    effort: int
    draws: int


def random_board(want: Wanted, seed: int, draws: int) -> Field:
    """The first of `draws` random boards that is as wanted; `draws` of the result is 0 when none is."""
    number, status, tier, effort, used = _random_board(want, seed, draws)

    def inner(a: NDArray[np.int64]) -> NDArray[np.int64]:
        return a.reshape(want.height + 2, want.width + 2)[1:-1, 1:-1].ravel()

    return Field(inner(number), inner(status), inner(tier), effort, used)


@unmanaged
def _mines_around(mine, off, cell):
    n = 0
    for d in off:
        n += mine[cell + d]
    return n


@unmanaged
def _open(number, mine, off, cell, opened):
    """Reveal a hidden safe cell and, around zeros, all that a click reveals. Returns how many; they stand in `opened`."""
    opened[0] = cell
    number[cell] = _mines_around(mine, off, cell)
    done, count = 0, 1
    while done < count:
        cell = opened[done]
        done += 1
        if number[cell] == 0:
            for d in off:
                x = cell + d
                if number[x] == HIDDEN:
                    number[x] = _mines_around(mine, off, x)
                    opened[count] = x
                    count += 1
    return count


@unmanaged
def _loose(number, off, cell):
    beside = False
    for d in off:
        beside |= number[cell + d] >= 0
    return not beside


@njit(cache=True)
def _draw(want, state, number, mine, cells, off):
    """A random board, revealed by clicks that open regions and then at single cells."""
    number[:] = BORDER
    mine[:] = 0
    n = len(cells)
    opened = np.empty(n, np.int64)
    for i in range(n):
        j = i + below(state, n - i)
        cells[i], cells[j] = cells[j], cells[i]
        number[cells[i]] = HIDDEN
    for i in range(want.mines):
        mine[cells[i]] = 1
    shown = 0
    for _ in range(want.openings):
        for attempt in range(12):
            cell = cells[want.mines + below(state, n - want.mines)]
            if number[cell] == HIDDEN and (attempt == 11 or _mines_around(mine, off, cell) == 0):
                if shown < want.shown:
                    shown += _open(number, mine, off, cell, opened)
                break
    for i in range(want.mines, n):
        if shown >= want.shown:
            break
        if number[cells[i]] == HIDDEN:
            number[cells[i]] = _mines_around(mine, off, cells[i])
            shown += 1


@unmanaged
def _settle(x, verdict, opens, number, mine, status, off, need, left, todo, waiting, top, opened):
    """Say what a cell is, and open it if it is safe and `opens`. The numbers beside it have one cell less to think of, and wait to be read
    as long as there are others; left is -1 for those just opened, which are still to be counted. Returns how many wait."""
    status[x] = verdict
    opened[0] = x
    for i in range(_open(number, mine, off, x, opened) if opens and verdict == SAFE else 1):
        x = opened[i]
        if number[x] >= 0 and not waiting[x]:
            todo[top], waiting[x] = x, True
            top += 1
        for d in off:  # without branches, as nobody could foretell them
            c = x + d
            shown = number[c] >= 0
            counted = shown & (left[c] > 0)
            left[c] -= counted
            need[c] -= counted & (verdict == MINE)
            waits = shown & (left[c] != 0) & (waiting[c] == 0)
            todo[top] = c
            waiting[c] |= waits
            top += waits
    return top


@njit(cache=True)
def close(number, mine, status, strength, opens, off, wide, cells, need, left, first):
    """Tier 1, and tier 2 when `strength` says so, to their fixed point, where `opens` with safe cells opened at once: `deduce` for
    those who do not ask how. What a deduction rests on stays true, so there is one fixed point whatever the order, and a number is
    read again only when a cell beside it has been settled. first: a safe cell to open, where the board was at the fixed point before; or
    -1 for a board that nobody has read."""
    todo, waiting, opened = np.empty(len(number), np.int64), np.zeros(len(number), np.bool_), np.empty(len(number), np.int64)
    pairs, paired = np.empty(len(number), np.int64), np.zeros(len(number), np.bool_)  # numbers to be compared once all others are read
    top = last = 0
    if first >= 0:
        top = _settle(first, SAFE, True, number, mine, status, off, need, left, todo, waiting, top, opened)
    else:
        left[:] = -1
        for c in cells:
            if number[c] >= 0:
                todo[top], waiting[c] = c, True
                top += 1
    while top or last:
        if top:
            top -= 1
            a = todo[top]
            waiting[a] = False
            if left[a] < 0:
                tally(number, status, off, a, need, left)
            if left[a] == 0:
                continue
            if need[a] == 0 or need[a] == left[a]:
                verdict = SAFE if need[a] == 0 else MINE
                for d in off:
                    if number[a + d] == HIDDEN and status[a + d] == 0:
                        top = _settle(a + d, verdict, opens, number, mine, status, off, need, left, todo, waiting, top, opened)
            elif strength >= PAIR and not paired[a]:
                pairs[last], paired[a] = a, True
                last += 1
            continue
        last -= 1
        a = pairs[last]
        paired[a] = False
        if left[a] == 0:
            continue
        for dr in range(-2, 3):
            for dc in range(-2, 3):
                b = a + dr * wide + dc
                if top or b == a or b < 0 or b >= len(number) or number[b] < 0 or left[b] == 0:
                    continue
                for x, y, r, c in ((a, b, dr, dc), (b, a, -dr, -dc)):
                    verdict = compared(number, status, wide, need, left, x, y, r, c)
                    if verdict:
                        for i in range(8):
                            z = y + off[i]
                            if number[z] == HIDDEN and status[z] == 0 and not joined(r, c, i):
                                top = _settle(z, verdict, opens, number, mine, status, off, need, left, todo, waiting, top, opened)
                        break
        if top and not waiting[a]:
            todo[top], waiting[a] = a, True
            top += 1


@njit(cache=True)
def _random_board(want, seed, draws):
    wide = want.width + 2
    length = wide * (want.height + 2)
    off = np.array([-wide - 1, -wide, -wide + 1, -1, 1, wide - 1, wide, wide + 1])
    cells = np.array([r * wide + c for r in range(1, want.height + 1) for c in range(1, want.width + 1)])
    fixed = cells.copy()  # in reading order, so that rules run in an order that does not depend on the mines
    number, mine = np.empty(length, np.int64), np.empty(length, np.int64)
    status, tier = np.zeros(length, np.int64), np.zeros(length, np.int64)
    need, left = np.zeros(length, np.int64), np.zeros(length, np.int64)
    state = np.array([seed | 1])
    for draw in range(1, draws + 1):
        _draw(want, state, number, mine, cells, off)
        status[:] = 0
        unopened, first = want.mines, -1
        while want.play:
            close(number, mine, status, want.play, True, off, wide, fixed, need, left, first)
            if not want.by_total or want.empty:
                break
            # A total says little while many cells lie beside no number: open one of them.
            while unopened < len(cells) and not (number[cells[unopened]] == HIDDEN and _loose(number, off, cells[unopened])):
                unopened += 1
            if unopened == len(cells):
                break
            first = cells[unopened]
        if want.beyond_pair and not want.empty:
            if want.play < PAIR:
                status[:] = 0
                close(number, mine, status, PAIR, False, off, wide, fixed, need, left, -1)
            unsettled = 0
            for x in fixed:
                unsettled += number[x] == HIDDEN and status[x] == 0
            if unsettled < want.beyond_pair:
                continue
        status[:] = 0
        tier[:] = 0
        left[:] = -1
        effort = deduce(number, status, tier, off, wide, fixed, need, left, SINGLE)
        effort += deduce(number, status, tier, off, wide, fixed, need, left, PAIR)
        hidden = 0
        for x in fixed:
            hidden += number[x] == HIDDEN
        if hidden < 2:
            continue
        inspected = enumerate_parts(want.mines, want.stated, want.budget, number, status, tier, off, wide, fixed, need, left)
        if inspected < 0:
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
        return number, status, tier, effort + inspected, draw
    return number, status, tier, 0, 0
