"""Pairs of rows that are duplicates, found where equal keys meet and then compared shingle by shingle.

A task takes one part of one table: all rows whose key begins alike. Rows of equal keys stand in the order of their numbers; each is
compared with those before it that it is not joined to yet, so the pairs that come out join what is alike and nothing else, whichever task
finds them. Of a group of more than POOL rows, each is compared with the first POOL: the others are counted as crowded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from synth.pipelines.dedupe.dedupe_plan import DedupeMarker, DedupePlan
from synth.pipelines.dedupe.signatures import is_near
from synth.pipelines.dedupe.spill import COPIES, LEAKED, edges_path, read_part, read_shingles
from synth.pipelines.storage.run_folder import publish, write_marker
from synth.pipelines.storage.store import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray

POOL = 1_000
BATCH = 10_000  # rows whose shingles are held at a time, about
PLACED = np.dtype([("key", "<u8"), ("check", "<u4"), ("row", "<u8")])  # the row's number among all rows

Shingles = dict[int, "NDArray[np.uint64]"]


def search(out: str, plan: DedupePlan, step: int) -> DedupeMarker:
    """Find the pairs of one part of one table: whole texts that are equal, or texts that are near-duplicates."""
    store, units = Store(out), len(plan.units)
    table, part = divmod(step - units, 2**plan.part_bits)
    groups = _groups(_gather(store, plan, table, part))
    crowded = 0
    edges: list[tuple[int, int]] = []
    if not table:
        edges = [(int(group[0]), int(row)) for group in groups for row in group[1:]]
    else:
        for batch in _batches(groups):
            shingles = _load(store, plan, np.unique(np.concatenate(batch)))
            for group in batch:
                pairs, left = join(group.tolist(), shingles, plan.threshold)
                edges += pairs
                crowded += left
    entry = publish(store, edges_path(step), "", len(edges), np.array(edges, "<u8").tobytes())
    marker = DedupeMarker(step, (entry,), {"crowded": crowded} if crowded else {})
    write_marker(store, step, marker)
    return marker


def read_edges(store: Store, step: int) -> "NDArray[np.uint64]":
    """The pairs that a step found, a row (lower number, higher number) for each."""
    return np.frombuffer(store.read(edges_path(step)), "<u8").reshape(-1, 2)


def join(rows: list[int], shingles: Shingles, threshold: float) -> tuple[list[tuple[int, int]], int]:
    """Pairs of near-duplicates that join all of one group, and how many rows were not compared with all others. rows: ascending."""
    pairs: list[tuple[int, int]] = []
    pool: list[int] = []
    cluster: list[int] = []  # of each row of the pool; the number of one of its rows
    for row in rows:
        joined: set[int] = set()
        for other, its in zip(pool, cluster, strict=True):
            if its not in joined and is_near(shingles[other], shingles[row], threshold):
                joined.add(its)
                pairs.append((other, row))
        if joined:
            cluster = [row if its in joined else its for its in cluster]
        if len(pool) < POOL:
            pool.append(row)
            cluster.append(row)
    return pairs, max(0, len(rows) - POOL)


def _gather(store: Store, plan: DedupePlan, table: int, part: int) -> "NDArray[Any]":
    """The keys of all units, with the rows' numbers among all rows, without those that an earlier step settled."""
    settled = np.frombuffer(store.read(COPIES if table else LEAKED), np.uint8)
    found = []
    for number, unit in enumerate(plan.units):
        keys = read_part(store, number, plan, table, part)
        placed = np.zeros(len(keys), PLACED)
        placed["key"], placed["check"] = keys["key"], keys["check"]
        placed["row"] = keys["row"].astype(np.uint64) + np.uint64(unit.start)
        found.append(placed[(settled[placed["row"] >> np.uint64(3)] >> (placed["row"] & np.uint64(7)).astype(np.uint8)) & 1 == 0])
    return np.concatenate(found)


def _groups(keys: "NDArray[Any]") -> Iterator["NDArray[np.uint64]"]:
    """The rows of each key that two or more have, ascending."""
    keys = keys[np.lexsort((keys["row"], keys["check"], keys["key"]))]
    same = (keys["key"][1:] == keys["key"][:-1]) & (keys["check"][1:] == keys["check"][:-1])
    starts = np.flatnonzero(np.concatenate(([True], ~same))) if len(keys) else np.zeros(0, int)
    ends = np.append(starts[1:], len(keys))
    for place in np.flatnonzero(ends - starts > 1):
        yield keys["row"][starts[place] : ends[place]]


def _batches(groups: Iterator["NDArray[np.uint64]"]) -> Iterator[list["NDArray[np.uint64]"]]:
    batch: list[NDArray[np.uint64]] = []
    held = 0
    for group in groups:
        batch.append(group)
        held += len(group)
        if held >= BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _load(store: Store, plan: DedupePlan, rows: "NDArray[np.uint64]") -> Shingles:
    found: Shingles = {}
    for number, unit in enumerate(plan.units):
        low, high = np.searchsorted(rows, [unit.start, unit.start + unit.rows])
        if low < high:
            here = read_shingles(store, unit, number, (int(row) - unit.start for row in rows[low:high]))
            found.update((unit.start + row, part) for row, part in here.items())
    return found
