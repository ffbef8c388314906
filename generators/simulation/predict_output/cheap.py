"""Cheap policies: what a program returns that is read past its hard parts."""

from collections.abc import Callable

from synth.generators.simulation._misreading import MISREAD, STEPS
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Failed, ProgramError, Stopped, like
from synth.verifiers.simulation.predict_output import PredictOutput


def _returned(problem: PredictOutput, text: str) -> str:
    """By another text; nothing where that does not run."""
    try:
        return repr(like(problem.program, text).run(problem.entry, _calls.read(problem.arguments), STEPS))
    except (Stopped, Failed, ProgramError):
        return ""


def under(name: str) -> Callable[[PredictOutput], str]:
    """The answer of who misreads something; nothing where the program has it not."""

    def policy(problem: PredictOutput) -> str:
        text = MISREAD[name](problem.program)
        return _returned(problem, text) if text != problem.program else ""

    return policy
