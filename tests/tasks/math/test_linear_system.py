"""Linear system: elimination against Cramer's rule and points on lines, and systems that ask for what they do not fix."""

from fractions import Fraction
from itertools import permutations
from math import prod
from operator import mul
from random import Random

import pytest
from drawing import members

from synth.verifiers.math._elimination import determinant, reduced
from synth.verifiers.math.linear_system import LinearSystem, outcome, parameter, put_in, singular


def leibniz(rows):
    """The determinant as a sum over permutations."""
    size = len(rows)
    return sum(
        (-1) ** sum(order[i] > order[j] for i in range(size) for j in range(i + 1, size)) * prod(rows[i][order[i]] for i in range(size))
        for order in permutations(range(size))
    )


@pytest.mark.parametrize("seed", range(30))
def test_elimination_agrees_with_sums_over_permutations(seed):
    rng = Random(seed)
    size = rng.randint(1, 5)
    rows = [[rng.randint(-3, 3) for _ in range(size)] for _ in range(size)]
    if seed % 3 == 0 and size > 1:
        rows[-1] = [a + b for a, b in zip(rows[0], rows[1 % size], strict=True)]
    assert determinant(rows) == leibniz(rows)
    left, pivots = reduced(rows, size)
    assert (len(pivots) == size) == (leibniz(rows) != 0)
    for row, column in zip(left, pivots, strict=False):
        assert [other[column] for other in left if other is not row] == [0] * (len(left) - 1) and row[column] > 0


@pytest.mark.parametrize("level", [1, 3, 5])
def test_one_solution_is_that_of_cramers_rule(level):
    for sample in members("math/linear_system", level, 20):
        rows = sample.problem.rows
        whole = leibniz([row[:-1] for row in rows])
        if sample.answer == "no solution":
            assert not whole
            continue
        values = [
            Fraction(leibniz([[*row[:i], row[-1], *row[i + 1 : -1]] for row in rows]), whole) for i in range(len(sample.problem.names))
        ]
        right = outcome(sample.problem)
        assert right == (tuple(values) if sample.problem.ask == "solution" else (sum(map(mul, sample.problem.weights, values)),))


def test_the_parameter_is_the_one_that_leaves_unknowns_open():
    for sample in members("math/linear_system", 10, 10):
        k = parameter(sample.problem)
        assert k in singular(sample.problem) and len(singular(sample.problem)) == 2
        assert leibniz([row[:-1] for row in put_in(sample.problem, k)]) == 0


@pytest.mark.parametrize(
    "problem",
    [
        ("form", ((1, 1, 2), (2, 2, 4)), (), (1, 0), ""),  # x is not fixed
        ("form", ((1, 1, 2), (2, 2, 5)), (), (1, 1), ""),  # no solution
        ("solution", ((1, 1, 2), (2, 2, 4)), (), (), ""),  # many
        ("fixed", ((1, 1, 2), (2, 2, 4)), (), (), ""),  # none is fixed
        ("fixed", ((1, 1, 2), (1, -1, 0)), (), (), ""),  # both are
        ("form", ((1, 1, 2), (1, 0, 2)), ((0, 0, 0), (0, 1, 1)), (1, 0), ""),  # x + ky = 2 + k has more solutions for k = 1 only if 2 = 3
        ("form", ((1, -1, 2), (0, 1, 4)), (), (1, 1), "cards"),  # minus one card
    ],
)
def test_what_has_no_answer_is_no_problem(problem):
    with pytest.raises(ValueError, match=r"solution|unknowns|story|infinitely"):
        LinearSystem(*problem)
