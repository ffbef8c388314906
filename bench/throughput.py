"""How fast is each task, and where does the time go? Rows per CPU-second, generated alone and through the whole path to Arrow and
admission, scores per CPU-second on fresh problems and of groups of eight completions, and microseconds a row by stage, at levels 1, 5 and
10. A family counts as its members.
`python bench/throughput.py [TASK or DOMAIN ...] [--seconds 0.3] [--levels 5,10] [--write]`; --write puts what was measured into
bench/throughput.json, where figures of other tasks and levels stay, and makes bench/throughput.md of it all."""

import argparse
import gc
import json
import platform
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import _lru_cache_wrapper
from pathlib import Path
from statistics import harmonic_mean, median
from time import process_time
from typing import Any, NamedTuple
from unittest.mock import patch

from synth.generators import registry
from synth.pipelines.run import produce, worker
from synth.pipelines.run.admit import Admission, Batch
from synth.schemas.record import Row
from synth.schemas.task import Discard
from synth.verifiers import score
from synth.verifiers.reward import verifier

SEED = 1
WARM = 10**6  # draws from here on warm up: they compile and fill caches, and are not measured
GROUP = 8  # completions of a problem, as GRPO samples them
BATCH = 100  # rows turned into Arrow and admitted at a time; a run takes a thousand
STAGES = ("random", "generate", "digest", "self-check", "render", "record", "Arrow", "admit")
FUNCTIONS = {"randoms": "random", "digest": "digest", "check": "self-check", "render": "render"}
"""Names in `produce` by the stage that they are; `record` is what a candidate's rows take besides."""
FILE = Path(__file__).with_suffix(".json")


class Figures(NamedTuple):
    """Of a task at a level. rows, scores, grouped (scores in groups): per CPU-second; decoding (of a ground truth) and stages, which are of
    a row: CPU-seconds."""

    rows: float
    scores: float
    grouped: float
    decoding: float
    stages: dict[str, float]

    @property
    def generated(self) -> float:
        return 1 / (self.stages["random"] + self.stages["generate"])


class Clock:
    """CPU-seconds by stage."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            start = process_time()
            try:
                return function(*args)
            finally:
                self.spent[stage] += process_time() - start

        return call


def rows_of(stream: produce.Stream, seconds: float, first: int = 0) -> tuple[list[Row], dict[str, float], float]:
    """Rows from draw `first` on for so many CPU-seconds, a batch at least; what they took by stage; and in all."""
    clock, made, admission = Clock(), [], Admission()
    timed = stream._replace(task=replace(stream.task, generate=clock.timed("generate", stream.task.generate)))
    source, draw, start = stream.source, first, process_time()
    patches = [patch.object(produce, name, clock.timed(stage, getattr(produce, name))) for name, stage in FUNCTIONS.items()]
    rendered = clock.timed("rows", produce.Candidate.rows)
    arrow, admit = clock.timed("Arrow", worker.arrow), clock.timed("admit", admission.admit)
    for one in patches:
        one.start()
    while process_time() - start < seconds or draw == first:
        rows: list[Row] = []
        sizes, digests = bytearray(), bytearray()
        while len(rows) < BATCH and (process_time() - start < seconds or not rows):
            with suppress(Discard):
                found = produce.candidate(timed, draw, source)
                rows += rendered(found, "train")
                sizes.append(len(found.members))
                digests += b"".join(found.digests)
            draw += 1
        arrow(rows)
        admit(Batch(bytes(sizes), bytes(digests)), 10**9)
        made += rows
    for one in patches:
        one.stop()
    total = process_time() - start
    clock.spent["record"] = clock.spent.pop("rows") - clock.spent["self-check"] - clock.spent["render"]
    return made, clock.spent, total


def scores_of(rows: list[Row], seconds: float, group: int) -> float:
    """Scores per CPU-second: each problem `group` times, as far as they go, in the form of a model that thought for a while."""
    whole = verifier(rows[0]["data_source"]).whole_reply

    def scored(row: Row) -> None:
        answer = row["extra_info"]["answer"]
        completion = f"<think>{'so ' * 500}</think>" + (answer if whole else f"<answer>{answer}</answer>")
        for _ in range(group):
            score(row["data_source"], completion, row["reward_model"]["ground_truth"])

    return group / seconds_a_row(rows, seconds, scored)


def decoding_of(rows: list[Row], seconds: float) -> float:
    """CPU-seconds that it takes to decode and check a ground truth."""
    decode = verifier(rows[0]["data_source"]).problem.from_json
    return seconds_a_row(rows, seconds, lambda row: decode(row["reward_model"]["ground_truth"]))


def seconds_a_row(rows: list[Row], seconds: float, act: Callable[[Row], object]) -> float:
    """CPU-seconds of an act on a row, as far as they go. The rows were made in this process, whose checks of them left their problems in
    the verifiers' caches; these are emptied, and a tenth of the rows fills them with what other problems share."""
    for cache in gc.get_objects():
        if isinstance(cache, _lru_cache_wrapper) and (cache.__module__ or "").startswith("synth.verifiers") and cache.cache_info().maxsize:
            cache.cache_clear()
    warm = 1 + len(rows) // 10
    for row in rows[-warm:]:
        act(row)
    rows = rows[:-warm] or rows
    gc.collect()  # of what making the rows left: it would stop the clock of a few dozen scores for longer than they take
    start, number = process_time(), 0
    while (spent := process_time() - start) < seconds and number < len(rows):
        act(rows[number])
        number += 1
    return spent / number


def measure(name: str, level: int, seconds: float) -> Figures:
    task = registry.load(name)
    stream = produce.Stream(task, task.levels[level - 1], level, SEED)
    warm, _, _ = rows_of(stream, 0.05, WARM)
    rows, spent, total = rows_of(stream, seconds)
    scores, grouped = (scores_of(rows + warm, seconds, group) for group in (1, GROUP))
    stages = {stage: spent[stage] / len(rows) for stage in STAGES}
    return Figures(len(rows) / total, scores, grouped, decoding_of(rows + warm, seconds), stages)


def kept() -> dict[str, dict[int, Figures]]:
    """What was measured before, by task and level."""
    found = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return {name: {int(level): Figures(**figures) for level, figures in by_level.items()} for name, by_level in found.items()}


def keep(found: dict[str, dict[int, Figures]]) -> None:
    """Write what was measured, a task and level a line."""
    tasks = []
    for name, by_level in sorted(found.items()):
        levels = [f'  "{level}": {json.dumps(_rounded(figures._asdict()))}' for level, figures in sorted(by_level.items())]
        tasks.append(f" {json.dumps(name)}: {{\n" + ",\n".join(levels) + "}")
    FILE.write_text("{\n" + ",\n".join(tasks) + "}\n", "utf-8")


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {key: _rounded(figure) if isinstance(figure, dict) else float(f"{figure:.4g}") for key, figure in figures.items()}


def tables(found: dict[str, dict[int, Figures]], levels: list[int]) -> list[str]:
    """Lines of the page."""
    what = ("generate", "whole path", "score", "in groups")
    lines = ["", *_head("task", [f"{kind} {level}" for kind in what for level in levels])]
    for name, by_level in found.items():
        columns = [[getattr(by_level[level], field) for level in levels] for field in ("generated", "rows", "scores", "grouped")]
        lines.append(_line(name, [f"{figure:,.0f}" for column in columns for figure in column]))
    domains = dict.fromkeys(name.split("/")[0] for name in found)
    lines += ["", "Harmonic means by domain of rows, which are what a run over all of its tasks makes; medians of scores.", ""]
    kinds = ("rows", "slowest", "score", "lowest score", "in groups", "lowest in groups")
    lines += _head("domain", [f"{kind} {level}" for kind in kinds for level in levels])
    for domain in (*domains, "all"):
        of = [by_level for name, by_level in found.items() if domain in (name.split("/")[0], "all")]
        rows = [[each[level].rows for each in of] for level in levels]
        figures = [*map(harmonic_mean, rows), *map(min, rows)]
        for scores in ([[getattr(each[level], field) for each in of] for level in levels] for field in ("scores", "grouped")):
            figures += [*map(median, scores), *map(min, scores)]
        lines.append(_line(domain, [f"{figure:,.0f}" for figure in figures]))
    for level in levels:
        lines += ["", f"Microseconds a row at level {level}, by stage.", "", *_head("task", [*STAGES, "all"])]
        for name, by_level in found.items():
            lines.append(_line(name, _microseconds([by_level[level].stages])))
        for domain in (*domains, "all"):
            stages = [by_level[level].stages for name, by_level in found.items() if domain in (name.split("/")[0], "all")]
            lines.append(_line(f"mean of {domain}", _microseconds(stages)))
    return lines


def _microseconds(tasks: list[dict[str, float]]) -> list[str]:
    means = [sum(task[stage] for task in tasks) / len(tasks) * 1e6 for stage in STAGES]
    return [f"{mean:,.0f}" for mean in (*means, sum(means))]


def _head(first: str, columns: list[str]) -> list[str]:
    return [_line(first, columns), "| --- |" + " ---: |" * len(columns)]


def _line(first: str, cells: list[str]) -> str:
    return f"| {first} | " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="TASK", help="tasks or domains, all by default")
    parser.add_argument("--seconds", type=float, default=0.3, help="CPU time for each figure")
    parser.add_argument("--levels", default="1,5,10")
    parser.add_argument("--write", action="store_true", help="write bench/throughput.json and bench/throughput.md")
    options = parser.parse_args()
    levels = [int(level) for level in options.levels.split(",")]
    names = [name for chosen in options.names or registry.domains() for name in registry.select(chosen)]
    found = {name: {level: measure(name, level, options.seconds) for level in levels} for name in names}
    if options.write:
        before = kept()
        found = {name: before.get(name, {}) | found.get(name, {}) for name in registry.names() if name in before or name in found}
        keep(found)
    shared = [level for level in range(1, 11) if all(level in by_level for by_level in found.values())]
    lines = [
        "# Throughput",
        "",
        "Rows and scores per CPU-second of one process by task and difficulty, a family counted as its members; scores are of problems "
        f"never seen before, then of {GROUP} completions of each such problem, as GRPO samples them. `make bench` writes this file. "
        f"Measured with Python {platform.python_version()} on {platform.machine()}; figures of different machines do not compare.",
        *tables(found, shared),
    ]
    print("\n".join(lines))
    if options.write:
        FILE.with_suffix(".md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
