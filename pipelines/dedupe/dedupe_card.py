"""The dataset card of a deduplication, and its summary in words."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from synth.pipelines.dedupe.dedupe_plan import DedupeManifest
from synth.pipelines.dedupe.signatures import RECALL, bands
from synth.pipelines.dedupe.write_kept import DROPPED
from synth.pipelines.hub_card import front_matter, size_class
from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.run_folder import DATA
from synth.pipelines.storage.store import Store

REASONS = {
    "copy": "the same tokens as a row before it",
    "near": "a near-duplicate of a row that is kept, or of one that resembles it",
    "family": "a row of their family is dropped",
    "benchmark ngram": "shares words in a row with a benchmark",
    "benchmark near": "a near-duplicate of a text of a benchmark",
}
NOTES = {
    "crowded": "times a row met more others in a band than it was compared with",
    "short": "texts of the benchmarks with fewer words than an n-gram, which near-duplication alone can find",
    "common": "n-grams that so many texts of the benchmarks share that they tell nothing, and were left out",
}
EXAMPLES = 3
"""Rows that are shown for each reason that has to do with benchmarks."""


def dedupe_card(manifest: DedupeManifest, store: Store) -> str:
    """What the hub reads, then what a person reads."""
    plan = manifest.plan
    fields = {"license": "other", "size_categories": [size_class(manifest.rows)], "tags": ["deduplicated"]}
    suffix = next((entry.path.rpartition(".")[2] for entry in manifest.files if entry.split != DROPPED), "parquet")
    matter = [line.replace("-*.parquet", f"-*.{suffix}") for line in front_matter(fields, {"default": (DATA, list(manifest.splits))})]
    matter.remove("language:")
    matter.remove("- en")
    count, size = bands(plan.threshold)
    lines = [
        *matter,
        "",
        f"# {manifest.rows:,} rows without duplicates",
        "",
        f"Of {manifest.read:,} rows, as they were. Near-duplicates are texts whose {plan.shingle}-token shingles have a Jaccard similarity",
        f"of {plan.threshold:g} or more, compared one by one; a pair at the threshold is found with a chance of {RECALL:.0%} or more",
        f"({count} bands of {size} numbers). Of each of {manifest.clusters:,} clusters the first row of the first file is kept. What was",
        f"dropped, and for what, is listed in `{DROPPED}/`. The rows are under the licences of their sources.",
        *(["Texts with many numbers are near-duplicates only if they have the same ones."] if plan.numbers else []),
        "",
        "| rows | |",
        "| --- | ---: |",
        *(f"| kept, {split} | {rows:,} |" for split, rows in manifest.splits.items()),
        *(f"| dropped: {REASONS[reason]} | {rows:,} |" for reason, rows in manifest.dropped.items()),
        "",
        *(f"{count:,} {NOTES[note]}.\n" for note, count in manifest.notes.items()),
        *_benchmarks(manifest, store),
        "| file | rows | SHA-256 |",
        "| --- | ---: | --- |",
        *(f"| {file.name} | {file.rows:,} | {file.sha256} |" for file in plan.files),
    ]
    return "\n".join(lines) + "\n"


def _benchmarks(manifest: DedupeManifest, store: Store) -> list[str]:
    if not manifest.plan.benchmarks:
        return []
    names = ", ".join(f"{file.name} ({file.rows:,} texts)" for file in manifest.plan.benchmarks)
    shares = f"Left out is what shares {manifest.plan.ngram} words in a row with a text of {names}, or resembles one."
    lines = ["## Benchmarks", "", shares, ""]
    lines += [f"* {line}" for line in examples(manifest, store)]
    return [*lines, ""]


def examples(manifest: DedupeManifest, store: Store) -> list[str]:
    """Some rows that benchmarks have: which, which text of the benchmark, and what both have."""
    lines = []
    for reason in (reason for reason in manifest.dropped if reason.startswith("benchmark")):
        found = (row for row in _dropped(manifest, store) if row["reason"] == reason)
        for row in islice(found, EXAMPLES):
            shared = json.dumps(row["shared"], ensure_ascii=False)
            lines.append(f"{row['file']}:{row['row']} and {row['other_file']}:{row['other_row']} share {shared}")
    return lines


def _dropped(manifest: DedupeManifest, store: Store) -> Iterator[dict[str, Any]]:
    for entry in manifest.files:
        if entry.split == DROPPED:
            yield from RowFile(entry.path, store, entry.path).rows()


def summary(manifest: DedupeManifest, out: str, store: Store) -> str:
    """What a finished run says."""
    lines = [f"{manifest.read:>12,} rows read, {manifest.clusters:,} clusters of duplicates"]
    lines += [f"{rows:>12,} dropped: {REASONS[reason]}" for reason, rows in manifest.dropped.items()]
    lines += [f"{count:>12,} {NOTES[note]}" for note, count in manifest.notes.items()]
    lines += [f"synth: {line}" for line in examples(manifest, store)]
    splits = ", ".join(f"{split} {rows:,}" for split, rows in manifest.splits.items())
    return "\n".join([*lines, f"{manifest.rows:>12,} rows kept ({splits or 'none'}) at {out}"])
