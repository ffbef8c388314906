"""What is asked of tables, step by step: figures that are looked up by their headings, and rows or years that are chosen by such figures.

A heading of rows or columns is meant as the sum of what stands under it, without totals and parts of other rows. Places are named by
labels; among them `#2` stands for the path that step 2 (from 1) chose, and `*` for each candidate of a choice."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.tabular._table import OF_WHICH, TOTAL, Path, Table, Word

Place = Annotated[tuple[Word, ...], Meta(max_length=3)]
ADDED = {"includes sold": -1, "excludes late": 1}
"""Footnotes that name an amount, and whether it has to be added to the figure where footnotes count."""
EACH = "*"
_EACH = (EACH,)


class Missing(ValueError):
    """A figure is not available: what goes by it is no candidate."""


class Figure(Frozen, frozen=True):
    kind: Literal["value", "change", "growth", "share", "per"]
    """A figure; later minus earlier; that in percent of the earlier; the percentage of a larger whole; one divided by one of another
    table, both in units."""
    table: Annotated[int, Meta(ge=0, le=2)]
    row: Place
    """`("Europe", "Germany")`, `("Europe",)` for the sum, `("#1",)`."""
    column: Place
    other: Place = ()
    """The earlier column of a change or growth; the heading whose sum is the whole of a share, empty for all rows."""
    below: Annotated[int, Meta(ge=0, le=2)] = 0
    """The table that `per` divides by."""


class Step(Frozen, frozen=True):
    choose: Literal["number", "row", "heading", "year"]
    """The figure itself; or by its rank among candidates: one of the rows under a heading, one of the outermost headings of rows, one of
    the years of the figure's table."""
    figure: Figure
    within: Place = ()
    """The heading over the rows that may be chosen; empty for all."""
    rank: Annotated[int, Meta(ge=0, le=9)] = 0
    """1 for the first; 0 where nothing is chosen."""
    largest: bool = True
    """Whether ranks count from the largest."""

    def __post_init__(self) -> None:
        if (self.choose == "number") != (self.rank == 0) or (self.within and self.choose != "row"):
            raise ValueError("a choice has a rank, and only rows are chosen under a heading")


class Reading:
    """The figures of tables, in millionths so that they are whole, with what each step chose."""

    def __init__(self, tables: Sequence[Table], adjusted: bool, like: "Reading | None" = None) -> None:
        """like: another reading of the same tables with the same footnotes, whose indices are shared."""
        self.tables, self.chosen = tables, list[Path]()
        self.cells: list[Sequence[Sequence[int | None]]] = like.cells if like else [_millionths(table, adjusted) for table in tables]
        self.rows: list[_Paths] = like.rows if like else [_paths(table.rows) for table in tables]
        self.columns: list[_Paths] = like.columns if like else [_paths(table.columns) for table in tables]
        self.sums: dict[tuple[int, Path, Path], tuple[int | None, int]] = like.sums if like else {}
        """The sums of figures that were looked at, None where a cell is not available, with how many cells they are of."""
        self.read = 0
        """Cells that were looked at."""

    def place(self, labels: Place, candidate: Path = ()) -> Path:
        """A path with the results of earlier steps put in."""
        before, after = self._split(labels)
        return before if after is None else before + candidate + after

    def _split(self, labels: Place) -> tuple[Path, Path | None]:
        """What stands before the candidate and behind it, with the results of earlier steps; nothing behind it where it is not named."""
        if labels == _EACH:
            return (), ()
        found: Path = ()
        before: Path | None = None
        for label in labels:
            if label == EACH:
                if before is not None:
                    raise ValueError("a candidate stands once")
                before, found = found, ()
            elif label[0] == "#":
                if not label[1:].isdecimal() or not 0 < int(label[1:]) <= len(self.chosen):
                    raise ValueError("a step goes by earlier ones")
                found += self.chosen[int(label[1:]) - 1]
            else:
                found += (label,)
        return (found, None) if before is None else (before, found)

    def used(self, table: int, row: Path, column: Path) -> list[int]:
        """What a figure is the sum of; Missing where one is not available, ValueError where there is nothing."""
        self.total(table, row, column)
        return self._cells(table, row, column)  # type: ignore[return-value]

    def total(self, table: int, row: Path, column: Path) -> int:
        """The sum; raises what `used` raises."""
        key = table, row, column
        if key not in self.sums:
            found = self._cells(*key)
            self.sums[key] = None if None in found else sum(found), len(found)  # type: ignore[arg-type]
        total, count = self.sums[key]
        self.read += count
        if not count:
            raise ValueError("no cells of that name")
        if total is None:
            raise Missing("a figure is not available")
        return total

    def _cells(self, table: int, row: Path, column: Path) -> list[int | None]:
        cells, columns = self.cells[table], self.columns[table].under(column)
        return [cells[r][c] for r in self.rows[table].under(row) for c in columns]

    def value(self, figure: Figure, candidate: Path = ()) -> int | Fraction:
        """Millionths of the table's unit and scale; percentages and quotients exact."""
        return self._value(figure, *[self.place(labels, candidate) for labels in (figure.row, figure.column, figure.other)])

    def _value(self, figure: Figure, row: Path, column: Path, other: Path) -> int | Fraction:
        number = self.total(figure.table, row, column)
        if figure.kind == "value":
            return number
        if figure.kind == "share":
            return ratio(100 * number, self.total(figure.table, other, column))
        if figure.kind == "per":
            above, below = self.tables[figure.table].scale, self.tables[figure.below].scale
            return ratio(number * 10**above, self.total(figure.below, row, column) * 10**below)
        before = self.total(figure.table, row, other)
        return number - before if figure.kind == "change" else ratio(100 * (number - before), before)

    def candidates(self, step: Step) -> list[Path]:
        rows, columns = self.rows[step.figure.table], self.columns[step.figure.table]
        if step.choose == "year":
            return columns.years
        return rows.headings if step.choose == "heading" else [rows.paths[place] for place in rows.under(self.place(step.within))]

    def values(self, step: Step) -> Iterator[tuple[Path, int | Fraction]]:
        """Each candidate whose figure is available, with it."""
        figure = step.figure
        places = [self._split(labels) for labels in (figure.row, figure.column, figure.other)]
        for candidate in self.candidates(step):
            paths = [before if after is None else before + candidate + after for before, after in places]
            try:
                yield candidate, self._value(figure, *paths)
            except Missing:
                continue

    def choose(self, step: Step) -> Path:
        """The candidate of the step's rank; ValueError where there is none, or another has the same figure."""
        order = sorted(self.values(step), key=lambda pair: pair[1], reverse=step.largest)
        if len(order) < max(2, step.rank):
            raise ValueError("too few to choose from")
        path, value = order[step.rank - 1]
        if any(other == value for _, other in (*order[max(0, step.rank - 2) : step.rank - 1], *order[step.rank : step.rank + 1])):
            raise ValueError("two have the same figure")
        return path


def is_part(label: str) -> bool:
    return label == TOTAL or label.startswith(OF_WHICH)


def is_year(label: str) -> bool:
    return label.isdecimal()


def ratio(above: int, below: int) -> Fraction:
    """ValueError where the lower one is not above zero, so that growth and shares have their usual meaning."""
    if below <= 0:
        raise ValueError("a percentage of nothing")
    return Fraction(above, below)


class _Paths:
    """Which rows or columns a path names."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self.found: dict[Path, list[int]] = {}
        """By path the one, also a total, or the parts of a heading."""
        for place, path in enumerate(paths):
            for depth in range(len(path) - 1, -1, -1):
                if is_part(path[depth]):
                    break
                self.found.setdefault(path[:depth], []).append(place)
        self.found |= {path: [place] for place, path in enumerate(paths)}

    @cached_property
    def years(self) -> list[Path]:
        return [(label,) for label in dict.fromkeys(chain.from_iterable(self.paths)) if is_year(label)]

    @cached_property
    def headings(self) -> list[Path]:
        """The outermost ones."""
        return [(label,) for label in dict.fromkeys(path[0] for path in self.paths) if not is_part(label)]

    def under(self, path: Path) -> list[int]:
        return self.found.get(path, [])


@lru_cache(maxsize=256)
def _paths(paths: tuple[Path, ...]) -> _Paths:
    return _Paths(paths)


def _millionths(table: Table, adjusted: bool) -> Sequence[Sequence[int | None]]:
    if not adjusted or not table.notes:
        return table.millionths
    found = [list(row) for row in table.millionths]
    for note in table.notes:
        cell = found[note.row][note.column]
        if note.kind in ADDED and note.value is not None and min(note.row, note.column) >= 0 and cell is not None:
            found[note.row][note.column] = cell + ADDED[note.kind] * int(note.value.scaleb(6))
    return found
