"""First wrong line: what lines should say, by sampled values; what is refused; where mistakes stand."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.verifiers.math.first_wrong_line import FirstWrongLine, mistake, names, proven, verify, verify_trace
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


@pytest.mark.parametrize("level", [1, 5, 10])
def test_no_line_is_idle(level):
    """Powers and products of 0 are 0 again, and what stands there already was worked out before."""
    for sample in members("math/first_wrong_line", level, 60):
        problem = sample.problem
        results = [*problem.given, *(line.shown for line in problem.lines)]
        assert len(set(results)) == len(results)
        assert problem.field != "remainders" or ("0",) not in results


def test_a_remainder_may_be_written_with_its_modulus():
    problem = FirstWrongLine(
        "remainders", 7, (("3",), ("5",)), (Line("times", (0, 1), (), ("2",)), Line("combine", (2,), ("1", "1"), ("3",)))
    )
    assert verify(problem, "1: 1 (mod 7)") and verify(problem, "1: c ≡ 1 (mod 7)")
    assert not verify(problem, "1: 1 (mod 5)") and not verify(problem, "1: 8")


FRACTIONS = FirstWrongLine(
    "fractions",
    0,
    (("1/2",), ("1/3",)),
    (Line("combine", (0, 1), ("2", "1", "0"), ("4/3",)), Line("times", (2, 0), (), ("1/3",)), Line("power", (3,), ("2",), ("1/9",))),
)  # d should be 2/3
REMAINDERS = FirstWrongLine(
    "remainders", 7, (("3",), ("5",)), (Line("times", (0, 1), (), ("1",)), Line("combine", (2, 0), ("2", "1", "4"), ("2",)))
)  # 15, 9: all right
SLOPES = FirstWrongLine(
    "calculus", 0, (("1", "0", "3"),), (Line("slope", (0,), (), ("0", "6")), Line("at", (1,), ("5",), ("35",)), Line("area", (1,), ("0", "2"), ("12",)))
)  # c should be 30
BOUNDS = FirstWrongLine(
    "bounds", 0, (("-2", "3"),), (Line("power", (0,), ("2",), ("0", "9")), Line("combine", (1,), ("-1", "1"), ("-8", "0")))
)  # c should be [-8, 1]
OF_C, OF_D = "c = 2*(1/2) + 1/3 = 4/3", "d = (4/3)*(1/2) = 2/3"


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (FRACTIONS, (OF_C, OF_D), "2: 2/3", ""),
        (FRACTIONS, (f"{OF_C}.", f"{OF_D}。"), "2: 2/3", ""),
        (FRACTIONS, (r"$c = 2 \cdot \frac{1}{2} + \frac{1}{3} = 1 + 1/3 = 4/3$", "4/3 * 1/2 = 4/6", OF_D), "2: 2/3", ""),
        (REMAINDERS, ("c = (3 * 5) mod 7 = 15 mod 7 = 1", "d = (2*1 + 3 + 4) mod 7 = 2"), "none", ""),
        (SLOPES, ("b = 2*3x = 6x", "c = 6*5 = 30"), "2: 30", ""),
        (SLOPES, ("b' = 6x", "c = 6*5 = 30"), "2: 30", "format"),
        (SLOPES, ("b = 6x", "c = 6*5 + 0 = 30"), "2: 30", ""),
        (BOUNDS, ("b = [0^2, 3^2] = [0, 9]", "c = [-1*9 + 1, -1*0 + 1] = [-8, 1]"), "2: [-8, 1]", ""),
        (BOUNDS, ("b ＝ ［0^2，3^2］ ＝ ［0，9］", "c = [1 - 9, 1 - 0] = [-8, 1]"), "2: [-8, 1]", ""),
        (FRACTIONS, (), "2: 2/3", "missing"),
        (FRACTIONS, (OF_D,), "2: 2/3", "milestone"),
        (FRACTIONS, (OF_D, OF_C), "2: 2/3", "milestone"),
        (FRACTIONS, (OF_C,) * 3, "2: 2/3", "milestone"),
        (FRACTIONS, ("c = 4/3", "d = 2/3"), "2: 2/3", "milestone"),  # nothing is put in
        (FRACTIONS, ("c = 4/3 + 0 = 4/3", OF_D), "2: 2/3", "milestone"),
        (FRACTIONS, ("c = 2a + b = 4/3", OF_D), "2: 2/3", "format"),  # as it stands in the problem
        (FRACTIONS, (OF_C, "d = (4/3)*(1/2) = 1/3"), "none", "value"),
        (FRACTIONS, ("c = 2*(1/2) - 1/3 = 2/3",), "1: 2/3", "value"),  # of another problem
        (FRACTIONS, (OF_C, OF_D), "2: 4/3", "answer"),
        (REMAINDERS, ("c = (3 * 5) mod 7 = 1",), "none", "milestone"),
        (REMAINDERS, ("c = (3 * 5) mod 8 = 7",), "none", "value"),
        (BOUNDS, ("b = [(-2)^2, 3^2] = [4, 9]",), "none", "value"),
        (BOUNDS, ("b = 0 <= 9",), "none", "format"),
    ],
)
def test_a_derivation_works_the_lines_out_again(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))


def test_a_number_is_one_number():
    with pytest.raises(ValueError, match="one number"):
        FirstWrongLine("fractions", 0, (("1", "2"), ("3",)), (Line("combine", (0,), ("2", "0"), ("2",)), Line("combine", (1,), ("2", "0"), ("6",))))


def test_names_go_on_from_what_is_given_to_the_lines():
    lines = (Line("times", (0, 1), (), ("6",)), Line("times", (0, 2), (), ("12",)))
    assert names(FirstWrongLine("fractions", 0, (("2",), ("3",)), lines)) == "abcd"
