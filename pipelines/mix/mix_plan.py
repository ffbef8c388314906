"""What `synth mix` is asked to do, what of it decides the rows, and what is recorded when it is done."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from synth.pipelines.run.quotas import shares
from synth.pipelines.storage.source_files import SourceFile
from synth.schemas.errors import RequestError, cut
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen

Counts = dict[str, int]
HEAVIEST = 1e12


@dataclass(frozen=True)
class MixRequest:
    """Everything that a caller chooses. Raises RequestError for what does not fit together."""

    parts: tuple[tuple[str, float | None], ...]
    """Folders of shards with their weights, or with their rows when `n` is None: `(("data/logic", 2.0), ("data/math", 1.0))`; without a
    number a weight is 1."""
    out: str
    n: int | None = None
    """Rows in all, such as `10_000`."""
    seed: int = 0
    """Another seed chooses other rows."""
    shard_rows: int = 20_000
    """Rows in a shard, at most about."""

    def __post_init__(self) -> None:
        if not self.parts:
            raise RequestError("Name at least one folder of shards.")
        if self.n is None and any(value is None for _, value in self.parts):
            raise RequestError("--n is missing: the rows in all; or give each folder its rows, as in data/logic=5000.")
        if self.n is None and any(value != int(value or 0) for _, value in self.parts):
            raise RequestError("without --n the numbers are rows, so whole; with it they are weights.")
        if not 1 <= self.shard_rows <= 1 << 20:
            raise RequestError(f"{self.shard_rows}: expected 1 to {1 << 20:,}.", "shard_rows")

    @property
    def wanted(self) -> list[int]:
        """Rows of each folder: by its number, or its share of `n` by weight."""
        values = [1.0 if value is None else value for _, value in self.parts]
        return shares(self.n, values) if self.n is not None else [int(value) for value in values]


def read_part(text: str) -> tuple[str, float | None]:
    """A folder and its number: `data/logic=2` gives `("data/logic", 2.0)`. Raises RequestError for a number out of range."""
    location, equals, number = text.rpartition("=")
    if not equals or "/" in number:  # an `=` in a path
        return text, None
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not 1e-9 <= value <= HEAVIEST or not location:
        raise RequestError(f"{cut(text)}: expected DIR=NUMBER with a positive number, such as data/logic=2.")
    return location, value


class MixPlan(Frozen, frozen=True):
    """All that decides the rows."""

    parts: tuple["Source", ...]
    seed: int
    shard_rows: Annotated[int, Meta(ge=1)]


class Source(Frozen, frozen=True):
    """One folder of shards."""

    location: str
    """As it was named: `data/logic`."""
    wanted: int
    """Rows to be taken."""
    licence: str
    """What its card says, `apache-2.0`; `unknown` when it has none."""
    files: tuple[SourceFile, ...]


class MixManifest(Frozen, frozen=True):
    """A finished mixture. Holds no times and no names of machines."""

    format: int
    """Version of this layout: 1."""
    synth: str
    """Version of the package, such as `0.1.0`."""
    plan: MixPlan
    rows: int
    """Rows in all."""
    by_source: tuple[int, ...]
    """Rows of each folder."""
    strata: tuple[tuple[str, int, tuple[int, ...]], ...]
    """Task, level, and rows of each folder: `(("synth/logic/sudoku", 5, (120, 0)), ...)`."""
    left_out: Counts
    """Rows that could not be taken, by reason: the keys of `mix_card.REASONS`."""
    files: tuple[FileEntry, ...]
    """All shards, sorted by path."""
