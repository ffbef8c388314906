"""Tables and text: corrections, choices and figures worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from drawing import members
from msgspec.structs import replace

from synth.verifiers import score, verify_trace
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.tables_and_text import TablesAndText, outcome, proven, verify
from synth.verifiers.tabular.tables_and_text.report import Choice, Fact, Figure, Reading

ROWS = (("Food", "Grain"), ("Food", "Meat"), ("Other",), ("Total",))


def table(name, unit, scale, *cells, years=("2001", "2002")):
    rows = (*cells, [sum(map(Decimal, column)) for column in zip(*cells, strict=True)])
    return Table(
        (name, "crop", "year"), unit, scale, ROWS, tuple((year,) for year in years), tuple(tuple(map(Decimal, row)) for row in rows)
    )


SALES = table("Farm sales", "yuan", 6, ("20.0", "30.0"), ("40.0", "44.0"), ("10.0", "6.0"))
HARVEST = table("Harvest", "tonnes", 3, ("5", "4"), ("8", "20"), ("3", "2"), years=("2002", "2001"))
MOVED = Fact("moved", 0, 1, 0, 1, Decimal(15000), 3)  # 15 million from Meat to Grain in 2002: 45, 29, 6
PLAN, RATE = Fact("plan", 0, percent=-10), Fact("rate", 0, amount=Decimal("0.14"), currency="dollars")
PLAIN = TablesAndText((SALES, HARVEST), (MOVED, PLAN, RATE), (), Figure("value", 0, (0,), 1), 6)


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({}, "45"),
        ({"facts": (Fact("included", 0, 0, 0, 1, Decimal("2.5"), 6),)}, "27.5"),
        ({"facts": (Fact("missed", 0, 0, 0, 1, Decimal(500_000)),)}, "30.5"),
        ({"facts": (Fact("draft", 0, 0, 0, 1, Decimal(99), 6),)}, "30"),
        ({"scale": 3}, "45000"),
        ({"figure": Figure("value", 0, (0, 1), 1)}, "74"),
        ({"figure": Figure("value", 0, (0,), 1, planned=True)}, "40.5"),
        ({"figure": Figure("value", 0, (0,), 1, converted=True)}, "6.3"),
        ({"figure": Figure("change", 0, (1,), 1, 0)}, "-11"),
        ({"figure": Figure("change", 0, (0,), 1, 0, planned=True, converted=True)}, "2.87"),
        ({"figure": Figure("growth", 0, (0,), 1, 0)}, "125"),
        ({"figure": Figure("share", 0, (0,), 1)}, "225/4"),
        ({"figure": Figure("per", 0, (0,), 1, below=1)}, "9000"),
        ({"choices": (Choice("value", 0, 1),), "figure": Figure("value", 0, (-1,), 0)}, "20"),
        ({"choices": (Choice("value", 0, 1, rank=2), Choice("value", 0, 1)), "figure": Figure("value", 0, (-2,), 0)}, "20"),
        ({"choices": (Choice("change", 1, 1, 0, largest=False),), "figure": Figure("value", 0, (-1,), 0)}, "40"),
        ({"choices": (Choice("per", 0, 1, below=1, largest=False),), "figure": Figure("value", 0, (-1,), 0)}, "10"),
    ],
)
def test_figures_worked_out_by_hand(changes, right):
    assert outcome(replace(PLAIN, **changes)) == Fraction(right)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"tables": (SALES, replace(HARVEST, rows=(*ROWS[:3], ("All",))))}, "same rows"),
        ({"facts": ()}, "plan"),
        ({"figure": Figure("value", 0, (0,), 0, planned=True)}, "last year"),
        ({"figure": Figure("value", 0, (-1,), 0)}, "was chosen"),
        ({"figure": Figure("value", 0, (0, 0), 0)}, "different rows"),
        ({"figure": Figure("value", 2, (0,), 0)}, "a table"),
        ({"figure": Figure("value", 0, (9,), 0)}, "a row"),
        ({"figure": Figure("value", 0, (0,), 5)}, "a year"),
        ({"choices": (Choice("value", 0, 0, rank=4),)}, "too few"),
        ({"tables": (replace(SALES, cells=((Decimal("1.0"), None), *SALES.cells[1:])), HARVEST)}, "missing"),
    ],
)
def test_what_has_no_sense_is_refused(changes, why):
    base = replace(PLAIN, figure=Figure("value", 0, (0,), 1, planned=True)) if why == "plan" else PLAIN
    with pytest.raises(ValueError, match=why):
        replace(base, **changes)


@pytest.mark.parametrize("level", [3, 6, 10])
def test_sentences_matter(level):
    """Without the corrections another number comes out."""
    for sample in members("tabular/tables_and_text", level, 20):
        problem = sample.problem
        facts = tuple(fact for fact in problem.facts if fact.kind not in ("moved", "included", "missed"))
        try:
            assert outcome(replace(problem, facts=facts)) != outcome(problem)
        except ValueError:
            assert facts != problem.facts


@pytest.mark.parametrize("level", [2, 6, 10])
def test_a_derivation_rests_on_the_cells(level):
    worked_out = 0
    for sample in members("tabular/tables_and_text", level, 15):
        truth, answer = sample.problem.to_json(), f"\n<answer>\n{sample.answer}\n</answer>"
        assert verify_trace("synth/tabular/tables_and_text", sample.trace + answer, truth).accepted
        assert proven(sample.problem, sample.trace).progress == 1
        assert score("synth/tabular/tables_and_text", sample.rejected, truth) == 0
        number = sample.answer.removesuffix("%")
        if f'"{number}"' in truth:  # a cell, which only has to be found
            continue
        assert not verify_trace("synth/tabular/tables_and_text", f"S1: {number} + 0 = {number}{answer}", truth).accepted
        worked_out += 1
    assert worked_out >= 10


@pytest.mark.parametrize("level", [3, 5, 10])
def test_corrections_decide_which_rows_are_chosen_and_what_is_asked_of_them(level):
    """By hand as by the policies: rows chosen by the printed figures, then by corrected ones of which one sentence is missing."""
    for sample in members("tabular/tables_and_text", level, 40):
        problem = sample.problem
        corrections = [fact for fact in problem.facts if fact.kind in ("moved", "included", "missed")]
        printed = Reading(problem.tables, [fact for fact in problem.facts if fact not in corrections])
        corrected = Reading(problem.tables, problem.facts)
        for choice in problem.choices:
            printed.chosen.append(printed.choose(choice))
            corrected.chosen.append(corrected.choose(choice))
        assert printed.chosen != corrected.chosen
        printed.chosen = corrected.chosen
        assert len(corrections) == 1 or printed.figure(problem.figure) != corrected.figure(problem.figure)


def test_an_amount_is_in_the_currency_of_the_rate_of_its_own_table():
    other = Fact("rate", 1, amount=Decimal(2), currency="euros")
    problem = replace(PLAIN, facts=(other, *PLAIN.facts), figure=replace(PLAIN.figure, converted=True))
    right = outcome(problem)
    assert verify(problem, f"{float(right)} million dollars")
    assert verify(problem, f"{float(right)} million euros").reason == "format"


def test_amounts_of_the_text_have_bounds():
    assert Fact("missed", 0, amount=Decimal(10**12)).amount == 10**12
    for amount in (Decimal(10**12 + 1), Decimal(-1), Decimal("0.0000001")):
        with pytest.raises(ValueError, match="at most six decimals"):
            Fact("missed", 0, amount=amount)
