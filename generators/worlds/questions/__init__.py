"""Questions: a made world, a question that has one answer there, and documents that tell enough of it, beside much that the question does
not need.

Effort is the number of facts that lead to the answer, those beside which others are told included."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.worlds._asking import Asker, Form
from synth.generators.worlds._canonical import canonical
from synth.generators.worlds._cheap import POLICIES
from synth.generators.worlds._documents import Telling, arranged, chosen, stated
from synth.generators.worlds._drawing import eras, problem, sizes, written, wrong
from synth.generators.worlds._making import made
from synth.generators.worlds._question import prompt_variables
from synth.generators.worlds._solution import answered, solution
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.worlds._told import outcome
from synth.verifiers.worlds._world import Cell, Fact
from synth.verifiers.worlds.questions import Questions, verify

DRAWS = 20
AGAIN = 0.8
"""The share of problems that a cheap policy gets right that are drawn again."""


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=4, le=16)]
    """People of the world; there are a third as many towns and books, and fewer guilds, houses, rivers and trades."""
    hops: Annotated[int, Meta(ge=1, le=8)]
    """Properties that the question goes along, its conditions included."""
    chains: Annotated[float, Meta(ge=0, le=1)]
    """Share of questions that follow one chain; the others pick the first or last, count, list, or compare years."""
    conditions: Annotated[int, Meta(ge=1, le=3)]
    """Conditions on those that are picked, counted or listed."""
    more: Annotated[int, Meta(ge=0, le=80)]
    """Facts that the question does not need."""
    beside: Annotated[float, Meta(ge=0, le=0.8)]
    """Share of facts that are told beside another one: the same guild as, three years after."""
    eras: Annotated[int, Meta(ge=1, le=4)]
    """Eras of the calendar."""
    aliases: Annotated[int, Meta(ge=0, le=4)]
    """People who go by two names."""
    documents: Annotated[int, Meta(ge=1, le=10)]
    """Documents at most."""


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
    years = rng.randrange(90, 140) + 10 * knobs.eras
    for _ in range(DRAWS):
        one = made(rng, sizes(knobs.people), years)
        asked = Asker(rng, one).asked(form(rng, knobs), knobs.hops, knobs.conditions)
        if asked is None:
            continue
        cells, complete = chosen(rng, one, asked.used, knobs.more)
        facts = stated(rng, one, cells, knobs.beside)
        telling = Telling(knobs.more, knobs.beside, knobs.aliases, knobs.documents)
        documents = arranged(rng, one, facts, telling, complete)
        told = problem(Questions, rng, one, eras(rng, knobs.eras, years), documents, asked.query, language)
        assert outcome(told) == asked.answer
        right = written(told, asked.answer)
        if knobs.hops > 2 and rng.random() < AGAIN and any(policy(told) == right for policy in POLICIES.values()):
            continue
        trace, bad = solution(told, asked.answer), wrong(told, asked.answer, rng)
        return Sample(told, right, effort(asked.used, facts), trace, answered(told, solution(told, bad), bad))
    raise Discard("no question")


def form(rng: Random, knobs: Knobs) -> Form:
    """What kind of question is asked."""
    forms: tuple[Form, ...] = ("pick", "gap", "count", "all")
    return "follow" if rng.random() < knobs.chains else rng.choices(forms, (6, 4, 2, 4))[0]


def effort(used: list[Cell], facts: list[Fact]) -> float:
    """The facts that lead to the answer."""
    told = {fact.cell: fact for fact in facts}
    count = 0
    for cell in used:
        while cell in told:
            count += 1
            fact = told[cell]
            if fact.like < 0:
                break
            cell = (fact.attribute, fact.like)
    return float(count)


def corrupt(told: Questions, answer: str, rng: Random) -> str:
    """Another name, year, number or set."""
    right = outcome(told)
    assert right is not None
    return written(told, wrong(told, right, rng))


TASK = Task(
    __name__,
    version=1,
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
