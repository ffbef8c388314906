"""Financial programs: steps worked out by hand, what is no program, and reports that keep their promises."""

from decimal import Decimal
from fractions import Fraction

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators.tabular.financial_program.cheap import CHEAP
from synth.schemas.task import DIFFICULTIES
from synth.verifiers import verify_trace
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.financial_program import FinancialProgram, outcome
from synth.verifiers.tabular.financial_program.program import Fact, Operand, Step

NAME = "tabular/financial_program"
TABLE = Table(
    *(("Net sales", "region", "year"), "euros", 3),
    (("Germany",), ("Italy",)),
    (("2019",), ("2020",), ("2021",)),
    tuple(tuple(map(Decimal, row)) for row in (("200", "250", "240"), ("90", "80", "100"))),
)
FACTS = (
    Fact("figure", Decimal("0.05"), ("Italy",), "2020", "Research costs", scale=6),
    Fact("tax", Decimal(30)),
    Fact("rate", Decimal("1.25"), unit="dollars"),
    Fact("includes", Decimal("0.02"), ("Germany",), "2020", scale=6),
    Fact("excludes", Decimal(5000), ("Italy",), "2019"),
)


def cell(row, column):
    return Operand("cell", row, column)


COSTS, TAX, RATE, A = Operand("fact", at=0), Operand("fact", at=1), Operand("fact", at=2), Operand("step", at=0)
BY_HAND = (
    (Step("sum", cell(0, 0), cell(1, 1)), 280),
    (Step("difference", cell(0, 1), cell(1, 0)), 230 - 95),
    (Step("growth", cell(0, 0), cell(0, 1)), 15),
    (Step("share", COSTS, cell(1, 1)), Fraction(125, 2)),
    (Step("part", cell(0, 1), TAX), 69),
    (Step("increase", cell(1, 2), TAX), 130),
    (Step("reduce", cell(1, 2), TAX), 70),
    (Step("convert", cell(1, 1), RATE), 100),
    (Step("convert", Operand("largest", 0), RATE), 300),
    (Step("part", Operand("average", 1), TAX), Fraction(275, 10)),
    (Step("sum", Operand("smallest", 1), COSTS), 130),
)


@pytest.mark.parametrize(("step", "right"), BY_HAND)
def test_steps_worked_out_by_hand(step, right):
    assert outcome(FinancialProgram(TABLE, FACTS, (step,), 3))[0] == right


def test_steps_go_by_one_another():
    steps = (Step("growth", cell(0, 0), cell(0, 1)), Step("increase", cell(1, 2), A), Step("convert", Operand("step", at=1), RATE))
    assert outcome(FinancialProgram(TABLE, FACTS, steps, 0)) == (143_750, "dollars")


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ((Step("sum", A, cell(0, 0)),), "each step but the last"),
        ((Step("sum", cell(0, 0), cell(0, 1)), Step("sum", cell(0, 0), cell(0, 1))), "each step but the last"),
        ((Step("sum", cell(0, 0), TAX),), "one unit"),
        ((Step("sum", TAX, TAX),), "one unit"),
        ((Step("part", TAX, cell(0, 0)),), "of amounts"),
        ((Step("convert", cell(0, 0), TAX),), "at a rate"),
        ((Step("sum", cell(2, 0), cell(0, 0)),), "no such figure"),
        ((Step("sum", Operand("fact", at=5), cell(0, 0)),), "no such sentence"),
        ((Step("sum", Operand("fact", at=3), cell(0, 0)),), "no operands"),
        ((Step("difference", cell(0, 0), cell(0, 0)), Step("share", cell(0, 0), A)), "percentage of nothing"),
    ],
)
def test_what_is_no_program(steps, why):
    with pytest.raises(ValueError, match=why):
        FinancialProgram(TABLE, FACTS, steps, 3)


@pytest.mark.parametrize("value", ["0", "-1", "1E+3", "NaN", "0.0000001", "1234567890123"])
def test_numbers_of_sentences_have_bounds(value):
    with pytest.raises(ValueError, match="above zero"):
        Fact("tax", Decimal(value))


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_reports_keep_their_promises(level):
    """Each kind of percentage once, each amount about another row and year; scales differ from the table's from level 3."""
    for sample in members(NAME, level, 20):
        problem = sample.problem
        percents = [fact.kind for fact in problem.facts if fact.kind in ("growth", "reserve", "tax", "prices", "rate")]
        assert len(percents) == len(set(percents))
        for kinds in (("figure",), ("includes", "excludes")):
            places = [(fact.row, fact.year) for fact in problem.facts if fact.kind in kinds]
            assert len(places) == len(set(places))
        scales = {fact.scale for fact in problem.facts if fact.kind == "figure"}
        assert (problem.table.scale in scales) == (bool(scales) and level < 3)
        for step in problem.steps:
            for operand in (step.left, step.right):
                if operand.kind not in ("fact", "step"):
                    assert "Total" not in problem.table.rows[operand.row]


def test_the_trap_of_level_10_decides():
    """Whoever leaves the corrections out is wrong, and so is whoever reads the text's amounts in thousands for millions."""
    policies = dict(CHEAP)
    for sample in members(NAME, 10, 40):
        assert sum(fact.kind in ("includes", "excludes") for fact in sample.problem.facts) == 3
        for name in ("corrections are left out", "the text's amounts are taken in the table's scale"):
            assert policies[name](sample.problem) != sample.answer


@pytest.mark.parametrize("level", [2, 6, 10])
def test_a_derivation_rests_on_every_printed_number_that_counts(level):
    for sample in members(NAME, level, 20):
        whole = f"{sample.trace}\n\n<answer>\n{sample.answer}\n</answer>"
        assert verify_trace(f"synth/{NAME}", whole, sample.problem.to_json())
        number = sample.trace.rpartition(" = ")[2]
        short = f"S1: {number} * 1 = {number}\n\n<answer>\n{sample.answer}\n</answer>"
        assert not verify_trace(f"synth/{NAME}", short, sample.problem.to_json())


def test_corrections_hold_in_averages():
    problem = FinancialProgram(TABLE, FACTS, (Step("sum", Operand("average", 0), Operand("average", 1)),), 3)
    assert outcome(problem)[0] == Fraction(670, 3) + Fraction(275, 3)
    assert outcome(replace(problem, facts=FACTS[:3]))[0] == Fraction(690, 3) + Fraction(270, 3)
