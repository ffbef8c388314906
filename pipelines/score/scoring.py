"""Rewards of stored completions."""

import json
import os
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path
from typing import Any

from synth.pipelines.storage.rows import placed_rows
from synth.pipelines.storage.store import TEMPORARY
from synth.pipelines.tables import WIDTH
from synth.schemas.errors import RequestError, nearest
from synth.verifiers.reward import GroundTruth, verify

LONGEST_NAME = 36
"""Characters of a data source that stands in one line with its numbers."""


def score_file(location: str, completion: str, out: Path | None, lenient: bool = False) -> str:
    """Score each row of a Parquet or JSONL file, or of a folder of Parquet files, and return a summary as text.

    completion: the column of completions, each a text or a list of texts. Other columns needed: `data_source`, and the ground truth as
    `reward_model.ground_truth` or `ground_truth`. out: where the rewards go, as JSONL; lenient: as for
    `synth.verifiers.verify`. Raises RequestError for a file that cannot be read
    or lacks a column, GroundTruthError for a broken row. Nothing is written unless every row could be scored."""
    keep_input(location, out)
    totals: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    lines = _score(location, completion, totals, lenient)
    if out:
        write_text(out, (json.dumps(line) + "\n" for line in lines))
    else:
        for _ in lines:
            pass
    return _summary(totals)


def keep_input(location: str, out: Path | None) -> None:
    """Raises RequestError where the output would take the place of the completions."""
    if out and "://" not in location and out.expanduser().resolve() == Path(location).expanduser().resolve():
        raise RequestError(f"{out}: the completions are there; give another file.", "out")


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


def _score(location: str, completion: str, totals: dict[tuple[str, str], Counter[str]], lenient: bool) -> Iterator[dict[str, Any]]:
    """The rewards of each row, counted in `totals` as well."""
    number = -1
    for number, (place, row) in enumerate(placed_rows(location)):
        source, truth, extra, completions = parts(row, completion, place)
        verdicts = [verify(source, text, truth, {"index": number, **extra}, lenient) for text in completions]
        level = extra.get("difficulty", row.get("difficulty"))
        totals[source, "-" if level is None else str(level)].update(verdict.reason or "accepted" for verdict in verdicts)
        rewards = [float(verdict.accepted) for verdict in verdicts]
        reasons = [verdict.reason for verdict in verdicts]
        known = {"task": extra.get("task"), "difficulty": level, "index": extra.get("index")}
        yield {"row": number, "data_source": source, **known, "rewards": rewards, "reasons": reasons}
    if number < 0:
        raise RequestError(f"{location}: no rows.")


def parts(row: dict[str, Any], completion: str, place: str) -> tuple[str, GroundTruth, dict[str, Any], list[str]]:
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
    if truth is None:
        raise RequestError(f"{place}: the ground truth is missing.")
    extra = row.get("extra_info")
    return str(column("data_source")), truth, extra if isinstance(extra, dict) else {}, completions


def _summary(totals: dict[tuple[str, str], Counter[str]]) -> str:
    width = max(len("data source"), *(len(source) for source, _ in totals if len(source) <= LONGEST_NAME))
    lines = [f"{'data source':{width}} {'level':>5} {'scored':>9} {'mean':>5}  refused for"]
    everything: Counter[str] = Counter()
    for (source, level), counts in sorted(totals.items(), key=lambda item: (item[0][0], level_order(item[0][1]))):
        everything += counts
        lines += _lines(source, level, counts, width)
    return "\n".join([*lines, *_lines("all", "", everything, width)])


def level_order(level: str) -> tuple[float, str]:
    """Where a level stands among others: 2 before 10, what is no number last."""
    try:
        return float(level), ""
    except ValueError:
        return inf, level


def _lines(name: str, level: str, counts: Counter[str], width: int) -> list[str]:
    """A line of the summary; reasons that do not fit go on below, and a name that does not stands above."""
    total = counts.total()
    reasons = ", ".join(f"{reason} {n:,}" for reason, n in counts.most_common() if reason != "accepted")
    numbers = f"{'' if len(name) > width else name:{width}} {level:>5} {total:>9,} {counts['accepted'] / total:>5.3f}"
    space = " " * (len(numbers) + 2)
    shown = textwrap.wrap(reasons, WIDTH, initial_indent=f"{numbers}  ", subsequent_indent=space, break_long_words=False) or [numbers]
    return [name, *shown] if len(name) > width else shown
