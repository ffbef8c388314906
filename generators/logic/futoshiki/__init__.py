"""Futoshiki: a random Latin square with signs between some neighbours, of which givens and signs are taken back while one solution stays.

Effort is what a patient solver looks at: one look for each unsolved cell in each round of all deductions that are to be seen at once
(bounds along signs, numbers placed in the row or column, the last place for a number), and where these do not suffice, one for each
unsolved cell at each node of a search on what is left."""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.futoshiki.looks import deduce
from synth.generators.solvers.digging import PROPAGATION, dig, shuffled
from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.generators.solvers.network import Ints, Network, full, network, relation, with_pairs
from synth.generators.solvers.search import solve
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.futoshiki import EMPTY, Futoshiki, less, verify

TRIES = 60
BUDGET = 40  # nodes of one check for uniqueness; a clue that needs more stays
FILL = 2_000  # nodes to find a full square
SEARCHES = 3  # whose nodes are averaged


class Knobs(Frozen, frozen=True):
    size: Annotated[int, Meta(ge=4, le=9)]
    """Rows, columns and numbers."""
    signs: Annotated[float, Meta(ge=0.1, le=1)]
    """Share of neighbours that have a sign before any is taken back."""
    givens: Annotated[int, Meta(ge=0, le=40)]
    """Printed numbers, at most."""
    spare: Annotated[float, Meta(ge=0, le=1)]
    """Share of the signs that stay although the others suffice."""
    nodes: Annotated[int, Meta(ge=0, le=60)]
    """Least nodes of the search that is needed after all deductions."""


LEVELS = (
    Knobs(4, 0.5, 4, 1, 0),
    Knobs(4, 0.7, 1, 0.6, 0),
    Knobs(5, 0.7, 3, 0.5, 0),
    Knobs(5, 0.7, 1, 0.1, 0),
    Knobs(6, 0.9, 4, 0.5, 0),
    Knobs(6, 0.9, 1, 0.3, 0),
    Knobs(7, 0.9, 3, 0.3, 0),
    Knobs(7, 0.8, 5, 0.1, 1),
    Knobs(7, 0.8, 4, 0, 1),
    Knobs(7, 0.8, 4, 0, 4),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size, cells = knobs.size, knobs.size**2
    square, beside = _square(size)
    start = np.full(cells, full(size))
    for _ in range(TRIES):
        seed = rng.getrandbits(60) + 1
        count, _, found = solve(square, start, 1, FILL, seed)
        if count != 1:
            continue
        solution = found[0]
        values = solution.tolist()
        pairs = [(x, y) if values[x] < values[y] else (y, x) for x, y in rng.sample(beside, round(knobs.signs * len(beside)))]
        problem = _dug(rng, knobs, start, solution, pairs, seed)
        if problem:
            looks, state = deduce(size, problem.givens, less(problem))
            left = [x for x, domain in enumerate(state) if domain & (domain - 1)]
            nodes = _nodes(size, state, less(problem)) if left else 0.0
            if nodes >= knobs.nodes:
                answer = "\n".join(cut([str(v + 1) for v in values], size, " "))
                return Sample(problem, answer, effort=looks + nodes * len(left))
    raise Discard("no such puzzle found")


def _dug(rng: Random, knobs: Knobs, start: Ints, solution: Ints, pairs: list[tuple[int, int]], seed: int) -> Futoshiki | None:
    """The puzzle that is left when givens, then signs, are taken back; None when too many givens have to stay."""
    size, cells = knobs.size, knobs.size**2
    net = _signed(size, pairs)
    budget = BUDGET if knobs.nodes else PROPAGATION
    # Cells that are not in the order stay printed, signs that are not in it stay drawn.
    order = shuffled(cells, seed).tolist()[: cells - knobs.givens]
    signs = rng.sample(range(len(pairs)), round((1 - knobs.spare) * len(pairs)))
    dug = dig(net, start, solution, [*order, *(cells + place for place in signs)], len(order) + len(signs), budget, must=len(order))
    domains = dug.domains
    if (domains == 1 << solution).sum() > knobs.givens:
        return None
    given = [str(v + 1) if domains[x] == 1 << v else EMPTY for x, v in enumerate(solution.tolist())]
    return assemble(given, [pair for pair, stays in zip(pairs, dug.on.tolist(), strict=True) if stays])


def assemble(given: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Futoshiki:
    """The problem with these cells, in reading order, and a sign for each pair (smaller, larger)."""
    size = int(len(given) ** 0.5)
    across = [[EMPTY] * (size - 1) for _ in range(size)]
    down = [[EMPTY] * size for _ in range(size - 1)]
    for x, y in pairs:
        r, c = divmod(min(x, y), size)
        if abs(x - y) == 1:
            across[r][c] = "<" if x < y else ">"
        else:
            down[r][c] = "^" if x < y else "v"
    return Futoshiki(cut(given, size), tuple(map("".join, across)), tuple(map("".join, down)))


def _nodes(size: int, state: list[int], pairs: list[tuple[int, int]]) -> float:
    """Nodes of a search on what the deductions leave, beyond the first."""
    net = _signed(size, pairs)
    return sum(solve(net, state, 2, seed=k)[1] - 1 for k in range(1, 1 + SEARCHES)) / SEARCHES


@cache
def _square(size: int) -> tuple[Network, list[tuple[int, int]]]:
    """A Latin square without signs, and the pairs of neighbours."""
    return _signed(size, []), [(x, y) for x in range(size * size) for y in neighbours(size, size)[x] if x < y]


def _signed(size: int, pairs: list[tuple[int, int]]) -> Network:
    """A Latin square with signs, given as pairs (smaller, larger)."""
    return with_pairs(_latin(size), pairs)


@cache
def _latin(size: int) -> Network:
    """A Latin square with one sign."""
    cells = np.arange(size * size).reshape(size, size)
    return network(size * size, size, [*cells.tolist(), *cells.T.tolist()], [(0, 1, relation(size, lambda v, w: v < w))])


def prompt_variables(problem: Futoshiki, rng: Random) -> dict[str, object]:
    size = len(problem.givens)
    return {
        "size": size,
        "drawing": drawing(problem),
        "rows": [" ".join(row) for row in problem.givens],
        "signs": comparisons(problem),
        "examples": ("2 3 1\n3 1 2\n1 2 3", "3 1 2\n1 2 3\n2 3 1", "1 3 2\n3 2 1\n2 1 3"),
    }


def drawing(problem: Futoshiki) -> str:
    """The cells with the signs between them: `1 < .   .   4` and, in the line below, `^           v`."""
    lines = []
    for row, signs, below in zip(problem.givens, problem.across, (*problem.down, ""), strict=True):
        lines.append("".join(f"{cell} {sign} " for cell, sign in zip(row, signs.replace(EMPTY, " ") + " ", strict=True)).rstrip())
        lines.append("   ".join(below.replace(EMPTY, " ")).rstrip())
    return "\n".join(lines[:-1])


def comparisons(problem: Futoshiki) -> list[str]:
    """The signs as text, in reading order: `(1, 2) < (1, 1)`; rows and columns from 1."""
    size = len(problem.givens)
    where = [(divmod(x, size), divmod(y, size)) for x, y in sorted(less(problem), key=lambda pair: (min(pair), max(pair)))]
    return [f"({a + 1}, {b + 1}) < ({c + 1}, {d + 1})" for (a, b), (c, d) in where]


def canonical(problem: Futoshiki) -> object:
    """The least of the eight rotations and reflections, each as it is and with every number k turned into size + 1 - k."""
    size, pairs = len(problem.givens), less(problem)
    cells = "".join(problem.givens)
    forms = []
    for place, image in _turns(size):
        shown = "".join(image(cells))
        forms += [(shown, place, False), (shown.translate(_opposite(size)), place, True)]
    least = min(shown for shown, *_ in forms)
    # Only where all numbers agree do the signs decide.
    turned = [
        sorted((place[y], place[x]) if opposite else (place[x], place[y]) for x, y in pairs)
        for shown, place, opposite in forms
        if shown == least
    ]
    return least, min(turned)


@cache
def _turns(size: int) -> list[tuple[list[int], Callable[[Sequence[str]], tuple[str, ...]]]]:
    """For each rotation and reflection the new place of each cell, and the image of all."""
    return [(np.argsort(turn.image(range(size * size))).tolist(), turn.image) for turn in symmetries(size, size)]


@cache
def _opposite(size: int) -> dict[int, int]:
    numbers = "123456789"[:size]
    return str.maketrans(numbers, numbers[::-1])


def corrupt(problem: Futoshiki, answer: str, rng: Random) -> str:
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
    problem=Futoshiki,
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
