"""Balances of atoms and charges, amounts of substance, acids and bases, rates and decay."""

import re
from functools import cache
from math import exp, gcd, log

import numpy as np

from formula_sheet.masses import atoms, molar
from formula_sheet.reading import SI, between, fits, read, si

R = 8.314


def _balanced(names, ratios=()):
    """Coefficients, those of the left side negative, up to one factor: of all vectors that keep atoms and charge, and the ratios that are
    told, the only one."""
    counted = [atoms(name) for name in names]
    rows = [[one.get(what, 0) for one in counted] for what in sorted({what for one in counted for what in one})]
    rows += [[one["b"] * (name == one["one"]) - one["a"] * (name == one["other"]) for name in names] for one in ratios]
    _, sizes, turned = np.linalg.svd(np.array(rows, float))
    assert len(names) - sum(sizes > 1e-9 * sizes[0]) == 1
    return turned[-1]


def redox(p, answer):
    names = [*p["left"], *p["right"]]
    more = {"H^+": ["H2O", "H^+"], "OH^-": ["H2O", "OH^-"], "none": []}[p["medium"]] + (["e^-"] if p["half"] else [])
    names += [name for name in more if name not in names]
    vector = _balanced(names, p["ratios"])
    sizes = dict(zip(names, vector / -vector[0], strict=True))
    written = {}
    for sign, side in zip((-1, 1), answer.split(" -> "), strict=True):
        for term in side.split(" + "):
            count, name = re.fullmatch(r"(?:(\d+) )?(.+)", term).groups()
            written[name] = sign * int(count or 1)
    unit = -written[names[0]]
    right = all(abs(written.get(name, 0) - unit * size) < 1e-6 * unit * max(1, abs(size)) for name, size in sizes.items())
    return right and set(written) <= set(names) and gcd(*written.values()) == 1


@cache
def _equation(left, right):
    vector = _balanced([*left, *right])
    return dict(zip((*left, *right), abs(vector / vector[0]), strict=True))


def _of(step):
    return _equation(tuple(step["left"]), tuple(step["right"]))


LITRES = {"L": 1.0, "mL": 1e-3}


def _moles(one, gas, share=1.0):
    """n = m / M, c V or V / V_m."""
    unit, number = one["amount"]["unit"], float(one["amount"]["number"])
    if unit in LITRES:
        return number * LITRES[unit] * float(one["molar"]) if one["molar"] else number * LITRES[unit] / float(gas)
    if unit in ("mol", "mmol"):
        return number * SI[unit]
    return number * {"g": 1.0, "kg": 1e3, "mg": 1e-3}[unit] * share / molar(one["substance"])


def _percent(text):
    return float(text) / 100 if text else 1.0


def _through(p, put):
    """What the last reaction makes, or leaves, of each substance: the reagent with the least n / coefficient limits each reaction."""
    made = {}
    for place, step in enumerate(p["steps"]):
        there = made | put.get(place, {})
        counts = _of(step)
        turns = min(n / counts[name] for name, n in there.items())
        left = {name: n - turns * counts[name] for name, n in there.items()}
        made = {name: turns * counts[name] * _percent(step["percent"]) for name in step["right"]}
        last = left | made
        made = {name: n for name, n in made.items() if place < len(p["links"]) and name == p["links"][place]}
    return last


def stoichiometry(p, answer):
    target, gas, unit = p["target"], p["gas"], p["unit"]
    size = {"mol": 1.0, "mmol": 1e-3}.get(unit) or (LITRES[unit] / float(gas) if unit in LITRES else 1.0 / molar(target) * _percent(p["purity"]))
    size *= {"kg": 1e3, "mg": 1e-3}.get(unit, 1.0)
    if p["ask"] in ("made", "left"):
        put = {}
        for one in p["portions"]:
            put.setdefault(one["step"], {})[one["substance"]] = _moles(one, gas, _percent(one["percent"]))
        return fits(answer, _through(p, put)[target], 3, size)
    if p["ask"] == "needed":  # back along the ratios of coefficients
        (wanted,) = p["portions"]
        n, name = _moles(wanted, gas), wanted["substance"]
        for step, before in zip(p["steps"][::-1], [target, *p["links"]][::-1], strict=True):
            n, name = n / _percent(step["percent"]) / _of(step)[name] * _of(step)[before], before
        return fits(answer, n, 3, size)
    mixed, link = not p["portions"][0]["substance"], p["links"][0]
    told, own, rest = p["portions"][mixed:], p["steps"][: 1 + mixed], p["steps"][1 + mixed :]
    per = [_of(step)[link] / _of(step)[step["left"][0]] for step in own]
    if len(told) == 2:  # what is left over of the link is titrated, in a part of it
        used = _moles(told[1], gas) / _of(rest[0])[told[1]["substance"]] * _of(rest[0])[link]
        if p["aliquot"]:
            used *= si(p["aliquot"][1]) / si(p["aliquot"][0])
        turned = _moles(told[0], gas) - used
    else:
        turned = _moles(told[0], gas)
        for step, before in zip(rest[::-1], p["links"][: len(rest)][::-1], strict=True):
            turned = turned / _percent(step["percent"]) / _of(step)[told[0]["substance"]] * _of(step)[before]
    if not mixed:
        return fits(answer, turned / per[0], 3, size)
    one, other = (molar(step["left"][0]) for step in own)
    both = p["portions"][0]["amount"]
    grams = float(both["number"]) * {"g": 1.0, "mg": 1e-3, "kg": 1e3}[both["unit"]] * _percent(p["portions"][0]["percent"])
    a, b = np.linalg.solve([[one, other], per], [grams, turned])  # two unknown amounts: of mass and of what is turned over
    assert b > 0
    return fits(answer, a, 3, size)


STRONG = {"HCl": -1, "HNO3": -1, "HClO4": -1, "NaOH": 1, "KOH": 1, "Ba(OH)2": 2}
WEAK_BASES = {"NH3": "NH3", "NH4Cl": "NH3", "CH3NH2": "CH3NH2", "CH3NH3Cl": "CH3NH2", "C5H5N": "C5H5N", "C5H5NHCl": "C5H5N"}


def _acid(name, systems):
    """The acid of a salt with sodium, and how many protons it has lost: NaH2PO4 is H3PO4 less one."""
    if name in systems:
        return name, 0
    own = atoms(name)
    sodium = own.pop("Na", 0)
    own["H"] = own.get("H", 0) + sodium
    return next(one for one in systems if _counts(one) == own), sodium


def _counts(name):
    return {"H": 1, "A": 1} if name == "HA" else atoms(name)


def acid_base(p, answer):
    """Charges balance at the answer: alpha_1 = K1 h / (h^2 + K1 h + K1 K2) and so on for each acid, h + base = Kw / h + acid."""
    systems = {one["system"]: one["constants"] for one in p["weak"]}

    def charge(pH, x):
        h, kw = 10.0**-pH, float(p["kw"])

        def amount(one):
            size, strength = float(one["amount"]["number"]) or x, float(one["strength"]["number"]) or x
            return (size / strength * 1000, 0.0) if one["amount"]["unit"] == "g" else (size * strength, size)

        mixed = [(one["substance"], *amount(one)) for one in p["start"]]
        volume = sum(v for _, _, v in mixed)
        for one in p["aliquot"]:
            share = float(one["taken"]["number"]) / volume
            mixed, volume = [(name, n * share, v) for name, n, v in mixed], float(one["filled"]["number"])
        added = [(one["substance"], *amount(one)) for one in p["added"]]
        volume += sum(v for _, _, v in added)
        total = (h - kw / h) * volume
        for name, n, _ in mixed + added:
            if name in STRONG:
                total += STRONG[name] * n
            elif name in WEAK_BASES:
                kb = float((systems[WEAK_BASES[name]] or [x])[0])
                total += n / (1 + kw / kb / h) - n * name.endswith("Cl")
            elif name == "NaA":
                total += n - n / (1 + h / float((systems["HA"] or [x])[0]))
            else:
                acid, sodium = ("HA", 0) if name == "HA" else _acid(name, systems)
                sodium -= acid == "H2SO4"  # its first proton is gone
                lost = np.cumprod([1.0, *(float(k) / h for k in systems[acid] or [x])])
                total += n * (sodium - sum(lost * range(len(lost))) / sum(lost))
        return total

    number, digits = read(answer)[0], p["digits"]
    if p["ask"] == "pH":
        return charge(number - 0.500001 * 10**-digits, 0.0) * charge(number + 0.500001 * 10**-digits, 0.0) <= 0
    pH = float(p["target"])
    if p["ask"] == "pKa for pH":
        return charge(pH, 10 ** -(number - 0.500001 * 10**-digits)) * charge(pH, 10 ** -(number + 0.500001 * 10**-digits)) <= 0
    return between(answer, digits, lambda x: charge(pH, x), 0.0, 1.0)


def _at(given):
    """In mol, L and s; a unit of a rate or a constant by its time, of an activity as it stands."""
    number, unit = float(given["number"]), given["unit"]
    if unit[-2:] == "Bq" or unit in ("g", "mg", "µg"):
        return number * {"µ": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9}.get(unit[: -1 if unit[-1] == "g" else -2], 1.0)
    if unit == "°C":
        return number + 273.15
    if unit in SI or not unit or unit in ("mol/L", "kJ/mol", "K"):
        return number * (1e3 if unit == "kJ/mol" else 1.0 if unit in ("mol/L", "K") else SI[unit])
    return number / SI[re.search(r"(?<![a-z])(s|min|h|d|yr)(?![a-z])", unit.replace("mol", ""))[1]]


def _decayed(c):
    """N = N0 2^(-t/T), Bateman's solution, and straight lines from them."""
    if c["type"] == "isotope":
        half, start, time, end = (_at(c[name]) for name in ("half_life", "start", "time", "end"))
        halvings = time / half if half and time else log(start / end, 2)
        if not end or not start:
            return start / 2**halvings if start else end * 2**halvings
        return half * halvings if not time else time / halvings
    if c["type"] == "dating":
        return _at(c["half_life"]) * log(1 + _at(c["ratio"]) / _at(c["branch"]), 2)
    halves = [_at(half) for half in c["half_lives"]]
    if c["type"] == "mixture":
        time, first, second = (_at(c[name]) for name in ("time", "first", "second"))
        a, b = np.linalg.solve([[1, 1], [2 ** (-time / half) for half in halves]], [first, second])
        later = sum(part * 2 ** (-_at(c["later"]) / half) for part, half in zip((a, b), halves, strict=True))
        return {"one": a, "other": b, "later": later}.get(c["ask"], b)
    rates = [log(2) / half for half in halves]

    def activity(t):
        """A_n = A_1 L_2 ... L_n sum of exp(-L_i t) / prod (L_j - L_i)."""
        terms = (exp(-one * t) / np.prod([other - one for other in rates if other != one]) for one in rates)
        return _at(c["start"]) * _at(c["branch"]) * np.prod(rates[1:]) * sum(terms)

    if c["ask"] == "activity":
        return activity(_at(c["time"]))
    when = log(rates[1] / rates[0]) / (rates[1] - rates[0])
    return activity(when) if c["ask"] == "greatest" else when


def _constant(order, run):
    """From the integrated rate laws."""
    if _at(run["constant"]):
        return _at(run["constant"])
    start, time = _at(run["start"]), _at(run["time"])
    end = _at(run["end"]) or start / 2
    if order == 1:
        return log((start / end) if start else 2) / time
    return (start - end) / time if order == 0 else (1 / end - 1 / start) / time


def _reacted(p, c, answer):
    order, asked, ask = c["order"], c["asked"], c["ask"]
    k = [_constant(order, run) for run in c["runs"]]
    at = [_at(run["temperature"]) for run in c["runs"]]
    barrier = _at(c["barrier"])
    if len(k) == 2:  # Arrhenius at two temperatures
        barrier = R * log(k[1] / k[0]) / (1 / at[0] - 1 / at[1])
    start, end, time, kelvin = (_at(asked[name]) for name in ("start", "end", "time", "temperature"))
    if ask == "barrier":
        return barrier
    if ask == "temperature":
        return 1 / (1 / at[0] - R * log(_constant(order, asked) / k[0]) / barrier)
    now = k[0] * exp(barrier / R * (1 / at[0] - 1 / kelvin)) if kelvin else k[0]
    if ask == "constant":
        return now
    if ask == "end":
        return start * exp(-now * time) if order == 1 else start - now * time if order == 0 else 1 / (1 / start + now * time)
    if ask == "start":
        return end * exp(now * time) if order == 1 else end + now * time if order == 0 else 1 / (1 / end - now * time)
    end = end or start / 2
    return log((start / end) if start else 2) / now if order == 1 else (start - end) / now if order == 0 else (1 / end - 1 / start) / now


def decay_kinetics(p, answer):
    c = p["case"]
    size = _at({"number": "1", "unit": p["unit"]}) if p["unit"] not in ("°C", "K") else 1.0
    if c["type"] == "reaction":
        value = _reacted(p, c, answer)
    elif c["type"] == "rates":  # orders by the logarithms of ratios
        rows = [[log(_at(row[name])) for name in ("a", "b", "rate")] for row in c["rows"]]
        logs = np.linalg.lstsq([[1.0, a, b] for a, b, _ in rows], [rate for *_, rate in rows], rcond=None)[0]
        m, n = round(logs[1]), round(logs[2])
        k = exp(rows[0][2] - m * rows[0][0] - n * rows[0][1])
        value = k if c["ask"] == "constant" else k * _at(c["asked"][0]["a"]) ** m * _at(c["asked"][0]["b"]) ** n
    else:
        value = _decayed(c)
    return fits(answer, value - (273.15 if p["unit"] == "°C" else 0.0), p["digits"], size)


SHEET = {"redox": redox, "stoichiometry": stoichiometry, "acid_base": acid_base, "decay_kinetics": decay_kinetics}
