"""Rollouts scored again under the verifiers that are installed now: which verdicts changed, by task and reason."""

import json
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from synth.pipelines.score.scoring import LONGEST_NAME, keep_input, parts, write_text
from synth.pipelines.storage.rows import placed_rows
from synth.pipelines.tables import WIDTH
from synth.schemas.errors import RequestError
from synth.verifiers.reward import verify

Change = tuple[str, str]
"""The reason before and now; `accepted` where there is none."""


def again_file(location: str, completion: str, out: Path | None, lenient: bool = False) -> str:
    """Score a `rollouts.jsonl` of `synth eval`, or another file that `synth score` reads and that also holds `rewards` and, where it knows
    them, `reasons`. Returns a summary as text. out: a line for each verdict that changed. Raises as `score_file`; RequestError for a row
    without its rewards."""
    keep_input(location, out)
    changes: dict[str, Counter[Change]] = defaultdict(Counter)
    lines = _changed(location, completion, lenient, changes)
    if out:
        write_text(out, (json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    else:
        for _ in lines:
            pass
    return _summary(changes)


def _changed(location: str, completion: str, lenient: bool, changes: dict[str, Counter[Change]]) -> Iterator[dict[str, Any]]:
    number = -1
    for number, (place, row) in enumerate(placed_rows(location)):
        source, truth, extra, texts = parts(row, completion, place)
        for sample, (text, was) in enumerate(zip(texts, _before(row, len(texts), place), strict=True)):
            verdict = verify(source, text, truth, {"index": number, **extra}, lenient)
            now = verdict.reason or "accepted"
            if was == "refused" and not verdict.accepted:  # for a reason that the file does not know
                was = now
            changes[source][was, now] += 1
            if was != now:
                known = {"data_source": source, "difficulty": extra.get("difficulty"), "index": extra.get("index")}
                told = {"was": was, "now": now, "reward": float(verdict.accepted), "completion": text}
                yield {"row": number, "sample": sample, **known, **told}
    if number < 0:
        raise RequestError(f"{location}: no rows.")


def _before(row: dict[str, Any], count: int, place: str) -> list[str]:
    """The reason of each completion as the file has it."""
    rewards, reasons = row.get("rewards"), row.get("reasons")
    if not isinstance(rewards, list) or len(rewards) != count or not all(isinstance(one, int | float) for one in rewards):
        raise RequestError(f"{place}: expected `rewards`, a list with a number for each of the {count} completions.")
    if reasons is None:
        reasons = ["refused"] * count
    if not isinstance(reasons, list) or len(reasons) != count:
        raise RequestError(f"{place}: expected `reasons`, a list with one for each of the {count} completions.")
    return ["accepted" if reward >= 1 else str(reason or "refused") for reward, reason in zip(rewards, reasons, strict=True)]


def _summary(changes: dict[str, Counter[Change]]) -> str:
    width = max(len("data source"), *(min(len(source), LONGEST_NAME) for source in changes))
    lines = [f"{'data source':{width}} {'scored':>9} {'was':>5} {'now':>5} {'changed':>8}  what changed"]
    everything: Counter[Change] = Counter()
    for source, counts in sorted(changes.items()):
        everything += counts
        lines += _lines(source, counts, width)
    return "\n".join([*lines, *_lines("all", everything, width)])


def _lines(name: str, counts: Counter[Change], width: int) -> list[str]:
    total = counts.total()
    was, now = (sum(count for change, count in counts.items() if change[side] == "accepted") / total for side in (0, 1))
    changed = [(change, count) for change, count in counts.most_common() if change[0] != change[1]]
    told = ", ".join(f"{before} -> {after} {count:,}" for (before, after), count in changed)
    numbers = f"{total:>9,} {was:>5.3f} {now:>5.3f} {sum(count for _, count in changed):>8,}"
    start = f"{'' if len(name) > width else name:{width}} {numbers}"
    shown = textwrap.wrap(told, WIDTH, initial_indent=f"{start}  ", subsequent_indent=" " * 8, break_long_words=False) or [start]
    return [name, *shown] if len(name) > width else shown
