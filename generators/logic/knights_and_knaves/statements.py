"""Statements that are true, or false, as their speakers need, compiled.

Whether a form is used does not depend on which of the two, so the form tells nothing of the speaker."""

from synth.generators.kernels import unmanaged
from synth.generators.logic._statements import (
    ALONE,
    COUNT,
    EXACTLY,
    FIRST,
    IF,
    IFF,
    IS,
    LEAST,
    MORE,
    MOST,
    OR,
    SECOND,
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
from synth.generators.solvers.bits import below, bits, one_of, percent
from synth.verifiers.logic.knights_and_knaves import Atom, Claim, Count, Is, Link, More, Would

Says = tuple[tuple[int, ...], Claim]
DRAWS = 60
"""Tries at the content of one claim until it is true, or false, as its speaker needs."""
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
HOWS = ("exactly", "least", "most")
LINKS = {IF: "if", IFF: "iff", OR: "or", XOR: "xor"}


def decoded(row: list[int]) -> Says:
    """The statement of a row, in which two more numbers say who speaks."""
    speakers = (row[WIDTH],) if row[WIDTH + 1] < 0 else (row[WIDTH], row[WIDTH + 1])
    first = _part(row[FIRST:SECOND])
    claim: Claim = first
    if row[0] == WOULD:
        claim = Would(tuple(row[SECOND + 1 : SECOND + 1 + row[SECOND]]), first)
    elif row[0] != ALONE:
        claim = Link(LINKS[row[0]], first, _part(row[SECOND:WIDTH]))  # type: ignore[arg-type]
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
    put(row, base, MORE, group, kind, than, int(percent(state, 30)))


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
        group = others if percent(state, 80) else everybody
        a = one_of(state, group)
        b = one_of(state, group & ~(1 << a))
        left, right = FIRST, SECOND
        if forms > 2 and percent(state, 60):
            if below(state, 2):
                left, right = SECOND, FIRST
            if percent(state, 70):
                _count(state, row, right, people, -1)
            else:
                _more(state, row, right, people)
        else:
            put(row, right, IS, b, below(state, 2), 0, 0)
        put(row, left, IS, a, below(state, 2), 0, 0)


@unmanaged
def draw_statement(state, sums, people, forms, chorus, members, speaker, row):
    """Write something that the speaker could say, alone or together with somebody of the same kind. Returns whether any came up."""
    row[:] = 0
    row[WIDTH], row[WIDTH + 1] = speaker, -1
    knight = members[TRUTH] >> speaker & 1
    if percent(state, chorus):
        second = one_of(state, (1 << people) - 1 & ~(1 << speaker))
        if members[TRUTH] >> second & 1 == knight:
            row[WIDTH + 1] = second
    form = by_weight(state, sums)
    for _ in range(DRAWS):
        _any_claim(state, form, people, forms, speaker, row)
        if holds(row, members) == (knight == 1):
            return True
    return False
