"""Predict the output: the programs against CPython, and the names that programs may differ in."""

from random import Random

import pytest
from drawing import CHECKED, members

from synth.generators.simulation import _naming
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import MAX_STEPS, program
from synth.verifiers.simulation.predict_output import PredictOutput, states

NAME = "simulation/predict_output"


def cpython(problem):
    space = {}
    exec(problem.program, space)  # noqa: S102
    return space[problem.entry](*_calls.read(problem.arguments))


def test_our_interpreter_agrees_with_cpython(scale):
    for level in range(1, 11):
        for sample in members(NAME, level, 50 * (scale if scale == 1 else 4 * scale)):
            value = cpython(sample.problem)
            assert repr(value) == sample.answer == repr(_calls.value(sample.problem))


@pytest.mark.parametrize("level", CHECKED)
def test_names_and_comments_are_all_that_copies_differ_in(level):
    for number, sample in enumerate(members(NAME, level, 20)):
        problem = sample.problem
        text, names = _naming.renamed(problem.program, Random(number))
        assert text != problem.program
        assert _naming.nameless(text) == _naming.nameless(problem.program)
        copy = PredictOutput(text, names[problem.entry], problem.arguments)
        assert _calls.value(copy) == _calls.value(problem)
        assert len(states(copy)) == len(states(problem))


@pytest.mark.parametrize("level", CHECKED)
def test_programs_use_what_they_define(level):
    for sample in members(NAME, level, 20):
        for name in program(sample.problem.program).functions:
            assert sample.problem.program.count(f"{name}(") > 1 or name == sample.problem.entry


def test_states_of_one_statement_stand_in_one_line():
    events = [(2, "i", "0"), (2, "x", "5"), (3, "t", "5"), (3, "t", "6"), (4, "", ""), (3, "t", "7")]
    assert [str(state) for state in _calls.states(events, numbered=True)] == ["L2: i = 0; x = 5", "L3: t = 5", "L3: t = 6", "L3: t = 7"]
    assert MAX_STEPS > _calls.STEPS


@pytest.mark.parametrize("fields", [("def f():\n    while True:\n        pass\n", "f", " "), ("def f(a):\n    return 1 // a\n", "f", "0"), ("def f(a):\n    return a\n", "g", "0"), ("def f(a):\n    return a\n", "f", "a + 1")])
def test_what_has_no_value_is_no_problem(fields):
    with pytest.raises(ValueError, match=r"."):
        PredictOutput(*fields)
