"""What the program tasks share: a program with a call of one of its functions, its value, and what it executes.

A problem that does not parse, or whose call does not end well within the budget, is no problem."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.verifiers.parsers import literals
from synth.verifiers.simulation._interpreter import Event, Failed, Stopped, program
from synth.verifiers.simulation._states import State

STEPS = 3_000
"""Steps of a run; the longest ones of ours have two hundred."""

Text = Annotated[str, Meta(min_length=20, max_length=2_500)]
Name = Annotated[str, Meta(pattern=r"\A[a-z_]{1,20}\Z")]
Arguments = Annotated[str, Meta(min_length=1, max_length=300)]


class Call(Problem, frozen=True):
    program: Text
    """Functions, as Python text."""
    entry: Name
    """The function that is called: `solve`."""
    arguments: Arguments
    """What it is called with, as in the call: `[3, 8, 5], 4`."""

    def __post_init__(self) -> None:
        run(self.program, self.entry, self.arguments)


def read(arguments: str) -> list[Any]:
    """The values of the arguments, made anew. Raises ValueError."""
    found = literals.parse(f"[{arguments}]")
    if not isinstance(found, list):
        raise ValueError("arguments are values of Python, between commas")
    return found


@lru_cache(maxsize=512)
def run(text: str, entry: str, arguments: str, events: bool = False) -> tuple[Any, tuple[Event, ...]]:
    """The value of a call and, where they are asked for, what is executed. Raises ValueError where there is no value."""
    code = program(text)
    if entry not in code.functions:
        raise ValueError("there is no such function")
    seen: list[Event] | None = [] if events else None
    try:
        found = code.run(entry, read(arguments), STEPS, seen)
    except (Stopped, Failed) as error:
        raise ValueError(f"the call does not end well: {error!r}") from None
    return found, tuple(seen or ())


def value(problem: Call) -> Any:
    """What the call returns."""
    return run(problem.program, problem.entry, problem.arguments)[0]


def events(problem: Call) -> tuple[Event, ...]:
    """What the call executes."""
    return run(problem.program, problem.entry, problem.arguments, True)[1]


def states(events: Sequence[Event], numbered: bool = False) -> tuple[State, ...]:
    """A state for each statement that changes variables. numbered: with the number of its line, `L4`."""
    found: list[State] = []
    line, names = 0, set[str]()
    for event in events:
        if not event.name:
            line = 0
        elif event.line == line and event.name not in names:  # of one statement
            found[-1] = found[-1]._replace(values=(*found[-1].values, (event.name, event.value)))
            names.add(event.name)
        else:
            found.append(State(((event.name, event.value),), f"L{event.line}" if numbered else ""))
            line, names = event.line, {event.name}
    return tuple(found)
