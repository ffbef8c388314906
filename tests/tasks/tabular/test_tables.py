"""Tables: what the model refuses, and each layout read back."""

from decimal import Decimal
from random import Random

import pytest
from msgspec.structs import replace
from readers.tabular._tables import tables_in

from synth.generators.prompts import environment
from synth.generators.tabular._draw import Shape, draw_tables
from synth.generators.tabular._render import LAYOUTS, Shown, draw_style, number
from synth.generators.tabular._themes import THEMES
from synth.verifiers.tabular._table import TOTAL, Note, Sum, Table, parts
from synth.verifiers.tabular._words import CHINESE

SHAPES = (
    Shape(),
    Shape(rows=8, columns=3, totals=True, of_which=1),
    Shape(rows=9, columns=8, row_levels=2, column_levels=2, totals=True, notes=2),
    Shape(rows=8, columns=8, row_levels=3, column_levels=2, missing=3, of_which=1),
    Shape(rows=12, columns=12, row_levels=2, column_levels=3, totals=True, of_which=1, notes=1),
    Shape(rows=12, columns=12, row_levels=3, column_levels=3, missing=2),
)
WORDS = {"en": lambda name: name, "zh": CHINESE.__getitem__}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("seed", range(40))
def test_what_is_shown_is_read_back(seed, language, layout):
    rng, term = Random(seed), WORDS[language]
    tables = draw_tables(rng, rng.sample(SHAPES, 3))
    style = draw_style(rng)._replace(layout=layout)
    words = environment.get_template(f"tabular/_tables_{language}.md").module
    text = words.show([Shown(table, style) for table in tables], term)
    for table, read in zip(tables, tables_in(text), strict=True):
        assert read.rows == [tuple(map(term, path)) for path in table.rows]
        assert read.columns == [tuple(map(term, path)) for path in table.columns]
        assert read.cells == list(map(list, table.cells))


@pytest.mark.parametrize("place", range(len(THEMES)))
def test_every_theme_has_words_and_figures(place):
    theme = THEMES[place]
    for seed in range(30):
        rng = Random(seed)
        for table in draw_tables(rng, rng.sample(SHAPES, 2), theme):
            assert {*table.title, table.unit, *(label for path in (*table.rows, *table.columns) for label in path)} <= CHINESE.keys()
            assert Table.from_json(table.to_json()) == table
            figures = [abs(cell) for row in table.cells for cell in row if cell is not None]
            assert len(set(figures)) > 0.7 * len(figures), "figures that tell rows apart"
            assert all(len(cell.as_tuple().digits) <= 9 for cell in figures)


def test_numbers_as_reports_write_them():
    style = draw_style(Random(0))
    plain, reported = style._replace(separator="", brackets=False), style._replace(separator=",", brackets=True)
    assert [number(Decimal(n), plain) for n in ("-1234.50", "7")] == ["-1234.50", "7"]
    assert [number(Decimal(n), reported) for n in ("-1234.50", "1234567")] == ["(1,234.50)", "1,234,567"]
    assert number(None, style._replace(gap="..")) == ".."


SMALL = Table(
    ("Net sales", "region", "year"),
    "dollars",
    3,
    (("Europe", "Germany"), ("Europe", "of which new"), ("Europe", "Italy"), ("Europe", TOTAL), ("Africa", "Egypt"), (TOTAL,)),
    (("2019",), ("2020",)),
    tuple(
        tuple(map(Decimal, row))
        for row in (("1.5", "2.0"), ("0.5", "0.5"), ("3.0", "-1.0"), ("4.5", "1.0"), ("2.0", "2.0"), ("6.5", "3.0"))
    ),
    (Sum("rows", 3, (0, 2)), Sum("rows", 5, (0, 2, 4))),
)


def test_parts_amounts_and_units():
    assert parts(SMALL.rows) == [0, 2, 4] and parts(SMALL.rows, ("Europe",)) == [0, 2]
    assert SMALL.amount(SMALL.row("Europe", "Italy"), SMALL.column("2020")) == -1000
    mixed = replace(SMALL, row_units=("", "percent", "", "", "", ""))
    assert [mixed.unit_of(row, 0) for row in (0, 1)] == [("dollars", 3), ("percent", 0)]
    with pytest.raises(ValueError, match="not available"):
        replace(SMALL, cells=((None, *SMALL.cells[0][1:]), *SMALL.cells[1:])).amount(0, 0)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"rows": SMALL.rows[:-1]}, "a cell for each"),
        ({"columns": (("2019",), ("2019",))}, "same headings"),
        ({"columns": (("2019",), ("2019", "Q1"))}, "cells of its own"),
        ({"rows": (SMALL.rows[0], SMALL.rows[4], *SMALL.rows[1:4], SMALL.rows[5])}, "side by side"),
        ({"cells": ((Decimal("1.6"), Decimal("2.0")), *SMALL.cells[1:])}, "sum of its parts"),
        ({"cells": ((Decimal("1E+2"), Decimal("2.0")), *SMALL.cells[1:])}, "at most 15 digits"),
        ({"cells": ((Decimal("NaN"), Decimal("2.0")), *SMALL.cells[1:])}, "at most 15 digits"),
        ({"cells": ((Decimal("-0"), Decimal("2.0")), *SMALL.cells[1:])}, "at most 15 digits"),
        ({"totals": (Sum("columns", 2, (0, 1)),)}, "parts beside itself"),
        ({"totals": (Sum("rows", 3, (0, 0)),)}, "parts beside itself"),
        ({"notes": (Note("preliminary", 6, 0),)}, "footnote"),
        ({"notes": (Note("preliminary", -1, -1),)}, "footnote"),
        ({"row_units": ("percent",)}, "a unit for each"),
    ],
)
def test_what_is_no_table(changes, why):
    with pytest.raises(ValueError, match=why):
        replace(SMALL, **changes)


def test_a_total_with_a_part_that_is_missing_is_not_judged():
    cells = ((None, *SMALL.cells[0][1:]), *SMALL.cells[1:])
    assert replace(SMALL, cells=cells).cells[3] == SMALL.cells[3]
