"""Concurrency: lines and schedules worked out by hand, and what the generator promises of its programs."""

import json

import pytest
from drawing import members, oracle

from synth.generators.simulation.concurrency.cheap import POLICIES, grabbing, orders, run, sequential, stray
from synth.generators.simulation.concurrency.kernel import coded
from synth.generators.simulation.concurrency.kernel import explored as searched
from synth.generators.simulation.concurrency.runs import RUNS, hidden, led, plans
from synth.verifiers.simulation.concurrency import Concurrency, program, reached, values, verify
from synth.verifiers.simulation.concurrency.threads import LINES, Add, Get, If, Let, Lock, Put, Signal, Unlock, Wait, explored

CROSSED = ((Lock(0), Lock(1), Unlock(1), Unlock(0)), (Lock(1), Lock(0), Unlock(0), Unlock(1)))


def posed(threads, ask="values", variables=(0,), semaphores=(), locks=0, wanted=0):
    return Concurrency(ask, variables, semaphores, locks, tuple(map(tuple, threads)), wanted)


VALUES = (
    (posed([[Get(0), Put(0, 1)], [Get(0), Put(0, 1)]]), [1, 2]),
    (posed([[Add(0, 1)], [Add(0, 1)]]), [2]),
    (posed([[Let(0, 5)], [Add(0, 2)]]), [5, 7]),
    (posed([[Lock(0), Get(0), Put(0, 1), Unlock(0)], [Lock(0), Get(0), Put(0, 2), Unlock(0)]], locks=1), [3]),
    (posed([[Wait(0), Add(0, 3)], [Let(0, 1), Signal(0)]], semaphores=(0,)), [4]),
    (posed([[If(0, ">", 0, 2), Add(0, 5)], [Add(0, 1)]]), [1, 6]),
    (posed([[If(0, "==", 0, 1), Add(0, 5)], [Add(0, 1)]]), [6]),
    (posed([[If(0, "<", 1, 2), Let(0, 9)], [Let(0, 2)]]), [2, 9]),
    (posed([[Lock(0), Lock(0), Add(0, 1)], [Add(0, 1)]], "deadlock", locks=1), []),
)


@pytest.mark.parametrize(("problem", "right"), VALUES)
def test_values_by_hand(problem, right):
    assert values(problem) == right


@pytest.mark.parametrize(
    ("problem", "answer", "reason"),
    [
        (posed(CROSSED, "deadlock", locks=2), "A B", ""),
        (posed(CROSSED, "deadlock", locks=2), "B A", ""),
        (posed(CROSSED, "deadlock", locks=2), "A -> B", ""),
        (posed(CROSSED, "deadlock", locks=2), "Thread A, then thread B", ""),
        (posed(CROSSED, "deadlock", locks=2), "Step 1: A\nStep 2: B", ""),
        (posed(CROSSED, "deadlock", locks=2), '["A", "B"]', ""),
        (posed(CROSSED, "deadlock", locks=2), "1: A, 2: B", ""),
        (posed(CROSSED, "deadlock", locks=2), "第1步：A；第2步：B", ""),
        (posed(CROSSED, "deadlock", locks=2), "2: A, 1: B", "format"),
        (posed(CROSSED, "deadlock", locks=2), "1: A, 2: B, 3", "format"),
        (posed(CROSSED, "deadlock", locks=2), "ab", "format"),
        (posed(CROSSED, "deadlock", locks=2), "A C", "format"),
        (posed(CROSSED, "deadlock", locks=2), "A B A", "step"),
        (posed(CROSSED, "deadlock", locks=2), "A A", "unfinished"),
        (posed(CROSSED, "deadlock", locks=2), "A A A A B B B B", "deadlock"),
        (posed(CROSSED, "deadlock", locks=2), "A 2 B", "format"),
        (posed(CROSSED, "value", locks=2), "A A A A B B B B", ""),
        (posed(CROSSED, "value", locks=2), "AAAABBBB", ""),
        (posed(CROSSED, "value", locks=2), "A B", "deadlock"),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "-1, 1", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "[1, -1]", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "1 and −1", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "x = -1 or x = 1", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "x ∈ {-1, 1}", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "\\{-1, 1\\}", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "-1, 1, 1", "format"),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "1", "value"),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "-1.5, 1", "format"),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "-1..1", "format"),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "-1 - 1", "format"),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "-1 1", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "There are 2 possible values: -1, 1", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "共有2个可能的值：-1和1", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "3 values: -1, 1", "value"),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "- -1\n- 1", ""),
        (posed([[Add(0, -2)], [Let(0, 1)]]), "from -1 to 1", "format"),
    ],
)
def test_how_answers_are_read(problem, answer, reason):
    verdict = verify(problem, answer)
    assert (verdict.accepted, verdict.reason) == (not reason, reason)


def test_programs_that_cannot_be():
    for threads in (
        [[Lock(0)], [Add(0, 1)]],
        [[Wait(0)], [Add(0, 1)]],
        [[Add(1, 1)], [Add(0, 1)]],
        [[Add(0, 1), If(0, "<", 1, 1)], [Let(0, 1)]],
    ):
        with pytest.raises(ValueError):  # noqa: PT011
            posed(threads)
    with pytest.raises(ValueError, match="a value only"):
        posed([[Add(0, 1)], [Let(0, 1)]], wanted=1)
    with pytest.raises(ValueError, match="states"):  # nobody ever finishes
        posed([[Lock(0), Lock(0)], [Add(0, 1)]], locks=1)


def test_each_thread_stops_at_its_first_lock():
    plain, led = program(posed(CROSSED, "deadlock", locks=2)), [(Lock(2), Unlock(2), *lines) for lines in CROSSED]
    assert grabbing(plain, (0, 1)) == grabbing(plain, (0, 1), nested=True) and grabbing(plain, (0, 1))[0] == [0, 1]
    made = program(posed(led, "deadlock", locks=3))
    assert made.finished(grabbing(made, (0, 1))[1]) and grabbing(made, (0, 1), nested=True)[0] == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("level", range(1, 11))
def test_policies_fail_and_all_states_are_met(level):
    judge = oracle("simulation/concurrency")
    for sample in members("simulation/concurrency", level, 8):
        problem = sample.problem
        made = program(problem)
        assert len(reached(problem).came_from) == sample.effort and reached(problem).complete
        ends = [run(made, policy(len(problem.threads))) for policy in POLICIES.values()]
        if problem.ask == "deadlock":
            assert reached(problem).stuck and all(made.finished(end) for _, end in ends)
            assert all(made.finished(grabbing(made, order)[1]) for order in orders(made))
        elif problem.ask == "value":
            assert problem.wanted in values(problem)
            assert all(made.value(end) != problem.wanted for _, end in ends if made.finished(end))
        else:
            assert judge._ends(json.loads(problem.to_json())) == set(values(problem)) and len(values(problem)) > 2


@pytest.mark.parametrize("level", [1, 3, 4, 7, 10])
def test_the_kernel_meets_the_states_of_the_verifier_in_its_order(level):
    for member in members("simulation/concurrency", level, 12):
        one, made = member.problem, program(member.problem)
        order = range(len(one.threads))[::-1]
        for budget in (1_500, 40):
            slow = explored(made, budget, order)
            fast = searched(coded(one.threads, one.variables, one.semaphores, one.locks), budget, order)
            assert (fast.complete, fast.many) == (slow.complete, len(slow.came_from))
            assert [fast.schedule(state) for state in fast.finished] == [slow.schedule(state) for state in slow.finished]
            assert [fast.schedule(state) for state in fast.stuck] == [slow.schedule(state) for state in slow.stuck]
            assert fast.values.keys() == {made.value(state) for state in slow.finished}
            assert all(fast.states[state, fast.x] == value for value, state in fast.values.items())


def test_the_kernel_knows_every_relation():
    for relation in ("==", "!=", ">", "<"):
        threads = ((If(0, relation, 2, 2), Add(0, 7)), (Add(0, 1), Add(0, 1), Let(0, -3)))
        one = posed(threads, variables=(1,))
        fast = searched(coded(threads, (1,), (), 0), 200, (0, 1))
        assert sorted(fast.values) == values(one)


class Drawn:
    """What the kernel draws, as a random number: which thread is first asked."""

    def __init__(self, seed, count):
        self.mixed, self.count = seed, count

    def random(self):
        self.mixed = (self.mixed * 6364136223846793005 + 1442695040888963407) % 2**64
        return ((self.mixed >> 33) % self.count + 0.5) / self.count


def ended(made, states):
    """What x holds in those in which all threads have finished."""
    return {made.value(state) for state in states if made.finished(state)}


def slowly_hidden(made, seed, few):
    rng = Drawn(seed, len(made.lines))
    stuck = sum(not made.finished(stray(made, rng)[1]) for _ in range(RUNS))
    policies = [run(made, policy(len(made.lines)))[1] for policy in POLICIES.values()]
    if stuck > few or not all(map(made.finished, policies)):
        return -1
    if not all(made.finished(grabbing(made, order)[1]) for order in orders(made)):
        return -1
    return sum(not made.finished(grabbing(made, order, nested=True)[1]) for order in orders(made))


@pytest.mark.parametrize("level", [1, 3, 4, 7, 10])
def test_the_kernel_runs_as_lazy_solvers_do(level):
    for seed, member in enumerate(members("simulation/concurrency", level, 20)):
        one, made = member.problem, program(member.problem)
        code, width, rng = coded(one.threads, one.variables, one.semaphores, one.locks), len(one.threads), Drawn(seed, len(one.threads))
        for name, choice, plan in zip(POLICIES, POLICIES.values(), plans(width).cheap, strict=True):
            assert led(code, plan[None]) == ended(made, [run(made, choice(width))[1]]), name
        assert led(code, plans(width).sequential) == ended(made, [run(made, choice)[1] for choice in sequential(made)])
        assert led(code, plans(width).cheap[:0], seed, RUNS) == ended(made, [stray(made, rng)[1] for _ in range(RUNS)])


def test_the_kernel_knows_what_finds_a_deadlock():
    counts = []
    for seed, member in enumerate(members("simulation/concurrency", 6, 40)):
        one, made = member.problem, program(member.problem)
        code = coded(one.threads, one.variables, one.semaphores, one.locks)
        for few in (0, 1, 12):
            counts.append(hidden(code, seed, few))
            assert counts[-1] == slowly_hidden(made, seed, few)
    for lines in (CROSSED, tuple((Lock(2), Unlock(2), *lines) for lines in CROSSED)):
        made = program(posed(lines, "deadlock", locks=3))
        counts.append(hidden(coded(lines, (0,), (), 3), 5, 12))
        assert counts[-1] == slowly_hidden(made, 5, 12)
    assert min(counts) < 0 < max(counts) and 0 in counts


def test_a_schedule_of_all_lines_of_the_longest_threads_is_read():
    problem = posed([[Add(0, 1)] * LINES, [Add(0, 2)] * LINES], ask="value", wanted=36)
    assert verify(problem, " ".join("A" * LINES + "B" * LINES)).accepted
    assert verify(problem, " ".join("A" * LINES + "B" * LINES + "B")).reason == "step"
