"""How fast is each task? Rows per CPU-second, generated alone and through the whole path to Arrow, and scores per CPU-second, at
levels 1, 5 and 10. A family counts as its members. Writes bench/throughput.md and prints it. `python bench/throughput.py [TASK ...]`"""

import platform
import sys
import time
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from synth.generators import registry
from synth.pipelines.run.produce import Stream, candidate, family
from synth.pipelines.run.randomness import randoms
from synth.schemas.record import arrow_schema
from synth.schemas.task import Discard, Task
from synth.verifiers import score

LEVELS = (1, 5, 10)
SECONDS = 2.0  # CPU time for each figure
SEED = 1


def rate(step) -> float:
    """Sum of step(0), step(1), ... per CPU-second, after a warm-up that compiles and fills caches."""
    for number in range(3):
        step(10**6 + number)
    start, number, made = time.process_time(), 0, 0
    while (spent := time.process_time() - start) < SECONDS:
        made += step(number)
        number += 1
    return made / spent


def measure(task: Task, level: int) -> tuple[float, float, float]:
    stream = Stream(task, task.levels[level - 1], level, SEED)
    source = stream.source

    def generate(number: int) -> int:
        try:
            return 1 + len(task.generate(randoms(source, number)[0], stream.knobs).other_members)
        except Discard:
            return 0

    def whole_path(number: int) -> int:
        # Arrow takes rows by the thousand in a run; ten at a time overstates its share a little.
        rows = []
        for draw in range(10 * number, 10 * number + 10):
            with suppress(Discard):
                rows += candidate(stream, draw, source).rows("train")
        pa.RecordBatch.from_pylist(rows, arrow_schema())
        return len(rows)

    rows = [row for draw in range(40) for row in _rows(stream, draw)]
    completions = [f"<think>{'so ' * 500}</think><answer>{row['extra_info']['answer']}</answer>" for row in rows]

    def judge(number: int) -> int:
        i = number % len(rows)
        score(rows[i]["data_source"], completions[i], rows[i]["reward_model"]["ground_truth"])
        return 1

    return rate(generate), rate(whole_path), rate(judge)


def _rows(stream: Stream, draw: int) -> list:
    try:
        return family(stream, draw)
    except Discard:
        return []


def main(names: list[str]) -> None:
    head = [f"{what} {level}" for what in ("generate", "whole path", "score") for level in LEVELS]
    lines = [
        "# Throughput",
        "",
        "Rows per CPU-second of one process by task and difficulty, a family counted as its members; `make bench` writes this file. "
        f"Measured with Python {platform.python_version()} on {platform.machine()}; figures of different machines do not compare.",
        "",
        "| task | " + " | ".join(head) + " |",
        "| --- |" + " ---: |" * len(head),
    ]
    for name in names or registry.names():
        figures = [measure(registry.load(name), level) for level in LEVELS]
        cells = [f"{figure[column]:,.0f}" for column in range(3) for figure in figures]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    if not names:
        (Path(__file__).parent / "throughput.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
