"""Independent route: every assignment of digits to letters at once, as columns of all permutations, tested on whole numbers."""

import re
from functools import cache

import numpy as np


@cache
def _choices(base: int, letters: int) -> np.ndarray:
    """All ordered choices of `letters` different digits, one a column."""
    rows = np.zeros((1, 0), np.int8)
    for _ in range(letters):
        free = [rows[(rows != d).all(1)] for d in range(base)]
        rows = np.concatenate([np.column_stack([kept, np.full(len(kept), d, np.int8)]) for d, kept in enumerate(free)])
    return np.ascontiguousarray(rows.T)


@cache
def _solutions(equation: str, base: int) -> tuple[dict[str, int], ...]:
    letters = sorted(set(re.findall("[A-Z]", equation)))
    choices = _choices(base, len(letters))
    keep = np.ones(choices.shape[1], bool)
    for word in re.findall("[A-Z]+", equation):
        keep &= choices[letters.index(word[0])] > 0

    def side(text: str) -> np.ndarray:
        total = np.zeros(choices.shape[1], np.int64)
        for sign, term in re.findall(r"([-+]?)([A-Z*]+)", text.replace(" ", "")):
            product = np.full(choices.shape[1], -1 if sign == "-" else 1, np.int64)
            for word in term.split("*"):
                product *= sum(choices[letters.index(c)].astype(np.int64) * base**k for k, c in enumerate(reversed(word)))
            total += product
        return total

    left, right = equation.split("=")
    found = np.flatnonzero(keep & (side(left) == side(right)))[:2]
    return tuple({a: int(choices[i, k]) for i, a in enumerate(letters)} for k in found)


def solutions(problem: dict) -> int:
    return len(_solutions(problem["equation"], problem["base"]))


def check(problem: dict, answer: str) -> bool:
    digits = [int(c) for c in answer if c in "0123456789"]
    letters = re.findall("[A-Z]", problem["equation"])
    left, right = (re.findall("[A-Z]", side) for side in problem["equation"].split("="))
    for solution in _solutions(problem["equation"], problem["base"]):
        if digits in ([solution[c] for c in letters], [solution[c] for c in right + left]):
            return True
        stated = dict(re.findall(r"([A-Z])\W+(\d)", answer.upper()))
        if {a: int(d) for a, d in stated.items()} == solution:
            return True
    return False
