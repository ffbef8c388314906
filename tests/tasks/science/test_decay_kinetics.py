"""Decay and rates: facts of text-books, series against small steps, and quantities such as laboratories have."""

import math
from fractions import Fraction

import pytest
from drawing import members

from synth.verifiers.science.decay_kinetics import DecayKinetics, answer, route, verify, verify_trace
from synth.verifiers.science.decay_kinetics.cases import Dating, Isotope, Mixture, Rates, Reaction, Row, Run, Series, Value


def v(text):
    number, _, unit = text.partition(" ")
    return Value(number, unit)


NO = v("0")


def run(temperature="0", start="0", end="0", time="0", constant="0"):
    return Run(v(temperature), v(f"{start} mol/L"), v(f"{end} mol/L"), v(f"{time} s"), v(constant))


FACTS = (
    (Isotope(v("8 d"), v("64 MBq"), v("24 d"), v("0 MBq")), 8e6),
    (Isotope(v("0 d"), v("64 MBq"), v("24 d"), v("8 MBq")), 8 * 86400),
    (Isotope(v("8 d"), v("64 MBq"), v("0 d"), v("8 MBq")), 24 * 86400),
    (Isotope(v("5730 yr"), v("100 Bq"), v("0 yr"), v("25 Bq")), 2 * 5730 * 31557600),
    (Dating(v("4.5e9 yr"), v("1"), v("1")), 4.5e9 * 31557600),
    (Dating(v("1.25e9 yr"), v("0.107"), v("0.107")), 1.25e9 * 31557600),
    (Reaction(1, (run(start="0.8", end="0.2", time="100"),), v("0 kJ/mol"), run(), "half-life"), 50),
    (Reaction(2, (run(constant="0.5 L/(mol s)"),), v("0 kJ/mol"), run(start="0.1"), "half-life"), 20),
    (Reaction(0, (run(constant="0.01 mol/(L s)"),), v("0 kJ/mol"), run(start="0.5", time="20"), "end"), 300),  # 0.3 mol/L
    (Reaction(2, (run(constant="1 L/(mol s)"),), v("0 kJ/mol"), run(end="0.25", time="2"), "start"), 500),  # 1/c = 4 - 2
    # twice as fast at 308 K as at 298 K: 8.314 ln 2 / (1/298 - 1/308.15)
    (Reaction(1, (run("298 K", constant="0.01 1/s"), run("35 °C", constant="0.02 1/s")), v("0 kJ/mol"), run(), "barrier"), 52137),
)


@pytest.mark.parametrize(("case", "value"), FACTS)
def test_facts_of_text_books(case, value):
    assert math.isclose(float(case.answer()), value, rel_tol=1e-3)


@pytest.mark.parametrize(("order", "unit"), [(0, "mol/(L s)"), (1, "1/s"), (2, "L/(mol s)")])
def test_a_rate_constant_has_the_unit_of_its_order(order, unit):
    one = Reaction(order, (run(start="0.8", end="0.2", time="100"),), v("0 kJ/mol"), run(), "constant")
    assert one.dimension == v(f"1 {unit}").dimension


def test_orders_are_read_from_a_table():
    """2 NO + Cl2: second order in NO, first in Cl2."""
    rows = (("0.10", "0.10", "0.18"), ("0.10", "0.20", "0.36"), ("0.20", "0.20", "1.44"))
    table = tuple(Row(v(f"{a} mol/L"), v(f"{b} mol/L"), v(f"{rate} mol/(L min)")) for a, b, rate in rows)
    case = Rates(table, (), "constant")
    assert case.law()[:2] == (2, 1)
    assert case.answer() == Fraction(180, 10**6) / 60  # 180 L^2/(mol^2 min)
    with pytest.raises(ValueError, match="one law"):
        Rates(table[:2], (), "constant").law()


@pytest.mark.parametrize("halves", [("10 s", "3 s"), ("3 s", "10 s"), ("5 s", "10 s", "4 s")])
def test_series_against_small_steps(halves):
    case = Series(tuple(map(v, halves)), v("0.9"), v("100 Bq"), v("12 s"), "activity")
    rates = [math.log(2) / float(half.si) for half in case.half_lives]
    atoms, step = [100 / rates[0], *[0.0] * (len(rates) - 1)], 0.0005
    for _ in range(24_000):
        lost = [rate * n * step for rate, n in zip(rates, atoms, strict=True)]
        gained = [0.0, 0.9 * lost[0], *lost[1:]]
        atoms = [n - out + more for n, out, more in zip(atoms, lost, gained, strict=False)]
    assert math.isclose(float(case.answer()), rates[-1] * atoms[-1], rel_tol=1e-3)


def test_the_share_of_decays_is_a_number():
    with pytest.raises(ValueError, match="a share"):
        Series((v("10 h"), v("1 h")), v("0.9 GBq"), v("384 GBq"), v("3 h"), "activity")


def test_the_greatest_activity_is_that_of_its_time():
    halves = (v("12.8 d"), v("1.68 d"))
    when = Series(halves, v("1"), v("50 MBq"), v("0 d"), "time of greatest").answer()
    most = Series(halves, v("1"), v("50 MBq"), v("0 d"), "greatest").answer()
    case = Series(halves, v("1"), v("50 MBq"), v("1 d"), "activity")
    assert most == case.activity(when) > max(case.activity(when * 99 / 100), case.activity(when * 101 / 100))


@pytest.mark.parametrize(("ask", "unit"), [("time of greatest", "d"), ("greatest", "MBq")])
def test_the_way_by_pencil_to_the_greatest_activity(ask, unit):
    case = Series((v("12.8 d"), v("1.68 d")), v("0.9"), v("50 MBq"), v("0 d"), ask)
    problem = DecayKinetics(("Ba-140", "La-140"), case, unit, 3)
    assert float(route(problem).result) == pytest.approx(float(answer(problem)), rel=1e-9)


def test_a_mixture_is_taken_apart():
    """60 and 40 at first; after 10 s 15 and 20."""
    case = Mixture((v("5 s"), v("10 s")), v("100 Bq"), v("10 s"), v("35 Bq"), v("0 s"), "one")
    assert abs(case.answer() - 60) < Fraction(1, 10**20)


@pytest.mark.parametrize("level", range(1, 11))
def test_quantities_are_realistic(level):
    for sample in members("science/decay_kinetics", level, 20):
        case = sample.problem.case
        assert verify(sample.problem, sample.answer)
        if isinstance(case, Rates):
            assert all(row.rate.si <= 50 for row in case.rows)  # mol/(m^3 s): nothing reacts in less than ten seconds
            assert case.ask != "rate" or answer(sample.problem) <= 50
        if isinstance(case, Reaction):
            assert all(270 < one.temperature.si < 390 for one in (*case.runs, case.asked) if one.temperature.unit)
            assert case.ask != "barrier" or 20_000 < answer(sample.problem) < 200_000


@pytest.mark.parametrize("level", range(1, 11))
def test_the_way_by_pencil_leads_to_the_answer(level):
    for sample in members("science/decay_kinetics", level, 20):
        assert float(route(sample.problem).result) == pytest.approx(float(answer(sample.problem)), rel=1e-9)


IODINE = DecayKinetics(("I-131",), Isotope(v("8.02 d"), v("37.0 MBq"), v("21.3 d"), v("0 MBq")), "MBq", 3)  # 37.0 / 2^2.6559 = 5.871
TABLE = DecayKinetics(
    (),
    Rates(
        tuple(
            Row(v(f"{a} mol/L"), v(f"{b} mol/L"), v(f"{rate} mol/(L s)"))
            for a, b, rate in (("0.13", "0.17", "0.3757"), ("0.13", "0.34", "0.7514"), ("0.26", "0.34", "1.5028"))
        ),
        (Row(v("0.41 mol/L"), v("0.53 mol/L"), v("0 mol/(L s)")),),
        "rate",
    ),
    *("mol/(L s)", 3),
)
"""k = 0.3757 / (0.13 * 0.17) = 17; 17 * 0.41 * 0.53 = 3.694."""

SOUND = (
    (IODINE, "S1: n = 21.3 / 8.02 = 2.65586\nS2: A = 37.0 / 2^2.65586 = 5.871"),
    (IODINE, "S1: k = ln(2) / 8.02 d = 0.086427 1/d\nS2: A = 37.0 MBq * exp(-0.086427 1/d * 21.3 d) = 5.871 MBq"),
    (IODINE, "S1: k = 0.693 / 8.02 = 0.08641\nS2: k t = 0.08641 * 21.3 = 1.8405\nS3: A = 37 * e^(-1.8405) = 5.8729"),
    (IODINE, "S1: A = 37.0 * (1/2)^(21.3/8.02) = 5.871 MBq"),
    (TABLE, "S1: k = 0.3757 / (0.13 * 0.17) = 17\nS2: r = 17 * 0.41 * 0.53 = 3.694"),
    (
        TABLE,
        "S1: k = 1.5028 mol/(L s) / (0.26 mol/L * 0.34 mol/L) = 17 L/(mol s)\nS2: r = 17 L/(mol s) * 0.41 mol/L * 0.53 mol/L = 3.694 mol/(L s)",
    ),
    (TABLE, "S1: r = 0.7514 * (0.41 / 0.13) * (0.53 / 0.34) = 3.694"),
)
UNSOUND = (
    (IODINE, "S1: A = 37.0 * exp(-21.3 / 8.02) = 2.599", "milestone"),
    (IODINE, "S1: n = 21.3 / 8.02 = 2.65586\nS2: A = 37.0 / 2^2.6 = 6.103", "number"),
    (IODINE, "S1: A = 37.0 MBq * exp(-ln(2) * 21.3 d / 8.02 d) = 5.871 d", "unit"),
    (TABLE, "S1: k = 0.3757 / (0.13 * 0.17^2) = 100\nS2: r = 100 * 0.41 * 0.53^2 = 11.52", "milestone"),
    (TABLE, "S1: r = 17 * 0.41 * 0.53 = 3.694", "milestone"),  # 17 from nowhere
)


@pytest.mark.parametrize(("asked", "lines"), SOUND)
def test_a_sound_derivation_is_accepted_in_any_style(asked, lines):
    assert verify_trace(asked, f"{lines}\n\n<answer>\n{'5.87 MBq' if asked is IODINE else '3.69 mol/(L s)'}\n</answer>")


@pytest.mark.parametrize(("asked", "lines", "reason"), UNSOUND)
def test_an_unsound_derivation_is_not(asked, lines, reason):
    assert verify_trace(asked, f"{lines}\n\n<answer>\n{'5.87 MBq' if asked is IODINE else '3.69 mol/(L s)'}\n</answer>").reason == reason
