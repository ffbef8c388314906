"""Predict the output: programs as people write them, from a loop with a branch to helpers, nested loops and several kinds of variables.

Effort is the number of statements, iterations and calls that are executed."""

from random import Random
from typing import Any

from synth.generators.simulation import _naming, _programs
from synth.generators.simulation._conditions import Tried
from synth.generators.simulation._programs import EXAMPLES, Part
from synth.generators.simulation._writer import Style
from synth.schemas.task import Sample, Task
from synth.verifiers.simulation import _calls, _states
from synth.verifiers.simulation.predict_output import PredictOutput, verify


class Knobs(Style, frozen=True):
    branches: bool
    """Whether the value is another one where every condition, or none, is taken to hold, or another part is misread."""


LEVELS = (
    Knobs(1, 1, 1, 0, 1, (8, 17), False),
    Knobs(2, 1, 1, 0, 2, (16, 25), False),
    Knobs(2, 1, 1, 1, 2, (23, 33), False),
    Knobs(2, 2, 1, 1, 3, (31, 43), True),
    Knobs(2, 2, 1, 1, 4, (40, 57), True),
    Knobs(3, 2, 1, 1, 4, (53, 71), True),
    Knobs(3, 2, 2, 2, 4, (66, 88), True),
    Knobs(3, 3, 2, 2, 4, (82, 108), True),
    Knobs(3, 3, 2, 2, 4, (102, 132), True),
    Knobs(3, 3, 2, 2, 4, (127, 168), True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    found = _programs.draw(rng, knobs, knobs.branches, _unbeaten if knobs.branches else None)
    problem = PredictOutput(found.text, found.entry, _programs.shown(found.arguments))
    states = _calls.states(found.events)
    wrong, text = _naming.slipped(states), repr(found.value)
    return Sample(
        problem,
        text,
        effort=float(found.steps),
        trace=_states.written(states),
        rejected=_states.answered(wrong, _naming.wrong(found.value)),
    )


def _unbeaten(found: Tried, run: int, parts: list[Part]) -> bool:
    """Whether nobody who misreads a part of the program finds what it returns."""
    return not _programs.misread_alike(found, run, parts)


def prompt_variables(problem: PredictOutput, rng: Random) -> dict[str, object]:
    return called(problem) | {"example": rng.choice(EXAMPLES[type(_calls.value(problem))])}


def called(problem: _calls.Call) -> dict[str, object]:
    """The program and the call as a prompt shows them."""
    return {"program": problem.program.rstrip(), "call": f"{problem.entry}({problem.arguments})"}


def canonical(problem: PredictOutput) -> Any:
    """Names, comments and blank lines do not make another program."""
    return [_naming.nameless(problem.program), problem.arguments]


TASK = Task(
    __name__,
    version=8,
    problem=PredictOutput,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(50_000,) + (100_000,) * 9,
    unique=True,
    canonical=canonical,
)
