"""Divisors: each kind of question against counting, and the milestones of a derivation."""

import json
from random import Random

import pytest
from drawing import members

from synth.pipelines.oracles.math import divisors as oracle
from synth.verifiers.math.divisors import Chain, answer, ways
from synth.verifiers.math.divisors.stages import Common, Divisors, Factorial, Multiples, Pairs, Shared

KINDS = {
    "multiples": lambda r: Multiples(
        r.randint(1, 90),
        r.randint(1, 40),
        tuple(sorted(r.sample(range(2, 20), r.randint(1, 4)))),
        r.choice(("any", "one", "none")),
        "count",
    ),
    "common": lambda r: Common(r.randint(1, 90), (g := r.randint(1, 9)) * r.randint(1, 30), g, r.choice(("count", "sum"))),
    "shared": lambda r: Shared(r.randint(1, 90), r.randint(1, 60), r.randint(1, 6)),
    "factorial": lambda r: Factorial(r.randint(1, 60), r.choice((1, 1, 7, 20)), r.randint(2, 40)),
    "divisors": lambda r: Divisors(
        r.randint(1, 6), ((3, 1), (2, r.randint(1, 4))), r.choice((1, 2, 6, 12)), r.choice((1, 4, 5, 9)), r.random() < 0.5
    ),
    "pairs": lambda r: Pairs(r.randint(1, 6), ((5, 1), (2, r.randint(1, 4))), r.choice((1, 2, 5, 10))),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(40))
def test_each_question_is_answered_as_counting_does(kind, seed):
    problem = Chain((KINDS[kind](Random(seed)),))
    assert oracle.check(json.loads(problem.to_json()), str(answer(problem))), problem


@pytest.mark.parametrize("level", range(1, 11))
def test_the_answer_is_a_milestone(level):
    for sample in members("math/divisors", level, 10):
        for milestones in ways(sample.problem):
            assert answer(sample.problem) in {int(one.value) for one in milestones}
