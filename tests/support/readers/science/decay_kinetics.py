"""Radioactive decay and rates of reactions: half-lives, chains, orders from initial rates, Arrhenius' law."""

import re
from itertools import product
from math import exp, isclose, log, prod

from readers.science._prompt import NUMBER, number, quantity, rounded
from reading import Unread, body

R = 8.314
TIME = rf"{NUMBER} (?:s|min|h|d|yr)"
NUCLIDE = r"[A-Z][a-z]?-\d+m?"
IDLE = re.compile(
    r"Take all given numbers as exact, round only at the end, and give the answer to \w+ significant figures, in [^.]*\.|What is known:|This is known\."
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
    """One nuclide: what is left of its mass or activity, in kg or Bq."""
    found = re.fullmatch(
        rf"The half-life of ({NUCLIDE}) is ({TIME})\. At first the (activity|mass of \1) in a sample is ({NUMBER} \S+)\. What is the (\3) after ({TIME})\?", text
    )
    return quantity(found[4]) * 2 ** (-quantity(found[6]) / quantity(found[2])) if found else None


def chain(text: str) -> float | None:
    """Activity of the third nuclide of a chain, by Bateman's equations."""
    found = re.fullmatch(
        rf"({NUCLIDE}) \(half-life ({TIME})\) decays to ({NUCLIDE}) \(half-life ({TIME})\), which decays to ({NUCLIDE}) \(half-life ({TIME})\), which is radioactive "
        rf"too\. Each decay leads to the next isotope\. At time 0 a source is pure \1 with an activity of ({NUMBER} \S+)\. It is closed: nothing is added or removed\. "
        rf"What is the activity of ({NUCLIDE}) alone after ({TIME})\?",
        text,
    )
    if not found:
        return None
    names, rates = found.group(1, 3, 5), [log(2) / quantity(x) for x in found.group(2, 4, 6)]
    rates, after = rates[: names.index(found[8]) + 1], quantity(found[9])
    parts = [exp(-one * after) / prod(other - one for other in rates if other != one) for one in rates]
    return quantity(found[7]) * prod(rates[1:]) * sum(parts)


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


def arrhenius(text: str) -> float | None:
    """The temperature at which a fall of concentration takes a given time, in K."""
    text = text.replace(" T in kelvin is the temperature in °C plus 273.15.", "")
    fall = rf"\[A\] falls? from ({NUMBER}) mol/L to ({NUMBER}) mol/L in ({TIME})"
    found = re.fullmatch(
        rf"As long as A is there, the rate of the reaction A -> products (.*?)\. At ({NUMBER}) (K|°C) {fall}\. At ({NUMBER}) (K|°C) {fall}\. The rate constant follows "
        rf"Arrhenius' law k = C exp\(-E / \(R T\)\), with E and C the same at all temperatures and R = 8\.314 J/\(mol K\)\. At what temperature does {fall}\?",
        text,
    )
    if not found:
        return None
    law = LAWS[found[1]]
    kelvin = [float(found[i]) + 273.15 * (found[i + 1] == "°C") for i in (2, 7)]
    rates = [law(float(found[i]), float(found[i + 1])) / quantity(found[i + 2]) for i in (4, 9, 12)]
    energy = log(rates[0] / rates[1]) / (1 / kelvin[1] - 1 / kelvin[0])
    return 1 / (1 / kelvin[0] - log(rates[2] / rates[0]) / energy)


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    text = " ".join(IDLE.sub(" ", " ".join(body(prompt).split())).split())
    question = re.match(r"((?:What|At what)[^?]*\?) (.*)", text)
    if question:
        text = f"{question[2]} {question[1]}"
    if (value := simple(text)) is not None:
        return rounded(prompt, answer, value)
    if (value := chain(text)) is not None:
        return rounded(prompt, answer, value)
    if (value := arrhenius(text)) is not None:
        return rounded(prompt, answer, value, "K")
    if (rate := initial_rates(text)) is not None:
        # From mol, L and a unit of time to SI units: mol/L is 1000 mol/m^3.
        order = rate[1] if rate[1] >= 0 else 0
        size = 1000.0 ** (1 - order) / (60 if "mol/(L min)" in text else 1)
        return rounded(prompt, answer, rate[0] * size)
    raise Unread(text)
