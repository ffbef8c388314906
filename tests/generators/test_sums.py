"""Weighted sums over cells: the kernel finds what brute force finds."""

from itertools import product
from random import Random

import pytest

from synth.generators.solvers.sums import OPEN, OUT_OF_BUDGET, count, solve, sums


def drawn(seed):
    """Random constraints over nine cells, and the shadings that keep them."""
    rng, cells = Random(seed), 9
    constraints = []
    for _ in range(rng.randint(2, 7)):
        chosen = rng.sample(range(cells), rng.randint(2, 5))
        low = rng.randint(-2, 3)
        constraints.append((chosen, [rng.choice((-2, -1, 1, 1, 1, 2, 3)) for _ in chosen], low, low + rng.randint(0, 2)))
    given = [rng.choice((OPEN, OPEN, OPEN, OPEN, 0, 1)) for _ in range(cells)]
    right = [
        shading
        for shading in product((0, 1), repeat=cells)
        if all(g in (OPEN, v) for g, v in zip(given, shading, strict=True))
        and all(low <= sum(w * shading[x] for x, w in zip(chosen, weights, strict=True)) <= high for chosen, weights, low, high in constraints)
    ]
    return sums(cells, constraints), given, right


@pytest.mark.parametrize("seed", range(60))
def test_as_many_solutions_as_by_brute_force(seed):
    of, given, right = drawn(seed)
    result = solve(of, given, limit=1_000, seed=seed)
    assert result.found == len(right)
    assert not right or tuple(result.cells.tolist()) in right


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("main", [1, 4, 8])
def test_solutions_that_agree_on_the_main_cells_count_once(seed, main):
    of, given, right = drawn(seed)
    assert solve(of, given, main=main, limit=1_000, seed=seed).found == len({shading[:main] for shading in right})


def test_a_budget_that_is_spent_says_so():
    free = sums(12, [count(range(12), 6, 6)])
    assert solve(free, [OPEN] * 12, limit=1_000, budget=20)[:2] == (OUT_OF_BUDGET, 20)
    assert solve(free, [OPEN] * 12, limit=1_000).found == 924


def test_propagation_alone_settles_what_is_forced():
    of = sums(4, [count((0, 1, 2, 3), 2, 2), count((0, 1), 0, 0)])
    assert solve(of, [OPEN] * 4)[:2] == (1, 1)
