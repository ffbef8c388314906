"""Calculus: derivatives undo antiderivatives, exact values against numbers, and the words of functions."""

import math
from fractions import Fraction
from random import Random

import mpmath
import pytest

from synth.generators.math.calculus.wording import function as said
from synth.verifiers.math.calculus import Term, exact, limit, roots
from synth.verifiers.math.calculus.exact import Point


def drawn(rng, waves=True):
    return exact.total(
        *(
            {(rng.randint(0, 3), rng.randint(-3, 3), rng.choice((0, 0, 1, 2, 4)) * waves): (Fraction(rng.randint(-5, 5)), Fraction(0))}
            for _ in range(3)
        )
    )


def number(function, x):
    return sum(
        mpmath.re(mpmath.mpc(float(re), float(im)) * mpmath.exp(mpmath.mpc(k, m) * x)) * x**n for (n, k, m), (re, im) in function.items()
    )


@pytest.mark.parametrize("seed", range(30))
def test_derivatives_antiderivatives_and_series_agree(seed):
    f = drawn(Random(seed))
    assert exact.derivative(exact.antiderivative(f)) == f
    assert exact.coefficient(exact.accumulated(f), 0) == 0
    for order in range(4):
        assert exact.coefficient(exact.derivative(f), order) == (order + 1) * exact.coefficient(f, order + 1)
    assert abs(number(exact.derivative(f), 0.7) - mpmath.diff(lambda x: number(f, x), 0.7)) < 1e-6


@pytest.mark.parametrize("seed", range(40))
def test_exact_values_are_those_numbers(seed):
    rng = Random(seed)
    f = drawn(rng)
    for place, x in ((Point(Fraction(rng.randint(-12, 12), 12 // rng.choice((2, 4, 6, 12))), "pi"), None), (Point(Fraction(0)), 0.0)):
        if (place.number * 12).denominator == 1 and place.number.denominator in (1, 2, 3):
            value = exact.at(f, place)
            want = number(f, float(place.number) * math.pi if x is None else x)
            assert abs(float(exact.size(value)) - float(want)) < 1e-6 * max(1.0, abs(float(want)))
    f = drawn(rng, waves=False)
    for place, at in ((Point(Fraction(3), "ln"), math.log(3)), (Point(Fraction(-3, 2)), -1.5)):
        assert abs(float(exact.size(exact.at(f, place))) - float(number(f, at))) < 1e-6 * max(1.0, abs(float(number(f, at))))


def test_angles_off_the_table_and_sines_of_numbers_are_errors():
    sine = {(0, 0, 1): (Fraction(0), Fraction(-1))}
    for place in (Point(Fraction(1, 5), "pi"), Point(Fraction(1)), Point(Fraction(2), "ln")):
        with pytest.raises(ValueError, match=r"angle|sine"):
            exact.at(sine, place)
    assert exact.text(exact.at(sine, Point(Fraction(4, 3), "pi"))) == "-√3/2"


def test_limits_and_roots():
    sine, line = {(0, 0, 2): (Fraction(0), Fraction(-1))}, {(1, 0, 0): (Fraction(1), Fraction(0))}
    assert limit(sine, line) == 2
    for over, under in (({(0, 0, 0): (Fraction(1), Fraction(0))}, line), (line, {(2, 0, 0): (Fraction(1), Fraction(0))})):
        with pytest.raises(ValueError, match="limit"):
            limit(over, under)
    assert roots([Fraction(n) for n in (-6, 1, 1)]) == [2, -3]
    assert roots([Fraction(1), Fraction(0), Fraction(1)]) == []
    with pytest.raises(ValueError, match="rational"):
        roots([Fraction(-2), Fraction(0), Fraction(1)])


def test_functions_as_text():
    terms = (Term(1, 2, 2, "", 0, 0), Term(-3, 1, 2, "", 0, 1), Term(1, 0, -1, "sin", 3, 0), Term(-1, 0, 0, "", 0, 2))
    assert said(terms) == "(x^2 - 3a x)e^(2x) + e^(-x) sin(3x) - b"
    assert said((Term(-1, 1, 1, "", 0, 0), Term(4, 0, 0, "cos", 1, 0)), "t") == "-t e^t + 4cos(t)"
