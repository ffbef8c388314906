"""Rows in Python without files: those of a run, in a fixed order, for on-line training."""

import heapq
from collections.abc import Iterator, Sequence
from random import Random

from synth.generators import registry
from synth.pipelines.run.plan import chosen_knobs, read_wishes
from synth.pipelines.run.produce import Candidate, Stream, candidate
from synth.pipelines.run.splits import split_of
from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen
from synth.schemas.record import Row
from synth.schemas.request import read_seed, read_splits
from synth.schemas.task import Discard

EXHAUSTED_AFTER = 2_000  # draws without a new problem
WINDOW = 1_000_000  # families that a shuffle may hold, at most

Splits = tuple[tuple[str, float], ...]


def stream(
    task: str | Sequence[str],
    difficulty: int | str | tuple[int, int] = 5,
    seed: int = 0,
    split: str = "train",
    shuffle: int = 0,
    lang: str = "en",
    with_steps: bool = False,
    **knobs: object,
) -> Iterator[Row]:
    """Endless distinct rows, for on-line training. Memory grows by some 100 bytes a row, for deduplication.

    task: a task or domain, or several, each with a weight if you like: `"sudoku"`, `["logic/sudoku:2", "honest"]`. difficulty: a level or
    a range, `5`, `"3..7"` or `(3, 7)`; tasks and levels take turns, in proportion to the weights. split: `train`, or `test` for the
    problems that no training split ever holds. shuffle: mixes the families among so many neighbours, always alike; 0 keeps the order.
    lang: languages of the prompts, `en`, `zh` or several with weights, `en:3,zh:1`. with_steps: prompts also ask
    for steps, where a task's can be checked (RequestError where none can). knobs: single knobs over those of the levels.

    One task at one level gives the same rows in the same order as a run. Ends when no level has further distinct problems. Raises
    RequestError for a wrong name or value, at once."""
    weights, (low, high), languages = read_wishes(task, difficulty, lang, with_steps)
    read_splits(f"{split}=1")
    if not 0 <= shuffle <= WINDOW:
        raise RequestError(f"{shuffle}: expected a number of families from 0 to {WINDOW:,}.", "shuffle")
    overrides = tuple((knob, ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)) for knob, value in knobs.items())
    found: dict[tuple[str, str], tuple[Frozen, int]] = {}
    for name in weights:
        for level in range(low, high + 1):
            set_to = chosen_knobs(name, level, overrides, len(weights) == 1)
            found.setdefault((name, set_to.to_json()), (set_to, level))  # equal levels would draw the same problems
    most = max(registry.load(name).max_members for name in weights)
    sources = [
        Stream(registry.load(name), set_to, level, read_seed(seed), number, len(found), most, languages, with_steps=with_steps)
        for number, ((name, _), (set_to, level)) in enumerate(found.items())
    ]
    splits = ((split, 1.0),)
    families = _in_turn(sources, [weights[source.task.name] for source in sources], splits)
    return (row for family in (_shuffled(families, shuffle, seed) if shuffle else families) for row in family.rows(split))


def _in_turn(sources: list[Stream], weights: list[float], splits: Splits) -> Iterator[Candidate]:
    """Families of all streams: next is always the stream that lags most behind its share of the rows. Exhausted ones drop out."""
    seen: dict[str, set[bytes]] = {source.task.name: set() for source in sources}
    queues = [_families(source, splits, seen[source.task.name]) for source in sources]
    heap = [(0.0, number) for number in range(len(sources))]
    while heap:
        rows, number = heapq.heappop(heap)
        family = next(queues[number], None)
        if family:
            yield family
            heapq.heappush(heap, (rows + len(family.members) / weights[number], number))


def _families(source: Stream, splits: Splits, seen: set[bytes]) -> Iterator[Candidate]:
    """A stream's new families in the order of their draws. seen: the fingerprints that its task has given, which grow."""
    key, since_new, draw = source.source, 0, 0
    while since_new < EXHAUSTED_AFTER:
        draw, since_new = draw + 1, since_new + 1
        try:
            found = candidate(source, draw - 1, key)
        except Discard:
            continue
        digests = set(found.digests)
        if split_of(splits, found.split_digest) is None or len(digests) < len(found.digests) or not seen.isdisjoint(digests):
            continue
        since_new = 0
        seen |= digests
        yield found


def _shuffled(families: Iterator[Candidate], window: int, seed: int) -> Iterator[Candidate]:
    """The families in another order: each is drawn from the next `window` ones."""
    rng, held = Random(seed), []
    for family in families:
        held.append(family)
        if len(held) >= window:
            place = rng.randrange(len(held))
            held[place], held[-1] = held[-1], held[place]
            yield held.pop()
    rng.shuffle(held)
    yield from held
