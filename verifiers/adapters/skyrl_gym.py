"""SkyRL: `SynthEnv`, a one-turn environment of skyrl-gym. Register it inside of the Ray task that trains, since each process has its own
registry: `register(id="synth", entry_point="synth.verifiers.adapters.skyrl_gym:SynthEnv")`, and give rows `env_class: "synth"`.

All columns but the prompt arrive as `extras`, so our Parquet files need that one column more. Written for skyrl-gym 0.4.0."""

from typing import Any

from skyrl_gym.envs.base_text_env import BaseTextEnv, BaseTextEnvStepOutput

from synth.verifiers.reward import Components, judge


class SynthEnv(BaseTextEnv):
    """One completion, one verdict. env_config: of the trainer, may hold `by_steps`."""

    def __init__(self, env_config: Any = None, extras: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.row = dict(extras or {})
        missing = {"data_source", "reward_model"} - self.row.keys()
        if missing:
            raise ValueError(f"a row of synth has no column {', '.join(sorted(missing))}; there are {', '.join(sorted(self.row))}")
        self.by_steps = bool((env_config or {}).get("by_steps", False))
        self.components = Components(answer=0.0, format=0.0, steps=0.0)

    def step(self, action: str) -> BaseTextEnvStepOutput:
        row = self.row
        found = judge(row["data_source"], action, row["reward_model"]["ground_truth"], row.get("extra_info"), by_steps=self.by_steps)
        self.components = found["reward_components"]
        metadata = {"reward_components": found["reward_components"], "reason": found["reason"]}
        return BaseTextEnvStepOutput(observations=[], reward=found["reward"], done=True, metadata=metadata)

    def get_metrics(self) -> dict[str, Any]:
        return dict(self.components)
