"""Calcudoko: the kernel for cages against brute force, and cages that turn with the grid."""

from itertools import permutations, product
from random import Random

import pytest
from drawing import samples

from synth.generators.logic.calcudoko import _clue, _cut, cages, images
from synth.generators.logic.calcudoko.claims import SHORTCUTS
from synth.generators.solvers.cages import solve
from synth.generators.solvers.regions import lettered
from synth.verifiers.logic.calcudoko import Calcudoko, gives

LATIN = [rows for rows in product(permutations(range(1, 5)), repeat=4) if all(len(set(column)) == 4 for column in zip(*rows, strict=True))]


def test_a_difference_and_a_quotient_count_in_either_order():
    assert gives([2, 6], "4-") and gives([6, 2], "4-") and gives([2, 6], "3/") and gives([6, 2], "3/")
    assert not gives([2, 5], "2/") and not gives([2, 3, 2], "6+") and gives([2, 3, 2], "12*")


@pytest.mark.parametrize("draw", range(12))
def test_the_kernel_finds_all_squares(draw):
    rng = Random(draw)
    square = [v for row in rng.choice(LATIN) for v in row]
    members: dict[str, list[int]] = {}
    for x, name in enumerate(lettered(_cut(rng, 4, 4))):
        members.setdefault(name, []).append(x)
    clues = tuple(_clue(rng, [square[x] for x in cells]) for cells in members.values())
    expected = set()
    for rows in LATIN:
        flat = [v for row in rows for v in row]
        if all(gives([flat[x] for x in cells], str(clue)) for cells, clue in zip(members.values(), clues, strict=True)):
            expected.add(tuple(flat))
    found = solve(4, cages(list(members.values()), clues), limit=600)
    assert {tuple((row + 1).tolist()) for row in found.squares} == expected
    assert found.found == len(expected)


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
