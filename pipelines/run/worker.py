"""What a worker does: make a shard's candidates and keep them, then write those that were admitted.

Both steps are pure functions of the plan and the shard, so a worker that dies is replaced by any other.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from synth.pipelines.run.admit import DUPLICATE, FULL, KEEP, Batch, Fingerprints, as_array
from synth.pipelines.run.plan import Plan, live_streams
from synth.pipelines.run.produce import candidate
from synth.pipelines.run.rounds import Part, Shard
from synth.pipelines.run.splits import split_of
from synth.pipelines.storage.run_folder import PLAN, UNFINISHED, publish_shard, write_marker
from synth.pipelines.storage.store import Store
from synth.schemas.manifest import Marker, Tally
from synth.schemas.record import Row, arrow_schema
from synth.schemas.task import Discard

if TYPE_CHECKING:
    import pyarrow as pa

EXCLUDED = f"{UNFINISHED}/excluded"  # the fingerprints that must not appear, 16 bytes each
CHUNK = 1_000  # rows turned into Arrow at a time, so that Python objects never pile up


class WorkersLost(Exception):
    """A process whose state can't be rebuilt in place is gone. What is published is safe; begin again from there."""


class Share(NamedTuple):
    """What one worker process of a cluster did of a run: CPU seconds and peak bytes, 0 of a dead one; its node, `10.0.0.7 (3f2a91c0)`; and
    the rows that it published."""

    cpu: float
    peak: int
    node: str
    rows: int


class Made(NamedTuple):
    """A shard's candidates as a worker keeps them: rows in draw order, stream by stream, and what admission needs to know."""

    table: "pa.Table"
    batches: list[tuple[str, int, Batch]]
    tallies: dict[int, Tally]


class Worker:
    """One process's share of the run in a folder. The folder holds the plan and what to exclude: what travels with a start has to be
    small, or Ray cannot start a worker anew."""

    def __init__(self, out: str) -> None:
        self._store = Store(out)
        self._plan = Plan.from_json(self._store.read(PLAN))
        self._streams = live_streams(self._plan)
        self._exclude = Fingerprints(self._store.read(EXCLUDED) if self._plan.exclude else b"")
        self._kept: dict[int, Made] = {}

    def make(self, shard: Shard, on_row: Callable[[int], None] = lambda rows: None) -> list[tuple[str, int, Batch]]:
        """Make the candidates of a shard, keep them, and return what admission must see of them. on_row: told how many there are, as they
        are made."""
        with imports_set_aside():
            made = self._kept[shard.number] = self._make(shard, on_row)
        return made.batches

    def write(self, shard: Shard, *masks: dict[int, bytes]) -> Marker:
        """Publish the admitted candidates, one file a split, then the completion marker. masks: by stream, from each admitting process."""
        made = self._kept.pop(shard.number, None) or self._make(shard)
        table, tallies = _admitted(made, {stream: mask for part in masks for stream, mask in part.items()})
        parts = ((split, _in_split(table, split)) for split, _ in self._plan.splits)
        files = tuple(publish_shard(self._store, part, split, shard.number) for split, part in parts if part.num_rows)
        marker = Marker(shard.number, tuple(tallies), files)
        write_marker(self._store, shard.number, marker)
        return marker

    def usage(self) -> tuple[float, int]:
        """CPU seconds and peak resident bytes of this process so far."""
        return usage()

    def _make(self, shard: Shard, on_row: Callable[[int], None] = lambda rows: None) -> Made:
        """Shards begin at different streams, spread evenly however many are begun together: where kernels have to be compiled first, their
        workers compile different ones."""
        import pyarrow as pa

        first = int(_spread(shard.number) * len(shard.parts))
        later = self._streamwise(shard.parts[first:], on_row)
        earlier = self._streamwise(shard.parts[:first], lambda rows: on_row(later.table.num_rows + rows))
        return Made(pa.concat_tables([earlier.table, later.table]), earlier.batches + later.batches, earlier.tallies | later.tallies)

    def _streamwise(self, parts: Sequence[Part], on_row: Callable[[int], None]) -> Made:
        import pyarrow as pa

        chunks: list[pa.RecordBatch] = []
        rows: list[Row] = []
        batches, tallies, before = [], {}, 0
        for part in parts:
            batch, tally = self._part(part, rows, chunks, lambda rows, before=before: on_row(before + rows))  # type: ignore[misc]
            before += sum(batch.sizes)
            batches.append((self._streams[part.stream].task.name, part.stream, batch))
            tallies[part.stream] = tally
        chunks.append(arrow(rows))
        return Made(pa.Table.from_batches(chunks, arrow_schema()), batches, tallies)

    def _part(
        self, part: Part, rows: list[Row], chunks: "list[pa.RecordBatch]", on_row: Callable[[int], None]
    ) -> tuple[Batch, Tally]:
        stream = self._streams[part.stream]
        source = stream.source
        sizes, digests = bytearray(), bytearray()
        held_out = excluded = made = 0
        discarded: Counter[str] = Counter()
        for draw in range(part.first, part.first + part.draws):
            try:
                found = candidate(stream, draw, source)
            except Discard as discard:
                discarded[str(discard)] += 1
                continue
            split = split_of(self._plan.splits, found.split_digest)
            if split is None:
                held_out += 1
                continue
            if len(self._exclude) and self._exclude.contains(as_array(b"".join(found.digests))).any():
                excluded += 1
                continue
            members = found.rows(split)
            sizes.append(len(members))
            made += len(members)
            on_row(made)
            digests += b"".join(digest * len(found.languages) for digest in found.digests)
            rows += members
            if len(rows) >= CHUNK:
                chunks.append(arrow(rows))
                rows.clear()
        tally = Tally(part.stream, draws=part.draws, excluded=excluded, held_out=held_out, discarded=dict(sorted(discarded.items())))
        return Batch(bytes(sizes), bytes(digests), len(stream.languages) if stream.parallel else 1), tally


def _spread(number: int) -> float:
    """0, 1/2, 1/4, 3/4, 1/8, ...: the number's bits behind the point, the lowest first."""
    return int(f"{number:b}"[::-1], 2) / (1 << number.bit_length())


@contextmanager
def imports_set_aside() -> Iterator[None]:
    """Spare the garbage collector what is there already, modules and tables for the most part: it would go through all of it again for
    every few thousand rows. A process that does so by itself is left as it is."""
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def usage() -> tuple[float, int]:
    """CPU seconds and peak resident bytes of this process so far."""
    import resource

    mine = resource.getrusage(resource.RUSAGE_SELF)
    return mine.ru_utime + mine.ru_stime, mine.ru_maxrss * 1024


def arrow(rows: list[Row]) -> "pa.RecordBatch":
    """Rows in columns."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(rows, arrow_schema())


def _in_split(table: "pa.Table", split: str) -> "pa.Table":
    import pyarrow.compute as pc

    return table.filter(pc.equal(pc.struct_field(table["extra_info"], "split"), split))


def _admitted(made: Made, masks: dict[int, bytes]) -> "tuple[pa.Table, list[Tally]]":
    """The admitted rows, families together, mixed by fingerprint; and the completed tallies."""
    import pyarrow as pa

    order: list[tuple[bytes, int]] = []
    tallies = []
    row = 0
    for _, stream, batch in made.batches:
        fates: Counter[int] = Counter()
        start, written = 0, 0
        for size, fate in zip(batch.sizes, masks[stream], strict=True):
            fates[fate] += 1
            if fate == KEEP:
                # Sorting by the family's fingerprint mixes the tasks and depends on nothing but the content.
                order += [(batch.digests[start : start + 16], row + k) for k in range(size)]
                written += size
            start += 16 * size
            row += size
        tallies.append(
            msgspec.structs.replace(made.tallies[stream], made=written, duplicates=fates[DUPLICATE], unused=fates[FULL])
        )
    order.sort()
    return made.table.take(pa.array([row for _, row in order], pa.int64())), tallies
