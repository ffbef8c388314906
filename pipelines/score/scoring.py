"""Rewards of stored completions."""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from synth.pipelines.storage.rows import placed_rows
from synth.pipelines.storage.store import TEMPORARY
from synth.schemas.errors import RequestError, nearest
from synth.verifiers.reward import verify


def score_file(location: str, completion: str, out: Path | None) -> str:
    """Score each row of a Parquet or JSONL file, or of a folder of Parquet files, and return a summary as text.

    completion: the column of completions, each a text or a list of texts. Other columns needed: `data_source`, and the ground truth as
    `reward_model.ground_truth` or `ground_truth`. out: where the rewards go, as JSONL. Raises RequestError for a file that cannot be read
    or lacks a column, GroundTruthError for a broken row. Nothing is written unless every row could be scored."""
    totals: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    lines = _score(location, completion, totals)
    if out:
        write_text(out, (json.dumps(line) + "\n" for line in lines))
    else:
        for _ in lines:
            pass
    return _summary(totals)


def write_text(out: Path, parts: Iterable[str]) -> None:
    """Write a file whole or not at all. Raises RequestError when it cannot be written."""
    temporary = out.parent / f"{out.name}.{os.getpid()}{TEMPORARY}"
    try:
        with open(temporary, "w", encoding="utf-8") as stream:
            stream.writelines(parts)
        os.replace(temporary, out)
    except OSError as error:
        raise RequestError(f"{out}: cannot write there ({error.strerror}).", "out") from error
    finally:
        temporary.unlink(missing_ok=True)


def _score(location: str, completion: str, totals: dict[tuple[str, str], Counter[str]]) -> Iterator[dict[str, Any]]:
    """The rewards of each row, counted in `totals` as well."""
    number = -1
    for number, (place, row) in enumerate(placed_rows(location)):
        source, truth, extra, completions = parts(row, completion, place)
        verdicts = [verify(source, text, truth, {"index": number, **extra}) for text in completions]
        totals[source, str(extra.get("difficulty", "-"))].update(verdict.reason or "accepted" for verdict in verdicts)
        rewards = [float(verdict.accepted) for verdict in verdicts]
        reasons = [verdict.reason for verdict in verdicts]
        yield {"row": number, "data_source": source, "index": extra.get("index"), "rewards": rewards, "reasons": reasons}
    if number < 0:
        raise RequestError(f"{location}: no rows.")


def parts(row: dict[str, Any], completion: str, place: str) -> tuple[str, str, dict[str, Any], list[str]]:
    """data_source, ground truth, extra_info and completions of a row. place: of the row, `FILE:ROW`, for messages. Raises RequestError
    for what is missing."""

    def column(name: str) -> Any:
        if name in row and row[name] is None:
            raise RequestError(f"{place}: column {name!r} is null.")
        if name not in row:
            known = ", ".join(sorted(row))
            raise RequestError(f"{place}: no column {name!r}.{nearest(name, row)} There are: {known}.")
        return row[name]

    texts = column(completion)
    # A message counts as its text.
    found = [text.get("content") if isinstance(text, dict) else text for text in (texts if isinstance(texts, list) else [texts])]
    completions = [text for text in found if isinstance(text, str)]
    if not completions or len(completions) < len(found):
        raise RequestError(f"{place}: column {completion!r} must hold text or a list of texts.")
    model = row.get("reward_model")
    truth = model.get("ground_truth") if isinstance(model, dict) else column("ground_truth")
    if not isinstance(truth, str):
        raise RequestError(f"{place}: the ground truth must be text.")
    extra = row.get("extra_info")
    return str(column("data_source")), truth, extra if isinstance(extra, dict) else {}, completions


def _summary(totals: dict[tuple[str, str], Counter[str]]) -> str:
    lines = [f"{'data source':36} {'level':>5} {'scored':>8} {'mean':>6}  refused for"]
    everything: Counter[str] = Counter()
    for (source, level), counts in sorted(totals.items()):
        everything += counts
        lines.append(_line(source, level, counts))
    return "\n".join([*lines, _line("all", "", everything)])


def _line(name: str, level: str, counts: Counter[str]) -> str:
    total = counts.total()
    reasons = ", ".join(f"{reason} {n:,}" for reason, n in counts.most_common() if reason != "accepted")
    return f"{name:36} {level:>5} {total:>8,} {counts['accepted'] / total:>6.3f}  {reasons}".rstrip()
