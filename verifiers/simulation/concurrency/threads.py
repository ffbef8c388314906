"""Threads whose lines are run one at a time: what a line does, schedules replayed, and all states that schedules can lead to."""

import operator
from collections.abc import Callable, Sequence
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

Relation = Literal["==", "!=", ">", "<"]
COMPARE: dict[Relation, Callable[[int, int], bool]] = {"==": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt}
THREADS, LINES, VARIABLES, SEMAPHORES, LOCKS = "ABCD", 12, "xyz", "STU", "MNK"
Variable = Annotated[int, Meta(ge=0, lt=len(VARIABLES))]
Number = Annotated[int, Meta(ge=-9, le=9)]


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What lines share: nothing but their form."""


class Lock(_Line, frozen=True, tag="lock"):
    """Possible only while the lock is free."""

    lock: Annotated[int, Meta(ge=0, lt=len(LOCKS))]


class Unlock(_Line, frozen=True, tag="unlock"):
    lock: Annotated[int, Meta(ge=0, lt=len(LOCKS))]


class Wait(_Line, frozen=True, tag="wait"):
    """Possible only while the semaphore is above 0; lowers it by 1."""

    semaphore: Annotated[int, Meta(ge=0, lt=len(SEMAPHORES))]


class Signal(_Line, frozen=True, tag="signal"):
    """Raises the semaphore by 1."""

    semaphore: Annotated[int, Meta(ge=0, lt=len(SEMAPHORES))]


class Get(_Line, frozen=True, tag="get"):
    """The thread's own t becomes the variable."""

    variable: Variable


class Put(_Line, frozen=True, tag="put"):
    """The variable becomes t and a number."""

    variable: Variable
    number: Number


class Let(_Line, frozen=True, tag="let"):
    """The variable becomes a number."""

    variable: Variable
    number: Number


class Add(_Line, frozen=True, tag="add"):
    """The variable grows by a number, in one step."""

    variable: Variable
    number: Number


class If(_Line, frozen=True, tag="if"):
    """Where the variable compares so with the number, the thread goes on at a later line, counted from 0."""

    variable: Variable
    relation: Relation
    number: Number
    to: Annotated[int, Meta(ge=1, le=LINES)]


Line = Lock | Unlock | Wait | Signal | Get | Put | Let | Add | If
State = int
"""Fields of bits: the line of each thread, then its own variable, then variables, semaphores and locks."""
BITS, ZERO = 10, 512
"""Bits of a field, and what stands for 0 in those of numbers; no program of ours gets further than 500 away from it."""
FIELD = (1 << BITS) - 1
Move = Callable[[State], State | None]
"""What a line does: the state after it; None where it is not possible."""


class Program(NamedTuple):
    """Lines made ready."""

    lines: tuple[tuple[Move | None, ...], ...]
    """Of each thread, and None behind them."""
    taking: tuple[frozenset[int], ...]
    """The lines of each thread that take a lock or lower a semaphore."""
    start: State
    end: int
    """The fields of the lines of all threads, when all have finished."""
    numbers: int
    """Variables come from this field on."""

    def step(self, state: State, thread: int) -> State | None:
        """The state after the thread's next line; None where it has none or that is not possible."""
        move = self.lines[thread][state >> thread * BITS & FIELD]
        return move(state) if move else None

    def takes(self, state: State, thread: int) -> bool:
        """Whether the thread's next line takes a lock or lowers a semaphore."""
        return state >> thread * BITS & FIELD in self.taking[thread]

    def value(self, state: State, variable: int = 0) -> int:
        return (state >> (self.numbers + variable) * BITS & FIELD) - ZERO

    def finished(self, state: State) -> bool:
        return state & (1 << len(self.lines) * BITS) - 1 == self.end

    def replay(self, schedule: Sequence[int]) -> State | None:
        """The state after a schedule; None where a step of it is not possible."""
        state: State | None = self.start
        for thread in schedule:
            state = self.step(state, thread) if state is not None else None
        return state


def prepared(threads: Sequence[Sequence[Line]], variables: Sequence[int], semaphores: Sequence[int], locks: int) -> Program:
    """A free lock is a 1 in the state, a held one a 0."""
    first = 2 * len(threads)
    second = first + len(variables)
    third = second + len(semaphores)

    def ready(line: Line, number: int, thread: int) -> Move:
        on = 1 << thread * BITS
        match line:
            case Lock(lock):
                return _take((third + lock) * BITS, on)
            case Unlock(lock):
                return _let((third + lock) * BITS, 1, on)
            case Wait(semaphore):
                return _take((second + semaphore) * BITS, on)
            case Signal(semaphore):
                return _add((second + semaphore) * BITS, 1, on)
        at, own = (first + line.variable) * BITS, (thread + len(threads)) * BITS
        match line:
            case Get():
                return lambda state: state + on + ((state >> at & FIELD) - (state >> own & FIELD) << own)
            case Put(_, change):
                return lambda state: state + on + ((state >> own & FIELD) + change - (state >> at & FIELD) << at)
            case Let(_, value):
                return _let(at, value + ZERO, on)
            case Add(_, value):
                return _add(at, value, on)
            case If(_, relation, value, to):
                holds, than, jump = COMPARE[relation], value + ZERO, to - number << thread * BITS
                return lambda state: state + (jump if holds(state >> at & FIELD, than) else on)
        raise TypeError(line)

    fields = [0] * len(threads) + [ZERO] * len(threads) + [value + ZERO for value in variables] + [*semaphores] + [1] * locks
    lines = tuple((*(ready(line, number, thread) for number, line in enumerate(own)), None) for thread, own in enumerate(threads))
    taking = tuple(frozenset(number for number, line in enumerate(own) if isinstance(line, Lock | Wait)) for own in threads)
    end = sum(len(own) << thread * BITS for thread, own in enumerate(threads))
    return Program(lines, taking, sum(field << place * BITS for place, field in enumerate(fields)), end, first)


def _take(at: int, on: int) -> Move:
    change = on - (1 << at)
    return lambda state: state + change if state >> at & FIELD else None


def _let(at: int, value: int, on: int) -> Move:
    return lambda state: state + on + (value - (state >> at & FIELD) << at)


def _add(at: int, value: int, on: int) -> Move:
    change = on + (value << at)
    return lambda state: state + change


class Reached(NamedTuple):
    """What schedules can lead to."""

    came_from: dict[State, State]
    """Each state with one before it, the first one with -1; the thread that leads on is the one that is further. (Tuples of both would keep
    the garbage collector busy.)"""
    threads: int
    finished: list[State]
    stuck: list[State]
    complete: bool
    """Whether all states were met within the budget."""

    def schedule(self, state: State) -> list[int]:
        """One that leads to the state."""
        found: list[int] = []
        while (before := self.came_from[state]) >= 0:
            found.append(next(thread for thread in range(self.threads) if (state ^ before) >> thread * BITS & FIELD))
            state = before
        return found[::-1]


def explored(program: Program, budget: int, order: Sequence[int] | None = None) -> Reached:
    """All states that schedules can lead to, budget many at most. order: in which threads are tried."""
    came_from: dict[State, State] = {program.start: -1}
    todo, finished, stuck = [program.start], list[State](), list[State]()
    threads = [(thread * BITS, program.lines[thread]) for thread in order or range(len(program.lines))]
    while todo:
        state = todo.pop()
        moved = False
        for shift, lines in threads:
            move = lines[state >> shift & FIELD]
            if move and (following := move(state)) is not None:
                moved = True
                if following not in came_from:
                    came_from[following] = state
                    todo.append(following)
        if not moved:
            (finished if program.finished(state) else stuck).append(state)
        if len(came_from) > budget:
            return Reached(came_from, len(threads), finished, stuck, False)
    return Reached(came_from, len(threads), finished, stuck, True)
