"""The sums that a table has to keep to by its headings, and the single changes of one figure that make all of them right.

Sums are read from headings: `Europe / Total` is the sum of all under Europe, `Total / 2019` of 2019 under the headings beside Total, but
for totals and rows that show a part of others. In an account each balance is the one before plus what was received minus what was paid."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.tabular._table import OF_WHICH, TOTAL, Path, Table, millionths

BALANCE, RECEIVED, PAID = "Balance", "Received", "Paid"
Cell = tuple[int, int]
Sum = tuple[tuple[Cell, int], ...]
"""Cells with the signs by which they add up to zero; the total is the first one."""
SCALE = 10**6


def totals(paths: Sequence[Path]) -> list[tuple[int, tuple[int, ...]]]:
    """Each total among headings, and its parts."""
    found = []
    for at, path in enumerate(paths):
        if TOTAL not in path:
            continue
        level = path.index(TOTAL)
        head, rest = path[:level], path[level + 1 :]
        own = tuple(
            place
            for place, other in enumerate(paths)
            if TOTAL not in other
            and other[:level] == head
            and (other[level + 1 :] == rest or not rest)
            and not other[-1].startswith(OF_WHICH)
        )
        if own:
            found.append((at, own))
    return found


class Structure(NamedTuple):
    """What headings say, whatever the figures are."""

    sums: tuple[Sum, ...]
    places: dict[Cell, dict[int, int]]
    """For each cell the sums that it stands in, with its sign there."""


Headings = tuple[tuple[Path, ...], tuple[Path, ...], frozenset[Cell]]
"""Of rows and of columns, and the cells without a figure."""


@lru_cache(maxsize=64)
def structure(rows: tuple[Path, ...], columns: tuple[Path, ...], holes: frozenset[Cell]) -> Structure:
    """holes: cells without a figure."""
    found = list[Sum]()

    def add(total: Cell, parts: list[tuple[Cell, int]]) -> None:
        kept = [pair for pair in parts if pair[0] not in holes] if holes else parts
        if total not in holes and kept:
            found.append(((total, -1), *kept))

    for at, own in totals(rows):
        for column in range(len(columns)):
            add((at, column), [((row, column), 1) for row in own])
    for at, own in totals(columns):
        for row in range(len(rows)):
            add((row, at), [((row, column), 1) for column in own])
    for at, path in enumerate(columns):
        into, out = ((*path[:-1], name) for name in (RECEIVED, PAID))
        if path[-1] == BALANCE and into in columns:
            before = -1
            for row in range(len(rows)):
                if (row, at) not in holes:
                    if before >= 0:
                        add((row, at), [((before, at), 1), ((row, columns.index(into)), 1), ((row, columns.index(out)), -1)])
                    before = row
    places = dict[Cell, dict[int, int]]()
    for place, one in enumerate(found):
        for cell, sign in one:
            places.setdefault(cell, {})[place] = sign
    return Structure(tuple(found), places)


@lru_cache(maxsize=64)
def _alone(headings: Headings) -> tuple[Cell, ...]:
    places = structure(*headings).places
    kinds = [_kind(own) for own in places.values()]
    cells = Counter(kinds)
    return tuple(cell for cell, kind in zip(places, kinds, strict=True) if cells[kind] == 1)


def _kind(own: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Sums and signs, up to all signs turned over."""
    if next(iter(own.values())) > 0:
        return tuple(own.items())
    return tuple([(place, -sign) for place, sign in own.items()])


class Audit:
    """A table added up."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.values = values = millionths(table.cells)
        """Figures in millionths, so that they are whole."""
        holes = frozenset((r, c) for r, row in enumerate(self.values) for c, value in enumerate(row) if value is None)
        self.headings: Headings = (table.rows, table.columns, holes)
        self.sums, self.places = structure(*self.headings)
        self.off = dict[int, int]()
        """The sums that are not kept, by their place, and by how many millionths their parts are too large."""
        for place, one in enumerate(self.sums):
            off = 0
            for (row, column), sign in one:
                off += sign * values[row][column]  # type: ignore[operator]
            if off:
                self.off[place] = off

    @property
    def alone(self) -> tuple[Cell, ...]:
        """Cells whose fault no other cell could be blamed for."""
        return _alone(self.headings)

    def value(self, cell: Cell) -> int:
        return self.values[cell[0]][cell[1]] or 0

    def repairs(self) -> list[tuple[Cell, int]]:
        """Every figure that alone can be changed so that all sums are right, with its new value in millionths."""
        if not self.off:
            return []
        first = next(iter(self.off))
        found = []
        for cell, sign in self.sums[first]:
            change, own = -self.off[first] * sign, self.places[cell]
            if own.keys() == self.off.keys() and all(self.off[place] + other * change == 0 for place, other in own.items()):
                found.append((cell, self.value(cell) + change))
        return found
