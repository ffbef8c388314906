"""The branch and bound of the verifier as a kernel, for the many programmes that are drawn for each one that is kept."""

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit
from synth.schemas.problem import kept
from synth.verifiers.math.optimum import Optimum
from synth.verifiers.math.optimum.search import NONE, Best, Search

Numbers = NDArray[np.int64]
WORTH, FEE, LOT, LOW, HIGH = range(5)


@kept
def best(problem: Optimum) -> Best:
    """The verifier's `best`: the same total, choice and number of looks."""
    search = Search(problem)
    facts = [(kind.worth, kind.fee, kind.lot, search.low[k], search.high[k]) for k, kind in enumerate(search.kinds)]
    apart = np.zeros((search.size, search.size), np.int64)
    for earlier, later in search.apart:
        apart[later, earlier] = 1
    found = searched(
        int(search.most),
        np.array(facts, np.int64),
        np.array([kind.uses for kind in search.kinds], np.int64),
        np.array(search.limits, np.int64),
        search.total,
        np.array(search.ratio or (-1, -1, 0), np.int64),
        apart,
        np.array(search.rates, np.int64),
    )
    counts = [0] * search.size
    if found[0] != NONE:
        for k, count in zip(search.order, found[2:], strict=True):
            counts[k] = int(count)
    return Best(int(found[0]), tuple(counts), int(found[1]))


@njit(cache=True)
def searched(
    most: int, facts: Numbers, uses: Numbers, limits: Numbers, total: int, ratio: Numbers, apart: Numbers, rates: Numbers
) -> Numbers:
    """The best total or NONE, the numbers put down, and the choice. facts: of each kind its worth, fee, lot, least and largest number;
    ratio: the kind of which so many times as many are needed as of another, -1 for none; rates: by depth and limit."""
    size = len(facts)
    found = np.zeros(2 + size, np.int64)
    found[0] = NONE
    chosen, low, now = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    value, pieces, left = np.zeros(size + 1, np.int64), np.zeros(size + 1, np.int64), np.zeros((size + 1, len(limits)), np.int64)
    pieces[0], left[0] = total, limits
    depth = 0
    low[0], now[0] = numbers(most, 0, facts, uses, left[0], total, ratio, apart, chosen)
    while depth >= 0:
        if now[depth] < low[depth]:
            chosen[depth] = 0
            depth -= 1
            if depth >= 0:
                now[depth] -= facts[depth, LOT]
            continue
        count = now[depth]
        found[1] += 1
        after = value[depth] + facts[depth, WORTH] * count
        if count > 0:
            after += -facts[depth, FEE] if most else facts[depth, FEE]
        if depth == size - 1:
            if after >= 0 and (found[0] == NONE or (after > found[0] if most else after < found[0])):
                found[0] = after
                found[2 : 2 + depth] = chosen[:depth]
                found[2 + depth] = count
            now[depth] = low[depth] - 1
            continue
        left[depth + 1] = left[depth] - uses[depth] * count
        if hopeless(most, found[0], after, left[depth + 1], rates[depth + 1]):
            now[depth] -= facts[depth, LOT]
            continue
        chosen[depth] = count
        value[depth + 1], pieces[depth + 1] = after, pieces[depth] - count
        depth += 1
        low[depth], now[depth] = numbers(most, depth, facts, uses, left[depth], pieces[depth], ratio, apart, chosen)
    return found


@njit(cache=True)
def hopeless(most: int, known: int, value: int, left: Numbers, rates: Numbers) -> bool:
    if most and known == NONE:
        return False
    if not most and known != NONE and value >= known:
        return True
    for j in range(len(left)):
        worth, use = rates[j, 0], rates[j, 1]
        if most:
            if use > 0 and left[j] * worth <= (known - value) * use:
                return True
        elif left[j] > 0 and (use == 0 or (known != NONE and left[j] * worth >= (known - value) * use)):
            return True
    return False


@njit(cache=True)
def numbers(
    most: int, depth: int, facts: Numbers, uses: Numbers, left: Numbers, pieces: int, ratio: Numbers, apart: Numbers, chosen: Numbers
) -> tuple[int, int]:
    """The least and the largest number of the kind at this depth that nothing chosen before rules out."""
    last, lot = depth == len(facts) - 1, facts[depth, LOT]
    low, high = facts[depth, LOW], min(facts[depth, HIGH], pieces)
    if most:
        for j in range(len(left)):
            if uses[depth, j] > 0:
                high = min(high, left[j] // uses[depth, j])
    if ratio[0] >= 0:
        if depth == ratio[1] and ratio[1] > ratio[0]:
            high = min(high, chosen[ratio[0]] // ratio[2])
        elif depth == ratio[0] and ratio[0] > ratio[1]:
            low = max(low, ratio[2] * chosen[ratio[1]])
    if not most and not (depth == ratio[0] and ratio[0] < ratio[1]):
        useful, any_use = 0, False
        for j in range(len(left)):
            if uses[depth, j] > 0:
                needed = -(-left[j] // uses[depth, j])
                useful = max(useful, needed) if any_use else needed
                any_use = True
        high = min(high, -(-max(low, useful) // lot) * lot)
    for earlier in range(depth):
        if apart[depth, earlier] > 0 and chosen[earlier] > 0:
            high = 0
    if not most and last:
        for j in range(len(left)):
            if left[j] > 0:
                low = max(low, -(-left[j] // uses[depth, j])) if uses[depth, j] > 0 else high + 1
    low, high = -(-low // lot) * lot, high // lot * lot
    if last and low <= high:
        if most and facts[depth, WORTH] * (high - low) > (facts[depth, FEE] if low == 0 else 0):
            return high, high
        return low, low
    return low, high
