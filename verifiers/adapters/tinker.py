"""Tinker: `SynthProblem`, a `ProblemEnv` of tinker-cookbook made of one of our rows. `synth.pipelines.curriculum.tinker_dataset` makes
datasets of it.

Written for tinker_cookbook/rl/problem_env.py of 0.6.1, whose reward is `format_coef * (format - 1) + answer`."""

from collections.abc import Mapping
from typing import Any

from tinker_cookbook.rl.problem_env import ProblemEnv

from synth.verifiers.reward import Judged, judge


class SynthProblem(ProblemEnv):
    """One problem, one answer. by_steps: the answer's part of the reward goes by its steps."""

    def __init__(self, row: Mapping[str, Any], renderer: Any, format_coef: float = 0.0, by_steps: bool = False) -> None:
        super().__init__(renderer, format_coef=format_coef)
        self.row, self.by_steps = row, by_steps

    def get_question(self) -> str:
        return str(self.row["prompt"][-1]["content"])

    def check_answer(self, sample_str: str) -> float:  # type: ignore[override]
        return self._judged(sample_str)["reward"]

    def check_format(self, sample_str: str) -> float:  # type: ignore[override]
        return self._judged(sample_str)["reward_components"]["format"]

    def get_reference_answer(self) -> str:
        return str((self.row.get("extra_info") or {}).get("answer", ""))

    def _judged(self, text: str) -> Judged:
        row = self.row
        return judge(row["data_source"], text, row["reward_model"]["ground_truth"], row.get("extra_info"), by_steps=self.by_steps)
