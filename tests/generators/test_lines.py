"""Lines that are words: the kernel finds what brute force finds."""

from itertools import product
from random import Random

import numpy as np
import pytest

from synth.generators.solvers.lines import OUT_OF_BUDGET, solve, words


def brute(rows, columns, row_clues, column_clues, cells):
    """All grids whose lines have their clues, by going through them."""
    found = []
    for values in product(range(2), repeat=cells.size):
        grid = np.array(values).reshape(cells.shape)
        if all(cells.ravel()[x] >> v & 1 for x, v in enumerate(values)):
            lines = ((rows, row_clues, grid), (columns, column_clues, grid.T))
            if all(clue in table(tuple(line)) for table, clues, side in lines for clue, line in zip(clues, side.tolist(), strict=True)):
                found.append(values)
    return found


def sums(line):
    return (sum(line), None)


@pytest.mark.parametrize("seed", range(12))
def test_as_many_solutions_as_by_brute_force(seed):
    rng, shape = Random(seed), (3, 4)
    row_words, column_words = words(4, 2, sums), words(3, 2, sums)
    row_clues, column_clues = [rng.choice((None, 1, 2)) for _ in range(3)], [rng.choice((None, 0, 1, 2)) for _ in range(4)]
    cells = np.array([[rng.choice((3, 3, 3, 1, 2)) for _ in range(4)] for _ in range(3)])
    right = brute(sums, sums, row_clues, column_clues, cells)
    result = solve(row_words, column_words, row_words.lists(row_clues), column_words.lists(column_clues), cells, limit=5_000, seed=seed)
    assert result.found == len(right) and cells.shape == shape
    assert not right or tuple(result.grid.ravel().tolist()) in right


def test_a_budget_that_is_spent_says_so():
    every = words(4, 2, sums)
    free = every.lists([None] * 4)
    assert solve(every, every, free, free, np.full((4, 4), 3), limit=100, budget=5)[:2] == (OUT_OF_BUDGET, 5)


def test_seeds_give_other_first_solutions():
    every = words(4, 4, lambda word: (None,), all_different=True)
    free = every.lists([None] * 4)
    first = {tuple(solve(every, every, free, free, np.full((4, 4), 15), limit=1, seed=seed).grid.ravel()) for seed in range(1, 20)}
    assert len(first) > 10


def test_a_line_is_one_integer():
    with pytest.raises(ValueError, match="63 bits"):
        words(8, 8, lambda word: (None,), all_different=True)
