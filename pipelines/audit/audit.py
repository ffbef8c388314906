"""Audit: every promise of a run's rows proved again from the files alone. What is proved of a row and of a family is in `prove.py`;
here files are streamed, work is shared out and failures are told. A run's files must be those of its manifest, and a family must
stand in one place.
"""

import os
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from hashlib import blake2b, sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from synth.pipelines.audit.prove import COUNTS, Audit, Failure, Placed, Splits, prove
from synth.pipelines.augment.augment_plan import AugmentManifest
from synth.pipelines.export.export import ExportManifest
from synth.pipelines.run.admit import as_array
from synth.pipelines.run.driver import MANIFEST
from synth.pipelines.run.plan import Plan
from synth.pipelines.run.worker import PLAN
from synth.schemas.errors import RequestError, one_line
from synth.schemas.manifest import FileEntry, Manifest
from synth.schemas.record import arrow_schema
from synth.verifiers.counterfactual.reading import TASK as FROM_OUTSIDE

SHOWN = 20  # failures listed; the rest is counted
SMALL = 2_000  # rows that are audited in this process
CHUNK = 200  # rows that a worker gets at a time, about
BATCH = 1_000


def audit(location: str, limit: int = 0, workers: int = 0, advance: Callable[[int, int], None] = lambda done, of: None) -> Audit:
    """Prove the rows of a run's folder, or of one Parquet file, again. limit: about so many rows, evenly spread, in whole families;
    0 for all. workers: processes; 0 for one each CPU. advance: told the rows that were read, of how many. Raises RequestError for what
    is no run of ours, SynthError when a solver's package is missing."""
    root, files = Path(location), parquet_files(location)
    listed, splits = _manifest(root if root.is_dir() else root.parent.parent)
    result = Audit(list(_files(root, files, listed)) if listed is not None and root.is_dir() else [], {}, {})
    result.failures.extend(_parted(root, files))
    total = sum(_rows_in(path) for path in files)
    chunks = _chunks(_families(root, files, limit, total, advance))
    small = min(total, limit or total) <= SMALL or workers == 1
    for part in (prove(chunk, splits) for chunk in chunks) if small else _in_processes(chunks, splits, workers or os.cpu_count() or 1):
        result.failures.extend(part.failures)
        for task, counts in part.totals.items():
            result.totals.setdefault(task, Counter()).update(counts)
        for task, seconds in part.seconds.items():
            result.seconds[task] = result.seconds.get(task, 0.0) + seconds
    if not result.totals:
        raise RequestError(f"{location}: no rows.")
    return result


def parquet_files(location: str) -> list[Path]:
    """The Parquet files of a run's folder, or the one file named. Raises RequestError."""
    if not location.strip() or "://" in location:
        raise RequestError(f"{location!r}: expected a folder or a Parquet file on this machine; copy the run here first.")
    path = Path(location)
    if (path / PLAN).is_file() and not (path / MANIFEST).is_file():
        raise RequestError(f"{location} holds an unfinished run. Type the command of that run again to finish it first.")
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise RequestError(f"{location}: no Parquet file in this folder.")
    if not files[0].is_file():
        raise RequestError(f"{location}: no such file or folder.")
    return files


def read_columns(path: Path, *columns: str) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, with these columns or all, without ever holding more than a row group. Raises RequestError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        if not file.schema_arrow.equals(arrow_schema()):
            raise RequestError(f"{path}: not rows of this version of synth; the columns are {', '.join(file.schema_arrow.names[:9])}.")
        number = 0
        for batch in file.iter_batches(BATCH, columns=list(columns) or None):
            for row in batch.to_pylist():
                if row["extra_info"] is None or (columns and None in row["extra_info"].values()):
                    raise RequestError(f"{path}:{number}: extra_info is null, or something in it that every row has.")
                yield row
                number += 1
    except (pa.ArrowException, OSError) as error:
        raise RequestError(f"{path}: not a readable Parquet file ({one_line(error)}).") from error


def _rows_in(path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError) as error:
        raise RequestError(f"{path}: not a readable Parquet file ({one_line(error)}).") from error


def _manifest(root: Path) -> tuple[tuple[FileEntry, ...] | None, Splits]:
    """The files that the manifest lists, None without one, and the splits of a run."""
    try:
        data = (root / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, ()
    for kind in (AugmentManifest, ExportManifest):  # whose rows stand in the splits of their sources
        try:
            return kind.from_json(data).files, ()
        except (ValueError, RecursionError):
            continue
    try:
        manifest = Manifest.from_json(data)
        return manifest.files, Plan.from_json(manifest.plan).splits
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{root / MANIFEST}: not a manifest of ours ({one_line(error)}).") from error


def _files(root: Path, files: list[Path], listed: tuple[FileEntry, ...]) -> Iterator[Failure]:
    found = {path.relative_to(root).as_posix(): path for path in files}
    stated = {entry.path: entry.sha256 for entry in listed if entry.path.endswith(".parquet")}
    for name in sorted({*found, *stated}):
        if name not in found:
            yield Failure(name, "-", "the manifest's file is not there")
        elif name not in stated:
            yield Failure(name, "-", "a file that the manifest does not have")
        elif sha256(found[name].read_bytes()).hexdigest() != stated[name]:
            yield Failure(name, "-", "the file is not the one of the manifest (sha256)")


def _place(root: Path, path: Path, number: int) -> str:
    return f"{path.relative_to(root).as_posix() if root.is_dir() else path}:{number}"


def _parted(root: Path, files: list[Path]) -> Iterator[Failure]:
    """Families that stand in several places. Keeps 16 bytes a family and no rows."""
    marks = [blake2b(pair.encode(), digest_size=16).digest() for _, _, pair, _ in _begun(files)]
    found, times = np.unique(as_array(b"".join(marks)), return_counts=True)
    twice = set(found[times > 1].tolist())
    if not twice:
        return
    first: dict[str, str] = {}
    for path, number, pair, task in _begun(files):
        # numpy drops trailing zeros of a fixed-width text
        if blake2b(pair.encode(), digest_size=16).digest().rstrip(b"\0") in twice:
            here = _place(root, path, number)
            if pair in first:
                yield Failure(here, task, f"family {pair} stands in several places, here and at {first[pair]}")
            first.setdefault(pair, here)


def _begun(files: list[Path]) -> Iterator[tuple[Path, int, str, str]]:
    """Where the rows of a family begin: file, row, family_id, task."""
    for path in files:
        before = ""
        for number, row in enumerate(read_columns(path, "extra_info.family_id", "extra_info.task")):
            pair = row["extra_info"]["family_id"]
            if pair and pair != before:
                yield path, number, pair, row["extra_info"]["task"]
            before = pair


def _families(root: Path, files: list[Path], limit: int, total: int, advance: Callable[[int, int], None]) -> Iterator[list[Placed]]:
    """Families (or single rows) in the order of the files; with a limit, those that keep the taken ones evenly spread."""
    seen = taken = 0
    for path in files:
        family: list[Placed] = []
        for number, row in enumerate(read_columns(path)):
            pair = row["extra_info"].get("family_id")
            if family and (not pair or pair != family[0].row["extra_info"].get("family_id")):
                seen += len(family)
                if not limit or taken + 1 <= limit * seen / total:
                    taken += len(family)
                    yield family
                family = []
                advance(seen, total)
            family.append(Placed(_place(root, path, number), row))
        if family:
            seen += len(family)
            if not limit or taken + 1 <= limit * seen / total:
                taken += len(family)
                yield family
    advance(seen, total)


def _chunks(families: Iterable[list[Placed]]) -> Iterator[list[list[Placed]]]:
    chunk: list[list[Placed]] = []
    for family in families:
        chunk.append(family)
        if sum(map(len, chunk)) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _in_processes(chunks: Iterable[list[list[Placed]]], splits: Splits, workers: int) -> Iterator[Audit]:
    """The chunks in processes of their own, results in order; no more than a few chunks are under way at a time."""
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        waiting: deque[Future[Audit]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(prove, chunk, splits))
                if len(waiting) > 3 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def table(result: Audit) -> str:
    """The failures, the first ones in full, and counts by task."""
    lines = [f"{failure.place}  {failure.task}: {failure.what}" for failure in result.failures[:SHOWN]]
    if len(result.failures) > SHOWN:
        lines.append(f"... and {len(result.failures) - SHOWN:,} more failures")
    width = max(len("task"), *map(len, result.totals))
    lines.append(f"{'task':{width}} " + " ".join(f"{name:>10}" for name in (*COUNTS, "CPU-s")))
    for task, counts in sorted(result.totals.items()):
        numbers = " ".join(f"{counts[name]:>10,}" for name in COUNTS)
        lines.append(f"{task:{width}} {numbers} {result.seconds[task]:>10,.1f}")
    rows = sum(counts["rows"] for counts in result.totals.values())
    outside = result.totals.get(FROM_OUTSIDE, Counter())["rows"]
    if outside:
        lines.append(f"{outside:,} rows come from outside (synth augment): their form was checked, but no key or oracle proves them again.")
    good = "no failures." if outside else "all proved again."
    lines.append(f"{rows:,} rows, {len(result.failures):,} failures." if result.failures else f"{rows:,} rows, {good}")
    return "\n".join(lines)


class Screen:
    """Progress on standard error: a bar on a terminal, a line every ten seconds elsewhere. verb: what was done to the rows."""

    PERIOD_S = 10.0

    def __init__(self, verb: str = "audited") -> None:
        self._verb = verb
        self._start = self._last = time.monotonic()
        self._bar: Any = None

    def advance(self, done: int, total: int) -> None:
        now = time.monotonic()
        if sys.stderr.isatty():
            if self._bar is None and now - self._start > 1:
                from rich.console import Console
                from rich.progress import Progress

                self._bar = Progress(console=Console(stderr=True))
                self._bar.add_task("rows", total=total)
                self._bar.start()
            if self._bar is not None:
                self._bar.update(0, completed=done)
        elif now - self._last >= self.PERIOD_S:
            self._last = now
            print(f"synth: {done:,} of {total:,} rows {self._verb}", file=sys.stderr)

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
