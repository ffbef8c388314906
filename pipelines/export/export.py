"""Exports of a finished run: contrastive pairs and preference pairs beside the rows themselves, ready for a trainer.

Families are streamed row group by row group and files published as they fill, so memory does not grow with the run. The manifest comes
last: a folder without it is begun afresh, and the same command on a finished one finds nothing to do. Equal runs give equal files."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import msgspec

from synth.pipelines.export.records import KINDS, Record, records, schema
from synth.pipelines.export.records import check_pair as check_pair
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


class Plan(Frozen, frozen=True):
    """What was asked for. source: sha256 of the manifest of the run that is exported."""

    recipe: str
    source: str
    kinds: tuple[str, ...]
    jsonl: bool


class Report(Frozen, frozen=True):
    """What became of one kind. left_out: rows that gave no record, by reason."""

    records: int
    splits: dict[str, int]
    left_out: dict[str, int]


class Export(Frozen, frozen=True):
    """The manifest of a finished export. read: rows that were read."""

    format: int
    synth: str
    plan: Plan
    read: int
    kinds: dict[str, Report]
    files: tuple[FileEntry, ...]


class _Listed(msgspec.Struct):
    path: str
    rows: int


class _Run(msgspec.Struct):
    """As much of the manifest of a run as matters here."""

    files: list[_Listed]


class _Files:
    """The files of one kind and split: records gather in row groups, row groups in a file that is published when it is full."""

    def __init__(self, store: Store, kind: str, split: str, jsonl: bool) -> None:
        self._store, self._kind, self._split, self._jsonl = store, kind, split, jsonl
        self._schema = schema(kind)
        self._waiting: list[Record] = []
        self._sink: pa.BufferOutputStream
        self._writer: pq.ParquetWriter | None = None
        self._lines: list[bytes] = []
        self._rows = 0
        self.entries: list[FileEntry] = []

    def add(self, record: Record) -> None:
        self._waiting.append(record)
        if len(self._waiting) == BATCH:
            self._flush()
        if self._rows >= FILE_RECORDS:
            self.publish()

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not self._writer:
            self._sink = pa.BufferOutputStream()
            self._writer = pq.ParquetWriter(self._sink, self._schema, compression="zstd", compression_level=3)
        self._writer.write_batch(pa.RecordBatch.from_pylist(self._waiting, self._schema))
        if self._jsonl:
            self._lines.append(msgspec.json.Encoder().encode_lines(self._waiting))
        self._rows += len(self._waiting)
        self._waiting = []

    def publish(self) -> None:
        if self._waiting:
            self._flush()
        if not self._writer:
            return
        self._writer.close()
        name = f"{self._kind}/{self._split}-{sum(entry.path.endswith('.parquet') for entry in self.entries):05d}"
        self._put(f"{name}.parquet", memoryview(self._sink.getvalue()))
        if self._jsonl:
            self._put(f"{name}.jsonl", memoryview(b"".join(self._lines)))
        self._writer, self._lines, self._rows = None, [], 0

    def _put(self, path: str, data: memoryview) -> None:
        self._store.write(path, data)
        self.entries.append(FileEntry(path, self._split, self._rows, len(data), sha256(data).hexdigest()))


def export(
    recipe: str,
    folder: str,
    out: str,
    kinds: tuple[str, ...] = (),
    jsonl: bool = False,
    advance: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Export, bool]:
    """Export the finished run in `folder` to `out`; both may be URIs. kinds: all when empty. advance: told the rows that were read, of how
    many. Returns the manifest, and whether it was there before. Raises RequestError for what is wrong with the request, BrokenTask
    naming the row when a record breaks its form, SynthError when a place fails."""
    for what, name, known in (("recipe", recipe, RECIPES), *(("--kind", kind, KINDS) for kind in kinds)):
        if name not in known:
            raise RequestError(f"{what} {name}: expected {', '.join(known)}.{nearest(name, known)}")
    run = Store(folder, "folder")
    source, shards = _run(run)
    store = Store(out)
    plan = Plan(recipe, source, tuple(kind for kind in KINDS if kind in kinds or not kinds), jsonl)
    with store.alone():
        finished = _begin(store, plan)
        return (finished, True) if finished else (_made(run, shards, store, plan, advance), False)


def _made(run: Store, shards: list[_Listed], store: Store, plan: Plan, advance: Callable[[int, int], None]) -> Export:
    """Carry the plan out: the records of all families, published as files fill."""
    left_out: dict[str, Counter[str]] = {kind: Counter() for kind in plan.kinds}
    open_: dict[tuple[str, str], _Files] = {}
    read, total = 0, sum(shard.rows for shard in shards)
    for path in (shard.path for shard in shards):
        for first, family in _families(run, path):
            read += len(family)
            split = family[0]["extra_info"]["split"]
            for kind in plan.kinds:
                if (kind, split) not in open_:
                    open_[kind, split] = _Files(store, kind, split, plan.jsonl)
                try:
                    for record in records(kind, family, left_out[kind]):
                        open_[kind, split].add(record)
                except (BrokenTask, GroundTruthError) as error:
                    raise type(error)(f"{run.location}/{path}, row {first} or its family: {error}.") from error
            advance(read, total)
    for files in open_.values():
        files.publish()
    return _finish(store, plan, read, left_out, [entry for files in open_.values() for entry in files.entries])


def _run(run: Store) -> tuple[str, list[_Listed]]:
    """The hash of the run's manifest and its shards in order. Raises RequestError when there is no finished run of ours."""
    if not run.has(MANIFEST):
        if run.has(PLAN):
            raise RequestError(f"{run.location} holds an unfinished run. Type the command of that run again to finish it first.")
        raise RequestError(f"{run.location} holds no finished run of synth (no {MANIFEST}).")
    data = run.read(MANIFEST)
    try:
        shards = [file for file in msgspec.json.decode(data, type=_Run).files if file.path.endswith(".parquet")]
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{run.location}/{MANIFEST} is not of a run of synth, or is corrupted.") from error
    present = {f"{folder}/{name}" for folder in {shard.path.rpartition("/")[0] for shard in shards} for name in run.names(folder)}
    lost = [shard.path for shard in shards if shard.path not in present]
    if lost:
        raise SynthError(f"{run.location}: the manifest lists {lost[0]}, which is gone ({len(lost)} files).")
    return sha256(data).hexdigest(), sorted(shards, key=lambda shard: shard.path)


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


def _begin(store: Store, plan: Plan) -> Export | None:
    """Claim the folder for this export, or recognise the finished one in it. Raises RequestError when it holds anything else."""
    if store.has(MANIFEST):
        finished = _decode(Export, store, MANIFEST)
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


def _finish(store: Store, plan: Plan, read: int, left_out: dict[str, Counter[str]], entries: list[FileEntry]) -> Export:
    """Publish the card, then the manifest, then clear away the mark."""
    entries.sort(key=lambda entry: entry.path)
    reports = {}
    for kind in plan.kinds:
        splits: Counter[str] = Counter()
        for entry in entries:
            if entry.path.startswith(f"{kind}/") and entry.path.endswith(".parquet"):
                splits[entry.split] += entry.rows
        reports[kind] = Report(splits.total(), dict(sorted(splits.items())), dict(sorted((+left_out[kind]).items())))
    manifest = Export(1, VERSION, plan, read, reports, tuple(entries))
    store.write(CARD, card(manifest).encode())
    store.write(MANIFEST, manifest.to_json().encode())
    store.delete_folder(MARKS)
    return manifest


def card(manifest: Export) -> str:
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


def table(manifest: Export) -> str:
    """Records and rows left out, a line for each kind, as a table in Markdown."""
    lines = ["| kind | what | records | rows left out |", "| --- | --- | --- | --- |"]
    for kind, report in _in_order(manifest):
        made = ", ".join(f"{split} {records:,}" for split, records in report.splits.items()) or "none"
        lost = ", ".join(f"{reason} {rows:,}" for reason, rows in report.left_out.items()) or "none"
        lines.append(f"| {kind} | {TITLES[kind]} | {made} | {lost} |")
    return "\n".join(lines)


def _in_order(manifest: Export) -> list[tuple[str, Report]]:
    return [(kind, manifest.kinds[kind]) for kind in KINDS if kind in manifest.kinds]
