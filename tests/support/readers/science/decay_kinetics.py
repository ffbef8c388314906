"""Radioactive decay and rates of reactions: half-lives, chains, orders from initial rates, Arrhenius' law."""

import re
from itertools import product
from math import exp, isclose, log, prod

from readers.science._prompt import NUMBER, number, quantity, rounded
from reading import Unread, body

R = 8.314
TIME = rf"{NUMBER} (?:s|min|h|d|yr)"
Q = rf"{NUMBER} \S+(?: [a-z]+\))?"
NUCLIDE = r"[A-Z][a-z]?-\d+m?"
IDLE = re.compile(
    r"Take all given numbers as exact, round only at the end, and give the answer to \w+ significant figures, in (?:yr \(1 yr = 365\.25 d\)|[^.]*)\.|What is known:|This is known\."
    r"|From an exercise sheet on (?:rates of reactions|radioactive decay)\."
)
TABLE = re.compile(
    r"For a reaction between A and B at constant temperature the initial rate is k \[A\]\^m \[B\]\^n, where m and n are whole numbers from 0 to 3\. These initial "
    rf"rates were measured: \| \[A\] in mol/L \| \[B\] in mol/L \| initial rate in mol/\(L (s|min)\) \| \|---\|---\|---\|((?: \| {NUMBER} \| {NUMBER} \| {NUMBER} \|)+)"
)
LAWS = {
    "is constant: -d[A]/dt = k (order 0)": lambda a, b: a - b,
    "is -d[A]/dt = k [A] (first order)": lambda a, b: log(a / b),
    "is -d[A]/dt = k [A]^2 (second order)": lambda a, b: 1 / b - 1 / a,
}


def simple(text: str) -> float | None:
    """One nuclide: the one of its half-life, mass or activity at first, time and what is left that is not told, in SI units."""
    found = re.fullmatch(rf"(?:The half-life of {NUCLIDE} is ({TIME})\.|A sample holds (?:an isotope X|{NUCLIDE}), whose half-life is not known\.) (.*)", text)
    if not found:
        return None
    half, rest = quantity(found[1]) if found[1] else None, re.sub(rf"mass of (?:X|{NUCLIDE})", "mass", found[2])
    if told := re.fullmatch(rf"At first the (activity|mass) in a sample is ({Q})\. What is the \1 after ({TIME})\?", rest):
        return quantity(told[2]) * 2 ** (-quantity(told[3]) / half)
    if told := re.fullmatch(rf"After ({TIME}) the (activity|mass) in a sample is ({Q})\. What was the \2 at first\?", rest):
        return quantity(told[3]) * 2 ** (quantity(told[1]) / half)
    if told := re.fullmatch(rf"The (?:activity|mass) in a sample was ({Q}) at first and is ({Q}) now\. How much time has passed\?", rest):
        return half * log(quantity(told[1]) / quantity(told[2])) / log(2)
    if told := re.fullmatch(rf"The (?:activity|mass) was ({Q}) at first; ({TIME}) later it was ({Q})\. What is the half-life of the isotope\?", rest):
        return quantity(told[2]) * log(2) / log(quantity(told[1]) / quantity(told[3]))
    return None


def mineral(text: str) -> float | None:
    """Age: daughters by now are the share of those parents that are gone."""
    found = re.fullmatch(
        rf"A mineral held ({NUCLIDE}) and no ({NUCLIDE}) when it formed, and since then nothing has come in or got out\. \1 decays with a half-life of ({TIME})"
        rf"(?:, and ({NUMBER}) of its decays lead to \2| and every decay leads, in the end, to one atom of \2)\. Today the mineral holds ({NUMBER}) atoms of \2 for each "
        r"atom of \1\. How old is the mineral\?",
        text,
    )
    return quantity(found[3]) * log(1 + number(found[5]) / number(found[4] or "1")) / log(2) if found else None


def mixture(text: str) -> float | None:
    """Two nuclides side by side: two equations for their activities at first."""
    found = re.fullmatch(
        rf"A source holds ({NUCLIDE}) \(half-life ({TIME})\) and ({NUCLIDE}) \(half-life ({TIME})\), and neither comes from the other; no other activity counts\. A counter shows "
        rf"the activity of both together: ({Q}) at time 0 and ({Q}) after ({TIME})\. What (?:was the activity of ({NUCLIDE}) alone at time 0|is the activity of both together "
        rf"({TIME}) after time 0)\?",
        text,
    )
    if not found:
        return None
    one, two = (log(2) / quantity(found[k]) for k in (2, 4))
    total, left, after = quantity(found[5]), quantity(found[6]), quantity(found[7])
    first = (left - total * exp(-two * after)) / (exp(-one * after) - exp(-two * after))
    if found[8]:
        return first if found[8] == found[1] else total - first
    later = quantity(found[9])
    return first * exp(-one * later) + (total - first) * exp(-two * later)


def chain(text: str) -> float | None:
    """Activity of the last nuclide of a chain by Bateman's equations: at a time, or the greatest one, or the time of that."""
    link = rf"({NUCLIDE}) \(half-life ({TIME})\)"
    found = re.fullmatch(
        rf"{link} decays to {link}(?:, which decays to {link})?, which is radioactive too\. (?:Each decay leads to the next isotope|Of the decays of \1, the share ({NUMBER}) leads "
        rf"to \3)\. At time 0 a source is pure \1 with an activity of ({Q})\. It is closed: nothing is added or removed\. (.*)",
        text,
    )
    if not found:
        return None
    names, rates = [one for one in found.group(1, 3, 5) if one], [log(2) / quantity(x) for x in found.group(2, 4, 6) if x]
    most = rf"What is the greatest activity that ({NUCLIDE}) alone ever has\?|How long after time 0 is the activity of ({NUCLIDE}) greatest\?"
    asked = re.fullmatch(rf"What is the activity of ({NUCLIDE}) alone after ({TIME})\?|{most}", found[9])
    if not asked:
        raise Unread(found[9])
    rates = rates[: names.index(asked[1] or asked[3] or asked[4]) + 1]

    def activity(after: float) -> float:
        parts = [exp(-one * after) / prod(other - one for other in rates if other != one) for one in rates]
        return quantity(found[8]) * number(found[7] or "1") * prod(rates[1:]) * sum(parts)

    if asked[2]:
        return activity(quantity(asked[2]))
    low, high = 0.0, 20 / min(rates)
    for _ in range(200):  # by thirds: it rises, and then falls
        one, two = low + (high - low) / 3, high - (high - low) / 3
        low, high = (one, high) if activity(one) < activity(two) else (low, two)
    return activity(low) if asked[3] else low


def initial_rates(text: str) -> tuple[float, int] | None:
    """A rate, or the rate constant with the order of the whole reaction (-1 for a rate), in mol, L and the table's unit of time."""
    found = TABLE.search(text)
    if not found:
        return None
    rows = [[number(cell) for cell in row] for row in re.findall(rf"\| ({NUMBER}) \| ({NUMBER}) \| ({NUMBER}) \|", found[2])]
    fits = []
    for m, n in product(range(4), repeat=2):
        constants = [rate / (a**m * b**n) for a, b, rate in rows]
        if all(isclose(k, constants[0], rel_tol=1e-9) for k in constants):
            fits.append((m, n, constants[0]))
    assert len(fits) == 1, text
    m, n, k = fits[0]
    asked = " ".join(TABLE.sub(" ", text).split())
    if asked == "What is the rate constant k?":
        return k, m + n
    if wanted := re.fullmatch(rf"What is the initial rate with \[A\] = ({NUMBER}) mol/L and \[B\] = ({NUMBER}) mol/L\?", asked):
        return k * float(wanted[1]) ** m * float(wanted[2]) ** n, -1
    raise Unread(asked)


C = rf"({NUMBER} mol/L)"
KELVIN = rf"({NUMBER} (?:K|°C))"
RUN = re.compile(
    rf"(?:At {KELVIN}|In one run) (?:the rate constant k is ({Q})|\[A\] falls (?:from {C} to (half of that|{NUMBER} mol/L)|(to half of what it was)) in ({TIME}))\. "
)
ARRHENIUS = (
    "The rate constant follows Arrhenius' law k = C exp(-E / (R T)), with E and C the same at all temperatures and R = 8.314 J/(mol K). ",
    "T in kelvin is the temperature in °C plus 273.15. ",
    "The temperature stays the same. ",
)


def kelvin(text: str | None) -> float:
    value, _, name = (text or "0 K").partition(" ")
    return float(value) + 273.15 * (name == "°C")


def reaction(text: str) -> float | None:
    """Runs give rate constants (in mol, L and s), two of them or one and E give that of any temperature, and it gives what is asked. In SI
    units with the litre as it is."""
    found = re.match(r"As long as A is there, the rate of the reaction A -> products (.*?)\. ", text)
    if not found:
        return None
    law, rest, known = LAWS[found[1]], text[found.end() :], list[tuple[float, float]]()
    order = list(LAWS).index(found[1])
    while run := RUN.match(rest):
        rest = rest[run.end() :]
        if run[2]:
            constant = number(re.match(NUMBER, run[2])[0]) / quantity(f"1 {_time(run[2])}")
        else:
            start = number(run[3].split(" ")[0]) if run[3] else 1.0
            end = start / 2 if run[5] or run[4] == "half of that" else number(run[4].split(" ")[0])
            if run[5] and order != 1:
                raise Unread(text)  # of such a reaction half of it depends on how much there was
            constant = law(start, end) / quantity(run[6])
        known.append((kelvin(run[1]), constant))
    energy = 0.0
    if told := re.match(rf"The activation energy is ({NUMBER} kJ/mol)\. ", rest):
        energy, rest = quantity(told[1]), rest[told.end() :]
    elif len(known) == 2:
        (one, k), (two, q) = known
        energy = R * log(k / q) / (1 / two - 1 / one)
    for sentence in ARRHENIUS:
        rest = rest.replace(sentence, "")

    def constant_at(temperature: str | None) -> float:
        first, k = known[0]
        return k * exp(-energy / R * (1 / kelvin(temperature) - 1 / first)) if temperature else k

    at = rf"(?: at {KELVIN})?"
    if rest == "What is the activation energy E?":
        return energy
    if asked := re.fullmatch(rf"What is the rate constant k{at}\?", rest):
        return constant_at(asked[1])
    if asked := re.fullmatch(rf"In what time does \[A\] fall to half(?: of {C})?{at}\?", rest):
        start = number(asked[1].split(" ")[0]) if asked[1] else 1.0
        return law(start, start / 2) / constant_at(asked[2])
    if asked := re.fullmatch(rf"In what time does \[A\] fall from {C} to {C}{at}(?: in another run)?\?", rest):
        return law(number(asked[1].split(" ")[0]), number(asked[2].split(" ")[0])) / constant_at(asked[3])
    if asked := re.fullmatch(rf"Another run begins with \[A\] = {C}{at}\. What is \[A\] after ({TIME})\?", rest):
        return _left(order, number(asked[1].split(" ")[0]), constant_at(asked[2]) * quantity(asked[3]))
    if asked := re.fullmatch(rf"In another run{at}, \[A\] is {C} after ({TIME})\. What was \[A\] when that run began\?", rest):
        return _left(order, number(asked[2].split(" ")[0]), -constant_at(asked[1]) * quantity(asked[3]))
    if asked := re.fullmatch(rf"At what temperature does \[A\] fall from {C} to {C} in ({TIME})\?", rest):
        wanted = law(number(asked[1].split(" ")[0]), number(asked[2].split(" ")[0])) / quantity(asked[3])
        first, k = known[0]
        return 1 / (1 / first - log(wanted / k) * R / energy)
    raise Unread(rest)


def _time(text: str) -> str:
    """The unit of time of a rate constant: `min` in `0.01 L/(mol min)`."""
    return re.findall(r"(?<![A-Za-z])(s|min|h|d)\b", text)[-1]


def _left(order: int, start: float, turned: float) -> float:
    """[A] after so much of the reaction, which is below 0 for what there was before."""
    return start - turned if order == 0 else start * exp(-turned) if order == 1 else 1 / (1 / start + turned)


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    text = " ".join(IDLE.sub(" ", " ".join(body(prompt).split())).split())
    question = re.match(r"((?:(?:What|At what|In what|How|Another run begins|In another run)[^?]*)\?) (.*)", text)
    if question:
        text = f"{question[2]} {question[1]}"
    for solve in (simple, mineral, mixture, chain):
        if (value := solve(text)) is not None:
            return rounded(prompt, answer, value)
    if (value := reaction(text)) is not None:
        # A concentration is in mol/L, and so is a rate constant's; the rest in SI units.
        per_litre = re.search(r"figures, in (mol/L|L/\(mol|mol/\(L)", prompt)
        return rounded(prompt, answer, value * ({"mol/L": 1000.0, "L/(mol": 1e-3, "mol/(L": 1000.0}[per_litre[1]] if per_litre else 1.0), "K")
    if (rate := initial_rates(text)) is not None:
        # From mol, L and a unit of time to SI units: mol/L is 1000 mol/m^3.
        order = rate[1] if rate[1] >= 0 else 0
        size = 1000.0 ** (1 - order) / (60 if "mol/(L min)" in text else 1)
        return rounded(prompt, answer, rate[0] * size)
    raise Unread(text)
