"""Star placement: regions are connected and of many shapes, and their names do not matter."""

import re
from collections import Counter
from random import Random

import numpy as np
import pytest
from drawing import samples

from synth.generators.logic.star_placement_puzzle import Knobs, canonical, generate
from synth.generators.logic.star_placement_puzzle.greedy import Board, greedy, luck
from synth.generators.logic.star_placement_puzzle.lucky import needs_no_looking_back
from synth.generators.solvers.grids import neighbours
from synth.generators.solvers.regions import lettered
from synth.verifiers.logic.star_placement_puzzle import StarPlacementPuzzle


def connected(cells, region, size):
    found = [next(x for x in range(size * size) if cells[x] == region)]
    for x in found:
        found += [y for y in neighbours(size, size)[x] if cells[y] == region and y not in found]
    return len(found) == cells.count(region)


def test_regions_are_connected():
    for level in (1, 5, 10):
        for sample in samples("logic/star_placement_puzzle", level, 20):
            cells, size = "".join(sample.problem.regions), len(sample.problem.regions)
            assert all(connected(cells, region, size) for region in set(cells))


def test_names_of_regions_do_not_matter():
    assert lettered([3, 3, 0, 1, 0]) == "AABCB"
    one = StarPlacementPuzzle(("AAAB", "CAAB", "CDDB", "CDDB"), 1)
    other = StarPlacementPuzzle(("DDDC", "BDDC", "BAAC", "BAAC"), 1)
    assert canonical(one) == canonical(other)


GRID = ("AAABB", "CAABB", "CCDDB", "CEEDD", "EEEED")


@pytest.mark.parametrize("lines", [True, False])
def test_luck_is_the_share_of_random_players_who_win(lines):
    """Players who put each star into any of the cells where fewest are left, and never go back."""
    cells, rng, wins = "".join(GRID), Random(1), Counter()
    for _ in range(2000):
        board = Board(cells, 5, 1)
        while free := board.narrowest(lines):
            board.place(1 << rng.choice([x for x in range(25) if free >> x & 1]))
        if len(board.placed) == 5:
            wins[tuple(sorted(board.placed))] += 1
    assert wins
    for stars, won in wins.items():
        assert abs(luck(Board(cells, 5, 1), stars, lines) - won / 2000) < 0.04


def test_players_are_the_same_compiled():
    """On grids that are drawn without asking them, so that some win, and with the chance they would have at random."""
    rng, knobs, wins = Random(3), Knobs(6, 1, 0), 0
    for sample in (generate(rng, knobs) for _ in range(60)):
        cells = "".join(sample.problem.regions)
        stars = [(int(r) - 1) * 6 + int(c) - 1 for r, c in re.findall(r"(\d+), (\d+)", sample.answer)]
        for most in (1 / 100, 1 / 12, 1 / 2, 1):
            expected = any(
                luck(Board(cells, 6, 1), stars, lines) > most or greedy(Board(cells, 6, 1), lines, sparing=True) == stars
                for lines in (True, False)
            )
            region, star = np.array([ord(sign) - 65 for sign in cells]), np.isin(np.arange(36), stars).astype(np.int64)
            assert needs_no_looking_back(region, star, 6, 1, most) == expected, cells
            wins += expected
    assert 40 < wins < 200


@pytest.mark.parametrize("level", [4, 7, 10])
def test_upper_levels_are_hard_for_players_who_never_go_back(level):
    for sample in samples("logic/star_placement_puzzle", level, 25):
        cells, size = "".join(sample.problem.regions), len(sample.problem.regions)
        stars = [(int(r) - 1) * size + int(c) - 1 for r, c in re.findall(r"(\d+), (\d+)", sample.answer)]
        for lines in (True, False):
            assert luck(Board(cells, size, sample.problem.stars), stars, lines) <= 1 / 12
            assert greedy(Board(cells, size, sample.problem.stars), lines, sparing=True) != stars
