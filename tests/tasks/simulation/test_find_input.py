"""Find an input: every list that works is right, by CPython too, and few do."""

from random import Random

import pytest
from drawing import CHECKED, members

from synth.generators.simulation.find_input import corrupt
from synth.verifiers.parsers import literals
from synth.verifiers.simulation._calls import read
from synth.verifiers.simulation.find_input import verify

NAME = "simulation/find_input"


def cpython(problem, numbers):
    space = {}
    exec(problem.program, space)  # noqa: S102
    return space[problem.entry](list(numbers), *read(problem.others))


@pytest.mark.parametrize("level", CHECKED)
def test_verdicts_are_those_of_cpython(level):
    rng = Random(level)
    tried = right = 0
    for sample in members(NAME, level, 20):
        problem = sample.problem
        known = literals.numbers(sample.answer)
        assert repr(cpython(problem, known)) == problem.target
        for _ in range(20):
            numbers = [*known]
            numbers[rng.randrange(len(numbers))] = rng.randint(problem.low, problem.high)
            accepted = verify(problem, repr(numbers)).accepted
            assert accepted == (repr(cpython(problem, numbers)) == problem.target)
            tried += 1
            right += accepted
        assert not verify(problem, corrupt(problem, sample.answer, rng)).accepted
    assert 0 < right < tried / 2


@pytest.mark.parametrize("level", range(1, 11))
def test_random_lists_rarely_work(level):
    rng = Random(level)
    hits = tries = 0
    for sample in members(NAME, level, 20):
        for _ in range(10):
            tries += 1
            hits += verify(sample.problem, repr([rng.randint(1, 20) for _ in range(sample.problem.length)])).accepted
    assert hits <= 0.05 * tries, (hits, tries)
