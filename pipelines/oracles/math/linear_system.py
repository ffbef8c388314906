"""Independent route: sympy solves for the unknowns, and for k first, as symbols."""

import re

from sympy import Matrix, Rational, linsolve, roots, symbols

_NAMES = {2: "xy", 3: "xyz", 4: "wxyz", 5: "vwxyz"}


def check(problem: dict, answer: str) -> bool:
    found = _found(problem)
    if found is None:
        return answer.strip() == "no solution"
    try:
        if problem["ask"] == "form":
            return Rational(answer) == found
        parts = dict(re.fullmatch(r" *([v-z]) *= *(-?\d+(?:/\d+)?) *", part).groups() for part in re.split("[, ]*,", answer))
        return {name: Rational(value) for name, value in parts.items()} == found
    except (AttributeError, ValueError, TypeError):
        return False


def solutions(problem: dict) -> int:
    """What is asked for is one value, or a value for each name."""
    _found(problem)
    return 1


def _found(problem: dict):
    k = symbols("k")
    rows, slopes = Matrix(problem["rows"]), problem["slopes"]
    names = _NAMES[rows.shape[1] - 1]
    unknowns = symbols(list(names))
    if slopes:
        full = rows + k * Matrix(slopes)
        fitting = []
        for value in roots(full[:, :-1].det(method="berkowitz").expand(), k):
            there = full.subs(k, value)
            if value.is_real and there.rank() == there[:, :-1].rank():
                fitting.append(there)
        assert len(fitting) == 1, "not exactly one k"
        rows = fitting[0]
    solved = list(linsolve((rows[:, :-1], rows[:, -1]), *unknowns))
    if not solved:
        assert problem["ask"] == "solution"
        return None
    if problem["ask"] == "form":
        value = sum(weight * x for weight, x in zip(problem["weights"], solved[0], strict=True)).expand()
        assert not value.free_symbols, "not the same in all solutions"
        return value
    fixed = {name: value for name, value in zip(names, solved[0], strict=True) if not value.free_symbols}
    assert (len(fixed) == len(names)) == (problem["ask"] == "solution") and fixed
    return fixed
