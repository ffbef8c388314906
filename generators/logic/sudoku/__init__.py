"""Sudoku: a random full grid, opened cell by cell while the solution stays unique, kept when it needs the technique asked for.

Where that is a long search, a puzzle with a short one is the start: some cells are printed again and others opened, as long as the search
grows no shorter. Effort is the number of looks of a patient solver: one for each unsolved cell in each round of placing all singles
at once, more for rounds of locked values and pairs, and where these do not suffice, for each node of a search on what is left."""

from functools import cache
from random import Random
from typing import Annotated, Literal, NamedTuple

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from synth.generators.logic.sudoku.canonical import BOXES, LETTERS, box_shape, canonical
from synth.generators.logic.sudoku.regions import partition
from synth.generators.solvers.digging import PROPAGATION, dig, shuffled
from synth.generators.solvers.grading import SINGLES, SUBSETS, TRIAL, grade
from synth.generators.solvers.grids import cut
from synth.generators.solvers.network import Ints, Network, full, network
from synth.generators.solvers.search import solve
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.sudoku import SYMBOLS, Sudoku, verify

TRIES = 400
BUDGET = 200  # nodes of one check for uniqueness; a cell that needs more stays printed
FILL = {4: 100, 6: 200, 9: 200, 16: 4_000}  # nodes to find a full grid: most searches end well within, the others hardly ever
FILLS = 4  # tries with one jigsaw, as some have no full grid
CLIMB = 100  # tries to come from a puzzle that needs a short search to one that needs a longer one
LUCK = 0.2  # most that a player may hope for who guesses once where singles do not suffice
RETURNED = 4  # cells that are printed for such a try, so that others can be emptied
VARIANTS: tuple[Literal["plain", "diagonal", "jigsaw", "both"], ...] = ("plain", "diagonal", "jigsaw", "both")
# More can rarely be opened; by variant, the last for "mixed".
MOST_HOLES = {4: (11, 12, 11, 12, 11), 6: (25, 29, 27, 29, 25), 9: (57, 62, 62, 66, 57), 16: (160, 168, 0, 0, 160)}


class Knobs(Frozen, frozen=True):
    size: Literal[4, 6, 9, 16] = 9
    """Rows, columns and symbols."""
    holes: Annotated[int, Meta(ge=1, le=168)] = 50
    """Empty cells."""
    hardest: Literal["any", "singles", "subsets", "trial"] = "any"
    """The hardest technique that is needed: naked and hidden `singles`; also locked values and pairs (`subsets`); `trial` and error after
    all of these; or whatever comes (`any`)."""
    nodes: Annotated[int, Meta(ge=0, le=60)] = 0
    """Least nodes of the search where trial and error is needed."""
    variant: Literal["plain", "diagonal", "jigsaw", "both", "mixed"] = "plain"
    """What holds besides rows, columns and boxes: both diagonals, regions of irregular shape (`jigsaw`), both, or one of these at random
    (`mixed`)."""
    rivals: Annotated[int, Meta(ge=1, le=20)] = 1
    """Full grids, at least, that rows and columns alone would leave, regions ignored."""

    def __post_init__(self) -> None:
        most = MOST_HOLES[self.size][(*VARIANTS, "mixed").index(self.variant)]
        if not most:
            raise ValueError(f"variant={self.variant}: 16x16 puzzles are plain or diagonal")
        if self.holes > most:
            raise ValueError(f"holes={self.holes}: a {self.variant} puzzle of size {self.size} has at most {most}")
        if self.nodes and self.hardest != "trial":
            raise ValueError(f"nodes={self.nodes} asks for hardest=trial")


LEVELS = (
    Knobs(6, 12, "singles"),
    Knobs(6, 18, "singles"),
    Knobs(9, 30, "singles"),
    Knobs(9, 43, "singles", rivals=12),
    Knobs(9, 48, "singles", rivals=12),
    Knobs(9, 52, "singles", 0, "mixed", 12),
    Knobs(9, 54, "subsets", 0, "mixed", 12),
    Knobs(16, 138, "singles", 0, "mixed", 12),
    Knobs(9, 55, "trial", 0, "mixed", 12),
    Knobs(9, 56, "trial", 12, "mixed", 12),
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
        found = _puzzle(knobs, net, rng.getrandbits(60))
        if found is None:
            continue
        letters = regions.ravel().tolist()
        names = dict(zip(dict.fromkeys(letters), LETTERS, strict=False))
        symbols = [SYMBOLS[v] for v in found.solution.tolist()]
        givens = ["." if empty else symbol for empty, symbol in zip(found.empty.tolist(), symbols, strict=True)]
        problem = Sudoku(cut(givens, size), cut([names[letter] for letter in letters], size), diagonals)
        return Sample(problem, "\n".join(cut(symbols, size, " ")), effort=float(found.effort))
    raise Discard("no such puzzle found")


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


@cache
def _latin(size: int) -> Network:
    """Rows and columns alone."""
    cells = np.arange(size * size).reshape(size, size)
    return network(size * size, size, [*cells.tolist(), *cells.T.tolist()])


class _Found(NamedTuple):
    empty: NDArray[np.bool_]
    solution: Ints
    effort: float


class _Dug(NamedTuple):
    surplus: int
    opened: NDArray[np.bool_]
    """Cells that were empty before the surplus was printed again."""
    nodes: int
    """Of the searches that solve it, where trial and error is needed; else 0."""
    found: _Found | None
    """The puzzle, where it is what is wanted."""


def _puzzle(knobs: Knobs, net: Network, seed: int) -> _Found | None:
    """A full grid and some tries to dig it; and where trial and error is wanted, from the hardest of these to harder ones."""
    start = np.full(knobs.size**2, full(knobs.size))
    count, _, solutions = solve(net, start, 1, FILL[knobs.size], seed + 1)
    if count != 1:
        return None
    hardest, solution = HARDEST[knobs.hardest], solutions[0]
    best: _Dug | None = None
    # Hard puzzles come of emptying more cells than asked for; how many more, depends on the variant.
    for surplus in range(2, 10, 2) if hardest >= SUBSETS else range(1):
        dug = _dug(knobs, net, start, solution, surplus, shuffled(len(start), seed + surplus + 1))
        if dug.found:
            return dug.found
        if best is None or dug.nodes > best.nodes:
            best = dug
    if best is None or not best.nodes:
        return None
    for k in range(CLIMB):
        order = shuffled(len(start), seed + 100 + k)
        opened = best.opened[order]
        again = order[opened][:RETURNED]
        order = np.concatenate((order[opened][RETURNED:], order[~opened], again))
        dug = _dug(knobs, net, start, solution, best.surplus, order)
        if dug.found:
            return dug.found
        if dug.nodes >= best.nodes:
            best = dug
    return None


def _dug(knobs: Knobs, net: Network, start: Ints, solution: Ints, surplus: int, order: Ints) -> _Dug:
    """Empty up to holes + surplus cells, then print the surplus again."""
    hardest, solved = HARDEST[knobs.hardest], 1 << solution
    domains, count, *_ = dig(net, start, solution, order, knobs.holes + surplus, PROPAGATION if hardest == SINGLES else BUDGET)
    opened = domains != solved
    none = _Dug(surplus, opened, 0, None)
    if count < knobs.holes:
        return none
    technique, effort, left = grade(net, domains)
    if hardest >= 0 and technique != hardest:
        return none
    if count > knobs.holes:
        # What the easier techniques find may as well be printed: what is left is as hard as before.
        easy = (grade(net, domains, SINGLES).domains if hardest == SUBSETS else left) == solved
        spare = order[(easy & opened)[order]][: count - knobs.holes]
        if len(spare) < count - knobs.holes:
            return none
        domains[spare] = solved[spare]
        technique, effort, left = grade(net, domains)
    # Spending the budget means that rows and columns alone leave a great deal.
    if knobs.rivals > 1 and 0 <= solve(_latin(knobs.size), domains, knobs.rivals, BUDGET)[0] < knobs.rivals:
        return none
    if hardest >= SUBSETS and knobs.size > 6 and _luck(net, domains, solved) > LUCK:  # small ones leave little to guess
        return none
    empty = domains != solved
    if technique != TRIAL:
        return none._replace(found=_Found(empty, solution, effort))
    nodes = sum(solve(net, left, seed=k)[1] - 1 for k in range(1, 5))
    found = _Found(empty, solution, effort + nodes / 4 * int((left != solved).sum()))
    return _Dug(surplus, opened, nodes, found if nodes >= 4 * knobs.nodes else None)


def _luck(net: Network, domains: Ints, solved: Ints) -> float:
    """The chance that somebody comes to the end by singles and guesses who never goes back. A guess is any value of a cell that has fewest
    left: the first such cell, or the last one."""
    start = grade(net, domains, SINGLES).domains
    chances = []
    for which in (0, -1):
        left, chance = start, 1.0
        while chance > LUCK / 2:
            counts = [values.bit_count() for values in left.tolist()]
            fewest = min([count for count in counts if count > 1], default=0)
            if not fewest:
                break
            x = [x for x, count in enumerate(counts) if count == fewest][which]
            chance /= fewest
            left = left.copy()
            left[x] = solved[x]
            left = grade(net, left, SINGLES).domains
        chances.append(chance)
    return sum(chances) / 2


def prompt_variables(problem: Sudoku, rng: Random) -> dict[str, object]:
    size = len(problem.givens)
    return {
        "size": size,
        "symbols": f"1 to {size}" if size < 10 else "1 to 9 and A to G",
        "word": "number" if size < 10 else "symbol",
        "grid": "\n".join(" ".join(row) for row in problem.givens),
        "box": box_shape(problem),
        "regions": "\n".join(" ".join(row) for row in problem.regions),
        "last": LETTERS[size - 1],
        "diagonals": problem.diagonals,
        "examples": ("2 3 1\n3 1 2\n1 2 3", "3 1 2\n1 2 3\n2 3 1", "1 3 2\n3 2 1\n2 1 3"),
    }


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
    version=3,
    problem=Sudoku,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(100_000, 100_000) + (1_000_000,) * 8,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
