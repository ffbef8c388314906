"""How long a million rows take: `synth run logic --n 1e6 --difficulty 5`, `1..10` and `10` with everything included.

`python bench/million.py [TIMES [DIFFICULTY ...]]`, three times each unless told otherwise, writes bench/million.md after every run: wall
time, time until the first shard lies in the folder, CPU-seconds and peak memory as the run itself tells them, and how many draws it
took. Lines of other difficulties stay. A short run beforehand, which is not measured, leaves the kernels compiled."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROWS = 1_000_000
DIFFICULTIES = ("5", "1..10", "10")
SEED = 11
COST = re.compile(r"([\d,.]+) s, ([\d,.]+) CPU-s, peak memory driver ([\d,.]+) MiB, worker ([\d,.]+) MiB")
ALL = re.compile(r"^all\s+[\d,]+\s+([\d,]+)", re.MULTILINE)
FILE = Path(__file__).with_suffix(".md")
HEAD = "| difficulty | seconds | first shard | CPU-seconds | driver MiB | worker MiB | draws |"


class Run(NamedTuple):
    """A run; numbers in seconds and MiB."""

    difficulty: str
    seconds: float
    first_shard: float
    cpu: float
    driver: float
    worker: float
    draws: float

    def __str__(self) -> str:
        times = f"{self.seconds:,.0f} | {self.first_shard:,.1f} | {self.cpu:,.0f} | {self.driver:,.0f} | {self.worker:,.0f}"
        return f"| {self.difficulty} | {times} | {self.draws:,.0f} |"


def measured(difficulty: str, rows: int) -> Run:
    """One run in a folder of its own."""
    with TemporaryDirectory() as folder:
        out = Path(folder, "run")
        command = [sys.executable, "-m", "synth", "run", "logic", "--n", str(rows), "--difficulty", difficulty]
        command += ["--seed", str(SEED), "--executor", "ray", "--out", str(out)]
        begun, first = time.monotonic(), 0.0
        with Path(folder, "summary").open("w+", encoding="utf-8") as summary:
            running = subprocess.Popen(command, stdout=summary)
            while running.poll() is None:
                if not first and any(out.glob("data/*.parquet")):
                    first = time.monotonic() - begun
                time.sleep(0.1)
            summary.seek(0)
            text = summary.read()
        cost, draws = COST.search(text), ALL.search(text)
        if running.returncode or not cost or not draws:
            raise SystemExit(f"{' '.join(command)} ended with {running.returncode}:\n{text[-2_000:]}")
        seconds, cpu, driver, worker = (float(number.replace(",", "")) for number in cost.groups())
        return Run(difficulty, seconds, first, cpu, driver, worker, float(draws[1].replace(",", "")))


def main(times: int, difficulties: Sequence[str]) -> None:
    for difficulty in difficulties:
        measured(difficulty, ROWS // 50)
    runs = [run for run in _read() if run.difficulty not in difficulties]
    for difficulty in difficulties:
        for _ in range(times):
            runs.append(measured(difficulty, ROWS))
            print(runs[-1], flush=True)
            _write(runs)


def _read() -> list[Run]:
    """The runs that are in the file."""
    lines = FILE.read_text("utf-8").splitlines() if FILE.exists() else []
    cells = [line.strip("| ").replace(",", "").split(" | ") for line in lines if line.startswith(tuple(f"| {d} |" for d in DIFFICULTIES))]
    return [Run(difficulty, *map(float, numbers)) for difficulty, *numbers in cells]


def _write(runs: list[Run]) -> None:
    runs = sorted(runs, key=lambda run: DIFFICULTIES.index(run.difficulty))
    medians = []
    for difficulty in dict.fromkeys(run.difficulty for run in runs):
        of = [run for run in runs if run.difficulty == difficulty]
        seconds, cpu = median(run.seconds for run in of), median(run.cpu for run in of)
        medians.append(f"* difficulty {difficulty}: median of {len(of)} {seconds:,.0f} s, {ROWS / cpu:,.0f} rows a CPU-second")
    lines = [
        "# A million rows",
        "",
        f"`synth run logic --n 1e6` on one machine of {os.cpu_count()} cores, kernels compiled before; generating, checking, admitting",
        "and writing included. `python bench/million.py` writes this file.",
        "",
        HEAD,
        "|" + " ---: |" * HEAD.count(" | ") + " ---: |",
        *map(str, runs),
        "",
        *medians,
    ]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3, sys.argv[2:] or DIFFICULTIES)
