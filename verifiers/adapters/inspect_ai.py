"""Inspect: our rows as an evaluation task: `Task(dataset=[sample(row) for row in rows], solver=generate(), scorer=verdict())`.

Written for inspect_ai 0.3.285."""

import asyncio
from collections.abc import Mapping
from typing import Any

from inspect_ai.dataset import Sample
from inspect_ai.model import ChatMessageUser
from inspect_ai.scorer import Score, Scorer, Target, grouped, mean, scorer, stderr
from inspect_ai.solver import TaskState

from synth.verifiers.reward import judge


def sample(row: Mapping[str, Any]) -> Sample:
    """A row; its task and level are in the metadata, and its reference answer is the target that logs show."""
    extra = row["extra_info"]
    return Sample(
        id=f"{extra['task']}-{extra['difficulty']}-{extra['index']}",
        input=[ChatMessageUser(content=message["content"]) for message in row["prompt"]],
        target=extra["answer"],
        metadata={
            "data_source": row["data_source"],
            "ground_truth": row["reward_model"]["ground_truth"],
            "task": extra["task"],
            "difficulty": extra["difficulty"],
        },
    )


@scorer(metrics=[mean(), stderr(), grouped(mean(), "difficulty")])
def verdict(by_steps: bool = False) -> Scorer:
    """The reward, its components and the reason of a refusal; means by level too."""

    async def score(state: TaskState, target: Target) -> Score:
        text = state.output.completion
        judged = await asyncio.to_thread(judge, state.metadata["data_source"], text, state.metadata["ground_truth"], by_steps=by_steps)
        return Score(value=judged["reward"], answer=text[-200:], explanation=judged["reason"], metadata=dict(judged["reward_components"]))

    return score
