"""Random dominoes that do not touch, and regions around their halves that are repaired until no other shading fits.

Every cell is given to a half of a domino, all halves growing at once; then halves that lie side by side are paired, so that each region
has two of them, and `reshaping` moves cells between regions. How many dominoes there are decides: where many more would find room, other
shadings are too many to be driven out."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit
from synth.generators.logic.norinori.laying import FREE, dominoes, grown, paired
from synth.generators.solvers.network import Ints
from synth.generators.solvers.reshaping import harder, repaired, with_regions
from synth.generators.solvers.sums import Sums, memory_for


class Made(NamedTuple):
    """A grid, unique or not."""

    region: Ints
    """The number of the region of each cell; empty when there is no puzzle."""
    shaded: Ints
    """1 for shaded cells, 0 for others."""
    readings: int
    """Readings of rules in the proof of the one solution."""


def make(
    network: Sums, rules: int, beside: Ints, wanted: int, tries: int, swaps: int,
    moves: int, work: int, reshapes: int, budget: int, seed: int,
) -> Made:  # fmt: skip
    """network: `rules` constraints that hold on every grid, none of them about regions. beside: for each cell the cells that share a side
    with it, -1 to fill up. wanted: dominoes, and regions. tries: dominoes that are laid anew, at most. swaps: how often it is tried to
    exchange the partners of two pairs of halves, so that a region holds halves of different dominoes. moves: cells that may move to
    another region until no other shading fits. work, reshapes: least readings of rules in the proof, and further moves that are searched
    to come there. budget: nodes of one search."""
    return Made(*_make(network, rules, beside, wanted, tries, swaps, moves, work, reshapes, budget, seed))


@njit(cache=True)
def _make(fixed, rules, beside, wanted, tries, swaps, moves, work, reshapes, budget, seed):
    state = np.array([seed], np.int64)
    cells = len(beside)
    nothing = np.empty(0, np.int64)
    mate = dominoes(beside, wanted, tries, state)
    if np.sum(mate >= 0) < 2 * wanted:
        return nothing, nothing, 0
    half = grown(beside, mate, state)
    partner = paired(beside, mate, half, swaps, state)
    region = np.full(cells, FREE)
    number = 0
    for x in range(cells):
        if partner[x] > x:
            region[x] = region[partner[x]] = number
            number += 1
    for x in range(cells):
        region[x] = region[half[x]]
    shaded = (mate >= 0).astype(np.int64)
    network = with_regions(fixed, rules, region, number, 2)
    memory = memory_for(cells, rules + number)
    readings = repaired(network, rules, 2, beside, region, shaded, moves, budget, memory, state)
    if readings == 0:
        return nothing, nothing, 0
    return region, shaded, harder(network, rules, beside, region, shaded, readings, work, reshapes, budget, memory, state)
