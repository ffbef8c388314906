"""Admission: the lowest of equal fingerprints stays, in index order, whatever order the work was done in."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.pipelines.storage.rows import RowFile
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, SynthError, one_line

WIDTH = 16  # bytes of a fingerprint
DUPLICATE, KEEP, FULL = range(3)
Digests = NDArray[np.bytes_]


class Batch(NamedTuple):
    """The candidates of one stream in one shard, in draw order. sizes: rows of each family; digests: their fingerprints one
    after another, 16 bytes each; languages: rows of each problem."""

    sizes: bytes
    digests: bytes
    languages: int = 1


class Fingerprints:
    """A growing set of fingerprints at 16 bytes each: a few sorted runs, merged when they are of like size."""

    def __init__(self, digests: bytes = b"") -> None:
        self._runs: list[Digests] = []
        self.add(as_array(digests))

    def __len__(self) -> int:
        return sum(len(run) for run in self._runs)

    def add(self, digests: Digests) -> None:
        """Add fingerprints that are not in the set."""
        if len(digests):
            self._runs.append(np.sort(digests))
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            merged = np.concatenate([self._runs.pop(), self._runs.pop()])
            merged.sort(kind="stable")  # in place: at most twice the memory of the set
            self._runs.append(merged)

    def contains(self, digests: Digests) -> NDArray[np.bool_]:
        """Which of the given fingerprints are in the set."""
        known = np.zeros(len(digests), np.bool_)
        for run in self._runs:
            place = np.searchsorted(run, digests)
            place[place == len(run)] = 0
            known |= run[place] == digests
        return known


def as_array(digests: bytes) -> Digests:
    # Two fixed-width byte strings of numpy are equal when they differ only in trailing zeros, which both have: 16 bytes each.
    return np.frombuffer(digests, dtype=f"S{WIDTH}")


class Admission:
    """The admitted problems of one task."""

    def __init__(self) -> None:
        self._seen = Fingerprints()

    def admit(self, batch: Batch, remaining: int) -> bytes:
        """One byte a family: KEEP, DUPLICATE or FULL (remaining: the rows that the stream still wants). A family is kept or dropped
        whole: kept when none of its members was seen before and all of them fit in."""
        digests = as_array(batch.digests)
        known = self._seen.contains(digests)
        here: set[bytes] = set()
        mask = bytearray()
        kept: list[int] = []
        at = 0
        for size in batch.sizes:
            members = range(at, at + int(size))
            at += int(size)
            values = [batch.digests[WIDTH * i : WIDTH * (i + 1)] for i in members]
            if any(known[i] for i in members) or any(value in here for value in values) or len(set(values)) * batch.languages < len(values):
                mask.append(DUPLICATE)
            elif remaining < len(values):
                mask.append(FULL)
            else:
                mask.append(KEEP)
                remaining -= len(values)
                here.update(values)
                kept.extend(members)
        self._seen.add(digests[kept])
        return bytes(mask)

    def restore(self, digests: bytes) -> None:
        """Take in what an earlier, interrupted run had admitted."""
        self._seen.add(as_array(digests))


class Admissions:
    """The state of one admitting process: its tasks, and the rows that each stream still wants. Shards must come in their order.

    tasks: those admitted here, every one when None.
    """

    def __init__(self, tasks: frozenset[str] | None = None) -> None:
        self._mine = tasks
        self._tasks: dict[str, Admission] = {}
        self._remaining: dict[int, int] = {}

    def set_remaining(self, remaining: dict[int, int]) -> None:
        """Rows that each stream still wants, before a round."""
        self._remaining = dict(remaining)

    def admit(self, batches: Sequence[tuple[str, int, Batch]]) -> dict[int, bytes]:
        """batches: (task, stream, candidates), in stream order. Returns a mask for each stream of its tasks."""
        masks = {}
        for task, stream, batch in batches:
            if self._mine is None or task in self._mine:
                mask = self._of(task).admit(batch, self._remaining[stream])
                self._remaining[stream] -= sum(size for size, fate in zip(batch.sizes, mask, strict=True) if fate == KEEP)
                masks[stream] = mask
        return masks

    def restore(self, out: str, paths: Sequence[str]) -> None:
        """Take in the rows of a round that were published before an interruption. All of them may be restored before any shard between
        them is admitted: what was admitted is disjoint."""
        store = Store(out)
        for path in paths:
            found: dict[str, list[str]] = {}
            try:
                for row in RowFile(f"{out}/{path}", store, path).own_rows("extra_info.task", "extra_info.fingerprint"):
                    info = row["extra_info"]
                    if self._mine is None or info["task"] in self._mine:
                        found.setdefault(info["task"], []).append(info["fingerprint"])
            except RequestError as error:
                raise SynthError(f"{out}/{path} was done, but cannot be read ({one_line(error)}). Choose another folder.") from error
            for task, fingerprints in found.items():
                self._of(task).restore(bytes.fromhex("".join(fingerprints)))

    def _of(self, task: str) -> Admission:
        return self._tasks.setdefault(task, Admission())
