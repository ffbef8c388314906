"""Independent route: the steps are done anew on own inputs, and the answer, put below the given lines where it is not a whole function, is
run by walking its syntax tree."""

import ast

from synth.pipelines.oracles.code import _programs, _python


def check(problem: dict, answer: str) -> bool:
    code = _python.code(answer)
    whole = code if f"def {problem['function']}(" in code else "\n".join([*head(problem), *deepened(problem, code.split("\n"))])
    try:
        ast.parse(f"{problem['helper']}\n\n{whole}")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return _programs.check(problem, f"{problem['helper']}\n\n{whole}".strip())


def head(problem: dict) -> list[str]:
    return [f"def {problem['function']}({', '.join(problem['names'])}):", problem["given"]]


def deepened(problem: dict, lines: list[str]) -> list[str]:
    """From the margin into the body; where a head of a loop is the last line given, or the others stand in the body already, only the
    first stands at the margin."""
    rest = [line for line in lines[1:] if line.strip()]
    if rest and not lines[0].rstrip().endswith(":") and all(line.startswith("    ") for line in rest):
        return [f"    {lines[0]}", *lines[1:]] if not problem["given"].endswith(":") else [f"        {lines[0].lstrip()}", *lines[1:]]
    return [f"        {lines[0].lstrip()}", *lines[1:]] if problem["given"].endswith(":") else [f"    {line}" for line in lines]
