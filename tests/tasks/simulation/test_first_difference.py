"""First difference: the runs are equal up to the step and not at it."""

import re

import pytest
from drawing import CHECKED, members

from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Failed, Program, Stopped, program
from synth.verifiers.simulation.first_difference import FirstDifference, answer, differ, other, states, steps

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


def test_no_remainder_is_compared_with_what_it_never_is():
    for sample in members(NAME, 1, 150):
        for divisor, number in re.findall(r"% (\d+) == (\d+)", other(sample.problem)):
            assert int(number) < int(divisor), other(sample.problem)


def test_what_does_not_differ_is_no_problem():
    text = "def f(a):\n    t = a\n    return t\n"
    for line, changed in ((2, "    t = a + 0"), (3, "    return t + 1"), (9, "    t = 1"), (2, "    t = b")):
        with pytest.raises(ValueError, match=r"."):
            FirstDifference(text, "f", "3", line, changed)


A = "def solve(items, k):\n    t = 0\n    for x in items:\n        t += x\n    # the sum\n\n    if t > k:\n        t = 0\n    else:\n        t += 1\n    return t\n"


@pytest.mark.parametrize("changed", ["    t = 1", "        t += x * 2", "\tt += 1", "    else:", "    t = (", "# t", "def solve(a):", "    t = go(1)"])
@pytest.mark.parametrize("line", range(1, 12))
def test_the_other_program_is_what_its_whole_text_says(line, changed):
    """It is read as one line in the place of another, and refused where the text as a whole would be."""
    arguments = "[3, 8], 4"
    text = "\n".join(changed if number == line else old for number, old in enumerate(A.split("\n"), 1))
    try:
        events = []
        Program(text).run("solve", [[3, 8], 4], events=events)
    except (ValueError, Failed, Stopped):
        with pytest.raises(ValueError, match=r"."):
            FirstDifference(A, "solve", arguments, line, changed)
        return
    try:
        problem = FirstDifference(A, "solve", arguments, line, changed)
    except ValueError as error:
        assert "step" in str(error)
    else:
        seen = [value for _, name, value in events if name]
        assert repr(answer(problem)[2]) in seen
        assert steps(problem)[1] == _calls.states(events, True)


def test_a_first_difference_in_two_variables_at_once_makes_no_problem():
    text = "def f(items, k):\n    s = 0\n    for i, x in enumerate(items[::-1]):\n        s += i * x\n    return s\n"
    with pytest.raises(ValueError, match="several values"):
        FirstDifference(text, "f", "[3, 5, 2], 4", 3, "    for i, x in enumerate(items):")


def test_a_difference_behind_the_last_step_is_none():
    a, b = [(2, "s", "0"), (3, "s", "1")], [(2, "s", "0"), (3, "s", "2")]
    assert differ(a, b) == (2, (("s", "1"),), (("s", "2"),))
    assert differ(a, b, 2) == differ(a, b)
    assert differ(a, b, 1) is None
