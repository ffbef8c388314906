"""Decays and reactions in realistic numbers, case by case, and the operations of the pencil route for each."""

import math
from random import Random

from synth.verifiers.science.decay_kinetics.cases import Dating, Isotope, Mixture, Rates, Reaction, Row, Run, Series, Value

HALF_LIVES = {
    "I-131": "8.02 d",
    "Tc-99m": "6.01 h",
    "F-18": "109.8 min",
    "Co-60": "5.27 yr",
    "Cs-137": "30.1 yr",
    "P-32": "14.3 d",
    "Na-24": "15.0 h",
    "Ra-226": "1600 yr",
    "C-14": "5730 yr",
    "Sr-90": "28.8 yr",
    "H-3": "12.3 yr",
    "Rn-222": "3.82 d",
    "Au-198": "2.69 d",
    "Ir-192": "73.8 d",
    "Cu-64": "12.7 h",
    "Y-90": "64.1 h",
    "Ga-68": "67.8 min",
    "C-11": "20.4 min",
    "N-13": "9.97 min",
    "S-35": "87.4 d",
    "Cr-51": "27.7 d",
}
MINERALS = (
    ("U-238", "Pb-206", ("4.47e9 yr", "4.468e9 yr"), ("1",)),
    ("U-235", "Pb-207", ("7.04e8 yr", "7.038e8 yr"), ("1",)),
    ("Rb-87", "Sr-87", ("4.97e10 yr", "4.96e10 yr"), ("1",)),
    ("K-40", "Ar-40", ("1.25e9 yr", "1.248e9 yr"), ("0.107", "0.109", "0.1072")),
    ("K-40", "Ar-40", ("1.25e9 yr", "1.248e9 yr"), ("0.107", "0.109", "0.1072")),
)
PAIRS = (
    ("Mo-99", "Tc-99m", "65.9 h", "6.01 h", "0.876"),
    ("Ba-140", "La-140", "12.8 d", "1.68 d", "1"),
    ("Pb-212", "Bi-212", "10.6 h", "1.01 h", "1"),
    ("Te-132", "I-132", "76.9 h", "2.30 h", "1"),
    ("Zr-95", "Nb-95", "64.0 d", "35.0 d", "1"),
    ("Xe-138", "Cs-138", "14.1 min", "33.4 min", "1"),
    ("Pb-214", "Bi-214", "26.8 min", "19.9 min", "1"),
    ("Bi-210", "Po-210", "5.01 d", "138 d", "1"),
)
THREES = (
    ("Po-218", "Pb-214", "Bi-214", "3.10 min", "26.8 min", "19.9 min"),
    ("Kr-91", "Rb-91", "Sr-91", "8.57 s", "58.2 s", "34700 s"),
    ("Xe-140", "Cs-140", "Ba-140", "13.6 s", "63.7 s", "12.8 d"),
    ("Sb-132", "Te-132", "I-132", "4.20 min", "76.9 h", "2.30 h"),
    ("Kr-89", "Rb-89", "Sr-89", "3.15 min", "15.2 min", "50.6 d"),
)
TOGETHER = (
    ("P-32", "S-35", "14.3 d", "87.4 d"),
    ("F-18", "C-11", "109.8 min", "20.4 min"),
    ("Cu-64", "Na-24", "12.7 h", "15.0 h"),
    ("I-131", "Cr-51", "8.02 d", "27.7 d"),
    ("Ga-68", "N-13", "67.8 min", "9.97 min"),
    ("Au-198", "I-131", "2.69 d", "8.02 d"),
    ("Y-90", "Na-24", "64.1 h", "15.0 h"),
    ("Ir-192", "P-32", "73.8 d", "14.3 d"),
    ("Co-60", "Cs-137", "5.27 yr", "30.1 yr"),
)
FASTEST = 0.05
"""Of initial rates, in mol/(L s)."""
NONE = Value("0", "")
TIMES = ("d", "h", "min", "yr", "s")


def value(text: str) -> Value:
    """`8.02 d`."""
    number, _, unit = text.partition(" ")
    return Value(number, unit)


def number(x: float, figures: int = 3) -> str:
    """To that many figures: `0.0125`, `37.0`, `3.1e-4`."""
    text = f"{x:.{figures - 1}e}"
    mantissa, power = text.split("e")
    p = int(power)
    if -3 <= p < 5 and not (p >= figures and float(text) % 1):
        return f"{float(text):.{max(0, figures - 1 - p)}f}"
    return f"{mantissa}e{p}"


def of(x: float, unit: str, figures: int = 3) -> Value:
    return Value(number(x, figures), unit)


def _amount_unit(rng: Random) -> str:
    return rng.choice(("MBq", "kBq", "Bq", "mg", "µg"))


def isotope(rng: Random, asks: tuple[str, ...]) -> tuple[tuple[str, ...], Isotope]:
    name = rng.choice(tuple(HALF_LIVES))
    half = value(HALF_LIVES[name])
    if "half_life" in asks and rng.random() < 0.5:  # of an isotope without a name, as names tell it
        return _unknown_isotope(rng)
    asks = tuple(ask for ask in asks if ask != "half_life")
    ask, unit = rng.choice(asks), _amount_unit(rng)
    if ask == "whole":
        count = rng.randint(1, 6)
        amount = str(rng.randint(1, 99) * rng.choice((1, 2, 4, 8)))
        whole = Value(f"{float(half.number) * count:.10g}", half.unit)
        return (name,), Isotope(half, Value(amount, unit), whole, Value("0", unit))
    count_of = rng.uniform(0.3, 4.5)
    start, time = rng.uniform(2, 900), float(half.number) * count_of
    told = {
        "half_life": half,
        "start": of(start, unit),
        "time": of(time, half.unit),
        "end": of(start * 0.5**count_of, unit),
    }
    told[ask] = Value("0", told[ask].unit)
    return (name,), Isotope(**told)


def _unknown_isotope(rng: Random) -> tuple[tuple[str, ...], Isotope]:
    half, unit, time_unit = rng.uniform(2, 90), _amount_unit(rng), rng.choice(TIMES)
    start, turns = rng.uniform(2, 900), rng.uniform(0.3, 4.5)
    left = of(start * 0.5**turns, unit)
    return (), Isotope(Value("0", time_unit), of(start, unit), of(half * turns, time_unit), left)


def dating(rng: Random) -> tuple[tuple[str, ...], Dating]:
    parent, daughter, halves, branches = rng.choice(MINERALS)
    half, branch = value(rng.choice(halves)), value(rng.choice(branches))
    ratio = float(branch.number) * (2 ** (rng.uniform(0.1e9, 4.2e9) / float(half.number)) - 1)
    return (parent, daughter), Dating(half, of(ratio, "", rng.choice((3, 4, 4))), branch)


def series(rng: Random, asks: tuple[str, ...], length: int) -> tuple[tuple[str, ...], Series]:
    ask = rng.choice(asks)
    unit = rng.choice(("MBq", "kBq", "GBq"))
    start = of(rng.uniform(2, 900), unit)
    if length == 3:
        *found, one, two, three = rng.choice(THREES)
        halves, branch = tuple(map(value, (one, two, three))), "1"
        time = min(float(halves[1].si), 40 * float(halves[0].si)) * rng.uniform(0.4, 3)
    else:
        *found, one, two, branch = rng.choice(PAIRS)
        halves = tuple(map(value, (one, two)))
        time = min(float(half.si) for half in halves) * rng.uniform(0.3, 4)
    unit = halves[0].unit
    size = float(Value("1", unit).si)
    names = tuple(found)
    return names, Series(halves, value(branch), start, of(time / size, unit) if ask == "activity" else Value("0", unit), ask)  # type: ignore[arg-type]


def mixture(rng: Random, asks: tuple[str, ...]) -> tuple[tuple[str, ...], Mixture]:
    one, two, half, other = rng.choice(TOGETHER)
    halves = [(one, value(half)), (two, value(other))]
    rng.shuffle(halves)
    (one, first), (two, second) = halves
    total, share = rng.uniform(5, 900), rng.uniform(0.2, 0.8)
    short, long = sorted((float(first.number), float(second.number)))
    time = rng.uniform(1.0, 3.0) * max(short, long / 3)
    left = total * (share * 0.5 ** (time / float(first.number)) + (1 - share) * 0.5 ** (time / float(second.number)))
    ask, unit = rng.choice(asks), rng.choice(("kBq", "MBq"))
    later = of(time * rng.uniform(1.4, 3), first.unit) if ask == "later" else Value("0", first.unit)
    told = (of(total, unit), of(time, first.unit), of(left, unit, 4))
    return (one, two), Mixture((first, second), *told, later, ask)  # type: ignore[arg-type]


def rates(rng: Random) -> tuple[tuple[str, ...], Rates]:
    """Rates that are exact, so that one law fits them, and such as can be measured: a reaction that takes ten seconds at least."""
    m, n = rng.choice(((2, 1), (1, 2), (2, 0), (0, 2), (1, 0), (0, 1), (2, 2), (1, 3)))
    minutes = rng.choice(("mol/(L s)", "mol/(L min)"))
    base = rng.choice((0.1, 0.2, 0.05, 0.04)), rng.choice((0.1, 0.2, 0.05, 0.04))
    factors = [(1, 1), (rng.choice((2, 3, 4, 1.5)), 1), (rng.choice((1, 2, 3)), rng.choice((2, 3, 4, 1.5)))]
    told = [(base[0] * fa, base[1] * fb) for fa, fb in factors]
    asked: tuple[Row, ...] = ()
    if rng.random() >= 0.45:
        asked = (Row(of(rng.uniform(0.03, 0.9), "mol/L"), of(rng.uniform(0.03, 0.9), "mol/L"), Value("0", minutes)),)
    most = max(a**m * b**n for a, b in [*told, *((float(row.a.number), float(row.b.number)) for row in asked)])
    fastest = 10 ** rng.uniform(-5, math.log10(FASTEST)) * (60 if "min" in minutes else 1)
    k = rng.randint(11, 99) * 10.0 ** (math.floor(math.log10(fastest / most)) - 2)
    rows = []
    for a, b in told:
        text = f"{k * a**m * b**n:.8e}"
        mantissa, power = text.split("e")
        mantissa = mantissa.rstrip("0").rstrip(".")
        if len(mantissa) > 6:
            raise ValueError("more figures than a table has")
        mantissa = mantissa if "." in mantissa and len(mantissa) > 3 else f"{float(mantissa):.2f}"
        p = int(power)
        rate = f"{mantissa}e{p}" if p else mantissa
        rows.append(Row(Value(f"{a:.10g}", "mol/L"), Value(f"{b:.10g}", "mol/L"), Value(rate, minutes)))
    rng.shuffle(rows)
    return (), Rates(tuple(rows), asked, "rate" if asked else "constant")


ORDERS = {0: "mol/(L {})", 1: "1/{}", 2: "L/(mol {})"}


def _turned(order: int, start: float, end: float) -> float:
    return math.log(start / end) if order == 1 else start - end if not order else 1 / end - 1 / start


def _run(rng: Random, order: int, k: float, unit: str, temperature: Value, told: str) -> Run:
    """What is told of a run with that rate constant: the constant, the half-life or two concentrations."""
    start = float(number(rng.uniform(0.05, 0.9)))
    no = Value("0", "mol/L")
    if told == "constant":
        return Run(temperature, no, no, Value("0", unit), Value(number(k), ORDERS[order].format(unit)))
    if told == "half-life":
        return Run(temperature, no if order == 1 else of(start, "mol/L"), no, of(_turned(order, start, start / 2) / k, unit), NONE)
    end = float(number(start * rng.uniform(0.25, 0.85)))
    return Run(temperature, of(start, "mol/L"), of(end, "mol/L"), of(_turned(order, start, end) / k, unit), NONE)


def _asked(rng: Random, order: int, k: float, unit: str, temperature: Value, ask: str) -> Run:
    start = float(number(rng.uniform(0.05, 0.9)))
    end = float(number(start * rng.uniform(0.15, 0.85)))
    no, time = Value("0", "mol/L"), _turned(order, start, end) / k
    told = {"start": of(start, "mol/L"), "end": of(end, "mol/L"), "time": of(time, unit)}
    if ask in told:
        told[ask] = Value("0", told[ask].unit)
    elif ask != "temperature":
        kept = ask == "half-life" and order != 1
        told = {"start": told["start"] if kept else no, "end": no, "time": Value("0", unit)}
    return Run(temperature, told["start"], told["end"], told["time"], NONE)


def _temperature(rng: Random, kelvin: float, celsius: bool) -> Value:
    return (
        Value(f"{kelvin - 273.15:.1f}" if rng.random() < 0.5 else f"{kelvin - 273.15:.0f}", "°C")
        if celsius
        else Value(f"{kelvin:.0f}", "K")
    )


def reaction(rng: Random, asks: tuple[str, ...], runs: int, told: tuple[str, ...]) -> tuple[tuple[str, ...], Reaction]:
    """runs: how many are told; a barrier is told where one run is to do for another temperature."""
    ask, order, unit = rng.choice(asks), rng.choice((0, 1, 2, 1, 2)), rng.choice(("s", "min", "h"))
    hidden = math.exp(rng.uniform(math.log(0.002), math.log(0.2)))
    shown = rng.choice(told)
    if runs == 1:
        run = _run(rng, order, hidden, unit, NONE, shown)
        return (), Reaction(order, (run,), Value("0", "kJ/mol"), _asked(rng, order, hidden, unit, NONE, ask), ask)  # type: ignore[arg-type]
    celsius = rng.random() < 0.6
    energy = rng.uniform(45, 120) * 1000
    kelvins = [rng.uniform(285, 335)]
    kelvins.append(kelvins[0] + rng.choice((-1, 1)) * rng.uniform(8, 25))
    kelvins.append(kelvins[0] + rng.choice((-1, 1)) * rng.uniform(5, 35))
    if min(kelvins) < 275:
        raise ValueError("a temperature below that of ice")
    temperatures = [_temperature(rng, kelvin, celsius) for kelvin in kelvins]
    ks = [hidden * math.exp(-energy / 8.314 * (1 / float(one.si) - 1 / float(temperatures[0].si))) for one in temperatures]
    if runs == 3:  # one run and the barrier
        first = _run(rng, order, ks[0], unit, temperatures[0], shown)
        barrier = Value(f"{energy / 1000:.1f}", "kJ/mol")
        where = temperatures[2] if ask != "temperature" else NONE
        return (), Reaction(order, (first,), barrier, _asked(rng, order, ks[2], unit, where, ask), ask)  # type: ignore[arg-type]
    pair = tuple(_run(rng, order, k, unit, one, rng.choice(told)) for k, one in zip(ks, temperatures[:2], strict=False))
    where = temperatures[2] if ask not in ("temperature", "barrier") else NONE
    return (), Reaction(order, pair, Value("0", "kJ/mol"), _asked(rng, order, ks[2], unit, where, ask), ask)  # type: ignore[arg-type]


def _run_effort(run: Run) -> int:
    return (0 if run.constant.si else 4 if run.end.si else 2) + (run.temperature.unit == "°C")


def effort(case: Isotope | Dating | Series | Mixture | Rates | Reaction) -> int:
    """Operations of the pencil route."""
    match case:
        case Isotope():
            if case.end.si or not case.start.si or not case.time.si:
                return 5
            return 2 if (case.time.si / case.half_life.si).denominator == 1 else 4
        case Dating():
            return 6 + (case.branch.number != "1")
        case Series():
            return {"activity": 15, "time of greatest": 9, "greatest": 18}[case.ask] * (1 if len(case.half_lives) == 2 else 2) + (
                case.branch.number != "1"
            )
        case Mixture():
            return 18 if case.ask != "later" else 20
        case Rates():
            return 3 * len(case.rows) + 2 + 2 * (case.ask == "rate")
    total = sum(map(_run_effort, case.runs)) + {"constant": 0, "barrier": 0, "half-life": 2, "temperature": 12}.get(case.ask, 4)
    total += 7 * (len(case.runs) == 2) + 5 * bool(case.asked.temperature.unit)
    return total + (case.asked.temperature.unit == "°C")
