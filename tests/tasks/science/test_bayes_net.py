"""Bayesian networks: a well-known one, causes that explain one another away, and one form for renamed networks."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators.science.bayes_net.canonical import canonical
from synth.generators.science.bayes_net.claims import copies
from synth.verifiers.science.bayes_net import BayesNet, State, Variable, answer, route, verify_trace

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


@pytest.mark.parametrize("level", range(1, 11))
def test_the_way_by_pencil_leads_to_the_answer(level):
    for sample in members("science/bayes_net", level, 20):
        assert float(route(sample.problem).result) == pytest.approx(float(answer(sample.problem)[1]), rel=1e-9)


def test_the_way_by_pencil_weighs_what_is_seen_alone():
    rain = (Variable((), (20,)), Variable((0,), (90, 40)))
    both = BayesNet(rain, (), (State(0, True), State(1, True)), False, 0)
    assert [line for _, line in route(both).said] == ["P = 0.2 * 0.4 = 2/25"]
    given = BayesNet(rain, (State(1, True),), (State(0, True),), False, 0)
    assert [line for _, line in route(given).said] == [
        "w(A) = 0.2 * 0.4 = 0.08000",
        "w(~A) = 0.8 * 0.9 = 0.7200",
        "P = 0.08000 / (0.08000 + 0.7200) = 1/10",
    ]


RAIN = BayesNet((Variable((), (30,)), Variable((0,), (15, 85))), (State(1, True),), (State(0, True),), False, 0)
"""0.3 * 0.85 / (0.3 * 0.85 + 0.7 * 0.15) = 17/24."""

SOUND = (
    "S1: P(A, B) = 0.3 * 0.85 = 0.255\nS2: P(~A, B) = 0.7 * 0.15 = 0.105\nS3: P(B) = 0.255 + 0.105 = 0.36\nS4: P = 0.255 / 0.36 = 17/24",
    "S1: P = 0.3 * 0.85 / (0.3 * 0.85 + (1 - 0.3) * 0.15) = 0.70833",
    "S1: odds = (30 * 85) / (70 * 15) = 2.42857\nS2: 2.42857 / (1 + 2.42857) = 17/24",
    "S1: 1 / (1 + 0.7 * 0.15 / (0.3 * 0.85)) = 0.7083",
    "S1: 30/100 * 85/100 = 51/200\nS2: 70/100 * 15/100 = 21/200\nS3: (51/200) / (51/200 + 21/200) = 17/24",
)
UNSOUND = (
    ("S1: P = 17/24 * 1 = 17/24", "milestone"),
    ("S1: P = 34/48 * 1 = 17/24", "number"),
    ("S1: P = 0.3 * 0.85 = 0.255", "milestone"),
    ("S1: P = 0.85 / 1.2 = 0.7083", "number"),
    ("S1: P = 0.85 * 10 / 12 = 0.7083", "milestone"),  # 0.3 / 0.36 is 10 / 12, and nobody says why
    ("S1: P(A, B) = 0.3 * 0.85 = 0.265", "value"),
)


@pytest.mark.parametrize("lines", SOUND)
def test_a_sound_derivation_is_accepted_in_any_style(lines):
    assert verify_trace(RAIN, f"{lines}\n\n<answer>\n17/24\n</answer>")


@pytest.mark.parametrize(("lines", "reason"), UNSOUND)
def test_an_unsound_derivation_is_not(lines, reason):
    assert verify_trace(RAIN, f"{lines}\n\n<answer>\n17/24\n</answer>").reason == reason
