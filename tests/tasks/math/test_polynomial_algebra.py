"""Polynomial algebra: defining properties of each answer, forms of answers modulo a prime, and problems that make no sense."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators.math.polynomial_algebra import _DRAWN, LEVELS, generate
from synth.verifiers.math._polynomials import at, divided, plus, reduced, times
from synth.verifiers.math.polynomial_algebra import POWERS, PolynomialAlgebra, answer, gcd, irreducible, power, verify


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
