"""TRL: `GRPOTrainer(..., reward_funcs=synth.verifiers.adapters.trl.reward)` on a dataset of our Parquet files as they are."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from synth.verifiers.reward import has_steps, score, score_steps, verify

Completion = str | Sequence[Mapping[str, Any]]


def reward(
    prompts: Sequence[Any],
    completions: Sequence[Completion],
    data_source: Sequence[str],
    reward_model: Sequence[Mapping[str, str]],
    extra_info: Sequence[Mapping[str, Any]] | None = None,
    log_metric: Callable[[str, float], None] | None = None,
    log_extra: Callable[[str, list[Any]], None] | None = None,
    lenient: bool = False,
    **_: Any,
) -> list[float]:
    """A reward for each completion, which is text or a list of messages whose last one counts. The dataset's columns arrive as lists;
    the reasons of refusals are logged. lenient: as for `synth.verifiers.verify`; `reward_lenient` sets it."""
    extras = extra_info if extra_info is not None else [None] * len(prompts)
    verdicts = [
        verify(source, text_of(completion), model["ground_truth"], extra, lenient)
        for source, completion, model, extra in zip(data_source, completions, reward_model, extras, strict=True)
    ]
    if log_extra is not None:
        log_extra("refused_for", [verdict.reason for verdict in verdicts])
    if log_metric is not None:
        for reason, count in Counter(verdict.reason or "accepted" for verdict in verdicts).items():
            log_metric(f"verdict/{reason}", count / len(verdicts))
    return [float(verdict.accepted) for verdict in verdicts]


def reward_lenient(*args: Any, **columns: Any) -> list[float]:
    """`reward`, reading `Final answer: 13` too where nothing is marked as the final answer."""
    return reward(*args, **{**columns, "lenient": True})


def reward_steps(
    prompts: Sequence[Any],
    completions: Sequence[Completion],
    data_source: Sequence[str],
    reward_model: Sequence[Mapping[str, str]],
    extra_info: Sequence[Mapping[str, Any]] | None = None,
    **_: Any,
) -> list[float]:
    """A reward by its steps for each completion: see `synth.verifiers.score_steps`. Tasks whose steps can't be checked are scored by their
    answers, so that datasets may mix them."""
    extras = extra_info if extra_info is not None else [None] * len(prompts)
    return [
        (score_steps if has_steps(source) else score)(source, text_of(completion), model["ground_truth"], extra)
        for source, completion, model, extra in zip(data_source, completions, reward_model, extras, strict=True)
    ]


def text_of(completion: Completion) -> str:
    """The text of a completion: itself, or the last message's content. A message without text counts as empty."""
    if isinstance(completion, str):
        return completion
    content = completion[-1].get("content") if completion else ""
    return content if isinstance(content, str) else ""
