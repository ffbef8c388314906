"""Calls of trainers that have no package to test against, replayed as their sources make them; and what several adapters share.

slime: slime/rollout/rm_hub/__init__.py (`async_rm`, `batched_async_rm`), slime/rollout/data_source.py, slime/utils/types.py, replayed with stand-ins
of the three names that we import. Trainers with packages: tests/trainers."""

import asyncio
import dataclasses
import importlib
import json
import sys
from abc import ABC
from itertools import islice
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import synth
from synth.schemas.errors import GroundTruthError
from synth.verifiers.adapters import areal, openrlhf, slime
from synth.verifiers.adapters.label import Label, label, read_label
from synth.verifiers.adapters.responses import text_of_response

ROWS = list(islice(synth.stream("math/recurrence", 2, seed=1), 2))
ROW = ROWS[0]
RIGHT = f"<answer>{ROW['extra_info']['answer']}</answer>"
TEXTS = {RIGHT: (1.0, 1.0), "<answer>no number</answer>": (0.0, 0.0), "<answer>-77777</answer>": (0.0, 1.0), "?": (0.0, 0.0)}
"""By completion: its reward, and whether there is an answer that can be read."""


def test_judge_says_what_the_reward_is_made_of():
    for text, (answer, form) in TEXTS.items():
        judged = synth.verifiers.judge(ROW["data_source"], text, ROW["reward_model"]["ground_truth"])
        assert list(judged) == ["reward", "reward_components", "reason"]
        assert judged["reward"] == judged["reward_components"]["answer"] == answer and judged["reward_components"]["format"] == form
        assert (judged["reason"] == "") == bool(answer)
    proof = ROW["trajectory"][0]["content"]
    for text, steps in ((proof, 1.0), (RIGHT, 0.0)):
        judged = synth.verifiers.judge(ROW["data_source"], text, ROW["reward_model"]["ground_truth"], by_steps=True)
        assert judged["reward"] == judged["reward_components"]["steps"] == steps and judged["reward_components"]["answer"] == 1.0


def test_a_label_holds_what_the_verifier_needs():
    wanted = Label(ROW["data_source"], ROW["reward_model"]["ground_truth"])
    assert read_label(label(ROW)) == read_label(json.loads(label(ROW))) == read_label(ROW["reward_model"], ROW["extra_info"]) == wanted
    for wrong in ("", "7", "{}", None, {"ground_truth": "x"}, '{"data_source": 1, "ground_truth": ""}'):
        with pytest.raises(ValueError, match=r"expected what `label\(row\)`"):
            read_label(wrong)


@pytest.mark.parametrize(
    ("query", "prompt", "text"),
    [
        ("<s>Q\n<bot>A", "<s>Q\n<bot>", "A"),
        ("Q <answer>1</answer>?\n<|im_start|>assistant\nno idea", "<s>Q <answer>1</answer>?\n<|im_start|>assistant\n", "no idea"),
        ("something else", "Q: what is asked of you is written in these words", "something else"),
    ],
)
def test_openrlhfs_queries_lose_their_prompts(query, prompt, text):
    assert openrlhf.response(query, prompt) == text


def test_openrlhfs_function():
    pytest.importorskip("torch", reason="needs torch: pip install '.[test,trl]'")
    found = openrlhf.reward_func([f"Q{text}" for text in TEXTS], ["Q"] * 4, [label(ROW)] * 4)
    assert found["rewards"].tolist() == found["scores"].tolist() == found["extra_logs"]["answer"].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert found["extra_logs"]["format"].tolist() == [form for _, form in TEXTS.values()] and "steps" in found["extra_logs"]
    with pytest.raises(GroundTruthError):
        openrlhf.reward_func(["Q?"], ["Q"], [json.dumps({"data_source": "synth/math/recurrence", "ground_truth": "{}"})])


def test_areals_function():
    assert areal.reward("Q", RIGHT, [1], [2], **ROW_WITHOUT_PROMPT) == 1.0
    assert areal.reward_components("Q", "?", [1], [2], **ROW_WITHOUT_PROMPT) == {"reward": 0.0, "answer": 0.0, "format": 0.0, "steps": 0.0}


ROW_WITHOUT_PROMPT = {name: value for name, value in ROW.items() if name != "prompt"}


def test_the_text_of_a_response():
    def said(*texts):
        return {"type": "message", "content": [{"type": "output_text", "text": text} for text in texts]}

    thought = {"type": "reasoning", "summary": []}
    for output, text in (([thought, said("a"), said("b", "c")], "bc"), ([thought], ""), ([{"type": "message", "content": "a"}], "a"), (None, "")):
        assert text_of_response({"output": output}) == text


def sample(text, label, metadata=None):
    return SimpleNamespace(prompt="Q", response=text, label=label, metadata=metadata)


@pytest.mark.parametrize(("key", "right"), [(None, 1.0), ("reward", {"reward": 1.0, "answer": 1.0, "format": 1.0, "steps": 0.0})])
def test_slimes_function(key, right):
    """With the label that `label` makes, and with the columns of our Parquet files."""
    args = SimpleNamespace(reward_key=key, custom_rm_path="synth.verifiers.adapters.slime.reward")
    for one in (sample(RIGHT, label(ROW)), sample(RIGHT, ROW["reward_model"], dict(ROW["extra_info"]))):
        assert asyncio.run(slime.reward(args, one)) == right
        assert one.metadata["reward_components"]["answer"] == 1.0
    both = asyncio.run(slime.reward(args, [sample(RIGHT, label(ROW)), sample("?", label(ROW))], evaluation=False))
    assert both == [right, 0.0 if key is None else dict.fromkeys(right, 0.0)]


@dataclasses.dataclass
class Sample:
    """The fields of slime's `Sample` that a data source sets."""

    group_index: int | None = None
    index: int | None = None
    prompt: object = ""
    response: str = ""
    label: str | None = None
    metadata: dict = dataclasses.field(default_factory=dict)


class Tokenizer:
    def apply_chat_template(self, messages, tokenize, add_generation_prompt):
        assert (tokenize, add_generation_prompt) == (False, True)
        return f"<u>{messages[0]['content']}<a>"


@pytest.fixture
def source_module(monkeypatch):
    parts = {"data_source": {"DataSource": type("DataSource", (ABC,), {})}, "processing_utils": {"load_tokenizer": lambda *_, **__: Tokenizer()}}
    for name, found in {"slime": {}, "slime.rollout": {}, "slime.rollout.data_source": parts["data_source"], "slime.utils": {},
                        "slime.utils.processing_utils": parts["processing_utils"], "slime.utils.types": {"Sample": Sample}}.items():  # fmt: skip
        module = ModuleType(name)
        module.__dict__.update(found)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "examples" / "trainers"))
    yield importlib.import_module("with_slime")
    for name in ("with_slime", "synth.pipelines.curriculum.slime_source"):
        del sys.modules[name]


def test_slimes_data_source_follows_rewards_and_goes_on(source_module, tmp_path, monkeypatch):
    monkeypatch.setattr(source_module.Source, "settings", {"tasks": "math/recurrence", "seed": 1})
    args = SimpleNamespace(
        n_samples_per_prompt=2, rollout_batch_size=8, apply_chat_template=True, hf_checkpoint="x", save=str(tmp_path), load=str(tmp_path), reward_key=None
    )
    source = source_module.Source(args)
    for _ in range(2):
        groups = source.get_samples(8)
        assert [len(group) for group in groups] == [2] * 8 and groups[0][0].prompt.startswith("<u>")
        for group in groups:
            for one in group:
                one.response = f"<answer>{one.metadata['answer']}</answer>"
            assert asyncio.run(source_module.reward(args, group)) == [1.0, 1.0]
    level = source.feedback.metrics()["curriculum/math/recurrence/level"]
    assert level > 1 and [one.index for one in groups[-1]] == [30, 31] and len(source) > 1e6
    source.add_samples(groups[:1])
    assert source.get_samples(1) == groups[:1]
    source.save(7)
    other = source_module.Source(args)
    other.load(7)
    assert other.feedback.metrics()["curriculum/math/recurrence/level"] == level
    (new,), (same,) = other.get_samples(1), source.get_samples(1)
    assert new[0].prompt == same[0].prompt and new[0].index == same[0].index == 32
