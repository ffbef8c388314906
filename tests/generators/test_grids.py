"""Grids: the eight symmetries keep what is beside what, and turn directions along."""

import pytest

from synth.generators.solvers.grids import STEPS, cut, neighbours, symmetries


@pytest.mark.parametrize(("rows", "columns"), [(1, 3), (2, 2), (3, 4), (5, 5)])
def test_symmetries_keep_directions(rows, columns):
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    images = set()
    for turn in symmetries(rows, columns):
        image = turn.image(cells)
        where = {cell: divmod(k, turn.columns) for k, cell in enumerate(image)}
        assert sorted(image) == cells
        assert turn.rows * turn.columns == rows * columns
        for (r, c), (y, x) in where.items():
            for d, (down, right) in enumerate(STEPS):
                if (r + down, c + right) in where:
                    turned = STEPS[turn.directions[d]]
                    assert where[r + down, c + right] == (y + turned[0], x + turned[1])
        images.add((turn.rows, image))
    assert symmetries(rows, columns)[0].image(cells) == tuple(cells)
    assert len(images) == (8 if rows > 1 else 4)


def test_neighbours_and_rows():
    assert neighbours(2, 3)[1] == (0, 2, 4)
    assert neighbours(2, 3, diagonal=True)[0] == (1, 3, 4)
    assert cut("abcd", 2) == ("ab", "cd")
    assert cut(["10", "2", "3", "4"], 2, " ") == ("10 2", "3 4")
