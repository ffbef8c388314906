"""What a run leaves beside its shards: a mark for each shard while it runs, one manifest at the end."""

import msgspec

from synth.schemas.problem import Frozen


class FileEntry(Frozen, frozen=True):
    """path: below the run's folder; bytes: its size; sha256: hex."""

    path: str
    split: str
    rows: int
    bytes: int
    sha256: str


class Tally(Frozen, frozen=True):
    """What became of one stream's draws. made: rows written; duplicates, excluded, unused: draws dropped because the problem was
    there before, is in an excluded file, or was no longer wanted; held_out: draws whose fingerprint lies in no split of the run;
    discarded: draws that gave no problem, by reason."""

    stream: int
    draws: int = 0
    made: int = 0
    duplicates: int = 0
    excluded: int = 0
    unused: int = 0
    held_out: int = 0
    discarded: dict[str, int] = msgspec.field(default_factory=dict)

    def plus(self, other: "Tally") -> "Tally":
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
    """A shard that is done: its files are published and this is what is in them."""

    shard: int
    tallies: tuple[Tally, ...]
    files: tuple[FileEntry, ...]


class StreamReport(Frozen, frozen=True):
    """One stream of a finished run. capacity: about how many distinct problems its level has in the run's splits, when it
    was exhausted."""

    task: str
    version: int
    difficulty: int
    knobs: str
    wanted: int
    tally: Tally
    capacity: int | None = None


class Manifest(Frozen, frozen=True):
    """The finished run. Holds no times and no machine names, so equal requests give equal manifests."""

    format: int
    synth: str
    plan: str
    rows: int
    splits: dict[str, int]
    streams: tuple[StreamReport, ...]
    files: tuple[FileEntry, ...]
