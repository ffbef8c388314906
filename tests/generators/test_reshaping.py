"""Reshaping moves cells between connected regions until one shading is left, whose proof is as long as `solve` says."""

import numpy as np
import pytest

from synth.generators.logic.star_placement_puzzle import _grid
from synth.generators.solvers.reshaping import reshape
from synth.generators.solvers.sums import OPEN, count, solve, sums

SIZE = 6
STARS = np.array([1, 9, 17, 18, 26, 34])


def _strips(seed):
    """Regions around the stars: a cell goes to the star of its row, and some to that of a neighbour's."""
    region, near = np.repeat(np.arange(SIZE), SIZE), _grid(SIZE, 1).beside
    for x in np.random.default_rng(seed).integers(0, SIZE * SIZE, 6):
        last = [y for y in range(SIZE * SIZE) if region[y] == region[x]]
        if x not in STARS and x in (last[0], last[-1]):
            region[x] = next((region[y] for y in near[x] if region[y] != region[x]), region[x])
    return region


def _proof(region):
    grid = _grid(SIZE, 1)
    members = [count(np.flatnonzero(region == k).tolist(), 1, 1) for k in range(SIZE)]
    return solve(sums(SIZE * SIZE, grid.rules + members), [OPEN] * (SIZE * SIZE))


def _reshaped(seed, work, moves=30, tries=60):
    grid, shaded, region = _grid(SIZE, 1), np.zeros(SIZE * SIZE, np.int64), _strips(seed)
    shaded[STARS] = 1
    return reshape(grid.network, len(grid.rules), 1, grid.around, region, shaded, moves, work, tries, 1000, seed), region


@pytest.mark.parametrize("work", [0, 60])
def test_one_shading_is_left_with_the_proof_that_solve_finds(work):
    met = 0
    for seed in range(1, 21):
        readings, region = _reshaped(seed, work)
        if readings == 0:
            continue
        met += 1
        proof, near = _proof(region), _grid(SIZE, 1).beside
        assert (proof.found, proof.deductions) == (1, readings)
        assert np.flatnonzero(proof.cells).tolist() == STARS.tolist()
        for k in range(SIZE):
            own = set(np.flatnonzero(region == k).tolist())
            reached = [min(own)]
            for x in reached:
                reached += [y for y in near[x] if y in own and y not in reached]
            assert set(reached) == own
    assert met > 10


def test_further_moves_make_the_proof_longer():
    short, long = (sum(_reshaped(seed, work)[0] for seed in range(1, 21)) for work in (0, 80))
    assert long > 1.3 * short


def test_too_few_moves_leave_other_shadings():
    assert any(_reshaped(seed, 0, moves=1)[0] == 0 for seed in range(1, 21))
    assert all(_proof(_strips(seed)).found == 2 for seed in range(1, 21) if _reshaped(seed, 0, moves=1)[0] == 0)
