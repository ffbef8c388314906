"""Independent route: the list is read by Python's grammar, and both programs are walked on it by the oracle's own evaluator."""

from synth.pipelines.oracles.code import _inputs


def check(problem: dict, answer: str) -> bool:
    found = _inputs.numbers(answer)
    if not _inputs.allowed(problem, found):
        return False
    a, b = (_inputs.returned(problem[text], problem["entry"], found) for text in ("program", "other"))
    return a != b and not a.startswith("raises") and not b.startswith("raises")
