"""What predicting the output claims: its rules in words, what cheap policies win, and which programs are the same.

The policies look at the call alone, or run the program with something left out."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.simulation import _naming
from synth.generators.simulation.predict_output.cheap import under
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Failed, Stopped, program
from synth.verifiers.simulation.predict_output import PredictOutput

RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.program.rstrip()))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(f"{p.entry}({p.arguments})"))),
    Rule("value", {"en": r"return|prints", "zh": r"返回"}),
    Rule("format", {"en": r"literal|python notation", "zh": r"字面量"}),
)


def _numbers(problem: PredictOutput) -> list[Any]:
    return list(_calls.read(problem.arguments)[0])


def _without_last(problem: PredictOutput) -> str:
    """The loop stops one number early."""
    numbers, *others = _calls.read(problem.arguments)
    try:
        return repr(program(problem.program).run(problem.entry, [numbers[:-1], *others], _calls.STEPS))
    except (Stopped, Failed):
        return ""


def _forced(outcome: bool) -> Callable[[PredictOutput], str]:
    """Every condition is taken to hold, or none; no answer where there is no condition."""

    def policy(problem: PredictOutput) -> str:
        if "if " not in problem.program:
            return ""
        try:
            return repr(program(problem.program).run(problem.entry, _calls.read(problem.arguments), _calls.STEPS, force=outcome))
        except (Stopped, Failed):
            return ""

    return policy


def _backwards(problem: PredictOutput) -> str:
    """The list, backwards."""
    return repr(_numbers(problem)[::-1])


MOST = {
    "helpers give back what they are given": (0.005, 0.005, 0.14),
    "each elif taken for an if": (0.12, 0.14, 0.21),
    "nothing comes of an elif": (0.13, 0.19, 0.24),
    "a while is gone through once": (0.005, 0.005, 0.06),
    "remainders left out": (0.19, 0.16, 0.25),
}
SHORTCUTS = (
    Shortcut("0", lambda p: "0", (0.005,) * 10),
    Shortcut("an argument as it stands", lambda p: repr(_calls.read(p.arguments)[0]), (0.005,) * 10),
    Shortcut("the list backwards", _backwards, (0.005,) * 10),
    Shortcut("the sum of the list", lambda p: str(sum(_numbers(p))), (0.005,) * 10),
    Shortcut("the last number", lambda p: str(_numbers(p)[-1]), (0.005,) * 10),
    Shortcut("one number too few", _without_last, (0.01,) * 10),
    Shortcut("every condition holds", _forced(True), (0.3,) * 3 + (0.02,) * 7),
    Shortcut("no condition holds", _forced(False), (0.3,) * 3 + (0.02,) * 7),
    *(Shortcut(name, under(name), first + (0.005,) * 7) for name, first in MOST.items()),
)


def copies(problem: PredictOutput, rng: Random) -> Iterator[PredictOutput]:
    """Other names, and a comment."""
    text, names = _naming.renamed(problem.program, rng)
    yield replace(problem, program=text, entry=names[problem.entry])


def different(problem: PredictOutput, rng: Random) -> Iterator[PredictOutput]:
    """Another number in the list; a comparison turned round."""
    numbers, *others = _calls.read(problem.arguments)
    for change in (1, 2):
        numbers[rng.randrange(len(numbers))] += change
        try:
            yield replace(problem, arguments=repr([numbers, *others])[1:-1])
        except ValueError:
            continue
