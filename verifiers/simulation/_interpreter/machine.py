"""The machine that programs run on: its budget, what it saw, and the bounds of values."""

from collections.abc import Callable
from typing import Any, NamedTuple

MAX_STEPS = 10_000
MAX_SIZE = 1_000
"""Items of a container; twice as many characters of a text."""
MAX_INT = 10**40
MAX_CALLS = 30
"""Calls within calls."""


class ProgramError(ValueError):
    """The text is no program of the subset."""


class Stopped(Exception):
    """The run went over its budget."""


class Failed(Exception):
    """The run raised; its argument is the name of Python's exception: `IndexError`."""


class Event(NamedTuple):
    """A statement that was executed."""

    line: int
    """Of the program's text, from 1."""
    name: str
    """The variable that it changed; nothing for a statement that changes none."""
    value: str
    """What the variable holds afterwards, as Python shows it: `[3, 4]`."""


_event = tuple.__new__
"""Makes an event of its parts: a run has hundreds, and this takes a third of the time."""


class Statement:
    """A statement that is read, apart from the line that it stands in and from the statements within it."""

    __slots__ = ("calls", "make", "parameters", "watched")

    def __init__(self) -> None:
        self.calls = set[str]()
        """Functions of the program that it calls."""
        self.watched = False
        """Whether it compares or divides."""
        self.make: Maker
        """Its code, of the number of its line and the codes within it."""
        self.parameters: tuple[str, ...] | None = None
        """The names of a function, which comes first, and of its parameters."""


class Seen(NamedTuple):
    """A comparison or a remainder that was worked out."""

    statement: Statement
    """Where; `Program.place` tells the line."""
    column: int
    """Where its left side ends in the statement's text, from 0."""
    left: Any
    right: Any
    events: int
    """Events before it."""


BREAK, CONTINUE, RETURN = "break", "continue", "return"
"""What a statement gives that ends more than itself; other statements give nothing."""


class Machine:
    """What a run has used and seen."""

    __slots__ = ("depth", "events", "force", "functions", "left", "value", "watch")

    def __init__(
        self,
        functions: "Functions",
        steps: int,
        events: list[Event] | None = None,
        force: bool | None = None,
        watch: list[Seen] | None = None,
    ) -> None:
        self.functions, self.left, self.events, self.depth, self.force = functions, steps, events, 0, force
        self.value: Any = None
        self.watch = watch

    def spend(self, steps: int) -> None:
        """Counts steps. What is executed once after the other subtracts them itself: loops, calls and `measured` see what is left."""
        self.left -= steps
        if self.left < 0:
            raise Stopped

    def enter(self) -> None:
        """One call deeper."""
        self.spend(1)
        self.depth += 1
        if self.depth > MAX_CALLS:
            raise Stopped

    def saw(self, line: int, name: str, frame: "Frame") -> None:
        """Keeps an event, where events are asked for."""
        assert self.events is not None
        self.events.append(_event(Event, (line, name, repr(frame[name]) if name else "")))


class Frame(dict[str, Any]):
    """The variables of a call."""

    def __missing__(self, name: str) -> Any:
        raise NameError(name)


Code = Callable[[Machine, Frame], Any]
Maker = Callable[[int, list[Code], list[Code]], Code]
"""The number of a line, what is done where its condition holds, and where it doesn't."""
Functions = dict[str, tuple[tuple[str, ...], Code]]
"""Parameters and body by name."""
CONTAINERS = frozenset((list, dict, tuple))


def checked(machine: Machine, value: Any) -> Any:
    """A new value within the bounds of size."""
    kind = type(value)
    if kind is int:
        if not -MAX_INT < value < MAX_INT:
            raise Stopped
    elif kind is str:
        if len(value) > 2 * MAX_SIZE:
            raise Stopped
    elif kind in CONTAINERS:
        weigh(machine, value)
    return value


def weigh(machine: Machine, value: Any) -> None:
    """Counts all values in a container, each as often as it is met."""
    size = len(value)
    if size > 7:
        if size > MAX_SIZE:
            raise Stopped
        machine.spend(size // 8)
    items = value.values() if type(value) is dict else value
    if not CONTAINERS.isdisjoint(map(type, items)):
        for item in items:
            if type(item) in CONTAINERS:
                machine.spend(1)
                weigh(machine, item)
