"""Web of lies: kinds drawn first, then things that such people could say, until those asked about are settled.

Effort is the number of constraint checks of a solver by propagation and refutation."""

from random import Random

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
    actual = Worlds(1, tuple([{kind: int(kind == kinds[p]) for kind in KINDS} for p in range(count)]))  # the one that is so
    facts = draw_facts(rng, knobs, actual, order)
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
            claim = draw_claim(rng, knobs, actual, kinds, speaker)
            remaining = left & spoken(speaker, claim, among)
            if remaining != left:
                says.append((speaker, claim))
                left = remaining
                break
    else:
        return None
    says = _needed(rng, among, facts, says, asked)
    silent = [p for p in range(count) if p not in {speaker for speaker, _ in says}]
    rng.shuffle(silent)
    for _ in range(knobs.extra):
        speaker = silent.pop() if silent else rng.randrange(count)
        claim = draw_claim(rng, knobs, actual, kinds, speaker)
        if (speaker, claim) not in says:
            says.append((speaker, claim))
    effort = _effort(among, facts, says, [(p, truthful[p]) for p in asked])
    rng.shuffle(says)
    names = tuple(rng.sample(FIRST_NAMES, count))
    answer = ", ".join("yes" if truthful[p] else "no" for p in asked)
    return Sample(WebOfLies(names, spies, tuple(facts), tuple(says), tuple(asked)), answer, effort=effort)


def _effort(among: Worlds, facts: list[Claim], says: list[tuple[int, Claim]], answers: list[tuple[int, bool]]) -> int:
    """Constraint checks until it is settled of each person asked whether they are a truth-teller."""
    values = [tuple(allowed for allowed in by_kind.values() if allowed) for by_kind in among.by_kind]
    allowed = [(holds(fact, among), people_in(fact)) for fact in facts]
    allowed += [(spoken(speaker, claim, among), people_in(claim) | {speaker}) for speaker, claim in says]
    constraints = [(worlds_of, [values[p] for p in sorted(scope)]) for worlds_of, scope in allowed]
    return constraint_checks(among.every, constraints, [(among.by_kind[p]["truth"], truthful) for p, truthful in answers])


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
