"""First difference: the runs are equal up to the step and not at it."""

import pytest
from drawing import CHECKED, members

from synth.verifiers.simulation._interpreter import program
from synth.verifiers.simulation.first_difference import FirstDifference, answer, other, states, steps

NAME = "simulation/first_difference"


@pytest.mark.parametrize("level", CHECKED)
def test_runs_are_equal_up_to_the_step(level):
    for sample in members(NAME, level, 20):
        a, b = steps(sample.problem)
        step, left, right = answer(sample.problem)
        assert a[: step - 1] == b[: step - 1] and a[step - 1] != b[step - 1]
        assert repr(left) != repr(right)
        assert [len(state.values) for state in (a[step - 1], b[step - 1])] == [1, 1]
        assert len(states(sample.problem)) == step + 1


@pytest.mark.parametrize("level", CHECKED)
def test_programs_differ_in_one_line(level):
    for sample in members(NAME, level, 20):
        lines = zip(sample.problem.program.split("\n"), other(sample.problem).split("\n"), strict=True)
        assert [n for n, (left, right) in enumerate(lines, 1) if left != right] == [sample.problem.line]
        assert program(other(sample.problem)).functions.keys() == program(sample.problem.program).functions.keys()


def test_what_does_not_differ_is_no_problem():
    text = "def f(a):\n    t = a\n    return t\n"
    for line, changed in ((2, "    t = a + 0"), (3, "    return t + 1"), (9, "    t = 1"), (2, "    t = b")):
        with pytest.raises(ValueError, match=r"."):
            FirstDifference(text, "f", "3", line, changed)
