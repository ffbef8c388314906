"""Cheap policies: what a question about a run comes to for somebody who reads the program past its hard parts."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Literal

from synth.generators.simulation._misreading import MISREAD, STEPS, misread
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Event, Failed, ProgramError, Stopped, program
from synth.verifiers.simulation.program_state import ProgramState

Question = tuple[Literal["value", "count"], int, int, str]
"""What is asked, the line, the time and the variable."""


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


def _events(text: str, entry: str, arguments: list[Any], force: bool | None = None) -> list[Event]:
    """Of a run, up to where it stops. force: what every condition is taken to find, in place of what it finds."""
    seen: list[Event] = []
    try:
        program(text).run(entry, [list(one) if isinstance(one, list) else one for one in arguments], STEPS, seen, force)
    except (Stopped, Failed, ProgramError):
        return seen
    return seen


def unbeaten(text: str, entry: str, arguments: list[Any], events: Sequence[Event], questions: Sequence[Question]) -> Question | None:
    """The first question that nobody answers right who misreads the program."""
    right = _Told(events)
    forced = ((text, force) for force in (True, False) if " if " in text)
    for other, force in (*forced, *((other, None) for other in misread(text))) if questions else ():
        wrong = _Told(_events(other, entry, arguments, force))
        questions = [question for question in questions if right.answer(question) != wrong.answer(question)]
        if not questions:
            return None
    return questions[0] if questions else None


def _answer(problem: ProgramState, text: str, force: bool | None = None) -> str:
    """By another text, or another way to take conditions."""
    told = _Told(_events(text, problem.entry, _calls.read(problem.arguments), force))
    return told.answer((problem.ask, problem.line, problem.times, problem.variable))


def forced(force: bool) -> Callable[[ProgramState], str]:
    """Every condition is taken to hold, or none; no answer where there is no condition."""
    return lambda problem: _answer(problem, problem.program, force) if " if " in problem.program else ""


def under(name: str) -> Callable[[ProgramState], str]:
    """The answer of who misreads something; nothing where the program has it not."""

    def policy(problem: ProgramState) -> str:
        text = MISREAD[name](problem.program)
        return _answer(problem, text) if text != problem.program else ""

    return policy
