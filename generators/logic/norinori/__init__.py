"""Norinori: many random dominoes that do not touch, regions with two halves each, and cells that move between regions until no other
shading fits.

Effort is the number of readings of a rule (a region, a cell with its neighbours) that settle a cell in the proof of the one solution, over
all its branches."""

from functools import cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.norinori.kernel import make
from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.generators.solvers.network import Ints
from synth.generators.solvers.regions import beside, lettered
from synth.generators.solvers.sums import Sum, Sums, sums
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.norinori import Norinori, verify

TRIES = 60
MOVES = 12  # cells that change their region in one try
RESHAPES = 40  # further moves that are searched for a longer proof
AIM = 1.5  # times the least effort, where it can be had
BUDGET = 1_000  # nodes of one search for another shading
RELAID = 4  # times the number of cells: dominoes that are laid anew, at most


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=4, le=10)]
    """Rows of the grid."""
    columns: Annotated[int, Meta(ge=4, le=10)]
    """Columns of the grid."""
    regions: Annotated[int, Meta(ge=3, le=24)]
    """Regions, and dominoes; where there is room for many more, few grids have one solution."""
    mixed: Annotated[float, Meta(ge=0, le=2)]
    """Times the number of cells: attempts to give a region halves of two dominoes instead of a whole one."""
    work: Annotated[int, Meta(ge=0, le=400)]
    """Least effort."""


LEVELS = (
    Knobs(4, 5, 5, 0.0, 0),
    Knobs(5, 5, 6, 0.5, 0),
    Knobs(5, 6, 7, 0.5, 0),
    Knobs(6, 6, 8, 1.0, 40),
    Knobs(6, 7, 10, 1.0, 40),
    Knobs(7, 7, 11, 1.0, 40),
    Knobs(7, 8, 13, 1.0, 70),
    Knobs(8, 8, 14, 1.0, 70),
    Knobs(8, 9, 16, 1.0, 90),
    Knobs(9, 9, 18, 1.0, 130),
)


@cache
def _grid(rows: int, columns: int) -> tuple[Sums, int, Ints]:
    """The rules on every grid of the size (a shaded cell has a shaded neighbour, and not more than one), their number, the neighbours."""
    near = neighbours(rows, columns)
    rules: list[Sum] = []
    for x, own in enumerate(near):
        ones = [1] * len(own)
        rules += [([*own, x], [*ones, -1], 0, len(own)), ([*own, x], [*ones, len(own) - 1], 0, len(own))]
    return sums(len(near), rules), len(rules), beside(near)


def generate(rng: Random, knobs: Knobs) -> Sample:
    network, rules, near = _grid(knobs.rows, knobs.columns)
    cells = knobs.rows * knobs.columns
    for _ in range(TRIES):
        swaps, seed = int(knobs.mixed * cells), rng.getrandbits(60) + 1
        made = make(network, rules, near, knobs.regions, RELAID * cells, swaps, MOVES, int(AIM * knobs.work), RESHAPES, BUDGET, seed)
        if len(made.region) and made.readings >= knobs.work:
            problem = Norinori(cut(lettered(made.region.tolist()), knobs.columns))
            return Sample(problem, shown(np.flatnonzero(made.shaded).tolist(), knobs.columns), effort=float(made.readings))
    raise Discard("no such puzzle found")


def shown(cells: list[int], columns: int) -> str:
    """The shaded cells, counted from 1."""
    return ", ".join(f"({x // columns + 1}, {x % columns + 1})" for x in cells)


def prompt_variables(problem: Norinori, rng: Random) -> dict[str, object]:
    return {
        "height": len(problem.regions),
        "width": len(problem.regions[0]),
        "regions": len(set("".join(problem.regions))),
        "rows": [" ".join(row) for row in problem.regions],
        # Fewer cells than any answer has.
        "examples": ("(1, 1), (1, 2), (3, 4)", "(1, 3), (2, 3), (4, 1)", "(2, 2), (3, 2), (3, 4)"),
    }


def canonical(problem: Norinori) -> object:
    """The least of the eight rotations and reflections, with the regions named anew in reading order."""
    cells = [ord(letter) for letter in "".join(problem.regions)]
    turns = symmetries(len(problem.regions), len(problem.regions[0]))
    return min((turn.rows, lettered(turn.image(cells))) for turn in turns)


def corrupt(problem: Norinori, answer: str, rng: Random) -> str:
    """One shaded cell moved to a cell beside it: as the solution is the only one, this is none."""
    height, width = len(problem.regions), len(problem.regions[0])
    shaded = [(int(r) - 1) * width + int(c) - 1 for r, c in (cell.split(", ") for cell in answer.strip("()").split("), ("))]
    beside = neighbours(height, width)
    cell, moved = rng.choice([(x, y) for x in shaded for y in beside[x] if y not in shaded])
    return shown(sorted({*shaded, moved} - {cell}), width)


TASK = Task(
    __name__,
    version=2,
    problem=Norinori,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(1_000, 10_000, 20_000) + (1_000_000,) * 7,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
