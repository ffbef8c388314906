"""The shortcut probes find planted leaks, name their features, and find nothing else; families stay in one half."""

import random
import re
from functools import cache

import numpy as np
import pytest
from probed_rows import write_rows

from synth.cli import _main
from synth.pipelines.audit.shortcuts import report as shortcuts
from synth.pipelines.audit.shortcuts.labels import LabelledRow, families, sample, training_half
from synth.pipelines.audit.shortcuts.options import options
from synth.schemas.errors import RequestError


def _story(rng, unknown, leak=""):
    """A prompt that says nothing about its label, but for the leak."""
    names = rng.sample("Ann Ben Cleo Dora Emil Finn Greta Hugo Ida Jon Kira Leo Mona Nils".split(), 6)
    facts = [
        f"{rng.choice(names)} is {rng.choice('older taller kinder'.split())} than {rng.choice(names)} by {rng.randint(2, 40)}."
        for _ in range(8)
    ]
    if leak == "sentence" and unknown:
        facts.append("Nobody said anything else on that day.")
    if leak == "word" and rng.random() < 0.5:
        facts[3] = facts[3].replace(" is ", " is perhaps " if unknown else " is surely ")
    if leak == "blank" and unknown:
        facts[2] = facts[2].replace(" than ", "  than ")
    if leak == "asked":
        facts[0] = f"{names[0]} is older than {names[1]} by 3." if unknown else f"{names[1]} is older than {names[0]} by 3."
    return "\n".join([*facts, f"How tall is {names[0]}?", "<answer>\n17\n</answer>"])


def _members(tmp_path, leak, n=1_200):
    rng = random.Random(5)
    unknown = [bool((k + k // 2) % 2) for k in range(n)]
    texts = [_story(rng, is_so, leak) for is_so in unknown]
    return write_rows(
        tmp_path, texts, ["Unknown" if is_so else str(rng.randint(2, 99)) for is_so in unknown], [f"{k // 2:032x}" for k in range(n)]
    )


def test_twins_without_a_leak_pass(tmp_path, capsys):
    assert _main(["audit", _members(tmp_path, ""), "--shortcuts"]) == 0
    assert "all at chance" in capsys.readouterr().out


@pytest.fixture(scope="module")
def probed(tmp_path_factory):
    """What the probes say of members with a leak, worked out once for each."""
    return cache(lambda leak: shortcuts.audit_shortcuts(_members(tmp_path_factory.mktemp("leak"), leak))[0])


@pytest.mark.parametrize(("leak", "probe", "feature"), [
    ("sentence", "counts: trees", "sentences"),
    ("sentence", "words: regression", "nobody"),
    ("sentence", "words: naive Bayes", "nobody"),
    ("blank", "counts: trees", "odd blanks"),
    ("word", "words: regression", "perhaps"),
    ("word", "pairs of words: regression", "is perhaps"),
    ("asked", "question: trees", "question's first word"),
    ("asked", "words beside what is asked: regression", "ASKED"),
])  # fmt: skip
def test_a_planted_leak_is_found_and_its_feature_named(probed, leak, probe, feature):
    results = probed(leak)
    found = next(result for result in results if result.probe == probe)
    assert found.failed
    assert found.chance == 0.5
    assert feature in " ".join(found.top_features), found.top_features
    assert not results[0].failed, "the most common label is no shortcut"


@pytest.mark.parametrize("together", [True, False])
def test_a_leak_of_a_rare_unknown_is_found_though_it_never_becomes_likely(tmp_path, together):
    """A word in 75% of the Unknown fifth and in 20% of the rest: who reads it still does best never to say Unknown."""
    rng = random.Random(9)
    unknown = [k % 5 == (k // 5) % 5 for k in range(2_500)]
    texts = [_story(rng, False) + " Perhaps." * (rng.random() < (0.75 if is_so else 0.2)) for is_so in unknown]
    pairs = [f"{k // 5:032x}" if together else "" for k in range(2_500)]
    answers = ["Unknown" if is_so else str(rng.randint(2, 99)) for is_so in unknown]
    results, _ = shortcuts.audit_shortcuts(write_rows(tmp_path, texts, answers, pairs, "logic/toy"), "unknown")
    failed = {result.probe: result for result in results if result.failed}
    assert "perhaps" in " ".join(failed["words: regression"].top_features)
    assert all(abs(result.rows - 500) <= 20 and result.chance < 0.53 for result in failed.values()), "even halves"


def test_shuffled_labels_pass(tmp_path):
    rng = random.Random(6)
    texts = [_story(rng, k % 2, "sentence") for k in range(1_200)]
    answers = ["Unknown" if rng.random() < 0.5 else "17" for _ in texts]
    results, _ = shortcuts.audit_shortcuts(write_rows(tmp_path, texts, answers, [f"{k // 2:032x}" for k in range(1_200)]), "unknown")
    assert len(results) > 10
    assert not [result for result in results if result.failed]


def _choice(rng, right, leak):
    nouns = rng.sample("lamps doors boats trees birds stones wheels bells".split(), 4)
    letters = [f"{chr(65 + k)}) the {noun} are {rng.choice('red old new wet'.split())}" for k, noun in enumerate(nouns)]
    if leak == "length":
        letters[right] += " and always were, as far as can be told"
    return "\n".join([f"[{k}] The {rng.choice(nouns)} are here." for k in range(5)] + ["Which one must be true?", *letters])


def _choices(tmp_path, leak, share=0.0):
    rng = random.Random(7)
    right = [2 if rng.random() < share else rng.randrange(4) for _ in range(1_200)]
    texts = [_choice(rng, k, leak) for k in right]
    results, _ = shortcuts.audit_shortcuts(write_rows(tmp_path, texts, ["ABCD"[k] for k in right], [""] * len(texts)))
    return {result.probe: result for result in results if result.failed}


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_an_answer_that_prefers_a_place_is_found(tmp_path, share):
    failed = _choices(tmp_path, "", share)
    assert set(failed) == {"most common label"}
    assert failed["most common label"].top_features[0].startswith("C is the answer of ")


def test_an_answer_that_looks_different_is_found(tmp_path):
    failed = _choices(tmp_path, "length")
    assert {"each option: counts", "each option: words", "each option: pairs of words"} <= set(failed)
    assert "characters" in " ".join(failed["each option: counts"].top_features)
    assert "always" in " ".join(failed["each option: words"].top_features)


def test_options_without_a_leak_pass(tmp_path):
    assert not _choices(tmp_path, "")


def test_families_stay_in_one_half():
    rows = [LabelledRow(0, k, "1", f"{k // 3}") for k in range(1_000)]
    random.Random(1).shuffle(rows)
    chosen = sample(rows, 700)
    assert 700 <= len(chosen) <= 702
    assert chosen == sample(sorted(rows), 700), "the order of the rows plays no part"
    train = training_half(np.array(families(chosen)))
    assert 340 <= train.sum() <= 360
    halves = {row.family: set() for row in chosen}
    for row, half in zip(chosen, train.tolist(), strict=True):
        halves[row.family].add(half)
    assert all(len(found) == 1 for found in halves.values())


def test_twins_do_not_leak_between_the_halves(tmp_path):
    """Texts that only members share, so that a probe could know one half's labels from the other's if a pair were parted."""
    rng = random.Random(8)
    answers = ["Unknown" if rng.random() < 0.5 else "3" for _ in range(800)]
    texts = [f"The word is {'abcdefghij'[k % 10]}{k // 2:05d}. " * 3 for k in range(1_600)]
    doubled = [answer for answer in answers for _ in range(2)]
    results, _ = shortcuts.audit_shortcuts(write_rows(tmp_path, texts, doubled, [f"{k // 2:032x}" for k in range(1_600)]), "unknown")
    assert not [result for result in results if result.failed]


def test_what_cannot_be_probed_is_said(tmp_path):
    with pytest.raises(RequestError, match="a probe needs 500"):
        shortcuts.audit_shortcuts(_members(tmp_path, "", n=200))
    with pytest.raises(RequestError, match="no label to probe"):
        shortcuts.audit_shortcuts(write_rows(tmp_path, ["How?"] * 600, [str(k) for k in range(600)], [""] * 600))


@pytest.mark.parametrize("prompt", [
    "Which?\nA) one\nB) two\nC) three\nD) four\nAnswer.", "Which?\n(a) one\n(b) two\n(c) three\n(d) four",
    "Which?\n**A.** one\n**B.** two\n**C.** three\n**D.** four", "Which? (a) one (b) two (c) three (d) four", "A: one\nB: two\nC: three\nD: four\nWhich?",
])  # fmt: skip
def test_options_are_read(prompt):
    found = options(prompt)
    assert found.texts == ("one", "two", "three", "four")
    assert not re.search("one|two|three|four", found.passage)
    assert "Which?" in found.passage


def test_prompts_without_options_have_none():
    assert options("1. A is red.\n2. B is not.\nIs C red?") is None
    assert options("") is None
