"""All states that schedules lead to, fast: the search of the verifier's `explored`, in the same order, over rows of small numbers. A test
holds the two against each other."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.verifiers.simulation.concurrency.threads import LINES, Add, Get, If, Let, Line, Lock, Put, Signal, Unlock, Wait

KINDS = {Lock: 0, Wait: 0, Unlock: 1, Signal: 2, Get: 3, Put: 4, Let: 5, Add: 6, If: 7}
RELATIONS = {"==": 0, "!=": 1, ">": 2, "<": 3}
NEVER = 8
SLOTS = 4096
"""Places of the table of states, twice as many as states at least, and a power of 2."""


class Explored(NamedTuple):
    """What schedules lead to; states are numbers from 0, the start, in the order in which they are met."""

    states: Any
    """A row each: the line of each thread, what each has of its own, then variables, semaphores and locks."""
    parents: Any
    moved: Any
    """The state before, and the thread that leads on from there."""
    many: int
    x: int
    """Where states hold x."""
    finished: list[int]
    stuck: list[int]
    complete: bool
    """Whether all states were met within the budget."""

    def schedule(self, state: int) -> list[int]:
        """One that leads to the state."""
        found: list[int] = []
        while state:
            found.append(int(self.moved[state]))
            state = int(self.parents[state])
        return found[::-1]

    def value(self, state: int) -> int:
        """What x holds."""
        return int(self.states[state, self.x])


def explored(
    threads: Sequence[Sequence[Line]], variables: Sequence[int], semaphores: Sequence[int], locks: int, budget: int, order: Sequence[int]
) -> Explored:
    """All states that schedules can lead to, budget many at most. order: in which threads are tried."""
    if 2 * (budget + len(threads)) > SLOTS:
        raise ValueError("more states than the table has room for")
    width = len(threads)
    first = 2 * width
    second = first + len(variables)
    lines = np.full((width, LINES + 1, 5), NEVER, np.int32)
    for place, (own, thread) in enumerate(zip(lines, threads, strict=True)):
        for number, line in enumerate(thread):
            own[number] = _coded(line, width + place, first, second, second + len(semaphores), number)
    start = np.array([0] * first + [*variables, *semaphores] + [1] * locks, np.int32)
    ends = np.array([len(thread) for thread in threads], np.int32)
    states = np.empty((budget + width + 1, len(start)), np.int32)
    parents, moved = np.empty(len(states), np.int32), np.empty(len(states), np.int32)
    last = np.empty(len(states), np.int32)
    count, done, complete = _explored(lines, start, np.array(order, np.int32), budget, states, parents, moved, last)
    over = [int(state) for state in last[:done]]
    reached = (states[last[:done], :width] == ends).all(axis=1).tolist()
    finished = [state for state, whole in zip(over, reached, strict=True) if whole]
    stuck = [state for state, whole in zip(over, reached, strict=True) if not whole]
    return Explored(states, parents, moved, count, first, finished, stuck, complete)


def _coded(line: Line, own: int, first: int, second: int, third: int, number: int) -> tuple[int, int, int, int, int]:
    """Kind, field, number, relation or own field, and where it jumps to."""
    kind = KINDS[type(line)]
    match line:
        case Lock(lock) | Unlock(lock):
            return kind, third + lock, 0, 0, 0
        case Wait(semaphore) | Signal(semaphore):
            return kind, second + semaphore, 0, 0, 0
        case If(variable, relation, value, to):
            return kind, first + variable, value, RELATIONS[relation], to
        case Get(variable):
            return kind, first + variable, 0, own, 0
        case Put(variable, value):
            return kind, first + variable, value, own, 0
        case Let(variable, value) | Add(variable, value):
            return kind, first + variable, value, 0, 0
    raise TypeError(line)


@unmanaged
def _step(line, thread, source, target):
    """Writes down the state after a line; false where it is not possible."""
    kind, field = line[0], line[1]
    if kind == 8 or (kind == 0 and source[field] <= 0):
        return False
    for k in range(len(source)):
        target[k] = source[k]
    target[thread] += 1
    if kind == 0:
        target[field] -= 1
    elif kind == 1:
        target[field] = 1
    elif kind == 2:
        target[field] += 1
    elif kind == 3:
        target[line[3]] = source[field]
    elif kind == 4:
        target[field] = source[line[3]] + line[2]
    elif kind == 5:
        target[field] = line[2]
    elif kind == 6:
        target[field] += line[2]
    else:
        value, than, relation = source[field], line[2], line[3]
        if (
            (relation == 0 and value == than)
            or (relation == 1 and value != than)
            or (relation == 2 and value > than)
            or (relation == 3 and value < than)
        ):
            target[thread] = line[4]
    return True


@unmanaged
def _place(states, row, table):
    """Where a state stands in the table, or would."""
    mixed = np.uint64(1469598103934665603)
    for k in range(states.shape[1]):
        mixed = (mixed ^ np.uint64(states[row, k] & 0xFFFF)) * np.uint64(1099511628211)
        mixed ^= mixed >> np.uint64(29)
    place = np.int64(mixed & np.uint64(len(table) - 1))
    while table[place] >= 0:
        same = True
        for k in range(states.shape[1]):
            if states[table[place], k] != states[row, k]:
                same = False
                break
        if same:
            break
        place = (place + 1) & (len(table) - 1)
    return place


@njit(cache=True)
def _explored(lines, start, order, budget, states, parents, moved, last):
    table, todo = np.full(SLOTS, -1, np.int32), np.empty(len(states), np.int32)
    states[0] = start
    parents[0] = moved[0] = -1
    table[_place(states, 0, table)] = 0
    todo[0] = 0
    count, waiting, done = 1, 1, 0
    while waiting:
        waiting -= 1
        state, led = todo[waiting], False
        for thread in order:
            if _step(lines[thread, states[state, thread]], thread, states[state], states[count]):
                led = True
                place = _place(states, count, table)
                if table[place] < 0:
                    table[place] = count
                    parents[count], moved[count] = state, thread
                    todo[waiting] = count
                    waiting += 1
                    count += 1
        if not led:
            last[done] = state
            done += 1
        if count > budget:
            return count, done, False
    return count, done, True
