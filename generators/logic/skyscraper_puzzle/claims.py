"""What the skyscraper puzzle claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies leave out what the task is there for, rows and columns weighed against what is seen from both ends. The last one does not: it
lists all orders of all lines that fit the clues and what is placed, line after line, which is the work of levels 4 to 6, where its guesses
still win one in three to one in eight; so these levels stay as they are."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from random import Random

import numpy as np
from msgspec.structs import replace

from synth.generators.logic.skyscraper_puzzle import drawing, images
from synth.generators.solvers.network import Ints, full, network
from synth.generators.solvers.search import solve
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.skyscraper_puzzle import EMPTY, SkyscraperPuzzle, seen

SIDES = ("top", "bottom", "left", "right")


def _clues(problem: SkyscraperPuzzle) -> str:
    """The drawing, or the rows and the lists of clues, whatever stands for an empty cell."""
    rows = "\n".join(" ".join(row) for row in problem.givens)
    drawn, listed = (re.escape(text).replace(r"\.", "[._?]") for text in (drawing(problem), rows))
    sides = [re.escape(" ".join(str(clue or "-") for clue in getattr(problem, side))) for side in SIDES]
    return rf"{drawn}|{listed}.*" + ".*".join(sides)


def _given(problem: SkyscraperPuzzle) -> bool:
    return any(cell != EMPTY for row in problem.givens for cell in row)


RULES = (
    Rule(
        "row",
        {
            "en": r"every row contains each|in each row and in each column|once in every row|twice in the same row",
            "zh": r"每行中每种高度恰好出现一次",
        },
    ),
    Rule(
        "column",
        {
            "en": r"every column contains each|in each row and in each column|once in every column|twice in the same column",
            "zh": r"每列中每种高度也?恰好出现一次",
        },
    ),
    Rule("view", {"en": _clues, "zh": _clues}),
    Rule(
        "view",
        {
            "en": r"is the number of buildings seen from there|say how many towers one sees from that side|this many have to be seen"
            r"|counts the skyscrapers that can be seen",
            "zh": r"能看到的楼数|要求看到的楼数",
        },
    ),
    Rule(
        "view",
        {
            "en": r"higher than all buildings in front of it|no tower before it in the same line is as high or higher"
            r"|higher than everything before it|a higher skyscraper hides all lower ones behind it",
            "zh": r"比它前面的所有楼都高，才能被看到",
        },
    ),
    Rule(
        "givens",
        {
            "en": r"printed heights must stay|keep the fixed heights|that are there stay as they are|printed inside the frame is fixed",
            "zh": r"已有的高度不能改动",
        },
        _given,
    ),
    Rule("format", {"en": lambda p: rf"1 to {len(p.givens)}\b", "zh": lambda p: f"1 到 {len(p.givens)}"}),
    Rule("format", {"en": r"separated by spaces|space between heights|spaces between them", "zh": r"用空格隔开"}),
    Rule("format", {"en": r"from top to bottom|row by row from the top", "zh": r"从上到下"}),
)


def _shown(rows: list[list[int]]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows)


def _latin(problem: SkyscraperPuzzle, clues: bool) -> str:
    """A Latin square with the printed heights; with `clues`, also the highest where a 1 is seen and the full stair where all are."""
    size = len(problem.givens)
    cells = np.arange(size * size).reshape(size, size)
    domains = np.array([full(size) if cell == EMPTY else 1 << int(cell) - 1 for cell in "".join(problem.givens)], np.int64)
    if clues:
        ends = [(line[::step], side[k]) for lines, pair in ((cells, ("left", "right")), (cells.T, ("top", "bottom")))
                for side, step in zip((getattr(problem, name) for name in pair), (1, -1), strict=True)
                for k, line in enumerate(lines)]  # fmt: skip
        for line, clue in ends:
            if clue == 1:
                domains[line[0]] &= 1 << size - 1
            for height, x in enumerate(line):
                if clue == size:
                    domains[x] &= 1 << height
    net = network(size * size, size, [*cells.tolist(), *cells.T.tolist()])
    _, _, found = solve(net, domains, 1, budget=500)
    return _shown((found[0].reshape(size, size) + 1).tolist()) if len(found) else ""


def _rows_alone(problem: SkyscraperPuzzle) -> str:
    """Row by row the first order of heights that fits its clues, its printed heights and the rows above; clues of columns ignored."""
    size, rows = len(problem.givens), list[list[int]]()
    for given, near, far in zip(problem.givens, problem.left, problem.right, strict=True):
        for order in permutations(range(1, size + 1)):
            fits = all(g in (EMPTY, str(height)) for g, height in zip(given, order, strict=True))
            fits = fits and all(order[c] != row[c] for row in rows for c in range(size))
            if fits and near in (0, seen(order)) and far in (0, seen(order[::-1])):
                rows.append(list(order))
                break
        else:
            rows.append(list(range(1, size + 1)))
    return _shown(rows)


@cache
def _orders(size: int) -> tuple[Ints, Ints, Ints]:
    """All orders of the heights, and how many are seen from the near and from the far end."""
    orders = np.array(list(permutations(range(size))))
    near, far = ((np.maximum.accumulate(each, axis=1) == each).sum(axis=1) for each in (orders, orders[:, ::-1]))
    return orders, near, far


def _fewest_first(problem: SkyscraperPuzzle) -> str:
    """The row or column for which fewest orders are left gets the first of them, again and again; nothing is ever taken back."""
    size = len(problem.givens)
    orders, near, far = _orders(size)
    open_to = np.ones((size, size, size), bool)  # whether a cell may get a height
    lines = {}
    for lengthwise, sides in enumerate((("left", "right"), ("top", "bottom"))):
        for k, (a, b) in enumerate(zip(*(getattr(problem, side) for side in sides), strict=True)):
            lines[lengthwise, k] = ((near == a) | (a == 0)) & ((far == b) | (b == 0))

    def place(row: int, column: int, height: int) -> None:
        open_to[row, :, height] = open_to[:, column, height] = open_to[row, column] = False
        open_to[row, column, height] = True

    for x, cell in enumerate("".join(problem.givens)):
        if cell != EMPTY:
            place(*divmod(x, size), int(cell) - 1)
    while lines:
        left = {}
        for (lengthwise, k), seen_right in lines.items():
            left[lengthwise, k] = orders[seen_right & (open_to[:, k] if lengthwise else open_to[k])[range(size), orders].all(axis=1)]
        line = min(left, key=lambda line: len(left[line]))
        if not len(left[line]):
            return ""
        for x, height in enumerate(left[line][0].tolist()):
            place(*((x, line[1]) if line[0] else (line[1], x)), height)
        del lines[line]
    return _shown((open_to.argmax(axis=2) + 1).tolist())


SHORTCUTS = (
    Shortcut("a Latin square: the views ignored", lambda problem: _latin(problem, False), (0.1,) + (0.02,) * 9),
    Shortcut("only the clues of 1 and of all buildings", lambda problem: _latin(problem, True), (0.65, 0.25, 0.06) + (0.02,) * 7),
    Shortcut("rows by their own clues: columns ignored", _rows_alone, (0.4, 0.12, 0.04) + (0.02,) * 7),
    Shortcut(
        "the first order of the line that has fewest left, never going back",
        _fewest_first,
        (1.0, 0.82, 0.63, 0.31, 0.14, 0.13, 0.04, 0.03, 0.02, 0.02),
    ),
)


def _of(image: tuple[tuple[str, ...], ...]) -> SkyscraperPuzzle:
    givens, *sides = image
    return SkyscraperPuzzle(givens, *(tuple(map(int, side)) for side in sides))


def copies(problem: SkyscraperPuzzle, rng: Random) -> Iterator[SkyscraperPuzzle]:
    """The eight rotations and reflections."""
    yield from map(_of, images(problem))


def different(problem: SkyscraperPuzzle, rng: Random) -> Iterator[SkyscraperPuzzle]:
    """A clue taken away."""
    for side in SIDES:
        clues = getattr(problem, side)
        for place, clue in enumerate(clues):
            if clue:
                yield replace(problem, **{side: (*clues[:place], 0, *clues[place + 1 :])})
                break
