"""The card of a run: the README.md beside its shards, with the front matter that the hub reads."""

import json

from synth.pipelines.hub_card import USE, front_matter, size_class
from synth.pipelines.run.plan import Plan
from synth.pipelines.storage.run_folder import DATA
from synth.schemas.manifest import Manifest


def run_card(manifest: Manifest, plan: Plan) -> str:
    """The dataset card of a finished run: what `datasets.load_dataset(folder)` and the hub read, then what a person reads."""
    domains = sorted({stream.task.split("/")[0] for stream in plan.streams})
    front = {
        "license": "apache-2.0",
        "pretty_name": json.dumps(f"synth {' '.join(domains)}"),
        "size_categories": [size_class(manifest.rows)],
        "task_categories": ["text-generation"],
        "tags": ["reasoning", "rlvr", "synthetic", "verifiable-rewards", *domains],
    }
    splits = [split for split, rows in manifest.splits.items() if rows]
    lines = [
        *front_matter(front, {"default": (DATA, splits)}),
        "",
        f"# {manifest.rows:,} verifiable reasoning problems",
        "",
        "Every row was made from its own key, checked against its verifier before it was written, and deduplicated by canonical form.",
        "",
        "| split | rows |",
        "| --- | ---: |",
        *(f"| {split} | {rows:,} |" for split, rows in manifest.splits.items()),
        "",
        "| task | version | difficulty | rows | duplicates dropped | discarded draws |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for stream in manifest.streams:
        tally = stream.tally
        lines.append(
            f"| {stream.task} | {stream.version} | {stream.difficulty} | {tally.made:,} | {tally.duplicates:,} "
            f"| {sum(tally.discarded.values()):,} |"
        )
    for stream in manifest.streams:
        if stream.capacity is not None:
            capacity = f"about {stream.capacity:,} distinct problems in its splits"
            lines += ["", f"{stream.task} at difficulty {stream.difficulty} was exhausted: {capacity}."]
    lines += [
        "",
        *USE,
        "",
        "A row is made again from its own columns by `synth remake`. The same data:",
        "",
        "```json",
        json.dumps(json.loads(manifest.plan), indent=1),
        "```",
    ]
    return "\n".join(lines) + "\n"
