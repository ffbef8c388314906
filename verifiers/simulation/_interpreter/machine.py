"""The machine that programs run on: its budget, what it saw, and the bounds of values."""

from collections.abc import Callable
from typing import Any

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


Event = tuple[int, str, str]
"""A statement that was executed: its line in the program's text, from 1; the variable that it changed, or nothing; what that holds
afterwards, as Python shows it, `[3, 4]`. A plain tuple, for a run has hundreds: the garbage collector lets go of those that hold numbers
and texts alone."""


NONE = frozenset[str]()


class Mark:
    """Tells a statement from all others. (Its code cannot hold the statement itself, which holds it: a circle is let go of by the garbage
    collector alone.)"""

    __slots__ = ()


class Statement:
    """A statement that is read, apart from the line that it stands in and from the statements within it."""

    __slots__ = ("calls", "make", "mark", "parameters", "watched")

    def __init__(self) -> None:
        self.calls = NONE
        """Functions of the program that it calls."""
        self.mark = Mark()
        self.watched = False
        """Whether it compares or divides."""
        self.make: Maker
        """Its code, of the number of its line and the codes within it."""
        self.parameters: tuple[str, ...] | None = None
        """The names of a function, which comes first, and of its parameters."""


Seen = tuple[Mark, int, Any, Any, int, bool | None]
"""A comparison or a remainder that was worked out: the mark of its statement (`Program.place` tells the line); where its left side ends in
the statement's text, from 0; the two sides (a list as it is at the end); the number of changes of variables before it; what a comparison
found."""


BREAK, CONTINUE, RETURN = "break", "continue", "return"
"""What a statement gives that ends more than itself; other statements give nothing."""


class Machine:
    """What a run has used and seen."""

    __slots__ = ("changes", "depth", "events", "force", "functions", "left", "sees", "value", "watch")

    def __init__(
        self,
        functions: "Functions",
        steps: int,
        events: list[Event] | None = None,
        force: bool | None = None,
        watch: list[Seen] | None = None,
        counts: bool = True,
    ) -> None:
        self.functions, self.left, self.events, self.depth, self.force = functions, steps, events, 0, force
        self.value: Any = None
        self.watch = watch
        self.sees, self.changes = events is not None or (counts and watch is not None), 0

    def spend(self, steps: int) -> None:
        """Counts steps. What is executed once after the other subtracts them itself: loops, calls and `measured` see what is left."""
        self.left -= steps
        if self.left < 0:
            raise Stopped

    def saw(self, line: int, name: str, frame: "Frame") -> None:
        """Counts a change, and keeps the event, where events are asked for."""
        if name:
            self.changes += 1
        if self.events is not None:
            self.events.append((line, name, repr(frame[name]) if name else ""))


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
