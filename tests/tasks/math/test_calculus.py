"""Calculus: derivatives undo antiderivatives, exact values against numbers, and the words of functions."""

import math
from fractions import Fraction
from random import Random

import mpmath
import pytest
from drawing import members

from synth.generators import registry
from synth.generators.math.calculus.wording import function as said
from synth.generators.prompts import render
from synth.verifiers.math.calculus import Calculus, Place, Stage, Term, exact, limit, proven, roots, verify_trace
from synth.verifiers.math.calculus.exact import Point
from synth.verifiers.math.calculus.reading import NoFunction, function


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


ZERO = Place(0, 1, "")
SLOPE = Calculus((Stage("slope", (Term(1, 3, 0, "", 0, 0), Term(-4, 1, 0, "", 0, 0)), False, (), ZERO, Place(2, 1, "")),))  # x^3 - 4x
AREA = Calculus((Stage("area", (Term(1, 1, 2, "", 0, 0),), False, (), ZERO, Place(1, 1, "")),))  # x e^(2x)
WAVE = Calculus((Stage("area", (Term(1, 1, 0, "cos", 1, 0),), False, (), ZERO, Place(1, 6, "pi")),))
LOG = Calculus((Stage("slope", (Term(1, 1, 1, "", 0, 0),), False, (), ZERO, Place(3, 1, "ln")),))
COSINES = Stage("limit", (Term(1, 0, 0, "cos", 3, 0), Term(-1, 0, 0, "", 0, 0)), False, (Term(1, 2, 0, "", 0, 0),), ZERO, ZERO)  # -9/2
LIMIT = Calculus((COSINES,))
HIGHEST = Calculus((Stage("highest", (Term(1, 1, -1, "", 0, 0),), False, (), ZERO, Place(3, 1, "")),))  # x e^(-x)
LETTERED = Calculus(
    (
        Stage("slope", (Term(3, 1, 0, "", 0, 0),), False, (), ZERO, Place(1, 1, "")),  # 3
        Stage("where_lowest", (Term(1, 2, 0, "", 0, 0), Term(-2, 1, 0, "", 0, 1)), True, (), Place(-1, 1, ""), Place(9, 1, "")),  # 6
    )
)
SLOPED = ("f'(x) = 3x^2 - 4", "f'(2) = 3*2^2 - 4 = 8")
WHOLE = ("F(x) = x e^(2x)/2 - e^(2x)/4", "F(1) = e^2/4", "F(1) - F(0) = e^2/4 + 1/4")
ORDERS = ("f(0) = 0", "q(0) = 0", "f'(x) = -3sin(3x)", "q'(x) = 2x", "f'(0) = 0", "q'(0) = 0", "f''(x) = -9cos(3x)", "q''(x) = 2")
QUOTIENT = "f''(0)/q''(0) = -9/2"
LOOKED = ("f'(x) = (1 - x)e^(-x)", "f'(1) = 0", "f(0) = 0", "f(1) = 1/e", "f(3) = 3e^(-3)")
THROUGH = ("f'(x) = 3", "a = f'(1) = 3", "g(x) = x^3/3 - 3x^2", "g'(x) = x^2 - 6x", "g'(0) = 0", "g'(6) = 0")
ENDS = ("g(-1) = -10/3", "g(0) = 0", "g(6) = -36", "g(9) = 243 - 243 = 0")


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (SLOPE, SLOPED, "8", ""),
        (SLOPE, (r"$f'(x) = 3 \cdot x^{2} - 4$", r"$f'(2) = 12 - 4 = 8$"), "8", ""),
        (SLOPE, ("F(x) = x^4/4 - 2x^2", *SLOPED), "8", ""),  # what is idle is sound
        (AREA, WHOLE, "(e^2 + 1)/4", ""),
        (AREA, ("(x e^{2x} - e^(2x)/2)' = 2 x e^(2x)", r"F(x) = \frac{x}{2} e^{2x} - \frac{1}{4} e^{2x} + 5", WHOLE[2]), "(e^2 + 1)/4", ""),
        (WAVE, ("F(x) = x sin x + cos(x)", r"F(\pi/6) - F(0) = \pi/12 + \sqrt{3}/2 - 1"), "π/12 + √3/2 - 1", ""),
        (LOG, ("f'(x) = e^x + x e^x = (1 + x)e^x", "f'(ln 3) = 3 + 3ln(3)"), "3 + 3 ln 3", ""),
        (LIMIT, (*ORDERS, QUOTIENT), "-9/2", ""),
        (HIGHEST, LOOKED, "1/e", ""),
        (HIGHEST, (LOOKED[0], *LOOKED[:0:-1]), "1/e", ""),
        (LETTERED, (*THROUGH, *ENDS), "6", ""),
        (LETTERED, (*THROUGH[:2], "g(x) = x^3/3 - a x^2", "g'(x) = x(x - 2a)", *THROUGH[4:], *ENDS), "6", ""),
        (SLOPE, (), "8", "missing"),
        (SLOPE, SLOPED[:1], "8", "milestone"),
        (SLOPE, SLOPED[:1] * 3, "8", "milestone"),
        (SLOPE, ("f'(x) = 3x^2 - 4", "12 - 4 = 8"), "8", "milestone"),  # of what?
        (SLOPE, SLOPED[::-1], "8", "format"),  # what is not known yet
        (SLOPE, ("f'(2) = 8",), "8", "format"),
        (SLOPE, ("f'(x) = 3x^2 - 4x", "f'(2) = 8"), "8", "function"),
        (SLOPE, ("f'(x) = 3x^2 - 4", "f'(2) = 12 - 4 = 9"), "8", "value"),
        (SLOPE, ("f'(x) = 3x^2 - 4", "f'(2) = 3*2^3 - 4 = 8"), "8", "value"),
        (SLOPE, SLOPED, "9", "answer"),
        (SLOPE, ("f'(x) = 3x^2 - 4", "8 + 0*f'(2) = 8"), "8", "milestone"),  # f'(2) is not looked at
        (SLOPE, ("f'(x) = 3x^2 - 4", "f'(2) - f'(2) + 8 = 8"), "8", "milestone"),
        (HIGHEST, (LOOKED[0], "0*f(0) + 0*f(1) + 0*f(3) = 0", *LOOKED[4:]), "1/e", "milestone"),
        (AREA, ("F(x) = x e^(2x)/2", WHOLE[2]), "(e^2 + 1)/4", "function"),
        (AREA, (WHOLE[0], "F(1) = e^2/4", "F(0) = -1/4"), "(e^2 + 1)/4", "milestone"),
        (AREA, (*WHOLE[:2], "F(1) - F(0) = e^2/4"), "(e^2 + 1)/4", "value"),
        (AREA, ("(x e^(2x)/2)' = x e^(2x)", *WHOLE), "(e^2 + 1)/4", "function"),
        (LIMIT, (*ORDERS[2:], QUOTIENT), "-9/2", "milestone"),  # is it 0/0?
        (LIMIT, (*ORDERS[:4], QUOTIENT), "-9/2", "format"),
        (HIGHEST, LOOKED[:4], "1/e", "milestone"),
        (HIGHEST, (LOOKED[0], *LOOKED[2:]), "1/e", "milestone"),
        (HIGHEST, (*LOOKED[:2], "f(0) = 0", "f(1) = 0.37"), "1/e", "value"),
        (LETTERED, (*THROUGH[:1], *THROUGH[2:], *ENDS), "6", "format"),
        (LETTERED, ("a = 3", *THROUGH[2:], *ENDS), "6", "format"),  # a is not settled, and g is not known
        (LETTERED, (THROUGH[0], "a = f'(1) = 4"), "6", "value"),
        (LETTERED, (*THROUGH[:2], "g(x) = x^3/3 - 2x^2"), "6", "function"),
    ],
)
def test_a_derivation_gives_functions_and_the_values_that_settle_each_stage(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("(x + 1)^2", "x^2 + 2x + 1"),
        ("sin(2x)", "2 sin(x) cos(x)"),
        ("sin(x)^2 + cos(x)^2", "1"),
        ("e^x*e^(2x)", "e^{3x}"),
        ("-x^2", "0 - x*x"),
        (r"\frac{1}{2} x \sin 3x", "x*sin(3x)/2"),
        ("sin(-x)", "-sin(x)"),
    ],
)
def test_functions_in_other_words(text, same):
    assert function(text, ())[0] == function(same, ())[0]


@pytest.mark.parametrize("text", ["", "x/0", "1/x", "x^-1", "e^(x^2)", "sin(x + 1)", "x^99", "y", "ln(x)", "2e", "(((((((((((((x)))))))))))))", "a"])
def test_what_is_no_such_function_is_refused(text):
    with pytest.raises((NoFunction, ZeroDivisionError)):
        function(text, ())


def test_a_derivation_may_not_take_long():
    heavy = "(x + {0})^6*(sin(x) + cos(2x) + 1)*e^x"
    lines = "\n".join(f"S{n}: ({heavy.format(n)} - {heavy.format(n)})' = 0" for n in range(1, 80))
    assert verify_trace(SLOPE, lines).sound < 20
    assert verify_trace(SLOPE, "\n".join(f"S{n}: {n} + √2 = √2 + {n}" for n in range(1, 80))).sound == 40


def test_chinese_names_a_number_before_it_says_which():
    """Behind a limit stands what its function is, so that a name at the end would belong to the function."""
    task = registry.load("math/calculus")
    for sample in members("math/calculus", 10, 12):
        for phrasing in (0, 1):
            prompt = render(task, sample.problem, Random(1), "zh", phrasing)
            assert [line[2] for line in prompt.splitlines() if line.startswith(("设 ", "记 "))] == ["a", "b"]


@pytest.mark.parametrize("scale", [1, 10**400])
def test_extremes_that_floats_cannot_tell_apart_are_told_exactly(scale):
    """e is 2.71828182845904523536.. ; the values also differ where they are too large for floats."""
    e = {exact.Unit(power=Fraction(1)): Fraction(scale)}
    below, above = ({exact.Unit(): Fraction(digits * scale, 10**20)} for digits in (271828182845904523536, 271828182845904523537))
    values = {Fraction(1): below, Fraction(2): e, Fraction(3): above}
    assert exact.best(values, highest=True) == 3
    assert exact.best(values, highest=False) == 1
    assert exact.best({Fraction(1): below, Fraction(2): {exact.Unit(): Fraction(scale)}}, highest=False) == 2


@pytest.mark.parametrize("power", [700, 800])
def test_values_beyond_floats_are_told_apart(power):
    values = {Fraction(x): {exact.Unit(power=Fraction(power)): Fraction(10**10 * x)} for x in (1, 3, 2)}
    assert exact.best(values, highest=True) == 3
    assert exact.best(values, highest=False) == 1
