"""Orbits round one body: each burn from the two distances of an orbit to the next two, by energy and Kepler's third law."""

import re
from math import inf, pi, sqrt

from readers.science._prompt import NUMBER, quantity, rounded, sentences
from reading import Unread, body

N = NUMBER
PLANET = r"(?:A planet|The Moon|[A-Z][a-z]+)"
IDLE = re.compile(
    r"Altitudes are measured from its surface\.|A burn is so short that the place does not change, and its push is along the line of motion\."
    r"|Only the gravity of (?:the )?\w+, which is a sphere, acts on satellites, and they are very light\.|From the notes of a mission planner:"
    r"|Take the given numbers as exact, round only at the end, and give the answer to \w+ significant figures, .*\."
    r"|A second satellite stays on the first circle; both go round in the same direction and in the same plane\."
)
BURN = re.compile(
    r"(?:First|Then|After that|Next|Finally) it fires its engine at (?:the (?P<end>lowest|highest) point of its orbit|some point of its circle"
    r"|the lowest point of the orbit that it then has \(any point, if it is a circle\)),?"
    rf" (?:and )?(?:becomes (?P<way>faster|slower) by (?P<by>{N} k?m/s)(?P<away> and escapes)?|so that (?:its new orbit has a period of (?P<period>{N} \w+)"
    rf"|its new orbit is (?P<circle>a circle)|on its new orbit the point opposite to this one has an altitude of (?P<other>{N} km)))\."
)


class Orbit:
    """Distances of the lowest and the highest point from the centre, in m; the sum of changes of speed so far."""

    def __init__(self, radius: float, gm: float) -> None:
        self.radius, self.gm, self.low, self.high, self.spent, self.away = radius, gm, 0.0, 0.0, 0.0, 0.0

    def speed(self, at: float) -> float:
        return sqrt(self.gm * (2 / at - 2 / (self.low + self.high)))

    def period(self) -> float:
        return 2 * pi * sqrt(((self.low + self.high) / 2) ** 3 / self.gm)

    def twice_axis(self, period: str) -> float:
        return float(2 * (self.gm * (quantity(period) / (2 * pi)) ** 2) ** (1 / 3))

    def burn(self, found: re.Match[str]) -> None:
        if not found["end"] and "some point" in found[0] and abs(self.high / self.low - 1) > 1e-9:
            raise Unread(found[0])
        at = self.high if found["end"] == "highest" else self.low
        before = self.speed(at)
        if found["by"]:
            after = before + quantity(found["by"]) * (1 if found["way"] == "faster" else -1)
            energy = after**2 / 2 - self.gm / at
            assert after > 0 and (energy > 0) == bool(found["away"])
            if found["away"]:
                self.away = sqrt(2 * energy)
            other = inf if found["away"] else -self.gm / energy - at
        elif found["period"]:
            other = self.twice_axis(found["period"]) - at
        else:
            other = at if found["circle"] else self.radius + quantity(found["other"])
        self.low, self.high = min(at, other), max(at, other)
        assert self.low > self.radius, found[0]
        self.spent += abs((after if found["away"] else self.speed(at)) - before)


def start(orbit: Orbit, sentence: str) -> bool:
    """The orbit at first; whether this sentence tells it."""
    radius = orbit.radius
    if found := re.fullmatch(rf"A satellite is on a circular orbit (?:at an altitude of ({N} km)|with a speed of ({N} k?m/s)|with a period of ({N} \w+))\.", sentence):
        if found[1]:
            orbit.low = radius + quantity(found[1])
        else:
            orbit.low = orbit.gm / quantity(found[2]) ** 2 if found[2] else orbit.twice_axis(found[3]) / 2
        orbit.high = orbit.low
    elif found := re.fullmatch(
        rf"A satellite is on an elliptic orbit with its lowest point at an altitude of ({N} km)(?: and its highest point at an altitude of ({N} km)"
        rf"|, where its speed is ({N} k?m/s)| and an eccentricity of ({N})| and a period of ({N} \w+))\.",
        sentence,
    ):
        orbit.low = radius + quantity(found[1])
        if found[2]:
            orbit.high = radius + quantity(found[2])
        elif found[3]:
            orbit.high = 1 / (1 / orbit.low - quantity(found[3]) ** 2 / (2 * orbit.gm)) - orbit.low
        elif found[4]:
            orbit.high = orbit.low * (1 + float(found[4])) / (1 - float(found[4]))
        else:
            orbit.high = orbit.twice_axis(found[5]) - orbit.low
    else:
        return False
    assert radius < orbit.low <= orbit.high
    return True


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    orbit, first, asked = Orbit(0.0, 0.0), 0.0, ""
    told = sentences(body(prompt))
    for sentence in told:
        if found := re.fullmatch(rf"{PLANET} has a radius of ({N} km)\.", sentence):
            orbit.radius = quantity(found[1])
        elif found := re.fullmatch(rf"The product of its mass and the constant of gravitation is GM = ({N} km\^3/s\^2)\.", sentence):
            orbit.gm = quantity(found[1])
        elif found := re.fullmatch(rf"A probe on a circular orbit around it at an altitude of ({N} km) has a (?:speed of ({N} k?m/s)|period of ({N} \w+))\.", sentence):
            far = orbit.radius + quantity(found[1])
            orbit.gm = far * quantity(found[2]) ** 2 if found[2] else far**3 * (2 * pi / quantity(found[3])) ** 2
        elif found := re.fullmatch(rf"The (?:escape speed from its surface is ({N} k?m/s)|acceleration of free fall at its surface is ({N} m/s\^2))\.", sentence):
            orbit.gm = quantity(found[1]) ** 2 * orbit.radius / 2 if found[1] else quantity(found[2]) * orbit.radius**2
    if not orbit.gm or not orbit.radius:
        raise Unread(prompt)
    for sentence in told:
        if start(orbit, sentence):
            first = orbit.period()
        elif found := BURN.fullmatch(sentence):
            orbit.burn(found)
        elif sentence.endswith("?"):
            asked = sentence
        elif not IDLE.fullmatch(sentence) and not re.match(rf"{PLANET} has a radius of|The product of its mass|A probe on a circular orbit|The (?:escape speed|acceleration of free fall)", sentence):
            raise Unread(sentence)
    value, kind = _value(asked, orbit, first)
    return rounded(prompt, answer, value, kind)


def _value(asked: str, orbit: Orbit, first: float) -> tuple[float, str]:
    """The quantity asked for in SI units, and its unit."""
    if found := re.fullmatch(rf"What is its speed on (?:its final|this) orbit when its altitude is ({N} km)\?", asked):
        at = orbit.radius + quantity(found[1])
        assert orbit.low < at < orbit.high
        return orbit.speed(at), "m/s"
    if found := re.fullmatch(r"What is its speed at the (lowest|highest) point on (?:its final|this) orbit\?", asked):
        return orbit.speed(orbit.low if found[1] == "lowest" else orbit.high), "m/s"
    if found := re.fullmatch(r"What is the altitude of the (lowest|highest) point on (?:its final|this) orbit\?", asked):
        return (orbit.low if found[1] == "lowest" else orbit.high) - orbit.radius, "m"
    if re.fullmatch(r"What is its speed then, very far from (?:the )?\w+\?", asked):
        return orbit.away, "m/s"
    if asked == "What is the sum of the changes of speed (each without its sign) in all these burns?":
        return orbit.spent, "m/s"
    if asked == "What is its speed?":
        return orbit.speed(orbit.low), "m/s"
    if asked == "How long is it, in the end, from one closest approach of the two satellites to the next?":
        return 1 / abs(1 / first - 1 / orbit.period()), "s"
    if re.fullmatch(
        r"By how much would it have to become faster, in one burn at the lowest point on (?:its final|this) orbit \(any point, if it is a circle\), to just escape from (?:the )?\w+\?", asked
    ):
        return sqrt(2 * orbit.gm / orbit.low) - orbit.speed(orbit.low), "m/s"
    if re.fullmatch(r"How long does it take on (?:its final|this) orbit from the lowest to the highest point\?", asked):
        return orbit.period() / 2, "s"
    if re.fullmatch(r"What is its period(?: on (?:its final|this) orbit)?\?", asked):
        return orbit.period(), "s"
    if asked in ("What is the eccentricity of its final orbit?", "What is the eccentricity of this orbit?"):
        return (orbit.high - orbit.low) / (orbit.high + orbit.low), "1"
    raise Unread(asked)
