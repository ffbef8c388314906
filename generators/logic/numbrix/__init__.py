"""Numbrix: a random path through all cells, of whose numbers as many are taken back as asked for while it stays the only path.

Effort is how often the cells of a number become fewer in the proof of the one solution, over all its branches."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.solvers.grids import symmetries
from synth.generators.solvers.paths import dig, random_path
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.numbrix import EMPTY, Numbrix, verify
from synth.verifiers.parsers import grids

TRIES = 40


class Knobs(Frozen, frozen=True):
    size: Annotated[int, Meta(ge=5, le=9)]
    """Rows and columns."""
    givens: Annotated[int, Meta(ge=0, le=60)]
    """Numbers given, about; more where fewer leave several paths or take a longer search."""
    search: Annotated[int, Meta(ge=1, le=400)]
    """Nodes that a check for uniqueness may take; a number stays where they do not suffice. 1: it can be solved without a case split."""
    nodes: Annotated[int, Meta(ge=1, le=200)]
    """Least nodes of the search that proves the solution."""

    def __post_init__(self) -> None:
        if self.nodes > max(1, self.search // 2):
            raise ValueError("`nodes` is half of `search` at most, since a number that takes a longer search stays")


LEVELS = (
    Knobs(5, 14, 1, 1),
    Knobs(5, 9, 1, 1),
    Knobs(6, 14, 1, 1),
    Knobs(6, 9, 1, 1),
    Knobs(7, 12, 1, 1),
    Knobs(8, 16, 1, 1),
    Knobs(8, 0, 1, 1),
    Knobs(8, 0, 10, 4),
    Knobs(9, 0, 40, 15),
    Knobs(9, 0, 200, 80),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size = knobs.size
    for _ in range(TRIES):
        path = random_path(size, rng.getrandbits(60) + 1)
        dug = dig(path, size, knobs.givens, knobs.search, rng.getrandbits(60) + 1)
        if dug.nodes >= knobs.nodes:
            number = {cell: k for k, cell in enumerate(path.tolist(), 1)}
            answer = grids.show(tuple(tuple(number[r * size + c] for c in range(size)) for r in range(size)))
            return Sample(Numbrix(_rows([given + 1 for given in dug.givens.tolist()], size)), answer, effort=float(dug.steps))
    raise Discard("no path that takes so long a search")


def _rows(numbers: list[int], size: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(numbers[r * size : (r + 1) * size]) for r in range(size))


def prompt_variables(problem: Numbrix, rng: Random) -> dict[str, object]:
    size = len(problem.givens)
    return {
        "size": size,
        "last": size * size,
        "rows": rows(problem),
        "examples": ("1 2 3\n8 9 4\n7 6 5", "3 2 1\n4 5 6\n9 8 7", "7 8 9\n6 1 2\n5 4 3"),  # smaller than any square asked for
    }


def rows(problem: Numbrix) -> list[str]:
    """The rows in columns of equal width, a dot for an empty cell."""
    return [" ".join(f"{number if number != EMPTY else '.':>2}" for number in row) for row in problem.givens]


def canonical(problem: Numbrix) -> object:
    """The least of the eight rotations and reflections, each with the path from either end."""
    return min(images(problem))


def images(problem: Numbrix) -> list[tuple[int, ...]]:
    """The cells of the sixteen copies in reading order."""
    size = len(problem.givens)
    cells = [number for row in problem.givens for number in row]
    back = [number and size * size + 1 - number for number in cells]
    return [turn.image(way) for way in (cells, back) for turn in symmetries(size, size)]


def corrupt(problem: Numbrix, answer: str, rng: Random) -> str:
    """Two numbers exchanged, or one put in the place of another: as the solution is the only one, this is none."""
    size = len(problem.givens)
    numbers = answer.split()
    a, b = rng.sample(range(size * size), 2)
    numbers[a], numbers[b] = numbers[b], numbers[rng.choice((a, b))]
    return grids.show(tuple(tuple(numbers[r * size : (r + 1) * size]) for r in range(size)))


TASK = Task(
    __name__,
    version=1,
    problem=Numbrix,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(1_000_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
