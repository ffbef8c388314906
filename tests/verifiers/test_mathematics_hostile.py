"""Texts built to break the parser of mathematics: none raises, and the steps that each costs are counted. Time is not looked at."""

import sys
from random import Random

import pytest
from hostile import HOSTILE, hostile_texts
from mathematical_forms import ROWS

from synth.verifiers.parsers import mathematics as m
from synth.verifiers.parsers.mathematics.tokens import MAX_LENGTH

STEPS = 400_000
"""Calls of functions, Python's and built-in, for one verdict on any text; some 50 ms."""
READERS = (
    *(lambda text, gold=gold: m.same_value(text, gold) for gold in ("1/2", "\\sqrt{2+\\sqrt{3}}")),
    m.rational,
    m.no_solution,
    lambda text: m.decimal(text, 2),
    lambda text: m.same_decimal(text, "\\pi", 3),
    lambda text: m.in_base(text, 16),
    lambda text: m.same_set(text, "{1, 2}"),
    lambda text: m.same_multiset(text, "\\{(1, 2), (3, 4)\\}"),
    lambda text: m.same_tuple(text, "(1, 2)", ("x", "y")),
    lambda text: m.same_union_of_intervals(text, "x < 1"),
    lambda text: m.same_polynomial(text, "x^2+y", ("x", "y"), "factored"),
    lambda text: m.same_polynomial(text, "x^2+y", ("x", "y"), "expanded"),
    lambda text: m.same_rational_function(text, "1/x", ("x", "y")),
    lambda text: m.same_function(text, "\\sin x", ("x",)),
    lambda text: m.same_matrix(text, "[[1,2],[3,4]]"),
    m.rational_set,
    m.rationals,
    m.rational_matrix,
    lambda text: m.polynomial(text, ("x", "y")),
)
LOGS = "+".join(["\\ln 2 - \\ln 2"] * 170)
TOWERS = (
    *("9^{9^9}", "9^{9^{9^9}}", "10^{10^{10}}", "10^(10^10)", "2^{2^{2^{2^{2^2}}}}", "((((9^9)^9)^9)^9)^9", "(10^{300})^{300}", "1/10^{999}", "0.5^{1000}"),
    *("99999999!", "150!!", "((5!)!)!", "150!^{150}", "\\binom{9999999}{555}", "\\binom{300}{150}^9", "e^{e^{e^{e^e}}}", "e^{10^9}", "\\ln(10^{300})^{300}"),
    *("2^{1/99999999}", "\\sqrt[99999999]{2}", "\\sin(10^{300})", "\\sqrt{" + "9" * 300 + "}", "\\sqrt{18446744073709551557}", "\\sqrt{99999999999999999989 \\cdot 3}"),
    *("(1+\\pi+e+\\ln2)^{1000}", "(x+y+1)^{1000}", "((x+y+1)^{1000})^{1000}", "(((x^{1000})^{1000})^{1000})^{1000}", "(x+1)^{999999999}", "x^{9^{9^9}}", "\\frac{1}{x-x}"),
    *("(" * 1400 + "1" + ")" * 1400, "\\frac{1}{" * 400 + "2" + "}" * 400, "\\sqrt" * 590 + "2", "2^" * 1400 + "2", "-" * 2999 + "1", "|" * 2999, "1" + "!" * 2999),
    *("1+" * 1490 + "1", "x*" * 1490 + "x", "+".join(f"\\sqrt{{{n}}}" for n in range(2, 270)), "*".join(f"(1+\\sqrt{{{n}}})" for n in range(2, 180))),
    *("\\pm 1 " * 600, "\\pm" * 1000 + "1", ", ".join(map(str, range(600))), "[" + ",".join(["[1,2]"] * 400) + "]", "{" * 1999 + "}" * 1999),
    *("x<1 or " * 400 + "x<1", " \\cup ".join(f"({n},{n}.5)" for n in range(200)), "(0,1) \\cup " * 200 + "(0,1)", "x \\ne 1 and " * 200 + "x \\ne 2", "(" * 1400 + "x<1" + ")" * 1400),
    *(f"\\sqrt{{2+\\sqrt{{3}}}}+{LOGS}", f"\\frac12+{LOGS}", "\\sin 1" * 600, "+".join(["\\sin 1-\\sin 1"] * 240) + "+\\sqrt{2+\\sqrt{3}}", "\\arctan(\\arctan(" * 14 + "1" + "))" * 14),
    *("=".join(["1/2"] * 700), "x=" * 1400 + "1/2", "x \\in " * 600 + "{1}", "1 & " * 900, "1 \\\\ " * 900, "\\begin{pmatrix}" * 200, "\\log_" * 700 + "2", "1,000" * 700, "1 000 " * 600),
    *("(x+y)" * 590, "\\frac{x}{x+1}+" * 200 + "1", "+".join(f"\\frac{{1}}{{x+{n}}}" for n in range(150)), "+".join(f"\\frac{{1}}{{{n}+\\sqrt2}}" for n in range(1, 150))),
)  # fmt: skip


def steps(read, text):
    """How many calls the verdict costs; functions of the interpreter count as those of Python do."""
    count = 0

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", [*TOWERS, *HOSTILE], ids=lambda text: ascii(text[:20]))
def test_no_text_costs_more_than_so_many_steps_or_raises(text):
    for read in READERS:
        assert steps(read, text) < STEPS


def test_random_hostile_texts_raise_nothing():
    forms = [form for *_, form, _ in ROWS]
    for number, (_, text) in enumerate(hostile_texts(forms, 3_000)):
        READERS[number % len(READERS)](text)


PIECES = (
    *"0123456789+-*/^(){}[],.xyπe !|=<>%_;: \n'&°√±½²",
    "\\",
    "\\frac",
    "\\sqrt",
    " \\cup ",
    "\\{",
    "\\}",
    "\\pm",
    "\\log",
    "\\sin",
    "\\infty",
    " or ",
)


def test_damaged_forms_raise_nothing():
    """Each form with some pieces put in, cut out or exchanged, for the readers of all kinds."""
    rng = Random(7)
    for _, _, form, _ in ROWS:
        for _ in range(rng.randint(1, 4)):
            start = rng.randrange(len(form) + 1)
            form = form[:start] + rng.choice(PIECES) * rng.randrange(2) + form[start + rng.randrange(3) :]
        for read in READERS:
            read(form)


def test_what_is_too_long_is_refused_unread():
    assert m.rational("1" + " " * 10 + "+0" * MAX_LENGTH) is None
    assert m.rational("0." + "1" * 400) is None
    assert m.same_value("0." + "1" * 290, "0." + "1" * 290)
