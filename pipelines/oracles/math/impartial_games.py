"""Independent route: where few positions can be reached, who wins is searched through them all, without a theory of values; else the values
of single piles are found by playing each against a plain Nim pile."""

import re
from functools import cache
from math import prod

FEW = 40_000
"""Positions that are searched through."""


def check(problem: dict, answer: str) -> bool:
    answer = answer.upper()
    if not re.fullmatch(r"NONE|[A-F]\d{1,2}([^A-Za-z\d]*[A-F]\d{1,2})*[^A-Za-z\d]*", answer):
        return False
    return {(pile, int(taken)) for pile, taken in re.findall(r"([A-F])(\d+)", answer)} == _winning(problem)


def solutions(problem: dict) -> int:
    """The winning moves are one set."""
    return 1


def _winning(problem: dict) -> set:
    piles = problem["piles"]
    rules = [(pile["kind"], tuple(pile["numbers"])) for pile in piles]
    sizes = tuple(pile["size"] for pile in piles)
    lost = _search(rules) if prod(size + 1 for size in sizes) <= FEW else _by_values(rules)
    return {
        ("ABCDEF"[place], taken)
        for place, (rule, size) in enumerate(zip(rules, sizes, strict=True))
        for taken in _moves(rule, size)
        if lost((*sizes[:place], size - taken, *sizes[place + 1 :]))
    }


def _search(rules: list):
    @cache
    def lost(sizes: tuple) -> bool:
        followers = ((*sizes[:k], size - taken, *sizes[k + 1 :]) for k, size in enumerate(sizes) for taken in _moves(rules[k], size))
        return not any(map(lost, followers))

    return lost


def _by_values(rules: list):
    """A pile is worth the Nim pile together with which it is lost."""
    nim = ("any", ())
    worth = {rule: _search([rule, nim]) for rule in rules}

    def value(rule: tuple, size: int) -> int:
        return next(n for n in range(size + 1) if worth[rule]((size, n)))

    def lost(sizes: tuple) -> bool:
        total = 0
        for rule, size in zip(rules, sizes, strict=True):
            total ^= value(rule, size)
        return total == 0

    return lost


def _moves(rule: tuple, size: int) -> list:
    kind, numbers = rule
    allowed = {
        "any": lambda n: True,
        "upto": lambda n: n <= numbers[0],
        "set": lambda n: n in numbers,
        "half": lambda n: 2 * n <= size,
        "odd": lambda n: n % 2 == 1,
        "divisor": lambda n: n < size and size % n == 0,
        "not": lambda n: n not in numbers,
    }[kind]
    return [n for n in range(1, size + 1) if allowed(n)]
