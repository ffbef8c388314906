"""Trainers' own calling conventions, down to a real GRPO run on a tiny random model."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import datasets
import numpy as np
import pyarrow.parquet as pq
import pytest
from drawing import is_whole, rows
from running import run_here
from tiny_model import tiny_model

import synth
from synth.generators import registry
from synth.schemas.errors import GroundTruthError
from synth.schemas.record import arrow_schema
from synth.verifiers.adapters import anchor, trl, verl
from synth.verifiers.reward import verifier


def some_rows():
    return [row for name in registry.names() for row in rows(name, 1, 2)]


def right(row):
    answer = row["extra_info"]["answer"]
    return f"<think>hm</think>{answer if is_whole(row['extra_info']['task']) else f'<answer>{answer}</answer>'}"


def test_verl_results_have_the_same_keys_and_array_values():
    results = []
    for row in some_rows():
        for completion in (right(row), "no idea", "<answer>nonsense %%</answer>"):
            result = verl.compute_score(
                data_source=row["data_source"],
                solution_str=completion,
                ground_truth=row["reward_model"]["ground_truth"],
                extra_info=row["extra_info"] | {"num_turns": 2, "rollout_reward_scores": {}},
                reward_router_address=None,
                reward_model_tokenizer=None,
            )
            results.append(result)
    assert {tuple(result) for result in results} == {("score", "acc", "format", "steps", "reason")}
    for key in results[0]:
        assert np.array([result[key] for result in results]).dtype != object
    assert [result["score"] for result in results] == [1.0, 0.0, 0.0] * (len(results) // 3)


def test_verl_batched():
    chosen = some_rows()
    scores = verl.compute_score_batched(
        data_sources=[row["data_source"] for row in chosen],
        solution_strs=[right(row) if i % 2 else "?" for i, row in enumerate(chosen)],
        ground_truths=[row["reward_model"]["ground_truth"] for row in chosen],
        extra_infos=[row["extra_info"] for row in chosen],
    )
    assert scores == [float(i % 2) for i in range(len(chosen))]


def test_rewards_by_steps_are_one_function_everywhere():
    """Both adapters give what `score_steps` gives; tasks without steps are scored by their answers."""
    chosen = some_rows()
    solved = [(row["trajectory"] or [{"content": right(row)}])[0]["content"] for row in chosen]
    for texts in (solved, [right(row) for row in chosen], ["?" for _ in chosen]):
        columns = {key: [row[key] for row in chosen] for key in ("data_source", "reward_model", "extra_info")}
        rewards = trl.reward_steps(prompts=[row["prompt"] for row in chosen], completions=texts, **columns)
        for row, text, solution, reward in zip(chosen, texts, solved, rewards, strict=True):
            arguments = row["data_source"], text, row["reward_model"]["ground_truth"], row["extra_info"]
            stepwise = verifier(row["data_source"]).proven is not None
            assert reward == (synth.verifiers.score_steps if stepwise else synth.verifiers.score)(*arguments)
            result = verl.compute_score_steps(*arguments, reward_router_address=None)
            assert (result["score"], tuple(result)) == (reward, ("score", "acc", "format", "steps", "reason"))
            assert reward == (1.0 if text == solution else float(text != "?" and not stepwise))


def test_trl_takes_text_and_messages():
    chosen = some_rows()
    columns = {key: [row[key] for row in chosen] for key in ("data_source", "reward_model", "extra_info")}
    as_text = trl.reward(prompts=[""] * len(chosen), completions=[right(r) for r in chosen], trainer_state=None, **columns)
    messages = [[{"role": "assistant", "content": right(r)}] for r in chosen]
    logged = {}
    as_messages = trl.reward(
        prompts=[""] * len(chosen), completions=messages, log_metric=logged.__setitem__, log_extra=logged.__setitem__, **columns
    )
    assert as_text == as_messages == [1.0] * len(chosen)
    assert logged["verdict/accepted"] == logged["reward_components/answer"] == logged["reward_components/format"] == 1.0
    assert trl.reward([""], [[]], ["synth/" + registry.names()[0]], columns["reward_model"][:1]) == [0.0]


def test_scores_from_threads_and_an_event_loop():
    """Trainers call from thread pools and async servers, where signals do not work."""
    chosen = some_rows()

    def call(row):
        return synth.verifiers.score(row["data_source"], right(row), row["reward_model"]["ground_truth"])

    async def gather():
        return await asyncio.gather(*(asyncio.to_thread(call, row) for row in chosen))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(call, chosen)) == {1.0}
    assert set(asyncio.run(gather())) == {1.0}


@pytest.mark.parametrize("truth", ["", "{}", "[1]", '{"numbers": [1], "target": 0}', "\x00", "{" * 10_000])
def test_a_broken_ground_truth_raises_with_the_row(truth):
    with pytest.raises(GroundTruthError, match="row 7 of 'synth/logic/game_of_24'"):
        synth.verifiers.score("synth/logic/game_of_24", "<answer>1</answer>", truth, {"index": 7})


def test_whatever_a_rule_book_does_on_a_broken_row_the_row_is_named(monkeypatch):
    from synth.verifiers.logic.game_of_24 import GameOf24

    monkeypatch.setattr(GameOf24, "from_json", lambda text: 1 / 0)
    with pytest.raises(GroundTruthError, match="row 7 of 'synth/logic/game_of_24'"):
        synth.verifiers.score("synth/logic/game_of_24", "<answer>1</answer>", '{"of": "this test"}', {"index": 7})


@pytest.mark.parametrize(
    "source", ["", "logic/game_of_24", "synth/logic/no_such", "synth/os/path", "synth/../x", "openai/gsm8k", "synth/forms/text"]
)
def test_an_unknown_data_source_raises(source):
    with pytest.raises(GroundTruthError):
        synth.verifiers.score(source, "<answer>1</answer>", "{}")


def test_what_is_not_text_is_a_callers_mistake():
    row = some_rows()[0]
    for completion in (None, b"<answer>1</answer>", ["<answer>"]):
        with pytest.raises(TypeError, match="a completion is a str"):
            synth.verifiers.score(row["data_source"], completion, row["reward_model"]["ground_truth"])


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    out = tmp_path_factory.mktemp("shards")
    return out, run_here(out, tasks=(("logic", 1.0),), n=240, difficulty=(1, 2), splits=(("train", 0.9), ("test", 0.1)), shard_rows=0)


def test_shards_load_everywhere(shards, tmp_path):
    out, manifest = shards
    files = [str(out / entry.path) for entry in manifest.files]
    for file in files:
        assert pq.read_schema(file).equals(arrow_schema(), check_metadata=True)
    one_by_one = [datasets.load_dataset("parquet", data_files=file, cache_dir=str(tmp_path))["train"] for file in files]
    joined = datasets.concatenate_datasets(one_by_one)
    assert len(joined) == manifest.rows == 240
    assert len({row["extra_info"]["index"] for row in joined}) == 240
    whole = datasets.load_dataset(str(out), cache_dir=str(tmp_path))
    assert {split: data.num_rows for split, data in whole.items()} == manifest.splits
    assert pq.read_table(out / "data", schema=arrow_schema()).num_rows == 240
    assert all(synth.verifiers.score(r["data_source"], right(r), r["reward_model"]["ground_truth"]) == 1.0 for r in joined)


def test_two_steps_of_grpo_on_our_own_parquet(shards, tmp_path):
    model, fast = tiny_model()
    import torch
    from trl import GRPOConfig, GRPOTrainer

    out, manifest = shards
    files = [str(out / entry.path) for entry in manifest.files if entry.split == "train"]
    data = datasets.load_dataset("parquet", data_files=files, cache_dir=str(tmp_path))["train"].select(range(8))
    seen = []

    def ours(completions, **columns):
        rewards = trl.reward(completions=completions, **columns)
        # A random model is never right; every second completion of a group becomes the row's answer, so that rewards vary.
        answers = [f"<answer>{extra['answer']}</answer>" if i % 2 else text for i, (extra, text) in enumerate(
            zip(columns["extra_info"], completions, strict=True))]  # fmt: skip
        helped = trl.reward(completions=answers, **columns)
        seen.append((rewards, helped))
        return helped

    settings = GRPOConfig(
        output_dir=str(tmp_path / "out"), max_steps=2, per_device_train_batch_size=4, num_generations=4, max_completion_length=16,
        use_cpu=True, bf16=False, fp16=False, report_to="none", save_strategy="no", logging_steps=1, learning_rate=1e-3, temperature=1.0,
        beta=0.0, disable_tqdm=True, seed=0, use_vllm=False,
    )  # fmt: skip
    trainer = GRPOTrainer(model=model, reward_funcs=[ours, trl.reward], args=settings, train_dataset=data, processing_class=fast)
    before = {name: value.detach().clone() for name, value in trainer.model.named_parameters()}
    trainer.train()
    assert len(seen) >= 2
    assert all(rewards == [0.0] * 4 and helped == [0.0, 1.0, 0.0, 1.0] for rewards, helped in seen)
    assert trainer.state.log_history[0]["reward_std"] > 0
    assert any(not torch.equal(before[name], value) for name, value in trainer.model.named_parameters())


@pytest.mark.parametrize(("when", "replaced"), [("off", 0), ("always", 1), ("none right", 1)])
def test_grpo_with_the_trajectory_as_one_of_the_group(when, replaced, tmp_path):
    model, fast = tiny_model()
    from trl import GRPOConfig, GRPOTrainer

    rows = list(islice(synth.stream("honest/linear_algebra", 1), 4))
    seen = []

    def ours(completions, trajectory, **columns):
        rewards = trl.reward(completions=completions, **columns)
        anchors = [trl.text_of(text) == one[0]["content"] for text, one in zip(completions, trajectory, strict=True)]
        seen.append((rewards, anchors))
        return rewards

    settings = GRPOConfig(
        output_dir=str(tmp_path / "out"), max_steps=1, per_device_train_batch_size=4, num_generations=4, max_completion_length=900,
        use_cpu=True, bf16=False, fp16=False, report_to="none", save_strategy="no", logging_steps=1, learning_rate=1e-3, temperature=1.0,
        beta=0.0, disable_tqdm=True, seed=0, use_vllm=False,
    )  # fmt: skip
    trainer = GRPOTrainer(
        model=model, reward_funcs=ours, args=settings, train_dataset=datasets.Dataset.from_list(rows), processing_class=fast,
        rollout_func=anchor.rollouts(rows, when),
    )  # fmt: skip
    trainer.train()
    assert seen
    assert all(rewards == [float(at) for at in anchors] and sum(anchors) == replaced for rewards, anchors in seen)
    assert (trainer.state.log_history[0]["reward_std"] > 0) == bool(replaced)


def test_anchors_join_groups_by_schedule():
    """The last of a group, by group and not by place; a group without a trajectory, or with a right answer, stays."""
    texts, groups, anchors = list("abcdef"), [1, 2, 1, 2, 3, 3], ["A", "B", "A", "B", None, None]
    rewards = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    for when, joined in (("off", "abcdef"), ("always", "abABef"), ("none right", "abAdef")):
        assert "".join(anchor.anchored(texts, groups, anchors, rewards, when)) == joined
    with pytest.raises(ValueError, match="expected off, always or none right"):
        anchor.anchored(texts, groups, anchors, rewards, "sometimes")
