"""The dataset card of an ingestion, and its summary in words."""

import json

from synth.pipelines.hub_card import closing, front_matter, size_class
from synth.pipelines.ingest.ingest_plan import GOLD_FAILS, NEEDS_JUDGE, SET_ASIDE, Counts, IngestManifest, IngestPlan
from synth.pipelines.ingest.source_list import Source
from synth.pipelines.storage.run_folder import DATA


def ingest_card(manifest: IngestManifest, plan: IngestPlan, source: Source) -> str:
    """What `datasets.load_dataset(folder)` and the hub read, then what a person reads."""
    fields = {
        "license": plan.licence if plan.licence != "unknown" else "other",
        "pretty_name": json.dumps(f"synth {plan.source}"),
        "size_categories": [size_class(manifest.rows)],
        "task_categories": ["text-generation"],
        "tags": ["reasoning", "rlvr", "verifiable-rewards"],
    }
    totals = manifest.totals
    lines = [
        *front_matter(fields, {"default": (DATA, list(manifest.splits))}),
        "",
        f"# {manifest.rows:,} rows of {plan.source}: {source.what}",
        "",
        f"From {', '.join(name for name, _ in plan.rows[:5])}{' and more' if len(plan.rows) > 5 else ''}; licence: {plan.licence}.",
        "The rows belong to their authors. The gold answer of each scores 1 by the verifier of its `data_source`, from the row as it is",
        "written. `extra_info.provenance` says which row of which file it was. Rows that no rule decides lie in",
        f"`{SET_ASIDE}/{NEEDS_JUDGE}-*.parquet`, rows whose own gold answer is refused in `{SET_ASIDE}/{GOLD_FAILS}-*.parquet`,",
        "with the reason.",
        "",
        "| rows | |",
        "| --- | ---: |",
        f"| read | {manifest.read:,} |",
        f"| kept | {manifest.rows:,} |",
        *([f"| of them without an answer known to pass | {totals.unproved:,} |"] if totals.unproved else []),
        *_counts("dropped", manifest.dropped),
        *_counts("needs a judge", totals.needs_judge),
        *_counts("gold answer fails", totals.gold_fails),
        "",
        "| data_source | rows |",
        "| --- | ---: |",
        *(f"| `{name}` | {count:,} |" for name, count in totals.by_name.items()),
        *closing(manifest.plan),
    ]
    return "\n".join(lines) + "\n"


def _counts(what: str, counts: Counts) -> list[str]:
    return [f"| {what}: {reason} | {count:,} |" for reason, count in counts.items()]


def summary(manifest: IngestManifest, out: str) -> str:
    """What a finished ingestion says."""
    totals = manifest.totals
    counted = {
        "dropped": manifest.dropped,
        "set aside, needs a judge": totals.needs_judge,
        "set aside, gold answer fails": totals.gold_fails,
    }
    lines = [f"{manifest.rows:,} rows of {manifest.read:,} read, in {out}"]
    lines += [f"  {what}, {reason}: {count:,}" for what, counts in counted.items() for reason, count in counts.items()]
    return "\n".join(lines)
