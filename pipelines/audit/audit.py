"""Audit: every promise of a run's rows proved again from the files alone.

What is proved of a row and of a family is in `prove.py`, what the files must be in `run_files.py`; here the work is shared out among
processes and the results are shown."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from synth.pipelines import tables
from synth.pipelines.audit.prove import COUNTS, Audit, PlacedRow, Splits, prove
from synth.pipelines.audit.run_files import count_rows, families, parquet_files, parted, read_manifest, unlisted
from synth.schemas.errors import RequestError

SHOWN = 20  # failures listed; the rest is counted
SMALL = 2_000  # rows that are audited in this process
CHOSEN = (
    "The rows were chosen from other folders: each was checked by itself, and that none is held out in training. Not checked: the shares of"
    " the splits, and which rows are there."
)
CHUNK = 200  # rows that a worker gets at a time, about


def audit(location: str, limit: int = 0, workers: int = 0, advance: Callable[[int, int], None] = lambda done, of: None) -> Audit:
    """Prove the rows of a run's folder, or of one Parquet file, again.

    limit: about so many rows, evenly spread, in whole families; 0 for all. workers: processes; 0 for one each CPU. advance: called with
    the rows that were read and how many there are. Raises RequestError for what is no run of ours, SynthError when a solver's package is
    missing."""
    root, files = Path(location), parquet_files(location)
    listed = read_manifest(root if root.is_dir() else root.parent.parent)
    whole = listed.files is not None and root.is_dir()
    result = Audit(list(unlisted(root, files, listed.files or ())) if whole else [], {}, {}, listed.chosen)
    if whole:
        files = [path for path in files if listed.holds_rows(path.relative_to(root).as_posix())]
    result.failures.extend(parted(root, files))
    total = count_rows(files)
    chunks = _chunks(families(root, files, limit, total, advance))
    splits = listed.splits
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


def _chunks(families: Iterable[list[PlacedRow]]) -> Iterator[list[list[PlacedRow]]]:
    chunk: list[list[PlacedRow]] = []
    for family in families:
        chunk.append(family)
        if sum(map(len, chunk)) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _in_processes(chunks: Iterable[list[list[PlacedRow]]], splits: Splits, workers: int) -> Iterator[Audit]:
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
    totals = sorted(result.totals.items())
    cells = [[task, *(f"{counts[name]:,}" for name in COUNTS), f"{result.seconds[task]:,.1f}"] for task, counts in totals]
    lines += tables.table(["task", *COUNTS, "CPU-s"], cells)
    rows = sum(counts["rows"] for counts in result.totals.values())
    outside = sum(counts["outside"] for counts in result.totals.values())
    if outside:
        lines.append(f"{outside:,} rows come from outside: they were checked by themselves, but no key or oracle proves them again.")
    if result.chosen:
        lines.append(CHOSEN)
    good = "no failures." if outside else "all proved again."
    lines.append(f"{rows:,} rows, {len(result.failures):,} failures." if result.failures else f"{rows:,} rows, {good}")
    return "\n".join(lines)
