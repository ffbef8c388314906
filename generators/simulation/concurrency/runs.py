"""Whether a lazy solver finds the answer, fast: the policies of `cheap.py` and schedules at random, run over rows of small numbers. A test
holds the two against each other."""

from functools import lru_cache
from itertools import permutations
from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import unmanaged, write
from synth.generators.simulation.concurrency.kernel import Coded, over, step

ORDERED, TO_THE_END, IN_TURN = range(3)
RUNS = 12
"""Schedules at random that a problem is tried with."""


class Plans(NamedTuple):
    """Policies for a number of threads: kind, steps, which thread is first, whether backwards, and an order of the threads."""

    cheap: Any
    """Those of `cheap.POLICIES`, in their order."""
    sequential: Any
    """The threads one after another, in every order."""


@lru_cache(maxsize=8)
def plans(width: int) -> Plans:
    """For so many threads."""
    order = [*range(width)]
    cheap = [
        [TO_THE_END, 1, 0, 0, *order],
        [TO_THE_END, 1, 0, 0, *order[::-1]],
        [ORDERED, 1, 0, 0, *order],
        [IN_TURN, 1, 0, 0, *order],
        [IN_TURN, 1, width - 1, 1, *order],
        [IN_TURN, 2, 0, 0, *order],
    ]
    sequential = [[TO_THE_END, 1, 0, 0, *order] for order in permutations(range(width))]
    return Plans(np.array(cheap, np.int32), np.array(sequential, np.int32))


def led(code: Coded, policies: Any, seed: int = 0, runs: int = 0) -> set[int]:
    """What x holds where policies, and runs at random, lead to the end of all threads."""
    ends = np.empty(len(policies) + runs, np.int32)
    many = _led(*code, policies, seed, runs, np.empty_like(code.start), ends)
    return set(ends[:many].tolist())


def hidden(code: Coded, seed: int, few: int) -> int:
    """In how many orders of the threads a deadlock comes about when each thread stops at its first lock within which it takes another; -1
    where a policy finds a deadlock, or more than a few schedules at random do, or one where each thread stops at its first lock."""
    cheap, sequential = plans(len(code.ends))
    return int(_hidden(*code, cheap, sequential, seed, few, np.empty_like(code.start), np.empty_like(code.start)))


@unmanaged
def _follow(lines, kind, plan, state):
    """The state where a policy leads, from the one that is there."""
    width = len(lines)
    steps, first, back = plan[1], plan[2], plan[3]
    last, made = -1, 0
    while True:
        moved = -1
        if kind == TO_THE_END and last >= 0 and step(lines, last, state):
            moved = last
        begin = first
        if last >= 0:
            begin = last if made % steps else (last + (-1 if back else 1)) % width
        for k in range(width):
            if moved >= 0:
                break
            thread = (begin + (-k if back else k)) % width if kind == IN_TURN else plan[4 + k]
            if step(lines, thread, state):
                moved = thread
        if moved < 0:
            return
        made = made + 1 if moved == last else 1
        last = moved


@unmanaged
def _stray(lines, mixed, state):
    """The same where a schedule at random leads, and the generator's state after it."""
    width = len(lines)
    while True:
        mixed = mixed * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
        first, led = np.int64(mixed >> np.uint64(33)) % width, False
        for k in range(width):
            thread = (first + k) % width
            if step(lines, thread, state):
                led = True
                break
        if not led:
            return mixed


@unmanaged
def _led(lines, start, ends, policies, seed, runs, state, found):
    mixed, many = np.uint64(seed), 0
    for k in range(len(policies) + runs):
        write(start, state)
        if k < len(policies):
            _follow(lines, policies[k, 0], policies[k], state)
        else:
            mixed = _stray(lines, mixed, state)
        if over(state, ends):
            found[many] = state[2 * len(ends)]
            many += 1
    return many


@unmanaged
def _grab(lines, plan, nested, state, before):
    """Each thread until it has taken its first lock or semaphore (nested: the first after which it takes another at once), as far as it
    gets there, then one thread after another."""
    width = len(lines)
    for k in range(width):
        thread = plan[4 + k]
        write(state, before)
        taken = False
        while not (taken and (not nested or lines[thread, state[thread], 0] == 0)):
            taken = lines[thread, state[thread], 0] == 0
            if not step(lines, thread, state):
                write(before, state)
                break
    _follow(lines, ORDERED, plan, state)


@unmanaged
def _hidden(lines, start, ends, cheap, sequential, seed, few, state, before):
    mixed = np.uint64(seed)
    for _ in range(RUNS):
        write(start, state)
        mixed = _stray(lines, mixed, state)
        if not over(state, ends):
            few -= 1
            if few < 0:
                return -1
    for k in range(len(cheap)):
        write(start, state)
        _follow(lines, cheap[k, 0], cheap[k], state)
        if not over(state, ends):
            return -1
    easy = 0
    for nested in range(2):
        for k in range(len(sequential)):
            write(start, state)
            _grab(lines, sequential[k], nested, state, before)
            if not over(state, ends):
                if not nested:
                    return -1
                easy += 1
    return easy
