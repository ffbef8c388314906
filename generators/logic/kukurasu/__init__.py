"""Kukurasu: a random shading with the sums of all its lines, of which some are taken back while one solution stays.

Effort is the number of readings of a row or column that rule something out in the proof of the one solution, over all its branches."""

from functools import cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.solvers.lines import Solved, Words, solve, words
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.kukurasu import HIDDEN, LARGEST, Kukurasu, verify, weighed

TRIES = 60
BUDGET = 400  # nodes of one check for uniqueness


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=3, le=LARGEST)]
    """Rows of the grid."""
    columns: Annotated[int, Meta(ge=3, le=LARGEST)]
    """Columns of the grid."""
    hidden: Annotated[int, Meta(ge=0, le=12)]
    """Sums that are not told, at most; fewer where that would leave several solutions."""
    nodes: Annotated[int, Meta(ge=1, le=200)]
    """Least nodes of the search that proves the solution; 1: reading rows and columns suffices."""


LEVELS = (
    Knobs(4, 4, 0, 1),
    Knobs(4, 5, 1, 1),
    Knobs(5, 5, 2, 1),
    Knobs(5, 6, 4, 1),
    Knobs(6, 6, 5, 1),
    Knobs(6, 7, 6, 1),
    Knobs(7, 7, 3, 2),
    Knobs(7, 8, 3, 4),
    Knobs(8, 8, 3, 8),
    Knobs(8, 9, 3, 16),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    budget = BUDGET if knobs.nodes > 1 else 1
    for _ in range(TRIES):
        share = rng.uniform(0.3, 0.7)
        grid = [[int(rng.random() < share) for _ in range(knobs.columns)] for _ in range(knobs.rows)]
        sums = [*map(weighed, grid), *map(weighed, zip(*grid, strict=True))]
        proof = _proof(knobs, sums, budget)
        if proof.found != 1:
            continue
        left = knobs.hidden
        for place in rng.sample(range(len(sums)), len(sums)):
            if not left:
                break
            told, sums[place] = sums[place], HIDDEN
            new = _proof(knobs, sums, budget)
            if new.found == 1:
                proof, left = new, left - 1
            else:
                sums[place] = told
        if proof.nodes >= knobs.nodes:
            problem = Kukurasu(tuple(sums[: knobs.rows]), tuple(sums[knobs.rows :]))
            return Sample(problem, "\n".join(" ".join(map(str, row)) for row in grid), effort=float(proof.readings))
    raise Discard("no such puzzle found")


def _proof(knobs: Knobs, sums: list[int], budget: int) -> Solved:
    """The search for two solutions."""
    rows, columns = _words(knobs.columns), _words(knobs.rows)
    lists = rows.lists(sums[: knobs.rows]), columns.lists(sums[knobs.rows :])
    return solve(rows, columns, *lists, np.full((knobs.rows, knobs.columns), 3), 2, budget)


@cache
def _words(length: int) -> Words:
    """The lines by their sum, and all of them where it is not told."""
    return words(length, 2, lambda word: (weighed(word), HIDDEN))


def prompt_variables(problem: Kukurasu, rng: Random) -> dict[str, object]:
    rows, columns = ([str(told) if told != HIDDEN else "?" for told in side] for side in (problem.rows, problem.columns))
    wide = max(map(len, columns))
    across = [str(number).rjust(wide) for number in range(1, len(columns) + 1)]
    blank = " ".join(".".rjust(wide) for _ in columns)
    lines = ["    " + " ".join(across)]
    lines += [f"{str(number).rjust(2)}  {blank}  = {told}" for number, told in enumerate(rows, 1)]
    lines += ["  = " + " ".join(told.rjust(wide) for told in columns)]
    return {
        "rows": rows,
        "columns": columns,
        "drawing": "\n".join(lines),
        "hidden": "?" in rows + columns,
        "examples": ("0 1\n1 1\n0 0", "1 1\n0 1\n0 0", "1 0\n0 1\n1 1"),
    }


def canonical(problem: Kukurasu) -> object:
    """The grid as it is, or with rows and columns exchanged."""
    return min((problem.rows, problem.columns), (problem.columns, problem.rows))


def corrupt(problem: Kukurasu, answer: str, rng: Random) -> str:
    """One cell shaded or not shaded instead, or two cells of a row exchanged: as the solution is the only one, this is none."""
    rows = [line.split() for line in answer.split("\n")]
    row = rng.choice(rows)
    a, b = rng.sample(range(len(row)), 2)
    if row[a] != row[b] and rng.random() < 0.5:
        row[a], row[b] = row[b], row[a]
    else:
        row[a] = "10"[int(row[a])]
    return "\n".join(map(" ".join, rows))


TASK = Task(
    __name__,
    version=1,
    problem=Kukurasu,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(10_000, 50_000) + (1_000_000,) * 8,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
