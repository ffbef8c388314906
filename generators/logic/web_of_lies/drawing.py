"""Kinds, and what such people could say until those asked about are settled, compiled."""

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, same, unmanaged, write
from synth.generators.logic._refutation import counted, words
from synth.generators.logic._statements import (
    EXACTLY,
    FIRST,
    IS,
    LIE,
    MEMORY,
    SPY,
    TRUTH,
    WIDTH,
    Ints,
    holds,
    people_in,
    put,
    some_of,
    worlds_of,
)
from synth.generators.logic.web_of_lies.knobs import Knobs
from synth.generators.logic.web_of_lies.statements import DRAWS, FORMS, KINDS, WEIGHTS, decoded, draw_claim, draw_count
from synth.generators.solvers.bits import below, one_of, percent, position, shuffle
from synth.verifiers.logic.web_of_lies import Claim, worlds

ATTEMPTS = 100  # at a whole problem
_SUMS = np.array([[*accumulate(weights)] for weights in WEIGHTS])


class Story(NamedTuple):
    """A problem in numbers."""

    effort: int
    """0 when nothing came of it."""
    truthful: int
    """Truth-tellers, as bits."""
    asked: list[int]
    facts: list[Claim]
    says: list[tuple[int, Claim]]


def draw(seed: int, knobs: Knobs, spies: int, least: int) -> Story:
    """Statements that settle those asked about, of which all but `knobs.extra` are needed. least: of the effort."""
    sums = _SUMS[knobs.forms - 1]
    if spies:
        sums = np.minimum(sums, sums[FORMS.index("would") - 1])  # nobody knows what they would say
    people, settled = (knobs.people, knobs.asked), (knobs.forms, knobs.facts, knobs.extra, spies, least)
    effort, truthful, order, facts, says = _draw(seed, *people, *settled, sums, *_sets(knobs.people, spies))
    said = [(row[-1], decoded(row)) for row in says.tolist()]
    return Story(int(effort), int(truthful), order[: knobs.asked].tolist(), list(map(decoded, facts.tolist())), said)


@lru_cache(maxsize=16)
def _sets(people: int, spies: int) -> tuple[Ints, Ints]:
    """All worlds, and of each person and kind those in which they are of it."""
    every, by_kind = worlds(people, spies)
    size, kinds = (every.bit_length() + 63) // 64, KINDS if spies else KINDS[:SPY]
    sets = words([of_kind[kind] for of_kind in by_kind for kind in kinds], size)
    return words([every], size)[0].copy(), sets.reshape(people, len(kinds), size).copy()


@unmanaged
def _may_say(row, every, of_kind, memory, allowed):
    """Write the worlds in which the speaker may say so."""
    worlds_of(row, every, of_kind, memory, allowed)
    speaker = row[WIDTH]
    for i in range(len(every)):
        allowed[i] ^= of_kind[speaker, LIE, i]
        if of_kind.shape[1] > SPY:
            allowed[i] |= of_kind[speaker, SPY, i]


@unmanaged
def _settled(left, of_kind, asked):
    for p in asked:
        some = others = np.int64(0)
        for i in range(len(left)):
            some |= left[i] & of_kind[p, TRUTH, i]
            others |= left[i] & ~of_kind[p, TRUTH, i]
        if some and others:
            return False
    return True


@unmanaged
def _facts(state, most, forms, people, not_asked, members, rows):
    """Write true claims: who somebody is that nobody asks about, or how many of all are of a kind. Returns how many."""
    size = 0
    for _ in range(most):
        for _ in range(DRAWS):
            row = rows[size]
            row[:] = 0
            row[WIDTH] = -1
            if not_asked >= 0 and (forms == 1 or percent(state, 50)):
                put(row, FIRST, IS, not_asked, below(state, 2), 0, 0)
            else:
                draw_count(state, row, FIRST, (1 << people) - 1, EXACTLY)
            new = holds(row, members)
            for other in range(size):
                new = new and not same(row, rows[other])
            if new:
                size += 1
                break
    return size


@unmanaged
def _needed(state, first, size, rows, allowed, turn, left, every, of_kind, asked):
    """Take statements, which follow the first rows, back in any order as long as the asked are settled. Returns how many rows are left."""
    for k in range(first, size):
        turn[k - first] = k
    shuffle(state, turn, size - first)
    for t in range(size - first):
        item = turn[t]
        write(every, left)
        for c in range(size):
            if c != item and rows[c, 0] >= 0:
                for i in range(len(left)):
                    left[i] &= allowed[c, i]
        if _settled(left, of_kind, asked):
            rows[item, 0] = -1
    kept = first
    for c in range(first, size):
        if rows[c, 0] >= 0:
            write(rows[c], rows[kept])
            write(allowed[c], allowed[kept])
            kept += 1
    return kept


@njit(cache=True)
def _draw(seed, people, asked_for, forms, facts, extra, spies, least, sums, every, of_kind):
    state, order, speakers = np.array([seed]), np.arange(people), np.arange(people)
    most, kinds = facts + 8 * people + 1, of_kind.shape[1]
    rows, allowed = np.zeros((most + extra, WIDTH + 1), np.int64), np.zeros((most + extra + 1, len(every)), np.int64)
    memory, left, turn = np.zeros((MEMORY, len(every)), np.int64), np.zeros(len(every), np.int64), np.zeros(most + extra, np.int64)
    members, asked = np.zeros(3, np.int64), order[:asked_for]
    scope, scope_start = np.zeros((most + extra) * people, np.int64), np.zeros(most + extra + 1, np.int64)
    values, value_start = of_kind.reshape(people * kinds, len(every)), np.arange(people + 1) * kinds
    right = np.zeros((asked_for, len(every)), np.int64)
    for _ in range(ATTEMPTS):
        shuffle(state, order, people)
        members[TRUTH] = below(state, 1 << people)
        suspects = (1 << people) - 1
        for p in asked:
            suspects &= ~(members[TRUTH] & 1 << p)
        members[SPY] = some_of(state, suspects, spies)
        members[TRUTH] &= ~members[SPY]
        members[LIE] = (1 << people) - 1 & ~members[TRUTH] & ~members[SPY]
        first = _facts(state, facts, forms, people, order[asked_for] if asked_for < people else -1, members, rows)
        write(every, left)
        for c in range(first):
            worlds_of(rows[c], every, of_kind, memory, allowed[c])
            for i in range(len(every)):
                left[i] &= allowed[c, i]
        size, waiting, settled = first, 0, False
        for _ in range(8 * people):
            settled = _settled(left, of_kind, asked)
            if settled:
                break
            if waiting == 0:
                shuffle(state, speakers, people)
                waiting = people
            waiting -= 1
            for _ in range(6):
                draw_claim(state, sums, people, forms, members, speakers[waiting], rows[size])
                _may_say(rows[size], every, of_kind, memory, allowed[size])
                new = False
                for i in range(len(every)):
                    new = new or left[i] & ~allowed[size, i] != 0
                if new:
                    for i in range(len(every)):
                        left[i] &= allowed[size, i]
                    size += 1
                    break
        if not settled:
            continue
        size = _needed(state, first, size, rows, allowed, turn, left, every, of_kind, asked)
        silent = (1 << people) - 1
        for c in range(first, size):
            silent &= ~(1 << rows[c, WIDTH])
        for _ in range(extra):
            speaker = one_of(state, silent) if silent else below(state, people)
            silent &= ~(1 << speaker)
            draw_claim(state, sums, people, forms, members, speaker, rows[size])
            new = True
            for c in range(first, size):
                new = new and not same(rows[c], rows[size])
            if new:
                _may_say(rows[size], every, of_kind, memory, allowed[size])
                size += 1
        height = 0
        for c in range(size):
            about = people_in(rows[c]) | (1 << rows[c, WIDTH] if c >= first else 0)
            while about:
                scope[height] = position(about)
                about &= about - 1
                height += 1
            scope_start[c + 1] = height
        for k in range(asked_for):
            p = asked[k]
            for i in range(len(every)):
                true = of_kind[p, TRUTH, i]
                right[k, i] = true if members[TRUTH] >> p & 1 else every[i] & ~true
        effort = counted(every, allowed[:size], scope_start[: size + 1], scope[:height], value_start, values, right)
        if effort < least:
            continue
        return effort, members[TRUTH], order, rows[:first].copy(), rows[first:size].copy()
    return 0, 0, order, rows[:0], rows[:0]
