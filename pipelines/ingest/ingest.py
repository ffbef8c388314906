"""`synth ingest`: rows of others become rows of ours, shard by shard, then the card and, last of all, the manifest.

The source is read once, as a stream; building and looking for duplicates is done here, in the order of the rows, and proving in the
shards, here or as Ray tasks. So the rows do not depend on the number of workers. As in every run, what is on disk is the whole state: the
same command goes on."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from synth.pipelines.ingest.duplicates import Seen, containing
from synth.pipelines.ingest.ingest_card import ingest_card, summary
from synth.pipelines.ingest.ingest_plan import SET_ASIDE, IngestManifest, IngestMarker, IngestPlan, IngestRequest, IngestTotals
from synth.pipelines.ingest.ingest_shard import make_shard
from synth.pipelines.ingest.item import Drop, Item, Placed, Unusable
from synth.pipelines.ingest.source_list import Context, Source, source
from synth.pipelines.ingest.source_rows import Rows
from synth.pipelines.parallel import carry_out
from synth.pipelines.progress import Progress
from synth.pipelines.storage.run_folder import DATA, RunFolder
from synth.pipelines.storage.source_files import absolute
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError
from synth.schemas.version import VERSION

Markers = dict[int, IngestMarker]
Batch = tuple[int, list[Placed]]
DUPLICATE, CONTAINING = "duplicate", "holds another question"


def ingest(request: IngestRequest) -> IngestManifest:
    """Carry a request out, or go on with it; say on standard error how it goes and on standard output how it ended. Raises SynthError
    in one line."""
    wanted = source(request.source)
    reader = Reader(request, wanted)
    plan, store = request.plan(reader.rows.identity(), wanted.licence), Store(request.out)
    folder = RunFolder(store, plan.to_json(), IngestManifest, "ingestion", (DATA, SET_ASIDE))
    with store.alone():
        manifest = folder.begin()
        if manifest:
            print(f"synth: the ingestion at {request.out} was already finished; nothing to do.", file=sys.stderr)
        else:
            markers = {number: folder.marker(IngestMarker, number) for number in folder.shards()}
            _make_shards(request, plan, reader, markers)
            manifest = folder.finish(lambda: ingest_card(_manifest(plan, reader, markers), plan, wanted), _manifest(plan, reader, markers))
    print(summary(manifest, request.out))
    return manifest


class Reader:
    """The items of a source in order, with duplicates left out and everything that is dropped counted."""

    def __init__(self, request: IngestRequest, wanted: Source) -> None:
        split = wanted.splits.get(request.split, request.split)
        patterns = [pattern.format(split=split) for pattern in wanted.files]
        place = request.place or wanted.hub
        if not place:
            raise RequestError(f"is needed: {request.source} is not on the hub.", "place")
        self.rows = Rows(place, patterns, split, wanted.config, request.revision, wanted.file_by_file)
        self.rows.beside = wanted.beside
        self.limit, self.build, self.no_containing = request.limit, wanted.build(), wanted.no_containing
        self.context = Context(request.seed, wanted.most_tokens, self.rows.companion)
        self.dropped: Counter[str] = Counter()
        self.read = 0

    def batches(self, size: int) -> Iterator[Batch]:
        """Items in shards of `size`, with the number of each shard."""
        held: list[Placed] = []
        shard = 0
        for placed in self._distinct():
            held.append(placed)
            if len(held) == size:
                yield shard, held
                shard, held = shard + 1, []
        if held:
            yield shard, held

    def _distinct(self) -> Iterator[Placed]:
        unwanted: set[str] = set()
        if self.no_containing:
            keys = list(dict.fromkeys(item.key for _, _, item in self._items()))
            unwanted = {keys[place] for place in containing(keys)}
        self.dropped, self.read, seen, index = Counter(), 0, Seen(), 0
        for file, number, item in self._items():
            if item.key in unwanted:
                self.dropped[CONTAINING] += 1
            elif seen.again(item.key):
                self.dropped[DUPLICATE] += 1
            else:
                yield Placed(item, file, number, index)
                index += 1

    def _items(self) -> Iterator[tuple[str, int, Item]]:
        for file, number, row in self.rows:
            if self.limit and self.read >= self.limit:
                break
            self.read += 1
            try:
                items = list(self.build(row, replace(self.context, row=number)))
            except Drop as reason:
                self.dropped[str(reason)] += 1
                continue
            except Unusable as error:
                there = ", ".join(sorted(map(str, row))[:20])
                raise RequestError(f"{file}:{number}: {error}; the row has {there}.", "place") from error
            yield from ((file, number, item) for item in items)


def _make_shards(request: IngestRequest, plan: IngestPlan, reader: Reader, markers: Markers) -> None:
    """Make the shards that have no marker yet, and add theirs."""
    progress, done = Progress("items"), 0

    def todo() -> Iterator[Batch]:
        nonlocal done
        for number, items in reader.batches(plan.shard_rows):
            if number in markers:
                done += len(items)
                progress.advance(done, done, fresh=False)
            else:
                yield number, items

    def on_done(marker: IngestMarker) -> None:
        nonlocal done
        markers[marker.shard] = marker
        done += marker.totals.items
        progress.advance(done, max(done, reader.read))

    try:
        tasks = ((plan, absolute(request.out), number, items) for number, items in todo())  # the folder is on the workers' machines too
        carry_out(make_shard, tasks, on_done, request.executor, request.workers if request.executor == "ray" else 1, request.address)
    finally:
        progress.stop()


def _manifest(plan: IngestPlan, reader: Reader, markers: Markers) -> IngestManifest:
    files = tuple(sorted((entry for marker in markers.values() for entry in marker.files), key=lambda entry: entry.path))
    totals = reduce(IngestTotals.plus, (markers[number].totals for number in sorted(markers)), IngestTotals())
    splits: Counter[str] = Counter()
    for entry in files:
        if entry.path.startswith(f"{DATA}/"):
            splits[entry.split] += entry.rows
    dropped = dict(sorted(reader.dropped.items()))
    return IngestManifest(1, VERSION, plan.to_json(), reader.read, dropped, splits.total(), dict(sorted(splits.items())), totals, files)
