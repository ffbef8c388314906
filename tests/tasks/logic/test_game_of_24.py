"""What the laws cannot say of the game of 24: problems that are none, and targets that five numbers cannot make."""

from random import Random

import pytest

from synth.generators.logic.game_of_24.reachable import reachable
from synth.generators.logic.game_of_24.solver import reach
from synth.verifiers.logic.game_of_24 import GameOf24


def test_numbers_are_ascending():
    GameOf24((1, 2, 2), 4)
    with pytest.raises(ValueError, match="ascending"):
        GameOf24((2, 1, 2), 4)


def test_a_target_is_reachable_exactly_if_there_is_a_way_to_it(scale):
    rng, reached = Random(5), 0
    for _ in range(400 * scale):
        numbers = tuple(sorted(rng.randint(1, rng.choice((3, 6, 10, 25, 75, 99))) for _ in range(5)))
        target = rng.randint(1, rng.choice((30, 300, 999)))
        there_is_one = reach(numbers, target).hits > 0
        assert reachable(numbers, target) == there_is_one, (numbers, target)
        reached += there_is_one
    assert 100 * scale < reached < 300 * scale


def test_only_five_numbers_are_asked_about():
    for numbers in ((1, 2, 3, 4), (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 100)):
        with pytest.raises(ValueError, match="five numbers"):
            reachable(numbers, 24)
