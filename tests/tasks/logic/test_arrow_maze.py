"""What the laws cannot say of arrow mazes: printed arrows are needed, and the verifier equals the plain definition."""

import json
from itertools import product
from random import Random

import numpy as np
import pytest
from drawing import oracle, samples

from synth.generators.logic.arrow_maze.claims import SHORTCUTS
from synth.generators.logic.arrow_maze.greedy import cover_scarcest
from synth.verifiers.logic.arrow_maze import ARROWS, STEPS, ArrowMaze, verify

NAME = "logic/arrow_maze"


@pytest.mark.parametrize("level", [6, 8])
def test_no_printed_arrow_can_be_spared(level):
    for sample in samples(NAME, level, 15):
        problem = json.loads(sample.problem.to_json())
        rows = [row.split(" ") for row in problem["grid"]]
        for i, j in product(range(len(rows)), range(len(rows[0]))):
            if rows[i][j] in ARROWS:
                fewer = [[cell if (y, x) != (i, j) else "." for x, cell in enumerate(row)] for y, row in enumerate(rows)]
                assert oracle(NAME).solutions({"grid": [" ".join(row) for row in fewer]}) == 2


def _by_definition(cells):
    """All rays as sets of cells."""
    inside = {(i, j): cell for i, row in enumerate(cells) for j, cell in enumerate(row)}
    rays = {}
    for (i, j), cell in inside.items():
        if cell.isdigit():
            for arrow, (down, right) in zip(ARROWS, STEPS, strict=True):
                line = [(i + k * down, j + k * right) for k in range(1, 9)]
                lengths = [n for n in range(1, 9) if all(inside.get(at) == arrow for at in line[:n])]
                rays[(i, j), arrow] = line[: max(lengths, default=0)]
    on_ray = [at for ray in rays.values() for at in ray]
    assert len(set(on_ray)) == len(on_ray), "a cell lies on one ray at most"
    counts = all(sum(len(rays[at, arrow]) for arrow in ARROWS) == int(cell) for at, cell in inside.items() if cell.isdigit())
    return counts and set(on_ray) == {at for at, cell in inside.items() if not cell.isdigit()}


def test_the_verifier_equals_the_definition():
    """All fillings of a small grid with two solutions, and random changes of larger ones."""
    open_grid = ArrowMaze(("4 . →", ". . ↑", ". ← 3"))
    right = 0
    for filling in product(ARROWS, repeat=4):
        cells = [["4", filling[0], "→"], [filling[1], filling[2], "↑"], [filling[3], "←", "3"]]
        accepted = verify(open_grid, "\n".join(map(" ".join, cells))).accepted
        assert accepted == _by_definition(cells)
        right += accepted
    assert right == 2
    rng = Random(5)
    for sample in samples(NAME, 5, 15):
        cells = [row.split(" ") for row in sample.answer.split("\n")]
        assert _by_definition(cells)
        for _ in range(30):
            i, j = rng.randrange(len(cells)), rng.randrange(len(cells[0]))
            if not cells[i][j].isdigit():
                changed = [list(row) for row in cells]
                changed[i][j] = rng.choice(ARROWS)
                free = ArrowMaze(tuple(" ".join(c if c.isdigit() else "." for c in row) for row in cells))
                assert verify(free, "\n".join(map(" ".join, changed))).accepted == _by_definition(changed)


@pytest.mark.parametrize(
    ("grid", "why"),
    [
        (("1 →", "1 → .", "2 → →"), "equally long"),
        (("20" + 20 * " .", "20" + 20 * " →", "20" + 20 * " ."), "20 cells"),
        (("1 → .", "1 → .", "1 → ."), "add up"),
    ],
)
def test_grids_that_are_no_maze_are_refused(grid, why):
    ArrowMaze(("19" + 19 * " .", "19" + 19 * " .", "19" + 19 * " ."))
    with pytest.raises(ValueError, match=why):
        ArrowMaze(grid)


def _cover_scarcest(rows, columns, value, printed):
    """`cover_scarcest`, as its docstring says it."""
    arrow, left = [-1] * len(printed), list(value)

    def back(cell, d):
        """The cells from one on, against a direction, to the number behind them; None where there is none."""
        y, x, found = *divmod(cell, columns), []
        while 0 <= y < rows and 0 <= x < columns:
            if value[y * columns + x]:
                return found, y * columns + x
            found.append(y * columns + x)
            y, x = y - STEPS[d][0], x - STEPS[d][1]
        return None

    def extended(cell, d):
        cells, number = back(cell, d) or ((), -1)
        new = [at for at in cells if arrow[at] < 0]
        return (new, number) if cells and all(arrow[at] in (-1, d) for at in cells) and len(new) <= left[number] else None

    def draw(cell, d):
        new, number = extended(cell, d)
        left[number] -= len(new)
        for at in new:
            arrow[at] = d

    for cell, d in enumerate(printed):
        if d >= 0 and arrow[cell] < 0:
            draw(cell, d)
    while True:
        open_ = [cell for cell in range(rows * columns) if not value[cell] and arrow[cell] < 0]
        ways = {cell: [(len(way[0]), d) for d in range(8) if (way := extended(cell, d))] for cell in open_}
        ways = {cell: found for cell, found in ways.items() if found}
        if not ways:
            return arrow
        cell = min(ways, key=lambda cell: len(ways[cell]))
        draw(cell, min(ways[cell])[1])


@pytest.mark.parametrize("level", [1, 5, 7])
def test_the_player_who_never_goes_back_plays_as_described(level):
    for sample in samples(NAME, level, 10):
        cells = [cell for row in sample.problem.cells() for cell in row]
        rows, columns = len(sample.problem.grid), len(sample.problem.cells()[0])
        value = [int(cell) if cell.isdecimal() else 0 for cell in cells]
        printed = [ARROWS.index(cell) if cell in ARROWS else -1 for cell in cells]
        fast = cover_scarcest(rows, columns, np.array(value), np.array(printed)).tolist()
        assert fast == _cover_scarcest(rows, columns, value, printed)


@pytest.mark.parametrize("level", range(6, 11))
def test_from_level_6_on_a_player_who_never_goes_back_does_not_win(level):
    policy = next(shortcut.policy for shortcut in SHORTCUTS if "never going back" in shortcut.name)
    assert not any(policy(sample.problem) == sample.answer for sample in samples(NAME, level, 20))
