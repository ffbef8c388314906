"""The fast fractions are the standard library's in value, text, hash, order and errors; what they give is fast again."""

import fractions
import operator
import pickle
from decimal import Decimal
from random import Random

import pytest

from synth.verifiers.exact import Fraction

OPERATIONS = [
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod,
    operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge, divmod,
]  # fmt: skip
RNG = Random(5)
PARTS = [0, 1, -1, 2, 6, -6, 9, 35, 10**20, *(RNG.randint(-99, 99) for _ in range(6))]
PAIRS = sorted({fractions.Fraction(top, below) for top in PARTS for below in PARTS if below})[::5]


def outcome(what, *operands):
    try:
        return what(*operands)
    except (ArithmeticError, TypeError, ValueError) as error:
        return type(error)


@pytest.mark.parametrize("what", OPERATIONS, ids=lambda what: what.__name__)
def test_operations_are_those_of_the_standard_library(what):
    for one in PAIRS:
        for other in [*PAIRS, 0, 1, -3, 12, True, 0.25, -1.5, "1"]:
            again = Fraction(other) if isinstance(other, fractions.Fraction) else other
            for left, right in ((Fraction(one), again), (again, Fraction(one)), (Fraction(one), other), (other, Fraction(one))):
                plain = [fractions.Fraction(side) if isinstance(side, fractions.Fraction) else side for side in (left, right)]
                found, expected = outcome(what, left, right), outcome(what, *plain)
                assert found == expected and str(found) == str(expected), (what, left, right)
                if isinstance(found, fractions.Fraction):
                    assert found.denominator > 0 and hash(found) == hash(expected)


def test_powers():
    for one in PAIRS:
        for power in (0, 1, 2, 5, -1, -3, Fraction(2), 0.5):
            found, expected = outcome(operator.pow, Fraction(one), power), outcome(operator.pow, fractions.Fraction(one), power)
            assert str(found) == str(expected), (one, power)


@pytest.mark.parametrize(
    "made",
    [(), (7,), (7, 21), (7, -21), (-6, -4), (0, -5), (True,), (1, 0), (0, 0), ("1.25",), ("0.10",), ("-3/6",), ("1e-3",), ("12",), ("1.",), (".5",), ("1_0.5",)]
    + [("1.2.3",), ("",), ("²",), ("٣.٥",), ("1.5 ",), (0.75,), (Decimal("1.20"),), (fractions.Fraction(3, 9),), (Fraction(1, 3), 2), (3, Fraction(6, 5)), ("1", 2)],
)  # fmt: skip
def test_making(made):
    found, expected = outcome(Fraction, *made), outcome(fractions.Fraction, *made)
    assert found == expected and str(found) == str(expected)
    if isinstance(expected, fractions.Fraction):
        assert type(found) is Fraction and hash(found) == hash(expected) and repr(found) == repr(expected)
        assert pickle.loads(pickle.dumps(found)) == expected and float(found) == float(expected)


def test_what_they_give_is_of_their_kind():
    half, third = Fraction(1, 2), fractions.Fraction(1, 3)
    results = [half + third, third + half, half - third, third - half, half * third, third * half, half / third, third / half]
    results += [half + 1, 1 + half, half - 1, 1 - half, half * 3, 3 * half, half / 3, 3 / half, half**-2, -half, abs(-half), sum([half, half])]
    assert {type(result) for result in results} == {Fraction}
