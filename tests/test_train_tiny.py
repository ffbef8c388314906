"""examples/train_tiny.py: its compact form says what the row says, both baselines and the audit are right, and GRPO makes the reward rise."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from synth.verifiers.logic.goods_exchange import outcome, verify

pytest.importorskip("torch", reason="needs torch: pip install '.[test,trl]'")
sys.path.append(str(Path(__file__).parent.parent / "examples"))

import torch
import train_tiny as tiny


@pytest.fixture(scope="module")
def rows():
    torch.set_num_threads(1)
    return tiny.problems("train", 60)


@pytest.fixture(scope="module")
def warm(rows):
    """A small model that has learnt eight problems by half."""
    torch.manual_seed(0)
    model = tiny.Transformer(64, 2)
    assert 0.2 < tiny.warm_start(model, rows[:8], rows[:8], 0.25, 300) < 0.8
    return model


def test_compact_forms_say_what_the_rows_say(rows):
    assert {len(one.prompt) for one in rows} == {tiny.PROMPT} and tiny.PROMPT <= 40
    assert len({tuple(one.prompt) for one in rows}) == len(rows)
    for one in rows:
        assert len(one.worked) < tiny.LONGEST and tiny.reward(one, one.worked) == tiny.leaky_reward(one, one.worked) == 1.0
        assert tiny.reward(one, one.worked[: one.worked.index(tiny.ANSWER)]) == 0.0
        assert tiny.reward(one, [tiny.END, *one.worked]) == 0.0, "what stands behind the end counts for nothing"
        assert tiny.reward(one, one.worked[-10:]) == 1.0, "the answer alone is judged"


def test_held_out_problems_are_none_of_those_trained_on(rows):
    prints = [{one.row["extra_info"]["fingerprint"] for one in some} for some in (rows, tiny.problems("test", 20))]
    assert len(prints[1]) == 20 and prints[0].isdisjoint(prints[1])


def test_hedges_pay_with_the_leaky_verifier_alone(rows):
    rng = tiny.Random(0)
    hedges = [tiny.hedged(one, rng) for one in rows]
    assert all(tiny.leaky_reward(one, one.worked) == 1.0 for one in hedges) and max(len(one.worked) for one in hedges) <= tiny.LONGEST
    assert [tiny.reward(one, one.worked) for one in hedges] == [float(len(set(one.worked[17:])) == len(one.worked[17:])) for one in hedges]


def test_the_audit_finds_the_hole_and_nothing_in_the_verifier(rows):
    sound, holed = tiny.audit(verify, rows), tiny.audit(tiny.leaky, rows)
    assert not any(name.startswith("accepts") for name in sound) and any(name.startswith("accepts") for name in holed)
    assert {name for name in sound if sound[name] != holed[name]} == {"every good named with everybody"}
    assert (sound["every good named with everybody"], holed["every good named with everybody"]) == (0.0, 1.0)


def test_baselines_are_computed_right(rows, monkeypatch):
    ends = [outcome(one.truth) for one in rows]
    commonest = max(ends[:50], key=lambda end: (ends[:50].count(end), -ends.index(end)))
    assert tiny.constant_answer(rows[:50], rows) == pytest.approx(ends.count(commonest) / len(rows))
    monkeypatch.setattr(tiny, "sample", lambda model, prompts: torch.tensor([one.worked for one in rows]))
    found = tiny.measured(None, rows)
    assert found["reward"] == found["leaky verifier"] == 1.0
    assert found["other problems' truths"] == pytest.approx(sum(a == b for a, b in pairwise([*ends, ends[0]])) / len(rows))


def test_a_sample_is_what_the_model_says_of_it(warm, rows):
    """With what was kept of earlier tokens, the chances are those without."""
    prompts = torch.tensor([one.prompt for one in rows[:8]])
    completions = tiny.sample(warm, prompts)
    past, tokens, kept = None, prompts, []
    for place in range(completions.shape[1]):
        logits, past = warm(tokens, past)
        kept.append(logits[:, -1].log_softmax(-1).gather(1, completions[:, place, None])[:, 0])
        tokens = completions[:, place, None]
    chances, counts = tiny.log_chances(warm, prompts, completions)
    assert torch.allclose(torch.stack(kept, 1), chances, atol=1e-4)
    lengths = [told.index(tiny.END) + 1 if tiny.END in told else len(told) for told in completions.tolist()]
    assert counts.sum(1).tolist() == lengths


def test_the_reward_rises_with_real_truths_and_not_with_shuffled_ones(warm, rows):
    means = {}
    for shuffled in (False, True):
        torch.manual_seed(0)
        means[shuffled] = tiny.grpo(tiny.deepcopy(warm), rows[:8], tiny.reward, 6 if shuffled else 24, 8, 8, shuffled)
    first, last = (sum(some) / 6 for some in (means[False][:6], means[False][-6:]))
    assert last > first + 0.05
    assert max(means[True]) < 0.15 < first
