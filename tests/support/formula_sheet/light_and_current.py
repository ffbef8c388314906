"""Lenses, mirrors, refraction and gratings; circuits by Kirchhoff's rules; resistors with tolerances."""

import math
from itertools import product
from math import asin, degrees, radians, sin, sqrt, tan

import numpy as np

from formula_sheet.reading import SI, between, fits, read, si


def _imaged(c, distance, gap, focal):
    """Image distance and magnification: 1/f = 1/u + 1/v and m = -v/u, one after another. What is not told: the gap, a focal length."""
    elements = [(1 if one["converging"] else -1) * (si(one["focal"]) or focal) / (1 + (one["kind"] == "mirror")) for one in c["elements"]]
    gaps = [si(one) or gap for one in c["gaps"]]
    if c["back"]:
        elements, gaps = elements + elements[-2::-1], gaps + gaps[::-1]
    u, size = distance, 1.0
    for place, f in enumerate(elements):
        v = 1 / (1 / f - 1 / u)
        size *= -v / u
        if place < len(gaps):
            u = gaps[place] - v
    return v, size


def _axial(c, p, answer):
    if c["ask"] in ("image", "magnification", "height"):
        v, size = _imaged(c, si(c["object"]), 0.0, 0.0)
        return fits(answer, {"image": v, "magnification": size, "height": size * si(c["height"])}[c["ask"]], p["digits"])
    aim = -si(c["image"]) if c["virtual"] else si(c["image"])
    mirror = any(one["kind"] == "mirror" and not si(one["focal"]) for one in c["elements"])

    def end(x):
        at = si(c["object"]) if c["ask"] != "object" else x
        x = abs(x) if c["ask"] == "focal" else x
        return _imaged(c, at, x, x * (2 if mirror else 1))[0]

    return between(answer, p["digits"], end, aim)


def _rays(c):
    """In SI units, angles in degrees: Snell's law, n1 sin a = n2 sin b."""
    if c["type"] == "lensmaker":  # 1/f = (n/n0 - 1)(1/R1 - 1/R2)
        curve = sum((1 if out else -1) / si(radius) for radius, out in zip(c["radii"], c["bulging"], strict=True) if si(radius))
        power = (float(c["index"]) / float(c["medium"]) - 1) * curve
        return 1 / power if c["ask"] == "focal" else 1 / (power - 1 / si(c["object"]))
    if c["type"] == "layers":
        n, a, b = [float(one) for one in c["indices"]], radians(float(c["incidence"])), radians(float(c["refraction"]))
        inner = asin(min(1.0, n[0] / n[1] * sin(a)))
        return {
            "refraction": lambda: degrees(asin(n[0] * sin(a) / n[-1])),
            "incidence": lambda: degrees(asin(n[-1] * sin(b) / n[0])),
            "index": lambda: n[0] * sin(a) / sin(b),
            "critical": lambda: degrees(asin(n[1] / n[0])),
            "acceptance": lambda: degrees(asin(sqrt(n[1] ** 2 - n[2] ** 2) / n[0])),  # the numerical aperture
            "shift": lambda: si(c["thickness"]) * sin(a - inner) / math.cos(inner),
        }[c["ask"]]()
    apex, n, a = radians(float(c["apex"])), float(c["index"]), radians(float(c["incidence"]))
    if c["ask"] == "index":
        return sin((apex + radians(float(c["deviation"]))) / 2) / sin(apex / 2)
    if c["ask"] == "least":
        return degrees(2 * asin(n * sin(apex / 2)) - apex)
    # the way out in one formula: sin e = sin A sqrt(n^2 - sin^2 i) - cos A sin i
    return degrees(a + asin(sin(apex) * sqrt(n * n - sin(a) ** 2) - math.cos(apex) * sin(a)) - apex)


def _grating(c):
    """sin a = m lambda / d."""
    lines, waves, screen, m = si(c["lines"]), [si(wave) for wave in c["waves"]], si(c["screen"]), c["order"]
    if c["ask"] == "angle":
        return degrees(asin(m * lines * waves[0]))
    if c["ask"] in ("place", "apart"):
        places = [screen * tan(asin(m * lines * wave)) for wave in waves]
        return abs(places[0] - places[-1]) if c["ask"] == "apart" else places[0]
    seen = sin(math.atan(si(c["place"]) / screen)) if screen else sin(radians(float(c["angle"])))
    return seen / m / (lines if c["ask"] == "wave" else waves[0])


def optics(p, answer):
    c = p["case"]
    if c["type"] == "axial":
        return _axial(c, p, answer)
    value = _grating(c) if c["type"] == "grating" else _rays(c)
    return fits(answer, value, p["digits"], 1.0 if p["unit"] == "°" else None)


def _node_voltages(p, free=None, load=None):
    """Kirchhoff's rules as one system: a current balance at each node, a voltage for each source. Voltages, then currents through sources
    and the load. free: in ohms, of the resistor that is not told; load: (a, b, ohms)."""
    resistors = [(one["a"], one["b"], one["milliohms"] / 1000 or free) for one in p["resistors"]]
    pushed = [(one["plus"], one["minus"], one["milliohms"] / 1000, one["millivolts"] / 1000) for one in p["sources"]]
    pushed += [(*load, 0.0)] if load and len(load) == 3 else [load] if load else []
    nodes = 1 + max(max(one[:2]) for one in (*resistors, *pushed))
    nodes = max(nodes, 1 + max((max(c["a"], c["b"]) for c in p["capacitors"]), default=0))
    size = nodes + len(pushed)
    a, b = np.zeros((size, size)), np.zeros(size)
    for one, other, ohms in resistors:
        if ohms is not None:
            a[one, one] += 1 / ohms
            a[other, other] += 1 / ohms
            a[one, other] -= 1 / ohms
            a[other, one] -= 1 / ohms
    for row, (plus, minus, ohms, volts) in enumerate(pushed, nodes):
        a[plus, row], a[minus, row] = -1.0, 1.0
        a[row, plus], a[row, minus], a[row, row], b[row] = 1.0, -1.0, ohms, volts
    return np.linalg.lstsq(a, b, rcond=None)[0], nodes  # the zero of voltage is free


def _across(p, a, b, **more):
    v, _ = _node_voltages(p, **more)
    return v[a] - v[b]


def _thevenin(p, a, b):
    """Open voltage and inner resistance between two nodes: U / I of a wire in its place."""
    volts = _across(p, a, b)
    v, _ = _node_voltages(p, load=(a, b, 0.0))
    return abs(volts), abs(volts / v[-1])


def circuits(p, answer):
    ask, part = p["ask"], p["resistors"][p["part"]] if p["part"] < len(p["resistors"]) else None
    free = next((one for one in p["resistors"] if not one["milliohms"]), None)
    if ask == "resistance":
        v, _ = _node_voltages(p, load=(0, 1, 0.0, 1.0))
        return fits(answer, 1 / abs(v[-1]), p["digits"] or 4)
    if ask == "unknown":
        reading = p["readings"][0]
        seen = p["resistors"][reading["resistor"]]
        by = 1.0 if reading["kind"] == "voltage" else seen["milliohms"] / 1000

        def end(ohms):
            return abs(_across(p, seen["a"], seen["b"], free=ohms)) / by

        return between(answer, p["digits"], end, reading["micro"] / 1e6)
    if p["capacitors"] and ask != "first":
        c = p["capacitors"][0]
        volts, ohms = _thevenin(p, c["a"], c["b"])
        farads = c["nanofarads"] * 1e-9
        value = {
            "constant": ohms * farads,
            "reach": ohms * farads * math.log(2) * p["times"],
            "charge": farads * volts,
            "energy": farads * volts**2 / 2,
            "after": volts * (1 - math.exp(-p["times"])),
        }[ask]
    elif free:
        volts, ohms = _thevenin(p, free["a"], free["b"])
        value = ohms if ask == "match" else volts**2 / (4 * ohms)
    elif ask == "terminal":
        source = p["sources"][p["part"]]
        value = abs(_across(p, source["plus"], source["minus"]))
    else:  # a capacitor without charge is a wire
        wire = {"load": (p["capacitors"][0]["a"], p["capacitors"][0]["b"], 0.0)} if p["capacitors"] else {}
        volts, ohms = abs(_across(p, part["a"], part["b"], **wire)), part["milliohms"] / 1000
        value = {"voltage": volts, "power": volts**2 / ohms}.get(ask, volts / ohms)
    return fits(answer, value, p["digits"])


def part_choice(p, answer):
    """Every need is met with all tolerances: dividers U R2 / (R1 + R2), parallel resistors, the times of a timer."""
    parts = []
    for one in answer.split(", "):
        number, unit = read(one.partition(" = ")[2])
        parts.append(number * SI[unit])
    for signs in product((-1, 0, 1), repeat=len(parts)):
        r, s, *more = (x * (1 + sign * p["spread"] / 100) for x, sign in zip(parts, signs, strict=True))
        u, t = p["volts"], more[0] if more else 1.0
        under = s * p["load"] / (s + p["load"]) if p["load"] else s
        values = {
            "pair": {"series": r + s, "parallel": r * s / (r + s)},
            "divider": {"output": u * s / (r + s), "current": u / (r + s), "loaded": u * under / (r + under)},
            "ladder": {"total": r + s * t / (s + t), "output": u * s * t / (r * s + r * t + s * t), "branch": u * s / (r * s + r * t + s * t)},
            "tapped": {"upper": u * (s + t) / (r + s + t), "lower": u * t / (r + s + t), "current": u / (r + s + t)},
            "mixer": {"first gain": t / r, "second gain": t / s, "bias": r * s * t / (r * s + r * t + s * t)},
            "timer": {"constant": r * s / (r + s) * t, "final": u * s / (r + s), "start": u / r},
        }[p["circuit"]]
        for need in p["needs"]:
            if not si(need["low"]) * (1 - 1e-12) <= values[need["what"]] <= si(need["high"]) * (1 + 1e-12):
                return False
    return True


SHEET = {"optics": optics, "circuits": circuits, "part_choice": part_choice}
