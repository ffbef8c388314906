"""A run: rounds of shards until every stream has its quota or is exhausted, then the card and, last of all, the manifest.

What is on disk is the whole state (`storage/run_folder.py`). The same command again reads it and goes on, whoever or whatever stopped it,
and the final files are those of an undisturbed run.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, Protocol

from synth.pipelines.run.ledger import Ledger
from synth.pipelines.run.local_executor import LocalExecutor
from synth.pipelines.run.plan import SMALL, Plan
from synth.pipelines.run.rounds import Shard, first_round, next_round
from synth.pipelines.run.run_card import run_card, run_metadata
from synth.pipelines.run.worker import EXCLUDED, Share, WorkersLost
from synth.pipelines.storage.run_folder import METADATA, RunFolder
from synth.pipelines.storage.store import Store
from synth.schemas.errors import SynthError, one_line
from synth.schemas.manifest import Manifest, Marker, StreamReport
from synth.schemas.version import VERSION

RESTARTS = 5  # one after another, without a shard done in between

ExecutorName = Literal["auto", "local", "ray"]


class Executor(Protocol):
    """What carries out a round: `LocalExecutor` in this process, `RayExecutor` on a cluster."""

    def restore(self, published: Sequence[str]) -> None: ...
    def round(
        self, shards: Iterable[Shard], remaining: dict[int, int], on_done: Callable[[Marker], None], on_row: Callable[[int], None]
    ) -> None: ...
    def usage(self) -> list[Share]: ...
    def close(self) -> None: ...


class Watcher(Protocol):
    """Is told how a run goes on. finished: it was finished before; damaged: these files of it are not what was published, or gone, and are
    made again; begin: it starts, or starts again, in this executor; advance: so many rows are done, of those wanted, made now (fresh) or
    by the interrupted run; under_way: so many are done or made in shards under way, some of which admission may drop; usage: what
    each worker of a cluster did and took."""

    def finished(self) -> None: ...
    def damaged(self, paths: Sequence[str]) -> None: ...
    def begin(self, plan: Plan, executor: str) -> None: ...
    def advance(self, rows: int, wanted: int, fresh: bool) -> None: ...
    def under_way(self, rows: int, wanted: int) -> None: ...
    def usage(self, workers: list[Share]) -> None: ...


def run(
    plan: Plan,
    out: str,
    watcher: Watcher,
    executor: ExecutorName = "auto",
    exclude: bytes = b"",
    address: str | None = None,
    workers: int = 0,
) -> Manifest:
    """Carry the plan out, or on. Returns the manifest, also when the run was finished before.

    out: a folder or a URI. executor: `auto` takes Ray for more than 20,000 rows or when there is an address. exclude: the fingerprints that
    the plan names, 16 bytes each. address: of a running Ray cluster. workers: Ray actors that make rows, one for each CPU when 0. Raises
    RequestError when the folder holds something else, SynthError in one line when the place or the cluster fails."""
    folder = RunFolder(Store(out), plan.to_json(), Manifest)
    with folder.store.alone():
        finished = folder.begin({EXCLUDED: exclude} if plan.exclude else None)
        if finished:
            watcher.finished()
            return finished
        if folder.damaged:
            watcher.damaged(folder.damaged)
        tries, done, why = 0, -1, ""
        while tries < RESTARTS:
            try:
                return _attempt(plan, out, folder, watcher, executor, address, workers)
            except WorkersLost as error:
                why = one_line(error)
                before, done = done, len(folder.shards())
                tries = 1 if done > before else tries + 1
    raise SynthError(
        f"The cluster lost its workers {RESTARTS} times; is synth installed on all its nodes? What is published is kept; run the same "
        f"command to go on. The last time: {why}"
    )


def _attempt(
    plan: Plan, out: str, folder: RunFolder[Manifest], watcher: Watcher, name: ExecutorName, address: str | None, workers: int
) -> Manifest:
    """Go on from what is published to the end."""
    ledger = Ledger(plan)
    done = folder.shards()
    on_ray = name == "ray" or (name == "auto" and (address is not None or plan.n > SMALL))
    executor: Executor
    if on_ray:
        from synth.pipelines.run.ray_executor import RayExecutor

        executor = RayExecutor(plan, out, address, workers)
    else:
        executor = LocalExecutor(out)
    watcher.begin(plan, "ray" if on_ray else "local")

    def on_done(marker: Marker, fresh: bool = True) -> None:
        ledger.add(marker)
        watcher.advance(ledger.rows, plan.n, fresh)

    def on_row(rows: int) -> None:
        watcher.under_way(min(ledger.rows + rows, plan.n), plan.n)

    try:
        now = first_round(plan)
        while now.size:
            # Round by round: a shard that is made again must be judged by what had been admitted when it was made first.
            paths: list[str] = []
            for number in done:
                if number in now.numbers:  # one marker at a time: each has a count for every stream
                    marker = folder.marker(Marker, number)
                    paths += (entry.path for entry in marker.files)
                    on_done(marker, fresh=False)
            executor.restore(paths)
            ready = set(done)
            executor.round((now.shard(number) for number in now.numbers if number not in ready), ledger.remaining(), on_done, on_row)
            draws = ledger.close_round()
            remaining = sum(remaining for remaining, more in zip(ledger.remaining().values(), draws, strict=True) if more)
            now = next_round(plan, now.first + now.size, draws, [tally.draws for tally in ledger.tallies], remaining)
        watcher.usage(executor.usage())
    finally:
        executor.close()
    manifest = _manifest(ledger)
    return folder.finish(lambda: run_card(manifest, plan, folder.store), manifest, {METADATA: run_metadata(manifest, plan)})


def _manifest(ledger: Ledger) -> Manifest:
    plan = ledger.plan
    files = tuple(sorted(ledger.files, key=lambda entry: entry.path))
    reports = tuple(
        StreamReport(s.task, s.version, s.difficulty, s.knobs, s.quota, tally, ledger.exhausted.get(i))
        for i, (s, tally) in enumerate(zip(plan.streams, ledger.tallies, strict=True))
    )
    splits = {split: sum(entry.rows for entry in files if entry.split == split) for split, _ in plan.splits}
    return Manifest(1, VERSION, plan.to_json(), ledger.rows, splits, reports, files)
