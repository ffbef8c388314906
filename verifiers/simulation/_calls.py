"""What the program tasks share: a program with a call of one of its functions, its value, and what it executes.

A problem that does not parse, or whose call does not end well within the budget, is no problem."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
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
Change = tuple[int, tuple[tuple[str, str], ...]]
"""A statement that changes variables: its line, and their names and new values."""


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


Run = tuple[Any, tuple[Event, ...]]
"""The value of a call, and what it executes."""
_runs: dict[tuple[str, str, str], Run] = {}
LATEST = 8


def remember(text: str, entry: str, arguments: str, found: Run) -> None:
    """Spares `run` a call that was made already: of a program whose problem is about to be made."""
    if len(_runs) >= LATEST:
        _runs.clear()
    _runs[text, entry, arguments] = found


@lru_cache(maxsize=32)
def run(text: str, entry: str, arguments: str, events: bool = False) -> Run:
    """The value of a call and, where they are asked for, what is executed. Raises ValueError where there is no value."""
    if known := _runs.get((text, entry, arguments)):
        return known
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


def states(events: Iterable[Event], numbered: bool = False, most: int | None = None) -> tuple[State, ...]:
    """A state for each statement that changes variables, or for so many at most. numbered: with the number of its line, `L4`."""
    return tuple(State(values, f"L{line}" if numbered else "") for line, values in islice(changes(events), most))


def changes(events: Iterable[Event]) -> Iterator[Change]:
    """The changes of variables, those of one statement together."""
    line, values = 0, list[tuple[str, str]]()
    for at, name, value in events:
        if values and (at != line or not name or name in [known for known, _ in values]):
            yield line, tuple(values)
            values = []
        if name:
            line = at
            values.append((name, value))
    if values:
        yield line, tuple(values)
