"""ms-swift: `swift rlhf --rlhf_type grpo --reward_funcs synth --external_plugins FILE`, where FILE is a script that imports this module, on
our rows as JSONL (`--columns '{"prompt": "messages"}' --remove_unused_columns false`).

Written for swift/rewards/orm.py of 4.6: an instance is called with completions and the dataset's columns as lists."""

from typing import Any

from swift.rewards import ORM, orms

from synth.verifiers.adapters import trl


class Synth(ORM):
    """Rewards by answers."""

    def __call__(self, completions: list[str], **columns: Any) -> list[float]:
        return trl.reward(**{**columns, "prompts": completions, "completions": completions})


class SynthSteps(ORM):
    """Rewards by steps, where a task's steps can be checked."""

    def __call__(self, completions: list[str], **columns: Any) -> list[float]:
        return trl.reward_steps(**{**columns, "prompts": completions, "completions": completions})


orms["synth"], orms["synth_steps"] = Synth, SynthSteps
