"""`synth augment`: shards of passages until all are done, then the card and, last of all, the manifest.

As in every run, what is on disk is the whole state: a plan, a marker for each finished shard, the shards, and beside them the endpoint's
replies. The same command again goes on from there, and the files end up as if nothing had happened.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from functools import reduce

from synth.pipelines.augment.augment_plan import AugmentManifest, AugmentMarker, AugmentPlan, AugmentRequest, AugmentTotals
from synth.pipelines.augment.dataset_card import augment_card, shard_line, summary
from synth.pipelines.augment.passages import Passage, read_passages
from synth.pipelines.augment.shard import make_shard, passages_of
from synth.pipelines.model.client import openai_package
from synth.pipelines.progress import Progress
from synth.pipelines.storage.run_folder import RunFolder
from synth.pipelines.storage.store import Store
from synth.schemas.version import VERSION

Markers = dict[int, AugmentMarker]


def augment(request: AugmentRequest) -> AugmentManifest:
    """Carry a request out, or go on with it; say on standard error how it goes and on standard output how it ended. Raises SynthError
    in one line."""
    openai_package()  # before anything is written
    passages, unusable = read_passages(request.files, request.format, request.split)
    plan, store = request.plan(), Store(request.out)
    folder = RunFolder(store, plan.to_json(), AugmentManifest)
    with store.alone():  # two at once would be charged twice
        manifest, sent = folder.begin(), 0
        if manifest:
            print(f"synth: the run at {request.out} was already finished; nothing to do.", file=sys.stderr)
        else:
            markers = {number: folder.marker(AugmentMarker, number) for number in folder.shards()}
            sent = _make_shards(request, plan, passages[: plan.limit or None], markers)
            manifest = _manifest(request, plan, markers, unusable)
            folder.finish(augment_card(manifest, plan), manifest)
    print(summary(manifest, sent, request.out))
    return manifest


def _make_shards(request: AugmentRequest, plan: AugmentPlan, passages: Sequence[Passage], markers: Markers) -> int:
    """Make the shards that have no marker yet, and add theirs. Returns how many requests were sent."""
    count = -(-len(passages) // plan.shard_passages)
    todo = [number for number in range(count) if number not in markers]
    progress, sent, done = Progress("passages"), 0, _totals(markers).passages
    progress.advance(done, len(passages), fresh=False)

    def on_passage() -> None:
        nonlocal done
        done += 1
        progress.advance(done, len(passages))

    def on_done(marker: AugmentMarker) -> None:
        nonlocal done, sent
        markers[marker.shard] = marker
        totals = _totals(markers)
        done, sent = totals.passages, sent + marker.sent
        progress.advance(done, len(passages))
        print(shard_line(len(markers), count, totals, sent), file=sys.stderr)

    try:
        if request.executor == "ray" and todo:
            from synth.pipelines.augment.ray_shards import make_shards

            make_shards(request, plan, todo, passages, on_done)
        else:
            for number in todo:
                on_done(make_shard(request, plan, number, passages_of(number, plan, passages), on_passage))
    finally:
        progress.stop()
    return sent


def _totals(markers: Markers) -> AugmentTotals:
    return reduce(AugmentTotals.plus, (markers[number].totals for number in sorted(markers)), AugmentTotals())


def _manifest(request: AugmentRequest, plan: AugmentPlan, markers: Markers, unusable: Counter[str]) -> AugmentManifest:
    files = tuple(sorted((entry for marker in markers.values() for entry in marker.files), key=lambda entry: entry.path))
    totals = _totals(markers).plus(AugmentTotals(passages=unusable.total(), dropped_passages=dict(unusable)))
    rows: Counter[str] = Counter()
    for entry in files:
        rows[entry.split] += entry.rows
    cost = round((totals.tokens_in * request.price_in + totals.tokens_out * request.price_out) / 1e6, 6)
    splits = dict(sorted(rows.items()))
    return AugmentManifest(1, VERSION, plan.to_json(), rows.total(), splits, totals, request.price_in, request.price_out, cost, files)
