"""Cheap policies: what a question about a run comes to for somebody who reads the program past its hard parts.

Of values, the kernel tells it before a draft becomes text; of how often a line is executed, the interpreter."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from synth.generators.simulation import _lines, _programs
from synth.generators.simulation._coding import POP, TEST, Coded
from synth.generators.simulation._conditions import Tried
from synth.generators.simulation._misreading import MISREAD, executed, misread
from synth.generators.simulation.program_state.late import count_times, mark, strike
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Event
from synth.verifiers.simulation.program_state import ProgramState

Changes = npt.NDArray[np.int64]
Question = tuple[Literal["value", "count"], int, int, str]
"""What is asked, the line, the time and the variable."""
_CHOICE = re.compile(r"^ +(el)?if ", re.MULTILINE)
LATE = 0.5
"""Of a run's changes, those behind these are looked at."""
MOST = 600
"""Changes of a run."""


class _Told:
    """What a run tells."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.count = Counter(at for at, _, _ in events)
        self.values: dict[tuple[int, str], list[str]] = {}
        for at, name, value in events:
            self.values.setdefault((at, name), []).append(value)

    def answer(self, question: Question) -> str:
        """Nothing where the time does not come."""
        ask, line, times, variable = question
        if ask == "count":
            return str(self.count[line])
        values = self.values.get((line, variable), [])
        return values[times - 1] if times <= len(values) else ""


def unbeaten(text: str, entry: str, arguments: list[Any], events: Sequence[Event], questions: Sequence[Question]) -> Question | None:
    """The first question that nobody answers right who misreads the program."""
    right = _Told(events)
    forced = ((text, force) for force in (True, False) if _CHOICE.search(text))
    for other, force in (*forced, *((other, None) for other in misread(text))) if questions else ():
        wrong = _Told(executed(text, other, entry, _programs.copied(arguments), force))
        questions = [question for question in questions if right.answer(question) != wrong.answer(question)]
        if not questions:
            return None
    return questions[0] if questions else None


def values(found: Tried, run: int, others: Iterable[Coded]) -> frozenset[Question]:
    """Late values, which no other time has, that nobody finds who misreads a draft. others: it, as those read it."""
    own, lines = _changes(found, run, found.code), _lines.changes(found.draft)
    things = 2 * len(found.code.rows)
    places, met = np.zeros(things, np.bool_), np.zeros(things, np.int64)
    places[list(lines)] = True
    times, asked = np.empty(len(own), np.int64), np.zeros(len(own), np.bool_)
    count_times(own, met, times)
    left = mark(own, places, int(LATE * len(own)), times, asked)
    for other in _misread(found, run, others):
        if not left:
            break
        left = strike(own, times, other, asked)
    late = zip(own[asked, 0].tolist(), times[asked].tolist(), strict=True)
    return frozenset(("value", lines[key][0], time, lines[key][1]) for key, time in late)


def _misread(found: Tried, run: int, others: Iterable[Coded]) -> Iterator[Changes]:
    """The changes of a run for those who misread a draft."""
    kinds, helpers = found.code.rows[:, 0], [helper.kind for helper in found.draft.helpers]
    if ((kinds == TEST) | (kinds == POP)).any() or "divide" in helpers:
        for force in (1, 0):
            yield _changes(found, run, found.code, force)
    for code in others:
        yield _changes(found, run, code)


def _changes(found: Tried, run: int, code: Coded, force: int = -1) -> Changes:
    """What the kernel logs of a run."""
    log = np.empty((MOST, 2), np.int64)
    _programs.once(found, run, code, force, log)
    return log[1 : 1 + log[0, 0]]


def _answer(problem: ProgramState, text: str, force: bool | None = None) -> str:
    """By another text, or another way to take conditions."""
    told = _Told(executed(problem.program, text, problem.entry, _calls.read(problem.arguments), force))
    return told.answer((problem.ask, problem.line, problem.times, problem.variable))


def forced(force: bool) -> Callable[[ProgramState], str]:
    """Every condition is taken to hold, or none; no answer where there is no condition."""
    return lambda problem: _answer(problem, problem.program, force) if _CHOICE.search(problem.program) else ""


def under(name: str) -> Callable[[ProgramState], str]:
    """The answer of who misreads something; nothing where the program has it not."""

    def policy(problem: ProgramState) -> str:
        text = MISREAD[name](problem.program)
        return _answer(problem, text) if text != problem.program else ""

    return policy
