"""What a run leaves beside its shards: a completion marker for each shard while it runs, one manifest at the end."""

import msgspec

from synth.schemas.problem import Frozen


class FileEntry(Frozen, frozen=True):
    """A data file of a run."""

    path: str
    """Below the run's folder: `data/train-00017.parquet`."""
    split: str
    """The one split that its rows belong to: `train`."""
    rows: int
    """`1000`."""
    bytes: int
    """Size of the file: `284117`."""
    sha256: str
    """Hash of the file, 64 hex digits."""


class Tally(Frozen, frozen=True):
    """What became of one stream's draws. Each draw was written or stands in exactly one of the other counts."""

    stream: int
    """Number of the stream in its plan, from 0."""
    draws: int = 0
    """All draws."""
    made: int = 0
    """Rows written: more than draws where a draw gives a family of several rows."""
    duplicates: int = 0
    """Draws dropped because a problem was there before."""
    excluded: int = 0
    """Draws dropped because a problem is among those that the run was told to leave out."""
    unused: int = 0
    """Draws dropped because no more were wanted."""
    held_out: int = 0
    """Draws whose problem lies in no split of this run."""
    discarded: dict[str, int] = msgspec.field(default_factory=dict)
    """Draws that gave no problem, by reason: `{"not unique": 12}`."""

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        reasons = {r: self.discarded.get(r, 0) + other.discarded.get(r, 0) for r in sorted({*self.discarded, *other.discarded})}
        return Tally(
            self.stream,
            self.draws + other.draws,
            self.made + other.made,
            self.duplicates + other.duplicates,
            self.excluded + other.excluded,
            self.unused + other.unused,
            self.held_out + other.held_out,
            reasons,
        )


class Marker(Frozen, frozen=True):
    """Completion marker of a shard: its files are published, and this is what is in them."""

    shard: int
    """Number of the shard, from 0."""
    tallies: tuple[Tally, ...]
    """One for each stream that the shard draws from."""
    files: tuple[FileEntry, ...]
    """One for each split that has rows in it; none when no row was kept."""


class StreamReport(Frozen, frozen=True):
    """One stream of a finished run: a task at one level."""

    task: str
    """`logic/sudoku`."""
    version: int
    """Version of the task, from 1."""
    difficulty: int
    """Level, 1..10."""
    knobs: str
    """The level's knobs as JSON text: `{"count":4,"rarity":2}`."""
    wanted: int
    """Rows asked for."""
    tally: Tally
    """What became of its draws."""
    capacity: int | None = None
    """About how many rows of distinct problems the level has in the run's splits, when it was exhausted."""


class Manifest(Frozen, frozen=True):
    """The finished run. Holds no times and no machine names, so equal requests give equal manifests."""

    format: int
    """Form of the manifest: `1`."""
    synth: str
    """Version of the package: `0.1.0`."""
    plan: str
    """The run's plan as JSON text, which the same request gives again."""
    rows: int
    """Rows in all."""
    splits: dict[str, int]
    """Rows of each split: `{"train": 980, "test": 20}`."""
    streams: tuple[StreamReport, ...]
    """In the order of the plan."""
    files: tuple[FileEntry, ...]
    """Sorted by path."""
