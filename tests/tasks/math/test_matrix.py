"""Matrix: characteristic polynomials, inverses and powers against their definitions, and questions that have no answer."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.verifiers.math._elimination import determinant
from synth.verifiers.math.matrix import Matrix, characteristic, eigenvalues, inverse_entry, kernel, power_entry, product, rank, there


def drawn(seed, largest=4):
    rng = Random(seed)
    size = rng.randint(2, 4)
    return [[rng.randint(-largest, largest) for _ in range(size)] for _ in range(size)]


@pytest.mark.parametrize("seed", range(20))
def test_the_characteristic_polynomial_is_a_determinant(seed):
    rows = drawn(seed)
    for x in (-3, 0, 2, 7):
        value = 0
        for coefficient in characteristic(rows):
            value = value * x + coefficient
        assert value == determinant([[x * (i == j) - entry for j, entry in enumerate(row)] for i, row in enumerate(rows)])


@pytest.mark.parametrize("seed", range(20))
def test_a_matrix_times_its_inverse_is_one(seed):
    rows = drawn(seed)
    size = range(len(rows))
    if determinant(rows):
        inverse = [[inverse_entry(rows, i + 1, j + 1) for j in size] for i in size]
        assert [[sum(rows[i][k] * inverse[k][j] for k in size) for j in size] for i in size] == [
            [Fraction(i == j) for j in size] for i in size
        ]
    else:
        with pytest.raises(ValueError, match="no inverse"):
            inverse_entry(rows, 1, 1)


@pytest.mark.parametrize("seed", range(20))
def test_powers_are_factors_one_after_another(seed):
    rows = whole = drawn(seed)
    for exponent in range(1, 9):
        assert power_entry(rows, exponent, 0, 2, 1) == whole[1][0]
        assert power_entry(rows, exponent, 7, 1, 2) == whole[0][1] % 7
        whole = product(whole, rows)


@pytest.mark.parametrize("level", [3, 5, 6, 9])
def test_vectors_go_to_zero(level):
    for sample in members("math/matrix", level, 20):
        if sample.problem.ask == "kernel":
            rows, vector = there(sample.problem), kernel(there(sample.problem))
            assert any(vector) and not any(sum(a * x for a, x in zip(row, vector, strict=True)) for row in rows)
            assert rank(rows) == len(rows) - 1


def test_eigenvalues_count_as_often_as_they_are_roots():
    assert eigenvalues([[2, 1], [0, 2]]) == [2, 2]
    assert eigenvalues([[0, 0, 0], [0, 0, 0], [0, 0, -9]]) == [-9, 0, 0]
    with pytest.raises(ValueError, match="no whole number"):
        eigenvalues([[1, 1], [1, 0]])


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (("inverse", ((1, 2), (2, 4)), (), (1, 1), 0, 0), "no inverse"),
        (("kernel", ((1, 2), (2, 5)), (), (), 0, 0), "only 0 goes to 0"),
        (("kernel", ((0, 3), (2, 0)), ((1, 0), (0, 1)), (), 0, 0), "positive t"),  # t^2 = 6
        (("kernel", ((-1, 0), (0, -2)), ((1, 0), (0, 1)), (), 0, 0), "positive t"),  # 1 and 2
        (("eigenvalues", ((0, -1), (1, 0)), (), (), 0, 0), "no whole number"),
        (("power", ((1, 2), (3, 4)), (), (1, 1), 13, 0), "remainder"),
        (("determinant", ((1, 2, 3), (3, 4, 5)), (), (), 0, 0), "as many columns"),
        (("rank", ((1, 2, 3), (3, 0, 8)), ((0, 0, 0), (0, 1, 0)), (), 0, 0), "lowers the rank"),
    ],
)
def test_what_has_no_answer_is_no_problem(problem, words):
    with pytest.raises(ValueError, match=words):
        Matrix(*problem)
