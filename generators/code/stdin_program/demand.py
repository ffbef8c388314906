"""How long the plain way of a program takes on large inputs, where each element of a list is compared with others."""

import math
from typing import Any

from synth.verifiers.code._inputs import LARGE, large
from synth.verifiers.code._language import Step, others, runner, types

ENOUGH = 1.0
"""Seconds that the plain way has to take: twice the limit, measured to be more."""
SAMPLED = 20
"""The large input is that many times as long as the one looked at here."""
_COMPARED, _FOUND = 3e-8, 1e-8
"""Seconds for a pair that a program looks at, and for one that a built-in function does, on a machine of some years ago."""
COMPARING = ("ranks", "pairs", "greater", "counts", "common", "merge")


def seconds(start: str, steps: tuple[Step, ...], kinds: list[str], most: float = math.inf) -> float:
    """Of the step that takes longest; of the first that takes more than `most`, where there is one."""
    if not any(step.op in COMPARING for step in steps):
        return 0.0
    arguments: list[Any] = large(start, steps, kinds, LARGE // SAMPLED)
    value, given, longest = arguments[0], others(arguments), 0.0
    for kind, step in zip(types(start, steps), steps, strict=False):
        longest = max(longest, _seconds(step, value, given[1])) if kind == "ints" else longest
        if longest * SAMPLED**2 > most:
            break
        value = runner(kind, (step,))(value, *given)
    return longest * SAMPLED**2


def _seconds(step: Step, v: list[int], other: list[int]) -> float:
    size = len(v)
    match step.op:
        case "ranks" | "pairs":
            return _COMPARED * size * size / 2
        case "greater":
            return _COMPARED * _looked_at(v)
        case "counts" | "common":
            return _FOUND * size * len(set(v))
        case "merge" if step.m < 2:
            return _FOUND * size * len(other) * 0.875  # half of them are there
    return 0.0


def _looked_at(v: list[int]) -> int:
    """The numbers that are looked at by who goes on from each to the nearest greater one."""
    total, waiting = 0, list[int]()
    for i, x in enumerate(v):
        while waiting and v[waiting[-1]] < x:
            total += i - waiting.pop()
        waiting.append(i)
    return total + sum(len(v) - i for i in waiting)
