"""Norinori: random dominoes that don't touch, their halves paired to regions, which grow cell by cell as long as no other shading fits.

Effort is the number of readings of a rule (a region, a cell with its neighbours) that settle a cell in the proof of the one solution, over
all its branches."""

from functools import cache
from random import Random
from typing import Annotated, NamedTuple

import numpy as np
from msgspec import Meta

from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.generators.solvers.network import Ints
from synth.generators.solvers.regions import beside, grow, lettered, seeded
from synth.generators.solvers.sums import OPEN, Sum, solve, sums
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.norinori import LETTERS, Norinori, verify

TRIES = 200
REPAIRS = 40  # of one growth
BUDGET = 60  # nodes of one check whether another shading fits


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=4, le=12)]
    """Rows of the grid."""
    columns: Annotated[int, Meta(ge=4, le=12)]
    """Columns of the grid."""
    mixed: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a region gets halves of two dominoes instead of a whole one."""
    work: Annotated[int, Meta(ge=0, le=1000)]
    """Least effort."""


LEVELS = (
    Knobs(4, 4, 0.3, 0),
    Knobs(5, 5, 0.5, 0),
    Knobs(5, 6, 0.6, 0),
    Knobs(6, 6, 0.7, 0),
    Knobs(6, 7, 0.7, 0),
    Knobs(7, 7, 0.8, 0),
    Knobs(7, 8, 0.8, 0),
    Knobs(8, 8, 0.8, 0),
    Knobs(8, 9, 0.9, 0),
    Knobs(9, 9, 0.9, 0),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    near = neighbours(knobs.rows, knobs.columns)
    rules = _rules(knobs.rows, knobs.columns)
    every = np.full(knobs.rows * knobs.columns, OPEN)
    for _ in range(TRIES):
        mate = _dominoes(rng, near)
        seeds = _paired(rng, knobs, near, mate)
        if not seeds or len(seeds) > len(LETTERS):
            continue
        region = _grown(rng, knobs, seeds)
        if not region:
            continue
        members: list[list[int]] = [[] for _ in seeds]
        for x, k in enumerate(region):
            members[k].append(x)
        proof = solve(sums(len(near), rules + [(own, [1] * len(own), 2, 2) for own in members]), every)
        if proof.found == 1 and proof.deductions >= knobs.work:
            problem = Norinori(cut(_named(region), knobs.columns))
            return Sample(problem, shown(sorted(mate), knobs.columns), effort=float(proof.deductions))
    raise Discard("no such puzzle found")


def _dominoes(rng: Random, near: tuple[tuple[int, ...], ...]) -> dict[int, int]:
    """Random dominoes, no two side by side, as many as fit: for each half the other one."""
    mate: dict[int, int] = {}
    pairs = [(x, y) for x, own in enumerate(near) for y in own if x < y]
    for x, y in rng.sample(pairs, len(pairs)):
        if not any(z in mate for z in (x, y, *near[x], *near[y])):
            mate[x], mate[y] = y, x
    return mate


def _paired(rng: Random, knobs: Knobs, near: tuple[tuple[int, ...], ...], mate: dict[int, int]) -> list[list[int]]:
    """The halves in pairs, each with a shortest way between its two cells; nothing where a half is left over."""
    left, taken, pairs = set(mate), set(mate), list[list[int]]()
    for half in rng.sample(sorted(mate), len(mate)):
        if half not in left:
            continue
        if mate[half] in left and rng.random() >= knobs.mixed:
            way = [half, mate[half]]
        else:
            way = _way(rng, near, half, left - {half, mate[half]}, taken)
            if not way and mate[half] in left:
                way = [half, mate[half]]
        if not way:
            return []
        pairs.append(way)
        left -= {way[0], way[-1]}
        taken.update(way)
    return pairs


def _way(rng: Random, near: tuple[tuple[int, ...], ...], start: int, ends: set[int], taken: set[int]) -> list[int]:
    """A shortest way from a cell to one of the ends over cells that are not taken; nothing where there is none."""
    came, waiting = {start: start}, [start]
    for x in waiting:  # grows while it is read: breadth first
        for y in rng.sample(near[x], len(near[x])):
            if y in ends and x != start:  # a half beside the start would be a third one in a row
                way = [y, x]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way
            if y not in came and y not in taken:
                came[y] = x
                waiting.append(y)
    return []


def _grown(rng: Random, knobs: Knobs, seeds: list[list[int]]) -> list[int]:
    """The region of each cell, grown from the seeds; nothing when another shading fits already, or a cell fits nowhere."""
    cells, rules = knobs.rows * knobs.columns, _rules(knobs.rows, knobs.columns)
    regions: list[Sum] = [(range(cells), [0] * cells, 2, 2)] * len(seeds)
    network = sums(cells, rules + regions)
    if solve(*seeded(network, len(rules), seeds), budget=10 * BUDGET).found != 1:
        return []
    region = np.full(cells, -1)
    for k, seed in enumerate(seeds):
        region[seed] = k
    found = grow(network, len(rules), _around(knobs.rows, knobs.columns), region, BUDGET, rng.getrandbits(60) + 1, REPAIRS)
    return [] if found is None else found.tolist()


@cache
def _around(rows: int, columns: int) -> Ints:
    return beside(neighbours(rows, columns))


@cache
def _rules(rows: int, columns: int) -> list[Sum]:
    """A shaded cell has a shaded neighbour, and not more than one."""
    rules: list[Sum] = []
    for x, own in enumerate(neighbours(rows, columns)):
        ones = [1] * len(own)
        rules += [([*own, x], [*ones, -1], 0, len(own)), ([*own, x], [*ones, len(own) - 1], 0, len(own))]
    return rules


def _named(region: list[int]) -> str:
    """The regions as letters, A for the first in reading order."""
    return lettered(region).translate(_LETTER)


_LETTER = {65 + k: letter for k, letter in enumerate(LETTERS)}


def shown(cells: list[int], columns: int) -> str:
    """The shaded cells, counted from 1."""
    return ", ".join(f"({x // columns + 1}, {x % columns + 1})" for x in cells)


TASK = Task(
    __name__, version=1, problem=Norinori, levels=LEVELS, generate=generate, prompt_variables=lambda p, r: {}, verify=verify,
    guess_rate=0.005, capacity=(10_000,) * 10, unique=True,
)
