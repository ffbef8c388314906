"""What Numbrix claims: its rules in words, what cheap policies win, and which squares are the same puzzle.

The policies leave out what the task is there for, looking ahead along the whole path."""

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from synth.generators.logic.numbrix import images, rows
from synth.generators.solvers.grids import neighbours, symmetries
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.numbrix import EMPTY, Numbrix
from synth.verifiers.parsers import grids


def _square(problem: Numbrix) -> str:
    return re.escape("\n".join(rows(problem)))


RULES = (
    Rule("givens", {"en": _square, "zh": _square}),
    Rule(
        "givens",
        {
            "en": r"dots? (is an empty|marks a town|stands for a missing)|shown as dots, are empty",
            "zh": r"圆点表示(空格|编号已经模糊)",
        },
    ),
    Rule(
        "givens",
        {
            "en": r"numbers that are printed stay|must not be changed|given numbers keep their places|without touching the numbers",
            "zh": r"不能改动",
        },
    ),
    Rule(
        "numbers",
        {
            "en": lambda p: "|".join(
                words.format(len(p.givens) ** 2)
                for words in (
                    "number from 1 to {} appears exactly once",
                    "each exactly once, and numbered them from 1 to {}",
                    r"1, 2, 3, \.\.\., {} are all used, each exactly once",
                    "numbers 1 to {} exactly once",
                )
            ),
            "zh": lambda p: "|".join(
                words.format(len(p.givens) ** 2)
                for words in ("1 到 {} 的每个数恰好出现一次", "恰好到过一次，并按到达的先后给它们编上 1 到 {} 号")
            ),
        },
    ),
    Rule(
        "path",
        {
            "en": r"in cells that share a side|directly above, below, left or right|one step up, down, left or right"
            r"|horizontally or vertically",
            "zh": r"必须有公共边|上、下、左、右紧邻",
        },
    ),
    Rule(
        "path",
        {
            "en": r"diagonal neighbours do not count|never diagonally|diagonal cell are not allowed|diagonally adjacent is not enough",
            "zh": r"斜着挨在一起不算|从不斜着走",
        },
    ),
    Rule(
        "format",
        {
            "en": r"row by row from the top|from top to bottom|one row a line|the top one first",
            "zh": r"从上到下逐行|从最上面一排写起",
        },
    ),
)


def _cells(problem: Numbrix) -> list[int]:
    return [number for row in problem.givens for number in row]


def _shown(numbers: list[int]) -> str:
    size = int(len(numbers) ** 0.5)
    return grids.show(tuple(tuple(numbers[r * size : (r + 1) * size]) for r in range(size)))


def _in_reading_order(problem: Numbrix) -> str:
    """The missing numbers, ascending, into the empty cells."""
    cells = _cells(problem)
    missing = iter(sorted(set(range(1, len(cells) + 1)) - set(cells)))
    return _shown([number if number != EMPTY else next(missing) for number in cells])


def _pattern(problem: Numbrix) -> str:
    """The snake or spiral, from any corner and either end, that agrees with most givens."""
    size, cells = len(problem.givens), _cells(problem)
    snake = [r * size + (c if r % 2 == 0 else size - 1 - c) + 1 for r in range(size) for c in range(size)]
    spiral, left, r, c, turn = [0] * (size * size), range(1, size * size + 1), 0, 0, 0
    steps = ((0, 1), (1, 0), (0, -1), (-1, 0))
    for number in left:
        spiral[r * size + c] = number
        down, right = steps[turn]
        if not (0 <= r + down < size and 0 <= c + right < size) or spiral[(r + down) * size + c + right]:
            turn = (turn + 1) % 4
            down, right = steps[turn]
        r, c = r + down, c + right
    ways = [way for path in (snake, spiral) for way in (path, [size * size + 1 - number for number in path])]
    looks = [turned.image(way) for way in ways for turned in symmetries(size, size)]
    return _shown(list(max(looks, key=lambda look: sum(a == b for a, b in zip(look, cells, strict=True)))))


def _walk(problem: Numbrix, tightest: bool) -> str:
    """From the first given on to cells from which the next given is in reach, and back to 1; never taken back. The first such cell, or the
    one with fewest free cells around it."""
    size, cells = len(problem.givens), _cells(problem)
    near, numbers = neighbours(size, size), cells[:]
    at = {number: cell for cell, number in enumerate(cells) if number != EMPTY}
    for step in (1, -1):
        number, given = min(at), sorted(at)
        here = at[number]
        while 1 <= number + step <= size * size:
            goal = next((k for k in given[::step] if (k - number) * step > 0), 0)
            number += step
            if numbers[here] and number in at:
                here = at[number]
                continue

            def reaches(x: int, goal: int = goal, number: int = number) -> bool:
                return not goal or abs(x // size - at[goal] // size) + abs(x % size - at[goal] % size) <= abs(goal - number)

            free = [x for x in near[here] if numbers[x] == EMPTY and reaches(x)]
            if not free:
                return _in_reading_order(problem)
            here = min(free, key=lambda x: sum(numbers[y] == EMPTY for y in near[x])) if tightest else free[0]
            numbers[here] = number
    return _shown(numbers) if all(numbers) else _in_reading_order(problem)


def _gap_by_gap(problem: Numbrix) -> str:
    """Always the gap between two known numbers, or before the first or behind the last, that free cells fill in fewest ways; the first of
    them, never taken back."""
    size, cells = len(problem.givens), _cells(problem)
    near, at = neighbours(size, size), {number: cell for cell, number in enumerate(cells) if number != EMPTY}

    def ways(here: int, steps: int, goal: int, most: int) -> list[list[int]]:
        """So many steps to the goal, or to any cell where it is negative; at most `most` ways."""
        found: list[list[int]] = []
        stack = [[here]]
        while stack and len(found) < most:
            way = stack.pop()
            left = steps + 1 - len(way)
            if not left:
                found.append(way)
                continue
            for x in near[way[-1]]:
                far = abs(x // size - goal // size) + abs(x % size - goal % size) if goal >= 0 else 0
                if x not in way and ((x == goal and left == 1) or (cells[x] == EMPTY and x != goal and far < left)):
                    stack.append([*way, x])
        return found

    while len(at) < size * size:
        known = sorted(at)
        gaps = [(a, 1, b - a, at[b]) for a, b in pairwise(known) if b - a > 1]
        gaps += [(known[0], -1, known[0] - 1, -1)] * (known[0] > 1) + [(known[-1], 1, size * size - known[-1], -1)] * (
            known[-1] < size * size
        )
        best: list[list[int]] = []
        for start, step, steps, goal in gaps:
            found = ways(at[start], steps, goal, len(best) or 500)
            if not best or len(found) < len(best):
                best, of = found, (start, step)
            if not best:
                return _in_reading_order(problem)
        for k, x in enumerate(best[0]):
            at[of[0] + k * of[1]] = x
            cells[x] = of[0] + k * of[1]
    return _shown(cells)


_BY_STEPS = (0.52, 0.19, 0.12, 0.06) + (0.04,) * 6
SHORTCUTS = (
    Shortcut("missing numbers in reading order", _in_reading_order, (0.02,) * 10),
    Shortcut("the snake or spiral that agrees with most givens", _pattern, (0.02,) * 10),
    Shortcut("the first free cell from which the next given is in reach", lambda p: _walk(p, tightest=False), _BY_STEPS),
    Shortcut("the tightest free cell from which the next given is in reach", lambda p: _walk(p, tightest=True), _BY_STEPS),
    # Gaps with one way left are deduction, which the puzzle is solved by; what it lacks is to weigh gaps against each other.
    Shortcut("the gap with fewest ways first, never taken back", _gap_by_gap, (1.0, 0.75, 0.68, 0.26, 0.17, 0.13) + (0.03,) * 4),
)


def copies(problem: Numbrix, rng: Random) -> Iterator[Numbrix]:
    """The eight rotations and reflections, each with the path from either end."""
    size = len(problem.givens)
    for cells in images(problem):
        yield Numbrix(tuple(cells[r * size : (r + 1) * size] for r in range(size)))


def different(problem: Numbrix, rng: Random) -> Iterator[Numbrix]:
    """A given number exchanged for one that is not given."""
    size, cells = len(problem.givens), _cells(problem)
    missing = sorted(set(range(1, size * size + 1)) - set(cells))
    place = rng.choice([x for x, number in enumerate(cells) if number != EMPTY])
    cells[place] = rng.choice(missing)
    yield Numbrix(tuple(tuple(cells[r * size : (r + 1) * size]) for r in range(size)))
