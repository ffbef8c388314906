"""Clue sets for house-and-attribute puzzles: drawn, proved to leave one solution, and stripped of every clue that can go.

A variable is a value of an attribute, numbered attribute * places + value; its domain is a mask of places. A clue is a row of six
integers: kind (an index into KINDS), up to four variables, a number k; places count from 1 in k. A clue's support is worked out by
shifting masks, so there are no tables to build for a puzzle. Effort is bounded by nodes of the search, never by time.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

KINDS = (
    "at", "not_at", "end", "odd", "even", "same", "differ", "next", "apart", "just_left", "left", "distance", "between", "either", "pair"
)  # fmt: skip
AT, NOT_AT, END, ODD, EVEN, SAME, DIFFER, NEXT, APART, JUST_LEFT, LEFT, DISTANCE, BETWEEN, EITHER, PAIR = range(15)
MAX_CLUES = 400  # under way; far fewer are left
TRIES = 400  # random clues drawn against one wrong solution before a sure one is taken
Ints = NDArray[np.int64]


class Puzzle(NamedTuple):
    """clues: rows of kind, four variables, number. places: the place of each variable, from 0. spare: how many of the clues were
    added to the minimal set, at its end. steps: readings of a clue or an attribute that cross something out in
    the proof of the one solution, over all its branches. nodes: those branches (1 = no guess). proved: false when a search ran out of nodes, and then nothing is promised."""

    clues: Ints
    places: Ints
    spare: int
    steps: int
    nodes: int
    proved: bool


def draw(places: int, attributes: int, weights: Any, spare: int, seed: int, budget: int = 20_000) -> Puzzle:
    """A random puzzle of 3..10 places and 2..8 attributes. weights: how often each kind is tried, one number for each of KINDS."""
    if not (3 <= places <= 10 and 2 <= attributes <= 8):
        raise ValueError("3 to 10 places and 2 to 8 attributes")
    bounds = np.cumsum(np.array(weights, np.int64))
    return Puzzle(*_draw(places, attributes, bounds, spare, seed | 1, budget))


def prove(places: int, attributes: int, clues: Any, truth: Any, budget: int = 1_000_000) -> tuple[int, int, int]:
    """Look for a solution that differs from `truth`: (1 found, 0 there is none, -1 not settled; steps; nodes)."""
    clues, truth = np.array(clues, np.int64).reshape(-1, 6), np.array(truth, np.int64)
    on, used, other = np.ones(len(clues), np.bool_), np.zeros(len(clues), np.bool_), np.zeros(len(truth), np.int64)
    return _other(clues, len(clues), on, used, np.ones(len(truth), np.int64), truth, places, attributes, budget, other)


@njit(cache=True)
def _random(state, below):
    """The next number under `below` from a xorshift state, an array of one."""
    x = state[0]
    x ^= (x << 13) & 0x7FFFFFFFFFFFFFFF
    x ^= x >> 7
    x ^= (x << 17) & 0x7FFFFFFFFFFFFFFF
    state[0] = x
    return (x >> 20) % below


@njit(cache=True)
def _bits(mask):
    n = 0
    while mask:
        mask &= mask - 1
        n += 1
    return n


@njit(cache=True)
def _place(bit):
    n = 0
    while bit > 1:
        bit >>= 1
        n += 1
    return n


@njit(cache=True)
def _holds(clue, at, places):
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
    high = np.int64(1) << _place(mask)
    if kind == LEFT:
        return full & ~((low << 1) - 1) if forward else high - 1
    return full & (~((low << 2) - 1) | max((high >> 1) - 1, 0))  # APART


@njit(cache=True)
def _single(mask):
    return mask & (mask - 1) == 0


@njit(cache=True)
def _narrow(domains, stamps, v, mask, now):
    """Intersect a domain: the number of places crossed out."""
    gone = domains[v] & ~mask
    if gone:
        domains[v] &= mask
        stamps[v] = now
        return _bits(gone)
    return 0


@njit(cache=True)
def _read(clue, domains, stamps, now, full):
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
        return _narrow(domains, stamps, x, mask, now)
    if kind <= DISTANCE:
        gone = _narrow(domains, stamps, y, _support(kind, clue[5], dx, True, full), now)
        if domains[y]:
            gone += _narrow(domains, stamps, x, _support(kind, clue[5], domains[y], False, full), now)
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
        return (
            _narrow(domains, stamps, x, xs, now) + _narrow(domains, stamps, y, ys, now) + _narrow(domains, stamps, z, zs, now)
        )
    if kind == EITHER:
        with_y = dx & dy & ~dz if _single(dz) else dx & dy
        with_z = dx & dz & ~dy if _single(dy) else dx & dz
        gone = _narrow(domains, stamps, x, with_y | with_z, now)
        if with_z == 0:
            gone += _narrow(domains, stamps, y, with_y, now)
            if _single(with_y):
                gone += _narrow(domains, stamps, z, ~with_y, now)
        if with_y == 0:
            gone += _narrow(domains, stamps, z, with_z, now)
            if _single(with_z):
                gone += _narrow(domains, stamps, y, ~with_z, now)
        return gone
    w = clue[4]
    dw = domains[w]
    gone = _narrow(domains, stamps, x, dz | dw, now) + _narrow(domains, stamps, y, dz | dw, now)
    gone += _narrow(domains, stamps, z, dx | dy, now) + _narrow(domains, stamps, w, dx | dy, now)
    if dx & dz == 0 or dy & dw == 0:
        gone += _narrow(domains, stamps, x, dw, now) + _narrow(domains, stamps, w, dx, now)
        gone += _narrow(domains, stamps, y, dz, now) + _narrow(domains, stamps, z, dy, now)
    if dx & dw == 0 or dy & dz == 0:
        gone += _narrow(domains, stamps, x, dz, now) + _narrow(domains, stamps, z, dx, now)
        gone += _narrow(domains, stamps, y, dw, now) + _narrow(domains, stamps, w, dy, now)
    if _single(domains[x]):
        gone += _narrow(domains, stamps, y, ~domains[x], now)
    if _single(domains[y]):
        gone += _narrow(domains, stamps, x, ~domains[y], now)
    return gone


@njit(cache=True)
def _propagate(clues, count, on, used, weights, domains, stamps, seen, places, attributes, full, now):
    """Read clues and attributes until nothing changes. Returns (consistent, steps that crossed something out, clock). A clue or attribute is read again
    only when one of its domains changed after it was last read (stamps against seen)."""
    total = 0
    again = True
    while again:
        again = False
        for c in range(count):
            if not on[c]:
                continue
            clue = clues[c]
            arity = 1 if clue[0] <= EVEN else 2 if clue[0] <= DISTANCE else 3 if clue[0] <= EITHER else 4
            fresh = False
            for i in range(1, arity + 1):
                fresh |= stamps[clue[i]] >= seen[c]
            if not fresh:
                continue
            now += 1
            seen[c] = now + 1 if arity <= 2 else now  # what a wider clue changes, it must read again
            gone = _read(clue, domains, stamps, now, full)
            if gone:
                total += 1
                used[c] = True
                again = True
                for i in range(1, arity + 1):
                    if domains[clue[i]] == 0:
                        for j in range(1, arity + 1):
                            weights[clue[j]] += 1
                        return False, total, now
        for a in range(attributes):
            first = a * places
            fresh = False
            for v in range(first, first + places):
                fresh |= stamps[v] >= seen[MAX_CLUES + a]
            while fresh:
                fresh = False
                now += 1
                seen[MAX_CLUES + a] = now + 1
                once = twice = np.int64(0)
                for v in range(first, first + places):
                    d = domains[v]
                    twice |= once & d
                    once |= d
                if once != full:
                    return False, total, now
                lonely = once & ~twice
                gone = 0
                for v in range(first, first + places):
                    d = domains[v]
                    if d & lonely:
                        if not _single(d & lonely):
                            return False, total, now
                        gone += _narrow(domains, stamps, v, lonely, now)
                        d = domains[v]
                    if d & (d - 1) == 0 and d & twice:
                        for w in range(first, first + places):
                            if w != v:
                                gone += _narrow(domains, stamps, w, ~d, now)
                if gone:
                    total += 1
                    again = fresh = True
    return True, total, now


@njit(cache=True)
def _other(clues, count, on, used, weights, truth, places, attributes, budget, other):
    """Search for a solution that differs from the truth. Returns (1 and the solution in `other`, 0 when there is none or -1 out of
    budget; places steps; nodes). `used` gets a mark for each clue that crossed something out: when there is no other
    solution, the clues without a mark had no part in the proof."""
    n = places * attributes
    full = (np.int64(1) << places) - 1
    stack = np.empty((n + 1, n), np.int64)
    chosen = np.empty(n + 1, np.int64)
    domains = np.full(n, full)
    stamps = np.ones(n, np.int64)
    seen = np.zeros(MAX_CLUES + attributes, np.int64)
    depth, nodes = 0, 1
    ok, steps, now = _propagate(clues, count, on, used, weights, domains, stamps, seen, places, attributes, full, 1)
    while True:
        if ok:
            best, size = -1, np.int64(1)
            for v in range(n):
                d = domains[v]
                if d & (d - 1):
                    bits = _bits(d)
                    if best < 0 or bits * weights[best] < size * weights[v]:
                        best, size = v, bits
            if best < 0:
                differs = False
                for v in range(n):
                    other[v] = _place(domains[v])
                    differs |= other[v] != truth[v]
                if differs:
                    return 1, steps, nodes
            else:
                stack[depth] = domains
                # Wrong values first: what is looked for lies there.
                chosen[depth] = best
                depth += 1
        while depth and stack[depth - 1, chosen[depth - 1]] == 0:
            depth -= 1
        if depth == 0:
            return 0, steps, nodes
        if nodes >= budget:
            return -1, steps, nodes
        v = chosen[depth - 1]
        options = stack[depth - 1, v]
        wrong = options & ~(np.int64(1) << truth[v])
        bit = wrong & -wrong if wrong else options
        domains[:] = stack[depth - 1]
        domains[v] = bit
        stack[depth - 1, v] &= ~bit
        nodes += 1
        # Going back widens domains: everything is read anew.
        seen[:] = now + 1
        now += 1
        stamps[:] = 0
        stamps[v] = now
        ok, more, now = _propagate(clues, count, on, used, weights, domains, stamps, seen, places, attributes, full, now)
        steps += more


@njit(cache=True)
def _true_clue(clue, truth, value_at, places, attributes, bounds, state):
    """Write a random clue that the truth keeps into `clue`; false when the drawn kind has none at the drawn place."""
    pick = _random(state, bounds[-1])
    kind = 0
    while bounds[kind] <= pick:
        kind += 1
    clue[:] = 0
    clue[0] = kind
    p = _random(state, places)
    a = _random(state, attributes)
    x = value_at[a, p]
    clue[1] = x
    if kind == AT:
        clue[5] = p + 1
        return True
    if kind == NOT_AT:
        clue[5] = 1 + (p + 1 + _random(state, places - 1)) % places
        return True
    if kind == END:
        p = (places - 1) * _random(state, 2)
        clue[1] = value_at[a, p]
        return True
    if kind == ODD or kind == EVEN:
        clue[0] = ODD if p % 2 == 0 else EVEN
        return True
    b = _random(state, attributes)
    elsewhere = (p + 1 + _random(state, places - 1)) % places
    if kind == SAME or kind == DIFFER:
        b = (a + 1 + _random(state, attributes - 1)) % attributes
        clue[2] = value_at[b, p if kind == SAME else elsewhere]
        return True
    if kind <= DISTANCE:
        if kind == NEXT:
            q = p + 1 - 2 * _random(state, 2)
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
    c = _random(state, attributes)
    if kind == BETWEEN:
        if p == 0 or p == places - 1:
            return False
        clue[2] = value_at[b, _random(state, p)]
        clue[3] = value_at[c, p + 1 + _random(state, places - 1 - p)]
        return True
    b = (a + 1 + _random(state, attributes - 1)) % attributes
    if _random(state, 2) == 0:
        c = b
    elif c == a:
        c = (a + 1 + _random(state, attributes - 1)) % attributes
    if kind == EITHER:
        clue[2] = value_at[b, p]
        clue[3] = value_at[c, elsewhere]
        return True
    clue[2] = value_at[a, elsewhere]
    clue[3] = value_at[b, p]
    clue[4] = value_at[c, elsewhere]
    return True


@njit(cache=True)
def _arrange(clue):
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


@njit(cache=True)
def _neighbour(clues, count, on, truth, value_at, places, attributes, other):
    """Whether exchanging two values of one attribute leaves every clue true; the result is in `other`. A cheap way to see that a
    clue is needed, tried before the search."""
    other[:] = truth
    for a in range(attributes):
        for p in range(places):
            for q in range(p):
                x, y = value_at[a, p], value_at[a, q]
                other[x], other[y] = q, p
                kept = True
                for c in range(count):
                    if on[c] and not _holds(clues[c], other, places):
                        kept = False
                        break
                if kept:
                    return True
                other[x], other[y] = p, q
    return False


@njit(cache=True)
def _draw(places, attributes, bounds, spare, seed, budget):
    state = np.array([seed], np.int64)
    for _ in range(8):
        _random(state, 2)
    n = places * attributes
    truth = np.empty(n, np.int64)
    value_at = np.empty((attributes, places), np.int64)
    for a in range(attributes):
        for p in range(places):
            value_at[a, p] = a * places + p
        for p in range(places - 1, 0, -1):
            q = _random(state, p + 1)
            value_at[a, p], value_at[a, q] = value_at[a, q], value_at[a, p]
        for p in range(places):
            truth[value_at[a, p]] = p
    clues = np.zeros((MAX_CLUES, 6), np.int64)
    on = np.ones(MAX_CLUES, np.bool_)
    used = np.zeros(MAX_CLUES, np.bool_)
    other = np.empty(n, np.int64)
    weights = np.ones(n, np.int64)
    count = 0
    # Grow: each new clue rules out a wrong solution that the clues so far allow.
    while True:
        found = 1
        if not _neighbour(clues, count, on, truth, value_at, places, attributes, other):
            found, _, _ = _other(clues, count, on, used, weights, truth, places, attributes, budget, other)
        if found == 0:
            break
        if found < 0 or count >= MAX_CLUES - spare - 1:
            return clues[:0], truth, 0, 0, 0, False
        tries = 0
        while True:
            sound = _true_clue(clues[count], truth, value_at, places, attributes, bounds, state)
            if sound and not _holds(clues[count], other, places):
                break
            tries += 1
            if tries == TRIES:  # the wanted kinds cannot tell the two apart: say where a value is
                v = _random(state, n)
                while truth[v] == other[v]:
                    v = (v + 1) % n
                clues[count, :] = 0
                clues[count, 0], clues[count, 1], clues[count, 5] = AT, v, truth[v] + 1
                break
        count += 1
    # Strip: in random order, drop each clue that the others can do without, and all that the proof had no use for.
    order = np.arange(count)
    for i in range(count - 1, 0, -1):
        j = _random(state, i + 1)
        order[i], order[j] = order[j], order[i]
    for c in order:
        if not on[c]:
            continue
        on[c] = False
        found = 1
        if not _neighbour(clues, count, on, truth, value_at, places, attributes, other):
            used[:] = False
            found, _, _ = _other(clues, count, on, used, weights, truth, places, attributes, budget, other)
        if found < 0:
            return clues[:0], truth, 0, 0, 0, False
        if found == 0:
            for d in range(count):
                on[d] &= used[d]
        else:
            on[c] = True
    kept = 0
    for c in range(count):
        if on[c]:
            clues[kept] = clues[c]
            _arrange(clues[kept])
            kept += 1
    minimal = kept
    for _ in range(20 * spare):
        if kept == minimal + spare:
            break
        if _true_clue(clues[kept], truth, value_at, places, attributes, bounds, state):
            _arrange(clues[kept])
            new = True
            for c in range(kept):
                new &= np.any(clues[c] != clues[kept])
            kept += new
    on[:] = True
    found, steps, nodes = _other(clues, kept, on, used, weights, truth, places, attributes, budget, other)
    return clues[:kept], truth, kept - minimal, steps, nodes, found == 0
