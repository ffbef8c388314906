"""Independent route, in floats: equations balanced by sympy, every problem run forward as the experiment goes, and what is asked found by
bisection where it stands at the beginning."""

import math
import re
from functools import lru_cache

from synth.pipelines.oracles.science._plain import near, read

_SIZES = {"g": 1.0, "kg": 1e3, "mg": 1e-3, "mol": 1.0, "mmol": 1e-3, "L": 1.0, "mL": 1e-3}
_MASSES = {
    "H": 1.008, "He": 4.003, "Li": 6.94, "B": 10.81, "C": 12.01, "N": 14.01, "O": 16.0, "F": 19.0, "Ne": 20.18, "Na": 22.99,
    "Mg": 24.31, "Al": 26.98, "Si": 28.09, "P": 30.97, "S": 32.06, "Cl": 35.45, "Ar": 39.95, "K": 39.1, "Ca": 40.08, "Ti": 47.87,
    "V": 50.94, "Cr": 52.0, "Mn": 54.94, "Fe": 55.85, "Co": 58.93, "Ni": 58.69, "Cu": 63.55, "Zn": 65.38, "As": 74.92, "Se": 78.97,
    "Br": 79.9, "Kr": 83.8, "Sr": 87.62, "Mo": 95.95, "Ag": 107.87, "Cd": 112.41, "Sn": 118.71, "Sb": 121.76, "I": 126.9, "Xe": 131.29,
    "Ba": 137.33, "Ce": 140.12, "Pt": 195.08, "Au": 196.97, "Hg": 200.59, "Pb": 207.2, "Bi": 208.98,
}


def check(problem: dict, answer: str) -> bool:
    number, unit = read(answer) or (0, "")
    if unit not in ("", problem["unit"]):
        return False
    gold = _value(problem) / _SIZES[problem["unit"]]
    return near(number, gold, 10.0 ** (math.floor(math.log10(gold)) - 2))


def solutions(problem: dict) -> int:
    """Equations with one set of coefficients give one amount."""
    return 1


def _atoms(formula: str) -> dict[str, float]:
    """Brackets are written out from the inside."""
    text, total = formula.replace("[", "(").replace("]", ")"), dict[str, float]()
    while "(" in text:
        text = re.sub(r"\(([^()]*)\)(\d*)", lambda found: found[1] * int(found[2] or 1), text)
    for part in text.split("·"):
        times = re.match(r"\d*", part)[0]
        for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", part):
            total[element] = total.get(element, 0) + int(count or 1) * int(times or 1)
    return total


def _molar(formula: str) -> float:
    return sum(_MASSES[element] * count for element, count in _atoms(formula).items())


@lru_cache(maxsize=512)
def _counts(left: tuple[str, ...], right: tuple[str, ...]) -> dict[str, float]:
    from sympy import Matrix

    sides = [(_atoms(one), 1) for one in left] + [(_atoms(one), -1) for one in right]
    elements = sorted({element for counts, _ in sides for element in counts})
    (vector,) = Matrix([[int(sign * counts.get(element, 0)) for counts, sign in sides] for element in elements]).nullspace()
    return {one: float(count / vector[0]) for one, count in zip((*left, *right), vector, strict=True)}


def _of(step: dict) -> dict[str, float]:
    return _counts(tuple(step["left"]), tuple(step["right"]))


def _share(percent: str) -> float:
    return float(percent) / 100 if percent else 1.0


def _moles(portion: dict, gas: str) -> float:
    amount = portion["amount"]
    size, name = float(amount["number"]) * _SIZES[amount["unit"]], amount["unit"]
    if name in ("g", "kg", "mg"):
        return size * _share(portion["percent"]) / _molar(portion["substance"])
    if name in ("L", "mL"):
        return size * float(portion["molar"]) if portion["molar"] else size / float(gas)
    return size


def _value(p: dict) -> float:
    """In g, mol or L."""
    moles = {"made": _made, "left": _made, "needed": _needed, "sample": _sample}[p["ask"]](p)
    if p["unit"] in ("mol", "mmol"):
        return moles
    return moles * float(p["gas"]) if p["unit"] in ("L", "mL") else moles * _molar(p["target"]) / _share(p["purity"])


def _run(steps: list, links: list, put: dict, out: str) -> dict[str, float]:
    """What stands there at last: products, and what is left of reagents of the last reaction. put: by step and substance, in mol."""
    flow, left = dict[str, float](), dict[str, float]()
    for number, step in enumerate(steps):
        counts, left = _of(step), flow | {substance: moles for (place, substance), moles in put.items() if place == number}
        turns = min(moles / counts[substance] for substance, moles in left.items())
        left = {substance: moles - turns * counts[substance] for substance, moles in left.items()}
        product = links[number] if number < len(links) else out
        flow = {product: turns * counts.get(product, 0.0) * _share(step["percent"])}
    return left | {product: moles for product, moles in flow.items() if moles}


def _made(p: dict) -> float:
    put = {(one["step"], one["substance"]): _moles(one, p["gas"]) for one in p["portions"]}
    found = _run(p["steps"], p["links"], put, p["target"] if p["ask"] == "made" else "")
    return found[p["target"]]


def _bisected(wrong, low: float, high: float) -> float:
    sign = 1 if wrong(high) > 0 else -1
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if sign * wrong(middle) > 0 else (middle, high)
    return (low + high) / 2


def _needed(p: dict) -> float:
    (wanted,) = p["portions"]
    out = wanted["substance"]

    def missed(moles: float) -> float:
        return _run(p["steps"], p["links"], {(0, p["target"]): moles}, out)[out] - _moles(wanted, p["gas"])

    return _bisected(missed, 0.0, 1e7)


def _sample(p: dict) -> float:
    mixed = not p["portions"][0]["substance"]
    told, own, rest = p["portions"][mixed:], p["steps"][: 1 + mixed], p["steps"][1 + mixed :]
    names = [step["left"][0] for step in own]
    grams = _SIZES[p["portions"][0]["amount"]["unit"]] * float(p["portions"][0]["amount"]["number"]) * _share(p["portions"][0]["percent"])
    link = p["links"][0]

    def parts(mass: float) -> list[float]:
        masses = [mass, grams - mass] if mixed else [mass]
        return [one / _molar(name) for one, name in zip(masses, names, strict=True)]

    def seen(mass: float) -> float:
        """What is measured at last if the sample contains so much of the first substance."""
        exchanged = sum(abs(_of(step)[link] / _of(step)[name]) * moles for step, name, moles in zip(own, names, parts(mass), strict=True))
        if len(told) == 1:
            return _run(rest, [], {(0, link): exchanged}, told[0]["substance"])[told[0]["substance"]] if rest else exchanged
        left = _moles(told[0], p["gas"]) - exchanged
        part = _part(p)
        return left * part * _of(rest[0])[told[1]["substance"]] / _of(rest[0])[link]

    measured = _moles(told[-1], p["gas"])
    mass = _bisected(lambda mass: seen(mass) - measured, 0.0, grams if mixed else 1e6)
    return mass / _molar(names[0])


def _part(p: dict) -> float:
    if not p["aliquot"]:
        return 1.0
    part, whole = (float(one["number"]) * _SIZES[one["unit"]] for one in p["aliquot"])
    return part / whole
