"""What the first difference claims: its rules in words, what cheap policies win, and which problems are the same.

The policies miscount, or take the first step in the changed line for the first that differs. The last five read both programs past a hard
part. They win where that part has no say before the first difference; as the answer names the number of that step, all before it has to be
gone through nevertheless, and they stay."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.simulation import _naming
from synth.generators.simulation._misreading import MISREAD, executed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation.first_difference import FirstDifference, answer, differ, other, steps


def _lines(problem: FirstDifference) -> str:
    lines = problem.program.rstrip().split("\n")
    return r"\n".join(rf" ?{n} \|{re.escape(' ' + line if line else '')}" for n, line in enumerate(lines, 1))


RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), _lines)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(f"{p.line} | {p.changed}"))),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(f"{p.entry}({p.arguments})"))),
    Rule("value", {"en": r"value that its variable has after the step in A", "zh": r"A 在这一步之后该变量的值"}),
    Rule("value", {"en": r"has after the step in B", "zh": r"B 在这一步之后该变量"}),
    Rule("step", {"en": lambda p: rf"line {p.line}\b", "zh": lambda p: rf"第 {p.line} 行"}),
    Rule("step", {"en": r"gives a variable a value or changes what it holds", "zh": r"给变量赋值或改变变量内容"}),
    Rule("step", {"en": r"`for` loop counts as one step", "zh": r"循环语句每次给循环变量新的值，也算一步"}),
    Rule("step", {"en": r"called functions count as well", "zh": r"被调用函数里的语句同样计入"}),
    Rule("step", {"en": r"numbered 1, 2, 3", "zh": r"编号 1、2、3"}),
    Rule("step", {"en": r"same line gives the same variables the same values", "zh": r"同一行给同样的变量同样的值"}),
    Rule("value", {"en": r"is the one on the left", "zh": r"其变量指左边的"}, lambda p: ".pop(" in p.program),
    Rule("format", {"en": r"three Python literals between commas", "zh": r"三个字面量，用逗号隔开"}),
)


def _at(place: Callable[[FirstDifference], int]) -> Callable[[FirstDifference], str]:
    """What the runs have at another step, from 1."""

    def policy(problem: FirstDifference) -> str:
        a, b = steps(problem)
        at = place(problem)
        if not 1 <= at <= min(len(a), len(b)):
            return ""
        return f"{at}, {a[at - 1].values[0][1]}, {b[at - 1].values[0][1]}"

    return policy


def _first_there(problem: FirstDifference) -> int:
    """The first step at or behind the first execution of the changed line."""
    count = 0
    for line, name, _ in _calls.events(problem):
        if line == problem.line:
            return count + 1
        count += bool(name)
    return 0


def _ends(problem: FirstDifference) -> int:
    a, b = steps(problem)
    return min(len(a), len(b))


def _misread(name: str) -> Callable[[FirstDifference], str]:
    """The first difference of both programs as somebody misreads them; nothing where they have not what is misread."""

    def policy(problem: FirstDifference) -> str:
        texts = problem.program, other(problem)
        misread = tuple(map(MISREAD[name], texts))
        if misread == texts:
            return ""
        a, b = (executed(problem.program, text, problem.entry, _calls.read(problem.arguments)) for text in misread)
        found = differ(a, b)
        return f"{found[0]}, {found[1][0][1]}, {found[2][0][1]}" if found else ""

    return policy


_PAST = {
    "helpers give back what they are given": (0.0, 0.0, 0.12, 0.16, 0.19, 0.21, 0.18, 0.18, 0.2, 0.19),
    "each elif taken for an if": (0.22, 0.27, 0.25, 0.33, 0.4, 0.39, 0.43, 0.4, 0.38, 0.39),
    "nothing comes of an elif": (0.16, 0.18, 0.21, 0.28, 0.32, 0.38, 0.42, 0.38, 0.34, 0.36),
    "a while is gone through once": (0.0, 0.0, 0.12, 0.1, 0.12, 0.11, 0.42, 0.37, 0.4, 0.38),
    "remainders left out": (0.11, 0.12, 0.2, 0.22, 0.22, 0.2, 0.2, 0.25, 0.23, 0.23),
}
SHORTCUTS = (
    Shortcut("the first step", _at(lambda p: 1), (0.005,) * 10),
    Shortcut("the last step", _at(_ends), (0.05,) * 10),
    Shortcut("the first time that the changed line is executed", _at(_first_there), (0.02,) * 10),
    Shortcut("one step too early", _at(lambda p: answer(p)[0] - 1), (0.005,) * 10),
    Shortcut("one step too late", _at(lambda p: answer(p)[0] + 1), (0.005,) * 10),
    Shortcut("the number of the line", _at(lambda p: p.line), (0.25, 0.15) + (0.06,) * 8),
    *(Shortcut(name, _misread(name), shares) for name, shares in _PAST.items()),
)


def copies(problem: FirstDifference, rng: Random) -> Iterator[FirstDifference]:
    """Other names, and a comment in a line of its own."""
    whole, names = _naming.renamed(f"{problem.program}{problem.changed}", rng)
    text, _, changed = whole.rpartition("\n")
    yield replace(problem, program=f"{text}\n", entry=names[problem.entry], line=problem.line + 1, changed=changed)


def different(problem: FirstDifference, rng: Random) -> Iterator[FirstDifference]:
    """Another number in the list."""
    numbers, *others = _calls.read(problem.arguments)
    for _ in range(3):
        numbers[rng.randrange(len(numbers))] += 1
        try:
            yield replace(problem, arguments=repr([numbers, *others])[1:-1])
        except ValueError:
            continue
