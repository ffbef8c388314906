"""Campsite: tents that don't touch, a tree beside each, and the numbers of tents, of which some are taken back while one solution stays.

Effort is the number of readings of a rule (a row, a column, a block of four cells, a tree, a tent) that settle a cell in the proof of the
one solution, over all its branches."""

from collections.abc import Iterable
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.campsite.network import hidden, proved
from synth.generators.solvers.grids import neighbours, symmetries
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.campsite import HIDDEN, LARGEST, TREE, Campsite, verify
from synth.verifiers.logic.campsite import OPEN as FREE

TRIES = 60
BUDGET = 200  # nodes of one check for uniqueness


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=4, le=LARGEST)]
    """Rows of the meadow."""
    columns: Annotated[int, Meta(ge=4, le=LARGEST)]
    """Columns of the meadow."""
    density: Annotated[float, Meta(ge=0.05, le=0.25)]
    """Tents for each cell, about."""
    hidden: Annotated[int, Meta(ge=0, le=20)]
    """Numbers of rows and columns that are not told, at most."""
    nodes: Annotated[int, Meta(ge=1, le=60)]
    """Least nodes of the search that proves the solution; 1: reading the rules one by one suffices."""


LEVELS = (
    Knobs(5, 5, 0.2, 0, 1),
    Knobs(6, 6, 0.2, 0, 1),
    Knobs(8, 8, 0.22, 3, 1),
    Knobs(9, 9, 0.22, 7, 1),
    Knobs(9, 10, 0.22, 9, 1),
    Knobs(9, 9, 0.22, 8, 6),
    Knobs(9, 10, 0.22, 8, 8),
    Knobs(10, 10, 0.22, 9, 10),
    Knobs(10, 10, 0.22, 10, 12),
    Knobs(10, 11, 0.22, 12, 14),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    budget = BUDGET if knobs.nodes > 1 else 1
    for _ in range(TRIES):
        tents, trees = _pitched(rng, knobs)
        growing = np.zeros(knobs.rows * knobs.columns, np.int64)
        growing[[*trees]] = 1
        told = np.zeros(knobs.rows + knobs.columns, np.int64)
        for x in tents:
            told[x // knobs.columns] += 1
            told[knobs.rows + x % knobs.columns] += 1
        proof = proved(knobs.rows, knobs.columns, growing, told, budget)
        if proof.found != 1:
            continue
        order = np.array(rng.sample(range(len(told)), len(told)))
        nodes, deductions = hidden(proof, told, order, knobs.hidden, budget)
        if nodes >= knobs.nodes:
            meadow = "".join([TREE if x in trees else FREE for x in range(knobs.rows * knobs.columns)])
            rows = tuple(meadow[k : k + knobs.columns] for k in range(0, len(meadow), knobs.columns))
            numbers = tuple(told.tolist())
            problem = Campsite(rows, numbers[: knobs.rows], numbers[knobs.rows :])
            return Sample(problem, shown(tents, knobs.columns), effort=float(deductions))
    raise Discard("no such puzzle found")


def _pitched(rng: Random, knobs: Knobs) -> tuple[list[int], set[int]]:
    """Tents in random places that don't touch, and for each a tree beside it."""
    cells = knobs.rows * knobs.columns
    around, beside = neighbours(knobs.rows, knobs.columns, diagonal=True), neighbours(knobs.rows, knobs.columns)
    tents: set[int] = set()
    trees: set[int] = set()
    taken: set[int] = set()
    most = max(3, round(knobs.density * cells))
    for x in rng.sample(range(cells), cells):
        if len(tents) >= most:
            break
        if x in taken or x in trees:
            continue
        free = [y for y in beside[x] if y not in trees and y not in tents]
        if free:
            tents.add(x)
            trees.add(rng.choice(free))
            taken.add(x)
            taken.update(around[x])
    return sorted(tents), trees


def shown(tents: Iterable[int], columns: int) -> str:
    """The tents as cells, counted from 1."""
    return ", ".join(f"({x // columns + 1}, {x % columns + 1})" for x in tents)


def prompt_variables(problem: Campsite, rng: Random) -> dict[str, object]:
    columns = ["?" if told == HIDDEN else str(told) for told in problem.columns]
    rows = ["?" if told == HIDDEN else str(told) for told in problem.rows]
    wide = max(map(len, columns))
    lines = [f"{' '.join(sign.rjust(wide) for sign in row)}  | {told}" for row, told in zip(problem.meadow, rows, strict=True)]
    drawing = [*lines, "-" * ((wide + 1) * len(columns)), " ".join(told.rjust(wide) for told in columns)]
    trees = sum(row.count(TREE) for row in problem.meadow)
    return {
        "drawing": "\n".join(drawing),
        "meadow": [" ".join(row) for row in problem.meadow],
        "rows": rows,
        "columns": columns,
        "trees": trees,
        "hidden": "?" in rows + columns,
        # More or fewer cells than tents, so never an answer.
        "examples": ("(2, 1), (5, 3)", "(1, 4), (3, 2), (4, 4)", "(1, 2), (4, 1)")
        if trees > 3
        else ("(1, 2), (3, 1), (3, 4), (4, 2)", "(1, 1), (2, 4), (4, 2), (5, 5)", "(1, 5), (2, 2), (4, 3), (5, 1)"),
    }


def images(problem: Campsite) -> list[tuple[tuple[str, ...], ...]]:
    """The eight rotations and reflections, each as its rows and the numbers of its rows and columns."""
    rows, columns = map(str, problem.rows), tuple(map(str, problem.columns))
    # One grid with the numbers at all sides turns as a whole.
    framed = ["", *columns, ""]
    for told, row in zip(rows, problem.meadow, strict=True):
        framed += [told, *row, told]
    framed += ["", *columns, ""]
    found: list[tuple[tuple[str, ...], ...]] = []
    for turn in symmetries(len(problem.rows) + 2, len(columns) + 2):
        cells = turn.image(framed)
        lines = [cells[k : k + turn.columns] for k in range(0, len(cells), turn.columns)]
        inner = lines[1:-1]
        found.append((tuple("".join(line[1:-1]) for line in inner), tuple(line[0] for line in inner), lines[0][1:-1]))
    return found


def canonical(problem: Campsite) -> object:
    """The least of the eight rotations and reflections."""
    return min(images(problem))


def corrupt(problem: Campsite, answer: str, rng: Random) -> str:
    """One tent moved to a cell beside it that holds neither tree nor tent: as the solution is the only one, this is none."""
    columns = len(problem.columns)
    tents = [(int(r) - 1) * columns + int(c) - 1 for r, c in (cell.split(", ") for cell in answer.strip("()").split("), ("))]
    meadow = "".join(problem.meadow)
    moves = [(tent, x) for tent in tents for x in neighbours(len(problem.rows), columns)[tent] if meadow[x] == FREE and x not in tents]
    tent, x = rng.choice(moves)
    return shown(sorted({*tents, x} - {tent}), columns)


TASK = Task(
    __name__,
    version=3,
    problem=Campsite,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(5_000, 100_000) + (1_000_000,) * 8,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
