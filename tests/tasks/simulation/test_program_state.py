"""Program state: moments of a run, told apart from what CPython's own tracing sees."""

import sys
from random import Random

import numpy as np
import pytest
from drawing import CHECKED, members

from synth.generators.simulation.program_state import ordinal
from synth.generators.simulation.program_state.late import count_times, mark, strike
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation.program_state import ProgramState, answer, asked, states

NAME = "simulation/program_state"


def traced(problem):
    """For each line executed by CPython, in order: its number and the variables before it."""
    seen, space = [], {}
    exec(compile(problem.program, "program", "exec"), space)  # noqa: S102

    def local(frame, event, _):
        if event in ("line", "return"):
            seen.append((frame.f_lineno if event == "line" else 0, {name: repr(value) for name, value in frame.f_locals.items()}, id(frame)))
        return local

    before = sys.gettrace()
    sys.settrace(lambda frame, event, _: local if frame.f_code.co_filename == "program" else None)
    try:
        space[problem.entry](*_calls.read(problem.arguments))
    finally:
        sys.settrace(before)
    return seen


@pytest.mark.parametrize("level", CHECKED)
def test_moments_are_those_of_cpython(level):
    for sample in members(NAME, level, 12):
        problem, seen = sample.problem, traced(sample.problem)
        places = [place for place, (line, _, _) in enumerate(seen) if line == problem.line]
        if problem.ask == "count":
            assert sample.answer == str(len(places))
            continue
        frame = seen[places[problem.times - 1]][2]
        after = next(variables for line, variables, of in seen[places[problem.times - 1] + 1 :] if of == frame)
        assert after[problem.variable] == sample.answer == repr(answer(problem))


@pytest.mark.parametrize("level", CHECKED)
def test_traces_end_at_the_moment(level):
    for sample in members(NAME, level, 12):
        if sample.problem.ask == "value":
            assert states(sample.problem)[-1].values[-1] == (sample.problem.variable, sample.answer)
            assert asked(sample.problem) <= len(_calls.events(sample.problem))
        assert len(states(sample.problem)) <= 250


def test_ordinals():
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103)] == "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd".split()


@pytest.mark.parametrize("fields", [("value", 2, 2, "t"), ("value", 2, 1, "a"), ("value", 2, 0, "t"), ("count", 2, 1, ""), ("value", 9, 1, "t")])
def test_moments_that_never_come_are_no_problem(fields):
    with pytest.raises(ValueError, match=r"."):
        ProgramState("def f(a):\n    t = a\n    return t\n", "f", "0", *fields)


@pytest.mark.parametrize("seed", range(30))
def test_late_values_are_those_that_no_other_time_and_no_other_log_has(seed):
    rng = Random(seed)
    own, *others = ([(rng.randrange(4), rng.randrange(6)) for _ in range(rng.randint(1, 40))] for _ in range(3))
    first = rng.randrange(len(own))
    places = [rng.random() < 0.8 for _ in range(4)]

    def timed(log):
        return [(key, [one for one, _ in log[: place + 1]].count(key), value) for place, (key, value) in enumerate(log)]

    late = {
        place: change
        for place, change in enumerate(timed(own))
        if place >= first and change[1] > 1 and places[change[0]] and own.count(own[place]) == 1
    }
    log, times, asked = np.array(own), np.empty(len(own), np.int64), np.zeros(len(own), np.bool_)
    count_times(log, np.zeros(4, np.int64), times)
    assert times.tolist() == [time for _, time, _ in timed(own)]
    assert mark(log, np.array(places), first, times, asked) == len(late)
    for other in others:
        late = {place: change for place, change in late.items() if change not in timed(other)}
        assert strike(log, times, np.array(other), asked) == len(late)
    assert np.flatnonzero(asked).tolist() == list(late)
