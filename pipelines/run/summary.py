"""What a run shows: its progress on standard error, and a summary of its rows, dropped draws and cost on standard output at the end."""

import sys
import time
from collections import defaultdict
from collections.abc import Sequence

from synth.pipelines.progress import Progress
from synth.pipelines.run.plan import Plan
from synth.pipelines.run.worker import Share, usage
from synth.pipelines.tables import table
from synth.schemas.manifest import Manifest


class Screen(Progress):
    """Watches one run that writes to `out`. warnings: what is said of it before it starts."""

    def __init__(self, out: str, warnings: Sequence[str] = ()) -> None:
        super().__init__("rows")
        self._out = out
        self._warnings = list(warnings)
        self._begun = time.monotonic()
        self._workers: list[Share] = []

    def finished(self) -> None:
        print(f"synth: the run at {self._out} was already finished; nothing to do.", file=sys.stderr)

    def damaged(self, paths: Sequence[str]) -> None:
        more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        print(f"synth: {paths[0]}{more} at {self._out}: not what was published; made again.", file=sys.stderr)

    def begin(self, plan: Plan, executor: str) -> None:
        while self._warnings:  # once, though a run may begin again
            print(f"synth: {self._warnings.pop(0)}", file=sys.stderr)
        tasks = len({stream.task for stream in plan.streams})
        print(f"synth: {plan.n:,} rows of {tasks} task{'s' * (tasks > 1)} to {self._out} ({executor})", file=sys.stderr)

    def usage(self, workers: list[Share]) -> None:
        self._workers = workers

    def summary(self, manifest: Manifest) -> None:
        """Rows, drops and cost of the run, on standard output."""
        seconds = time.monotonic() - self._begun
        columns = ("rows", "draws", "duplicates", "excluded", "held out", "unused", "discarded")
        counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(columns))
        for stream in manifest.streams:
            t = stream.tally
            values = (t.made, t.draws, t.duplicates, t.excluded, t.held_out, t.unused, sum(t.discarded.values()))
            counts[stream.task] = [a + b for a, b in zip(counts[stream.task], values, strict=True)]
        counts["all"] = [sum(column) for column in zip(*counts.values(), strict=True)]
        there = [place for place, column in enumerate(columns) if place < 2 or counts["all"][place]]
        rows = [[task, *(f"{row[place]:,}" for place in there)] for task, row in counts.items()]
        print("\n".join(table(["task", *(columns[place] for place in there)], rows)))
        plan = Plan.from_json(manifest.plan)
        missing = plan.n - manifest.rows
        for stream in manifest.streams:
            if stream.capacity is not None:
                what = f"about {stream.capacity:,} distinct problems in its splits, {stream.wanted:,} wanted"
                print(f"{stream.task} at difficulty {stream.difficulty} was exhausted: {what}.")
        if missing >= plan.max_members:
            print(f"Short: {manifest.rows:,} of {plan.n:,} rows. Use more tasks, more levels or other knobs.")
        elif missing:
            print(f"{manifest.rows:,} of {plan.n:,} rows: families of members are kept whole.")
        own_cpu, own_peak = usage()
        cpu = own_cpu + sum(share.cpu for share in self._workers)
        memory = f"peak memory {own_peak / 2**20:,.0f} MiB"
        if self._workers:
            memory = f"peak memory driver {own_peak / 2**20:,.0f} MiB, worker {max(share.peak for share in self._workers) / 2**20:,.0f} MiB"
        splits = ", ".join(f"{split} {rows:,}" for split, rows in manifest.splits.items())
        size = sum(entry.bytes for entry in manifest.files) / 2**20
        print(f"{manifest.rows:,} rows ({splits}) in {len(manifest.files)} files, {size:,.1f} MiB, at {self._out}")
        print(f"{seconds:,.1f} s, {cpu:,.1f} CPU-s, {memory}")
        nodes = {share.node: [s for s in self._workers if s.node == share.node] for share in self._workers}
        for node, shares in sorted(nodes.items()) if len(nodes) > 1 else ():
            made = sum(share.rows for share in shares)
            print(f"node {node}: {len(shares)} workers, {made:,} rows, {made / seconds:,.0f} rows/s")
