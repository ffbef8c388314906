"""What tests for mutants claim: their rules in words, what cheap policies win, and which problems are the same.

The policies write down plain lists, lists at random, or numbers that the program names."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.code import _inputs
from synth.generators.simulation import _naming
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.tests_for_mutants import Mutant, MutantTests


def _shown(problem: MutantTests) -> str:
    lines = problem.program.rstrip().split("\n")
    return r"\n".join(rf" ?{n} \| {re.escape(line)}" for n, line in enumerate(lines, 1))


RULES = (
    Rule("survivor", dict.fromkeys(("en", "zh"), _shown)),
    Rule("survivor", dict.fromkeys(("en", "zh"), lambda p: r".*".join(rf" ?{m.line} \| {re.escape(m.text)}\n" for m in p.mutants))),
    Rule("survivor", {"en": r"for at least one of your lists", "zh": r"至少在其中一个列表上"}),
    Rule("count", {"en": lambda p: rf"at most {p.tests} lists?\b", "zh": lambda p: rf"最多 {p.tests} 个列表"}),
    *_inputs.RULES,
)


def _lists(made: Callable[[MutantTests], list[list[int]]]) -> Callable[[MutantTests], str]:
    return lambda problem: repr(made(problem)[: problem.tests])


def _plain(problem: MutantTests) -> list[list[int]]:
    row = _inputs.rising(problem)
    return [row, row[::-1], [problem.high] * problem.length, [problem.low]]


def _random(problem: MutantTests) -> list[list[int]]:
    rng = Random(problem.to_json())
    return [[rng.randint(problem.low, problem.high) for _ in range(problem.length)] for _ in range(problem.tests)]


def _turned(made: Callable[[MutantTests], list[int]]) -> Callable[[MutantTests], str]:
    """A list, and the same one turned round by a place, two places, ..."""
    return _lists(lambda p: [made(p)[k:] + made(p)[:k] for k in range(p.tests)])


SHORTCUTS = (
    Shortcut("plain lists", _lists(_plain), (0.005,) * 10),
    Shortcut("lists drawn at random", _lists(_random), (0.06, 0.06, 0.03) + (0.01,) * 7),
    Shortcut("the numbers that the program names", _turned(_inputs.named), (0.06, 0.06, 0.03) + (0.01,) * 7),
    Shortcut("a number that is compared with, and its neighbours", _turned(_inputs.edges), (0.06, 0.06, 0.03) + (0.01,) * 7),
)


def copies(problem: MutantTests, rng: Random) -> Iterator[MutantTests]:
    """The versions in another order; other names, with a comment in the first line."""
    yield replace(problem, mutants=problem.mutants[::-1])
    whole, names = _naming.renamed("\n".join([problem.program, *(one.text for one in problem.mutants)]), rng)
    lines = whole.split("\n")
    count = len(problem.mutants)
    mutants = tuple(Mutant(one.line + 1, text) for one, text in zip(problem.mutants, lines[-count:], strict=True))
    yield replace(problem, program="\n".join(lines[:-count]), entry=names[problem.entry], mutants=mutants)


def different(problem: MutantTests, rng: Random) -> Iterator[MutantTests]:
    """Other lists are allowed; more of them."""
    yield from _inputs.moved(problem, rng)
    yield replace(problem, tests=problem.tests % 4 + 1)
