"""New operators: definitions and priorities as the prompt states them, and what makes two problems the same."""

import re
from collections import Counter
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from drawing import samples
from msgspec.structs import replace

from synth.generators.logic.operation import LEVELS, TASK, _expression, _operators, kernel
from synth.generators.logic.operation.canonical import canonical
from synth.generators.logic.operation.formulas import infix
from synth.generators.logic.operation.mistakes import FINEST, LARGEST, MISTAKES, ORDERS, Telling, mistaken, telling
from synth.generators.prompts import phrasings, render
from synth.verifiers.logic.operation import Case, Operation, Operator, evaluate, verify

MINUS_TWICE = (Case(("x", "y", "2", "*", "-")),)  # x - 2y: neither commutative nor associative


def _operation(text, rank=3, right=False, cases=MINUS_TWICE):
    return Operation((Operator(rank, cases),), tuple(text.split()), right, ("◆",))


@pytest.mark.parametrize(
    ("text", "rank", "right", "value"),
    [
        ("9 @0 2 @0 1", 3, False, 3),  # (9 ◆ 2) ◆ 1
        ("9 @0 2 @0 1", 3, True, 9),  # 9 ◆ (2 ◆ 1)
        ("2 * 9 @0 1", 3, False, 14),
        ("2 * 9 @0 1", 2, False, 16),
        ("2 * 9 @0 1 + 1", 1, False, 17),  # ((2 * 9) ◆ 1) + 1
        ("2 + 9 @0 1 * 3", 1, False, 5),
        ("8 / 2 / 2 - 1 - 1", 3, True, 0),  # only rank 3 groups from the right
        ("9 @0 ( 2 @0 1 )", 1, False, 9),
    ],
)
def test_priorities_and_groups(text, rank, right, value):
    problem = _operation(text, rank, right)
    assert verify(problem, str(value)).accepted


def test_the_first_case_that_holds_decides():
    cases = (Case(("1",), "whole", ("x", "2", "/")), Case(("2",), "<=", ("x",), ("y",)), Case(("3",)))
    assert [
        evaluate(p.operators, p.expression, p.right)[0]
        for x, y in ((4, 9), (3, 3), (3, 1))
        for p in [_operation(f"{x} @0 {y}", cases=cases)]
    ] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("1 / ( 2 - 2 )", MINUS_TWICE),
        ("1 @0 2", (Case(("x", "y", "@0")),)),
        ("1 @1 2", MINUS_TWICE),
        ("1 @0 ( 2", MINUS_TWICE),
        ("1 @0 2", (Case(("x", "-")),)),
    ],
)
def test_what_has_no_value_is_no_problem(text, cases):
    """A division by zero, a circular or missing definition, an open bracket, an operator without a value."""
    with pytest.raises(ValueError, match=r"division|circular|bracket|expression|definition|two values"):
        _operation(text, cases=cases)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("x y - 3 *", "(x - y) * 3"),
        ("x y 3 - -", "x - (y - 3)"),
        ("x y 3 / *", "x * (y / 3)"),
        ("x y @0 2 -", "(x ◆ y) - 2"),
        ("x 1 + y @0 y *", "((x + 1) ◆ y) * y"),
        ("x y + 2 /", "(x + y) / 2"),
    ],
)
def test_formulas_are_written_with_the_brackets_that_they_need(formula, text):
    assert infix(tuple(formula.split()), "◆") == text


def test_grouping_counts_only_where_there_is_something_to_group():
    loose, tight = _operation("9 @0 2", rank=1), _operation("9 @0 2", rank=3)
    assert canonical(loose) == canonical(replace(loose, right=True))
    assert canonical(tight) != canonical(replace(tight, right=True))
    assert canonical(loose) != canonical(tight)


@pytest.mark.parametrize("text", ["1 )", "( 1", ") 1"])
def test_a_bracket_without_its_partner_is_no_expression(text):
    with pytest.raises(ValueError, match=r"bracket|expression"):
        _operation(text)


@pytest.mark.parametrize(
    ("mistake", "text", "read"),
    [
        ("brackets ignored", "9 @0 ( 2 * ( 3 - 1 ) )", "9 @0 2 * 3 - 1"),
        ("one operator after another from the left", "1 + 2 @0 ( 3 - 4 * 5 ) * 6", "( ( 1 + 2 ) @0 ( ( 3 - 4 ) * 5 ) ) * 6"),
        ("one operator after another from the right", "1 + 2 @0 ( 3 - 4 * 5 ) * 6", "1 + ( 2 @0 ( ( 3 - ( 4 * 5 ) ) * 6 ) )"),
        ("new operators bind as * and /", "2 * 9 @0 1", "( 2 * 9 ) @0 1"),
    ],
)
def test_mistakes_about_the_order_read_the_expression_another_way(mistake, text, read):
    told, meant = _operation(text), _operation(read)
    assert mistaken(mistake, told.operators, told.expression, False) == evaluate(meant.operators, meant.expression, False)[0]


@pytest.mark.parametrize("level", [4, 7, 10])
def test_from_level_4_on_no_mistake_about_the_order_pays(level):
    drawn = samples("logic/operation", level, 60)
    for name in MISTAKES | ORDERS:
        won = [str(mistaken(name, s.problem.operators, s.problem.expression, s.problem.right)) == s.answer for s in drawn]
        assert sum(won) <= 10, name  # a twentieth, and the chance of sixty problems


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_of_a_list_begins_with_an_operator_that_is_none(language):
    """`- * and / bind tighter` can be read as an operator `- *`."""
    for sample in samples("logic/operation", 5, 20):
        for phrasing in range(len(phrasings(TASK.name, language))):
            text = render(TASK, sample.problem, Random(0), language, phrasing)
            assert not re.search(r"^[-+*] ", text, re.MULTILINE), text


@pytest.mark.parametrize("level", [1, 2, 4, 7, 10])
def test_the_kernel_tells_what_python_tells(level):
    knobs, verdicts = LEVELS[level - 1], Counter()
    for seed in range(40):
        rng = Random(seed)
        operators, needed = _operators(rng, knobs)
        for right in (False, True):
            expression = _expression(rng, knobs, needed, len(operators))
            least = rng.choice((0, knobs.steps_from))
            verdict, top, bottom, steps, grouped = kernel.telling(
                *kernel.pack(operators), _read(expression), right, knobs.ranked, least, LARGEST, FINEST
            )  # fmt: skip
            found = telling(operators, expression, right, knobs.ranked, least)
            if verdict != kernel.TOO_LARGE:
                assert found == (Telling(Fraction(top, bottom), steps, grouped) if verdict == kernel.TELLING else None)
            verdicts[verdict] += 1
    assert verdicts[kernel.TELLING] > 3 and verdicts[kernel.REFUSED] > 3 and verdicts[kernel.TOO_LARGE] < 8


def test_the_kernel_says_where_a_number_might_not_fit():
    for text, verdict in (("999 * 999 * 999 @0 1", kernel.REFUSED), ("999 * 999 * 999 * 999 @0 1", kernel.TOO_LARGE)):
        expression = tuple(text.split())
        packed = kernel.pack((Operator(3, MINUS_TWICE),))
        assert kernel.telling(*packed, _read(expression), False, False, 0, LARGEST, FINEST)[0] == verdict


def _read(expression):
    return np.array([kernel.CODES[token] for token in expression])
