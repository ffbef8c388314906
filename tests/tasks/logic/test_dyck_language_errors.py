"""What the laws cannot say of Dyck language errors: from level 4 on an error rests on the stack, and labels are spread evenly."""

from collections import Counter
from itertools import accumulate
from random import Random

import pytest
from drawing import candidates

from synth.generators import registry
from synth.generators.logic.dyck_language_errors import Knobs, generate
from synth.generators.prompts import render
from synth.verifiers.logic._brackets import PAIRS
from synth.verifiers.logic.dyck_language_errors import DyckLanguageErrors, first_error, verify

NAME = "logic/dyck_language_errors"
OPENING = {pair[0]: pair for pair in PAIRS}


def _problems(level, count=300):
    return [one.members[0] for one in candidates(NAME, level, count)]


@pytest.mark.parametrize("level", [4, 7, 10])
def test_most_errors_need_the_stack(level):
    """The kind that is closed is open further out, the bracket before is a closer, and much lies open in between."""
    found = Counter()
    samples = _problems(level)
    for sample in samples:
        sequence, place = sample.problem.sequence, int(sample.answer)
        if not 0 < place <= len(sequence):
            continue
        before, wrong = sequence[: place - 1], sequence[place - 1]
        opener = next(pair[0] for pair in PAIRS if pair[1] == wrong)
        found["kind open"] += before.count(opener) > before.count(wrong)
        found["closer before"] += before[-1] not in OPENING
        depths = list(accumulate(1 if bracket in OPENING else -1 for bracket in before))
        start = max((i for i, depth in enumerate(depths) if depth < depths[-1]), default=-1) + 1
        found["deep nest"] += max(depths[start:]) - depths[-1] >= 3
    for what, count in found.items():
        assert count >= 0.75 * len(samples), (what, count)


@pytest.mark.parametrize("level", [4, 7, 10])
def test_labels_are_spread(level):
    samples = _problems(level)
    labels = Counter("-1" if s.answer == "-1" else "behind" if int(s.answer) > len(s.problem.sequence) else "place" for s in samples)
    assert 0.01 * len(samples) <= labels["-1"] <= 0.07 * len(samples)
    assert 0.01 * len(samples) <= labels["behind"] <= 0.07 * len(samples), "counting brackets finds these, and the valid ones"
    quarters = Counter(4 * (int(s.answer) - 1) // len(s.problem.sequence) for s in samples if 0 < int(s.answer) <= len(s.problem.sequence))
    assert all((0.15 if quarter else 0.04) <= quarters[quarter] / labels["place"] <= 0.4 for quarter in range(4)), quarters
    odd = sum(int(s.answer) % 2 for s in samples)
    assert 0.4 <= odd / len(samples) <= 0.66


def test_levels_are_deep_and_not_long():
    task = registry.load(NAME)
    for level in (1, 10):
        for number, sample in enumerate(_problems(level, 40)):
            prompt = render(task, sample.problem, Random(number))
            assert 1.4 * len(prompt.split()) <= (300 if level == 1 else 600)
            assert len(sample.problem.sequence) <= (16 if level == 1 else 180)
    depths = [max(accumulate(1 if b in OPENING else -1 for b in sample.problem.sequence)) for sample in _problems(10, 40)]
    assert sorted(depths)[len(depths) // 2] >= 15


@pytest.mark.parametrize("change", [{"valid": 1.0}, {"left_open": 1.0}, {"surplus": 1.0}, {"valid": 0.0, "left_open": 0.0, "surplus": 0.0}])
def test_shares_give_what_they_say(change):
    """At any length and depth, also where there is hardly room."""
    shares = {"valid": 0.0, "left_open": 0.0, "surplus": 0.0} | change
    for seed in range(300):
        rng = Random(seed)
        shortest = rng.randint(6, 30)
        knobs = Knobs(2, shortest, shortest + rng.randint(1, 10), rng.randint(3, 12), rng.randint(0, 6), rng.choice((0.0, 0.5)), **shares)
        sample = generate(rng, knobs)
        sequence, place = sample.problem.sequence, int(sample.answer)
        assert place == first_error(sequence)
        assert len(sequence) % 2 == 0 and knobs.shortest <= len(sequence) <= knobs.longest
        head = sequence[: place - 1] if place > 0 else sequence
        open_before = sum(1 if bracket in OPENING else -1 for bracket in head)
        kind = "valid" if place == -1 else "left_open" if place > len(sequence) else "surplus" if open_before == 0 else "wrong"
        assert kind == next((name for name, share in change.items() if share == 1.0), "wrong"), sequence


def test_a_sequence_may_go_wrong_at_its_first_bracket():
    problem = DyckLanguageErrors("]()")
    assert verify(problem, "1").accepted
    assert verify(problem, "0").reason == "range"
