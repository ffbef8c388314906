"""Calcudoku from its prompt: each number once in every row and column, and cages that come to their targets."""

import re
from itertools import product
from math import prod

from readers.logic._puzzles import block, latin, literal, only, square
from reading import Unread, body


def comes_to(numbers: list[int], target: int, sign: str) -> bool:
    if sign == "-":
        return len(numbers) == 2 and abs(numbers[0] - numbers[1]) == target
    if sign == "/":
        return len(numbers) == 2 and max(numbers) == target * min(numbers)
    return target == (sum(numbers) if sign == "+" else prod(numbers))


def follows(prompt: str, answer: str) -> bool:
    plan, text = block(prompt, r"[A-Z](?: [A-Z])+"), body(prompt)
    targets = {letter: (int(number), sign) for letter, number, sign in re.findall(r"^([A-Z]): (\d+)([-+*/]?)$", text, re.M)}
    size = len(plan)
    cells = [(r, c) for r in range(size) for c in range(size)]
    cages = {letter: [(r, c) for r, c in cells if plan[r][c] == letter] for letter in targets}
    if sum(map(len, cages.values())) != len(cells) or not re.search(r"larger|greater", text) or any(
        not targets[letter][1] and len(cage) > 1 for letter, cage in cages.items()
    ):
        raise Unread(prompt)
    at, grid = literal(size), square(answer, size)
    if grid is None:
        return False
    clauses = latin(size)
    for letter, cage in cages.items():
        for numbers in product(range(1, size + 1), repeat=len(cage)) if len(cage) <= 5 else ():
            if not comes_to(list(numbers), *targets[letter]):
                clauses.append([-at(r, c, number) for (r, c), number in zip(cage, numbers, strict=True)])
    large = [(cage, *targets[letter]) for letter, cage in cages.items() if len(cage) > 5]

    def cuts(model: list[int]) -> list[list[int]]:
        found = {(r, c): next(k for k in range(1, size + 1) if model[at(r, c, k) - 1] > 0) for r, c in cells}
        wrong = [cage for cage, target, sign in large if not comes_to([found[cell] for cell in cage], target, sign)]
        return [[-at(*cell, found[cell]) for cell in cage] for cage in wrong]

    return only(clauses, [at(r, c, grid[r][c]) for r, c in cells], cuts)
