"""Math path: trees of expressions, and the number of fillings against trying them all."""

from itertools import combinations, product

import pytest
from drawing import candidates, samples

from synth.generators.logic.math_path.counting import has_one_filling
from synth.generators.logic.math_path.expressions import normal, read, shown
from synth.verifiers.logic.math_path import MathPath, verify


@pytest.mark.parametrize("text", ["1 + 2 * 3", "(1 + 2) * 3", "9 - (3 - 1)", "9 - 3 - 1", "8 / (4 / 2) % 3", "?1 * (2? + 3) - 4"])
def test_trees_are_shown_as_they_were_read(text):
    assert shown(read(text)) == text


def test_only_sums_and_products_may_be_turned():
    assert normal(read("1 + 2 + 3 * 4")) == normal(read("4 * 3 + (2 + 1)"))
    assert normal(read("1 - 2")) != normal(read("2 - 1"))
    assert normal(read("8 / 2 * 4")) != normal(read("8 / (2 * 4)"))


@pytest.mark.parametrize(
    "equation",
    [
        "38 + 17 = 55",
        "64 / 4 % 9 = 7",
        "17 % 6 + 3 = 8",
        "(7 - 3) * 4 = 16",
        "78 * 3 = 234",
        "9 * 8 = 70 + 2",
        "81 / 9 = 3 * 3",
        "5 * (9 - 9) = 0",
    ],
)
def test_one_filling_is_told_from_several_and_none_as_by_trying_all(equation):
    """With one, two and three of its digits hidden."""
    places = [place for place, sign in enumerate(equation) if sign.isdigit()]
    counts = set()
    for chosen in (set(some) for number in (1, 2, 3) for some in combinations(places, number)):
        hidden = "".join("?" if place in chosen else sign for place, sign in enumerate(equation))
        problem = MathPath(hidden)
        count = sum(verify(problem, "".join(text)).accepted for text in _fillings(hidden))
        left, right = map(read, hidden.split(" = "))
        assert has_one_filling(left, right) == (count == 1), hidden
        assert has_one_filling(right, left) == (count == 1), hidden
        counts.add(min(count, 2))
    assert len(counts) > 1


def _fillings(equation):
    for digits in product("0123456789", repeat=equation.count("?")):
        found = iter(digits)
        yield (next(found) if sign == "?" else sign for sign in equation)


def test_all_signs_occur():
    equations = " ".join(one.members[0].problem.equation for level in (5, 8) for one in candidates("logic/math_path", level, 60))
    assert all(sign in equations for sign in "+-*/%(")


@pytest.mark.parametrize("equation", ["3 + 4 = 7", "3 + ? = 7 = 7", "3 + = ?", "(3 + ? = 7"])
def test_what_is_no_equation_with_a_gap_is_refused(equation):
    MathPath("3 + ? = 7")
    with pytest.raises(ValueError, match="somewhere"):
        MathPath(equation)


@pytest.mark.parametrize("level", range(4, 11))
def test_from_level_4_on_no_side_is_told_by_ten_tries_on_the_other(level):
    for sample in samples("logic/math_path", level, 25):
        assert min(side.count("?") for side in sample.problem.equation.split(" = ")) >= 2
