"""Independent route: z3 integers with distinct rows and columns and the cages as arithmetic, asked for a second solution."""

import json
import re
from functools import lru_cache

import z3


def check(problem: dict, answer: str) -> bool:
    """The digits of the text, in order, which must keep every rule."""
    n = len(problem["cages"])
    digits = re.findall(r"\d", re.sub(r"(?i)\brow +\d+ *[:.)]|\\[a-z]+", " ", answer))
    if len(digits) != n * n:
        return False
    solver, cells = _model(problem)
    solver.add([cell == int(digit) for cell, digit in zip(cells, digits, strict=True)])
    return solver.check() == z3.sat


def solutions(problem: dict) -> int:
    solver, cells = _model(problem)
    count = 0
    while count < 2 and solver.check() == z3.sat:
        model = solver.model()
        count += 1
        solver.add(z3.Or([cell != model[cell] for cell in cells]))
    return count


def _model(problem: dict):
    """A solver of its own, and the cells."""
    rules, cells = _rules(json.dumps(problem))
    solver = z3.Solver()
    solver.add(rules)
    return solver, cells


@lru_cache(maxsize=8)  # several answers to one problem are asked about in a row
def _rules(text: str):
    problem = json.loads(text)
    rows = problem["cages"]
    n = len(rows)
    cells = [z3.Int(f"x{i}") for i in range(n * n)]
    rules = [z3.And(cell >= 1, cell <= n) for cell in cells]
    for k in range(n):
        rules += [z3.Distinct(cells[k * n : k * n + n]), z3.Distinct(cells[k::n])]
    letters = "".join(rows)
    for k, clue in enumerate(problem["clues"]):
        own = [cell for cell, name in zip(cells, letters, strict=True) if name == chr(65 + k)]
        target = int(re.match(r"\d+", clue)[0])
        if clue.endswith("-"):
            rules.append(z3.Or(own[0] - own[1] == target, own[1] - own[0] == target))
        elif clue.endswith("/"):
            rules.append(z3.Or(own[0] == target * own[1], own[1] == target * own[0]))
        elif clue.endswith("*"):
            rules.append(_products(own, target, n))
        else:
            rules.append(z3.Sum(own) == target)
    return rules, cells


def _products(own, target, n):
    """All ways to write the target as a product of so many numbers, as one disjunction: linear, unlike a product of unknowns."""
    ways = [()]
    for _ in own:
        ways = [(*way, v) for way in ways for v in range(1, n + 1)]
    fits = []
    for way in ways:
        product = 1
        for v in way:
            product *= v
        if product == target:
            fits.append(z3.And([cell == v for cell, v in zip(own, way, strict=True)]))
    return z3.Or(fits)
