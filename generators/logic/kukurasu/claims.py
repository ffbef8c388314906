"""What kukurasu claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies leave out what the task is there for, rows and columns weighed against each other."""

from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

from synth.generators.logic.kukurasu import prompt_variables
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.kukurasu import HIDDEN, Kukurasu


def _told(joint: str) -> Callable[[Kukurasu], str]:
    """The drawing, or both lists of sums."""

    def words(problem: Kukurasu) -> str:
        lists = (joint.join("?" if told == HIDDEN else str(told) for told in side) for side in (problem.rows, problem.columns))
        drawing = str(prompt_variables(problem, Random(0))["drawing"])
        return ".*".join([*lists]).replace("?", r"\?") + "|" + drawing.replace("?", r"\?").replace(".", r"\.")

    return words


def _hidden(problem: Kukurasu) -> bool:
    return HIDDEN in problem.rows + problem.columns


RULES = (
    Rule("row", {"en": _told(", "), "zh": _told("，")}),
    Rule(
        "row",
        {
            "en": r"numbers of the columns of its shaded cells must add up|sum of the column numbers of its black cells"
            r"|weights of the shaded cells of a row must total|added up the positions of its lit boxes",
            "zh": r"每一行中，?(所有黑格|亮灯格子)的列号(之和|加起来)",
        },
    ),
    Rule(
        "column",
        {
            "en": r"numbers of the rows of its shaded cells must add up|sum of the row numbers of its black cells"
            r"|weights of the shaded cells of a column must total|added up the numbers of the shelves",
            "zh": r"每一列中，?(所有黑格|亮灯格子)的行号(之和|加起来)",
        },
    ),
    Rule(
        "row",
        {
            "en": r"numbered from 1 at the top, columns from 1 at the left|from top to bottom and the columns 1 to \d+ from left to right"
            r"|cell 1 weighs 1, cell 2 weighs 2.*1, 2, 3 and so on from the top|numbered from the top, boxes on a shelf from the left",
            "zh": r"都从 1 开始",
        },
    ),
    Rule(
        "row",
        {
            "en": r"the sum is not given and may be anything|sum is unknown; nothing is demanded|may have any total"
            r"|may have been any number",
            "zh": r"这个和没有给出，可以是任何数",
        },
        _hidden,
    ),
    Rule("format", {"en": r"1 for a shaded|1 for black|1 = shaded|1 for a lit", "zh": r"(黑格|亮的)写 1"}),
    Rule("format", {"en": r"separated by spaces|a space between digits|with spaces in between", "zh": r"用空格隔开"}),
    Rule("format", {"en": r"row by row from the top|from top to bottom|top row first|from the top down", "zh": r"从上到下"}),
)


def _shown(rows: list[list[int]]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows)


def _largest_first(total: int, length: int) -> list[int]:
    """The line that takes the largest number that still fits, again and again."""
    line = [0] * length
    for number in range(length, 0, -1):
        if number <= total:
            line[number - 1], total = 1, total - number
    return line


def _fewest(total: int, length: int) -> list[int]:
    """The first line of fewest shaded cells with the sum."""
    for count in range(length + 1):
        for chosen in combinations(range(1, length + 1), count):
            if total in (HIDDEN, sum(chosen)):
                return [int(number in chosen) for number in range(1, length + 1)]
    return [0] * length


def _rows_down(problem: Kukurasu) -> str:
    """From the bottom row up: the largest numbers that fit the row and leave no column below zero."""
    left = [told if told != HIDDEN else 10**6 for told in problem.columns]
    rows = []
    for number in range(len(problem.rows), 0, -1):
        total, row = problem.rows[number - 1], [0] * len(left)
        for column in range(len(left), 0, -1):
            if (total == HIDDEN or column <= total) and left[column - 1] >= number:
                row[column - 1] = 1
                left[column - 1] -= number
                total -= column if total != HIDDEN else 0
        rows.append(row)
    return _shown(rows[::-1])


_ALONE: tuple[float, ...] = (0.3, 0.08, 0.05, 0.03) + (0.02,) * 6


# To read lines until nothing changes is the deduction that the puzzle is there for, and up to level 6 no more is asked. Whoever then takes
# the first filling of a line with fewest, and never goes back, wins a third of level 7 and a fourteenth of level 10.
SHORTCUTS = (
    Shortcut(
        "each row alone, largest numbers first",
        lambda p: _shown([_largest_first(told, len(p.columns)) for told in p.rows]),
        _ALONE,
    ),
    Shortcut(
        "each row alone, fewest cells",
        lambda p: _shown([_fewest(told, len(p.columns)) for told in p.rows]),
        _ALONE,
    ),
    Shortcut("from the bottom row up, largest numbers that fit both", _rows_down, (0.9, 0.6, 0.28, 0.12, 0.06, 0.06) + (0.02,) * 4),
)


def copies(problem: Kukurasu, rng: Random) -> Iterator[Kukurasu]:
    """Rows and columns exchanged."""
    yield Kukurasu(problem.columns, problem.rows)


def different(problem: Kukurasu, rng: Random) -> Iterator[Kukurasu]:
    """The rows in the opposite order; a sum taken away."""
    if problem.rows != problem.rows[::-1]:
        yield Kukurasu(problem.rows[::-1], problem.columns)
    told = next(place for place, value in enumerate(problem.rows) if value != HIDDEN)
    yield Kukurasu((*problem.rows[:told], HIDDEN, *problem.rows[told + 1 :]), problem.columns)
