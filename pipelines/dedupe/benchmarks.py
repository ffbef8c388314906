"""Contamination: rows that a benchmark has too, by word n-grams and by near-duplication.

A row is contaminated when it shares `ngram` words in a row with a text of a benchmark, or when its text is a near-duplicate of one, at the
threshold that duplicates are held to. A text of fewer words than that is found by near-duplication alone. What COMMON texts of the
benchmarks or more share is no sign of any of them (`put your final answer within \\boxed{}`) and is left out, as in Brown et al. (2020),
appendix C.

The benchmarks' n-grams and shingles are held in memory, in each worker: some 12 bytes an n-gram.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from synth.pipelines.dedupe.signatures import band_keys, jaccard, signatures
from synth.pipelines.dedupe.texts import COLUMNS, PLAIN, reader, shingle_hashes, tokens, words
from synth.pipelines.storage.source_files import SourceFile

if TYPE_CHECKING:
    from numpy.typing import NDArray

COMMON = 10
SHOWN = 60  # words of a shared passage that are reported, at most
BATCH = 2_000  # texts whose signatures are made at a time


class Leak(NamedTuple):
    """Why a row counts as contaminated."""

    kind: str
    """`ngram` or `near`."""
    file: str
    """Name of the benchmark's file."""
    row: int
    """Number of the row in that file, from 0."""
    shared: str
    """The words that both have, or how similar the texts are."""


class Benchmarks:
    """The texts of benchmarks, ready to be looked up."""

    def __init__(self, files: tuple[SourceFile, ...], column: str, ngram: int, shingle: int, threshold: float) -> None:
        self._ngram, self._threshold = ngram, threshold
        self._names = [file.name for file in files]
        self._places: list[tuple[int, int]] = []
        self._shingles: list[NDArray[np.uint64]] = []
        self.short = 0
        """Texts of fewer words than an n-gram has."""
        grams: list[NDArray[np.uint64]] = []
        for number, file in enumerate(files):
            for row, text in _texts(file, column):
                found = words(text)
                self.short += len(found) < ngram
                grams.append(np.unique(shingle_hashes(found, ngram)) if len(found) >= ngram else np.zeros(0, np.uint64))
                self._places.append((number, row))
                self._shingles.append(np.unique(shingle_hashes(tokens(text), shingle)))
        self._grams, self._owners, self.common = _rare(grams)
        parts = [band_keys(signatures(self._shingles[first : first + BATCH]), threshold) for first in range(0, len(self._shingles), BATCH)]
        for place, part in enumerate(parts):
            part["row"] += np.uint32(place * BATCH)
        self._bands: Any = np.sort(np.concatenate(parts, axis=1), order="key") if parts else []

    def by_ngram(self, text: str) -> Leak | None:
        """The first passage of a text that a benchmark has too."""
        found = words(text)
        if len(found) < self._ngram or not len(self._grams):
            return None
        hashes = shingle_hashes(found, self._ngram)
        places = np.minimum(np.searchsorted(self._grams, hashes), len(self._grams) - 1)
        hits = np.flatnonzero(self._grams[places] == hashes)
        if not len(hits):
            return None
        first = last = int(hits[0])
        for hit in hits[1:]:
            if hit > last + 1:
                break
            last = int(hit)
        passage = found[first : last + self._ngram]
        file, row = self._places[self._owners[places[first]]]
        return Leak("ngram", self._names[file], row, " ".join(passage[:SHOWN]) + (" ..." if len(passage) > SHOWN else ""))

    def by_likeness(self, shingles: "NDArray[np.uint64]", keys: "NDArray[Any]") -> Leak | None:
        """The text of a benchmark that is most like one. keys: of its bands, in their order."""
        met: set[int] = set()
        for band, key in zip(self._bands, keys, strict=False):
            low, high = (int(np.searchsorted(band["key"], key["key"], side)) for side in ("left", "right"))
            met.update(band["row"][low:high].tolist())
        alike, text = max(((jaccard(shingles, self._shingles[text]), -text) for text in met), default=(0.0, 0))
        if alike < self._threshold - 1e-12:
            return None
        file, row = self._places[-text]
        return Leak("near", self._names[file], row, f"Jaccard similarity {alike:.3f}")


@lru_cache(2)
def load_benchmarks(files: tuple[SourceFile, ...], column: str, ngram: int, shingle: int, threshold: float) -> Benchmarks:
    """One set of benchmarks for all that a process does."""
    return Benchmarks(files, column, ngram, shingle, threshold)


def _texts(source: SourceFile, column: str) -> Iterator[tuple[int, str]]:
    file = source.open()
    if file.path.endswith(PLAIN):
        yield from ((number, line.decode("utf-8", "replace")) for number, (_, line) in enumerate(file.lines()))
        return
    name, text = reader(file, (column, *COLUMNS) if column else COLUMNS)
    yield from ((number, text(row, number)) for number, row in enumerate(file.rows(name)))


def _rare(grams: list["NDArray[np.uint64]"]) -> tuple["NDArray[np.uint64]", "NDArray[np.uint32]", int]:
    """(hashes in order, the first text that has each, how many were left out for being common)."""
    if not grams:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint32), 0
    hashes = np.concatenate(grams)
    owners = np.repeat(np.arange(len(grams), dtype=np.uint32), [len(part) for part in grams])
    found, first, counts = np.unique(hashes, return_index=True, return_counts=True)
    rare = counts < COMMON
    return found[rare], owners[first[rare]], int(np.count_nonzero(~rare))
