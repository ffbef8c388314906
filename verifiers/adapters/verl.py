"""verl: `reward.custom_reward_function.path=pkg://synth.verifiers.adapters.verl` (name `compute_score`, the default).

verl takes the keys of the first sample's dictionary for all samples, so every result here has the same keys.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from synth.verifiers.reward import judge, score


class Result(TypedDict):
    score: float
    acc: float
    format: float
    """As in `synth.verifiers.reward.Components`, like `steps`."""
    steps: float
    reason: str
    """Empty when accepted."""


def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: str,
    extra_info: Mapping[str, Any] | None = None,
    lenient: bool = False,
    **_: Any,
) -> Result:
    """One completion. lenient: as for `synth.verifiers.verify`, by `reward.custom_reward_function.reward_kwargs.lenient=True`. Further
    keyword arguments (verl's reward model handles) are accepted and not used."""
    judged = judge(data_source, solution_str, ground_truth, extra_info, lenient)
    found = judged["reward_components"]
    return Result(score=judged["reward"], acc=found["answer"], format=found["format"], steps=found["steps"], reason=judged["reason"])


def compute_score_steps(
    data_source: str,
    solution_str: str,
    ground_truth: str,
    extra_info: Mapping[str, Any] | None = None,
    **_: Any,
) -> Result:
    """One completion by its steps (`reward.custom_reward_function.name=compute_score_steps`): see `synth.verifiers.score_steps`.
    Tasks whose steps can't be checked are scored by their answers, so that datasets may mix them."""
    result = compute_score(data_source, solution_str, ground_truth, extra_info)
    return {**result, "score": result["steps"]}


def compute_score_batched(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[str],
    extra_infos: Sequence[Mapping[str, Any] | None] | None = None,
    **_: Any,
) -> list[float]:
    """A batch, in verl's plural signature (reward manager `batch`)."""
    extras = extra_infos if extra_infos is not None else [None] * len(data_sources)
    return [score(*row) for row in zip(data_sources, solution_strs, ground_truths, extras, strict=True)]
