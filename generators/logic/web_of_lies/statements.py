"""Claims that are true, or false, as their speakers need, compiled.

Whether a form is used does not depend on which of the two, so the form tells nothing of the speaker."""

from synth.generators.kernels import unmanaged
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
    by_weight,
    group_of,
    holds,
    put,
    some_of,
)
from synth.generators.solvers.bits import below, bits, one_of, percent, position
from synth.verifiers.logic.web_of_lies import Atom, Claim, Count, Is, Kind, Link, Same, Would

KINDS: tuple[Kind, ...] = ("truth", "lie", "spy")
HOWS = ("exactly", "least", "most", "parity")
LINKS = {AND: "and", OR: "or", XOR: "xor", IF: "if", IFF: "iff"}
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
    if percent(state, 30):
        two = 1 << one_of(state, two) | 1 << person
    a = position(two)
    put(row, base, SAME, a, position(two & ~(1 << a)), below(state, 2), 0)


@unmanaged
def draw_count(state, row, base, group, how):
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
        group = some_of(state, everybody, 3 + below(state, min(5, people - 1) - 2)) if percent(state, 60) else everybody
        draw_count(state, row, FIRST, group, PARITY if form == _PARITY else _COUNTED[form])
    elif form == _WOULD:
        first = one_of(state, others)
        second = one_of(state, others & ~(1 << first))
        third = one_of(state, others & ~(1 << first | 1 << second))
        row[0] = WOULD
        twice = forms == 5 and percent(state, 50)
        if not twice and percent(state, 30):
            _same(state, row, FIRST, 1 << second | 1 << third, speaker)
        else:
            put(row, FIRST, IS, speaker if below(state, 2) else third if twice else second, _kind(state, spies), 0, 0)
        put(row, SECOND, 1 + twice, first, second if twice else 0, 0, 0)
    else:
        row[0] = _JOINED[form]
        a = one_of(state, others)
        b = one_of(state, others & ~(1 << a))
        if percent(state, 15):
            a = speaker
        left, right = FIRST, SECOND
        kind_a, kind_b = _kind(state, spies), _kind(state, spies)
        longer = forms == 5 and percent(state, 60)
        if longer and row[0] != IF and percent(state, 50):
            left, right = SECOND, FIRST
        put(row, left, IS, a, kind_a, 0, 0)
        if not longer:
            put(row, right, IS, b, kind_b, 0, 0)
            return
        rest = everybody & ~(1 << a | 1 << b)
        if percent(state, 50):
            if percent(state, 30):
                other = position(rest)
                put(row, right, SAME, min(b, other), max(b, other), below(state, 2), 0)
            else:
                _same(state, row, right, rest, b)
        else:
            draw_count(state, row, right, some_of(state, rest, 3) if percent(state, 60) else everybody, below(state, 3))


@unmanaged
def draw_claim(state, sums, people, forms, members, speaker, row):
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
