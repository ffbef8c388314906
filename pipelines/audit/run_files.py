"""The files of a run as an audit takes them: those that the manifest lists, their rows by family, and families that stand in two places."""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import numpy as np

from synth.pipelines.audit.prove import Failure, PlacedRow, Splits
from synth.pipelines.augment.augment_plan import AugmentManifest
from synth.pipelines.dedupe.dedupe_plan import DedupeManifest
from synth.pipelines.export.export import ExportManifest
from synth.pipelines.ingest.ingest_plan import IngestManifest
from synth.pipelines.mix.mix_plan import MixManifest
from synth.pipelines.passrate.filter_plan import FilterManifest
from synth.pipelines.run.admit import as_array
from synth.pipelines.run.plan import Plan
from synth.pipelines.storage.rows import RowFile, row_files
from synth.pipelines.storage.run_folder import DATA, MANIFEST, PLAN
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, one_line
from synth.schemas.manifest import FileEntry, Manifest

CHOSEN = (DedupeManifest, FilterManifest, MixManifest)
"""Manifests of folders whose rows were chosen from others."""


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


def row_file(path: Path) -> RowFile:
    """The reader of a file of the run."""
    return row_files(str(path))[0]


def count_rows(files: list[Path]) -> int:
    """How many rows the files have; only their footers are read. Raises RequestError."""
    return sum(row_file(path).total() for path in files)


class Listed(NamedTuple):
    """What a manifest says. splits: of a run."""

    files: tuple[FileEntry, ...] | None
    """None where there is no manifest."""
    splits: Splits = ()
    chosen: bool = False
    """Whether the rows were chosen from others."""

    def holds_rows(self, path: str) -> bool:
        """Whether a file is one of rows and not of what was left out and why."""
        return not self.chosen or path.startswith(f"{DATA}/")


def read_manifest(root: Path) -> Listed:
    """What the manifest of a folder says. Raises RequestError for one that is not ours."""
    try:
        data = (root / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Listed(None)
    for kind in (AugmentManifest, ExportManifest, IngestManifest, *CHOSEN):  # whose rows stand in the splits of their sources
        try:
            return Listed(kind.from_json(data).files, chosen=kind in CHOSEN)
        except (ValueError, RecursionError):
            continue
    try:
        manifest = Manifest.from_json(data)
        return Listed(manifest.files, Plan.from_json(manifest.plan).splits)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{root / MANIFEST}: not a manifest of ours ({one_line(error)}).") from error


def unlisted(root: Path, files: list[Path], listed: tuple[FileEntry, ...]) -> Iterator[Failure]:
    """Files that are not those of the manifest."""
    found = {path.relative_to(root).as_posix(): path for path in files}
    stated = {entry.path: entry.sha256 for entry in listed if entry.path.endswith(".parquet")}
    for name in sorted({*found, *stated}):
        if name not in found:
            yield Failure(name, "-", "the manifest's file is not there")
        elif name not in stated:
            yield Failure(name, "-", "a file that the manifest does not have")
        elif Store(str(root)).digest(name) != stated[name]:
            yield Failure(name, "-", "the file is not the one of the manifest (sha256)")


def _place(root: Path, path: Path, number: int) -> str:
    return f"{path.relative_to(root).as_posix() if root.is_dir() else path}:{number}"


def parted(root: Path, files: list[Path]) -> Iterator[Failure]:
    """Families that stand in several places. Keeps 16 bytes a family and no rows."""
    marks = [blake2b(family_id.encode(), digest_size=16).digest() for _, _, family_id, _ in _family_starts(files)]
    found, times = np.unique(as_array(b"".join(marks)), return_counts=True)
    repeated = set(found[times > 1].tolist())
    if not repeated:
        return
    first: dict[str, str] = {}
    for path, number, family_id, task in _family_starts(files):
        # numpy drops trailing zeros of a fixed-width text
        if blake2b(family_id.encode(), digest_size=16).digest().rstrip(b"\0") in repeated:
            here = _place(root, path, number)
            if family_id in first:
                yield Failure(here, task, f"family {family_id} stands in several places, here and at {first[family_id]}")
            first.setdefault(family_id, here)


def _family_starts(files: list[Path]) -> Iterator[tuple[Path, int, str, str]]:
    """Where the rows of a family begin: file, row, family_id, task."""
    for path in files:
        before = ""
        for number, row in enumerate(row_file(path).own_rows("extra_info.family_id", "extra_info.task")):
            extra = row["extra_info"]
            if extra["family_id"] and extra["family_id"] != before:
                yield path, number, extra["family_id"], extra["task"]
            before = extra["family_id"]


def families(root: Path, files: list[Path], limit: int, total: int, advance: Callable[[int, int], None]) -> Iterator[list[PlacedRow]]:
    """Families (or single rows) in the order of the files; with a limit, those that keep the taken ones evenly spread."""
    seen = taken = 0
    for path in files:
        for family in _whole(root, path):
            seen += len(family)
            if not limit or taken + 1 <= limit * seen / total:
                taken += len(family)
                yield family
            advance(seen, total)


def _whole(root: Path, path: Path) -> Iterator[list[PlacedRow]]:
    """All families of a file; a row without a family is one of its own."""
    family: list[PlacedRow] = []
    for number, row in enumerate(row_file(path).own_rows()):
        family_id = row["extra_info"].get("family_id")
        if family and (not family_id or family_id != family[0].row["extra_info"].get("family_id")):
            yield family
            family = []
        family.append(PlacedRow(_place(root, path, number), row))
    if family:
        yield family
