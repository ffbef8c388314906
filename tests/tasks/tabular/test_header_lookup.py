"""Header lookup: steps worked out by hand, what is no problem, and headings that name one place alone."""

import re
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators.tabular._draw import draw_tables
from synth.generators.tabular.header_lookup import LEVELS, _shape
from synth.generators.tabular.header_lookup.steps import draw_steps
from synth.schemas.task import DIFFICULTIES
from synth.verifiers import verify_trace
from synth.verifiers.tabular._table import Note, Sum, Table, parts
from synth.verifiers.tabular.header_lookup import HeaderLookup, outcome
from synth.verifiers.tabular.header_lookup.questions import Figure, Reading, Step

NAME = "tabular/header_lookup"


def cells(*rows):
    return tuple(tuple(None if number is None else Decimal(number) for number in row) for row in rows)


SALES = Table(
    *(("Net sales", "region", "year"), "euros", 3),
    (("Europe", "Germany"), ("Europe", "of which new"), ("Europe", "Italy"), ("Europe", "Total"), ("Asia", "China"), ("Asia", "Japan")),
    (("2019",), ("2020",), ("2021",)),
    cells((10, 20, 30), (5, 5, 5), (40, 30, 20), (50, 50, 50), (7, None, 90), (8, 1, 4)),
    (Sum("rows", 3, (0, 2)),),
    (Note("excludes late", 2, 2, Decimal(6)),),
)
STAFF = Table(
    *(("Employees", "region", "year"), "employees", 0),
    SALES.rows,
    SALES.columns,
    cells((100, 100, 100), (9, 9, 9), (200, 400, 600), (300, 500, 700), (50, 60, 70), (80, 90, 40)),
)
A_YEAR = Step("year", Figure("value", 0, ("Europe", "Germany"), ("*",)), (), 2)
BY_HAND = (
    (A_YEAR, ("2020",)),
    (Step("number", Figure("value", 0, ("Europe",), ("2019",))), Fraction(50)),
    (Step("number", Figure("value", 0, ("Europe", "Total"), ("2021",))), Fraction(50)),
    (Step("number", Figure("change", 0, ("Europe",), ("2021",), ("2020",))), Fraction(6)),
    (Step("number", Figure("growth", 0, ("Europe", "Italy"), ("2021",), ("2020",))), Fraction(-400, 30)),
    (Step("number", Figure("share", 0, ("Asia",), ("2019",))), Fraction(1500, 65)),
    (Step("number", Figure("share", 0, ("Asia", "China"), ("2019",), ("Asia",))), Fraction(700, 15)),
    (Step("number", Figure("per", 0, ("Asia",), ("2019",), (), 1)), Fraction(15_000, 130)),
    (Step("heading", Figure("value", 0, ("*",), ("2021",)), (), 1), ("Asia",)),
    (Step("heading", Figure("value", 0, ("*",), ("2020",)), (), 1), ValueError),  # Asia lacks a figure, so there is no choice
    (Step("row", Figure("value", 0, ("*",), ("2020",)), (), 3), ("Asia", "Japan")),
    (Step("row", Figure("change", 0, ("*",), ("2021",), ("2019",)), ("Europe",), 1), ("Europe", "Germany")),
    (Step("row", Figure("value", 1, ("*",), ("2019",)), ("Asia",), 1, largest=False), ("Asia", "China")),
)


@pytest.mark.parametrize(("step", "right"), BY_HAND)
def test_steps_worked_out_by_hand(step, right):
    if right is ValueError:
        with pytest.raises(ValueError, match="too few"):
            HeaderLookup((SALES, STAFF), (step,), 3, True)
    else:
        assert outcome(HeaderLookup((SALES, STAFF), (step,), 3, True)) == right


@pytest.mark.parametrize("heading", [(), ("Europe",), ("Asia",), ("Africa",)])
def test_headings_know_what_stands_under_them(heading):
    assert Reading((SALES,), adjusted=False).rows[0].under(heading) == parts(SALES.rows, heading)


def test_steps_go_by_one_another_and_amounts_in_another_scale():
    asia = Step("heading", Figure("value", 0, ("*",), ("2021",)), (), 1)
    least = Step("row", Figure("value", 1, ("*",), ("2019",)), ("#1",), 2)
    when = Step("year", Figure("value", 1, ("#2",), ("*",)), (), 3)
    problem = HeaderLookup((SALES, STAFF), (asia, least, when, Step("number", Figure("value", 0, ("#2",), ("#3",)))), 0, False)
    assert outcome(problem) == outcome(replace(problem, scale=3)) * 1000 == 7000


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (Step("number", Figure("value", 0, ("Asia",), ("2020",))), "not available"),
        (Step("number", Figure("value", 0, ("Africa",), ("2020",))), "no cells"),
        (Step("number", Figure("value", 2, ("Asia",), ("2019",))), "one of the tables"),
        (Step("number", Figure("value", 0, ("#1",), ("2019",))), "earlier ones"),
        (Step("row", Figure("value", 1, ("*",), ("2019",)), ("Asia",), 3), "too few"),
        (Step("year", Figure("value", 1, ("Europe", "Germany"), ("*",)), (), 1), "same figure"),
    ],
)
def test_what_is_no_problem(step, why):
    with pytest.raises(ValueError, match=why):
        HeaderLookup((SALES, STAFF), (step,), 3, False)


def test_growth_of_nothing_leaves_a_choice_open():
    falling = replace(SALES, cells=cells((-1, 20, 30), (5, 5, 5), (40, 30, 20), (39, 50, 50), (7, None, 90), (8, 1, 4)))
    with pytest.raises(ValueError, match="percentage of nothing"):
        HeaderLookup((falling,), (Step("row", Figure("growth", 0, ("*",), ("2021",), ("2019",)), (), 1),), 3, False)


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_headings_in_questions_name_one_place(level):
    """A path is a row's or column's own, or that of one heading; never the name of several that stand apart."""
    for sample in members(NAME, level, 15):
        for step in sample.problem.steps:
            table = sample.problem.tables[step.figure.table]
            for place, paths in ((step.figure.row, table.rows), (step.figure.other if step.figure.kind == "share" else (), table.rows)):
                if place and not any(label[0] in "#*" for label in place):
                    found = {path[: len(place)] for path in paths if path[: len(place)] == place}
                    assert found == {place}
            assert "Total" not in (*step.figure.row, *step.figure.column, *step.figure.other)


@pytest.mark.parametrize("level", [1, 3])
def test_a_choice_is_shown_by_comparison_with_every_other(level):
    for sample in members(NAME, level, 40):
        problem = sample.problem
        if problem.steps[-1].choose == "number":
            continue
        whole = f"{sample.trace}\n\n<answer>\n{sample.answer}\n</answer>"
        assert verify_trace(f"synth/{NAME}", whole, problem.to_json())
        lines = whole.split("\n")
        last = max(place for place, line in enumerate(lines) if re.match(r"S\d", line))
        assert verify_trace(f"synth/{NAME}", "\n".join(lines[:last] + lines[last + 1 :]), problem.to_json()).reason in (
            "milestone",
            "missing",
        )


def test_levels_have_what_their_knobs_promise():
    for level in range(6, 11):
        problems = [sample.problem for sample in members(NAME, level, 30)]
        assert any(problem.adjusted for problem in problems) == (level > 6)
        assert all(len(problem.steps) == (3, 4, 4, 4, 5)[level - 6] for problem in problems)
        amounts = [problem for problem in problems if problem.steps[-1].figure.kind in ("value", "change")]
        assert amounts and all(problem.scale != problem.tables[problem.steps[-1].figure.table].scale for problem in amounts)


def test_a_reading_shares_indices_with_another():
    one = Reading((SALES,), True)
    assert Reading((SALES,), True, one).total(0, ("Europe",), ("2021",)) == 56_000_000


def test_footnotes_decide_which_rows_and_years_are_chosen():
    for sample in members(NAME, 10, 30):
        problem = sample.problem
        printed, right = Reading(problem.tables, False), Reading(problem.tables, True)
        for step in problem.steps[:-1]:
            printed.chosen.append(printed.choose(step))
            right.chosen.append(right.choose(step))
        assert problem.adjusted and printed.chosen != right.chosen


@pytest.mark.parametrize("level", [4, 7, 10])
def test_every_step_decides_something(level):
    """Another candidate mostly leads elsewhere."""
    for sample in members(NAME, level, 25):
        problem, (*before, last) = sample.problem, sample.problem.steps
        for place in range(len(before)):
            right = Reading(problem.tables, problem.adjusted)
            for step in before:
                right.chosen.append(right.choose(step))
            others = [path for path, _ in _candidates(right, before, place) if path != right.chosen[place]]
            same = 0
            for path in others:
                other = Reading(problem.tables, problem.adjusted)
                other.chosen = [*right.chosen[:place], path]
                try:
                    for step in before[place + 1 :]:
                        other.chosen.append(other.choose(step))
                    same += other.value(last.figure) == right.value(last.figure)
                except ValueError:
                    continue
            assert 3 * same <= len(others), (problem.steps, place)


def _candidates(reading, steps, place):
    """Those of a step, with what the steps before it chose."""
    other = Reading(reading.tables, False, reading)
    other.chosen = reading.chosen[:place]
    return list(other.values(steps[place]))


def test_steps_go_on_in_a_table_that_has_what_they_go_by():
    rng, knobs, found = Random(3), LEVELS[9], 0
    for _ in range(30):
        tables = draw_tables(rng, [_shape(rng, knobs) for _ in range(knobs.tables)])
        found += bool(draw_steps(rng, tables, knobs.steps, knobs.choices, Reading(tables, False)))
    assert found > 15


def test_an_amount_at_a_heading_changes_no_figure():
    for row, column in ((-1, 0), (0, -1)):
        noted = replace(SALES, notes=(Note("includes sold", row, column, Decimal(1)),))
        assert _figures(noted, True) == _figures(noted, False)
    there = replace(SALES, notes=(Note("includes sold", 0, 0, Decimal(1)),))
    assert _figures(there, True) != _figures(there, False)


def _figures(table, adjusted):
    return [list(row) for cells in Reading((table,), adjusted).cells for row in cells]


def test_ranks_count_from_the_largest_where_nothing_is_said():
    assert A_YEAR.largest
    assert Reading((SALES,), False).choose(A_YEAR) == Reading((SALES,), False).choose(replace(A_YEAR, largest=True))
