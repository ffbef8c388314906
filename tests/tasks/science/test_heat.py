"""Heat: facts of text-books, each region of the enthalpy, machines and cycles, and what is refused."""

from fractions import Fraction

import pytest
from drawing import members

from synth.verifiers.science._given import Given
from synth.verifiers.science.heat import Heat, answer, begun, states
from synth.verifiers.science.heat.vessel import Constants, State, Step, Told, cycle, phases

ROUND = Constants(*(Given(n, "J/(kg K)") for n in ("2000", "4000", "2000")), *(Given(n, "kJ/kg") for n in ("320", "2200")))


def step(kind, substance="", celsius=0, **told):
    amounts = {name: (*text.split(" ", 1), "") for name, text in told.items()}
    return Step(kind, substance, celsius, tuple(Told(name, Given(number, unit)) for name, (number, unit, *_) in amounts.items()))


def problem(steps, ask="temperature", found=(), unit="°C", vessel=0):
    return Heat(ROUND, vessel, tuple(steps), ask, tuple(Given(*text.split(" ")) for text in found), 3, unit)


WATER = step("add", "water", 20, m="1 kg")
ICE = step("add", "ice", -10, m="1 kg")
GAS = {"p1": "100 kPa", "p2": "300 kPa", "V1": "1 L", "V2": "3 L"}

FACTS = (
    (problem([WATER, step("add", "water", 80, m="1 kg")]), 50),
    (problem([WATER, step("add", "ice", 0, m="200 g")]), Fraction(80 - 64, 4) / Fraction(6, 5)),
    (problem([WATER, ICE], "ice", unit="g"), 1 - Fraction(60, 320)),  # 80 kJ less 20 kJ
    (problem([WATER, ICE], "liquid", unit="g"), 1 + Fraction(60, 320)),
    (problem([WATER, step("add", "ice", -60, m="10 kg")]), Fraction(80 + 320 - 1200, 22)),  # all freezes
    (problem([WATER, step("add", "steam", 100, m="100 g")]), Fraction(80 + 220 + 40) / Fraction(44, 10)),
    (problem([WATER, step("add", "steam", 100, m="1 kg")], "steam", unit="g"), 1 - Fraction(320, 2200)),
    (problem([WATER, step("add", "steam", 140, m="100 kg")]), 100 + Fraction(5480, 202)),  # all boils
    (problem([WATER, step("metal", "iron", 120, m="1 kg", c="1000 J/(kg K)")]), 40),
    (problem([WATER], vessel=100), 20),
    (problem([WATER, step("heat", P="500 W", t="4 min", e="0.5")]), 35),
    (problem([WATER, step("draw", Q="240 kJ")], "ice", unit="g"), Fraction(1, 2)),
    (problem([WATER, ICE, step("remove", "ice"), step("heat", P="1 kW", t="95 s", e="1")]), 20),  # 1.1875 kg, 95 kJ
    (problem([WATER, ICE, step("remove", "water"), step("add", "water", 80, m="1625 g")]), Fraction(520 - 260) / 4 / Fraction(39, 16)),
    (problem([WATER, step("remove", "half"), step("add", "water", 50, m="500 g")]), 35),
    (problem([WATER, ICE, step("engine", "", 273, Q="320 kJ")], "ice", unit="g"), 1 - Fraction(220, 320)),
    (problem([WATER, ICE, step("fridge", "", 27, W="2 kJ")], "ice", unit="g"), 1 - Fraction(60, 320) + 2 * Fraction(273, 27) / 320),
    (problem([step("rectangle", n="1", **GAS)], "work", unit="J"), 400),
    (problem([step("rectangle", n="1", **GAS)], "taken", unit="J"), 300 + 1500),
    (problem([step("rectangle", n="1", **GAS)], "waste", unit="J"), 1400),
    (problem([step("triangle", n="1", **GAS)], "work", unit="J"), 200),
    (problem([step("triangle", n="1", **GAS)], "efficiency", unit=""), Fraction(200, 1200 + 400)),
    (problem([WATER, step("triangle", n="100", **GAS)], vessel=0), 20 + Fraction(140, 4)),
    (problem([WATER, step("add", "ice", 0)], "temperature", ["10 °C"], "g"), Fraction(40, 360)),
    (problem([WATER, step("add", "ice", -10)], "ice", ["320 g"], "g"), Fraction(80 + Fraction(32 * 32, 10), 340)),
    (problem([WATER, step("metal", "iron", 120, m="1 kg")], "temperature", ["40 °C"], "J/(kg K)"), 1000),
    (problem([WATER, ICE, step("remove", "ice"), step("heat", P="1 kW", e="1")], "temperature", ["20 °C"], "s"), 95),
)


@pytest.mark.parametrize(("one", "value"), FACTS)
def test_facts_of_text_books(one, value):
    assert answer(one) == value


def test_enthalpy_and_phases_are_inverse():
    """Each region, and its borders, with a vessel of 500 J/K: all ice, melting, liquid, boiling, all steam."""
    for celsius, ice, liquid, steam in (
        (-8, 2, 0, 0),
        (0, 2, 0, 0),
        (0, 1, 1, 0),
        (0, 0, 2, 0),
        (50, 0, 2, 0),
        (100, 0, 1, 1),
        (130, 0, 0, 2),
    ):
        enthalpy = ice * (2000 * celsius - 320_000) + liquid * 4000 * celsius + 500 * celsius
        enthalpy += steam * (400_000 + 2_200_000 + 2000 * (celsius - 100))
        assert phases(ROUND.si, State(Fraction(2), Fraction(500), Fraction(enthalpy))) == (celsius, ice, liquid, steam)


def test_a_gas_obeys_the_first_law():
    for kind in ("rectangle", "triangle"):
        one = step(kind, n="1", **GAS)
        taken, work = cycle(one, one.values)
        out = Fraction(5, 2) * 100 * 2 + Fraction(3, 2) * 3 * 200  # down at 3 L, back at 100 kPa
        assert taken - work == out


def test_what_does_not_go_is_refused():
    for steps, ask, unit in (
        ([WATER, step("remove", "ice")], "temperature", "°C"),
        ([WATER, ICE, step("engine", "", 200, Q="900 kJ")], "temperature", "°C"),
        ([WATER, step("fridge", "", 27, W="2 kJ")], "temperature", "°C"),
        ([WATER], "ice", "g"),
        ([step("heat", P="1 W", t="1 s", e="1")], "temperature", "°C"),
        ([WATER], "temperature", "g"),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            problem(steps, ask, unit=unit)


@pytest.mark.parametrize("level", range(1, 11))
def test_quantities_are_realistic(level):
    for sample in members("science/heat", level, 20):
        one = sample.problem
        if one.found or one.ask in ("work", "taken", "waste", "efficiency"):
            assert 0 < answer(one) < 10**6
            continue
        assert begun(one.vessel, 20).capacity < 500
        for state in states(one):
            assert 0 < state.mass < 8 and -60 <= phases(one.constants.si, state).celsius < 300
