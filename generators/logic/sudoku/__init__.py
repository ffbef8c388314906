"""Sudoku: a random full grid, opened cell by cell while the solution stays unique, kept when it needs the technique asked for.

Effort is the number of looks of a patient solver: one for each unsolved cell in each round of placing all singles at once,
more for rounds of locked values and pairs, and where these do not suffice, for each node of a search on what is left."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from random import Random
from typing import Annotated, Literal

import numpy as np
from msgspec import Meta
from numba import njit
from numpy.typing import NDArray

from synth.generators.logic.sudoku.regions import partition
from synth.generators.solvers.digging import SINGLES, SUBSETS, TRIAL, dig, grade, shuffled
from synth.generators.solvers.finite import NO_BUDGET, Network, network, scratch, search_in
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.sudoku import SYMBOLS, Sudoku, verify

TRIES = 400
BUDGET = 200  # nodes of one check for uniqueness; a cell that needs more stays printed
FILL = {4: 100, 6: 200, 9: 200, 16: 4_000}  # nodes to find a full grid: most searches end well within, the others hardly ever
FILLS = 4  # tries with one jigsaw, as some have no full grid
VARIANTS: tuple[Literal["plain", "diagonal", "jigsaw", "both"], ...] = ("plain", "diagonal", "jigsaw", "both")
BOXES = {4: ((2, 2),), 6: ((2, 3), (3, 2)), 9: ((3, 3),), 16: ((4, 4),)}
# More can rarely be opened; by variant, the last for "mixed".
MOST_HOLES = {4: (11, 12, 11, 12, 11), 6: (25, 29, 27, 29, 25), 9: (57, 62, 62, 66, 57), 16: (160, 168, 0, 0, 160)}
LETTERS = "ABCDEFGHIJKLMNOP"


class Knobs(Frozen, frozen=True):
    size: Literal[4, 6, 9, 16] = 9  # rows, columns and symbols
    holes: Annotated[int, Meta(ge=1, le=168)] = 50  # empty cells
    hardest: Literal["any", "singles", "subsets", "trial"] = "any"  # technique that is needed: naked and hidden singles; also
    # locked values and pairs; trial and error after all of these; or whatever comes
    nodes: Annotated[int, Meta(ge=0, le=60)] = 0  # least nodes of the search where trial and error is needed
    variant: Literal["plain", "diagonal", "jigsaw", "both", "mixed"] = "plain"  # mixed: one of the others at random

    def __post_init__(self) -> None:
        most = MOST_HOLES[self.size][(*VARIANTS, "mixed").index(self.variant)]
        if not most:
            raise ValueError(f"variant={self.variant}: 16x16 puzzles are plain or diagonal")
        if self.holes > most:
            raise ValueError(f"holes={self.holes}: a {self.variant} puzzle of size {self.size} has at most {most}")
        if self.nodes and self.hardest != "trial":
            raise ValueError(f"nodes={self.nodes} asks for hardest=trial")


LEVELS = (
    Knobs(4, 7, "singles"),
    Knobs(6, 18, "singles"),
    Knobs(9, 30, "singles"),
    Knobs(9, 40, "singles"),
    Knobs(9, 48, "singles"),
    Knobs(9, 52, "singles", 0, "mixed"),
    Knobs(9, 54, "subsets", 0, "mixed"),
    Knobs(16, 138, "singles", 0, "mixed"),
    Knobs(9, 55, "trial", 0, "mixed"),
    Knobs(9, 56, "trial", 12, "mixed"),
)
HARDEST = {"any": -1, "singles": SINGLES, "subsets": SUBSETS, "trial": TRIAL}


def generate(rng: Random, knobs: Knobs) -> Sample:
    size, variant = knobs.size, knobs.variant
    if variant == "mixed":
        variant = rng.choice([v for v, most in zip(VARIANTS, MOST_HOLES[size], strict=False) if most])
    diagonals = variant in ("diagonal", "both")
    regions, net = _layout(size, rng.randrange(len(BOXES[size])), diagonals)
    boxes = regions
    for attempt in range(TRIES):
        if variant in ("jigsaw", "both") and attempt % FILLS == 0:
            regions = partition(boxes, 24 * size * size, rng.getrandbits(60))
            net = _compile(regions, diagonals)
        wanted = knobs.holes, HARDEST[knobs.hardest], knobs.nodes
        opened, solved, effort = _make(size, *wanted, FILL[size], rng.getrandbits(60), *net)
        if effort < 0:
            continue
        letters = regions.ravel().tolist()
        names = dict(zip(dict.fromkeys(letters), LETTERS, strict=False))
        symbols = [SYMBOLS[v] for v in solved.tolist()]
        givens = ["." if gap else symbol for gap, symbol in zip(opened.tolist(), symbols, strict=True)]
        problem = Sudoku(_rows(givens, size), _rows([names[letter] for letter in letters], size), diagonals)
        return Sample(problem, "\n".join(" ".join(row) for row in _rows(symbols, size)), effort=effort)
    raise Discard("no such puzzle found")


def _rows(cells: list[str], size: int) -> tuple[str, ...]:
    text = "".join(cells)
    return tuple(text[i : i + size] for i in range(0, size * size, size))


@cache
def _layout(size: int, shape: int, diagonals: bool) -> tuple[NDArray[np.int64], Network]:
    """The region map of the usual boxes and its compiled rules."""
    height, width = BOXES[size][shape]
    rows, columns = np.indices((size, size))
    regions = rows // height * (size // width) + columns // width
    return regions, _compile(regions, diagonals)


def _compile(regions: NDArray[np.int64], diagonals: bool) -> Network:
    size = len(regions)
    cells = np.arange(size * size).reshape(size, size)
    groups = [*cells.tolist(), *cells.T.tolist(), *np.argsort(regions, axis=None, kind="stable").reshape(size, size).tolist()]
    if diagonals:
        groups += [cells.diagonal().tolist(), cells[:, ::-1].diagonal().tolist()]
    return network(size * size, size, groups)


@njit(cache=True)
def _make(size, holes, hardest, least_nodes, fill, seed, *arrays):
    """A full grid and some tries to open it: (which cells are open, the solution, effort or -1)."""
    net = Network(*arrays)
    n = size * size
    memory = scratch(net, n)
    found = np.zeros((2, n), np.int64)
    start = np.full(n, (1 << size) - 1)
    if search_in(net, start, 1, fill, seed + 1, found, memory)[0] == 1:
        solution = found[0].copy()
        # Hard puzzles come of opening more cells than asked for; how many more, depends on the variant.
        for surplus in range(2, 10, 2) if hardest >= SUBSETS else range(1):
            domains, effort = _open(net, start, solution, holes, surplus, hardest, least_nodes, seed + surplus + 1, memory, found)
            if effort >= 0:
                return domains != np.int64(1) << solution, solution, effort
    return np.zeros(n, np.bool_), found[0], -1.0


@njit(cache=True)
def _open(net, start, solution, holes, surplus, hardest, least_nodes, seed, memory, found):
    """Open up to holes + surplus cells, then print the surplus again: (domains, effort or -1)."""
    n = len(solution)
    solved = np.int64(1) << solution
    order = shuffled(n, seed)
    domains, count = dig(net, start, solved, order, holes + surplus, 1 if hardest == SINGLES else BUDGET, memory)
    if count < holes:
        return domains, -1.0
    state = domains.copy()
    used, looks = grade(net, state, SUBSETS)
    if hardest >= 0 and used != hardest:
        return domains, -1.0
    if count > holes:
        # What the easier techniques find may as well be printed: what is left is as hard as before.
        if hardest == SUBSETS:
            state = domains.copy()
            grade(net, state, SINGLES)
        for x in order:
            if count > holes and domains[x] != solved[x] and state[x] == solved[x]:
                domains[x] = solved[x]
                count -= 1
        if count > holes:
            return domains, -1.0
        state = domains.copy()
        used, looks = grade(net, state, SUBSETS)
    effort = float(looks)
    if used == TRIAL:
        left, nodes = 0, 0
        for x in range(n):
            left += state[x] != solved[x]
        for k in range(1, 5):
            nodes += search_in(net, state, 2, NO_BUDGET, k, found, memory)[1] - 1
        if nodes < 4 * least_nodes:
            return domains, -1.0
        effort += nodes / 4 * left
    return domains, effort


def prompt_variables(problem: Sudoku) -> dict[str, object]:
    size = len(problem.givens)
    box = next(((h, w) for h, w in BOXES[size] if problem.regions == _boxes(size, h, w)), None)
    return {
        "size": size,
        "symbols": f"1 to {size}" if size < 10 else "1 to 9 and A to G",
        "word": "number" if size < 10 else "symbol",
        "grid": "\n".join(" ".join(row) for row in problem.givens),
        "box": box,
        "regions": "\n".join(" ".join(row) for row in problem.regions),
        "last": LETTERS[size - 1],
        "diagonals": problem.diagonals,
        "example": "2 3 1\n3 1 2\n1 2 3" if size < 9 else "2 1 4 3\n3 4 1 2\n1 2 3 4\n4 3 2 1",
    }


@cache
def _boxes(size: int, height: int, width: int) -> tuple[str, ...]:
    across = size // width
    return tuple("".join(LETTERS[r // height * across + c // width] for c in range(size)) for r in range(size))


@cache
def _symmetries(size: int) -> tuple[Callable[[Sequence[str]], tuple[str, ...]], ...]:
    cells = np.arange(size * size).reshape(size, size)
    return tuple(itemgetter(*np.rot90(flip, k).ravel().tolist()) for flip in (cells, cells.T) for k in range(4))


def canonical(problem: Sudoku) -> object:
    """The least of the eight rotations and reflections, with regions and symbols renamed in the order in which they occur."""
    size = len(problem.givens)
    givens, regions = "".join(problem.givens), "".join(problem.regions)
    gaps = givens.translate(_GAPS)
    # Comparing where the gaps are leaves, nearly always, one of the eight to rename.
    turned = [(turn(gaps), turn) for turn in _symmetries(size)]
    least = min(gap for gap, _ in turned)
    forms = ((_renamed(turn(givens), "."), _renamed(turn(regions), "")) for gap, turn in turned if gap == least)
    return *min(forms), problem.diagonals


_GAPS = str.maketrans(SYMBOLS, "x" * len(SYMBOLS))


def _renamed(cells: tuple[str, ...], keep: str) -> str:
    names = dict(zip((cell for cell in dict.fromkeys(cells) if cell != keep), LETTERS, strict=False))
    return "".join(names.get(cell, cell) for cell in cells)


def corrupt(problem: Sudoku, answer: str, rng: Random) -> str:
    """An open cell changed, or two open cells of a row exchanged: as the solution is the only one, this is none."""
    rows = [line.split() for line in answer.split("\n")]
    r, c = rng.choice([(r, c) for r, row in enumerate(problem.givens) for c, cell in enumerate(row) if cell == "."])
    others = [x for x, cell in enumerate(problem.givens[r]) if cell == "." and x != c]
    if others and rng.random() < 0.6:
        other = rng.choice(others)
        rows[r][c], rows[r][other] = rows[r][other], rows[r][c]
    else:
        rows[r][c] = rng.choice([symbol for symbol in SYMBOLS[: len(rows)] if symbol != rows[r][c]])
    return "\n".join(" ".join(row) for row in rows)


TASK = Task(
    __name__,
    version=1,
    problem=Sudoku,
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
