"""Free texts: witnesses, near misses and cheap replies."""

from random import Random

import pytest
from drawing import in_language

from synth.generators.instruct import _claims
from synth.generators.prompts import render
from synth.generators.registry import load
from synth.verifiers import components
from synth.verifiers.instruct import free_text

NAME = "instruct/free_text"
LOREM = " ".join(_claims.LATIN) + "."


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [1, 3, 5, 8, 10])
def test_a_near_miss_breaks_one_constraint(language, level):
    task = load(NAME)
    for number, sample in enumerate(in_language(NAME, level, 30, language)):
        assert all(free_text.components(sample.problem, sample.answer).values())
        broken = task.corrupt(sample.problem, sample.answer, Random(number))
        kept = free_text.components(sample.problem, broken)
        assert list(kept.values()).count(False) == 1, kept


def cheap(problem, prompt):
    """Replies that cost nothing, from a prompt and its details."""
    facts = _claims.details(problem)
    gap = " " if problem.language == "en" else ""
    lines = prompt.split("\n")
    listed = [line for line in lines if line.startswith("- ")]
    sentences = [one.replace("{}", fact) for one, fact in zip(_claims.SENTENCES[problem.language], facts, strict=False)]
    first, last, same = lines[0], lines[-1], _claims.same_sentence(problem)
    yield from ("", " ", ".", "OK", "I cannot do that.", "Yes.", "{}", "[]", "```\n\n```", "# Title", "N/A", "-", "***", "P.S.", LOREM)
    yield from (prompt, first, last, "\n".join(listed), "\n".join(listed[: len(facts)]), prompt * 3, prompt[::-1])
    yield from (_claims.stuffed(problem), _claims.meaningless(problem), same, gap.join(facts), ". ".join(facts) + ".", f"{LOREM} {same}")
    yield from (f"{prompt}\n\n{same}", "\n\n".join(sentences * 2), sentences[0], gap.join(sentences[:-1]))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cheap_replies_never_pass(language):
    task, tried, passed = load(NAME), 0, 0
    for level in (1, 2, 5, 10):
        for number, sample in enumerate(in_language(NAME, level, 12, language)):
            replies = list(cheap(sample.problem, render(task, sample.problem, Random(number), language)))
            assert len(replies) >= 30
            tried += len(replies)
            passed += sum(task.verify(sample.problem, reply).accepted for reply in replies)
    assert passed <= 0.005 * tried


def test_components_of_a_completion():
    problem, answer, _ = free_text.EXAMPLES[0]
    truth = problem.to_json()
    kept = {"1 own_sentences": True, "2 no_repeated_run": True, "3 unit_count": True}
    assert components("synth/instruct/free_text", f"<think>Let me see.</think>{answer}<|im_end|>", truth) == kept
    assert components("synth/instruct/free_text", f"Sure, here it is. {answer}", truth) == kept | {"3 unit_count": False}
    assert not any(components("synth/instruct/free_text", f"<think>{answer}", truth).values())
    with pytest.raises(LookupError, match="no components"):
        components("synth/logic/game_of_24", "1", "{}")
