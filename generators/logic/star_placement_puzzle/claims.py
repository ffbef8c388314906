"""What star placement claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies leave out what the task is there for, rows, columns and regions weighed against each other."""

import re
from collections.abc import Callable, Iterator
from random import Random

from synth.generators.logic.star_placement_puzzle import shown
from synth.generators.logic.star_placement_puzzle.greedy import Board, greedy
from synth.generators.solvers.grids import cut, neighbours, symmetries
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.star_placement_puzzle import StarPlacementPuzzle


def _map(problem: StarPlacementPuzzle) -> str:
    return re.escape("\n".join(" ".join(row) for row in problem.regions))


def _few(problem: StarPlacementPuzzle) -> str:
    return rf"(one|{problem.stars}) (star|tree)s?" if problem.stars == 1 else rf"{problem.stars} (stars|trees)"


def _in_each(lines: str) -> Callable[[StarPlacementPuzzle], str]:
    return lambda p: (
        rf"every {lines} holds exactly {_few(p)}|exactly {_few(p)} in each of the[^.]*\b{lines}s\b"
        rf"|each {lines} has {_few(p)}|just as many in every {lines}\b"
    )


RULES = (
    Rule("row", {"en": _in_each("row"), "zh": lambda p: f"每行恰好(有|种) {p.stars} (颗|棵)"}),
    Rule("column", {"en": _in_each("column"), "zh": lambda p: f"每列也?恰好(有|种) {p.stars} (颗|棵)"}),
    Rule(
        "region",
        {
            "en": lambda p: _in_each("region")(p) + rf"|every family wants {_few(p)} on its land",
            "zh": lambda p: f"(每个区域|每家的地里)恰好(有|种) {p.stars} (颗|棵)",
        },
    ),
    Rule("region", {"en": _map, "zh": _map}),
    Rule(
        "region",
        {
            "en": r"cells with the same letter (form one|belong to the same) region|shows the owner of each plot"
            r"|each letter names the region of its cell",
            "zh": r"字母相同的(格子属于同一区域|是同一家)",
        },
    ),
    Rule(
        "touch",
        {
            "en": r"no two stars touch, not even diagonally|the diagonal ones too, are free of stars|share a side or a corner"
            r"|side by side, one above the other or diagonally",
            "zh": r"都不能相邻，斜着相邻也不行",
        },
    ),
    Rule(
        "board",
        {
            "en": r"row 1 is at the top, column 1 at the left|top left corner, which is \(1, 1\)|rows counted from 1 from the top"
            r"|top row and the leftmost column have number 1",
            "zh": r"最上面是第 1 行，最左边是第 1 列|左上角是 \(1, 1\)",
        },
    ),
    Rule("format", {"en": r"\(row, column\)", "zh": r"（行，列）"}),
)


def _placed(problem: StarPlacementPuzzle, order: Callable[[int, dict[str, int]], object], regions: bool = True) -> str:
    """Row by row the stars that come first in an order of cells and fit columns, regions and stars before."""
    size, cells = len(problem.regions), "".join(problem.regions)
    around = neighbours(size, size, diagonal=True)
    sizes = {letter: cells.count(letter) for letter in cells}
    columns, used, stars = [0] * size, dict.fromkeys(cells, 0), list[int]()
    for r in range(size):
        row = 0
        for x in sorted(range(r * size, (r + 1) * size), key=lambda x: (order(x, sizes), x)):
            fits = columns[x % size] < problem.stars and (not regions or used[cells[x]] < problem.stars)
            if fits and row < problem.stars and not set(around[x]) & set(stars):
                stars.append(x)
                columns[x % size] += 1
                used[cells[x]] += 1
                row += 1
    return shown(sorted(stars), size)


def _small_regions_first(problem: StarPlacementPuzzle) -> str:
    """Region by region, the smallest first, the first cells that fit rows, columns and stars before."""
    size, cells = len(problem.regions), "".join(problem.regions)
    around = neighbours(size, size, diagonal=True)
    rows, columns, stars = [0] * size, [0] * size, list[int]()
    for letter in sorted(set(cells), key=cells.count):
        own = 0
        for x in (x for x in range(size * size) if cells[x] == letter):
            r, c = divmod(x, size)
            if own < problem.stars and rows[r] < problem.stars and columns[c] < problem.stars and not set(around[x]) & set(stars):
                stars.append(x)
                rows[r], columns[c], own = rows[r] + 1, columns[c] + 1, own + 1
    return shown(sorted(stars), size)


def _narrowest(problem: StarPlacementPuzzle, sparing: bool) -> str:
    size = len(problem.regions)
    return shown(greedy(Board("".join(problem.regions), size, problem.stars), lines=True, sparing=sparing), size)


SHORTCUTS = (
    Shortcut("row by row the first cell that fits", lambda p: _placed(p, lambda x, sizes: 0), (0.22, 0.08, 0.08, 0.05) + (0.03,) * 6),
    Shortcut(
        "row by row the cell of the smallest region that fits",
        lambda p: _placed(p, lambda x, sizes: sizes["".join(p.regions)[x]]),
        (0.28, 0.12, 0.12, 0.06, 0.06, 0.05, 0.04) + (0.03,) * 3,
    ),
    Shortcut("the smallest region first, the first cell that fits", _small_regions_first, (0.2, 0.13, 0.1, 0.08, 0.08, 0.07) + (0.06,) * 4),
    Shortcut(
        "row, column or region with fewest cells left, its first cell",
        lambda p: _narrowest(p, sparing=False),
        (0.46, 0.33, 0.2) + (0.06,) * 7,
    ),
    Shortcut(
        "row, column or region with fewest cells left, the cell that leaves most others free",
        lambda p: _narrowest(p, sparing=True),
        (0.46, 0.38, 0.23) + (0.02,) * 7,
    ),
    Shortcut("row by row, regions ignored", lambda p: _placed(p, lambda x, sizes: 0, regions=False), (0.2, 0.05, 0.05) + (0.02,) * 7),
)


def copies(problem: StarPlacementPuzzle, rng: Random) -> Iterator[StarPlacementPuzzle]:
    """The eight rotations and reflections, with the letters of the regions exchanged."""
    size, letters = len(problem.regions), sorted(set("".join(problem.regions)))
    for turn in symmetries(size, size):
        renamed = str.maketrans(dict(zip(letters, rng.sample(letters, size), strict=True)))
        yield StarPlacementPuzzle(cut("".join(turn.image("".join(problem.regions))).translate(renamed), size), problem.stars)


def different(problem: StarPlacementPuzzle, rng: Random) -> Iterator[StarPlacementPuzzle]:
    """A cell given to a region beside it."""
    size, cells = len(problem.regions), "".join(problem.regions)
    for x in rng.sample(range(size * size), size * size):
        others = [y for y in neighbours(size, size)[x] if cells[y] != cells[x]]
        if others and cells.count(cells[x]) > 1:
            yield StarPlacementPuzzle(cut(cells[:x] + cells[others[0]] + cells[x + 1 :], size), problem.stars)
            return
