"""Free texts: witnesses, near misses and cheap replies."""

import re
from random import Random

import pytest
from drawing import in_language

from synth.generators.registry import ROOT, load
from synth.verifiers import components
from synth.verifiers.instruct import free_text

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
