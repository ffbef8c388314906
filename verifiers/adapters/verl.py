"""verl: `reward.custom_reward_function.path=pkg://synth.verifiers.adapters.verl` (name `compute_score`, the default).

verl takes the keys of the first sample's dictionary for all samples, so every result here has the same three keys.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from synth.verifiers.reward import has_steps, score, score_steps, verify


class Result(TypedDict):
    score: float
    acc: float
    reason: str  # empty when accepted


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
    verdict = verify(data_source, solution_str, ground_truth, extra_info, lenient)
    return Result(score=float(verdict.accepted), acc=float(verdict.accepted), reason=verdict.reason)


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
    if has_steps(data_source):
        result["score"] = score_steps(data_source, solution_str, ground_truth, extra_info)
    return result


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
