"""Independent route: both programs are walked by the oracle's own evaluator, and the steps that it notes are laid side by side."""

import re

from synth.pipelines.oracles.simulation import _python


def _steps(problem: dict, text: str) -> list:
    """For each executed statement that changes variables: its line, and names with values."""
    _, made = _python.run(problem | {"program": text})
    return made.steps


def check(problem: dict, answer: str) -> bool:
    lines = problem["program"].split("\n")
    lines[problem["line"] - 1] = problem["changed"]
    a, b = _steps(problem, problem["program"]), _steps(problem, "\n".join(lines))
    place = next((n for n, (left, right) in enumerate(zip(a, b, strict=False)) if left != right), None)
    if place is None:
        return False
    (_, [(_, left)]), (_, [(_, right)]) = a[place], b[place]
    text = answer.strip().strip("`*$. \n")
    if not re.match(r"[(\[]", text):
        text = f"({text})"
    read = _python.read(text)
    wanted = [_python.read(left), _python.read(right)]
    return (
        isinstance(read, list | tuple)
        and len(read) == 3
        and type(read[0]) is int
        and read[0] == place + 1
        and (repr(list(read[1:])) == repr(wanted) or (list(read[1:]) == wanted and [*map(type, read[1:])] == [*map(type, wanted)]))
    )


def solutions(problem: dict) -> int:
    """Two runs differ first at one step."""
    return 1
