"""Web of lies: kinds drawn first, then things that such people could say, until those asked about are settled.

Whether a form of statement is used does not depend on whether it has to be true or false, so the form tells nothing of the
speaker. Effort is the number of times that a solver by propagation and refutation looks at a statement.
Longer than most: ten forms of speech are drawn here, made canonical and taken apart for the template."""

from collections.abc import Sequence
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.web_of_lies.refutation import looks
from synth.generators.solvers.labelling import least_form
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.web_of_lies import (
    Atom,
    Claim,
    Count,
    Is,
    Kind,
    Link,
    Same,
    WebOfLies,
    Worlds,
    Would,
    holds,
    people_in,
    spoken,
    verify,
    worlds,
)

NAMES = tuple(
    "Aisha Anton Beatriz Boris Carmen Chidi Clara Dmitri Diego Elena Emeka Erik Fatima Felix Freya Gabriel Greta Hana Hassan Hugo "
    "Imani Ines Ivan Jamal Jonas Julia Kai Keiko Klara Lars Leila Liam Lucia Magnus Marta Mei Miguel Mina Nadia Nils Noor Olga Omar "
    "Oscar Paula Pavel Priya Quentin Rafael Ravi Rosa Samir Sara Sofia Stefan Tariq Tessa Thandi Umar Vera Viktor Wanda Wei Xenia "
    "Yara Yusuf Zofia Zuri".split()
)
KINDS: tuple[Kind, ...] = ("truth", "lie", "spy")
DRAWS = 60  # of the content of one claim
FORMS = ("is", "same", "exactly", "least", "most", "and", "or", "xor", "if", "iff", "parity", "would")
WEIGHTS = (
    (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    (10, 6, 1, 1, 1, 4, 0, 0, 0, 0, 0, 0),
    (8, 6, 3, 2, 2, 4, 4, 2, 0, 0, 0, 0),
    (6, 6, 4, 2, 2, 4, 4, 4, 6, 4, 2, 6),
    (2, 4, 5, 3, 3, 2, 6, 6, 8, 6, 4, 8),
)
ATTEMPTS = 100  # at a whole problem


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=5, le=14)]  # people in the story
    asked: Annotated[int, Meta(ge=5, le=12)]  # people asked about
    forms: Annotated[int, Meta(ge=1, le=5)]  # 1: plain claims; 5: conditionals about counts, hearsay of hearsay
    facts: Annotated[int, Meta(ge=0, le=3)]  # claims that are known to be true
    extra: Annotated[int, Meta(ge=0, le=8)]  # statements that nobody needs
    spies: Annotated[int, Meta(ge=0, le=2)]  # people, at most, who may say anything
    effort_from: Annotated[int, Meta(ge=0, le=5_000)]  # least effort without spies; twice that with one

    def __post_init__(self) -> None:
        if self.asked + self.spies > self.people:
            raise ValueError("people must be at least asked + spies")


LEVELS = (
    Knobs(6, 5, 1, 1, 0, 0, 0),
    Knobs(6, 5, 2, 1, 1, 0, 18),
    Knobs(6, 5, 2, 0, 1, 0, 28),
    Knobs(7, 6, 3, 0, 1, 0, 45),
    Knobs(8, 6, 4, 0, 1, 0, 70),
    Knobs(8, 7, 4, 0, 2, 1, 80),
    Knobs(9, 7, 4, 0, 2, 1, 110),
    Knobs(10, 8, 5, 0, 2, 1, 170),
    Knobs(11, 9, 5, 0, 3, 1, 230),
    Knobs(12, 10, 5, 0, 3, 1, 300),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    spies = rng.randint(0, knobs.spies)
    least = knobs.effort_from * (1 + spies)  # a spy makes more cases
    for _ in range(ATTEMPTS):
        sample = _attempt(rng, knobs, spies)
        if sample is not None and sample.effort >= least:
            return sample
    raise Discard("too easy or not settled")


def _attempt(rng: Random, knobs: Knobs, spies: int) -> Sample | None:
    count = knobs.people
    among = worlds(count, spies)
    order = rng.sample(range(count), count)
    asked = order[: knobs.asked]
    truthful = {person: rng.random() < 0.5 for person in order}
    suspects = [p for p in order if p not in asked or not truthful[p]]
    spying = rng.sample(suspects, spies)
    kinds = ["spy" if p in spying else "truth" if truthful[p] else "lie" for p in range(count)]
    here = among.every  # the one world that is so
    for person, kind in enumerate(kinds):
        here &= among.by_kind[person][kind]

    facts = _facts(rng, knobs, among, here, order)
    says: list[tuple[int, Claim]] = []
    left = among.every
    for fact in facts:
        left &= holds(fact, among)
    speakers: list[int] = []
    for _ in range(8 * count):
        if _settled(left, among, asked):
            break
        speakers = speakers or rng.sample(range(count), count)
        speaker = speakers.pop()
        for _ in range(6):
            claim = _claim(rng, knobs, among, here, kinds, speaker)
            now = left & spoken(speaker, claim, among)
            if now != left:
                says.append((speaker, claim))
                left = now
                break
    else:
        return None
    says = _needed(rng, among, facts, says, asked)
    sets = [holds(fact, among) for fact in facts] + [spoken(speaker, claim, among) for speaker, claim in says]
    silent = [p for p in range(count) if p not in {speaker for speaker, _ in says}]
    rng.shuffle(silent)
    for _ in range(knobs.extra):
        speaker = silent.pop() if silent else rng.randrange(count)
        claim = _claim(rng, knobs, among, here, kinds, speaker)
        if (speaker, claim) not in says:
            says.append((speaker, claim))
            sets.append(spoken(speaker, claim, among))
    values = [tuple(worlds_of for worlds_of in by_kind.values() if worlds_of) for by_kind in among.by_kind]
    scopes = [people_in(fact) for fact in facts] + [people_in(claim) | {speaker} for speaker, claim in says]
    constraints = [(allowed, [values[p] for p in sorted(scope)]) for allowed, scope in zip(sets, scopes, strict=True)]
    effort = looks(among.every, constraints, [(among.by_kind[p]["truth"], truthful[p]) for p in asked])
    rng.shuffle(says)
    names = tuple(rng.sample(NAMES, count))
    answer = ", ".join("yes" if truthful[p] else "no" for p in asked)
    return Sample(WebOfLies(names, spies, tuple(facts), tuple(says), tuple(asked)), answer, effort=effort)


def _settled(left: int, among: Worlds, asked: list[int]) -> bool:
    return all(left & among.by_kind[p]["truth"] in (0, left) for p in asked)


def _needed(rng: Random, among: Worlds, facts: list[Claim], says: list[tuple[int, Claim]], asked: list[int]) -> list[tuple[int, Claim]]:
    """The statements, less those (in random order) without which the asked are settled still."""
    base = among.every
    for fact in facts:
        base &= holds(fact, among)
    kept = [(spoken(speaker, claim, among), (speaker, claim)) for speaker, claim in says]
    for item in rng.sample(kept, len(kept)):
        left = base
        for other in kept:
            if other is not item:
                left &= other[0]
        if _settled(left, among, asked):
            kept.remove(item)
    return [statement for _, statement in kept]


def _facts(rng: Random, knobs: Knobs, among: Worlds, here: int, order: list[int]) -> list[Claim]:
    """True claims: who somebody is that nobody asks about, or how many of all are of a kind."""
    facts: list[Claim] = []
    open_ = order[knobs.asked :]
    for _ in range(knobs.facts):
        claim: Claim
        for _ in range(DRAWS):
            if open_ and (knobs.forms == 1 or rng.random() < 0.5):
                claim = Is(open_[0], rng.choice(("truth", "lie")))
            else:
                claim = _count(rng, list(range(knobs.people)), "exactly")
            if holds(claim, among) & here and claim not in facts:
                facts.append(claim)
                break
    return facts


def _claim(rng: Random, knobs: Knobs, among: Worlds, here: int, kinds: list[str], speaker: int) -> Claim:
    """Something that the speaker could say, other than about their own kind alone."""
    spies = "spy" in kinds
    weights = WEIGHTS[knobs.forms - 1]
    form = rng.choices(FORMS, weights[:-1] + (0,) if spies else weights)[0]
    kind = _kind(rng, spies)
    true = kinds[speaker] == "truth" or (kinds[speaker] == "spy" and rng.random() < 0.5)
    for _ in range(DRAWS):
        claim = _draw(rng, form, kind, knobs, spies, speaker)
        if (holds(claim, among) & here != 0) == true:
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


def canonical(problem: WebOfLies) -> object:
    """Renamed people and reordered statements share it; so do the sides of a symmetric claim and the order of the asked."""
    lines = [(-1, claim) for claim in problem.facts] + [*problem.says]
    involved = [sorted(people_in(claim) | ({speaker} if speaker >= 0 else set())) for speaker, claim in lines]

    def text(index: int, colour: Sequence[object]) -> str:
        speaker, claim = lines[index]
        return f"{'' if speaker < 0 else colour[speaker]}:{_text(claim, colour)}"

    colours = [int(person in problem.asked) for person in range(len(problem.people))]
    return [len(problem.people), problem.spies, len(problem.asked), least_form(colours, involved, text)]


def _text(claim: Claim, colour: Sequence[object]) -> str:
    if isinstance(claim, Is):
        return f"{colour[claim.person]}={claim.kind}"
    if isinstance(claim, Same):
        return f"{sorted([str(colour[claim.a]), str(colour[claim.b])])}{claim.same}"
    if isinstance(claim, Count):
        return f"{sorted(str(colour[p]) for p in claim.group)}{claim.kind}{claim.how}{claim.number}"
    if isinstance(claim, Would):
        return f"{[str(colour[p]) for p in claim.chain]}>{_text(claim.claim, colour)}"
    sides = [_text(claim.a, colour), _text(claim.b, colour)]
    return claim.how + str(sides if claim.how == "if" else sorted(sides))


def _parts(claim: Claim) -> list[Claim]:
    """The claim and the claims inside it."""
    inner = [claim.a, claim.b] if isinstance(claim, Link) else [claim.claim] if isinstance(claim, Would) else []
    return [claim, *inner]


def prompt_variables(problem: WebOfLies) -> dict[str, object]:
    names = problem.people

    def show(claim: Claim, speaker: int) -> dict[str, object]:
        """Names instead of numbers; the speaker is I."""

        def name(person: int) -> str:
            return "I" if person == speaker else names[person]

        if isinstance(claim, Is):
            return {"form": "is", "who": name(claim.person), "kind": claim.kind}
        if isinstance(claim, Same):
            a, b = (claim.b, claim.a) if claim.a == speaker else (claim.a, claim.b)
            return {"form": "same", "a": names[a], "b": name(b), "same": claim.same}
        if isinstance(claim, Count):
            group = [names[p] for p in claim.group if p != speaker] + ["me"] * (speaker in claim.group)
            everyone = len(group) == len(names)
            return {"form": "count", "group": group, "all": everyone, "kind": claim.kind, "how": claim.how, "number": claim.number}
        if isinstance(claim, Would):
            return {"form": "would", "chain": [name(p) for p in claim.chain], "claim": show(claim.claim, speaker)}
        return {"form": claim.how, "a": show(claim.a, speaker), "b": show(claim.b, speaker)}

    claims = [*problem.facts, *(claim for _, claim in problem.says)]
    hows = {claim.how for claim in claims if isinstance(claim, Link)}
    parts = [part for claim in claims for part in _parts(claim)]
    return {
        "people": names,
        "spies": problem.spies,
        "facts": [show(claim, -1) for claim in problem.facts],
        "says": [(names[speaker], show(claim, speaker)) for speaker, claim in problem.says],
        "asked": [names[p] for p in problem.asked],
        "with_us": any(isinstance(p, Count) and len(p.group) == len(names) for _, claim in problem.says for p in _parts(claim)),
        "with_same": any(isinstance(part, Same) for part in parts),
        "with_or": "or" in hows,
        "with_if": "if" in hows,
        "with_would": any(isinstance(claim, Would) for claim in claims),
        "with_parity": any(isinstance(part, Count) and part.how == "parity" for part in parts),
    }


TASK = Task(
    __name__,
    version=1,
    problem=WebOfLies,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=1 / 32,
    capacity=(1_000, 3_000, 10_000, 100_000, 100_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
    unique=True,
    canonical=canonical,
)
