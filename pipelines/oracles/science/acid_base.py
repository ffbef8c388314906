"""Independent route: the concentration of every species at a trial pH, whose charges have to add up to nought; the pH, or the unknown
amount or constant, by halving an interval on a logarithmic scale."""

import math

from synth.pipelines.oracles.science._plain import near, read

# For each substance the strong ions' charge and the name of the weak part, with its formula's hydrogen ions still bound.
STRONG = {"HCl": -1, "HNO3": -1, "HClO4": -1, "NaOH": 1, "KOH": 1, "Ba(OH)2": 2}
SODIUM = {
    "CH3COOH": ("CH3COOH", 0),
    "CH3COONa": ("CH3COOH", 1),
    "HCOOH": ("HCOOH", 0),
    "HCOONa": ("HCOOH", 1),
    "HF": ("HF", 0),
    "NaF": ("HF", 1),
    "HNO2": ("HNO2", 0),
    "NaNO2": ("HNO2", 1),
    "HClO": ("HClO", 0),
    "NaClO": ("HClO", 1),
    "HCN": ("HCN", 0),
    "NaCN": ("HCN", 1),
    "CH2ClCOOH": ("CH2ClCOOH", 0),
    "CH2ClCOONa": ("CH2ClCOOH", 1),
    "HC3H5O3": ("HC3H5O3", 0),
    "NaC3H5O3": ("HC3H5O3", 1),
    "HA": ("HA", 0),
    "NaA": ("HA", 1),
    "H2SO4": ("H2SO4", -1),
    "NaHSO4": ("H2SO4", 0),
    "Na2SO4": ("H2SO4", 1),
    "NaHCO3": ("H2CO3", 1),
    "Na2CO3": ("H2CO3", 2),
    **{f"{['H2', 'NaH', 'Na2'][n]}{rest}": ("H2" + rest, n) for rest in ("C3H2O4", "C4H4O4", "C4H4O6") for n in range(3)},
    **{f"{['', 'Na', 'Na2', 'Na3'][n]}{['H3', 'H2', 'H', ''][n]}{rest}": ("H3" + rest, n) for rest in ("PO4", "C6H5O7") for n in range(4)},
}
"""Acids: how many sodium ions take the place of hydrogen."""
BASES = {"NH3": "NH3", "NH4Cl": "NH3", "CH3NH2": "CH3NH2", "CH3NH3Cl": "CH3NH2", "C5H5N": "C5H5N", "C5H5NHCl": "C5H5N"}


def check(problem: dict, answer: str) -> bool:
    units = {"volume for pH": "mL", "mass for pH": "g", "concentration for pH": "mol/L"}
    unit = units.get(problem["ask"], "")
    number, own = read(answer) or (0, "")
    if own not in ("", unit):
        return False
    gold = _value(problem)
    return near(number, gold, 10.0 ** (math.floor(math.log10(gold)) - problem["digits"] + 1) if unit else 10.0 ** -problem["digits"])


def solutions(problem: dict) -> int:
    """The charge rises with [H+], and with the unknown it goes one way."""
    return 1


def _value(p: dict) -> float:
    if p["ask"] == "pH":
        return _halved(lambda x: _charge(p, x, 0.0), -3.0, 17.0)
    pH = float(p["target"])
    at = _halved(lambda x: _charge(p, pH, 10.0**x), -15.0, 6.0)
    return -at if p["ask"] == "pKa for pH" else 10.0**at


def _halved(function, low: float, high: float) -> float:
    sign = function(low) > 0
    for _ in range(80):
        middle = (low + high) / 2
        if (function(middle) > 0) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _charge(p: dict, pH: float, unknown: float) -> float:
    """The sum of all charges, in mmol. unknown: of what is asked for, in its unit."""

    def amounts(portions: list) -> list:
        found = []
        for one in portions:
            amount, strength = float(one["amount"]["number"]) or unknown, float(one["strength"]["number"]) or unknown
            if one["amount"]["unit"] == "g":
                found.append((one["substance"], amount / strength * 1000, 0.0))
            else:
                found.append((one["substance"], amount * strength, amount))
        return found

    mixed = amounts(p["start"])
    volume = sum(v for _, _, v in mixed)
    for one in p["aliquot"]:
        taken = float(one["taken"]["number"])
        mixed, volume = [(name, n * taken / volume, v) for name, n, v in mixed], float(one["filled"]["number"])
    more = amounts(p["added"])
    volume += sum(v for _, _, v in more)
    h, kw = 10.0**-pH, float(p["kw"])
    total = (h - kw / h) * volume
    known = {one["system"]: [float(k) for k in one["constants"]] or [unknown] for one in p["weak"]}
    for name, n, _ in [*mixed, *more]:
        if name in STRONG:
            total += n * STRONG[name]
        elif name in BASES:
            total += n * h / (h + kw / known[BASES[name]][0]) - (n if name.endswith("Cl") else 0)
        else:
            system, sodium = SODIUM[name]
            weights = [1.0]
            for k in known[system]:
                weights.append(weights[-1] * k / h)
            total += n * (sodium - sum(place * w for place, w in enumerate(weights)) / sum(weights))
    return total
