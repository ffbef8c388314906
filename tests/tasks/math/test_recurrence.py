"""Recurrence: powers of a matrix against terms one after another, cycles, and the milestones of a derivation."""

from itertools import islice
from random import Random

import pytest
from drawing import members

from synth.verifiers.math.recurrence import Recurrence, Sequence, answer, cycle, term, ways


@pytest.mark.parametrize("seed", range(30))
def test_terms_are_those_that_follow_one_another(seed):
    rng = Random(seed)
    order = rng.choice((1, 2))
    sequence = Sequence(
        tuple(rng.randint(-5, 5) for _ in range(order)), tuple(rng.randint(-9, 9) for _ in range(order)), rng.randint(-9, 9), rng.randint(-3, 3)
    )
    modulus = rng.randint(2, 60)
    for n, value in enumerate(islice(sequence.terms(), 40)):
        assert term(sequence, n) == value
        assert term(sequence, n, modulus) == value % modulus


def test_a_cycle_is_the_shortest_one():
    assert cycle(Sequence((1, 1), (0, 1), 0, 0), 10)[1:] == (0, 60)  # the last digits of the Fibonacci numbers
    assert cycle(Sequence((2,), (1,), 0, 0), 12)[1:] == (2, 2)  # 1, 2, 4, 8, 4, 8, ...
    assert cycle(Sequence((1,), (0,), 0, 1), 4)[1:] == (0, 8)  # triangular numbers
    assert cycle(Sequence((1, 1), (0, 1), 0, 0), 197)[2] == 0  # longer than any that is asked


@pytest.mark.parametrize("level", range(1, 11))
def test_the_last_milestone_is_the_answer(level):
    for sample in members("math/recurrence", level, 10):
        for milestones in ways(sample.problem):
            assert milestones[-1].value == answer(sample.problem)


def test_terms_are_written_out_up_to_the_sixtieth():
    fibonacci = Sequence((1, 1), (0, 1), 0, 0)
    assert answer(Recurrence("term", fibonacci, (), 60, 0)) == 1548008755920
    with pytest.raises(ValueError, match="at most 60"):
        Recurrence("term", fibonacci, (), 61, 0)


@pytest.mark.parametrize("inner", [((2, -1), (1, 1), 0, 0), ((2,), (1,), -1, 0), ((2,), (1,), 0, -1)])
def test_an_index_is_not_negative(inner):
    with pytest.raises(ValueError, match="no number of the inner sequence"):
        Recurrence("nested", Sequence((2,), (1,), 0, 0), (Sequence(*inner),), 4, 11)
