"""Digits and bases: clues for all numbers at once against one by one, and what makes a set of clues."""

from random import Random

import numpy as np
import pytest
from drawing import members

from synth.generators.math.digits_bases import KINDS, _clue
from synth.generators.math.digits_bases.space import candidates, space
from synth.verifiers.math.digits_bases.clues import value, written


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_arrays_say_what_the_clue_says(kind, seed):
    rng = Random(seed)
    bases = rng.choice([(10, 10), (6, 6), (5, 8)])
    numbers = space(*bases, 3)
    clue = None
    while clue is None:
        base = rng.randint(*bases)
        digits = tuple(rng.randint(1, base - 1) for _ in range(3))
        clue = _clue(rng, kind, base, digits, bases)
    assert clue.holds(base, digits)
    slow = [clue.holds(int(b), written(int(n), int(b))) for b, n in zip(numbers.base, numbers.value, strict=True)]
    assert np.array_equal(numbers.fits(clue), slow)


def test_numbers_are_written_and_read():
    assert written(194, 7) == (3, 6, 5) and value(7, (3, 6, 5)) == 194
    assert written(0, 5) == (0,)


@pytest.mark.parametrize("level", range(1, 11))
def test_no_clue_can_be_done_without(level):
    for sample in members("math/digits_bases", level, 10):
        clues = sample.problem.clues
        assert len(candidates(sample.problem, clues)) == 1
        assert all(len(candidates(sample.problem, clues[:k] + clues[k + 1 :])) > 1 for k in range(len(clues)))
