"""Independent route: node voltages by numbers of 50 digits, for all deviations of the parts, and the list of values on sale."""

import itertools
import re
from decimal import Decimal, getcontext

getcontext().prec = 50

VALUES = {6: "10 15 22 33 47 68", 12: "10 12 15 18 22 27 33 39 47 56 68 82"}
VALUES[24] = "10 11 12 13 15 16 18 20 22 24 27 30 33 36 39 43 47 51 56 62 68 75 82 91"
PREFIXES = {"M": Decimal(10**6), "k": Decimal(1000), "": Decimal(1), "m": Decimal("1e-3"), "µ": Decimal("1e-6"), "n": Decimal("1e-9")}
MARGIN = Decimal("1e-40")


def check(problem: dict, answer: str) -> bool:
    names = {"pair": "R1 R2", "divider": "R1 R2", "timer": "R1 R2 C1"}.get(problem["circuit"], "R1 R2 R3").split()
    text = re.sub(r"[*$`]", "", answer)
    if re.findall(r"[RC]\d", text.partition("Ω")[0]) == names:  # R1, R2 = 220 kΩ, 150 kΩ
        text = re.sub(r"[RC]\d", "", text)
    read = re.findall(r"(?:([RC]\d)\s*[=:]?)?\s*(?<![\d.])([\d.]+)\s*(?:([Mkµn])([ΩF]?)|()([ΩF]))", text)
    named = [(name or place, *rest) for (name, *rest), place in zip(read, names, strict=False)]
    read = [(name, number, one + other, base + unit or "ΩF"[name[0] == "C"]) for name, number, one, base, other, unit in named]
    if sorted(name for name, *_ in read) != sorted(names):
        return False
    read.sort(key=lambda one: names.index(one[0]))
    parts = []
    for name, number, prefix, base in read:
        value = Decimal(number) * PREFIXES[prefix]
        if (base == "F") != (name[0] == "C") or not _on_sale(problem, value, base):
            return False
        parts.append(value)
    off = Decimal(problem["spread"]) / 100
    for deviations in itertools.product((-off, Decimal(0), off), repeat=len(parts)):
        now = [part * (1 + deviation) for part, deviation in zip(parts, deviations, strict=True)]
        values = _values(problem, *now)
        for need in problem["needs"]:
            low, high = (Decimal(side["number"]) * PREFIXES[_prefix(side["unit"])] for side in (need["low"], need["high"]))
            if not low * (1 - MARGIN) <= values[need["what"]] <= high * (1 + MARGIN):
                return False
    return True


def _prefix(unit: str) -> str:
    return unit[0] if len(unit) > 1 else ""


def _on_sale(problem: dict, value: Decimal, base: str) -> bool:
    series, first, last = (6, -8, -5) if base == "F" else (problem["series"], *problem["decades"])
    return any(value == int(text) * Decimal(10) ** (power - 1) for text in VALUES[series].split() for power in range(first, last))


def _parallel(*resistances: Decimal) -> Decimal:
    return 1 / sum(1 / resistance for resistance in resistances)


def _values(problem: dict, r: Decimal, s: Decimal, *rest: Decimal) -> dict:
    """Potentials by Ohm's law, from the source on."""
    volts, load = Decimal(problem["volts"]), Decimal(problem["load"] or 1)
    last = rest[0] if rest else Decimal(1)
    match problem["circuit"]:
        case "pair":
            return {"series": r + s, "parallel": _parallel(r, s)}
        case "divider":
            open_current, loaded = volts / (r + s), _parallel(s, load)
            return {"output": open_current * s, "current": open_current, "loaded": volts / (r + loaded) * loaded}
        case "ladder":
            total = r + _parallel(s, last)
            across = volts - volts / total * r
            return {"total": total, "output": across, "branch": across / last}
        case "tapped":
            current = volts / (r + s + last)
            return {"upper": volts - current * r, "lower": volts - current * (r + s), "current": current}
        case "mixer":
            return {"first gain": last / r, "second gain": last / s, "bias": _parallel(r, s, last)}
    return {"constant": _parallel(r, s) * last, "final": volts / (r + s) * s, "start": volts / r}
