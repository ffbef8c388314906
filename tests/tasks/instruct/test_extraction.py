"""Extractions: lists by hand, near misses, and both routes on what is nearly right."""

import json
from itertools import islice
from random import Random

import pytest
from drawing import in_language, oracle
from msgspec.structs import replace

from synth.generators.instruct._compose import edited
from synth.generators.instruct.extraction import _plain
from synth.generators.registry import load
from synth.verifiers.instruct import extraction
from synth.verifiers.instruct._letters import LetterCount, NumberCount
from synth.verifiers.instruct._marks import MarkCount
from synth.verifiers.instruct._words import WordLength
from synth.verifiers.instruct.extraction import Extraction, cased, items

NAME = "instruct/extraction"
PLAIN = Extraction("en", "Bees hum, at 9. No one saw the cat! At 12 the bees left, all 3.", "sentences", ())
WORDS = replace(PLAIN, unit="words")


@pytest.mark.parametrize(
    ("problem", "wanted"),
    [
        (PLAIN, ["Bees hum, at 9.", "No one saw the cat!", "At 12 the bees left, all 3."]),
        (replace(PLAIN, given=(MarkCount(1, mark=","), NumberCount(2))), ["At 12 the bees left, all 3."]),
        (replace(PLAIN, given=(MarkCount(1, mark="!"), NumberCount(2)), either=True, pick="last", size=2), ["the cat", "all 3"]),
        (replace(PLAIN, order="alphabet"), ["At 12 the bees left, all 3.", "Bees hum, at 9.", "No one saw the cat!"]),
        (replace(PLAIN, order="length", falling=True, most=1), ["At 12 the bees left, all 3."]),
        (replace(PLAIN, order="length", pick="first"), ["Bees", "No", "At"]),
        (replace(PLAIN, order="reverse", pick="first"), ["At", "No", "Bees"]),
        (replace(WORDS, given=(LetterCount(1, letter="a"),)), ["at", "saw", "cat", "all"]),
        (replace(WORDS, given=(WordLength(4),)), ["Bees", "left"]),
        (replace(WORDS, given=(WordLength(0, 2),), order="alphabet"), ["12", "3", "9", "at", "No"]),
        (replace(WORDS, given=(WordLength(0, 2),), order="length"), ["9", "3", "at", "No", "12"]),
    ],
)
def test_what_is_wanted(problem, wanted):
    assert items(problem) == wanted
    assert oracle(NAME).check(json.loads(problem.to_json()), "\n".join(wanted))


def test_no_two_sentences_that_are_sorted_begin_with_one_word():
    """Also where words are picked of them afterwards, or only the first of them are kept."""
    told = "On Monday bees hum. On Sunday no cat came. At noon it rained. Who knows."
    for change in ({"pick": "last", "size": 2}, {"most": 2}, {}):
        problem = replace(PLAIN, text=told, order="alphabet", **change)
        assert not _plain(problem, items(problem))
    apart = replace(PLAIN, text=told.replace("On Sunday", "Since Sunday"), order="alphabet", pick="last", size=1)
    assert _plain(apart, items(apart))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [2, 5, 8, 10])
def test_near_misses_break_one_thing_and_both_routes_agree(language, level):
    task, judge, reasons = load(NAME), oracle(NAME), set()
    for number, sample in enumerate(in_language(NAME, level, 30, language)):
        loose = json.loads(sample.problem.to_json())
        broken = task.corrupt(sample.problem, sample.answer, Random(number))
        kept = extraction.components(sample.problem, broken)
        assert not kept["format"] or list(kept.values()).count(False) == 1
        for text in islice(edited(Random(number), sample.answer), 8):
            verdict = task.verify(sample.problem, text)
            assert verdict.accepted == judge.check(loose, text), text
            reasons.add(verdict.reason)
    assert len(reasons) >= 3


def test_letters_that_are_asked_for_are_other_ones_than_those_of_the_text():
    """Words in small letters throughout were mostly written so already."""
    for sample in in_language(NAME, 10, 60, "en"):
        problem = sample.problem
        if problem.case:
            assert any(cased(problem, item) != item for item in items(problem))
