"""Circuits: facts of text-books, the network's equations at a solution, and one form for copies."""

from fractions import Fraction

import pytest
from drawing import members

from synth.verifiers.science._network import Branch, potentials
from synth.verifiers.science.circuits import Capacitor, Circuits, Reading, Resistor, Source, answer, proven, route, verify_trace

LADDER = (Resistor(0, 2, 6000), Resistor(2, 1, 12000), Resistor(2, 1, 4000))  # 6 + (12 beside 4) = 9 ohm
BRIDGE = (Resistor(0, 2, 10000), Resistor(2, 1, 20000), Resistor(0, 3, 30000), Resistor(3, 1, 60000), Resistor(2, 3, 5000))
SOURCE, REAL = (Source(0, 1, 9000, 0),), (Source(0, 1, 9000, 1000),)
CHARGED = (Capacitor(2, 1, 100_000),)

FACTS = (
    (Circuits("resistance", LADDER, (), (), (), 0, 0, "Ω", 3), Fraction(9)),
    (Circuits("current", LADDER, SOURCE, (), (), 0, 0, "A", 3), Fraction(1)),
    (Circuits("current", LADDER, SOURCE, (), (), 1, 0, "A", 3), Fraction(1, 4)),
    (Circuits("power", LADDER, SOURCE, (), (), 2, 0, "W", 3), Fraction(9, 4)),
    (Circuits("terminal", LADDER, REAL, (), (), 0, 0, "V", 3), Fraction(81, 10)),
    (Circuits("current", BRIDGE, SOURCE, (), (), 4, 0, "A", 3), Fraction(0)),  # balanced
    (Circuits("voltage", BRIDGE, SOURCE, (), (), 1, 0, "V", 3), Fraction(6)),
    (Circuits("unknown", (*LADDER[:2], Resistor(2, 1, 0)), SOURCE, (), (Reading("current", 1, 250_000),), 0, 0, "Ω", 3), Fraction(4)),
    (Circuits("unknown", (*LADDER[:2], Resistor(2, 1, 0)), SOURCE, (), (Reading("voltage", 0, 6_000_000),), 0, 0, "Ω", 3), Fraction(4)),
    (Circuits("match", (*LADDER[:2], Resistor(2, 1, 0)), SOURCE, (), (), 0, 0, "Ω", 3), Fraction(4)),
    (Circuits("greatest", (*LADDER[:2], Resistor(2, 1, 0)), SOURCE, (), (), 0, 0, "W", 3), Fraction(9, 4)),
    (Circuits("constant", LADDER[:2], SOURCE, CHARGED, (), 0, 0, "s", 3), Fraction(4, 10**4)),
    (Circuits("charge", LADDER[:2], SOURCE, CHARGED, (), 0, 0, "µC", 3), Fraction(6, 10**4)),
    (Circuits("energy", LADDER[:2], SOURCE, CHARGED, (), 0, 0, "µJ", 3), Fraction(18, 10**4)),
    (Circuits("first", LADDER[:2], SOURCE, CHARGED, (), 0, 0, "A", 3), Fraction(3, 2)),
    (Circuits("current", LADDER[:1], (Source(0, 2, 9000, 0), Source(2, 0, 9000, 0)), (), (), 0, 0, "A", 3), None),
)


@pytest.mark.parametrize(("problem", "value"), FACTS)
def test_facts_of_text_books(problem, value):
    assert answer(problem) == value


def test_sources_in_a_row_add_up_and_against_each_other_take_away():
    row = [Branch(0, 2, 0, 9000), Branch(2, 1, 1000, 3000), Branch(0, 1, 5000, 0)]
    against = [Branch(0, 2, 0, 9000), Branch(1, 2, 1000, 3000), Branch(0, 1, 5000, 0)]
    for parts, drop in ((row, 10_000), (against, 5_000)):
        alone, _ = potentials(parts, (0, 1))
        assert alone[0] - alone[1] == drop


@pytest.mark.parametrize("level", range(1, 11))
def test_quantities_are_such_as_a_bench_has(level):
    for sample in members("science/circuits", level, 20):
        problem = sample.problem
        assert all(3000 <= s.millivolts <= 24_000 for s in problem.sources)
        if problem.ask in ("current", "first"):
            assert answer(problem) < 7


@pytest.mark.parametrize("level", range(1, 11))
def test_the_way_by_pencil_leads_to_the_answer(level):
    for sample in members("science/circuits", level, 20):
        assert float(route(sample.problem).result) == pytest.approx(float(answer(sample.problem)), rel=1e-6)


SERIES = Circuits(
    "current", (Resistor(0, 2, 47_000), Resistor(2, 1, 33_000), Resistor(2, 1, 66_000)), (Source(0, 1, 9000, 500),), (), (), 2, 0, "mA", 3
)
"""47 + 33 beside 66 = 69 ohm, and 0.5 ohm inside: 0.12950 A, a third of it through the last: 43.165 mA."""
CHARGING = Circuits(
    "energy", (Resistor(0, 2, 4_000_000), Resistor(2, 1, 12_000_000)), SOURCE, CHARGED, (), 0, 0, "mJ", 3
)  # 6.75 V, 2.278 mJ

SOUND = (
    (
        SERIES,
        "S1: R = 1 / (1/33 + 1/66) = 22\nS2: R = 47 + 22 + 0.5 = 69.5\nS3: I = 9 / 69.5 = 0.1295 A\nS4: I3 = 0.1295 * 33 / (33 + 66) = 0.04317 A",
    ),
    (
        SERIES,
        "S1: R = 33 * 66 / (33 + 66) = 22 Ω\nS2: I = 9 V / (47 Ω + 22 Ω + 0.5 Ω) = 129.5 mA\nS3: U = 129.5 mA * 22 Ω = 2.849 V\nS4: I = 2.849 V / 66 Ω = 43.17 mA",
    ),
    (SERIES, "S1: U = (9 / (47 + 0.5)) / (1 / (47 + 0.5) + 1 / 33 + 1 / 66) = 2.849\nS2: I = 2.849 / 66 = 0.04317"),
    (CHARGING, "S1: U = 9 V * 12 kΩ / (4 kΩ + 12 kΩ) = 6.75 V\nS2: W = 0.5 * 100 µF * (6.75 V)^2 = 2.278 mJ"),
    (
        CHARGING,
        "S1: I = 9 / (4000 + 12000) = 5.625e-4 A\nS2: U = 5.625e-4 * 12000 = 6.75\nS3: Q = 100e-6 * 6.75 = 6.75 * 10^-4 C\nS4: W = 6.75 * 10^-4 * 6.75 / 2 = 2.278 * 10^-3",
    ),
)
UNSOUND = (
    (SERIES, "S1: R = 33 + 66 = 99\nS2: I = 9 / (47 + 99 + 0.5) = 0.06143\nS3: 0.06143 * 0.7027 = 0.04317", "number"),
    (SERIES, "S1: I = 9 / (33 * 66 / (33 + 66) + 47 + 0.5) = 0.1295\nS2: I3 = 0.1295 * 66 / (33 + 66) = 0.08633", "milestone"),
    (
        SERIES,
        "S1: I = 9 / (33 * 66 / (33 + 66) + 47 + 0.5) = 0.1295\nS2: I3 = 0.1295 / 3 = 0.04317",
        "milestone",
    ),  # the third wants a reason
    (CHARGING, "S1: W = 0.5 * 100 µF * (9 V)^2 = 4.05 mJ\nS2: W = 4.05 * 9 / 16 = 2.278 mJ", "milestone"),
    (CHARGING, "S1: U = 9 V * 12 kΩ / 4 kΩ = 27 A", "unit"),
)


@pytest.mark.parametrize(("problem", "lines"), SOUND)
def test_a_sound_derivation_is_accepted_in_any_style(problem, lines):
    right = {"current": "43.2 mA", "energy": "2.28 mJ"}[problem.ask]
    assert verify_trace(problem, f"{lines}\n\n<answer>\n{right}\n</answer>")


@pytest.mark.parametrize(("problem", "lines", "reason"), UNSOUND)
def test_an_unsound_derivation_is_not(problem, lines, reason):
    right = {"current": "43.2 mA", "energy": "2.28 mJ"}[problem.ask]
    assert verify_trace(problem, f"{lines}\n\n<answer>\n{right}\n</answer>").reason == reason


UNSOLVED = (
    Circuits("voltage", LADDER[:2], SOURCE * 2, (), (), 0, 0, "V", 3),  # two sources side by side
    Circuits("match", (LADDER[1], Resistor(3, 4, 0)), SOURCE, (), (), 0, 0, "Ω", 3),  # a resistor that hangs on nothing
    Circuits("unknown", (Resistor(0, 2, 0), LADDER[1]), SOURCE, (), (Reading("voltage", 0, 5_000_000),), 0, 0, "Ω", 3),  # read at itself
    Circuits("unknown", (LADDER[0], Resistor(2, 3, 0)), REAL, (), (Reading("current", 0, 175_000),), 0, 0, "Ω", 3),  # at an open end
)


@pytest.mark.parametrize("problem", UNSOLVED)
def test_a_derivation_where_the_pencil_finds_no_way_is_refused(problem):
    text = "S1: 9 / 18 = 0.5\n\n<answer>\n3.00 V\n</answer>"
    assert not verify_trace(problem, text) and not proven(problem, text).progress
