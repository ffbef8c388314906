"""Gas laws: facts of text-books and problems worked out by hand."""

from fractions import Fraction

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators.science.gas_laws import VAPOUR
from synth.verifiers.science._given import Given
from synth.verifiers.science.gas_laws import GasLaws, answer, verify
from synth.verifiers.science.gas_laws.vessels import Effusion, GasPortion, Stage, Vessel, kelvin, run

OPEN, CLOSE = Stage("open", 0, (), ""), Stage("close", 0, (), "")


def vessel(volume, temperature, *gases, vapour=""):
    portions = tuple(GasPortion(name, Given(number, unit), vapour) for name, number, unit in gases)
    return Vessel(Given(volume, "L"), Given(temperature, "°C"), portions)


def heat(place, temperature):
    return Stage("heat", place, (Given(temperature, "°C"),), "")


def problem(ask, unit, vessels, stages=(), place=0, gas="", other="", told=(), effusion=()):
    return GasLaws(ask, tuple(vessels), tuple(stages), place, gas, other, told, effusion, unit)


BY_HAND = (
    # one mole at 0 °C in 22.4 L: 101.4 kPa
    (problem("pressure", "kPa", [vessel("22.4", "0", ("N2", "1", "mol"))]), 101_380, 20),
    # 3 L of 150 kPa into 2 L more: 90 kPa
    (problem("pressure", "kPa", [vessel("3", "20", ("He", "150", "kPa")), vessel("2", "20")], [OPEN]), 90_000, 1),
    # 0 °C to 273.15 °C doubles the pressure
    (problem("pressure", "kPa", [vessel("1", "0", ("He", "100", "kPa"))], [heat(0, "273.15")]), 200_000, 1),
    # one of two equal vessels, joined, made twice as warm: 1/3 of the gas is left in it, 4/3 of the pressure
    (
        problem(
            "pressure", "kPa", [vessel("1", "0", ("He", "90", "kPa")), vessel("1", "0", ("He", "90", "kPa"))], [OPEN, heat(1, "273.15")]
        ),
        120_000,
        1,
    ),
    # half of the helium is let out
    (
        problem("mass", "g", [vessel("1", "25", ("He", "4.003", "g"))], [Stage("release", 0, (Given("1239.4", "kPa"),), "")], gas="He"),
        Fraction("0.0020015"),
        Fraction("0.000001"),
    ),
    # X takes twice as long as CH4: 64.168 g/mol
    (
        problem(
            "mass", "g", [vessel("1", "25", ("X", "0.5", "mol"))], gas="X", effusion=(Effusion("CH4", Given("20", "s"), Given("10", "s")),)
        ),
        Fraction("0.032084"),
        0,
    ),
    # 103.17 kPa with 3.17 kPa of vapour: 100 kPa in 24.79 L at 25 °C are a mole
    (problem("amount", "mol", [vessel("24.79", "25", ("H2", "103.17", "kPa"), vapour="3.17")]), 1, Fraction("0.0002")),
    # equal amounts of H2 and SF6: 8.51 times as much hydrogen
    (
        problem("ratio", "", [vessel("1", "25", ("H2", "1", "mol"), ("SF6", "1", "mol"))], gas="H2", other="SF6"),
        Fraction("8.5118"),
        Fraction("0.0001"),
    ),
    # what makes 200 kPa out of 1 L with 100 kPa of argon, at the same temperature: as much again
    (
        problem("start", "g", [vessel("1", "0", ("He", "0", "g"), ("Ar", "1.7592", "g"))], gas="He", told=(Given("200", "kPa"),)),
        Fraction("0.00017627"),
        Fraction("0.0000001"),
    ),
)


@pytest.mark.parametrize(("task", "value", "off"), BY_HAND)
def test_problems_worked_out_by_hand(task, value, off):
    assert abs(answer(task) - value) <= off


def test_valves_keep_what_was_mixed():
    task = problem(
        "partial", "kPa", [vessel("3", "20", ("He", "150", "kPa")), vessel("2", "20", ("Ar", "50", "kPa"))], [OPEN, CLOSE], gas="Ar"
    )
    state = run(task.vessels, task.stages, task.effusion)
    assert not state.joined and answer(task) == 20_000
    assert state.moles[0]["He"] / state.moles[1]["He"] == Fraction(3, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"stages": (CLOSE,)},
        {"stages": (OPEN, OPEN)},
        {"stages": (Stage("release", 0, (Given("500", "kPa"),), ""),)},
        {"stages": (Stage("add", 0, (Given("1", "g"),), "X"),)},
        {"vessel": 2},
        {"unit": "g"},
        {"gas": "Kr", "ask": "partial"},
        {"told": (Given("1", "kPa"),)},
    ],
)
def test_what_has_no_sense_is_refused(change):
    task = problem("pressure", "kPa", [vessel("3", "20", ("He", "150", "kPa")), vessel("2", "20")], [OPEN])
    with pytest.raises(ValueError, match=r"."):
        replace(task, **change)


def test_a_temperature_may_be_told_in_degrees():
    task = problem("temperature", "K", [vessel("2", "27", ("Ar", "100", "kPa"))], told=(Given("150", "kPa"),))
    assert verify(task, "450 K") and verify(task, "177 °C") and verify(task, "450") and not verify(task, "177 K")


@pytest.mark.parametrize("level", range(1, 11))
def test_quantities_are_such_as_a_laboratory_has(level):
    for sample in members("science/gas_laws", level, 20):
        task = sample.problem
        state = run(task.vessels, task.stages, task.effusion)
        assert all(0.3 < float(one.volume.number) < 16 for one in task.vessels) and all(265 < t < 480 for t in state.kelvins)
        assert all(state.pressure(number) < 2_500_000 for number in range(len(task.vessels)))
        for one in task.vessels:
            assert all(VAPOUR[int(kelvin(one.temperature) - Fraction("273.15"))] == gas.vapour for gas in one.gases if gas.vapour)
