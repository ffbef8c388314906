"""Clue sets for house-and-attribute puzzles: drawn, proved to leave one solution, and stripped of every clue that can go.

A variable is a value of an attribute, numbered attribute * places + value. The search is a kernel of its own because clues come and
go hundreds of times for one puzzle: it marks the clues that a proof used, so that many go at once, and what it learns about hard
variables serves the next search. Effort is bounded by nodes, never by time.
The kernels are in one file, since a compiled one is made again only when its own file changes."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit
from synth.generators.logic.zebra_puzzle.clues import (
    AT,
    DISTANCE,
    EITHER,
    EVEN,
    arrange,
    holds,
    narrow,
    read,
    single,
    true_clue,
)
from synth.generators.solvers.bits import below, bits, position

MAX_CLUES = 400  # under way; far fewer are left
TRIES = 400  # random clues drawn against one wrong solution before a sure one is taken
Ints = NDArray[np.int64]


class Puzzle(NamedTuple):
    """clues: rows of kind, four variables, number. places: the place of each variable, from 0. spare: how many clues were added to
    the minimal set, at its end. steps: readings of a clue or an attribute that cross something out in the proof of the one
    solution, over all its branches. nodes: those branches (1 = no guess). proved: false when a search ran out of nodes, and then
    nothing is promised."""

    clues: Ints
    places: Ints
    spare: int
    steps: int
    nodes: int
    proved: bool


def draw(places: int, attributes: int, weights: Any, spare: int, seed: int, budget: int = 20_000) -> Puzzle:
    """A random puzzle of 3..10 places and 2..8 attributes, 64 values at most. weights: how often each kind is tried, for each of KINDS."""
    if not (3 <= places <= 10 and 2 <= attributes <= 8 and places * attributes <= 64):
        raise ValueError("3 to 10 places and 2 to 8 attributes, of 64 values together at most")
    bounds = np.cumsum(np.array(weights, np.int64))
    return Puzzle(*_draw(places, attributes, bounds, spare, seed | 1, budget))


def prove(places: int, attributes: int, clues: Any, truth: Any, budget: int = 1_000_000) -> tuple[int, int, int]:
    """Look for a solution that differs from `truth`: (1 found, 0 there is none, -1 not settled; steps; nodes)."""
    clues, truth = np.array(clues, np.int64).reshape(-1, 6), np.array(truth, np.int64)
    on, used, other = np.ones(len(clues), np.bool_), np.zeros(len(clues), np.bool_), np.zeros(len(truth), np.int64)
    return _other(clues, len(clues), on, used, np.ones(len(truth), np.int64), truth, places, attributes, budget, other)


def rivals(places: int, attributes: int, clues: Ints, truth: Ints, budget: int = 2_000) -> list[Ints]:
    """For each clue a solution of the others that differs from the truth, where one is found within the budget."""
    found = []
    for number in range(len(clues)):
        on, used, other = np.arange(len(clues)) != number, np.zeros(len(clues), np.bool_), np.zeros(len(truth), np.int64)
        if _other(clues, len(clues), on, used, np.ones(len(truth), np.int64), truth, places, attributes, budget, other)[0] == 1:
            found.append(other)
    return found


@njit(cache=True)
def _arity(kind):
    return 1 if kind <= EVEN else 2 if kind <= DISTANCE else 3 if kind <= EITHER else 4


@njit(cache=True)
def _marks(clues, count, on, variables):
    """For each variable the clues that speak of it, as bits of several integers."""
    marks = np.zeros((variables, count // 64 + 1), np.int64)
    for c in range(count):
        if on[c]:
            for i in range(1, _arity(clues[c, 0]) + 1):
                marks[clues[c, i], c // 64] |= np.int64(1) << c % 64
    return marks


@njit(cache=True)
def _spread(changed, marks, dirty):
    """Make the clues dirty that speak of the variables in `changed`."""
    while changed:
        v = position(changed)
        changed &= changed - 1
        for i in range(len(dirty)):
            dirty[i] |= marks[v, i]


@njit(cache=True)
def _propagate(clues, used, weights, domains, marks, dirty, changed, places, attributes, full):
    """Read the clues that speak of variables in `changed`, in order, and then those variables' attributes, again and again until nothing
    changes. Returns (consistent, steps that crossed something out)."""
    total = 0
    dirty[:] = 0
    waits = changed[0]  # variables whose attribute has to be read
    again = True
    while again:
        again = False
        _spread(changed[0], marks, dirty)
        for i in range(len(dirty)):
            passed = np.int64(0)  # clues that this round has left behind
            while dirty[i] & ~passed:
                bit = dirty[i] & ~passed
                bit &= -bit
                passed |= bit | (bit - 1)
                dirty[i] ^= bit
                c = 64 * i + position(bit)
                changed[0] = 0
                read(clues, c, domains, changed, full)
                if changed[0] == 0:
                    continue
                total += 1
                used[c] = again = True
                waits |= changed[0]
                _spread(changed[0], marks, dirty)
                arity = _arity(clues[c, 0])
                if arity <= 2:
                    dirty[i] &= ~bit  # what a wider clue changes, it must read again
                for j in range(1, arity + 1):
                    if domains[clues[c, j]] == 0:
                        for k in range(1, arity + 1):
                            weights[clues[c, k]] += 1
                        return False, total
        crossed = np.int64(0)
        for a in range(attributes):
            first = a * places
            fresh = waits >> first & full != 0
            while fresh:
                once = twice = np.int64(0)
                for v in range(first, first + places):
                    d = domains[v]
                    twice |= once & d
                    once |= d
                if once != full:
                    return False, total
                lonely = once & ~twice
                changed[0] = 0
                for v in range(first, first + places):
                    d = domains[v]
                    if d & lonely:
                        if not single(d & lonely):
                            return False, total
                        narrow(domains, changed, v, lonely)
                        d = domains[v]
                    if d & (d - 1) == 0 and d & twice:
                        for w in range(first, first + places):
                            if w != v:
                                narrow(domains, changed, w, ~d)
                fresh = changed[0] != 0
                total += fresh
                crossed |= changed[0]
        waits, changed[0] = np.int64(0), crossed
        again = again or crossed != 0
    return True, total


@njit(cache=True)
def _other(clues, count, on, used, weights, truth, places, attributes, budget, other):
    """Search for a solution that differs from the truth. Returns (1 and the solution in `other`, 0 when there is none or -1 out
    of budget; steps; nodes). `used` gets a mark for each clue that crossed something out: when there is no other solution, the
    clues without a mark had no part in the proof. `weights` count how often a variable was in a clue that failed: the search
    branches on small domains of heavy variables, and what one search learns serves the next."""
    n = places * attributes
    full = (np.int64(1) << places) - 1
    stack = np.empty((n + 1, n), np.int64)
    chosen = np.empty(n + 1, np.int64)
    domains = np.full(n, full)
    marks = _marks(clues, count, on, n)
    dirty, changed = np.empty(marks.shape[1], np.int64), np.empty(1, np.int64)
    changed[0] = (np.int64(1) << n) - 1 if n < 64 else np.int64(-1)
    depth, nodes = 0, 1
    ok, steps = _propagate(clues, used, weights, domains, marks, dirty, changed, places, attributes, full)
    while True:
        if ok:
            best, size = -1, np.int64(1)
            for v in range(n):
                d = domains[v]
                if d & (d - 1):
                    width = bits(d)
                    if best < 0 or width * weights[best] < size * weights[v]:
                        best, size = v, width
            if best < 0:
                differs = False
                for v in range(n):
                    other[v] = position(domains[v])
                    differs |= other[v] != truth[v]
                if differs:
                    return 1, steps, nodes
            else:
                stack[depth] = domains
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
        # Wrong values first: what is looked for lies there.
        wrong = options & ~(np.int64(1) << truth[v])
        bit = wrong & -wrong if wrong else options
        domains[:] = stack[depth - 1]
        domains[v] = bit
        stack[depth - 1, v] &= ~bit
        nodes += 1
        changed[0] = np.int64(1) << v  # the state on the stack was a fixed point: only what speaks of v is read again
        ok, more = _propagate(clues, used, weights, domains, marks, dirty, changed, places, attributes, full)
        steps += more


@njit(cache=True)
def _neighbour(clues, count, on, truth, value_at, places, attributes, other):
    """Whether exchanging two values of one attribute leaves every clue true; the result is in `other`. A cheap way to see that a
    clue is needed, tried before the search."""
    other[:] = truth
    marks = _marks(clues, count, on, places * attributes)
    for a in range(attributes):
        for p in range(places):
            for q in range(p):
                x, y = value_at[a, p], value_at[a, q]
                other[x], other[y] = q, p
                kept = True
                for i in range(marks.shape[1]):
                    concerned = marks[x, i] | marks[y, i]
                    while concerned and kept:
                        kept = holds(clues, 64 * i + position(concerned), other, places)
                        concerned &= concerned - 1
                if kept:
                    return True
                other[x], other[y] = p, q
    return False


@njit(cache=True)
def _draw(places, attributes, bounds, spare, seed, budget):
    state = np.array([seed], np.int64)
    for _ in range(8):
        below(state, 2)
    n = places * attributes
    truth = np.empty(n, np.int64)
    value_at = np.empty((attributes, places), np.int64)
    for a in range(attributes):
        for p in range(places):
            value_at[a, p] = a * places + p
        for p in range(places - 1, 0, -1):
            q = below(state, p + 1)
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
            sound = true_clue(clues[count], truth, value_at, places, attributes, bounds, state)
            if sound and not holds(clues, count, other, places):
                break
            tries += 1
            if tries == TRIES:  # the wanted kinds cannot tell the two apart: say where a value is
                v = below(state, n)
                while truth[v] == other[v]:
                    v = (v + 1) % n
                clues[count, :] = 0
                clues[count, 0], clues[count, 1], clues[count, 5] = AT, v, truth[v] + 1
                break
        count += 1
    # Strip: in random order, drop each clue that the others can do without, and all that the proof had no use for.
    order = np.arange(count)
    for i in range(count - 1, 0, -1):
        j = below(state, i + 1)
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
            arrange(clues[kept])
            kept += 1
    minimal = kept
    for _ in range(20 * spare):
        if kept == minimal + spare:
            break
        if true_clue(clues[kept], truth, value_at, places, attributes, bounds, state):
            arrange(clues[kept])
            new = True
            for c in range(kept):
                new &= np.any(clues[c] != clues[kept])
            kept += new
    on[:] = True
    found, steps, nodes = _other(clues, kept, on, used, weights, truth, places, attributes, budget, other)
    return clues[:kept], truth, kept - minimal, steps, nodes, found == 0
