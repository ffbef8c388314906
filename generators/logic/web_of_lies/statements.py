"""Claims drawn at random. Whether a form is used does not depend on whether its claim has to be true or false, so the form tells nothing
of the speaker."""

from itertools import accumulate
from random import Random

from synth.generators.logic.web_of_lies.knobs import Knobs
from synth.verifiers.logic.web_of_lies import Atom, Claim, Count, Is, Kind, Link, Same, Worlds, Would, holds

KINDS: tuple[Kind, ...] = ("truth", "lie", "spy")
DRAWS = 60
"""Tries at the content of one claim until it is true, or false, as its speaker needs."""
FORMS = ("is", "same", "exactly", "least", "most", "and", "or", "xor", "if", "iff", "parity", "would")
"""The forms of claims: who somebody is, same kind, counts, connectives, what somebody would say."""
WEIGHTS = (
    (6, 4, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0),
    (10, 6, 1, 1, 1, 4, 0, 0, 0, 0, 0, 0),
    (8, 6, 3, 2, 2, 4, 4, 2, 0, 0, 0, 0),
    (6, 6, 4, 2, 2, 4, 4, 4, 6, 4, 2, 6),
    (2, 4, 5, 3, 3, 2, 6, 6, 8, 6, 4, 8),
)
"""How often each form is tried, for each value of the knob `forms`."""
_SUMS = [(list(accumulate(weights)), list(accumulate((*weights[:-1], 0)))) for weights in WEIGHTS]
"""The same added up, and where there are spies, of whom nobody knows what they would say."""


def draw_facts(rng: Random, knobs: Knobs, actual: Worlds, order: list[int]) -> list[Claim]:
    """actual: the one world that is so, alone. True claims: who somebody is that nobody asks about, or how many of all are of a kind."""
    facts: list[Claim] = []
    not_asked = order[knobs.asked :]
    for _ in range(knobs.facts):
        claim: Claim
        for _ in range(DRAWS):
            if not_asked and (knobs.forms == 1 or rng.random() < 0.5):
                claim = Is(not_asked[0], rng.choice(("truth", "lie")))
            else:
                claim = _count(rng, list(range(knobs.people)), "exactly")
            if holds(claim, actual) and claim not in facts:
                facts.append(claim)
                break
    return facts


def draw_claim(rng: Random, knobs: Knobs, actual: Worlds, kinds: list[str], speaker: int) -> Claim:
    """Something that the speaker could say in the actual world, other than about their own kind alone."""
    spies = "spy" in kinds
    form = rng.choices(FORMS, cum_weights=_SUMS[knobs.forms - 1][spies])[0]
    kind = _kind(rng, spies)
    true = kinds[speaker] == "truth" or (kinds[speaker] == "spy" and rng.random() < 0.5)
    for _ in range(DRAWS):
        claim = _draw(rng, form, kind, knobs, spies, speaker)
        if (holds(claim, actual) != 0) == true:
            return claim
    other = (speaker + 1) % knobs.people
    return Is(other, next(k for k in KINDS if (kinds[other] == k) == true))


def _draw(rng: Random, form: str, kind: Kind, knobs: Knobs, spies: bool, speaker: int) -> Claim:
    others = [p for p in range(knobs.people) if p != speaker]
    if form == "is":
        return Is(rng.choice(others), kind)
    if form == "same":
        return _same(rng, others, speaker)
    if form in ("exactly", "least", "most", "parity"):
        group = list(range(knobs.people))
        if rng.random() < 0.6:
            group = rng.sample(group, rng.randint(3, min(5, knobs.people - 1)))
        return _count(rng, group, form)
    if form == "would":
        first, second, third = rng.sample(others, 3)
        if knobs.forms == 5 and rng.random() < 0.5:
            return Would((first, second), Is(rng.choice((third, speaker)), _kind(rng, spies)))
        atom = _same(rng, [second, third], speaker) if rng.random() < 0.3 else Is(rng.choice((second, speaker)), _kind(rng, spies))
        return Would((first,), atom)
    a, b = rng.sample(others, 2)
    if rng.random() < 0.15:
        a = speaker
    left: Atom = Is(a, _kind(rng, spies))
    right: Atom = Is(b, _kind(rng, spies))
    if knobs.forms == 5 and rng.random() < 0.6:
        rest = [p for p in range(knobs.people) if p not in (a, b)]
        if rng.random() < 0.5:
            right = Same(min(b, rest[0]), max(b, rest[0]), rng.random() < 0.5) if rng.random() < 0.3 else _same(rng, rest, b)
        else:
            right = _count(
                rng, rng.sample(rest, 3) if rng.random() < 0.6 else list(range(knobs.people)), rng.choice(("exactly", "least", "most"))
            )
        if form != "if" and rng.random() < 0.5:
            left, right = right, left
    return Link(form, left, right)  # type: ignore[arg-type]


def _kind(rng: Random, spies: bool) -> Kind:
    kinds: tuple[Kind, ...] = ("truth", "lie", "truth", "lie", "spy") if spies else ("truth", "lie")
    return rng.choice(kinds)


def _same(rng: Random, others: list[int], speaker: int) -> Same:
    a, b = rng.sample(others, 2)
    if rng.random() < 0.3:
        a = speaker
    return Same(min(a, b), max(a, b), rng.random() < 0.5)


def _count(rng: Random, group: list[int], how: str) -> Count:
    """With a number that is neither none nor all of the group."""
    number = rng.randrange(2) if how == "parity" else rng.randint(1, len(group) - 1)
    return Count(tuple(sorted(group)), rng.choice(("truth", "lie")), how, number)  # type: ignore[arg-type]
