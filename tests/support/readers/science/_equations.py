"""Chemical equations: formulas taken apart, coefficients by linear algebra."""

import re
from collections import Counter
from math import lcm

from reading import Unread
from sympy import Matrix


def atoms(formula: str) -> Counter[str]:
    """Atoms of `Al2(SO4)3`, `CuSO4·5H2O`; a charge such as `^2-` counts as the element `charge`."""
    found: Counter[str] = Counter()
    if charge := re.search(r"\^(\d*)([+-])$", formula):
        found["charge"] = int(charge[1] or 1) * (1 if charge[2] == "+" else -1)
        formula = formula[: charge.start()]
    if formula == "e":  # an electron
        return found
    for part in formula.split("·"):
        times = re.match(r"\d*", part)
        assert times
        stack: list[Counter[str]] = [Counter()]
        rest = part[times.end() :]
        for token, count in re.findall(r"([A-Z][a-z]?|[()\[\]])(\d*)", rest):
            if token in "([":
                stack.append(Counter())
            elif token in ")]":
                for atom, number in stack.pop().items():
                    stack[-1][atom] += number * int(count or 1)
            else:
                stack[-1][token] += int(count or 1)
        if len(stack) != 1 or re.sub(r"([A-Z][a-z]?|[()\[\]])(\d*)", "", rest):
            raise Unread(formula)
        for atom, number in stack[0].items():
            found[atom] += number * int(times[0] or 1)
    return found


def balanced(left: list[str], right: list[str]) -> dict[str, int]:
    """The smallest whole coefficients; there must be one way alone to balance the equation."""
    sides = [(atoms(f), 1) for f in left] + [(atoms(f), -1) for f in right]
    elements = sorted({atom for side, _ in sides for atom in side})
    space = Matrix([[side[atom] * sign for side, sign in sides] for atom in elements]).nullspace()
    if len(space) != 1:
        raise Unread(f"{left} -> {right} has {len(space)} ways to balance it")
    scale = lcm(*(int(x.q) for x in space[0]))
    whole = [int(x * scale) for x in space[0]]
    assert all(x > 0 for x in whole) or all(x < 0 for x in whole)
    return {name: abs(x) for name, x in zip(left + right, whole, strict=True)}
