"""Calcudoko: a random Latin square cut into random cages whose targets leave no other square.

Effort is the number of readings of a row, a column or a cage that rule something out in the proof of the one solution, over all its
branches."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.calcudoko.cutting import draw
from synth.generators.solvers.cages import Cages
from synth.generators.solvers.grids import cut, symmetries
from synth.generators.solvers.regions import lettered
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.calcudoko import NAMES, Calcudoko, verify

TRIES = 300
BUDGET = 400  # nodes of the proof
_SIGNS = "+-*/"  # in the order of PLUS, MINUS, TIMES, OVER


class Knobs(Frozen, frozen=True):
    size: Annotated[int, Meta(ge=4, le=7)]
    """Rows, columns and numbers."""
    cage: Annotated[int, Meta(ge=2, le=4)]
    """Most cells of a cage."""
    least: Annotated[int, Meta(ge=0, le=1000)]
    """Least effort."""
    most: Annotated[int, Meta(ge=1, le=2000)]
    """Most effort."""
    nodes: Annotated[int, Meta(ge=1, le=20)] = 1
    """Least nodes of the search that proves the solution; 1: reading lines and cages suffices."""


LEVELS = (
    Knobs(4, 2, 0, 20),
    Knobs(4, 3, 21, 24),
    Knobs(4, 3, 25, 45),
    Knobs(5, 3, 35, 40),
    Knobs(5, 3, 39, 66),
    Knobs(5, 3, 55, 100, 5),
    Knobs(6, 3, 80, 130, 5),
    Knobs(6, 3, 100, 170, 7),
    Knobs(6, 3, 150, 300, 9),
    Knobs(6, 3, 220, 1000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size, window = knobs.size, (knobs.least, knobs.most)
    found = draw(size, knobs.cage, window, knobs.nodes, BUDGET, len(NAMES), TRIES, rng.getrandbits(60) + 1)
    if found is None:
        raise Discard("no such puzzle found")
    answer = "\n".join(cut([str(v) for v in found.square.tolist()], size, " "))
    return Sample(Calcudoko(cut(lettered(found.region.tolist()), size), clues(found.cages)), answer, effort=float(found.effort))


def clues(cages: Cages) -> tuple[str, ...]:
    """The targets as they are printed: `6+`, and `4` where a cage is one cell."""
    signs = [
        sign if cells[1] >= 0 else ""
        for cells, sign in zip(cages.cells.tolist(), map(_SIGNS.__getitem__, cages.sign.tolist()), strict=True)
    ]
    return tuple([f"{target}{sign}" for target, sign in zip(cages.target.tolist(), signs, strict=True)])


def prompt_variables(problem: Calcudoko, rng: Random) -> dict[str, object]:
    size = len(problem.cages)
    return {
        "size": size,
        "rows": [" ".join(row) for row in problem.cages],
        "clues": drawing(problem),
        "examples": ("2 3 1\n3 1 2\n1 2 3", "3 1 2\n1 2 3\n2 3 1", "1 3 2\n3 2 1\n2 1 3"),
    }


def drawing(problem: Calcudoko) -> str:
    """The targets, one cage a line: `A: 6+`."""
    return "\n".join(f"{name}: {clue}" for name, clue in zip(NAMES, problem.clues, strict=False))


def canonical(problem: Calcudoko) -> object:
    """The least of the eight rotations and reflections, with the cages named anew in reading order."""
    return min(images(problem))


def images(problem: Calcudoko) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The eight rotations and reflections, each as its cages and clues."""
    size, found = len(problem.cages), []
    clue = dict(zip(NAMES, problem.clues, strict=False))
    for turn in symmetries(size, size):
        cells = turn.image("".join(problem.cages))
        clues = tuple(clue[name] for name in dict.fromkeys(cells))
        found.append((cut(lettered([ord(name) for name in cells]), size), clues))
    return found


def corrupt(problem: Calcudoko, answer: str, rng: Random) -> str:
    """Two cells of a row exchanged, or one number changed: as the solution is the only one, this is none."""
    rows = [line.split() for line in answer.split("\n")]
    row = rng.choice(rows)
    a, b = rng.sample(range(len(row)), 2)
    if rng.random() < 0.6:
        row[a], row[b] = row[b], row[a]
    else:
        row[a] = row[b]
    return "\n".join(map(" ".join, rows))


TASK = Task(
    __name__,
    version=3,
    problem=Calcudoko,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(100_000,) + (1_000_000,) * 9,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
