"""Some of the rows of a file, as they are: Parquet stays Parquet with the columns that it has, lines of JSON stay the same bytes."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.run_folder import DATA, ROW_GROUP, publish
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError
from synth.schemas.manifest import FileEntry

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

TRAIN = "train"
"""The split of rows that name none."""
_NAME = re.compile("[a-z][a-z0-9_]{0,30}", re.ASCII)


def copy_rows(file: RowFile, first: int, kept: "NDArray[np.bool_]", store: Store, shard: int) -> tuple[FileEntry, ...]:
    """Publish those rows of a file that `kept` says, of rows `first`, `first + 1`, ..., as `data/train-00017.parquet` or `.jsonl`: a
    file for each split that the rows name. Raises RequestError for a file that cannot be read or became shorter."""
    parquet = file.path.endswith(".parquet")
    parts = _parquet(file, first, kept) if parquet else _lines(file, first, kept)
    suffix = "parquet" if parquet else "jsonl"
    for split in parts:
        if not _NAME.fullmatch(split):
            raise RequestError(f"{file.name}: {split!r} is no name of a split.")
    return tuple(
        publish(store, f"{DATA}/{split}-{shard:05d}.{suffix}", split, rows, data) for split, (rows, data) in sorted(parts.items()) if rows
    )


def same_form(files: Sequence[RowFile]) -> str:
    """The one form of files whose rows are to stand in one data set: `parquet` or `jsonl`. Raises RequestError for files of different
    forms or columns, which no reader would take for one set."""
    first, form, schema = files[0], "", None
    for file in files:
        found = "parquet" if file.path.endswith(".parquet") else "jsonl"
        columns = file.schema().remove_metadata() if found == "parquet" else None
        form, schema = form or found, schema or columns
        if found != form:
            raise RequestError(f"{file.name} is {found}, {first.name} is {form}: one output has one form. Give them in two commands.")
        if columns is not None and schema is not None and not columns.equals(schema):
            odd = sorted(set(map(str, columns)) ^ set(map(str, schema)))
            raise RequestError(f"{file.name} has other columns than {first.name}: {', '.join(odd)[:200]}. One output has one form.")
    return form


def _parquet(file: RowFile, first: int, kept: "NDArray[np.bool_]") -> dict[str, tuple[int, Any]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    schema = file.schema().remove_metadata()
    named = schema.get_field_index("extra_info") >= 0 and pa.types.is_struct(schema.field("extra_info").type)
    named = named and schema.field("extra_info").type.get_field_index("split") >= 0
    writers: dict[str, _Writer] = {}
    done = 0
    for batch in file.batches(first):
        batch = batch.slice(0, len(kept) - done)
        chosen = batch.filter(pa.array(kept[done : done + len(batch)]))
        done += len(batch)
        splits = pc.struct_field(chosen.column("extra_info"), "split") if named else pa.array([TRAIN] * len(chosen))
        for split in splits.unique().to_pylist() if len(chosen) else ():
            part = chosen.filter(pc.equal(splits, split)) if split is not None else chosen.filter(pc.is_null(splits))
            writers.setdefault(split or TRAIN, _Writer(schema)).add(part)
        if done == len(kept):
            break
    _check_length(file, first, done, len(kept))
    return {split: writer.close() for split, writer in writers.items()}


class _Writer:
    def __init__(self, schema: "pa.Schema") -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._sink, self._schema, self._rows = pa.BufferOutputStream(), schema, 0
        self._file = pq.ParquetWriter(self._sink, schema, compression="zstd", compression_level=3)
        self._waiting: list[pa.RecordBatch] = []

    def add(self, batch: "pa.RecordBatch") -> None:
        self._waiting.append(batch)
        self._rows += len(batch)
        if sum(map(len, self._waiting)) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._file.write_table(pa.Table.from_batches(self._waiting).cast(self._schema).combine_chunks())
        self._waiting = []

    def close(self) -> tuple[int, memoryview]:
        self._flush()
        self._file.close()
        return self._rows, memoryview(self._sink.getvalue())


def _lines(file: RowFile, first: int, kept: "NDArray[np.bool_]") -> dict[str, tuple[int, Any]]:
    parts: dict[str, list[bytes]] = {}
    done = 0
    for number, line in _numbered(file):
        if first <= number < first + len(kept):
            done += 1
            if kept[number - first]:
                parts.setdefault(_split(line), []).append(line.rstrip(b"\r\n") + b"\n")
        elif number >= first:
            break
    _check_length(file, first, done, len(kept))
    return {split: (len(lines), b"".join(lines)) for split, lines in parts.items()}


def _numbered(file: RowFile) -> Iterator[tuple[int, bytes]]:
    return enumerate(line for _, line in file.lines())


def _split(line: bytes) -> str:
    row: Any = msgspec.json.decode(line)
    extra = row.get("extra_info") if isinstance(row, dict) else None
    split = extra.get("split") if isinstance(extra, dict) else None
    return split if isinstance(split, str) and split else TRAIN


def _check_length(file: RowFile, first: int, found: int, wanted: int) -> None:
    if found < wanted:
        raise RequestError(f"{file.name}: it had {first + wanted:,} rows or more and has {first + found:,} now.")
