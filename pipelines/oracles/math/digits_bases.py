"""Independent route: every number of the length in every base is tried."""

import math


def check(problem: dict, answer: str) -> bool:
    low, high = problem["bases"]
    text = answer.strip()
    if not text.isdigit() or (low == high and max(text) >= str(low) and low < 10):
        return False
    number = int(text, low) if low == high else int(text)
    return any(_fits(problem, base, number) for base in range(low, high + 1))


def solutions(problem: dict) -> int:
    low, high = problem["bases"]
    size = problem["length"]
    return sum(_fits(problem, base, number) for base in range(low, high + 1) for number in range(base ** (size - 1), base**size))


def _digits(number: int, base: int) -> list:
    """Lowest first."""
    found = []
    while number:
        number, digit = divmod(number, base)
        found.append(digit)
    return found


def _fits(problem: dict, base: int, number: int) -> bool:
    digits = _digits(number, base)
    return len(digits) == problem["length"] and all(_HOLDS[clue["type"]](clue, base, number, digits) for clue in problem["clues"])


def _backwards(clue: dict, base: int, number: int, digits: list) -> bool:
    return sum(digit * base**place for place, digit in enumerate(reversed(digits))) - number == clue["more"]


def _elsewhere(clue: dict, base: int, number: int, digits: list) -> bool:
    there = _digits(number, clue["base"])
    return sum(there) == clue["total"] if clue["total"] else there == there[::-1]


def _carries(clue: dict, base: int, number: int, digits: list) -> bool:
    """Each carry makes the sum of the digits less by base - 1 (Legendre)."""
    other = sum(digit * base**place for place, digit in enumerate(reversed(clue["added"])))
    lost = sum(digits) + sum(clue["added"]) - sum(_digits(number + other, base))
    return lost == clue["times"] * (base - 1)


_HOLDS = {
    "sum": lambda c, b, n, d: sum(d) == c["total"],
    "product": lambda c, b, n, d: math.prod(d) == c["total"],
    "differs": lambda c, b, n, d: d[-1 - c["larger"]] - d[-1 - c["smaller"]] == c["by"],
    "weighted": lambda c, b, n, d: c["times"] * d[-1 - c["place"]] == c["total"] - d[-1 - c["other"]],
    "remainder": lambda c, b, n, d: (n - c["left"]) % c["divisor"] == 0,
    "backwards": _backwards,
    "elsewhere": _elsewhere,
    "carries": _carries,
    "square": lambda c, b, n, d: math.isqrt(n + c["plus"]) ** 2 == n + c["plus"],
    "different": lambda c, b, n, d: len(set(d)) == len(d),
}
