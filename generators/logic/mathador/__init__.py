"""Mathador: numbers drawn at random, all expressions that keep the rules enumerated, and a target among what they make.

Difficulty is rarity: effort is the number of such expressions that a search looks at for each one that hits the target, where it goes
through those that divide a given number by a given number first. Equal numbers are told apart."""

from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.mathador.solver import draw, results, written
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.mathador import COUNT, HIGHEST, HIGHEST_TARGET, Mathador, verify


class Knobs(Frozen, frozen=True):
    lowest: Annotated[int, Meta(ge=1, le=9)]
    """Least number that may be given; 1 makes divisions that do nothing."""
    highest: Annotated[int, Meta(ge=10, le=HIGHEST)]
    """Largest number that may be given."""
    target_from: Annotated[int, Meta(ge=1, le=HIGHEST_TARGET)]
    """Least target."""
    target_to: Annotated[int, Meta(ge=1, le=HIGHEST_TARGET)]
    """Greatest target."""
    rarity: Annotated[int, Meta(ge=1, le=1500)]
    """Least effort: expressions looked at for each one that reaches the target."""
    rarity_to: Annotated[int, Meta(ge=1, le=3000)]
    """Greatest effort."""

    def __post_init__(self) -> None:
        if self.target_from > self.target_to:
            raise ValueError(f"target_from={self.target_from} lies above target_to={self.target_to}")
        if self.rarity > self.rarity_to:
            raise ValueError(f"rarity={self.rarity} lies above rarity_to={self.rarity_to}")


LEVELS = (
    Knobs(1, 10, 5, 50, 1, 30),
    Knobs(1, 15, 5, 80, 30, 70),
    Knobs(1, 20, 10, 99, 70, 150),
    Knobs(2, 30, 10, 150, 170, 230),
    Knobs(2, 40, 10, 200, 230, 310),
    Knobs(2, 40, 10, 200, 310, 400),
    Knobs(2, 40, 10, 200, 400, 520),
    Knobs(2, 40, 10, 250, 520, 680),
    Knobs(2, 40, 10, 300, 680, 880),
    Knobs(2, 40, 10, 400, 880, 3000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    targets = range(knobs.target_from, knobs.target_to + 1)
    numbers, target, effort = draw(rng.randrange(1, 2**62), knobs.lowest, knobs.highest, targets, knobs.rarity, knobs.rarity_to)
    if not numbers:
        raise Discard("no rare enough target")
    found = results(numbers)
    hits = found.first + np.flatnonzero(found.value[found.first :] == target)
    answer = written(found, int(hits[rng.randrange(len(hits))]))
    return Sample(Mathador(numbers, target), answer, effort=round(effort, 2))


def prompt_variables(problem: Mathador, rng: Random) -> dict[str, object]:
    return {
        "numbers": ", ".join(map(str, problem.numbers)),
        "target": problem.target,
        "repeats": len(set(problem.numbers)) < COUNT,
    }


def canonical(problem: Mathador) -> object:
    """The numbers in ascending order."""
    return sorted(problem.numbers), problem.target


TASK = Task(
    __name__,
    version=2,
    problem=Mathador,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.01,
    capacity=(4_000, 20_000, 100_000, 200_000) + (300_000,) * 4 + (150_000, 50_000),
    canonical=canonical,
)
