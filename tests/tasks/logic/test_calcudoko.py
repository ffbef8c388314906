"""Calcudoko: the kernel for cages against brute force, and cages that turn with the grid."""

from itertools import permutations, product

import numpy as np
import pytest
from drawing import samples

from synth.generators.logic.calcudoko import clues, images
from synth.generators.logic.calcudoko.claims import SHORTCUTS
from synth.generators.logic.calcudoko.cutting import cut, exchangeable
from synth.generators.solvers.cages import Cages, solve
from synth.generators.solvers.grids import neighbours
from synth.verifiers.logic.calcudoko import Calcudoko, gives

LATIN = [rows for rows in product(permutations(range(1, 5)), repeat=4) if all(len(set(column)) == 4 for column in zip(*rows, strict=True))]


def test_a_difference_and_a_quotient_count_in_either_order():
    assert gives([2, 6], "4-") and gives([6, 2], "4-") and gives([2, 6], "3/") and gives([6, 2], "3/")
    assert not gives([2, 5], "2/") and not gives([2, 3, 2], "6+") and gives([2, 3, 2], "12*")


def drawn(size: int, most: int, seed: int) -> tuple[list[int], list[int], Cages]:
    """A random square, the cage of each cell, and the cages."""
    square = solve(size, limit=1, seed=seed + 1).squares[0] + 1
    region = np.empty(size * size, np.int64)
    cages = Cages(*cut(square, size, most, region, np.array([seed * 7919 + 1])))
    return square.tolist(), region.tolist(), cages


@pytest.mark.parametrize("draw", range(12))
def test_the_kernel_finds_all_squares(draw):
    _, region, cages = drawn(4, 4, draw)
    expected = set()
    for rows in LATIN:
        flat = [v for row in rows for v in row]
        values = [[v for v, own in zip(flat, region, strict=True) if own == k] for k in range(len(cages.sign))]
        if all(gives(own, clue) for own, clue in zip(values, clues(cages), strict=True)):
            expected.add(tuple(flat))
    found = solve(4, cages, limit=600)
    assert {tuple((row + 1).tolist()) for row in found.squares} == expected
    assert found.found == len(expected)


@pytest.mark.parametrize(("size", "most"), [(4, 2), (5, 3), (7, 4)])
def test_cages_are_pieces_of_the_size_that_is_drawn_and_say_what_they_give(size, most):
    near = neighbours(size, size)
    for draw in range(40):
        square, region, cages = drawn(size, most, draw)
        assert list(dict.fromkeys(region)) == list(range(len(cages.sign)))
        for k, clue in enumerate(clues(cages)):
            own = [x for x, cage in enumerate(region) if cage == k]
            assert cages.cells[k].tolist() == own + [-1] * (4 - len(own))
            assert len(own) <= most and gives([square[x] for x in own], clue)
            piece = {own[0]}
            for _ in own:
                piece |= {x for x in own if piece & set(near[x])}
            assert piece == set(own)
            assert len(own) > 1 or all(region.count(region[y]) == most for y in near[own[0]])


def test_what_can_be_exchanged_is_a_second_square():
    exchanged = found_by_search = 0
    for draw in range(300):
        square, region, cages = drawn(5, 3, draw)
        before = np.array(square)
        several = solve(5, cages, limit=2).found == 2
        if exchangeable(before, 5, np.array(region), *cages):
            exchanged += 1
            assert several
        elif several:
            found_by_search += 1
        assert before.tolist() == square
    assert exchanged > found_by_search > 0


def test_without_cages_all_latin_squares_are_found():
    assert solve(4, limit=1000).found == len(LATIN) == 576


def test_cages_turn_with_the_grid():
    puzzle = Calcudoko(("AAB", "CDB", "CDE"), ("3+", "2-", "6*", "4+", "2"))
    assert (("ABB", "ACD", "ECD"), ("2-", "3+", "4+", "6*", "2")) in images(puzzle)
    assert len(set(images(puzzle))) == 8


@pytest.mark.parametrize(
    ("cages", "clues", "why"),
    [
        (("AAB", "CAB", "CD"), ("6+", "2-", "3*", "1"), "3 cells each"),
        (("BBA", "CBA", "CDD"), ("6+", "2-", "3*", "2/"), "in order"),
        (("AAB", "CAB", "CDD"), ("6+", "2-", "3*"), "one for each clue"),
        (("AAB", "CAB", "CDD"), ("6+", "2-", "3", "2/"), "cage C"),
    ],
)
def test_squares_that_are_no_calcudoko_are_refused(cages, clues, why):
    Calcudoko(("AAB", "CAB", "CDD"), ("6+", "2-", "3*", "2/"))
    with pytest.raises(ValueError, match=why):
        Calcudoko(cages, clues)


def test_the_largest_square_is_read():
    rows = tuple(name * 2 + other * 2 + last * 3 for name, other, last in ("ABC", "DEF", "GHI", "JKL", "MNO", "PQR", "STU"))
    largest = Calcudoko(rows, ("9+",) * 21)
    assert Calcudoko.from_json(largest.to_json()) == largest


@pytest.mark.parametrize("level", [4, 5])
def test_few_squares_fill_up_from_cages_that_are_read_once(level):
    """Level 4 lost more than a sixth of its squares to who never reads a cage again."""
    policy = next(shortcut.policy for shortcut in SHORTCUTS if "cages read once" in shortcut.name)
    tried = samples("logic/calcudoko", level, 150)
    assert sum(policy(sample.problem) == sample.answer for sample in tried) <= 0.11 * 150
