"""Entries of reasoning-gym, as it gives them or within rows of others: scored by its own scorers, and marked as foreign."""

import json
from collections.abc import Iterator

from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, stated

_ASKS = "\n\nPut the final answer in <answer> tags."


def entries(row: Row, context: Context) -> Iterator[Item]:
    """`question`, `answer`, and `metadata` (an object or its JSON) whose `source_dataset` names the task."""
    metadata = row.get("metadata")
    metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
    if not isinstance(metadata, dict) or "source_dataset" not in metadata or "question" not in row:
        raise Unusable("expected question, answer, and metadata with source_dataset")
    if not isinstance(row.get("answer"), str):
        raise Drop("no answer")
    question, task = stated(str(row["question"]), "question"), str(metadata["source_dataset"])
    prompt = question + _ASKS
    not_too_long(prompt, context.most_tokens)
    truth = {"task": task, "entry": {"question": question, "answer": row["answer"], "metadata": metadata}}
    facts = {"task": task, "scored_by": "reasoning-gym, foreign"}
    yield Item(
        data_source="logic__reasoning_gym",
        prompt=prompt,
        key=f"{task}: {question}",
        ground_truth=json.dumps(truth),
        answer=row["answer"],
        facts=facts,
    )
