"""Kinds, and what such people could say until one way is left, of which all that can go are taken back, compiled.

A world is a set of knights."""

from functools import cache
from itertools import accumulate

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic._refutation import counted, words
from synth.generators.logic._statements import LIE, MEMORY, TRUTH, WIDTH, Ints, people_in, some_of, worlds_of
from synth.generators.logic.knights_and_knaves.statements import WEIGHTS, Says, decoded, draw_statement
from synth.generators.solvers.bits import below, position, shuffle

TRIES = 200
PASSES = 3
"""How often everybody is put right in turn."""
_SUMS = [np.array([*accumulate(weights)]) for weights in WEIGHTS]
CHORUS = (0, 10, 15, 20)
"""Times of a hundred that two people speak together."""


def draw(seed: int, people: int, forms: int, guarded: bool, least: int) -> tuple[int, int, list[Says]]:
    """Statements that leave one way, each of which is needed: (effort, 0 when nothing came of it; the knights, as bits; the statements).

    guarded: whether those are left out that are solved by putting right one after the other; least: of the effort."""
    effort, knights, says = _draw(seed, people, forms, CHORUS[forms - 1], guarded, least, _SUMS[forms - 1], *_sets(people))
    return int(effort), int(knights), [decoded(row) for row in says.tolist()]


@cache
def _sets(people: int) -> tuple[Ints, Ints]:
    """All worlds, and of each person those in which they are a knight, and those in which not. Bit i of a world's number says so of
    person i."""
    every = (1 << (1 << people)) - 1
    knight = [every // ((1 << (1 << i)) + 1) << (1 << i) for i in range(people)]
    size = ((1 << people) + 63) // 64
    sets = words([kind for one in knight for kind in (one, every ^ one)], size)
    return words([every], size)[0].copy(), sets.reshape(people, 2, size).copy()


@unmanaged
def _walked_into(people, rows, size, true, world_of):
    """Whether the kinds come out when everybody is put right in turn, by what they say: a few times from the first to the last, or back."""
    for start in (0, (1 << people) - 1):
        for back in (False, True):
            world = start
            for turn in range(size * PASSES):
                c = turn % size
                c = size - 1 - c if back else c
                speakers = 1 << rows[c, WIDTH]
                if rows[c, WIDTH + 1] >= 0:
                    speakers |= 1 << rows[c, WIDTH + 1]
                world = world | speakers if true[c, world >> 6] >> (world & 63) & 1 else world & ~speakers
                if world == world_of:
                    return True
    return False


@unmanaged
def _alone(left, world):
    """Whether that world is the only one left."""
    for i in range(len(left)):  # noqa: SIM110
        if left[i] != (1 << (world & 63) if i == world >> 6 else 0):
            return False
    return True


@unmanaged
def _needed(size, allowed, turn, gone, left, every, world):
    """Mark the statements that can go, in their turn, as long as that world is the only one left."""
    for t in range(size):
        write(every, left)
        for c in range(size):
            if c != turn[t] and not gone[c]:
                for i in range(len(left)):
                    left[i] &= allowed[c, i]
        gone[turn[t]] = _alone(left, world)


@njit(cache=True)
def _draw(seed, people, forms, chorus, guarded, least, sums, every, of_kind):
    state, speakers, members, most = np.array([seed]), np.arange(people), np.zeros(2, np.int64), 6 * people + 1
    rows, chosen = np.zeros((most, WIDTH + 2), np.int64), np.zeros((most, WIDTH + 2), np.int64)
    true, allowed = np.zeros((most, len(every)), np.int64), np.zeros((most, len(every)), np.int64)
    memory, left = np.zeros((MEMORY, len(every)), np.int64), np.zeros(len(every), np.int64)
    turn, gone = np.zeros(most, np.int64), np.zeros(most, np.bool_)
    scope, scope_start = np.zeros(most * people, np.int64), np.zeros(most + 1, np.int64)
    values, value_start = of_kind.reshape(people * 2, len(every)), np.arange(people + 1) * 2
    right, told = np.zeros((people, len(every)), np.int64), np.zeros((most, len(every)), np.int64)
    for _ in range(TRIES):
        members[TRUTH] = some_of(state, (1 << people) - 1, 1 + below(state, people - 1))
        members[LIE] = (1 << people) - 1 & ~members[TRUTH]
        write(every, left)
        size, waiting, settled = 0, 0, False
        for _ in range(6 * people):
            if waiting == 0:
                shuffle(state, speakers, people)
                waiting = people
            waiting -= 1
            if not draw_statement(state, sums, people, forms, chorus, members, speakers[waiting], rows[size]):
                continue
            worlds_of(rows[size], every, of_kind, memory, true[size])
            new = False
            for i in range(len(every)):
                some = every[i] & ~(of_kind[rows[size, WIDTH], TRUTH, i] ^ true[size, i])
                if rows[size, WIDTH + 1] >= 0:
                    some &= ~(of_kind[rows[size, WIDTH + 1], TRUTH, i] ^ true[size, i])
                allowed[size, i] = some
                new = new or left[i] & ~some != 0
            if new:
                for i in range(len(every)):
                    left[i] &= allowed[size, i]
                size += 1
                settled = _alone(left, members[TRUTH])
                if settled:
                    break
        if not settled:
            continue
        for c in range(size):
            turn[c] = c
        shuffle(state, turn, size)
        gone[:] = False
        _needed(size, allowed, turn, gone, left, every, members[TRUTH])
        shuffle(state, turn, size)
        height = kept = 0
        for t in range(size):
            if not gone[turn[t]]:
                write(rows[turn[t]], chosen[kept])
                write(true[turn[t]], told[kept])
                kept += 1
        if guarded and _walked_into(people, chosen, kept, told, members[TRUTH]):
            continue
        kept = 0
        for t in range(size):
            if not gone[turn[t]]:
                write(allowed[turn[t]], told[kept])
                about = people_in(chosen[kept]) | 1 << chosen[kept, WIDTH]
                if chosen[kept, WIDTH + 1] >= 0:
                    about |= 1 << chosen[kept, WIDTH + 1]
                while about:
                    scope[height] = position(about)
                    about &= about - 1
                    height += 1
                kept += 1
                scope_start[kept] = height
        for p in range(people):
            write(of_kind[p, TRUTH if members[TRUTH] >> p & 1 else LIE], right[p])
        effort = counted(every, told[:kept], scope_start[: kept + 1], scope[:height], value_start, values, right)
        if effort >= least:
            return effort, members[TRUTH], chosen[:kept].copy()
    return 0, 0, chosen
