"""Questions: a made world, a question that has one answer there, and documents that tell enough of it, beside much that the question does
not need.

Effort is the number of facts that lead to the answer, those beside which others are told included."""

from random import Random

from synth.generators.worlds._canonical import canonical
from synth.generators.worlds._cheap import POLICIES
from synth.generators.worlds._drawing import AGAIN, Knobs, corrupt, drawn, effort, problem, written, wrong
from synth.generators.worlds._question import prompt_variables
from synth.generators.worlds._solution import answered, solution
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.worlds._told import outcome
from synth.verifiers.worlds.questions import Questions, verify

DRAWS = 20

LEVELS = (
    Knobs(5, 1, 1.0, 1, 6, 0.0, 1, 0, 2),
    Knobs(6, 2, 1.0, 1, 8, 0.0, 1, 0, 2),
    Knobs(6, 3, 0.5, 1, 9, 0.1, 1, 1, 3),
    Knobs(7, 3, 0.1, 1, 10, 0.15, 2, 1, 4),
    Knobs(8, 4, 0.0, 1, 14, 0.2, 2, 1, 4),
    Knobs(9, 4, 0.0, 2, 18, 0.25, 2, 2, 5),
    Knobs(10, 5, 0.0, 2, 22, 0.3, 3, 2, 6),
    Knobs(11, 6, 0.0, 2, 26, 0.35, 3, 2, 6),
    Knobs(12, 7, 0.0, 2, 28, 0.4, 3, 3, 7),
    Knobs(13, 8, 0.0, 2, 30, 0.45, 4, 3, 7),
)


def generate(rng: Random, knobs: Knobs, language: str) -> Sample:
    for one in drawn(rng, knobs, DRAWS):
        asked = one.asked
        told = problem(Questions, rng, one.made, one.lengths, one.documents, asked.query, language)
        assert outcome(told) == asked.answer
        right = written(told, asked.answer)
        if knobs.hops > 2 and rng.random() < AGAIN and any(policy(told) == right for policy in POLICIES.values()):
            continue
        trace, bad = solution(told, asked.answer), wrong(told, asked.answer, rng)
        return Sample(told, right, effort(asked.used, one.facts), trace, answered(told, solution(told, bad), bad))
    raise Discard("no question")


TASK = Task(
    __name__,
    version=5,
    problem=Questions,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(100_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("wording",),
    by_language=True,
)
