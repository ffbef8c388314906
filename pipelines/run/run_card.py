"""The card of a run: the README.md beside its shards. Front matter for the hub; then, for a person, what is in it, three rows, what the
columns mean, and how to make it again."""

import json
from collections.abc import Sequence
from itertools import islice

from synth.pipelines.field_words import field_words
from synth.pipelines.hub_card import USE, front_matter, size_class
from synth.pipelines.run.plan import Plan
from synth.pipelines.run.repeat import command
from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.run_folder import DATA
from synth.pipelines.storage.store import Store
from synth.schemas.manifest import Manifest
from synth.schemas.record import ExtraInfo, Row

EXAMPLES, LOOKED_AT = 3, 300
"""Rows shown, and rows of the first file among which they are looked for."""
LONGEST = 1_000
"""Characters of a prompt that are shown."""


def examples(store: Store, manifest: Manifest) -> list[dict[str, object]]:
    """A few rows of a finished run, of different tasks as far as there are, each with `task`, `difficulty`, `prompt` and `answer`."""
    if not manifest.files:
        return []
    file = RowFile(manifest.files[0].path, store, manifest.files[0].path)
    shown = [
        {
            "task": row["extra_info"]["task"],
            "difficulty": row["difficulty"],
            "prompt": row["prompt"][0]["content"],
            "answer": row["extra_info"]["answer"],
        }
        for row in islice(file.rows("prompt", "difficulty", "extra_info"), LOOKED_AT)
    ]
    by_task: dict[str, dict[str, object]] = {}
    for row in shown:
        by_task.setdefault(row["task"], row)
    others = (row for row in shown if row not in by_task.values())
    return sorted([*by_task.values(), *islice(others, EXAMPLES)][:EXAMPLES], key=lambda row: (str(row["task"]), str(row["prompt"])))


def run_card(manifest: Manifest, plan: Plan, shown: Sequence[dict[str, object]] = ()) -> str:
    """The dataset card of a finished run. shown: what `examples` gives."""
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
        f"By split: {', '.join(f'{split} {rows:,}' for split, rows in manifest.splits.items())}. By task and difficulty:",
        "",
        *_counts(manifest),
        "",
        *USE,
        "",
        "## Examples",
        *(line for row in shown for line in _example(row)),
        "",
        "## Columns",
        "",
        "| column | meaning |",
        "| --- | --- |",
        *_glossary(),
        "",
        "## The same data again",
        "",
        *_again(plan),
    ]
    return "\n".join(lines) + "\n"


def _counts(manifest: Manifest) -> list[str]:
    """Rows by task and level; an asterisk where a level was exhausted."""
    levels = sorted({stream.difficulty for stream in manifest.streams})
    rows: dict[str, dict[int, str]] = {}
    for stream in manifest.streams:
        rows.setdefault(stream.task, {})[stream.difficulty] = f"{stream.tally.made:,}" + "*" * (stream.capacity is not None)
    lines = ["| task | " + " | ".join(map(str, levels)) + " |", "| --- |" + " ---: |" * len(levels)]
    lines += [f"| {task} | " + " | ".join(by_level.get(level, "") for level in levels) + " |" for task, by_level in rows.items()]
    if any(stream.capacity is not None for stream in manifest.streams):
        lines += ["", "\\* exhausted: no further distinct problems in the splits of this run."]
    return lines


def _example(row: dict[str, object]) -> list[str]:
    prompt = str(row["prompt"])
    cut = f"{prompt[:LONGEST]} ..." if len(prompt) > LONGEST else prompt
    return ["", f"{row['task']}, difficulty {row['difficulty']}:", "", "`````text", cut, "`````", "", "One right answer:", "", "`````text",
            str(row["answer"]), "`````"]  # fmt: skip


def _glossary() -> list[str]:
    named = [(column, words) for column, words in field_words(Row).items()]
    named += [(f"extra_info.{column}", words) for column, words in field_words(ExtraInfo).items()]
    return [f"| `{column}` | {words[:1].upper()}{words[1:]}. |" for column, words in named]


def _again(plan: Plan) -> list[str]:
    typed = command(plan)
    excluded = " --exclude THE_SAME_PROBLEMS" if plan.exclude else ""
    return [
        "```",
        *([typed] if typed else []),
        f"synth run --config manifest.json{excluded} --out FOLDER",
        "```",
        "",
        ("Either gives" if typed else "That gives") + " the same bytes with the same version of synth. A row is made again from its own "
        "columns by `synth remake`; drops and discards are counted in `manifest.json`.",
    ]
