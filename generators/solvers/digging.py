"""Taking clues of a solved puzzle back, one by one, while its solution stays the only one.

A clue is what a variable is given, or a pair or triple of the network: the domain of a variable grows back to what it was at the
start, a constraint is switched off. So a puzzle with several kinds of clues is dug in one pass, in any order of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import njit
from synth.generators.solvers.bits import next_random
from synth.generators.solvers.network import Ints, Network
from synth.generators.solvers.search import scratch, search_in

PROPAGATION = 1
"""The budget with which puzzles are dug that propagation alone solves."""


class Dug(NamedTuple):
    """What digging leaves."""

    domains: Ints
    """Of each variable: one bit where it is still given, as at the start where it was taken back."""
    removed: int
    """Clues taken back."""
    on: Ints
    """1 for each pair, then each triple, of the network that is still a clue, 0 for those switched off."""


def dig(net: Network, start: Any, solution: Any, clues: Sequence[int] | Ints, most: int, budget: int) -> Dug:
    """Take `clues` back in their order unless more than one solution would come of it, or `budget` nodes could not tell
    (PROPAGATION: unless propagation alone would not solve the puzzle). Stops at `most` of them.

    start: the domains with nothing given; solution: the value of each variable. A clue below the number of variables is that
    variable; the numbers that follow are the pairs, then the triples of the network, which itself stays as it is.

        order = shuffled(cells + len(net.pairs), seed)                # givens and signs of a futoshiki, mixed
        dug = dig(net, start, solution, order, most=1000, budget=200)"""
    return Dug(*_dig(np.asarray(start, np.int64), np.asarray(solution, np.int64), np.asarray(clues, np.int64), most, budget, *net))


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


@njit(cache=True)
def _dig(start, solution, order, most, budget, *arrays):
    net = Network(*arrays)
    n, before = len(start), net.on.copy()
    memory = scratch(net, n)
    solved = np.int64(1) << solution
    domains = solved.copy()
    found = np.empty((2, n), np.int64)
    removed, i = 0, 0
    step = max(1, min(most, len(order) * 2 // 5))  # many at once, as long as that goes well
    while removed < most and i < len(order):
        step = min(step, most - removed, len(order) - i)
        for j in range(i, i + step):
            x = order[j]
            if x < n:
                domains[x] = start[x]
            else:
                net.on[x - n] = 0
        x = order[i]
        if step == 1 and budget > PROPAGATION and x < n:
            # Unique as long as this variable cannot have another value.
            domains[x] &= ~solved[x]
            unique = search_in(net, domains, 1, budget, 0, found, memory)[0] == 0
            domains[x] = start[x]
        else:
            unique = search_in(net, domains, 2, budget, 0, found, memory)[0] == 1
        if unique:
            removed += step
            i += step
            continue
        for j in range(i, i + step):
            x = order[j]
            if x < n:
                domains[x] = solved[x]
            else:
                net.on[x - n] = 1
        if step == 1:
            i += 1
        step = max(1, step // 2)
    on = net.on.copy()
    net.on[:] = before
    return domains, removed, on
