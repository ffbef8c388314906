"""`synth mix`: one training set of several folders of shards, each task and level in its proportion in every shard.

Rows are read once, file by file, and left in `_unfinished/` sorted by the shard that they go to; then each shard is put together from its
parts. Rows stay as they are but for `index`, which is made unique again. Memory holds some 40 bytes a row, and one file's or one shard's
rows. What an interrupted mixture left is made again, to the same bytes."""

import sys
from typing import TYPE_CHECKING

import numpy as np

from synth.pipelines.mix.choose import Choice, choose
from synth.pipelines.mix.mix_card import licence_of, mix_card, summary
from synth.pipelines.mix.mix_plan import MixManifest, MixPlan, MixRequest, Source
from synth.pipelines.progress import Progress
from synth.pipelines.storage.copy_rows import TRAIN, same_form
from synth.pipelines.storage.run_folder import DATA, UNFINISHED, RunFolder, publish_shard
from synth.pipelines.storage.source_files import SourceFile, source_files
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError
from synth.schemas.manifest import FileEntry
from synth.schemas.version import VERSION

if TYPE_CHECKING:
    from numpy.typing import NDArray

ORDER = "_order"
"""The column of a part that says where its rows go in their shard."""


def mix(request: MixRequest) -> MixManifest:
    """Carry a request out; say on standard output how it ended. Raises SynthError in one line."""
    plan, store = _plan(request), Store(request.out)
    folder = RunFolder(store, plan.to_json(), MixManifest, "mixture")
    choices = None if store.paths() else choose(plan)  # what is refused leaves nothing behind
    with store.alone():
        manifest = folder.begin()
        if manifest:
            print(f"synth: the mixture at {request.out} was already finished; nothing to do.", file=sys.stderr)
        else:
            store.delete_folder(DATA)
            manifest = _write(plan, choices or choose(plan), store)
            folder.finish(mix_card(manifest), manifest)
    print(summary(manifest, request.out))
    return manifest


def _plan(request: MixRequest) -> MixPlan:
    if len({location.rstrip("/") for location, _ in request.parts}) < len(request.parts):
        raise RequestError("A folder is named twice: its rows would be there twice.")
    sources = [
        Source(location, wanted, licence_of(location), source_files((location,), ""))
        for (location, _), wanted in zip(request.parts, request.wanted, strict=True)
    ]
    files = [file.open() for source in sources for file in source.files]
    if same_form(files) != "parquet":
        raise RequestError(f"{files[0].name}: a mixture is made of the Parquet files of `synth run` and of other folders with its columns.")
    return MixPlan(tuple(sources), request.seed, request.shard_rows)


def _write(plan: MixPlan, choices: list[Choice], store: Store) -> MixManifest:
    total = sum(sum(choice.taken.values()) for choice in choices)
    shards = max(1, -(-total // plan.shard_rows))
    progress, done, entries = Progress("rows mixed"), 0, list[FileEntry]()
    try:
        parts = 0
        for source, choice in zip(plan.parts, choices, strict=True):
            start = 0
            for file in source.files:
                rows = slice(start, start + file.rows)
                done += _part(store, parts, file, choice.rank[rows], choice.order[rows], shards)
                start, parts = start + file.rows, parts + 1
                progress.advance(done, 2 * total)
        index = 0
        for shard in range(shards):
            entry = _shard(store, parts, shard, index)
            if entry:
                entries.append(entry)
                index += entry.rows
                progress.advance(done + index, 2 * total)
    finally:
        progress.stop()
    by_source = tuple(sum(choice.taken.values()) for choice in choices)
    strata = sorted({stratum for choice in choices for stratum, rows in choice.taken.items() if rows})
    rows_of = tuple((task, level, tuple(choice.taken.get((task, level), 0) for choice in choices)) for task, level in strata)
    left_out: dict[str, int] = {}
    for choice in choices:
        for reason, count in choice.left_out.items():
            left_out[reason] = left_out.get(reason, 0) + count
    return MixManifest(1, VERSION, plan, total, by_source, rows_of, dict(sorted(left_out.items())), tuple(entries))


def _part_path(part: int) -> str:
    return f"{UNFINISHED}/part-{part:05d}.parquet"


def _part(
    store: Store, part: int, file: SourceFile, rank: "NDArray[np.float64]", order: "NDArray[np.uint64]", shards: int
) -> int:
    """Leave the rows of a file that are taken, as a file with a row group for each shard. Returns how many they are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    opened, done, batches = file.open(), 0, list[pa.RecordBatch]()
    for batch in opened.batches():
        batches.append(batch.filter(pa.array(rank[done : done + len(batch)] >= 0)))
        done += len(batch)
    if done != file.rows:
        raise RequestError(f"{file.name}: it had {file.rows:,} rows and has {done:,} now.")
    taken, schema = np.flatnonzero(rank >= 0), opened.schema().remove_metadata()
    table = pa.Table.from_batches(batches).cast(schema) if batches else schema.empty_table()
    table = table.append_column(ORDER, pa.array(order[taken]))
    shard = (rank[taken] * shards).astype(int)
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, table.schema, compression="zstd", compression_level=1) as writer:
        for number in range(shards):
            writer.write_table(table.filter(pa.array(shard == number)), row_group_size=max(1, len(taken)))
    store.write(_part_path(part), memoryview(sink.getvalue()))
    return len(taken)


def _shard(store: Store, parts: int, shard: int, index: int) -> FileEntry | None:
    """Put a shard together and publish it. index: of its first row. Returns None when it has no rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pieces = []
    for part in range(parts):
        with store.open(_part_path(part)) as stream:
            pieces.append(pq.ParquetFile(stream).read_row_group(shard))
    table = pa.concat_tables(pieces)
    if not len(table):
        return None
    table = table.take(np.argsort(table.column(ORDER).to_numpy(), kind="stable")).drop_columns([ORDER]).combine_chunks()
    place = table.schema.get_field_index("extra_info")
    extra = table.column(place).combine_chunks()
    made = {"index": pa.array(range(index, index + len(table)), pa.int64()), "split": pa.array([TRAIN] * len(table))}
    fields = [extra.type.field(number) for number in range(extra.type.num_fields)]
    extra = pa.StructArray.from_arrays([made.get(field.name, extra.field(field.name)) for field in fields], fields=fields)
    return publish_shard(store, table.set_column(place, table.schema.field(place), extra), TRAIN, shard)
