"""`verifiers` and prime-rl: the taskset `synth-env`, an endless stream of our problems.

    uv run eval synth-env --env.taskset.tasks '["logic", "math:2"]' --env.taskset.difficulty 3..7

A taskset is found by the name of its module, which may not be within a package. Written for verifiers 0.4 (its v1)."""

from collections.abc import Iterator, Mapping
from typing import Any

import verifiers.v1 as vf  # pyright: ignore[reportMissingImports]

import synth
from synth.verifiers.reward import Judged, judge

__all__ = ["SynthTaskset"]


class SynthData(vf.TaskData):
    """A row's prompt, and what its verifier needs."""

    data_source: str
    ground_truth: str
    difficulty: int = 0
    ticket: str = ""
    """Of a curriculum's row."""


class SynthTask(vf.Task[SynthData]):
    """One problem, one answer."""

    @vf.reward
    async def reward(self, trace: vf.Trace) -> float:
        return self._judged(trace)["reward"]

    @vf.metric
    async def components(self, trace: vf.Trace) -> dict[str, float]:
        return dict(self._judged(trace)["reward_components"])  # type: ignore[arg-type]

    def _judged(self, trace: vf.Trace) -> Judged:
        return judge(self.data.data_source, trace.last_reply or "", self.data.ground_truth, by_steps=self.config.by_steps)


class SynthTaskConfig(vf.TaskConfig):
    by_steps: bool = False
    """Whether the reward goes by steps, where they can be checked."""


class SynthConfig(vf.TasksetConfig):
    """What `synth.stream` takes."""

    task: SynthTaskConfig = SynthTaskConfig()
    tasks: tuple[str, ...] = ("logic",)
    difficulty: str = "1..10"
    seed: int = 0
    lang: str = "en"
    with_steps: bool = False


class SynthTaskset(vf.Taskset[SynthTask, SynthConfig]):
    INFINITE = True

    def load(self) -> Iterator[SynthTask]:
        wanted = self.config
        asked = {"difficulty": wanted.difficulty, "seed": wanted.seed, "lang": wanted.lang, "with_steps": wanted.with_steps}
        rows = synth.stream(list(wanted.tasks), **asked)
        return (task(row, wanted.task, number) for number, row in enumerate(rows))


def task(row: Mapping[str, Any], config: SynthTaskConfig, number: int) -> SynthTask:
    """A row as a task of `verifiers`."""
    data = SynthData(
        idx=number,
        prompt=row["prompt"][-1]["content"],
        data_source=row["data_source"],
        ground_truth=row["reward_model"]["ground_truth"],
        difficulty=row["difficulty"],
        ticket=row.get("ticket", ""),
    )
    return SynthTask(data, config)
