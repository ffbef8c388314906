"""Kinematics: stages against the text-book formulas, meetings against small steps, and problems worked out by hand."""

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from drawing import members

from synth.verifiers.science._given import Given, root
from synth.verifiers.science.kinematics import Kinematics, answer
from synth.verifiers.science.kinematics.motion import Flight, Rival, Stage, Told, flown, leg, legs

REST = Told("u", Given("0", "m/s"))


def told(what, number, unit):
    return Told(what, Given(number, unit))


@pytest.mark.parametrize("kept", combinations("uvats", 3))
@pytest.mark.parametrize("trend", ["up", "down"])
def test_any_three_quantities_give_the_other_two(kept, trend):
    """u = 4, v = 10, a = 1.5, t = 4, s = 28, or the reverse."""
    u, v = ("4", "10") if trend == "up" else ("10", "4")
    values = {"u": (u, "m/s"), "v": (v, "m/s"), "a": ("1.5", "m/s^2"), "t": ("4", "s"), "s": ("28", "m")}
    found = leg(Stage(trend, tuple(told(what, *values[what]) for what in kept)), None)
    assert found == (Fraction(u), Fraction(v), Fraction("1.5") * (1 if trend == "up" else -1), 4, 28)


BY_HAND = (
    # 20 m/s after 10 s, 100 m; then 200 m in 10 s; average 15 m/s
    (
        (Stage("up", (REST, told("a", "2.0", "m/s^2"), told("t", "10", "s"))), Stage("steady", (told("s", "0.20", "km"),))),
        (),
        (),
        (),
        "average",
        15,
    ),
    # whole way 1500 m: 10 s and 20 s take 100 m and 200 m at 20 m/s at most, so 1200 m in 60 s
    (
        (
            Stage("up", (REST, told("a", "2.0", "m/s^2"), told("t", "10", "s"))),
            Stage("steady", ()),
            Stage("down", (told("v", "0", "m/s"), told("t", "20", "s"))),
        ),
        *((told("s", "1.5", "km"),), (), (), "time", 90),
    ),
    # between two stops: 1200 m in 80 s, 1 m/s^2 up and down: v (80 - v) = 1200, so v = 20
    (
        (Stage("up", (told("a", "1.0", "m/s^2"),)), Stage("steady", ()), Stage("down", (told("a", "1.0", "m/s^2"),))),
        (told("s", "1200", "m"), told("t", "80", "s")),
        (),
        (),
        "top",
        20,
    ),
    # 100 m ahead at 15 m/s for 5 s before: 175 m; 25 m/s gains 10 m/s: 17.5 s
    (
        *((Stage("steady", (told("u", "90", "km/h"),)),), ()),
        *(
            (Rival((Stage("steady", (told("u", "54", "km/h"),)),), Given("100", "m"), Given("5", "s"), False),),
            (),
            "meeting time",
            Fraction(35, 2),
        ),
    ),
    # 3 m/s off a table of 1.25 m with g = 10: 0.5 s
    (
        (Stage("up", (REST, told("v", "3.0", "m/s"), told("t", "2", "s"))),),
        (),
        (),
        (Flight(Given("125", "cm"), 0, 1, "10"),),
        "range",
        Fraction(3, 2),
    ),
)


@pytest.mark.parametrize(("stages", "totals", "rival", "flight", "ask", "right"), BY_HAND)
def test_problems_worked_out_by_hand(stages, totals, rival, flight, ask, right):
    assert answer(Kinematics("car", stages, totals, rival, flight, ask, 3, "", ())) == right


def test_roots():
    assert root(Fraction(9, 16)) == Fraction(3, 4)
    assert 0 <= 2 - root(Fraction(2)) ** 2 < Fraction(1, 10**38)
    with pytest.raises(ValueError, match="negative"):
        root(Fraction(-1))


def test_a_flight_upwards():
    """5 m/s at 4 : 3 from 1.55 m with g = 9.8: up at 4 m/s."""
    found = flown(Fraction(5), Flight(Given("1.0", "m"), 4, 3, "10"))
    assert found["peak"] == Fraction(9, 5) and found["air"] == 1 and found["range"] == 3 and found["impact"] == root(Fraction(45))


@pytest.mark.parametrize("level", range(1, 11))
def test_quantities_are_realistic(level):
    for sample in members("science/kinematics", level, 20):
        problem = sample.problem
        ways = [(problem.stages, problem.totals, bool(problem.rival))] + [(one.stages, (), True) for one in problem.rival]
        for found in (legs(*way) for way in ways):
            assert all(one.v <= 65 and abs(one.a) <= 8 and one.t <= 2500 and one.s <= 60_000 for one in found), problem


def test_drawing_depends_on_the_random_numbers_alone():
    from synth.generators.science.kinematics import LEVELS, generate

    assert generate(Random(7), LEVELS[9]) == generate(Random(7), LEVELS[9])
