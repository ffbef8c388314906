"""Heat with changes of phase and cycles; ideal gases."""

from formula_sheet.masses import molar
from formula_sheet.reading import between, fits, half, read, si, told

ZERO = 273  # kelvin at 0 °C, as these problems say


def _cycle(step):
    """Heat taken in and work of a cycle of a monatomic gas: Q = 3/2 V dp, 5/2 p dV, and along a straight line dU + the area below it."""
    q = told(step)
    p1, p2, v1, v2 = (q[name] for name in ("p1", "p2", "V1", "V2"))
    if step["kind"] == "rectangle":
        return 1.5 * v1 * (p2 - p1) + 2.5 * p2 * (v2 - v1), (p2 - p1) * (v2 - v1)
    return 1.5 * (p2 * v2 - p1 * v1) + (p1 + p2) / 2 * (v2 - v1), (p2 - p1) * (v2 - v1) / 2


def _curve(k, m, rest, heat):
    """The heating curve: temperature, ice, liquid and steam of m kg of water with other bodies of heat capacity `rest`, which take up
    this heat from ice at 0 °C on."""
    if heat <= 0:
        return heat / (m * k["ice"] + rest), m, 0.0, 0.0
    if heat < m * k["melting"]:
        return 0.0, m - heat / k["melting"], heat / k["melting"], 0.0
    heat -= m * k["melting"]
    if heat < 100 * (m * k["water"] + rest):
        return heat / (m * k["water"] + rest), 0.0, m, 0.0
    heat -= 100 * (m * k["water"] + rest)
    if heat < m * k["boiling"]:
        return 100.0, 0.0, m - heat / k["boiling"], heat / k["boiling"]
    return 100 + (heat - m * k["boiling"]) / (m * k["steam"] + rest), 0.0, 0.0, m


def _brought(k, substance, celsius):
    """Of a kilogram, from ice at 0 °C: Q = m c dT and Q = m L, stretch by stretch."""
    if substance == "ice":
        return k["ice"] * celsius
    warm = k["melting"] + k["water"] * min(celsius, 100)
    return warm + k["boiling"] + k["steam"] * (celsius - 100) if substance == "steam" else warm


NEEDS = {"add": "m", "metal": "mc", "heat": "Pte", "draw": "Q", "engine": "Q", "fridge": "W"}


def _vessel(p, x):
    """x: of the one quantity that is not told."""
    k = {name: si(given) for name, given in p["constants"].items()}
    m, rest = 0.0, float(p["vessel"])
    heat = rest * p["steps"][0]["celsius"]
    for step in p["steps"]:
        q, warm = told(step), step["celsius"]
        q |= {name: x for name in NEEDS.get(step["kind"], "") if name not in q}
        match step["kind"]:
            case "add":
                m, heat = m + q["m"], heat + q["m"] * _brought(k, step["substance"], warm)
            case "metal":
                rest, heat = rest + q["m"] * q["c"], heat + q["m"] * q["c"] * warm
            case "heat":
                heat += q["P"] * q["t"] * q["e"]
            case "draw":
                heat -= q["Q"]
            case "engine":  # Carnot: Q_cold / Q_hot = T_cold / T_hot
                heat += q["Q"] * ZERO / (ZERO + warm)
            case "fridge":  # Q_cold = W T_cold / (T_hot - T_cold)
                heat -= q["W"] * ZERO / warm
            case "remove":
                celsius, ice, liquid, steam = _curve(k, m, rest, heat)
                what = "water" if step["substance"] == "half" else step["substance"]
                gone = {"ice": ice, "steam": steam, "water": liquid / 2 if step["substance"] == "half" else liquid}[what]
                m, heat = m - gone, heat - gone * _brought(k, what, celsius)
            case _:
                taken, work = _cycle(step)
                heat += q["n"] * (taken - work)
    return dict(zip(("temperature", "ice", "liquid", "steam"), _curve(k, m, rest, heat), strict=True))[p["ask"]]


def heat(p, answer):
    if p["ask"] in ("work", "taken", "waste", "efficiency"):
        taken, work = _cycle(p["steps"][0])
        value = {"work": work, "taken": taken, "waste": taken - work, "efficiency": work / taken}[p["ask"]]
        return fits(answer, value, p["digits"])
    if p["found"]:
        return between(answer, p["digits"], lambda x: _vessel(p, x), si(p["found"][0]))
    return fits(answer, _vessel(p, 0.0), p["digits"])


R = 8.314


def _kelvin(given):
    return float(given["number"]) + (273.15 if given["unit"] == "°C" else 0.0)


def _flasks(p, grams, last):
    """[V, T, {gas: mol}] of each vessel at the end. grams: of the gas whose mass is asked for; last: a temperature at the very end."""

    def mass_of(name):  # Graham: the times go like the roots of the molar masses
        if name != "X":
            return molar(name)
        one = p["effusion"][0]
        return molar(one["other"]) * (si(one["time"]) / si(one["other_time"])) ** 2

    def moles(gas, volume, kelvin):
        amount = gas["amount"]
        if amount["unit"] == "g":
            return (float(amount["number"]) or grams) / mass_of(gas["name"])
        if amount["unit"] == "mol":
            return si(amount)
        return (si(amount) - 1e3 * float(gas["vapour"] or 0)) * volume / (R * kelvin)  # Dalton: less the vapour's part

    flasks = []
    for one in p["vessels"]:
        volume, kelvin, gases = si(one["volume"]), _kelvin(one["temperature"]), {}
        for gas in one["gases"]:
            gases[gas["name"]] = gases.get(gas["name"], 0.0) + moles(gas, volume, kelvin)
        flasks.append([volume, kelvin, gases])
    joined = False
    for stage in [*p["stages"], *([{"kind": "end", "vessel": p["vessel"]}] if last else [])]:
        flask = flasks[stage["vessel"]]
        amount = (stage.get("amount") or [None])[0]
        match stage["kind"]:
            case "end":
                flask[1] = last
            case "heat":
                flask[1] = _kelvin(amount)
            case "squeeze":
                flask[0] = si(amount)
            case "add":
                flask[2][stage["name"]] = flask[2].get(stage["name"], 0.0) + float(amount["number"]) / mass_of(stage["name"])
            case "release":
                kept = si(amount) * flask[0] / (R * flask[1]) / sum(flask[2].values())
                flask[2] = {name: n * kept for name, n in flask[2].items()}
            case kind:
                joined = kind == "open"
        if joined:  # one pressure everywhere: n goes like V / T
            names = {name for _, _, gases in flasks for name in gases}
            total = {name: sum(gases.get(name, 0.0) for _, _, gases in flasks) for name in names}
            whole = sum(volume / kelvin for volume, kelvin, _ in flasks)
            for one in flasks:
                one[2] = {name: n * one[0] / one[1] / whole for name, n in total.items()}
    return flasks, mass_of


def gas_laws(p, answer):
    place, ask = p["vessel"], p["ask"]

    def pressure(grams=0.0, last=0.0):
        volume, kelvin, gases = _flasks(p, grams, last)[0][place]
        return sum(gases.values()) * R * kelvin / volume

    if ask == "start":
        return between(answer, 3, lambda grams: pressure(grams), si(p["told"][0]), 1.0)
    if ask == "temperature":
        return between(answer, 3, lambda kelvin: pressure(last=kelvin), si(p["told"][0]))
    flasks, mass_of = _flasks(p, 0.0, 0.0)
    volume, kelvin, gases = flasks[place]
    n = sum(gases.values())
    value = {
        "pressure": lambda: n * R * kelvin / volume,
        "partial": lambda: gases[p["gas"]] * R * kelvin / volume,
        "mass": lambda: gases[p["gas"]] * mass_of(p["gas"]) / 1000,
        "amount": lambda: n,
        "density": lambda: sum(amount * mass_of(name) for name, amount in gases.items()) / (1000 * volume),
        "volume": lambda: n * R * kelvin / si(p["told"][0]),
        "ratio": lambda: gases[p["gas"]] / gases[p["other"]] * (mass_of(p["other"]) / mass_of(p["gas"])) ** 0.5,
    }[ask]()
    number, unit = read(answer)
    return abs(number - value) <= half(value, 3) if unit == "g/L" else fits(answer, value, 3)


SHEET = {"heat": heat, "gas_laws": gas_laws}
