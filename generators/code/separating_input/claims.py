"""What a separating input claims: its rules in words, what cheap policies win, and which problems are the same.

The policies write down plain lists, or numbers that the programs name."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.code import _inputs
from synth.generators.code._inputs import moved as different
from synth.generators.simulation import _naming
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.separating_input import SeparatingInput

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]

RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.program.rstrip()))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.other.rstrip()))),
    Rule("value", {"en": r"return(s)? different values", "zh": r"返回(值)?不同"}),
    *_inputs.RULES,
)


def _list(made: Callable[[SeparatingInput], list[int]]) -> Callable[[SeparatingInput], str]:
    return lambda problem: repr(made(problem))


SHORTCUTS = (
    Shortcut("the least number again and again", _list(lambda p: [p.low] * p.length), (0.005,) * 10),
    Shortcut("an empty list", _list(lambda p: []), (0.005,) * 10),
    Shortcut("numbers in a row", _list(_inputs.rising), (0.005,) * 10),
    Shortcut("a list drawn at random", _list(_inputs.drawn), (0.2, 0.1, 0.06) + (0.03,) * 7),
    Shortcut("the numbers that a program names", _list(_inputs.named), (0.2, 0.1, 0.06) + (0.03,) * 7),
    Shortcut("a number that is compared with, and its neighbours", _list(_inputs.edges), (0.2, 0.1, 0.06) + (0.03,) * 7),
)


def copies(problem: SeparatingInput, rng: Random) -> Iterator[SeparatingInput]:
    """The other program first; other names."""
    yield replace(problem, program=problem.other, other=problem.program)
    (a, names), (b, others) = (_naming.renamed(text, rng) for text in (problem.program, problem.other))
    b = re.sub(rf"\b{others[problem.entry]}\b", names[problem.entry], b) if names[problem.entry] not in others.values() else ""
    if b:
        yield replace(problem, program=a, other=b, entry=names[problem.entry])
