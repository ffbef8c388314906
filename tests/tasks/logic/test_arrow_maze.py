"""What the laws cannot say of arrow mazes: printed arrows are needed, and the verifier equals the plain definition."""

import json
from itertools import product
from random import Random

import pytest
from drawing import oracle, samples

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
