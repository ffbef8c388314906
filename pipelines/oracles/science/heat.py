"""Independent route, in floats: an enthalpy as a function of temperature and phase, whose equilibrium is found by melting, boiling and
warming in small pieces of bisection; a missing quantity by bisection until what is told of the end comes out; cycles by sums over many
small pieces of their sides."""

import json
import math
from functools import lru_cache

from synth.pipelines.oracles.science._plain import bare, near, read

_FACTORS = {"": 1.0, "°C": 1.0, "K": 1.0, "g": 1e-3, "kg": 1.0, "J": 1.0, "kJ": 1e3, "W": 1.0, "kW": 1e3, "s": 1.0, "min": 60.0}
_FACTORS |= {"J/(kg K)": 1.0, "J/(kg*K)": 1.0, "kPa": 1e3, "L": 1e-3, "kJ/kg": 1e3}
_KINDS = {"": "", "°C": "T", "g": "M", "kg": "M", "J": "E", "kJ": "E", "W": "P", "kW": "P", "s": "t", "min": "t", "J/(kgK)": "C"}
_ENDS = {"temperature": "T", "ice": "M", "liquid": "M", "steam": "M", "work": "E", "taken": "E", "waste": "E", "efficiency": ""}
_NAMES = {"m": "M", "c": "C", "P": "P", "t": "t", "Q": "E", "W": "E"}
_NEEDS = {"add": "m", "metal": "m c", "heat": "P t e", "draw": "Q", "engine": "Q", "fridge": "W"}


def check(problem: dict, answer: str) -> bool:
    """Reads a number and a unit, blanks and signs of markup or not."""
    number, unit = read(answer) or (None, "")
    unit = unit or bare(problem["unit"])
    unit = "°C" if unit in ("C", "°") and problem["unit"] == "°C" else unit
    name = _missing(problem)
    if number is None or unit not in _KINDS or _KINDS[unit] != (_NAMES[name[1]] if name else _ENDS[problem["ask"]]):
        return False
    gold = _valued(json.dumps(problem)) / _FACTORS.get(unit, 1.0)
    return near(number, gold, 10.0 ** (math.floor(math.log10(abs(gold))) - problem["digits"] + 1))


def solutions(problem: dict) -> int:
    """Enthalpy rises with temperature and phase, so there is one end."""
    return 1


def _si(given: dict) -> float:
    return float(given["number"]) * _FACTORS[given["unit"]]


def _missing(problem: dict) -> tuple[int, str] | None:
    """Which step lacks which quantity."""
    for place, step in enumerate(problem["steps"]):
        for name in _NEEDS.get(step["kind"], "").split():
            if name not in [told["what"] for told in step["told"]]:
                return place, name
    return None


@lru_cache(maxsize=256)
def _valued(text: str) -> float:
    problem = json.loads(text)
    if problem["ask"] in ("work", "taken", "waste", "efficiency"):
        taken, work = _cycle(problem["steps"][0])
        return {"work": work, "taken": taken, "waste": taken - work, "efficiency": work / taken}[problem["ask"]]
    missing = _missing(problem)
    if not missing:
        return _end(problem, *_run(problem, None, 0.0))
    aim = _si(problem["found"][0])
    probes = {"m": (0.0, 5.0), "c": (1.0, 5e3), "P": (0.0, 1e4), "t": (0.0, 1e5), "Q": (0.0, 2e6), "W": (0.0, 2e5)}[missing[1]]
    along = (_position(problem, _run(problem, missing, one)) for one in probes)
    rising = 1 if next(along) < next(along) else -1
    low, high, target = *probes, _aimed(problem, aim)
    for _ in range(100):
        middle = (low + high) / 2
        state = _run(problem, missing, middle)
        if rising * (_position(problem, state) - target) > 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _aimed(problem: dict, aim: float) -> float:
    """What is told of the end as a place between all ice, at -1000 and below, and all steam. Less ice is further up."""
    return {"temperature": aim, "ice": -aim / 1e6, "steam": 100 + aim / 1e6}[problem["ask"]]


def _position(problem: dict, state: tuple) -> float:
    """The temperature; by a millionth of a kilogram's worth less where ice is left, more where steam is."""
    celsius, ice, _, steam = _phases(problem, *state)
    return celsius - ice / 1e6 + steam / 1e6


def _run(problem: dict, missing: tuple[int, str] | None, value: float) -> tuple[float, float, float]:
    """Mass of water in all phases, heat capacity of all else, enthalpy above all that at 0 °C, solid."""
    k = {name: _si(given) for name, given in problem["constants"].items()}
    water, rest = 0.0, float(problem["vessel"])
    enthalpy = rest * problem["steps"][0]["celsius"]
    for place, step in enumerate(problem["steps"]):
        v = {told["what"]: _si(told["amount"]) for told in step["told"]}
        if missing and missing[0] == place:
            v[missing[1]] = value
        hot, kind = step["celsius"], step["kind"]
        if kind == "add":
            water += v["m"]
            enthalpy += v["m"] * _specific(k, step["substance"], hot)
        elif kind == "metal":
            rest += v["m"] * v["c"]
            enthalpy += v["m"] * v["c"] * hot
        elif kind == "remove":
            celsius, ice, liquid, steam = _phases(problem, water, rest, enthalpy)
            what = "water" if step["substance"] == "half" else step["substance"]
            gone = {"ice": ice, "steam": steam}.get(what, liquid / (2 if step["substance"] == "half" else 1))
            water -= gone
            enthalpy -= gone * _specific(k, what, celsius)
        else:
            if kind == "heat":
                enthalpy += v["P"] * v["t"] * v["e"]
            elif kind == "draw":
                enthalpy -= v["Q"]
            elif kind == "engine":  # entropy in is entropy out
                enthalpy += v["Q"] / (273 + hot) * 273
            elif kind == "fridge":
                enthalpy -= v["W"] / ((273 + hot) / 273 - 1)
            else:
                taken, work = _cycle(step)
                enthalpy += v["n"] * (taken - work)
    return water, rest, enthalpy


def _specific(k: dict, substance: str, celsius: float) -> float:
    """Of a kilogram, above ice at 0 °C."""
    if substance == "ice":
        return k["ice"] * celsius
    liquid = k["melting"] + k["water"] * min(celsius, 100)
    return liquid + (k["boiling"] + k["steam"] * (celsius - 100) if substance == "steam" else 0.0)


def _phases(problem: dict, water: float, rest: float, enthalpy: float) -> tuple[float, float, float, float]:
    """Temperature, ice, liquid and steam: the enthalpy just below and just above each change, else a bisection of the temperature."""
    k = {name: _si(given) for name, given in problem["constants"].items()}
    for celsius, before, behind in ((0.0, "ice", "water"), (100.0, "water", "steam")):
        low, high = (water * _specific(k, phase, celsius) + rest * celsius for phase in (before, behind))
        if low <= enthalpy <= high and water:
            changed = water * (enthalpy - low) / (high - low)
            return (0.0, water - changed, changed, 0.0) if before == "ice" else (100.0, 0.0, water - changed, changed)

    def total(celsius: float) -> float:
        phase = "ice" if celsius < 0 else "water" if celsius < 100 else "steam"
        return water * _specific(k, phase, celsius) + rest * celsius

    low, high = -2000.0, 20000.0
    for _ in range(90):
        middle = (low + high) / 2
        low, high = (middle, high) if total(middle) < enthalpy else (low, middle)
    return low, water * (low < 0), water * (0 <= low < 100), water * (low >= 100)


def _cycle(step: dict) -> tuple[float, float]:
    """Heat taken in and work given, by small pieces of each side: dQ = d(3/2 p V) + p dV."""
    v = {told["what"]: _si(told["amount"]) for told in step["told"]}
    low, high, small, large = v["p1"], v["p2"], v["V1"], v["V2"]
    corners = [(low, small), (high, large), (low, large)]
    if step["kind"] == "rectangle":
        corners.insert(1, (high, small))
    taken = work = 0.0
    for (p, volume), (q, other) in zip(corners, corners[1:] + corners[:1], strict=True):
        pieces = 50
        for number in range(pieces):
            a, b = number / pieces, (number + 1) / pieces
            p1, p2 = p + a * (q - p), p + b * (q - p)
            v1, v2 = volume + a * (other - volume), volume + b * (other - volume)
            done = (p1 + p2) / 2 * (v2 - v1)
            heat = 1.5 * (p2 * v2 - p1 * v1) + done
            work, taken = work + done, taken + max(0.0, heat)
    return taken, work


def _end(problem: dict, water: float, rest: float, enthalpy: float) -> float:
    return dict(zip(("temperature", "ice", "liquid", "steam"), _phases(problem, water, rest, enthalpy), strict=True))[problem["ask"]]
