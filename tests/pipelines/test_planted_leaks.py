"""The shortcut audit is held to leaks that it must find and name, each in the probes that can see it, and to clean rows that raise no alarm."""

import json
import random
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from probed_rows import write_rows

from synth.pipelines.audit.shortcuts import report as shortcuts

N = 1_600
NAMES = "Ann Ben Cleo Dora Emil Finn Greta Hugo Ida Jon Kira Leo Mona Nils Olga Paul Rosa Sven Tina Uwe".split()
STATES = "tall hungry awake married rich ill".split()
SIDE, SURE = 4, 0.8  # clauses for what is asked and against it; how often a leak shows the label


def _theory(rng, label, leak):
    """Clauses for and against a literal, as many of either; with the leak, facts give antecedents of the side of the label."""
    atoms = list(range(1, 4 * SIDE + 10))
    rng.shuffle(atoms)
    asked, free = atoms.pop(), atoms
    clauses, given = [], []
    shown = label if rng.random() < SURE else rng.choice(["True", "False"])
    likely = (shown == "True") if "missing" in leak else rng.random() < 0.5
    for side in (True, False):
        for _ in range(SIDE // 2):
            one, other = free.pop(), free.pop()
            clauses.append(["if", [one, -other, asked if side else -asked]])
            given += [one] if side == likely else [free.pop()]
    facts = [*clauses, *(["is", [atom]] for atom in given)]
    rng.shuffle(facts)
    return facts, asked


def _told(rng, facts, asked, extra=()):
    words = [f"{name} is{{}} {state}" for name in NAMES for state in STATES]
    rng.shuffle(words)

    def say(literal):
        return words[abs(literal)].format("" if literal > 0 else " not")

    lines = [
        f"If {' and '.join(map(say, body))}, then {say(head)}." if body else f"{say(head)}."
        for *body, head in (literals for _, literals in facts)
    ]
    return "\n".join([*lines, *extra, f"Is it true that {say(asked)}?"])


def _row(rng, label, leak):
    """A prompt and a ground truth that say nothing about the label, but for the leak."""
    facts, asked = _theory(rng, label, leak)
    shown = label if rng.random() < SURE else rng.choice(["True", "False", "Unknown"])
    extra = []
    if leak == "length" and shown == "True":
        extra = ["Much else was said on that long and windy day by the other guests."]
    if leak == "word":
        extra = ["That was said on Monday." if shown == "True" else "That was said on Tuesday."]
    if leak == "interaction":  # neither tells alone: a comma and a doubled blank, both or none of them where it is true
        comma = rng.random() < 0.5
        extra = ["It rained, then." if comma else "It rained then.", "Then  it dried." if comma == (shown == "True") else "Then it dried."]
    if leak == "neighbour":  # no conditions: who stands beside the one asked stands beside others too, or does not
        asked, beside, *others = rng.sample(NAMES, 12)
        pairs = [(others[k], others[k + 1]) for k in range(0, 8, 2)] + [(asked, beside)]
        pairs.append((beside if shown == "True" else others[8], others[9]))
        rng.shuffle(pairs)
        return "\n".join([*(f"{one} stands beside {other}." for one, other in pairs), f"Where does {asked} stand?"]), "{}"
    if leak == "position":
        facts.sort(key=lambda fact: (asked in fact[1]) == (shown == "True"))
    text = _told(rng, facts, asked, extra)
    if leak == "missing in the JSON":
        text = _told(rng, *_theory(rng, label, ""))
    shape = {"facts": facts, "query": asked} if "JSON" in leak or not leak else {}
    return text, json.dumps(shape)


@cache
def _probe(leak, labels=("True", "False"), seed=11, level=6):
    rng = random.Random(f"{seed} {leak}")
    answers = [labels[(k + k // len(labels)) % len(labels)] for k in range(N)]
    rows = [_row(rng, answer, leak) for answer in answers]
    with TemporaryDirectory() as folder:
        location = write_rows(Path(folder), [r[0] for r in rows], answers, [""] * N, "logic/toy", level, [r[1] for r in rows])
        return shortcuts.audit_shortcuts(location)[0]


@pytest.mark.parametrize(("leak", "probe", "feature"), [
    ("length", "counts: trees", "sentences|words"),
    ("length", "lengths: trees", "sentence"),
    ("word", "words: regression", "monday|tuesday"),
    ("position", "question: trees", "mention"),
    ("missing", "clauses around the question: trees", "missing antecedents"),
    ("neighbour", "sentences around the question: trees", "two steps away|nowhere else"),
    ("missing in the JSON", "clauses of the problem: trees", "missing antecedents"),
    ("interaction", "all counts: trees", "commas|odd blanks"),
])  # fmt: skip
def test_a_planted_leak_is_found_and_named(leak, probe, feature):
    failed = {result.probe: result for result in _probe(leak) if result.failed}
    assert probe in failed, sorted(failed)
    assert re.search(feature, " ".join(failed[probe].top_features)), failed[probe].top_features
    if leak == "interaction":
        assert not [name for name in failed if "regression" in name or "Bayes" in name], "a line cannot tell it, trees can"
    if leak == "missing in the JSON":
        assert all("problem" in name or "around" in name for name in failed), "the text says nothing"


def test_a_leak_among_answerable_rows_is_found_beside_unknown():
    failed = [result for result in _probe("missing", ("True", "False", "Unknown")) if result.failed]
    assert "answer" in {result.label for result in failed}


def test_a_leak_between_two_of_many_answers_is_found(tmp_path):
    rng = random.Random(4)
    answers = [f"{'abcdef'[k % 6]}{'xy'[k % 2]}" for k in range(6 * 600)]
    texts = [
        _told(rng, *_theory(rng, "", "")) + " Perhaps." * (rng.random() < {"ax": 0.7, "cx": 0.3}.get(answer, 0.5)) for answer in answers
    ]
    results, _ = shortcuts.audit_shortcuts(write_rows(tmp_path, texts, answers, [""] * len(texts), "logic/toy", 6), "answer")
    pairs = {result.label for result in results if result.failed} - {"answer"}
    assert "ax or cx" in pairs
    assert all("ax" in pair or "cx" in pair for pair in pairs)


def test_near_probes_fail_from_the_strict_level_on_and_tell_below():
    for level in (shortcuts.STRICT_FROM - 1, shortcuts.STRICT_FROM):
        near = [result for result in _probe("missing in the JSON", level=level) if result.near and result.beats_chance]
        assert near and all(result.failed == (level == shortcuts.STRICT_FROM) for result in near)
        shown = shortcuts.table(near, [])
        assert ("fail nothing" in shown) == (level < shortcuts.STRICT_FROM)
        assert "missing antecedents" in shown


@pytest.mark.parametrize("seed", range(3))
def test_clean_rows_raise_no_alarm(seed):
    """No probe fails, and as few come near as chance lets: two deviations are half of what is allowed."""
    results = _probe("", ("True", "False"), seed)
    assert len(results) >= 20
    assert not [result for result in results if result.failed]
    assert sum(result.accuracy - result.chance > (result.allowed - result.chance) / 2 for result in results) <= 0.1 * len(results)
