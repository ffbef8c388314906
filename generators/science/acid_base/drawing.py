"""Mixtures of acids and bases as a laboratory has them: concentrations, volumes, constants."""

from random import Random

from synth.verifiers.science._given import Given
from synth.verifiers.science.acid_base import Portion, Weak
from synth.verifiers.science.acid_base.substances import FORMS, STRONG, SYSTEMS, SystemName

CONSTANTS: dict[SystemName, tuple[tuple[str, ...], ...]] = {
    "CH3COOH": (("1.8e-5",), ("1.75e-5",), ("1.74e-5",), ("1.76e-5",)),
    "HCOOH": (("1.8e-4",), ("1.77e-4",), ("1.7e-4",)),
    "HF": (("6.8e-4",), ("6.3e-4",), ("7.2e-4",), ("6.6e-4",)),
    "HNO2": (("4.5e-4",), ("5.6e-4",), ("7.1e-4",), ("4.0e-4",)),
    "HClO": (("3.0e-8",), ("2.9e-8",), ("4.0e-8",), ("3.5e-8",)),
    "HCN": (("6.2e-10",), ("4.9e-10",), ("4.0e-10",)),
    "CH2ClCOOH": (("1.4e-3",), ("1.36e-3",), ("1.35e-3",)),
    "HC3H5O3": (("1.4e-4",), ("1.38e-4",), ("1.32e-4",)),
    "NH3": (("1.8e-5",), ("1.76e-5",), ("1.75e-5",), ("1.77e-5",)),
    "CH3NH2": (("4.4e-4",), ("3.7e-4",), ("4.2e-4",)),
    "C5H5N": (("1.7e-9",), ("1.8e-9",), ("1.5e-9",)),
    "H2SO4": (("1.2e-2",), ("1.0e-2",), ("1.3e-2",)),
    "H2CO3": (("4.3e-7", "5.6e-11"), ("4.5e-7", "4.7e-11"), ("4.2e-7", "4.8e-11")),
    "H2C3H2O4": (("1.5e-3", "2.0e-6"), ("1.4e-3", "2.1e-6")),
    "H2C4H4O4": (("6.2e-5", "2.3e-6"), ("6.9e-5", "2.5e-6")),
    "H2C4H4O6": (("9.2e-4", "4.3e-5"), ("1.0e-3", "4.6e-5")),
    "H3PO4": (("7.5e-3", "6.2e-8", "4.2e-13"), ("7.1e-3", "6.3e-8", "4.5e-13"), ("6.9e-3", "6.2e-8", "4.8e-13")),
    "H3C6H5O7": (("7.4e-4", "1.7e-5", "4.0e-7"), ("7.1e-4", "1.7e-5", "4.1e-7")),
}
SIMPLE: tuple[SystemName, ...] = tuple(name for name in CONSTANTS if SYSTEMS[name].steps == 1 and name != "H2SO4")
STRONGEST: tuple[SystemName, ...] = ("HF", "HNO2", "CH2ClCOOH", "HC3H5O3", "CH3NH2", "HCOOH", "CH3COOH", "NH3")
SIMPLE_SOLIDS: tuple[SystemName, ...] = ("CH3COOH", "HCOOH", "HF", "HNO2", "NH3", "CH3NH2")
MANY: tuple[SystemName, ...] = tuple(name for name in CONSTANTS if SYSTEMS[name].steps > 1)
MOLAR = {
    "CH3COONa": "82.03",
    "HCOONa": "68.01",
    "NaF": "41.99",
    "NaNO2": "69.00",
    "NH4Cl": "53.49",
    "CH3NH3Cl": "67.52",
    "Na2CO3": "105.99",
    "NaHCO3": "84.01",
    "NaH2PO4": "119.98",
    "Na2HPO4": "141.96",
    "Na3PO4": "163.94",
    "H2C4H4O6": "150.09",
    "H2C4H4O4": "118.09",
    "H3C6H5O7": "192.12",
    "NaHSO4": "120.06",
    "NaOH": "40.00",
}
"""Molar masses of solids, in g/mol."""
VOLUMES = ("10.0", "15.0", "20.0", "25.0", "30.0", "40.0", "50.0", "60.0", "75.0", "80.0", "100.0", "120.0", "150.0")


def weak(rng: Random, name: SystemName) -> Weak:
    """HA is an acid that no table has."""
    return Weak(name, (f"{rng.uniform(1, 9.9):.1f}e-{rng.randint(4, 7)}",) if name == "HA" else rng.choice(CONSTANTS[name]))


def volume(rng: Random) -> str:
    """In mL."""
    return rng.choice(VOLUMES) if rng.random() < 0.6 else f"{rng.randint(100, 990) / 10:.1f}"


def concentration(rng: Random, low: float, high: float) -> str:
    """In mol/L, to three figures."""
    number = rng.uniform(low, high)
    if rng.random() < 0.4:
        number = float(f"{number:.1g}") if rng.random() < 0.3 else float(f"{number:.2g}")
    return f"{number:.3f}" if number >= 0.0995 else f"{number:.4f}"


def solution(substance: str, millilitres: str, molar: str) -> Portion:
    return Portion(substance, Given(millilitres, "mL"), Given(molar, "mol/L"))


def solid(substance: str, moles: float) -> Portion:
    mass = moles * float(MOLAR[substance])
    if mass < 0.02:
        raise ValueError("less than a balance shows")
    return Portion(substance, Given(f"{mass:.3f}" if mass < 1 else f"{mass:.2f}", "g"), Given(MOLAR[substance], "g/mol"))


def form(name: SystemName, f: int) -> str:
    """The substance of a system with that f."""
    return next(substance for substance, found in SYSTEMS[name].forms.items() if found == f)


def forms(name: SystemName) -> list[int]:
    return list(SYSTEMS[name].forms.values())


def simple(rng: Random, ask: str) -> SystemName:
    """A system of one proton that suits the question."""
    return "HA" if ask.startswith("pKa") else rng.choice(SIMPLE_SOLIDS if ask.startswith("mass") else SIMPLE)


def strong(rng: Random, sign: int, double: bool = True) -> str:
    """A strong acid (-1) or base (1)."""
    return rng.choice([name for name, f in STRONG.items() if f * sign > 0 and (double or abs(f) == 1)])


def moles(portion: Portion) -> float:
    return float(portion.moles)


def reaches(portion: Portion) -> tuple[int, int]:
    """How many protons a mole can lose, and how many it can take."""
    name, f = FORMS[portion.substance]
    if not name:
        return max(0, -f), max(0, f)
    return max(0, SYSTEMS[name].steps - f), max(0, f)
