"""What calcudoko claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies leave out what the task is there for, cages weighed against rows and columns."""

import re
from collections.abc import Callable, Iterator
from itertools import permutations, product
from random import Random

from msgspec.structs import replace

from synth.generators.logic.calcudoko import drawing, images
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.calcudoko import NAMES, Calcudoko, gives


def _rows(problem: Calcudoko) -> str:
    return re.escape("\n".join(" ".join(row) for row in problem.cages))


def _clues(problem: Calcudoko) -> str:
    return re.escape(drawing(problem))


RULES = (
    Rule(
        "row",
        {
            "en": r"every row contains each|in each row and in each column|once in every row|twice in the same row",
            "zh": r"每行中每个数恰好出现一次",
        },
    ),
    Rule(
        "column",
        {
            "en": r"every column contains each|in each row and in each column|once in every column|twice in the same column",
            "zh": r"每列中每个数也?恰好出现一次",
        },
    ),
    Rule("cage", {"en": _rows, "zh": _rows}),
    Rule("cage", {"en": _clues, "zh": _clues}),
    Rule("cage", {"en": r"with the same letter|share a letter|of one letter", "zh": r"字母相同的格"}),
    Rule("cage", {"en": r"`\+`[^\n]*(sum|add)", "zh": r"`\+`[^\n]*和"}),
    Rule("cage", {"en": r"`-`[^\n]*(larger|greater)", "zh": r"`-`[^\n]*大数减小数"}),
    Rule("cage", {"en": r"`\*`[^\n]*(product|multipl)", "zh": r"`\*`[^\n]*积"}),
    Rule("cage", {"en": r"`/`[^\n]*(larger|greater)", "zh": r"`/`[^\n]*大数除以小数"}),
    Rule("cage", {"en": r"[Nn]o sign|[Ww]ithout a sign", "zh": r"没有符号"}),
    Rule("format", {"en": lambda p: rf"1 to {len(p.cages)}\b", "zh": lambda p: f"1 到 {len(p.cages)}"}),
    Rule("format", {"en": r"separated by spaces|space between numbers|spaces between them", "zh": r"用空格隔开"}),
    Rule("format", {"en": r"from top to bottom|row by row from the top", "zh": r"从上到下"}),
)


def _shown(rows: list[list[int]]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows)


def _by_rows(problem: Calcudoko, fits: Callable[[dict[str, list[int]], set[str]], bool]) -> str:
    """Row by row the first order of numbers that repeats nothing above and fits, without ever going back."""
    size, rows = len(problem.cages), list[list[int]]()
    for r in range(size):
        later = set("".join(problem.cages[r + 1 :]))
        for order in permutations(range(1, size + 1)):
            if any(order[c] == row[c] for row in rows for c in range(size)):
                continue
            values: dict[str, list[int]] = {}
            for line, row in zip(problem.cages, [*rows, order], strict=False):
                for name, value in zip(line, row, strict=True):
                    values.setdefault(name, []).append(value)
            if fits(values, later):
                rows.append(list(order))
                break
        else:
            rows.append(list(range(1, size + 1)))
    return _shown(rows)


def _finished(problem: Calcudoko) -> str:
    """Every cage that ends in the row has to fit."""
    clue = dict(zip(NAMES, problem.clues, strict=False))
    return _by_rows(problem, lambda values, later: all(name in later or gives(own, clue[name]) for name, own in values.items()))


def _singles(problem: Calcudoko) -> str:
    """Only the cages of one cell."""
    clue = dict(zip(NAMES, problem.clues, strict=False))
    single = {name for name in clue if clue[name].isdigit()}
    return _by_rows(problem, lambda values, later: all(own == [int(clue[name])] for name, own in values.items() if name in single))


def _sums(problem: Calcudoko) -> str:
    """Only the cages with a plus."""
    clue = dict(zip(NAMES, problem.clues, strict=False))
    return _by_rows(
        problem,
        lambda values, later: all(name in later or clue[name][-1] != "+" or gives(own, clue[name]) for name, own in values.items()),
    )


def _cages_once(problem: Calcudoko) -> str:
    """What each cage allows, read once; then always the cell that has the fewest numbers left, and of these the least."""
    size, letters = len(problem.cages), "".join(problem.cages)
    left = [set[int]() for _ in letters]
    for name, clue in zip(NAMES, problem.clues, strict=False):
        own = [x for x, letter in enumerate(letters) if letter == name]
        apart = [(i, j) for j in range(len(own)) for i in range(j) if _see(own[i], own[j], size)]
        for values in product(range(1, size + 1), repeat=len(own)):
            if gives(list(values), clue) and not any(values[i] == values[j] for i, j in apart):
                for x, value in zip(own, values, strict=True):
                    left[x].add(value)
    numbers, open_ = [0] * len(letters), set(range(len(letters)))
    while open_:
        x = min(open_, key=lambda x: (len(left[x]), x))
        open_.remove(x)
        numbers[x] = min(left[x], default=1)
        for y in open_:
            if _see(x, y, size):
                left[y].discard(numbers[x])
    return _shown([numbers[start : start + size] for start in range(0, len(numbers), size)])


def _see(x: int, y: int, size: int) -> bool:
    """Whether two cells stand in one row or column."""
    return x // size == y // size or x % size == y % size


SHORTCUTS = (
    Shortcut("a Latin square with the cages of one cell", _singles, (0.05,) + (0.02,) * 9),
    Shortcut("row by row, only the sums", _sums, (0.05,) + (0.02,) * 9),
    Shortcut("row by row, all cages, never going back", _finished, (0.25, 0.14, 0.1, 0.05, 0.04) + (0.02,) * 5),
    # With the one place of a number in its row or column it wins 24 % of level 4 (of 300) and 6 % of level 5: level 4 asks for little more
    # than that. Who reads all cages again after each number is right at level 4, as that is the solving that it is made for;
    # where guesses have to be taken back it wins by luck, 30, 26, 22 and 8 % of levels 6 to 9 (of 120).
    Shortcut("cages read once, the cell with the fewest numbers first", _cages_once, (0.8, 0.3, 0.14, 0.08, 0.06) + (0.02,) * 5),
)


def copies(problem: Calcudoko, rng: Random) -> Iterator[Calcudoko]:
    """The eight rotations and reflections."""
    for image in images(problem):
        yield Calcudoko(*image)


def different(problem: Calcudoko, rng: Random) -> Iterator[Calcudoko]:
    """A target of a sum or product one higher."""
    for place, clue in enumerate(problem.clues):
        if clue[-1] in "+*":
            yield replace(problem, clues=(*problem.clues[:place], f"{int(clue[:-1]) + 1}{clue[-1]}", *problem.clues[place + 1 :]))
