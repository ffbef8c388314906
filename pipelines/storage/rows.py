"""The reader of rows: a Parquet or JSONL file, or every Parquet file of a folder, on this machine or in an object store.

Rows are streamed in small batches, so memory depends on a row group and not on the file, and one row is read by its number without
reading those before it. A row group that would unpack to more than GROUP_BYTES is refused, and a text that many rows repeat is held once:
a file of a few kilobytes cannot fill the memory. The place of a row, in messages and as `synth remake` takes it, is `FILE:ROW` with rows
counted from 0.
"""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, nearest, one_line
from synth.schemas.record import arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

LINES = (".jsonl", ".ndjson", ".json")
BATCH = 500  # rows held at a time
GROUP_BYTES = 512 << 20
"""Bytes that the columns read of one row group may have when unpacked."""
ROW_BYTES = 16 << 20
"""The same, divided by its rows."""


class RowFile(NamedTuple):
    """A file of rows. name: the file as messages call it, `data/logic/data/train-00000.parquet`; path: its path in the store; argument:
    what its place was given as, for messages, `exclude`."""

    name: str
    store: Store
    path: str
    argument: str = ""

    def place(self, number: int) -> str:
        """Where a row stands: `data/logic/data/train-00000.parquet:17`."""
        return f"{self.name}:{number}"

    def rows(self, *columns: str, first: int = 0) -> Iterator[dict[str, Any]]:
        """The rows from number `first` on, in order.

        columns: those to read, all when none is named; a part of a column by its path, `extra_info.fingerprint`. Raises RequestError in
        one line for a file that cannot be read or lacks a column."""
        if self.path.endswith(".parquet"):
            return self._parquet(columns, first)
        if self.path.endswith(LINES):
            return self._json(columns, first)
        raise self._wrong(": expected a .parquet or .jsonl file.")

    def own_rows(self, *columns: str) -> Iterator[dict[str, Any]]:
        """The rows of a Parquet file that `synth run` or `synth augment` wrote. Raises RequestError in one line when the file has another
        schema, or a row without `extra_info` or, where columns are named, without one of them."""
        for number, row in enumerate(self._parquet(columns, 0, arrow_schema())):
            if row.get("extra_info", {}) is None or (columns and None in row.get("extra_info", {}).values()):
                raise self._wrong(f":{number}: extra_info is null, or something in it that every row has.")
            yield row

    def batches(self, first: int = 0) -> "Iterator[pa.RecordBatch]":
        """The rows of a Parquet file from number `first` on, whole and as they are, some hundred at a time. Raises RequestError."""
        with self._opened() as file:
            for group in range(file.metadata.num_row_groups):
                size = file.metadata.row_group(group).num_rows
                if first >= size:
                    first -= size
                    continue
                self._check_size(file.metadata.row_group(group), group, ())
                for batch in file.iter_batches(BATCH, row_groups=[group]):
                    if len(batch) > first:
                        yield batch.slice(first)
                    first = max(0, first - len(batch))

    def schema(self) -> "pa.Schema":
        """The columns of a Parquet file. Raises RequestError."""
        with self._opened() as file:
            return file.schema.to_arrow_schema()

    def row(self, number: int) -> dict[str, Any]:
        """One row by its number. Raises RequestError when the file has no such row."""
        for row in self.rows(first=number) if number >= 0 else ():
            return row
        raise self._wrong(f":{number}: the file has {self.total():,} rows, counted from 0.")

    def total(self) -> int:
        """How many rows there are; of a Parquet file only the footer is read. Raises RequestError."""
        if self.path.endswith(".parquet"):
            with self._opened() as file:
                return int(file.metadata.num_rows)
        return sum(1 for _ in self.lines())

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """The lines of a text file that are not empty, numbered from 1 as editors number them. Raises RequestError."""
        try:
            with self.store.open(self.path) as stream:
                for number, line in enumerate(io.BufferedReader(stream), 1):
                    if line.strip():
                        yield number, line
        except OSError as error:
            raise self._wrong(f": cannot be read ({one_line(error)}).") from error

    def _parquet(self, columns: tuple[str, ...], first: int, schema: "pa.Schema | None" = None) -> Iterator[dict[str, Any]]:
        with self._opened() as file:
            if schema is not None and not file.schema.to_arrow_schema().equals(schema):
                names = ", ".join(file.schema_arrow.names[:9])
                raise self._wrong(f": not rows of this version of synth; the columns are {names}.")
            for column in columns:
                if not _has(file.schema_arrow, column):
                    raise self._no_column("", column, file.schema_arrow.names)
            for group in range(file.metadata.num_row_groups):
                size = file.metadata.row_group(group).num_rows
                if first >= size:
                    first -= size
                    continue
                self._check_size(file.metadata.row_group(group), group, columns)
                for batch in file.iter_batches(BATCH, row_groups=[group], columns=list(columns) or None):
                    for number in range(first, len(batch)):  # one by one: each holds a copy of a text that they may share
                        yield from batch.slice(number, 1).to_pylist()
                    first = max(0, first - len(batch))

    def _check_size(self, group: "pq.RowGroupMetaData", number: int, columns: tuple[str, ...]) -> None:
        """Raises RequestError for a row group that memory should not have to hold; the footer tells."""
        parts = [group.column(place) for place in range(group.num_columns)]
        size = sum(part.total_uncompressed_size for part in parts if not columns or _is_below(part.path_in_schema, columns))
        advice = "Write it with smaller row groups (row_group_size=1000)."
        if size > GROUP_BYTES:
            what = f"row group {number} unpacks to {size >> 20:,} MiB, and at most {GROUP_BYTES >> 20} MiB are read at a time"
            raise self._wrong(f": {what}. {advice}")
        if size > ROW_BYTES * group.num_rows:
            each = size // group.num_rows >> 20
            raise self._wrong(f": the rows of row group {number} have {each:,} MiB each, and at most {ROW_BYTES >> 20} MiB are read.")

    @contextmanager
    def _opened(self) -> "Iterator[pq.ParquetFile]":
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            with self.store.open(self.path) as stream:
                file = pq.ParquetFile(stream)
                yield pq.ParquetFile(stream, metadata=file.metadata, read_dictionary=_repeated(file.metadata))
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:  # the last two are of values that Python cannot hold
            anew = " Where it is a run's, the run's command makes it anew." if re.search(r"-\d{5}\.parquet\Z", self.path) else ""
            raise self._wrong(f": not a readable Parquet file ({one_line(error)}).{anew}") from error

    def _json(self, columns: tuple[str, ...], first: int) -> Iterator[dict[str, Any]]:
        for number, (line, text) in enumerate(self.lines()):
            if number < first:
                continue
            try:
                row = msgspec.json.decode(text)
            except (ValueError, RecursionError) as error:
                raise self._wrong(f", line {line}: not JSON ({one_line(error)}).") from error
            if not isinstance(row, dict):
                raise self._wrong(f", line {line}: expected a JSON object.")
            yield self._selected(row, columns, number) if columns else row

    def _selected(self, row: dict[str, Any], columns: tuple[str, ...], number: int) -> dict[str, Any]:
        """The columns of a row of JSON, nested as a Parquet file gives them."""
        selected: dict[str, Any] = {}
        for column in columns:
            *outer, last = column.split(".")
            source: Any = row
            target = selected
            for name in outer:
                source = source.get(name) if isinstance(source, dict) else None
                target = target.setdefault(name, {})
            if not isinstance(source, dict) or last not in source:
                raise self._no_column(f":{number}", column, row)
            target[last] = source[last]
        return selected

    def _no_column(self, where: str, column: str, known: Iterable[str]) -> RequestError:
        there = ", ".join(sorted(known)[:20])
        return self._wrong(f"{where}: no column {column!r}.{nearest(column, known)} There are: {there}.")

    def _wrong(self, message: str) -> RequestError:
        return RequestError(f"{self.name}{message}", self.argument)


def row_files(location: str, argument: str = "") -> list[RowFile]:
    """The file at a location, or the Parquet files below a folder in the order of their paths; each may be on this machine or in an
    object store: `data/logic`, `rows.jsonl`, `s3://bucket/logic`. argument: what the location was given as, for messages. Raises
    RequestError when nothing is there."""
    folder, name = posixpath.split(location.rstrip("/"))
    if name.strip() and not folder.endswith(":"):
        parent = Store(folder or ".", argument)
        kind = parent.kind(name)
        if kind == "nothing":
            raise RequestError(f"{location}: no such file or folder.", argument)
        if kind == "file":
            return [RowFile(location, parent, name, argument)]
    store = Store(location, argument)
    files = [RowFile(f"{store.location}/{path}", store, path, argument) for path in store.paths() if path.endswith(".parquet")]
    if not files:
        raise RequestError(f"{location}: no Parquet file in this folder.", argument)
    return files


def placed_rows(location: str, argument: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row at a location, with its place. Raises RequestError as `row_files` and `RowFile.rows`."""
    for file in row_files(location, argument):
        yield from ((file.place(number), row) for number, row in enumerate(file.rows()))


def _is_below(path: str, columns: tuple[str, ...]) -> bool:
    """Whether the path of a leaf, `prompt.list.element.content`, is in one of the columns."""
    return any(path == column or path.startswith(f"{column}.") for column in columns)


def _repeated(metadata: "pq.FileMetaData") -> list[str]:
    """The paths of texts that are stored once for all rows that repeat them, to be held so."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    leaves = [group.column(place) for group in groups for place in range(group.num_columns)]
    return sorted({leaf.path_in_schema for leaf in leaves if leaf.physical_type == "BYTE_ARRAY" and leaf.has_dictionary_page})


def _has(schema: "pa.Schema", column: str) -> bool:
    """Whether a schema has a column, or the part of a column that a path names."""
    name, _, inner = column.partition(".")
    if schema.get_field_index(name) < 0:
        return False
    kind = schema.field(name).type
    return not inner or (hasattr(kind, "get_field_index") and kind.get_field_index(inner) >= 0)
