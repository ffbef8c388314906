"""The words, English and Chinese: enough of them, in one form, none that a list could swallow; and the keys against a slow twin."""

from random import Random

import pytest
import slow_word_sorting

from synth.generators.logic.word_sorting import LEVELS, Knobs, generate
from synth.generators.logic.word_sorting.lexicon import WORDS, WORDS_ZH
from synth.schemas.task import Discard
from synth.verifiers.logic.word_sorting import JOINTS, alphabet, arrange, in_order, verify
from synth.verifiers.parsers.text import plain


def test_words_are_plain_and_safe_in_a_list():
    comment, *words = WORDS.read_text("ascii").splitlines()
    assert "CC0-1.0" in comment
    assert words == sorted(set(words))
    assert len(words) >= 3_000
    assert not JOINTS & set(words)
    for word in words:
        assert word.isalpha()
        assert word.islower()
        assert 3 <= len(word) <= 12
        assert plain(f"{word} pear") == f"{word} pear", "not a lead-in that is taken off"


def test_chinese_words_are_told_apart_by_their_pinyin():
    comment, *lines = WORDS_ZH.read_text("utf-8").splitlines()
    assert "CC0-1.0" in comment
    words, pinyin = zip(*(line.split() for line in lines), strict=True)
    assert list(pinyin) == sorted(set(pinyin)) and len(set(words)) == len(words) >= 500
    for word, spelling in zip(words, pinyin, strict=True):
        assert all("\u4e00" <= sign <= "\u9fff" for sign in word)
        assert spelling.isalpha() and spelling.isascii() and spelling.islower()
        assert len(word) <= len(spelling) <= 6 * len(word), "one syllable a character, of one to six letters"


@pytest.mark.parametrize("level", range(10))
def test_chinese_problems_sort_chinese_words_by_their_pinyin(level):
    for seed in range(12):
        problem = (sample := generate(Random(seed), LEVELS[level], "zh")).problem
        spelt = dict(zip(problem.pinyin, problem.words, strict=True))
        order = arrange(problem.pinyin, alphabet(problem.steps), problem.keys)
        assert sample.answer == "，".join(spelt[word] for word in order) == "，".join(in_order(problem))
        for between in ("、", "\n", " → "):
            assert verify(problem, between.join(sample.answer.split("，"))).accepted
        assert not verify(problem, "，".join(problem.words)).accepted


@pytest.mark.parametrize("level", range(10))
def test_the_order_differs_from_the_lazy_ones(level):
    for seed in range(20):
        sample = generate(Random(seed), LEVELS[level])
        problem, answer = sample.problem, sample.answer.split(", ")
        ordinary = "abcdefghijklmnopqrstuvwxyz"
        assert answer == arrange(problem.words, alphabet(problem.steps), problem.keys)
        assert answer not in (
            list(problem.words),
            sorted(problem.words),
            sorted(problem.words, reverse=True),
            arrange(problem.words, ordinary, problem.keys),
        )


@pytest.mark.parametrize("level", range(10))
def test_each_stated_change_and_each_key_matters(level):
    """Whoever leaves one out gets another order, even where ties stay as the words are shown."""
    for seed in range(12):
        sample = generate(Random(seed), LEVELS[level])
        problem, answer = sample.problem, sample.answer.split(", ")
        for place, step in enumerate(problem.steps):
            if not step.startswith("order "):
                fewer = problem.steps[:place] + problem.steps[place + 1 :]
                assert arrange(problem.words, alphabet(fewer), problem.keys) != answer, step
        for place in range(len(problem.keys) if len(problem.keys) > 1 else 0):
            fewer = problem.keys[:place] + problem.keys[place + 1 :]
            assert arrange(problem.words, alphabet(problem.steps), fewer) != answer, problem.keys[place]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", range(10))
def test_the_kernel_draws_what_python_draws(level, language):
    for seed in range(8):
        rng, twin = Random(seed), Random(seed)
        assert generate(rng, LEVELS[level], language) == slow_word_sorting.generate(twin, LEVELS[level], language)
        assert rng.getstate() == twin.getstate()


def test_five_keys_and_many_changes_are_drawn_alike():
    """Beyond the levels: all kinds of keys and steps in one problem, or none that can be found."""
    for seed in range(20):
        found = []
        for made in (generate, slow_word_sorting.generate):
            try:
                found.append(made(Random(seed), Knobs(12, 5, "every", 0.5, 12, 0.5, 0.5, 0, 0.5)))
            except Discard as error:
                found.append(str(error))
        assert found[0] == found[1]


def test_six_words_in_which_twelve_changes_would_have_to_matter_are_not_found():
    for made in (generate, slow_word_sorting.generate):
        with pytest.raises(Discard, match="no order"):
            made(Random(0), Knobs(6, 5, "short", 1, 12, 1, 0, 0, 1))
