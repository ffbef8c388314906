"""`synth augment`: shards of passages until all are done, then the card and, last of all, the manifest.

As in every run, what is on disk is the whole state: a plan, a mark for each finished shard, the shards, and beside them the endpoint's
replies. The same command again goes on from there, and the files end up as if nothing had happened.
"""

import functools
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from synth.pipelines.augment.augment_plan import AugmentManifest, AugmentMarker, AugmentPlan, AugmentRequest, AugmentTotals
from synth.pipelines.augment.client import openai_package
from synth.pipelines.augment.dataset_card import augment_card, progress, summary
from synth.pipelines.augment.passages import Passage, read_passages
from synth.pipelines.augment.shard import make_shard, passages_of
from synth.pipelines.progress import PERIOD_S
from synth.pipelines.storage.run_folder import CARD, MANIFEST, PLAN
from synth.pipelines.storage.run_folder import DATA as SHARDS
from synth.pipelines.storage.run_folder import MARKER as MARK
from synth.pipelines.storage.run_folder import UNFINISHED as MARKS
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen
from synth.schemas.version import VERSION

F = TypeVar("F", bound=Frozen)


def augment(request: AugmentRequest) -> AugmentManifest:
    """Carry a request out, or go on with it; say on standard error how it goes and on standard output how it ended. Raises SynthError
    in one line."""
    openai_package()  # before anything is written
    passages, unusable = read_passages(request.files, request.format, request.split)
    plan, store = request.plan(), Store(request.out)
    with store.alone():  # two at once would be charged twice
        manifest, sent = _begin(store, plan), 0
        if manifest:
            print(f"synth: the run at {request.out} was already finished; nothing to do.", file=sys.stderr)
        else:
            marks, sent = _make_shards(request, plan, passages[: plan.limit or None], store)
            manifest = _finish(store, request, plan, marks, unusable)
    print(summary(manifest, sent, request.out))
    return manifest


def _make_shards(
    request: AugmentRequest, plan: AugmentPlan, passages: Sequence[Passage], store: Store
) -> tuple[dict[int, AugmentMarker], int]:
    """Make the shards that are not there yet. Returns the marks of all by number, and how many requests were sent now."""
    marks = {mark.shard: mark for mark in _marks(store)}
    count = -(-len(passages) // plan.shard_passages)
    todo = [number for number in range(count) if number not in marks]
    sent, done, last = 0, 0, time.monotonic()

    def on_done(mark: AugmentMarker) -> None:
        nonlocal sent
        marks[mark.shard] = mark
        sent += mark.sent
        print(progress(len(marks), count, _sum(marks), sent), file=sys.stderr)

    def on_passage() -> None:
        nonlocal done, last
        done += 1
        if time.monotonic() - last >= PERIOD_S:
            last = time.monotonic()
            print(f"synth: {done:,} passages", file=sys.stderr)

    if request.executor == "ray" and todo:
        from synth.pipelines.augment.ray_shards import make_shards

        make_shards(request, plan, todo, passages, on_done)
    else:
        for number in todo:
            on_done(make_shard(request, plan, number, passages_of(number, plan, passages), on_passage))
    return marks, sent


def _begin(store: Store, plan: AugmentPlan) -> AugmentManifest | None:
    """Claim the folder for this plan, or recognise its interrupted or finished run. Raises RequestError when it holds another."""
    if store.has(MANIFEST):
        manifest = _decode(AugmentManifest, store, MANIFEST)
        if manifest.plan != plan.to_json():
            raise RequestError(f"{store.location} holds a finished run of another request. Choose another --out.")
        store.delete_folder(MARKS)
        return manifest
    if store.has(PLAN):
        if _decode(AugmentPlan, store, PLAN) != plan:
            raise RequestError(f"{store.location} holds an unfinished run of another request. Choose another --out.")
        store.sweep(SHARDS)
        store.sweep(MARKS)
        return None
    if store.names(SHARDS) or store.has(CARD):
        raise RequestError(f"{store.location} holds files that are not of this run. Choose another --out.")
    store.write(PLAN, plan.to_json().encode())
    return None


def _marks(store: Store) -> list[AugmentMarker]:
    return [_decode(AugmentMarker, store, f"{MARKS}/{name}") for name in store.names(MARKS) if name.endswith(MARK)]


def _decode(kind: type[F], store: Store, path: str) -> F:
    try:
        return kind.from_json(store.read(path))
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{store.location}/{path} is not of `synth augment`, or is corrupted. Choose another --out.") from error


def _sum(marks: dict[int, AugmentMarker]) -> AugmentTotals:
    return functools.reduce(AugmentTotals.plus, (marks[number].totals for number in sorted(marks)), AugmentTotals())


def _finish(
    store: Store, request: AugmentRequest, plan: AugmentPlan, marks: dict[int, AugmentMarker], unusable: Counter[str]
) -> AugmentManifest:
    """Publish the card, then the manifest, then clear away the marks."""
    store.sweep(SHARDS)  # of workers that died while they wrote
    files = tuple(sorted((entry for mark in marks.values() for entry in mark.files), key=lambda entry: entry.path))
    totals = _sum(marks).plus(AugmentTotals(passages=unusable.total(), dropped_passages=dict(unusable)))
    splits: Counter[str] = Counter()
    for entry in files:
        splits[entry.split] += entry.rows
    cost = round((totals.tokens_in * request.price_in + totals.tokens_out * request.price_out) / 1e6, 6)
    manifest = AugmentManifest(
        1, VERSION, plan.to_json(), splits.total(), dict(sorted(splits.items())), totals, request.price_in, request.price_out,
        cost, files,
    )  # fmt: skip
    store.write(CARD, augment_card(manifest, plan).encode())
    store.write(MANIFEST, manifest.to_json().encode())
    store.delete_folder(MARKS)
    return manifest
