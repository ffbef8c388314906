"""Math path: trees of expressions, and the number of fillings against trying them all."""

from itertools import product

import pytest
from drawing import candidates

from synth.generators.logic.math_path.counting import solutions, values
from synth.generators.logic.math_path.expressions import normal, read, shown
from synth.verifiers.logic.math_path import MathPath, verify


@pytest.mark.parametrize("text", ["1 + 2 * 3", "(1 + 2) * 3", "9 - (3 - 1)", "9 - 3 - 1", "8 / (4 / 2) % 3", "?1 * (2? + 3) - 4"])
def test_trees_are_shown_as_they_were_read(text):
    assert shown(read(text)) == text


def test_only_sums_and_products_may_be_turned():
    assert normal(read("1 + 2 + 3 * 4")) == normal(read("4 * 3 + (2 + 1)"))
    assert normal(read("1 - 2")) != normal(read("2 - 1"))
    assert normal(read("8 / 2 * 4")) != normal(read("8 / (2 * 4)"))


@pytest.mark.parametrize("equation", ["?? + 1? = 5?", "?2 / ? = 1?", "1? % ? + ? = 4", "(? - 3) * ? = 1?", "?? * ? = 2?4"])
def test_fillings_are_counted_as_by_trying_all(equation):
    left, right = (values(read(side)) for side in equation.split(" = "))
    problem = MathPath(equation)
    tried = ("".join(parts) for parts in map(list, _fillings(equation)))
    assert solutions(left, right) == sum(verify(problem, text).accepted for text in tried)


def _fillings(equation):
    for digits in product("0123456789", repeat=equation.count("?")):
        found = iter(digits)
        yield (next(found) if sign == "?" else sign for sign in equation)


def test_all_signs_occur():
    equations = " ".join(one.members[0].problem.equation for level in (5, 8) for one in candidates("logic/math_path", level, 60))
    assert all(sign in equations for sign in "+-*/%(")
