"""The largest problems that verifiers of logic tasks take, and what they don't: what a ground truth says is all that bounds a verdict's
time."""

import string

import msgspec
import pytest

from synth.verifiers.logic.graph_search import GraphSearch
from synth.verifiers.logic.knights_and_knaves import Is, KnightsAndKnaves
from synth.verifiers.logic.kukurasu import Kukurasu
from synth.verifiers.logic.math_path import MathPath
from synth.verifiers.logic.mathador import Mathador
from synth.verifiers.logic.minesweeper import Minesweeper
from synth.verifiers.logic.norinori import Norinori
from synth.verifiers.logic.number_wall import NumberWall
from synth.verifiers.logic.numbrix import Numbrix
from synth.verifiers.logic.object_counting import Note, ObjectCounting
from synth.verifiers.logic.object_counting import Step as Event
from synth.verifiers.logic.object_counting.events import Get, Give, Match
from synth.verifiers.logic.object_properties import ObjectProperties
from synth.verifiers.logic.object_properties.changes import Exchange, Grow, Step, Trait, Turn
from synth.verifiers.logic.operation import Case, Operation, Operator
from synth.verifiers.logic.ordering_puzzle import THINGS, Apart, At, Before, OrderingPuzzle
from synth.verifiers.logic.skyscraper_puzzle import SkyscraperPuzzle
from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning
from synth.verifiers.logic.space_reasoning.logs import Landmark, Walker
from synth.verifiers.logic.star_placement_puzzle import StarPlacementPuzzle
from synth.verifiers.logic.sudoku import Sudoku
from synth.verifiers.logic.survo import Survo
from synth.verifiers.logic.word_sorting import WordSorting
from synth.verifiers.logic.word_sorting_mistake import WordSortingMistake
from synth.verifiers.logic.wordscapes import Wordscapes

PLUS = (Operator(3, (Case(("x", "y", "+")),)),)
BALLS = (("cube", "ball"), ("red", "blue"))
SIZES = (*BALLS, ("small", "medium", "large"))


def square(kind, sign, size):
    return lambda: kind((sign * size,) * size)


def counting(*notes, event=None):
    return lambda: ObjectCounting(("Mei", "Ivan"), ("apple", "saw"), (3, 2, 0, 4), (Event(event or Get(0, 0, 2)),), (0,), "fruit", notes)


def objects(change, words=BALLS):
    return lambda: ObjectProperties(words, (((0,) * len(words), 5),), (Step(change),), (Trait(0, 0, True),))


def computed(text):
    return lambda: Operation(PLUS, tuple(text.split()), False, ("◆",))


def runners(*clues):
    return lambda: OrderingPuzzle("race", tuple(THINGS["race"])[:14], clues)


def graph(vertices, goals):
    """From vertex 1 an edge to every other."""
    return lambda: GraphSearch("reach", (*((1, v) for v in range(2, vertices)), (vertices, 1)), 1, goals)


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
    square(Norinori, "A", 12),
    square(Norinori, "A", 3),
    square(NumberWall, ".", 3),
    lambda: Numbrix(((1, 0, 0), (0, 0, 0), (0, 0, 9))),
    lambda: Kukurasu((6,) * 3, (-1,) * 3),
    lambda: Minesweeper(("000",) * 3, 0, "safe"),
    square(NumberWall, ".", 10),
    lambda: Numbrix(((100, *(0,) * 9), *((0,) * 10,) * 9)),
    lambda: Kukurasu((55,) * 10, (-1,) * 10),
    lambda: Mathador((1, 1, 99, 99, 99), 999),
    lambda: Minesweeper(("0" * 16,) * 16, 0, "mines"),
    lambda: MathPath(f"{'1 + ' * 23}1? = 1"),
    lambda: KnightsAndKnaves(tuple(f"X{letter}" for letter in string.ascii_lowercase[:14]), (((13,), Is(13, True)),)),
    counting(Note(0, True, 1, 1, 99), Note(1, False, 0, 0, 2)),
    counting(event=Match(0, 0, 0, 1)),
    objects(Turn((), 1, 1)),
    objects(Exchange((Trait(0, 0, True),), 1, 0, 1)),
    objects(Grow((Trait(0, 0, True),), True), SIZES),
    computed("100 * 100 * 100 * 100 * 100 * 100"),
    computed("( 0 - 100 ) * 100 * 100 * 100 * 100 * 100"),
    runners(Before(13, 0, False), At(0, (14,), True), Apart(0, 1, 13, True)),
    graph(99, (*range(2, 15), 99)),
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
    square(Norinori, "A", 13),
    square(Norinori, "A", 2),
    lambda: Norinori(("AAA", "AAA", "AAB")),
    square(NumberWall, ".", 11),
    square(NumberWall, ".", 2),
    lambda: Numbrix(((1, 0), (0, 0))),
    lambda: Kukurasu((3,) * 2, (3,) * 3),
    lambda: Minesweeper(("00",) * 2, 0, "safe"),
    lambda: NumberWall(("...", "...", "....")),
    lambda: Numbrix(((101, *(0,) * 9), *((0,) * 10,) * 9)),
    lambda: Numbrix(((10, 0, 0), (0, 0, 0), (0, 0, 0))),
    lambda: Numbrix(((1, 0, 0), (0, 0, 0), (0, 0, 1))),
    lambda: Numbrix(((1, 0, 0), (0, 0, 0), (0, 0))),
    lambda: Kukurasu((56,) * 10, (-1,) * 10),
    lambda: Kukurasu((1,) * 11, (1,) * 10),
    lambda: Mathador((1, 1, 1, 1, 100), 999),
    lambda: Mathador((1, 1, 1, 1, 1), 1000),
    lambda: Minesweeper(("0" * 16,) * 15 + ("0" * 15,), 0, "mines"),
    lambda: MathPath("1 + 1 = 2"),
    lambda: MathPath("1 + 1? ="),
    lambda: MathPath("(1 + 1? = 12"),
    lambda: MathPath("1? = 12 = 12"),
    lambda: KnightsAndKnaves(tuple(f"X{letter}" for letter in string.ascii_lowercase[:15]), (((13,), Is(13, True)),)),
    lambda: KnightsAndKnaves(("Mei", "Mei"), (((1,), Is(1, True)),)),
    lambda: KnightsAndKnaves(("Mei", "Ivan"), (((1, 1), Is(1, True)),)),
    counting(Note(0, True, 1, 2, 40)),
    counting(Note(0, True, 2, 1, 40)),
    counting(Note(1, True, 1, 1, 40), Note(0, True, 1, 1, 40)),
    counting(Note(2, True, 1, 1, 40)),
    counting(Note(0, True, 1, 1, 100)),
    counting(event=Match(0, 0, 0, 0)),
    counting(event=Give(1, 1, 1, 2)),
    objects(Turn((), 1, 2)),
    objects(Turn((), 2, 0)),
    objects(Exchange((), 1, 1, 1)),
    objects(Exchange((Trait(1, 0, True),), 1, 0, 1)),
    objects(Grow((), True)),
    objects(Grow((Trait(2, 0, True),), True), SIZES),
    computed("101 * 100 * 100 * 100 * 100 * 100"),
    computed("( 0 - 101 ) * 100 * 100 * 100 * 100 * 100"),
    computed("1 2 @0"),
    computed("1 ( @0 2 )"),
    computed("1 @0 @0 2"),
    runners(Before(14, 0, False)),
    runners(At(0, (15,), True)),
    runners(Before(0, 0, False)),
    runners(Apart(0, 1, 2, False)),
    graph(100, (*range(2, 15), 100)),
    graph(99, (*range(2, 16), 99)),
    graph(99, (2, 3)),
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
