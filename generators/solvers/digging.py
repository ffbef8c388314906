"""Taking clues of a solved puzzle back, one by one, while its solution stays the only one.

A clue is what a variable is given, or a pair or triple of the network: the domain of a variable grows back to what it was at the
start, a constraint is switched off. So a puzzle with several kinds of clues is dug in one pass, in any order of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.solvers.bits import next_random
from synth.generators.solvers.network import Ints, Network
from synth.generators.solvers.search import scratch, search_in

PROPAGATION = 1
"""The budget with which puzzles are dug that propagation alone solves."""

OTHERS = 8
"""Other solutions that are kept, to see without a search that clues cannot all go."""


class Dug(NamedTuple):
    """What digging leaves."""

    domains: Ints
    """Of each variable: one bit where it is still given, as at the start where it was taken back."""
    removed: int
    """Clues taken back."""
    on: Ints
    """1 for each pair, then each triple, of the network that is still a clue, 0 for those switched off."""


def dig(net: Network, start: Any, solution: Any, clues: Sequence[int] | Ints, most: int, budget: int, must: int = 0) -> Dug:
    """Take `clues` back in their order unless more than one solution would come of it, or `budget` nodes could not tell
    (PROPAGATION: unless propagation alone would not solve the puzzle). Stops at `most` of them.

    start: the domains with nothing given; solution: the value of each variable. A clue below the number of variables is that
    variable; the numbers that follow are the pairs, then the triples of the network, which itself stays as it is. must: the first so
    many clues are to go: when one of them is seen to stay, digging ends there.

        order = shuffled(cells + len(net.pairs), seed)                # givens and signs of a futoshiki, mixed
        dug = dig(net, start, solution, order, most=1000, budget=200)"""
    order = np.asarray(clues, np.int64)
    return Dug(*_dig(np.asarray(start, np.int64), np.asarray(solution, np.int64), order, most, budget, must, *net))


def shuffled(n: int, seed: int) -> Ints:
    """The numbers below n in an order that the seed (positive) decides."""
    order: Ints = _shuffled(n, seed)
    return order


@njit(cache=True)
def _shuffled(n, state):
    order = np.arange(n)
    for i in range(n - 1, 0, -1):
        state = next_random(state)
        j = (state >> 8) % (i + 1)
        order[i], order[j] = order[j], order[i]
    return order


@unmanaged
def _broken(net, clue, found, solution):
    """Whether a table of values breaks a clue."""
    n, pairs = len(solution), len(net.pairs)
    if clue < n:
        return found[clue] != solution[clue]
    if clue < n + pairs:
        x, y, table = net.pairs[clue - n]
        return net.pair_tables[table, 0, found[x]] >> found[y] & 1 == 0
    x, y, z, table = net.triples[clue - n - pairs]
    return net.triple_tables[table, found[x], found[y]] >> found[z] & 1 == 0


@unmanaged
def _set(order, a, b, values, domains, on, switch):
    """Give, or take back, the clues of these places in the order."""
    n = len(domains)
    for j in range(a, b):
        x = order[j]
        if x < n:
            domains[x] = values[x]
        else:
            on[x - n] = switch


@njit(cache=True)
def _dig(start, solution, order, most, budget, must, *arrays):
    net = Network(*arrays)
    n, before = len(start), net.on.copy()
    memory = scratch(net, n)
    solved = np.int64(1) << solution
    write(solved, memory.hoped)  # another solution is most likely one that is much like this one
    domains = solved.copy()
    found = np.empty((2, n), np.int64)
    if must:
        _set(order, 0, must, start, domains, net.on, 0)
        count = search_in(net, domains, 2, budget, 0, found, memory)[0]
        _set(order, 0, must, solved, domains, net.on, 1)
        if count == 2 or (count != 1 and budget == PROPAGATION):  # propagation sees no more where less is known
            return domains, 0, before
    # Other solutions that came up when several clues were taken back at once: the clues that each of them breaks, by their place in
    # the order, and the last of these. As long as none of them stays for good, not all of them can go.
    breaks, last, turn = np.zeros((OTHERS, len(order)), np.bool_), np.full(OTHERS, len(order)), 0
    removed, i = 0, 0
    step = max(1, min(most, len(order) * 2 // 5))  # many at once, as long as that goes well
    while removed < most and i < len(order):
        step = min(step, most - removed, len(order) - i)
        unique = np.min(last) >= i + step
        if unique:
            _set(order, i, i + step, start, domains, net.on, 0)
            x = order[i]
            if step == 1 and budget > PROPAGATION and x < n:
                # Unique as long as this variable cannot have another value.
                domains[x] &= ~solved[x]
                unique = search_in(net, domains, 1, budget, 0, found, memory)[0] == 0
                domains[x] = start[x]
            else:
                count = search_in(net, domains, 2, budget, 0, found, memory)[0]
                unique = count == 1
                if count == 2 and step > 1:
                    other = found[0] if np.any(found[0] != solution) else found[1]
                    for j in range(len(order)):
                        breaks[turn, j] = i <= j < i + step and _broken(net, order[j], other, solution)
                        if breaks[turn, j]:
                            last[turn] = j
                    turn = (turn + 1) % OTHERS
        if unique:
            removed += step
            i += step
            continue
        _set(order, i, i + step, solved, domains, net.on, 1)
        if step == 1:
            if i < must:
                break
            for k in range(OTHERS):
                if breaks[k, i]:
                    last[k] = len(order)
            i += 1
        step = max(1, step // 2)
    on = net.on.copy()
    net.on[:] = before
    return domains, removed, on
