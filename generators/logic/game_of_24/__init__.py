"""Game of 24: numbers and a target drawn at random, kept when the exhaustive solver reaches the target. The target is never the
sum of all numbers, which would be everybody's first guess.

Difficulty is rarity: effort is the number of last operations that an exhaustive search looks at for each one that hits."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.game_of_24.reachable import COUNT, reachable
from synth.generators.logic.game_of_24.solver import reach
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.game_of_24 import GameOf24, verify

DRAWS = 200


class Knobs(Frozen, frozen=True):
    count: Annotated[int, Meta(ge=3, le=5)]
    """Numbers given."""
    highest: Annotated[int, Meta(ge=5, le=99)]
    """Largest number that may be given."""
    target_from: Annotated[int, Meta(ge=1, le=999)]
    """Least target."""
    target_to: Annotated[int, Meta(ge=1, le=999)]
    """Greatest target."""
    rarity: Annotated[int, Meta(ge=0, le=20_000)]
    """Least effort: expressions tried for each one that reaches the target."""
    fractions: bool = False
    """Whether only puzzles are taken that can't be solved within the integers."""

    def __post_init__(self) -> None:
        if self.target_from > self.target_to:
            raise ValueError(f"target_from={self.target_from} lies above target_to={self.target_to}")


LEVELS = (
    Knobs(3, 20, 5, 100, 0),
    Knobs(3, 40, 10, 400, 54),
    Knobs(4, 9, 10, 40, 60),
    Knobs(4, 13, 12, 60, 150),
    Knobs(4, 30, 12, 150, 300),
    Knobs(4, 30, 12, 99, 600),
    Knobs(4, 40, 12, 150, 1200),
    Knobs(5, 25, 20, 200, 2000),
    Knobs(5, 50, 50, 500, 5000),
    Knobs(5, 75, 100, 999, 9000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(DRAWS):
        numbers = tuple(sorted(rng.randint(1, knobs.highest) for _ in range(knobs.count)))
        target = rng.randint(knobs.target_from, knobs.target_to)
        if target == sum(numbers):
            continue
        pick = rng.randrange(256)
        if knobs.count == COUNT and not reachable(numbers, target):
            continue
        found = reach(numbers, target, pick)
        if not found.hits or found.tries < knobs.rarity * found.hits or (knobs.fractions and found.whole_hits):
            continue
        return Sample(GameOf24(numbers, target), found.expression, effort=found.tries / found.hits)
    raise Discard("no rare enough target")


def prompt_variables(problem: GameOf24, rng: Random) -> dict[str, object]:
    return {"numbers": ", ".join(map(str, problem.numbers)), "target": problem.target, "count": len(problem.numbers)}


TASK = Task(
    __name__,
    version=2,
    problem=GameOf24,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.13,  # of three numbers, where one formula for all, such as c - a + b, fits a tenth; below 0.05 from level 3 on
    capacity=(10_000, 50_000, 6_000, 30_000, 500_000, 200_000, 300_000, 1_000_000, 1_000_000, 1_000_000),
)
