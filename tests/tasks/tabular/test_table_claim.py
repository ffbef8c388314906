"""Statements about tables with missing figures: what totals leave open, against every way to fill them in."""

import itertools
from decimal import Decimal
from functools import cache
from random import Random

import numpy as np
import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators.tabular._draw import Shape, draw_tables
from synth.generators.tabular._themes import THEMES
from synth.generators.tabular.table_claim import LEVELS, _gone, _without, cheap, prompt_variables, said
from synth.generators.tabular.table_claim.cheap import BY_STATEMENT
from synth.generators.tabular.table_claim.judging import agreeing
from synth.generators.tabular.table_claim.judging import truth as kernel_truth
from synth.generators.tabular.table_claim.numbers import draw_claim
from synth.generators.tabular.table_claim.sheet import FIELDS, KINDS, POLICIES, decimals, laid_out
from synth.generators.tabular.table_claim.working import trace_and_rejected
from synth.verifiers.tabular._table import Sum, Table
from synth.verifiers.tabular.table_claim import LABELS, Claim, TableClaim, sums, truth, truths, verify_trace
from synth.verifiers.tabular.table_claim.bounds import columns
from synth.verifiers.tabular.table_claim.steps import ends

ROWS = (("Food", "Grain"), ("Food", "Meat"), ("Food", "Total"), ("Other",), ("Total",))
TOTALS = (Sum("rows", 2, (0, 1)), Sum("rows", 4, (0, 1, 3)))


def table(*cells):
    rows = tuple(tuple(None if cell is None else Decimal(cell) for cell in row) for row in cells)
    return Table(("Harvest", "crop", "year"), "tonnes", 0, ROWS, tuple((str(2000 + k),) for k in range(len(cells[0]))), rows, TOTALS)


# in 2000 all is told: Meat 2; in 2001 Grain and Meat share 5, Other is 4; in 2002 nothing is told of Food
SMALL = table((1, None, None), (None, None, None), (3, 5, None), (None, None, 1), (7, 9, None))


def filled_column(cells):
    """Every way to fill in one column's missing figures up to 9; totals say nothing across columns."""
    for grain, meat, other in itertools.product(*(range(10) if cells[i] is None else (cells[i],) for i in (0, 1, 3))):
        column = (grain, meat, grain + meat, other, grain + meat + other)
        if all(cells[total.at] in (None, column[total.at]) for total in TOTALS):
            yield column


@cache
def filled():
    """Every way to fill in the missing figures of SMALL, as rows."""
    columns = [list(filled_column(column)) for column in zip(*SMALL.cells, strict=True)]
    return [tuple(zip(*chosen, strict=True)) for chosen in itertools.product(*columns)]


def holds(claim, cells):
    sign = (lambda a, b: a > b) if claim.more else (lambda a, b: a < b)
    row, number = cells[claim.row], int(claim.number)
    match claim.kind:
        case "value":
            return sign(row[claim.column], number)
        case "pair":
            return sign(row[claim.column], cells[claim.other][claim.column])
        case "sum":
            return sign(row[claim.column] + cells[claim.other][claim.column], cells[claim.third][claim.column])
        case "change":
            rise = row[claim.column] - row[claim.before]
            return (rise if claim.more else -rise) > number
        case "growth":
            rise = row[claim.column] - row[claim.before]
            return 100 * (rise if claim.more else -rise) > number * row[claim.before]
        case "share":
            return sign(100 * row[claim.column], number * cells[claim.other][claim.column])
        case "mean":
            return sign(sum(row), 3 * number)
        case "largest":
            return all(row[claim.column] > cells[other][claim.column] for other in (0, 1, 3) if other != claim.row)
        case "years":
            count = sum(a > b for a, b in zip(row, cells[claim.other], strict=True))
            return count >= number if claim.more else count <= number


@pytest.mark.parametrize("kind", ["value", "pair", "sum", "change", "growth", "share", "mean", "largest", "years"])
def test_labels_say_what_every_filling_says(kind):
    """Missing figures up to 9 are enough to show what is open about small numbers."""
    seen = set()
    others = range(4) if kind in ("pair", "sum", "share", "years") else (0,)
    numbers = range(5) if kind in ("value", "change", "mean", "years") else (20, 50, 100) if kind in ("growth", "share") else (0,)
    for row, column, before, other, number, more in itertools.product(range(4), (0, 1), (0, 1), others, numbers, (True, False)):
        if (
            (kind == "largest" and (row == 2 or not more))
            or (kind in ("mean", "years") and (column or before))
            or (before and kind not in ("change", "growth"))
        ):
            continue
        claim = Claim(kind, 0, row, column, other, 3 if kind == "sum" else 0, before, Decimal(number), more)
        found = {holds(claim, cells) for cells in filled()}
        label = "Unknown" if len(found) == 2 else str(found.pop())
        assert truth((SMALL,), claim) == label, claim
        seen.add(label)
    assert seen == {"True", "False", "Unknown"} or kind == "largest"


def test_figures_of_two_tables_are_compared_in_units():
    thousands = replace(table((2, 2), (2, 2), (4, 4), (2, 2), (6, 6)), scale=3)
    single = table((5, 5), (10, 10), (15, 15), (None, 5), (20, 20))
    tables = (thousands, single)
    asked = [
        Claim("per", 0, row, 0, number=Decimal(number), more=more)
        for row, number, more in ((0, 399, True), (0, 400, True), (1, 201, False), (3, 400, True))
    ]
    assert [truth(tables, claim) for claim in asked] == ["True", "False", "True", "False"]
    assert truth(tables, Claim("per", 1, 0, 0, number=Decimal("0.002"))) == "True"
    assert truth(tables, Claim("per", 1, 0, 0, number=Decimal("0.0025"))) == "False"


def test_one_of_the_missing_has_to_lead_where_it_is_large():
    wide = table((None,), (None,), (7,), (3,), (10,))
    asked = [Claim("largest", 0, row, 0) for row in (0, 1, 3)]
    assert [truth((wide,), claim) for claim in asked] == ["Unknown", "Unknown", "False"], "7 in two parts: one has 4"
    even = table((None,), (None,), (4,), (3,), (7,))
    assert truth((even,), Claim("largest", 0, 3, 0)) == "Unknown", "2 and 2 are below 3"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (((5,), (None,), (3,), (1,), (4,)), "cannot have"),
        (((None,), (None,), (None,), (None,), (None,)), "number of decimals"),
        (((-1,), (2,), (1,), (1,), (2,)), "from 0 up"),
        (((None,), (None,), (3,), (1,), (5,)), "cannot have"),
    ],
)
def test_what_no_figures_agree_with(cells, why):
    with pytest.raises(ValueError, match=why):
        columns(table(*cells))


@pytest.mark.parametrize("level", [3, 9])
def test_neither_kind_nor_direction_nor_totals_tell_the_label(level):
    """Two rows are mostly more than a third, counts of years mostly open and totals rarely: labels must not follow that."""
    counts = {}
    for sample in members("tabular/table_claim", level, 500):
        for claim, label in zip(sample.problem.claims, truths(sample.problem), strict=True):
            total = any(one.at == claim.row for one in sample.problem.tables[claim.table].totals)
            counts.setdefault((claim.kind, claim.more, total), []).append(label)
    guessed = sum(max(map(labels.count, labels)) for labels in counts.values() if len(labels) >= 60)
    assert guessed < 0.405 * sum(len(labels) for labels in counts.values() if len(labels) >= 60)


@pytest.mark.parametrize("level", [4, 7, 10])
def test_totals_alone_do_not_tell_what_is_open(level):
    """Some statement about figures that no total gives back is settled by what they can be."""
    for sample in members("tabular/table_claim", level, 40):
        assert dict(cheap.POLICIES)["what no total gives back is open"](sample.problem) != truths(sample.problem)


def test_a_figure_that_a_total_gives_back_is_told_from_one_that_it_leaves():
    """In 2000 Meat is 3 - 1 = 2; in 2001 Grain and Meat share 5."""
    policy = dict(cheap.POLICIES)["what no total gives back is open"]
    asked = [Claim("value", 0, row, column, number=Decimal(9)) for row, column in ((1, 0), (1, 1), (3, 0))]
    assert policy(TableClaim((SMALL,), tuple(asked))) == ["False", "Unknown", "False"]


def test_one_figure_is_so_many_times_a_smaller_one():
    claims = [claim for sample in members("tabular/table_claim", 10, 60) for claim in sample.problem.claims if claim.kind == "per"]
    assert len(claims) > 20
    assert all(claim.number != 1 and claim.number > Decimal("0.65") for claim in claims)


def test_the_example_of_the_form_is_never_the_answer():
    for level in (1, 3, 10):
        for sample in members("tabular/table_claim", level, 20):
            examples = prompt_variables(sample.problem, Random(level))["examples"]
            assert all(len(example) != len(sample.problem.claims) for example in examples)


def test_a_worked_solution_shows_what_totals_leave_and_between_which_ends_each_statement_lies():
    """In 2001 Grain and Meat share 9 - 4 = 5, so Grain is 0 to 5; in 2000 Meat is 3 - 1."""
    claims = (
        Claim("value", 0, 0, 1, number=Decimal(2)),
        Claim("pair", 0, 1, 0, other=3, more=False),
        Claim("mean", 0, 3, 0, number=Decimal(9)),
    )
    problem = TableClaim((SMALL,), claims)
    trace, rejected = trace_and_rejected(Random(1), problem, truths(problem))
    assert trace.splitlines()[:3] == ["2000, Food / Meat together:", "S1: rest = 3 - 1 = 2", "2000, Other together:"]
    for line in ("S3: rest = 5 - 0 = 5", "min d = 0 - 2 = -2", "max d = 5 - 2 = 3", "So d can be above 0, and need not be: Unknown."):
        assert line in trace
    whole = f"{trace}\n\n<answer>\n{', '.join(truths(problem))}\n</answer>"
    assert verify_trace(problem, whole) and not verify_trace(problem, rejected)
    lost = "\n".join(line for line in whole.splitlines() if "max d = 5 - 2" not in line)
    assert verify_trace(problem, lost).reason == "milestone"
    assert verify_trace(problem, whole.replace("= 5 - 2 = 3", "= 5 - 2 = 4")).reason == "value"


@pytest.mark.parametrize("level", [4, 10])
def test_the_ends_of_each_figure_alone_do_not_settle_all_statements(level):
    by_ends = dict(cheap.POLICIES)["all missing figures at their least, and all at their most"]
    assert not [sample for sample in members("tabular/table_claim", level, 30) if ", ".join(by_ends(sample.problem)) == sample.answer]


def test_a_table_is_set_against_another_one_of_the_same_headings():
    claims = (Claim("per", 0, 0, 0, number=Decimal(2)), Claim("value", 0, 0, 1, number=Decimal(2)))
    assert truths(TableClaim((SMALL, SMALL), claims))
    for tables in ((SMALL,), (SMALL, replace(SMALL, rows=(("Food", "Corn"), *SMALL.rows[1:])))):
        with pytest.raises(ValueError, match="two tables with the same headings"):
            TableClaim(tables, claims)


@pytest.mark.parametrize("change", [{"row_units": ("tonnes",) * 5}, {"totals": (Sum("columns", 2, (0, 1)),)}])
def test_a_table_has_one_unit_and_totals_of_rows_alone(change):
    with pytest.raises(ValueError, match="one unit, and totals of rows alone"):
        columns(replace(SMALL, **change))


def test_a_sum_that_is_told_has_one_end():
    """In 2000 Meat is 3 - 1; in 2001 Grain is anything up to 5."""
    for column, names in ((0, ["both"]), (1, ["min", "max"])):
        (one,) = sums((SMALL,), Claim("value", 0, 1, column, number=Decimal(1)))
        assert [end.name for end in ends((SMALL,), one)] == names


@pytest.mark.parametrize("level", range(3, 11))
def test_the_kernel_says_of_each_statement_what_the_verifier_and_the_cheap_policies_say(level):
    rng, knobs, met = Random(level), LEVELS[level - 1], set()
    for _ in range(6):
        shape = Shape(knobs.rows, knobs.columns, knobs.row_levels, totals=True)
        full = draw_tables(rng, [shape] * knobs.tables, THEMES[0])
        if len({table.columns for table in full}) > 1 or any(cell < 0 for table in full for row in table.cells for cell in row):
            continue
        gone = [_gone(rng, table, knobs.holes) for table in full]
        tables, sheet = [_without(table, places) for table, places in zip(full, gone, strict=True)], laid_out(full, gone)
        judges, places = [policy(tables) for _, policy in BY_STATEMENT], list(map(decimals, full))
        first, fields, state = np.zeros(len(FIELDS), np.int64), np.zeros(len(FIELDS), np.int64), np.array([rng.getrandbits(60)])
        for kind in range(len(KINDS) - (len(full) == 1)):
            draw_claim(sheet, kind, first, False, first, state)
            for _ in range(20):
                draw_claim(sheet, kind, fields, True, first, state)
                claim = said(fields.tolist(), places)
                label = truth(tables, claim)
                assert LABELS[kernel_truth(sheet, fields, False)] == label, claim
                policies = [judge(claim) for judge in judges]
                for number, one in enumerate(LABELS):
                    agreed = agreeing(sheet, fields, number)
                    assert [agreed >> place & 1 for place in range(POLICIES)] == [policy == one for policy in policies], claim
                met.add((claim.kind, label))
    assert len(met) > 20


def test_numbers_are_near_the_exact_one_and_round():
    rng = Random(2)
    full = draw_tables(rng, [Shape(5, 4, 2, totals=True)], THEMES[0])
    sheet, fields, state = laid_out(full, [{(0, 0)}]), np.zeros(len(FIELDS), np.int64), np.array([9])
    for _ in range(200):
        draw_claim(sheet, KINDS.index("value"), fields, False, fields, state)
        claim = said(fields.tolist(), [decimals(full[0])])
        figure = full[0].cells[claim.row][claim.column]
        assert Decimal("0.65") * figure < claim.number < Decimal("1.45") * figure
        assert len(str(claim.number.normalize().as_tuple().digits).split(",")) <= 3
