"""All values that given numbers can make with + - * /, each number used once: exhaustive, exact, by subsets.

Serves the tasks where numbers are combined to reach a target."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged

_MOST = 1 << 13  # two, three and four numbers make 6, 68 and 1,170 values at most: 6,615 for all parts of five
_SLOTS = 1 << 12  # open addressing


class Reach(NamedTuple):
    """tries: last operations that an exhaustive search looks at; hits: those that give the target; whole_hits: those that
    give it without ever leaving the integers; expression: one of the hits, fully bracketed, or empty."""

    tries: int
    hits: int
    whole_hits: int
    expression: str


def reach(numbers: tuple[int, ...], target: int, pick: int = 0) -> Reach:
    """Count the ways to the target and write out the one numbered `pick` (modulo their number). Two to five numbers of at
    most 99: exact in 64 bits."""
    if not 2 <= len(numbers) <= 5 or max(numbers) > 99:
        raise ValueError("two to five numbers of at most 99")
    tries, hits, whole_hits, found, tree = _reach(np.array(numbers, dtype=np.int64), target)
    if not hits:
        return Reach(tries, 0, 0, "")

    def write(left: int, right: int, kind: int) -> str:
        sides = [f"({write(*tree[i])})" if tree[i][2] >= 0 else str(tree[i][0]) for i in (left, right)]
        if kind in (2, 5):  # right - left, right / left
            sides.reverse()
        return f"{sides[0]} {'+--*//'[kind]} {sides[1]}"

    return Reach(tries, hits, whole_hits, write(*found[pick % len(found)]))


@unmanaged
def _combine(kind, an, ad, bn, bd):
    """One of six operations on two fractions, with a positive denominator; 0/0 when undefined."""
    if kind == 0:
        n, d = an * bd + bn * ad, ad * bd
    elif kind == 1:
        n, d = an * bd - bn * ad, ad * bd
    elif kind == 2:
        n, d = bn * ad - an * bd, ad * bd
    elif kind == 3:
        n, d = an * bn, ad * bd
    elif kind == 4:
        n, d = an * bd, ad * bn
    else:
        n, d = bn * ad, bd * an
    if d == 0:
        return np.int64(0), np.int64(0)
    return (n, d) if d > 0 else (-n, -d)


@njit(cache=True)
def _reach(numbers, target):
    count = len(numbers)
    full = (1 << count) - 1
    start = np.zeros(full + 1, np.int64)  # where each subset's values lie in the pool
    stop = np.zeros(full + 1, np.int64)
    capacity = _MOST if count == 5 else 1 << 12
    top = np.empty(capacity, np.int64)
    bottom = np.empty(capacity, np.int64)
    whole = np.empty(capacity, np.bool_)
    tree = np.empty((capacity, 3), np.int64)  # operands and operation; a given number and -1
    found = np.empty((256, 3), np.int64)
    used = 0
    slots = _SLOTS if count == 5 else 1 << 11
    table = np.zeros(slots, np.int64)
    stamp = np.zeros(slots, np.int64)
    tries = hits = whole_hits = 0
    for mask in range(1, full + 1):
        start[mask] = used
        if mask & (mask - 1) == 0:
            index = 0
            while not mask >> index & 1:
                index += 1
            top[used], bottom[used], whole[used] = numbers[index], 1, True
            tree[used, 0], tree[used, 2] = numbers[index], -1
            used += 1
        left = (mask - 1) & mask
        while left:
            right = mask ^ left
            if left > right:  # each split once; the operations know both orders
                for i in range(start[left], stop[left]):
                    for j in range(start[right], stop[right]):
                        if mask == full:  # only whether it is the target: no lowest terms
                            a, b, wanted = top[i] * bottom[j], top[j] * bottom[i], target * bottom[i] * bottom[j]
                            tries += 4 + (a != 0) + (b != 0)
                            ratio = (b != 0 and a == target * b) or (a != 0 and b == target * a)
                            if not (ratio or a + b == wanted or abs(a - b) == abs(wanted) or top[i] * top[j] == wanted):
                                continue
                        for kind in range(6):
                            n, d = _combine(kind, top[i], bottom[i], top[j], bottom[j])
                            if d == 0:
                                continue
                            integer = whole[i] and whole[j] and (kind < 4 or n % d == 0)
                            if mask == full:
                                if n == target * d:
                                    if hits < len(found):
                                        found[hits, 0], found[hits, 1], found[hits, 2] = i, j, kind
                                    hits += 1
                                    whole_hits += integer
                                continue
                            spread = n / d * 7919.618  # equal fractions, however they are written, give the same number
                            slot = (np.int64(spread) ^ np.int64((spread - np.floor(spread)) * slots)) & (slots - 1)
                            while stamp[slot] == mask and top[table[slot]] * d != n * bottom[table[slot]]:
                                slot = (slot + 1) & (slots - 1)
                            if stamp[slot] == mask:
                                whole[table[slot]] |= integer
                            else:
                                stamp[slot], table[slot] = mask, used
                                top[used], bottom[used], whole[used] = n, d, integer
                                tree[used, 0], tree[used, 1], tree[used, 2] = i, j, kind
                                used += 1
            left = (left - 1) & mask
        stop[mask] = used
    return tries, hits, whole_hits, found[:hits], tree[:used]
