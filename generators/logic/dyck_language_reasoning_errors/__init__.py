"""Dyck language reasoning errors: a random bracket sequence, the true trace of its stack, and faults planted in it, some of them so that
no step gives them away, neither the one before nor an earlier one with the same brackets open.

Effort is the stack depth summed over the brackets: what somebody holds who follows the sequence to its end."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic._brackets import depth_sum, matched, renaming, uniform_path, used
from synth.generators.logic.dyck_language_reasoning_errors.faults import another_kind, one_step, sights
from synth.generators.logic.dyck_language_reasoning_errors.itself import betrayed
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic._brackets import PAIRS, stacks
from synth.verifiers.logic.dyck_language_reasoning_errors import DyckLanguageReasoningErrors, verify, wrong_steps

TRIES = 40
LONGEST = 7
"""Steps that a hidden fault goes on at most, where there is a choice."""


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
    sound = rng.random() < knobs.sound
    for _ in range(TRIES):
        length = rng.randint(knobs.shortest, knobs.longest)
        end = min(rng.randint(0, knobs.depth // 2), length)
        end -= (length - end) % 2 if end else -(length % 2)
        sequence = matched(rng, uniform_path(rng, length, 0, end, 0, knobs.depth), rng.sample(PAIRS, knobs.types))
        real = stacks(sequence)
        lines = [stack[-knobs.shown :] for stack in real]
        if sound or _planted(rng, knobs, [pair[0] for pair in used(sequence)], [len(stack) for stack in real], lines):
            problem = DyckLanguageReasoningErrors(sequence, knobs.shown, tuple(lines))
            wrong = sorted(wrong_steps(problem))
            if sound or (wrong and not (knobs.hidden and betrayed(sequence, lines, knobs.shown, wrong))):
                return Sample(problem, ", ".join(map(str, wrong)) or "none", effort=depth_sum(sequence))
    raise Discard("no place for the faults")


def _planted(rng: Random, knobs: Knobs, openers: list[str], depths: list[int], lines: list[str]) -> bool:
    """Plant the faults; False where there is no place for them."""
    if len(openers) < 2:
        return False
    seen = sights(depths, knobs.shown)
    hidden = [sight for sight in seen if sight.hidden and sight.last - sight.first < LONGEST]
    if len(hidden) < knobs.hidden:
        return False
    chosen = rng.sample(hidden, knobs.hidden)
    for sight in chosen:
        another_kind(rng, lines, depths, sight, openers)
    taken = {step for sight in chosen for step in range(sight.first - 1, sight.last + 2)}
    for _ in range(rng.randint(0 if knobs.hidden else 1, knobs.plain) if knobs.plain else 0):
        free = [step for step in range(len(lines)) if step not in taken]
        if not free:
            break
        sight = rng.choice(seen)
        steps = range(sight.first, sight.last + 1)
        if rng.random() < 0.4 and len(steps) <= LONGEST and taken.isdisjoint(steps):
            another_kind(rng, lines, depths, sight, openers)
        else:
            steps = range(step := rng.choice(free), step + 1)
            one_step(rng, lines, step, openers)
        taken.update(steps)
    return True


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
