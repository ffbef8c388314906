"""Kinds, and what such people could say until those asked about are settled, compiled.

Whether a form is used does not depend on whether its claim has to be true or false, so the form tells nothing of
the speaker."""

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic._refutation import counted, words
from synth.generators.logic._statements import (
    ALONE,
    AND,
    COUNT,
    EXACTLY,
    FIRST,
    IF,
    IFF,
    IS,
    LEAST,
    LIE,
    MEMORY,
    MOST,
    OR,
    PARITY,
    SAME,
    SECOND,
    SPY,
    TRUTH,
    WIDTH,
    WOULD,
    XOR,
    Ints,
    by_weight,
    chance,
    group_of,
    holds,
    one_of,
    people_in,
    put,
    shuffle,
    some_of,
    worlds_of,
)
from synth.generators.logic.web_of_lies.knobs import Knobs
from synth.generators.solvers.bits import below, bits, position
from synth.verifiers.logic.web_of_lies import Atom, Claim, Count, Is, Kind, Link, Same, Would, worlds

KINDS: tuple[Kind, ...] = ("truth", "lie", "spy")
HOWS = ("exactly", "least", "most", "parity")
LINKS = {AND: "and", OR: "or", XOR: "xor", IF: "if", IFF: "iff"}
ATTEMPTS = 100  # at a whole problem
DRAWS = 60
"""Tries at the content of one claim until it is true, or false, as its speaker needs."""
FORMS = ("is", "same", "exactly", "least", "most", "and", "or", "xor", "if", "iff", "parity", "would")
"""The forms of claims: who somebody is, same kind, counts, connectives, what somebody would say."""
_IS, _SAME, _PARITY, _WOULD = 0, 1, 10, 11
_COUNTED = (0, 0, EXACTLY, LEAST, MOST)
_JOINED = (0, 0, 0, 0, 0, AND, OR, XOR, IF, IFF)
WEIGHTS = (
    (6, 4, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0),
    (10, 6, 1, 1, 1, 4, 0, 0, 0, 0, 0, 0),
    (8, 6, 3, 2, 2, 4, 4, 2, 0, 0, 0, 0),
    (6, 6, 4, 2, 2, 4, 4, 4, 6, 4, 2, 6),
    (2, 4, 5, 3, 3, 2, 6, 6, 8, 6, 4, 8),
)
"""How often each form is tried, for each value of the knob `forms`."""
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
        sums = np.minimum(sums, sums[_WOULD - 1])  # nobody knows what they would say
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


def decoded(row: list[int]) -> Claim:
    """The claim of a row."""
    first = _part(row[FIRST:SECOND])
    if row[0] == ALONE:
        return first
    if row[0] == WOULD:
        return Would(tuple(row[SECOND + 1 : SECOND + 1 + row[SECOND]]), first)
    return Link(LINKS[row[0]], first, _part(row[SECOND:WIDTH]))  # type: ignore[arg-type]


def _part(part: list[int]) -> Atom:
    form, x, y, z, number = part
    if form == IS:
        return Is(x, KINDS[y])
    if form == SAME:
        return Same(x, y, bool(z))
    return Count(group_of(x), KINDS[y], HOWS[z], number)  # type: ignore[arg-type]


@unmanaged
def _kind(state, spies):
    return below(state, 2) if not spies or below(state, 5) < 4 else SPY


@unmanaged
def _same(state, row, base, others, person):
    two = some_of(state, others, 2)
    if chance(state, 30):
        two = 1 << one_of(state, two) | 1 << person
    a = position(two)
    put(row, base, SAME, a, position(two & ~(1 << a)), below(state, 2), 0)


@unmanaged
def _count(state, row, base, group, how):
    """With a number that is neither none nor all of the group."""
    number = below(state, 2) if how == PARITY else 1 + below(state, bits(group) - 1)
    put(row, base, COUNT, group, below(state, 2), how, number)


@unmanaged
def _any_claim(state, form, kind, people, forms, spies, speaker, row):
    everybody = (1 << people) - 1
    others = everybody & ~(1 << speaker)
    row[0] = ALONE
    if form == _IS:
        put(row, FIRST, IS, one_of(state, others), kind, 0, 0)
    elif form == _SAME:
        _same(state, row, FIRST, others, speaker)
    elif form < 5 or form == _PARITY:
        group = some_of(state, everybody, 3 + below(state, min(5, people - 1) - 2)) if chance(state, 60) else everybody
        _count(state, row, FIRST, group, PARITY if form == _PARITY else _COUNTED[form])
    elif form == _WOULD:
        first = one_of(state, others)
        second = one_of(state, others & ~(1 << first))
        third = one_of(state, others & ~(1 << first | 1 << second))
        row[0] = WOULD
        twice = forms == 5 and chance(state, 50)
        if not twice and chance(state, 30):
            _same(state, row, FIRST, 1 << second | 1 << third, speaker)
        else:
            put(row, FIRST, IS, speaker if below(state, 2) else third if twice else second, _kind(state, spies), 0, 0)
        put(row, SECOND, 1 + twice, first, second if twice else 0, 0, 0)
    else:
        row[0] = _JOINED[form]
        a = one_of(state, others)
        b = one_of(state, others & ~(1 << a))
        if chance(state, 15):
            a = speaker
        left, right = FIRST, SECOND
        kind_a, kind_b = _kind(state, spies), _kind(state, spies)
        longer = forms == 5 and chance(state, 60)
        if longer and row[0] != IF and chance(state, 50):
            left, right = SECOND, FIRST
        put(row, left, IS, a, kind_a, 0, 0)
        if not longer:
            put(row, right, IS, b, kind_b, 0, 0)
            return
        rest = everybody & ~(1 << a | 1 << b)
        if chance(state, 50):
            if chance(state, 30):
                other = position(rest)
                put(row, right, SAME, min(b, other), max(b, other), below(state, 2), 0)
            else:
                _same(state, row, right, rest, b)
        else:
            _count(state, row, right, some_of(state, rest, 3) if chance(state, 60) else everybody, below(state, 3))


@unmanaged
def _claim(state, sums, people, forms, members, speaker, row):
    """Write something that the speaker could say, other than about their own kind alone."""
    row[:] = 0
    row[WIDTH] = speaker
    form, kind = by_weight(state, sums), _kind(state, members[SPY] != 0)
    true = members[TRUTH] >> speaker & 1 == 1 or (members[SPY] >> speaker & 1 == 1 and below(state, 2) == 1)
    for _ in range(DRAWS):
        _any_claim(state, form, kind, people, forms, members[SPY] != 0, speaker, row)
        if holds(row, members) == true:
            return
    row[:WIDTH] = 0
    other = (speaker + 1) % people
    kind = TRUTH if (members[TRUTH] >> other & 1 == 1) == true else LIE if (members[LIE] >> other & 1 == 1) == true else SPY
    put(row, FIRST, IS, other, kind, 0, 0)


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
def _equal(row, other):
    for i in range(len(row)):  # noqa: SIM110
        if row[i] != other[i]:
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
            if not_asked >= 0 and (forms == 1 or chance(state, 50)):
                put(row, FIRST, IS, not_asked, below(state, 2), 0, 0)
            else:
                _count(state, row, FIRST, (1 << people) - 1, EXACTLY)
            new = holds(row, members)
            for other in range(size):
                new = new and not _equal(row, rows[other])
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
                _claim(state, sums, people, forms, members, speakers[waiting], rows[size])
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
            _claim(state, sums, people, forms, members, speaker, rows[size])
            new = True
            for c in range(first, size):
                new = new and not _equal(rows[c], rows[size])
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
