"""The parts of `synth ingest`: filters, layout of tables, programs of tables, tests of programs."""

from fractions import Fraction

import pytest

from synth.pipelines.ingest import text_filters
from synth.pipelines.ingest.builders.table_layout import from_html, from_texts, markdown
from synth.pipelines.ingest.builders.table_programs import NoValue, formula_value, value_of
from synth.pipelines.ingest.item import Drop
from synth.pipelines.token_count import estimated_tokens


@pytest.mark.parametrize(("text", "count"), [("", 0), ("one two", 2), ("internationalization", 3), ("12345", 5), ("x = 3.", 4), ("数学", 2)])
def test_tokens_are_estimated(text, count):
    assert estimated_tokens(text) == count


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        (lambda: text_filters.not_too_long("a b c", 2), "prompt too long"), (lambda: text_filters.short_answer("123", 3), "answer too long"),
        (lambda: text_filters.few_decimals("x = 1.2345", 3), "too many decimals"), (lambda: text_filters.stated(" \n", "answer"), "no answer"),
        (lambda: text_filters.rectangular([[1], [2, 3]]), "grid is not rectangular"), (lambda: text_filters.rectangular([[]]), "grid is empty"),
        (lambda: text_filters.rectangular([[1.5]]), "grid has other cells than numbers"), (lambda: text_filters.rectangular("x"), "grid is empty"),
    ],
)  # fmt: skip
def test_filters_say_why(check, reason):
    with pytest.raises(Drop, match=reason):
        check()


def test_filters_let_the_others_pass():
    text_filters.not_too_long("a b", 2)
    text_filters.short_answer("12", 3)
    text_filters.few_decimals("1.234 and 12345", 3)
    assert text_filters.rectangular([[1.0, 2]]) == [[1, 2]]


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        ("<table><tr><td>a</td><td>b &amp; c</td></tr></table>", [["a", "b & c"]]),
        ('<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>', [["a", "b"], ["a", "c"]]),
        ('<tr><td>a</td><td rowspan=2 colspan=2>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr>', [["a", "b", "b"], ["c", "b", "b"], ["d", "", ""]]),
        ('<tr><th>a<br/>b</th><td colspan="x"> c\n d</td></tr>', [["a b", "c d"]]),
        ('<tr><td rowspan="9">a</td></tr>', [["a"]]),
        ("no table", []),
    ],
)  # fmt: skip
def test_tables_of_html_are_read_with_their_spans(html, cells):
    assert from_html(html) == cells


def test_merged_regions_are_filled_and_those_outside_of_the_table_are_not():
    region = {"first_row": 0, "last_row": 1, "first_column": 0, "last_column": 0}
    assert from_texts([["a", "b"], ["", "c"], ["d"]], [region, {**region, "last_row": 7}]) == [["a", "b"], ["a", "c"], ["d", ""]]
    assert markdown([["a", "b|c"], ["1", "2"]]) == "| a | b\\|c |\n| --- | --- |\n| 1 | 2 |"
    assert markdown([]) == ""


@pytest.mark.parametrize(
    ("program", "value"),
    [
        ("subtract(5829, 5735), divide(#0, 5735)", Fraction(94, 5735)), ("add(1,234, 1)", None), ("divide(1, const_0)", None), ("multiply(10%, const_100)", 10),
        ("greater(2, 1)", True), ("exp(2, 10)", 1024), ("exp(2, 0.5)", None), ("table_sum(a, none)", None), ("add(#0, 1)", None), ("", None), ("add(2, const_m1)", 1),
        ("add(1, 2), EOF", 3), ("greater(2, 1), add(#0, 1)", None),
    ],
)  # fmt: skip
def test_programs_of_tables_are_followed_exactly(program, value):
    if value is None:
        with pytest.raises(NoValue):
            value_of(program)
    else:
        assert value_of(program) == value


TEXTS = [["", "2019", "2020"], ["Food", "1,200", "(5)"], ["Rent", "$ 30", "n/a"], ["Tax", "12.5%", "7"]]
PLACES = {"B4": "(1, 1)", "C4": "(1, 2)", "B5": "(2, 1)", "C5": "(2, 2)", "B6": "(3, 1)", "C6": "(3, 2)"}  # as published: rows of the sheet are others


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=B4+B5", 1230), ("=SUM(B4:B5)/2", 615), ("=C4-C6", -12), ("=AVERAGE(B4, B5)", 615), ("=abs(C4)*2", 10), ("=MAX(B4:B6)-MIN(B4:B6)", Fraction(2375, 2)),
        ("=1-B5/B4", Fraction(39, 40)), ("=(B4-B5)/B5", 39), ("=COUNT(B4:B6)", 3), ("=$B$4", 1200), ("=SUM(B4:B5)+SUM(B6)", Fraction(2485, 2)),
        ("=C5", None), ("=Z9", None), ("Food", None), ("=B4/(B5-B5)", None), ("=IF(B4>B5,1,0)", None), ("=SUM(B4:C5)", None), ("=B5:B4", None),
    ],
)  # fmt: skip
def test_formulas_of_tables_are_followed_exactly(formula, value):
    if value is None:
        with pytest.raises(NoValue):
            formula_value(formula, TEXTS, PLACES)
    else:
        assert formula_value(formula, TEXTS, PLACES) == value
