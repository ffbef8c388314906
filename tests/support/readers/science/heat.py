"""Heat in an insulated vessel: enthalpy is added up step by step, and its phases follow; what is not known is found by trying values."""

import re
from copy import copy
from functools import lru_cache

from readers.science._prompt import NUMBER, quantity, rounded, sentences
from readers.science._roots import roots
from reading import Unread, body

N = NUMBER
IDLE = re.compile(
    r"The pressure in the vessel is 1 atm throughout: ice melts at 0 °C, water boils at 100 °C and does not evaporate below, and steam stays in the vessel \(under a light lid "
    r"that moves\) unless it is let off\.|Nothing else exchanges heat with the vessel, and after each step everything in it, with the vessel itself, comes to one "
    r"temperature before the next step\.|\w+ keeps a log of an experiment on heat:|(?:He|She) works out the following\.|Take 0 °C as 273 K\."
    r"|The gas goes through each cycle slowly and without friction; its internal energy is 3/2 p V\."
    r"|It works with an ideal gas whose molecules have one atom each\."
    r"|Take the given numbers as exact, round only at the end, and give the answer to \w+ significant figures, (?:in .*|as a decimal number without a unit)\."
)
WHILE = "in which ice and water are together at 0 °C all the while"
UNKNOWN = {
    "What is the mass that is not known?": "kg",
    "What is the power that is not known?": "W",
    "What is the specific heat of the unknown metal?": "J/(kg K)",
    "How much heat does the cooling coil take out in the step where this is not known?": "J",
    "How much heat does the engine take from the reservoir in the step where this is not known?": "J",
    "How much work is done on the refrigerator in the step where this is not known?": "J",
    "For how long does the heater run in the step where this is not known?": "s",
}


class Vessel:
    """Masses of ice, water and steam in kg, the heat capacity of the vessel and of pieces of metal in it, one temperature in °C."""

    def __init__(self, constants: list[float]) -> None:
        self.of_ice, self.of_water, self.of_steam, self.melting, self.boiling = constants
        self.ice = self.water = self.steam = self.metal = self.celsius = 0.0

    def enthalpy(self) -> float:
        """Joules above water and metal at 0 °C."""
        t = self.celsius
        ice, steam = self.of_ice * t - self.melting, self.of_water * 100 + self.boiling + self.of_steam * (t - 100)
        return self.ice * ice + self.water * self.of_water * t + self.steam * steam + self.metal * t

    def heat(self, joules: float, mass: float = 0.0, metal: float = 0.0) -> None:
        """Take up heat, with so much more of water (whatever its phase) or metal, and come to one temperature."""
        total, all_water = self.enthalpy() + joules, self.ice + self.water + self.steam + mass
        self.metal += metal
        boils = (all_water * self.of_water + self.metal) * 100
        self.ice = self.water = self.steam = 0.0
        if total < -all_water * self.melting:
            self.ice, self.celsius = all_water, (total + all_water * self.melting) / (all_water * self.of_ice + self.metal)
        elif total <= 0:
            self.ice, self.celsius = -total / self.melting, 0.0
            self.water = all_water - self.ice
        elif total <= boils:
            self.water, self.celsius = all_water, total / boils * 100
        elif total <= boils + all_water * self.boiling:
            self.steam, self.celsius = (total - boils) / self.boiling, 100.0
            self.water = all_water - self.steam
        else:
            self.steam, self.celsius = all_water, 100 + (total - boils - all_water * self.boiling) / (all_water * self.of_steam + self.metal)

    def add(self, what: str, mass: float, celsius: float) -> None:
        """Ice, water or steam of another temperature comes in."""
        other = Vessel([self.of_ice, self.of_water, self.of_steam, self.melting, self.boiling])
        setattr(other, what, mass)
        other.celsius = celsius
        self.heat(other.enthalpy(), mass=mass)


def cycles(text: str, count: float) -> float | None:
    """Waste heat of cycles that are told in a p-V diagram; the same for rectangle and triangle: cooling at V2, compression at p1."""
    found = re.fullmatch(
        rf"In the p-V diagram the cycle is a rectangle: the pressure rises from ({N} kPa) to ({N} kPa) at a constant volume of ({N} L), the gas expands at "
        rf"constant pressure to ({N} L), the pressure falls back to ({N} kPa) at constant volume, and the gas is compressed at constant pressure to ({N} L)\.",
        text,
    )
    if found:
        low, high, small, large, *back = (quantity(x) for x in found.groups())
    elif found := re.fullmatch(
        rf"In the p-V diagram the cycle is a triangle: along a straight line from ({N} kPa) and ({N} L) to ({N} kPa) and ({N} L), then at constant volume down to "
        rf"({N} kPa), then at constant pressure back to ({N} L)\.",
        text,
    ):
        low, small, high, large, *back = (quantity(x) for x in found.groups())
    else:
        return None
    assert back == [low, small] and high > low and large > small
    return count * (1.5 * (high - low) * large + 2.5 * low * (large - small))


ENGINE = {
    "How much work does the engine give in one cycle (what the gas does less what is done on it)?": ("J", lambda work, given: work),
    "How much heat does the gas take in during one cycle (on the parts where heat goes in, without subtracting what it gives off)?": ("J", lambda work, given: work + given),
    "How much heat does the gas give off during one cycle (on the parts where heat goes out)?": ("J", lambda work, given: given),
    "What is the efficiency of the engine, the work of a cycle divided by the heat taken in?": ("1", lambda work, given: work / (work + given)),
}
"""By the work and the waste heat of a cycle."""


def area(diagram: str) -> float:
    """Work of a cycle: half the rectangle for a triangle."""
    pressures, volumes = ({quantity(x) for x in re.findall(rf"({N} {unit})", diagram)} for unit in ("kPa", "L"))
    return (max(pressures) - min(pressures)) * (max(volumes) - min(volumes)) / (2 if "triangle" in diagram else 1)


@lru_cache(maxsize=4096)
def matched(form: str, text: str) -> re.Match[str] | None:
    """Remembered, as the same sentences are gone through for each value that is tried."""
    return re.fullmatch(form, text)


@lru_cache(maxsize=4096)
def told(text: str) -> float:
    return quantity(text)


def run(lines: list[str], begun: Vessel, unknown: float) -> Vessel:
    """The vessel after all steps, with a value for what is not known."""
    vessel, count = copy(begun), 0.0

    def value(text: str) -> float:
        return unknown if text in ("not known", "an unknown mass") else told(text)

    for line in lines:
        text = line.removeprefix("Then ")
        if found := matched(
            rf"An insulated vessel (?:with a heat capacity of ({N} J/K)|whose own heat capacity is negligible) holds ({N} k?g) of (ice|water)(?:, both)? at ({N}) °C\.", text
        ):
            vessel.metal, vessel.celsius = (told(found[1]) if found[1] else 0.0), float(found[4])
            setattr(vessel, found[3], told(found[2]))
        elif found := matched(rf"({N} k?g|an unknown mass) of (ice|water|steam) at ({N}) °C is (?:added|blown in)\.", text):
            vessel.add(found[2], value(found[1]), float(found[3]))
        elif found := matched(rf"a piece of .* at ({N}) °C is put in \(mass: (.*); specific heat: (.*)\)\.", text):
            metal = value(found[2]) * value(found[3])
            vessel.heat(metal * float(found[1]), metal=metal)
        elif text == "half of the liquid water is poured off, and nothing else.":
            vessel.water /= 2
        elif text == "all ice that is left is taken out.":
            vessel.ice = 0.0
        elif text == "all steam is let off.":
            vessel.steam = 0.0
        elif text == "all liquid water is poured off, and the ice stays.":
            vessel.water = 0.0
        elif found := matched(
            rf"an electric heater in the vessel runs \(power: (.*); time: (.*)\); a fraction of ({N}) of its energy goes into the vessel, the rest is lost\.", text
        ):
            vessel.heat(value(found[1]) * value(found[2]) * float(found[3]))
        elif found := matched(r"a cooling coil takes heat out of the vessel \(amount of heat: (.*)\)\.", text):
            vessel.heat(-value(found[1]))
        elif found := matched(
            rf"a reversible heat engine runs between a reservoir that is kept at ({N}) °C and the vessel, {WHILE}; all its waste heat goes into the vessel \(heat that "
            r"it takes from the reservoir: (.*)\)\.",
            text,
        ):
            vessel.heat(value(found[2]) * 273 / (273 + float(found[1])))
        elif found := matched(
            rf"a reversible refrigerator takes heat out of the vessel, {WHILE}, and gives off heat to a room that is kept at ({N}) °C \(work done on it: (.*)\)\.", text
        ):
            vessel.heat(-value(found[2]) * 273 / float(found[1]))
        elif found := matched(rf"a heat engine runs for ({N}) cycles and gives all its waste heat into the vessel\.", text):
            count = float(found[1])
        elif (waste := cycles(text, count)) is not None:
            vessel.heat(waste)
        else:
            raise Unread(line)
        if WHILE in text and not unknown:
            assert vessel.celsius == 0 and vessel.ice and vessel.water, text
    return vessel


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    constants: list[float] = []
    lines, ending, asked = [], "", ""
    for sentence in sentences(body(prompt)):
        if found := re.fullmatch(
            rf"The specific heats are ({N} J/\(kg K\)) for ice, ({N} J/\(kg K\)) for water and ({N} J/\(kg K\)) for steam; melting takes ({N} kJ)/kg and boiling "
            rf"takes ({N} kJ)/kg\.",
            sentence,
        ):
            constants = [quantity(x) for x in found.groups()]
        elif sentence.endswith("?"):
            asked = sentence
        elif sentence.startswith(("The final temperature", "In the end the mass")):
            ending = sentence
        elif not IDLE.fullmatch(sentence):
            lines.append(sentence)
    if asked in ENGINE:
        machine, diagram = lines
        if machine != "An engine works with an ideal gas whose molecules have one atom each.":
            raise Unread(machine)
        given, (kind, of) = cycles(diagram, 1), ENGINE[asked]
        if given is None:
            raise Unread(diagram)
        return rounded(prompt, answer, of(area(diagram), given), kind)
    if asked == "What is the final temperature of the vessel?":
        return rounded(prompt, answer, run(lines, Vessel(constants), 0.0).celsius, "°C")
    if found := re.fullmatch(r"What mass of (?:liquid )?(ice|water|steam) is in the vessel in the end\?", asked):
        return rounded(prompt, answer, getattr(run(lines, Vessel(constants), 0.0), found[1]), "kg")
    if asked not in UNKNOWN:
        raise Unread(asked)
    if found := re.fullmatch(rf"The final temperature of the vessel is ({N}) °C\.", ending):
        wanted, part = float(found[1]), "celsius"
    elif found := re.fullmatch(rf"In the end the mass of the (ice|water|steam) in the vessel is ({N} k?g)\.", ending):
        wanted, part = quantity(found[2]), found[1]
    else:
        raise Unread(ending)
    place = next(number for number, line in enumerate(lines) if "not known" in line or "an unknown mass" in line)
    begun = run(lines[:place], Vessel(constants), 0.0)
    found_values = roots(lambda unknown: getattr(run(lines[place:], begun, unknown), part) - wanted)
    return len(found_values) == 1 and rounded(prompt, answer, found_values[0], UNKNOWN[asked])
