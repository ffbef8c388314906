"""Star battle from its prompt: as many stars in every row, column and region, none beside another."""

import re
from itertools import combinations

from pysat.card import CardEnc, EncType
from readers.logic._puzzles import another, block
from reading import Unread, body

NUMBERS = {"one": 1, "two": 2}


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    counts = re.findall(r"each row has (\w+) stars?|(?:holds|exactly) exactly (\w+) stars?|exactly (\w+) stars?|wants (\w+) trees?", text)
    told = {NUMBERS.get(word) for found in counts for word in found if word}
    apart = re.search(r"not even diagonally|diagonal ones too|or diagonally|a side or a corner", text)
    if len(told) != 1 or None in told or not apart:
        raise Unread(prompt)
    count = next(number for number in told if number)
    plan = block(prompt, r"[A-Z](?: [A-Z])+")
    size = len(plan)
    stars = {(int(r) - 1, int(c) - 1) for r, c in re.findall(r"\((\d+), (\d+)\)", answer)}
    cells = [(r, c) for r in range(size) for c in range(size)]
    units = [[(r, c) for c in range(size)] for r in range(size)] + [[(r, c) for r in range(size)] for c in range(size)]
    units += [[(r, c) for r, c in cells if plan[r][c] == letter] for letter in sorted({plan[r][c] for r, c in cells})]
    touching = [(one, two) for one, two in combinations(cells, 2) if max(abs(one[0] - two[0]), abs(one[1] - two[1])) == 1]
    if not stars <= set(cells) or any(len(stars.intersection(unit)) != count for unit in units):
        return False
    if any(one in stars and two in stars for one, two in touching):
        return False
    number = {cell: k + 1 for k, cell in enumerate(cells)}
    clauses, top = [[-number[one], -number[two]] for one, two in touching], len(cells)
    for unit in units:
        made = CardEnc.equals([number[cell] for cell in unit], count, top_id=top, encoding=EncType.seqcounter)
        top = max(top, made.nv)
        clauses += made.clauses
    return not another(clauses, [number[cell] for cell in sorted(stars)])
