"""Web of lies: kinds drawn first, then things that such people could say, until those asked about are settled.

Effort is the number of constraint checks of a solver by propagation and refutation."""

from random import Random

from synth.generators.logic.web_of_lies.canonical import canonical
from synth.generators.logic.web_of_lies.drawing import draw
from synth.generators.logic.web_of_lies.knobs import LEVELS, Knobs
from synth.generators.logic.web_of_lies.prompt_variables import prompt_variables
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.web_of_lies import WebOfLies, verify
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES


def generate(rng: Random, knobs: Knobs) -> Sample:
    spies = rng.randint(0, knobs.spies)
    least = knobs.effort_from * (1 + spies)  # a spy makes more cases
    story = draw(rng.randrange(1, 2**62), knobs, spies, least)
    if not story.effort:
        raise Discard("too easy or not settled")
    names = tuple(rng.sample(FIRST_NAMES, knobs.people))
    answer = ", ".join(["yes" if story.truthful >> p & 1 else "no" for p in story.asked])
    problem = WebOfLies(names, spies, tuple(story.facts), tuple(rng.sample(story.says, len(story.says))), tuple(story.asked))
    return Sample(problem, answer, effort=story.effort)


TASK = Task(
    __name__,
    version=3,
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
