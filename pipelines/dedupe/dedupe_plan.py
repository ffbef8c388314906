"""What `synth dedupe` is asked to do, what of it decides the rows, and what is recorded while it runs and when it is done."""

from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta

from synth.pipelines.dedupe.signatures import bands, minhash_package
from synth.pipelines.parallel import Placement
from synth.pipelines.storage.source_files import SourceFile, source_files
from synth.schemas.errors import RequestError
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen

Counts = dict[str, int]
PART_ROWS = 1 << 22
"""Rows of a band that one task sorts at a time, about: 64 MB."""


@dataclass(frozen=True)
class DedupeRequest(Placement):
    """Everything that a caller chooses. Raises RequestError for what is out of range."""

    paths: tuple[str, ...]
    """Files and folders of rows, those to be kept first: `("data/math", "web.jsonl")`."""
    out: str
    """Folder or URI of what is kept, such as `data/unique`."""
    threshold: float = 0.8
    """Jaccard similarity of the shingles of two texts from which on they are near-duplicates, 0.3..1."""
    column: str = ""
    """Column of the texts; looked for when empty."""
    shingle: int = 5
    """Tokens in a shingle, 1..64."""
    numbers: bool = True
    """Keep texts apart whose numbers differ by more than spelling and order, where at least one token in 50 is a number; benchmarks are
    looked for whatever their numbers."""
    exclude_text: tuple[str, ...] = ()
    """Benchmarks: Parquet, JSONL or plain text, such as `("gsm8k_test.jsonl",)`."""
    ngram: int = 13
    """Words in a row that a text may not share with a benchmark, 2..64."""
    shard_rows: int = 20_000
    """Rows that a worker holds at a time, and of a shard, at most."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for argument, value, low, high in (
            ("threshold", self.threshold, 0.3, 1), ("shingle", self.shingle, 1, 64), ("ngram", self.ngram, 2, 64),
            ("shard_rows", self.shard_rows, 1, 1 << 20),
        ):  # fmt: skip
            if not low <= value <= high:
                raise RequestError(f"{value}: expected {low} to {high:,}.", argument)
        if not self.paths:
            raise RequestError("Name at least one file or folder of rows.")


class Unit(Frozen, frozen=True):
    """A run of rows of one file, which one worker reads."""

    file: int
    """Number of the file in the plan."""
    first: int
    """Number of the first row in the file."""
    rows: int
    start: int
    """Number of the first row among all rows."""


class DedupePlan(Frozen, frozen=True):
    """All that decides the rows. Fields that `DedupeRequest` has mean the same here."""

    files: tuple[SourceFile, ...]
    benchmarks: tuple[SourceFile, ...]
    threshold: float
    column: str
    shingle: int
    numbers: bool
    ngram: int
    shard_rows: Annotated[int, Meta(ge=1)]
    minhash: str
    """Version of the package that makes signatures: another one may find other candidates."""

    @property
    def units(self) -> list[Unit]:
        """The rows of all files in runs of `shard_rows` at most."""
        found, start = [], 0
        for number, file in enumerate(self.files):
            for first in range(0, file.rows, self.shard_rows):
                rows = min(self.shard_rows, file.rows - first)
                found.append(Unit(number, first, rows, start))
                start += rows
        return found

    @property
    def total(self) -> int:
        """Rows of all files."""
        return sum(file.rows for file in self.files)

    @property
    def tables(self) -> int:
        """Tables of keys of a unit: number 0 of whole texts, then one for each band."""
        return 1 + bands(self.threshold)[0]

    @property
    def part_bits(self) -> int:
        """A table of all rows is searched in 2^part_bits parts, by the first bits of the key."""
        return max(0, (self.total // PART_ROWS).bit_length())


def make_plan(request: DedupeRequest) -> DedupePlan:
    """Look at all files. Raises RequestError for what cannot be read, SynthError when the package is missing."""
    version = str(minhash_package().RMinHash.ALGORITHM_VERSION)
    files = source_files(request.paths, "")
    benchmarks = source_files(request.exclude_text, "exclude_text")
    if not sum(file.rows for file in files):
        raise RequestError(f"{', '.join(request.paths)}: no rows.")
    fields: dict[str, Any] = {name: getattr(request, name) for name in ("threshold", "column", "shingle", "numbers", "ngram", "shard_rows")}
    return DedupePlan(files=files, benchmarks=benchmarks, minhash=version, **fields)


class DedupeMarker(Frozen, frozen=True):
    """A step that is done: its files are published."""

    shard: int
    """Number of the step."""
    files: tuple[FileEntry, ...]
    counts: Counts
    """What came of it: `{"crowded": 0}`."""


class DedupeManifest(Frozen, frozen=True):
    """A finished run. Holds no times and no names of machines, so equal runs have equal manifests."""

    format: int
    """Version of this layout: 1."""
    synth: str
    """Version of the package, such as `0.1.0`."""
    plan: DedupePlan
    read: int
    """Rows of all files."""
    rows: int
    """Rows that were kept."""
    splits: Counts
    """Rows that were kept, by split: `{"train": 19}`."""
    dropped: Counts
    """Rows that were not, by reason: the keys of `dedupe_card.REASONS`."""
    clusters: int
    """Groups of duplicates of which one row was kept."""
    notes: Counts
    """What the search left undone, where it did: the keys of `dedupe_card.NOTES`."""
    files: tuple[FileEntry, ...]
    """All files, sorted by path: `data/` of what was kept, `dropped/` of what was not and why."""
