"""Acids and bases: facts of text-books, limits in which simple formulas hold, and logarithms to their last figure."""

import math
from fractions import Fraction

import pytest
from drawing import members

from synth.generators.science.acid_base import _same, rough
from synth.generators.science.acid_base.cheap import ions_neglected
from synth.verifiers.science import _real
from synth.verifiers.science._given import Given
from synth.verifiers.science.acid_base import AcidBase, Aliquot, Portion, Weak, answer, route, verify, verify_trace


def of(substance, millilitres, molar):
    return Portion(substance, Given(millilitres, "mL"), Given(molar, "mol/L"))


ACETIC, AMMONIA = Weak("CH3COOH", ("1.8e-5",)), Weak("NH3", ("1.8e-5",))
PHOSPHORIC = Weak("H3PO4", ("7.5e-3", "6.2e-8", "4.2e-13"))

FACTS = (
    (("HCl", "100", "0.010"), (), 2.00),
    (("NaOH", "100", "0.010"), (), 12.00),
    (("Ba(OH)2", "100", "0.0050"), (), 12.00),
    (("CH3COOH", "100", "0.10"), (ACETIC,), 2.88),
    (("CH3COONa", "100", "0.10"), (ACETIC,), 8.87),
    (("NH3", "100", "0.10"), (AMMONIA,), 11.12),
    (("NH4Cl", "100", "0.10"), (AMMONIA,), 5.13),
    (("NaHCO3", "100", "0.10"), (Weak("H2CO3", ("4.3e-7", "5.6e-11")),), 8.31),
    (("Na2CO3", "100", "0.10"), (Weak("H2CO3", ("4.3e-7", "5.6e-11")),), 11.62),
    (("H3PO4", "100", "0.10"), (PHOSPHORIC,), 1.62),
    (("NaH2PO4", "100", "0.10"), (PHOSPHORIC,), 4.68),
    (("H2SO4", "100", "0.010"), (Weak("H2SO4", ("1.2e-2",)),), 1.84),
)


@pytest.mark.parametrize(("portion", "weak", "pH"), FACTS)
def test_facts_of_text_books(portion, weak, pH):
    problem = AcidBase("pH", (of(*portion),), (), (), weak, "1.0e-14", "", 2)
    assert verify(problem, f"{pH:.2f}"), float(answer(problem))


def test_half_neutralized_the_pH_is_the_pKa():
    for unknown in (AcidBase("pH", (of("CH3COOH", "50", "0.20"), of("NaOH", "25", "0.20")), (), (), (ACETIC,), "1.0e-14", "", 2),):
        assert abs(answer(unknown) + _real.log10(Fraction("1.8e-5"))) < Fraction(1, 1000)


@pytest.mark.parametrize("level", [7, 8, 9, 10])
def test_usual_approximations_fail_at_high_levels(level):
    for sample in members("science/acid_base", level, 20):
        for guess in (rough(sample.problem), ions_neglected(sample.problem)):
            assert guess is None or not _same(sample.problem, guess, answer(sample.problem))


def test_amounts_are_such_as_a_laboratory_has():
    for level in range(1, 11):
        for sample in members("science/acid_base", level, 20):
            for one in (*sample.problem.start, *sample.problem.added):
                assert one.strength.unit == "g/mol" or float(one.strength.number) <= 0.6
                assert float(one.amount.number) <= 400


def test_logarithms_and_powers():
    for value in (Fraction(1, 7), Fraction(2), Fraction(10**9, 3)):
        assert math.isclose(float(_real.ln(value)), math.log(value), rel_tol=1e-14)
        assert abs(_real.exp(_real.ln(value)) / value - 1) < Fraction(1, 10**25)
        assert abs(_real.ten_to(_real.log10(value)) / value - 1) < Fraction(1, 10**25)
    for wrong in (_real.ln, _real.log10):
        with pytest.raises(ValueError, match="no logarithm"):
            wrong(Fraction(0))
    with pytest.raises(ValueError, match="bounds"):
        _real.exp(Fraction(1000))


def test_a_constant_that_is_not_known_is_that_of_an_acid():
    parts = (of("NH3", "50.0", "0.100"), of("HCl", "25.0", "0.100"))
    with pytest.raises(ValueError, match="the pKa of an acid"):
        AcidBase("pKa for pH", parts, (), (), (Weak("NH3", ()),), "1.0e-14", "9.30", 2)
    with pytest.raises(ValueError, match="where it is not asked for"):
        AcidBase("pH", parts, (), (), (Weak("NH3", ()),), "1.0e-14", "", 2)


def test_the_way_by_pencil_counts_the_proton_that_sulphuric_acid_loses_at_once():
    """At pH 2.50 an acid with K = 0.012 has lost 0.7914 protons more: 0.5 mmol of it hold 1.7914 times as much charge as they gain."""
    parts = (of("H2SO4", "50.0", "0.0100"), of("NaOH", "0", "0.0500"))
    problem = AcidBase("volume for pH", parts, (), (), (Weak("H2SO4", ("1.2e-2",)),), "1.0e-14", "2.50", 3)
    litres = (0.5e-3 * (1 + 0.012 / (0.012 + 10**-2.5)) - 0.05 * 10**-2.5) / (0.05 + 10**-2.5)
    assert float(answer(problem)) == pytest.approx(litres / 1000, rel=1e-6)
    assert float(route(problem).result) == pytest.approx(float(answer(problem)), rel=1e-6)


def test_what_is_not_known_is_in_the_flask_at_last():
    """A portion of unknown volume, of which only a part is kept, would leave the volume taken open."""
    unknown = (of("NH3", "50.0", "0.100"), of("HCl", "0", "0.200"))
    assert answer(AcidBase("volume for pH", unknown, (), (), (AMMONIA,), "1.0e-14", "9.26", 3)) > 0
    kept = (Aliquot(Given("25.0", "mL"), Given("50.0", "mL")),)
    with pytest.raises(ValueError, match="in the last mixture"):
        AcidBase("volume for pH", unknown, kept, (), (AMMONIA,), "1.0e-14", "9.26", 3)
    assert answer(AcidBase("volume for pH", unknown[:1], kept, unknown[1:], (AMMONIA,), "1.0e-14", "9.26", 3)) > 0


VINEGAR = AcidBase("pH", (of("CH3COOH", "50.0", "0.100"), of("NaOH", "20.0", "0.100")), (), (), (ACETIC,), "1.0e-14", "", 2)
STATED = "S1: c(Na) = 20.0 * 0.100 / (50.0 + 20.0) = 0.0285714\nS2: c = 50.0 * 0.100 / (50.0 + 20.0) = 0.0714286\n"
LINES = {
    "in mol/L": STATED
    + "S3: [H+] = 2.6958e-5 mol/L\nS4: p = 2.6958e-5 + 0.0285714 = 0.0285984\n"
    + "S5: q = 1.0e-14 / 2.6958e-5 + 0.0714286 * 1.8e-5 / (1.8e-5 + 2.6958e-5) = 0.0285984\nS6: pH = -log(2.6958e-5) = 4.5693",
    "balance left out": STATED + "S3: h = 2.6958e-5\nS4: pH = -log(2.6958e-5) = 4.5693",
    "one side alone": STATED + "S3: h = 2.6958e-5\nS4: p = 2.6958e-5 + 0.0285714 = 0.0285984\nS5: pH = -log(2.6958e-5) = 4.5693",
    "pH first": "S1: pH = -log(2.6958e-5) = 4.5693\n" + STATED.replace("S", "S1"),
    "the same sum twice": STATED
    + "S3: h = 2.6958e-5\nS4: p = 2.6958e-5 + 0.0285714 = 0.0285984\nS5: q = 0.0285714 + 2.6958e-5 = 0.0285984\nS6: pH = -log(2.6958e-5) = 4.5693",
    "another [H+]": STATED + "S3: h = 2.5000e-5",
}
REASONS = {"in mol/L": "", "another [H+]": "number"}


@pytest.mark.parametrize("case", LINES)
def test_a_stated_acidity_is_checked_on_both_sides_of_the_balance(case):
    assert round(float(answer(VINEGAR)), 4) == 4.5693
    verdict = verify_trace(VINEGAR, f"{LINES[case]}\n\n<answer>\n4.57\n</answer>")
    assert verdict.reason == REASONS.get(case, "milestone"), verdict
