"""`synth export`: contrastive pairs and preference pairs of a finished run beside the rows themselves, ready for a trainer.

Families are streamed in small batches and files published as they fill, so memory does not grow with the run. The manifest comes last:
a folder without it is begun afresh, and the same command on a finished one finds nothing to do. Equal runs give equal files."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from synth.pipelines.export.records import KINDS, Record, records, schema
from synth.pipelines.hub_card import front_matter
from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.run_folder import RunFolder, check_present, publish, read_listing
from synth.pipelines.storage.store import Store
from synth.schemas.errors import BrokenTask, GroundTruthError, RequestError, nearest, one_line
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen
from synth.schemas.record import Row
from synth.schemas.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

RECIPES = ("poda",)
ROW_GROUP, FILE_RECORDS = 500, 5_000  # records in a row group and in a file
TITLES = {
    "rlvr": "the rows of the run, as they are",
    "contrastive": "an original beside one of its counterfactuals, with the path and the answer of each",
    "dpo": "a prompt, its sound path (chosen) and a tempting wrong one (rejected), as TRL reads preferences",
}
_SPLIT = re.compile("[a-z][a-z0-9_]{0,30}", re.ASCII)


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
        for argument, name, known in (("recipe", self.recipe, RECIPES), *(("kinds", kind, KINDS) for kind in self.kinds)):
            if name not in known:
                raise RequestError(f"{name}: expected {', '.join(known)}.{nearest(name, known)}", argument)


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


def export(request: ExportRequest, advance: Callable[[int, int], None] = lambda done, total: None) -> tuple[ExportManifest, bool]:
    """Export the finished run in `request.folder` to `request.out`. advance: called with the rows read so far, and of how many. Returns
    the manifest, and whether it was there before. Raises RequestError for what is wrong with the request, BrokenTask naming the row when
    a record breaks its format, SynthError when a folder cannot be read or written."""
    run, store = Store(request.folder, "folder"), Store(request.out)
    listing, files = read_listing(run)
    shards = sorted((entry for entry in files if entry.path.endswith(".parquet")), key=lambda entry: entry.path)
    check_present(run, shards)
    kinds = tuple(kind for kind in KINDS if kind in request.kinds or not request.kinds)
    plan = ExportPlan(request.recipe, sha256(listing).hexdigest(), kinds, request.jsonl)
    folder = RunFolder(store, plan.to_json(), ExportManifest, "export", KINDS)
    with store.alone():
        finished = folder.begin()
        if finished:
            return finished, True
        for kind in KINDS:  # what an interrupted export left is made again, to the same bytes
            store.delete_folder(kind)
        manifest = _write(run, shards, store, plan, advance)
        return folder.finish(card(manifest), manifest), False


def _write(
    run: Store, shards: list[FileEntry], store: Store, plan: ExportPlan, advance: Callable[[int, int], None]
) -> ExportManifest:
    """Carry the plan out: the records of all families, published as files fill."""
    left_out: dict[str, Counter[str]] = {kind: Counter() for kind in plan.kinds}
    writers: dict[tuple[str, str], _Writer] = {}
    read, total = 0, sum(shard.rows for shard in shards)
    for file in (RowFile(f"{run.location}/{shard.path}", run, shard.path) for shard in shards):
        for first, family in _families(file):
            read += len(family)
            split = family[0]["extra_info"]["split"]
            for kind in plan.kinds:
                if (kind, split) not in writers:
                    writers[kind, split] = _Writer(store, kind, split, plan.jsonl)
                try:
                    for record in records(kind, family, left_out[kind]):
                        writers[kind, split].add(record)
                except (BrokenTask, GroundTruthError) as error:
                    raise type(error)(f"{file.name}, row {first} or its family: {error}.") from error
            advance(read, total)
    for writer in writers.values():
        writer.publish()
    entries = sorted((entry for writer in writers.values() for entry in writer.entries), key=lambda entry: entry.path)
    reports = {}
    for kind in plan.kinds:
        splits: Counter[str] = Counter()
        for entry in entries:
            if entry.path.startswith(f"{kind}/") and entry.path.endswith(".parquet"):
                splits[entry.split] += entry.rows
        reports[kind] = KindReport(splits.total(), dict(sorted(splits.items())), dict(sorted((+left_out[kind]).items())))
    return ExportManifest(1, VERSION, plan, read, reports, tuple(entries))


def _families(file: RowFile) -> Iterator[tuple[int, list[Row]]]:
    """The families of a shard, a language at a time, each with the number of its first row. Single rows are families of one."""
    numbered = enumerate(_rows(file))
    for family_id, members in groupby(numbered, key=lambda item: item[1]["extra_info"]["family_id"]):
        if family_id:
            family = list(members)
            if len({row["extra_info"]["split"] for _, row in family}) > 1:
                raise BrokenTask(f"{file.name}, row {family[0][0]}: a family stands in two splits.")
            for language in dict.fromkeys(row["extra_info"]["language"] for _, row in family):
                one = [(number, row) for number, row in family if row["extra_info"]["language"] == language]
                yield one[0][0], [row for _, row in one]
        else:
            yield from ((number, [row]) for number, row in members)


def _rows(file: RowFile) -> Iterator[Row]:
    for number, values in enumerate(file.own_rows()):
        try:
            row = msgspec.convert(values, Row)
        except msgspec.ValidationError as error:
            raise RequestError(f"{file.place(number)}: not a row of synth ({one_line(error)}).") from error
        if not _SPLIT.fullmatch(row["extra_info"]["split"]):
            raise RequestError(f"{file.place(number)}: {row['extra_info']['split']!r} is no name of a split.")
        yield row


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
        if len(self._waiting) == ROW_GROUP:
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
            self._put(f"{name}.jsonl", b"".join(self._lines))
        self._parquet, self._lines, self._records = None, [], 0
        self._files += 1

    def _put(self, path: str, data: bytes | memoryview) -> None:
        self.entries.append(publish(self._store, path, self._split, self._records, data))


def card(manifest: ExportManifest) -> str:
    """The README.md of an export: its kinds as configurations that `datasets.load_dataset(folder, kind)` and the hub read."""
    configs = {kind: (kind, list(report.splits)) for kind, report in _in_order(manifest)}
    lines = front_matter({"tags": ["reasoning", "synthetic", "verifiable-rewards"]}, configs)
    lines += ["", "# Contrastive and preference pairs", ""]
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
