"""What predicting the output claims: its rules in words, what cheap policies win, and which programs are the same.

The policies look at the call alone, or run the program with something left out."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.simulation import _programs
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation.predict_output import PredictOutput, states

RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.program.rstrip()))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(f"{p.entry}({p.arguments})"))),
    Rule("value", {"en": r"return|prints", "zh": r"返回"}),
    Rule("format", {"en": r"literal|python notation", "zh": r"字面量"}),
)


def _run(problem: PredictOutput, text: str = "", arguments: str = "") -> str:
    """What another program, or another call, returns; nothing where that does not end well."""
    try:
        return repr(_calls.run(text or problem.program, problem.entry, arguments or problem.arguments)[0])
    except ValueError:
        return ""


def _numbers(problem: PredictOutput) -> list[Any]:
    return list(_calls.read(problem.arguments)[0])


def _without_last(problem: PredictOutput) -> str:
    """The loop stops one number early."""
    numbers, *others = _calls.read(problem.arguments)
    return _run(problem, arguments=repr([numbers[:-1], *others])[1:-1])


def _rewritten(pattern: str, new: str) -> Callable[[PredictOutput], str]:
    """The program with some of its text read in another way; no answer where there is no such text."""

    def policy(problem: PredictOutput) -> str:
        text = re.sub(pattern, new, problem.program)
        return _run(problem, text) if text != problem.program else ""

    return policy


def _last_value(problem: PredictOutput) -> str:
    """What the last change left."""
    return states(problem)[-1].values[-1][1]


SHORTCUTS = (
    Shortcut("0", lambda p: "0", (0.005,) * 10),
    Shortcut("an argument as it stands", lambda p: repr(_calls.read(p.arguments)[0]), (0.005,) * 10),
    Shortcut("the sum of the list", lambda p: str(sum(_numbers(p))), (0.005,) * 10),
    Shortcut("one number too few", _without_last, (0.005,) * 10),
    Shortcut("every condition holds", _rewritten(r"(?m)\bif .*:$", "if True:"), (0.1,) * 10),
    Shortcut("no condition holds", _rewritten(r"(?m)\bif .*:$", "if False:"), (0.1,) * 10),
    Shortcut("the value that the last change left", _last_value, (0.3,) * 10),
)


def copies(problem: PredictOutput, rng: Random) -> Iterator[PredictOutput]:
    """Other names, and a comment."""
    text, entry = _programs.renamed(problem.program, problem.entry, rng)
    yield replace(problem, program=text, entry=entry)


def different(problem: PredictOutput, rng: Random) -> Iterator[PredictOutput]:
    """Another number in the list; a comparison turned round."""
    numbers, *others = _calls.read(problem.arguments)
    for change in (1, 2):
        numbers[rng.randrange(len(numbers))] += change
        try:
            yield replace(problem, arguments=repr([numbers, *others])[1:-1])
        except ValueError:
            continue
