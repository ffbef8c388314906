"""Independent route, in floats: the common pressure of joined vessels by bisection on the gas law, what stands at the beginning by
bisection on the whole experiment."""

import math

from synth.pipelines.oracles.science._plain import near, read

_MASSES = {"He": 4.003, "Ne": 20.18, "Ar": 39.95, "Kr": 83.8, "Xe": 131.29, "N2": 28.02, "O2": 32.0, "CO2": 44.01, "SF6": 146.06}
_MASSES |= {"CH4": 16.042, "H2": 2.016, "C2H6": 30.068}
_SIZES = {"kPa": 1000.0, "bar": 100_000.0, "L": 0.001, "g": 1.0, "mol": 1.0, "s": 1.0, "K": 1.0, "g/L": 1000.0, "": 1.0}
_R = 8.314


def check(problem: dict, answer: str) -> bool:
    number, unit = read(answer) or (0, "")
    if unit not in ("", problem["unit"]):
        return False
    gold = _value(problem) / _SIZES[problem["unit"]]
    return near(number, gold, 10.0 ** (math.floor(math.log10(gold)) - 2))


def solutions(problem: dict) -> int:
    """Every stage leads to one state."""
    return 1


def _kelvin(given: dict) -> float:
    return float(given["number"]) + (273.15 if given["unit"] == "°C" else 0.0)


def _si(given: dict) -> float:
    return float(given["number"]) * _SIZES[given["unit"]]


def _bisected(wrong, low: float, high: float) -> float:
    sign = 1 if wrong(high) > 0 else -1
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if sign * wrong(middle) > 0 else (middle, high)
    return (low + high) / 2


def _molar(p: dict, name: str) -> float:
    """In g/mol; of X such that both gases take their times."""
    if name != "X":
        return _MASSES[name]
    (one,) = p["effusion"]
    slower = float(one["time"]["number"]) / float(one["other_time"]["number"])
    return _bisected(lambda mass: math.sqrt(mass / _MASSES[one["other"]]) - slower, 0.1, 10_000.0)


def _amount(p: dict, gas: dict, volume: float, kelvin: float) -> float:
    given = gas["amount"]
    if given["unit"] == "mol":
        return float(given["number"])
    if given["unit"] == "g":
        return float(given["number"]) / _molar(p, gas["name"])
    return (_si(given) - 1000 * float(gas["vapour"] or 0)) * volume / (_R * kelvin)


class _Flask:
    def __init__(self, p: dict, vessel: dict) -> None:
        self.volume, self.kelvin = _si(vessel["volume"]), _kelvin(vessel["temperature"])
        self.gases = dict[str, float]()
        for gas in vessel["gases"]:
            self.gases[gas["name"]] = self.gases.get(gas["name"], 0.0) + _amount(p, gas, self.volume, self.kelvin)

    @property
    def pressure(self) -> float:
        return sum(self.gases.values()) * _R * self.kelvin / self.volume


def _mixed(flasks: list[_Flask]) -> None:
    total = dict[str, float]()
    for flask in flasks:
        for name, amount in flask.gases.items():
            total[name] = total.get(name, 0.0) + amount
    whole = sum(total.values())
    common = _bisected(lambda p: sum(p * one.volume / (_R * one.kelvin) for one in flasks) - whole, 0.0, 1e11)
    for flask in flasks:
        part = common * flask.volume / (_R * flask.kelvin) / whole
        flask.gases = {name: amount * part for name, amount in total.items()}


def _run(p: dict, grams: float = 0.0, last: tuple[int, float] | None = None) -> list[_Flask]:
    """grams: of the first gas beside what is told; last: a vessel and its temperature at the very end."""
    flasks, joined = [_Flask(p, vessel) for vessel in p["vessels"]], False
    if grams:
        name = p["vessels"][0]["gases"][0]["name"]
        flasks[0].gases[name] += grams / _molar(p, name)
    for stage in p["stages"]:
        flask, kind = flasks[stage["vessel"]], stage["kind"]
        (given,) = stage["amount"] or [{}]
        if kind == "heat":
            flask.kelvin = _kelvin(given)
        elif kind == "squeeze":
            flask.volume = _si(given)
        elif kind == "add":
            more = float(given["number"]) / _molar(p, stage["name"])
            flask.gases[stage["name"]] = flask.gases.get(stage["name"], 0.0) + more
        elif kind == "release":
            wanted, before = _si(given), dict(flask.gases)
            part = _bisected(lambda x, f=flask, b=before, w=wanted: sum(b.values()) * x * _R * f.kelvin / f.volume - w, 0.0, 1.0)
            flask.gases = {name: amount * part for name, amount in before.items()}
        else:
            joined = kind == "open"
        if joined:
            _mixed(flasks)
    if last:
        flasks[last[0]].kelvin = last[1]
        if joined:
            _mixed(flasks)
    return flasks


def _value(p: dict) -> float:
    """In SI units, but masses in g."""
    place, ask = p["vessel"], p["ask"]
    if ask == "start":
        wanted = _si(p["told"][0])
        return _bisected(lambda grams: _run(p, grams)[place].pressure - wanted, 0.0, 2e3)
    if ask == "temperature":
        wanted = _si(p["told"][0])
        return _bisected(lambda kelvin: _run(p, 0.0, (place, kelvin))[place].pressure - wanted, 1.0, 1e5)
    flask = _run(p)[place]
    whole = sum(flask.gases.values())
    if ask == "ratio":
        rates = [flask.gases[name] / math.sqrt(_molar(p, name)) for name in (p["gas"], p["other"])]
        return rates[0] / rates[1]
    return {
        "pressure": lambda: flask.pressure,
        "partial": lambda: flask.gases[p["gas"]] * _R * flask.kelvin / flask.volume,
        "mass": lambda: flask.gases[p["gas"]] * _molar(p, p["gas"]),
        "amount": lambda: whole,
        "density": lambda: sum(amount * _molar(p, name) for name, amount in flask.gases.items()) / flask.volume,
        "volume": lambda: whole * _R * flask.kelvin / _si(p["told"][0]),
    }[ask]()
