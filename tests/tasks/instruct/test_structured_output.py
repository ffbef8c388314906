"""Structured outputs: what breaks them, in each layout, and questions to records by hand."""

import json
import re
from itertools import islice
from random import Random

import pytest
from drawing import in_language, oracle
from msgspec.structs import replace

from synth.generators.instruct._compose import edited
from synth.generators.instruct._things import themes
from synth.generators.registry import load
from synth.pipelines.oracles.instruct import _records as independent
from synth.verifiers.instruct import structured_output
from synth.verifiers.instruct._records import Condition, Query, Record

NAME = "instruct/structured_output"
THINGS = (
    Record("a", "red", 5, "2031-05-14", True),
    Record("b", "blue", None, "2029-01-02", False),
    Record("c", "red", 3, "2030-12-31", False),
    Record("d", "green", 9, "2031-05-15", True),
)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (Query(), "abcd"),
        (Query((Condition("choice", "is", "red"),)), "ac"),
        (Query((Condition("choice", "not", "red"),)), "bd"),
        (Query((Condition("flag", "is", "false"),)), "bc"),
        (Query((Condition("number", "above", "3"),)), "ad"),
        (Query((Condition("number", "not", "3"),)), "ad"),
        (Query((Condition("date", "below", "2031-05-14"),)), "bc"),
        (Query((Condition("date", "above", "2030-12-31"), Condition("choice", "is", "red"))), "a"),
        (Query((Condition("number", "below", "4"), Condition("choice", "is", "blue")), either=True), "bc"),
        (Query(by="date"), "bcad"),
        (Query(by="number", falling=True), "dacb"),
        (Query(by="number", most=2), "ca"),
    ],
)
def test_questions_to_records(query, names):
    assert "".join(one.name for one in query.selected(THINGS)) == names
    loose = [json.loads(one.to_json()) for one in THINGS]
    assert "".join(one["name"] for one in independent.chosen(loose, json.loads(query.to_json()))) == names


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [2, 5, 8, 10])
def test_near_misses_break_one_thing_and_both_routes_agree(language, level):
    task, judge, layouts, reasons = load(NAME), oracle(NAME), set(), set()
    for number, sample in enumerate(in_language(NAME, level, 40, language)):
        loose, layout = json.loads(sample.problem.to_json()), sample.problem.layout
        layouts.add(layout)
        broken = task.corrupt(sample.problem, sample.answer, Random(number))
        kept = structured_output.components(sample.problem, broken)
        assert not kept["format"] or list(kept.values()).count(False) == 1
        for text in islice(edited(Random(number), sample.answer), 6):
            verdict = task.verify(sample.problem, text)
            assert verdict.accepted == judge.check(loose, text), text
            reasons.add(verdict.reason)
    assert layouts >= {"map", "groups"} or level < 5
    assert len(layouts) >= 4 and len(reasons) >= 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"boat": "Tern", "berths": null, "for sale": 0}, {"boat": "Heron", "berths": 4, "for sale": 1}]', "values"),
        ('[{"boat": "Tern", "berths": NaN, "for sale": false}, {"boat": "Heron", "berths": 4, "for sale": true}]', "format"),
        (
            '[{"boat": "Tern", "berths": null, "for sale": false, "for sale": false}, {"boat": "Heron", "berths": 4, "for sale": true}]',
            "format",
        ),
        ('[{"berths": null, "boat": "Tern", "for sale": false}, {"boat": "Heron", "berths": 4, "for sale": true}]', "keys"),
        ('[{"boat": "Tern", "berths": null, "for sale": false}, {"boat": "Heron", "berths": 4.0, "for sale": true}]', "values"),
        ('{"boats": [{"boat": "Tern", "berths": null, "for sale": false}]}', "format"),
        ("[" * 9_000, "format"),
        ("[1, 2]", "format"),
        ("[]", "rows"),
    ],
)
def test_json_that_is_nearly_right(text, reason):
    problem, _, _ = structured_output.EXAMPLES[0]
    assert structured_output.verify(problem, text).reason == reason
    assert not oracle(NAME).check(json.loads(problem.to_json()), text)


@pytest.mark.parametrize("value", ["-3", "³", "", "three"])
def test_a_number_to_compare_with_is_digits(value):
    with pytest.raises(ValueError, match="a number is digits"):
        Condition("number", "above", value)


@pytest.mark.parametrize("theme", sorted(themes("en")))
def test_no_noun_follows_a_choice(theme):
    """`the south room` for "the room": whether the room is `south` or `south room` nobody can tell."""
    behind = {found for telling in themes("en")[theme].tellings for found in re.findall(r"\{choice\}( \w+)?", telling)}
    assert behind <= {"", " and", " have"}


def test_names_and_choices_are_told_in_chinese_without_signs_or_nouns_of_their_own():
    """`《茶的故事》` and `诗歌类`: whether the marks and the noun belong to what is copied nobody can tell."""
    tellings = [telling for theme in themes("zh").values() for telling in theme.tellings]
    assert [telling for telling in tellings if re.search(r"《\{name\}|\{choice\}类", telling)] == []


@pytest.mark.parametrize("level", [4, 7, 9, 10])
def test_no_part_of_a_question_is_idle(level):
    """One condition in seven changed nothing among the first entries, which alone are asked for."""
    for sample in in_language(NAME, level, 40, "en"):
        query, things = sample.problem.query, sample.problem.records
        kept = query.selected(things)
        for at in range(len(query.conditions)):
            assert replace(query, conditions=query.conditions[:at] + query.conditions[at + 1 :]).selected(things) != kept
        assert replace(query, by="number" if query.by == "date" else "date").selected(things) != kept
