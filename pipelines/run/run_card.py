"""The card of a run: the README.md beside its shards. Front matter for the hub; then, for a person, what is in it, a row, what the
columns mean, and how to make it again. The manifest has the counts by task and level."""

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
from synth.schemas.manifest import Manifest, StreamReport
from synth.schemas.record import ExtraInfo, Row

EXAMPLES, LOOKED_AT = 1, 300
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
        *front_matter(front, {"default": (DATA, splits)}, [language for language, _ in plan.languages]),
        "",
        f"# {manifest.rows:,} verifiable reasoning problems",
        "",
        "Every row was made from its own key, checked against its verifier before it was written, and deduplicated by canonical form.",
        f"By split: {', '.join(f'{split} {rows:,}' for split, rows in manifest.splits.items())}.",
        "",
        *_counts(manifest),
        "",
        *USE,
        "",
        "## A row",
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
    """Rows by domain."""
    streams: dict[str, list[StreamReport]] = {}
    for stream in manifest.streams:
        streams.setdefault(stream.task.partition("/")[0], []).append(stream)
    lines = ["| domain | tasks | levels | rows |", "| --- | ---: | --- | ---: |"]
    for domain, own in streams.items():
        levels = sorted({stream.difficulty for stream in own})
        shown = f"{levels[0]} to {levels[-1]}" if len(levels) > 1 else f"{levels[0]}"
        lines.append(f"| {domain} | {len({stream.task for stream in own})} | {shown} | {sum(stream.tally.made for stream in own):,} |")
    used_up = sum(stream.capacity is not None for stream in manifest.streams)
    if used_up:
        of = f"Of {len(manifest.streams):,} tasks and levels, {used_up:,}"
        lines += ["", f"{of} have no further distinct problems in the splits of this run."]
    return [*lines, "", "`manifest.json` has the rows of each task and level; `synth report FOLDER` shows them with effort and lengths."]


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
