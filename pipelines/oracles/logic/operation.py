"""Independent route: the expression is reduced in place, the tightest operator first, and formulas are folded from their end."""

import re
from fractions import Fraction
from operator import add, ge, gt, le, lt, mul, sub, truediv

ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": truediv}
COMPARE = {"<": lt, "<=": le, ">": gt, ">=": ge}
RANKS = {"+": 1, "-": 1, "*": 2, "/": 2}


def check(problem: dict, answer: str) -> bool:
    found = re.fullmatch(r"\s*(-?\d+)(?:\s*/\s*(\d+))?\s*", answer)
    return bool(found) and Fraction(int(found[1]), int(found[2] or 1)) == _flat(problem, list(problem["expression"]))


def _flat(problem: dict, tokens: list) -> Fraction:
    while "(" in tokens:
        close = tokens.index(")")
        start = max(i for i in range(close) if tokens[i] == "(")
        tokens[start : close + 1] = [_flat(problem, tokens[start + 1 : close])]
    for rank in (3, 2, 1):
        while True:
            places = [i for i in range(1, len(tokens), 2) if _rank(problem, tokens[i]) == rank]
            if not places:
                break
            place = places[-1] if rank == 3 and problem["right"] else places[0]
            tokens[place - 1 : place + 2] = [_apply(problem, tokens[place], *(Fraction(tokens[place + k]) for k in (-1, 1)))]
    return Fraction(tokens[0])


def _rank(problem: dict, token: str) -> int:
    return RANKS.get(token) or problem["operators"][int(token[1])]["rank"]


def _apply(problem: dict, token: str, x: Fraction, y: Fraction) -> Fraction:
    if token in ARITHMETIC:
        return ARITHMETIC[token](x, y)
    for case in problem["operators"][int(token[1])]["cases"]:
        relation = case.get("relation")
        if relation is None:
            break
        left = _fold(problem, list(case["left"]), x, y)
        if left.denominator == 1 if relation == "whole" else COMPARE[relation](left, _fold(problem, list(case["right"]), x, y)):
            break
    return _fold(problem, list(case["value"]), x, y)


def _fold(problem: dict, formula: list, x: Fraction, y: Fraction) -> Fraction:
    """Takes one value off the end of the formula."""
    token = formula.pop()
    if token in ("x", "y"):
        return x if token == "x" else y
    if token.isdigit():
        return Fraction(token)
    right = _fold(problem, formula, x, y)
    return _apply(problem, token, _fold(problem, formula, x, y), right)
