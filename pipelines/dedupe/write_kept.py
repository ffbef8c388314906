"""The last pass over the rows: what is kept, as it is, and beside it what is not and why."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from synth.pipelines.dedupe.dedupe_plan import DedupeMarker, DedupePlan
from synth.pipelines.dedupe.sign import read_leaks
from synth.pipelines.storage.copy_rows import copy_rows
from synth.pipelines.storage.run_folder import publish, write_marker
from synth.pipelines.storage.store import Store
from synth.schemas.manifest import FileEntry

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.uint64]

DROPPED = "dropped"
"""The folder of the rows that were not kept, and its split."""


REASONS = ("copy", "near", "family")
COPY, NEAR, FAMILY = range(len(REASONS))


class Drops(NamedTuple):
    """Rows that go, ascending, as numbers among all rows. instead: the row that is kept instead of each or of its family, or the one of its
    family that a benchmark has; reasons: places in REASONS."""

    rows: "Rows"
    instead: "Rows"
    reasons: "NDArray[np.uint8]"


def write_kept(out: str, plan: DedupePlan, step: int, number: int, drops: Drops) -> DedupeMarker:
    """Publish the rows of a unit that are kept. number: of the unit; step: of the marker."""
    import pyarrow as pa

    unit, store = plan.units[number], Store(out)
    source = plan.files[unit.file]
    leaks = read_leaks(store, number)
    starts = np.cumsum([0, *(file.rows for file in plan.files)])
    kept = np.ones(unit.rows, bool)
    records = []
    for row, leak in leaks.items():
        records.append((unit.first + row, f"benchmark {leak.kind}", leak.file, leak.row, leak.shared))
        kept[row] = False
    for row, instead, reason in zip(drops.rows.tolist(), drops.instead.tolist(), drops.reasons.tolist(), strict=True):
        file = int(np.searchsorted(starts, instead, "right")) - 1
        records.append((unit.first + row - unit.start, REASONS[reason], plan.files[file].name, int(instead - starts[file]), ""))
        kept[row - unit.start] = False
    records.sort()
    files: list[FileEntry] = list(copy_rows(source.open(), unit.first, kept, store, number))
    if records:
        columns = dict(zip(("row", "reason", "other_file", "other_row", "shared"), map(list, zip(*records, strict=True)), strict=True))
        table = pa.table({"file": [source.name] * len(records), **columns})
        files.append(publish(store, f"{DROPPED}/{DROPPED}-{number:05d}.parquet", DROPPED, len(records), _parquet(table)))
    counts: dict[str, int] = {}
    for record in records:
        counts[record[1]] = counts.get(record[1], 0) + 1
    marker = DedupeMarker(step, tuple(files), counts)
    write_marker(store, step, marker)
    return marker


def _parquet(table: object) -> memoryview:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return memoryview(sink.getvalue())
