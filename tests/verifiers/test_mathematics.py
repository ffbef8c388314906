"""The parser of mathematics: a table of forms and near misses, habits of models, and sympy and mpmath as oracles."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from random import Random

import mpmath
import pytest
import sympy
from habits import HABITS
from mathematical_forms import ROWS, TABLE, judge

from synth.verifiers.extract import final_answer
from synth.verifiers.parsers import mathematics as m
from synth.verifiers.parsers.mathematics.intervals import Intervals, Undecided
from synth.verifiers.parsers.mathematics.normal import Algebra, NoNormalForm, constant
from synth.verifiers.parsers.mathematics.polynomials import Expression, same_in_the_field, same_ratio
from synth.verifiers.parsers.mathematics.syntax import parse
from synth.verifiers.parsers.mathematics.tokens import Unreadable, lex
from synth.verifiers.parsers.mathematics.unions import apart, region


@pytest.mark.parametrize(
    "text", ["12.50", "-0.5", "3", "0", "-0", "-0.00", "007", "1.2345", "5%", "-12.5%", "12.", "9" * 25, f"1.{'0' * 30}"]
)
@pytest.mark.parametrize("unit", ["", "%"])
def test_plain_decimals_are_read_as_those_between_dollars(text, unit):
    assert m.decimal(text, 2, unit) == m.decimal(f"${text}$", 2, unit)


def test_the_table_is_large_and_half_of_it_are_near_misses():
    right = Counter(verdict for *_, verdict in ROWS)
    assert len(set(ROWS)) == len(ROWS) >= 400
    assert right[False] >= len(ROWS) / 2
    assert all(right and wrong for *_, right, wrong in TABLE)


@pytest.mark.parametrize(("kind", "gold", "form", "verdict"), ROWS)
def test_forms(kind, gold, form, verdict):
    assert judge(kind, gold, form) is verdict


def test_habits_of_models_cost_no_reward():
    """All habits that other tasks are tried with, on the first right form of each kind."""
    for kind, gold, (form, *_), _ in TABLE:
        for habit in HABITS:
            if form and habit.fits(form):
                answer = final_answer(habit.write(form))
                assert isinstance(answer, str) and judge(kind, gold, answer), (kind, habit.name, answer)


DRESSED = ("${}$", "\\boxed{{{}}}", "The answer is {}.", "**{}**", "\\({}\\)", "答案：{}", "`{}`", "  {}\n", "Answer: ${}$", "$${}$$")


@pytest.mark.parametrize("dress", DRESSED)
def test_decorations_change_no_verdict(dress):
    """On the first right form and the first near miss of each kind."""
    for kind, gold, right, wrong in TABLE:
        for form, verdict in ((right[0], True), (wrong[0], False)):
            assert judge(kind, gold, dress.format(form)) is verdict, (kind, gold, form)


def test_a_gold_answer_that_cannot_be_read_is_an_error():
    for call in (m.same_value, m.same_set, m.same_tuple, m.same_union_of_intervals, m.same_matrix):
        with pytest.raises(ValueError, match=r"\w"):
            call("1", "1 +")
    with pytest.raises(ValueError, match=r"\w"):
        m.same_polynomial("x", "x +", ("x",))
    assert m.same_value("5", 5) and m.same_value("0.4", Fraction(2, 5)) and not m.same_value("5", 6)


def test_readers_give_values():
    assert m.rationals("x = 1/2, y = -3", ("x", "y")) == (Fraction(1, 2), Fraction(-3))
    assert m.rationals("y = -3, x = 1/2", ("x", "y")) == (Fraction(1, 2), Fraction(-3))
    assert m.rationals("y, x = -3, 1/2", ("x", "y")) == m.rationals("(y, x) = (-3, 1/2)", ("x", "y")) == (Fraction(1, 2), Fraction(-3))
    for some_named in ("y = 1/2, -3", "1/2, = -3, y", "y = 1, x = 2, = 3", "x, x = 1, 2"):
        assert m.rationals(some_named, ("x", "y", "z")) is None
    assert m.rationals("(\\sqrt2, 1)") is None
    assert m.rational_set("{1, 1/2, 0.5}") == {1, Fraction(1, 2)}
    assert m.rational_set("no solution") == frozenset()
    assert m.rational_matrix("[[1, 2], [3, 1/2]]") == ((1, 2), (3, Fraction(1, 2)))
    assert m.polynomial("2xy - (x+1)^2", ("x", "y")) == {(1, 1): 2, (2, 0): -1, (1, 0): -2, (0, 0): -1}
    assert m.polynomial("x^2/2 - x^2/2", ("x",)) == {}
    assert m.polynomial("1/x", ("x",)) is None and m.polynomial("\\pi x", ("x",)) is None
    assert m.rounded("0.125", 2) == (Fraction(12, 100), Fraction(13, 100))
    assert m.rounded("-\\pi", 2) == (Fraction(-314, 100),)


# Oracles. Random trees as text for us and as an object for them.


def surd(rng, depth):
    """(LaTeX, sympy) of a random constant whose steps have normal forms, or not."""
    if depth == 0:
        n, d = rng.randint(1, 12), rng.randint(1, 6)
        return rng.choice(
            (
                (str(n), sympy.Integer(n)),
                (f"\\frac{{{n}}}{{{d}}}", sympy.Rational(n, d)),
                (f"\\sqrt{{{n}}}", sympy.sqrt(n)),
                (f"\\sqrt[3]{{{n}}}", sympy.cbrt(n)),
                ("\\pi", sympy.pi),
                (f"\\ln {n + 1}", sympy.log(n + 1)),
                (f"e^{{{n}/{d}}}", sympy.exp(sympy.Rational(n, d))),
                (f"\\sin {15 * n}^\\circ", sympy.sin(sympy.pi * n / 12)),
            )
        )
    (one, left), (other, right) = surd(rng, depth - 1), surd(rng, depth - 1)
    return rng.choice(
        (
            (f"({one}) + {other}", left + right),
            (f"{one} - ({other})", left - right),
            (f"({one})({other})", left * right),
            (f"\\frac{{{one}}}{{1+({other})^2}}", left / (1 + right**2)),
            (f"({one})^2", left**2),
            (f"\\sqrt{{1+({other})^2}}", sympy.sqrt(1 + right**2)),
        )
    )


@pytest.mark.parametrize("seed", range(60))
def test_numbers_lie_in_their_intervals_and_equal_numbers_are_equal(seed):
    rng = Random(seed)
    for _ in range(3):
        text, value = surd(rng, rng.randint(0, 3))
        exact = sympy.N(value, 80)
        for digits in (50, 70):
            low, high = Intervals(digits).of(parse(lex(text)))
            assert sympy.Float(str(low), 90) <= exact <= sympy.Float(str(high), 90)
        assert m.same_value(f"1 + ({text}) - 1", text)
        assert m.same_value(f"\\frac{{\\sqrt{{2}}({text})}}{{2^{{1/2}}}}", text)
        assert not m.same_value(f"({text}) + 10^{{-30}}", text)
        assert not m.same_value(str(sympy.N(value, 30)), text) or value.is_rational


FUNCTIONS = ("sin", "cos", "tan", "arctan", "exp", "ln", "sqrt", "arcsin", "arccos")


def test_functions_agree_with_mpmath():
    rng = Random(3)
    mpmath.mp.dps = 90
    theirs = {"arctan": mpmath.atan, "ln": mpmath.log, "arcsin": mpmath.asin, "arccos": mpmath.acos}
    for _ in range(150):
        name, value = rng.choice(FUNCTIONS), Fraction(rng.randint(1, 999), 1000) * (1 if rng.random() < 0.5 else rng.randint(1, 300))
        if name.startswith("arc") and name != "arctan":
            value %= 1
        low, high = Intervals(60).of(parse(lex(f"{name}({value})")))
        exact = theirs.get(name, getattr(mpmath, name, None))(mpmath.mpf(value.numerator) / value.denominator)
        assert mpmath.mpf(str(low)) <= exact <= mpmath.mpf(str(high)), (name, value)
        assert high - low <= abs(high) * Decimal("1e-50") + Decimal("1e-55")


X, Y = sympy.symbols("x y")


def random_polynomial(rng, depth):
    """(text, sympy) of a random polynomial in x and y."""
    if depth == 0:
        n = rng.randint(1, 9)
        return rng.choice((("x", X), ("y", Y), (str(n), sympy.Integer(n)), ("2x", 2 * X), ("x^2", X**2), ("3xy", 3 * X * Y)))
    (one, left), (other, right) = random_polynomial(rng, depth - 1), random_polynomial(rng, depth - 1)
    return rng.choice(
        (
            (f"({one}+{other})", left + right),
            (f"({one}-({other}))", left - right),
            (f"({one})({other})", left * right),
            (f"({one})^2", left**2),
            (f"3({one})", 3 * left),
        )
    )


@pytest.mark.parametrize("seed", range(60))
def test_polynomials_agree_with_sympy(seed):
    rng = Random(seed)
    text, value = random_polynomial(rng, rng.randint(1, 4))
    ours, theirs = m.polynomial(text, ("x", "y")), sympy.Poly(value, X, Y)
    assert ours == {key: Fraction(int(value)) for key, value in theirs.terms() if value}
    expanded = str(theirs.as_expr()).replace("**", "^")
    assert m.same_polynomial(expanded, text, ("x", "y"), "expanded")
    assert m.same_polynomial(text, expanded, ("x", "y"))
    assert not m.same_polynomial(f"{expanded} + 1", text, ("x", "y"))
    assert not m.same_polynomial(f"{expanded} + x y^9", text, ("x", "y"))


@pytest.mark.parametrize("seed", range(30))
def test_both_routes_to_equal_polynomials_agree(seed):
    rng = Random(seed)
    one, _ = random_polynomial(rng, 3)
    for other in (random_polynomial(rng, 3)[0], f"({one})+x-x", f"{one}+1", f"\\frac{{({one})(x+y)}}{{x+y}}"):
        left, right = parse(lex(one)), parse(lex(other))
        by_form = same_ratio(Expression(left, "xy"), Expression(right, "xy"))
        assert by_form is same_in_the_field(left, right, "xy")


def test_large_powers_are_compared_over_a_field():
    names = ("x", "y", "z")
    big = "(x+y+z+1)^{40}(x-y)^{30}"
    with pytest.raises(NoNormalForm):
        m.exact.normal_form(parse(lex(big)), names)
    assert m.same_polynomial("(y+x+1+z)^{39}(1+x+y+z)(y-x)^{30}", big, names)
    assert not m.same_polynomial("(y+x+1+z)^{39}(1+x+y+z)(y-x)^{29}", big, names)
    assert not m.same_polynomial(f"{big}+1", big, names)


def line(rng):
    """A random union of intervals with whole ends: our text, and the doubled places of the line that it holds."""
    ends = sorted(rng.sample(range(-6, 7), 4))
    parts, held = [], set()
    for low, high in (ends[:2], ends[2:]):
        left, right = rng.choice("(["), rng.choice(")]")
        text = f"{left}{low}, {high}{right}"
        if rng.random() < 0.5:
            text = f"{low} {'<' if left == '(' else '≤'} x {'<' if right == ')' else '≤'} {high}"
        parts.append(text)
        held |= {place for place in range(-20, 21) if 2 * low + (left == "(") <= place <= 2 * high - (right == ")")}
    return parts, held


def test_unions_agree_with_counting_places():
    rng = Random(1)
    for _ in range(200):
        (one, left), (other, right) = line(rng), line(rng)
        if rng.random() < 0.5:
            other, right = [*one[::-1]], left
        assert m.same_union_of_intervals(" or ".join(other), " \\cup ".join(one)) is (left == right)


def test_unions_whose_parts_overlap_are_told_from_others():
    for answer in (
        "(0, 1] \\cup [1, 2)",
        "x < 1 or x \\ge 3",
        "x \\ne 2",
        "0 < x < 3",
        "{1, 2} \\cup (2, 3)",
        "x > 1, x < 3",
        "\\emptyset",
    ):
        assert apart(region(answer)), answer
    for answer in ("(0, 2) \\cup (1, 3)", "x < 1 or x < 2", "(0, 1), (0, 1)", "\\mathbb{R} \\cup (0, 1)"):
        assert not apart(region(answer)), answer


def test_large_radicands_are_factored_or_left_to_intervals():
    """10007 and 10009 are primes; their product is no square of a prime and has no small factor."""
    assert m.same_value("\\sqrt{100160063}\\sqrt{10007}", "10007\\sqrt{10009}")
    assert m.same_value("\\sqrt{100140049}", "10007")
    assert not m.same_value("\\sqrt{100160063}", "10008") and not m.same_value("\\sqrt{100160063}", "10007.99995")
    assert m.same_value("\\sqrt{18446744073709551557}", "18446744073709551557^{1/2}")


def test_normal_forms_of_surds_are_canonical():
    algebra = Algebra()
    root = algebra.root(constant(12), Fraction(1, 2))
    assert algebra.same(root, algebra.multiply(constant(2), algebra.root(constant(3), Fraction(1, 2))))
    assert algebra.power(root, 2).rational == 12
    with pytest.raises(Unreadable):
        algebra.inverse(algebra.add((root, algebra.multiply(root, constant(-1)))))
    with pytest.raises(NoNormalForm):
        Algebra(work=10).power(algebra.add((root, constant(1))), 30)
    with pytest.raises(Undecided):
        Intervals(50).of(parse(lex("\\frac{1}{\\sqrt{2}\\sqrt{2}-2}")))
