"""Skyscraper puzzle: what is seen, and clues that turn with the grid."""

import pytest

from synth.generators.logic.skyscraper_puzzle import drawing, images
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
