"""Skyscraper puzzle: a random Latin square with all its clues, of which clues are taken back while one solution stays.

Effort is the number of readings of a row or column that rule something out in the proof of the one solution, over all its branches."""

from functools import cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.skyscraper_puzzle.clues import Seen, take_back
from synth.generators.solvers.grids import cut, symmetries
from synth.generators.solvers.lines import Words, words
from synth.generators.solvers.network import Ints, Network, full, network
from synth.generators.solvers.search import solve as fill
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.skyscraper_puzzle import EMPTY, SkyscraperPuzzle, seen, verify

TRIES = 80
BUDGET = 60  # nodes of one check for uniqueness; a clue that needs more stays
FILL = 2_000  # nodes to find a full square


class Knobs(Frozen, frozen=True):
    size: Annotated[int, Meta(ge=4, le=7)]
    """Rows, columns and heights."""
    clues: Annotated[int, Meta(ge=0, le=28)]
    """Numbers at the edges, about; more where fewer leave several solutions."""
    givens: Annotated[int, Meta(ge=0, le=20)]
    """Printed heights."""
    nodes: Annotated[int, Meta(ge=1, le=60)]
    """Least nodes of the search that proves the solution; 1: reading rows and columns suffices."""


LEVELS = (
    Knobs(4, 14, 3, 1),
    Knobs(4, 10, 1, 1),
    Knobs(5, 16, 3, 1),
    Knobs(5, 12, 2, 1),
    Knobs(5, 9, 1, 1),
    Knobs(6, 16, 4, 1),
    Knobs(6, 12, 3, 1),
    Knobs(6, 10, 2, 1),
    Knobs(6, 9, 1, 2),
    Knobs(6, 6, 1, 5),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size = knobs.size
    for _ in range(TRIES):
        count, _, found = fill(_latin(size), np.full(size * size, full(size)), 1, FILL, rng.getrandbits(60) + 1)
        if count != 1:
            continue
        square = found[0].reshape(size, size)
        cells = np.full((size, size), full(size))
        for x in rng.sample(range(size * size), knobs.givens):
            cells[x // size, x % size] = 1 << square[x // size, x % size]
        # Where no search is asked for, a clue goes only if reading lines still settles everything.
        budget = BUDGET if knobs.nodes > 1 else 1
        order = np.array(rng.sample(range(4 * size), 4 * size))
        left = take_back(_words(size), _lists(size), square, cells, order, knobs.clues, budget)
        if left and left.nodes >= knobs.nodes:
            answer = "\n".join(" ".join(str(v + 1) for v in row) for row in square.tolist())
            return Sample(_puzzle(square, cells, left), answer, effort=float(left.readings))
    raise Discard("no such puzzle found")


def _puzzle(square: Ints, cells: Ints, clues: Seen) -> SkyscraperPuzzle:
    size = len(square)
    printed = zip(square.ravel().tolist(), cells.ravel().tolist(), strict=True)
    given = [str(v + 1) if domain & (domain - 1) == 0 else EMPTY for v, domain in printed]
    near, far = clues.near.tolist(), clues.far.tolist()
    rows, columns = slice(0, size), slice(size, 2 * size)
    return SkyscraperPuzzle(cut(given, size), *map(tuple, (near[columns], far[columns], near[rows], far[rows])))


def line_up(values: list[int]) -> list[int]:
    """Heights from 1 for values from 0."""
    return [value + 1 for value in values]


@cache
def _words(size: int) -> Words:
    """The permutations by what is seen from both ends, 0 where that is not said."""

    def clues(word: tuple[int, ...]) -> list[tuple[int, int]]:
        near, far = seen(line_up(list(word))), seen(line_up(list(word[::-1])))
        return [(a, b) for a in (0, near) for b in (0, far)]

    return words(size, size, clues, all_different=True)


@cache
def _lists(size: int) -> Ints:
    """The list of words for what is seen from both ends."""
    list_of, sights = _words(size).list_of, range(size + 1)
    return np.array([[list_of.get((near, far), -1) for far in sights] for near in sights])


@cache
def _latin(size: int) -> Network:
    cells = np.arange(size * size).reshape(size, size)
    return network(size * size, size, [*cells.tolist(), *cells.T.tolist()])


def prompt_variables(problem: SkyscraperPuzzle, rng: Random) -> dict[str, object]:
    size = len(problem.givens)
    return {
        "size": size,
        "drawing": drawing(problem),
        "rows": [" ".join(row) for row in problem.givens],
        "sides": {side: " ".join(str(clue or "-") for clue in getattr(problem, side)) for side in ("top", "bottom", "left", "right")},
        "given": any(cell != EMPTY for row in problem.givens for cell in row),
        "examples": ("2 3 1\n3 1 2\n1 2 3", "3 1 2\n1 2 3\n2 3 1", "1 3 2\n3 2 1\n2 1 3"),
    }


def drawing(problem: SkyscraperPuzzle) -> str:
    """The grid in a frame, with the clues around it; nothing stands where there is no clue."""
    shown = [[str(clue or " ") for clue in side] for side in (problem.top, problem.bottom, problem.left, problem.right)]
    top, bottom, left, right = shown
    frame = "  +" + "-" * (2 * len(top) + 1) + "+"
    middle = [f"{a} | {' '.join(row)} | {b}".rstrip() for a, row, b in zip(left, problem.givens, right, strict=True)]
    return "\n".join(["    " + " ".join(top).rstrip(), frame, *middle, frame, "    " + " ".join(bottom).rstrip()])


def canonical(problem: SkyscraperPuzzle) -> object:
    """The least of the eight rotations and reflections."""
    return min(images(problem))


def images(problem: SkyscraperPuzzle) -> list[tuple[tuple[str, ...], ...]]:
    """The eight rotations and reflections, each as its givens and its clues at the top, bottom, left and right."""
    size, edge = len(problem.givens), len(problem.givens) + 2
    # One grid with the clues around the cells turns as a whole.
    framed = [" ", *map(str, problem.top), " "]
    for a, row, b in zip(problem.left, problem.givens, problem.right, strict=True):
        framed += [str(a), *row, str(b)]
    framed += [" ", *map(str, problem.bottom), " "]
    found = []
    for turn in symmetries(edge, edge):
        rows = cut(turn.image(framed), edge)
        inner = rows[1:-1]
        sides = (rows[0][1:-1], rows[-1][1:-1], "".join(row[0] for row in inner), "".join(row[-1] for row in inner))
        found.append((tuple(row[1 : size + 1] for row in inner), *(tuple(side) for side in sides)))
    return found


def corrupt(problem: SkyscraperPuzzle, answer: str, rng: Random) -> str:
    """Two cells of a row exchanged, or one height changed: as the solution is the only one, this is none."""
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
    version=1,
    problem=SkyscraperPuzzle,
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
