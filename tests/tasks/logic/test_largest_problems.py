"""Ground truths of grids, words and walks that verifiers take, and those beside them that they don't."""

import msgspec
import pytest

from synth.verifiers.logic.skyscraper_puzzle import SkyscraperPuzzle
from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning
from synth.verifiers.logic.space_reasoning.lattices import move
from synth.verifiers.logic.space_reasoning.logs import Landmark, Walker
from synth.verifiers.logic.star_placement_puzzle import StarPlacementPuzzle
from synth.verifiers.logic.sudoku import Sudoku
from synth.verifiers.logic.survo import Survo
from synth.verifiers.logic.web_of_lies.counting import at_least, binary, exactly
from synth.verifiers.logic.word_sorting import WordSorting
from synth.verifiers.logic.word_sorting_mistake import WordSortingMistake
from synth.verifiers.logic.wordscapes import Wordscapes
from synth.verifiers.logic.zebra_puzzle.puzzle import Clue

BOXES = ("AABB", "AABB", "CCDD", "CCDD")
STRIPES = "ABCDEFGHIJKLMNOP"


def towers(size, clue=0):
    return lambda: SkyscraperPuzzle(("." * size,) * size, *((clue,) * size,) * 4)


def stars(*regions):
    return lambda: StarPlacementPuzzle(regions, 1)


def sudoku(givens, regions=BOXES):
    return lambda: Sudoku(givens, regions, False)


def table(rows, columns):
    return lambda: Survo(((0,) * columns,) * rows, (9,) * rows, (9,) * columns, tuple(range(1, rows * columns + 1)))


def sorting(*keys, words=("fig", "pear", "plum")):
    return lambda: WordSorting(("swap a b",), tuple((key, "up") for key in keys), words)


def crossing(grid, *words):
    return lambda: Wordscapes(grid, either=words)


def trace(*lengths):
    """One pass over words of one letter, of steps with so many words."""
    return lambda: WordSortingMistake(("a", "b", "c"), (*(("a", ("a",) * length) for length in lengths), ("list", ("a",))))


def torus(*place):
    return lambda: SpaceReasoning("torus", (7, 9), (Landmark("oak", place),), (Walker("Ann", "oak"),), (), Query("place", "Ann"))


TAKEN = [
    towers(3, 3),
    towers(8, 8),
    stars(*("ABCDEFGHIJKL",) * 12),
    sudoku(("1234",) * 4),
    sudoku(("." * 16,) * 16, tuple(letter * 16 for letter in STRIPES)),
    table(2, 2),
    table(5, 6),
    sorting("length", "alphabet"),
    crossing(("...", "###", "###"), "fig"),
    crossing(("...", "###", "..."), "fig", "nut"),
    trace(999, 1000),
    torus(6, 8),
]
NOT_TAKEN = [
    towers(2),
    towers(9),
    towers(8, 9),
    lambda: SkyscraperPuzzle(("...", "...", ".."), *((0,) * 3,) * 4),
    lambda: SkyscraperPuzzle(("..4", "...", "..."), *((0,) * 3,) * 4),
    stars(*("ABCDEFGHIJKLM",) * 13),
    stars(*("ABC",) * 3),
    stars("ABCD", "ABCD", "ABCD", "ABC"),
    stars("ABCC", "ABCC", "ABCC", "ABCC"),
    stars("ABCD", "ABCD", "ABCD", "ABCE"),
    sudoku(("....",) * 4, BOXES[:3]),
    sudoku(("....", "....", "....", "......")),
    sudoku(("......",) * 6, ("AAAAAABB", "BBBBCC", "CCCCDD", "DDDDEE", "EEEEFF", "FFFF")),
    sudoku(("....",) * 4, ("AABB", "AABB", "CCDD", "CCD")),
    sudoku(("5...", *("....",) * 3)),
    sudoku(("." * 5,) * 5, tuple(letter * 5 for letter in STRIPES[:5])),
    sudoku(("....",) * 4, ("BBAA", "BBAA", "CCDD", "CCDD")),
    sudoku(("....",) * 4, ("AABB", "AABB", "CCDD", "CCDC")),
    table(1, 2),
    table(6, 2),
    table(2, 7),
    lambda: Survo(((0, 0), (0, 0)), (9, 9), (9, 9), (1, 2, 3)),
    lambda: Survo(((0, 0), (0, 0)), (9, 9), (9, 9, 9), (1, 2, 3, 4)),
    lambda: Survo(((0, 0), (0, 0)), (9, 9), (9, 9), (1, 2, 4, 3)),
    sorting("length", "length", "alphabet"),
    sorting("alphabet", "length"),
    sorting("length", "alphabet", words=("fig", "fig", "plum")),
    crossing(("...", "###"), "fig"),
    crossing(("...", "###", "..."), "fig", "fig"),
    crossing(("...", "###", "..."), "fig", "一心意"),
    crossing(("...", "###", "#.#"), "fig"),
    trace(1000, 1000),
    torus(7, 8),
    torus(6, 9),
    torus(6),
]


def _read(made):
    """The range of a field is looked at when a problem is read, all else when it is made."""
    problem = made()
    return problem, type(problem).from_json(problem.to_json())


@pytest.mark.parametrize("made", TAKEN)
def test_the_largest_and_the_smallest_are_taken(made):
    problem, read = _read(made)
    assert read == problem


@pytest.mark.parametrize("made", NOT_TAKEN)
def test_what_is_larger_smaller_or_does_not_fit_is_refused(made):
    with pytest.raises((ValueError, msgspec.ValidationError)):
        _read(made)


def test_steps_across_a_triangle_undo_each_other():
    assert [move("triangle", (), (0, 0), (("across", count),)) for count in (1, 2, 3)] == [(0, -1), (0, 0), (0, -1)]
    assert move("triangle", (), (1, 0), (("across", 1),)) == (1, 1)


@pytest.mark.parametrize("number", range(10))
def test_worlds_are_counted_as_one_by_one(number):
    sets = [0b1010_1100, 0b0110_1010, 0b1111_0000, 0b1001_1110, 0b0010_1010]
    every = 0b0111_1111
    held = [sum(some >> world & 1 for some in sets) for world in range(7)]
    digits = binary([some & every for some in sets])
    assert at_least(number, digits, every) == sum(1 << world for world, count in enumerate(held) if count >= number)
    assert exactly(number, digits, every) == sum(1 << world for world, count in enumerate(held) if count == number)


def test_a_clue_that_speaks_of_no_number_has_0():
    assert Clue("same", ("red", "tea")) == Clue("same", ("red", "tea"), 0)
