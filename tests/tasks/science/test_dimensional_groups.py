"""Dimensional groups: products as models write them, ranks, and sets that are known from textbooks."""

from fractions import Fraction
from random import Random

import pytest
import sympy

from synth.generators.science.dimensional_groups.pools import POOLS
from synth.verifiers.parsers.unit_products import unit
from synth.verifiers.science.dimensional_groups import DimensionalGroups, Quantity, exponents, groups, rank, verify, verify_trace
from synth.verifiers.science.dimensional_groups.products import readings

REYNOLDS = {"rho": 1, "v": 1, "D": 1, "mu": -1}
SYMBOLS = dict.fromkeys(("rho", "v", "D", "mu", "F", "g", "l", "T", "sigma", "p"))


@pytest.mark.parametrize(
    ("text", "exponents"),
    [
        ("rho * v * D / mu", REYNOLDS),
        ("ρvD/μ", REYNOLDS),
        (r"\frac{\rho v D}{\mu}", REYNOLDS),
        (r"$\Pi_2 = \dfrac{\rho \, v \cdot D}{\mu}$", REYNOLDS),
        ("Re = rho v D mu^-1", REYNOLDS),
        ("Re = (ρ·v·D)/μ", REYNOLDS),
        (r"\rho\,v\,D\,\mu^{-1}", REYNOLDS),
        ("(mu/(rho v D))^-1", REYNOLDS),
        ("(mu/(rho v D))^(-1)", REYNOLDS),
        ("- rho v D / mu", REYNOLDS),
        ("2 * rho * v * D / mu", REYNOLDS),
        ("π ρ v D/(4 μ)", REYNOLDS),
        ("F/(1/2 * rho * v**2 * D**2)", {"F": 1, "rho": -1, "v": -2, "D": -2}),
        ("F ρ⁻¹ v⁻² D⁻²", {"F": 1, "rho": -1, "v": -2, "D": -2}),
        ("v / sqrt(g l)", {"v": 1, "g": Fraction(-1, 2), "l": Fraction(-1, 2)}),
        (r"\frac{v}{\sqrt{g l}}", {"v": 1, "g": Fraction(-1, 2), "l": Fraction(-1, 2)}),
        ("v/√(g*l)", {"v": 1, "g": Fraction(-1, 2), "l": Fraction(-1, 2)}),
        ("v * (g * l)^(-1/2)", {"v": 1, "g": Fraction(-1, 2), "l": Fraction(-1, 2)}),
        (r"v (g l)^{-\frac12}", {"v": 1, "g": Fraction(-1, 2), "l": Fraction(-1, 2)}),
        ("v * g^-0.5 * l^-0.5", {"v": 1, "g": Fraction(-1, 2), "l": Fraction(-1, 2)}),
        (r"T \sqrt[3]{g}", {"T": 1, "g": Fraction(1, 3)}),
        ("sqrt(g l)(v)", {"g": Fraction(1, 2), "l": Fraction(1, 2), "v": 1}),
        ("sqrt(3) * v", {"v": 1}),
        ("v^1/2", {"v": 1}),
        ("rho + v", None),
        ("rho v q", None),
        ("rho v2 D", None),
        ("ρv2/p", None),
        ("0 * rho", None),
        ("rho^", None),
        ("rho / ", None),
        ("(rho", None),
        ("sin(v)", None),
        ("v^100", None),
        ("rho v^(2", None),
    ],
)
def test_products_are_read(text, exponents):
    found = readings(text, SYMBOLS)
    assert (found[0] if found else None) == exponents


def test_a_stroke_before_factors_without_a_sign_is_read_twice():
    assert readings("v / g l", SYMBOLS) == [{"v": 1, "g": -1, "l": 1}, {"v": 1, "g": -1, "l": -1}]
    assert readings("v / g * l", SYMBOLS) == [{"v": 1, "g": -1, "l": 1}]


@pytest.mark.parametrize("seed", range(30))
def test_ranks_are_those_of_sympy(seed):
    rng = Random(seed)
    rows = [[Fraction(rng.randint(-2, 2), rng.randint(1, 3)) for _ in range(rng.choice((4,)))] for _ in range(rng.randint(1, 5))]
    assert rank(rows) == sympy.Matrix(rows).rank()


UNITS = {
    "viscosity": "Pa s", "surface tension": "N/m", "power": "W", "torque": "N m", "thermal conductivity": "W/(m K)",
    "specific heat capacity": "J/(kg K)", "heat transfer coefficient": "W/(m^2 K)", "elastic modulus": "Pa", "stiffness": "N/m",
    "bending stiffness": "N m^2", "damping coefficient": "N s/m", "voltage": "V", "resistance": "Ω", "capacitance": "F", "inductance": "H",
    "charge": "C", "magnetic flux density": "T", "electric field": "V/m", "permittivity": "F/m", "permeability": "H/m",
    "conductivity": "A/(V m)", "gravitational constant": "N m^2/kg^2", "boltzmann constant": "J/K", "planck constant": "J s",
    "radiation constant": "W/(m^2 K^4)", "irradiance": "W/m^2", "pressure": "Pa", "stress": "Pa", "energy": "J", "force": "N",
}  # fmt: skip


@pytest.mark.parametrize("quantity", UNITS)
def test_units_are_those_of_the_formula_sheet(quantity):
    entries = [powers for pool in POOLS for called, _, powers in pool if called == quantity]
    dimension = unit(UNITS[quantity])[1]
    metre, kilogram, second, ampere, kelvin = (unit(base)[1].index(1) for base in ("m", "kg", "s", "A", "K"))
    assert entries and all(powers == tuple(dimension[n] for n in (kilogram, metre, second, kelvin, ampere)) for powers in entries)


def test_quantities_of_one_name_have_one_unit():
    units = {(called, powers) for pool in POOLS for called, _, powers in pool}
    assert len(units) == len({called for called, _ in units})


def test_natural_convection_has_its_textbook_groups():
    """Nusselt, Prandtl and Grashof numbers; buoyancy is counted as g beta T."""
    told = {"h": (1, 0, -3, -1, 0), "L": (0, 1, 0, 0, 0), "k": (1, 1, -3, -1, 0), "mu": (1, -1, -1, 0, 0), "c": (0, 2, -2, -1, 0)}
    told |= {"rho": (1, -3, 0, 0, 0), "g": (0, 1, -2, 0, 0), "beta": (0, 0, 0, -1, 0), "T": (0, 0, 0, 1, 0)}
    problem = DimensionalGroups(0, tuple(Quantity("some", symbol, powers) for symbol, powers in told.items()), ())
    assert groups(problem) == 5
    known = "h L / k; mu c / k; rho^2 g beta T L^3 / mu^2; beta T; rho^2 c T L^2 / mu^2"
    assert verify(problem, known).accepted
    assert verify(problem, known.replace("beta T;", "mu c^2 / (k c);")).reason == "dependent"


PENDULUM = DimensionalGroups(
    3,
    (
        Quantity("period", "T", (0, 0, 1, 0, 0)),
        Quantity("length", "l", (0, 1, 0, 0, 0)),
        Quantity("gravitational acceleration", "g", (0, 1, -2, 0, 0)),
        Quantity("mass", "m", (1, 0, 0, 0, 0)),
    ),
    (),
)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("S1: T^2 * l^x1 * g^x2\nS2: m: x1 + x2 = 0\nS3: s: 2 - 2 x2 = 0\nS4: x1 = -1, x2 = 1", ""),
        ("S1: Pi = T * l^x1 * g^x2\nS2: s: 2*x2 = 1\nS3: m: x1 = -x2\nS4: x2 = 1/2 and x1 = -0.5", ""),
        ("S1: T^2 * l^x1 * g^x2\nS2: s: 2 - 2 * x2 = 0\nS3: x1 = -1, x2 = 1", "missing"),
        ("S1: T^2 * l^x1 * g^x2\nS2: m: x1 + x2 = 0\nS3: s: 2 - 2 * x2 = 0\nS4: x2 = 1", "missing"),
        ("S1: T^2 * l^x1 * g^x2\nS2: m: x1 + x2 = 0\nS3: s: 2 - 2 * x2 = 0\nS4: x1 = 1, x2 = 1", "solution"),
        ("S1: T^2 * l^x1 * g^x2\nS2: m: x1 - x2 = 0", "equation"),
        ("S1: T^2 * l^x1 * g^x2\nS2: m: x1 = 0", "equation"),
        ("S1: T^2 * l^x1 * g^x2\nS2: m: x1 + x2 = 1", "equation"),
        ("S1: m: x1 + x2 = 0", "order"),
        ("S1: T^2 * l^x1 * a^x2", "format"),
        ("S1: T^2 * l^x1 * g^x2\nS2: m: x1 + x2 = 0\nS3: s: 2 - 2 * x2 = 0", "milestone"),
        ("S1: T^x1\nS2: s: x1 = 0\nS3: x1 = 0", "milestone"),  # the group 1
        ("", "missing"),
    ],
)
def test_exponents_solve_an_equation_for_each_unit(lines, reason):
    assert verify_trace(PENDULUM, f"{lines}\n\n<answer>\nT^2 * g / l\n</answer>").reason == reason


def test_the_way_by_pencil_has_an_equation_for_each_unit():
    symbols = {quantity.symbol: quantity.dimension for quantity in PENDULUM.quantities}
    group = {"T": Fraction(2), "g": Fraction(1), "l": Fraction(-1)}
    assert exponents.lines([group], ["T"], symbols) == [
        "T^2 * l^x1 * g^x2 * m^x3",
        "kg: x3 = 0",
        "m: x1 + x2 = 0",
        "s: 2 - 2 * x2 = 0",
        "x1 = -1, x2 = 1, x3 = 0",
    ]
