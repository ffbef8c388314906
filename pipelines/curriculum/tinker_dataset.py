"""Tinker: training rows that follow the learner: `CurriculumDataset(synth.Curriculum(["logic", "math"]), renderer, batch=64, group=8)`.

What a batch brought is credited when the next one is asked for. A group that was sent to another process reports nothing. Written for
tinker_cookbook/rl/types.py of 0.6.1."""

from collections.abc import Mapping, Sequence
from typing import Any

from tinker_cookbook.rl.types import EnvGroupBuilder, RLDataset

from synth.pipelines.curriculum.curriculum import Curriculum
from synth.verifiers.adapters.tinker import SynthProblem


class CurriculumDataset(RLDataset):
    """batch: prompts of a batch; group: completions of a prompt; settings: of SynthProblem."""

    def __init__(self, data: Curriculum, renderer: Any, batch: int, group: int, batches: int = 1_000_000, **settings: Any) -> None:
        self.data, self.renderer, self.batch, self.group, self.batches, self.settings = data, renderer, batch, group, batches, settings
        self.finished: list[dict[str, Any]] = []

    def get_batch(self, index: int) -> list["SynthGroup"]:
        if self.finished:
            self.data.update(self.finished)
            self.finished = []
        return [SynthGroup(next(self.data), self.renderer, self.group, self.settings, self.finished) for _ in range(self.batch)]

    def __len__(self) -> int:
        return self.batches


class SynthGroup(EnvGroupBuilder):
    """The completions of one row. finished: where they are reported, in this process."""

    def __init__(
        self, row: Mapping[str, Any], renderer: Any, group: int, settings: Mapping[str, Any], finished: list[dict[str, Any]]
    ) -> None:
        self.row, self.renderer, self.group, self.settings, self.finished = row, renderer, group, settings, finished

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "finished": []}

    async def make_envs(self) -> Sequence[SynthProblem]:
        return [SynthProblem(self.row, self.renderer, **self.settings) for _ in range(self.group)]

    async def compute_group_rewards(
        self, trajectory_group: list[Any], env_group: Sequence[Any]
    ) -> list[tuple[float, dict[str, float | int]]]:
        rewards = [sum(step.reward for step in trajectory.transitions) for trajectory in trajectory_group]
        if rewards and self.row.get("ticket"):
            self.finished.append({"row": self.row, "rewards": rewards})
        return [(0.0, {}) for _ in trajectory_group]

    def logging_tags(self) -> list[str]:
        return [str(self.row["extra_info"]["task"])]
