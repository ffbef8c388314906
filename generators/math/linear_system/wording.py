"""Linear systems as text: equations with their signs, and what the templates need."""

from collections.abc import Sequence
from random import Random

from synth.verifiers.math._elimination import reduced
from synth.verifiers.math.linear_system import LinearSystem, sum_text


def equation(problem: LinearSystem, number: int) -> str:
    """`2x - (k + 1)y = 7`."""
    row = problem.rows[number]
    slope = problem.slopes[number] if problem.slopes else [0] * len(row)
    text = ""
    for a, b, name in zip(row, slope, problem.names, strict=False):
        if a or b:
            minus = a <= 0 and b <= 0
            size = _number(-a, -b) if minus else _number(a, b)
            if a and b:
                size = f"({size})"
            text += (" - " if minus else " + ") if text else ("-" if minus else "")
            text += ("" if size == "1" else size) + name
    return f"{text or 0} = {_number(row[-1], slope[-1])}"


def _number(a: int, b: int) -> str:
    """a + b k: `2k - 3`, `8 - k`, `7`."""
    if not b:
        return str(a)
    if b < 0 < a:
        return f"{a} - {'' if b == -1 else -b}k"
    k = {1: "k", -1: "-k"}.get(b, f"{b}k")
    return f"{k} {'-' if a < 0 else '+'} {abs(a)}" if a else k


def prompt_variables(problem: LinearSystem, rng: Random) -> dict[str, object]:
    unknowns = len(problem.names)
    several = bool(problem.slopes) or (problem.ask == "form" and len(reduced(problem.rows, unknowns)[1]) < unknowns)
    example = str(811 + 19 * rng.randrange(9))
    if problem.ask != "form":
        shown = problem.names if problem.ask == "solution" else problem.names[::2]
        example = ", ".join(f"{name} = {rng.choice((1, -1)) * (113 + 17 * rng.randrange(9))}" for name in shown)
    return {
        "ask": problem.ask,
        "story": problem.story,
        "equations": [equation(problem, number) for number in range(len(problem.rows))],
        "counts": [_counted(row[:-1]) for row in problem.rows],
        "totals": [row[-1] for row in problem.rows],
        "names": list(problem.names),
        "sum": sum_text(problem.weights, problem.names) if problem.weights else "",
        "weights": _counted(problem.weights),
        "alone": sum(problem.weights) == 1,
        "k": bool(problem.slopes),
        "several": several,
        "example": example,
    }


def _counted(counts: Sequence[int]) -> list[tuple[int, int]]:
    """How many of which things."""
    return [(count, kind) for kind, count in enumerate(counts) if count]
