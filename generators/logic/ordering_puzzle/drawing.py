"""True clues to a random order, and those that are needed of them, compiled.

Which clues can go is known by other orders: one that breaks some of the clues shows that not all of these can go. Those with two things
exchanged or one moved are looked at first, and each that a search finds is kept for all later tries."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.ordering_puzzle.solver import (
    APART,
    AT,
    BEFORE,
    BETWEEN,
    IF,
    NOT_APART,
    NOT_AT,
    SINGLE,
    WIDTH,
    XOR,
    Ints,
    broken,
    find_orders,
    read,
)
from synth.generators.solvers.bits import below, shuffle

KINDS = ("place", "before", "just", "beside", "between", "end", "not_at", "apart", "distance", "if", "xor")
PLACE, DIRECTLY, BESIDE, BETWEEN_TWO, END, NOT_PLACE, NO_NEIGHBOURS, DISTANCE, IF_THEN = 0, 2, 3, 4, 5, 6, 7, 8, 9
PARTS = (1, 1, PLACE, BESIDE, END)
"""What a link joins."""
DRAWS = 40
"""Tries at one clue of a kind until it is true."""
TRIES = 150
CHOICES = 3
"""Sets of needed clues that are tried of the same pool, as drawing a pool costs more than choosing from it."""
OTHERS = 400
"""Other orders that are kept."""


def draw(seed: int, things: int, weights: tuple[int, ...], pool: int, effort_from: int, rivals: int) -> tuple[int, Ints, Ints]:
    """True clues that leave one order, each of which is needed: (nodes of the search that proves it, 0 when nothing came of it; the
    place of each thing, from 0; the clues)."""
    nodes, place, rows = _draw(seed, things, np.cumsum(weights), pool, effort_from, rivals)
    return int(nodes), place, rows


@unmanaged
def _atom(state, kind, place, known, a, b, row, base):
    """Write a part. known: its place or distance is the true one, as a clue of its own; in a link it need not be."""
    count = len(place) - 1
    row[base + 1], row[base + 2] = a, b
    if kind in (PLACE, END, NOT_PLACE):
        row[base + 2] = a
        if kind == END:
            row[base], row[base + 3] = AT if not known or below(state, 10) < 3 else NOT_AT, 1 | 1 << (count - 1)
        else:
            row[base] = AT if kind == PLACE else NOT_AT
            row[base + 3] = 1 << (place[a] if known and kind == PLACE else below(state, count))
    elif kind <= DIRECTLY:
        row[base], row[base + 3] = BEFORE, int(kind == DIRECTLY)
    else:
        row[base + 1], row[base + 2] = min(a, b), max(a, b)
        row[base], row[base + 3] = NOT_APART if kind == NO_NEIGHBOURS else APART, 1
        if kind == DISTANCE:
            row[base + 3] = max(2, abs(place[a] - place[b]))


@unmanaged
def _any_clue(state, kind, place, row):
    count = len(place) - 1
    a, b, c = below(state, count), below(state, count - 1), below(state, count - 2)
    b += b >= a
    c += c >= min(a, b)
    c += c >= max(a, b)
    row[:] = 0
    if kind == BETWEEN_TWO:
        row[0], row[2], row[3], row[4] = BETWEEN, a, min(b, c), max(b, c)
    elif kind < IF_THEN:
        row[0] = SINGLE
        _atom(state, kind, place, True, a, b, row, 1)
    else:
        row[0] = IF if kind == IF_THEN else XOR
        other = b if below(state, 2) else a
        turned = row[0] == XOR and below(state, 2)
        _atom(state, PARTS[below(state, 5)], place, False, a, b, row, 5 if turned else 1)
        _atom(state, PARTS[below(state, 5)], place, False, c, other, row, 1 if turned else 5)


@unmanaged
def _part_holds(row, base, place):
    form, a, b, number = row[base], place[row[base + 1]], place[row[base + 2]], row[base + 3]
    if form == BEFORE:
        return a + 1 == b if number else a < b
    if form < AT:
        return (abs(a - b) == number) == (form == APART)
    return (number >> a & 1 == 1) == (form == AT)


@unmanaged
def holds(row, place):
    """Whether a clue is true."""
    how = row[0]
    if how == BETWEEN:
        a, b, c = place[row[2]], place[row[3]], place[row[4]]
        return min(b, c) < a < max(b, c)
    first = _part_holds(row, 1, place)
    if how == SINGLE:
        return first
    second = _part_holds(row, 5, place)
    return first != second if how == XOR else second or not first


@unmanaged
def true_clue(state, kind, place, row):
    """Write a clue of the kind that is true; one thing before another where none came up."""
    for _ in range(DRAWS):
        _any_clue(state, kind, place, row)
        if holds(row, place):
            return
    a, b = below(state, len(place) - 1), below(state, len(place) - 2)
    b += b >= a
    row[:] = 0
    row[2], row[3] = (a, b) if place[a] < place[b] else (b, a)


@unmanaged
def _pool(state, shares, place, most, rows):
    """Write true clues, each once. Returns how many."""
    size = 0
    for _ in range(most):
        pick, kind = below(state, shares[len(shares) - 1]), 0
        while pick >= shares[kind]:
            kind += 1
        true_clue(state, kind, place, rows[size])
        new = True
        for c in range(size):
            same = True
            for i in range(WIDTH):
                same = same and rows[c, i] == rows[size, i]
            new = new and not same
        size += new
    return size


@unmanaged
def _neighbours(size, scope, allowed, place, other, others):
    """Keep what each order breaks in which two things have changed places, or one has moved. Returns how many; 0 where one
    breaks nothing."""
    count, number = len(place) - 1, 0
    for x in range(count):
        for to in range(count):
            for moved in range(2):
                if (abs(place[x] - to) < 2 if moved else to <= place[x]) or number == len(others):
                    continue
                here = place[x]
                for y in range(count):
                    p = place[y]
                    if y == x:
                        other[y] = to
                    elif moved:
                        other[y] = p - 1 if here < p <= to else p + 1 if to <= p < here else p
                    else:
                        other[y] = here if p == to else p
                found = broken(size, scope, allowed, other)
                if found == 0:
                    return 0
                others[number] = found
                number += 1
    return number


@unmanaged
def _cannot_go(gone, others, number):
    for k in range(number):  # noqa: SIM110
        if others[k] & ~gone == 0:
            return True
    return False


@unmanaged
def _dig(place, order, size, others, number, scope, allowed, clues_of, stack, work, found, other):
    """Take clues back in their order unless another order would come of it. Returns the clues that went, as bits, and how many other
    orders are kept now."""
    things, every = len(place) - 1, (1 << size) - 1
    gone, i, most = 0, 0, size
    while i < size:
        more, step = gone, 0
        while step < most and i + step < size and not _cannot_go(more | 1 << order[i + step], others, number):
            more |= 1 << order[i + step]
            step += 1
        count = 2
        if step:
            count = find_orders(things, every & ~more, 2, place, scope, allowed, clues_of, stack, work, found)[0]
            if count == 2 and number < OTHERS:
                which = 0
                for x in range(things):
                    which |= int(found[0, x] == place[x]) << x
                row = int(which == (1 << things) - 1)  # the first of the two is the known order
                for x in range(things):
                    other[x] = found[row, x]
                others[number] = broken(size, scope, allowed, other)
                number += 1
        if count == 1:
            gone, i, most = more, i + step, size
        elif step < 2:
            i, most = i + 1, size
        else:
            most = step // 2
    return gone, number


@njit(cache=True)
def _draw(seed, things, shares, most, effort_from, rivals):
    state = np.array([seed])
    place, order, other = np.zeros(things + 1, np.int64), np.arange(most), np.zeros(things + 1, np.int64)
    rows, scope = np.zeros((most, WIDTH), np.int64), np.zeros((most, 3), np.int64)
    allowed, clues_of = np.zeros((most, things, 4), np.int64), np.zeros(things + 1, np.int64)
    stack, work = np.zeros((things, things + 3), np.int64), np.zeros(things + 1, np.int64)
    found, others, free = np.zeros((max(2, rivals), things), np.int64), np.zeros(OTHERS, np.int64), np.zeros(0, np.int64)
    for _ in range(TRIES):
        for x in range(things):
            place[x] = x
        shuffle(state, place, things)
        size = _pool(state, shares, place, most, rows)
        read(rows, size, things, scope, allowed, clues_of)
        number = _neighbours(size, scope, allowed, place, other, others)
        every = (1 << size) - 1
        if number == 0 or find_orders(things, every, 2, place, scope, allowed, clues_of, stack, work, found)[0] != 1:
            continue
        links = 0
        for c in range(size):
            order[c] = c
            links |= int(rows[c, 0] == IF or rows[c, 0] == XOR) << c
        for _ in range(CHOICES):
            shuffle(state, order, size)
            gone, number = _dig(place, order, size, others, number, scope, allowed, clues_of, stack, work, found, other)
            left = every & ~gone
            count, nodes = find_orders(things, left, 2, free, scope, allowed, clues_of, stack, work, found)
            if count != 1 or nodes < effort_from:
                continue
            if (
                rivals > 1
                and 0 <= find_orders(things, left & ~links, rivals, free, scope, allowed, clues_of, stack, work, found)[0] < rivals
            ):
                continue
            kept = 0
            for c in range(size):
                if left >> c & 1:
                    rows[kept] = rows[c]
                    kept += 1
            return nodes, place[:things].copy(), rows[:kept].copy()
    return 0, place, rows
