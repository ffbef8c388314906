"""Futoshiki from its prompt: each number once in every row and column, and signs between neighbours that point at the smaller one."""

import re

from readers.logic._puzzles import block, latin, literal, only, square
from reading import Unread, body

SAID = r"points at the smaller number|open towards the larger number|a is less than b"


def drawing(prompt: str) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """The cells as printed, and for each sign the cell with the smaller number, then that with the larger."""
    less: list[tuple[int, int, int, int]]
    lines = body(prompt).splitlines()
    if told := re.findall(r"^\((\d+), (\d+)\) < \((\d+), (\d+)\)$", body(prompt), re.M):
        if not re.search(r'\(r, c\) is the cell in row r, counted from the top, and column c, counted from the left.*"<" means "is less than"', prompt):
            raise Unread(prompt)
        less = [(r - 1, c - 1, s - 1, d - 1) for r, c, s, d in (map(int, one) for one in told)]
        return block(prompt, r"(?:\d+|[._?])(?: (?:\d+|[._?]))+"), less
    places = [n for n, line in enumerate(lines) if re.fullmatch(r"(?:\d+|[._?])(?: [ <>] (?:\d+|[._?]))+ *", line)]
    if not places or not re.search(SAID, prompt):
        raise Unread(prompt)
    printed = [list(lines[n][::4]) for n in places]
    less = []
    for r, n in enumerate(places):
        for c, sign in enumerate(lines[n][2::4]):
            if sign in "<>":
                less.append((r, c, r, c + 1) if sign == "<" else (r, c + 1, r, c))
        between = lines[n + 1][::4] if r + 1 < len(places) else ""
        for c, sign in enumerate(between):
            if sign in "^v":
                less.append((r, c, r + 1, c) if sign == "^" else (r + 1, c, r, c))
    return printed, less


def follows(prompt: str, answer: str) -> bool:
    printed, less = drawing(prompt)
    size = len(printed)
    at, grid = literal(size), square(answer, size)
    if grid is None:
        return False
    numbers = range(1, size + 1)
    clauses = latin(size)
    clauses += [[-at(r, c, j), -at(s, d, k)] for r, c, s, d in less for j in numbers for k in numbers if j >= k]
    clauses += [[at(r, c, int(word))] for r, row in enumerate(printed) for c, word in enumerate(row) if word.isdigit()]
    return only(clauses, [at(r, c, number) for r, row in enumerate(grid) for c, number in enumerate(row)])
