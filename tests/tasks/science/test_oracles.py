"""How the oracles of science read answers: whatever the verifiers accept of hostile text, they have to read too."""

from fractions import Fraction

import pytest

from synth.pipelines.oracles.science._plain import read
from synth.pipelines.oracles.science.redox import check

READ = (
    ("40.0 s", Fraction(40), "s"),
    ("**3.91 *10^3**  km.", Fraction(3910), "km"),
    ("3.91 X 10^-3 km", Fraction(391, 10**5), "km"),
    ("60.  mL", Fraction(60), "mL"),
    ("= -20.8 cm", Fraction(-104, 5), "cm"),
    ("23/46 Ω", Fraction(1, 2), "Ω"),
    ("46.0 L2/(mol^2s)", Fraction(46), "L2/(mol2s)"),
    ("0.97/min", Fraction(97, 100), "/min"),
    ("0.97 1/min", Fraction(97, 100), "/min"),
)


@pytest.mark.parametrize(("answer", "number", "unit"), READ)
def test_a_quantity_is_read_in_any_layout(answer, number, unit):
    assert read(answer) == (number, unit)


@pytest.mark.parametrize("answer", ["", "s", "40 41 s", "1/0 s", "4,0 s"])
def test_what_is_no_quantity_is_not_read(answer):
    assert read(answer) is None


LOOSE = (
    "73 S^2- + 25 NO3^- + 96 H2O--> 9 N2 + 7 NH3 + 73 S + 171 OH^-",
    "73 S^2- + 25 NO3^-1+ 96 H2O -> 9 N2 + 7 NH3 + 73 S + 171 OH^-",
)
SULPHIDE = {"left": ["S^2-", "NO3^-"], "right": ["N2", "NH3", "S"], "medium": "OH^-", "half": False}
SULPHIDE |= {"ratios": [{"one": "N2", "a": 9, "other": "NH3", "b": 7}]}


@pytest.mark.parametrize("answer", LOOSE)
def test_an_equation_is_read_with_any_arrow(answer):
    assert check(SULPHIDE, answer) and not check(SULPHIDE, answer.replace("73", "72"))
