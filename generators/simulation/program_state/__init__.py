"""Program state: the programs of predict_output, stopped late in their run, or with a line whose executions are counted.

Effort is the number of changes of variables up to the moment that is asked about; all of them where a line is counted."""

from collections import Counter
from random import Random
from typing import Annotated, Any

from msgspec import Meta

from synth.generators.simulation import _naming, _programs
from synth.generators.simulation._coding import Coded
from synth.generators.simulation._conditions import Tried
from synth.generators.simulation._misreading import drafts
from synth.generators.simulation._programs import EXAMPLES, Drawn, Part
from synth.generators.simulation._writer import Style
from synth.generators.simulation.program_state.cheap import Question, unbeaten, values
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._interpreter import Event
from synth.verifiers.simulation.program_state import ProgramState, answer, asked, states, verify

TRIES = 20


class Knobs(Style, frozen=True):
    steps: tuple[Annotated[int, Meta(ge=5, le=180)], Annotated[int, Meta(ge=15, le=220)]]
    """Fewest and most statements, iterations and calls that are executed."""
    count: Annotated[float, Meta(ge=0, le=0.5)]
    """Share of questions how often a line is executed."""


LEVELS = (
    Knobs(1, 1, 1, 0, 1, (10, 19), 0),
    Knobs(2, 1, 1, 0, 2, (20, 29), 0),
    Knobs(2, 1, 1, 1, 2, (30, 41), 0),
    Knobs(2, 2, 1, 1, 3, (42, 54), 0),
    Knobs(2, 2, 1, 1, 4, (55, 70), 0),
    Knobs(3, 2, 1, 1, 4, (71, 88), 0.1),
    Knobs(3, 2, 2, 2, 4, (89, 108), 0.1),
    Knobs(3, 3, 2, 2, 4, (114, 138), 0.1),
    Knobs(3, 3, 2, 2, 4, (140, 168), 0.1),
    Knobs(3, 3, 2, 2, 4, (170, 210), 0.1),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    asks = _Asks()
    for _ in range(TRIES):
        counts = rng.random() < knobs.count
        found = _programs.draw(rng, knobs, wanted=_tells if counts else asks)
        possible = _counts(found) if counts else _values(found)
        if question := _chosen(found, rng.sample(possible, len(possible)), asks.last):
            problem = ProgramState(found.text, found.entry, _programs.shown(found.arguments), *question)
            told = states(problem)
            value = answer(problem)
            return Sample(
                problem,
                repr(value),
                effort=float(sum(bool(name) for _, name, _ in found.events[: asked(problem)])),
                trace=_states.written(told),
                rejected=_states.answered(_naming.slipped(told), _naming.wrong(value)),
            )
    raise Discard("nothing to ask about")


class _Asks:
    """Whether a draft has a value to ask for."""

    def __init__(self) -> None:
        self.draft: Tried | None = None
        self.others = list[Coded]()
        """The draft as those read it who misread it."""
        self.last = frozenset[Question]()
        """The values that it has, in the latest run."""

    def __call__(self, found: Tried, run: int, parts: list[Part]) -> bool:
        if found is not self.draft:
            self.draft, self.others = found, list(drafts(found.code))
        self.last = values(found, run, self.others)
        return bool(self.last)


def _chosen(found: Drawn, questions: list[Question], good: frozenset[Question]) -> Question | None:
    """The first that nobody answers right who misreads the program. good: values of which nobody does."""
    if questions and questions[0][0] == "value":
        return next((question for question in questions if question in good), None)
    return unbeaten(found.text, found.entry, found.arguments, found.events, questions)


def _tells(found: Tried, run: int, parts: list[Part]) -> bool:
    """Whether all that may be misread changes what the run ends with: where it does not, it seldom changes what is asked for."""
    here = found.seen.ends[run]
    return not any((ends == here)[:, 2:].all() for ends in _programs.misread_ends(found, run))


def _values(found: Drawn) -> list[Question]:
    """Lines that change a variable more than once, each with one of its last times, with a value that no other time has."""
    events = found.events
    met = Counter[tuple[int, str]]()
    choices: list[Question] = []
    values: dict[tuple[int, str], list[str]] = {}
    for line, name, shown in events:
        if name:
            values.setdefault((line, name), []).append(shown)
    ends = _last(events)
    loops = _loops(found.text)
    for place, (line, name, shown) in enumerate(events):
        at = line, name
        met[at] += 1
        if name and line not in loops and place >= 0.6 * len(events) and met[at] > 1 and _rare(shown, values[at], ends[name], found):
            choices.append(("value", line, met[at], name))
    return choices


def _last(events: list[Event]) -> dict[str, str]:
    """The last value of each variable."""
    return {name: value for _, name, value in events if name}


def _loops(text: str) -> set[int]:
    """The lines of loops."""
    return {n for n, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith(("for ", "while "))}


def _rare(value: str, values: list[str], end: str, found: Drawn) -> bool:
    """Whether a value is not told by the input, by the end of the run or by another time."""
    numbers = found.arguments[0]
    guesses = {
        "0",
        "1",
        "-1",
        "[]",
        "''",
        "{}",
        repr(found.value),
        end,
        *map(repr, found.arguments),
        str(len(numbers)),
        str(sum(numbers)),
    }
    return values.count(value) == 1 and value not in guesses and len(value) <= _programs.LONGEST and value not in map(repr, numbers)


def _counts(found: Drawn) -> list[Question]:
    """Lines that are executed not once, and not as often as the list is long."""
    met = Counter(line for line, _, _ in found.events)
    loops, length = _loops(found.text), len(found.arguments[0])
    lines = [line for line, times in met.items() if line not in loops and times > 4 and times not in (length, length - 1, length + 1)]
    return [("count", line, 0, "") for line in sorted(lines)]


def prompt_variables(problem: ProgramState, rng: Random) -> dict[str, object]:
    lines = problem.program.rstrip().split("\n")
    return {
        "program": "\n".join(f"{n:>2} | {line}".rstrip() for n, line in enumerate(lines, 1)),
        "call": f"{problem.entry}({problem.arguments})",
        "ask": problem.ask,
        "line": problem.line,
        "times": problem.times,
        "time": ordinal(problem.times),
        "variable": problem.variable,
        "example": rng.choice(EXAMPLES[type(answer(problem))]),
    }


def ordinal(number: int) -> str:
    """`3rd`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def canonical(problem: ProgramState) -> Any:
    """Names, comments and blank lines do not make another program."""
    before = problem.program.split("\n")[: problem.line - 1]
    line = problem.line - sum(not text.strip() or text.lstrip().startswith("#") for text in before)
    return [_naming.nameless(f"{problem.program}\n{problem.variable}"), problem.arguments, problem.ask, line, problem.times]


TASK = Task(
    __name__,
    version=8,
    problem=ProgramState,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.06,
    capacity=(50_000,) + (100_000,) * 9,
    unique=True,
    canonical=canonical,
)
