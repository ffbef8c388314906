"""Rows in Python without files: the same rows in the same order as a run of one task at one difficulty keeps them."""

from collections.abc import Iterator
from itertools import count

from synth.generators import registry
from synth.pipelines.run.knobs import override
from synth.pipelines.run.plan import check_languages
from synth.pipelines.run.produce import Stream, candidate
from synth.pipelines.run.splits import split_of
from synth.schemas.errors import RequestError
from synth.schemas.record import Row
from synth.schemas.request import read_difficulty, read_languages, read_seed, read_splits
from synth.schemas.task import Discard

EXHAUSTED_AFTER = 2_000  # draws without a new problem


def stream(task: str, difficulty: int = 5, seed: int = 0, split: str = "train", lang: str = "en", **knobs: object) -> Iterator[Row]:
    """Endless distinct rows of a task, for on-line training. Memory grows by some 100 bytes a row, for deduplication.

    split: `train`, or `test` for the problems that no training split ever holds. lang: languages of the prompts, `en`, `zh`
    or several with weights, `en:3,zh:1`. knobs: single knobs over those of the level.
    Ends when the level has no more distinct problems. Raises RequestError for a wrong name or value, at once.
    """
    level = read_difficulty(str(difficulty))
    if level[0] != level[1]:
        raise RequestError("stream() takes one difficulty; make one stream for each.")
    loaded = registry.load(task)
    read_splits(f"{split}=1")
    overrides = tuple((knob, ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)) for knob, value in knobs.items())
    chosen = override(task, loaded.levels[level[0] - 1], overrides)
    languages = read_languages(lang)
    check_languages(task, languages)
    return _rows(Stream(loaded, chosen, level[0], read_seed(seed), max_members=loaded.max_members, languages=languages), ((split, 1.0),))


def _rows(source: Stream, splits: tuple[tuple[str, float], ...]) -> Iterator[Row]:
    seen: set[bytes] = set()
    key, split, since_new = source.source, splits[0][0], 0
    for draw in count():
        if since_new >= EXHAUSTED_AFTER:
            return
        since_new += 1
        try:
            found = candidate(source, draw, key)
        except Discard:
            continue
        digests = set(found.digests)
        if split_of(splits, found.split_digest) is None or len(digests) < len(found.digests) or not seen.isdisjoint(digests):
            continue
        since_new = 0
        seen |= digests
        yield from found.rows(split)
