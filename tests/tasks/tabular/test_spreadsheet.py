"""Spreadsheet: formulas worked out by hand, copies, error values, and lines of values that are no worked solution."""

from fractions import Fraction

import pytest
from drawing import members
from msgspec.structs import replace

from synth.verifiers.tabular.spreadsheet import Edit, Spreadsheet, needed, proven, recalculated, steps, verify_trace
from synth.verifiers.tabular.spreadsheet.formulas import DIV, LIMIT, REF, Sheet, place, shifted, written

CELLS = {(0, 0): "3", (0, 1): "-2", (0, 2): "0", (1, 0): "2.5", (1, 1): "=A1/A3", (1, 2): "=C1"}


def value(formula):
    return Sheet(CELLS | {(7, 7): formula}).value((7, 7))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=A1+B1*2", 8),
        ("=(A1-A2)-B1", Fraction(5, 2)),
        ("=A1-A2-B1", Fraction(5, 2)),
        ("=A1/A2/B1", Fraction(-3, 5)),
        ("=-A1*2", -6),
        ("=SUM(A1:B1,A2,10)", Fraction(27, 2)),
        ("=AVERAGE(A1:A3)", Fraction(1, 3)),
        ("=AVERAGE(A1:A5)", Fraction(1, 3)),
        ("=AVERAGE(D1:D3)", DIV),
        ("=SUM(D1:D3)+D1", 0),
        ("=MIN(A1:A3)-MAX(A1,B1)", -5),
        ("=IF(A1>=3,1,B2)", 1),
        ("=IF(A1<>3,1,B2)", DIV),
        ("=IF(A2<A3,A1,0)", 3),
        ("=ROUND(B1,0)", 3),
        ("=ROUND(0-B1,0)", -3),
        ("=ROUND(A1/8,2)", Fraction(38, 100)),
        ("=IFERROR(B2,7)", 7),
        ("=IFERROR(A1,B2)", 3),
        ("=B2+#REF!", REF),
        ("=IFERROR(SUM(#REF!:A2),1)", REF),
        ("=SUM(A1:B2)", DIV),
        ("=A1+B3", 3),
    ],
)
def test_formulas_by_hand(formula, expected):
    assert value(formula) == expected


@pytest.mark.parametrize("formula", "= =A1+ =SUM(A1 =A13 =I1 =IF(A1,2) =ROUND(A1,A2) =A2:A1 =SUM(B1:A1) x =(1)2 =FOO(1)".split())
def test_what_is_no_formula(formula):
    with pytest.raises(ValueError, match=r"\w"):
        value(formula)


def test_copies_move_what_they_name():
    assert shifted("=A1+$B2*C$3", 1, 2) == "=B3+$B4*D$3"
    assert shifted("=SUM(A1:A3)-B2", 0, -1) == "=SUM(#REF!:A2)-B1"
    assert shifted("=B2+1", -2, 0) == "=#REF!+1"
    assert shifted("12", 1, 1) == "12"
    with pytest.raises(ValueError, match="beyond"):
        shifted("=H1", 1, 0)


def test_numbers_and_their_fractions_have_a_limit():
    digits = "2" + "0" * (len(str(LIMIT)) // 2)
    assert Sheet({(0, 0): f"=1/{digits}"}).value((0, 0)) == Fraction(1, int(digits))
    for sign in "*/":
        with pytest.raises(ValueError, match="too large"):
            Sheet({(0, 0): f"=1{sign}{digits}{sign}{digits}"}).value((0, 0))


def test_a_cell_that_depends_on_itself_is_no_problem():
    with pytest.raises(ValueError, match="itself"):
        Spreadsheet((("=B1", "=A1"),), (Edit("set", "C1", "1"),), "A1")
    with pytest.raises(ValueError, match="no end"):
        Spreadsheet((("1", "=A1/3"),), (Edit("set", "A1", "2"),), "B1")
    with pytest.raises(ValueError, match="too large"):
        Spreadsheet((("1", *["=9999999*9999999"]),), (Edit("set", "A1", "2"),), "B1")


CHAIN = Spreadsheet((("3", "=A1*2", "=B1+A2"), ("4", "=C1-B1", "=A2+1")), (Edit("set", "A1", "5"),), "B2")
ANSWER = "\n\n<answer>\n4\n</answer>"


@pytest.mark.parametrize(
    ("lines", "reason", "share"),
    [
        ("S1: B1 = 10\nS2: C1 = 14\nS3: B2 = 4", "", 1),
        ("S1: B1 = 5*2 = 10.0\nS2: C2 = 5\nS3: C1 = 14\nS4: B2 = 4", "", 1),
        ("S1: B1 = 6\nS2: C1 = 10\nS3: B2 = 4", "value", 0),
        ("S1: C1 = 14\nS2: B1 = 10\nS3: B2 = 4", "order", 0),
        ("S1: B1 = 10\nS2: B1 = 10\nS3: C1 = 14", "cell", 1 / 3),
        ("S1: B1 = 10\nS2: A1 = 5", "cell", 1 / 3),
        ("S1: B1 = 10\nS2: C1 = 14", "unfinished", 2 / 3),
        ("S1: the sheet is recalculated", "format", 0),
        ("", "missing", 0),
    ],
)
def test_lines_of_values(lines, reason, share):
    verdict = verify_trace(CHAIN, lines + ANSWER)
    assert (verdict.accepted, verdict.reason) == (not reason, reason)
    assert proven(CHAIN, lines + ANSWER).progress == share


@pytest.mark.parametrize("level", range(1, 11))
def test_answers_go_by_long_chains(level):
    for sample in members("tabular/spreadsheet", level, 10):
        sheet = recalculated(sample.problem)
        assert sample.trace == steps(sheet, needed(sample.problem))
        assert sample.answer == written(sheet.value(place(sample.problem.asked)))
        assert len(sample.trace.split()) < 100


@pytest.mark.parametrize("level", [5, 8, 10])
def test_every_change_and_every_condition_that_is_gone_by_matters(level):
    for sample in members("tabular/spreadsheet", level, 30):
        problem, edits = sample.problem, sample.problem.edits
        for at in range(len(edits)) if len(edits) > 1 else ():
            try:
                other = replace(problem, edits=edits[:at] + edits[at + 1 :])
            except ValueError:  # what a change wrote is copied, or nothing is left to be worked out
                continue
            assert written(recalculated(other).value(place(problem.asked))) != sample.answer, at
