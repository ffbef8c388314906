"""Clue sets for house-and-attribute puzzles: drawn, proved to leave one solution, and stripped of every clue that can go.

A variable is a value of an attribute, numbered attribute * places + value. The search is a kernel of its own because clues come and
go hundreds of times for one puzzle: it marks the clues that a proof used, so that many go at once, and what it learns about hard
variables serves the next search. Effort is bounded by nodes, never by time.
The kernels are in one file, since a compiled one is made again only when its own file changes."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged, write
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
from synth.generators.solvers.bits import below, bits, position, shuffle

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
    tables: Ints
    """(clues of the minimal set, variables): a table that breaks this clue alone, where `known` says that there is one, as the draw
    happened to come by it."""
    known: NDArray[np.bool_]


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
    memory = _memory(len(truth), len(clues))
    return _other(clues, len(clues), on, used, np.ones(len(truth), np.int64), truth, places, attributes, budget, other, memory)


def rivals(places: int, attributes: int, puzzle: Puzzle, budget: int = 2_000) -> Ints:
    """For each clue of the minimal set a table that breaks this one alone, where one is known or found within the budget of a search.
    Most are far from the truth: the search tries wrong values first."""
    tables, known = puzzle.tables.copy(), puzzle.known.copy()
    _rivals(puzzle.clues[: len(known)], puzzle.places, tables, known, places, attributes, budget)
    return tables[known]


@unmanaged
def _arity(kind):
    return 1 if kind <= EVEN else 2 if kind <= DISTANCE else 3 if kind <= EITHER else 4


class Memory(NamedTuple):
    """The memory of a search, so that many of them allocate once."""

    stack: Ints  # (variables + 1, variables): the domains at each depth
    chosen: Ints  # the variable that a depth branches on
    domains: Ints  # of the node at hand
    marks: Ints  # for each variable the clues that speak of it, as bits of several integers
    dirty: Ints  # clues to be read, as bits
    changed: Ints  # one integer: variables whose domain shrank, as bits


@njit(cache=True)
def _memory(variables, clues):
    words = clues // 64 + 1
    return Memory(
        np.empty((variables + 1, variables), np.int64),
        np.empty(variables + 1, np.int64),
        np.empty(variables, np.int64),
        np.empty((variables, words), np.int64),
        np.empty(words, np.int64),
        np.empty(1, np.int64),
    )


@unmanaged
def _mark(clues, count, on, marks):
    """For each variable the clues that speak of it."""
    marks[:, : count // 64 + 1] = 0
    for c in range(count):
        if on[c]:
            for i in range(1, _arity(clues[c, 0]) + 1):
                marks[clues[c, i], c // 64] |= np.int64(1) << c % 64


@unmanaged
def _spread(changed, marks, dirty):
    """Make the clues dirty that speak of the variables in `changed`."""
    while changed:
        v = position(changed)
        changed &= changed - 1
        for i in range(len(dirty)):
            dirty[i] |= marks[v, i]


@unmanaged
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
                once = twice = settled = np.int64(0)
                for v in range(first, first + places):
                    d = domains[v]
                    twice |= once & d
                    once |= d
                    settled |= d if single(d) else 0
                if once != full:
                    return False, total
                lonely = once & ~twice
                if lonely & ~settled == 0 and settled & twice == 0:
                    break  # nothing to cross out
                changed[0] = 0
                taken = np.int64(0)  # places of values that have just these, and of which others have not lost them yet
                for v in range(first, first + places):
                    narrow(domains, changed, v, ~taken)
                    d = domains[v]
                    if d & lonely:
                        if not single(d & lonely):
                            return False, total
                        narrow(domains, changed, v, lonely)
                        d = domains[v]
                    if single(d):
                        taken |= d & twice
                if taken:
                    for v in range(first, first + places):
                        if not single(domains[v]):
                            narrow(domains, changed, v, ~taken)
                fresh = changed[0] != 0
                total += fresh
                crossed |= changed[0]
        waits, changed[0] = np.int64(0), crossed
        again = again or crossed != 0
    return True, total


@unmanaged
def _other(clues, count, on, used, weights, truth, places, attributes, budget, other, memory):
    """Search for a solution that differs from the truth. Returns (1 and the solution in `other`, 0 when there is none or -1 out
    of budget; steps; nodes). `used` gets a mark for each clue that crossed something out: when there is no other solution, the
    clues without a mark had no part in the proof. `weights` count how often a variable was in a clue that failed: the search
    branches on small domains of heavy variables, and what one search learns serves the next."""
    n = places * attributes
    full = (np.int64(1) << places) - 1
    stack, chosen, domains = memory.stack, memory.chosen, memory.domains
    marks, dirty, changed = memory.marks, memory.dirty[: count // 64 + 1], memory.changed
    domains[:] = full
    _mark(clues, count, on, marks)
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
                write(domains, stack[depth])
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
        write(stack[depth - 1], domains)
        domains[v] = bit
        stack[depth - 1, v] &= ~bit
        nodes += 1
        changed[0] = np.int64(1) << v  # the state on the stack was a fixed point: only what speaks of v is read again
        ok, more = _propagate(clues, used, weights, domains, marks, dirty, changed, places, attributes, full)
        steps += more


@unmanaged
def _neighbour(clues, count, on, truth, value_at, places, attributes, other, marks):
    """Whether exchanging two values of one attribute leaves every clue true; the result is in `other`. A cheap way to see that a
    clue is needed, tried before the search."""
    write(truth, other)
    _mark(clues, count, on, marks)
    for a in range(attributes):
        for p in range(places):
            for q in range(p):
                x, y = value_at[a, p], value_at[a, q]
                other[x], other[y] = q, p
                kept = True
                for i in range(count // 64 + 1):
                    concerned = marks[x, i] | marks[y, i]
                    while concerned and kept:
                        kept = holds(clues, 64 * i + position(concerned), other, places)
                        concerned &= concerned - 1
                if kept:
                    return True
                other[x], other[y] = p, q
    return False


@unmanaged
def _walk(clues, count, on, places, tables, known, queue, tail, at, marks):
    """From tables that break one clue alone, those in queue[:tail], to more of them: two values of one attribute are exchanged, so that
    the clue holds and another one alone breaks, of which no such table is known. They are as far from the truth as those."""
    _mark(clues, count, on, marks)
    head = 0
    while head < tail:
        own = queue[head]
        head += 1
        write(tables[own], at)
        for i in range(1, _arity(clues[own, 0]) + 1):
            x = clues[own, i]
            first = x // places * places
            for y in range(first, first + places):
                at[x], at[y] = at[y], at[x]
                if x != y and holds(clues, own, at, places):
                    broken, breaks = -1, 0
                    for j in range(count // 64 + 1):
                        concerned = marks[x, j] | marks[y, j]
                        while concerned and breaks < 2:
                            c = 64 * j + position(concerned)
                            concerned &= concerned - 1
                            if not holds(clues, c, at, places):
                                broken = c
                                breaks += 1
                    if breaks == 1 and not known[broken]:
                        known[broken] = True
                        write(at, tables[broken])
                        queue[tail] = broken
                        tail += 1
                at[x], at[y] = at[y], at[x]


@njit(cache=True)
def _rivals(clues, truth, tables, known, places, attributes, budget):
    count, n = len(clues), len(truth)
    on, used, weights = np.ones(count, np.bool_), np.zeros(count, np.bool_), np.ones(n, np.int64)
    other, queue, memory = np.empty(n, np.int64), np.empty(count, np.int64), _memory(n, count)
    tail = 0
    for c in range(count):
        if known[c]:
            queue[tail] = c
            tail += 1
    _walk(clues, count, on, places, tables, known, queue, tail, other, memory.marks)
    for c in range(count):
        if known[c]:
            continue
        on[c] = False
        found, _, _ = _other(clues, count, on, used, weights, truth, places, attributes, budget, other, memory)
        on[c] = True
        if found == 1:
            known[c] = True
            tables[c] = other
            queue[0] = c
            _walk(clues, count, on, places, tables, known, queue, 1, other, memory.marks)


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
    memory = _memory(n, MAX_CLUES)
    tables, known = np.empty((MAX_CLUES, n), np.int64), np.zeros(MAX_CLUES, np.bool_)
    count = 0
    # Grow: each new clue rules out a wrong solution that the clues so far allow.
    while True:
        found = 1
        if not _neighbour(clues, count, on, truth, value_at, places, attributes, other, memory.marks):
            found, _, _ = _other(clues, count, on, used, weights, truth, places, attributes, budget, other, memory)
        if found == 0:
            break
        if found < 0 or count >= MAX_CLUES - spare - 1:
            return clues[:0], truth, 0, 0, 0, False, tables[:0], known[:0]
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
    # Strip: in random order, drop each clue that the others can do without, and all that the proof had no use for. A table that breaks
    # one clue alone shows that it is needed, and goes on to do so when there are fewer clues.
    order, queue, at = np.arange(count), np.empty(count, np.int64), np.empty(n, np.int64)
    shuffle(state, order, count)
    for c in order:
        if not on[c] or known[c]:
            continue
        on[c] = False
        found = 1
        searched = not _neighbour(clues, count, on, truth, value_at, places, attributes, other, memory.marks)
        if searched:
            used[:] = False
            found, _, _ = _other(clues, count, on, used, weights, truth, places, attributes, budget, other, memory)
        if found < 0:
            return clues[:0], truth, 0, 0, 0, False, tables[:0], known[:0]
        if found == 0:
            for d in range(count):
                on[d] &= used[d]
        else:
            on[c] = True
            if searched:
                known[c] = True
                tables[c] = other
                queue[0] = c
                _walk(clues, count, on, places, tables, known, queue, 1, at, memory.marks)
    kept = 0
    for c in range(count):
        if on[c]:
            clues[kept], tables[kept], known[kept] = clues[c], tables[c], known[c]
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
    found, steps, nodes = _other(clues, kept, on, used, weights, truth, places, attributes, budget, other, memory)
    return clues[:kept], truth, kept - minimal, steps, nodes, found == 0, tables[:minimal].copy(), known[:minimal].copy()
