"""Laws of prompts, for every task: every phrasing states every rule, in the numbers of its problem, and nothing of the answer."""

import re
from random import Random

import pytest
from drawing import CHECKED, claims, in_language, is_whole, members, reasons, verifier_module
from wording import all_wordings

from synth.generators import registry
from synth.generators.prompts import languages, localized, render
from synth.schemas.task import DIFFICULTIES

WHOLE = {"en": "whole reply|reply as a whole|all of it is checked|everything you write", "zh": "整个回复|所有内容都会"}
"""How a prompt says that a reply is judged as it stands, without tags."""
LONGEST_MATCH = 400
"""Characters that the words of a rule may span: `a.*b` would match any `a` and `b` of the prompt."""


def test_different_problems_have_different_prompts(name, scale):
    task = registry.load(name)
    items = {s.problem for level in CHECKED for s in members(name, level, 40 * scale)}
    assert len({render(task, problem, Random(3)) for problem in items}) == len(items)


def test_prompts_state_the_form_and_not_the_answer(name, scale):
    task = registry.load(name)
    for level in DIFFICULTIES:
        for language in languages(name):
            for sample in in_language(name, level, 3, language):
                answer = localized(task, sample.answer, language)
                for _, prompt in all_wordings(task, sample.problem, language):
                    assert prompt.count("<answer>\n") == (not is_whole(name))
                    assert not is_whole(name) or re.search(WHOLE[language], prompt), f"all of the reply is judged, which is not said in\n{prompt}"
                    assert "{{" not in prompt or "{{" in sample.problem.to_json()  # brackets may be the problem itself
                    assert "{%" not in prompt and "\n\n\n" not in prompt
                    assert len(prompt) <= 12_000
                    if len(answer) >= 8 and answer in prompt and f'"{answer}"' not in sample.problem.to_json():  # no name that it gives
                        others = [other.problem for other in in_language(name, level, 8, language) if other.answer != sample.answer]
                        told = any(answer in render(task, other, Random(0), language) for other in others)
                        assert told, f"the prompt tells the answer {answer!r}, and no other prompt does:\n{prompt}"


def test_the_example_of_the_form_is_not_always_the_same(name, scale):
    """A model that has seen one example a thousand times answers with it."""
    task = registry.load(name)
    for language in languages(name) if not is_whole(name) else ():
        problem = in_language(name, 5, 1, language)[0].problem
        examples = {render(task, problem, Random(turn), language).rpartition("<answer>\n")[2] for turn in range(20)}
        assert len(examples) >= 3, f"{language}: {examples}"


def test_every_refusal_reason_has_a_rule_in_the_prompt(name):
    module, rules = verifier_module(registry.load(name)), claims(name).RULES
    named = {rule.reason for rule in rules}
    assert named <= reasons(module), "a rule stands behind one of the verifier's reasons"
    assert reasons(module) - {"format"} <= named, "an answer may not be refused for what no prompt need state"


@pytest.mark.parametrize("level", CHECKED)
def test_every_phrasing_states_every_rule(name, level, scale):
    for language in languages(name):
        for sample in in_language(name, level, 4 * scale, language):
            _states_every_rule(registry.load(name), sample.problem, claims(name).RULES, language)


def _states_every_rule(task, problem, rules, language):
    expected = [(rule, rule.words[language]) for rule in rules if rule.when(problem)]
    for phrasing, prompt in all_wordings(task, problem, language):
        for rule, words in expected:
            pattern = words(problem) if callable(words) else words
            found = re.search(pattern, prompt, re.IGNORECASE | re.DOTALL)
            assert found, f"{language}, phrasing {phrasing} does not state the rule behind {rule.reason!r}: {pattern!r} in\n{prompt}"
            assert found[0], f"{pattern!r} matches any text"
            if isinstance(words, str):
                assert len(found[0]) <= LONGEST_MATCH, f"{pattern!r} spans {len(found[0])} characters"
