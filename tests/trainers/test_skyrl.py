"""skyrl-gym: register, make, init and step; the dataset and environment of a curriculum with their Ray actor; SkyRL's own `PromptDataset` looks
alike (read from its source, as importing it needs a GPU's packages)."""

import ast
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
import ray
import skyrl_gym
from rows_to_score import CASES, EXAMPLES, ROWS
from skyrl_gym.envs import register

from synth.pipelines.curriculum import ray_actor
from synth.pipelines.curriculum.skyrl_dataset import CurriculumDataset
from synth.verifiers.adapters.skyrl_gym import SynthEnv

register(id="synth", entry_point="synth.verifiers.adapters.skyrl_gym:SynthEnv")
register(id="synth-curriculum", entry_point="synth.pipelines.curriculum.skyrl_dataset:CurriculumEnv")


def test_an_episode():
    for row, text, reward in CASES:
        environment = skyrl_gym.make("synth", env_config=None, extras={name: value for name, value in row.items() if name != "prompt"})
        assert environment.init(row["prompt"]) == (row["prompt"], {})
        output = environment.step(text)
        assert (output["reward"], output["done"], output["observations"]) == (reward, True, [])
        assert environment.get_metrics() == output["metadata"]["reward_components"]


def test_a_row_without_its_columns_is_refused_by_name():
    with pytest.raises(ValueError, match="no column data_source"):
        SynthEnv(extras={"reward_model": ROWS[0]["reward_model"]})


def test_a_curriculum_is_told_of_rewards_through_its_actor():
    ray.init(num_cpus=1, include_dashboard=False, namespace="a trainer's")
    try:
        data = CurriculumDataset(rows=64, group=2, step=8, tasks=["math/recurrence"], seed=1)
        assert len(data) == 64
        for _ in range(2):
            for item in data.collate_fn([data[number] for number in range(8)]):
                assert set(item) == {"prompt", "env_class", "env_extras", "uid"} and item["env_class"] == "synth"
                for _ in range(2):
                    environment = skyrl_gym.make("synth-curriculum", env_config=None, extras=item["env_extras"])
                    environment.init(item["prompt"])
                    assert environment.step(f"<answer>{item['env_extras']['extra_info']['answer']}</answer>")["reward"] == 1.0
        end = time.monotonic() + 30
        while ray.get(data.actor.metrics.remote())["curriculum/groups"] < 16 and time.monotonic() < end:
            time.sleep(0.1)
        assert ray.get(data.actor.metrics.remote())["curriculum/math/recurrence/level"] > 1
    finally:
        ray_actor._actor.cache_clear()
        ray.shutdown()


def test_what_the_example_and_the_dataset_rely_on_is_there():
    root = Path(find_spec("skyrl").submodule_search_locations[0])
    (kind,) = [node for node in ast.parse((root / "train/dataset/dataset.py").read_text()).body if isinstance(node, ast.ClassDef)]
    methods = {node.name: ast.unparse(node) for node in kind.body if isinstance(node, ast.FunctionDef)}
    assert "return (messages, env_class, extra, uid)" in methods["__getitem__"]
    assert "{'prompt': prompt, 'env_class': env_class, 'env_extras': env_extras, 'uid': item_uids}" in methods["collate_fn"]
    wanted = [node for node in ast.walk(ast.parse((EXAMPLES / "with_skyrl.py").read_text())) if isinstance(node, ast.ImportFrom)]
    for node in wanted:
        if node.module.startswith("skyrl."):
            module = root / node.module.removeprefix("skyrl.").replace(".", "/")
            file = module / "__init__.py" if module.is_dir() else module.with_suffix(".py")
            assert all(alias.name in file.read_text() for alias in node.names), node.module
    assert "def get_train_dataset(self)" in (root / "train/entrypoints/main_base.py").read_text()
