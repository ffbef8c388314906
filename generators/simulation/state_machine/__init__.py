"""State machine: cases drawn for states and events, events that mostly do something, and questions late in the run.

Effort counts what is looked up: one for each event that does something, one more for a condition, and one for a change of the counter; the
same for the panel; up to what is asked for."""

from collections.abc import Sequence
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.simulation.state_machine.cheap import LEFT_OUT, POLICIES, guess
from synth.generators.simulation.state_machine.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation import _states
from synth.verifiers.simulation.state_machine import StateMachine, happens, result, run, signals, simulate, told, verify
from synth.verifiers.simulation.state_machine.machine import Case, Machine, Status, step, table_of
from synth.verifiers.simulation.state_machine.words import CHINESE_WORDS, STORIES

TRIES = 60
What = Literal["", "state", "signal", "counter", "both"]


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Literal["end", "count", "first"], ...], Meta(min_length=1)]
    """Last states and signals; last states with a counter and how often a signal came; when something first happens."""
    states: Annotated[int, Meta(ge=2, le=5)]
    """States of the device."""
    events: Annotated[int, Meta(ge=2, le=4)]
    """Kinds of events."""
    length: tuple[Annotated[int, Meta(ge=4, le=60)], Annotated[int, Meta(ge=4, le=60)]]
    """Fewest and most events in all."""
    counter: bool
    """Whether machines count something."""
    conditions: Annotated[int, Meta(ge=0, le=6)]
    """Cases that hang on the counter, of each machine."""
    moore: Annotated[float, Meta(ge=0, le=1)]
    """Share of devices whose signals hang on the state alone."""
    cycle: bool
    """Whether a short row of events comes over and over."""
    panel: bool
    """Whether a second machine has the signals of the device for its events."""

    def __post_init__(self) -> None:
        if not self.counter and (self.conditions or "count" in self.asks):
            raise ValueError("conditions and counts need a counter")
        if self.length[0] > self.length[1]:
            raise ValueError("length goes from fewest to most")


LEVELS = (
    Knobs(("end",), 3, 2, (5, 6), False, 0, 0, False, False),
    Knobs(("end",), 4, 3, (8, 10), False, 0, 0.3, False, False),
    Knobs(("end",), 4, 3, (12, 14), False, 0, 0.3, False, False),
    Knobs(("end", "count"), 4, 3, (15, 17), True, 0, 0.25, False, False),
    Knobs(("end", "count"), 4, 3, (16, 18), True, 2, 0.25, False, False),
    Knobs(("end", "count"), 5, 4, (20, 22), True, 3, 0.25, False, False),
    Knobs(("end", "count", "first"), 5, 4, (25, 28), True, 4, 0.25, False, False),
    Knobs(("end", "count", "first"), 5, 4, (32, 36), True, 5, 0.25, True, False),
    Knobs(("end", "count", "first"), 5, 4, (28, 32), True, 4, 0.2, False, True),
    Knobs(("end", "count", "first"), 5, 4, (38, 42), True, 5, 0.2, True, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        machines = [_machine(rng, knobs, knobs.states, range(knobs.events), rng.random() < knobs.moore)]
        if knobs.panel:
            heard = sorted({*machines[0].shows, *(case.signal for case in machines[0].cases)} - {-1})
            if len(heard) < 2:
                continue
            machines.append(_machine(rng, knobs, 4, heard, False))
        length = rng.randint(*knobs.length)
        period = rng.randint(5, 8) if knobs.cycle and length > 20 else length
        events = _events(rng, machines[0], knobs.events, period)
        problem = _asked(rng, knobs, tuple(machines), events, length // period)
        if problem is None:
            continue
        steps = run(problem)
        answer = result(problem, steps)
        if any(policy(problem) == answer for policy in POLICIES.values()):
            continue
        return Sample(problem, answer, effort(problem, steps), _states.written(told(problem, steps)), _rejected(problem, answer))
    raise Discard("a rule that decides nothing")


def _machine(rng: Random, knobs: Knobs, states: int, events: Sequence[int], moore: bool) -> Machine:
    keys = [(state, event) for state in range(states) for event in events if rng.random() < 0.75]
    keys = keys or [(0, events[0])]
    guarded = set(rng.sample(keys, min(knobs.conditions, len(keys))))
    cases: list[Case] = []
    for state, event in keys:
        least = rng.randint(2, 4) if (state, event) in guarded else 0
        to = _other(rng, states, state)
        if not least:
            change = rng.choice((0, 1, 1, 2)) if knobs.counter and rng.random() < 0.7 else 0
            cases.append(Case(state, event, 0, to, _signal(rng, moore), change, False))
            continue
        reset = rng.random() < 0.35
        cases.append(Case(state, event, least, to, _signal(rng, moore), 0 if reset else -rng.randint(1, least), reset))
        if rng.random() < 0.8:
            rest = [place for place in range(states) if place != to]
            cases.append(Case(state, event, 0, rng.choice(rest), _signal(rng, moore), rng.randint(0, 2), False))
    shows = tuple(rng.choice((-1, 0, 1, 2, 3)) for _ in range(states)) if moore else ()
    return Machine(states, rng.randrange(states), rng.randint(0, 2) if knobs.counter else -1, tuple(cases), shows)


def _other(rng: Random, states: int, state: int) -> int:
    """Mostly another state."""
    return state if rng.random() < 0.15 else (state + rng.randint(1, states - 1)) % states


def _signal(rng: Random, moore: bool) -> int:
    return -1 if moore or rng.random() < 0.25 else rng.randrange(4)


def _events(rng: Random, machine: Machine, kinds: int, length: int) -> tuple[int, ...]:
    """Events of which most do something, and the last one does if it can."""
    table, now, found = table_of(machine), Status(machine.start, max(machine.counter, 0), -1, False), []
    for number in range(1, length + 1):
        event = rng.randrange(kinds)
        if (now.state, event) not in table and (number == length or rng.random() < 0.7):
            busy = [kind for kind in range(kinds) if (now.state, kind) in table]
            event = rng.choice(busy) if busy else event
        found.append(event)
        now = step(machine, table, now, event)
    return tuple(found)


def _asked(rng: Random, knobs: Knobs, machines: tuple[Machine, ...], events: tuple[int, ...], repeat: int) -> StateMachine | None:
    story, ask = rng.choice(tuple(STORIES)), rng.choice(knobs.asks)
    steps = simulate(machines, events * repeat)
    if len({now[0].state for now in steps}) < min(3, machines[0].states) or len(set(events)) < 2:
        return None
    given = signals(steps)
    if ask == "end":
        last = 2 if knobs.panel or len(events) < 8 else 3
        if len(given) < last or len(set(given)) < 2:
            return None
        return StateMachine(story, machines, events, repeat, "end", last, "", 0, 0)
    if ask == "count":
        often = [signal for signal in range(4) if given.count(signal) > 2]
        return StateMachine(story, machines, events, repeat, "count", 0, "", rng.choice(often), 0) if often else None
    found = [(number, *what) for number in range(len(steps) // 2, len(steps)) for what in _first(machines, steps, number)]
    if not found:
        return None
    _, what, which, times = rng.choice(found)
    return StateMachine(story, machines, events, repeat, "first", 0, what, which, times)


def _first(machines: tuple[Machine, ...], steps: Sequence[tuple[Status, ...]], number: int) -> list[tuple[What, int, int]]:
    """What happens at an event, each with the time at which it does, where it does not happen too often to be told."""
    now, before = steps[number], steps[:number]
    own = now[-1]
    found: list[tuple[What, int, int]] = []
    if own.signal >= 0 and 1 < (times := 1 + sum(past[-1].signal == own.signal for past in before)) < 10:
        found.append(("signal", own.signal, times))
    if own.moved and 1 < (times := 1 + sum(past[-1].moved and past[-1].state == own.state for past in before)) < 10:
        found.append(("state", own.state, times))
    if own.counter > max(past[-1].counter for past in before):
        found.append(("counter", 0, own.counter))
    if len(machines) > 1 and all((past[0].state, past[1].state) != (now[0].state, own.state) for past in before):
        found.append(("both", now[0].state, own.state))
    return found


def effort(problem: StateMachine, steps: Sequence[tuple[Status, ...]]) -> float:
    """What is looked up."""
    last = (happens(problem, steps) if problem.what else None) or len(steps) - 1
    tables = [table_of(machine) for machine in problem.machines]
    total = 0
    for number in range(last):
        event = problem.events[number % len(problem.events)]
        for table, one, other in zip(tables, steps[number], steps[number + 1], strict=True):
            cases = table.get((one.state, event), [])
            total += bool(cases) + bool(cases and cases[0].least) + (one.counter != other.counter)
            event = other.signal
    return float(total)


def _rejected(problem: StateMachine, answer: str) -> str:
    """The run with a rule left out, and what it leads to."""
    right = told(problem, run(problem))
    for other in LEFT_OUT.values():
        steps, wrong = other(problem), guess(problem, other)
        if steps is not None and wrong and told(problem, steps) != right:
            return _states.answered(told(problem, steps), wrong)
    return _states.answered(right[:-1], str(int(answer) - 1) if answer.isdigit() else answer.rpartition(",")[0])


def canonical(problem: StateMachine) -> object:
    """Everything but the story."""
    return [getattr(problem, name) for name in problem.__struct_fields__ if name != "story"]


TASK = Task(
    __name__,
    version=3,
    problem=StateMachine,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(50_000,) + (500_000,) * 9,
    unique=True,
    canonical=canonical,
    words={"zh": CHINESE_WORDS},
)
