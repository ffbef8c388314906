"""Knights and knaves: kinds first, then things that such people could say until one way is left, of which all that can go are taken back.

There are always both kinds, as an answer names somebody; from level 5 on hardly any statement could be spared by knowing it. Effort is
the number of constraint checks of a solver by propagation and refutation until everybody's kind is settled."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic._statements import group_of
from synth.generators.logic.knights_and_knaves.canonical import canonical
from synth.generators.logic.knights_and_knaves.drawing import draw
from synth.generators.logic.knights_and_knaves.prompt_variables import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.knights_and_knaves import KnightsAndKnaves, verify
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES


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
    effort, knights, says = draw(rng.randrange(1, 2**62), knobs.people, knobs.forms, knobs.guarded, knobs.effort_from)
    if not effort:
        raise Discard("not settled or too easy")
    names = tuple(rng.sample(FIRST_NAMES, knobs.people))
    answer = ", ".join([names[p] for p in reversed(group_of(knights))])  # prompts list people the other way round
    return Sample(KnightsAndKnaves(names, tuple(says)), answer, effort=float(effort))


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
    version=2,
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
