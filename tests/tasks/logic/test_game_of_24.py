"""What the laws cannot say of the game of 24: problems that are none."""

import pytest

from synth.verifiers.logic.game_of_24 import GameOf24


def test_numbers_are_ascending():
    GameOf24((1, 2, 2), 4)
    with pytest.raises(ValueError, match="ascending"):
        GameOf24((2, 1, 2), 4)
