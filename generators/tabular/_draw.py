"""Tables drawn at random that look like those of reports: headings of uneven depth, totals that are right, figures in sizes that occur."""

import math
from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from random import Random
from typing import NamedTuple

from msgspec.structs import force_setattr

from synth.generators.tabular._themes import THEMES, Measure, Theme
from synth.verifiers.tabular._table import TOTAL, Note, Path, Sum, Table, parts

FIRST_YEAR, LAST_YEAR = 2006, 2025
QUARTERS, HALVES = ("Q1", "Q2", "Q3", "Q4"), ("First half", "Second half")
PLANNED = ("kind of figure", "Actual", "Budget")
"""Another split of columns, which does not add up."""
DECORATION = ("preliminary", "restated", "estimated", "new method")
"""Footnotes that change nothing."""


class Shape(NamedTuple):
    """How large a table is, and how deep its headings are."""

    rows: int = 6
    """Rows at most, totals and parts of others apart."""
    columns: int = 4
    """Columns at most, totals apart; from 2."""
    row_levels: int = 1
    """1: plain rows; 2: under headings; 3: each split into two as well."""
    column_levels: int = 1
    """1: years; 2: years with quarters or half-years, or two markets with years; 3: all of it. Where rows are split, columns have actual
    and budgeted figures in place of the two markets."""
    totals: bool = False
    """Whether rows and columns that add up have totals."""
    of_which: int = 0
    """Rows that show a part of the row above."""
    missing: int = 0
    """Cells without a figure, at most; they stand in no sum."""
    notes: int = 0
    """Footnotes that change nothing."""


class Axis(NamedTuple):
    paths: tuple[Path, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    """Totals and their parts, inner ones first."""
    name: str
    """What it stands for: `year`."""


def draw_tables(rng: Random, shapes: Sequence[Shape], theme: Theme | None = None) -> tuple[Table, ...]:
    """Tables of one theme, each about something else. Those of equal shape have the same rows and columns, as far as their totals go."""
    theme = theme or rng.choice(THEMES)
    measures = rng.sample(theme.measures, len(shapes))
    years = draw_years(rng, max(shape.columns for shape in shapes))
    rows = dict[tuple[int, int, bool], Axis]()
    found = []
    for shape, measure in zip(shapes, measures, strict=True):
        kind = (shape.rows, shape.row_levels, shape.totals)
        if kind not in rows:
            rows[kind] = row_axis(rng, shape, theme)
        found.append(draw_table(rng, shape, theme, measure, rows[kind], column_axis(rng, shape, theme, measure, years)))
    return tuple(found)


def draw_table(rng: Random, shape: Shape, theme: Theme, measure: Measure, rows: Axis, columns: Axis) -> Table:
    """A table of a measure, with these headings."""
    scale = rng.choice([scale for scale in measure.scales if measure.low >= 10**scale] or measure.scales[:1])
    places = _places(rng, measure, scale)
    base = _base(rng, rows, columns, measure, scale, places)
    paths = list(rows.paths)
    row_sums = [(at, of) for at, of in rows.sums]
    for at in sorted(rng.sample(parts(rows.paths), min(shape.of_which, 1)), reverse=True):
        share = 0.1 + 0.7 * rng.random()
        paths.insert(at + 1, (*paths[at][:-1], theme.of_which))
        base.insert(at + 1, [int(n * share * (0.9 + 0.2 * rng.random())) for n in base[at]])
        row_sums = [(_shifted(one, at), tuple(_shifted(part, at) for part in of)) for one, of in row_sums]
    totals = [Sum("rows", at, of) for at, of in row_sums] + [Sum("columns", at, of) for at, of in columns.sums]
    for row in base:
        for at, of in columns.sums:
            row[at] = sum([row[part] for part in of])
    for at, of in row_sums:
        base[at] = [sum(column) for column in zip(*[base[part] for part in of], strict=True)]
    unit = Decimal(1).scaleb(-places)
    cells: list[list[Decimal | None]] = [[number * unit for number in row] for row in base]
    if shape.missing:
        _take_out(rng, shape.missing, cells, totals)
    return Table(
        title=(measure.name, rows.name, columns.name),
        unit=measure.unit,
        scale=scale,  # type: ignore[arg-type]
        rows=tuple(paths),
        columns=columns.paths,
        cells=tuple(map(tuple, cells)),
        totals=tuple(totals),
        notes=_notes(rng, shape.notes, len(paths), len(columns.paths)) if shape.notes else (),
    )


def row_axis(rng: Random, shape: Shape, theme: Theme) -> Axis:
    """Rows of a theme, by its groups."""
    groups = [group for group in theme.groups if group[0]]
    loose = [label for heading, labels in theme.groups if not heading for label in labels]
    if shape.row_levels == 1:
        one, other = rng.sample(groups, 2)
        plain = one[1] + other[1] if shape.rows > len(one[1]) else one[1]
        kept = sorted(rng.sample(range(len(plain)), min(shape.rows, len(plain))))
        return _axis([((plain[place],), 0) for place in kept], shape.totals, theme.dimension)
    split = theme.crossing[1:] if shape.row_levels == 3 else ()
    room = max(2, shape.rows // (len(split) or 1))
    rng.shuffle(groups)
    many = max(2, min(len(groups), room // 2))
    sizes = [min(len(labels), max(2, (room + place) // many)) for place, (_, labels) in enumerate(groups[:many])]
    found = list[tuple[Path, int]]()
    for (heading, labels), size in zip(groups, sizes, strict=False):
        for place in sorted(rng.sample(range(len(labels)), size)):
            found += [((heading, labels[place], half), 2) for half in split] or [((heading, labels[place]), 1)]
    if loose and len(found) < shape.rows and rng.random() < 0.7:
        found.append(((loose[0],), 0))
    return _axis(found, shape.totals, theme.dimension)


def draw_years(rng: Random, count: int) -> list[str]:
    first = rng.randint(FIRST_YEAR, LAST_YEAR - count + 1)
    return [str(year) for year in range(first, first + count)]


def column_axis(rng: Random, shape: Shape, theme: Theme, measure: Measure, years: Sequence[str]) -> Axis:
    """Columns, which always have years in them; the latest ones of `years`, and sometimes the latest first."""
    crossing = PLANNED if shape.row_levels == 3 else theme.crossing
    name, halves = crossing[0], crossing[1:]
    if shape.column_levels == 1:
        years = _in_order(rng, years[-shape.columns :])
        return _axis([((year,), 0) for year in years], False, "year")
    inner: tuple[str, ...] = QUARTERS if measure.flow and shape.columns >= 8 and rng.random() < 0.6 else HALVES
    dated = shape.column_levels == 2 and rng.random() < 0.5
    found: list[tuple[Path, int]]
    if dated:
        years = _in_order(rng, years[-max(1, shape.columns // len(inner)) :])
        found = [((year, part), 1) for year in years for part in inner]
        return _axis(found, shape.totals and measure.flow, "quarter" if inner is QUARTERS else "half-year", grand=False)
    inner = HALVES if shape.column_levels == 3 else ()
    totals = shape.totals and (crossing is not PLANNED if not inner else measure.flow)
    years = _in_order(rng, years[-max(2, shape.columns // (2 * ((len(inner) or 1) + totals))) :])
    if inner:
        found = [((half, year, part), 2) for half in halves for year in years for part in inner]
        return _axis(found, totals, name, grand=False)
    return Axis(*_both(halves, years, totals), name)


def _in_order(rng: Random, years: Sequence[str]) -> list[str]:
    return list(years) if rng.random() < 0.7 else list(years[::-1])


def _both(halves: Sequence[str], years: Sequence[str], totals: bool) -> tuple[tuple[Path, ...], tuple[tuple[int, tuple[int, ...]], ...]]:
    """Two halves with years, and their total with the same years."""
    paths: list[Path] = [(half, year) for half in halves for year in years]
    if not totals:
        return tuple(paths), ()
    count = len(years)
    paths += [(TOTAL, year) for year in years]
    return tuple(paths), tuple((2 * count + place, (place, count + place)) for place in range(count))


def _axis(found: list[tuple[Path, int]], totals: bool, name: str, grand: bool = True) -> Axis:
    """Paths with a total below the neighbours under each innermost heading, and one of all at the end. With each path goes the number of
    its headings that stand over others."""
    if not totals:
        return Axis(tuple(path for path, _ in found), (), name)
    paths, sums, run = list[Path](), list[tuple[int, tuple[int, ...]]](), list[int]()
    for place, (path, depth) in enumerate(found):
        paths.append(path)
        run.append(len(paths) - 1)
        heading = path[:depth]
        after = found[place + 1][0][:depth] if place + 1 < len(found) else None
        if depth and after != heading:
            sums.append((len(paths), tuple(run)))
            paths.append((*heading, TOTAL))
        if after != heading or not depth:
            run = []
    if grand:
        inner = {at for at, _ in sums}
        sums.append((len(paths), tuple(place for place in range(len(paths)) if place not in inner)))
        paths.append((TOTAL,))
    return Axis(tuple(paths), tuple(sums), name)


def _shifted(place: int, at: int) -> int:
    return place + (place > at)


def _places(rng: Random, measure: Measure, scale: int) -> int:
    """Decimals of the cells, so that there are three digits or more."""
    least = measure.low / 10**scale
    return 0 if scale == 0 or (least >= 100 and rng.random() < 0.8) else 1 if least >= 10 else 2


def _base(rng: Random, rows: Axis, columns: Axis, measure: Measure, scale: int, places: int) -> list[list[int]]:
    """Whole numbers in the smallest unit that is printed: by a row's own size and the columns' ups and downs, in steps of years."""
    low, high = (math.log(bound) + math.log(10) * (places - scale) for bound in (measure.low, measure.high))
    middle = low + (high - low) * (0.3 + 0.4 * rng.random())
    trend, factors = 0.95 + 0.12 * rng.random(), []
    last = ""
    factor = 1.0
    for path in columns.paths:
        year = next((label for label in path if label.isdigit()), "")
        if year and last and year != last:
            factor *= trend ** (int(year) - int(last)) * (0.92 + 0.16 * rng.random())
        last = year
        factors.append(factor * (0.9 + 0.2 * rng.random()))
    found = []
    for _ in rows.paths:
        size = math.exp(min(high, max(low, middle + (high - low) * 0.25 * (2 * rng.random() - 1))))
        sign = -1 if measure.signed and rng.random() < 0.25 else 1
        row = []
        for factor in factors:
            number = 1 + int(size * factor * (0.9 + 0.2 * rng.random()))
            row.append(-number if (sign < 0) != (measure.signed and rng.random() < 0.15) else number)
        found.append(row)
    return found


def _take_out(rng: Random, count: int, cells: list[list[Decimal | None]], totals: Sequence[Sum]) -> None:
    """Cells without a figure, where no sum is."""
    summed = {axis: {place for total in totals if total.axis == axis for place in (total.at, *total.parts)} for axis in ("rows", "columns")}
    free = [
        (row, column)
        for row in range(len(cells))
        for column in range(len(cells[0]))
        if row not in summed["rows"] and column not in summed["columns"]
    ]
    for row, column in rng.sample(free, min(count, len(free) // 4)):
        cells[row][column] = None


def _notes(rng: Random, count: int, height: int, width: int) -> tuple[Note, ...]:
    places = rng.sample([*((row, -1) for row in range(height)), *((-1, column) for column in range(width))], count)
    kinds = rng.sample(DECORATION, count)
    return tuple(Note(kind, row, column) for kind, (row, column) in sorted(zip(kinds, places, strict=True), key=lambda pair: pair[1]))


def with_notes(table: Table, notes: tuple[Note, ...]) -> Table:
    """The table with other footnotes, at cells that it has; it is not looked through again, which takes as long as drawing it."""
    found = copy(table)
    force_setattr(found, "notes", notes)
    return found
