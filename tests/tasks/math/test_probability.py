"""Probability: chances that text-books have, and a way of derivation for each problem."""

from fractions import Fraction

import pytest
from drawing import members

from synth.verifiers.math.probability import Boards, Bound, Boxes, Dice, Probability, Urns, answer, ways

_COIN = ((0, 1), (1, 1))


@pytest.mark.parametrize(
    ("puzzle", "value"),
    [
        (Urns((4, 48), 2, (Bound(0, 2, 2),), (), "chance"), Fraction(1, 221)),  # two aces
        (Urns((4, 48), 5, (Bound(0, 1, 5),), (), "chance"), Fraction(18472, 54145)),  # by the draws without
        (Urns((3, 4, 5), 4, (Bound(0, 0, 4),), (), "mean"), Fraction(1)),
        (Urns((2, 2), 2, (Bound(0, 2, 2),), (Bound(0, 1, 2),), "chance"), Fraction(1, 5)),
        (Dice((6, 6), 7, 7, "nothing", 0), Fraction(1, 6)),
        (Dice((6, 6), 2, 12, "shows", 6), Fraction(1)),
        (Dice((6, 6), 8, 8, "shows", 6), Fraction(2, 11)),
        (Dice((6, 6), 7, 7, "largest", 4), Fraction(2, 7)),
        (Dice((6, 6), 7, 7, "smallest", 3), Fraction(2, 7)),
        (Dice((4, 6, 8), 3, 3, "nothing", 0), Fraction(1, 192)),
        (Boxes(((2, 0), (1, 1), (0, 2)), (1, 1, 1), (0,), False, 0, -1), Fraction(2, 3)),  # Bertrand's boxes
        (Boxes(((2, 0), (1, 1), (0, 2)), (1, 1, 1), (0,), False, -1, 0), Fraction(2, 3)),
        (Boxes(((2, 0), (1, 1), (0, 2)), (1, 1, 1), (0,), True, -1, 0), Fraction(5, 6)),
        (Boxes(((9, 1), (1, 9)), (1, 9), (0,), True, 0, -1), Fraction(1, 2)),
        (Boards((((0, 5), (1, 1)),), "mean"), Fraction(6)),
        (Boards((_COIN, ((0, 1), (2, 1)), ((0, 1), (3, 1))), "mean"), Fraction(14)),  # three heads in a row
        (Boards((_COIN, ((1, 1), (2, 1))), "mean"), Fraction(4)),
        (Boards((((1, 1), (3, 1)), ((0, 1), (2, 1))), "chance"), Fraction(1, 3)),
    ],
)
def test_values_of_the_textbooks(puzzle, value):
    if not (isinstance(puzzle, Urns) and max(puzzle.counts) > 20):
        puzzle = type(puzzle).from_json(puzzle.to_json())  # within its bounds
    assert answer(Probability(puzzle)) == value


@pytest.mark.parametrize("level", range(1, 11))
def test_the_answer_can_be_derived(level):
    for sample in members("math/probability", level, 20):
        assert ways(sample.problem)
