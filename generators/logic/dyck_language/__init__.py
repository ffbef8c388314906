"""Dyck language: a random path of depths that ends well above the ground, then brackets of random kinds for its steps.

Effort is the stack depth summed over the brackets shown and those to add: what somebody who keeps the stack in mind holds."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic._brackets import depth_sum, matched, renaming, uniform_path, used
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic._brackets import CLOSER, PAIRS
from synth.verifiers.logic.dyck_language import DyckLanguage, completion, verify


class Knobs(Frozen, frozen=True):
    types: Annotated[int, Meta(ge=1, le=6)]
    """Kinds of brackets."""
    shortest: Annotated[int, Meta(ge=6, le=400)]
    """Fewest brackets shown."""
    longest: Annotated[int, Meta(ge=6, le=400)]
    """Most brackets shown."""
    depth: Annotated[int, Meta(ge=4, le=60)]
    """Most brackets open at once."""
    least: Annotated[int, Meta(ge=1, le=40)]
    """Fewest brackets to add."""
    most: Annotated[int, Meta(ge=1, le=40)]
    """Most brackets to add."""

    def __post_init__(self) -> None:
        if not (self.shortest <= self.longest and self.least <= self.most <= min(self.depth, self.shortest)):
            raise ValueError(f"shortest={self.shortest} to longest={self.longest}, least={self.least} to most={self.most} within the depth")


LEVELS = (
    Knobs(3, 8, 12, 5, 3, 4),
    Knobs(3, 12, 18, 6, 3, 5),
    Knobs(3, 18, 26, 7, 4, 6),
    Knobs(4, 28, 38, 9, 5, 8),
    Knobs(4, 40, 52, 11, 5, 9),
    Knobs(4, 54, 68, 13, 6, 11),
    Knobs(5, 70, 86, 15, 7, 13),
    Knobs(5, 88, 106, 18, 8, 15),
    Knobs(6, 108, 130, 21, 9, 17),
    Knobs(6, 132, 160, 25, 10, 20),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    end = rng.randint(knobs.least, knobs.most)
    length = rng.randint(knobs.shortest, knobs.longest)
    if (length - end) % 2:
        length += 1 if length < knobs.longest else -1
    if length < end or (length - end) % 2:
        raise Discard("no sequence of that length")
    prefix = matched(rng, uniform_path(rng, length, 0, end, 0, knobs.depth), rng.sample(PAIRS, knobs.types))
    added = completion(prefix)
    return Sample(DyckLanguage(prefix), prefix + added, effort=depth_sum(prefix + added))


def prompt_variables(problem: DyckLanguage, rng: Random) -> dict[str, object]:
    spare = [pair for pair in PAIRS if pair not in used(problem.prefix)]
    one, two = rng.sample(spare if len(spare) > 1 else PAIRS, 2)
    return {
        "prefix": problem.prefix,
        "spaced": " ".join(problem.prefix),
        "pairs": used(problem.prefix),
        "examples": (one[0] + two + two + one[1], two + one[0] + two + one[1], one + two + one),
    }


def canonical(problem: DyckLanguage) -> str:
    """The pairs renamed in the order in which they first occur."""
    return problem.prefix.translate(renaming(problem.prefix))


def corrupt(problem: DyckLanguage, answer: str, rng: Random) -> str:
    """The last bracket left out, two unlike closing brackets exchanged, or one of another kind."""
    kind = rng.randrange(3)
    added = list(answer[len(problem.prefix) :])
    unlike = [i for i in range(len(added) - 1) if added[i] != added[i + 1]]
    if kind == 0:
        added.pop()
    elif kind == 1 and unlike:
        i = rng.choice(unlike)
        added[i], added[i + 1] = added[i + 1], added[i]
    else:
        i = rng.randrange(len(added))
        added[i] = rng.choice([closer for closer in CLOSER.values() if closer != added[i]])
    return problem.prefix + "".join(added)


TASK = Task(
    __name__,
    version=1,
    problem=DyckLanguage,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.01,
    capacity=(10_000, 200_000, *(1_000_000,) * 8),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
