"""Laws of languages, for every task and every language that it has prompts in: a puzzle is the same puzzle in all of them, its prompt is
written in one of them alone, and answers are read in each whatever the prompt's language was."""

import re
from random import Random

import pytest
from drawing import CHECKED, in_language, members, stream, verifier_module
from wording import all_wordings

from synth.generators import registry
from synth.generators.prompts import in_identifiers, languages, localized, phrasings
from synth.pipelines.run.produce import family, has_steps
from synth.verifiers import verify_trace

LANGUAGES = ("en", "zh")
FEWEST_PHRASINGS = {"en": 4, "zh": 2}
CJK = "\u3400-\u9fff"
HALF_WIDTH = re.compile(rf"[{CJK}][,;:?!]|[,;:?!][{CJK}]")
LATIN = re.compile(r"[A-Za-z]{2,}")
ALONE = re.compile(r"(?<![A-Za-z])[a-z](?![A-Za-z])")
"""A letter by itself is a name of the problem's, and two of them side by side are their product: kx."""
IN_ALL_LANGUAGES = {"CSV", "DIV", "JSON", "Markdown", "answer", "kg", "mod", "mol", "Python"}
"""Latin words that any prompt may hold: the tag, a sign of mathematics, units, names, and an error value of spreadsheets."""
CODE = re.compile(r"```(?:python|sql|text)\n.*?```|`[^`\n]*`|</?(?:table|t[rdh])[^<>]*>", re.DOTALL)
"""Programs, what is quoted of them, and the tags of a table are in no language of people."""


def translated(name):
    return [language for language in languages(name) if language != "en"]


def test_every_language_is_a_known_one(name):
    assert set(languages(name)) <= set(LANGUAGES) and "en" in languages(name)
    assert set(registry.load(name).words) <= set(translated(name)), "words of a language that has no prompts"
    for language in languages(name):
        assert len(phrasings(name, language)) >= FEWEST_PHRASINGS[language]


def test_a_prompt_is_in_one_language(name, scale):
    """No English word in a Chinese prompt, but for what the problem itself is made of; no Chinese sign in an English one."""
    task = registry.load(name)
    for level in CHECKED:
        for sample in members(name, level, 3 * scale):
            assert not any(re.search(f"[{CJK}]", prompt) for _, prompt in all_wordings(task, sample.problem))
        for language in translated(name):
            for sample in in_language(name, level, 3 * scale, language):
                _has_no_english(task, sample.problem, language)


def _has_no_english(task, problem, language):
    text = problem.to_json().replace("\\n", " ")  # or a line's first word would begin with an n
    keys = "|".join(problem.__struct_fields__)  # no words of the problem, unless they stand in its values too, as a variable `line` does
    own = set(LATIN.findall(re.sub(rf'"(?:{keys})":', "", text))) - set(task.words.get(language, {}))
    in_capitals = any(word.isupper() for word in own)  # texts of letters: so are those of the examples
    for phrasing, prompt in all_wordings(task, problem, language):
        foreign = set(LATIN.findall(CODE.sub("", prompt))) - own - IN_ALL_LANGUAGES
        names = set(ALONE.findall(prompt))
        foreign = {word for word in foreign if not (in_capitals and word.isupper()) and not (len(word) == 2 and names.issuperset(word))}
        assert not foreign, f"{language}, phrasing {phrasing}: {sorted(foreign)} in\n{prompt}"
        half = HALF_WIDTH.search(prompt)
        assert not half, f"{language}, phrasing {phrasing}: half-width {half[0]!r} in\n{prompt}"


@pytest.mark.parametrize("level", CHECKED)
def test_an_answer_is_right_or_wrong_in_every_language(name, level, scale):
    """The reference answer passes in the words of every language, a wrong one in none."""
    task = registry.load(name)
    for language in translated(name):
        for number, sample in enumerate(in_language(name, level, 20 * scale, language)):
            answer = localized(task, sample.answer, language)
            assert in_identifiers(task, answer, language) == sample.answer
            assert answer == sample.answer or "; " not in answer
            wrong = task.corrupt(sample.problem, sample.answer, Random(number))
            assert task.verify(sample.problem, answer).accepted, answer
            corrupted = task.corrupt(sample.problem, answer, Random(number))  # as the self-check of a row does
            assert not task.verify(sample.problem, corrupted).accepted, corrupted
            assert not task.verify(sample.problem, localized(task, wrong, language)).accepted, wrong


@pytest.mark.parametrize("level", CHECKED)
def test_steps_are_asked_for_and_shown_in_the_prompt_s_language(name, level):
    """Where steps can be checked, a row's prompt says how to write them in its language, and its worked solution is accepted."""
    task = registry.load(name)
    for language in translated(name) if has_steps(name) else ():
        of = stream(name, level)._replace(languages=((language, 1.0),), with_steps=True)
        for row in family(of, 0):
            whole, truth = row["trajectory"][0]["content"], row["reward_model"]["ground_truth"]
            assert verify_trace(f"synth/{task.name}", whole, truth)
            assert not verify_trace(f"synth/{task.name}", row["extra_info"]["rejected"], truth)
            own = set(LATIN.findall(truth))  # a program is in no language of people
            prompt = CODE.sub("", row["prompt"][0]["content"])
            assert set(re.findall(r"[A-Z]?[a-z]{5,}", prompt)) - own <= IN_ALL_LANGUAGES


def test_words_are_the_same_both_ways(name):
    """No two identifiers share a word, and none is part of another where that could be read as two."""
    for language, words in registry.load(name).words.items():
        assert len(set(words.values())) == len(words), f"{language}: two identifiers with one word"
        assert not any(re.search("[A-Za-z]", word) for word in words.values()), f"{language}: an English word"


def test_examples_are_in_every_language(name):
    """Answers as models write them in the language: at least five that pass, three that do not."""
    examples = verifier_module(registry.load(name)).EXAMPLES
    for _ in translated(name):
        chinese = [(answer, reason) for _, answer, reason in examples if re.search(f"[{CJK}]", answer)]
        right = [answer for answer, reason in chinese if not reason]
        assert len(right) >= 5 and len(chinese) - len(right) >= 3, f"{len(right)} right and {len(chinese) - len(right)} wrong answers in Chinese"
