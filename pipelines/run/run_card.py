"""The card of a run: the README.md beside its shards. Front matter for the hub; then, for a person, what is in it, a row, what the
columns mean, and how to make it again. The manifest has the counts by task and level."""

import json

from synth.pipelines.croissant import croissant
from synth.pipelines.field_words import field_words
from synth.pipelines.hub_card import USE, front_matter, size_class
from synth.pipelines.run.plan import Plan
from synth.pipelines.run.repeat import command
from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.run_folder import DATA
from synth.pipelines.storage.store import Store
from synth.schemas.manifest import Manifest, StreamReport
from synth.schemas.record import ExtraInfo, Row

LONGEST = 1_000
"""Characters of a prompt that are shown."""
LICENCE = "https://spdx.org/licenses/Apache-2.0"


def domain_splits(store: Store, manifest: Manifest) -> dict[str, list[str]]:
    """The splits in which each of several domains has rows, none for a run of one domain. Files of a split are read until all domains
    were seen, as a rule the first of them: a reader refuses a subset that names a split without rows."""
    domains = sorted({stream.task.split("/")[0] for stream in manifest.streams if stream.tally.made})
    found: dict[str, list[str]] = {domain: [] for domain in domains} if len(domains) > 1 else {}
    for split, rows in manifest.splits.items() if found else ():
        missing = set(domains) if rows else set()
        for entry in (entry for entry in manifest.files if entry.split == split):
            for row in RowFile(entry.path, store, entry.path).rows("ability") if missing else ():
                if row["ability"] in missing:
                    missing.remove(row["ability"])
                    found[row["ability"]].append(split)
                if not missing:
                    break
    return found


def run_metadata(manifest: Manifest, plan: Plan) -> str:
    """The Croissant metadata of a finished run."""
    domains = _domains(plan)
    words = f"{manifest.rows:,} reasoning problems ({', '.join(domains)}), each with a rule verifier and a right answer."
    splits = [split for split, rows in manifest.splits.items() if rows]
    languages = [language for language, _ in plan.languages]
    return croissant(f"synth-{'-'.join(domains)}", words, LICENCE, manifest.synth, splits, languages)


def run_card(manifest: Manifest, plan: Plan, store: Store) -> str:
    """The dataset card of a finished run, whose files lie in the store."""
    domains, subsets = _domains(plan), domain_splits(store, manifest)
    front = {
        "license": "apache-2.0",
        "pretty_name": json.dumps(f"synth {' '.join(domains)}"),
        "size_categories": [size_class(manifest.rows)],
        "task_categories": ["text-generation"],
        "tags": ["reasoning", "rlvr", "synthetic", "verifiable-rewards", *domains],
    }
    splits = [split for split, rows in manifest.splits.items() if rows]
    lines = [
        *front_matter(
            front,
            {"default": (DATA, splits)},
            [language for language, _ in plan.languages],
            {domain: (DATA, own) for domain, own in subsets.items()},
        ),
        "",
        f"# {manifest.rows:,} verifiable reasoning problems",
        "",
        "Every row was made from its own key, checked against its verifier before it was written, and deduplicated by canonical form.",
        f"By split: {', '.join(f'{split} {rows:,}' for split, rows in manifest.splits.items())}.",
        "",
        *_counts(manifest),
        "",
        *USE,
        *(["", f'A domain alone: `datasets.load_dataset("PATH", "{next(iter(subsets))}")`.'] if subsets else []),
        "",
        "## A row",
        *_example(store, manifest),
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


def _domains(plan: Plan) -> list[str]:
    return sorted({stream.task.split("/")[0] for stream in plan.streams})


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


def _example(store: Store, manifest: Manifest) -> list[str]:
    """The first row of the run."""
    for entry in manifest.files[:1]:
        row = RowFile(entry.path, store, entry.path).row(0)
        prompt, extra = row["prompt"][0]["content"], row["extra_info"]
        cut = f"{prompt[:LONGEST]} ..." if len(prompt) > LONGEST else prompt
        return ["", f"{extra['task']}, difficulty {row['difficulty']}:", "", "`````text", cut, "`````", "", "One right answer:", "",
                "`````text", extra["answer"], "`````"]  # fmt: skip
    return []


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
