"""Statements drawn at random, and the worlds that they leave. Whether a form is used does not depend on whether its claim has to be true or
false, so the form tells nothing of the speaker.

A world is a set of knights; sets of worlds are bits of one integer."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, combinations, zip_longest
from random import Random
from typing import Literal, NamedTuple

from synth.verifiers.logic.knights_and_knaves import Atom, Claim, Count, Is, Link, More, Would, holds
from synth.verifiers.logic.web_of_lies.counting import at_least, binary, exactly

Says = tuple[tuple[int, ...], Claim]
DRAWS = 60
"""Tries at the content of one claim until it is true, or false, as its speaker needs."""
FORMS = ("is", "exactly", "least", "most", "more", "if", "iff", "or", "xor", "would")
WEIGHTS = (
    (6, 3, 1, 1, 0, 1, 0, 2, 0, 0),
    (4, 4, 2, 2, 1, 3, 1, 2, 1, 0),
    (3, 4, 2, 2, 3, 4, 2, 1, 2, 3),
    (1, 4, 2, 2, 5, 5, 3, 1, 3, 6),
)
"""How often each form is tried, for each value of the knob `forms`."""
_SUMS = [list(accumulate(weights)) for weights in WEIGHTS]
CHORUS = (0.0, 0.1, 0.15, 0.2)
"""How often two people speak together."""


class Worlds(NamedTuple):
    """All worlds of so many people."""

    every: int
    knight: tuple[int, ...]
    """Of each person the worlds in which they are a knight: bit i of the number of a world says so of person i."""


@cache
def worlds(people: int) -> Worlds:
    size = 1 << people
    every = (1 << size) - 1
    return Worlds(every, tuple(every // ((1 << (1 << i)) + 1) << (1 << i) for i in range(people)))


def true_in(claim: Claim, among: Worlds) -> int:
    """The worlds in which the claim is true."""
    every, knight = among
    if isinstance(claim, Is):
        return knight[claim.person] if claim.knight else every ^ knight[claim.person]
    if isinstance(claim, Count):
        digits = _number(claim.group, claim.knight, among)
        if claim.how == "exactly":
            return exactly(claim.number, digits, every)
        enough = at_least(claim.number + (claim.how == "most"), digits, every)
        return enough if claim.how == "least" else every ^ enough
    if isinstance(claim, More):
        first, second = _number(claim.group, claim.knight, among), _number(claim.than, claim.knight, among)
        more, equal = 0, every  # by the digits from the first one on
        for x, y in reversed([*zip_longest(first, second, fillvalue=0)]):
            more |= equal & x & (every ^ y)
            equal &= every ^ x ^ y
        return equal if claim.equal else more
    if isinstance(claim, Link):
        x, y = true_in(claim.first, among), true_in(claim.second, among)
        return {"if": (every ^ x) | y, "iff": every ^ x ^ y, "or": x | y, "xor": x ^ y}[claim.how]
    true = true_in(claim.claim, among)
    for person in claim.chain:
        true ^= every ^ knight[person]
    return true


def _number(group: Sequence[int], knight: bool, among: Worlds) -> list[int]:
    """How many of the group are knights (or knaves), in binary: the worlds in which a digit is 1, from the last one on."""
    return binary([among.knight[person] if knight else among.every ^ among.knight[person] for person in group])


def left_by(says: Says, among: Worlds) -> int:
    """The worlds in which all speakers may say so."""
    true, left = true_in(says[1], among), among.every
    for speaker in says[0]:
        left &= among.every ^ among.knight[speaker] ^ true
    return left


def draw_statement(rng: Random, forms: int, people: int, knights: frozenset[int], speaker: int) -> Says | None:
    """Something that the speaker could say, alone or together with somebody of the same kind; nothing where nothing came of it."""
    speakers: tuple[int, ...] = (speaker,)
    if rng.random() < CHORUS[forms - 1]:
        second = rng.choice([p for p in range(people) if p != speaker])
        if (second in knights) == (speaker in knights):
            speakers = (speaker, second)
    form = rng.choices(FORMS, cum_weights=_SUMS[forms - 1])[0]
    for _ in range(DRAWS):
        claim = _draw(rng, form, people, speaker, forms)
        if holds(claim, knights) == (speaker in knights):
            return speakers, claim
    return None


def _draw(rng: Random, form: str, people: int, speaker: int, forms: int) -> Claim:
    if form in ("exactly", "least", "most"):
        return _count(rng, people, form)
    if form == "more":
        return _more(rng, people)
    others = [p for p in range(people) if p != speaker]
    if form == "is":
        return Is(rng.choice(others), rng.random() < 0.5)
    if form == "would":
        chain = tuple(rng.sample(others, rng.choice((1, 1, 2)) if forms > 3 else 1))
        rest = [p for p in range(people) if p not in chain]
        return Would(chain, Is(rng.choice(rest), rng.random() < 0.5) if rng.random() < 0.5 else _count(rng, people, ""))
    a, b = rng.sample(others if rng.random() < 0.8 else range(people), 2)
    first: Atom = Is(a, rng.random() < 0.5)
    second: Atom = Is(b, rng.random() < 0.5)
    if forms > 2 and rng.random() < 0.6:
        second = _count(rng, people, "") if rng.random() < 0.7 else _more(rng, people)
        if rng.random() < 0.5:
            first, second = second, first
    return Link(form, first, second)  # type: ignore[arg-type]


@cache
def _groups(people: int) -> list[tuple[int, ...]]:
    """Three to five people."""
    return [group for size in range(3, min(6, people)) for group in combinations(range(people), size)]


def _count(rng: Random, people: int, how: str) -> Count:
    """With a number that is neither none nor all of the group, or of all where there is no group."""
    group = tuple(range(people)) if rng.random() < 0.5 else rng.choice(_groups(people))
    chosen: Literal["exactly", "least", "most"] = how or rng.choice(("exactly", "least", "most"))  # type: ignore[assignment]
    return Count(group, rng.random() < 0.5, chosen, rng.randint(1, len(group) - 1))


def _more(rng: Random, people: int) -> More:
    """Two groups of two or three without a common member."""
    sizes = rng.choice(((2, 2), (3, 2), (2, 3), (3, 3)) if people > 5 else ((2, 2), (3, 2), (2, 3)))
    drawn = rng.sample(range(people), sum(sizes))
    group, than = sorted(drawn[: sizes[0]]), sorted(drawn[sizes[0] :])
    return More(tuple(group), tuple(than), rng.random() < 0.5, rng.random() < 0.3)
