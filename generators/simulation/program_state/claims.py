"""What questions about a program's state claim: their rules in words, what cheap policies win, and which are the same.

The policies miscount the time, look at the end of the run, or at the call alone."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.simulation import _naming
from synth.generators.simulation._misreading import MISREAD
from synth.generators.simulation.program_state import ordinal
from synth.generators.simulation.program_state.cheap import forced, under
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation.program_state import ProgramState, answer


def _lines(problem: ProgramState) -> str:
    lines = problem.program.rstrip().split("\n")
    return r"\n".join(rf" ?{n} \|{re.escape(' ' + line if line else '')}" for n, line in enumerate(lines, 1))


RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), _lines)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(f"{p.entry}({p.arguments})"))),
    Rule(
        "value",
        {
            "en": lambda p: rf"line {p.line} has been executed for the {ordinal(p.times)} time",
            "zh": lambda p: rf"第 {p.line} 行第 {p.times} 次执行完",
        },
        lambda p: p.ask == "value",
    ),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"`{p.variable}`"), lambda p: p.ask == "value"),
    Rule(
        "value",
        {"en": lambda p: rf"(times|often|total)[a-z ]{{1,12}}line {p.line}\b", "zh": lambda p: rf"第 {p.line} 行(一共)?执行了"},
        lambda p: p.ask == "count",
    ),
    Rule("value", {"en": r"each time its condition is tested", "zh": r"每判断一次条件"}, lambda p: p.ask == "count"),
    Rule("format", {"en": r"literal", "zh": r"字面量"}),
)


def _at(change: int) -> Callable[[ProgramState], str]:
    """The same so many times later."""

    def policy(problem: ProgramState) -> str:
        if problem.ask == "count":
            return str(answer(problem) + change)
        try:
            return repr(answer(replace(problem, times=max(problem.times + change, 1))))
        except ValueError:
            return ""

    return policy


def _end(problem: ProgramState) -> str:
    """What the variable holds at the end; the length of the list."""
    if problem.ask == "count":
        return str(len(_calls.read(problem.arguments)[0]))
    return [value for _, name, value in _calls.events(problem) if name == problem.variable][-1]


SHORTCUTS = (
    Shortcut("0", lambda p: "0", (0.005,) * 10),
    Shortcut("what the call returns", lambda p: repr(_calls.value(p)), (0.005,) * 10),
    Shortcut("one time too early", _at(-1), (0.005,) * 10),
    Shortcut("one time too late", _at(1), (0.005,) * 10),
    Shortcut("at the end of the run", _end, (0.005,) * 10),
    Shortcut("the number of times", lambda p: str(p.times), (0.04,) * 10),
    *(Shortcut(name, under(name), (0.005,) * 10) for name in MISREAD),
    Shortcut("every condition holds", forced(True), (0.005,) * 10),
    Shortcut("no condition holds", forced(False), (0.005,) * 10),
    Shortcut("the last number of the list", lambda p: str(_calls.read(p.arguments)[0][-1]), (0.005,) * 10),
)


def copies(problem: ProgramState, rng: Random) -> Iterator[ProgramState]:
    """Other names, and a comment in a line of its own."""
    text, names = _naming.renamed(problem.program, rng)
    variable = names[problem.variable] if problem.variable else ""
    yield replace(problem, program=text, entry=names[problem.entry], line=problem.line + 1, variable=variable)


def different(problem: ProgramState, rng: Random) -> Iterator[ProgramState]:
    """Another time; another number in the list."""
    if problem.times > 1:
        yield replace(problem, times=problem.times - 1)
    numbers, *others = _calls.read(problem.arguments)
    numbers[rng.randrange(len(numbers))] += 1
    try:
        yield replace(problem, arguments=repr([numbers, *others])[1:-1])
    except ValueError:
        return
