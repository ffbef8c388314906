"""Independent route in floats: ray matrices for lenses and mirrors, whose unknowns come from the image condition as a function of them; and
sines by the machine's own functions, with unknown angles by halved intervals."""

import math
import re
from itertools import pairwise

from synth.pipelines.oracles.science._plain import bare, near, read

SIZES = {"cm": 0.01, "mm": 0.001, "nm": 1e-9, "°": math.pi / 180, "1/mm": 1000.0, "": 1.0}


def check(problem: dict, answer: str) -> bool:
    number, unit = read(re.sub(r"(?<=[+-]) ", "", answer)) or (0, "")
    if unit not in ("", bare(problem["unit"])):
        return False
    gold = _ROUTES[problem["case"]["type"]](problem["case"]) / SIZES[problem["unit"]]
    return near(number, gold, 10.0 ** (math.floor(math.log10(abs(gold))) - problem["digits"] + 1))


def solutions(problem: dict) -> int:
    """An image condition is linear in each of its quantities, or in its inverse."""
    return 1


def _si(given: dict) -> float:
    return float(given["number"]) * SIZES[given["unit"]]


def _times(one: tuple, two: tuple) -> tuple:
    a, b, c, d = one
    e, f, g, h = two
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _power(element: dict) -> float:
    length = _si(element["focal"]) / (2 if element["kind"] == "mirror" else 1)
    return (1 if element["converging"] else -1) / length if length else 0.0


def _matrix(c: dict, distance: float, more: float, powers: list) -> tuple:
    """From the object to behind the last passage. more: the unknown gap."""
    gaps = [_si(gap) or more for gap in c["gaps"]]
    if c["back"]:
        powers, gaps = powers + powers[-2::-1], gaps + gaps[::-1]
    total = (1.0, distance, 0.0, 1.0)
    for place, power in enumerate(powers):
        if place:
            total = _times((1.0, gaps[place - 1], 0.0, 1.0), total)
        total = _times((1.0, 0.0, -power, 1.0), total)
    return total


def _axial(c: dict) -> float:
    powers = [_power(one) for one in c["elements"]]
    if c["ask"] in ("image", "magnification", "height"):
        a, b, below, d = _matrix(c, _si(c["object"]), 0.0, powers)
        image = -b / d
        size = a + image * below
        return {"image": image, "magnification": size, "height": size * _si(c["height"])}[c["ask"]]
    image = -_si(c["image"]) if c["virtual"] else _si(c["image"])

    def missed(x: float) -> float:
        """How far from the axis a ray from the object's foot is at the image; linear in a distance or a power."""
        own = (
            [x if not _si(one["focal"]) else power for one, power in zip(c["elements"], powers, strict=True)]
            if c["ask"] == "focal"
            else powers
        )
        _, b, _, d = _matrix(c, x if c["ask"] == "object" else _si(c["object"]), x, own)
        return b + image * d

    found = -missed(0.0) / (missed(1.0) - missed(0.0)) if c["ask"] != "gap" else _gap(missed)
    return 1 / found if c["ask"] == "focal" else found


def _gap(missed) -> float:
    """A gap of 0 would read as unknown, so two other values."""
    one, two = missed(1.0), missed(2.0)
    return 1.0 - one / (two - one)


def _lensmaker(c: dict) -> float:
    curve = sum((1 if out else -1) / _si(radius) for radius, out in zip(c["radii"], c["bulging"], strict=True) if _si(radius))
    power = (float(c["index"]) - float(c["medium"])) / float(c["medium"]) * curve
    return 1 / power if c["ask"] == "focal" else 1 / (power - 1 / _si(c["object"]))


def _halved(function, low: float, high: float) -> float:
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return (low + high) / 2


def _refracted(n: float, angle: float, m: float) -> float:
    return _halved(lambda x: m * math.sin(x) - n * math.sin(angle), -math.pi / 2, math.pi / 2)


def _layers(c: dict) -> float:
    n = [float(one) for one in c["indices"]]
    one, last = math.radians(float(c["incidence"])), math.radians(float(c["refraction"]))
    match c["ask"]:
        case "critical":
            return _refracted(n[1], math.pi / 2, n[0])
        case "acceptance":  # the critical angle at the cladding, seen from the axis, then out of the core
            return _refracted(n[1], math.pi / 2 - _refracted(n[2], math.pi / 2, n[1]), n[0])
        case "index":
            return n[0] * math.sin(one) / math.sin(last)
        case "shift":
            inner = _refracted(n[0], one, n[1])
            return _si(c["thickness"]) * (math.tan(one) - math.tan(inner)) * math.cos(one)
        case "incidence":
            n, one = n[::-1], last
    for here, there in pairwise(n):
        one = _refracted(here, one, there)
    return one


def _prism(c: dict) -> float:
    apex = math.radians(float(c["apex"]))

    def least(index: float) -> float:
        return 2 * _refracted(index, apex / 2, 1.0) - apex

    if c["ask"] == "least":
        return least(float(c["index"]))
    if c["ask"] == "index":
        return _halved(lambda index: least(index) - math.radians(float(c["deviation"])), 1.0, 1 / math.sin(apex / 2))
    first = math.radians(float(c["incidence"]))
    inside = _refracted(1.0, first, float(c["index"]))
    out = _refracted(float(c["index"]), apex - inside, 1.0)
    return (first - inside) + (out - (apex - inside))


def _grating(c: dict) -> float:
    def seen(lines: float, wave: float) -> float:
        return math.asin(c["order"] * lines * wave)

    lines, waves, screen = _si(c["lines"]), [_si(wave) for wave in c["waves"]], _si(c["screen"])
    if c["ask"] == "angle":
        return seen(lines, waves[0])
    if c["ask"] in ("place", "apart"):
        places = [screen * math.tan(seen(lines, wave)) for wave in waves]
        return max(places) - min(places) if c["ask"] == "apart" else places[0]
    angle = math.atan2(_si(c["place"]), screen) if screen else math.radians(float(c["angle"]))
    return math.sin(angle) / c["order"] / (lines if c["ask"] == "wave" else waves[0])


_ROUTES = {"axial": _axial, "lensmaker": _lensmaker, "layers": _layers, "prism": _prism, "grating": _grating}
