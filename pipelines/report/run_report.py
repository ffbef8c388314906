"""`synth report`: a folder of rows as one page that needs nothing else."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from synth.generators import registry
from synth.pipelines.report.measure import Measured, Part, Passed, Place, measure, passed, streams, tokenizer
from synth.pipelines.storage.rows import row_files
from synth.pipelines.storage.run_folder import MANIFEST
from synth.pipelines.storage.store import Store
from synth.pipelines.token_count import estimated_tokens
from synth.pipelines.web_page import rendered
from synth.schemas.errors import RequestError

TEMPLATE = Path(__file__).with_name("report.html.jinja")


def report(location: str, rollouts: Sequence[str], key: str, completion: str, named: str = "") -> str:
    """The page of a folder, or of one file of rows. rollouts: files of completions of these rows; named: a tokenizer. Raises
    RequestError."""
    files = row_files(location)
    found = measure(files, tokenizer(named) if named else estimated_tokens)
    made = {(stream["task"], stream["difficulty"]): stream for stream in _streams(location)}
    return rendered(
        TEMPLATE,
        location=location,
        rows=found.rows,
        splits=found.splits.most_common(),
        languages=found.languages.most_common(),
        levels=sorted({level for _, level in found.parts}),
        tables=[
            _table("Rows", found, lambda part: part.rows),
            _table("Effort, median; shades compare the levels of a task", found, lambda part: part.effort, by_task=True),
            _table(f"Tokens of a prompt, median{'' if named else ', estimated'}", found, lambda part: part.length),
        ],
        streams=[_stream(*place, made[place]) for place in sorted(made)],
        rollouts=_rollouts(passed(rollouts, key, completion)) if rollouts else None,
        parts=[{"task": task, "level": level, "shown": part.shown} for (task, level), part in found.parts.items()],
    )


def _streams(location: str) -> list[dict[str, Any]]:
    try:
        return streams(Store(location).read(MANIFEST))
    except (OSError, RequestError, ValueError):  # a file alone, or a folder that somebody else wrote
        return []


def _table(title: str, found: Measured, value: Callable[[Part], float], by_task: bool = False) -> dict[str, Any]:
    """A heat map of tasks by levels. by_task: shades compare the levels of a task, not the tasks."""
    return {"title": title, "rows": _heat({place: float(value(part)) for place, part in found.parts.items()}, by_task)}


def _heat(by_place: dict[Place, float], by_task: bool = False, most: float = 0.0) -> list[tuple[str, list[tuple[str, int] | None]]]:
    """By task, for each level a text and a percentage of the largest value; None where there is none."""
    levels = sorted({level for _, level in by_place})
    lines = []
    for task in sorted({task for task, _ in by_place}):
        own = [by_place.get((task, level)) for level in levels]
        top = most or max(value for value in (own if by_task else by_place.values()) if value is not None) or 1.0
        lines.append((task, [None if value is None else (f"{value:.4g}", round(100 * value / top)) for value in own]))
    return lines


def _stream(task: str, level: int, stream: dict[str, Any]) -> dict[str, Any]:
    """What became of a stream's draws, and how much of what its level surely holds is used."""
    tally = stream["tally"]
    capacity = registry.load(task).capacity[level - 1] if task in registry.names() else 0
    dropped = ", ".join(f"{name} {tally[name]:,}" for name in ("duplicates", "excluded", "held_out", "unused") if tally[name])
    discarded = ", ".join(f"{reason} {count:,}" for reason, count in tally["discarded"].items())
    used = f"{tally['made'] / capacity:.2%} of at least {capacity:,}" if capacity else ""
    counts = {"made": tally["made"], "draws": tally["draws"]}
    return {"task": task, "level": level, **counts, "dropped": dropped, "discarded": discarded, "used": used}


def _rollouts(found: Passed) -> dict[str, Any]:
    levels = sorted({level for _, level in found.rates})
    return {"rows": _heat(found.rates, most=1.0), "levels": levels, "reasons": found.reasons.most_common(12), "hardest": found.hardest}
