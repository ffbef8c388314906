"""The first pass over the rows: each text's hash, bands and shingles, and whether a benchmark has it."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from synth.pipelines.dedupe.benchmarks import Leak, load_benchmarks
from synth.pipelines.dedupe.dedupe_plan import DedupeMarker, DedupePlan
from synth.pipelines.dedupe.signatures import KEY, band_keys, signatures
from synth.pipelines.dedupe.spill import families_path, keys_path, leaks_path, pack_keys, pack_shingles, shingles_path
from synth.pipelines.dedupe.texts import COLUMNS, digest, numbers_code, reader, shingle_hashes, tokens
from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.run_folder import publish, write_marker
from synth.pipelines.storage.store import Store
from synth.schemas.manifest import FileEntry

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 2_000  # texts whose signatures are made at a time


def sign(out: str, plan: DedupePlan, number: int) -> DedupeMarker:
    """Read a unit and leave its tables. Rows that a benchmark has are in none: they are dropped whatever they resemble, and what
    resembles them is not."""
    unit, store = plan.units[number], Store(out)
    benchmarks = load_benchmarks(plan.benchmarks, plan.column, plan.ngram, plan.shingle, plan.threshold) if plan.benchmarks else None
    whole = np.zeros(unit.rows, KEY)
    shingles: list[NDArray[np.uint64]] = []
    leaks: dict[int, Leak] = {}
    families, numbers = np.zeros(unit.rows, "<u8"), np.zeros(unit.rows, np.uint64)
    for row, (text, family) in enumerate(_texts(plan, number)):
        families[row] = family
        found = tokens(text)
        numbers[row] = numbers_code(text, len(found)) if plan.numbers else 0
        hashed = digest(found)
        whole[row] = int.from_bytes(hashed[:8], "little"), int.from_bytes(hashed[8:12], "little"), row
        shingles.append(np.unique(shingle_hashes(found, plan.shingle)))
        leak = benchmarks.by_ngram(text) if benchmarks else None
        if leak:
            leaks[row] = leak
    tables: list[list[NDArray[Any]]] = [[] for _ in range(plan.tables - 1)]
    for first in range(0, len(shingles), BATCH):
        keys = band_keys(signatures(shingles[first : first + BATCH]), plan.threshold)
        for row in range(keys.shape[1]) if benchmarks else ():
            leak = None if first + row in leaks else benchmarks.by_likeness(shingles[first + row], keys[:, row])  # type: ignore[union-attr]
            if leak:
                leaks[first + row] = leak
        keys["row"] += np.uint32(first)
        keys["key"] ^= numbers[first : first + BATCH]  # texts with other numbers do not meet
        for band, table in enumerate(tables):
            table.append(keys[band])
    clean = np.ones(unit.rows, bool)
    clean[list(leaks)] = False
    clean_tables = [table[clean] for table in (whole, *(np.concatenate(table) for table in tables))]
    files = [
        _spill(store, keys_path(number), unit.rows, pack_keys(clean_tables, plan.part_bits)),
        _spill(store, shingles_path(number), unit.rows, pack_shingles(shingles)),
        _spill(store, families_path(number), unit.rows, families.tobytes() if families.any() else b""),
        _spill(store, leaks_path(number), len(leaks), msgspec.json.encode(sorted(leaks.items()))),
    ]
    marker = DedupeMarker(number, tuple(files), {"short": benchmarks.short, "common": benchmarks.common} if benchmarks else {})
    write_marker(store, number, marker)
    return marker


def read_leaks(store: Store, unit: int) -> dict[int, Leak]:
    """The rows of a unit that a benchmark has, by their number in it."""
    found: list[tuple[int, list[Any]]] = msgspec.json.decode(store.read(leaks_path(unit)))
    return {row: Leak(*leak) for row, leak in found}


def read_families(store: Store, unit: int) -> "NDArray[np.uint64]":
    """The family of each row of a unit as a number, 0 for none; empty when no row has one."""
    return np.frombuffer(store.read(families_path(unit)), "<u8")


def _texts(plan: DedupePlan, number: int) -> Iterator[tuple[str, int]]:
    """The text of each row, and its family: rows of one file that share a family_id."""
    unit = plan.units[number]
    file = plan.files[unit.file].open()
    column, text = reader(file, (plan.column,) if plan.column else COLUMNS)
    rows = file.rows(*_columns(file, column), first=unit.first)
    for place, row in zip(range(unit.rows), rows, strict=False):
        extra = row.get("extra_info")
        family = extra.get("family_id") if isinstance(extra, dict) else None
        marked = f"{unit.file} {family}".encode("utf-8", "surrogatepass")
        yield text(row, unit.first + place), int.from_bytes(blake2b(marked, digest_size=8).digest(), "little") if family else 0


def _columns(file: RowFile, column: str) -> tuple[str, ...]:
    """Those to read, all of JSONL's."""
    if not file.path.endswith(".parquet"):
        return ()
    extra = [field.type for field in file.schema() if field.name == "extra_info"]
    has = any(str(kind).startswith("struct<") and kind.get_field_index("family_id") >= 0 for kind in extra)
    return (column, "extra_info.family_id") if has else (column,)


def _spill(store: Store, path: str, rows: int, data: bytes) -> FileEntry:
    return publish(store, path, "", rows, data)
