"""Equations with gaps from their prompt: digits for question marks, all ways tried on either side."""

import ast
import re
from contextlib import suppress
from fractions import Fraction
from itertools import product

from readers.logic._sums import Step, steps, tree
from reading import Unread, body

EQUATION = r"(?:^|: )([\d?()+*/% -]+ = [\d?()+*/% -]+)$"


def exact(side: str) -> Fraction | None:
    """The value of one side; None where a division leaves a remainder."""
    done = list[Step]()
    expression = tree(side)
    assert expression is not None
    found = steps(expression, done)
    return None if any(sign is ast.Div and result.denominator != 1 for sign, *_, result in done) else found


def ways(side: str) -> dict[int, list[str]]:
    """The side with digits for its gaps, by its value where divisions are rounded down: all ways that leave no 0 in front of a longer
    number and divide nothing by 0."""
    spans = list[range]()

    def formula(number: re.Match[str]) -> str:
        parts = []
        for place, sign in enumerate(number[0]):
            if sign == "?":
                spans.append(range(int(not place and len(number[0]) > 1), 10))
            parts.append(f"{f'g[{len(spans) - 1}]' if sign == '?' else sign} * {10 ** (len(number[0]) - 1 - place)}")
        return f"({' + '.join(parts)})"

    work = eval("lambda g: " + re.sub(r"[\d?]+", formula, side).replace("/", "//"))  # noqa: S307  (digits, signs, brackets: see EQUATION)
    found: dict[int, list[str]] = {}
    for digits in product(*spans):
        with suppress(ZeroDivisionError):
            left = iter(digits)
            found.setdefault(work(digits), []).append("".join(str(next(left)) if sign == "?" else sign for sign in side))
    return found


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    found = re.findall(EQUATION, text, re.M)
    usual = re.search(r"brackets (?:first|are done first|are worked out first|go first)", text, re.I)
    if len(found) != 1 or not usual or not re.search("start|begin|began|leading", text):
        raise Unread(prompt)
    if "/" in found[0] and not re.search("A division / may leave no remainder|Every division / must come out even", text):
        raise Unread(f"nothing says whether divisions come out even: {prompt}")
    left, right = map(ways, found[0].split(" = "))
    # Divisions come out even, so those rounded down give the same where they do; what they give elsewhere is no solution.
    equal = [(one, two) for value in left.keys() & right.keys() for one in left[value] for two in right[value]]
    return [f"{one} = {two}" for one, two in equal if exact(one) is not None and exact(one) == exact(two)] == [answer]
