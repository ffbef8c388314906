"""Reads math/recurrence: a term of a sequence, or what it leaves on division, by powers of the matrix that goes one term on."""

import re
from collections.abc import Callable

from reading import Unread, body

SIDE = r"([ab])\(n\) = ([-\dabn()+ ]*[\d)])"
RULE = re.compile(rf"\b{SIDE},? for every whole number n >= (\d+)|For every whole number n >= (\d+) it goes on with {SIDE}\.")
TERM = r"([-+]?) ?(\d+)?(?: ?[ab]\(n-(\d)\)| ?(\bn\b))?"
DIVIDED = re.compile(
    r"the remainder,? (?:from 0 to \d+, that )?(?:of )?a\((?:\d+|N)\)(?: leaves)?(?: when it is divided by| on division by) (\d+)"
    r"|The number a\((?:\d+|N)\) is divided by (\d+)\."
)


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    told = [(one[0], one[1], one[2]) if one[0] else (one[4], one[5], one[3]) for one in RULE.findall(text)]
    sequences = {name: _Sequence(name, rule, int(start), text) for name, rule, start in told}
    asked = re.search(r"(?:What is|Which number is|Work out|Find the term|the remainder.*?|The number) (?:of )?a\((\d+|N)\)", text)
    if not asked or len(sequences) != text.lower().count("for every whole number"):
        raise Unread(text)
    divided = DIVIDED.search(text)
    if (divided is None) == ("remainder" in text):
        raise Unread(text)
    if asked[1] == "N":
        found = re.search(r"N = b\((\d+)\)|The number b\((\d+)\) is called N\.", text)
        if not found:
            raise Unread(text)
        place = sequences["b"].term(int(found[1] or found[2]), None)
    else:
        place = int(asked[1])
    value = sequences["a"].term(place, int(divided[1] or divided[2]) if divided else None)
    return re.fullmatch(r"-?\d+", answer.strip()) is not None and int(answer) == value


class _Sequence:
    def __init__(self, name: str, rule: str, start: int, text: str) -> None:
        self.first = [int(value) for _, value in sorted({(int(n), v) for n, v in re.findall(rf"\b{name}\((\d+)\) = (-?\d+)", text)})]
        self.start, self.factors, self.times, self.added = start, [0] * start, 0, 0
        if re.sub(TERM, "", rule).strip():
            raise Unread(rule)
        for sign, number, back, place in re.findall(TERM, rule):
            value = int(number or 1) * (-1 if sign == "-" else 1)
            if back:
                self.factors[int(back) - 1] += value
            elif place:
                self.times += value
            elif number:
                self.added += value
        if len(self.first) != start:
            raise Unread(f"{len(self.first)} first terms of {name}, whose rule begins at {start}")

    def term(self, place: int, modulus: int | None) -> int:
        """The matrix takes the last terms, newest first, the place of the next one and a 1 to what comes after them."""
        size = len(self.factors) + 2
        older = [[int(column == row) for column in range(size)] for row in range(size - 3)]
        matrix = [[*self.factors, self.times, self.added], *older, [0] * (size - 2) + [1, 1], [0] * (size - 1) + [1]]
        reduced: Callable[[int], int] = (lambda value: value % modulus) if modulus else lambda value: value
        state = [[value] for value in [*reversed(self.first), self.start, 1]]
        if place < len(self.first):
            return reduced(self.first[place])
        steps = place - len(self.first) + 1
        while steps:
            if steps % 2:
                state = _product(matrix, state, reduced)
            matrix = _product(matrix, matrix, reduced)
            steps //= 2
        return reduced(state[0][0])


def _product(left: list[list[int]], right: list[list[int]], reduced: Callable[[int], int]) -> list[list[int]]:
    return [[reduced(sum(one * other[column] for one, other in zip(row, right, strict=True))) for column in range(len(right[0]))] for row in left]
