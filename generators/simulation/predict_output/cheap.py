"""Cheap policies: a program that is read past its hard parts."""

import re
from collections.abc import Callable

from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Failed, ProgramError, Stopped, program
from synth.verifiers.simulation.predict_output import PredictOutput

_HELPER = re.compile(r"^(def \w+\(n\):\n)", re.MULTILINE)
_REMAINDER = re.compile(r" % \d+(?=\)|$)", re.MULTILINE)
"""Where it is what is worked out, and not a part of a condition."""


def misread(change: Callable[[str], str]) -> Callable[[PredictOutput], str]:
    """What another text returns; nothing where the program has not what is misread, or the other text does not run."""

    def policy(problem: PredictOutput) -> str:
        text = change(problem.program)
        if text == problem.program:
            return ""
        try:
            return repr(program(text).run(problem.entry, _calls.read(problem.arguments), _calls.STEPS))
        except (Stopped, Failed, ProgramError):
            return ""

    return policy


MISREAD: dict[str, Callable[[PredictOutput], str]] = {
    "helpers give back what they are given": misread(lambda text: _HELPER.sub(r"\1    return n\n", text)),
    "each elif taken for an if": misread(lambda text: re.sub(r"\belif\b", "if", text)),
    "nothing comes of an elif": misread(lambda text: re.sub(r"\belif\b.*:", "elif 0 > 1:", text)),
    "a while is gone through once": misread(lambda text: re.sub(r"\bwhile\b", "if", text)),
    "remainders left out": misread(lambda text: _REMAINDER.sub("", text)),
}
