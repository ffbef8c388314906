"""Skyscraper puzzle: what is seen, and clues that turn with the grid."""

from itertools import permutations, product
from random import Random

import numpy as np
import pytest

from synth.generators.logic.skyscraper_puzzle import _lists, _words, drawing, images
from synth.generators.logic.skyscraper_puzzle.clues import take_back
from synth.verifiers.logic.skyscraper_puzzle import SkyscraperPuzzle, seen


@pytest.mark.parametrize(("heights", "count"), [((1, 2, 3), 3), ((3, 2, 1), 1), ((2, 1, 3), 2), ((2, 4, 3, 1), 2), ((1, 3, 2, 4), 3)])
def test_a_building_is_seen_that_is_higher_than_all_before_it(heights, count):
    assert seen(heights) == count


PUZZLE = SkyscraperPuzzle(("1..", "...", "..2"), (3, 0, 0), (0, 2, 0), (1, 0, 0), (0, 0, 3))


def test_the_drawing_has_each_clue_at_its_place():
    assert drawing(PUZZLE) == "    3\n  +-------+\n1 | 1 . . |\n  | . . . |\n  | . . 2 | 3\n  +-------+\n      2"


def test_clues_turn_with_the_grid():
    assert (("..1", "...", "2.."), (0, 0, 3), (0, 2, 0), (0, 0, 3), (1, 0, 0)) in [  # reflected: left and right change places
        (tuple(map("".join, givens)), *(tuple(map(int, side)) for side in sides)) for givens, *sides in images(PUZZLE)
    ]
    assert len(set(images(PUZZLE))) == 8


SQUARES = [
    np.array(rows) for rows in product(permutations(range(4)), repeat=4) if all(len(set(column)) == 4 for column in zip(*rows, strict=True))
]


def around(square):
    """What is seen of a square: near and far clues of its rows, then of its columns."""
    lines = [*(square + 1).tolist(), *(square.T + 1).tolist()]
    return [seen(line) for line in lines] + [seen(line[::-1]) for line in lines]


VIEWS = np.array([around(square) for square in SQUARES])


def others(kept, cells):
    """How many squares have these clues, of which 0 says nothing, and heights."""
    fits = ((kept == VIEWS) | (kept == 0)).all(axis=1)
    return sum(bool((1 << square & cells).all()) for square, fit in zip(SQUARES, fits, strict=True) if fit)


@pytest.mark.parametrize("draw", range(10))
def test_clues_are_taken_back_in_order_while_one_square_stays(draw):
    rng = Random(draw)
    square, cells = rng.choice(SQUARES), np.full((4, 4), 15)
    for r, c in rng.sample(list(product(range(4), repeat=2)), draw % 3):
        cells[r, c] = 1 << square[r, c]
    order = rng.sample(range(16), 16)
    kept = np.array(around(square))
    left = take_back(_words(4), _lists(4), square, cells, np.array(order), 0, 10_000)
    if others(kept, cells) > 1:
        assert left is None
        return
    for clue in order:
        without = kept.copy()
        without[clue] = 0
        if others(without, cells) == 1:
            kept = without
    assert [*left.near, *left.far] == kept.tolist()
    some = take_back(_words(4), _lists(4), square, cells, np.array(order), 14, 10_000)
    assert [*some.near, *some.far].count(0) == 2
