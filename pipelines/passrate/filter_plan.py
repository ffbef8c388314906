"""What `synth filter` is asked to do, what of it decides the rows, and what is recorded when it is done."""

from dataclasses import dataclass
from typing import Literal

from synth.pipelines.passrate.rollouts import DEFAULT_KEY
from synth.pipelines.storage.source_files import SourceFile
from synth.schemas.errors import RequestError, nearest
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen

Counts = dict[str, int]
UNMATCHED = ("refuse", "drop", "keep")


@dataclass(frozen=True)
class FilterRequest:
    """Everything that a caller chooses."""

    folder: str
    """Rows: a folder of Parquet files, or a file."""
    rollouts: tuple[str, ...]
    """Files of rewards, with the model's name before them where their rows name none: `("weak=weak.jsonl",)`."""
    keep: str
    """The condition, as `expression` reads it: `weak < 0.9 and strong > 0`."""
    out: str
    key: str = ",".join(DEFAULT_KEY)
    """Columns by which rows and rollouts are joined, or `row`."""
    unmatched: str = "refuse"
    """What becomes of rows without a pass rate that the condition needs: `refuse` the whole, `drop` them or `keep` them. With the last
    two, rollouts of no row count as nothing, too."""
    completion: str = "completion"

    def __post_init__(self) -> None:
        if self.unmatched not in UNMATCHED:
            raise RequestError(f"{self.unmatched}: expected {', '.join(UNMATCHED)}.{nearest(self.unmatched, UNMATCHED)}", "unmatched")
        if not self.rollouts:
            raise RequestError("--rollouts is missing: a file of rewards or completions.")


class FilterPlan(Frozen, frozen=True):
    """All that decides the rows. Fields that `FilterRequest` has mean the same here."""

    files: tuple[SourceFile, ...]
    rollouts: tuple[tuple[str, SourceFile], ...]
    """Name of the model, empty where the rows name it, and the file."""
    keep: str
    key: tuple[str, ...]
    unmatched: Literal["refuse", "drop", "keep"]
    completion: str


class FilterManifest(Frozen, frozen=True):
    """A finished filter. Holds no times and no names of machines."""

    format: int
    """Version of this layout: 1."""
    synth: str
    """Version of the package, such as `0.1.0`."""
    plan: FilterPlan
    read: int
    """Rows of the folder."""
    rows: int
    """Rows that were kept."""
    splits: Counts
    """Rows that were kept, by split: `{"train": 19}`."""
    unmatched: int
    """Rows without a pass rate that the condition needs."""
    extra: int
    """Problems of the rollouts that no row is about."""
    histograms: dict[str, dict[str, tuple[int, int]]]
    """For each pass rate of the condition, rows by the rate, and how many of them were kept: `{"weak": {"0": [7, 0], ...}}`."""
    files: tuple[FileEntry, ...]
    """All files, sorted by path."""
