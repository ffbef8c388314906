"""Independent route: every number, divisor or pair is looked at; factorials are divided as long as it goes."""

import math
from itertools import product


def check(problem: dict, answer: str) -> bool:
    return answer.strip() == str(_value(problem))


def solutions(problem: dict) -> int:
    """Each question has one number for an answer."""
    return 1


def _value(problem: dict) -> int:
    value = 1
    for stage in problem["stages"]:
        value = _COUNTS[stage["type"]](stage, stage["size"] * value)
    return value


def _total(stage: dict, found: list) -> int:
    return sum(found) if stage.get("total") == "sum" else len(found)


def _multiples(stage: dict, end: int) -> int:
    fits = {"any": lambda k: k > 0, "one": lambda k: k == 1, "none": lambda k: k == 0}[stage["ask"]]
    return _total(stage, [n for n in range(stage["low"], end + 1) if fits(sum(n % d == 0 for d in stage["of"]))])


def _common(stage: dict, end: int) -> int:
    return _total(stage, [n for n in range(1, end + 1) if math.gcd(n, stage["number"]) == stage["gcd"]])


def _shared(stage: dict, end: int) -> int:
    divisors = [d for d in range(1, stage["number"] + 1) if stage["number"] % d == 0]
    return sum(sum(n % d == 0 for d in divisors) == stage["divisors"] for n in range(1, end + 1))


def _factorial(stage: dict, end: int) -> int:
    whole, k = math.prod(range(stage["low"], end + 1)), 0
    while whole % stage["base"] == 0:
        whole, k = whole // stage["base"], k + 1
    return k


def _divisors_of(stage: dict, first: int) -> list[int]:
    (prime, _), *others = stage["powers"]
    listed = [[prime**e for e in range(first + 1)], *([p**e for e in range(most + 1)] for p, most in others)]
    return [math.prod(parts) for parts in product(*listed)]


def _divisors(stage: dict, first: int) -> int:
    but, square = stage["but"], stage["square"]
    listed = [d for d in _divisors_of(stage, first) if d % stage["multiple"] == 0 and (but == 1 or d % but)]
    return sum(not square or math.isqrt(d) ** 2 == d for d in listed)


def _pairs(stage: dict, first: int) -> int:
    """Each x counts its y: prime by prime, y has the whole power where x has not."""
    (prime, _), *others = stage["powers"]
    ordered = 1
    for p, most in ((prime, first), *others):
        least = 0
        while stage["multiple"] % p ** (least + 1) == 0:
            least += 1
        ordered *= sum(max(x, y) == most for x in range(least, most + 1) for y in range(least, most + 1))
    return sum(1 for _ in range(0, ordered, 2))


_COUNTS = {
    "multiples": _multiples,
    "common": _common,
    "shared": _shared,
    "factorial": _factorial,
    "divisors": _divisors,
    "pairs": _pairs,
}
