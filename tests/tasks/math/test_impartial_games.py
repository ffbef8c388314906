"""Impartial games: values that are known by heart, and moves against a search through all positions."""

from functools import cache

import pytest
from drawing import members

from synth.verifiers.math.impartial_games import LETTERS, moves, values, winning


def test_values_of_games_that_have_formulas():
    assert values("any", (), 20) == tuple(range(21))
    assert values("upto", (3,), 20) == tuple(n % 4 for n in range(21))
    assert values("odd", (), 20) == tuple(n % 2 for n in range(21))
    assert values("set", (1, 3, 4), 13) == (0, 1, 0, 1, 2, 3, 2, 0, 1, 0, 1, 2, 3, 2)
    # halving: an even pile is worth half of it, an odd one what its smaller half is worth
    found = values("half", (), 40)
    assert all(found[n] == (n // 2 if n % 2 == 0 else found[n // 2]) for n in range(1, 41))
    # a divisor: the exponent of the highest power of two
    assert all(value == (n & -n).bit_length() - 1 for n, value in enumerate(values("divisor", (), 40)) if n)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_winning_moves_are_those_after_which_a_search_finds_no_way_out(level):
    for sample in members("math/impartial_games", level, 8):
        piles = sample.problem.piles

        @cache
        def lost(sizes, piles=piles):
            return not any(lost(after) for _, _, after in following(sizes, piles))

        sizes = tuple(pile.size for pile in piles)
        assert winning(sample.problem) == {(place, taken) for place, taken, after in following(sizes, piles) if lost(after)}
        assert (sample.answer == "none") == (not winning(sample.problem))
        assert all(part[0] in LETTERS for part in sample.answer.split(", ") if sample.answer != "none")


def following(sizes, piles):
    for place, size in enumerate(sizes):
        for taken in moves(piles[place].kind, piles[place].numbers, size):
            yield place, taken, (*sizes[:place], size - taken, *sizes[place + 1 :])
