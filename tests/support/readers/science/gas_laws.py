"""Ideal gases in vessels: amounts of each gas by vessel after each step, then the question."""

import re
from collections.abc import Callable
from math import isclose

from readers.science._prompt import quantity, rounded, sentences
from reading import Unread, body

R = 8.314
GAS = r"[A-Z][A-Za-z0-9]*"
P = r"[\d.]+ (?:kPa|bar)"
START = re.compile(r"Vessel ([A-D]) has a volume of ([\d.]+ L) and is kept at (-?[\d.]+) °C; it (?:contains (.*)|is empty \(evacuated\))\.")
AND = re.compile(rf" and (?=[\d.]+ (?:g|mol) of |an unknown mass of |{GAS} (?:at a pressure of|that was collected) )")
IDLE = re.compile(
    r"All gases are ideal and do not react\.|Temperatures and volumes change only where it is told, the tubes have no volume worth mentioning, and each step "
    r"ends when nothing changes any more\.|Thin tubes with valves join the vessels; at first all valves are closed\.|X is a gas that is not known\."
    r"|In a laboratory the following is done[.:]|Through a tiny hole each gas escapes at a rate that is proportional to its partial pressure and inversely "
    r"proportional to the square root of its molar mass \(Graham's law\)\.|Take the given numbers as exact and give the answer (?:in .*, to three significant figures, with its unit|to three significant figures)\."
)
QUESTION = re.compile(r"(?:What|How|To what|By what|Through).*\?|In the gas that escapes first.*\?|At the end the pressure in vessel [A-D] is .*\.|(?:At the end|Now) a tiny hole opens from vessel [A-D] to a vacuum\.")
KINDS = {"pressure": "kPa", "K": "K", "g": "g", "mol": "mol", "L": "L"}


class Room:
    """The vessels: volume in m^3, kelvin, moles of each gas, whether the valves are open."""

    def __init__(self) -> None:
        self.volume: dict[str, float] = {}
        self.kelvin: dict[str, float] = {}
        self.gas: dict[str, dict[str, float]] = {}
        self.open = False

    def pressure(self, vessel: str) -> float:
        return sum(self.gas[vessel].values()) * R * self.kelvin[vessel] / self.volume[vessel]

    def settle(self) -> None:
        """With open valves the pressure is the same everywhere, and so is the mixture."""
        if self.open:
            rooms = {vessel: self.volume[vessel] / self.kelvin[vessel] for vessel in self.volume}
            total = {kind: sum(gas.get(kind, 0.0) for gas in self.gas.values()) for gas in self.gas.values() for kind in gas}
            for vessel, share in rooms.items():
                self.gas[vessel] = {kind: moles * share / sum(rooms.values()) for kind, moles in total.items()}


def fill(room: Room, vessel: str, contents: str | None, masses: dict[str, float], unknown: float) -> None:
    """Put in what a vessel contains at first, if anything."""
    room.gas[vessel] = {}
    for what in AND.split(contents) if contents else ():
        kind, moles = portion(room, vessel, what, masses, unknown)
        room.gas[vessel][kind] = room.gas[vessel].get(kind, 0.0) + moles


def portion(room: Room, vessel: str, what: str, masses: dict[str, float], unknown: float) -> tuple[str, float]:
    """A gas and its moles; an unknown mass is `unknown` moles."""
    per_pascal = room.volume[vessel] / (R * room.kelvin[vessel])
    if found := re.fullmatch(rf"([\d.]+) g of ({GAS})", what):
        return found[2], float(found[1]) / masses[found[2]]
    if found := re.fullmatch(rf"([\d.]+) mol of ({GAS})", what):
        return found[2], float(found[1])
    if found := re.fullmatch(rf"({GAS}) at a pressure of ({P})", what):
        return found[1], quantity(found[2]) * per_pascal
    if found := re.fullmatch(rf"an unknown mass of ({GAS})", what):
        return found[1], unknown
    if found := re.fullmatch(
        rf"({GAS}) that was collected over water \(at first its pressure together with water vapour is ({P}), of which ({P}) is the pressure of the vapour; "
        r"then the vapour is removed completely, and nothing else\)",
        what,
    ):
        return found[1], (quantity(found[2]) - quantity(found[3])) * per_pascal
    raise Unread(what)


def step(room: Room, sentence: str, masses: dict[str, float]) -> None:
    """One thing that is done."""
    text = re.sub(r"^(?:First|Then|After that|Next|Finally) ", "", sentence)
    if found := re.fullmatch(r"vessel ([A-D]) is brought to (-?[\d.]+) °C and kept there\.", text):
        room.kelvin[found[1]] = float(found[2]) + 273.15
    elif found := re.fullmatch(r"the volume of vessel ([A-D]) is changed to ([\d.]+ L) with a piston, without any gas getting in or out from outside\.", text):
        room.volume[found[1]] = quantity(found[2])
    elif text == "all valves between the vessels are opened, until the gases are mixed evenly.":
        room.open = True
    elif text == "all valves are closed.":
        room.open = False
    elif found := re.fullmatch(rf"([\d.]+) g of ({GAS}) is added to vessel ([A-D])\.", text):
        room.gas[found[3]][found[2]] = room.gas[found[3]].get(found[2], 0.0) + float(found[1]) / masses[found[2]]
    elif found := re.fullmatch(rf"so much of the gas mixture in vessel ([A-D]) is let out that its pressure falls to ({P}) at the same temperature\.", text):
        left = quantity(found[2]) / room.pressure(found[1])
        assert left < 1
        room.gas[found[1]] = {kind: moles * left for kind, moles in room.gas[found[1]].items()}
    else:
        raise Unread(sentence)
    room.settle()


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    masses: dict[str, float] = {}
    starts, steps, asked = [], [], []
    for sentence in sentences(body(prompt)):
        if found := START.fullmatch(sentence):
            starts.append(found)
        elif found := re.fullmatch(r"Use R = 8\.314 J/\(mol K\) and 0 °C = 273\.15 K(?:; molar masses in g/mol: (.*))?\.", sentence):
            masses |= {item.split()[0]: float(item.split()[1]) for item in (found[1] or "").split(", ") if item}
        elif found := re.fullmatch(
            rf"A certain volume of X takes ([\d.]+) s to escape through a tiny hole into a vacuum; the same volume of ({GAS}) takes ([\d.]+) s under the same "
            r"conditions\.",
            sentence,
        ):
            masses["X"] = -(float(found[1]) / float(found[3])) ** 2
            known = found[2]
        elif QUESTION.fullmatch(sentence):
            asked.append(sentence)
        elif not IDLE.fullmatch(sentence):
            steps.append(sentence)
    if "X" in masses:
        masses["X"] *= -masses[known]

    def end(unknown: float) -> Room:
        room = Room()
        for found in starts:
            room.volume[found[1]], room.kelvin[found[1]] = quantity(found[2]), float(found[3]) + 273.15
            fill(room, found[1], found[4], masses, unknown)
        for sentence in steps:
            step(room, sentence, masses)
        return room

    value, kind = _value(" ".join(asked), end, masses)
    return rounded(prompt, answer, value, kind)


def _value(asked: str, end: Callable[[float], Room], masses: dict[str, float]) -> tuple[float, str]:
    """The quantity asked for, in SI units."""
    room = end(0.0)
    if found := re.fullmatch(
        rf"To what temperature must vessel ([A-D]) (?:then )?be brought(?:, with (?:all valves closed|the valves (still open)) and the other vessels as they are,)? for the pressure in it to "
        rf"be ({P})\?",
        asked,
    ):
        if room.open != bool(found[2]):
            raise Unread(asked)
        vessel, pressure = found[1], quantity(found[3])
        if not room.open:
            return room.kelvin[vessel] * pressure / room.pressure(vessel), "K"
        moles = sum(sum(gas.values()) for gas in room.gas.values())
        others = sum(room.volume[one] / room.kelvin[one] for one in room.volume if one != vessel)
        return room.volume[vessel] / (moles * R / pressure - others), "K"
    if found := re.fullmatch(rf"What volume does the gas of vessel ([A-D]) take up at a pressure of ({P}), if it keeps the temperature that it has(?: at the end)?\?", asked):
        return room.volume[found[1]] * room.pressure(found[1]) / quantity(found[2]), "L"
    if found := re.fullmatch(r"What is the (?:total )?pressure in vessel ([A-D])(?: at the end)?\?", asked):
        return room.pressure(found[1]), "kPa"
    if found := re.fullmatch(rf"What is the partial pressure of ({GAS}) in vessel ([A-D]) at the end\?", asked):
        return room.pressure(found[2]) * room.gas[found[2]][found[1]] / sum(room.gas[found[2]].values()), "kPa"
    if found := re.fullmatch(rf"What mass of ({GAS}) is in vessel ([A-D]) at the end\?", asked):
        return room.gas[found[2]][found[1]] * masses[found[1]] / 1000, "g"
    if found := re.fullmatch(r"How many moles of gas, of all kinds together, are in vessel ([A-D]) at the end\?", asked):
        return sum(room.gas[found[1]].values()), "mol"
    if found := re.fullmatch(rf"At the end the pressure in vessel ([A-D]) is ({P})\. What mass of ({GAS}) did vessel ([A-D]) contain at the start\?", asked):
        low, high, far = (end(moles).pressure(found[1]) for moles in (0.0, 1.0, 2.0))
        assert isclose(far - high, high - low)
        return (quantity(found[2]) - low) / (high - low) * masses[found[3]] / 1000, "g"
    if found := re.fullmatch(r"What is the density of the gas in vessel ([A-D])(?: at the end)?\?", asked):
        return sum(moles * masses[kind] / 1000 for kind, moles in room.gas[found[1]].items()) / room.volume[found[1]], "g/L"
    if found := re.fullmatch(
        rf"(?:At the end|Now) a tiny hole opens from vessel ([A-D]) to a vacuum\. In the gas that escapes first, what is the ratio of the amount of ({GAS}) to the amount of ({GAS}) "
        r"\(in moles, as one number\)\?",
        asked,
    ):
        gas = room.gas[found[1]]
        return gas[found[2]] / gas[found[3]] * (masses[found[3]] / masses[found[2]]) ** 0.5, "1"
    raise Unread(asked)
