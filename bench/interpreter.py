"""Is our interpreter equal to CPython? Random programs of all levels, as the program tasks write them, half of them with a sign or a number
exchanged so that they raise or end otherwise, are run by both on the same arguments: value, arguments after the call, and the kind of
exception must be the same.

`python bench/interpreter.py [PROGRAMS]`, 20,000 unless told otherwise; prints how many returned and raised, and exits with 1 where one
differs. What our interpreter does not read, or does not finish within its budget, CPython is not asked about; it is counted."""

import ast
import re
import sys
from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any

from synth.generators.simulation import _programs
from synth.generators.simulation._conditions import RUNS
from synth.generators.simulation.predict_output import LEVELS
from synth.verifiers.simulation._interpreter import Failed, Program, ProgramError, Stopped

SEED = 29
STEPS = 2_000
SIGNS = re.compile(r"(?<=\s)(?:\+=|-=|//|[-+*%]|==|!=|<=|>=|[<>]|and|or|in)(?=\s)|\b\d+\b")
OTHERS = ("+", "-", "*", "%", "//", "==", "!=", "<", ">=", "and", "or", "in", "+=", "-=", "0", "1", "7", "'a'", "[]", "None", "True")
"""What a sign or a number becomes."""


def changed(text: str, rng: Random) -> str:
    """The program with one sign or number exchanged, where Python still reads it."""
    for _ in range(20):
        place = rng.choice(list(SIGNS.finditer(text)))
        other = f"{text[: place.start()]}{rng.choice(OTHERS)}{text[place.end() :]}"
        try:
            ast.parse(other)
        except SyntaxError:
            continue
        return other
    return text


def by_us(text: str, name: str, arguments: list[Any]) -> str:
    """What a run comes to; "unread" or "unfinished" where it comes to nothing."""
    try:
        value = Program(text).run(name, arguments, STEPS)
    except ProgramError:
        return "unread"
    except Stopped:
        return "unfinished"
    except Failed as failed:
        return str(failed)
    return repr((value, arguments))


def by_cpython(text: str, name: str, arguments: list[Any]) -> str:
    """The same by Python itself."""
    space: dict[str, Any] = {}
    exec(text, space)  # noqa: S102 (programs of our own writing, which our interpreter has run to their end)
    try:
        value = space[name](*arguments)
    except Exception as error:
        return "NameError" if isinstance(error, NameError) else type(error).__name__
    return repr((value, arguments))


def compare(programs: int, seed: int = SEED) -> tuple[Counter[str], list[str]]:
    """How many runs returned, raised, or came to nothing, and the programs on which the two differ."""
    rng, seen, differ = Random(seed), Counter[str](), list[str]()
    while (run := seen["returned"] + seen["raised"]) < programs:
        style = LEVELS[run % len(LEVELS)]
        found = next(_programs.written(rng, style))
        text = found.draft.text(", ".join(found.draft.starts))
        if rng.random() < 0.5:
            text = changed(text, rng)
        arguments = found.arguments(rng.randrange(RUNS))
        own = by_us(text, found.draft.entry, deepcopy(arguments))
        if own in ("unread", "unfinished"):
            seen[own] += 1
            continue
        theirs = by_cpython(text, found.draft.entry, deepcopy(arguments))
        seen["returned" if own.startswith("(") else "raised"] += 1
        if own != theirs:
            differ.append(f"{own}\n{theirs}\n{found.draft.entry}({repr(arguments)[1:-1]})\n{text}")
    return seen, differ


def main(arguments: list[str]) -> int:
    seen, differ = compare(int(arguments[0]) if arguments else 20_000)
    print(", ".join(f"{count:,} {what}" for what, count in sorted(seen.items())) + f"; {len(differ)} differ")
    print("\n".join(differ[:5]))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
