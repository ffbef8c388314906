"""SkyRL 0.3, on rows that follow the learner: `uv run --isolated --extra fsdp with_skyrl.py trainer.train_batch_size=64 ...`.

Rows on disk: those of `synth run` with a column `env_class` that says `synth`, and `get_train_dataset` left as it is."""

import sys

import ray
from skyrl.train.config import SkyRLTrainConfig
from skyrl.train.entrypoints.main_base import BasePPOExp
from skyrl.train.utils.utils import initialize_ray
from skyrl_gym.envs import register

from synth.pipelines.curriculum.skyrl_dataset import CurriculumDataset


class Experiment(BasePPOExp):
    def get_train_dataset(self):
        step = self.cfg.trainer.train_batch_size
        group = self.cfg.generator.n_samples_per_prompt
        return CurriculumDataset(rows=500 * step, group=group, step=step, tasks=["logic", "math:2"])


@ray.remote(num_cpus=1)
def train(config):
    register(id="synth", entry_point="synth.pipelines.curriculum.skyrl_dataset:CurriculumEnv")  # in this process, which trains
    Experiment(config).run()


if __name__ == "__main__":
    config = SkyRLTrainConfig.from_cli_overrides(sys.argv[1:])
    config.data.dataloader.num_workers = 0
    initialize_ray(config)
    ray.get(train.remote(config))
