"""Dyck language reasoning errors: a random bracket sequence, the true trace of its stack, and faults planted in it, some of them so that
no step gives them away, neither the one before nor an earlier one with the same brackets open.

Effort is the stack depth summed over the brackets: what somebody holds who follows the sequence to its end."""

from functools import cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from synth.generators.compiled_random import lent
from synth.generators.logic._brackets import path_counts, renaming, used
from synth.generators.logic.dyck_language_reasoning_errors.kernel import drawn
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic._brackets import PAIRS
from synth.verifiers.logic.dyck_language_reasoning_errors import DyckLanguageReasoningErrors, verify, wrong_steps


class Knobs(Frozen, frozen=True):
    types: Annotated[int, Meta(ge=2, le=6)]
    """Kinds of brackets."""
    shortest: Annotated[int, Meta(ge=6, le=200)]
    """Fewest steps."""
    longest: Annotated[int, Meta(ge=6, le=200)]
    """Most steps."""
    depth: Annotated[int, Meta(ge=3, le=40)]
    """Most brackets open at once."""
    shown: Annotated[int, Meta(ge=1, le=200)]
    """Brackets that a step shows at most, the innermost ones."""
    hidden: Annotated[int, Meta(ge=0, le=4)]
    """Faults that no step shows against the steps beside it."""
    plain: Annotated[int, Meta(ge=0, le=4)]
    """Further faults, at most; at least one fault in all."""
    sound: Annotated[float, Meta(ge=0, le=1)]
    """Share of traces without a fault."""

    def __post_init__(self) -> None:
        if self.shortest > self.longest:
            raise ValueError(f"shortest={self.shortest} is more than longest={self.longest}")


LEVELS = (
    Knobs(2, 8, 11, 4, 200, 0, 1, 0.16),
    Knobs(2, 12, 16, 5, 200, 0, 2, 0.14),
    Knobs(3, 18, 23, 6, 3, 0, 2, 0.12),
    Knobs(3, 26, 32, 8, 3, 1, 1, 0.07),
    Knobs(3, 34, 40, 9, 3, 1, 2, 0.07),
    Knobs(4, 42, 48, 11, 3, 2, 1, 0.07),
    Knobs(4, 50, 58, 13, 3, 2, 2, 0.07),
    Knobs(5, 60, 70, 15, 3, 2, 2, 0.07),
    Knobs(5, 74, 86, 18, 2, 3, 1, 0.07),
    Knobs(6, 90, 104, 22, 2, 3, 2, 0.07),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    with lent(rng) as state:
        length, brackets, lines, sizes, wrong, effort = drawn(
            state, _ways(knobs.depth, knobs.longest), len(PAIRS), knobs.types, knobs.shortest, knobs.longest, knobs.depth, knobs.shown,
            knobs.hidden, knobs.plain, knobs.sound,
        )  # fmt: skip
    if not length:
        raise Discard("no place for the faults")
    sequence = "".join([PAIRS[kind][closes] for kind, closes in brackets[:length].tolist()])
    shown = [
        "".join([PAIRS[kind][0] for kind in line[:size]])
        for line, size in zip(lines[:length].tolist(), sizes[:length].tolist(), strict=True)
    ]
    steps = [number for number, fault in enumerate(wrong[:length].tolist(), 1) if fault]
    return Sample(DyckLanguageReasoningErrors(sequence, knobs.shown, tuple(shown)), ", ".join(map(str, steps)) or "none", float(effort))


@cache
def _ways(depth: int, steps: int) -> NDArray[np.float64]:
    """How many paths lead to each depth at which a sequence may end."""
    return np.array([path_counts(depth, goal, steps) for goal in range(max(depth // 2, 1) + 1)])


def prompt_variables(problem: DyckLanguageReasoningErrors, rng: Random) -> dict[str, object]:
    length = len(problem.sequence)
    return {
        "sequence": " ".join(problem.sequence),
        "lines": [(bracket, " ".join(stack)) for bracket, stack in zip(problem.sequence, problem.stacks, strict=True)],
        "pairs": used("".join((problem.sequence, *problem.stacks))),
        "length": length,
        "shown": problem.shown,
        "all": problem.shown >= length,
    }


def canonical(problem: DyckLanguageReasoningErrors) -> object:
    """The pairs renamed in the order in which they first occur."""
    table = renaming("".join((problem.sequence, *problem.stacks)))
    return problem.sequence.translate(table), problem.shown, [stack.translate(table) for stack in problem.stacks]


def corrupt(problem: DyckLanguageReasoningErrors, answer: str, rng: Random) -> str:
    """One step more or less."""
    wrong = set(wrong_steps(problem)) ^ {rng.randint(1, len(problem.sequence))}
    return ", ".join(map(str, sorted(wrong))) or "none"


TASK = Task(
    __name__,
    version=2,
    problem=DyckLanguageReasoningErrors,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.08,
    capacity=(20_000, 500_000, *(1_000_000,) * 8),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
