"""Arrow maze: a random packing of rays; arrows are printed until the exact solver finds a single solution.

Difficulty is size, few printed arrows and guessing: effort is the number of ray bounds that the solver tightens, in all the
branches of its search, until the solution is proved to be the only one. Where a search is asked for, a maze that a player wins who
never goes back is drawn again."""

from functools import cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.arrow_maze.greedy import cover_scarcest
from synth.generators.logic.arrow_maze.solver import Maze, make
from synth.generators.solvers.grids import cut, symmetries
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.arrow_maze import ARROWS, EMPTY, ArrowMaze, verify
from synth.verifiers.parsers.grids import show

DRAWS = 200
BUDGET = 300  # search nodes of one proof; most take fewer than 20
LEAST_EMPTY = 3


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=3, le=12)]
    """Rows of the grid."""
    columns: Annotated[int, Meta(ge=3, le=12)]
    """Columns of the grid."""
    density: Annotated[float, Meta(ge=0.1, le=0.35)]
    """Share of cells that hold numbers, give or take a third."""
    given: Annotated[float, Meta(ge=0, le=0.5)]
    """Least share of the arrows that are printed."""
    sparse: bool = True
    """Whether no arrow is printed beyond that share that the solution can do without."""
    search: Annotated[int, Meta(ge=1, le=15)] = 1
    """Least nodes of the solver's search; with 1 pure deduction may do."""

    def __post_init__(self) -> None:
        if self.search > 1 + self.rows * self.columns // 8 or (self.search > 1 and self.given > 0.2):
            raise ValueError(f"search={self.search} is out of reach on {self.rows}x{self.columns} with given={self.given}")


LEVELS = (
    Knobs(3, 4, 0.24, 0.4, sparse=False),
    Knobs(4, 4, 0.22, 0.35, sparse=False),
    Knobs(4, 5, 0.21, 0.3, sparse=False),
    Knobs(5, 5, 0.2, 0.2),
    Knobs(6, 6, 0.2, 0.1),
    Knobs(7, 7, 0.2, 0, search=5),
    Knobs(8, 8, 0.19, 0, search=5),
    Knobs(8, 8, 0.19, 0, search=7),
    Knobs(9, 9, 0.18, 0, search=9),
    Knobs(10, 10, 0.18, 0, search=11),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size = knobs.rows * knobs.columns
    least, most = max(1, round(size * knobs.density * 2 / 3)), round(size * knobs.density * 4 / 3)
    for _ in range(DRAWS):
        numbers = rng.randint(least, most)
        given = round(knobs.given * (size - numbers))
        maze = make(knobs.rows, knobs.columns, numbers, given, knobs.sparse, BUDGET, rng.getrandbits(60))
        if maze is None or maze.nodes < knobs.search or (knobs.search > 1 and _is_won(maze, knobs)):
            continue
        puzzle, answer = _grids(maze, knobs.columns)
        if sum(row.count(EMPTY) for row in puzzle) >= LEAST_EMPTY:
            return Sample(ArrowMaze(puzzle), "\n".join(answer), effort=maze.steps)
    raise Discard("no hard enough maze")


def _is_won(maze: Maze, knobs: Knobs) -> bool:
    printed = np.where(maze.given, maze.arrow, -1)
    return bool((cover_scarcest(knobs.rows, knobs.columns, maze.value, printed) == maze.arrow).all())


def _grids(maze: Maze, columns: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The puzzle and its solution as rows of text."""
    numbers, arrows, shown = maze.value.tolist(), maze.arrow.tolist(), maze.given.tolist()
    solved = [str(number) if number else ARROWS[arrow] for number, arrow in zip(numbers, arrows, strict=True)]
    puzzle = [cell if number or given else EMPTY for cell, number, given in zip(solved, numbers, shown, strict=True)]
    return cut(puzzle, columns, " "), cut(solved, columns, " ")


def prompt_variables(problem: ArrowMaze, rng: Random) -> dict[str, object]:
    cells = problem.cells()
    wide = max(len(cell) for row in cells for cell in row)
    return {
        "grid": show(tuple(tuple(cell.rjust(wide) for cell in row) for row in cells)),
        "rows": len(cells),
        "columns": len(cells[0]),
        "given": any(cell in ARROWS for row in cells for cell in row),
    }


def canonical(problem: ArrowMaze) -> list[str]:
    """The least of the eight images under rotations and reflections; numbers as single characters."""
    rows = problem.cells()
    cells = "".join(chr(256 + int(cell)) if cell.isdecimal() else cell for row in rows for cell in row)
    least: dict[int, str] = {}  # by columns, as images of as many compare as texts
    for turn in symmetries(len(rows), len(rows[0])):
        image = "".join(turn.image(cells)).translate(_turned(turn.directions))
        least[turn.columns] = min(image, least.get(turn.columns, image))
    return min(list(cut(image, columns)) for columns, image in least.items())


@cache
def _turned(directions: tuple[int, ...]) -> dict[int, int]:
    return str.maketrans(ARROWS, "".join(ARROWS[d] for d in directions))


def corrupt(problem: ArrowMaze, answer: str, rng: Random) -> str:
    """Two arrows exchanged, or one turned: no other filling is a solution."""
    cells = [row.split(" ") for row in answer.split("\n")]
    empty = [(i, j) for i, row in enumerate(problem.cells()) for j, cell in enumerate(row) if cell == EMPTY]
    i, j = rng.choice(empty)
    others = [(y, x) for y, x in empty if cells[y][x] != cells[i][j]]
    if others and rng.random() < 0.5:
        y, x = rng.choice(others)
        cells[i][j], cells[y][x] = cells[y][x], cells[i][j]
    else:
        cells[i][j] = rng.choice(ARROWS.replace(cells[i][j], ""))
    return show(tuple(tuple(row) for row in cells))


TASK = Task(
    __name__,
    version=2,
    problem=ArrowMaze,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(50_000,) + (1_000_000,) * 9,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
