"""Find an input: the programs of predict_output, asked backwards. The wanted value comes from a list, and no list out of many drawn at
random gives it.

Effort is the number of statements, iterations and calls that are executed for the list that it comes from."""

from random import Random
from typing import Annotated, Any

from msgspec import Meta

from synth.generators.simulation import _naming, _programs
from synth.generators.simulation._conditions import Tried
from synth.generators.simulation._programs import Part
from synth.generators.simulation._writer import Style
from synth.schemas.task import Sample, Task
from synth.verifiers.simulation.find_input import FindInput, verify

LOW, HIGH = 1, 20
"""The numbers of a list."""


class Knobs(Style, frozen=True):
    rare: Annotated[int, Meta(ge=5, le=60)]
    """Lists drawn at random, none of which gives the wanted value."""


LEVELS = (
    Knobs(1, 1, 1, 0, 1, (8, 15), 12),
    Knobs(2, 1, 1, 0, 1, (16, 22), 15),
    Knobs(2, 1, 1, 0, 2, (22, 29), 15),
    Knobs(2, 1, 1, 1, 2, (28, 36), 20),
    Knobs(2, 2, 1, 1, 2, (36, 46), 20),
    Knobs(2, 2, 1, 1, 3, (45, 57), 20),
    Knobs(3, 2, 1, 1, 3, (56, 72), 20),
    Knobs(3, 2, 1, 2, 4, (71, 90), 20),
    Knobs(3, 2, 2, 2, 4, (88, 110), 20),
    Knobs(3, 3, 2, 2, 4, (108, 140), 20),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    def rare(found: Tried, run: int, parts: list[Part]) -> bool:
        """Whether none of many lists gives the same value."""
        drawn = (_numbers(rng, found.length) for _ in range(knobs.rare))
        return not _programs.alike(found, run, parts, [*plain_lists(found.length, LOW, HIGH), *drawn])

    found = _programs.draw(rng, knobs, wanted=rare)
    numbers, *others = found.arguments
    problem = FindInput(found.text, found.entry, len(numbers), LOW, HIGH, repr(others)[1:-1], repr(found.value))
    return Sample(problem, repr(numbers), effort=float(found.steps))


def _numbers(rng: Random, length: int) -> list[int]:
    return [LOW + int(rng.random() * (HIGH - LOW + 1)) for _ in range(length)]


def plain_lists(n: int, low: int, high: int) -> list[list[int]]:
    """What somebody would try first: one number again and again, numbers in a row."""
    same = [[number] * n for number in (low, high, (low + high) // 2)]
    return [*same, [low + k % (high - low + 1) for k in range(n)], [high - k % (high - low + 1) for k in range(n)]]


def corrupt(problem: FindInput, answer: str, rng: Random) -> str:
    """The list with one number moved so that the call returns something else; without its last number where there is no such move."""
    numbers = [int(word) for word in answer.strip("[]").split(",")]
    for _ in range(20):
        place = rng.randrange(len(numbers))
        changed = [*numbers]
        changed[place] = rng.randint(problem.low, problem.high)
        if not verify(problem, repr(changed)).accepted:
            return repr(changed)
    return repr(numbers[:-1])


def prompt_variables(problem: FindInput, rng: Random) -> dict[str, object]:
    return {
        "program": problem.program.rstrip(),
        "entry": problem.entry,
        "others": problem.others,
        "length": problem.length,
        "low": problem.low,
        "high": problem.high,
        "target": problem.target,
        "dicts": "{" in problem.target,
        "example": repr([problem.high + rng.randint(1, 60) for _ in range(problem.length)]),
    }


def canonical(problem: FindInput) -> Any:
    """Names, comments and blank lines do not make another program."""
    return [_naming.nameless(problem.program), problem.length, problem.low, problem.high, problem.others, problem.target]


TASK = Task(
    __name__,
    version=6,
    problem=FindInput,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    corrupt=corrupt,
    guess_rate=0.06,
    capacity=(20_000,) * 10,
    canonical=canonical,
)
