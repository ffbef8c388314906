"""Web of lies: kinds drawn first, then things that such people could say, until those asked about are settled.

Effort is the number of constraint checks of a solver by propagation and refutation."""

from random import Random
from typing import NamedTuple

from synth.generators.logic._refutation import constraint_checks
from synth.generators.logic.web_of_lies.canonical import canonical
from synth.generators.logic.web_of_lies.knobs import LEVELS, Knobs
from synth.generators.logic.web_of_lies.prompt_variables import prompt_variables
from synth.generators.logic.web_of_lies.statements import KINDS, draw_claim, draw_facts
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.web_of_lies import Claim, WebOfLies, Worlds, holds, people_in, spoken, verify, worlds
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

ATTEMPTS = 100  # at a whole problem


def generate(rng: Random, knobs: Knobs) -> Sample:
    spies = rng.randint(0, knobs.spies)
    least = knobs.effort_from * (1 + spies)  # a spy makes more cases
    for _ in range(ATTEMPTS):
        sample = _attempt(rng, knobs, spies, least)
        if sample is not None:
            return sample
    raise Discard("too easy or not settled")


class _Said(NamedTuple):
    """A statement, and the worlds in which it may be made."""

    speaker: int
    claim: Claim
    worlds: int


def _attempt(rng: Random, knobs: Knobs, spies: int, least: int) -> Sample | None:
    """None where not everything is settled, or the effort is less than `least`."""
    count = knobs.people
    among = worlds(count, spies)
    order = rng.sample(range(count), count)
    asked = order[: knobs.asked]
    truthful = {person: rng.random() < 0.5 for person in order}
    suspects = [p for p in order if p not in asked or not truthful[p]]
    spying = rng.sample(suspects, spies)
    kinds = ["spy" if p in spying else "truth" if truthful[p] else "lie" for p in range(count)]
    actual = Worlds(1, tuple([{kind: int(kind == kinds[p]) for kind in KINDS} for p in range(count)]))  # the one that is so
    facts = draw_facts(rng, knobs, actual, order)
    true = [holds(fact, among) for fact in facts]
    says: list[_Said] = []
    base = among.every
    for some in true:
        base &= some
    left = base
    speakers: list[int] = []
    for _ in range(8 * count):
        if _settled(left, among, asked):
            break
        speakers = speakers or rng.sample(range(count), count)
        speaker = speakers.pop()
        for _ in range(6):
            claim = draw_claim(rng, knobs, actual, kinds, speaker)
            said = _Said(speaker, claim, spoken(speaker, claim, among))
            remaining = left & said.worlds
            if remaining != left:
                says.append(said)
                left = remaining
                break
    else:
        return None
    says = _needed(rng, among, base, says, asked)
    silent = [p for p in range(count) if p not in {said.speaker for said in says}]
    rng.shuffle(silent)
    for _ in range(knobs.extra):
        speaker = silent.pop() if silent else rng.randrange(count)
        claim = draw_claim(rng, knobs, actual, kinds, speaker)
        said = _Said(speaker, claim, spoken(speaker, claim, among))
        if said not in says:
            says.append(said)
    scopes = [(some, people_in(fact)) for some, fact in zip(true, facts, strict=True)]
    scopes += [(said.worlds, people_in(said.claim) | {said.speaker}) for said in says]
    effort = _effort(among, scopes, [(p, truthful[p]) for p in asked])
    rng.shuffle(says)
    names = tuple(rng.sample(FIRST_NAMES, count))
    if effort < least:
        return None
    answer = ", ".join("yes" if truthful[p] else "no" for p in asked)
    problem = WebOfLies(names, spies, tuple(facts), tuple([(said.speaker, said.claim) for said in says]), tuple(asked))
    return Sample(problem, answer, effort=effort)


def _effort(among: Worlds, scopes: list[tuple[int, set[int]]], answers: list[tuple[int, bool]]) -> int:
    """Constraint checks until it is settled of each person asked whether they are a truth-teller. scopes: for each fact and statement the
    worlds that it allows and the people whom it is about."""
    values = [tuple(allowed for allowed in by_kind.values() if allowed) for by_kind in among.by_kind]
    constraints = [(allowed, [values[p] for p in sorted(scope)]) for allowed, scope in scopes]
    return constraint_checks(among.every, constraints, [(among.by_kind[p]["truth"], truthful) for p, truthful in answers])


def _settled(left: int, among: Worlds, asked: list[int]) -> bool:
    for p in asked:
        true = left & among.by_kind[p]["truth"]
        if true and true != left:
            return False
    return True


def _needed(rng: Random, among: Worlds, base: int, says: list[_Said], asked: list[int]) -> list[_Said]:
    """The statements, less those (in random order) without which the asked are settled still. base: the worlds that the facts allow."""
    kept = says[:]
    for item in rng.sample(kept, len(kept)):
        left = base
        for other in kept:
            if other is not item:
                left &= other.worlds
        if _settled(left, among, asked):
            kept = [other for other in kept if other is not item]
    return kept


TASK = Task(
    __name__,
    version=2,
    problem=WebOfLies,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=1 / 32,
    capacity=(30_000, 100_000, 100_000, 100_000, 100_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
    unique=True,
    canonical=canonical,
    words={"zh": CHINESE_NAMES | {"yes": "是", "no": "否"}},
)
