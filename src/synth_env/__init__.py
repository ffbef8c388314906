"""`verifiers` and prime-rl: the taskset `synth-env`, an endless stream of our problems.

    uv run eval synth-env --env.taskset.tasks '["logic", "math:2"]' --env.taskset.difficulty 3..7

A taskset is found by the name of its module, which may not be within a package. Tasks with tools (worlds/search) are played in turns, in
which the replies of the tools are the user's messages. Written for verifiers 0.4 (its v1)."""

from collections.abc import Iterator, Mapping
from typing import Any

import verifiers.v1 as vf  # pyright: ignore[reportMissingImports]

import synth
from synth.verifiers.multi_turn import environment, in_turns, replayed, row_of
from synth.verifiers.reward import Judged, judge

__all__ = ["SynthEnv", "SynthTaskset"]


class SynthData(vf.TaskData):
    """A row's prompt, and what its verifier needs."""

    data_source: str
    ground_truth: str
    difficulty: int = 0
    ticket: str = ""
    """Of a curriculum's row."""


class SynthTask(vf.Task[SynthData]):
    """One problem, whose final answer is judged."""

    @vf.reward
    async def reward(self, trace: vf.Trace) -> float:
        return self._judged(trace)["reward"]

    @vf.metric
    async def components(self, trace: vf.Trace) -> dict[str, float]:
        return dict(self._judged(trace)["reward_components"])  # type: ignore[arg-type]

    def _judged(self, trace: vf.Trace) -> Judged:
        data, by_steps = self.data, self.config.by_steps
        judged = judge(data.data_source, trace.last_reply or "", data.ground_truth, by_steps=by_steps)
        if in_turns(data.data_source):
            played, _ = replayed(row_of(data.data_source, data.ground_truth), (said.content or "" for said in trace.assistant_messages))
            judged["reward"] = played.by_steps if by_steps else played.reward
            judged["reward_components"]["steps"] = played.by_steps
        return judged


class SynthTaskConfig(vf.TaskConfig):
    by_steps: bool = False
    """Whether the reward goes by steps, where they can be checked: those of a proof, or the documents that a search opened."""


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


class SynthEnvConfig(vf.EnvConfig):
    agent: vf.AgentConfig = vf.AgentConfig()
    """The model. Its `max_turns`, where it has one, is to exceed the calls that a prompt allows."""


class SynthEnv(vf.Env[SynthEnvConfig]):
    """One prompt and one completion, or for a task with tools as many turns as it takes."""

    async def run(self, task: vf.Task[SynthData], agents: vf.Agents) -> None:
        if not in_turns(task.data.data_source):
            await agents.agent.run(task)
            return
        played = environment(row_of(task.data.data_source, task.data.ground_truth))
        async with agents.agent.interaction(task) as interaction:
            said = await interaction.turn()
            while not said.terminated:
                turn = played.step(said.last_reply or "")
                if turn.done:
                    break
                said = await interaction.turn(turn.observation)


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
