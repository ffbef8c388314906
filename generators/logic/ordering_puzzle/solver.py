"""Clues as rows of integers, and the search for the orders that they allow, compiled.

A clue says of a thing `u` at place `p` that two others, `v` and `w`, are in allowed[p, 0] x allowed[p, 1] or in allowed[p, 2] x
allowed[p, 3], which are sets of places: of whatever kind it is, one pass over the places of `u` takes away all that it rules out. The
thing after the last one, always at place 0, stands in for those that a clue does not name."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import unmanaged
from synth.generators.solvers.bits import bits, position
from synth.verifiers.logic.ordering_puzzle import Apart, At, Atom, Before, Between, Clue, Link

Ints = NDArray[np.int64]
WIDTH = 9
"""Integers of a clue: how it is joined, and twice form, two things and a number; of BETWEEN its three things from the third on."""
SINGLE, IF, XOR, BETWEEN = range(4)
BEFORE, APART, NOT_APART, AT, NOT_AT = range(5)
"""Forms of a part; their numbers are 1 for `directly`, the distance, and the places as bits."""
BUDGET = 3_000
"""Nodes that a search may take, far more than it does; an order that takes more is thrown away, so that nothing stays unproved."""
OUT_OF_BUDGET = -1


def encoded(clues: Sequence[Clue]) -> Ints:
    """Clues as rows of WIDTH integers."""
    rows = []
    for clue in clues:
        if isinstance(clue, Between):
            rows.append([BETWEEN, 0, clue.a, clue.b, clue.c, 0, 0, 0, 0])
        elif isinstance(clue, Link):
            rows.append([IF if clue.how == "if" else XOR, *_part(clue.first), *_part(clue.second)])
        else:
            rows.append([SINGLE, *_part(clue), 0, 0, 0, 0])
    return np.array(rows, np.int64).reshape(-1, WIDTH)


def _part(part: Atom) -> list[int]:
    if isinstance(part, Before):
        return [BEFORE, part.a, part.b, int(part.next)]
    if isinstance(part, Apart):
        return [APART if part.so else NOT_APART, part.a, part.b, part.by]
    return [AT if part.so else NOT_AT, part.a, part.a, sum(1 << place - 1 for place in part.places)]


def decoded(row: Sequence[int]) -> Clue:
    """The clue of a row."""
    how, form, a, b, number, *second = row
    if how == BETWEEN:
        return Between(a, b, number)
    first = _atom(form, a, b, number)
    return first if how == SINGLE else Link("if" if how == IF else "xor", first, _atom(*second))


def _atom(form: int, a: int, b: int, number: int) -> Atom:
    if form == BEFORE:
        return Before(a, b, bool(number))
    if form < AT:
        return Apart(a, b, number, form == APART)
    return At(a, tuple(place + 1 for place in range(number.bit_length()) if number >> place & 1), form == AT)


@unmanaged
def _partner(form, number, turned, p, every):
    """Places of the second thing that make a part true whose first thing is at p; of the first, when turned, by the second."""
    if form == BEFORE:
        if turned:
            return (1 << p) >> 1 if number else (1 << p) - 1
        return (2 << p) & every if number else every & ~((2 << p) - 1)
    near = ((1 << p) << number | (1 << p) >> number) & every
    return near if form == APART else every ^ near


@unmanaged
def _where(row, base, u, p, every, all_x):
    """Places of another thing, some of `all_x`, that make a part true, which names u, at place p, or the other, or both."""
    form, a, number = row[base], row[base + 1], row[base + 3]
    if form >= AT:
        good = number if form == AT else every & ~number
        if a == u:
            return all_x if good >> p & 1 else 0
        return good
    return _partner(form, number, a != u, p, every)


@unmanaged
def _read(row, count, scope, allowed):
    """Write the things of a clue, and what it allows."""
    every = (1 << count) - 1
    how, f1, a1, b1, f2, a2, b2 = row[0], row[1], row[2], row[3], row[5], row[6], row[7]
    u, v, w = a1, count, count
    if how == BETWEEN:
        v, w = b1, row[4]
    elif how == SINGLE:
        if f1 < AT:
            v = b1
    elif f2 < AT:
        u = b2 if b2 in (a1, b1) else a2
        w = a2 + b2 - u
        if f1 < AT:
            v = a1 + b1 - u
        elif a1 != u:
            v = a1
    elif f1 < AT:
        if a2 in (a1, b1):
            u, v = a2, a1 + b1 - a2
        else:
            v, w = b1, a2
    elif a2 != a1:
        w = a2
    scope[0], scope[1], scope[2] = u, v, w
    all_v, all_w = 1 if v == count else every, 1 if w == count else every
    for p in range(count):
        allowed[p, 1], allowed[p, 2], allowed[p, 3] = all_w, 0, 0
        if how == BETWEEN:
            below = (1 << p) - 1
            allowed[p, 0] = allowed[p, 3] = below
            allowed[p, 1] = allowed[p, 2] = every & ~(below << 1 | 1)
        else:
            first = _where(row, 1, u, p, every, all_v)
            if how == SINGLE:
                allowed[p, 0] = first
            elif v == w and v < count:  # both parts are about the same two things
                second = _where(row, 5, u, p, every, all_w)
                allowed[p, 0] = all_v & (~first | second) if how == IF else first ^ second
            else:
                second = _where(row, 5, u, p, every, all_w)
                allowed[p, 0], allowed[p, 2], allowed[p, 3] = all_v & ~first, first, second
                if how == XOR:
                    allowed[p, 0], allowed[p, 1], allowed[p, 2], allowed[p, 3] = first, all_w & ~second, all_v & ~first, second


@unmanaged
def read(rows, size, count, scope, allowed, clues_of):
    """Compile the first `size` rows. scope: (clues, 3); allowed: (clues, places, 4); clues_of: of each thing its clues, as bits."""
    clues_of[:] = 0
    for c in range(size):
        _read(rows[c], count, scope[c], allowed[c])
        for k in range(3):
            clues_of[scope[c, k]] |= 1 << c
    clues_of[count] = 0


@unmanaged
def broken(size, scope, allowed, place):
    """The clues, as bits, that an order breaks; place: of each thing, and 0 for the one that stands in."""
    found = 0
    for c in range(size):
        p, v, w = place[scope[c, 0]], place[scope[c, 1]], place[scope[c, 2]]
        one = allowed[c, p, 0] >> v & allowed[c, p, 1] >> w & 1
        found |= (1 ^ (one | (allowed[c, p, 2] >> v & allowed[c, p, 3] >> w & 1))) << c
    return found


@unmanaged
def _distinct(domains, count, clues_of):
    """No two things at one place, and something at each. Returns the clues of the things about which more is known; -1: impossible."""
    every, touched, again = (1 << count) - 1, 0, True
    while again:
        again = False
        placed = once = twice = 0
        for x in range(count):
            d = domains[x]
            if d & (d - 1) == 0:
                if d & placed or d == 0:
                    return -1
                placed |= d
        for x in range(count):
            d = domains[x]
            if d & (d - 1):
                if d & placed:
                    d &= ~placed
                    domains[x] = d
                    touched |= clues_of[x]
                    again = True
                twice |= once & d
                once |= d
        if placed | once != every:
            return -1
        alone = once & ~twice
        if alone and not again:
            for x in range(count):
                d = domains[x]
                here = d & alone
                if here and d & (d - 1):
                    if here & (here - 1):
                        return -1
                    domains[x] = here
                    touched |= clues_of[x]
                    again = True
    return touched


@unmanaged
def _settle(domains, count, waiting, alive, scope, allowed, clues_of):
    """Propagate to a fixed point. Returns the clues that can still say something; -1 where a domain becomes empty."""
    while True:
        touched = _distinct(domains, count, clues_of)
        if touched < 0:
            return -1
        waiting |= touched & alive
        if waiting == 0:
            return alive
        while waiting:
            c = position(waiting)
            waiting &= waiting - 1
            u, v, w = scope[c, 0], scope[c, 1], scope[c, 2]
            rest, all_v, all_w = domains[u], domains[v], domains[w]
            us = vs = ws = 0
            said = True
            while rest:
                low = rest & -rest
                rest ^= low
                p = position(low)
                v1, w1, v2, w2 = allowed[c, p, 0] & all_v, allowed[c, p, 1] & all_w, allowed[c, p, 2] & all_v, allowed[c, p, 3] & all_w
                if v1 and w1:
                    us |= low
                    vs |= v1
                    ws |= w1
                if v2 and w2:
                    us |= low
                    vs |= v2
                    ws |= w2
                said = said and v1 | v2 == all_v and (v1 == all_v or w2 == all_w) and (v2 == all_v or w1 == all_w)
            if us == 0:
                return -1
            if said:  # all is allowed, and will be
                alive &= ~(1 << c)
                continue
            again = 0
            if us != domains[u]:
                domains[u] = us
                again |= clues_of[u]
            if vs != all_v:
                domains[v] = vs
                again |= clues_of[v]
            if ws != all_w:
                domains[w] = ws
                again |= clues_of[w]
            waiting |= again & alive & ~(1 << c)


@unmanaged
def find_orders(count, on, limit, hoped, scope, allowed, clues_of, stack, work, found):
    """Look for up to `limit` orders under the clues `on`. Returns (how many, or OUT_OF_BUDGET; nodes).

    hoped: the order whose places are tried first, where it is not empty; stack: (things, things + 3), and work: (things + 1,), the memory;
    found: (limit, things), the places of each order."""
    number, nodes, depth = 0, 1, 0
    for x in range(count):
        work[x] = (1 << count) - 1
    work[count] = 1
    alive = _settle(work, count, on, on, scope, allowed, clues_of)
    while True:
        if alive >= 0:
            best, least = -1, count + 1
            for x in range(count):
                here = bits(work[x])
                if 1 < here < least:
                    best, least = x, here
                    if here == 2:
                        break
            if best < 0:
                for x in range(count):
                    found[number, x] = position(work[x])
                number += 1
                if number == limit:
                    return number, nodes
            else:
                for x in range(count):
                    stack[depth, x] = work[x]
                stack[depth, count + 1], stack[depth, count + 2] = best, alive
                depth += 1
        while depth and stack[depth - 1, stack[depth - 1, count + 1]] == 0:
            depth -= 1
        if depth == 0:
            return number, nodes
        if nodes >= BUDGET:
            return OUT_OF_BUDGET, nodes
        x, alive = stack[depth - 1, count + 1], stack[depth - 1, count + 2]
        options = stack[depth - 1, x]
        bit = options & -options
        if len(hoped) and options >> hoped[x] & 1:
            bit = 1 << hoped[x]
        for y in range(count):
            work[y] = stack[depth - 1, y]
        work[x] = bit
        stack[depth - 1, x] &= ~bit
        nodes += 1
        alive = _settle(work, count, clues_of[x] & alive, alive, scope, allowed, clues_of)
