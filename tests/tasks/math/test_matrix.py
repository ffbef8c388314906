"""Matrix: characteristic polynomials, inverses and powers against their definitions, and questions that have no answer."""

from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators.math._parameter import by_size
from synth.verifiers.math._elimination import determinant
from synth.verifiers.math._expressions import NoPolynomial, tokens, worth
from synth.verifiers.math.matrix import (
    Matrix,
    characteristic,
    eigenvalues,
    inverse_entry,
    kernel,
    outcome,
    parameter,
    power_entry,
    product,
    proven,
    rank,
    there,
    verify_trace,
)


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


TWO = Matrix("determinant", ((1, 2), (3, 5)), (), (), 0, 0)  # -1
THREE = Matrix("determinant", ((2, 1, 0), (0, 2, 1), (1, 0, 2)), (), (), 0, 0)  # 9
ENTRY = Matrix("inverse", ((2, 1, 0), (0, 2, 1), (1, 0, 2)), (), (1, 2), 0, 0)  # -2/9
VALUES = Matrix("eigenvalues", ((2, 1), (1, 2)), (), (), 0, 0)  # 1, 3
POWER = Matrix("power", ((1, 2), (3, 5)), (), (1, 2), 3, 10)  # 4
KERNEL = Matrix("kernel", ((1, 2, 3), (4, 5, 6), (7, 8, 9)), (), (), 0, 0)
WITH_T = Matrix("kernel", ((0, 2), (2, 0)), ((1, 0), (0, 1)), (), 0, 0)  # t = 2
RANK = Matrix("rank", ((1, 2, 3), (3, 0, 9)), ((0, 0, 0), (0, 1, 0)), (), 0, 0)  # t = 6
POWER_T = Matrix("power", ((0, 2), (2, 0)), ((1, 0), (0, 1)), (1, 2), 2, 0)  # ((2, 2), (2, 2)) squared: 8
DOWN = ("R3 = 2*R3 - R1 = (0, -1, 4)", "R3 = 2*R3 + R2 = (0, 0, 9)")
AHEAD = (
    "R3 = R3 - (1/2)*R1 = (0, -1/2, 2 | -1/2, 0, 1)",
    "R3 = 2*R3 + (1/2)*R2 = (0, 0, 9/2 | -1, 1/2, 2)",
    "R2 = R2 - (2/9)*R3 = (0, 2, 0 | 2/9, 8/9, -4/9)",
    "R1 = (1/2)*R1 - (1/4)*R2 = (1, 0, 0 | 4/9, -2/9, 1/9)",
)
ROWS = ("R2 = R2 - 4*R1 = (0, -3, -6)", "R3 = R3 - 7*R1 = (0, -6, -12)", "R3 = R3 - 2*R2 = (0, 0, 0)")
SQUARES = ("A^2 = A * A = [(7, 2), (8, 1)]", "A^3 = A^2 * A = [(3, 4), (1, 1)]")


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (TWO, ("det = 1*5 - 2*3 = -1",), "-1", ""),
        (TWO, ("R2 = R2 - 3*R1 = (0, -1)", r"det A = 1 \cdot (-1) = -1"), "-1", ""),
        (THREE, (*DOWN, "det = 2*2*9/(2*2) = 9"), "9", ""),
        (THREE, ("R1 <-> R3", "R3 = R3 - 2*R1 = (0, 1, -4)", "R3 = R3 - R2/2 = (0, 0, -9/2)", "det = -(1*2*(-9/2)) = 9"), "9", ""),
        (THREE, (r"$R_3 = R_3 - \frac{1}{2} R_1 = [0, -\frac{1}{2}, 2]$", "R3：2·R3 + R2/2", "det = 9"), "9", "format"),
        (ENTRY, AHEAD, "-2/9", ""),
        (VALUES, ("p(x) = (x - 2)*(x - 2) - 1*1 = x^2 - 4x + 3 = (x - 1)(x - 3)",), "1, 3", ""),
        (VALUES, ("det(x - A) = (x - 2)^2 - 1 = (x - 3)*(x - 1)",), "1, 3", ""),
        (VALUES, ("det(x - A) = (2 - x)(2 - x) - 1*1 = x^2 - 2*2x + 4 - 1 = (x - 3)*(x - 1)",), "1, 3", ""),
        (POWER, SQUARES, "4", ""),
        (POWER, (r"A^2 = A*A = \begin{pmatrix} 7 & 12 \\ 18 & 31 \end{pmatrix}", "A^3 = A * A^2 = [[43, 74], [111, 191]]"), "4", ""),
        (POWER, ("A^3 = A * A * A = [(3, 4), (1, 1)]",), "4", ""),
        (KERNEL, ROWS, "(1, -2, 1)", ""),
        (KERNEL, ("R3 = R3 - 2*R2 + R1 = (0, 0, 0)", ROWS[0]), "(-1, 2, -1)", ""),
        (WITH_T, ("t = 2", "R1 = R1 - R2 = (0, 0)"), "(1, -1)", ""),
        (RANK, ("t = 6", "R2 = R2 - 3*R1 = (0, 0, 0)"), "6", ""),
        (POWER_T, ("t = 2", "R1 = R1 - R2 = (0, 0)", "A^2 = A * A = [(8, 8), (8, 8)]"), "8", ""),
        (TWO, (), "-1", "missing"),
        (TWO, ("det = -1 + 0 = -1",), "-1", "milestone"),
        (TWO, ("det = 5 + 2 + 3 - 11 = -1",), "-1", "milestone"),  # true of these four numbers alone
        (TWO, ("det = 5*1 - (2^3 - 2) = -1",), "-1", "milestone"),
        (TWO, ("det = -(3*2) + 5 = -1",), "-1", ""),
        (Matrix("determinant", ((2, 3), (-2, 2)), (), (), 0, 0), ("det = 2^2 + 3*2 = 10",), "10", ""),
        (TWO, ("R2 = R2 - 3*R1 = (0, -1)",), "-1", "milestone"),
        (THREE, (*DOWN, "det = 9 + 2 - 2 = 9"), "9", "milestone"),
        (THREE, (*DOWN, "det = 9 + 0 = 9"), "9", "milestone"),
        (THREE, ("det = 2*2*9/(2*2) = 9",), "9", "milestone"),
        (THREE, DOWN[:1] + ("det = 9 + 2*1*4 - 8 = 9",), "9", "milestone"),
        (THREE, DOWN[::-1], "9", "value"),
        (THREE, ("R3 = 2*R3 - R1 = (0, -1, 5)",), "9", "value"),
        (THREE, ("R3 = R1 - R2 = (2, -1, -1)",), "9", "row"),  # the third row is lost
        (THREE, ("R3 = 0*R3 + R1 = (2, 1, 0)",), "9", "row"),
        (THREE, ("R4 = R3 - R1 = (0, 0, 0)",), "9", "row"),
        (THREE, ("R1 <-> R4",), "9", "row"),
        (THREE, ("R3 = R3 + 1 = (2, 1, 3)",), "9", "format"),
        (THREE, (*DOWN, "det = 2*2*9/2 = 9"), "9", "value"),
        (ENTRY, AHEAD[:3], "-2/9", "milestone"),
        (ENTRY, AHEAD[1:], "-2/9", "value"),
        (VALUES, ("p(x) = x^2 - 4x + 3 = (x - 1)(x - 3)",), "1, 3", "milestone"),  # from where?
        (VALUES, ("p(x) = (x - 2)*(x - 2) - 1*1 = x^2 - 4x + 3",), "1, 3", "milestone"),
        (VALUES, ("p(x) = x*(x - 2) - 2*(x - 1) + 1*1 = (x - 1)(x - 3)",), "1, 3", "milestone"),  # no determinant of this matrix
        (VALUES, ("p(x) = (x - 2)*(x - 2) - 1*1 = (x - 2)(x - 2)",), "1, 3", "value"),
        (POWER, SQUARES[:1], "4", "milestone"),
        (POWER, SQUARES[1:], "4", "power"),
        (POWER, ("A^3 = A * A = [(7, 2), (8, 1)]",), "4", "power"),
        (POWER, ("A^2 = A * A = [(7, 2), (8, 2)]",), "4", "value"),
        (KERNEL, ROWS[:2], "(1, -2, 1)", "milestone"),
        (KERNEL, ROWS[:1] * 4, "(1, -2, 1)", "value"),
        (WITH_T, ("R1 = R1 - R2 = (0, 0)",), "(1, -1)", "parameter"),
        (WITH_T, ("t = -2",), "(1, -1)", "parameter"),
        (WITH_T, ("t = 2", "t = 2", "R1 = R1 - R2 = (0, 0)"), "(1, -1)", "parameter"),
        (RANK, ("t = 6",), "6", "milestone"),
        (POWER_T, ("t = 2", "A^2 = A * A = [(8, 8), (8, 8)]"), "8", "power"),  # is it this t?
        (KERNEL, ROWS, "(1, 2, 1)", "answer"),
    ],
)
def test_a_line_is_the_combination_or_the_product_that_it_names(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(x - 1)^2", [1, -2, 1]),
        ("2x(x + 1) - 2x^2", [2, 0]),
        ("(x^2 - 1)/(x + 1)", [1, -1]),
        ("x^3 mod (x^2 + 1)", [-1, 0]),
        ("-x^2", [-1, 0, 0]),
    ],
)
def test_polynomials_as_derivations_write_them(text, value):
    assert worth(tokens(text), {}, 0) == value


@pytest.mark.parametrize("text", ["", "x/0", "x/(x + 1)", "y", "x^99", "2^(x)", "x +", "(x", "x)", "x mod 0", "x^30 * x^30", "1/3 mod"])
def test_what_is_no_polynomial_is_refused(text):
    with pytest.raises(NoPolynomial):
        worth(tokens(text), {}, 0)
    assert worth(tokens("x/2"), {}, 7) == [4, 0]


def test_an_entry_lies_in_the_matrix():
    with pytest.raises(ValueError, match="a row and a column"):
        Matrix("inverse", ((1, 2), (3, 5)), (), (1, 3), 0, 0)


@pytest.mark.parametrize("level", [6, 8, 9, 10])
def test_the_entries_beside_a_parameter_do_not_show_it(level):
    for sample in members("math/matrix", level, 20):
        problem = sample.problem
        t = outcome(problem)[0] if problem.ask == "rank" else parameter(problem)
        assert abs(t - by_size(problem.rows, problem.slopes)) > 1


@pytest.mark.parametrize("level", [7, 8, 10])
def test_the_last_digit_of_an_exponent_is_not_enough(level):
    for sample in members("math/matrix", level, 20):
        problem = sample.problem
        digit = problem.exponent % 10 or 10
        assert power_entry(there(problem), digit, problem.modulus, *problem.place) != outcome(problem)[0]


@pytest.mark.parametrize(("idle", "reason"), [(30, ""), (120, "format")])
def test_a_derivation_has_an_end(idle, reason):
    problem = Matrix("determinant", ((2, 3), (4, 5)), (), (), 0, 0)
    lines = [*["R1 = R1 + 0*R2 = (2, 3)"] * idle, "R2 = R2 - 2*R1 = (0, -1)", "det = 2*(-1) = -2"]
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1))
    assert verify_trace(problem, f"{text}\n<answer>\n-2\n</answer>").reason == reason


@pytest.mark.parametrize("level", [7, 8, 10])
def test_exponents_go_by_the_modulus_less_one(level):
    """Eigenvalues are whole and differ, and the modulus is prime: what claims say is true of every power."""
    for sample in members("math/matrix", level, 20):
        problem = sample.problem
        assert power_entry(there(problem), problem.exponent % (problem.modulus - 1), problem.modulus, *problem.place) == outcome(problem)[0]
