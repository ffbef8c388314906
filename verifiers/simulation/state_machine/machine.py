"""Finite-state machines with a counter: what one is, and one step of it."""

from typing import Annotated, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen

MAX_STATES, MAX_SIGNALS = 5, 4
State = Annotated[int, Meta(ge=0, le=MAX_STATES - 1)]
Signal = Annotated[int, Meta(ge=-1, le=MAX_SIGNALS - 1)]
"""By its place among the device's signals; -1 for none."""
Event = Annotated[int, Meta(ge=0, le=3)]
"""By its place among the device's events, or, for the panel, among the device's signals."""


class Case(Frozen, frozen=True):
    """What an event does in a state."""

    state: State
    event: Event
    least: Annotated[int, Meta(ge=0, le=20)]
    """Only if the counter is at least that, before the event; 0 for always, or otherwise."""
    to: State
    signal: Signal
    change: Annotated[int, Meta(ge=-9, le=9)]
    """What is added to the counter."""
    reset: bool
    """Whether the counter is set to 0 instead."""


class Machine(Frozen, frozen=True):
    states: Annotated[int, Meta(ge=2, le=MAX_STATES)]
    """How many it has."""
    start: State
    counter: Annotated[int, Meta(ge=-1, le=20)]
    """What its counter begins with; -1 where it has none."""
    cases: Annotated[tuple[Case, ...], Meta(min_length=1, max_length=40)]
    """By state and event; of two for the same, the one with a condition first."""
    shows: Annotated[tuple[Signal, ...], Meta(max_length=MAX_STATES)]
    """The signal of each state, given after every event (Moore); nothing where cases give the signals (Mealy)."""

    def __post_init__(self) -> None:
        if self.start >= self.states or any(max(case.state, case.to) >= self.states for case in self.cases):
            raise ValueError("no such state")
        if len(self.shows) not in (0, self.states) or (self.shows and any(case.signal >= 0 for case in self.cases)):
            raise ValueError("signals are given by states or by cases")
        if self.counter < 0 and any(case.least or case.change or case.reset for case in self.cases):
            raise ValueError("no counter")
        if any(case.reset and case.change for case in self.cases):
            raise ValueError("a counter is set to 0 or changed")
        before: tuple[int, int, int] = (-1, 0, 0)
        for case in self.cases:
            key = (case.state, case.event, -case.least)
            if key <= before or (key[:2] == before[:2] and case.least):
                raise ValueError("cases stand in order; of two for a state and an event the second is for otherwise")
            before = key


class Status(NamedTuple):
    """How a machine stands after an event."""

    state: int
    counter: int
    signal: int
    """What it has just given; -1 for nothing."""
    moved: bool
    """Whether it came from another state."""


def table_of(machine: Machine) -> dict[tuple[int, int], list[Case]]:
    """The cases of each state and event."""
    found: dict[tuple[int, int], list[Case]] = {}
    for case in machine.cases:
        found.setdefault((case.state, case.event), []).append(case)
    return found


def step(machine: Machine, table: dict[tuple[int, int], list[Case]], now: Status, event: int) -> Status:
    """What an event leads to; one below 0 is none at all."""
    if event < 0:
        return Status(now.state, now.counter, -1, False)
    state, count, signal = now.state, now.counter, -1
    for case in table.get((state, event), ()):
        if not case.least or count >= case.least:
            state, signal = case.to, case.signal
            count = 0 if case.reset else count + case.change
            break
    return Status(state, count, machine.shows[state] if machine.shows else signal, state != now.state)
