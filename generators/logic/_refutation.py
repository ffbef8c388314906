"""Constraint propagation and refutation over sets of worlds, which are bits of whole numbers; measures how much work a puzzle is."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged


def constraint_checks(every: int, constraints: Sequence[tuple[int, Sequence[Sequence[int]]]], questions: Sequence[tuple[int, bool]]) -> int:
    """Constraint checks until each question, in turn, is settled.

    every: all worlds; constraints: the worlds that one allows, and for each unknown in its scope the worlds of its values, of which each
    world has one;
    questions: a set of worlds and whether the true world is in it, which the constraints must entail."""
    size = (every.bit_length() + 63) // 64
    unknowns = {id(values): values for _, scope in constraints for values in scope}
    number = {name: k for k, name in enumerate(unknowns)}
    checks: int = counted(
        words([every], size)[0],
        words([allowed for allowed, _ in constraints], size),
        _starts(len(scope) for _, scope in constraints),
        np.array([number[id(values)] for _, scope in constraints for values in scope], np.int64),
        _starts(map(len, unknowns.values())),
        words([value for values in unknowns.values() for value in values], size),
        words([inside if answer else every ^ inside for inside, answer in questions], size),
    )
    return checks


def words(sets: Sequence[int], size: int) -> NDArray[np.int64]:
    """Each set as so many integers of 64 bits."""
    return np.frombuffer(bytearray().join(some.to_bytes(8 * size, "little") for some in sets), np.int64).reshape(len(sets), size)


def _starts(lengths: Iterable[int]) -> NDArray[np.int64]:
    """Where each of several runs begins, and where the last one ends."""
    return np.array([0, *lengths], np.int64).cumsum()


@unmanaged
def _meet(one, places, size, other):
    """Whether two sets meet; of the first one those of its words that are not 0, and their places."""
    for k in range(size):  # noqa: SIM110
        if one[k] & other[places[k]]:
            return True
    return False


@unmanaged
def _compact(state, packed, places):
    """Write the words that are not 0, and their places. Returns how many there are."""
    size = 0
    for i in range(len(state)):
        packed[size], places[size] = state[i], i
        size += state[i] != 0
    return size


@unmanaged
def _propagate(state, allowed, scope_start, scope, value_start, values, packed, places, left, left_places, seen):
    """Take from the state all that single constraints rule out, given the rest of it. Returns (whether something is left, checks)."""
    count, checks = len(allowed), 0
    seen[:] = 0
    now = 1  # how often the state has changed; a constraint that saw it as it is rules out nothing more
    size = _compact(state, packed, places)
    again = True
    while again:
        again = False
        checks += count
        for c in range(count):
            if seen[c] == now:
                continue
            some, more = 0, False
            for k in range(size):
                here = packed[k] & allowed[c, places[k]]
                left[some], left_places[some] = here, places[k]
                some += here != 0
                more = more or here != packed[k]
            if not some:
                return False, checks - (count - 1 - c)
            for k in range(scope_start[c], scope_start[c + 1] if more else 0):
                for v in range(value_start[scope[k]], value_start[scope[k] + 1]):
                    if not _meet(left, left_places, some, values[v]) and _meet(packed, places, size, values[v]):
                        for i in range(size):
                            packed[i] &= ~values[v, places[i]]
                        now += 1
                        again = True
            seen[c] = now
        if again:
            kept = 0
            for k in range(size):
                state[places[k]] = packed[k]
                packed[kept], places[kept] = packed[k], places[k]
                kept += packed[k] != 0
            size = kept
    return True, checks


@unmanaged
def _branch(state, scope_start, scope, value_start, values, packed, places, open_):
    """An unknown of the constraint with the fewest open ones; -1 where all is settled."""
    size = _compact(state, packed, places)
    for u in range(len(open_)):
        possible = 0
        for v in range(value_start[u], value_start[u + 1]):
            possible += _meet(packed, places, size, values[v])
        open_[u] = possible > 1
    branch, fewest = -1, len(scope) + 1
    for c in range(len(scope_start) - 1):
        first, count = -1, 0
        for k in range(scope_start[c], scope_start[c + 1]):
            if open_[scope[k]]:
                first = scope[k] if count == 0 else first
                count += 1
        if 0 < count < fewest:
            branch, fewest = first, count
    return branch


@njit(cache=True)
def counted(every, allowed, scope_start, scope, value_start, values, right):
    """`constraint_checks` for compiled callers. allowed: the worlds of each constraint; scope: its unknowns, from scope_start on; values:
    the worlds of each unknown's values, from value_start on; right: of each question the worlds in which its answer is right."""
    size, seen = len(every), np.empty(len(allowed), np.int64)
    packed, places, left, left_places = (
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
    )
    open_ = np.empty(len(value_start) - 1, np.bool_)
    todo = np.empty((len(values) + 1, size), np.int64)  # states to be refuted, by branching until every branch contradicts itself
    state, here = every.copy(), np.empty(size, np.int64)
    checks = _propagate(state, allowed, scope_start, scope, value_start, values, packed, places, left, left_places, seen)[1]
    for q in range(len(right)):
        top = 0
        for i in range(size):
            todo[0, i] = state[i] & ~right[q, i]
            if todo[0, i]:
                top = 1
        if top == 0:
            continue
        while top:
            top -= 1
            here[:] = todo[top]
            some, more = _propagate(here, allowed, scope_start, scope, value_start, values, packed, places, left, left_places, seen)
            checks += more
            branch = _branch(here, scope_start, scope, value_start, values, packed, places, open_) if some else -1
            for v in range(value_start[branch] if branch >= 0 else 0, value_start[branch + 1] if branch >= 0 else 0):
                meets = False
                for i in range(size):
                    todo[top, i] = here[i] & values[v, i]
                    meets = meets or todo[top, i] != 0
                top += meets
        for i in range(size):
            state[i] &= right[q, i]
        checks += _propagate(state, allowed, scope_start, scope, value_start, values, packed, places, left, left_places, seen)[1]
    return checks
