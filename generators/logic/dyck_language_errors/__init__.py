"""Dyck language errors: a path of depths drawn uniformly through the place of the error, then brackets of random kinds for its steps.

The path goes on behind the error as if nothing had happened, so the tail looks as sound as the head. How many more brackets open
than close (`surplus`) is drawn first and apart from the place of the error, every length is even, and a wrong closer is
paired with a second one that evens out the counts of each type: parity, counts and the last bracket do not tell the label."""

from itertools import accumulate
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.dyck_language_errors.paths import path_counts, uniform_path
from synth.schemas.problem import Frozen
from synth.schemas.task import Sample, Task
from synth.verifiers.logic.dyck_language_errors import PAIRS, DyckLanguageErrors, first_error, verify


class Knobs(Frozen, frozen=True):
    types: Annotated[int, Meta(ge=1, le=6)]  # kinds of brackets
    shortest: Annotated[int, Meta(ge=6, le=600)]  # least length; odd bounds are rounded inwards
    longest: Annotated[int, Meta(ge=6, le=600)]  # greatest length
    depth: Annotated[int, Meta(ge=3, le=60)]  # brackets open at once, at most
    valid: Annotated[float, Meta(ge=0, le=1)] = 0.1  # share of sequences without fault
    left_open: Annotated[float, Meta(ge=0, le=1)] = 0.1  # share of those whose only fault is brackets left open
    surplus_closer: Annotated[float, Meta(ge=0, le=1)] = 0.4  # chance that an error on an odd place closes nothing
    hidden: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a wrong closer is kept away from the bracket it should match
    crossing: Annotated[float, Meta(ge=0, le=1)] = 0.6  # chance that a wrong closer matches a bracket further down the stack

    def __post_init__(self) -> None:
        if self.shortest + self.shortest % 2 > self.longest:
            raise ValueError(f"no even length from shortest={self.shortest} to longest={self.longest}")
        if self.valid + self.left_open > 1:
            raise ValueError(f"valid={self.valid} and left_open={self.left_open} are shares of one whole")


LEVELS = (
    Knobs(2, 10, 16, 4),
    Knobs(2, 16, 26, 5, hidden=0.1),
    Knobs(3, 26, 40, 6, hidden=0.2),
    Knobs(3, 40, 60, 8, hidden=0.3),
    Knobs(4, 56, 84, 10, hidden=0.4),
    Knobs(4, 80, 120, 12, hidden=0.5),
    Knobs(5, 110, 160, 15, hidden=0.6),
    Knobs(5, 150, 220, 19, hidden=0.7),
    Knobs(6, 210, 320, 24, hidden=0.8),
    Knobs(6, 310, 450, 30, hidden=0.9),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    length = 2 * rng.randint((knobs.shortest + 1) // 2, knobs.longest // 2)
    top = max(3, rng.choice((4, 5, 6)) * knobs.depth // 6)
    kind = rng.random()
    if kind < knobs.valid:
        sequence = _brackets(rng, knobs, uniform_path(rng, length, 0, 0, 0, top), 0)
    elif kind < knobs.valid + knobs.left_open:
        sequence = _brackets(rng, knobs, uniform_path(rng, length, 0, rng.choice((2, 2, top // 2 * 2)), 0, top), 0)
    else:
        sequence = _with_error(rng, knobs, length, top)
    answer = first_error(sequence)
    return Sample(DyckLanguageErrors(sequence), str(answer), effort=_effort(sequence[: answer if answer > 0 else length]))


def _with_error(rng: Random, knobs: Knobs, length: int, top: int) -> str:
    """A sequence whose first error is at a place drawn uniformly."""
    surplus = rng.choices((0, 2, top // 2 * 2, -2), (45, 20, 15, 20))[0]
    place = rng.randint(1, length)
    if knobs.types == 1:
        place -= 1 - place % 2  # with one type an error is a surplus closer, and these sit at odd places
    after = length - place
    floor = min(surplus, 0)
    nothing_open = place % 2 == 1 and (place < 3 or knobs.types == 1 or rng.random() < knobs.surplus_closer)
    for hidden in (1, 0) if rng.random() < knobs.hidden and place > 1 else (0,):
        if nothing_open:
            break
        # The depth before the error, weighed by the number of ways to get there and to go on from there. A hidden error comes
        # right after another closer, so that no bracket stands beside the one it should match.
        heads, tails = path_counts(top, 0)[place - 1 - hidden], path_counts(top - floor, surplus - floor)[after]
        weights = [0.0, *(heads[depth + hidden] * tails[depth - 1 - floor] for depth in range(1, top + 1 - hidden))]
        if any(weights):
            depth = rng.choices(range(len(weights)), weights)[0]
            head = [-step for step in reversed(uniform_path(rng, place - 1 - hidden, depth + hidden, 0, 0, top))]
            tail = uniform_path(rng, after, depth - 1, surplus, floor, top)
            return _brackets(rng, knobs, [*head, *[-1] * hidden, -1, *tail], place)
    if place % 2 == 0:
        surplus = 0  # so close to the end that only this one fits
        head = [-step for step in reversed(uniform_path(rng, place - 1, 1, 0, 0, top))]
        return _brackets(rng, knobs, [*head, -1, *uniform_path(rng, after, 0, 0, 0, top)], place)
    if abs(surplus + 1) > after:
        surplus = after - 1 if surplus > 0 else -1 - after
    head = uniform_path(rng, place - 1, 0, 0, 0, top)
    return _brackets(rng, knobs, [*head, -1, *uniform_path(rng, after, -1, surplus, min(surplus, -1), top)], place)


def _brackets(rng: Random, knobs: Knobs, path: list[int], place: int) -> str:
    """Brackets for the steps of a path, each closer matching but the one at `place` (0 for none), where that is possible."""
    kinds = rng.sample(range(len(PAIRS)), knobs.types)
    stack: list[int] = []
    brackets: list[tuple[int, int]] = []
    right = wrong = -1
    for position, step in enumerate(path, 1):
        if step > 0:
            kind = rng.choice(kinds)
            stack.append(kind)
            brackets.append((kind, 0))
            continue
        matched = bool(stack)
        kind = stack.pop() if matched else rng.choice(kinds)
        if position == place and matched:
            others = [other for other in reversed(stack) if other != kind]
            right, crosses = kind, others and rng.random() < knobs.crossing
            kind = wrong = others[0] if crosses else rng.choice([other for other in kinds if other != kind])
        brackets.append((kind, 1))
    if wrong >= 0:
        later = [i for i in range(place, len(brackets)) if brackets[i] == (wrong, 1)]
        if later:
            brackets[rng.choice(later[:8])] = (right, 1)
    return "".join(PAIRS[kind][side] for kind, side in brackets)


def _effort(prefix: str) -> float:
    """Stack depth summed over the characters that have to be read; every character counts for at least one."""
    openers = {pair[0] for pair in PAIRS}
    return float(sum(max(1, depth) for depth in accumulate(1 if bracket in openers else -1 for bracket in prefix)))


def prompt_variables(problem: DyckLanguageErrors, rng: Random) -> dict[str, object]:
    used = [pair for pair in PAIRS if pair[0] in problem.sequence or pair[1] in problem.sequence]
    return {
        "sequence": problem.sequence,
        "spaced": " ".join(problem.sequence),
        "length": len(problem.sequence),
        "pairs": used,
    }


def canonical(problem: DyckLanguageErrors) -> str:
    """The pairs renamed in the order in which they first occur."""
    order: dict[int, int] = {}
    kinds = {bracket: kind for kind, pair in enumerate(PAIRS) for bracket in pair}
    named = (PAIRS[order.setdefault(kinds[b], len(order))][b == PAIRS[kinds[b]][1]] for b in problem.sequence)
    return "".join(named)


TASK = Task(
    __name__,
    version=1,
    problem=DyckLanguageErrors,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.13,
    capacity=(100_000, *(1_000_000,) * 9),
    unique=True,
    canonical=canonical,
)
