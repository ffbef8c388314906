"""A cache at work: lists of keys of one or two levels, what a request does to them, and what leaves. What the first level holds is in the
second one too.

Every list stands in the order in which its keys would leave, the next one first; where keys have counts, in the order of their last use."""

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen

Kind = Literal["fifo", "lru", "lfu", "second", "segmented", "arc"]
ALONE = ("segmented", "arc")
"""Kinds that have no second level."""
MARKED = ("lfu", "second")
"""Kinds that keep a count or a mark with each key."""


class Level(Frozen, frozen=True):
    kind: Kind
    size: Annotated[int, Meta(ge=1, le=9)]
    """Keys that it holds; of a segmented one, those of its first list."""
    more: Annotated[int, Meta(ge=0, le=20)]
    """Keys of the second list of a segmented one; lines after which the counts of an `lfu` are halved, or 0 for never; else 0."""


class Store:
    """One level. `lists` are its lists by name; `marks` the count or mark of each key."""

    def __init__(self, level: Level, name: str) -> None:
        self.kind, self.size, self.more = level.kind, level.size, level.more
        names = {"segmented": ("Q1", "Q2"), "arc": ("T1", "T2", "B1", "B2")}.get(level.kind, (name,))
        self.lists: dict[str, list[str]] = {one: [] for one in names}
        self.held = tuple(self.lists[one] for one in names[:2])  # without those that only remember
        self.marks: dict[str, int] = {}
        self.target = 0  # of an arc: how many keys T1 should have
        self.work = 0  # keys moved, marks changed

    def __contains__(self, key: str) -> bool:
        return key in self.held[0] or key in self.held[-1]

    def hit(self, key: str) -> None:
        """A key that is there is used."""
        first, last = self.held[0], self.held[-1]
        if self.kind == "second":
            self.work += 1 - self.marks[key]
            self.marks[key] = 1
            return
        if self.kind == "fifo":
            return
        self.work += 1
        if self.kind == "lfu":
            self.marks[key] += 1
        from_first = key in first
        (first if from_first else last).remove(key)
        last.append(key)
        if self.kind == "segmented" and from_first and len(last) > self.more:
            first.append(last.pop(0))
            self.work += 1

    def insert(self, key: str) -> str:
        """A key comes in; the key that leaves for it, or nothing."""
        self.work += 1
        if self.kind == "arc":
            return self._adapted(key)
        keys, gone = self.held[0], ""
        if len(keys) >= self.size:
            gone = keys.pop(self._leaving())
            self.work += 1
        keys.append(key)
        if self.kind in MARKED:
            self.marks.pop(gone, None)
            self.marks[key] = int(self.kind == "lfu")
        return gone

    def _leaving(self) -> int:
        """The place of the key that leaves, after keys with a mark have had their second chance."""
        keys = self.held[0]
        if self.kind == "lfu":
            self.work += len(keys) // 2
            return min(range(len(keys)), key=lambda place: self.marks[keys[place]])
        while self.kind == "second" and self.marks[keys[0]]:
            self.marks[keys[0]] = 0
            keys.append(keys.pop(0))
            self.work += 1
        return 0

    def _adapted(self, key: str) -> str:
        recent, frequent = self.held
        remembered, gone = "", ""
        for name, change in (("B1", 1), ("B2", -1)):
            if key in self.lists[name]:
                self.lists[name].remove(key)
                self.target = min(self.size, max(0, self.target + change))
                remembered = name
                self.work += 2
        if len(recent) + len(frequent) >= self.size:
            from_recent = bool(recent) and (len(recent) > self.target or not frequent)
            gone = (recent if from_recent else frequent).pop(0)
            ghosts = self.lists["B1" if from_recent else "B2"]
            ghosts.append(gone)
            del ghosts[: -self.size]
            self.work += 2
        (frequent if remembered else recent).append(key)
        return gone

    def remove(self, key: str) -> None:
        """A key that is there goes without leaving a trace."""
        for keys in self.held:
            if key in keys:
                keys.remove(key)
        self.marks.pop(key, None)
        self.work += 1

    def halve(self) -> None:
        self.work += len(self.marks)
        for key in self.marks:
            self.marks[key] //= 2

    def content(self) -> list[tuple[str, tuple[str, ...]]]:
        """The lists that hold keys, each in the order in which keys would leave."""
        if self.kind == "lfu":
            return [(name, tuple(sorted(keys, key=self.marks.__getitem__))) for name, keys in self.lists.items()]
        return [(name, tuple(keys)) for name, keys in zip(self.lists, self.held, strict=False)]

    def told(self) -> list[tuple[str, str]]:
        """All that it keeps, as text: `[("L", "[C:1, A:2]")]`."""
        if self.kind in MARKED:
            return [(name, f"[{', '.join([f'{key}:{self.marks[key]}' for key in keys])}]") for name, keys in self.content()]
        told = [(name, f"[{', '.join(keys)}]") for name, keys in self.lists.items()]
        return [*told, ("p", str(self.target))] if self.kind == "arc" else told


class Line(NamedTuple):
    """What a line did."""

    found: int
    """1 or 2 for the level where the key was, 0 for a miss or no request."""
    gone: str
    """The key that left the cache for another one, or nothing."""
    written: tuple[str, ...]
    """Keys written back."""


class Machine:
    """A cache that takes one line after another. allocate: whether a write that misses brings its key in."""

    def __init__(self, levels: Sequence[Level], allocate: bool) -> None:
        names = ("L",) if len(levels) == 1 else ("L1", "L2")
        self.stores = [Store(level, name) for level, name in zip(levels, names, strict=True)]
        self.halved = [store for store in self.stores if store.kind == "lfu" and store.more]
        self.allocate, self.count = allocate, 0
        self.dirty: list[str] = []  # in the order in which they were changed

    def take(self, line: str) -> Line:
        """`RC` reads C, `WC` writes it, `DC` drops it, `F` writes back all that is changed."""
        self.count += 1
        done = self._taken(line[0], line[1:])
        for store in self.halved:
            if self.count % store.more == 0:
                store.halve()
        return done

    def _taken(self, what: str, key: str) -> Line:
        if what == "F":
            flushed, self.dirty = tuple(self.dirty), []
            return Line(0, "", flushed)
        outer, both = self.stores[-1], len(self.stores) > 1
        at = 1 if key in self.stores[0] else 2 if both and key in outer else 0
        if what == "D":
            self._leave(key)
            if key in self.dirty:
                self.dirty.remove(key)
            return Line(0, "", ())
        if not at and what == "W" and not self.allocate:
            return Line(0, "", ())
        gone = ""
        if at:
            self.stores[at - 1].hit(key)
        else:
            gone = outer.insert(key)
            if both and gone:
                self._leave(gone)
        if at != 1 and both:
            self.stores[0].insert(key)
        written: tuple[str, ...] = ()
        if gone in self.dirty:
            self.dirty.remove(gone)
            written = (gone,)
        if what == "W" and key not in self.dirty:
            self.dirty.append(key)
        return Line(at, gone, written)

    def _leave(self, key: str) -> None:
        """A key is in no level any more."""
        for store in self.stores:
            if key in store:
                store.remove(key)

    @property
    def work(self) -> int:
        """Keys moved and marks changed so far, and lines read."""
        return self.count + sum(store.work for store in self.stores)

    def content(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(part for store in self.stores for part in store.content())

    def keys(self) -> list[str]:
        """Everything that the cache holds: the first of two levels holds nothing that the second does not."""
        return [key for keys in self.stores[-1].held for key in keys]
