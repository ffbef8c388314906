"""Inequality: exact signs at all critical points against numbers that are plugged in, end points as values, and drawn problems."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators.math.inequality.policies import _holds
from synth.generators.math.inequality.wording import text
from synth.verifiers.math.inequality import Inequality, solution
from synth.verifiers.math.inequality.expressions import Bars, Polynomial, Quotient, Sum
from synth.verifiers.math.inequality.pieces import FINE, roots


@pytest.mark.parametrize("level", range(1, 11))
def test_rational_numbers_are_solutions_where_the_inequality_holds(level):
    rng = Random(level)
    for sample in members("math/inequality", level, 8):
        found = solution(sample.problem)
        near = [Fraction(end.p, end.q) for end in found.critical if not end.s]
        for x in (*near, *(Fraction(rng.randint(-300, 300), rng.randint(1, 9)) for _ in range(40))):
            assert _inside(found.intervals, x) == _holds(sample.problem, x), (sample.problem, x)


def _inside(intervals, x):
    fine = x * FINE
    for low, high, closed in intervals:
        exact = [end is not None and not end.s and Fraction(end.p, end.q) == x for end in (low, high)]
        if any(at and to for at, to in zip(exact, closed, strict=True)):
            return True
        if not any(exact) and (low is None or low.fine < fine) and (high is None or fine < high.fine + 1):
            return True
    return False


@pytest.mark.parametrize(
    ("left", "relation", "right", "answer"),
    [
        (Polynomial((1, -4, 4)), "<=", Polynomial((0,)), "{2}"),
        (Polynomial((1, -4, 4)), ">", Polynomial((0,)), "(-∞, 2) ∪ (2, ∞)"),
        (Polynomial((1, 0, 1)), "<", Polynomial((0,)), "∅"),
        (Polynomial((1, 0, 1)), ">", Polynomial((0,)), "(-∞, ∞)"),
        (Polynomial((1, 0, -8)), "<=", Polynomial((0,)), "[-2√2, 2√2]"),
        (Polynomial((-2, 2, 1)), ">", Polynomial((0,)), "((1 - √3)/2, (1 + √3)/2)"),
        (Quotient(Polynomial((1, -1, 0)), Polynomial((1, 0))), ">=", Polynomial((-1,)), "(0, ∞)"),
        (Quotient(Polynomial((1,)), Bars(1, Polynomial((1, -1)))), ">", Polynomial((1,)), "(0, 1) ∪ (1, 2)"),
        (Sum((Bars(1, Polynomial((1, 0))), Bars(-1, Polynomial((1, 0))))), ">=", Polynomial((0,)), "(-∞, ∞)"),
        (Bars(1, Sum((Bars(1, Polynomial((1, 0))), Polynomial((-2,))))), "<=", Polynomial((0,)), "{-2} ∪ {2}"),
    ],
)
def test_ends(left, relation, right, answer):
    assert solution(Inequality((), left, relation, right)).text == answer


def test_roots_are_rational_or_of_a_quadratic():
    assert [str(p) for p in roots((-6, 11, -6, 1))] == ["1", "2", "3"]
    assert [str(p) for p in roots((4, -2, -2, 1))] == ["-√2", "√2", "2"]
    assert [str(p) for p in roots((0, 0, 3))] == ["0"]
    assert roots((1, 0, 1)) == roots((5,)) == ()
    with pytest.raises(ValueError, match="quadratic"):
        roots((-2, 0, 0, 1))


def test_expressions_as_text():
    expression = Quotient(Sum((Bars(-2, Polynomial((1, -3))), Polynomial((-1, 0, 5)))), Polynomial((1, 0)))
    assert text(expression) == "(-2|x - 3| - x^2 + 5)/x"
    assert text(Sum((Polynomial((1, 0)), Quotient(Polynomial((-3,)), Polynomial((2, 1)))))) == "x - 3/(2x + 1)"
