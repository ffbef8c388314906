"""Countdown from its prompt: all numbers once, four operations, the target."""

import re

from readers.logic._sums import numbers, steps, tree
from reading import Unread, body

FORMS = (
    r"Target: (?P<target>\d+)\nNumbers: (?P<numbers>[\d, ]+)\n",
    r"Use the numbers (?P<numbers>[\d, ]+) to make (?P<target>\d+)\.",
    r"Here are \d numbers: (?P<numbers>[\d, ]+)\.\nWrite an arithmetic expression whose value is exactly (?P<target>\d+)\.",
    r"You are dealt (?P<numbers>[\d, ]+), and the goal is (?P<target>\d+)\.",
)
EXACT = r"negative or fractions|fractions or negative|need not be whole or positive|fractions and negative values"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    found = next((match for form in FORMS if (match := re.search(form, text))), None)
    if not found or not re.search(EXACT, text):
        raise Unread(prompt)
    given = sorted(int(part) for part in found["numbers"].split(", "))
    expression = tree(answer)
    if expression is None or sorted(numbers(expression)) != given:
        return False
    try:
        return steps(expression, []) == int(found["target"])
    except ZeroDivisionError:
        return False
