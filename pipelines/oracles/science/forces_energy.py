"""Independent route, in floats: accelerations by Newton's second law, collisions by both conservation laws, springs and slopes by the same;
a missing quantity by bisection until what is told of the end comes out."""

import json
import math
from functools import lru_cache

from synth.pipelines.oracles.science._plain import near, read

_FACTORS = {"": 1.0, "m": 1.0, "cm": 0.01, "s": 1.0, "kg": 1.0, "g": 1e-3, "m/s": 1.0, "km/h": 1 / 3.6, "N": 1.0, "kN": 1e3, "N/m": 1.0}
_FACTORS |= {"N/cm": 100.0, "kN/m": 1e3, "J": 1.0, "kJ": 1e3, "W": 1.0, "kW": 1e3}
_KINDS = {
    "m": "L",
    "cm": "L",
    "s": "T",
    "kg": "M",
    "g": "M",
    "m/s": "V",
    "km/h": "V",
    "N": "F",
    "kN": "F",
    "N/m": "K",
    "N/cm": "K",
    "kN/m": "K",
}
_KINDS |= {"J": "E", "kJ": "E", "W": "P", "kW": "P", "": ""}
_ENDS = {"speed": "V", "energy": "E", "heat": "E", "stop": "L", "stopping time": "T", "height": "L", "return": "V", "compression": "L"}
_ENDS |= {"rough compression": "L", "power": "P", "force": "F", "gap": "L"}
_NAMES = {"k": "K", "x": "L", "mu": "", "d": "L", "h": "L", "F": "F", "M": "M", "P": "P", "t": "T", "u": "V"}
_NEEDS = {"spring": "k x", "pulley": "M mu d", "engine": "P t", "push": "F mu d", "pull": "F mu d", "rough": "mu d", "down": "mu d"}
_NEEDS |= {"up": "mu d", "fall": "h", "rise": "h", "stick": "M", "elastic": "M", "bounce": "M c"}
_SPELT = {"kmh": "km/h", "kph": "km/h"}
_RANGES = {"k": 1e7, "x": 10.0, "mu": 5.0, "d": 1e3, "h": 1e3, "F": 1e5, "M": 1e5, "P": 1e6, "t": 1e3, "u": 1e2}


def check(problem: dict, answer: str) -> bool:
    """Reads a number and a unit, blanks and signs of markup or not."""
    number, unit = read(answer) or (0, "")
    unit = _SPELT.get(unit, unit) or problem["unit"]
    name = _missing(problem)
    if number <= 0 or unit not in _KINDS or _KINDS[unit] != (_NAMES[name[1]] if name else _ENDS[problem["end"]["kind"]]):
        return False
    gold = _valued(json.dumps(problem)) / _FACTORS[unit]
    return near(number, gold, 10.0 ** (math.floor(math.log10(gold)) - problem["digits"] + 1))


def solutions(problem: dict) -> int:
    """What is told fixes all parts."""
    return 1


def _si(given: dict) -> float:
    return float(given["number"]) * _FACTORS[given["unit"]]


def _missing(problem: dict) -> tuple[int, str] | None:
    """Which part lacks which quantity."""
    if not problem["found"]:
        return None
    for place, part in enumerate(problem["parts"]):
        for name in _NEEDS[part["kind"]].split():
            if name not in [told["what"] for told in part["told"]]:
                return place, name
    return -1, "u"


@lru_cache(maxsize=256)
def _valued(text: str) -> float:
    problem = json.loads(text)
    missing = _missing(problem)
    if not missing:
        return _end(problem, *_run(problem, None, 0.0))
    aim, name = _si(problem["found"][0]), missing[1]

    def end(value: float) -> float:
        """What comes of the end; less than nothing where the body stops before."""
        mass, speed, heat = _run(problem, missing, value)
        return _end(problem, mass, speed, heat) if speed > 0 else -1.0

    hit = missing[0] >= 0 and problem["parts"][missing[0]]["kind"] in ("stick", "elastic", "bounce")
    falls = name == "mu" or hit or (name in "dh" and problem["parts"][missing[0]]["kind"] in ("rough", "up", "rise"))
    low, high = 1e-9, _RANGES[name]
    for _ in range(200):
        middle = (low + high) / 2
        if (end(middle) > aim) != falls:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _run(problem: dict, missing: tuple[int, str] | None, value: float) -> tuple[float, float, float]:
    """Mass, speed and lost energy behind all parts; a speed of -1 where the body stops before."""
    g, mass, heat = float(problem["g"]), _si(problem["mass"]), 0.0
    speed = value if missing and missing[0] < 0 else _si(problem["start"][0])
    for place, part in enumerate(problem["parts"]):
        v = {told["what"]: _si(told["amount"]) for told in part["told"]}
        if missing and missing[0] == place:
            v[missing[1]] = value
        angle = math.atan2(part["rise"], part["run"]) if part["rise"] else 0.0
        kind, friction = part["kind"], 0.0
        if kind in ("stick", "elastic", "bounce"):
            rebound = {"stick": 0.0, "elastic": 1.0}.get(kind, v.get("c"))
            together = mass * speed / (mass + v["M"])  # the speed of the centre of mass
            struck = together + rebound * mass * speed / (mass + v["M"])
            if kind == "stick":
                heat += mass * speed**2 / 2 - (mass + v["M"]) * together**2 / 2
                mass, speed = mass + v["M"], together
            else:
                mass, speed = v["M"], struck
            continue
        if kind == "spring":
            square = speed**2 + v["k"] / mass * v["x"] ** 2  # the greatest speed of an oscillation
        elif kind == "engine":
            square = speed**2 + 2 * v["P"] * v["t"] / mass
        elif kind in ("fall", "rise"):
            square = speed**2 + 2 * (g if kind == "fall" else -g) * v["h"]
        else:
            force, normal, moved = 0.0, mass * g, mass
            if kind == "pulley":
                force, moved = v["M"] * g, mass + v["M"]
            elif kind in ("push", "pull"):
                force, normal = v["F"] * math.cos(angle), mass * g - v["F"] * math.sin(angle)
            elif kind in ("down", "up"):
                force, normal = mass * g * math.sin(angle) * (1 if kind == "down" else -1), mass * g * math.cos(angle)
            friction = v["mu"] * normal
            square = speed**2 + 2 * (force - friction) / moved * v["d"]
        if square <= 0:
            return mass, -1.0, heat
        speed = math.sqrt(square)
        heat += friction * v.get("d", 0.0)
    return mass, speed, heat


def _end(problem: dict, mass: float, speed: float, heat: float) -> float:
    end, g = problem["end"], float(problem["g"])
    v = {told["what"]: _si(told["amount"]) for told in end["told"]}
    angle = math.atan2(end["rise"], end["run"]) if end["rise"] else 0.0
    mu, kind = v.get("mu", 0.0), end["kind"]
    if kind in ("speed", "energy", "heat"):
        return {"speed": speed, "energy": mass * speed**2 / 2, "heat": heat}[kind]
    if kind in ("stop", "stopping time"):
        time = speed / (mu * g)
        return time if kind == "stopping time" else speed * time / 2
    if kind in ("height", "return"):
        slowing = g * (math.sin(angle) + mu * math.cos(angle))
        way = speed**2 / 2 / slowing
        return way * math.sin(angle) if kind == "height" else math.sqrt(2 * g * (math.sin(angle) - mu * math.cos(angle)) * way)
    if kind.endswith("compression"):  # an oscillation about the place where spring and friction are in balance
        about = mu * mass * g / v["k"]
        return math.hypot(about, speed * math.sqrt(mass / v["k"])) - about
    if kind == "power":
        return (mass * g * math.sin(angle) + mu * mass * g * math.cos(angle)) * speed
    if kind == "force":
        return mass * (g + speed**2 / v["R"])
    centre, relative = mass * speed / (mass + v["M"]), v["c"] * speed
    first, struck = centre - v["M"] / (mass + v["M"]) * relative, centre + mass / (mass + v["M"]) * relative
    return struck**2 / 2 / mu / g - math.copysign(first**2, first) / 2 / mu / g
