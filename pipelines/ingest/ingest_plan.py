"""What `synth ingest` is asked to do, what of it decides the rows, and what is recorded while it runs and when it is done."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from synth.pipelines.parallel import Placement
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen

Counts = dict[str, int]
SET_ASIDE = "set_aside"
"""Folder of the rows that are kept apart."""
NEEDS_JUDGE, GOLD_FAILS = "needs_judge", "gold_fails"
"""The two kinds of them: no rule decides their answers; their own gold answer is refused."""


@dataclass(frozen=True)
class IngestRequest(Placement):
    """Everything that a caller chooses. Raises RequestError for an unknown executor."""

    source: str
    """Name in the list of sources: `guru/dapo`."""
    out: str
    """Folder or URI of the run, such as `data/dapo`."""
    place: str = ""
    """File, folder or name on the hub with the rows; where the source is published when empty."""
    split: str = "train"
    """Split that is read, and that the rows belong to unless they say otherwise."""
    revision: str = ""
    """Of the hub's data set, such as a commit; the newest when empty."""
    seed: int = 0
    """Of what the source leaves to chance, 0 or more."""
    limit: int = 0
    """Only the first so many rows of the source; 0 for all."""
    shard_rows: int = 2_000
    """Rows in a shard, 1 or more."""
    licence: str = ""
    """Of the rows, where the source's own is not the one that holds."""

    def plan(self, rows: list[tuple[str, str]], licence: str) -> "IngestPlan":
        """The part that decides the rows. rows: what identifies those of the source."""
        return IngestPlan(self.source, tuple(rows), self.split, self.seed, self.limit, self.shard_rows, self.licence or licence)


class IngestPlan(Frozen, frozen=True):
    """All that decides the rows. Fields that `IngestRequest` has mean the same here."""

    source: str
    rows: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each file, or name and revision on the hub: `(("train.jsonl", "9f86d0..."),)`."""
    split: str
    seed: Annotated[int, Meta(ge=0)]
    limit: Annotated[int, Meta(ge=0)]
    shard_rows: Annotated[int, Meta(ge=1)]
    licence: str


class IngestTotals(Frozen, frozen=True):
    """What became of the items of a shard or a run."""

    items: int = 0
    """Items that builders made, whatever became of them afterwards."""
    kept: int = 0
    """Rows whose gold answer scores 1."""
    unproved: int = 0
    """Rows kept that have tests but no answer known to pass them."""
    needs_judge: Counts = msgspec.field(default_factory=dict)
    """Rows set aside since no rule decides them, by reason."""
    gold_fails: Counts = msgspec.field(default_factory=dict)
    """Rows set aside since their own gold answer is refused, by the verifier's reason."""
    by_name: Counts = msgspec.field(default_factory=dict)
    """Rows kept, by `data_source`."""

    def plus(self, other: "IngestTotals") -> "IngestTotals":
        """Field by field."""
        return IngestTotals(**{name: _sum(getattr(self, name), getattr(other, name)) for name in self.__struct_fields__})


def _sum(a: Any, b: Any) -> Any:
    return dict(sorted((Counter(a) + Counter(b)).items())) if isinstance(a, dict) else a + b


class IngestMarker(Frozen, frozen=True):
    """A shard that is done: its files are published."""

    shard: int
    """Number of the shard, from 0."""
    totals: IngestTotals
    files: tuple[FileEntry, ...]


class IngestManifest(Frozen, frozen=True):
    """A finished run. Holds no times, no address and no names of machines, so equal runs have equal manifests."""

    format: int
    """Version of this layout: 1."""
    synth: str
    """Version of the package."""
    plan: str
    """The `IngestPlan` as JSON text."""
    read: int
    """Rows of the source that were read."""
    dropped: Counts
    """Rows or items dropped before anything was proved, by reason: `{"duplicate": 3}`."""
    rows: int
    """Rows kept."""
    splits: Counts
    """Those by split."""
    totals: IngestTotals
    files: tuple[FileEntry, ...]
    """All files, sorted by path; those in `set_aside/` have the kind of their rows as split."""
