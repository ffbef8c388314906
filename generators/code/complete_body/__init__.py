"""Complete a body: a described function of which the first lines are there, up to the end of a step, to the variables of a loop or to its
head; sometimes with a helper above it.

Effort is what there is to think of in the whole program: the weight of each operation, its key, and the parts of its test."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.code import _described, _programs, _python
from synth.generators.code.function_from_spec import LEVELS, Knobs, style
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code._language import types
from synth.verifiers.code.complete_body import INDENT, CompleteBody, verify

TRIES = 20
HELPERS = "is_wanted matches qualifies fits is_chosen".split()
HELPED = 0.5
"""The chance that a helper stands above, where there is a test that one can do."""
FORMS = (
    _described.FORMS[0],
    "```python\n    for word in words:\n        total += len(word)\n    return total\n```",
    "```python\n    message = message.strip()\n    return message.upper()\n```",
    _described.FORMS[2],
)
"""Answers in the forms that are asked for, to no problem."""


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        found = _programs.draw(rng, style(knobs))
        bare = CompleteBody(*_programs.names(rng, found.start, found.steps), found.start, found.steps, "", "    pass")
        helper, text = _helped(rng, bare) if rng.random() < HELPED else ("", _described.text_of(bare, bare.steps))
        if cuts := _cuts(text):
            break
    else:
        raise Discard("no first lines")
    lines = text.split("\n")
    cut = rng.choice(cuts)
    given = "\n".join(lines[1:cut])
    opened = given.endswith(":")  # then the lines stay where they are, but for the first, as a model goes on from the text
    rest = "\n".join(lines[cut:] if opened else [line[INDENT:] for line in lines[cut:]]).strip()
    answer = text if rng.random() < 0.5 else rest
    return Sample(replace(bare, helper=helper, given=given), answer, effort=float(found.effort))


def _helped(rng: Random, problem: CompleteBody) -> tuple[str, str]:
    """A helper that does the test of a step, and the program that calls it; no helper where no test can be taken out."""
    text = _described.text_of(problem, problem.steps)
    tests = [_python.condition(step, kind) for step, kind in zip(problem.steps, types(problem.start, problem.steps), strict=False)]
    if not (tests := [test for test in tests if test[0]]):
        return "", text
    (item, test), name = rng.choice(tests), rng.choice(HELPERS)
    whole = rf"(?<![\w.])(?<![-+*/%] ){re.escape(test)}(?![\w.]| [-+*/%])"  # `x > 1` is no part of `x > 15`
    called = re.sub(whole, f"{name}({item})", text)
    return (f"def {name}({item}):\n    return {test}", called) if called != text else ("", text)


def _cuts(text: str) -> list[int]:
    """Numbers of lines after which the rest can be left out: in the first half, between statements of the body or behind a head."""
    lines = text.split("\n")

    def parts(place: int) -> bool:
        before, after = lines[place - 1], lines[place]
        depth = len(after) - len(after.lstrip())
        if before.endswith(":"):
            return depth == 2 * INDENT and before.startswith(" " * INDENT) and before[INDENT] != " "
        return depth == INDENT and not after.lstrip().startswith(("else", "elif"))

    return [place for place in range(2, len(lines)) if 2 * (place - 1) <= max(len(lines) - 1, 2) and parts(place)]


def prompt_variables(problem: CompleteBody, rng: Random) -> dict[str, object]:
    return _described.variables(problem, rng) | {"helper": problem.helper, "given": problem.given, "form": rng.choice(FORMS)}


def copies(problem: CompleteBody, rng: Random) -> Iterator[Any]:
    """The same program under another name, with other lines of it given."""
    yield replace(problem, function="other_name")
    yield replace(problem, given="    result = 0")


TASK = Task(
    __name__,
    version=6,
    problem=CompleteBody,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(600, 1_200, 5_000, 6_000) + (100_000,) * 6,
    canonical=_described.canonical,
    corrupt=_described.nearly,
)
