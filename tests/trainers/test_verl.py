"""verl: its dataset reads our Parquet, its reward manager calls our function, and its loader follows a curriculum."""

import asyncio
import re
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import ray
import torch
from omegaconf import OmegaConf
from rows_to_score import CASES, EXAMPLES, ROWS
from torch.utils.data import DataLoader
from verl import DataProto
from verl.trainer.config import __file__ as configs
from verl.trainer.ppo.reward import get_custom_reward_fn
from verl.trainer.ppo.utils import create_rl_dataset
from verl.utils.dataset.rl_dataset import collate_fn

from synth.pipelines.curriculum import ray_actor
from synth.schemas.record import arrow_schema

MODULE = "pkg://synth.pipelines.curriculum.verl_dataset"


class Words:
    """As much of a tokenizer as the dataset and the reward manager ask for: tokens are characters."""

    def apply_chat_template(self, messages, **_):
        return [ord(sign) for sign in messages[0]["content"]]

    def decode(self, ids, **_):
        return "".join(chr(int(number)) for number in ids)


def data_config(**more):
    return OmegaConf.create({"train_batch_size": 4, "max_prompt_length": 100_000, "filter_overlong_prompts_workers": 1, "prompt_key": "prompt", **more})


@pytest.fixture
def file(tmp_path):
    pq.write_table(pa.Table.from_pylist(ROWS, schema=arrow_schema()), tmp_path / "train-00000.parquet")
    return str(tmp_path / "train-00000.parquet")


def rewards(path, rows_and_texts):
    """What verl's own manager makes of completions."""
    from verl.experimental.reward_loop.reward_manager.naive import NaiveRewardManager

    function = get_custom_reward_fn(OmegaConf.create({"reward": {"custom_reward_function": {"path": path, "name": "compute_score"}}}))

    async def run():
        manager = NaiveRewardManager(config=OmegaConf.create({}), tokenizer=Words(), compute_score=function)
        found = []
        for row, text in rows_and_texts:
            tokens = torch.tensor([[ord(sign) for sign in text]])
            batch = {"prompts": torch.zeros((1, 1), dtype=torch.long), "responses": tokens, "attention_mask": torch.ones((1, 1 + tokens.shape[1]), dtype=torch.long)}
            columns = {name: [row[name]] for name in ("data_source", "reward_model", "extra_info")}
            found.append(await manager.run_single(DataProto.from_dict(batch, non_tensors={name: object_array(value) for name, value in columns.items()})))
        return found

    return asyncio.run(run())


def object_array(values):
    import numpy as np

    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def test_our_files_and_our_function(file):
    data = create_rl_dataset([file], data_config(cache_dir=file + ".cache"), Words(), None)
    assert len(data) == len(ROWS) and data[0]["raw_prompt"] == ROWS[0]["prompt"]
    found = rewards("pkg://synth.verifiers.adapters.verl", [(row, text) for row, text, _ in CASES])
    assert [one["reward_score"] for one in found] == [reward for _, _, reward in CASES]
    assert {tuple(one["reward_extra_info"]) for one in found} == {("score", "acc", "format", "steps", "reason")}


def test_a_curriculum_through_verls_own_loader(file):
    ray.init(num_cpus=1, include_dashboard=False)
    try:
        config = data_config(custom_cls={"path": MODULE, "name": "CurriculumDataset"}, cache_dir=file + ".cache", curriculum={"tasks": ["math/recurrence"], "group": 2})
        assert len(create_rl_dataset([file], config, Words(), None, is_train=False)) == len(ROWS)
        data = create_rl_dataset(["curriculum"], config, Words(), None)
        batches = iter(DataLoader(data, batch_size=4, collate_fn=collate_fn, shuffle=False))
        for _ in range(4):
            batch = next(batches)
            rows = [{name: batch[name][place] for name in ("data_source", "reward_model", "extra_info")} for place in range(4)]
            right = [(row, f"<answer>{row['extra_info']['answer']}</answer>") for row in rows for _ in range(2)]
            assert all(one["reward_score"] == 1.0 for one in rewards(MODULE, right))
        end = time.monotonic() + 30
        while ray.get(data.actor.metrics.remote())["curriculum/groups"] < 16 and time.monotonic() < end:
            time.sleep(0.1)
        assert ray.get(data.actor.metrics.remote())["curriculum/math/recurrence/level"] > 1
        with pytest.raises(ValueError, match="tasks"):
            create_rl_dataset(["curriculum"], data_config(custom_cls=config.custom_cls), Words(), None)
    finally:
        ray_actor._actor.cache_clear()
        ray.shutdown()


def test_the_examples_settings_are_verls():
    from hydra import compose, initialize_config_dir

    text = (EXAMPLES / "with_verl.sh").read_text()
    wanted = [word for line in text.splitlines() for word in re.findall(r"(?<=[\s])\+?[a-z_]+(?:\.[a-z_]+)+=\S+", f" {line}") if "$(" not in word and "$" not in word]
    assert len(wanted) > 15
    with initialize_config_dir(config_dir=configs.removesuffix("/__init__.py"), version_base=None):
        found = compose("ppo_trainer", overrides=wanted)
    assert found.data.custom_cls.path == found.reward.custom_reward_function.path == MODULE
    assert found.data.curriculum.group == found.actor_rollout_ref.rollout.n == 8
