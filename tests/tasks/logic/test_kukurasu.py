"""Kukurasu: sums by hand, and a drawing that says what stands where."""

from functools import cache
from itertools import product
from random import Random

import pytest
from drawing import samples

from synth.generators.logic.kukurasu import prompt_variables
from synth.verifiers.logic.kukurasu import HIDDEN, Kukurasu, verify, weighed


def test_a_line_weighs_what_its_places_say():
    assert [weighed(line) for line in ((1, 0, 1), (0, 0, 0), (1, 1, 1), (0, 1, 0, 1))] == [4, 0, 6, 6]


def test_rows_weigh_by_columns_and_columns_by_rows():
    problem = Kukurasu((2, 4, 0), (2, 1, 2))
    assert verify(problem, "0 1 0\n1 0 1\n0 0 0").accepted
    assert verify(problem, "1 0 0\n0 1 1\n0 0 0").reason == "row"
    assert verify(Kukurasu((2, 4, 0), (2, 2, 2)), "0 1 0\n1 0 1\n0 0 0").reason == "column"


def test_the_drawing_has_each_sum_at_its_line():
    drawing = prompt_variables(Kukurasu((4, HIDDEN, 7), (10, 1, 2)), Random(0))["drawing"]
    assert drawing == "     1  2  3\n 1   .  .  .  = 4\n 2   .  .  .  = ?\n 3   .  .  .  = 7\n  = 10  1  2"


def lines_read(problem: Kukurasu) -> str:
    """Lines are read until nothing changes: cells on which all fillings agree. Then the line with fewest fillings gets the first of them,
    for good, and so on."""
    rows, columns = len(problem.rows), len(problem.columns)
    lines = [[r * columns + c for c in range(columns)] for r in range(rows)]
    lines += [[r * columns + c for r in range(rows)] for c in range(columns)]
    totals = problem.rows + problem.columns
    left = [fillings(len(line), told) for line, told in zip(lines, totals, strict=True)]
    cells = [-1] * (rows * columns)
    while -1 in cells and all(left):
        before = cells[:]
        for place, line in enumerate(lines):
            left[place] = [word for word in left[place] if all(cells[x] in (-1, sign) for x, sign in zip(line, word, strict=True))]
            for x, signs in zip(line, zip(*left[place], strict=True), strict=False):
                cells[x] = signs[0] if len(set(signs)) == 1 else -1
        if cells == before:
            open_lines = [place for place, words in enumerate(left) if len(words) > 1]
            place = min(open_lines, key=lambda place: len(left[place]))
            for x, sign in zip(lines[place], left[place][0], strict=True):
                cells[x] = sign
    return "\n".join(" ".join(str(max(sign, 0)) for sign in cells[r * columns : (r + 1) * columns]) for r in range(rows))


@cache
def fillings(length: int, total: int) -> list[tuple[int, ...]]:
    return [word for word in product((0, 1), repeat=length) if total in (HIDDEN, sum(k for k, sign in enumerate(word, 1) if sign))]


@pytest.mark.parametrize(("level", "least", "most"), [(1, 1.0, 1.0), (6, 1.0, 1.0), (7, 0.1, 0.5), (10, 0.0, 0.2)])
def test_up_to_level_6_lines_suffice_and_later_a_guess_pays_ever_less(level, least, most):
    won = [verify(sample.problem, lines_read(sample.problem)).accepted for sample in samples("logic/kukurasu", level, 40)]
    assert least <= sum(won) / len(won) <= most
