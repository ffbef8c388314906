"""Fingerprints of problems that a run must leave out: another run, an evaluation set, a plain list."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from synth.schemas.errors import RequestError, one_line

_HEX = re.compile("[0-9a-f]{32}")


def read_fingerprints(sources: list[str]) -> tuple[bytes, str]:
    """The fingerprints of all sources, sorted, 16 bytes each; and a hash that names the set (empty for none). A source is a Parquet
    file of ours, a folder of them, JSONL of our rows, or text with one fingerprint of 32 hex digits a line."""
    found = {mark for source in sources for mark in _read(Path(source))}
    joined = b"".join(sorted(found))
    return joined, sha256(joined).hexdigest() if sources else ""


def _fingerprint(value: object) -> bytes | None:
    """The 16 bytes behind 32 hex digits; None for anything else."""
    return bytes.fromhex(value) if isinstance(value, str) and _HEX.fullmatch(value) else None


def _read(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        files = sorted(path.rglob("*.parquet"))
        if not files:
            raise RequestError(f"--exclude {path}: no Parquet file in this folder.")
        for file in files:
            yield from _parquet(file)
    elif not path.is_file():
        raise RequestError(f"--exclude {path}: no such file or folder.")
    elif path.suffix == ".parquet":
        yield from _parquet(path)
    elif path.suffix in (".jsonl", ".ndjson", ".json"):
        yield from _jsonl(path)
    else:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if line.strip():
                mark = _fingerprint(line.strip().decode("ascii", "replace"))
                if mark is None:
                    raise RequestError(f"--exclude {path}, line {number}: expected a fingerprint of 32 hex digits.")
                yield mark


def _parquet(path: Path) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows = pq.ParquetFile(path).read(columns=["extra_info.fingerprint"])["extra_info"].to_pylist()
    except (pa.ArrowException, OSError, KeyError) as error:
        raise RequestError(f"--exclude {path}: cannot read extra_info.fingerprint from this Parquet file ({one_line(error)}).") from error
    for number, row in enumerate(rows):
        mark = _fingerprint(row.get("fingerprint")) if isinstance(row, dict) else None
        if mark is None:
            raise RequestError(f"--exclude {path}, row {number}: expected extra_info.fingerprint of 32 hex digits.")
        yield mark


def _jsonl(path: Path) -> Iterator[bytes]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            mark = _fingerprint(msgspec.json.decode(line)["extra_info"]["fingerprint"])
        except (ValueError, LookupError, TypeError, RecursionError):
            mark = None
        if mark is None:
            raise RequestError(f"--exclude {path}, line {number}: expected a row of ours with extra_info.fingerprint.")
        yield mark
