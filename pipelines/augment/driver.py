"""An augmentation run: shards of passages until all are done, then the card and, last of all, the manifest.

As in every run, what is on disk is the whole state: a plan, a mark for each finished shard, the shards, and beside them the answers that
the endpoint gave. The same command again goes on from there, and the files end up as if nothing had happened.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from synth.pipelines.augment.client import Endpoint
from synth.pipelines.augment.dataset_card import augment_card
from synth.pipelines.augment.passages import Passage
from synth.pipelines.augment.shards import Manifest, Mark, Plan, Totals
from synth.pipelines.augment.work import Place, make_shard
from synth.pipelines.storage.run_folder import CARD, MANIFEST, PLAN
from synth.pipelines.storage.run_folder import DATA as SHARDS
from synth.pipelines.storage.run_folder import MARKER as MARK
from synth.pipelines.storage.run_folder import UNFINISHED as MARKS
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen
from synth.schemas.version import VERSION

ExecutorName = Literal["local", "ray"]
F = TypeVar("F", bound=Frozen)


def run(
    plan: Plan,
    passages: Sequence[Passage],
    lost: Counter[str],
    endpoint: Endpoint,
    place: Place,
    watch: Callable[[int, int, Totals, int], None],
    on_passage: Callable[[], None] = lambda: None,
    concurrency: int = 8,
    executor: ExecutorName = "local",
    address: str | None = None,
    workers: int = 0,
    prices: tuple[float, float] = (0.0, 0.0),
) -> Manifest:
    """Carry the plan out, or on. passages: the usable ones of the plan's files; lost: the others, by reason. watch: gets shards done, of
    how many, the totals so far and the requests that this command paid for; on_passage is called after each passage of the local
    executor. prices: of 1e6 tokens in and out. Raises SynthError in one line."""
    store = Store(place.out)
    finished = _begin(store, plan)
    if finished:
        return finished
    passages = passages[: plan.limit] if plan.limit else passages
    count = -(-len(passages) // plan.shard_passages)
    marks = {mark.shard: mark for mark in _marks(store)}
    paid = 0

    def on_done(mark: Mark) -> None:
        nonlocal paid
        marks[mark.shard] = mark
        paid += mark.paid
        watch(len(marks), count, _sum(marks), paid)

    todo = [number for number in range(count) if number not in marks]
    if executor == "ray" and todo:
        from synth.pipelines.augment.ray_shards import make_shards

        make_shards(place, plan, endpoint, concurrency, todo, passages, on_done, address, workers)
    else:
        for number in todo:
            part = passages[number * plan.shard_passages : (number + 1) * plan.shard_passages]
            on_done(make_shard(place, plan, endpoint, concurrency, number, part, on_passage))
    return _finish(store, plan, marks, lost, prices)


def _begin(store: Store, plan: Plan) -> Manifest | None:
    """Claim the folder for this plan, or recognise its interrupted or finished run. Raises RequestError when it holds another."""
    if store.has(MANIFEST):
        manifest = _decode(Manifest, store, MANIFEST)
        if manifest.plan != plan.to_json():
            raise RequestError(f"{store.location} holds a finished run of another request. Choose another --out.")
        store.delete_folder(MARKS)
        return manifest
    if store.has(PLAN):
        if _decode(Plan, store, PLAN) != plan:
            raise RequestError(f"{store.location} holds an unfinished run of another request. Choose another --out.")
        store.sweep(SHARDS)
        store.sweep(MARKS)
        return None
    if store.names(SHARDS) or store.has(CARD):
        raise RequestError(f"{store.location} holds files that are not of this run. Choose another --out.")
    store.write(PLAN, plan.to_json().encode())
    return None


def _marks(store: Store) -> list[Mark]:
    return [_decode(Mark, store, f"{MARKS}/{name}") for name in store.names(MARKS) if name.endswith(MARK)]


def _decode(kind: type[F], store: Store, path: str) -> F:
    try:
        return kind.from_json(store.read(path))
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{store.location}/{path} is not of `synth augment`, or is corrupted. Choose another --out.") from error


def _sum(marks: dict[int, Mark]) -> Totals:
    totals = Totals()
    for number in sorted(marks):
        totals = totals.plus(marks[number].totals)
    return totals


def _finish(store: Store, plan: Plan, marks: dict[int, Mark], lost: Counter[str], prices: tuple[float, float]) -> Manifest:
    """Publish the card, then the manifest, then clear away the marks."""
    store.sweep(SHARDS)  # of workers that died while they wrote
    files = tuple(sorted((entry for mark in marks.values() for entry in mark.files), key=lambda entry: entry.path))
    totals = _sum(marks).plus(Totals(passages=lost.total(), lost_passages=dict(lost)))
    splits: Counter[str] = Counter()
    for entry in files:
        splits[entry.split] += entry.rows
    cost = round((totals.tokens_in * prices[0] + totals.tokens_out * prices[1]) / 1e6, 6)
    manifest = Manifest(
        1, VERSION, plan.to_json(), splits.total(), dict(sorted(splits.items())), totals, *prices, cost, files
    )
    store.write(CARD, augment_card(manifest, plan).encode())
    store.write(MANIFEST, manifest.to_json().encode())
    store.delete_folder(MARKS)
    return manifest
