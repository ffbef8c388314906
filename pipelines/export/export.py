"""`synth export`: contrastive pairs and preference pairs of a finished run beside the rows themselves, ready for a trainer.

Families are streamed in small batches and files published as they fill, so memory does not grow with the run. The manifest comes last:
a folder without it is begun afresh, and the same command on a finished one finds nothing to do. Equal runs give equal files."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import msgspec

from synth.pipelines.export.records import KINDS, Record, records, schema
from synth.pipelines.storage.run_folder import CARD, MANIFEST, PLAN
from synth.pipelines.storage.run_folder import UNFINISHED as MARKS
from synth.pipelines.storage.store import TEMPORARY, Store
from synth.schemas.errors import BrokenTask, GroundTruthError, RequestError, SynthError, nearest, one_line
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen
from synth.schemas.record import Row, arrow_schema
from synth.schemas.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

RECIPES = ("poda",)
BATCH = 500  # rows read at a time, and records in a row group
FILE_RECORDS = 5_000
TITLES = {
    "rlvr": "the rows of the run, as they are",
    "contrastive": "an original beside one of its counterfactuals, with the path and the answer of each",
    "dpo": "a prompt, its sound path (chosen) and a tempting wrong one (rejected), as TRL reads preferences",
}
_SPLIT = re.compile("[a-z][a-z0-9_]{0,30}", re.ASCII)
F = TypeVar("F", bound=Frozen)


@dataclass(frozen=True)
class ExportRequest:
    """Everything that a caller chooses. Raises RequestError for an unknown recipe or kind."""

    recipe: str
    """What is made: `poda`."""
    folder: str
    """Folder or URI of the finished run, such as `data/poda`."""
    out: str
    """Folder or URI of the export, such as `s3://bucket/pairs`."""
    kinds: tuple[str, ...] = ()
    """Kinds of records, such as `("dpo",)`; all of `KINDS` when empty."""
    jsonl: bool = False
    """The same records as JSONL too, beside the Parquet files."""

    def __post_init__(self) -> None:
        for option, name, known in (("recipe", self.recipe, RECIPES), *(("--kind", kind, KINDS) for kind in self.kinds)):
            if name not in known:
                raise RequestError(f"{option} {name}: expected {', '.join(known)}.{nearest(name, known)}")


class ExportPlan(Frozen, frozen=True):
    """What decides the files."""

    recipe: str
    source: str
    """SHA-256 of the manifest of the run that is exported."""
    kinds: tuple[str, ...]
    """In the order of `KINDS`."""
    jsonl: bool


class KindReport(Frozen, frozen=True):
    """What became of one kind."""

    records: int
    """Records in all."""
    splits: dict[str, int]
    """Records by split: `{"test": 6, "train": 24}`."""
    left_out: dict[str, int]
    """Rows that gave no record, by reason: `{"the answer is Unknown": 15}`."""


class ExportManifest(Frozen, frozen=True):
    """A finished export."""

    format: int
    """Version of this layout: 1."""
    synth: str
    """Version of the package, such as `0.1.0`."""
    plan: ExportPlan
    read: int
    """Rows of the run."""
    kinds: dict[str, KindReport]
    files: tuple[FileEntry, ...]
    """All files, sorted by path."""


class _Listed(msgspec.Struct):
    path: str
    rows: int


class _RunManifest(msgspec.Struct):
    """As much of the manifest of a run as matters here."""

    files: list[_Listed]


def export(request: ExportRequest, advance: Callable[[int, int], None] = lambda done, total: None) -> tuple[ExportManifest, bool]:
    """Export the finished run in `request.folder` to `request.out`. advance: called with the rows read so far, and of how many. Returns
    the manifest, and whether it was there before. Raises RequestError for what is wrong with the request, BrokenTask naming the row when
    a record breaks its format, SynthError when a folder cannot be read or written."""
    run = Store(request.folder, "folder")
    source, shards = _run(run)
    store = Store(request.out)
    plan = ExportPlan(request.recipe, source, tuple(kind for kind in KINDS if kind in request.kinds or not request.kinds), request.jsonl)
    with store.alone():
        finished = _begin(store, plan)
        return (finished, True) if finished else (_write(run, shards, store, plan, advance), False)


def _write(run: Store, shards: list[_Listed], store: Store, plan: ExportPlan, advance: Callable[[int, int], None]) -> ExportManifest:
    """Carry the plan out: the records of all families, published as files fill."""
    left_out: dict[str, Counter[str]] = {kind: Counter() for kind in plan.kinds}
    writers: dict[tuple[str, str], _Writer] = {}
    read, total = 0, sum(shard.rows for shard in shards)
    for path in (shard.path for shard in shards):
        for first, family in _families(run, path):
            read += len(family)
            split = family[0]["extra_info"]["split"]
            for kind in plan.kinds:
                if (kind, split) not in writers:
                    writers[kind, split] = _Writer(store, kind, split, plan.jsonl)
                try:
                    for record in records(kind, family, left_out[kind]):
                        writers[kind, split].add(record)
                except (BrokenTask, GroundTruthError) as error:
                    raise type(error)(f"{run.location}/{path}, row {first} or its family: {error}.") from error
            advance(read, total)
    for writer in writers.values():
        writer.publish()
    return _finish(store, plan, read, left_out, [entry for writer in writers.values() for entry in writer.entries])


def _families(run: Store, path: str) -> Iterator[tuple[int, list[Row]]]:
    """The families of a shard, each with the number of its first row. Single rows are families of one."""
    numbered = enumerate(_rows(run, path))
    for family_id, members in groupby(numbered, key=lambda item: item[1]["extra_info"]["family_id"]):
        if family_id:
            family = list(members)
            if len({row["extra_info"]["split"] for _, row in family}) > 1:
                raise BrokenTask(f"{run.location}/{path}, row {family[0][0]}: a family stands in two splits.")
            yield family[0][0], [row for _, row in family]
        else:
            yield from ((number, [row]) for number, row in members)


class _Writer:
    """Files of one kind and split: records gather in row groups, row groups in a file that is published when it is full."""

    def __init__(self, store: Store, kind: str, split: str, jsonl: bool) -> None:
        self._store, self._kind, self._split, self._jsonl = store, kind, split, jsonl
        self._schema = schema(kind)
        self._waiting: list[Record] = []
        self._sink: pa.BufferOutputStream
        self._parquet: pq.ParquetWriter | None = None
        self._lines: list[bytes] = []
        self._records = self._files = 0
        self.entries: list[FileEntry] = []

    def add(self, record: Record) -> None:
        self._waiting.append(record)
        if len(self._waiting) == BATCH:
            self._flush()
        if self._records >= FILE_RECORDS:
            self.publish()

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not self._parquet:
            self._sink = pa.BufferOutputStream()
            self._parquet = pq.ParquetWriter(self._sink, self._schema, compression="zstd", compression_level=3)
        self._parquet.write_batch(pa.RecordBatch.from_pylist(self._waiting, self._schema))
        if self._jsonl:
            self._lines.append(msgspec.json.Encoder().encode_lines(self._waiting))
        self._records += len(self._waiting)
        self._waiting = []

    def publish(self) -> None:
        if self._waiting:
            self._flush()
        if not self._parquet:
            return
        self._parquet.close()
        name = f"{self._kind}/{self._split}-{self._files:05d}"
        self._put(f"{name}.parquet", memoryview(self._sink.getvalue()))
        if self._jsonl:
            self._put(f"{name}.jsonl", memoryview(b"".join(self._lines)))
        self._parquet, self._lines, self._records = None, [], 0
        self._files += 1

    def _put(self, path: str, data: memoryview) -> None:
        self._store.write(path, data)
        self.entries.append(FileEntry(path, self._split, self._records, len(data), sha256(data).hexdigest()))


def _run(run: Store) -> tuple[str, list[_Listed]]:
    """The hash of the run's manifest and its shards in order. Raises RequestError when there is no finished run of ours."""
    if not run.has(MANIFEST):
        if run.has(PLAN):
            raise RequestError(f"{run.location} holds an unfinished run. Type the command of that run again to finish it first.")
        raise RequestError(f"{run.location} holds no finished run of synth (no {MANIFEST}).")
    data = run.read(MANIFEST)
    try:
        shards = [file for file in msgspec.json.decode(data, type=_RunManifest).files if file.path.endswith(".parquet")]
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{run.location}/{MANIFEST} is not of a run of synth, or is corrupted.") from error
    present = {f"{folder}/{name}" for folder in {shard.path.rpartition("/")[0] for shard in shards} for name in run.names(folder)}
    lost = [shard.path for shard in shards if shard.path not in present]
    if lost:
        raise SynthError(f"{run.location}: the manifest lists {lost[0]}, which is gone ({len(lost)} files).")
    return sha256(data).hexdigest(), sorted(shards, key=lambda shard: shard.path)


def _rows(run: Store, path: str) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with run.open(path) as stream:
            file = pq.ParquetFile(stream)
            if not file.schema_arrow.equals(arrow_schema()):
                columns = ", ".join(file.schema_arrow.names)
                raise RequestError(f"{run.location}/{path}: not rows of this version of synth; the columns are {columns}.")
            for batch in file.iter_batches(BATCH):
                rows = msgspec.convert(batch.to_pylist(), list[Row])
                for row in rows:
                    if not _SPLIT.fullmatch(row["extra_info"]["split"]):
                        raise RequestError(f"{run.location}/{path}: {row['extra_info']['split']!r} is no name of a split.")
                yield from rows
    except (pa.ArrowException, OSError, msgspec.ValidationError) as error:
        raise RequestError(f"{run.location}/{path}: not a readable file of rows ({one_line(error)}).") from error


def _begin(store: Store, plan: ExportPlan) -> ExportManifest | None:
    """Claim the folder for this export, or recognise the finished one in it. Raises RequestError when it holds anything else."""
    if store.has(MANIFEST):
        finished = _decode(ExportManifest, store, MANIFEST)
        if finished.plan != plan:
            raise RequestError(f"{store.location} holds a finished export of another request or run. Choose another --out.")
        lost = [entry.path for entry in finished.files if not store.has(entry.path)]
        if lost:
            raise SynthError(f"{store.location}: the manifest lists {lost[0]}, which is gone ({len(lost)} files). Choose another --out.")
        store.delete_folder(MARKS)
        return finished
    begun = store.has(PLAN) and store.read(PLAN) == plan.to_json().encode()
    if not begun:
        for place in ("", MARKS, "data", *KINDS):
            names = [name for name in store.names(place) if (place or name == CARD) and not name.endswith(TEMPORARY)]
            if names:
                what = "holds an unfinished export of another request, or another run" if store.has(PLAN) else "is not empty"
                raise RequestError(f"{store.location} {what} ({f'{place}/{names[0]}'.lstrip('/')}). Choose another --out.")
    for kind in KINDS:  # what an interrupted export left is made again, to the same bytes
        store.delete_folder(kind)
    store.write(PLAN, plan.to_json().encode())
    return None


def _decode(kind: type[F], store: Store, path: str) -> F:
    try:
        return kind.from_json(store.read(path))
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{store.location}/{path} is not of an export of synth, or is corrupted. Choose another --out.") from error


def _finish(store: Store, plan: ExportPlan, read: int, left_out: dict[str, Counter[str]], entries: list[FileEntry]) -> ExportManifest:
    """Publish the card, then the manifest, then clear away the mark."""
    entries.sort(key=lambda entry: entry.path)
    reports = {}
    for kind in plan.kinds:
        splits: Counter[str] = Counter()
        for entry in entries:
            if entry.path.startswith(f"{kind}/") and entry.path.endswith(".parquet"):
                splits[entry.split] += entry.rows
        reports[kind] = KindReport(splits.total(), dict(sorted(splits.items())), dict(sorted((+left_out[kind]).items())))
    manifest = ExportManifest(1, VERSION, plan, read, reports, tuple(entries))
    store.write(CARD, card(manifest).encode())
    store.write(MANIFEST, manifest.to_json().encode())
    store.delete_folder(MARKS)
    return manifest


def card(manifest: ExportManifest) -> str:
    """The README.md of an export: its kinds as configurations that `datasets.load_dataset(folder, kind)` and the hub read."""
    lines = ["---", "language:", "- en", "tags:", *(f"- {tag}" for tag in ("reasoning", "synthetic", "verifiable-rewards")), "configs:"]
    for kind, report in _in_order(manifest):
        if report.records:
            lines += [f"- config_name: {kind}", "  data_files:"]
            for split in report.splits:
                lines += [f"  - split: {split}", f"    path: {kind}/{split}-*.parquet"]
    lines += ["---", "", "# Contrastive and preference pairs", ""]
    lines += [f"Made from {manifest.read:,} rows of a run of synth. Every pair was checked before it was written.", "", table(manifest)]
    return "\n".join(lines) + "\n"


def table(manifest: ExportManifest) -> str:
    """Records and rows left out, a line for each kind, as a table in Markdown."""
    lines = ["| kind | what | records | rows left out |", "| --- | --- | --- | --- |"]
    for kind, report in _in_order(manifest):
        made = ", ".join(f"{split} {records:,}" for split, records in report.splits.items()) or "none"
        lost = ", ".join(f"{reason} {rows:,}" for reason, rows in report.left_out.items()) or "none"
        lines.append(f"| {kind} | {TITLES[kind]} | {made} | {lost} |")
    return "\n".join(lines)


def _in_order(manifest: ExportManifest) -> list[tuple[str, KindReport]]:
    return [(kind, manifest.kinds[kind]) for kind in KINDS if kind in manifest.kinds]
