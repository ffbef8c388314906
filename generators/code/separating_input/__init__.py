"""A separating input: one function written twice, one time with a slip that shows on few lists, none of them plain.

Effort is the number of bits by which those lists are rare: 7 where one in 128 of the longest ones separates the programs."""

from math import log2
from random import Random
from typing import Annotated, Any

import numpy as np
from msgspec import Meta

from synth.generators.code import _faults, _inputs
from synth.generators.simulation import _naming
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code.separating_input import SeparatingInput, verify


class Knobs(_faults.FaultKnobs, frozen=True):
    hands: Annotated[int, Meta(ge=1, le=2)]
    """1: the programs differ in the slip alone. 2: also in names, order and form, as by two people."""


LEVELS = (
    Knobs(2, 1, 6, 4, (3, 4), 0.5, 1),
    Knobs(2, 2, 6, 4, (3.8, 4.8), 0.5, 1),
    Knobs(2, 2, 6, 4, (4.6, 5.6), 0.25, 1),
    Knobs(2, 2, 7, 4, (5.6, 6.6), 0.25, 2),
    Knobs(3, 2, 7, 4, (6.5, 7.5), 0.25, 2),
    Knobs(3, 3, 6, 5, (7.5, 8.5), 0.25, 2),
    Knobs(4, 3, 5, 6, (8.5, 9.5), 0.25, 2),
    Knobs(4, 3, 5, 6, (9.5, 10.5), 0.25, 2),
    Knobs(5, 3, 5, 6, (10.5, 11.5), 0.25, 2),
    Knobs(5, 3, 5, 6, (11.5, 13), 0.25, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(_faults.TRIES):
        found = _faults.fault(rng, knobs, _faults.measured(rng, knobs))
        if found:
            right, wrong, entry = _faults.texts(rng, found, knobs.hands)
            a, b = (right, wrong) if rng.random() < 0.5 else (wrong, right)
            problem = SeparatingInput(a, entry, knobs.length, found.low, found.low + knobs.letters - 1, b)
            numbers = _faults.one_of(rng, found, knobs.length, knobs.letters)
            return Sample(problem, repr(numbers), effort=-log2(float(np.mean(found.shows[-1]))))
    raise Discard("no slip that shows rarely")


def prompt_variables(problem: SeparatingInput, rng: Random) -> dict[str, object]:
    return _inputs.variables(problem, rng) | {"other": problem.other.rstrip()}


def canonical(problem: SeparatingInput) -> Any:
    """Names and comments do not make other programs, and either may come first."""
    pair = sorted((_naming.nameless(problem.program), _naming.nameless(problem.other)))
    return [pair, problem.length, problem.low, problem.high]


TASK = Task(
    __name__,
    version=1,
    problem=SeparatingInput,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    corrupt=_inputs.corrupt(verify),
    guess_rate=0.1,
    capacity=(2_000, 5_000, 10_000) + (20_000,) * 7,
    canonical=canonical,
)
