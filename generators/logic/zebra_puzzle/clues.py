"""The clues of house-and-attribute puzzles, compiled: which tables keep one, what one rules out, and true ones at random.

A variable is a value of an attribute; `domains` holds for each a mask of the places where it may be. A clue is a row of six integers:
kind (an index into KINDS), up to four variables, a number k; places count from 0, but from 1 in k. What a clue leaves possible is
worked out by shifting masks, so there are no tables to build for a puzzle. The meaning of each kind is stated with the puzzle's rules.
"""

import numpy as np

from synth.generators.kernels import unmanaged
from synth.generators.solvers.bits import below, highest

KINDS = (
    *("at", "not_at", "end", "odd", "even"),  # of one variable
    *("same", "differ", "next", "apart", "just_left", "left", "distance"),  # of two
    *("between", "either", "pair"),  # of three, three and four
)
AT, NOT_AT, END, ODD, EVEN, SAME, DIFFER, NEXT, APART, JUST_LEFT, LEFT, DISTANCE, BETWEEN, EITHER, PAIR = range(15)


@unmanaged
def holds(clues, c, at, places):
    """Whether clue `c` holds when variable v is at place at[v], from 0."""
    kind, k = clues[c, 0], clues[c, 5]
    p = at[clues[c, 1]]
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
    q = at[clues[c, 2]]
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
    r = at[clues[c, 3]]
    if kind == BETWEEN:
        return q < p < r or r < p < q
    if kind == EITHER:
        return (p == q) != (p == r)
    s = at[clues[c, 4]]
    return p != q and ((p == r and q == s) or (p == s and q == r))


@unmanaged
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
    if kind == LEFT:
        return full & after(mask) if forward else before(mask)
    return full & (after(mask) << 1 | before(mask) >> 1)  # APART


@unmanaged
def after(mask):
    """The places behind the first of a mask; none where it is empty."""
    return ~(((mask & -mask) << 1) - 1)


@unmanaged
def before(mask):
    """The places before the last of a mask; none where it is empty."""
    return (np.int64(1) << highest(mask | 1)) - 1


@unmanaged
def single(mask):
    return mask & (mask - 1) == 0


@unmanaged
def narrow(domains, changed, v, mask):
    """Intersect a domain, and set its bit in the one integer of `changed` where that crosses out a place."""
    if domains[v] & ~mask:
        domains[v] &= mask
        changed[0] |= np.int64(1) << v


@unmanaged
def read(clues, c, domains, changed, full):
    """Cross out what clue `c` forbids; exact once its variables are settled. Sets a bit of `changed` for each variable that it narrowed."""
    kind, x, y = clues[c, 0], clues[c, 1], clues[c, 2]
    dx, dy = domains[x], domains[y]
    if kind <= EVEN:
        odd = full & 0x5555555555555555
        mask = np.int64(1) << (clues[c, 5] - 1) if kind <= NOT_AT else full
        if kind == NOT_AT:
            mask = full & ~mask
        elif kind == END:
            mask = 1 | (full + 1) >> 1
        elif kind == ODD:
            mask = odd
        elif kind == EVEN:
            mask = full & ~odd
        narrow(domains, changed, x, mask)
        return
    if kind <= DISTANCE:
        narrow(domains, changed, y, _support(kind, clues[c, 5], dx, True, full))
        if domains[y]:
            narrow(domains, changed, x, _support(kind, clues[c, 5], domains[y], False, full))
        return
    z = clues[c, 3]
    dz = domains[z]
    if kind == BETWEEN:
        up = dx & after(dy) & before(dz)  # where x may be with y before and z behind it, and the other way round
        down = dx & after(dz) & before(dy)
        xs, ys, zs = up | down, np.int64(0), np.int64(0)
        if up:
            ys |= dy & before(up)
            zs |= dz & after(up)
        if down:
            ys |= dy & after(down)
            zs |= dz & before(down)
        narrow(domains, changed, x, xs)
        narrow(domains, changed, y, ys)
        narrow(domains, changed, z, zs)
        return
    if kind == EITHER:
        with_y = dx & dy & ~dz if single(dz) else dx & dy
        with_z = dx & dz & ~dy if single(dy) else dx & dz
        narrow(domains, changed, x, with_y | with_z)
        if with_z == 0:
            narrow(domains, changed, y, with_y)
            if single(with_y):
                narrow(domains, changed, z, ~with_y)
        if with_y == 0:
            narrow(domains, changed, z, with_z)
            if single(with_z):
                narrow(domains, changed, y, ~with_z)
        return
    w = clues[c, 4]
    dw = domains[w]
    narrow(domains, changed, x, dz | dw)
    narrow(domains, changed, y, dz | dw)
    narrow(domains, changed, z, dx | dy)
    narrow(domains, changed, w, dx | dy)
    if dx & dz == 0 or dy & dw == 0:
        narrow(domains, changed, x, dw)
        narrow(domains, changed, w, dx)
        narrow(domains, changed, y, dz)
        narrow(domains, changed, z, dy)
    if dx & dw == 0 or dy & dz == 0:
        narrow(domains, changed, x, dz)
        narrow(domains, changed, z, dx)
        narrow(domains, changed, y, dw)
        narrow(domains, changed, w, dy)
    if single(domains[x]):
        narrow(domains, changed, y, ~domains[x])
    if single(domains[y]):
        narrow(domains, changed, x, ~domains[y])


@unmanaged
def true_clue(clue, truth, value_at, places, attributes, bounds, state):
    """Write a random clue that the truth keeps into `clue`; false when the drawn kind has none at the drawn place."""
    pick = below(state, bounds[len(bounds) - 1])
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


@unmanaged
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
