"""What the prompts of described functions show, and what a program and its copies are."""

from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.code import _programs, _python
from synth.verifiers.code._judge import tests
from synth.verifiers.code._language import Spec, Step, runner, types
from synth.verifiers.code._language import others as given
from synth.verifiers.code._operations import ITEMS

SHOWN = 3
"""Worked examples in a prompt."""
LONGEST = 70
"""Characters of an example's arguments, and of its value."""
OFTEN = 6
"""Inputs on which a wrong answer fails that is to show often."""
FORMS = (
    '```python\ndef shout(message):\n    return message.upper() + "!"\n```',
    "```python\ndef area(width, height):\n    size = width * height\n    return size\n```",
    "```python\ndef is_leap(year):\n    if year % 100 == 0:\n        return year % 400 == 0\n    return year % 4 == 0\n```",
)
"""Answers in the form that is asked for, to no problem."""


def variables(problem: Spec, rng: Random) -> dict[str, object]:
    """What a template needs."""
    kinds = types(problem.start, problem.steps)
    limit = problem.names[1] if len(problem.names) > 1 else ""
    steps = [
        {"step": step, "item": ITEMS.get(kind, ""), "limit": limit, "other": problem.names[-1]}
        for kind, step in zip(kinds, problem.steps, strict=False)
    ]
    return {
        "function": problem.function,
        "signature": f"{problem.function}({', '.join(problem.names)})",
        "arguments": [{"name": name, "kind": kind} for name, kind in zip(problem.names, problem.kinds, strict=True)],
        "gives": problem.gives,
        "steps": steps,
        "examples": [{"call": f"{problem.function}({', '.join(map(repr, one))})", "value": repr(value)} for one, value in shown(problem)],
        "form": rng.choice(FORMS),
    }


def shown(problem: Spec) -> list[tuple[list[Any], Any]]:
    """The worked examples: inputs that a person can read, whose values differ from one another and from what went in."""
    tried, expected = tests(problem.start, problem.steps, tuple(problem.kinds))
    found: list[tuple[list[Any], Any]] = []
    for least in (3, 1, 0):
        for one, value in zip(tried, expected, strict=True):
            text = repr(one)
            if len(one[0]) < least or len(text) > LONGEST or len(repr(value)) > LONGEST or len(found) == SHOWN:
                continue
            if value != one[0] and all(repr(value) != repr(other) for _, other in found):
                found.append((one, value))
    return found


def text_of(problem: Spec, steps: tuple[Step, ...]) -> str:
    """A program in Python, under the problem's names."""
    return _python.program(problem.function, problem.names, problem.start, steps)


Text = Callable[[Any, tuple[Step, ...]], str]
"""How a program is written out: (problem, steps) -> text."""


def nearly(problem: Spec, answer: str, rng: Random, text: Text = text_of) -> str:
    """A wrong answer: the program with one step as people get it wrong, in one of the ways that show often where there are any."""
    wrong, idle = _programs.tried_out(problem)
    if idle is not None:
        raise ValueError("a mutant survives")
    tried, expected = tests(problem.start, problem.steps, tuple(problem.kinds))

    def often(steps: tuple[Step, ...]) -> bool:
        run = runner(problem.start, steps)
        failing = (one for one, value in zip(tried, expected, strict=True) if run(one[0], *given(one)) != value)
        return sum(1 for _ in islice(failing, OFTEN)) == OFTEN

    drawn = rng.sample(wrong, len(wrong))
    shown = next((found for steps in drawn if often(steps) and (found := text(problem, steps)) != answer), "")
    return shown or next(found for steps in drawn if (found := text(problem, steps)) != answer)


def canonical(problem: Spec) -> list[object]:
    """Names do not make another program."""
    return [problem.start, problem.steps]


def renamed(problem: Spec, rng: Random) -> Iterator[Any]:
    """The same program under other names."""
    function, names = _programs.names(rng, problem.start, problem.steps)
    yield replace(problem, function=function, names=names)


def others(problem: Spec, rng: Random) -> Iterator[Any]:
    """Programs that differ in one step."""
    wrong, _ = _programs.tried_out(problem)
    for steps in rng.sample(wrong, min(3, len(wrong))):
        try:
            yield replace(problem, steps=steps)
        except ValueError:  # a mutant may need no limit, or no second list
            continue
