"""All states that schedules lead to, fast: the search of the verifier's `explored`, in the same order, over rows of small numbers. A test
holds the two against each other."""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.verifiers.simulation.concurrency.threads import Add, Get, If, Let, Line, Lock, Put, Signal, Unlock, Wait

KINDS = {Lock: 0, Wait: 0, Unlock: 1, Signal: 2, Get: 3, Put: 4, Let: 5, Add: 6, If: 7}
RELATIONS = {"==": 0, "!=": 1, ">": 2, "<": 3}
NEVER = array("i", [8] * 5).tobytes()
SLOTS = 4096
"""Places of the table of states, twice as many as states at least, and a power of 2."""
FACTORS = np.array([(2 * k + 1) * 0x9E3779B97F4A7C15 % 2**64 | 1 for k in range(24)], np.uint64)
"""An odd number a field, for the table."""


class Coded(NamedTuple):
    """Threads as numbers."""

    lines: Any
    """Five numbers a line: kind, field, number, relation, where it jumps to; behind the last one of a thread one that is never possible."""
    start: Any
    """The line of each thread, what each has of its own, then variables, semaphores and locks; a free lock is a 1."""
    ends: Any
    """How many lines each thread has."""

    @property
    def x(self) -> int:
        """Where states hold x."""
        return 2 * len(self.ends)


class Explored(NamedTuple):
    """What schedules lead to; states are numbers from 0, the start, in the order in which they are met."""

    states: Any
    """A row each, as the start is one."""
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

    @property
    def values(self) -> dict[int, int]:
        """What x holds in the end, and the last state met that is such an end."""
        return dict(zip(self.states[self.finished, self.x].tolist(), self.finished, strict=True))


def coded(threads: Sequence[Sequence[Line]], variables: Sequence[int], semaphores: Sequence[int], locks: int) -> Coded:
    """Threads, ready to be run."""
    width, most = len(threads), max(map(len, threads))
    first = 2 * width
    second = first + len(variables)
    third = second + len(semaphores)
    row = _rows(first, second, third).__getitem__
    parts = [part for own in threads for part in (*map(row, own), NEVER * (most + 1 - len(own)))]
    lines = np.frombuffer(bytearray().join(parts), np.int32).reshape(width, most + 1, 5)
    start = np.array([0] * first + [*variables, *semaphores] + [1] * locks, np.int32)
    return Coded(lines, start, np.array([len(own) for own in threads], np.int32))


class _Rows(dict[Line, bytes]):
    """The numbers of lines, where variables, semaphores and locks begin at first, second and third."""

    def __init__(self, first: int, second: int, third: int) -> None:
        self.first, self.second, self.third = first, second, third

    def __missing__(self, line: Line) -> bytes:
        numbers = [KINDS[type(line)], 0, 0, 0, 0]
        match line:
            case Lock(lock) | Unlock(lock):
                numbers[1] = self.third + lock
            case Wait(semaphore) | Signal(semaphore):
                numbers[1] = self.second + semaphore
            case Get(variable):
                numbers[1] = self.first + variable
            case Put(variable, value) | Let(variable, value) | Add(variable, value):
                numbers[1:3] = self.first + variable, value
            case If(variable, relation, value, to):
                numbers[1:] = self.first + variable, value, RELATIONS[relation], to
        found = self[line] = array("i", numbers).tobytes()
        return found


_rows = lru_cache(maxsize=64)(_Rows)


def explored(code: Coded, budget: int, order: Sequence[int]) -> Explored:
    """All states that schedules can lead to, budget many at most. order: in which threads are tried."""
    width = len(code.ends)
    if 2 * (budget + width) > SLOTS:
        raise ValueError("more states than the table has room for")
    room = budget + width + 1
    states, marks = np.empty((room, len(code.start)), np.int32), np.empty((4, room), np.int32)
    many, done, stuck, complete = _explored(*code, np.array(order, np.int32), budget, states, marks)
    parents, moved, finished, over = marks
    return Explored(states, parents, moved, many, code.x, finished[:done].tolist(), over[:stuck].tolist(), complete)


@unmanaged
def effect(line, thread, width, state):
    """The field that a line of a thread changes, what it holds then, and the line that follows; -1 first where it is not possible. width:
    how many threads there are."""
    kind, field, number = line[0], line[1], line[2]
    following = state[thread] + 1
    if kind == 8:
        return -1, 0, 0
    value = state[field]
    if kind == 0:
        if value <= 0:
            return -1, 0, 0
        value -= 1
    elif kind == 1:
        value = 1
    elif kind == 2:
        value += 1
    elif kind == 3:
        field = width + thread
    elif kind == 4:
        value = state[width + thread] + number
    elif kind == 5:
        value = number
    elif kind == 6:
        value += number
    else:
        relation = line[3]
        if (
            (relation == 0 and value == number)
            or (relation == 1 and value != number)
            or (relation == 2 and value > number)
            or (relation == 3 and value < number)
        ):
            following = line[4]
    return field, value, following


@unmanaged
def step(lines, thread, state):
    """Makes the state the one after a thread's next line; false where it is not possible."""
    field, value, following = effect(lines[thread, state[thread]], thread, len(lines), state)
    if field < 0:
        return False
    state[field] = value
    state[thread] = following
    return True


@unmanaged
def over(state, ends):
    """Whether all threads have finished."""
    for thread in range(len(ends)):
        if state[thread] != ends[thread]:
            break
    else:
        return True
    return False


@unmanaged
def _place(states, row, mixed, mixes, table):
    """Where a state stands in the table, or would. mixed: what stands for it; mixes: the same of those that are in the table."""
    place = np.int64((mixed ^ (mixed >> np.uint64(32))) & np.uint64(len(table) - 1))
    while table[place] >= 0:
        other = table[place]
        if mixes[other] == mixed:
            same = True
            for k in range(states.shape[1]):
                if states[other, k] != states[row, k]:
                    same = False
                    break
            if same:
                break
        place = (place + 1) & (len(table) - 1)
    return place


@njit(cache=True)
def _explored(lines, start, ends, order, budget, states, marks):
    """marks: the state before each, the thread that led on, the finished states, and those that are stuck."""
    table, todo, mixes = np.full(SLOTS, -1, np.int32), np.empty(len(states), np.int32), np.zeros(len(states), np.uint64)
    states[0] = start
    marks[0, 0] = marks[1, 0] = -1
    table[_place(states, 0, mixes[0], mixes, table)] = 0  # what stands for a state grows by its difference from the start
    todo[0] = 0
    count, waiting, done, stuck, width = 1, 1, 0, 0, len(ends)
    while waiting:
        waiting -= 1
        state, led = todo[waiting], False
        for thread in order:
            field, value, following = effect(lines[thread, states[state, thread]], thread, width, states[state])
            if field < 0:
                continue
            led = True
            for k in range(states.shape[1]):
                states[count, k] = states[state, k]
            states[count, field] = value
            states[count, thread] = following
            mixes[count] = mixes[state] + FACTORS[thread] * np.uint64(following - states[state, thread])
            mixes[count] += FACTORS[field] * np.uint64(value - states[state, field])
            place = _place(states, count, mixes[count], mixes, table)
            if table[place] < 0:
                table[place] = count
                marks[0, count], marks[1, count] = state, thread
                todo[waiting] = count
                waiting += 1
                count += 1
        if not led:
            if over(states[state], ends):
                marks[2, done] = state
                done += 1
            else:
                marks[3, stuck] = state
                stuck += 1
        if count > budget:
            return count, done, stuck, False
    return count, done, stuck, True
