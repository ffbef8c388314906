"""A smallest failing input: a contract in words, a function with a slip, and no shorter list on which it shows, which all shorter lists
prove.

Effort is the number of bits by which those lists are rare: 7 where one in 128 lists of that length fails."""

from math import log2
from random import Random
from typing import Any

import numpy as np

from synth.generators.code import _checks, _faults, _inputs
from synth.generators.simulation import _naming
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code.smallest_failing_input import SmallestFailingInput, verify

LONGER = 3
"""Numbers that a list may have beyond the fewest."""


class Knobs(_faults.FaultKnobs, frozen=True):
    """length: of the shortest lists that fail."""


LEVELS = (
    Knobs(2, 1, 6, 3, (3, 4), 0.5),
    Knobs(2, 2, 6, 3, (3.7, 4.7), 0.5),
    Knobs(2, 2, 6, 3, (4.4, 5.4), 0.25),
    Knobs(2, 2, 6, 4, (5.2, 6.4), 0.25),
    Knobs(3, 2, 6, 4, (6, 7.4), 0.25),
    Knobs(3, 3, 5, 5, (7.2, 8.4), 0.25),
    Knobs(4, 3, 5, 5, (8.2, 9.4), 0.25),
    Knobs(4, 3, 5, 5, (9.2, 10.4), 0.25),
    Knobs(5, 3, 5, 6, (10.2, 11.4), 0.25),
    Knobs(5, 3, 5, 6, (11.2, 13), 0.25),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(4 * _faults.TRIES):
        found = _faults.fault(rng, knobs, _faults.measured(rng, knobs), shortest=True)
        if found:
            style = _checks.style(rng, [part.measure.kind for part in found.parts])
            problem = SmallestFailingInput(
                _checks.written(found.faulty, style),
                style.entry,
                min(9, knobs.length + rng.randint(1, LONGER)),
                found.low,
                found.low + knobs.letters - 1,
                _checks.contract(found.parts),
                knobs.length,
            )
            numbers = _faults.one_of(rng, found, knobs.length, knobs.letters)
            return Sample(problem, repr(numbers), effort=-log2(float(np.mean(found.shows[-1]))))
    raise Discard("no slip that shows late and rarely")


def prompt_variables(problem: SmallestFailingInput, rng: Random) -> dict[str, object]:
    return _inputs.variables(problem, rng) | {"conditions": problem.contract.conditions, "gives": problem.contract.gives}


def canonical(problem: SmallestFailingInput) -> Any:
    """Names and comments do not make another program, nor does the order of the conditions another contract. No list is longer than
    allowed that is short enough."""
    conditions = sorted(one.to_json() for one in problem.contract.conditions)
    gives = problem.contract.gives.to_json() if problem.contract.gives else ""
    return [_naming.nameless(problem.program), conditions, gives, problem.least, problem.low, problem.high]


TASK = Task(
    __name__,
    version=1,
    problem=SmallestFailingInput,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    corrupt=_inputs.corrupt(verify),
    guess_rate=0.14,
    capacity=(1_000, 5_000, 10_000) + (20_000,) * 7,
    canonical=canonical,
    prompt_only=("length",),
)
