"""Independent route in floats: intervals halved until they hold the quantity, and decay series by the exponential of their matrix."""

import math
import re
from itertools import product

from synth.pipelines.oracles.science._plain import bare, near, read

SIZES = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "yr": 31557600.0}
SIZES |= {"Bq": 1.0, "kBq": 1e3, "MBq": 1e6, "GBq": 1e9, "mg": 1e-3, "µg": 1e-6, "g": 1.0, "mol/L": 1.0, "kJ/mol": 1e3, "K": 1.0, "": 1.0}


def check(problem: dict, answer: str) -> bool:
    number, unit = read(answer) or (0, "")
    if unit not in ("", bare(problem["unit"])):
        return False
    gold = _ROUTES[problem["case"]["type"]](problem["case"]) / _size(problem["unit"])
    return near(number, gold, 10.0 ** (math.floor(math.log10(gold)) - problem["digits"] + 1))


def solutions(problem: dict) -> int:
    """All laws here are monotonic in what is asked for."""
    return 1


def _size(unit: str) -> float:
    """In mol, L, s; a unit of a rate constant is L^n and mol^n over a time."""
    if unit in SIZES:
        return SIZES[unit]
    return 1 / SIZES[re.findall(r"(?<![a-zA-Z])(?:s|min|h|d|yr)(?![a-zA-Z])", unit)[-1]]


def _si(value: dict) -> float:
    if value["unit"] == "°C":
        return float(value["number"]) + 273.15
    return float(value["number"]) * _size(value["unit"])


def _found(function, low: float, high: float) -> float:
    """Where a monotonic function is 0, on a logarithmic scale."""
    one, two, sign = math.log(low), math.log(high), function(low) > 0
    for _ in range(90):
        middle = (one + two) / 2
        if (function(math.exp(middle)) > 0) == sign:
            one = middle
        else:
            two = middle
    return math.exp((one + two) / 2)


def _isotope(c: dict) -> float:
    names = ("half_life", "start", "time", "end")
    told = {name: _si(c[name]) for name in names}
    unknown = next(name for name in names if not told[name])

    def left(x: float) -> float:
        half, start, time, end = (told | {unknown: x}).values()
        return math.log2(start) - time / half - math.log2(end)

    return _found(left, 1e-25, 1e25)


def _dating(c: dict) -> float:
    half, ratio, branch = (_si(c[name]) for name in ("half_life", "ratio", "branch"))
    return _found(lambda age: branch * math.expm1(age / half * math.log(2)) - ratio, half * 1e-9, half * 40)


def _series(c: dict) -> float:
    """Numbers of atoms at times half as long again and again: the matrix exponential by squaring a short step of Taylor's series."""
    rates = [math.log(2) / _si(half) for half in c["half_lives"]]
    atoms = [_si(c["start"]) / rates[0]] + [0.0] * (len(rates) - 1)

    def activity(time: float) -> float:
        return rates[-1] * _after(rates, _si(c["branch"]), atoms, time)[-1]

    if c["ask"] == "activity":
        return activity(_si(c["time"]))
    low, high = 0.0, 60 / max(rates) + 20 / min(rates)
    for _ in range(100):  # golden section: the activity rises to one peak
        one, two = high - (high - low) * 0.6180339887498949, low + (high - low) * 0.6180339887498949
        low, high = (low, two) if activity(one) > activity(two) else (one, high)
    return (low + high) / 2 if c["ask"] == "time of greatest" else activity((low + high) / 2)


def _after(rates: list, branch: float, atoms: list, time: float) -> list:
    size = len(rates)
    halvings = max(0, math.ceil(math.log2(max(max(rates) * time * 64, 1))))
    step = time / 2**halvings
    one = [[0.0] * size for _ in range(size)]
    for i in range(size):
        one[i][i] = -rates[i] * step
        if i:
            one[i][i - 1] = rates[i - 1] * (branch if i == 1 else 1.0) * step
    total = [[float(i == j) for j in range(size)] for i in range(size)]
    term = [row[:] for row in total]
    for count in range(1, 12):
        term = [[sum(one[i][k] * term[k][j] for k in range(size)) / count for j in range(size)] for i in range(size)]
        total = [[total[i][j] + term[i][j] for j in range(size)] for i in range(size)]
    for _ in range(halvings):
        total = [[sum(total[i][k] * total[k][j] for k in range(size)) for j in range(size)] for i in range(size)]
    return [sum(total[i][j] * atoms[j] for j in range(size)) for i in range(size)]


def _mixture(c: dict) -> float:
    halves = [_si(half) for half in c["half_lives"]]
    first, time, second = _si(c["first"]), _si(c["time"]), _si(c["second"])

    def both(part: float, at: float) -> float:
        return first * (part * 0.5 ** (at / halves[0]) + (1 - part) * 0.5 ** (at / halves[1]))

    part = _found(lambda x: both(x, time) - second, 1e-9, 1.0)
    if c["ask"] == "later":
        return both(part, _si(c["later"]))
    return first * (part if c["ask"] == "one" else 1 - part)


def _rates(c: dict) -> float:
    rows = [tuple(_si(row[name]) for name in ("a", "b", "rate")) for row in c["rows"]]

    def spread(law: tuple) -> float:
        logs = [math.log(rate) - law[0] * math.log(a) - law[1] * math.log(b) for a, b, rate in rows]
        return max(logs) - min(logs)

    m, n = min(product(range(4), repeat=2), key=spread)
    k = rows[0][2] / rows[0][0] ** m / rows[0][1] ** n
    if c["ask"] == "constant":
        return k
    return k * _si(c["asked"][0]["a"]) ** m * _si(c["asked"][0]["b"]) ** n


def _reaction(c: dict) -> float:
    order, asked, ask = c["order"], c["asked"], c["ask"]

    def left(start: float, k: float, time: float) -> float:
        """The concentration at last; below 0 where nothing is left in a reaction of order 0."""
        if order == 1:
            return start * math.exp(-k * time)
        return start - k * time if not order else start / (1 + k * time * start)

    def constant(run: dict) -> float:
        if _si(run["constant"]):
            return _si(run["constant"])
        start = _si(run["start"]) or 1.0
        end = _si(run["end"]) or start / 2
        return _found(lambda k: left(start, k, _si(run["time"])) - end, 1e-15, 1e6)

    known = [(1 / _si(run["temperature"]) if run["temperature"]["unit"] else 0.0, math.log(constant(run))) for run in c["runs"]]
    barrier = _si(c["barrier"]) if _si(c["barrier"]) else 0.0
    if len(known) == 2:
        barrier = -8.314 * (known[1][1] - known[0][1]) / (known[1][0] - known[0][0])
    if ask == "barrier":
        return barrier

    def at(kelvin: float) -> float:
        return math.exp(known[0][1] - barrier / 8.314 * (1 / kelvin - known[0][0]))

    start, end, time = (_si(asked[name]) for name in ("start", "end", "time"))
    if ask == "temperature":
        return _found(lambda kelvin: left(start, at(kelvin), time) - end, 100.0, 2000.0)
    k = at(_si(asked["temperature"])) if asked["temperature"]["unit"] else math.exp(known[0][1])
    if ask == "constant":
        return k
    if ask == "end":
        return left(start, k, time)
    if ask == "start":
        return _found(lambda x: left(x, k, time) - end, 1e-9, 1e9)
    start = start or 1.0
    return _found(lambda t: left(start, k, t) - (end or start / 2), 1e-9, 1e15)


_ROUTES = {"isotope": _isotope, "dating": _dating, "series": _series, "mixture": _mixture, "rates": _rates, "reaction": _reaction}
