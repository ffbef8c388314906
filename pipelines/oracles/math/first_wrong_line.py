"""Independent route: sympy works out every line from what stands above it; bounds are those of many points of the boxes."""

import itertools
import json
import re
from functools import lru_cache

import sympy

X = sympy.Symbol("x")


def check(problem: dict, answer: str) -> bool:
    wrong = _wrong(json.dumps(problem))
    text = answer.strip()
    if text.lower() == "none":
        return not wrong
    found = re.fullmatch(r"\(?(\d+)\)?\s*[:.,;=]\s*(.+?)\.?", text)
    if not found or len(wrong) != 1 or int(found[1]) != wrong[0][0]:
        return False
    right = wrong[0][1]
    if problem["field"] == "bounds":
        ends = re.fullmatch(r"\[(-?\d+(?:/\d+)?),\s*(-?\d+(?:/\d+)?)\]", found[2])
        return bool(ends) and [sympy.Rational(ends[1]), sympy.Rational(ends[2])] == list(right)
    said = _read(found[2])
    return said is not None and sympy.expand(said - right) == 0


def solutions(problem: dict) -> int:
    """One answer where no line or one line is wrong."""
    return int(len(_wrong(json.dumps(problem))) <= 1)


_TERM = re.compile(r"([+-]?)(?:\((\d+)/(\d+)\)|(\d+)(?:/(\d+))?)?(x(?:\^(\d+))?)?")


def _read(text: str):
    """`(2/3)x^2 - x + 5/6` as an expression; None for anything else."""
    text, place, total = text.replace(" ", ""), 0, sympy.Integer(0)
    while place < len(text):
        term = _TERM.match(text, place)
        if not term or term.end() == place or not (term[2] or term[4] or term[6]) or (place and not term[1]):
            return None
        factor = sympy.Rational(int(term[2] or term[4] or 1), int(term[3] or term[5] or 1))
        total += (-factor if term[1] == "-" else factor) * (X ** int(term[7] or 1) if term[6] else 1)
        place = term.end()
    return total if text else None


@lru_cache(maxsize=64)
def _wrong(problem: str) -> list:
    """Number and right value of every line that does not follow."""
    told = json.loads(problem)
    value = _bounds if told["field"] == "bounds" else _expression
    values, wrong = [value(one) for one in told["given"]], []
    for number, line in enumerate(told["lines"], 1):
        operands = [values[place] for place in line["operands"]]
        right = (_box if told["field"] == "bounds" else _worked)(line, operands)
        if told["modulus"]:
            right = right % told["modulus"]
        shown = value(line["shown"])
        if (told["field"] == "bounds" and shown != right) or (told["field"] != "bounds" and sympy.expand(shown - right) != 0):
            wrong.append((number, right))
        values.append(shown)
    return wrong


def _bounds(numbers: list) -> tuple:
    return tuple(map(sympy.Rational, numbers))


def _expression(numbers: list):
    return sum((sympy.Rational(c) * X**n for n, c in enumerate(numbers)), sympy.Integer(0))


def _worked(line: dict, operands: list):
    numbers = list(map(sympy.Rational, line["numbers"]))
    match line["operation"]:
        case "combine":
            return sum((c * one for c, one in zip(numbers, operands, strict=False)), numbers[-1])
        case "times":
            return sympy.expand(operands[0] * operands[1])
        case "power":
            return sympy.expand(operands[0] ** numbers[0])
        case "over":
            return operands[0] / operands[1]
        case "slope":
            return sympy.diff(operands[0], X)
        case "at":
            return operands[0].subs(X, numbers[0])
    return sympy.integrate(operands[0], (X, numbers[0], numbers[1]))


def _box(line: dict, operands: list) -> tuple:
    """Values at the ends, and at 0 where it lies between them."""
    places = [[*ends, sympy.Integer(0)] if ends[0] < 0 < ends[1] else list(ends) for ends in operands]
    found = [_worked(line, list(corner)) for corner in itertools.product(*places)]
    return min(found), max(found)
