"""One shard: its passages' families, asked for side by side, written where they are made, and a mark that says so.

The files depend on the plan and the endpoint's answers alone, and those are on disk: a shard that is made again is the same.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import NamedTuple

from synth.pipelines.augment.client import Client, Endpoint
from synth.pipelines.augment.family import Outcome, augment
from synth.pipelines.augment.passages import Passage
from synth.pipelines.augment.shards import Mark, Plan, Totals
from synth.pipelines.storage.run_folder import DATA as SHARDS
from synth.pipelines.storage.run_folder import MARKER as MARK
from synth.pipelines.storage.run_folder import UNFINISHED as MARKS
from synth.pipelines.storage.store import Store
from synth.schemas.manifest import FileEntry
from synth.schemas.record import Row, arrow_schema


class Place(NamedTuple):
    """Where a run lives: the folder of its files and that of the answers, each a local one or a URI."""

    out: str
    cache: str


def make_shard(
    place: Place,
    plan: Plan,
    endpoint: Endpoint,
    concurrency: int,
    shard: int,
    passages: Sequence[Passage],
    on_passage: Callable[[], None] = lambda: None,
) -> Mark:
    """concurrency: requests under way at a time. on_passage: called after each. Raises SynthError when the endpoint cannot be used;
    answers so far are kept."""
    client = Client(endpoint, place.cache)
    first = shard * plan.shard_passages
    pool = ThreadPoolExecutor(concurrency)
    try:
        futures = [pool.submit(augment, first + n, passage, plan, client) for n, passage in enumerate(passages)]
        outcomes = []
        for future in futures:
            outcomes.append(future.result())
            on_passage()
    finally:
        # On an error or Ctrl-C: answers under way are paid for, so they are waited for and kept.
        client.stop()
        pool.shutdown(cancel_futures=True)
        client.close()
    rows = [row for outcome in outcomes for row in outcome.rows]
    store = Store(place.out)
    splits = sorted({row["extra_info"]["split"] for row in rows})
    files = tuple(_publish(store, [row for row in rows if row["extra_info"]["split"] == split], split, shard) for split in splits)
    mark = Mark(shard, _totals(outcomes), files, client.asked)
    store.write(f"{MARKS}/{shard:05d}{MARK}", mark.to_json().encode())
    return mark


def _totals(outcomes: Sequence[Outcome]) -> Totals:
    lost_passages: Counter[str] = Counter()
    lost_members: Counter[str] = Counter()
    for outcome in outcomes:
        lost_passages += outcome.lost_passages
        lost_members += outcome.lost_members
    members = [row["extra_info"]["member"] for outcome in outcomes for row in outcome.rows]
    return Totals(
        passages=len(outcomes),
        originals=members.count(0),
        counterfactuals=len(members) - members.count(0),
        lost_passages=dict(sorted(lost_passages.items())),
        lost_counterfactuals=dict(sorted(lost_members.items())),
        requests=sum(outcome.requests for outcome in outcomes),
        tokens_in=sum(outcome.tokens_in for outcome in outcomes),
        tokens_out=sum(outcome.tokens_out for outcome in outcomes),
    )


def _publish(store: Store, rows: list[Row], split: str, shard: int) -> FileEntry:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema()), sink, compression="zstd", compression_level=3)
    data = memoryview(sink.getvalue())
    path = f"{SHARDS}/{split}-{shard:05d}.parquet"
    store.write(path, data)
    return FileEntry(path, split, len(rows), len(data), sha256(data).hexdigest())
