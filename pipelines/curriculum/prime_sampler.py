"""prime-rl: a task sampler that follows the learner, for the taskset `synth-env`: `CurriculumSampler(synth.Curriculum(["logic", "math"]))`.

prime-rl's configuration knows its own samplers only, so a line of it has to make this one. Written for
src/prime_rl/orchestrator/curriculum/samplers/base.py, which calls `observe` with the episodes of a finished group."""

from typing import Any

from prime_rl.orchestrator.curriculum.samplers.base import TaskSampler

from synth.pipelines.curriculum.curriculum import Curriculum
from synth_env import SynthTask, SynthTaskConfig, task


class CurriculumSampler(TaskSampler):
    """config: of the tasks. step: finished groups after which the curriculum moves."""

    def __init__(self, data: Curriculum, config: SynthTaskConfig | None = None, step: int = 1) -> None:
        self.data, self.config, self.step = data, config or SynthTaskConfig(), step
        self._made = 0
        self._finished: list[dict[str, Any]] = []

    def __next__(self) -> SynthTask:
        self._made += 1
        return task(next(self.data), self.config, self._made - 1)

    def observe(self, group: list[Any]) -> None:
        """Episodes and traces that failed say nothing of the problem."""
        rewards = [trace.reward for one in group if one.ok for trace in one.traces if not trace.has_error and trace.agent.trainable]
        ticket = group[0].task.data.ticket if group else ""
        if rewards and ticket:
            self._finished.append({"ticket": ticket, "rewards": rewards})
        if len(self._finished) >= self.step:
            self.data.update(self._finished)
            self._finished = []

    def state_dict(self) -> dict[str, Any]:
        return {"made": self._made, "curriculum": self.data.state_dict()}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        self._made, self._finished = state_dict["made"], []
        self.data.load_state_dict(state_dict["curriculum"])

    def metrics(self) -> dict[str, float]:
        return self.data.metrics()
