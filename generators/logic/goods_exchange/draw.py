"""Drawing steps, each of which moves something or would have if its condition had come out otherwise, in a kernel."""

import numpy as np

from synth.generators.kernels import njit, same, unmanaged, write
from synth.generators.logic.goods_exchange.course import (
    ACTION,
    AGAIN,
    GIVE,
    HOLDER,
    HOLDS,
    KIND,
    MET,
    MORE,
    NOBODY,
    NONE,
    OTHERWISE,
    PASS,
    POSITIVE,
    STEP,
    SWAP,
    TOGETHER,
    X,
    Y,
    after,
    goods_in_action,
    goods_in_condition,
    holds,
    take,
)
from synth.generators.solvers.bits import below, chance, real

STARTS, TRIES = 20, 40


@njit(cache=True)
def drawn(people, goods, count, conditions, holders, earlier, voids, state):
    """A record in numbers: who holds each good at first, the steps, which of them are void, who holds each good at the end, and the length
    of the longest chain; without steps where none is found. earlier: steps that refer back to an earlier one, at most."""
    steps, marks = np.empty((count, STEP), np.int64), np.empty((3, count), np.int64)
    start, holder, room = np.empty(goods, np.int64), np.empty(goods, np.int64), np.empty((3, goods), np.int64)
    past = np.empty((3, count), np.int64)  # of each step the two who swapped in it, as one number, and whether its condition was met
    asked, chain = past[2], np.empty(goods, np.int64)
    for _ in range(STARTS):
        for good in range(goods):
            other = below(state, good + 1)
            start[good], start[other] = start[other], good if good < people else below(state, people)
        marks[:] = 0
        _mark(marks[2], marks[2], 1, count - 1, voids, state)
        _mark(marks[0], marks[2], 1, count - 1, conditions, state)
        _mark(marks[1], marks[1], 0, count, holders, state)
        write(start, holder)
        chain[:] = 0
        left, found = earlier, True
        for number in range(count):
            found = _step(steps, number, marks[:, number], people, left, holder, past, chain, room, state)
            if not found:
                break
            if marks[2, number]:
                past[0, number], past[1, number], asked[number] = NOBODY, 0, 0
            else:
                step = steps[number]
                left -= step[0] == AGAIN or step[KIND] == MET
                _grow(step, number, people, holder, past, asked, chain, room)
                take(step, number, people, holder, past, room[0])
        if not found:
            continue
        deepest = chain.max()
        if voids:
            write(start, room[1])
            for number in range(count):
                take(steps[number], number, people, room[1], past, room[0])
            if same(room[1], holder):
                continue
        return start, steps, marks[2], holder, deepest
    return start, steps[:0], marks[2], holder, 0


@unmanaged
def _mark(marks, but, first, end, count, state):
    """Mark so many of the steps from the first on that are not marked in `but`, or all there are."""
    left = 0
    for number in range(first, end):
        left += but[number] == 0
    for number in range(first, end):
        if but[number] == 0 and left > 0:
            chosen = below(state, left) < count
            left -= 1
            count -= chosen
            marks[number] = int(chosen)


@unmanaged
def _step(steps, number, marks, people, left, holder, past, chain, room, state):
    """Draw a step into its place; whether one is found."""
    conditional, with_holder, plain = marks[0] == 1, marks[1] == 1, marks[2] == 1 or left <= 0
    step, moved, other = steps[number], room[0], room[1]
    for _ in range(TRIES):
        step[OTHERWISE], step[KIND], step[POSITIVE] = NONE, NONE, True
        _action(step[:ACTION], steps, number, with_holder and chance(state, 0.8), plain, people, len(holder), past, state)
        after(step[:ACTION], people, holder, past, moved)
        if same(moved, holder):
            continue
        if not conditional:
            return True
        clear = _condition(step, steps, number, people, left, holder, chain, state)
        if not clear or goods_in_condition(step) & goods_in_action(step[:ACTION]):
            continue
        step[POSITIVE] = holds(step, holder, past) == chance(state, 0.5)  # met in half of the steps, said with "not" in half of them
        if step[0] == AGAIN or not chance(state, 0.35):
            return True
        _action(step[OTHERWISE:KIND], steps, number, with_holder, True, people, len(holder), past, state)
        after(step[OTHERWISE:KIND], people, holder, past, other)
        if not same(other, holder) and not same(other, moved):
            return True
    return False


@unmanaged
def _action(action, steps, number, with_holder, plain, people, goods, past, state):
    """plain: whether it must not refer to an earlier step."""
    action[1:] = NOBODY
    if not plain and chance(state, 0.25):
        found = 0
        for k in range(number - 1):
            again = past[0, k] == NOBODY or steps[k, 0] != SWAP or steps[k, OTHERWISE] != NONE
            for later in range(k + 1, number):
                again |= steps[later, 0] == AGAIN and steps[later, 1] == k
            if not again:
                found += 1
                if not below(state, found):
                    action[1] = k
        if found:
            action[0] = AGAIN
            return
    kind = real(state)
    good, other = below(state, goods), below(state, goods - 1)
    other += other >= good
    if kind < 0.35:
        action[0], action[1], action[2] = GIVE, good, HOLDER + other if with_holder else below(state, people)
    elif with_holder:
        action[0], action[1], action[2] = SWAP, HOLDER + good, HOLDER + other if chance(state, 0.4) else below(state, people)
    else:
        size = 2 if kind >= 0.5 else 4 if people > 5 and chance(state, 0.4) else 3
        action[0] = SWAP if size == 2 else PASS
        for k in range(1, size + 1):
            person = below(state, people)
            while person == action[1] or person == action[2] or person == action[3]:
                person = below(state, people)
            action[k] = person


@unmanaged
def _condition(step, steps, number, people, left, holder, chain, state):
    """Whether it is one that says something."""
    goods = len(holder)
    if left > 0 and chance(state, 0.3):
        found = 0
        for k in range(number - 1):
            if steps[k, KIND] != NONE:
                found += 1
                if not below(state, found):
                    step[KIND], step[X], step[Y] = MET, k, 0
        if found:
            return True
    good, other = below(state, goods), below(state, goods)
    if chain[other] > chain[good]:
        good = other
    kind = real(state)
    if kind < 0.55:  # asked about the holder about as often as about somebody else
        step[KIND], step[X], step[Y] = HOLDS, holder[good] if chance(state, 0.4) else below(state, people), good
        return True
    if kind < 0.8:
        step[KIND], step[X], step[Y] = TOGETHER, good, below(state, goods)
        return step[Y] != good
    step[KIND], step[X], step[Y] = MORE, below(state, people), below(state, people - 1)
    step[Y] += step[Y] >= step[X]
    return True


@unmanaged
def _grow(step, number, people, holder, past, asked, chain, room):
    """Lengthen the chains of what the step moves, or would move if its condition came out otherwise."""
    held, chains = room[0], room[1]
    deepest = _needed_by_condition(step, holder, asked, chain)
    asked[number] = deepest
    write(chain, chains)
    for first in (0, OTHERWISE):
        action = step[first : first + ACTION]
        if action[0] == NONE:
            continue
        longest = max(deepest, _needed_by_action(action, asked, chain))
        after(action, people, holder, past, held)
        for good in range(len(holder)):
            if held[good] != holder[good]:
                chains[good] = max(chains[good], 1 + longest, 1 + chain[good])
    if step[0] == SWAP:
        asked[number] = max(deepest, _needed_by_action(step[:ACTION], asked, chain))
    write(chains, chain)


@unmanaged
def _needed_by_action(action, asked, chain):
    """The longest chain that one has to have followed to know whom or what an action means."""
    if action[0] == AGAIN:
        return asked[action[1]]
    named = goods_in_action(action)
    if action[0] == GIVE and action[2] < HOLDER:
        named = 0
    return _longest(named, chain)


@unmanaged
def _needed_by_condition(step, holder, asked, chain):
    if step[KIND] == MET:
        return asked[step[X]]
    named = goods_in_condition(step)
    if step[KIND] == MORE:
        for good in range(len(holder)):
            if holder[good] == step[X] or holder[good] == step[Y]:
                named |= 1 << good
    return _longest(named, chain)


@unmanaged
def _longest(named, chain):
    found = 0
    for good in range(len(chain)):
        if named >> good & 1:
            found = max(found, chain[good])
    return found
