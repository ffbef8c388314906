"""One shard: the families of its passages, asked for side by side, written where they are made, and a marker that says so.

The files depend on the plan and the endpoint's replies alone, and those are on disk: a shard that is made again is the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from synth.pipelines.augment.augment_plan import AugmentMarker, AugmentPlan, AugmentRequest, AugmentTotals
from synth.pipelines.augment.family import Outcome, make_family
from synth.pipelines.augment.passages import Passage
from synth.pipelines.model.client import Client
from synth.pipelines.storage.run_folder import publish_shard, write_marker
from synth.pipelines.storage.store import Store
from synth.schemas.record import Row, arrow_schema


def passages_of(shard: int, plan: AugmentPlan, passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages of one shard out of those of the run."""
    return passages[shard * plan.shard_passages : (shard + 1) * plan.shard_passages]


def make_shard(
    request: AugmentRequest, plan: AugmentPlan, shard: int, passages: Sequence[Passage], on_passage: Callable[[], None] = lambda: None
) -> AugmentMarker:
    """Make and publish a shard. passages: those of the shard. on_passage: called after each. Raises SynthError when the endpoint
    cannot be used; replies so far are kept."""
    import pyarrow as pa

    client = Client(request.endpoint, request.cache_folder)
    first = shard * plan.shard_passages
    pool = ThreadPoolExecutor(request.concurrency)
    try:
        futures = [pool.submit(make_family, first + n, passage, plan, client) for n, passage in enumerate(passages)]
        outcomes = []
        for future in futures:
            outcomes.append(future.result())
            on_passage()
    finally:
        # On an error or Ctrl-C: requests in flight are charged for, so their replies are waited for and kept.
        client.stop()
        pool.shutdown(cancel_futures=True)
        client.close()
    by_split: dict[str, list[Row]] = {}
    for row in (row for outcome in outcomes for row in outcome.rows):
        by_split.setdefault(row["extra_info"]["split"], []).append(row)
    store = Store(request.out)
    tables = ((split, pa.Table.from_pylist(rows, arrow_schema())) for split, rows in sorted(by_split.items()))
    files = tuple(publish_shard(store, table, split, shard) for split, table in tables)
    marker = AugmentMarker(shard, _totals(outcomes), files, client.sent)
    write_marker(store, shard, marker)
    return marker


def _totals(outcomes: Sequence[Outcome]) -> AugmentTotals:
    members = [row["extra_info"]["member"] for outcome in outcomes for row in outcome.rows]
    return AugmentTotals(
        passages=len(outcomes),
        originals=members.count(0),
        counterfactuals=len(members) - members.count(0),
        dropped_passages=_sorted(outcome.dropped_passages for outcome in outcomes),
        dropped_counterfactuals=_sorted(outcome.dropped_members for outcome in outcomes),
        requests=sum(outcome.requests for outcome in outcomes),
        tokens_in=sum(outcome.tokens_in for outcome in outcomes),
        tokens_out=sum(outcome.tokens_out for outcome in outcomes),
    )


def _sorted(counters: Iterable[Counter[str]]) -> dict[str, int]:
    return dict(sorted(sum(counters, Counter[str]()).items()))
