"""Acids and bases in water: amounts are added up, and the pH is where all charges cancel."""

import re
from collections import Counter
from math import log10

from readers.science._equations import atoms
from readers.science._prompt import NUMBER, number, quantity, rounded
from reading import Unread, body

N = NUMBER
F = r"[A-Z(][A-Za-z0-9()]*"
METALS = {"Na": 1, "K": 1, "Li": 1, "Ba": 2, "Ca": 2, "Sr": 2}
STRONG = ("HCl", "HBr", "HI", "HNO3", "HClO4")
IDLE = re.compile(
    r"Strong acids(?:, strong bases and salts| and strong bases) are completely dissociated into their ions\."
    r"|Activities equal concentrations, volumes add up, (?:solids dissolve without changing the volume, )?and nothing escapes or precipitates\."
    r"|All values given are exact\.|Every equilibrium counts, that of water too; approximations are fine where they do not change the figures asked for\."
    r"|Round only at the end and give the answer (?:as a number with two decimal places, without a unit|to three significant figures, in [^ ]+?)\.(?= |$)"
    r"|From the laboratory book of a chemistry course:|Use these constants\.|Constants at the temperature of the experiment:|The constants needed are:"
    r"|The constants are as follows"
)
SULPHURIC = re.compile(rf"(?:- |\(|; )?H2SO4: the first proton is lost completely, and for the second one K_a = ({N})[;.)]*")
UNKNOWN = re.compile(r"(?:- |\(|; )?(HA|B): a weak (acid|base) with one proton to (?:lose|take up), whose constant K_[ab] is not known[;.)]*")
SYSTEM = re.compile(rf"(?:- |\(|; )?({F}|water): ((?:K_[abw\d] = {N}(?:, )?)+)[;.)]*")


class Weak:
    """A weak acid by its atoms and constants, first to last; a base as its conjugate acid, of charge 1."""

    def __init__(self, name: str, constants: list[float], base: bool) -> None:
        self.name, self.atoms, self.constants, self.charge = name, atoms(name), constants, int(base)
        self.moles = 0.0

    def mean_charge(self, h: float) -> float:
        parts, part = [1.0], 1.0
        for constant in self.constants:
            part *= constant / h
            parts.append(part)
        return sum((self.charge - lost) * share for lost, share in enumerate(parts)) / sum(parts)


class Flask:
    """What is in a flask: litres, moles of charge on ions that never react, weak acids."""

    def __init__(self, systems: dict[str, tuple[list[float], bool]], water: float) -> None:
        self.weak = [Weak(name, constants, base) for name, (constants, base) in systems.items()]
        self.water, self.litres, self.charge = water, 0.0, 0.0

    def add(self, name: str, moles: float) -> None:
        """A reagent, as the ions that it falls into."""
        if name in STRONG:
            self.charge -= moles
            return
        of = atoms(name)
        metal = sum(METALS[m] * count for m, count in of.items() if m in METALS)
        if {m for m in of if m not in METALS} == {"O", "H"} and of["O"] == of["H"] == metal:
            self.charge += metal * moles
            return
        for weak in sorted(self.weak, key=lambda weak: weak.name != name):
            rest = Counter({m: of[m] - weak.atoms[m] for m in {*of, *weak.atoms} if m not in (*METALS, "H")})
            chloride = rest.pop("Cl", 0)
            if chloride >= 0 and not any(rest.values()):
                self.charge += (metal - chloride) * moles
                weak.moles += moles
                return
        raise Unread(name)

    def keep(self, taken: float, filled: float) -> None:
        """Only so many litres are kept, filled up with water."""
        share = taken / self.litres
        assert share <= 1 and filled >= taken
        self.litres, self.charge = filled, self.charge * share
        for weak in self.weak:
            weak.moles *= share

    def excess(self, ph: float) -> float:
        """Moles of positive charge too many at a pH; falls as the pH rises."""
        h = 10**-ph
        return self.charge + sum(w.moles * w.mean_charge(h) for w in self.weak) + (h - self.water / h) * self.litres

    def ph(self) -> float:
        low, high = -2.0, 17.0
        for _ in range(70):
            middle = (low + high) / 2
            low, high = (middle, high) if self.excess(middle) > 0 else (low, middle)
        return low


def put(flask: Flask, item: str, unknown: float) -> None:
    """One reagent; what is not known is `unknown` in mL, mol/L or g."""
    if one := re.fullmatch(rf"({N}) mL of ({N}) mol/L ({F}) solution", item):
        flask.add(one[3], float(one[1]) * float(one[2]) / 1000)
        flask.litres += float(one[1]) / 1000
    elif one := re.fullmatch(rf"({N}) (g|mg) of solid ({F}) \(molar mass ({N}) g/mol\)", item):
        flask.add(one[3], quantity(f"{one[1]} {one[2]}") * 1000 / float(one[4]))
    elif one := re.fullmatch(rf"({N}) mL of (?:pure )?water", item):
        flask.litres += float(one[1]) / 1000
    elif one := re.fullmatch(rf"an unknown volume V of ({N}) mol/L ({F}) solution", item):
        flask.add(one[2], unknown * float(one[1]) / 1000)
        flask.litres += unknown / 1000
    elif one := re.fullmatch(rf"({N}) mL of ({F}) solution of unknown concentration c", item):
        flask.add(one[2], float(one[1]) / 1000 * unknown)
        flask.litres += float(one[1]) / 1000
    elif one := re.fullmatch(rf"an unknown mass m of solid ({F}) \(molar mass ({N}) g/mol\)", item):
        flask.add(one[1], unknown / float(one[2]))
    else:
        raise Unread(item)


def step(flask: Flask, sentence: str, unknown: float) -> None:
    """One thing that is done."""
    if found := re.fullmatch(r"(?:A flask holds (.*)|(.*) are put together and mixed|Then (.*) is added)\.", sentence):
        for item in re.split(r", | and ", found[1] or found[2] or found[3]):
            put(flask, item, unknown)
    elif found := re.fullmatch(rf"Of this solution, ({N}) mL is put into a clean flask(?: and made up to ({N}) mL with pure water)?; the rest is not used\.", sentence):
        flask.keep(float(found[1]) / 1000, float(found[2] or found[1]) / 1000)
    else:
        raise Unread(sentence)


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the pH or the quantity asked for, rounded as told."""
    text = " ".join(body(prompt).split())
    systems: dict[str, tuple[list[float], bool]] = {}
    water = 0.0
    for name, listed in SYSTEM.findall(text):
        constants = [number(x) for x in re.findall(rf"= ({N})", listed)]
        water = constants[0] if name == "water" else water
        systems[name] = (constants, "K_b" in listed)
    del systems["water"]
    systems = {name: ([water / k for k in ks] if base else ks, base) for name, (ks, base) in systems.items()}
    if sulphuric := SULPHURIC.search(text):
        systems["H2SO4"] = ([1e9, number(sulphuric[1])], False)
    hidden = UNKNOWN.search(text)
    if hidden:
        systems[hidden[1]] = ([1.0], hidden[2] == "base")
    for form in (SULPHURIC, UNKNOWN, SYSTEM):
        text = form.sub(" ", text)
    told = " ".join(IDLE.sub(" ", text).replace('"', " ").split())
    asked = re.search(r"What is [^?]*\?", told)
    ending = re.search(rf"At the end the pH of the mixture is ({N}), which counts as exact\.", told)
    if not asked:
        raise Unread(told)
    for part in (asked, ending):
        told = told.replace(part[0], " ") if part else told
    steps = [s for s in re.split(r"(?<=\.) +(?=[A-Z\d])", told.strip()) if s]

    def end(unknown: float) -> Flask:
        flask = Flask(systems, water)
        for sentence in steps:
            step(flask, sentence, unknown)
        return flask

    if re.fullmatch(r"What is the pH of the (?:solution|mixture)(?: at the end)?\?", asked[0]):
        written = re.fullmatch(r"-?\d+(?:\.\d+)?", answer.strip())
        return bool(written and abs(float(written[0]) - end(0.0).ph()) <= 0.005 + 1e-7)
    if hidden and ending and re.fullmatch(r"What is pK(a|b) = -log10\(K_\1\) of the (?:acid HA|base B)\?", asked[0]):
        return _strength(end(0.0), hidden[1], float(ending[1]), water, answer)
    found = re.fullmatch(rf"What is the (volume V|concentration c|mass m) of the {F}(?: solution)?\?", asked[0])
    if not found or not ending:
        raise Unread(asked[0])
    # At a pH that is told, charge is linear in what is unknown.
    none, one = (end(x).excess(float(ending[1])) for x in (0.0, 1.0))
    size = {"v": 1e-6, "c": 1e3, "m": 1e-3}[found[1][0]]
    return rounded(prompt, answer, none / (none - one) * size, {"v": "mL", "c": "mol/L", "m": "g"}[found[1][0]])


def _strength(flask: Flask, name: str, ph: float, water: float, answer: str) -> bool:
    """The pK of the one that is not known, at which the charges cancel at the pH told: its own charge falls as its K_a rises."""
    weak, low, high = next(one for one in flask.weak if one.name == name), -2.0, 16.0
    for _ in range(70):
        middle = (low + high) / 2
        weak.constants = [10**-middle]
        low, high = (middle, high) if flask.excess(ph) < 0 else (low, middle)
    written = re.fullmatch(r"-?\d+(?:\.\d+)?", answer.strip())
    return bool(written and abs(float(written[0]) - (low if not weak.charge else -log10(water) - low)) <= 0.005 + 1e-7)
