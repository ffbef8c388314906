"""Knights and knaves: kinds first, then things that such people could say until one way is left, of which all that can go are taken back.

There are always both kinds, as an answer names somebody; from level 5 on hardly any statement could be spared by knowing it. Effort is
the number of constraint checks of a solver by propagation and refutation until everybody's kind is settled."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic._refutation import constraint_checks
from synth.generators.logic.knights_and_knaves.canonical import canonical
from synth.generators.logic.knights_and_knaves.prompt_variables import prompt_variables
from synth.generators.logic.knights_and_knaves.statements import Says, Worlds, draw_statement, left_by, true_in, worlds
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.knights_and_knaves import KnightsAndKnaves, people_in, verify
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

TRIES = 200
PASSES = 3
"""How often everybody is put right in turn."""


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=5, le=12)]
    """People in the story."""
    forms: Annotated[int, Meta(ge=1, le=4)]
    """What statements look like, from 1 (one person or a number of knights) to 4 (comparisons, conditionals about numbers, what somebody
    would say that somebody would say, choruses)."""
    guarded: bool
    """Whether those are left out that are solved by taking all for knights, or all for knaves, and putting right one after the other."""
    effort_from: Annotated[int, Meta(ge=0, le=1_000)]
    """Least effort."""


LEVELS = (
    Knobs(5, 1, False, 0),
    Knobs(5, 2, False, 24),
    Knobs(6, 2, True, 30),
    Knobs(6, 3, True, 38),
    Knobs(7, 3, True, 50),
    Knobs(8, 3, True, 72),
    Knobs(8, 4, True, 100),
    Knobs(9, 4, True, 140),
    Knobs(10, 4, True, 190),
    Knobs(11, 4, True, 250),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    count, among = knobs.people, worlds(knobs.people)
    for _ in range(TRIES):
        knights = frozenset(rng.sample(range(count), rng.randint(1, count - 1)))
        chosen = _settling(rng, knobs, among, knights)
        says = [one for _, one in chosen]
        if not says or (knobs.guarded and _walked_into(among, says, knights)):
            continue
        effort = _effort(among, chosen, knights)
        if effort >= knobs.effort_from:
            break
    else:
        raise Discard("not settled or too easy")
    names = tuple(rng.sample(FIRST_NAMES, count))
    answer = ", ".join(names[p] for p in sorted(knights, reverse=True))  # prompts list people the other way round
    return Sample(KnightsAndKnaves(names, tuple(says)), answer, effort=float(effort))


def _settling(rng: Random, knobs: Knobs, among: Worlds, knights: frozenset[int]) -> list[tuple[int, Says]]:
    """Statements that leave one world, each of which is needed, in any order, each with the worlds that it leaves; none where they came to
    no end."""
    count = knobs.people
    actual = 1 << sum(1 << knight for knight in knights)
    chosen: list[tuple[int, Says]] = []
    speakers: list[int] = []
    left = among.every
    for _ in range(6 * count):
        speakers = speakers or rng.sample(range(count), count)
        says = draw_statement(rng, knobs.forms, count, knights, speakers.pop())
        if says and left & (allowed := left_by(says, among)) != left:
            chosen.append((allowed, says))
            left &= allowed
            if left == actual:
                break
    else:
        return []
    for item in rng.sample(chosen, len(chosen)):
        left = among.every
        for other in chosen:
            if other is not item:
                left &= other[0]
        if left == actual:
            chosen.remove(item)
    return rng.sample(chosen, len(chosen))


def _walked_into(among: Worlds, says: list[Says], knights: frozenset[int]) -> bool:
    """Whether the kinds come out when everybody is put right in turn, by what they say: a few times from the first to the last, or back."""
    count = len(among.knight)
    actual = sum(1 << knight for knight in knights)
    turns = [(sum(1 << speaker for speaker in speakers), true_in(claim, among)) for speakers, claim in says]
    for start in (0, (1 << count) - 1):
        for order in (turns, turns[::-1]):
            world = start
            for speakers, true in order * PASSES:
                world = world | speakers if true >> world & 1 else world & ~speakers
                if world == actual:
                    return True
    return False


def _effort(among: Worlds, chosen: list[tuple[int, Says]], knights: frozenset[int]) -> int:
    values = [(knight, among.every ^ knight) for knight in among.knight]
    constraints = [(left, [values[p] for p in sorted(people_in(claim).union(speakers))]) for left, (speakers, claim) in chosen]
    return constraint_checks(among.every, constraints, [(knight, p in knights) for p, knight in enumerate(among.knight)])


def corrupt(problem: KnightsAndKnaves, answer: str, rng: Random) -> str:
    """A knight left out, or a knave put among them: as there is one way, this is none."""
    chinese = not answer.isascii()
    names = [CHINESE_NAMES[name] for name in problem.people] if chinese else list(problem.people)
    joint = "，" if chinese else ", "
    knights = answer.split(joint)
    change = rng.choice([name for name in names if len(knights) > 1 or name not in knights])
    return joint.join(name for name in reversed(names) if (name in knights) != (name == change))


TASK = Task(
    __name__,
    version=1,
    problem=KnightsAndKnaves,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=1 / 25,
    capacity=(10_000, 20_000, 100_000) + (1_000_000,) * 7,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    words={"zh": CHINESE_NAMES},
)
