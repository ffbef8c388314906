"""What a lazy solver would do: run the threads one after another, in turn, or at random. `runs.py` does the same for drafts, fast."""

from collections.abc import Callable, Sequence
from itertools import permutations
from random import Random

from synth.verifiers.simulation.concurrency.threads import BITS, FIELD, Program, State

Choice = Callable[[int, int], Sequence[int]]
"""The threads in the order in which they are asked whether they can make the next step: of the thread that made the last one (-1 at first)
and how many it has made without a break."""


def run(program: Program, choose: Choice, state: State | None = None) -> tuple[list[int], State]:
    """A schedule until no thread can go on, and the state after it. state: where it begins, if not at the start."""
    state, schedule = program.start if state is None else state, list[int]()
    lines, last, count = program.lines, -1, 0
    while True:
        for thread in choose(last, count):
            move = lines[thread][state >> thread * BITS & FIELD]
            if move and (following := move(state)) is not None:
                break
        else:
            return schedule, state
        count = count + 1 if thread == last else 1
        last, state = thread, following
        schedule.append(thread)


def in_order(order: Sequence[int]) -> Choice:
    """One thread after another; a later one only while the earlier ones cannot go on."""
    return lambda last, count: order


def to_the_end(order: Sequence[int]) -> Choice:
    """One thread after another; a thread keeps its turn until it cannot go on."""
    kept = {last: (last, *order) for last in order} | {-1: order}
    return lambda last, count: kept[last]


def in_turn(count: int, steps: int = 1, first: int = 0, back: bool = False) -> Choice:
    """Some steps of each thread in turn; those that cannot go on are passed over."""
    around = [[(start + (-k if back else k)) % count for k in range(count)] for start in range(count)]
    after = [around[(last + (-1 if back else 1)) % count] for last in range(count)]
    return lambda last, made: around[first] if last < 0 else after[last] if made % steps == 0 else around[last]


def stray(program: Program, rng: Random) -> tuple[list[int], State]:
    """A schedule at random until no thread can go on, and the state after it."""
    state, schedule, count = program.start, list[int](), len(program.lines)
    threads = [(thread, thread * BITS, moves) for thread, moves in enumerate(program.lines)] * 2
    while True:
        first = int(rng.random() * count)
        for thread, at, moves in threads[first : first + count]:
            move = moves[state >> at & FIELD]
            if move and (following := move(state)) is not None:
                state = following
                schedule.append(thread)
                break
        else:
            return schedule, state


def sequential(program: Program) -> list[Choice]:
    """The threads one after another, in every order."""
    return [to_the_end(order) for order in orders(program)]


def grabbing(program: Program, order: Sequence[int], nested: bool = False) -> tuple[list[int], State]:
    """Each thread until it has taken its first lock or semaphore, then one thread after another: what comes to mind first where a deadlock
    is asked for. nested: until it has taken the first one after which it takes another at once."""
    state, schedule = program.start, list[int]()
    for thread in order:
        at, steps, taken = state, list[int](), False
        while not (taken and (not nested or program.takes(at, thread))):
            taken, following = program.takes(at, thread), program.step(at, thread)
            if following is None:
                break
            at = following
            steps.append(thread)
        else:
            state = at
            schedule += steps
    rest, state = run(program, in_order(order), state)
    return schedule + rest, state


def orders(program: Program) -> list[tuple[int, ...]]:
    """All orders of the threads."""
    return list(permutations(range(len(program.lines))))


POLICIES: dict[str, Callable[[int], Choice]] = {
    "one thread after another": lambda count: to_the_end(range(count)),
    "one thread after another, the last first": lambda count: to_the_end(range(count)[::-1]),
    "one thread first whenever it can go on": lambda count: in_order(range(count)),
    "in turn": lambda count: in_turn(count),
    "in turn, the last first": lambda count: in_turn(count, first=count - 1, back=True),
    "two steps each in turn": lambda count: in_turn(count, 2),
}
