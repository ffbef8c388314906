"""Queue scheduler: schedules worked out by hand, each tie decided both ways, and what a run has to keep to whatever its rules are."""

from itertools import pairwise

import pytest
from drawing import members

from synth.verifiers.simulation.queue_scheduler import QueueScheduler, ends, result, states, turns, verify
from synth.verifiers.simulation.queue_scheduler.schedule import Job


def spans(problem):
    return " ".join(f"{'ABCDEFGH'[turn.job]}{turn.start}-{turn.end}" for turn in turns(problem))


def posed(jobs, quantum=2, machines=1, ageing=0, joins=("new", "spent"), ask="each", moments=()):
    return QueueScheduler(ask, tuple(jobs), quantum, machines, ageing, joins, 0, moments)


PLAIN = [Job(0, 0, (3,)), Job(2, 0, (2,))]
URGENT = [Job(0, 3, (4,)), Job(1, 1, (4,)), Job(1, 2, (1,))]
AWAY = [Job(0, 0, (2, 1, 1)), Job(1, 0, (3,)), Job(3, 0, (1,))]

RUNS = (
    (posed(PLAIN), "A0-2 B2-4 A4-5"),  # the new one stands before the one whose turn is over
    (posed(PLAIN, joins=("spent", "new")), "A0-2 A2-3 B3-5"),
    (posed(PLAIN, 0, joins=("new",)), "A0-3 B3-5"),
    (posed([Job(4, 0, (1,)), Job(0, 0, (1,))]), "B0-1 A4-5"),  # nobody is there
    (posed(URGENT), "A0-2 B2-4 B4-6 C6-7 A7-9"),
    (posed(URGENT, ageing=3), "A0-2 B2-4 C4-5 B5-7 A7-9"),  # C has waited from 1 to 4: as urgent as B, and before it
    (posed(URGENT, ageing=4), "A0-2 B2-4 B4-6 C6-7 A7-9"),
    (posed(AWAY, joins=("new", "back", "spent")), "A0-2 B2-4 C4-5 A5-6 B6-7"),
    (posed(AWAY, joins=("back", "new", "spent")), "A0-2 B2-4 A4-5 C5-6 B6-7"),
    (posed([Job(0, 0, (2,)), Job(0, 0, (1,)), Job(0, 0, (2,))], machines=2), "A0-2 B0-1 C1-3"),
)


@pytest.mark.parametrize(("problem", "run"), RUNS)
def test_schedules_by_hand(problem, run):
    assert spans(problem) == run


@pytest.mark.parametrize("level", range(1, 11))
def test_what_every_run_keeps_to(level):
    for sample in members("simulation/queue_scheduler", level, 20):
        problem, run = sample.problem, turns(sample.problem)
        for number, job in enumerate(problem.jobs):
            own = [turn for turn in run if turn.job == number]
            assert sum(turn.end - turn.start for turn in own) == sum(job.parts[::2])
            assert own[0].start >= job.arrival
            assert all(one.end <= other.start for one, other in pairwise(own))
            assert all(0 < turn.end - turn.start <= (problem.quantum or 99) for turn in own)
        for machine in range(problem.machines):
            own = [turn for turn in run if turn.machine == machine]
            assert all(one.end <= other.start for one, other in pairwise(own))
        assert len(states(problem)) == len({turn.start for turn in run}) <= 60
        assert dict(states(problem)[0].values)["run"].count("-") <= problem.machines
        assert sample.answer == result(problem, run) and max(ends(problem, run)) < 101  # the examples of the form are later times


def test_the_lines_of_a_trace():
    two = posed([Job(0, 0, (2, 1, 2)), Job(0, 0, (1,))], quantum=3, machines=2, joins=("new", "back", "spent"))
    assert [str(state) for state in states(two)] == [
        "t = 0: run = [A, B]; wait = []; left = [4, 1]",
        "t = 3: run = [A, -]; wait = []; left = [2, 0]",
    ]
    beside = posed([Job(0, 0, (4,)), Job(1, 0, (1,))], quantum=3, machines=2)
    assert [str(state) for state in states(beside)] == [
        "t = 0: run = [A, -]; wait = []; left = [4, 1]",
        "t = 1: run = [A, B]; wait = []; left = [3, 1]",
        "t = 3: run = [A, -]; wait = []; left = [1, 0]",
    ]
    assert str(states(posed(PLAIN))[1]) == "t = 2: run = [B]; wait = [A]; left = [1, 2]"


@pytest.mark.parametrize(
    "fields",
    [
        {"jobs": (Job(0, 0, (1, 1)), Job(0, 0, (1,)))},
        {"jobs": (Job(0, 1, (1,)), Job(0, 0, (1,)))},
        {"ageing": 3},
        {"joins": ("new",)},
        {"joins": ("new", "spent", "spent")},
        {"joins": ("new", "spent", "back")},
        {"ask": "done", "about": 2},
        {"ask": "running", "about": 1, "moments": (1,)},
        {"about": 1},
        {"moments": (1,)},
        {"ask": "running"},
        {"ask": "running", "moments": (3, 1)},
        {"ask": "running", "moments": (1, 1)},
    ],
)
def test_problems_that_make_no_sense_are_refused(fields):
    whole = posed(PLAIN)
    with pytest.raises(ValueError, match=r"\w"):
        QueueScheduler(**{name: getattr(whole, name) for name in whole.__struct_fields__} | fields)


def test_a_machine_asked_about_is_busy():
    posed(PLAIN, ask="running", moments=(0, 4))
    with pytest.raises(ValueError, match="busy"):
        posed(PLAIN, ask="running", moments=(0, 5))


@pytest.mark.parametrize(
    ("ask", "moments", "answer", "reason"),
    [
        ("each", (), '{"A": 5, "B": 4}', ""),
        ("each", (), "| Job | Time |\n|---|---|\n| A | 5 |\n| B | 4 |", ""),
        ("each", (), "B: 4, A: 5", ""),
        ("each", (), "5: A, 4: B", ""),
        ("each", (), "A: 5, B: 4.5", "format"),
        ("each", (), "A: 5, B: -4", "format"),
        ("each", (), "A: 5, A: 4", "format"),
        ("each", (), "4, 5", "value"),
        ("order", (), "B → A", ""),
        ("order", (), "B > A", ""),
        ("order", (), "first B, then A", ""),
        ("order", (), "B, last A", ""),
        ("order", (), "last B, first A", "format"),
        ("order", (), "B is last, A is first", "format"),
        ("order", (), "not B, A", "format"),
        ("order", (), "B, A, B", "format"),
        ("each", (), "A: 00005, B: 4", "format"),
        ("waiting", (), "4", "value"),
        ("waiting", (), "2 min", ""),
        ("waiting", (), "2 jobs wait", "format"),
        ("running", (1, 3), "at time 1: A; at time 3: B", ""),
        ("running", (1, 3), "A B", ""),
        ("running", (1, 3), "A at 1, B at 3", ""),
        ("running", (1, 3), "A: 1, 3: B", "format"),
        ("running", (1, 3), "B: 1, A: 3", "value"),
        ("running", (1, 3), "1: B, 3: A", "value"),
    ],
)
def test_how_answers_are_read(ask, moments, answer, reason):
    verdict = verify(posed(PLAIN, ask=ask, moments=moments), answer)
    assert (verdict.accepted, verdict.reason) == (not reason, reason)
