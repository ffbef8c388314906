"""Star placement: random stars that keep their distance, then regions that grow around them cell by cell as long as no other stars fit.
Cells that fit nowhere join a region all the same; then cells move between regions until the stars are the only ones and the proof is long.
From level 4 on, grids that can be filled without ever going back are drawn again.

Effort is the number of readings of a rule (a row, a column, a region, a block of four cells) that settle a cell in the proof of the one
solution, over all its branches."""

from functools import cache
from random import Random
from typing import Annotated, NamedTuple

import numpy as np
from msgspec import Meta

from synth.generators.logic.star_placement_puzzle.lucky import needs_no_looking_back
from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.generators.solvers.network import Ints
from synth.generators.solvers.regions import beside, grow, lettered, seeded
from synth.generators.solvers.reshaping import reshape
from synth.generators.solvers.sums import OPEN, Sum, Sums, count, solve, sums
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.star_placement_puzzle import StarPlacementPuzzle, verify

TRIES = 150
BUDGET = 50  # nodes of one check whether other stars fit
PROOF = 20_000  # nodes of the proof that no other stars fit
MOVES = 8  # of a cell to another region until no other stars fit
RESHAPES = 40  # moves of a cell to another region that are searched for a longer proof
AIM = 1.5  # times the least effort, where it can be had
FILL = 20_000  # nodes to place the first stars
LUCK = 1 / 12  # most that a player may hope for who never goes back


class Knobs(Frozen, frozen=True):
    size: Annotated[int, Meta(ge=4, le=10)]
    """Rows, columns and regions."""
    stars: Annotated[int, Meta(ge=1, le=2)]
    """Stars in each of them; 2 takes a size of 9 at least, because on fewer cells they can stand in two ways only."""
    work: Annotated[int, Meta(ge=0, le=400)]
    """Least effort."""
    looking_back: bool = False
    """Whether grids are drawn again whose stars can be placed one by one where fewest cells are left."""

    def __post_init__(self) -> None:
        if self.stars == 2 and self.size < 9:
            raise ValueError("two stars in each row take a size of 9 at least")


LEVELS = (
    Knobs(5, 1, 0),
    Knobs(6, 1, 0),
    Knobs(6, 1, 45),
    Knobs(7, 1, 0, True),
    Knobs(7, 1, 75, True),
    Knobs(7, 1, 100, True),
    Knobs(8, 1, 0, True),
    Knobs(8, 1, 130, True),
    Knobs(8, 1, 180, True),
    Knobs(8, 1, 250, True),
)


class Grid(NamedTuple):
    """What all puzzles of a size share."""

    rules: list[Sum]
    """On rows, columns and blocks of four cells."""
    network: Sums
    with_regions: Sums
    """With a rule for each region, to which no cell belongs yet."""
    beside: tuple[tuple[int, ...], ...]
    around: Ints
    """The same as an array, -1 to fill up."""


@cache
def _grid(size: int, stars: int) -> Grid:
    rows = [range(r * size, (r + 1) * size) for r in range(size)]
    columns = [range(c, size * size, size) for c in range(size)]
    blocks = [(x, x + 1, x + size, x + size + 1) for x in range((size - 1) * size) if x % size < size - 1]
    rules = [count(line, stars, stars) for line in (*rows, *columns)] + [count(block, 0, 1) for block in blocks]
    cells, near = size * size, neighbours(size, size)
    regions: list[Sum] = [(range(cells), [0] * cells, stars, stars)] * size
    return Grid(rules, sums(cells, rules), sums(cells, rules + regions), near, beside(near))


def generate(rng: Random, knobs: Knobs) -> Sample:
    size, grid = knobs.size, _grid(knobs.size, knobs.stars)
    every = np.full(size * size, OPEN)
    for _ in range(TRIES):
        placed = solve(grid.network, every, limit=1, budget=FILL, seed=rng.getrandbits(60) + 1)
        if placed.found != 1:
            continue
        stars = np.flatnonzero(placed.cells).tolist()
        region = _grown(rng, knobs, stars)
        if region is None:
            continue
        rules, aim, seed = len(grid.rules), int(AIM * knobs.work), rng.getrandbits(60) + 1
        steps = reshape(grid.network, rules, knobs.stars, grid.around, region, placed.cells, MOVES, aim, RESHAPES, PROOF, seed)
        if (
            steps
            and steps >= knobs.work
            and not (knobs.looking_back and needs_no_looking_back(region, placed.cells, size, knobs.stars, LUCK))
        ):
            problem = StarPlacementPuzzle(cut(lettered(region.tolist()), size), knobs.stars)
            return Sample(problem, shown(stars, size), effort=float(steps))
    raise Discard("no such puzzle found")


def _grown(rng: Random, knobs: Knobs, stars: list[int]) -> Ints | None:
    """The region of each cell, grown from the stars; None where two stars cannot share a region."""
    size, grid = knobs.size, _grid(knobs.size, knobs.stars)
    seeds = [[x] for x in stars] if knobs.stars == 1 else _paired(rng, grid, stars)
    if len(seeds) < size:
        return None
    if knobs.stars > 1 and solve(*seeded(grid.with_regions, len(grid.rules), seeds), budget=10 * BUDGET).found != 1:
        return None  # other stars fit on the ways between the two stars of a region
    region = np.full(size * size, -1)
    for k, seed in enumerate(seeds):
        region[seed] = k
    return grow(grid.with_regions, len(grid.rules), grid.around, region, BUDGET, rng.getrandbits(60) + 1)


def _paired(rng: Random, grid: Grid, stars: list[int]) -> list[list[int]]:
    """The stars in pairs, each with a shortest way between its two stars; too few where a star finds no other."""
    left, taken, pairs = set(stars), set(stars), list[list[int]]()
    for star in rng.sample(stars, len(stars)):
        if star not in left:
            continue
        came, waiting, end = {star: star}, [star], -1
        for x in waiting:  # grows while it is read: breadth first
            near = rng.sample(grid.beside[x], len(grid.beside[x]))
            for y in near:
                if y in left and y != star:
                    came[y], end = x, y
                    break
                if y not in came and y not in taken:
                    came[y] = x
                    waiting.append(y)
            if end >= 0:
                break
        if end < 0:
            break
        way = [end]
        while way[-1] != star:
            way.append(came[way[-1]])
        pairs.append(way)
        left -= {star, end}
        taken.update(way)
    return pairs


def shown(stars: list[int], size: int) -> str:
    """The stars as cells, counted from 1."""
    return ", ".join(f"({x // size + 1}, {x % size + 1})" for x in stars)


def prompt_variables(problem: StarPlacementPuzzle, rng: Random) -> dict[str, object]:
    size = len(problem.regions)
    return {
        "size": size,
        "stars": problem.stars,
        "all": size * problem.stars,
        "last": "ABCDEFGHIJKL"[size - 1],
        "rows": [" ".join(row) for row in problem.regions],
        # Fewer cells than stars, so never an answer.
        "examples": ("(1, 2), (2, 4), (4, 1)", "(2, 1), (1, 4), (3, 3)", "(1, 3), (3, 1), (4, 4)"),
    }


def canonical(problem: StarPlacementPuzzle) -> object:
    """The least of the eight rotations and reflections, with the regions named anew in reading order."""
    size, cells = len(problem.regions), [ord(letter) for letter in "".join(problem.regions)]
    return min(lettered(turn.image(cells)) for turn in symmetries(size, size)), problem.stars


def corrupt(problem: StarPlacementPuzzle, answer: str, rng: Random) -> str:
    """One star moved to a cell beside it: as the solution is the only one, this is none."""
    size = len(problem.regions)
    stars = [(int(r) - 1) * size + int(c) - 1 for r, c in (cell.split(", ") for cell in answer.strip("()").split("), ("))]
    star = rng.choice(stars)
    moved = rng.choice([x for x in neighbours(size, size)[star] if x not in stars])
    return shown(sorted({*stars, moved} - {star}), size)


TASK = Task(
    __name__,
    version=3,
    problem=StarPlacementPuzzle,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.1,  # five stars that keep their distance can stand in 14 ways; below 0.02 from level 2 on
    capacity=(10_000, 100_000, 100_000) + (1_000_000,) * 7,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
