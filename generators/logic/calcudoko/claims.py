"""What calcudoko claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies leave out what the task is there for, cages weighed against rows and columns."""

import re
from collections.abc import Callable, Iterator
from itertools import permutations
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


SHORTCUTS = (
    Shortcut("a Latin square with the cages of one cell", _singles, (0.05,) + (0.02,) * 9),
    Shortcut("row by row, only the sums", _sums, (0.05,) + (0.02,) * 9),
    Shortcut("row by row, all cages, never going back", _finished, (0.35, 0.2, 0.15) + (0.1,) * 7),
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
