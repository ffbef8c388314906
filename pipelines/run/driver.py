"""A run: rounds of shards until every stream has its quota or is exhausted, then the card and, last of all, the manifest.

What is on disk is the whole state: a plan, a mark for each finished shard, and the shards. The same command again reads them and
goes on, whoever or whatever stopped it, and the final files are those of an undisturbed run.
"""

from collections.abc import Callable, Iterable
from math import ceil
from typing import Literal, Protocol, TypeVar

import synth
from synth.pipelines.run.card import run_card
from synth.pipelines.run.local_executor import LocalExecutor
from synth.pipelines.run.plan import Plan
from synth.pipelines.run.quotas import shares
from synth.pipelines.run.rounds import Shard, first_round, next_round
from synth.pipelines.run.splits import kept_share
from synth.pipelines.run.worker import EXCLUDED, MARK, MARKS, PLAN, SHARDS, WorkersLost
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, SynthError
from synth.schemas.manifest import FileEntry, Manifest, Mark, StreamReport, Tally
from synth.schemas.problem import Frozen

MANIFEST, CARD = "manifest.json", "README.md"
SMALL = 20_000  # rows up to which a run stays in this process
PROBE = 64  # fewest draws of a make-up round that fall into one of the run's splits, about, so that a exhausted level shows
EXHAUSTED = 0.02  # share of new problems among a round's draws in the splits, below which a level is exhausted
LIMIT = 50  # draws in the splits for each row wanted, after which a level counts as exhausted whatever the reason
RESTARTS = 5  # one after another, without a shard done in between

ExecutorName = Literal["auto", "local", "ray"]
F = TypeVar("F", bound=Frozen)


class Executor(Protocol):
    def round(self, shards: Iterable[Shard], remaining: dict[int, int], on_done: Callable[[Mark], None]) -> None: ...
    def usage(self) -> list[tuple[float, int]]: ...
    def close(self) -> None: ...


class Watcher(Protocol):
    """What a run tells while it goes on."""

    def finished(self) -> None: ...
    def begin(self, plan: Plan, executor: str) -> None: ...
    def advance(self, rows: int, wanted: int, fresh: bool) -> None: ...
    def usage(self, workers: list[tuple[float, int]]) -> None: ...


class Ledger:
    """Totals of the run so far. Nothing here grows with the number of rows but the list of files."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.targets = [stream.quota for stream in plan.streams]
        self.tallies = [Tally(i) for i in range(len(plan.streams))]
        self.before = list(self.tallies)  # at the end of the round before
        self.exhausted: dict[int, int] = {}  # stream -> rows that it gave
        self.files: list[FileEntry] = []

    def add(self, mark: Mark) -> None:
        for tally in mark.tallies:
            self.tallies[tally.stream] = self.tallies[tally.stream].plus(tally)
        self.files.extend(mark.files)

    @property
    def rows(self) -> int:
        return sum(tally.made for tally in self.tallies)

    def remaining(self) -> dict[int, int]:
        return {i: target - tally.made for i, (target, tally) in enumerate(zip(self.targets, self.tallies, strict=True))}

    def close_round(self) -> list[int]:
        """Find the exhausted streams, share out what they owe, and return the draws of each stream for the next round."""
        rates: list[float] = []
        kept = kept_share(self.plan.splits)
        for i, (now, before) in enumerate(zip(self.tallies, self.before, strict=True)):
            draws, made = now.draws - before.draws, now.made - before.made
            family, target = self.plan.streams[i].max_members, self.targets[i]
            rates.append(made / draws if draws else 0.0)
            # Excluded draws say nothing about what is left, but they do not go on for ever either; nor do those held out.
            telling = draws - (now.excluded - before.excluded) - (now.held_out - before.held_out)
            barren = telling >= PROBE // 2 and made < EXHAUSTED * family * telling
            if target - now.made >= family and i not in self.exhausted and (barren or now.draws * kept > LIMIT * (target + PROBE)):
                self.exhausted[i] = now.made
        self.before = list(self.tallies)
        if self.plan.when_exhausted == "redistribute":
            self._redistribute()
        self._gather()
        further: list[int] = []
        fewest = ceil(PROBE / kept)
        for i, (remaining, stream) in enumerate(zip(self.remaining().values(), self.plan.streams, strict=True)):
            if i in self.exhausted or remaining < stream.max_members:
                further.append(0)
                continue
            rate = max(rates[i], EXHAUSTED * kept) if rates[i] else kept * stream.max_members
            further.append(max(min(ceil(1.1 * remaining / rate), ceil(4 * self.targets[i] / kept)), fewest))
        return further

    def _redistribute(self) -> None:
        live = [i for i in range(len(self.targets)) if i not in self.exhausted]
        owed = sum(self.targets[i] - self.tallies[i].made for i in self.exhausted)
        if owed and live:
            for i in self.exhausted:
                self.targets[i] = self.tallies[i].made
            for i, more in zip(live, shares(owed, [max(self.plan.streams[j].quota, 1) for j in live]), strict=True):
                self.targets[i] += more

    def _gather(self) -> None:
        """Rooms too small for another family add up in one stream, so that a run ends less than one family short, whatever the
        number of its streams."""
        remaining, families = self.remaining(), [stream.max_members for stream in self.plan.streams]
        live = [i for i in remaining if i not in self.exhausted]
        small = [i for i in live if 0 < remaining[i] < families[i]]
        large = [i for i in live if remaining[i] >= families[i]]
        if not small:
            return
        heir = min(large or [i for i in live if families[i] == 1] or small, key=lambda i: (families[i], i))
        for i in small:
            if i != heir:
                self.targets[i] -= remaining[i]
                self.targets[heir] += remaining[i]


def run(
    plan: Plan,
    out: str,
    watcher: Watcher,
    executor: ExecutorName = "auto",
    exclude: bytes = b"",
    address: str | None = None,
    workers: int = 0,
) -> Manifest:
    """Carry the plan out, or on. Returns the manifest, also when the run was finished before. Raises SynthError in one line."""
    store = Store(out)
    with store.alone():
        finished = _begin(store, plan, exclude)
        if finished:
            watcher.finished()
            return finished
        tries, done = 0, -1
        while tries < RESTARTS:
            try:
                return _attempt(plan, out, store, watcher, executor, address, workers)
            except WorkersLost:
                before, done = done, len(store.names(MARKS))
                tries = 1 if done > before else tries + 1
    raise SynthError(f"The cluster lost its workers {RESTARTS} times. What is published is kept; run the same command to go on.")


def _begin(store: Store, plan: Plan, exclude: bytes) -> Manifest | None:
    """Claim the folder for this plan, or recognise the interrupted or finished run in it. Raises RequestError when it holds another."""
    advice = "Type the same command to go on with that run, or choose another --out."
    if store.has(MANIFEST):
        manifest = _decode(Manifest, store, MANIFEST)
        if manifest.plan != plan.to_json():
            raise RequestError(f"{store.location} holds a finished run of another request. Choose another --out.")
        present = set(store.names(SHARDS))
        lost = [entry.path for entry in manifest.files if entry.path.rpartition("/")[2] not in present]
        if lost:
            raise SynthError(f"{store.location}: the manifest lists {lost[0]}, which is gone ({len(lost)} files). Choose another --out.")
        store.delete_folder(MARKS)
        return manifest
    begun, text = store.has(PLAN), plan.to_json().encode()
    if begun and store.read(PLAN) == text:
        store.sweep(SHARDS)
        store.sweep(MARKS)
        return None
    shards = store.names(SHARDS)
    # A shard of which nothing was kept leaves a mark only.
    if begun and (shards or any(name.endswith(MARK) for name in store.names(MARKS))):
        raise RequestError(f"{store.location} holds an unfinished run of another request. {advice}")
    if shards:
        raise RequestError(f"{store.location}/{SHARDS} holds files that are not of a run of synth. Choose another --out.")
    if store.has(CARD):
        raise RequestError(f"{store.location}/{CARD} is not of a run of synth and would be overwritten. Choose another --out.")
    if plan.exclude:
        store.write(EXCLUDED, exclude)
    store.write(PLAN, text)
    return None


def _attempt(
    plan: Plan, out: str, store: Store, watcher: Watcher, name: ExecutorName, address: str | None, workers: int
) -> Manifest:
    ledger = Ledger(plan)
    done = {int(name.removesuffix(MARK)) for name in store.names(MARKS) if name.endswith(MARK)}
    published = [entry.path for number in sorted(done) for entry in _mark(store, number).files]
    on_ray = name == "ray" or (name == "auto" and (address is not None or plan.n > SMALL))
    executor: Executor
    if on_ray:
        from synth.pipelines.run.ray_executor import RayExecutor

        executor = RayExecutor(plan, out, published, address, workers)
    else:
        executor = LocalExecutor(out, published)
    watcher.begin(plan, "ray" if on_ray else "local")

    def on_done(mark: Mark, fresh: bool = True) -> None:
        ledger.add(mark)
        watcher.advance(ledger.rows, plan.n, fresh)

    try:
        now = first_round(plan)
        while now.size:
            for number in sorted(done):
                if number in now.numbers:
                    on_done(_mark(store, number), fresh=False)
            executor.round((now.shard(number) for number in now.numbers if number not in done), ledger.remaining(), on_done)
            draws = ledger.close_round()
            remaining = sum(remaining for remaining, more in zip(ledger.remaining().values(), draws, strict=True) if more)
            now = next_round(plan, now.first + now.size, draws, [tally.draws for tally in ledger.tallies], remaining)
        watcher.usage(executor.usage())
    finally:
        executor.close()
    return _finish(ledger, store)


def _mark(store: Store, number: int) -> Mark:
    return _decode(Mark, store, f"{MARKS}/{number:05d}{MARK}")


def _decode(kind: type[F], store: Store, path: str) -> F:
    """Read a file of a run. Raises RequestError when it is another's, or corrupted."""
    try:
        return kind.from_json(store.read(path))
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{store.location}/{path} is not of a run of synth, or is corrupted. Choose another --out.") from error


def _finish(ledger: Ledger, store: Store) -> Manifest:
    """Publish the card, then the manifest, then clear away the marks."""
    plan = ledger.plan
    store.sweep(SHARDS)  # of workers that died while they wrote
    files = tuple(sorted(ledger.files, key=lambda entry: entry.path))
    reports = tuple(
        StreamReport(s.task, s.version, s.difficulty, s.knobs, s.quota, tally, ledger.exhausted.get(i))
        for i, (s, tally) in enumerate(zip(plan.streams, ledger.tallies, strict=True))
    )
    splits = {split: sum(entry.rows for entry in files if entry.split == split) for split, _ in plan.splits}
    manifest = Manifest(1, synth.__version__, plan.to_json(), ledger.rows, splits, reports, files)
    store.write(CARD, run_card(manifest, plan).encode())
    store.write(MANIFEST, manifest.to_json().encode())
    store.delete_folder(MARKS)
    return manifest
