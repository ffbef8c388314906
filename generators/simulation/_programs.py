"""Programs that look like what people write: a function of a list, a number and perhaps a text, with loops, branches and helpers.

They end by construction (loops go over what is there, a `while` counts down or halves), never raise, and keep their numbers small. `draw`
keeps those that take the wanted number of steps and whose value depends on what they are given."""

from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any, NamedTuple

from synth.generators.simulation._conditions import Tried, copied, inputs, mended
from synth.generators.simulation._writer import Style, TooLong, Writer
from synth.schemas.task import Discard
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Event, Failed, Program, Seen, Stopped, remembered

TRIES = 60
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


def shown(arguments: list[Any]) -> str:
    """As they stand in the call."""
    return repr(arguments)[1:-1]


def draw(rng: Random, style: Style, branches: bool = False) -> Drawn:
    """A program and what it is called with, so that the value depends on that. branches: and is another one where every condition, or none,
    is taken to hold. Raises Discard."""
    for found in written(rng, style):
        values = _dependent(found, branches)
        if values:
            expression, value = found.writer.returned(values)
            if not _cheap(value, found.arguments):
                return ended(found, expression)
    raise Discard("no program of that length")


def written(rng: Random, style: Style) -> Iterator[Tried]:
    """Programs that return all that they change."""
    for _ in range(TRIES):
        writer = Writer(rng, style)
        with suppress(TooLong):
            made = writer.write()
            if made.count("\n") >= 4 and (found := mended(writer, made, Program(made))):
                yield found


def ended(found: Tried, expression: str) -> Drawn:
    """The program with another expression to return."""
    writer, arguments = found.writer, found.arguments
    text = f"{found.text.rpartition('return ')[0]}return {expression}\n"
    code = remembered(text, found.code.returning(writer.entry, expression))
    events: list[Event] = []
    value = code.run(writer.entry, copied(arguments), events=events)
    _calls.remember(text, writer.entry, shown(arguments), (value, tuple(events)))
    return Drawn(text, writer.entry, arguments, value, found.steps, events)


def fitting(found: Tried, most: int, watch: list[Seen]) -> Iterator[Tried]:
    """The program with at most so many other arguments for which it takes the wanted number of steps. watch: holds what is compared and
    divided for these."""
    low, high = found.writer.style.steps
    length, many = len(found.arguments[0]), 0
    for _ in range(2 * most + 1):
        arguments = inputs(found.writer, length)
        watch.clear()
        try:
            ends, steps = found.code.measured(found.writer.entry, copied(arguments), 3 * high, watch=watch)
        except (Stopped, Failed):
            return
        if low <= steps <= high:
            yield found._replace(arguments=arguments, ends=ends, steps=steps)
            many += 1
            if many == most:
                return


def _cheap(value: Any, arguments: list[Any]) -> bool:
    """Whether a value is long, empty, or what somebody would say who has not run the program."""
    numbers = arguments[0]
    guesses = (0, 1, -1, *arguments, numbers[::-1], numbers[0], numbers[-1], sum(numbers), len(numbers), max(numbers), min(numbers))
    shown = repr(value)
    told = isinstance(value, tuple) and (numbers in value or numbers[::-1] in value)
    return len(shown) > LONGEST or value in guesses or told or not any(map(str.isalnum, shown))


def _dependent(found: Tried, branches: bool) -> dict[str, Any]:
    """The final values that change with the list: when its last number is left out, and when all of them are others; and which depend on
    the branches taken, if they are to."""
    writer = found.writer
    values = dict(zip(writer.ends, found.ends, strict=True))

    def keep(ends: tuple[Any, ...]) -> None:
        for name, value in zip(writer.ends, ends, strict=True):
            if name in values and values[name] == value:
                del values[name]

    for ends in found.others:
        keep(ends)
    for force in (False, True) if branches else ():
        if not values:
            break
        with suppress(Stopped, Failed):
            keep(found.code.run(writer.entry, copied(found.arguments), 5 * writer.style.steps[1], force=force))
    return values
