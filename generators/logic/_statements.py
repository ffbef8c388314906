"""What people say of each other's kinds, as rows of integers, and the worlds in which it is true, compiled.

A row is how two parts are joined, then both parts: form, and up to four numbers. In place of the second part of what somebody WOULD say
stand how many people would say it of one another, and who. Sets of worlds are bits of whole numbers, so that a row is worked out in 64 of
them at once; kinds are numbered TRUTH, LIE, SPY."""

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import unmanaged
from synth.generators.solvers.bits import below, bits, one_of, position

Ints = NDArray[np.int64]
WIDTH = 11
FIRST, SECOND = 1, 6
ALONE, AND, OR, XOR, IF, IFF, WOULD = range(7)
IS, SAME, COUNT, MORE = range(4)
"""Forms of a part: a person and a kind; two people and whether they are alike; a group as bits, a kind, how it is counted and a number; a
group, a kind, a second group, and whether as many of both are meant."""
EXACTLY, LEAST, MOST, PARITY = range(4)
TRUTH, LIE, SPY = range(3)
MEMORY = 9
"""Sets of worlds that working out a row takes."""


@unmanaged
def _counted(group, of_kind, kind, digits):
    """Write how many of the group are of the kind in each world, in binary, from the last digit on."""
    digits[:4] = 0
    while group:
        some = of_kind[position(group), kind]
        group &= group - 1
        for i in range(len(some)):
            carry = some[i]
            for place in range(4):
                digit = digits[place, i]
                digits[place, i] = digit ^ carry
                carry &= digit


@unmanaged
def _at_least(number, digits, every, true):
    for i in range(len(true)):
        more, equal = np.int64(0), every[i]
        for place in range(3, -1, -1):
            digit = digits[place, i]
            if number >> place & 1:
                equal &= digit
            else:
                more |= equal & digit
                equal &= ~digit
        true[i] = more | equal if number < 16 else 0


@unmanaged
def _part_worlds(row, base, every, of_kind, digits, true):
    form, x, y, z, number = row[base], row[base + 1], row[base + 2], row[base + 3], row[base + 4]
    size = len(every)
    if form == IS:
        for i in range(size):
            true[i] = of_kind[x, y, i]
    elif form == SAME:
        for i in range(size):
            true[i] = np.int64(0) if z else every[i]
        for kind in range(of_kind.shape[1]):
            for i in range(size):
                true[i] ^= of_kind[x, kind, i] & of_kind[y, kind, i]
    elif form == MORE:
        _counted(x, of_kind, y, digits[:4])
        _counted(z, of_kind, y, digits[4:])
        for i in range(size):
            more, equal = np.int64(0), every[i]
            for place in range(3, -1, -1):
                more |= equal & digits[place, i] & ~digits[4 + place, i]
                equal &= ~(digits[place, i] ^ digits[4 + place, i])
            true[i] = equal if number else more
    else:
        _counted(x, of_kind, y, digits)
        if z == PARITY:
            for i in range(size):
                true[i] = digits[0, i] if number & 1 else every[i] & ~digits[0, i]
        elif z == EXACTLY:
            for i in range(size):
                equal = every[i]
                for place in range(4):
                    equal &= digits[place, i] if number >> place & 1 else ~digits[place, i]
                true[i] = equal if number < 16 else 0
        else:
            _at_least(number + (z == MOST), digits, every, true)
            if z == MOST:
                for i in range(size):
                    true[i] ^= every[i]


@unmanaged
def worlds_of(row, every, of_kind, memory, true):
    """Write the worlds in which a row is true. every: all of them; of_kind: of each person and kind; memory: MEMORY sets."""
    join = row[0]
    _part_worlds(row, FIRST, every, of_kind, memory, true)
    if join == ALONE:
        return
    if join == WOULD:
        for k in range(row[SECOND]):
            for i in range(len(every)):
                true[i] ^= of_kind[row[SECOND + 1 + k], LIE, i]
        return
    second = memory[MEMORY - 1]
    _part_worlds(row, SECOND, every, of_kind, memory, second)
    for i in range(len(every)):
        if join == AND:
            true[i] &= second[i]
        elif join == OR:
            true[i] |= second[i]
        elif join == XOR:
            true[i] ^= second[i]
        elif join == IF:
            true[i] = every[i] & ~true[i] | second[i]
        else:
            true[i] ^= every[i] ^ second[i]


@unmanaged
def _part_holds(row, base, members):
    form, x, y, z, number = row[base], row[base + 1], row[base + 2], row[base + 3], row[base + 4]
    if form == IS:
        return members[y] >> x & 1 == 1
    if form == SAME:
        alike = False
        for kind in range(len(members)):
            alike = alike or members[kind] >> x & members[kind] >> y & 1 == 1
        return alike == (z == 1)
    found = bits(members[y] & x)
    if form == MORE:
        other = bits(members[y] & z)
        return found == other if number else found > other
    if z == PARITY:
        return found & 1 == number & 1
    return found == number if z == EXACTLY else found >= number if z == LEAST else found <= number


@unmanaged
def holds(row, members):
    """Whether a row is true. members: of each kind the people who are of it, as bits."""
    join = row[0]
    first = _part_holds(row, FIRST, members)
    if join == ALONE:
        return first
    if join == WOULD:
        for k in range(row[SECOND]):
            first = first != (members[LIE] >> row[SECOND + 1 + k] & 1 == 1)
        return first
    second = _part_holds(row, SECOND, members)
    if join == AND:
        return first and second
    if join == OR:
        return first or second
    if join == IF:
        return second or not first
    return (first != second) == (join == XOR)


@unmanaged
def people_in(row):
    """Everybody whose kind a row is about, as bits."""
    everybody = 0
    for base in (FIRST, SECOND):
        form, x, y, z = row[base], row[base + 1], row[base + 2], row[base + 3]
        if form == IS:
            everybody |= 1 << x
        elif form == SAME:
            everybody |= 1 << x | 1 << y
        else:
            everybody |= x | (z if form == MORE else 0)
        if row[0] == ALONE:
            return everybody
        if row[0] == WOULD:
            for k in range(row[SECOND]):
                everybody |= 1 << row[SECOND + 1 + k]
            return everybody
    return everybody


@unmanaged
def put(row, base, form, x, y, z, number):
    """Write a part."""
    row[base], row[base + 1], row[base + 2], row[base + 3], row[base + 4] = form, x, y, z, number


@unmanaged
def some_of(state, group, size):
    """So many of a group, as bits."""
    chosen = 0
    for _ in range(size):
        chosen |= 1 << one_of(state, group & ~chosen)
    return chosen


@unmanaged
def by_weight(state, sums):
    """A number drawn by weights that are added up."""
    drawn, found = below(state, sums[len(sums) - 1]), 0
    while drawn >= sums[found]:
        found += 1
    return found


def group_of(members: int) -> tuple[int, ...]:
    """The people whose bits are set, in order."""
    return tuple([person for person in range(members.bit_length()) if members >> person & 1])
