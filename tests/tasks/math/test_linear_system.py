"""Linear system: elimination against Cramer's rule and points on lines, and systems that ask for what they do not fix."""

from fractions import Fraction
from itertools import permutations
from math import prod
from operator import mul
from random import Random

import pytest
from drawing import members

from synth.generators.math.linear_system.guesses import by_size, right_for, said, solved
from synth.verifiers.math._elimination import determinant, reduced
from synth.verifiers.math.linear_system import LinearSystem, outcome, parameter, proven, put_in, singular, sum_text, verify_trace


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


@pytest.mark.parametrize("level", range(7, 11))
def test_sizes_do_not_tell_the_parameter_nor_does_the_rest_of_the_system(level):
    """No k near the one that leaves small coefficients, and another k, which also gives every fixed unknown a value, gives another one."""
    for sample in members("math/linear_system", level, 20):
        problem = sample.problem
        k = parameter(problem)
        assert abs(k - by_size(problem.rows, problem.slopes)) > 1
        other = k + 1 if k + 1 not in singular(problem) else k + 2
        assert not right_for(outcome(problem), said(problem, solved(put_in(problem, other))))


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


def system(*rows, slopes=(), weights=(), story=""):
    return LinearSystem("form" if weights else "solution", rows, slopes, weights, story)


XY = system((2, 3, 12), (1, -1, 1), weights=(1, 0))
SUM = system((1, 1, 1, 6), (1, 2, 3, 11), weights=(1, 0, -1))
CARDS = system((3, 2, 19), (1, 4, 23), weights=(0, 1), story="cards")  # 3 and 5 points
NONE = system((1, 1, 2), (2, 2, 5))
BOTH = system((2, 1, 4), (2, -1, 1))
TWICE = system((1, 1, 1, 6), (1, -1, 0, -1), (1, 2, 3, 14), weights=(2, 1, 0))  # 1, 2, 3
OPEN = LinearSystem("form", ((1, 1, 2, 4), (1, 0, 1, 3), (1, 1, 0, 4)), ((0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0)), (1, 1, 2), "")  # k = 2


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (XY, ("E1 + 3*E2: 5x = 15", "S1/5: x = 3"), "3", ""),
        (XY, ("(E1 + 3 E2)/5: x = 3",), "3", ""),
        (XY, ("E1 + 3E2: 5x - 15 = 0",), "3", ""),
        (XY, ("E2: x = y + 1", "E1 - 2*S1: 5y = 10", r"\frac{1}{5}*S2: y = 2", "E2 + S3: $x = 3$"), "3", ""),
        (XY, ("E1 - 2*E2: 5y = 10", "S1 / 5: y = 2.0", "E2 + S2: x = 3"), "3", ""),
        (XY, ("E1：2x + 3y = 12", "S1 + 3·E2：5x = 15"), "x = 3", ""),
        (SUM, ("2*E1 - E2: x - z = 1",), "1", ""),
        (SUM, ("E2 - E1: y + 2z = 5", "E1 - S1: x - z = 1"), "1", ""),
        (CARDS, ("3*E2 - E1: 10y = 50", "S1/10: y = 5"), "5", ""),
        (CARDS, ("E1: 3y + 2x = 19", "3*E2 - S1: 10x = 50"), "5", ""),  # letters the other way round
        (NONE, ("E2 - 2*E1: 0 = 1",), "no solution", ""),
        (OPEN, ("k = 2", "E1 - E3: 0 = 0", "E1: x + y + 2z = 4"), "4", ""),
        (BOTH, ("(E1 + E2)/4: x = 5/4", "E1 - 2*S1: y = 3/2"), "x = 5/4, y = 3/2", ""),
        (TWICE, ("3*E1 - E3: 2x + y = 4",), "4", ""),
        (TWICE, ("3*E1 - E3 + E2: 3x = 3", "S1/3: x = 1", "S2 - E2: y = 2"), "4", ""),  # each part by itself, z never
        (XY, (), "3", "missing"),
        (BOTH, ("(E1 + E2)/4: x = 5/4",), "x = 5/4, y = 3/2", "open"),
        (TWICE, ("3*E1 - E3 + E2: 3x = 3", "S1/3: x = 1"), "4", "open"),
        (XY, ("E1 + x: x = 3",), "3", "format"),
        (XY, ("999999999*E1: 0 = 0",), "3", "value"),
        (XY, ("(999999999*999999999)*E1: 0 = 0",), "3", "format"),
        (NONE, ("E1: x + y = 2",), "no solution", "open"),
        (OPEN, ("k = 2", "E2: x + z = 3", "E1: x + y + 2z = 4"), "4", "open"),
        (XY, ("E1: 2x + 3y = 12", "E2: x - y = 1"), "3", "open"),
        (XY, ("E1 - 2*E2: 5y = 10",), "3", "open"),
        (XY, ("E1 + 3*E2: 5x = 15",), "4", "answer"),
        (XY, ("E1 + 3*E2: 5x = 16", "S1/5: x = 3"), "3", "value"),
        (XY, ("E2: x = 3",), "3", "value"),
        (XY, ("E1 + 3*S2: 5x = 15", "E2: x - y = 1"), "3", "label"),
        (XY, ("S1: x = 3",), "3", "label"),
        (XY, ("E1 + 3*E3: x = 3",), "3", "label"),
        (XY, ("E1 * E2: x = 3",), "3", "format"),
        (XY, ("E1 + 1: x = 3",), "3", "format"),
        (XY, ("x = 3",), "3", "format"),
        (XY, ("E1 + 3*E2: 5x = 15 = 15",), "3", "format"),
        (XY, ("E1/0: x = 3",), "3", "format"),
        (XY, ("k = 3", "E1 + 3*E2: 5x = 15"), "3", "parameter"),
        (CARDS, ("E1: 3y + 2x = 19", "3*E2 - S1: 10y = 50"), "5", "value"),  # and then back
        (NONE, ("E1 - E1: 0 = 0",), "no solution", "open"),
        (NONE, ("0*E1: 0 = 1",), "no solution", "value"),
        (OPEN, ("E1: x + y + 2z = 4",), "4", "parameter"),
        (OPEN, ("k = 0", "E1: x + y + 2z = 4"), "4", "parameter"),
        (OPEN, ("k = 2", "E1: x + y + 2z = 4"), "4", "open"),
        (OPEN, ("k = 2", "E1 - E1: 0 = 0", "E1: x + y + 2z = 4"), "4", "open"),
        (OPEN, ("k = 2", "E1 - E3: 0 = 0", "k = 2", "E1: x + y + 2z = 4"), "4", "parameter"),
    ],
)
def test_a_line_is_the_combination_that_it_names(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))


def test_a_long_derivation_ends():
    lines = "\n".join(f"S{number}: 99999*{'E1' if number == 1 else f'S{number - 1}'}: 0 = 0" for number in range(1, 300))
    assert verify_trace(NONE, lines).reason == "value"
    same = LinearSystem("form", ((1, 1, 1, 1, 1, 5),) * 2, (), (1, 1, 1, 1, 1), "cards")
    assert verify_trace(same, "\n".join(f"S{number}: E1: v + w + x + y + z = 5" for number in range(1, 300))).sound == 100


def test_a_sum_is_written_with_its_signs():
    assert sum_text((1, -2, 3), "xyz") == "x - 2y + 3z"
    assert sum_text((-1, 0, 1), "xyz") == "-x + z"


@pytest.mark.parametrize(("rows", "weights"), [(((1, -1, 2), (1, 1, 6)), (1, 1)), (((1, 2, 8), (1, 1, 6)), (2, -1))])
def test_stories_count(rows, weights):
    with pytest.raises(ValueError, match="counts things"):
        LinearSystem("form", rows, (), weights, "shop")
