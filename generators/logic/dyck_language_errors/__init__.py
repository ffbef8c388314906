"""Dyck language errors: a path of depths drawn through the place of the error, then brackets of random kinds for its steps.

Most errors are wrong closers that only a stack finds: the kind that closes is open further out, so counting each kind finds nothing; a
deep nest lies between the closer and the bracket it should match, so neither its neighbours nor the last few open brackets show it;
and mostly the two kinds trade places, so that all counts are even in the end. The path goes on behind the error as if nothing had
happened, and how many more brackets open than close in the end is drawn apart from everything else."""

from random import Random
from typing import Annotated, NamedTuple

from msgspec import Meta

from synth.generators.logic._brackets import depth_sum, renaming, uniform_path, used
from synth.schemas.problem import Frozen
from synth.schemas.task import Sample, Task
from synth.verifiers.logic._brackets import PAIRS
from synth.verifiers.logic.dyck_language_errors import DyckLanguageErrors, first_error, verify

Share = Annotated[float, Meta(ge=0, le=1)]


class Knobs(Frozen, frozen=True):
    types: Annotated[int, Meta(ge=2, le=6)]  # kinds of brackets
    shortest: Annotated[int, Meta(ge=6, le=400)]  # least length; odd bounds are rounded inwards
    longest: Annotated[int, Meta(ge=6, le=400)]  # greatest length
    depth: Annotated[int, Meta(ge=3, le=60)]  # brackets open at the bracket that is closed wrongly, itself among them, at most
    nest: Annotated[int, Meta(ge=0, le=20)]  # depth of the brackets between it and the wrong closer, at least, where there is room
    visible: Share = 0.0  # chance that there are none, so that the two stand side by side
    valid: Share = 0.03  # share of sequences without fault
    left_open: Share = 0.03  # share of those whose only fault is brackets left open
    surplus: Share = 0.02  # share of those whose first error is a closer that comes while nothing is open
    crossed: Share = 0.7  # chance that a wrong closer and the one whose kind it has trade kinds

    def __post_init__(self) -> None:
        if self.shortest + self.shortest % 2 > self.longest:
            raise ValueError(f"no even length from shortest={self.shortest} to longest={self.longest}")
        if self.valid + self.left_open + self.surplus > 1:
            raise ValueError(f"valid={self.valid}, left_open={self.left_open} and surplus={self.surplus} are shares of one whole")


LEVELS = (
    Knobs(2, 10, 16, 3, 1, 0.4, 0.12, 0.12, 0.2),
    Knobs(2, 16, 24, 4, 1, 0.3, 0.1, 0.1, 0.16),
    Knobs(3, 24, 36, 5, 2, 0.15, 0.08, 0.08, 0.1),
    Knobs(3, 36, 48, 7, 3),
    Knobs(4, 48, 64, 8, 4),
    Knobs(4, 60, 80, 10, 5),
    Knobs(5, 74, 100, 12, 6),
    Knobs(5, 92, 120, 15, 7),
    Knobs(6, 112, 146, 18, 8),
    Knobs(6, 134, 180, 22, 10),
)


ROOM = 3
"""Depth of a nest for which there is always room; the first places of a sequence are too near to its start."""


class Shape(NamedTuple):
    """The steps of a path, and the place of a closer, from 1, whose opener has brackets around it."""

    path: list[int]
    place: int


def generate(rng: Random, knobs: Knobs) -> Sample:
    length = 2 * rng.randint((knobs.shortest + 1) // 2, knobs.longest // 2)
    kind = rng.random()
    if kind < knobs.valid:
        sequence = _brackets(rng, knobs, _shape(rng, knobs, length, (0,)).path)
    elif kind < knobs.valid + knobs.left_open:
        sequence = _brackets(rng, knobs, _shape(rng, knobs, length, (2, 2, 4)).path)
    elif kind < knobs.valid + knobs.left_open + knobs.surplus:
        sequence = _brackets(rng, knobs, _surplus(rng, knobs, length))
    else:
        shape = _shape(rng, knobs, length, (0, 0, 0, 2, 4, -2))
        sequence = _brackets(rng, knobs, shape.path, shape.place)
    answer = first_error(sequence)
    return Sample(DyckLanguageErrors(sequence), str(answer), effort=depth_sum(sequence[: answer if answer > 0 else length]))


def _shape(rng: Random, knobs: Knobs, length: int, ends: tuple[int, ...]) -> Shape:
    """A path to one of these ends, or to the nearest depth that can be reached, with a place that is drawn uniformly."""
    closed = ends == (0,)
    visible = rng.random() < knobs.visible
    place = rng.randint(3 if visible else 3 + 2 * min(knobs.nest, ROOM, (length - 4) // 2), length - closed)
    nest = 0 if visible else min(rng.randint(knobs.nest, knobs.nest + 2), (place - 3) // 2)
    deepest = min(knobs.depth, place - 1 - 2 * nest, length - place + 1 if closed else length)
    depth = rng.randint((deepest + 2) // 2, deepest)
    depth -= (place + 1 - depth) % 2  # of the other parity than the place
    depth = max(depth, 3 - place % 2)
    inner = 2 * rng.randint(nest, max(nest, (place - 1 - depth) // 2)) if nest else 0
    before, top = place - 2 - inner, depth + nest + 2
    nested = _through(rng, inner, depth, depth + nest, top) if nest else []
    after, end = length - place, rng.choice(ends)
    end = min(max(end, depth - 1 - after), depth - 1 + after)
    path = [*uniform_path(rng, before, 0, depth - 1, 0, max(top, depth - 1)), 1, *nested, -1]
    return Shape([*path, *uniform_path(rng, after, depth - 1, end, min(end, 0), max(top, end))], place)


def _through(rng: Random, steps: int, start: int, peak: int, top: int) -> list[int]:
    """A path from a depth back to it, never below, that reaches the peak."""
    rise = peak - start
    first = rise + 2 * rng.randint(0, (steps - 2 * rise) // 2)
    return [*uniform_path(rng, first, start, peak, start, top), *uniform_path(rng, steps - first, peak, start, start, top)]


def _surplus(rng: Random, knobs: Knobs, length: int) -> list[int]:
    """A path that first goes below zero at a place drawn uniformly."""
    place, top = 2 * rng.randint(1, length // 2 - 1) + 1, knobs.depth + knobs.nest
    end = rng.choice((0, 0, -2, 2))
    if abs(end + 1) > length - place:
        end = -2 if length - place == 1 else 0
    head = uniform_path(rng, place - 1, 0, 0, 0, top)
    return [*head, -1, *uniform_path(rng, length - place, -1, end, min(end, -1), top)]


def _brackets(rng: Random, knobs: Knobs, path: list[int], place: int = 0) -> str:
    """Brackets for the steps of a path, each closer matching where that is possible, but the one at `place` (0 for none)."""
    kinds = rng.sample(range(len(PAIRS)), knobs.types)
    opener = _opener(path, place)
    stack: list[int] = []
    text = []
    for position, step in enumerate(path, 1):
        if step > 0:
            kind = rng.choice(kinds)
            if position == opener and set(stack) == {kind}:  # some bracket around it is of another kind
                kind = rng.choice([other for other in kinds if other != kind])
            stack.append(kind)
            text.append(PAIRS[kind][0])
            continue
        kind = stack.pop() if stack else rng.choice(kinds)
        if position == place:
            outer = rng.choice([i for i, other in enumerate(stack) if other != kind])
            right, kind = kind, stack[outer]
            if rng.random() < knobs.crossed:
                stack[outer] = right
        text.append(PAIRS[kind][1])
    return "".join(text)


def _opener(path: list[int], place: int) -> int:
    """The place of the opener that the closer at `place` should match; 0 for none."""
    depth = 0
    for position in range(place, 0, -1):
        depth += path[position - 1]
        if depth == 0:
            return position
    return 0


def prompt_variables(problem: DyckLanguageErrors, rng: Random) -> dict[str, object]:
    return {
        "sequence": problem.sequence,
        "spaced": " ".join(problem.sequence),
        "length": len(problem.sequence),
        "pairs": used(problem.sequence),
    }


def canonical(problem: DyckLanguageErrors) -> str:
    """The pairs renamed in the order in which they first occur."""
    return problem.sequence.translate(renaming(problem.sequence))


TASK = Task(
    __name__,
    version=2,
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
