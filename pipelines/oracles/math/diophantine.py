"""Independent route: each term worked out by multiplying, number after number, and all sides compared."""

import re


def check(problem: dict, answer: str) -> bool:
    parts = re.split(r"\s*[,，、]\s*", answer.strip(" \t\n().$"))
    if not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
        return False
    numbers = [int(part) for part in parts]
    if len(numbers) != len(problem["most"]) or any(n not in range(1, most + 1) for n, most in zip(numbers, problem["most"], strict=True)):
        return False
    return all(_difference(equation, numbers) == 0 for equation in problem["equations"])


def _difference(equation: dict, numbers: list) -> int:
    rest = equation["value"]
    for term in equation["terms"]:
        part = term["factor"]
        for number, power in zip(numbers, term["powers"], strict=True):
            for _ in range(power):
                part *= number
        rest -= part
    return rest
