"""Independent route: the lists are read by Python's grammar, and function and versions are walked on them by the oracle's own evaluator."""

import re

from synth.pipelines.oracles.code import _inputs


def check(problem: dict, answer: str) -> bool:
    lists = _inputs.numbers(re.sub(r"(?<=[\])])\s*\n\s*(?=[\[(])", ", ", answer.strip()))
    if isinstance(lists, list | tuple) and lists and all(type(one) is int for one in lists):
        lists = [lists]
    if isinstance(lists, list | tuple) and len(lists) == 1 and isinstance(lists[0], list | tuple) and any(
        isinstance(one, list | tuple) for one in lists[0]
    ):
        lists = lists[0]
    if not isinstance(lists, list | tuple) or not 0 < len(lists) <= problem["tests"]:
        return False
    if not all(_inputs.allowed(problem, one) for one in lists):
        return False
    right = [_inputs.returned(problem["program"], problem["entry"], one) for one in lists]
    for mutant in problem["mutants"]:
        lines = problem["program"].split("\n")
        lines[mutant["line"] - 1] = mutant["text"]
        wrong = [_inputs.returned("\n".join(lines), problem["entry"], one) for one in lists]
        if not any(a != b and not f"{a}{b}".count("raises") for a, b in zip(right, wrong, strict=True)):
            return False
    return True
