"""Mathador: the enumeration against all orders and bracketings with exact fractions, and the effort it states."""

from collections import Counter
from fractions import Fraction
from itertools import permutations, product
from random import Random

import numpy as np
import pytest

from synth.generators.logic.mathador.solver import draw, efforts, results, written
from synth.verifiers.logic.mathador import Mathador, verify
from synth.verifiers.parsers import arithmetic


def by_hand(items, signs):
    """(value, expression) by joining any two values by any sign left, one after another: expressions as nested tuples in which
    the operands of + and * are sorted. Leaves are (place, number)."""
    if not signs:
        yield items[0]
        return
    for (i, a), (j, b) in permutations(enumerate(items), 2):
        rest = [item for k, item in enumerate(items) if k not in (i, j)]
        for sign in signs:
            left, right = (b, a) if sign in "+*" and repr(b[1]) < repr(a[1]) else (a, b)
            x, y = left[0], right[0]
            if sign == "/" and y == 0:
                continue
            value = {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else y}[sign]
            if value >= 0 and value.denominator == 1:
                yield from by_hand([*rest, (value, (sign, left[1], right[1]))], signs.replace(sign, ""))


@pytest.mark.parametrize("numbers", [(2, 3, 5, 7, 9), (1, 4, 6, 8, 30), (12, 35, 6, 20, 9)])
def test_every_expression_is_found_once(numbers):
    items = [(Fraction(number), (place, number)) for place, number in enumerate(numbers)]
    distinct = {expression: value for value, expression in by_hand(items, "+-*/")}
    found = results(numbers)
    # Values that are equal make x - y and y - x both possible; the kernel keeps one of the two, and the same with quotients.
    ties = sum(_ties(expression) for expression in distinct)
    counts = Counter(int(value) for value in found.value[found.first :])
    assert set(counts) == {int(value) for value in distinct.values()}
    assert len(distinct) - ties <= counts.total() <= len(distinct)
    if not ties:
        assert counts == Counter(int(value) for value in distinct.values())


def _value(expression):
    if len(expression) == 2:
        return Fraction(expression[1])
    sign, left, right = expression
    x, y = _value(left), _value(right)
    return {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else y}[sign]


def _ties(expression):
    if len(expression) == 2:
        return 0
    sign, left, right = expression
    return int(sign in "-/" and _value(left) == _value(right)) or _ties(left) or _ties(right)


def test_every_expression_keeps_the_rules_as_written():
    rng = Random(4)
    for _ in range(10):
        numbers = tuple(rng.randint(1, 40) for _ in range(5))
        found = results(numbers)
        for row in rng.sample(range(found.first, len(found.value)), 20):
            if 1 <= found.value[row] <= 999:
                assert verify(Mathador(numbers, int(found.value[row])), written(found, row)).accepted


@pytest.mark.parametrize("numbers", [(2, 3, 4, 6, 12), (12, 6, 4, 3, 2), (5, 2, 2, 10, 10), (10, 2, 5, 10, 2)])
def test_what_is_said_to_need_no_brackets_needs_none(numbers):
    found = results(numbers)
    without = found.value[found.first :][found.form[found.first :] < 3]
    read = [
        arithmetic.parse(f"{a} {one} {b} {two} {c} {three} {d} {four} {e}")
        for (a, b, c, d, e), (one, two, three, four) in product(permutations(numbers), permutations("+-*/"))
    ]
    expected = {int(e.value) for e in read if e.value is not None and all(step >= 0 and step.denominator == 1 for step in e.steps)}
    assert 10 < len(expected) < len(set(found.value[found.first :].tolist()))
    assert set(without.tolist()) == expected


def test_a_search_goes_through_divisions_of_given_numbers_first():
    found = results((2, 3, 5, 7, 30))
    value, plain = found.value[found.first :], found.plain[found.first :]
    effort = efforts(found, 99)
    seen = set()
    for target in range(100):
        hits = value == target
        if (hits & (plain == 1)).any():
            expected, kind = (plain == 1).sum() / (hits & (plain == 1)).sum(), "plain"
        elif hits.any():
            expected, kind = (plain == 1).sum() + (plain == 0).sum() / hits.sum(), "other"
        else:
            expected, kind = 0, "none"
        assert np.isclose(effort[target], expected)
        seen.add(kind)
    assert seen == {"plain", "other", "none"}


def test_targets_are_drawn_with_the_effort_that_the_expressions_have():
    seen = set()
    for seed in range(1, 60):
        numbers, target, effort = draw(seed, 2, 20, range(10, 40), 150, 400)
        assert all(2 <= number <= 20 for number in numbers) and 10 <= target < 40
        assert efforts(results(numbers), 50)[target] == effort and 150 <= effort <= 400
        seen.add(target)
    assert len(seen) > 15 and draw(1, 2, 3, range(900, 901), 2_000, 3_000) == ((), 0, 0.0)


def test_every_tree_with_every_order_of_signs_has_a_place():
    """Of equal numbers each difference and each quotient is a whole number in one direction at least."""
    assert len(results((1, 1, 1, 1, 1)).value) == 5 + 10 * 4 + 10 * 3 * 12 + 5 * 15 * 24 + 105 * 24


def test_only_five_numbers_are_taken():
    for numbers in ((1, 2, 3, 4), (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 100), (0, 1, 2, 3, 4)):
        with pytest.raises(ValueError, match="five numbers"):
            results(numbers)


def test_the_highest_numbers_are_read():
    highest = Mathador((99, 99, 99, 99, 1), 999)
    assert Mathador.from_json(highest.to_json()) == highest
