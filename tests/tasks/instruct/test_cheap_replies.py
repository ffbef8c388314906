"""Thirty replies that cost nothing, to requests of every family."""

from random import Random

import pytest
from drawing import in_language

from synth.generators.instruct import _claims
from synth.generators.prompts import render
from synth.generators.registry import load

LOREM = " ".join(_claims.LATIN) + "."


def concerns(name):
    return name.startswith("instruct/")


def cheap(problem, prompt):
    """Replies that cost nothing, from a prompt and its details."""
    facts = _claims.details(problem) or (prompt[:9], prompt[20:30], prompt[-12:])
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
def test_cheap_replies_never_pass(name, language):
    task, tried, passed = load(name), 0, 0
    for level in (1, 2, 5, 10):
        for number, sample in enumerate(in_language(name, level, 8, language)):
            replies = list(cheap(sample.problem, render(task, sample.problem, Random(number), language)))
            assert len(replies) >= 30
            tried += len(replies)
            passed += sum(task.verify(sample.problem, reply).accepted for reply in replies)
    assert passed <= 0.005 * tried
