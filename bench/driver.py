"""What does a run on Ray cost its driver, and how many workers can one driver feed?

The driver's own loop, ledger and executor with workers and admission that do nothing but hand on what real ones would: 850 kB of
candidates a shard, a byte for each as the verdict, a marker with counts for each stream. As many shards as a run of so many rows has, at
50,000 rows a shard. From the CPU-seconds of the driver's process follows how many workers that make RATE rows a second
each it can feed. `python bench/driver.py [ROWS [TASKS...]]`: 1e9 rows of all tasks unless told otherwise; progress is a
line for each tenth with the driver's memory, which should stay flat."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from synth.generators import registry
from synth.pipelines.run import ray_executor
from synth.pipelines.run.admit import KEEP, Admissions, Batch
from synth.pipelines.run.ledger import Ledger
from synth.pipelines.run.plan import LARGEST_SHARD, make_plan
from synth.pipelines.run.ray_actors import MeteredWorker
from synth.pipelines.run.rounds import Shard, first_round
from synth.pipelines.storage.run_folder import PLAN
from synth.pipelines.storage.store import Store
from synth.schemas.manifest import FileEntry, Marker, Tally
from synth.schemas.request import Request

WORKERS, RATE = 2, 2_000  # stubs here; rows a second of a real worker, see bench/throughput.md


class StubWorker(MeteredWorker):
    def make_metered(self, shard: Shard, number: int, meter: object) -> tuple[list[tuple[str, int, Batch]], None]:
        return [("", part.stream, Batch(bytes(part.draws), bytes(16 * part.draws))) for part in shard.parts], None

    def write(self, shard: Shard, *masks: dict[int, bytes]) -> Marker:
        kept = {stream: len(mask) for part in masks for stream, mask in part.items()}
        files = [FileEntry(f"data/{split}-{shard.number:05d}.parquet", split, 1, 1, "0" * 64) for split in ("train", "test")]
        return Marker(shard.number, tuple(Tally(p.stream, p.draws, kept[p.stream]) for p in shard.parts), tuple(files))


class StubAdmissions(Admissions):
    def admit_in_turn(self, turn: int, batches: Sequence[tuple[str, int, Batch]]) -> dict[int, bytes]:
        return {stream: bytes([KEEP]) * len(batch.sizes) for _, stream, batch in batches}


def main(rows: int, tasks: Sequence[str]) -> None:
    # By value: what stands in this file is not on the workers' path.
    ray_executor.MeteredWorker, ray_executor.OrderedAdmissions = StubWorker, StubAdmissions  # type: ignore[misc, assignment]
    wanted = tuple((task, 1.0) for task in tasks)
    plan = make_plan(Request(wanted, rows, (1, 10), splits=(("train", 0.95), ("test", 0.05)), shard_rows=LARGEST_SHARD))
    with TemporaryDirectory() as out:
        Store(out).write(PLAN, plan.to_json().encode())
        executor = ray_executor.RayExecutor(plan, out, workers=WORKERS)
        ledger, now, me = Ledger(plan), first_round(plan), psutil.Process()
        done, begun, cpu = 0, time.perf_counter(), time.process_time()

        def on_done(marker: Marker) -> None:
            nonlocal done
            ledger.add(marker)
            done += 1
            if done % max(1, now.size // 10) == 0:
                print(f"{done:>6} of {now.size} shards, {ledger.rows:,} rows, driver {me.memory_info().rss / 2**20:,.0f} MiB", flush=True)

        executor.round(map(now.shard, now.numbers), ledger.remaining(), on_done)
        wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
        executor.close()
    seconds = LARGEST_SHARD / RATE
    each = f"{1000 * cpu / done:.1f} CPU-ms of the driver, {1000 * wall / done:.1f} ms of wall time"
    print(f"{len(plan.streams)} streams, {done} shards, each {each}")
    print(f"a worker of {RATE} rows/s takes {seconds:.0f} s a shard: one driver feeds {seconds * done / cpu:,.0f} of them")


if __name__ == "__main__":
    here = Path(__file__).parent
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != here]
    main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 10**9, sys.argv[2:] or registry.names())
