"""Bayesian networks: a well-known one, causes that explain one another away, and one form for renamed networks."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators.science.bayes_net.canonical import canonical
from synth.generators.science.bayes_net.claims import copies
from synth.verifiers.science.bayes_net import BayesNet, State, Variable, answer

GRASS = (Variable((), (20,)), Variable((0,), (40, 1)), Variable((0, 1), (1, 80, 90, 99)))  # rain, sprinkler, wet grass


def test_rain_given_wet_grass():
    found = answer(BayesNet(GRASS, (State(2, True),), (State(0, True),), False, 0))
    rain = Fraction(20, 100) * (Fraction(1, 100) * Fraction(99, 100) + Fraction(99, 100) * Fraction(80, 100))
    dry = Fraction(80, 100) * (Fraction(40, 100) * Fraction(90, 100) + Fraction(60, 100) * Fraction(1, 100))
    assert found == (frozenset(), rain / (rain + dry))


def test_one_cause_explains_the_other_away():
    both = (Variable((), (10,)), Variable((), (10,)), Variable((0, 1), (1, 90, 90, 99)))
    asked = (State(0, True),)
    alone = answer(BayesNet(both, (State(2, True),), asked, False, 0))[1]
    explained = answer(BayesNet(both, (State(1, True), State(2, True)), asked, False, 0))[1]
    assert explained < Fraction(1, 8) < Fraction(1, 2) < alone


def test_two_combinations_alike_have_no_answer():
    even = (Variable((), (50,)), Variable((), (50,)))
    assert answer(BayesNet(even, (), (State(0, True), State(1, True)), True, 0)) is None


@pytest.mark.parametrize("level", [3, 6, 10])
def test_renamed_networks_have_one_form_and_one_answer(level):
    for number, sample in enumerate(members("science/bayes_net", level, 20)):
        for copy in copies(sample.problem, Random(number)):
            assert canonical(copy) == canonical(sample.problem)
            assert answer(copy)[1] == answer(sample.problem)[1]
