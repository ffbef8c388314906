"""Reads math/diophantine: whole numbers within bounds that fit every equation; any of them is right."""

import re

import sympy
from readers.math._expressions import expression
from reading import Unread, body

SIDE = r"(-?[\dx-zuv][-+^·\dx-zuv ]*)"
EQUATION = re.compile(rf"(?:^|(?<=\s)){SIDE} = (-?\d+)")


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    order = re.search(r"Write the values of ([a-z, ]+?) in this order, separated by commas\. If there are several solutions, any one of them is right\.", text)
    bounds = re.findall(r"\b([x-zuv]) from (\d+) to (\d+)", text)
    equations = [expression(left) - int(right) for left, right in EQUATION.findall(text)]
    if not order or len(equations) != text.count("="):
        raise Unread(text)
    names = re.split(r", | and ", order[1])
    if sorted(names) != sorted(name for name, _, _ in bounds):
        raise Unread(f"bounds of {bounds}")
    values = re.fullmatch(r"-?\d+(?:,\s*-?\d+)*", answer.strip())
    if not values or answer.count(",") != len(names) - 1:
        return False
    numbers = dict(zip(names, map(int, answer.split(",")), strict=True))
    inside = all(int(low) <= numbers[name] <= int(high) for name, low, high in bounds)
    return inside and all(one.subs({sympy.Symbol(name): number for name, number in numbers.items()}) == 0 for one in equations)
