"""What an audit says of an ingested row: its gold answer has to score 1 again, and a row that was set aside is named with the reason."""

import json
from collections.abc import Iterator
from typing import Any

from synth.pipelines.ingest.ingest_plan import GOLD_FAILS
from synth.pipelines.ingest.ingest_shard import prove
from synth.pipelines.ingest.item import Item
from synth.schemas.errors import one_line


def faults_of_published(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a row, in words. A row that needs a judge is not wrong, as long as it is where such rows belong."""
    try:
        provenance = json.loads(row["extra_info"]["provenance"])
        item = Item(
            data_source=row["data_source"],
            prompt=row["prompt"][-1]["content"],
            key="",
            ground_truth=row["reward_model"]["ground_truth"],
            all_tests=provenance.get("all_tests", ""),
            answer=row["extra_info"]["answer"],
            aside=provenance.get("aside", ""),
        )
    except (ValueError, KeyError, IndexError, TypeError) as error:
        yield f"not a row of an ingestion: {type(error).__name__}: {one_line(error)}"
        return
    stated, (found, reason) = provenance.get("set_aside", ""), prove(item)
    if found == GOLD_FAILS:
        yield f"its own gold answer is refused ({reason})"
    elif found != stated:
        kept = "the rows that are kept"
        yield f"belongs to {found or kept}{f' ({reason})' if reason else ''}, not to {stated or kept}"
