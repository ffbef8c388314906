"""Independent route: numbers. Derivatives by differences, integrals by quadrature, limits close to 0, extrema by a scan and a refined
root of the slope, all with many digits."""

import json
import re
from functools import lru_cache

import mpmath

DIGITS = 30
NEAR = mpmath.mpf(10) ** -15
ROUND = mpmath.mpf(10) ** -7
"""How near to a whole number an earlier step's value lies, which is found as a root of a slope."""


def check(problem: dict, answer: str) -> bool:
    with mpmath.workdps(DIGITS):
        read = _read(answer)
        return read is not None and abs(read - _value(json.dumps(problem))) < NEAR * max(1, abs(read))


def solutions(problem: dict) -> int:
    """A number is what it is."""
    return 1


@lru_cache(maxsize=64)
def _value(problem: str):
    letters = []
    for stage in json.loads(problem)["stages"]:
        found = _stage(stage, letters)
        letters.append(mpmath.nint(found) if abs(found - mpmath.nint(found)) < ROUND else found)
    return found


def _stage(stage: dict, letters: list):
    def inner(x):
        return _terms(stage["terms"], x, letters)

    def f(x):
        return mpmath.quad(inner, [0, x]) if stage["accumulated"] else inner(x)

    low, high = (_place(stage[end], letters) for end in ("low", "high"))
    match stage["ask"]:
        case "slope":
            return mpmath.diff(f, high)
        case "area":
            return mpmath.quad(f, mpmath.linspace(low, high, 5))
        case "limit":
            with mpmath.workdps(5 * DIGITS):
                x = mpmath.mpf(10) ** -22
                return f(x) / _terms(stage["under"], x, letters)
    slope = inner if stage["accumulated"] else lambda x: mpmath.diff(inner, x)
    spots = [low + (high - low) * (i + mpmath.mpf("0.377")) / 30 for i in range(30)]
    signs = [mpmath.sign(slope(x)) for x in spots]
    turns = [spots[i : i + 2] for i in range(29) if signs[i] != signs[i + 1]]
    places = [low, high, *(mpmath.findroot(slope, turn, solver="anderson", tol=mpmath.mpf(10) ** -50, verify=False) for turn in turns)]
    best = (max if stage["ask"].endswith("highest") else min)(places, key=f)
    return best if stage["ask"].startswith("where") else f(best)


def _terms(terms: list, x, letters: list):
    total = mpmath.mpf(0)
    for term in terms:
        wave = {"": lambda _: 1, "sin": mpmath.sin, "cos": mpmath.cos}[term["wave"]](term["turn"] * x)
        letter = letters[term["letter"] - 1] if term["letter"] else 1
        total += term["times"] * letter * x ** term["power"] * mpmath.exp(term["rate"] * x) * wave
    return total


def _place(place: dict, letters: list):
    if place["unit"] == "letter":
        return letters[place["p"] - 1]
    if place["unit"] == "ln":
        return mpmath.log(place["p"])
    return mpmath.mpf(place["p"]) / place["q"] * (mpmath.pi if place["unit"] == "pi" else 1)


_TERM = re.compile(
    r"(?P<sign>[+-]?)(?P<times>\d+)?(?:√(?P<root>\d+))?(?:(?P<pi>π)(?:\^(?P<pis>\d+))?)?"
    r"(?:(?P<e>e)(?:\^(?:(?P<power>\d+)|(?P<alone>π)|\((?P<p>-?\d*)(?P<turns>π?)(?:/(?P<q>\d+))?\)))?)?"
    r"(?:ln\((?P<of>\d+)\)(?:\^(?P<logs>\d+))?)?(?:/(?P<under>\d+))?"
)


def _read(answer: str):
    """`3e^2/4 - √3π/2 + ln(2)^2 + 5` as a number, None for anything else."""
    text, total, place = answer.replace(" ", "").replace("+-", "-"), mpmath.mpf(0), 0
    while place < len(text):
        part = _TERM.match(text, place)
        if not part or not re.search(r"\d|π|e", part[0]) or (place and not part["sign"]) or int(part["under"] or 1) == 0:
            return None
        value = mpmath.mpf(int(part["times"] or 1)) / int(part["under"] or 1) * mpmath.sqrt(int(part["root"] or 1))
        if part["pi"]:
            value *= mpmath.pi ** int(part["pis"] or 1)
        if part["e"]:
            exponent = mpmath.mpf(int(part["power"] or 1))
            if part["alone"]:
                exponent = +mpmath.pi
            elif part["p"] is not None:
                p = {"": 1, "-": -1}.get(part["p"]) or int(part["p"])
                exponent = mpmath.mpf(p) / int(part["q"] or 1) * (mpmath.pi if part["turns"] else 1)
            value *= mpmath.exp(exponent)
        if part["of"]:
            value *= mpmath.log(int(part["of"])) ** int(part["logs"] or 1)
        total += -value if part["sign"] == "-" else value
        place = part.end()
    return total if text else None
