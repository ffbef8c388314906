"""SkyRL: training rows that follow the learner. In a subclass of the experiment, inside of the Ray task that trains:

    def get_train_dataset(self):
        return CurriculumDataset(rows=steps * self.cfg.trainer.train_batch_size, group=self.cfg.generator.n_samples_per_prompt,
                                 step=self.cfg.trainer.train_batch_size, tasks=["logic", "math"])

and `register(id="synth", entry_point="synth.pipelines.curriculum.skyrl_dataset:CurriculumEnv")`; `data.dataloader.num_workers=0`, lest rows
be asked for long before they are used. Written for skyrl 0.3.0 (skyrl/train/dataset/dataset.py) and skyrl-gym 0.4.0."""

from typing import Any

from skyrl_gym.envs.base_text_env import BaseTextEnvStepOutput

from synth.pipelines.curriculum import ray_actor
from synth.verifiers.adapters.skyrl_gym import SynthEnv


class CurriculumDataset:
    """Looks as SkyRL's `PromptDataset` does. rows: those of the whole training, as its loader wants to know a length. settings: of
    `synth.Curriculum`."""

    def __init__(self, rows: int, group: int, step: int, env_class: str = "synth", **settings: Any) -> None:
        self.rows, self.env_class = rows, env_class
        self.actor = ray_actor.start(group, step, **settings)

    def __len__(self) -> int:
        return self.rows

    def __getitem__(self, item: int) -> tuple[Any, str, dict[str, Any], str]:
        import ray

        row = dict(ray.get(self.actor.next_row.remote()))
        return row.pop("prompt"), self.env_class, row, str(item)

    def collate_fn(self, items: list[tuple[Any, str, dict[str, Any], str]]) -> list[dict[str, Any]]:
        names = ("prompt", "env_class", "env_extras", "uid")
        return [dict(zip(names, item, strict=True)) for item in items]


class CurriculumEnv(SynthEnv):
    """`SynthEnv` that also reports."""

    def step(self, action: str) -> BaseTextEnvStepOutput:
        output = super().step(action)
        if self.row.get("ticket"):
            ray_actor.report(self.row["ticket"], output["reward"])
        return output
