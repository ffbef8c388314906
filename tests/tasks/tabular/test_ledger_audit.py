"""Ledger audit: sums told by headings, what one change can mend and what it can't, and answers that name a figure."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from drawing import members
from msgspec.structs import replace

from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.ledger_audit import EXAMPLES, LedgerAudit, outcome, verify, verify_trace
from synth.verifiers.tabular.ledger_audit.sums import Audit, totals


def table(rows, columns, cells):
    paths = [tuple(tuple(path.split("/")) for path in text.split(";")) for text in (rows, columns)]
    return Table(
        ("Net sales", "region", "market"),
        "dollars",
        0,
        *paths,
        tuple(tuple(None if cell == "-" else Decimal(cell) for cell in line.split()) for line in cells.split(";")),
    )


REPORT = table(
    "Europe/Germany;Europe/of which new;Europe/Italy;Europe/Total;Other;Total",
    "Domestic/2019;Domestic/2020;Abroad/2019;Abroad/2020;Total/2019;Total/2020",
    "1 2 3 4 4 6; 1 1 1 1 2 2; 5 6 7 8 12 14; 6 8 10 12 16 20; 9 9 9 9 18 18; 15 17 19 21 34 38",
)
BOOK = table(
    "Opening balance;Q1/January;Q1/February;Q1/Total;Q2/April;Q2/Total;Total",
    "Cash/Received;Cash/Paid;Cash/Balance;Bank/Received;Bank/Paid;Bank/Balance;Total/Balance",
    "- - 10 - - 20 30; 5 3 12 1 2 19 31; 4 6 10 8 9 18 28; 9 9 - 9 11 - -; 7 1 16 5 5 18 34; 7 1 - 5 5 - -; 16 10 - 14 16 - -",
)


def with_cell(whole, row, column, value):
    cells = [list(line) for line in whole.cells]
    cells[row][column] = Decimal(value)
    return replace(whole, cells=tuple(map(tuple, cells)))


def test_totals_by_headings():
    assert totals(REPORT.rows) == [(3, (0, 2)), (5, (0, 2, 4))]
    assert totals(REPORT.columns) == [(4, (0, 2)), (5, (1, 3))]
    assert totals(BOOK.rows) == [(3, (1, 2)), (5, (4,)), (6, (0, 1, 2, 4))]
    assert totals((("2019", "Q1"), ("2019", "Q2"), ("2019", "Total"), ("2020", "Q1"))) == [(2, (0, 1))]


@pytest.mark.parametrize("row", range(6))
@pytest.mark.parametrize("column", range(6))
def test_sums_that_are_not_written_out_are_the_same(row, column):
    audit = Audit(with_cell(REPORT, row, column, 99))
    found, off = audit.repairs(), dict(enumerate(sum(sign * audit.value(cell) for cell, sign in one) for one in audit.sums))
    assert audit.plain and audit.off == {place: by for place, by in off.items() if by}
    audit.plain = False
    assert audit.repairs() == found


@pytest.mark.parametrize("whole", [REPORT, BOOK])
def test_every_figure_that_stands_alone_is_found_whatever_it_becomes(whole):
    audit = Audit(whole)
    assert not audit.off and not audit.repairs() and len(audit.alone) > 10
    for row, column in audit.alone:
        old = whole.cells[row][column]
        for new in (old + 1, old - 3, old * 10 + 1):
            assert Audit(with_cell(whole, row, column, new)).repairs() == [((row, column), int(old) * 10**6)]


def test_what_cannot_be_decided_is_no_problem():
    with pytest.raises(ValueError, match="one figure alone"):
        LedgerAudit(REPORT)
    with pytest.raises(ValueError, match="one figure alone"):
        LedgerAudit(with_cell(REPORT, 1, 1, 7))  # it is in no column's sum, so any of three in its row may be wrong
    with pytest.raises(ValueError, match="one figure alone"):
        LedgerAudit(with_cell(with_cell(REPORT, 0, 0, 7), 2, 3, 9))


def test_a_row_of_parts_is_in_no_sum_of_rows():
    audit = Audit(REPORT)
    assert all(audit.sums[place][0][0][0] == 1 for place in audit.places[1, 0])


PROBLEM = LedgerAudit(with_cell(BOOK, 2, 1, 2))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("Q1 / February; Cash / Paid; 6", ""),
        ("February; Cash Paid; 6", ""),
        ("| Row | Column | Value |\n|---|---|---|\n| February | Cash / Paid | 6 |", "format"),
        ("Q1 / February | Cash / Paid | $6", ""),
        ("Cash / Paid; Q1 / February; 6.00", ""),
        ("Q1 / February, Cash / Paid: 6", ""),
        ("Q1 / February; Paid; 6", "format"),
        ("Q1 / February; Cash / Paid; 2", "value"),
        ("Q1 / February; Bank / Paid; 6", "place"),
        ("Q1 / Total; Cash / Paid; 5", "place"),
        ("6; Q1 / February; Cash / Paid", "format"),
        ("Q1 / February; Cash / Paid; 6 or 2", "format"),
    ],
)
def test_how_answers_are_read(answer, reason):
    assert outcome(PROBLEM) == ((2, 1), 6)
    verdict = verify(PROBLEM, answer)
    assert (verdict.accepted, verdict.reason) == (not reason, reason)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("S1: 9 - 3 = 6", ""),
        ("S1: 12 + 4 - 10 = 6", ""),
        ("S1: 5 + 1 = 6", "milestone"),
        ("S1: 9 - 3 = 5", "value"),
        ("", "missing"),
    ],
)
def test_worked_solutions(lines, reason):
    verdict = verify_trace(PROBLEM, f"{lines}\n\n<answer>\nQ1 / February; Cash / Paid; 6\n</answer>")
    assert (verdict.accepted, verdict.reason) == (not reason, reason)


@pytest.mark.parametrize("level", range(1, 11))
def test_the_wrong_figure_is_of_the_right_size(level):
    for sample in members("tabular/ledger_audit", level, 10):
        (row, column), right = outcome(sample.problem)
        wrong = sample.problem.table.cells[row][column]
        assert wrong is not None and right != Fraction(wrong)
        assert abs(right - Fraction(wrong)) < max(abs(right), 10), "not its first digit"


@pytest.mark.parametrize("level", [1, 5, 10])
def test_no_place_in_the_first_sum_that_fails_is_a_good_guess(level):
    """Were the ends never wrong, what is between them would be."""
    places = Counter[int]()
    for sample in members("tabular/ledger_audit", level, 80):
        audit = Audit(sample.problem.table)
        cells = [cell for cell, _ in audit.sums[min(audit.off)]]
        places[cells.index(audit.repairs()[0][0])] += 1
    assert len(places) > 3 and max(places.values()) < 0.5 * places.total()


def test_an_answer_of_more_than_800_signs_is_not_read():
    problem, answer, _ = EXAMPLES[0]
    assert verify(problem, answer.ljust(800)).accepted
    assert verify(problem, answer.ljust(801)).reason == "format"
