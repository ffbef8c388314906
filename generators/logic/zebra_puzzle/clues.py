"""The clues of house-and-attribute puzzles, compiled: which tables keep one, what one rules out, and true ones at random.

A variable is a value of an attribute; `domains` holds for each a mask of the places where it may be. A clue is a row of six integers:
kind (an index into KINDS), up to four variables, a number k; places count from 0, but from 1 in k. What a clue leaves possible is
worked out by shifting masks, so there are no tables to build for a puzzle. The meaning of each kind is stated with the puzzle's rules.
"""

import numpy as np
from numba import njit

from synth.generators.solvers.bits import below, bits

KINDS = (
    *("at", "not_at", "end", "odd", "even"),  # of one variable
    *("same", "differ", "next", "apart", "just_left", "left", "distance"),  # of two
    *("between", "either", "pair"),  # of three, three and four
)
AT, NOT_AT, END, ODD, EVEN, SAME, DIFFER, NEXT, APART, JUST_LEFT, LEFT, DISTANCE, BETWEEN, EITHER, PAIR = range(15)


@njit(cache=True)
def place_of(bit):
    n = 0
    while bit > 1:
        bit >>= 1
        n += 1
    return n


@njit(cache=True)
def holds(clue, at, places):
    """Whether a clue holds when variable v is at place at[v], from 0."""
    kind, k = clue[0], clue[5]
    p = at[clue[1]]
    if kind == AT:
        return p + 1 == k
    if kind == NOT_AT:
        return p + 1 != k
    if kind == END:
        return p == 0 or p == places - 1
    if kind == ODD:
        return p % 2 == 0
    if kind == EVEN:
        return p % 2 == 1
    q = at[clue[2]]
    if kind == SAME:
        return p == q
    if kind == DIFFER:
        return p != q
    if kind == NEXT:
        return abs(p - q) == 1
    if kind == APART:
        return abs(p - q) > 1
    if kind == JUST_LEFT:
        return p + 1 == q
    if kind == LEFT:
        return p < q
    if kind == DISTANCE:
        return abs(p - q) == k
    r = at[clue[3]]
    if kind == BETWEEN:
        return q < p < r or r < p < q
    if kind == EITHER:
        return (p == q) != (p == r)
    s = at[clue[4]]
    return p != q and ((p == r and q == s) or (p == s and q == r))


@njit(cache=True)
def _support(kind, k, mask, forward, full):
    """The places that the second variable may have (the first, when not forward) while the other one is within the mask."""
    if kind == SAME:
        return mask
    if kind == DIFFER:
        return full & ~mask if mask & (mask - 1) == 0 else full
    if kind == NEXT:
        return (mask << 1 | mask >> 1) & full
    if kind == DISTANCE:
        return (mask << k | mask >> k) & full
    if kind == JUST_LEFT:
        return mask << 1 & full if forward else mask >> 1
    low = mask & -mask
    high = np.int64(1) << place_of(mask)
    if kind == LEFT:
        return full & ~((low << 1) - 1) if forward else high - 1
    return full & (~((low << 2) - 1) | max((high >> 1) - 1, 0))  # APART


@njit(cache=True)
def single(mask):
    return mask & (mask - 1) == 0


@njit(cache=True)
def narrow(domains, stamps, v, mask, now):
    """Intersect a domain: the number of places crossed out."""
    gone = domains[v] & ~mask
    if gone:
        domains[v] &= mask
        stamps[v] = now
        return bits(gone)
    return 0


@njit(cache=True)
def read(clue, domains, stamps, now, full):
    """Cross out what a clue forbids; exact once its variables are settled. Returns the number of places crossed out."""
    kind, x, y = clue[0], clue[1], clue[2]
    dx, dy = domains[x], domains[y]
    if kind <= EVEN:
        odd = full & 0x5555555555555555
        mask = np.int64(1) << (clue[5] - 1) if kind <= NOT_AT else full
        if kind == NOT_AT:
            mask = full & ~mask
        elif kind == END:
            mask = 1 | (full + 1) >> 1
        elif kind == ODD:
            mask = odd
        elif kind == EVEN:
            mask = full & ~odd
        return narrow(domains, stamps, x, mask, now)
    if kind <= DISTANCE:
        gone = narrow(domains, stamps, y, _support(kind, clue[5], dx, True, full), now)
        if domains[y]:
            gone += narrow(domains, stamps, x, _support(kind, clue[5], domains[y], False, full), now)
        return gone
    z = clue[3]
    dz = domains[z]
    if kind == BETWEEN:
        xs = ys = zs = np.int64(0)
        rest_y = dy
        while rest_y:
            y_bit = rest_y & -rest_y
            rest_y ^= y_bit
            rest_z = dz & ~y_bit
            while rest_z:
                z_bit = rest_z & -rest_z
                rest_z ^= z_bit
                inside = dx & (max(y_bit, z_bit) - 1) & ~((min(y_bit, z_bit) << 1) - 1)
                if inside:
                    xs |= inside
                    ys |= y_bit
                    zs |= z_bit
        return narrow(domains, stamps, x, xs, now) + narrow(domains, stamps, y, ys, now) + narrow(domains, stamps, z, zs, now)
    if kind == EITHER:
        with_y = dx & dy & ~dz if single(dz) else dx & dy
        with_z = dx & dz & ~dy if single(dy) else dx & dz
        gone = narrow(domains, stamps, x, with_y | with_z, now)
        if with_z == 0:
            gone += narrow(domains, stamps, y, with_y, now)
            if single(with_y):
                gone += narrow(domains, stamps, z, ~with_y, now)
        if with_y == 0:
            gone += narrow(domains, stamps, z, with_z, now)
            if single(with_z):
                gone += narrow(domains, stamps, y, ~with_z, now)
        return gone
    w = clue[4]
    dw = domains[w]
    gone = narrow(domains, stamps, x, dz | dw, now) + narrow(domains, stamps, y, dz | dw, now)
    gone += narrow(domains, stamps, z, dx | dy, now) + narrow(domains, stamps, w, dx | dy, now)
    if dx & dz == 0 or dy & dw == 0:
        gone += narrow(domains, stamps, x, dw, now) + narrow(domains, stamps, w, dx, now)
        gone += narrow(domains, stamps, y, dz, now) + narrow(domains, stamps, z, dy, now)
    if dx & dw == 0 or dy & dz == 0:
        gone += narrow(domains, stamps, x, dz, now) + narrow(domains, stamps, z, dx, now)
        gone += narrow(domains, stamps, y, dw, now) + narrow(domains, stamps, w, dy, now)
    if single(domains[x]):
        gone += narrow(domains, stamps, y, ~domains[x], now)
    if single(domains[y]):
        gone += narrow(domains, stamps, x, ~domains[y], now)
    return gone


@njit(cache=True)
def true_clue(clue, truth, value_at, places, attributes, bounds, state):
    """Write a random clue that the truth keeps into `clue`; false when the drawn kind has none at the drawn place."""
    pick = below(state, bounds[-1])
    kind = 0
    while bounds[kind] <= pick:
        kind += 1
    clue[:] = 0
    clue[0] = kind
    p = below(state, places)
    a = below(state, attributes)
    x = value_at[a, p]
    clue[1] = x
    if kind == AT:
        clue[5] = p + 1
        return True
    if kind == NOT_AT:
        clue[5] = 1 + (p + 1 + below(state, places - 1)) % places
        return True
    if kind == END:
        p = (places - 1) * below(state, 2)
        clue[1] = value_at[a, p]
        return True
    if kind in (ODD, EVEN):
        clue[0] = ODD if p % 2 == 0 else EVEN
        return True
    b = below(state, attributes)
    elsewhere = (p + 1 + below(state, places - 1)) % places
    if kind in (SAME, DIFFER):
        b = (a + 1 + below(state, attributes - 1)) % attributes
        clue[2] = value_at[b, p if kind == SAME else elsewhere]
        return True
    if kind <= DISTANCE:
        if kind == NEXT:
            q = p + 1 - 2 * below(state, 2)
        elif kind == JUST_LEFT:
            q = p + 1
        else:
            q = elsewhere
        if q < 0 or q >= places or (kind == LEFT and q < p) or (kind in (APART, DISTANCE) and abs(p - q) < 2):
            return False
        if kind == DISTANCE:
            clue[5] = abs(p - q)
        clue[2] = value_at[b, q]
        return True
    c = below(state, attributes)
    if kind == BETWEEN:
        if p == 0 or p == places - 1:
            return False
        clue[2] = value_at[b, below(state, p)]
        clue[3] = value_at[c, p + 1 + below(state, places - 1 - p)]
        return True
    b = (a + 1 + below(state, attributes - 1)) % attributes
    if below(state, 2) == 0:
        c = b
    elif c == a:
        c = (a + 1 + below(state, attributes - 1)) % attributes
    if kind == EITHER:
        clue[2] = value_at[b, p]
        clue[3] = value_at[c, elsewhere]
        return True
    clue[2] = value_at[a, elsewhere]
    clue[3] = value_at[b, p]
    clue[4] = value_at[c, elsewhere]
    return True


@njit(cache=True)
def arrange(clue):
    """Interchangeable variables in ascending order, so that equal clues are equal rows."""
    kind = clue[0]
    if kind in (SAME, DIFFER, NEXT, APART, DISTANCE, PAIR) and clue[1] > clue[2]:
        clue[1], clue[2] = clue[2], clue[1]
    if kind in (BETWEEN, EITHER) and clue[2] > clue[3]:
        clue[2], clue[3] = clue[3], clue[2]
    if kind == PAIR:
        if clue[3] > clue[4]:
            clue[3], clue[4] = clue[4], clue[3]
        if clue[1] > clue[3]:
            clue[1], clue[2], clue[3], clue[4] = clue[3], clue[4], clue[1], clue[2]
