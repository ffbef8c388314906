"""Counterexample: sieves against single numbers, and claims that are nearly true."""

from random import Random

import pytest
from drawing import members

from synth.generators.math.counterexample import corrupt, without
from synth.generators.math.counterexample.tables import flags
from synth.verifiers.math.counterexample import LIMIT, Counterexample, Property, has, verify

PROPERTIES = (
    *(Property("mod", 7, 3), Property("digits", 5, 0), Property("reversed", 11, 4), Property("prime", 6, 5), Property("prime", 1, 0)),
    *(Property("divisors", 6, 0), Property("ones", 4, 0), Property("smooth", 13, 0), Property("squares", 0, 0), Property("squarefree", 0, 0)),
)


@pytest.mark.parametrize("one", PROPERTIES)
def test_sieves_say_of_each_number_what_the_verifier_says(one):
    table = flags(one, LIMIT)
    assert len(table) == LIMIT
    for n in (*range(1, 400), *range(9_900, 10_100), LIMIT - 1, LIMIT):
        assert table[n - 1] == has(n, one), n


@pytest.mark.parametrize("level", [1, 5, 10])
def test_claims_hold_for_most_numbers_that_they_are_about(level):
    for sample in members("math/counterexample", level, 20):
        problem = sample.problem
        about = [n for n in range(1, problem.limit + 1) if all(has(n, premise) for premise in problem.premises)]
        wrong = [n for n in about if has(n, problem.conclusion) == problem.denied]
        assert 0 < 4 * len(wrong) <= len(about)
        assert int(sample.answer) in wrong


def test_a_corrupted_answer_is_no_other_counterexample():
    squares = Counterexample(60, (Property("mod", 1, 0),), Property("squarefree", 0, 0), False)
    assert corrupt(squares, "48", Random(0)) == "51"


@pytest.mark.parametrize("level", [1, 5, 10])
def test_no_premise_can_be_overlooked(level):
    for sample in members("math/counterexample", level, 20):
        for place in range(len(sample.problem.premises)):
            assert verify(sample.problem, str(without(sample.problem, place))).reason == "premise"
