"""First wrong line: what lines should say, by sampled values; what is refused; where mistakes stand."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.verifiers.math.first_wrong_line import FirstWrongLine, mistake, verify
from synth.verifiers.math.first_wrong_line.lines import Line, at, read, result

CUBE = read(("1", "0", "-2", "5"))
LINEAR = read(("-1/2", "3"))


@pytest.mark.parametrize("x", range(-3, 4))
def test_polynomials_by_their_values(x):
    one, other = at(CUBE, Fraction(x)), at(LINEAR, Fraction(x))
    for line, value in (
        (Line("combine", (0, 1), ("2", "-3", "7"), ("0",)), 2 * one - 3 * other + 7),
        (Line("times", (0, 1), (), ("0",)), one * other),
        (Line("power", (1,), ("3",), ("0",)), None),
    ):
        found = result("polynomials", 0, line, (CUBE, LINEAR) if value is not None else (LINEAR,))
        assert at(found, Fraction(x)) == (other**3 if value is None else value)


def test_calculus():
    assert result("calculus", 0, Line("slope", (0,), (), ("0",)), [CUBE]) == read(("0", "-4", "15"))
    assert result("calculus", 0, Line("area", (0,), ("0", "2"), ("0",)), [LINEAR]) == (Fraction(5),)
    assert result("calculus", 0, Line("at", (0,), ("2",), ("0",)), [CUBE]) == (Fraction(33),)


@pytest.mark.parametrize("seed", range(20))
def test_bounds_hold_and_are_reached(seed):
    rng = Random(seed)
    boxes = [tuple(sorted(Fraction(n) for n in rng.sample(range(-6, 7), 2))) for _ in range(2)]
    for line, count, f in (
        (Line("times", (0, 1), (), ("0",)), 2, lambda a, b: a * b),
        (Line("combine", (0, 1), ("-2", "3", "1"), ("0",)), 2, lambda a, b: -2 * a + 3 * b + 1),
        (Line("power", (0,), ("2",), ("0",)), 1, lambda a, b: a * a),
    ):
        seen = [
            f(*(low + (high - low) * k / 12 for k, (low, high) in zip(ks, boxes, strict=True)))
            for ks in ((i, j) for i in range(13) for j in range(13))
        ]
        low, high = result("bounds", 0, line, boxes[:count])
        assert low <= min(seen) and max(seen) == high
        assert low in seen or line.operation == "power"


def test_two_wrong_lines_are_no_problem_of_ours():
    lines = (Line("combine", (0,), ("2", "0"), ("3",)), Line("combine", (1,), ("2", "0"), ("5",)))
    with pytest.raises(ValueError, match="one wrong line"):
        FirstWrongLine("fractions", 0, (("1",), ("2",)), lines)


@pytest.mark.parametrize("level", [1, 5, 10])
def test_mistakes_stand_anywhere(level):
    items = members("math/first_wrong_line", level, 60)
    count = len(items[0].problem.lines)
    seen = Counter(mistake(sample.problem)[0] for sample in items)
    assert max(seen.values()) <= 60 / (count + 1) + 4 * (60 / (count + 1)) ** 0.5
    assert len(seen) > count / 2


def test_a_remainder_may_be_written_with_its_modulus():
    problem = FirstWrongLine(
        "remainders", 7, (("3",), ("5",)), (Line("times", (0, 1), (), ("2",)), Line("combine", (2,), ("1", "1"), ("3",)))
    )
    assert verify(problem, "1: 1 (mod 7)") and verify(problem, "1: c ≡ 1 (mod 7)")
    assert not verify(problem, "1: 1 (mod 5)") and not verify(problem, "1: 8")
