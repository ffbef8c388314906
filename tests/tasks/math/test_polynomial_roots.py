"""Polynomial roots: functions of roots that are known, remainders against products over roots, and the milestones of a derivation."""

from fractions import Fraction
from itertools import permutations
from math import prod
from random import Random

import pytest
from drawing import members

from synth.verifiers.math._polynomials import at, divided, plus, shifted, times
from synth.verifiers.math.polynomial_roots import verify_trace
from synth.verifiers.math.polynomial_roots.milestones import ways
from synth.verifiers.math.polynomial_roots.problem import Condition, PolynomialRoots, Term, answer, inverse, norm, polynomial


@pytest.mark.parametrize("seed", range(40))
def test_sums_and_products_are_those_over_roots_that_are_known(seed):
    rng = Random(seed)
    roots = [rng.randint(-4, 4) for _ in range(rng.randint(2, 5))]
    f = [rng.choice((1, 2))]
    for root in roots:
        f = times(f, [1, -root])
    one = Term((rng.randint(1, 3), *[rng.randint(-5, 5) for _ in range(3)]), (1, rng.randint(5, 7)), rng.randint(1, 3))
    other = Term((1, rng.randint(-5, 5)), (1,), 1)

    def of(term, x):
        return Fraction(at(term.top, x)) / Fraction(at(term.bottom, x)) ** term.power

    assert answer(PolynomialRoots("sum", tuple(f), one, (), ())) == sum(of(one, r) for r in roots)
    assert answer(PolynomialRoots("product", tuple(f), other, (), ())) == prod(of(other, r) for r in roots)
    ordered = list(permutations(roots, 2))
    assert answer(PolynomialRoots("pairs", tuple(f), one, (), ())) == sum(of(one, r) * of(one, s) for r, s in ordered) / 2
    assert answer(PolynomialRoots("mixed", tuple(f), one, (other,), ())) == sum(of(one, r) * of(other, s) for r, s in ordered)
    v = (1, 1, rng.randint(1, 5))
    assert answer(PolynomialRoots("sum", tuple(f), Term(one.top, v, 1), (), ())) == sum(Fraction(at(one.top, r)) / at(v, r) for r in roots)
    assert norm(f, v) == prod(at(v, r) for r in roots)


def test_arithmetic_of_polynomials():
    f, g = [1, 0, -3, 5], [2, 1]
    quotient, rest = divided(f, g)
    assert plus(times(quotient, g), rest) == f and len(rest) < len(g)
    assert divided(times(inverse(g, f), g), f)[1] == [1]
    assert [at(shifted(f, 2), y) for y in range(5)] == [at(f, y + 2) for y in range(5)]
    assert divided([1, 0, 0, 1], [3, 1], 7)[1] == [at([1, 0, 0, 1], -pow(3, -1, 7)) % 7]


@pytest.mark.parametrize(
    ("condition", "k"),
    [(Condition(2, "squares", 0, (1, 1)), 4), (Condition(2, "reciprocals", 0, (-2, 1)), 4), (Condition(2, "product", 1, (-4, 1)), 4)],
)
def test_an_unknown_coefficient_is_found_from_each_condition(condition, k):
    assert polynomial(PolynomialRoots("sum", (1, -3, 0, 2), Term((1, 0, 0), (1,), 1), (), (condition,))) == (1, -3, k, 2)


@pytest.mark.parametrize("level", range(1, 11))
def test_the_last_milestone_is_the_answer(level):
    for sample in members("math/polynomial_roots", level, 10):
        for milestones in ways(sample.problem):
            assert milestones[-1].value == answer(sample.problem)


def test_another_route_is_a_proof_too():
    problem = PolynomialRoots("sum", (1, -5, 3, -7), Term((1, 0, 0, 0), (1,), 1), (), ())  # by Vieta, without the sum of squares
    text = "S1: p_3 = 5^3 - 3*5*3 + 3*7 = 101\n\n<answer>101</answer>"
    assert verify_trace(problem, text).accepted
    problem = PolynomialRoots("sum", (1, -5, 3, -7), Term((1, 0, 0), (1, -2), 1), (), ())  # r^2/(r - 2), shifted by 2
    text = "S1: g_0 = 8 - 20 + 6 - 7 = -13\nS2: g_1 = 3*4 - 10*2 + 3 = -5\nS3: q_1 = -(-5)/(-13) = -5/13\nS4: p_1 = 5 - 6 = -1\n"
    text += "S5: -1 + 4*3 + 4*(-5/13) = 123/13\n\n<answer>123/13</answer>"
    assert verify_trace(problem, text).accepted


PRODUCT = PolynomialRoots("product", (1, 13, 15), Term((1, 2), (1,), 1), (), ())  # (r + 2)(s + 2) = P(-2) = -7
SQUARES = PolynomialRoots("sum", (1, -5, 3, -7), Term((1, 0, 0), (1,), 1), (), ())  # 25 - 6
CUBES = PolynomialRoots("sum", (1, -3, 0, 6), Term((1, 0, 0, 0), (1,), 1), (), ())  # 27 - 18
SAME = PolynomialRoots("sum", (1, -2, -1, 4), Term((1, 0, 0, 0), (1,), 1), (), ())  # 2 * 6 + 2 - 3 * 4
DIVISION = PolynomialRoots("sum", (1, 9, 4, -33), Term((1, -1), (1, 3), 1), (), ())  # P(-3) = 9, P'(-3) = -23: 3 - 4 * 23 / 9
TWICE = PolynomialRoots("sum", (1, -6, 5, 44), Term((1, 3, 0), (1, 2), 1), (), ())  # P(-2) = 2, P'(-2) = 41: 9 + 2 * 41 / 2
OVER = PolynomialRoots("product", (1, 0, -2, 5), Term((1, 0, 1), (1,), 1), (), ())  # modulo x^2 + 1 it is -3x + 5


@pytest.mark.parametrize(
    ("problem", "lines", "reached"),
    [
        (PRODUCT, ("(-2)^2 + 13*(-2) + 15 = -7",), True),
        (PRODUCT, ("15 + 2*(-13) + 4 = -7",), True),
        (PRODUCT, ("13*(-2) = -26", "4 - 26 = -22", "-22 + 15 = -7"), True),
        (PRODUCT, ("(-2 + 13)*(-2) + 15 = -7",), True),
        (PRODUCT, ("13 + 15 - 35 = -7",), False),
        (PRODUCT, ("13 + 15 = 28", "28 - 35 = -7"), False),
        (PRODUCT, ("4 - 26 + 15 = -7",), True),
        (SQUARES, ("5^2 - 2*3 = 19",), True),
        (SQUARES, ("5*5 - 3 - 3 = 19",), True),
        (SQUARES, ("5^2 = 25", "2*3 = 6", "25 - 6 = 19"), True),
        (SQUARES, ("5 + 3 + 11 = 19",), False),
        (SQUARES, ("5*3 + 4 = 19",), False),
        (SQUARES, ("5*3 = 15", "15 + 4 = 19"), False),
        (CUBES, ("3^3 - 3*6 = 9",), True),
        (CUBES, ("3*3 = 9", "3*9 - 3*6 = 9"), True),
        (CUBES, ("3 + 6 = 9",), False),
        (CUBES, ("3 + 6 = 9", "9 + 0 = 9"), False),
        (SAME, ("2*2 = 4", "4 + 2 = 6", "2*6 = 12", "4*3 = 12", "12 + 2 - 12 = 2"), True),
        (DIVISION, ("-27 + 9*9 - 12 - 33 = 9", "3*9 - 54 + 4 = -23", "3 - (-4)*(-23)/9 = -65/9"), True),
        (DIVISION, ("-27 + 9*9 - 12 - 33 = 9", "3*9 - 54 + 4 = -23", "4*23 = 92", "92/9 = 92/9", "3 - 92/9 = -65/9"), True),
        (DIVISION, ("10 - 1 = 9", "10 - 33 = -23", "34/9 = 34/9", "3 + 9 - 23 + 34/9 = -65/9"), False),
        (TWICE, ("-8 - 24 - 10 + 44 = 2", "12 + 24 + 5 = 41", "6 + 3 = 9", "-2*41 = -82", "-82/2 = -41", "9 - (-41) = 50"), True),
        (TWICE, ("1 + 1 = 2", "40 + 1 = 41", "6 + 3 = 9", "9 + 41 = 50"), False),
        (OVER, ("-2 - 1 = -3", "3^2 + 5^2 = 34"), True),
        (OVER, ("3*3 = 9", "5*5 = 25", "9 + 25 = 34"), True),
        (OVER, ("3 + 5 + 26 = 34",), False),
    ],
)
def test_a_line_that_merely_hits_a_value_reaches_nothing(problem, lines, reached):
    """`5*3 + 4 = 19` is true of these coefficients alone; with others the sum of squares is another one."""
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n\n<answer>{answer(problem)}</answer>"
    assert verify_trace(problem, text).accepted is reached


def test_nothing_is_worked_out_from_the_factor_of_a_zero():
    """With F = 0 in all, F G less the sum of F(r) G(r) is that sum, and a derivation may say `0 * 19 - 36`."""
    problem = PolynomialRoots("mixed", (1, 0, 0, 2, -6), Term((1, 0, 0), (1,), 1), (Term((1, 5), (1, 2), 1),), ())
    assert answer(problem) == -36
    last = [milestones[-1] for milestones in ways(problem)]
    assert {milestone.needs for milestone in last} == {(36,)}


@pytest.mark.parametrize(
    ("coefficients", "condition", "words"),
    [
        ((0, 1, 2, 3), (), "leading zero"),
        ((1, 2, 0, 3), (Condition(5, "squares", 0, (6, 1)),), "written as 0"),
        ((1, 2, 4, 3), (Condition(2, "squares", 0, (6, 1)),), "written as 0"),
        ((1, 2, 0, 3), (Condition(2, "squares", 1, (6, 1)),), "goes with a product"),
    ],
)
def test_coefficients_that_are_no_problem(coefficients, condition, words):
    with pytest.raises(ValueError, match=words):
        PolynomialRoots("sum", coefficients, Term((1, 0, 0), (1,), 1), (), condition)
