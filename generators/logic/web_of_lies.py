"""Web of lies: kinds drawn first, then things that such people could say, until those asked about are settled.

Whether a form of statement is used does not depend on whether it has to be true or false, so the form tells nothing of the
speaker. Effort is the number of times that a solver by propagation and refutation looks at a statement."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.schemas.task import Reject, Sample, Task
from synth.verifiers.logic.web_of_lies import (
    Atom,
    Claim,
    Count,
    Is,
    Link,
    Same,
    WebOfLies,
    Would,
    Worlds,
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
DRAWS = 60  # of the content of one claim
FORMS = ("is", "same", "count", "and", "or", "xor", "if", "iff", "parity", "would")
WEIGHTS = (
    (1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    (5, 3, 1, 2, 0, 0, 0, 0, 0, 0),
    (4, 3, 3, 2, 2, 1, 0, 0, 0, 0),
    (3, 3, 4, 2, 2, 2, 3, 2, 1, 3),
    (1, 2, 5, 1, 3, 3, 4, 3, 2, 4),
)


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=4, le=14)]  # people in the story
    asked: Annotated[int, Meta(ge=3, le=12)]  # people asked about
    forms: Annotated[int, Meta(ge=1, le=5)]  # 1: plain claims; 5: conditionals about counts, hearsay of hearsay
    facts: Annotated[int, Meta(ge=0, le=3)]  # claims that are known to be true
    extra: Annotated[int, Meta(ge=0, le=8)]  # statements that nobody needs
    spies: Annotated[int, Meta(ge=0, le=2)]  # people, at most, who may say anything

    def __post_init__(self) -> None:
        if self.asked + self.spies > self.people:
            raise ValueError("people must be at least asked + spies")


LEVELS = (
    Knobs(6, 5, 1, 1, 0, 0),
    Knobs(6, 5, 2, 1, 1, 0),
    Knobs(6, 5, 2, 0, 1, 0),
    Knobs(7, 6, 3, 0, 1, 0),
    Knobs(7, 6, 4, 0, 1, 0),
    Knobs(8, 7, 4, 0, 2, 0),
    Knobs(9, 7, 4, 0, 2, 1),
    Knobs(10, 8, 5, 0, 2, 1),
    Knobs(11, 9, 5, 0, 3, 2),
    Knobs(12, 10, 5, 0, 3, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    count, spies = knobs.people, rng.randint(0, knobs.spies)
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
        raise Reject("not settled")
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
    work = list(zip(sets, [people_in(f) for f in facts] + [people_in(c) | {s} for s, c in says], strict=True))
    looks = effort(among, work, asked, here)
    rng.shuffle(says)
    names = tuple(rng.sample(NAMES, count))
    witness = ", ".join("yes" if truthful[p] else "no" for p in asked)
    return Sample(WebOfLies(names, spies, tuple(facts), tuple(says), tuple(asked)), witness, effort=looks)


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
    true = kinds[speaker] == "truth" or (kinds[speaker] == "spy" and rng.random() < 0.5)
    for _ in range(DRAWS):
        claim = _draw(rng, form, knobs, spies, speaker)
        if (holds(claim, among) & here != 0) == true:
            return claim
    return Is((speaker + 1) % knobs.people, next(k for k in ("lie", "truth") if (kinds[(speaker + 1) % knobs.people] == k) == true))


def _draw(rng: Random, form: str, knobs: Knobs, spies: bool, speaker: int) -> Claim:
    others = [p for p in range(knobs.people) if p != speaker]
    if form == "is":
        return Is(rng.choice(others), _kind(rng, spies))
    if form == "same":
        return _same(rng, others, speaker)
    if form in ("count", "parity"):
        group = list(range(knobs.people))
        if rng.random() < 0.6:
            group = rng.sample(group, rng.randint(3, min(5, knobs.people - 1)))
        return _count(rng, group, "parity" if form == "parity" else "", spies)
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
            right = _count(rng, rng.sample(rest, 3) if rng.random() < 0.6 else list(range(knobs.people)), "", spies)
        if form != "if" and rng.random() < 0.5:
            left, right = right, left
    return Link(form, left, right)  # type: ignore[arg-type]


def _kind(rng: Random, spies: bool) -> str:
    return rng.choice(("truth", "lie", "truth", "lie", "spy") if spies else ("truth", "lie"))


def _same(rng: Random, others: list[int], speaker: int) -> Same:
    a, b = rng.sample(others, 2)
    if rng.random() < 0.3:
        a = speaker
    return Same(min(a, b), max(a, b), rng.random() < 0.5)


def _count(rng: Random, group: list[int], how: str, spies: bool = False) -> Count:
    """With a number that is neither none nor all of the group."""
    how = how or rng.choice(("exactly", "exactly", "least", "most"))
    number = rng.randrange(2) if how == "parity" else rng.randint(1, len(group) - 1)
    return Count(tuple(sorted(group)), rng.choice(("truth", "lie")), how, number)  # type: ignore[arg-type]


def effort(among: Worlds, work: list[tuple[int, set[int]]], asked: list[int], here: int) -> int:
    """Looks at statements until each asked person is settled: propagation of single statements (what each says of its own people,
    given what is known), and where that stalls, refutation of the wrong kind by branching on people."""
    kinds = [tuple(m for m in by_kind.values() if m) for by_kind in among.by_kind]
    scopes = [(mask, [kinds[p] for p in sorted(people)]) for mask, people in work]
    looks = 0

    def spread(state: int) -> int:
        """The state with all that single statements rule out; 0 for a contradiction."""
        nonlocal looks
        before = 0
        while before != state:
            before = state
            for mask, scope in scopes:
                looks += 1
                some = state & mask
                if not some:
                    return 0
                for person in scope:
                    for kind in person:
                        if not some & kind and state & kind:
                            state &= ~kind
        return state

    def refuted(state: int) -> bool:
        state = spread(state)
        if not state:
            return True
        best: tuple[int, ...] = ()
        fewest = 99
        for _, scope in scopes:
            opened = [person for person in scope if sum(1 for kind in person if state & kind) > 1]
            if opened and len(opened) < fewest:
                best, fewest = opened[0], len(opened)
        return bool(best) and all(refuted(state & kind) for kind in best if state & kind)

    state = spread(among.every)
    for person in asked:
        truth = among.by_kind[person]["truth"]
        right = truth if truth & here else among.every ^ truth
        if state & ~right:
            refuted(state & ~right)
            state = spread(state & right)
    return looks


def canonical(problem: WebOfLies) -> object:
    """Statements in order, people as numbers that do not depend on their names: colours refined by what is said by and about
    each, ties broken by trying the members of a class (all of them while the tries last)."""
    count, tries = len(problem.people), 30
    spoken_of = [("fact", claim) for claim in problem.facts] + [(speaker, claim) for speaker, claim in problem.says]
    involved = [sorted(people_in(claim) | ({speaker} if speaker != "fact" else set())) for speaker, claim in spoken_of]

    def text(index: int, colour: list[object]) -> str:
        speaker, claim = spoken_of[index]
        return f"{'fact' if speaker == 'fact' else colour[speaker]}:{_text(claim, colour)}"

    def refine(colour: list[object]) -> list[object]:
        classes = len(set(colour))
        while True:
            marks: list[list[str]] = [[] for _ in range(count)]
            for index, people in enumerate(involved):
                for person in people:
                    old, colour[person] = colour[person], "me"
                    marks[person].append(text(index, colour))
                    colour[person] = old
            seen = [(colour[p], sorted(marks[p])) for p in range(count)]
            ranks = {repr(s): r for r, s in enumerate(sorted(seen))}
            # `sorted` puts equals side by side, so the last of them names the class.
            colour = [ranks[repr(s)] for s in seen]
            if len(set(colour)) == classes:
                return colour
            classes = len(set(colour))

    def least(colour: list[object]) -> list[str]:
        nonlocal tries
        colour = refine(colour)
        ties = [c for c in sorted(set(colour)) if colour.count(c) > 1]  # type: ignore[type-var]
        if not ties:
            tries -= 1
            return sorted(text(i, colour) for i in range(len(spoken_of)))
        forms = []
        for person in [p for p in range(count) if colour[p] == ties[0]]:
            if forms and tries <= 0:
                break
            forms.append(least([-1 if p == person else c for p, c in enumerate(colour)]))
        return min(forms)

    return [count, problem.spies, sorted(problem.asked) and len(problem.asked), least([int(p in problem.asked) for p in range(count)])]


def _text(claim: Claim, colour: list[object]) -> str:
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


def view(problem: WebOfLies) -> dict[str, object]:
    names = problem.people

    def show(claim: Claim, speaker: int) -> dict[str, object]:
        """Names instead of numbers; the speaker is I."""
        name = lambda p: "I" if p == speaker else names[p]
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
    counts = [c for claim in claims for c in (claim, getattr(claim, "a", None), getattr(claim, "b", None)) if isinstance(c, Count)]
    return {
        "people": names,
        "spies": problem.spies,
        "facts": [show(claim, -1) for claim in problem.facts],
        "says": [(names[speaker], show(claim, speaker)) for speaker, claim in problem.says],
        "asked": [names[p] for p in problem.asked],
        "with_or": "or" in hows,
        "with_if": "if" in hows,
        "with_would": any(isinstance(claim, Would) for claim in claims),
        "with_parity": any(c.how == "parity" for c in counts),
    }


TASK = Task(
    __name__,
    version=1,
    problem=WebOfLies,
    levels=LEVELS,
    generate=generate,
    view=view,
    verify=verify,
    guess_rate=1 / 32,
    capacity=(1_000, 3_000, 10_000, 100_000, 100_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
    unique=True,
    canonical=canonical,
)
