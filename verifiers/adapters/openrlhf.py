"""OpenRLHF: `--reward.remote_url FILE`, where FILE is a script that imports `reward_func` from here, and `--data.label_key label` on rows
with the `label` of `synth.verifiers.adapters.label`. The same over HTTP: `synth serve`, `--reward.remote_url http://HOST:PORT/openrlhf`.

Written for openrlhf/utils/agent.py of 0.11.2, which calls it with lists of one item, in a thread, and logs an exception instead of raising
it: a completion whose row is broken has no reward there."""

from collections.abc import Sequence
from typing import Any

from synth.verifiers.adapters.label import read_label
from synth.verifiers.reward import judge, numbers

TAIL = 40
"""Characters of a prompt's end by which it is found where a tokenizer changed it."""


def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Any], **_: Any) -> dict[str, Any]:
    """`rewards`, `scores` from 0 to 1 for dynamic filtering, and the components as `extra_logs`, as tensors. queries: prompts with their
    responses, special tokens included."""
    import torch

    found = []
    for query, prompt, text in zip(queries, prompts, labels, strict=True):
        row = read_label(text)
        found.append(numbers(judge(row.data_source, response(query, prompt), row.ground_truth)))
    tensors = {name: torch.tensor([one[name] for one in found]) for name in ("reward", "answer", "format", "steps")}
    rewards = tensors.pop("reward")
    return {"rewards": rewards, "scores": rewards, "extra_logs": tensors}


def response(query: str, prompt: str) -> str:
    """The query without its prompt, which decoding may have changed: then what stands behind the prompt's last words."""
    if query.startswith(prompt):
        return query[len(prompt) :]
    before, end, after = query.partition(prompt[-TAIL:])
    return after if end else before
