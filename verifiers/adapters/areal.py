"""AReaL: `RLVRWorkflow(reward_fn="synth.verifiers.adapters.areal.reward", ...)` on a dataset of our rows, the column `prompt` renamed
`messages`.

Written for areal/api/reward_api.py of 1.0.4, which calls it in a pool of processes and gives 0 to a completion that takes over
15 seconds."""

from collections.abc import Mapping
from typing import Any

from synth.verifiers.reward import judge, numbers


def reward(
    prompt: Any,
    completions: str,
    prompt_ids: Any,
    completion_ids: Any,
    data_source: str,
    reward_model: Mapping[str, Any],
    extra_info: Mapping[str, Any] | None = None,
    **_: Any,
) -> float:
    """The reward of one completion, which AReaL names in the plural. Its columns arrive by their names."""
    return judge(data_source, completions, reward_model["ground_truth"], extra_info)["reward"]


def reward_components(*args: Any, **columns: Any) -> dict[str, float]:
    """`reward` with its components, for workflows that log the numbers of a record."""
    extra = columns.get("extra_info")
    completion = args[1] if args else columns["completions"]
    return numbers(judge(columns["data_source"], completion, columns["reward_model"]["ground_truth"], extra))
