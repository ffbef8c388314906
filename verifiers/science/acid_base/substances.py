"""Substances that take or give protons in water: the system that each belongs to, and where it stands in it.

A system is what a weak acid becomes by losing its protons one after another. A substance that dissolves in its form f (f protons lost, made
up for by sodium; or protons not yet lost, made up for by chloride) adds f - n to the charge per mole, n being the mean number of protons
lost in the solution. A strong acid or base is of no system: f is minus its protons, or its hydroxide ions."""

from typing import Literal, NamedTuple, get_args


class System(NamedTuple):
    forms: dict[str, int]
    """Each substance of it and its f: `{"CH3COOH": 0, "CH3COONa": 1}`."""
    steps: int
    """Protons that it can lose by equilibria."""
    base: bool = False
    """Whether it is named after the base, by K_b."""


def _pair(acid: str, salt: str) -> System:
    return System({acid: 0, salt: 1}, 1)


def _base(base: str, salt: str) -> System:
    return System({base: 1, salt: 0}, 1, True)


SYSTEMS: dict[str, System] = {
    "CH3COOH": _pair("CH3COOH", "CH3COONa"),
    "HCOOH": _pair("HCOOH", "HCOONa"),
    "HF": _pair("HF", "NaF"),
    "HNO2": _pair("HNO2", "NaNO2"),
    "HClO": _pair("HClO", "NaClO"),
    "HCN": _pair("HCN", "NaCN"),
    "CH2ClCOOH": _pair("CH2ClCOOH", "CH2ClCOONa"),
    "HC3H5O3": _pair("HC3H5O3", "NaC3H5O3"),
    "HA": _pair("HA", "NaA"),
    "NH3": _base("NH3", "NH4Cl"),
    "CH3NH2": _base("CH3NH2", "CH3NH3Cl"),
    "C5H5N": _base("C5H5N", "C5H5NHCl"),
    "H2SO4": System({"H2SO4": -1, "NaHSO4": 0, "Na2SO4": 1}, 1),
    "H2CO3": System({"NaHCO3": 1, "Na2CO3": 2}, 2),
    "H2C3H2O4": System({"H2C3H2O4": 0, "NaHC3H2O4": 1, "Na2C3H2O4": 2}, 2),
    "H2C4H4O4": System({"H2C4H4O4": 0, "NaHC4H4O4": 1, "Na2C4H4O4": 2}, 2),
    "H2C4H4O6": System({"H2C4H4O6": 0, "NaHC4H4O6": 1, "Na2C4H4O6": 2}, 2),
    "H3PO4": System({"H3PO4": 0, "NaH2PO4": 1, "Na2HPO4": 2, "Na3PO4": 3}, 3),
    "H3C6H5O7": System({"H3C6H5O7": 0, "NaH2C6H5O7": 1, "Na2HC6H5O7": 2, "Na3C6H5O7": 3}, 3),
}
STRONG: dict[str, int] = {"HCl": -1, "HNO3": -1, "HClO4": -1, "NaOH": 1, "KOH": 1, "Ba(OH)2": 2}
FORMS: dict[str, tuple[str, int]] = {name: ("", form) for name, form in STRONG.items()} | {
    name: (system, form) for system, one in SYSTEMS.items() for name, form in one.forms.items()
}
"""Each substance: its system, or nothing for a strong one; and its f."""

SystemName = Literal[
    "CH3COOH",
    "HCOOH",
    "HF",
    "HNO2",
    "HClO",
    "HCN",
    "CH2ClCOOH",
    "HC3H5O3",
    "HA",
    "NH3",
    "CH3NH2",
    "C5H5N",
    "H2SO4",
    "H2CO3",
    "H2C3H2O4",
    "H2C4H4O4",
    "H2C4H4O6",
    "H3PO4",
    "H3C6H5O7",
]
assert set(get_args(SystemName)) == set(SYSTEMS)
