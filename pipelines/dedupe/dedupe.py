"""`synth dedupe`: rows without their copies and near-duplicates, and without what benchmarks have.

Four kinds of steps, each a pure function of the plan and of the files of the steps before, so that any number of workers, interrupted or
not, leaves the same bytes: units of rows are signed; equal texts are found; near-duplicates are found, band by band; units are written.
Between steps this process holds the pairs that were found, a bit for each row and 16 bytes for each that has a family; a worker holds a
unit, or a part of a band.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from synth.pipelines.dedupe.band_search import read_edges, search
from synth.pipelines.dedupe.clusters import kept_rows
from synth.pipelines.dedupe.dedupe_card import dedupe_card, summary
from synth.pipelines.dedupe.dedupe_plan import DedupeManifest, DedupeMarker, DedupePlan, DedupeRequest, make_plan
from synth.pipelines.dedupe.families import Families
from synth.pipelines.dedupe.sign import read_families, read_leaks, sign
from synth.pipelines.dedupe.spill import COPIES, LEAKED
from synth.pipelines.dedupe.write_kept import DROPPED, Drops, write_kept
from synth.pipelines.parallel import carry_out
from synth.pipelines.progress import Progress
from synth.pipelines.storage.copy_rows import same_form
from synth.pipelines.storage.run_folder import DATA, RunFolder
from synth.pipelines.storage.source_files import absolute
from synth.pipelines.storage.store import Store
from synth.schemas.version import VERSION

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMALL = 20_000
"""Rows up to which no processes are started, unless they are asked for."""


def dedupe(request: DedupeRequest) -> DedupeManifest:
    """Carry a request out, or go on with it; say on standard error how it goes and on standard output how it ended. Raises SynthError
    in one line."""
    plan, store = make_plan(request), Store(request.out)
    same_form([file.open() for file in plan.files])
    folder = RunFolder(store, plan.to_json(), DedupeManifest, "deduplication", (DATA, DROPPED))
    with store.alone():
        manifest = folder.begin()
        if manifest:
            print(f"synth: the deduplication at {request.out} was already finished; nothing to do.", file=sys.stderr)
        else:
            manifest = _Steps(request, plan, folder).carry_out()
            folder.finish(lambda: dedupe_card(manifest, store), manifest)
    print(summary(manifest, request.out, store))
    return manifest


class _Steps:
    """The steps of one plan, by number: units to sign, parts of tables to search, units to write."""

    def __init__(self, request: DedupeRequest, plan: DedupePlan, folder: RunFolder[DedupeManifest]) -> None:
        self._request, self._plan, self._folder, self._store = request, plan, folder, folder.store
        self._out = absolute(request.out)
        self._workers = request.workers or (1 if request.executor == "local" and plan.total <= SMALL else 0)
        if request.executor == "local":
            self._workers = self._workers or os.cpu_count() or 1
        self._done = set(folder.shards())
        units, parts = len(plan.units), 2**plan.part_bits
        self._sign = range(units)
        self._copies = range(units, units + parts)
        self._bands = range(units + parts, units + parts * plan.tables)
        self._write = range(units + parts * plan.tables, 2 * units + parts * plan.tables)
        self._steps = self._write.stop
        self._progress = Progress("steps")
        self._progress.advance(len(self._done), self._steps, fresh=False)

    def carry_out(self) -> DedupeManifest:
        try:
            self._run(sign, [(step,) for step in self._sign])
            units = list(enumerate(self._plan.units))
            families = Families((unit.start, read_families(self._store, number)) for number, unit in units)
            leaks = [unit.start + row for number, unit in units for row in read_leaks(self._store, number)]
            leaked = families.leaked(np.array(leaks, np.uint64))
            self._mark(LEAKED, leaked.rows)
            self._run(search, [(step,) for step in self._copies])
            copies, _ = kept_rows(self._edges(self._copies))
            settled = self._mark(COPIES, np.union1d(copies, leaked.rows))
            self._run(search, [(step,) for step in self._bands])
            found = families.drops(self._edges(range(self._copies.start, self._bands.stop)), settled)
            rows, instead = np.concatenate([found.rows, leaked.rows]), np.concatenate([found.instead, leaked.instead])
            order = np.argsort(rows)
            drops = Drops(rows[order], instead[order], np.concatenate([found.reasons, leaked.reasons])[order])
            self._run(write_kept, [(step, number, self._of_unit(drops, number)) for number, step in enumerate(self._write)])
        finally:
            self._progress.stop()
        return self._manifest(len(np.unique(found.instead)))

    def _mark(self, path: str, rows: "NDArray[np.uint64]") -> "NDArray[np.bool_]":
        """Leave a bit for each row: whether it is one of these."""
        bits = np.zeros(-(-self._plan.total // 8) * 8, bool)
        bits[rows] = True
        self._store.write(path, np.packbits(bits, bitorder="little").tobytes())
        return bits

    def _run(self, function: Callable[..., DedupeMarker], tasks: Sequence[tuple[Any, ...]]) -> None:
        """Carry out the steps that have no marker yet. tasks: of each step its number, and what else the function takes."""
        todo = [(self._out, self._plan, *task) for task in tasks if task[0] not in self._done]
        carry_out(function, todo, self._on_done, self._request.executor, self._workers, self._request.address)

    def _on_done(self, marker: DedupeMarker) -> None:
        self._done.add(marker.shard)
        self._progress.advance(len(self._done), self._steps)

    def _edges(self, steps: range) -> "NDArray[np.uint64]":
        return np.concatenate([read_edges(self._store, step) for step in steps])

    def _of_unit(self, drops: Drops, number: int) -> Drops:
        unit = self._plan.units[number]
        low, high = np.searchsorted(drops.rows, [unit.start, unit.start + unit.rows])
        return Drops(drops.rows[low:high], drops.instead[low:high], drops.reasons[low:high])

    def _manifest(self, clusters: int) -> DedupeManifest:
        plan, marked = self._plan, {step: self._folder.marker(DedupeMarker, step) for step in range(self._steps)}
        files = sorted((entry for step in self._write for entry in marked[step].files), key=lambda entry: entry.path)
        splits: Counter[str] = Counter()
        for entry in files:
            if entry.split != DROPPED:
                splits[entry.split] += entry.rows
        dropped: Counter[str] = Counter()
        for step in self._write:
            dropped.update(marked[step].counts)
        notes = Counter({"crowded": sum(marked[step].counts.get("crowded", 0) for step in self._bands)})
        notes.update(marked[0].counts)  # of the benchmarks, which every worker counts alike
        return DedupeManifest(
            1, VERSION, plan, plan.total, splits.total(), dict(sorted(splits.items())), dict(sorted(dropped.items())), clusters,
            dict(sorted((+notes).items())), tuple(files),
        )  # fmt: skip
