"""Independent route, in floats: an orbit is its energy and its angular momentum; its lowest and highest distances are the roots of the
quadratic that both conservation laws give, and a period is the area of the ellipse divided by the rate at which it is swept."""

import json
import math
from functools import lru_cache

from synth.pipelines.oracles.science._plain import near, read

_FACTORS = {"": 1.0, "m": 1e-3, "km": 1.0, "m/s": 1e-3, "km/s": 1.0, "m/s^2": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
_FACTORS |= {"km^3/s^2": 1.0, "km/h": 1 / 3600}
_KINDS = {"": "", "m": "L", "km": "L", "m/s": "V", "km/s": "V", "km/h": "V", "s": "T", "min": "T", "h": "T", "d": "T"}
_ENDS = {"period": "T", "half": "T", "synodic": "T", "highest": "L", "lowest": "L", "axis": "L", "eccentricity": ""}
_SPELT = {"kmh": "km/h", "kph": "km/h"}


def check(problem: dict, answer: str) -> bool:
    """Reads a number and a unit, blanks and signs of markup or not."""
    number, unit = read(answer) or (0, "")
    unit = _SPELT.get(unit, unit) or problem["unit"]
    if number <= 0 or unit not in _KINDS or _KINDS[unit] != _ENDS.get(problem["end"]["kind"], "V"):
        return False
    gold = _valued(json.dumps(problem)) / _FACTORS[unit]
    return near(number, gold, 10.0 ** (math.floor(math.log10(gold)) - problem["digits"] + 1))


def solutions(problem: dict) -> int:
    """What is told fixes the orbits."""
    return 1


def _si(given: dict) -> float:
    return float(given["number"]) * _FACTORS[given["unit"]]


def _told(part: dict) -> dict[str, float]:
    return {told["what"]: _si(told["amount"]) for told in part["told"]}


def _field(problem: dict, radius: float) -> float:
    part, v = problem["field"], _told(problem["field"])
    if part["kind"] == "GM":
        return v["GM"] * 10.0 ** part["power"]
    if part["kind"] == "gravity":
        return v["g"] * radius * radius
    if part["kind"] == "surface escape":
        return v["v"] ** 2 / 2 * radius
    r = radius + v["h"]
    speed = v["v"] if "v" in v else 2 * math.pi * r / v["T"]
    return speed**2 / r * r**2  # pull as much as going round takes


def _turns(mu: float, energy: float, momentum: float) -> tuple[float, float]:
    """Where the speed is square to the line to the centre: energy r^2 + mu r - momentum^2 / 2 = 0."""
    rest = math.sqrt(max(0.0, mu * mu + 2 * energy * momentum**2))
    return (mu - rest) / (-2 * energy), (mu + rest) / (-2 * energy)


def _at(mu: float, r: float, speed: float) -> tuple[float, float]:
    """Energy and angular momentum of a turning point."""
    return speed**2 / 2 - mu / r, r * speed


def _speed(mu: float, energy: float, r: float) -> float:
    return math.sqrt(2 * (energy + mu / r))


def _period(mu: float, energy: float, momentum: float) -> float:
    low, high = _turns(mu, energy, momentum)
    return math.pi * (low + high) / 2 * math.sqrt(low * high) / (momentum / 2)


def _through(mu: float, low: float, high: float) -> tuple[float, float]:
    """The orbit with these turning points."""
    energy = -mu / (low + high)
    return energy, low * _speed(mu, energy, low)


def _long(mu: float, period: float) -> float:
    """Both turning distances together, by bisection."""
    small, large = 1.0, 1e9
    for _ in range(200):
        middle = (small + large) / 2
        small, large = (middle, large) if _period(mu, *_through(mu, middle / 2, middle / 2)) < period else (small, middle)
    return small


def _first(problem: dict, mu: float, radius: float) -> tuple[float, float]:
    kind, v = problem["start"]["kind"], _told(problem["start"])
    low = radius + v.get("low", v.get("h", 0.0))
    if kind == "circle":
        return _through(mu, low, low)
    if kind == "circle period":
        both = _long(mu, v["T"])
        return _through(mu, both / 2, both / 2)
    if kind == "circle speed":
        return _at(mu, mu / v["v"] / v["v"], v["v"])
    if kind == "ellipse":
        return _through(mu, low, radius + v["high"])
    if kind == "ellipse e":  # low = p / (1 + e), and p = momentum^2 / mu
        momentum = math.sqrt(mu * low * (1 + v["e"]))
        return (momentum / low) ** 2 / 2 - mu / low, momentum
    if kind == "ellipse period":
        return _through(mu, low, _long(mu, v["T"]) - low)
    return _at(mu, low, v["v"])


@lru_cache(maxsize=256)
def _valued(text: str) -> float:
    """In km and s."""
    problem = json.loads(text)
    radius = _si(problem["radius"])
    mu = _field(problem, radius)
    orbit = first = _first(problem, mu, radius)
    total = 0.0
    for burn in problem["burns"]:
        v, turns = _told(burn), _turns(mu, *orbit)
        here = turns[1] if burn["place"] == "high" else turns[0] if burn["place"] else sum(turns) / 2
        now, kind = _speed(mu, orbit[0], here), burn["kind"]
        if kind in ("faster", "slower"):
            orbit = _at(mu, here, now + (v["dv"] if kind == "faster" else -v["dv"]))
        else:
            other = here
            if kind != "round":
                other = radius + v["h"] if kind == "reach" else _long(mu, v["T"]) - here
            orbit = _through(mu, here, other)
        total += abs(orbit[1] / here - now)
    end, v = problem["end"]["kind"], _told(problem["end"])
    low, high = _turns(mu, *orbit)
    if end in ("period", "half"):
        return _period(mu, *orbit) / (2 if end == "half" else 1)
    if end == "synodic":
        one, other = 2 * math.pi / _period(mu, *first), 2 * math.pi / _period(mu, *orbit)
        return 2 * math.pi / abs(one - other)
    if end == "excess":
        return math.sqrt(2 * _at(mu, low, _speed(mu, orbit[0], low) + v["dv"])[0])
    return {
        "highest": lambda: high - radius,
        "lowest": lambda: low - radius,
        "speed low": lambda: orbit[1] / low,
        "speed high": lambda: orbit[1] / high,
        "speed at": lambda: _speed(mu, orbit[0], radius + v["h"]),
        "eccentricity": lambda: math.sqrt(1 + 2 * orbit[0] * orbit[1] ** 2 / mu**2),
        "axis": lambda: -mu / 2 / orbit[0],
        "total": lambda: total,
        "escape": lambda: _speed(mu, 0.0, low) - orbit[1] / low,
    }[end]()
