"""TRL: `GRPOTrainer(..., reward_funcs=synth.verifiers.adapters.trl.reward)` on a dataset of our Parquet files as they are."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from synth.verifiers.reward import Judged, judge, numbers

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
    by_steps: bool = False,
    **_: Any,
) -> list[float]:
    """A reward for each completion, which is text or a list of messages whose last one counts. The dataset's columns arrive as lists; the
    components of the reward and the reasons of refusals are logged. lenient: as for `synth.verifiers.verify`; `reward_lenient` sets it.
    by_steps: `reward_steps` sets it."""
    extras = extra_info if extra_info is not None else [None] * len(completions)
    found = [
        judge(source, text_of(completion), model["ground_truth"], extra, lenient, by_steps)
        for source, completion, model, extra in zip(data_source, completions, reward_model, extras, strict=True)
    ]
    if log_extra is not None:
        log_extra("refused_for", [judged["reason"] for judged in found])
    if log_metric is not None and found:
        _log(found, log_metric)
    return [judged["reward"] for judged in found]


def _log(found: Sequence[Judged], log_metric: Callable[[str, float], None]) -> None:
    for reason, count in Counter(judged["reason"] or "accepted" for judged in found).items():
        log_metric(f"verdict/{reason}", count / len(found))
    components = [numbers(judged) for judged in found]
    for name in ("answer", "format", "steps"):
        log_metric(f"reward_components/{name}", sum(one[name] for one in components) / len(found))


def reward_lenient(*args: Any, **columns: Any) -> list[float]:
    """`reward`, reading `Final answer: 13` too where nothing is marked as the final answer."""
    return reward(*args, **{**columns, "lenient": True})


def reward_steps(*args: Any, **columns: Any) -> list[float]:
    """A reward by its steps for each completion: see `synth.verifiers.score_steps`. Tasks whose steps can't be checked are scored by their
    answers, so that datasets may mix them."""
    return reward(*args, **{**columns, "by_steps": True})


def text_of(completion: Completion) -> str:
    """The text of a completion: itself, or the last message's content. A message without text counts as empty."""
    if isinstance(completion, str):
        return completion
    content = completion[-1].get("content") if completion else ""
    return content if isinstance(content, str) else ""
