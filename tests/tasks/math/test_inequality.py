"""Inequality: exact signs at all critical points against numbers that are plugged in, end points as values, and drawn problems."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators.math.inequality.policies import _holds
from synth.generators.math.inequality.wording import text
from synth.verifiers.math.inequality import Inequality, proven, solution, verify_trace
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


RAY = Inequality((), Polynomial((3, -5)), "<=", Polynomial((7,)))
QUOTIENT = Inequality((), Quotient(Polynomial((2, 1)), Polynomial((1, -3))), ">=", Polynomial((1,)))  # -4, and 3 is a pole
SURD = Inequality((), Polynomial((1, 0, -2)), ">", Polynomial((0,)))
NEVER = Inequality((), Polynomial((1, 0, 2)), "<=", Polynomial((0,)))
KINK = Inequality((), Bars(1, Polynomial((1, 0))), "<", Polynomial((2,)))
Q_LINES = ("x = -5: 9/8 > 1", "x = -4: 1 = 1", "x = 0: -1/3 < 1", "x = 3: undefined", "x = 4: 9 > 1")
S_LINES = ("x = -2: 2 > 0", "x = -√2: 0 = 0", "x = 0: -2 < 0", "x = √2: 0 = 0", "x = 2: 2 > 0")
Q_ANSWER, S_ANSWER = "x <= -4 or x > 3", "x < -√2 or x > √2"


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (RAY, ("x = 4: 7 = 7", "x = 0: -5 < 7", "x = 5: 10 > 7"), "x <= 4", ""),
        (RAY, ("x = 5: 3 * 5 - 5 = 10 > 7", "$x = 4$: $12 - 5 = 7$", "x = 1/2: -3.5 < 7"), "x <= 4", ""),
        (RAY, ("x = 4: 7 = 7", "x = 0: -5 < 7", "x = 5: 10 > 7", "x = 0: -5 < 7", "x = 9: 22 > 7"), "x <= 4", ""),  # idle lines are sound
        (QUOTIENT, Q_LINES, Q_ANSWER, ""),
        (QUOTIENT, Q_LINES[::-1], Q_ANSWER, ""),
        (QUOTIENT, (*Q_LINES[:3], "x = 3：无定义", r"x = 4: \frac{9}{1} > 1"), Q_ANSWER, ""),
        (SURD, S_LINES, S_ANSWER, ""),
        (SURD, (*S_LINES[:3], r"x = \sqrt{2}: 0 = 0", "x = 1 + √2: 1 + 2√2 > 0"), S_ANSWER, ""),
        (NEVER, ("x = 7: 51 > 0",), "no solution", ""),
        (KINK, ("x = -3: 3 > 2", "x = -2: 2 = 2", "x = 1: 1 < 2", "x = 2: 2 = 2", "x = 3: 3 > 2"), "(-2, 2)", ""),
        (RAY, (), "x <= 4", "missing"),
        (RAY, ("x = 4: 7 = 7",), "x <= 4", "milestone"),
        (RAY, ("x = 4: 7 = 7", "x = 4: 7 = 7", "x = 4: 7 = 7"), "x <= 4", "milestone"),  # repeated
        (RAY, ("x = 4: 7 = 7", "x = 0: -5 < 7", "x = 1: -2 < 7"), "x <= 4", "milestone"),
        (RAY, ("x = 0: -5 < 7", "x = 5: 10 > 7"), "x <= 4", "milestone"),
        (QUOTIENT, Q_LINES[:2] + Q_LINES[3:], Q_ANSWER, "milestone"),
        (QUOTIENT, Q_LINES[:3] + Q_LINES[4:], Q_ANSWER, "milestone"),
        (SURD, (S_LINES[0], "x = -1.41: -0.0119 < 0", *S_LINES[2:]), S_ANSWER, "milestone"),  # no root, though near
        (SURD, (S_LINES[0], "x = -1.41: 0 = 0", *S_LINES[2:]), S_ANSWER, "value"),
        (QUOTIENT, (*Q_LINES[:3], "x = 3: 7 > 1", Q_LINES[4]), Q_ANSWER, "value"),
        (QUOTIENT, ("x = -5: undefined", *Q_LINES[1:]), Q_ANSWER, "value"),
        (RAY, ("x = 4: 7 = 7", "x = 0: 5 < 7", "x = 5: 10 > 7"), "x <= 4", "value"),
        (RAY, ("x = 4: 7 = 7", "x = 0: -5 > 7", "x = 5: 10 > 7"), "x <= 4", "sign"),
        (RAY, ("x = 4: 7 = 7", "x = 0: 7 > -5", "x = 5: 10 > 7"), "x <= 4", "sign"),
        (RAY, ("x = 4: 4 = 4", "x = 0: -5 < 7", "x = 5: 10 > 7"), "x <= 4", "value"),  # true, and about something else
        (RAY, ("x <= 4", "x = 4: 7 = 7", "x = 0: -5 < 7", "x = 5: 10 > 7"), "x <= 4", "format"),  # the answer first
        (RAY, ("3 * 4 - 5 = 7", "x = 0: -5 < 7", "x = 5: 10 > 7"), "x <= 4", "format"),
        (RAY, ("x = 4: 7 = 7", "x = 0: -5 < 7", "x = 5: 10 > 7"), "x < 4", "answer"),
    ],
)
def test_a_derivation_looks_at_every_critical_number_and_between(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))


def test_expressions_have_no_zero_in_front():
    with pytest.raises(ValueError, match="first coefficient"):
        Polynomial((0, 1))
    with pytest.raises(ValueError, match="multiplied by 0"):
        Bars(0, Polynomial((1, 2)))


def test_several_roots_at_zero():
    assert len(roots((0, 0, -1, 0, 1))) == 3  # x^4 - x^2, the constant first
