"""Fingerprints of problems that a run must leave out: another run, an evaluation set, a plain list."""

import re
from collections.abc import Iterator
from hashlib import sha256

from synth.pipelines.storage.rows import LINES, RowFile, row_files
from synth.schemas.errors import RequestError

COLUMN = "extra_info.fingerprint"
_HEX = re.compile("[0-9a-f]{32}")


def read_fingerprints(sources: list[str]) -> tuple[bytes, str]:
    """The fingerprints of all sources, sorted, 16 bytes each; and a hash that names the set (empty for none).

    A source is a run's folder, a Parquet or JSONL file of its rows, or text with one fingerprint of 32 hex digits a line; each may be a
    URI. Raises RequestError, which names the place, for a source that holds anything else."""
    found = {value for source in sources for file in row_files(source, "exclude") for value in _fingerprints(file)}
    joined = b"".join(sorted(found))
    return joined, sha256(joined).hexdigest() if sources else ""


def _fingerprints(file: RowFile) -> Iterator[bytes]:
    if file.path.endswith((".parquet", *LINES)):
        for number, row in enumerate(file.rows(COLUMN)):
            info = row["extra_info"]
            yield _bytes(info and info["fingerprint"], f"{file.place(number)}: expected {COLUMN} of")
    else:
        for number, line in file.lines():
            yield _bytes(line.strip().decode("ascii", "replace"), f"{file.name}, line {number}: expected a fingerprint of")


def _bytes(value: object, expected: str) -> bytes:
    """The 16 bytes behind 32 hex digits."""
    if isinstance(value, str) and _HEX.fullmatch(value):
        return bytes.fromhex(value)
    raise RequestError(f"{expected} 32 hex digits.", "exclude")
