"""State machine: runs worked out by hand, what never happens is not asked for, and how answers are read."""

import pytest
from drawing import members
from msgspec.structs import replace

from synth.verifiers.simulation.state_machine import StateMachine, result, run, simulate, states, verify
from synth.verifiers.simulation.state_machine.machine import Case, Machine
from synth.verifiers.simulation.state_machine.words import CHINESE_WORDS, PANEL, STORIES

TURNSTILE = Machine(2, 1, -1, (Case(0, 1, 0, 1, 1, 0, False), Case(1, 0, 0, 0, 0, 0, False)), ())  # 1 is locked, event 0 opens it
COUNTING = Machine(2, 0, 1, (Case(0, 0, 3, 1, 2, 0, True), Case(0, 0, 0, 0, 0, 2, False), Case(1, 0, 0, 0, -1, -1, False)), ())
LIGHTS = Machine(3, 0, -1, (Case(0, 0, 0, 1, -1, 0, False), Case(1, 0, 0, 2, -1, 0, False), Case(2, 0, 0, 0, -1, 0, False)), (0, -1, 2))
ECHO = Machine(2, 0, 0, (Case(0, 0, 0, 1, 3, 1, False), Case(1, 0, 0, 0, -1, 1, False)), ())  # hears signal 0 alone

END = StateMachine("gate", (TURNSTILE,), (0, 1, 0, 1), 1, "end", 2, "", 0, 0)  # open, beep, click
COUNT = StateMachine("gate", (COUNTING,), (0, 0, 0, 0), 1, "count", 0, "", 0, 0)  # closed, 1, 2


def brief(machines, events):
    return [
        "".join(f"{now.state}{now.counter}{'wxyz'[now.signal] if now.signal >= 0 else '-'}" for now in step)
        for step in simulate(machines, events)
    ]


def test_runs_by_hand():
    assert brief([TURNSTILE], (1, 0, 0, 1)) == ["10-", "10-", "00w", "00-", "10x"]
    assert brief([COUNTING], (0, 0, 0, 0)) == ["01-", "03w", "10y", "0-1-", "01w"]  # the condition looks at the counter before the event
    assert brief([LIGHTS], (0, 1, 0, 0)) == ["00-", "10-", "10-", "20y", "00w"]  # also after an event that changes nothing
    assert brief([TURNSTILE, ECHO], (0, 0, 1, 0)) == ["10-00-", "00w11z", "00-11-", "10x11-", "00w02-"]


def first(what, which, times, machines=(TURNSTILE,), events=(0, 1, 0, 1, 0)):
    return StateMachine("gate", machines, events, 1, "first", 0, what, which, times)


@pytest.mark.parametrize(
    ("problem", "number"),
    [
        (first("state", 0, 2), 3),
        (first("state", 1, 1), 2),  # the start does not count
        (first("signal", 1, 2), 4),
        (first("counter", 0, 3, (COUNTING,), (0, 0, 0)), 1),
        (first("both", 0, 1, (TURNSTILE, ECHO)), 1),
        (first("both", 1, 0, (TURNSTILE, ECHO), (0, 1, 0, 1)), 4),  # so they are at the start, which is no event
    ],
)
def test_what_happens_first(problem, number):
    assert result(problem, run(problem)) == str(number)
    assert len(states(problem)) == number


def test_what_never_happens_is_not_asked():
    for what, which, times in (("state", 0, 4), ("signal", 3, 1)):
        with pytest.raises(ValueError, match="never happens"):
            first(what, which, times)
    with pytest.raises(ValueError, match="not there"):
        first("counter", 0, 1)
    with pytest.raises(ValueError, match="in order"):
        replace(COUNTING, cases=COUNTING.cases[::-1])


def case(state=0, event=0, least=0, to=0, signal=-1, change=0, reset=False):
    return Case(state, event, least, to, signal, change, reset)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"start": 2}, "no such state"),
        ({"cases": (case(state=2),)}, "no such state"),
        ({"cases": (case(to=2),)}, "no such state"),
        ({"shows": (0,)}, "by states or by cases"),
        ({"shows": (0, 1), "cases": (case(signal=0),)}, "by states or by cases"),
        ({"cases": (case(least=1), case())}, "no counter"),
        ({"cases": (case(change=1),)}, "no counter"),
        ({"cases": (case(reset=True),)}, "no counter"),
        ({"counter": 0, "cases": (case(change=1, reset=True),)}, "set to 0 or changed"),
        ({"cases": (case(), case())}, "in order"),
        ({"cases": (case(event=1), case())}, "in order"),
        ({"counter": 0, "cases": (case(least=2), case(least=1))}, "in order"),
    ],
)
def test_machines_that_make_no_sense_are_refused(fields, fault):
    with pytest.raises(ValueError, match=fault):
        Machine(**{"states": 2, "start": 0, "counter": -1, "cases": (case(),), "shows": ()} | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"repeat": 40},
        {"last": 0},
        {"last": 5},
        {"ask": "count"},
        {"ask": "count", "last": 0},
        {"which": 1},
        {"times": 1},
        {"what": "state"},
        {"ask": "first", "last": 0},
        {"ask": "first", "last": 0, "what": "counter", "times": 1, "which": 1, "machines": (TURNSTILE, ECHO)},
        {"ask": "first", "last": 0, "what": "state", "times": 0},
        {"ask": "first", "last": 0, "what": "state", "times": 1, "which": 2},
        {"ask": "first", "last": 0, "what": "signal", "times": 1, "which": 4},
        {"ask": "first", "last": 0, "what": "both", "times": 0},
    ],
)
def test_questions_that_make_no_sense_are_refused(fields):
    assert StateMachine("gate", (TURNSTILE,), (0, 1, 0, 1), 30, "end", 2, "", 0, 0)
    with pytest.raises(ValueError, match=r"\w"):
        StateMachine(**{name: getattr(END, name) for name in END.__struct_fields__} | fields)
    both = {"ask": "first", "last": 0, "what": "both", "machines": (TURNSTILE, ECHO)}
    for which, times in ((2, 0), (0, 2)):
        with pytest.raises(ValueError, match="no such states"):
            StateMachine(**{name: getattr(END, name) for name in END.__struct_fields__} | both | {"which": which, "times": times})


def test_the_lines_of_a_trace():
    problem = StateMachine("gate", (TURNSTILE, ECHO), (0, 0, 1, 0), 1, "end", 1, "", 0, 0)
    assert [str(state) for state in states(problem)] == [
        "1: s = A; out = w; s2 = Q; n2 = 1; out2 = k",
        "2: s = A; out = -; s2 = Q; n2 = 1; out2 = -",
        "3: s = B; out = x; s2 = Q; n2 = 1; out2 = -",
        "4: s = A; out = w; s2 = P; n2 = 2; out2 = -",
    ]


def test_words_are_told_apart():
    casts = (*STORIES.values(), PANEL)
    words = [word for cast in casts for word in (*cast.states, *cast.events, *cast.signals, cast.counter)]
    assert len(words) == len(set(words)) and set(words) == set(CHINESE_WORDS)


@pytest.mark.parametrize("level", range(1, 11))
def test_each_kind_of_question_is_asked_late_in_a_run_with_many_states(level):
    for sample in members("simulation/state_machine", level, 20):
        problem, steps = sample.problem, run(sample.problem)
        assert len({now[0].state for now in steps}) >= 3 and len(set(problem.events)) > 1
        if problem.ask == "first":
            assert int(sample.answer) >= len(steps) // 2
        assert len(states(problem)) <= 60


@pytest.mark.parametrize(
    ("problem", "answer", "reason"),
    [
        (END, "The gate is in state open; the signals were beep, click", ""),
        (END, '{"state": "open", "signals": ["beep", "click"]}', ""),
        (END, "OPEN -> BEEP -> CLICK", ""),
        (END, "B w x", ""),
        (END, "open (beep, click)", ""),
        (END, "State: open (B). The last two signals: beep (w), then click (x).", ""),
        (END, "B (open), w, x", "format"),
        (END, "状态是打开，最后的 2 个信号分别是蜂鸣和咔嗒", ""),
        (END, "open (A), beep, click", "format"),
        (END, "open, beep, click, beep", "format"),
        (END, "not open, beep, click", "format"),
        (END, "ready, beep, click", "format"),
        (END, "openbeep, click", "format"),
        (END, "open, beep, click2", "format"),
        (END, "open, click, beep", "value"),
        (COUNT, "closed, visitors: 1, beep: 2", ""),
        (COUNT, "A; 1; 2", ""),
        (COUNT, "closed, -1, 2", "format"),
        (COUNT, "closed1, 2", "format"),
        (COUNT, "closed, 1, 00002", "format"),
        (COUNT, "closed, 2, 1", "value"),
        (first("state", 0, 2), "after event 3", ""),
        (first("state", 0, 2), "the 3rd event", "format"),
        (first("state", 0, 2), "3, 5", "format"),
        (first("state", 0, 2), "closed", "format"),
    ],
)
def test_how_answers_are_read(problem, answer, reason):
    verdict = verify(problem, answer)
    assert (verdict.accepted, verdict.reason) == (not reason, reason)


def test_a_panel_knows_signals_that_its_device_can_give():
    for sample in members("simulation/state_machine", 10, 40):
        device, panel = sample.problem.machines
        given = {*device.shows, *(case.signal for case in device.cases)} - {-1}
        assert len(given) > 1 and {case.event for case in panel.cases} <= given


@pytest.mark.parametrize("level", [5, 9, 10])
def test_conditions_and_counters_of_each_machine_decide_something(level):
    """Either machine with the counter that it has at the start leads elsewhere."""
    for sample in members("simulation/state_machine", level, 25):
        problem = sample.problem
        for place, machine in enumerate(problem.machines):
            still = replace(machine, cases=tuple(replace(case, change=0, reset=False) for case in machine.cases))
            machines = tuple(still if one is machine else one for one in problem.machines)
            steps = simulate(machines, problem.events * problem.repeat)
            given = [step[-1].signal for step in steps if step[-1].signal >= 0]
            assert (problem.ask == "end" and len(given) < problem.last) or result(problem, steps) != sample.answer, place
