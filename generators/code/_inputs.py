"""What the tasks share that ask for inputs: variables of their prompts, wrong answers, problems in other words, and cheap policies."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.simulation import _naming
from synth.schemas.claims import Rule
from synth.verifiers.code._lists import Lists

RULES = (
    Rule("length", {"en": lambda p: rf"at least 1 and at most {p.length} integers", "zh": lambda p: rf"1 到 {p.length} 个整数"}),
    Rule("range", {"en": lambda p: rf"from {p.low} to {p.high}\b", "zh": lambda p: rf"{p.low} 到 {p.high} 之间"}),
)
_WORD = re.compile(r"-?\d+")


def variables(problem: Lists, rng: Random) -> dict[str, object]:
    """What a template needs. The example holds numbers above the greatest allowed."""
    return {
        "program": problem.program.rstrip(),
        "entry": problem.entry,
        "length": problem.length,
        "low": problem.low,
        "high": problem.high,
        "example": repr(outside(problem, rng)),
    }


def outside(problem: Lists, rng: Random) -> list[int]:
    """A list with numbers above the greatest allowed."""
    return [problem.high + rng.randint(3, 60) for _ in range(rng.randint(2, problem.length))]


def corrupt(verify: Callable[[Any, str], Any]) -> Callable[[Any, str, Random], str]:
    """Wrong answers: the right one with one number moved so that it is refused, or a list that is too long."""

    def corrupted(problem: Any, answer: str, rng: Random) -> str:
        words = list(_WORD.finditer(answer))
        for _ in range(20):
            word, number = rng.choice(words), rng.randint(problem.low, problem.high)
            changed = f"{answer[: word.start()]}{number}{answer[word.end() :]}"
            if not verify(problem, changed).accepted:
                return changed
        return repr([problem.low] * (problem.length + 1))

    return corrupted


def renamed(problem: Any, rng: Random) -> Iterator[Any]:
    """The same program under other names, with a comment."""
    text, names = _naming.renamed(problem.program, rng)
    yield replace(problem, program=text, entry=names[problem.entry])


def moved(problem: Any, rng: Random) -> Iterator[Any]:
    """Other lists are allowed."""
    yield replace(problem, length=problem.length + 1 if problem.length < 9 else 8)
    yield replace(problem, high=problem.high + 1)


def named(problem: Any) -> list[int]:
    """The numbers of the program that a list may hold, as long as a list may be."""
    found = [int(n) for n in re.findall(r"\b\d+\b", problem.program) if problem.low <= int(n) <= problem.high] or [problem.low]
    return [found[k % len(found)] for k in range(problem.length)]


def drawn(problem: Any) -> list[int]:
    """A list drawn at random, the same one for the same problem."""
    rng = Random(problem.to_json())
    return [rng.randint(problem.low, problem.high) for _ in range(problem.length)]


def rising(problem: Any) -> list[int]:
    """Numbers in a row, from the least."""
    return [problem.low + k % (problem.high - problem.low + 1) for k in range(problem.length)]


def edges(problem: Any) -> list[int]:
    """A number that the program compares with, and its neighbours."""
    middle = max(named(problem), default=problem.low)
    return [min(max(middle + (k + 1) % 3 - 1, problem.low), problem.high) for k in range(problem.length)]
