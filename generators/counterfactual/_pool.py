"""Candidates for options, each with the worlds in which it is true, searched for those that follow from a set of worlds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synth.generators.counterfactual._search import apart, entailed, needed, picked

Formula = Any
Candidate = tuple[Formula, int]
"""A formula and its worlds."""


FEW = 64
"""Words of a set of worlds that are looked at one by one: to seek those that are not 0 would take longer."""
_PLACES = np.arange(FEW)
LISTED, FEWEST = 21 + 4**5, 4**4 // 3
"""The standard library keeps a list of what is left of so many items, where more than so few of them are drawn."""
Rows = NDArray[np.uint64]
"""Sets of worlds, one a row."""


class Pool(Sequence[Candidate]):
    """Some of the formulas, in an order of their own; `sets` are the worlds of all of them, a row each, `full` a word of all worlds."""

    def __init__(self, formulas: Sequence[Formula], sets: NDArray[np.uint64], full: np.uint64, order: NDArray[np.int64]) -> None:
        self.formulas, self.sets, self.full, self.order = formulas, sets, full, order

    @classmethod
    def of(cls, candidates: Iterable[Candidate], atoms: int) -> "Pool":
        formulas, size = list[Formula](), max(8, 1 << atoms >> 3)
        rows = bytearray()
        for formula, worlds in candidates:
            formulas.append(formula)
            rows += worlds.to_bytes(size, "little")
        sets = np.frombuffer(bytes(rows), np.uint64).reshape(len(formulas), -1)
        return cls(formulas, sets, np.uint64((1 << min(64, 1 << atoms)) - 1), np.arange(len(formulas)))

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, place: Any) -> Any:
        row = self.order[place]
        return self.formulas[row], int.from_bytes(self.sets[row].tobytes(), "little")

    def drawn(self, rng: Random, count: int) -> "Pool":
        """So many of them, all where there are fewer, in random order."""
        return Pool(self.formulas, self.sets, self.full, sample(rng, self.order, min(count, len(self))))

    def true_in(self, world: int) -> "Pool":
        """Those that are true in a world."""
        so = self.sets[self.order, world >> 6] >> np.uint64(world & 63) & np.uint64(1)
        return Pool(self.formulas, self.sets, self.full, self.order[so != 0])

    def open(self, worlds: int, refuted: bool) -> "Pool":
        """Those that are not true in all the worlds; refuted: that are true in none."""
        found = np.empty(len(self.order), np.int64)
        count = apart(self.sets, self.order, *self._words(worlds), refuted, found)
        return Pool(self.formulas, self.sets, self.full, found[:count])

    def first(
        self,
        worlds: int,
        depth: tuple[int, int],
        without: Callable[[], Sequence[int]],
        others: Rows | None = None,
        reached: Rows | None = None,
    ) -> Candidate | None:
        """The first that is true in all the worlds, that is independent of the others, that is not true in all the worlds of one that is
        reached, and of which every proof needs so many premises, least and most. without: for each premise, the worlds of all others."""
        least, most = depth
        rests: Rows | None = None
        for place in self._entailed(worlds, others, reached):
            rests = self.rows(without()) if rests is None else rests
            if least <= needed(rests, self.sets[self.order[place]]) <= most:
                return self[place]
        return None

    def independent(self, others: Rows, reached: Rows) -> Candidate | None:
        """The first that is independent of the others and not true in all the worlds of one that is reached."""
        return next((self[place] for place in self._entailed(0, others, reached)), None)

    def deep(self, worlds: int, least: int, without: Sequence[int]) -> "Pool":
        """Those that are not true in all the worlds, or of which every proof needs so many premises."""
        rests = self.rows(without)
        shallow = [place for place in self._entailed(worlds) if needed(rests, self.sets[self.order[place]]) < least]
        return Pool(self.formulas, self.sets, self.full, np.delete(self.order, shallow))

    def _entailed(self, worlds: int, others: Rows | None = None, reached: Rows | None = None) -> Iterator[int]:
        """Places of those that are true in all the worlds, and as `first` says."""
        none = self.sets[:0]
        given = *self._words(worlds), none if others is None else others, none if reached is None else reached, self.full
        place = -1
        while (place := entailed(self.sets, self.order, place + 1, *given)) >= 0:
            yield place

    def rows(self, sets: Sequence[int]) -> Rows:
        """Sets of worlds as the other methods take them."""
        words = self.sets.shape[1]
        return np.frombuffer(b"".join(worlds.to_bytes(8 * words, "little") for worlds in sets), np.uint64).reshape(len(sets), words)

    def _words(self, worlds: int) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Of a set of worlds the words, but for those that are 0 where there are many: where they stand, and what they are."""
        words = np.frombuffer(worlds.to_bytes(8 * self.sets.shape[1], "little"), np.uint64)
        if len(words) <= FEW:
            return _PLACES[: len(words)], words
        places = np.flatnonzero(words)
        return places, words[places]


def sample(rng: Random, items: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """What `rng.sample` gives of items. Unless these are many, random words are taken all at once, and more for those in vain."""
    if len(items) > (LISTED if count > FEWEST else 3 * count):
        return items[rng.sample(range(len(items)), count)]
    pool, found, done = items.copy(), np.empty(count, np.int64), 0
    while (missing := count - done) > 0:
        words = np.frombuffer(rng.getrandbits(32 * missing).to_bytes(4 * missing, "little"), np.uint32)
        done = picked(words, pool, done, found)
    return found
