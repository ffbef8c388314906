"""Polynomial algebra: defining properties of each answer, forms of answers modulo a prime, and problems that make no sense."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators.math.polynomial_algebra import _DRAWN, LEVELS, generate
from synth.verifiers.math._polynomials import at, divided, plus, reduced, times
from synth.verifiers.math.polynomial_algebra import POWERS, PolynomialAlgebra, answer, gcd, irreducible, power, proven, verify, verify_trace


def _problems(ask, level):
    knobs = next((k for k in LEVELS if k.ask == ask), LEVELS[level])
    for seed in range(25):
        yield generate(Random(seed), knobs).problem


@pytest.mark.parametrize("ask", sorted(_DRAWN))
def test_answers_have_the_property_that_defines_them(ask):
    for problem in _problems(ask, 9):
        f, p, found = problem.operands, problem.prime, list(answer(problem))
        if ask == "compose":
            assert all(at(found, x) == at(f[0], at(f[1], x)) for x in range(-5, 6))
        elif ask == "interpolate":
            assert [at(found, Fraction(x)) for x in f[0]] == list(f[1]) and len(found) <= len(f[0])
        elif ask == "remainder":
            assert not divided(plus(f[0], found, -1), f[1])[1] and len(found) < len(f[1])
        elif ask == "gcd":
            assert found[0] == 1 and not divided(f[0], found, p)[1] and not divided(f[1], found, p)[1]
            assert len(gcd(divided(f[0], found, p)[0], divided(f[1], found, p)[0], p)) == 1
        elif ask == "inverse":
            assert divided(times(found, f[0]), f[1], p)[1] == [1] and len(found) < len(f[1])
        elif ask == "join":
            assert [divided(found, f[1], p)[1], divided(found, f[3], p)[1]] == [list(f[0]), list(f[2])]
        elif ask == "partial":
            rest, left = divided(plus(f[0], times(found, f[2]), -1), f[1])
            assert not left and len(rest) < len(f[2]) and len(found) < len(f[1])
        elif ask in POWERS:
            d, whole = gcd(f[0], f[1], p), [1]
            for _ in range(problem.exponent):
                whole = divided(times(whole, f[2]), d, p)[1]
            assert power(f[2], problem.exponent, d, p) == whole
            assert found == whole or divided(times(whole, found), d, p)[1] == [1]
        else:
            assert all(map(irreducible, f)) and all(not divided(found, factor)[1] for factor in f)


def test_irreducible_polynomials():
    assert irreducible((1, 0, 1)) and irreducible((2, 3)) and irreducible((1, 0, 0, 2))
    assert not any(map(irreducible, [(1, 0, -4), (2, 4), (6, 1, -1), (1, 0, 0, 8), (-1, 2), (1, 0, 1, 0, 1), (3,)]))


INVERSE = PolynomialAlgebra("inverse", ((1, 2), (1, 0, 1)), 1, 7)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4x + 6", ""),
        ("11x - 1", ""),
        ("u(x) = 4x + 6 (mod 7)", ""),
        ("4x + 6 mod 7", ""),
        ("$4x+6 \\bmod 7$", ""),
        ("4x + 6 (mod 11)", "format"),
        ("x/2 + 6", ""),  # 1/2 is 4
        ("x/7 + 6", "format"),
        ("4x + 5", "value"),
        ("x^7 + 4x + 6", "value"),
    ],
)
def test_answers_by_a_prime(text, reason):
    assert verify(INVERSE, text).reason == reason


@pytest.mark.parametrize(
    "wrong",
    [
        ("remainder", ((1, 2, 3),), 1, 0),
        ("remainder", ((1, 2, 3), (2,)), 1, 0),
        ("interpolate", ((1, 1), (2, 3)), 1, 0),
        ("inverse", ((1, 0, 6), (1, 1)), 1, 7),
        ("gcd", ((1, 9), (1, 1)), 1, 7),
        ("factor", ((1, 0, -1), (1, 2)), 1, 0),
        ("remainder", ((1, 2, 3), (1, 2)), 5, 0),
        ("power_by_gcd", ((1, 2), (1, 3), (1, 1)), 9, 7),
    ],
)
def test_problems_that_make_no_sense_cannot_be_built(wrong):
    with pytest.raises(ValueError, match=r"takes|constant|points|common|coefficients|factors|powers"):
        PolynomialAlgebra(*wrong)


def test_coefficients_are_reduced():
    assert reduced([7, 8, Fraction(1, 2)], 7) == [1, 4]
    assert all(0 <= c < s.problem.prime for s in members("math/polynomial_algebra", 10, 10) for c in answer(s.problem))


COMPOSE = PolynomialAlgebra("compose", ((2, 0, -5), (1, 3)), 1, 0)  # 2(x + 3)^2 - 5
REST = PolynomialAlgebra("remainder", ((1, 0, 0, 0, 2), (1, 0, -3)), 1, 0)  # x^4 + 2 by x^2 - 3: 11
GCD = PolynomialAlgebra("gcd", ((2, -6, 4), (2, 2, -4)), 1, 0)  # 2(x - 1)(x - 2), 2(x - 1)(x + 2)
FACTOR = PolynomialAlgebra("factor", ((1, -2), (1, 0, 3)), 1, 0)
INVERSE = PolynomialAlgebra("inverse", ((1, 2), (1, 0, 1)), 1, 7)  # 4x + 6
POINTS = PolynomialAlgebra("interpolate", ((0, 1, 3), (1, 2, 7)), 1, 0)  # x^2/2 + x/2 + 1
PARTIAL = PolynomialAlgebra("partial", ((3, 4), (1, 2), (1, 1)), 1, 0)  # (3x + 4)/((x + 2)(x + 1)): 2/(x + 2)
JOIN = PolynomialAlgebra("join", ((2,), (1, 0), (3,), (1, 6)), 1, 7)  # 2 by x, 3 by x - 1: x + 2
POWER = PolynomialAlgebra("power_by_gcd", ((1, 0, 1, 0), (1, 1, 1, 1), (1, 2)), 3, 7)  # x^2 + 1: (x + 2)^3 is 4x + 2
BACK = PolynomialAlgebra("inverse_by_gcd", ((1, 0, 1, 0), (1, 1, 1, 1), (1, 2)), 2, 7)  # (x + 2)^2 is 4x + 3, and its inverse
P = ("p = 1 + x + x*(x - 1)/2 = x^2/2 + x/2 + 1", "p(0) = 1", "p(1) = 2", "p(3) = 9/2 + 3/2 + 1 = 7")
D = ("g - f = x^2 + 1", "f - x*S1 = 0", "d = S1 = x^2 + 1")


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (COMPOSE, ("2*g^2 - 5 = 2(x + 3)^2 - 5 = 2x^2 + 12x + 13",), "2x^2 + 12x + 13", ""),
        (COMPOSE, ("f(g(x)) = 2 g(x)^2 - 5 = 2x^2 + 12x + 13",), "2x^2 + 12x + 13", ""),
        (COMPOSE, (r"g^2 = x^{2} + 6x + 9", r"2 \cdot S1 - 5 = 2x^2 + 12x + 13"), "2x^2 + 12x + 13", ""),
        (REST, ("f - x^2*g = 3x^2 + 2", "S1 - 3g = 11"), "11", ""),
        (REST, ("r = f(x) - (x^2 + 3)*g(x) = 11",), "11", ""),
        (REST, ("f mod g = 11",), "11", ""),
        (GCD, ("f - g = -8x + 8", "g + (x/4 + 1/2)*S1 = 0", r"d = -\frac{1}{8}*S1 = x - 1"), "x - 1", ""),
        (FACTOR, ("f(2) = 8 - 8 + 6 - 6 = 0", "f/(x - 2) = x^2 + 3"), "(x - 2)(x^2 + 3)", ""),
        (FACTOR, ("f(x)/(x^2 + 3) = x - 2",), "(x - 2)(x^2 + 3)", ""),
        (INVERSE, ("m - (x - 2)*f = 5", "u = -3(x - 2) = 4x + 6", "u*f mod m = 1"), "4x + 6", ""),
        (INVERSE, ("m - (x - 2)*f ≡ 5 (mod 7)",), "4x + 6", ""),  # 5 is a multiple of f and m
        (POINTS, P, "x^2/2 + x/2 + 1", ""),
        (POINTS, ("(2 - 1)/(1 - 0) = 1", *P[:1], *P[:0:-1]), "x^2/2 + x/2 + 1", ""),
        (PARTIAL, ("g - h = 1", "-1*h mod g = 1", "-f mod g = 2"), "2", ""),
        (JOIN, ("t = (b - a)*1 mod h = 1", "a + t*g = x + 2"), "x + 2", ""),
        (POWER, (*D, "h^2 mod d = 4x + 3", "S4*h mod d = 4x + 2"), "4x + 2", ""),
        (BACK, (*D, "q = h^2 mod d = 4x + 3", "d - (2x + 2)*q = 2", "u = -x - 1 = 6x + 6", "u*q mod d = 1"), "6x + 6", ""),
        (BACK, (*D, "q = h^2 mod d = 4x + 3", "u = 3x + 3", "u*q mod d = 4"), "6x + 6", "milestone"),
        (COMPOSE, (), "2x^2 + 12x + 13", "missing"),
        (COMPOSE, ("g^2 = x^2 + 6x + 9",), "2x^2 + 12x + 13", "milestone"),
        (COMPOSE, ("2(x + 3)^2 - 5 = 2x^2 + 12x + 13",), "2x^2 + 12x + 13", "milestone"),  # of what?
        (COMPOSE, ("2x^2 + 12x + 13 + g - g = 2x^2 + 12x + 13",), "2x^2 + 12x + 13", "milestone"),
        (COMPOSE, ("2*g^2 - 5 = 2x^2 + 13",), "2x^2 + 12x + 13", "value"),
        (REST, ("11 + 0*f + 0*g = 11",), "11", "milestone"),
        (REST, ("11 + f - (x^4 + 2) = 11",), "11", "milestone"),
        (REST, ("11*f/f = 11",), "11", "milestone"),
        (REST, ("f - x^2*g = 3x^2 + 2", "f - x^2*g = 3x^2 + 2"), "11", "milestone"),
        (REST, ("S2 - 3g = 11", "f - x^2*g = 3x^2 + 2"), "11", "format"),
        (GCD, ("f - g = -8x + 8", "x - 1 = x - 1"), "x - 2", "answer"),
        (GCD, ("f - f + x - 1 = x - 1",), "x - 1", "milestone"),
        (FACTOR, ("f(2) = 0",), "(x - 2)(x^2 + 3)", "milestone"),
        (FACTOR, ("f = (x - 2)(x^2 + 3)",), "(x - 2)(x^2 + 3)", "milestone"),  # the answer at once
        (FACTOR, ("f/(x + 2) = x^2 - 4x",), "(x - 2)(x^2 + 3)", "format"),
        (INVERSE, ("u = 4x + 6 = 4x + 6",), "4x + 6", "milestone"),
        (INVERSE, ("1 + 0*f = 1",), "4x + 6", "milestone"),
        (POINTS, P[:3], "x^2/2 + x/2 + 1", "milestone"),
        (POINTS, P[:2] * 2, "x^2/2 + x/2 + 1", "milestone"),
        (POINTS, P[1:], "x^2/2 + x/2 + 1", "format"),
        (POINTS, ("p = x + 1 = x + 1", "p(0) = 1", "p(1) = 2", "p(3) = 4"), "x^2/2 + x/2 + 1", "milestone"),
        (PARTIAL, ("2 + f - f = 2",), "2", "milestone"),
        (JOIN, ("x + 2 + 0*a = x + 2",), "x + 2", "milestone"),
        (JOIN, ("x + a = x + 2",), "x + 2", "milestone"),
        (POWER, ("h^2 mod (x^2 + 1) = 4x + 3", "S1*h mod (x^2 + 1) = 4x + 2"), "4x + 2", "milestone"),  # d from nowhere
        (POWER, (*D, "4x + 2 + 0*h = 4x + 2"), "4x + 2", "milestone"),
        (BACK, (*D, "h^2 mod d = 4x + 3", "1 + 0*S4 = 1"), "6x + 6", "milestone"),
    ],
)
def test_a_line_is_made_of_the_polynomials_of_the_problem(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))


def test_a_derivation_may_not_take_long():
    heavy = "*".join(["(x + 1)^12*(x^2 + x + 3)^12 mod (x^3 + x + 1)"] * 5)
    assert verify_trace(INVERSE, "\n".join(f"S{n}: {heavy} = {heavy}" for n in range(1, 80))).sound < 10


def test_numbers_are_not_irreducible():
    assert not irreducible((1,)) and irreducible((2, 1)) and not irreducible((1, 0, -1))
