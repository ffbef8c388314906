"""Independent route, in floats: unknown numbers of each stage, landings and meetings by small steps and bisection."""

import json
import math
from functools import lru_cache

from synth.pipelines.oracles.science._plain import near, read

_FACTORS = {
    "m": 1.0,
    "km": 1000.0,
    "cm": 0.01,
    "s": 1.0,
    "min": 60.0,
    "m/s": 1.0,
    "km/h": 1 / 3.6,
    "cm/s": 0.01,
    "m/s^2": 1.0,
}
_KINDS = {"m": "L", "km": "L", "cm": "L", "s": "T", "min": "T", "m/s": "V", "km/h": "V", "cm/s": "V", "m/s^2": "A"}
_ASKED = {"time": "T", "distance": "L", "missing time": "T", "missing distance": "L", "air": "T", "range": "L", "peak": "L"}
_ASKED |= {"acceleration": "A", "meeting time": "T", "meeting distance": "L"}


_SPELT = {"kmh": "km/h", "kph": "km/h", "m/s2": "m/s^2"}


def check(problem: dict, answer: str) -> bool:
    """Reads a number and a unit, blanks and signs of markup or not."""
    number, unit = read(answer) or (0, "")
    unit = _SPELT.get(unit, unit) or problem["unit"]
    if number <= 0 or _KINDS.get(unit) != _ASKED.get(problem["ask"], "V"):
        return False
    gold = _valued(json.dumps(problem)) / _FACTORS[unit]
    return near(number, gold, 10.0 ** (math.floor(math.log10(gold)) - problem["digits"] + 1))


@lru_cache(maxsize=256)
def _valued(problem: str) -> float:
    return _value(json.loads(problem))


def solutions(problem: dict) -> int:
    """What is told fixes all stages."""
    return 1


def _si(given: dict) -> float:
    return float(given["number"]) * _FACTORS[given["unit"]]


def _bisected(wrong, low: float, high: float) -> float:
    """Where a rising or falling function is 0."""
    sign = 1 if wrong(high) > 0 else -1
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if sign * wrong(middle) > 0 else (middle, high)
    return (low + high) / 2


def _stage(stage: dict, speed: float | None) -> tuple[float, float, float]:
    """(speed at first, acceleration, time)."""
    told = {one["what"]: _si(one["amount"]) for one in stage["told"]}
    sign = {"steady": 0, "up": 1, "down": -1}[stage["trend"]]
    if sign and "a" in told:
        told["a"] *= sign
    u = told.get("u", speed)
    if not sign:
        return u, 0.0, told["t"] if "t" in told else told["s"] / u
    if u is None:  # backwards in time it is a stage with the last speed given
        if "v" in told:
            back = {("u" if what == "v" else what): (-value if what == "a" else value) for what, value in told.items()}
            _, a, t = _free(back, -sign)
            return told["v"] + a * t, -a, t
        u = _bisected(lambda x: x * told["t"] + told["a"] * told["t"] ** 2 / 2 - told["s"], 0.0, 1000.0)
        return u, told["a"], told["t"]
    return _free(told | {"u": u}, sign)


def _free(told: dict[str, float], sign: int) -> tuple[float, float, float]:
    """A stage from its first speed and two more quantities, one of which is met by trying values of the others."""
    u = told["u"]
    if "a" in told and "t" in told:
        return u, told["a"], told["t"]
    if "a" in told:
        a = told["a"]
        most = u / -a if a < 0 else 1e5  # a stage that slows down ends at rest at the latest
        missed = (lambda t: u + a * t - told["v"]) if "v" in told else (lambda t: u * t + a * t * t / 2 - told["s"])
        return u, a, _bisected(missed, 0.0, most * (1 + 1e-12))
    if "t" in told:
        t = told["t"]
        missed = (lambda a: u + a * t - told["v"]) if "v" in told else (lambda a: u * t + a * t * t / 2 - told["s"])
        return u, _bisected(missed, -1000.0, 1000.0), t
    t = _bisected(lambda t: (u + told["v"]) / 2 * t - told["s"], 0.0, 1e6)
    return u, (told["v"] - u) / t, t


def _chain(stages: list, endless: bool) -> list[tuple[float, float, float]]:
    """Stages as (first speed, acceleration, time); a missing time is None, an endless one infinite."""
    found, speed = [], None
    for place, stage in enumerate(stages):
        names = [one["what"] for one in stage["told"]]
        if stage["trend"] == "steady" and "t" not in names and "s" not in names:
            if speed is None:
                speed = _si(stage["told"][0]["amount"])
            found.append((speed, 0.0, math.inf if endless and place == len(stages) - 1 else None))
            continue
        found.append(_stage(stage, speed))
        u, a, t = found[-1]
        speed = u + a * t
    return found


def _place(chain: list, time: float) -> tuple[float, float]:
    """Distance and speed at a time."""
    way = 0.0
    for u, a, t in chain:
        if time <= t:
            return way + u * time + a * time * time / 2, u + a * time
        way, time = way + u * t + a * t * t / 2, time - t
    return way, chain[-1][0]


def _value(problem: dict) -> float:
    if problem["rival"]:
        return _met(problem)
    totals = {one["what"]: _si(one["amount"]) for one in problem["totals"]}
    if len(totals) == 2:
        a, b = (_si(problem["stages"][k]["told"][0]["amount"]) for k in (0, 2))
        most = totals["t"] / (1 / a + 1 / b)
        top = _bisected(lambda v: v * v / 2 / a + v * v / 2 / b + v * (totals["t"] - v / a - v / b) - totals["s"], 0.0, most)
        chain = [(0.0, a, top / a), (top, 0.0, totals["t"] - top / a - top / b), (top, -b, top / b)]
    else:
        chain = _chain(problem["stages"], False)
        if totals:
            place = next(k for k, one in enumerate(chain) if one[2] is None)

            def rest(t: float) -> float:
                whole = [(u, a, t if k == place else time) for k, (u, a, time) in enumerate(chain)]
                return (
                    (sum(t for _, _, t in whole) - totals["t"])
                    if "t" in totals
                    else sum(u * t + a * t * t / 2 for u, a, t in whole) - totals["s"]
                )

            chain[place] = (chain[place][0], 0.0, _bisected(rest, 0.0, 1e6))
    ways = [u * t + a * t * t / 2 for u, a, t in chain]
    time, (u, a, t) = sum(t for _, _, t in chain), chain[-1]
    if problem["flight"]:
        return _flown(problem, u + a * t)
    steady = next((k for k, one in enumerate(chain) if not one[1]), 0)
    return {
        "time": time,
        "distance": sum(ways),
        "average": sum(ways) / time,
        "final": u + a * t,
        "acceleration": abs(a),
        "start": chain[0][0],
        "top": chain[steady][0],
        "missing time": chain[steady][2],
        "missing distance": ways[steady],
    }[problem["ask"]]


def _flown(problem: dict, speed: float) -> float:
    flight = problem["flight"][0]
    angle, g, h = math.atan2(flight["rise"], flight["run"]), float(flight["g"]), _si(flight["height"])
    across, up = speed * math.cos(angle), speed * math.sin(angle)
    air = _bisected(lambda t: h + up * t - g * t * t / 2, up / g, 1000.0)
    return {
        "air": air,
        "range": across * air,
        "impact": math.hypot(across, up - g * air),
        "peak": h + up * (up / g) - g * (up / g) ** 2 / 2,
    }[problem["ask"]]


def _met(problem: dict) -> float:
    rival = problem["rival"][0]
    first, second = _chain(problem["stages"], True), _chain(rival["stages"], True)
    sign, gap, delay = (-1 if rival["toward"] else 1), _si(rival["gap"]), _si(rival["delay"])

    def ahead(t: float) -> float:
        return gap + sign * _place(second, t + delay)[0] - _place(first, t)[0]

    t, step = 0.0, 0.2
    while ahead(t + step) > 0:
        t += step
    t = _bisected(ahead, t, t + step)
    speeds = sign * _place(second, t + delay)[1] - _place(first, t)[1]
    return {"meeting time": t, "meeting distance": _place(first, t)[0], "closing": abs(speeds)}[problem["ask"]]
