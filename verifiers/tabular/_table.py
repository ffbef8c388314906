"""Tables as reports print them: headings in up to three levels on both axes, exact numbers with a unit and a scale, totals, footnotes.

Headings are kept as paths, from the outermost heading inwards; neighbours that begin alike stand under one heading. How a table is laid out
and how its numbers are written is not part of it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen

MAX_ROWS, MAX_COLUMNS = 40, 16
MAX_DIGITS = 15
"""Of a number in a cell."""
TOTAL, OF_WHICH = "Total", "of which"
"""A heading that is TOTAL stands over the sum of its neighbours; one that begins with OF_WHICH over a part of the row above."""

Word = Annotated[str, Meta(min_length=1, max_length=40)]
Path = Annotated[tuple[Word, ...], Meta(min_length=1, max_length=3)]
Index = Annotated[int, Meta(ge=0, le=39)]
Axis = Literal["rows", "columns"]


class Sum(Frozen, frozen=True):
    """A row or a column that is the sum of others, in every cell whose parts are all there."""

    axis: Axis
    at: Index
    """Of the total: `3`."""
    parts: Annotated[tuple[Index, ...], Meta(min_length=1, max_length=40)]
    """`(0, 1, 2)`."""


class Note(Frozen, frozen=True):
    """A footnote at a cell, or at a heading."""

    kind: Word
    """Which sentence it is: `"preliminary"`. The sentences stand with the prompts."""
    row: Annotated[int, Meta(ge=-1, le=39)]
    """-1 for a heading of a column."""
    column: Annotated[int, Meta(ge=-1, le=15)]
    """-1 for a heading of a row."""
    value: Decimal | None = None
    """The amount that it names, in the unit and scale of the cell, or nothing."""


MILLION = Decimal(1_000_000)


class Table(Frozen, frozen=True, dict=True):
    """One table. Its words are identifiers, which are their own English words."""

    title: tuple[Word, Word, Word]
    """What is counted, and what rows and columns stand for: `("Net sales", "region", "year")`."""
    unit: Word
    """Of all cells, but for rows and columns with one of their own: `"dollars"`."""
    scale: Literal[0, 3, 6]
    """The cells are in units (0), thousands (3) or millions (6)."""
    rows: Annotated[tuple[Path, ...], Meta(min_length=1, max_length=MAX_ROWS)]
    """`(("Europe", "Germany"), ("Europe", "Total"), ("Other",))`."""
    columns: Annotated[tuple[Path, ...], Meta(min_length=1, max_length=MAX_COLUMNS)]
    cells: Annotated[tuple[Annotated[tuple[Decimal | None, ...], Meta(max_length=MAX_COLUMNS)], ...], Meta(max_length=MAX_ROWS)]
    """By rows; nothing where the figure is not available. As many decimals as are printed: `Decimal("12.50")`."""
    totals: Annotated[tuple[Sum, ...], Meta(max_length=40)] = ()
    notes: Annotated[tuple[Note, ...], Meta(max_length=6)] = ()
    row_units: Annotated[tuple[str, ...], Meta(max_length=MAX_ROWS)] = ()
    """Units of rows that have one of their own, without a scale; empty texts for the others, and nothing at all where no row has one."""
    column_units: Annotated[tuple[str, ...], Meta(max_length=MAX_COLUMNS)] = ()

    def __post_init__(self) -> None:
        height, width = len(self.rows), len(self.columns)
        if len(self.cells) != height or any(len(row) != width for row in self.cells):
            raise ValueError("a cell for each row and column")
        cells = [number for number in chain.from_iterable(self.cells) if number is not None]
        if not _CELLS.fullmatch(" ".join(map(str, cells))):
            for cell in cells:
                _check(cell)
        _check_paths(self.rows)
        _check_paths(self.columns)
        if len(self.row_units) not in (0, height) or len(self.column_units) not in (0, width) or (self.row_units and self.column_units):
            raise ValueError("a unit for each row or for each column, or none at all")
        for note in self.notes:
            if note.row >= height or note.column >= width or note.row == note.column == -1:
                raise ValueError("a footnote stands at a cell or at a heading")
            if note.value is not None:
                _check(note.value)
        if self.totals:
            rows, whole = self.millionths, len(cells) == height * width
            lines = {"rows": rows, "columns": tuple(zip(*rows, strict=True))}
            for total in self.totals:
                _check_total(total, lines[total.axis], whole)

    @cached_property
    def millionths(self) -> tuple[tuple[int | None, ...], ...]:
        """Cells as whole numbers of millionths, which is as fine as any is printed."""
        return tuple([tuple([None if cell is None else int(cell * MILLION) for cell in row]) for row in self.cells])

    def row(self, *path: str) -> int:
        """Which row has this path: `table.row("Europe", "Germany")`. Raises ValueError when none has."""
        return self.rows.index(path)

    def column(self, *path: str) -> int:
        return self.columns.index(path)

    def unit_of(self, row: int, column: int) -> tuple[str, int]:
        """Unit and scale of a cell: `("dollars", 3)`."""
        own = (self.row_units[row] if self.row_units else "") or (self.column_units[column] if self.column_units else "")
        return (own, 0) if own else (self.unit, self.scale)

    def amount(self, row: int, column: int) -> Decimal:
        """A cell in units: 1,200 for 1.2 thousand. ValueError where the figure is not available."""
        cell = self.cells[row][column]
        if cell is None:
            raise ValueError("the figure is not available")
        return cell.scaleb(self.unit_of(row, column)[1])


def _check_total(total: Sum, lines: Sequence[Sequence[Any]], whole: bool) -> None:
    """lines: rows or columns, in whole numbers, which are quicker to compare and to add. whole: whether no figure is missing."""
    if max(total.at, *total.parts) >= len(lines) or total.at in total.parts or len(set(total.parts)) < len(total.parts):
        raise ValueError("a total has parts beside itself")
    columns, own = zip(*[lines[part] for part in total.parts], strict=True), lines[total.at]
    if whole:
        right = [*map(sum, columns)] == [*own]
    else:
        right = all(figure is None or None in parts or figure == sum(parts) for figure, parts in zip(own, columns, strict=True))
    if not right:
        raise ValueError("a total is the sum of its parts")


def parts(paths: Sequence[tuple[str, ...]], prefix: tuple[str, ...] = ()) -> list[int]:
    """Which rows or columns make up a heading: all under it but totals and parts of others."""
    return [
        place
        for place, path in enumerate(paths)
        if path[: len(prefix)] == prefix and not any(label == TOTAL or label.startswith(OF_WHICH) for label in path[len(prefix) :])
    ]


_CELLS = re.compile(r"(?:(?:-(?=[0.]*+[1-9]))?(?=[\d.]{1,15}(?: |\Z))\d++(?:\.\d{1,6}+)?(?: |\Z))*+", re.ASCII)
"""Numbers that surely pass the check below, which is slow."""


def _check(number: Decimal) -> None:
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or not -6 <= exponent <= 0 or len(digits) > MAX_DIGITS or (not number and number.is_signed()):
        raise ValueError("a number in a cell has at most 15 digits, 6 of them behind the point")


@lru_cache(maxsize=1024)
def _check_paths(paths: tuple[tuple[str, ...], ...]) -> None:
    """Each path once, none a heading over others, and what stands under one heading side by side."""
    leaves, begun, last = set(paths), set[tuple[str, ...]](), tuple[str, ...]()
    if len(leaves) < len(paths):
        raise ValueError("two rows or columns have the same headings")
    for path in paths:
        for length in range(1, len(path)):
            head = path[:length]
            if head in leaves or (head in begun and head != last[:length]):
                raise ValueError("what stands under one heading stands side by side, and has no cells of its own")
            begun.add(head)
        last = path
