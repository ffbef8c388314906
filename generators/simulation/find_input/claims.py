"""What finding an input claims: its rules in words, what cheap policies win, and which problems are the same.

The policies write down plain lists, or what the prompt shows. Twenty lists at random, or of one number again and again, each of them tried
on the program, hit the value in 9 to 19 % from level 4 on; that is as many runs, and no way round them."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.simulation import _naming
from synth.generators.simulation.find_input import plain_lists
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.find_input import FindInput

RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.program.rstrip()))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(f"{p.entry}(a, {p.others})"))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.target))),
    Rule("value", {"en": r"whatever the order of the keys", "zh": r"与键的先后顺序无关"}, lambda p: "{" in p.target),
    Rule("length", {"en": lambda p: rf"exactly {p.length} integers", "zh": lambda p: rf"恰好有 {p.length} 个整数"}),
    Rule("range", {"en": lambda p: rf"from {p.low} to {p.high}\b", "zh": lambda p: rf"{p.low} 到 {p.high} 之间"}),
)


def _plain(number: int) -> Callable[[FindInput], str]:
    return lambda problem: repr(plain_lists(problem.length, problem.low, problem.high)[number])


def _from_target(problem: FindInput) -> str:
    """The numbers of the wanted value, again and again."""
    shown = [int(n) for n in re.findall(r"\d+", problem.target)] or [problem.low]
    return repr([min(max(shown[k % len(shown)], problem.low), problem.high) for k in range(problem.length)])


def _constants(problem: FindInput) -> str:
    """The numbers of the program, again and again."""
    shown = [n for n in map(int, re.findall(r"\b\d+\b", problem.program)) if problem.low <= n <= problem.high] or [problem.low]
    return repr([shown[k % len(shown)] for k in range(problem.length)])


def _moved_back(problem: FindInput) -> str:
    """A list in the value that is as long, each number greater by the other argument: what is left of `out.append(x - k)`."""
    lists = [list(map(int, found.split(","))) for found in re.findall(r"\[(-?\d+(?:, -?\d+)*)\]", problem.target)]
    more = re.fullmatch(r"\d+", problem.others)
    return next((repr([n + int(more[0]) for n in one]) for one in lists if more and len(one) == problem.length), "")


def _but_the_last(problem: FindInput) -> str:
    """The least number, and the greatest at the end."""
    return repr([problem.low] * (problem.length - 1) + [problem.high])


def _shared(problem: FindInput) -> str:
    """A list whose sum is about the first number of the wanted value."""
    total = int((re.findall(r"\d+", problem.target) or ["9"])[0])
    return repr([min(max((total + k) // problem.length, problem.low), problem.high) for k in range(problem.length)])


SHORTCUTS = (
    Shortcut("the least number again and again", _plain(0), (0.005,) * 10),
    Shortcut("the greatest number again and again", _plain(1), (0.005,) * 10),
    Shortcut("the number in the middle again and again", _plain(2), (0.005,) * 10),
    Shortcut("numbers in a row", _plain(3), (0.005,) * 10),
    Shortcut("numbers in a row, downwards", _plain(4), (0.005,) * 10),
    Shortcut("the least number, and the greatest at the end", _but_the_last, (0.05, 0.04, 0.02) + (0.01,) * 7),
    Shortcut("the numbers of the program", _constants, (0.02,) * 10),
    Shortcut("a list of the value, moved by the other argument", _moved_back, (0.0, 0.01, 0.07, 0.06, 0.05, 0.05, 0.04, 0.03, 0.02, 0.02)),
    Shortcut("the numbers of the wanted value", _from_target, (0.03,) * 10),
    Shortcut("a list with that sum", _shared, (0.15, 0.06) + (0.03,) * 8),
)


def copies(problem: FindInput, rng: Random) -> Iterator[FindInput]:
    """Other names, and a comment."""
    text, names = _naming.renamed(problem.program, rng)
    yield replace(problem, program=text, entry=names[problem.entry])


def different(problem: FindInput, rng: Random) -> Iterator[FindInput]:
    """Another value, another length."""
    if (moved := _naming.moved(problem.target)) and len(moved) <= 120:
        yield replace(problem, target=moved)
    yield replace(problem, length=problem.length + 1 if problem.length < 14 else 13)
