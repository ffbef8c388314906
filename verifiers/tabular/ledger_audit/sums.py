"""The sums that a table has to keep to by its headings, and the single changes of one figure that make all of them right.

Sums are read from headings: `Europe / Total` is the sum of all under Europe, `Total / 2019` of 2019 under the headings beside Total, but
for totals and rows that show a part of others. In an account each balance is the one before plus what was received minus what was paid."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from synth.verifiers.tabular._table import OF_WHICH, TOTAL, Path, Table

BALANCE, RECEIVED, PAID = "Balance", "Received", "Paid"
Cell = tuple[int, int]
Sum = tuple[tuple[Cell, int], ...]
"""Cells with the signs by which they add up to zero; the total is the first one."""
SCALE = 10**6


Totals = list[tuple[int, tuple[int, ...]]]


@lru_cache(maxsize=256)
def totals(paths: tuple[Path, ...]) -> Totals:
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


Headings = tuple[tuple[Path, ...], tuple[Path, ...], frozenset[Cell]]
"""Of rows and of columns, and the cells without a figure."""


def _across(of: Totals, whole: Sequence[Sequence[Any]], parts: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """For each total, and each line across it, what stands there of the total and of its parts."""
    for at, own in of:
        yield from zip(whole[at], *[parts[place] for place in own], strict=True)


@lru_cache(maxsize=64)
def sums_of(rows: tuple[Path, ...], columns: tuple[Path, ...], holes: frozenset[Cell]) -> tuple[Sum, ...]:
    """What headings say, whatever the figures are: sums of rows, of columns, and balances. holes: cells without a figure."""
    plus = [[((row, column), 1) for column in range(len(columns))] for row in range(len(rows))]
    minus = [[(cell, -1) for cell, _ in line] for line in plus]
    found = [
        *_across(totals(rows), minus, plus),
        *_across(totals(columns), [*zip(*minus, strict=True)], [*zip(*plus, strict=True)]),
    ]
    for at, path in enumerate(columns):
        into, out = ((*path[:-1], name) for name in (RECEIVED, PAID))
        if path[-1] == BALANCE and into in columns:
            received, paid = columns.index(into), columns.index(out)
            before = -1
            for row in range(len(rows)):
                if (row, at) not in holes:
                    if before >= 0:
                        found.append((minus[row][at], plus[before][at], plus[row][received], minus[row][paid]))
                    before = row
    if holes:
        known = [tuple([pair for pair in one if pair[0] not in holes]) for one in found if one[0][0] not in holes]
        found = [one for one in known if len(one) > 1]
    return tuple(found)


@lru_cache(maxsize=64)
def _places(headings: Headings) -> dict[Cell, dict[int, int]]:
    """For each cell the sums that it stands in, with its sign there."""
    found = dict[Cell, dict[int, int]]()
    for place, one in enumerate(sums_of(*headings)):
        for cell, sign in one:
            found.setdefault(cell, {})[place] = sign
    return found


@lru_cache(maxsize=64)
def _alone(headings: Headings) -> tuple[Cell, ...]:
    places = _places(headings)
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
        self.values = values = table.millionths
        """Figures in millionths, so that they are whole."""
        holes = frozenset[Cell]()
        if any(None in row for row in values):
            holes = frozenset((r, c) for r, row in enumerate(values) for c, value in enumerate(row) if value is None)
        self.headings: Headings = (table.rows, table.columns, holes)
        self.plain = not holes and all(path[-1] != BALANCE for path in table.columns)
        """Whether all sums go across the whole table, so that they need not be written out to be looked at."""
        self.of_rows, self.of_columns = totals(table.rows), totals(table.columns)
        if self.plain:
            lines = [*zip(*values, strict=True)]
            across = chain(_across(self.of_rows, values, values), _across(self.of_columns, lines, lines))
            offs = [sum(parts) - whole for whole, *parts in across]
        else:
            offs = [sum([sign * self.value(cell) for cell, sign in one]) for one in self.sums]
        self.off = {place: off for place, off in enumerate(offs) if off}
        """The sums that are not kept, by their place, and by how many millionths their parts are too large."""

    @property
    def sums(self) -> tuple[Sum, ...]:
        return sums_of(*self.headings)

    @property
    def places(self) -> dict[Cell, dict[int, int]]:
        """For each cell the sums that it stands in, with its sign there."""
        return _places(self.headings)

    def _own(self, row: int, column: int) -> dict[int, int]:
        """The same of one cell."""
        if not self.plain:
            return self.places[row, column]
        height, width = len(self.values), len(self.values[0])
        before = len(self.of_rows) * width
        found = {k * width + column: -1 if at == row else 1 for k, (at, own) in enumerate(self.of_rows) if at == row or row in own}
        for k, (at, own) in enumerate(self.of_columns):
            if at == column or column in own:
                found[before + k * height + row] = -1 if at == column else 1
        return found

    def _cells(self, place: int) -> list[Cell]:
        """Those of one sum."""
        if not self.plain:
            return [cell for cell, _ in self.sums[place]]
        height, width = len(self.values), len(self.values[0])
        before = len(self.of_rows) * width
        if place < before:
            at, own = self.of_rows[place // width]
            return [(row, place % width) for row in (at, *own)]
        at, own = self.of_columns[(place - before) // height]
        return [((place - before) % height, column) for column in (at, *own)]

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
        first, found = next(iter(self.off)), []
        for cell in self._cells(first):
            own = self._own(*cell)
            change = -self.off[first] * own[first]
            if own.keys() == self.off.keys() and all(self.off[place] + sign * change == 0 for place, sign in own.items()):
                found.append((cell, self.value(cell) + change))
        return found
