"""What a lazy solver would do: miss the last event, take conditions as always or never met, or leave out
what changes the counter."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from synth.verifiers.simulation.state_machine import StateMachine, result, run, signals, simulate
from synth.verifiers.simulation.state_machine.machine import Machine, Status
from synth.verifiers.simulation.state_machine.words import casts

Steps = Sequence[tuple[Status, ...]]
Run = Callable[[StateMachine], Steps | None]
"""How all machines stand, under other rules; None where those rules are not there."""


def _changed(problem: StateMachine, change: Callable[[Machine], Machine], whose: tuple[int, ...] = (0, 1)) -> Steps | None:
    """The run of machines of which some are changed. whose: 0 for the device, 1 for the panel."""
    machines = [change(machine) if place in whose else machine for place, machine in enumerate(problem.machines)]
    return simulate(machines, problem.events * problem.repeat) if machines != list(problem.machines) else None


def _guarded(machine: Machine) -> set[tuple[int, int]]:
    """States and events with a condition."""
    return {(case.state, case.event) for case in machine.cases if case.least}


def _met(machine: Machine) -> Machine:
    """What is said for otherwise never happens."""
    guarded = _guarded(machine)
    kept = (case for case in machine.cases if case.least or (case.state, case.event) not in guarded)
    return replace(machine, cases=tuple(replace(case, least=0) if case.least else case for case in kept))


def _unmet(machine: Machine) -> Machine:
    return replace(machine, cases=tuple(case for case in machine.cases if not case.least) or machine.cases)


def _without_otherwise(machine: Machine) -> Machine:
    guarded = _guarded(machine)
    return replace(machine, cases=tuple(case for case in machine.cases if case.least or (case.state, case.event) not in guarded))


def _without_resets(machine: Machine) -> Machine:
    return replace(machine, cases=tuple(replace(case, reset=False) if case.reset else case for case in machine.cases))


def _without_taking(machine: Machine) -> Machine:
    return replace(machine, cases=tuple(replace(case, change=max(case.change, 0)) for case in machine.cases))


def _uncounted(machine: Machine) -> Machine:
    return replace(machine, cases=tuple(replace(case, change=0, reset=False) for case in machine.cases))


def one_event_less(problem: StateMachine) -> Steps | None:
    return run(problem)[:-1] if problem.ask != "first" else None


def one_round(problem: StateMachine) -> Steps | None:
    """The events come once."""
    return run(problem)[: len(problem.events) + 1] if problem.repeat > 1 and problem.ask != "first" else None


def second_half(problem: StateMachine) -> Steps | None:
    """The later events, as if they came at the start."""
    events = problem.events * problem.repeat
    return simulate(problem.machines, events[len(events) // 2 :]) if problem.ask != "first" else None


LEFT_OUT: dict[str, Run] = {
    "one event less": one_event_less,
    "conditions always met": partial(_changed, change=_met),
    "conditions never met": partial(_changed, change=_unmet),
    "no resets": partial(_changed, change=_without_resets),
    "one round of the events": one_round,
    "nothing taken from a counter": partial(_changed, change=_without_taking),
    "counters stay as they are": partial(_changed, change=_uncounted),
    "otherwise nothing happens": partial(_changed, change=_without_otherwise),
    "conditions of the panel always met": partial(_changed, change=_met, whose=(1,)),
    "conditions of the panel never met": partial(_changed, change=_unmet, whose=(1,)),
    "the panel's counter stays as it is": partial(_changed, change=_uncounted, whose=(1,)),
    "conditions of the device always met": partial(_changed, change=_met, whose=(0,)),
    "conditions of the device never met": partial(_changed, change=_unmet, whose=(0,)),
    "the device's counter stays as it is": partial(_changed, change=_uncounted, whose=(0,)),
    "the second half of the events alone": second_half,
}


def guess(problem: StateMachine, other: Run) -> str:
    """The answer under other rules; nothing where there is none."""
    steps = other(problem)
    if steps is None or (problem.ask == "end" and len(signals(steps)) < problem.last):
        return ""
    return result(problem, steps)


def beside(problem: StateMachine, off: int) -> str:
    """The event before or after the right one; nothing where none is asked for."""
    return str(int(result(problem, run(problem))) + off) if problem.ask == "first" else ""


def at_the_start(problem: StateMachine) -> str:
    """The states of the start, and the signal that is told most often."""
    if problem.ask == "first":
        return str(len(problem.events))
    own = problem.machines[-1]
    cast = casts(problem.story)[len(problem.machines) - 1]
    given = Counter([signal for signal in own.shows if signal >= 0] or [case.signal for case in own.cases if case.signal >= 0])
    parts = [c.states[machine.start] for c, machine in zip(casts(problem.story), problem.machines, strict=False)]
    if problem.ask == "end":
        return ", ".join([*parts, *[cast.signals[given.most_common(1)[0][0]]] * problem.last])
    return ", ".join([*parts, str(max(own.counter, 0)), str(problem.repeat)])


POLICIES: dict[str, Callable[[StateMachine], str]] = {
    **{name: partial(guess, other=other) for name, other in LEFT_OUT.items()},
    "the event before": partial(beside, off=-1),
    "the event after": partial(beside, off=1),
    "as at the start": at_the_start,
}
