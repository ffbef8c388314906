"""Kinds, and what such people could say until one way is left, of which all that can go are taken back, compiled.

Whether a form is used does not depend on whether its claim has to be true or false, so the form tells nothing of the speaker. A world is a
set of knights."""

from functools import cache
from itertools import accumulate

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic._refutation import counted, words
from synth.generators.logic._statements import (
    ALONE,
    COUNT,
    EXACTLY,
    FIRST,
    IF,
    IFF,
    IS,
    LEAST,
    LIE,
    MEMORY,
    MORE,
    MOST,
    OR,
    SECOND,
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
from synth.generators.solvers.bits import below, bits, position
from synth.verifiers.logic.knights_and_knaves import Atom, Claim, Count, Is, Link, More, Would

Says = tuple[tuple[int, ...], Claim]
TRIES = 200
DRAWS = 60
"""Tries at the content of one claim until it is true, or false, as its speaker needs."""
PASSES = 3
"""How often everybody is put right in turn."""
FORMS = ("is", "exactly", "least", "most", "more", "if", "iff", "or", "xor", "would")
_IS, _MORE, _WOULD = 0, 4, 9
_COUNTED = (0, EXACTLY, LEAST, MOST)
_JOINED = (0, 0, 0, 0, 0, IF, IFF, OR, XOR)
WEIGHTS = (
    (6, 3, 1, 1, 0, 1, 0, 2, 0, 0),
    (4, 4, 2, 2, 1, 3, 1, 2, 1, 0),
    (3, 4, 2, 2, 3, 4, 2, 1, 2, 3),
    (1, 4, 2, 2, 5, 5, 3, 1, 3, 6),
)
"""How often each form is tried, for each value of the knob `forms`."""
_SUMS = [np.array([*accumulate(weights)]) for weights in WEIGHTS]
CHORUS = (0, 10, 15, 20)
"""Times of a hundred that two people speak together."""
HOWS = ("exactly", "least", "most")
LINKS = {IF: "if", IFF: "iff", OR: "or", XOR: "xor"}


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


def decoded(row: list[int]) -> Says:
    """The statement of a row, in which two more numbers say who speaks."""
    speakers = (row[WIDTH],) if row[WIDTH + 1] < 0 else (row[WIDTH], row[WIDTH + 1])
    claim: Claim = _part(row[FIRST:SECOND])
    if row[0] == WOULD:
        claim = Would(tuple(row[SECOND + 1 : SECOND + 1 + row[SECOND]]), claim)
    elif row[0] != ALONE:
        claim = Link(LINKS[row[0]], claim, _part(row[SECOND:WIDTH]))  # type: ignore[arg-type]
    return speakers, claim


def _part(part: list[int]) -> Atom:
    form, x, kind, z, number = part
    if form == IS:
        return Is(x, kind == TRUTH)
    if form == MORE:
        return More(group_of(x), group_of(z), kind == TRUTH, bool(number))
    return Count(group_of(x), kind == TRUTH, HOWS[z], number)  # type: ignore[arg-type]


@unmanaged
def _choose(n, k):
    """How many groups of k there are among n."""
    ways = 1
    for i in range(k):
        ways = ways * (n - i) // (i + 1)
    return ways


@unmanaged
def _count(state, row, base, people, how):
    """With a number that is neither none nor all of the group, or of all where there is no group; of three to five people, any group as
    likely as another."""
    group = (1 << people) - 1
    if below(state, 2):
        threes, fours = _choose(people, 3), _choose(people, 4) if people > 4 else 0
        fives = _choose(people, 5) if people > 5 else 0
        drawn = below(state, threes + fours + fives)
        group = some_of(state, group, 3 if drawn < threes else 4 if drawn < threes + fours else 5)
    put(row, base, COUNT, group, below(state, 2), how if how >= 0 else below(state, 3), 1 + below(state, bits(group) - 1))


@unmanaged
def _more(state, row, base, people):
    """Two groups of two or three without a common member."""
    sizes = below(state, 4 if people > 5 else 3)
    group = some_of(state, (1 << people) - 1, 2 + (sizes & 1))
    than = some_of(state, (1 << people) - 1 & ~group, 2 + (sizes >> 1))
    kind = below(state, 2)
    put(row, base, MORE, group, kind, than, int(chance(state, 30)))


@unmanaged
def _any_claim(state, form, people, forms, speaker, row):
    everybody = (1 << people) - 1
    others = everybody & ~(1 << speaker)
    row[0] = ALONE
    if form == _IS:
        put(row, FIRST, IS, one_of(state, others), below(state, 2), 0, 0)
    elif form < _MORE:
        _count(state, row, FIRST, people, _COUNTED[form])
    elif form == _MORE:
        _more(state, row, FIRST, people)
    elif form == _WOULD:
        row[0] = WOULD
        first, second = one_of(state, others), 0
        chain, length = 1 << first, 1
        if forms > 3 and below(state, 3) == 2:
            second = one_of(state, others & ~chain)
            chain, length = chain | 1 << second, 2
        if below(state, 2):
            put(row, FIRST, IS, one_of(state, everybody & ~chain), below(state, 2), 0, 0)
        else:
            _count(state, row, FIRST, people, -1)
        put(row, SECOND, length, first, second, 0, 0)
    else:
        row[0] = _JOINED[form]
        group = others if chance(state, 80) else everybody
        a = one_of(state, group)
        b = one_of(state, group & ~(1 << a))
        left, right = FIRST, SECOND
        if forms > 2 and chance(state, 60):
            if below(state, 2):
                left, right = SECOND, FIRST
            if chance(state, 70):
                _count(state, row, right, people, -1)
            else:
                _more(state, row, right, people)
        else:
            put(row, right, IS, b, below(state, 2), 0, 0)
        put(row, left, IS, a, below(state, 2), 0, 0)


@unmanaged
def _statement(state, sums, people, forms, chorus, members, speaker, row):
    """Write something that the speaker could say, alone or together with somebody of the same kind. Returns whether any came up."""
    row[:] = 0
    row[WIDTH], row[WIDTH + 1] = speaker, -1
    knight = members[TRUTH] >> speaker & 1
    if chance(state, chorus):
        second = one_of(state, (1 << people) - 1 & ~(1 << speaker))
        if members[TRUTH] >> second & 1 == knight:
            row[WIDTH + 1] = second
    form = by_weight(state, sums)
    for _ in range(DRAWS):
        _any_claim(state, form, people, forms, speaker, row)
        if holds(row, members) == (knight == 1):
            return True
    return False


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
            if not _statement(state, sums, people, forms, chorus, members, speakers[waiting], rows[size]):
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
