"""Wordscapes: slots, the network of slots and words, layouts and the lists of words; kernels draw what the same draws in Python."""

from random import Random

import pytest
from drawing import samples
from msgspec.structs import replace
from slow_wordscapes import Filled, generate

from synth.generators.logic import wordscapes
from synth.generators.logic.wordscapes import LEVELS, transposed
from synth.generators.logic.wordscapes.claims import _fewest
from synth.generators.logic.wordscapes.filling import crossword
from synth.generators.logic.wordscapes.layout import lexicon
from synth.generators.solvers.search import solve
from synth.schemas.task import Discard
from synth.verifiers.logic.wordscapes import Wordscapes, slots, verify

GRID = ("cat#", "a#e#", "rant", "###o")


def test_slots_are_the_longest_stretches_of_two_or_more_open_cells():
    across, down = slots(GRID)
    assert across == [((0, 0), (0, 1), (0, 2)), ((2, 0), (2, 1), (2, 2), (2, 3))]
    assert down == [((0, 0), (1, 0), (2, 0)), ((0, 2), (1, 2), (2, 2)), ((2, 3), (3, 3))]


@pytest.mark.parametrize("words", [("cat", "cat"), ("cat", "rants"), ("cat",), ("cat", "rant", "to")])
def test_the_words_are_different_and_fit_the_slots(words):
    with pytest.raises(ValueError, match="as many and as long as the slots"):
        Wordscapes(("...#", ".#.#", "....", "###."), words, ("car", "ten", "to"))


def test_words_that_do_not_cross_as_they_should_are_ruled_out():
    filled = Filled(GRID, told=False)
    count, _, found = solve(filled.net, filled.domains(set()), 5)
    assert count == 1 and [filled.words[value] for value in found[0]] == filled.words
    assert filled.weighed(filled.domains(set())) > 0


def test_printed_letters_and_directions_leave_fewer_words():
    rows = ("one", "r#y", "ewe")
    free, told = Filled(rows, told=False), Filled(rows, told=True)
    assert solve(free.net, free.domains(set()), 5)[0] == 4
    assert solve(free.net, free.domains({(0, 1)}), 5)[0] == 2
    assert solve(told.net, told.domains(set()), 5)[0] == 1
    assert free.differing(solve(free.net, free.domains(set()), 5)[2]) == [(0, 1), (1, 0), (1, 2), (2, 1)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [1, 2, 4, 7, 10])
def test_kernels_draw_what_python_draws(level, language):
    knobs = LEVELS[level - 1]
    for seed in range(8):
        rng, twin = Random(seed), Random(seed)
        sample = wordscapes.generate(rng, knobs, language)
        assert sample == generate(twin, knobs, language) and rng.getstate() == twin.getstate()


def test_what_is_not_found_is_not_found_by_kernels_either():
    knobs = replace(LEVELS[3], luck=0.0)
    for made in (generate, wordscapes.generate):
        with pytest.raises(Discard, match="no such crossword"):
            made(Random(0), knobs, "en")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_layouts_hold_words_of_the_list_alone_each_once(language):
    known, made = lexicon(language), 0
    for number in range(40):
        found = crossword(Random(number), known, 9, 12, (4, 5) if language == "en" else (2, 4), 1, 3, 2, 1)
        if found:
            words = ["".join(found.rows[y][x] for y, x in slot) for side in slots(found.rows) for slot in side]
            assert words == [*found.across, *found.down]
            assert set(words) <= set(known.words) and len(set(words)) == len(words)
            assert all(len(row) == len(found.rows[0]) for row in found.rows) and max(len(found.rows), len(found.rows[0])) <= 12
            made += 1
    assert made > 20


@pytest.mark.parametrize("language", ["en", "zh"])
def test_words_of_the_lists_are_words(language):
    words = lexicon(language).words
    assert len(words) > 1500
    assert all(word.isascii() and word.islower() if language == "en" else all("\u4e00" <= c <= "\u9fff" for c in word) for word in words)


def test_luck_is_one_where_each_slot_has_one_word_left():
    rows = ("one", "r#y", "ewe")
    free = Filled(rows, told=False)
    assert free.luck(free.domains({(0, 0), (0, 1), (1, 0), (1, 2), (2, 1)}), 0.0) == 1
    assert free.luck(free.domains(set()), 0.0) == 1 / 8  # one of four words, and then one of two
    assert free.luck(free.domains(set()), 0.3) == 1 / 4


@pytest.mark.parametrize("level", [4, 6, 10])
def test_from_level_4_on_the_slot_that_fewest_words_fit_is_no_sure_way(level):
    problems = [sample.problem for sample in samples("logic/wordscapes", level, 40)]
    assert sum(verify(problem, _fewest(problem)).accepted for problem in problems) <= 6
    looking = sum(verify(problem, _fewest(problem, looking=True)).accepted for problem in problems)
    assert looking <= (30 if level < 9 else 10), "looking ahead along each slot across is half of solving, and going back the other half"


def test_a_mirror_image_exchanges_the_directions():
    problem = Wordscapes(("...#", ".#.#", "....", "###."), ("cat", "rant"), ("car", "ten", "to"))
    assert transposed(problem).across == ("car", "ten", "to") and transposed(transposed(problem)) == problem
