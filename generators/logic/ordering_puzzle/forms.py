"""The form of a puzzle with one order, compiled."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.ordering_puzzle.solver import APART, AT, BEFORE, BETWEEN, NOT_APART, SINGLE, XOR, Ints, find_orders, read


@unmanaged
def _packed(row, place, turned):
    """A clue as one number, things being numbered by their places, from the other side when turned; what a person would call the same
    clue has one number."""
    last = len(place) - 1
    how = row[0]
    if how == BETWEEN:
        a, b, c = place[row[2]], place[row[3]], place[row[4]]
        if turned:
            a, b, c = last - a, last - b, last - c
        return how << 50 | a << 8 | min(b, c) << 4 | max(b, c)
    one, two = 0, 0
    for base in (1, 5):
        form, a, b, number = row[base], place[row[base + 1]], place[row[base + 2]], row[base + 3]
        if turned:
            a, b = last - a, last - b
            if form >= AT:
                places, number = number, 0
                for p in range(last + 1):
                    number |= (places >> p & 1) << (last - p)
        if (form == BEFORE and turned) or (form in (APART, NOT_APART) and a > b):
            a, b = b, a
        one, two = two, form << 22 | a << 18 | b << 14 | number
        if how == SINGLE:
            return two
    return how << 50 | (max(one, two) << 25 | min(one, two) if how == XOR else one << 25 | two)


@njit(cache=True)
def _form(rows, count):
    size = len(rows)
    scope, allowed, clues_of = np.zeros((size, 3), np.int64), np.zeros((size, count, 4), np.int64), np.zeros(count + 1, np.int64)
    stack, work, found = np.zeros((count, count + 3), np.int64), np.zeros(count + 1, np.int64), np.zeros((2, count), np.int64)
    read(rows, size, count, scope, allowed, clues_of)
    on = (1 << size) - 1
    if find_orders(count, on, 2, np.zeros(0, np.int64), scope, allowed, clues_of, stack, work, found)[0] != 1:
        return found[0, :0]
    forms = np.zeros((2, size), np.int64)
    less = 0  # the side whose form comes first, 0 as long as they are equal
    for side in range(2):
        for c in range(size):
            one, i = _packed(rows[c], found[0], side == 1), c
            while i and forms[side, i - 1] > one:
                forms[side, i] = forms[side, i - 1]
                i -= 1
            forms[side, i] = one
    for c in range(size):
        if forms[0, c] != forms[1, c]:
            less = int(forms[1, c] < forms[0, c])
            break
    return forms[less]


def form(rows: Ints, count: int) -> list[int]:
    """A puzzle of one order, whichever of its ends comes first, whatever its things are called and its clues' order: the clues as numbers.
    Empty where there is no one order."""
    found: list[int] = _form(rows, count).tolist()
    return found
