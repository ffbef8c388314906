"""Fix a bug: a described program, written out in Python with one step as people get it wrong.

Effort is what there is to think of: the weight of each operation, its key, and the parts of its test."""

from random import Random

from synth.generators.code import _described, _programs
from synth.generators.code.function_from_spec import LEVELS, Knobs, style
from synth.schemas.task import Sample, Task
from synth.verifiers.code._language import needs
from synth.verifiers.code.fix_bug import FixBug, verify

SELDOM = 0.1
"""As `Style.seldom`: less than elsewhere, so that few programs come twice, whose faults alone would differ."""


def generate(rng: Random, knobs: Knobs) -> Sample:
    found = _programs.draw(rng, style(knobs)._replace(seldom=SELDOM))
    function, names = _programs.names(rng, found.start, found.steps)
    # One that reads the same arguments: an argument that nothing reads would point to the fault.
    wrong = rng.choice([steps for steps in found.wrong if needs(steps) == needs(found.steps)])
    problem = FixBug(function, names, found.start, found.steps, wrong)
    return Sample(problem, _described.text_of(problem, problem.steps), effort=float(found.effort))


def prompt_variables(problem: FixBug, rng: Random) -> dict[str, object]:
    return _described.variables(problem, rng) | {"program": _described.text_of(problem, problem.wrong)}


TASK = Task(
    __name__,
    version=7,
    problem=FixBug,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(800, 1_200, 5_000, 6_000) + (100_000,) * 6,
    canonical=_described.canonical,
    corrupt=_described.nearly,
    prompt_only=("names", "wrong"),
)
