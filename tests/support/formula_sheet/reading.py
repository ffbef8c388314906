"""Quantities of problems and answers, in SI units and floats (chemistry: in mol, g and L)."""

import math
import re

SI = {"": 1.0, "m": 1.0, "km": 1e3, "cm": 1e-2, "nm": 1e-9, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "yr": 365.25 * 86400}
SI |= {"m/s": 1.0, "km/h": 1 / 3.6, "cm/s": 1e-2, "km/s": 1e3, "m/s^2": 1.0, "km^3/s^2": 1e9, "kg": 1.0, "g": 1e-3, "°": math.pi / 180}
SI |= {"N": 1.0, "kN": 1e3, "N/m": 1.0, "N/cm": 100.0, "kN/m": 1e3, "J": 1.0, "kJ": 1e3, "W": 1.0, "kW": 1e3, "mW": 1e-3, "1/mm": 1e3}
SI |= {"kPa": 1e3, "bar": 1e5, "L": 1e-3, "mL": 1e-6, "K": 1.0, "°C": 1.0, "J/(kg K)": 1.0, "kJ/kg": 1e3, "mol": 1.0, "mmol": 1e-3, "g/L": 1.0}
SI |= {"V": 1.0, "A": 1.0, "mA": 1e-3, "Ω": 1.0, "kΩ": 1e3, "MΩ": 1e6, "µJ": 1e-6, "mJ": 1e-3, "µC": 1e-6, "ms": 1e-3, "nF": 1e-9, "µF": 1e-6}
SI |= {"mV": 1e-3, "µA": 1e-6, "mC": 1e-3, "nC": 1e-9, "pF": 1e-12}


def si(given):
    return float(given["number"]) * SI[given["unit"]]


def told(part):
    """Quantities by name: {"m": 0.22}."""
    return {one["what"]: si(one["amount"]) for one in part["told"]}


def read(answer):
    """Number and unit: 4 and `km/h`."""
    found = re.fullmatch(r"(-?[\d.]+)(?:/(\d+))?(?: \* 10\^(-?\d+))?\s*(.*)", answer)
    return float(found[1]) / float(found[2] or 1) * 10.0 ** int(found[3] or 0), found[4]


def half(number, digits):
    """Half a unit of the last figure; of an answer that is exact, next to nothing."""
    return 10.0 ** (math.floor(math.log10(abs(number)) + 1e-12) - digits + 1) / 2 if digits else abs(number) * 1e-9


def fits(answer, value, digits, size=None):
    """Whether the answer is this value, in SI units, to so many figures."""
    number, unit = read(answer)
    value /= SI[unit] if size is None else size
    return abs(number - value) <= half(value, digits) * (1 + 1e-6)


def between(answer, digits, end, aim, size=None):
    """Whether the end comes to what is aimed at where the answer, within its rounding, is put in."""
    number, unit = read(answer)
    size, off = SI[unit] if size is None else size, half(number, digits) * (1 + 1e-6)
    low, high = (end((number + sign * off) * size) - aim for sign in (-1, 1))
    return low * high <= 0
