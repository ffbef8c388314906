"""The dataset card of an augmentation run, and its summary in words."""

import json

from synth.pipelines.augment.augment_plan import AugmentManifest, AugmentPlan, AugmentTotals, Counts
from synth.pipelines.hub_card import closing, front_matter, size_class
from synth.pipelines.storage.run_folder import DATA

_SOURCES = {"reclor": "ReClor", "logiqa2": "LogiQA 2.0"}


def augment_card(manifest: AugmentManifest, plan: AugmentPlan) -> str:
    """What `datasets.load_dataset(folder)` and the hub read, then what a person reads."""
    source, totals = _SOURCES[plan.format], manifest.totals
    fields = {
        "license": "other",
        "pretty_name": json.dumps(f"synth reading, after {source}"),
        "size_categories": [size_class(manifest.rows)],
        "task_categories": ["multiple-choice"],
        "tags": ["reasoning", "rlvr", "counterfactual", "verifiable-rewards"],
    }
    lines = [
        *front_matter(fields, {"default": (DATA, list(manifest.splits))}),
        "",
        f"# {manifest.rows:,} questions about passages: {source} and counterfactuals of it",
        "",
        f"Passages of {source} with their questions and options, and for their wrong options rewritten passages for which those options",
        f"are right. Written by `{plan.model}`; a rewritten passage was kept only when {plan.k} independent solves found its answer",
        "and none another. The members of a family share `family_id`. The passages belong to their authors: their licence holds.",
        "",
        "| split | rows |",
        "| --- | ---: |",
        *(f"| {split} | {rows:,} |" for split, rows in manifest.splits.items()),
        "",
        *_table("passages", totals.passages, totals.originals, totals.dropped_passages),
        "",
        *_table("counterfactuals", totals.counterfactuals + sum(totals.dropped_counterfactuals.values()), totals.counterfactuals,
                totals.dropped_counterfactuals),
        "",
        f"{totals.requests:,} answers, {totals.tokens_in:,} tokens in, {totals.tokens_out:,} tokens out.",
        *closing(manifest.plan),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _table(what: str, total: int, kept: int, dropped: Counts) -> list[str]:
    head = [f"| {what} | |", "| --- | ---: |", f"| all | {total:,} |", f"| kept | {kept:,} |"]
    return head + [f"| dropped: {reason} | {count:,} |" for reason, count in sorted(dropped.items())]


def summary(manifest: AugmentManifest, sent: int, out: str) -> str:
    """What a finished run says. sent: requests of this command; the other replies came from the cache."""
    totals = manifest.totals
    lines = [
        _line("passages", totals.passages, totals.originals, totals.dropped_passages),
        _line("counterfactuals", totals.counterfactuals + sum(totals.dropped_counterfactuals.values()), totals.counterfactuals,
              totals.dropped_counterfactuals),
        f"{totals.requests:,} answers used, {sent:,} of them requested now; {totals.tokens_in:,} tokens in, {totals.tokens_out:,} out, "
        f"cost {manifest.cost:,.4f}",
        f"{manifest.rows:,} rows ({', '.join(f'{split} {rows:,}' for split, rows in manifest.splits.items())}) at {out}",
    ]  # fmt: skip
    return "\n".join(lines)


def _line(what: str, total: int, kept: int, dropped: Counts) -> str:
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in sorted(dropped.items(), key=lambda item: (-item[1], item[0])))
    return f"{what:16} {total:>8,}  kept {kept:>8,}  dropped for: {reasons or 'nothing'}"


def shard_line(done: int, count: int, totals: AugmentTotals, sent: int) -> str:
    """One line for a shard that is done. sent: requests of this command so far."""
    rows = f"{totals.originals:,} originals, {totals.counterfactuals:,} counterfactuals"
    return f"synth: {done:,} of {count:,} shards, {rows}, {sent:,} requests"
