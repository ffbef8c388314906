"""Free texts: witnesses, near misses and cheap replies."""

import re
from random import Random

import pytest
from drawing import in_language

from synth.generators.instruct import _say
from synth.generators.registry import ROOT, load
from synth.verifiers import components
from synth.verifiers.instruct import free_text
from synth.verifiers.instruct._layout import Numbered
from synth.verifiers.instruct._letters import InitialCount, NumberCount
from synth.verifiers.instruct._links import SameCount
from synth.verifiers.instruct._rules import Each, Where
from synth.verifiers.instruct._text import Text
from synth.verifiers.instruct._words import WordCount

NAME = "instruct/free_text"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [1, 3, 5, 8, 10])
def test_a_near_miss_breaks_one_constraint(language, level):
    task = load(NAME)
    for number, sample in enumerate(in_language(NAME, level, 30, language)):
        assert all(free_text.components(sample.problem, sample.answer).values())
        broken = task.corrupt(sample.problem, sample.answer, Random(number))
        kept = free_text.components(sample.problem, broken)
        assert list(kept.values()).count(False) == 1, kept


def test_components_of_a_completion():
    problem, answer, _ = free_text.EXAMPLES[0]
    truth = problem.to_json()
    kept = {"1 own_sentences": True, "2 no_repeated_run": True, "3 unit_count": True}
    assert components("synth/instruct/free_text", f"<think>Let me see.</think>{answer}<|im_end|>", truth) == kept
    assert components("synth/instruct/free_text", f"Sure, here it is. {answer}", truth) == kept | {"3 unit_count": False}
    assert not any(components("synth/instruct/free_text", f"<think>{answer}", truth).values())
    with pytest.raises(LookupError, match="no components"):
        components("synth/logic/game_of_24", "1", "{}")


def test_details_of_scenes_agree_with_their_verbs():
    """`two stubborn cows was the cause`: what may be more than one is not the subject of a verb in the singular."""
    details, checked = "", 0
    for line in (ROOT / "instruct/_scenes_en.md").read_text("utf-8").split("\n"):
        if line.startswith("- "):
            details = line
        elif re.search(r"(?:^  |\bthat |\b[Ss]ince \w+ ){} (?:was|is|has)\b", line):
            checked += 1
            assert not re.search(r"(?:^- |; )(?:two|three|<)", details), (details, line)
    assert checked


ONE = (
    (InitialCount(0, 1, letter="h"), "Use at most one word that begins with H."),
    (InitialCount(1, letter="h"), "Use at least one word that begins with H."),
    (InitialCount(2, 3, letter="h"), "Use between 2 and 3 words that begin with H."),
    (SameCount("sentences", 1, "words", "lines", 1), "The first sentence must have 1 more word than there are lines in the whole text."),
    (SameCount("sentences", 1, "words", "lines", 2), "The first sentence must have 2 more words than there are lines in the whole text."),
)


@pytest.mark.parametrize(("check", "said"), ONE)
def test_one_word_is_no_plural(check, said):
    assert said in {_say.sentence(check, Random(number), "en") for number in range(12)}


@pytest.mark.parametrize(("language", "said"), [("en", "There must be lines of both kinds."), ("zh", "两种行都要有。")])
def test_a_rule_for_lines_of_two_kinds_asks_for_both(language, said):
    """A text in which every line has a number is refused, which the rules did not say."""
    check = Where("lines", NumberCount(1), WordCount(0, 9), WordCount(0, 8))
    assert _say.sentence(check, Random(1), language).endswith(said)
    assert not check.holds(Text("Come at 5.\nBring 6.", language))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_number_of_an_item_is_no_part_of_it(language):
    assert "numbered" in _say.units([Numbered("dot")])
    assert "numbered" in _say.units([Each("numbered", NumberCount(1))])
    assert "numbered" not in _say.units([Each("bullets", NumberCount(1))])
    assert _say.note("numbered", Random(1), language)
    assert not Each("numbered", NumberCount(1)).holds(Text("1. Come in.", language))
