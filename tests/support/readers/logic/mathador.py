"""Mathador from its prompt: five numbers and the four signs, each once, and no step below zero or with a remainder."""

import ast

from readers.logic._sums import Step, dealt, numbers, steps, tree

FORMS = (
    r"Target: (?P<target>\d+)\nNumbers: (?P<numbers>[\d, ]+)\n",
    r"Your numbers are (?P<numbers>[\d, ]+), and the target is (?P<target>\d+)\.",
    r"Make (?P<target>\d+) from the five numbers (?P<numbers>[\d, ]+)\.",
    r"five cards with the numbers (?P<numbers>[\d, ]+) and four cards .*? comes to (?P<target>\d+)\.",
)
WHOLE = r"non-negative integers|negative number or a fraction|whole number that is not negative|whole numbers from 0 up"


def follows(prompt: str, answer: str) -> bool:
    given, target = dealt(prompt, FORMS, WHOLE)
    expression = tree(answer)
    if expression is None or sorted(numbers(expression)) != given:
        return False
    done = list[Step]()
    try:
        value = steps(expression, done)
    except ZeroDivisionError:
        return False
    each_once = sorted(sign.__name__ for sign, *_ in done) == sorted(sign.__name__ for sign in (ast.Add, ast.Sub, ast.Mult, ast.Div))
    return each_once and value == target and all(result >= 0 and result.denominator == 1 for *_, result in done)
