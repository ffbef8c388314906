"""Circuits: facts of text-books, the network's equations at a solution, and one form for copies."""

from fractions import Fraction

import pytest
from drawing import members

from synth.verifiers.science._network import Branch, potentials
from synth.verifiers.science.circuits import Capacitor, Circuits, Reading, Resistor, Source, answer

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
