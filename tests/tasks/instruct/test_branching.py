"""Branching: the note decides, by the verifier as by the independent route, and the other branch is broken."""

import json
from random import Random

import pytest
from drawing import in_language

from synth.generators.instruct import _say
from synth.generators.registry import load
from synth.pipelines.oracles.instruct._checks import holds, in_force
from synth.pipelines.oracles.instruct._reading import plain
from synth.verifiers.instruct import branching
from synth.verifiers.instruct._case import Upper
from synth.verifiers.instruct._letters import NumberCount
from synth.verifiers.instruct._links import Longer
from synth.verifiers.instruct._marks import MarkCount
from synth.verifiers.instruct._order import Ascending, Openings
from synth.verifiers.instruct._rules import AsGiven, Case, IfGiven, resolved
from synth.verifiers.instruct._text import Text, reply

NAME = "instruct/branching"
CASES = [(language, level) for language in ("en", "zh") for level in (1, 4, 7, 10)]


@pytest.mark.parametrize(("language", "level"), CASES)
def test_both_routes_take_the_same_branch(language, level):
    for sample in in_language(NAME, level, 30, language):
        problem = sample.problem
        loose = in_force([json.loads(rule.to_json()) for rule in problem.rules], problem.note, language)
        chosen = resolved(problem.rules, Text(problem.note, language))
        assert [rule["kind"] for rule in loose] == [rule.kind for rule in chosen]
        assert all(holds(rule, plain(sample.answer), language) for rule in loose)


@pytest.mark.parametrize(("language", "level"), CASES)
def test_the_text_breaks_the_rules_of_branches_that_are_not_taken(language, level):
    for sample in in_language(NAME, level, 30, language):
        text, note = reply(sample.answer, language), Text(sample.problem.note, language)
        for rule in sample.problem.rules:
            if isinstance(rule, IfGiven):
                others = [one for one in (*(case.rule for case in rule.cases), rule.otherwise) if one is not rule.chosen(note)]
                assert others and not any(one.holds(text) for one in others)


@pytest.mark.parametrize(("language", "level"), CASES)
def test_a_near_miss_breaks_one_constraint(language, level):
    task = load(NAME)
    for number, sample in enumerate(in_language(NAME, level, 20, language)):
        broken = task.corrupt(sample.problem, sample.answer, Random(number))
        assert list(branching.components(sample.problem, broken).values()).count(False) == 1


@pytest.mark.parametrize(
    ("of", "number"), [("numbers", 2), ("questions", 1), ("commas", 1), ("sentences", 3), ("paragraphs", 2), ("lines", 2)]
)
def test_what_is_counted_in_a_note(of, number):
    note = "In 12 days, or 13? No.\n\nYes!"
    kept = "\n".join(["- so"] * (number + 1))
    check = AsGiven("bullets", of, 1)
    loose = json.loads(check.to_json())
    assert check.chosen(Text(note, "en")).holds(Text(kept, "en"))
    assert holds(in_force([loose], note, "en")[0], kept, "en")


@pytest.mark.parametrize(("either", "joint"), [(False, "，并且"), (True, "，或者")])
def test_conditions_on_a_note_are_joined_in_chinese_as_an_author_joins_them(either, joint):
    comma, longer, openings = MarkCount(1, mark="，"), Longer("sentences", 5, 6), Openings("sentences")
    assert _say.conditions((longer,), either, Random(1), "zh").startswith("的第五句比")
    for second, said in ((longer, "第五句比第六句字数多"), (openings, "其中任意两句"), (comma, "含有逗号")):
        assert f"{joint}{said}" in _say.conditions((comma, second), either, Random(1), "zh")


NUMBERED = (
    (NumberCount(2, 3), True),
    (NumberCount(1), False),  # some, or none: nobody has to know where one ends
    (NumberCount(0, 0), False),
    (Ascending("sentences"), True),
    (AsGiven("lines", "numbers"), True),
    (AsGiven("lines", "commas"), False),
    (MarkCount(2, mark=","), False),
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("check", "told"), NUMBERED)
def test_requests_say_what_a_number_is_where_it_matters(check, told, language):
    """A telephone number in a note, 555-0142, is two numbers, as the verifier counts."""
    assert ("numbers" in _say.units([check])) == ("numbers" in _say.units([IfGiven((Case((check,), Upper()),), Upper())])) == told
    assert "10:30" in _say.note("numbers", Random(1), language)
    assert NumberCount(2, 2).holds(Text("10:30", "en"))
