"""A small Python: functions of numbers, texts, lists, dicts and tuples, run by us within a budget, equal to CPython where it runs at all.

The text is parsed by the standard library's `ast`, a line only once, and turned into closures, one for each node; what is in no table
here is refused, and no text is ever run by Python itself. Each statement, iteration and call is a step; building or comparing what holds
containers counts by size. `run` gives the value, or raises Stopped (over the budget) or Failed (what Python would raise)."""

from collections.abc import Sequence
from typing import Any

from synth.verifiers.simulation._interpreter.calls import call
from synth.verifiers.simulation._interpreter.machine import (
    MAX_STEPS,
    Event,
    Failed,
    Functions,
    Machine,
    Mark,
    ProgramError,
    Seen,
    Stopped,
)
from synth.verifiers.simulation._interpreter.operators import BUILTINS
from synth.verifiers.simulation._interpreter.reading import Place, Reader
from synth.verifiers.simulation._interpreter.statements import sequence

__all__ = [
    "BUILTINS",
    "MAX_STEPS",
    "Event",
    "Failed",
    "Mark",
    "Program",
    "ProgramError",
    "Seen",
    "Stopped",
    "exchanged",
    "program",
    "remembered",
]

MAX_TEXT = 3_000
"""Characters of a program; and so of its nodes."""


class Program:
    """The functions of a program."""

    def __init__(self, text: str, reader: Reader | None = None) -> None:
        """reader: one that knows most of the text already."""
        if len(text) > MAX_TEXT or not text.isascii() or text.count("(") + text.count("[") > 400:
            raise ProgramError("too long, or not in ASCII")
        self._reader = reader or Reader(text)
        read = self._reader.functions()
        self._read = {found.name: found for found in read}
        self.functions: Functions = {found.name: (found.parameters, sequence(found.body)) for found in read}
        if len(self.functions) < len(read) or not self.functions or not BUILTINS.keys().isdisjoint(self.functions):
            raise ProgramError("a program is functions of different names")
        if not self.functions.keys() >= self._reader.calls:
            raise ProgramError("a function is not of the subset")

    def exchanged(self, changed: dict[int, str]) -> "Program":
        """The program with other lines in place of some, by number from 1. Raises ProgramError."""
        reader = self._reader.exchanged(changed)
        return Program(reader.text, reader)

    def returning(self, name: str, expression: str) -> "Program":
        """The program whose function ends in `return expression`. Raises ProgramError."""
        return self.exchanged({self._read[name].last: f"    return {expression}"})

    def place(self, mark: Mark) -> Place:
        """Where a statement stands that compares or divides."""
        return self._reader.places[mark]

    @property
    def watched(self) -> dict[Mark, Place]:
        """The statements that compare or divide, and where they stand."""
        return self._reader.places

    def run(
        self,
        name: str,
        arguments: Sequence[Any],
        steps: int = MAX_STEPS,
        events: list[Event] | None = None,
        force: bool | None = None,
        watch: list[Seen] | None = None,
    ) -> Any:
        """What the function returns for the arguments, which it may change. events: gets what is executed, in order. force: what every
        `if` is taken to find, in place of what it finds. watch: gets what is compared and divided."""
        return self.measured(name, arguments, steps, events, force, watch)[0]

    def measured(
        self,
        name: str,
        arguments: Sequence[Any],
        steps: int = MAX_STEPS,
        events: list[Event] | None = None,
        force: bool | None = None,
        watch: list[Seen] | None = None,
        counts: bool = True,
    ) -> tuple[Any, int]:
        """The same with the number of steps. counts: whether what is watched is to tell the changes before it."""
        machine = Machine(self.functions, steps, events, force, watch, counts)
        try:
            value = call(machine, name, list(arguments))
        except RecursionError:
            raise Stopped from None
        except (ArithmeticError, LookupError, ValueError, TypeError, AttributeError, NameError) as error:
            raise Failed(type(error).__name__) from None
        if machine.left < 0:
            raise Stopped
        return value, steps - machine.left


_PROGRAMS: dict[str, Program] = {}
KEPT = 16
"""Programs that are kept, read once for many answers."""


def program(text: str) -> Program:
    """The program of a text. Raises ProgramError."""
    return _PROGRAMS.get(text) or remembered(text, Program(text))


def exchanged(text: str, changed: dict[int, str], whole: str) -> Program:
    """The program of the whole text, which is another text with some lines exchanged, by number from 1, which alone need be read.
    Raises ProgramError."""
    return _PROGRAMS.get(whole) or remembered(whole, program(text).exchanged(changed))


def like(text: str, other: str) -> Program:
    """The program of another text of as many lines, of which those alone need be read that differ from the first. Raises ProgramError."""
    lines = enumerate(zip(text.split("\n"), other.split("\n"), strict=True), 1)
    return exchanged(text, {number: new for number, (old, new) in lines if old != new}, other)


def remembered(text: str, code: Program) -> Program:
    """Keeps the program of a text that was put together from parts already read."""
    if len(_PROGRAMS) >= KEPT:
        oldest, *_ = _PROGRAMS
        _PROGRAMS.pop(oldest, None)  # that one alone: where as much goes as comes the garbage collector has little to do
    _PROGRAMS[text] = code
    return code
