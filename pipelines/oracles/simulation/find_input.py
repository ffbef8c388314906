"""Independent route: the list is read by Python's grammar and handed to the oracle's own evaluator."""

import re

from synth.pipelines.oracles.simulation import _python


def check(problem: dict, answer: str) -> bool:
    text = re.sub(r"^[a-z_]+\s*=", "", answer.strip().strip("`*$. \n")).strip()
    numbers = _python.read(text if text[:1] in ("[", "(") else f"[{text}]")
    if not isinstance(numbers, list | tuple) or any(type(n) is not int for n in numbers) or len(numbers) != problem["length"]:
        return False
    if min(numbers) < problem["low"] or max(numbers) > problem["high"]:
        return False
    try:
        found = _python.Run(problem["program"]).call(problem["entry"], [list(numbers), *_python.values(problem["others"])])
    except (LookupError, ArithmeticError, TypeError, ValueError):
        return False
    wanted = _python.read(problem["target"])
    return repr(found) == repr(wanted) or (isinstance(found, dict | tuple) and found == wanted)
