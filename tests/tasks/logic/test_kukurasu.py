"""Kukurasu: sums by hand, and a drawing that says what stands where."""

from random import Random

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
