"""Calcudoko: a random Latin square cut into random cages whose targets leave no other square.

Effort is the number of readings of a row, a column or a cage that rule something out in the proof of the one solution, over all its
branches."""

from collections.abc import Sequence
from math import prod
from random import Random
from typing import Annotated, NamedTuple

import numpy as np
from msgspec import Meta

from synth.generators.solvers.cages import MINUS, MOST, OVER, PLUS, TIMES, Cages, solve
from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.generators.solvers.regions import lettered
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.calcudoko import NAMES, Calcudoko, verify

TRIES = 300
BUDGET = 400  # nodes of the proof


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
    size = knobs.size
    for tried in range(TRIES):
        if tried % 10 == 0:
            square = (solve(size, limit=1, seed=rng.getrandbits(60) + 1).squares[0] + 1).tolist()
        region = _cut(rng, size, knobs.cage)
        members: dict[int, list[int]] = {}
        for x, number in enumerate(region):
            members.setdefault(number, []).append(x)
        if len(members) > len(NAMES):
            continue
        clues = [_clue(rng, [square[x] for x in cells]) for cells in members.values()]
        proof = solve(size, cages(list(members.values()), clues), 2, BUDGET)
        if proof.found == 1 and proof.nodes >= knobs.nodes and knobs.least <= proof.deductions <= knobs.most:
            answer = "\n".join(cut([str(v) for v in square], size, " "))
            return Sample(Calcudoko(cut(lettered(region), size), tuple(map(str, clues))), answer, effort=float(proof.deductions))
    raise Discard("no such puzzle found")


_SIGNS = {"": PLUS, "+": PLUS, "-": MINUS, "*": TIMES, "/": OVER}
_FILL = [[-1] * (MOST - count) for count in range(MOST + 1)]


def _cut(rng: Random, size: int, most: int) -> list[int]:
    """The cage of each cell: cages grow to a drawn number of cells; one that is left alone joins a neighbour if that has room."""
    random, near, region = rng.random, neighbours(size, size), [-1] * (size * size)
    count: list[int] = []
    for x in rng.sample(range(size * size), size * size):
        if region[x] >= 0:
            continue
        name, cells, wanted = len(count), [x], most - (most > 2 and random() < 0.5)
        region[x] = name
        free = [y for y in near[x] if region[y] < 0]
        while free and len(cells) < wanted:
            y = free[int(random() * len(free))]
            region[y] = name
            cells.append(y)
            free = [z for z in free if z != y]  # those of the cells before, then those of the new one
            free += [z for z in near[y] if region[z] < 0]
        if len(cells) == 1:
            room = [y for y in near[x] if count[region[y]] < most]
            if room:
                region[x] = region[room[int(random() * len(room))]]
                count[region[x]] += 1
                continue
        count.append(len(cells))
    return region


class Clue(NamedTuple):
    """What the numbers of a cage give."""

    target: int
    sign: str
    """`+`, `-`, `*` or `/`; nothing where the cage is one cell."""

    def __str__(self) -> str:
        return f"{self.target}{self.sign}"


def _clue(rng: Random, values: list[int]) -> Clue:
    if len(values) == 1:
        return Clue(values[0], "")
    if len(values) == 2 and rng.random() < 0.75:
        low, high = sorted(values)
        return Clue(high // low, "/") if high % low == 0 and rng.random() < 0.6 else Clue(high - low, "-")
    return Clue(prod(values), "*") if rng.random() < 0.4 else Clue(sum(values), "+")


def cages(members: list[list[int]], clues: Sequence[Clue]) -> Cages:
    """The cages as the kernel takes them."""
    cells: list[int] = []
    for own in members:
        cells += own
        cells += _FILL[len(own)]
    signs, targets = [_SIGNS[clue.sign] for clue in clues], [clue.target for clue in clues]
    return Cages(np.array(cells).reshape(-1, MOST), np.array(signs), np.array(targets))


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
    version=2,
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
