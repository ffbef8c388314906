"""Programs that look like what people write: a function of a list, a number and perhaps a text, with loops, branches and helpers.

They end by construction (loops go over what is there, a `while` counts down or halves), never raise, and keep their numbers small. `draw`
keeps those that take the wanted number of steps and whose value depends on what they are given."""

from array import array
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

import numpy as np

from synth.generators.simulation import _kernel
from synth.generators.simulation._coding import Coded
from synth.generators.simulation._conditions import Tried, mended
from synth.generators.simulation._misreading import STEPS, drafts
from synth.generators.simulation._tree import all_changed, all_reads
from synth.generators.simulation._writer import Style, Writer
from synth.schemas.task import Discard
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Event, Failed, Program, Stopped, remembered

MOST_LINES = 48
"""Lines of a program: as many as one goes through in one's head."""
TRIES = 60
RUNS = 5
"""Runs of a program that are looked at for one whose value will do."""
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
Part = tuple[str, str, str]
"""A value to return: a variable, or one with another behind a sign."""


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
    found: Tried
    run: int
    """Whose arguments they are."""
    parts: list[Part]
    """What is returned."""


def shown(arguments: list[Any]) -> str:
    """As they stand in the call."""
    return repr(arguments)[1:-1]


def draw(rng: Random, style: Style, branches: bool = False, wanted: Callable[[Tried, int, list[Part]], bool] | None = None) -> Drawn:
    """A program and what it is called with, so that the value depends on that. branches: and is another one where every condition, or none,
    is taken to hold; wanted: of a draft, a run and what is returned, before the draft becomes text. Raises Discard."""
    for found in written(rng, style):
        at = columns(found)
        for run in found.seen.fitting[:RUNS]:
            names = dependent(found, run, branches, at)
            if not names or not fits(found, run, parts := returned(found, names)) or (wanted and not wanted(found, run, parts)):
                continue
            if (drawn := ended(found, run, parts)) and not _cheap(drawn.value, drawn.arguments):
                return drawn
    raise Discard("no program of that length")


def written(rng: Random, style: Style) -> Iterator[Tried]:
    """Drafts of programs."""
    for _ in range(TRIES):
        writer = Writer(rng, style)
        draft = writer.write()
        if draft.lines <= MOST_LINES and (found := mended(writer, draft)):
            yield found


def fits(found: Tried, run: int, parts: list[Part]) -> bool:
    """Whether a run takes the wanted number of steps together with what returning costs: one for each list or dict among several things."""
    low, high = found.writer.style.steps
    held = sum(name in (found.writer.kept, found.writer.table) for name, _, _ in parts) if len(parts) > 1 else 0
    return low <= int(found.seen.ends[run, 1]) + held <= high


def ended(found: Tried, run: int, parts: list[Part]) -> Drawn | None:
    """The program of a draft, with what it returns, for the arguments of a run; nothing where it is too long."""
    text = found.draft.text(expression(found, parts))
    return called(found, run, parts, text, remembered(text, Program(text))) if text.count("\n") <= MOST_LINES else None


def called(found: Tried, run: int, parts: list[Part], text: str, code: Program) -> Drawn | None:
    """The call for the arguments of a run; nothing where it does not take the wanted number of steps."""
    writer, arguments = found.writer, found.arguments(run)
    events: list[Event] = []
    try:
        value, steps = code.measured(writer.entry, copied(arguments), _calls.STEPS, events)
    except (Stopped, Failed):
        return None
    if not writer.style.steps[0] <= steps <= writer.style.steps[1]:
        return None
    _calls.remember(text, writer.entry, shown(arguments), (value, tuple(events)))
    return Drawn(text, writer.entry, arguments, value, steps, events, found, run, parts)


def copied(arguments: list[Any]) -> list[Any]:
    """Arguments that a run may change."""
    return [list(one) if isinstance(one, list) else one for one in arguments]


def expression(found: Tried, parts: list[Part]) -> str:
    """What a program returns: several numbers in a list, for in round brackets two would look like a place."""
    shown = ", ".join(f"{name} {sign} {other}" if sign else name for name, sign, other in parts)
    return f"[{shown}]" if len(parts) > 1 and all(part[0] in found.writer.totals for part in parts) else shown


def returned(found: Tried, names: list[str]) -> list[Part]:
    """What to return of variables that depend on the input, and of those that nothing reads."""
    writer, body = found.writer, found.draft.body
    numbers = [name for name in names if name in writer.totals]
    whole = [name for name in names if name not in writer.totals]
    read, ends = all_reads(body), all_changed(body)
    unread = [name for name in found.draft.starts if name in ends and name not in read]
    if len(numbers) > 1 and writer.random() < 0.35:
        one, other = writer.rng.sample(numbers, 2)
        first: Part = one, writer.pick(("+", "-")), other
    else:
        first = writer.pick(whole if whole and writer.random() < 0.5 else numbers or names), "", ""
    parts = [first]
    if len(names) > 1 and writer.random() < 0.3:
        parts.append((writer.pick(names), "", ""))
    parts += [(name, "", "") for name in unread]
    told: set[str] = set()
    kept = []
    for part in parts:
        if not {part[0], part[2]} & told:
            kept.append(part)
            told |= {part[0], part[2]} - {""}
    return kept


NOTHING = [0] * _kernel.LONGEST
COLUMNS = {"kept": _kernel.LISTED, "table": _kernel.TABLED, "shown": _kernel.WRITTEN}


def columns(found: Tried) -> dict[str, int]:
    """Where the kernel tells the variables that lines change."""
    writer, ends = found.writer, all_changed(found.draft.body)
    known = {getattr(writer, kind): column for kind, column in COLUMNS.items()}
    return {name: known.get(name) or 5 + found.code.slots[name] for name in found.draft.starts if name in ends}


def again(found: Tried, run: int, lists: list[list[int]], force: list[int] | None = None) -> Any:
    """What the draft ends with for other lists, with all else as in a run; a row a list. force: what conditions are taken to find, -1 where
    they are tested."""
    _, limits, words, letters = found.inputs
    many = len(lists)
    padded = array("q")
    for one in lists:
        padded.extend(one)
        padded.extend(NOTHING[len(one) :])
    numbers = np.frombuffer(padded, np.int64).reshape(many, _kernel.LONGEST)
    lengths = np.frombuffer(array("q", map(len, lists)), np.int64)
    forced = np.frombuffer(array("q", force if force else [-1] * many), np.int64)
    at = [run] * many
    same = limits[at], words[at], letters[at]
    return _kernel.ended(found.code, numbers, lengths, *same, 3 * found.writer.style.steps[1], forced)[0]


def alike(found: Tried, run: int, parts: list[Part], lists: list[list[int]]) -> bool:
    """Whether the call returns for another list what it returns for that of a run."""
    return _same(found, run, parts, again(found, run, lists))


def misread_alike(found: Tried, run: int, parts: list[Part]) -> bool:
    """Whether somebody who misreads the draft finds what the call returns in a run."""
    return any(_same(found, run, parts, ends) for ends in misread_ends(found, run))


def misread_ends(found: Tried, run: int) -> Iterator[Any]:
    """What a run ends with for each of those who misread the draft, in a row."""
    for other in drafts(found.code):
        yield once(found, run, other)


def once(found: Tried, run: int, code: Coded, force: int = -1, log: Any = _kernel.UNLOGGED) -> Any:
    """What one run ends with by other code, in a row. force: what conditions are taken to find, -1 where they are tested."""
    own = slice(run, run + 1)
    numbers, limits, words, letters = (one[own] for one in found.inputs)
    lengths, forced = np.array([found.length]), np.array([force])
    return _kernel.ended(code, numbers, lengths, limits, words, letters, STEPS, forced, log)[0]


def _same(found: Tried, run: int, parts: list[Part], rows: Any) -> bool:
    """Whether other runs, one of them at least, return what one of the draft returns. rows: what they end with."""
    at, here = columns(found), found.seen.ends[run]
    same = rows[:, 0] > 0
    for name, sign, other in parts:
        told, own = rows[:, at[name]], here[at[name]]
        if sign == "+":
            told, own = told + rows[:, at[other]], own + here[at[other]]
        elif sign:
            told, own = told - rows[:, at[other]], own - here[at[other]]
        same &= told == own
    return bool(same.any())


def dependent(found: Tried, run: int, branches: bool, at: dict[str, int]) -> list[str]:
    """The variables whose final values change with the list: when its last number is left out, and when all of them are others; and which
    depend on the branches taken, if they are to. at: the columns of variables."""
    numbers = found.inputs[0][run, : found.length].tolist()
    here = found.seen.ends[run]
    moved = [number + 1 + found.writer.below(3) for number in numbers]
    if branches:
        rows = again(found, run, [numbers[:-1], moved, numbers, numbers], [-1, -1, 0, 1])
    else:
        rows = again(found, run, [numbers[:-1], moved])
    same = ((rows == here) & (rows[:, :1] > 0)).any(axis=0).tolist()
    return [name for name, column in at.items() if not same[column]]


def _cheap(value: Any, arguments: list[Any]) -> bool:
    """Whether a value is long, empty, or what somebody would say who has not run the program."""
    numbers = arguments[0]
    guesses = (0, 1, -1, *arguments, numbers[::-1], numbers[0], numbers[-1], sum(numbers), len(numbers), max(numbers), min(numbers))
    shown = repr(value)
    told = isinstance(value, tuple) and (numbers in value or numbers[::-1] in value)
    return len(shown) > LONGEST or value in guesses or told or not any(map(str.isalnum, shown))
