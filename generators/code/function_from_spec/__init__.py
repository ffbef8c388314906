"""Function from a specification: chains of operations on lists, words and texts, from one or two that everybody knows to those with
a state, groups and ties.

Effort is what there is to think of: the weight of each operation, its key, and the parts of its test."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.code import _described, _programs
from synth.generators.code._programs import Style
from synth.schemas.problem import Frozen
from synth.schemas.task import Sample, Task
from synth.verifiers.code._language import Start
from synth.verifiers.code.function_from_spec import FunctionFromSpec, verify


class Knobs(Frozen, frozen=True):
    effort: tuple[Annotated[int, Meta(ge=1, le=17)], Annotated[int, Meta(ge=2, le=20)]]
    """Least and greatest effort: steps, weighed by what there is to think of."""
    groups: Annotated[int, Meta(ge=1, le=4)]
    """Kinds of operations: what everybody knows; also places and running values; also groups and dictionaries; also states and pairs."""
    joined: Annotated[float, Meta(ge=0, le=1)]
    """The chance that a test has two parts, joined by and, or."""

    def __post_init__(self) -> None:
        if self.effort[0] >= self.effort[1]:
            raise ValueError("effort goes from least to most")


LEVELS = (
    Knobs((2, 3), 1, 0.1),
    Knobs((3, 4), 1, 0.2),
    Knobs((5, 6), 2, 0.2),
    Knobs((6, 7), 2, 0.2),
    Knobs((8, 9), 3, 0.2),
    Knobs((9, 10), 3, 0.3),
    Knobs((10, 11), 4, 0.3),
    Knobs((12, 13), 4, 0.3),
    Knobs((13, 14), 4, 0.3),
    Knobs((15, 16), 4, 0.4),
)
_STARTS: tuple[tuple[Start, ...], ...] = (
    ("ints", "ints", "strs", "str"),
    ("ints", "ints", "strs", "str"),
    ("ints", "ints", "strs", "str", "table"),
)


def style(knobs: Knobs) -> Style:
    return Style(knobs.groups, knobs.joined, _STARTS[min(knobs.groups, 3) - 1], knobs.effort)


def generate(rng: Random, knobs: Knobs) -> Sample:
    found = _programs.draw(rng, style(knobs))
    problem = FunctionFromSpec(*_programs.names(rng, found.start, found.steps), found.start, found.steps)
    return Sample(problem, _described.text_of(problem, problem.steps), effort=float(found.effort))


TASK = Task(
    __name__,
    version=6,
    problem=FunctionFromSpec,
    levels=LEVELS,
    generate=generate,
    prompt_variables=_described.variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(800, 1_200, 5_000, 6_000) + (100_000,) * 6,
    canonical=_described.canonical,
    corrupt=_described.nearly,
    prompt_only=("names",),
)
