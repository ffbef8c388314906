"""Programs that look like what people write: a function of a list, a number and perhaps a text, with loops, branches and helpers.

They end by construction (loops go over what is there, a `while` counts down or halves), never raise, and keep their numbers small. `draw`
keeps those that take the wanted number of steps and whose value depends on what they are given."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from synth.generators.simulation._writer import LETTERS, Style, Writer
from synth.schemas.task import Discard
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Event, Failed, Program, Seen, Stopped, remembered

TRIES = 60
MOST = 2
"""Arguments that a program is tried with."""
LINES = 48
LONGEST = 60
"""Characters of a value that is asked for."""
EXAMPLES: dict[type, tuple[str, ...]] = {
    int: ("-4071", "90210", "-5836"),
    str: ("'q-7-q'", "'z9z9'", "'8y-8-y'"),
    list: ("[4071, -386, 4071]", "[905, 777]", "[-612, 8080, 9]"),
    dict: ("{71: 4071, 86: -5}", "{55: 905}", "{93: -612, 44: 8}"),
    tuple: ("(4071, -386)", "(905, [777])", "(-612, {44: 8})"),
}
"""Values of the forms that answers have, none of which is one."""


class Drawn(NamedTuple):
    text: str
    entry: str
    """The function that is called."""
    arguments: list[Any]
    value: Any
    """What it returns."""
    steps: int
    events: list[Event]
    """What it executes."""


def inputs(writer: Writer, length: int) -> list[Any]:
    """Arguments for the program."""
    found: list[Any] = [[writer.between(1, 20) for _ in range(length)], writer.between(2, 9)]
    if writer.word:
        found.append("".join(writer.pick(LETTERS) for _ in range(writer.between(3, 6))))
    return found


def shown(arguments: list[Any]) -> str:
    """As they stand in the call."""
    return repr(arguments)[1:-1]


def copied(arguments: list[Any]) -> list[Any]:
    """Arguments that a run may change."""
    return [list(one) if isinstance(one, list) else one for one in arguments]


def draw(rng: Random, style: Style, branches: bool = False) -> Drawn:
    """A program and what it is called with, so that the value depends on that. branches: and is another one where every condition, or none,
    is taken to hold. Raises Discard."""
    for writer, made, code in written(rng, style):
        for arguments, ends, steps in fitting(code, writer, MOST):
            values = _dependent(code, writer, arguments, ends, branches)
            if values:
                expression, value = writer.returned(values)
                if not _cheap(value, arguments):
                    return ended(writer, made, code, expression, arguments, steps)
    raise Discard("no program of that length")


def written(rng: Random, style: Style) -> Iterator[tuple[Writer, str, Program]]:
    """Programs that return all that they change."""
    for _ in range(TRIES):
        writer = Writer(rng, style)
        made = writer.write()
        if 4 <= made.count("\n") <= LINES:
            yield writer, made, Program(made)


def ended(writer: Writer, made: str, code: Program, expression: str, arguments: list[Any], steps: int) -> Drawn:
    """The program with another expression to return."""
    text = f"{made.rpartition('return ')[0]}return {expression}\n"
    code = remembered(text, code.returning(writer.entry, expression))
    events: list[Event] = []
    value = code.run(writer.entry, copied(arguments), events=events)
    _calls.remember(text, writer.entry, shown(arguments), (value, tuple(events)))
    return Drawn(text, writer.entry, arguments, value, steps, events)


def fitting(code: Program, writer: Writer, most: int, watch: list[Seen] | None = None) -> Iterator[tuple[list[Any], tuple[Any, ...], int]]:
    """At most so many arguments for which the program takes the wanted number of steps, the final values and the steps. watch: holds what
    is compared and divided for these arguments."""
    low, high = writer.style.steps
    length, found = writer.between(4, 8), 0
    for _ in range(2 * most + 1):
        arguments = inputs(writer, length)
        if watch:
            watch.clear()
        try:
            ends, steps = code.measured(writer.entry, copied(arguments), 3 * high, watch=watch)
        except (Stopped, Failed):
            return
        if low <= steps <= high:
            yield arguments, ends, steps
            found += 1
            if found == most:
                return
        else:
            length = max(3, min(14, round(length * (low + high) / (2 * max(steps, 1)))))


def _cheap(value: Any, arguments: list[Any]) -> bool:
    """Whether a value is long, empty, or what somebody would say who has not run the program."""
    numbers = arguments[0]
    guesses = (0, 1, -1, *arguments, numbers[::-1], numbers[0], numbers[-1], sum(numbers), len(numbers), max(numbers), min(numbers))
    shown = repr(value)
    told = isinstance(value, tuple) and (numbers in value or numbers[::-1] in value)
    return len(shown) > LONGEST or value in guesses or told or not any(map(str.isalnum, shown))


def _dependent(code: Program, writer: Writer, arguments: list[Any], ends: tuple[Any, ...], branches: bool) -> dict[str, Any]:
    """The final values that change with the list: when its last number is left out, and when all of them are others; and which depend on
    the branches taken, if they are to."""
    values = dict(zip(writer.ends, ends, strict=True))
    for turn in (3, 1, 0, 2) if branches else (1, 0):  # what most often changes nothing first
        other = copied(arguments)
        if turn == 1:
            other[0] = [n + writer.between(1, 3) for n in other[0]]
        elif turn == 0:
            other[0].pop()
        try:
            found = code.run(writer.entry, other, 5 * writer.style.steps[1], force=(None, None, True, False)[turn])
        except (Stopped, Failed):
            continue
        values = {name: value for name, value in zip(writer.ends, found, strict=True) if values.get(name, value) != value}
        values = {name: ends[writer.ends.index(name)] for name in values}
        if not values:
            break
    return values
