"""The way by pencil along a track: the kinetic energy of a kilogram behind each part, forwards, or back from what is told of the end."""

import math

from synth.verifiers.science._given import Given
from synth.verifiers.science._sheet import Sheet, Value, sqrt
from synth.verifiers.science.forces_energy.track import HITS, Part

_UNITS = {"k": "N/m", "x": "m", "mu": "", "d": "m", "h": "m", "F": "N", "M": "kg", "P": "W", "t": "s", "u": "m/s"}


class Route:
    def __init__(self, mass: Given, g: str) -> None:
        self.sheet = sheet = Sheet()
        self.mass, self.g = sheet.given(mass), sheet.given(Given(g, "m/s^2"))
        self.energy: Value | None = None
        """Of a kilogram; None at rest."""
        self.heat: Value | None = None

    def start(self, speed: Given) -> None:
        if float(speed.number):
            self.energy = self.sheet.line("e0", self.sheet.given(speed) ** 2 / 2, "J/kg")

    def told(self, part: Part) -> dict[str, Value]:
        return {one.what: self.sheet.given(one.amount) for one in part.told}

    def slant(self, part: Part) -> tuple[Value, Value]:
        """Sine and cosine, which a line may also use as decimals."""
        rise, run, length = (self.sheet.fixed(one) for one in (part.rise, part.run, math.isqrt(part.rise**2 + part.run**2) or 1))
        self.sheet.also(rise / length)
        self.sheet.also(run / length)
        return rise / length, run / length

    def gain(self, part: Part, v: dict[str, Value], mass: Value) -> tuple[Value | None, Value | None]:
        """What a part brings to each kilogram, and what it takes of it."""
        g = self.g
        match part.kind:
            case "spring":
                return v["k"] * v["x"] ** 2 / (2 * mass), None
            case "pulley":
                both = mass + v["M"]
                return v["M"] * g * v["d"] / both, v["mu"] * mass * g * v["d"] / both
            case "engine":
                return v["P"] * v["t"] / mass, None
            case "push":
                return v["F"] * v["d"] / mass, v["mu"] * g * v["d"]
            case "pull":
                sine, cosine = self.slant(part)
                return v["F"] * cosine * v["d"] / mass, v["mu"] * (mass * g - v["F"] * sine) * v["d"] / mass
            case "rough":
                return None, v["mu"] * g * v["d"]
            case "down":
                sine, cosine = self.slant(part)
                return g * v["d"] * sine, v["mu"] * g * v["d"] * cosine
            case "up":
                sine, cosine = self.slant(part)
                return None, g * v["d"] * (sine + v["mu"] * cosine)
            case "fall":
                return g * v["h"], None
        return None, g * v["h"]

    def handed(self, part: Part, v: dict[str, Value], mass: Value) -> tuple[Value, Value]:
        """The share of the speed that the body behind a collision has, and its mass."""
        both = mass + v["M"]
        if part.kind == "stick":
            return mass / both, both
        more = 1 + v["c"] if part.kind == "bounce" else self.sheet.fixed(2)
        return more * mass / both, v["M"]

    def forward(self, part: Part) -> None:
        v = self.told(part)
        if part.kind in HITS:
            share, behind = self.handed(part, v, self.mass)
            before = sure(self.energy)
            self.energy = self.sheet.line("e", before * share**2, "J/kg")
            if part.kind == "stick":
                self._lose(self.mass * before * v["M"] / behind)
            self.mass = self.sheet.line("m", behind, "kg") if behind.work else behind
            return
        more, less = self.gain(part, v, self.mass)
        energy = more if self.energy is None else self.energy + more if more is not None else self.energy
        self.energy = self.sheet.line("e", sure(energy) if less is None else sure(energy) - less, "J/kg")
        if part.kind == "up":
            _, cosine = self.slant(part)
            self._lose(v["mu"] * self.mass * self.g * v["d"] * cosine)
        elif part.kind == "pulley":
            self._lose(v["mu"] * self.mass * self.g * v["d"])
        elif less is not None and part.kind != "rise":
            self._lose(less * self.mass)

    def _lose(self, heat: Value) -> None:
        heat = self.sheet.line("Q", heat, "J")
        self.heat = heat if self.heat is None else self.heat + heat

    def backward(self, part: Part, mass: Value, energy: Value) -> Value:
        """The energy of a kilogram before a part, from that behind it."""
        v = self.told(part)
        if part.kind in HITS:
            return self.sheet.line("e", energy / self.handed(part, v, mass)[0] ** 2, "J/kg")
        more, less = self.gain(part, v, mass)
        if less is not None:
            energy = energy + less
        return self.sheet.line("e", energy if more is None else energy - more, "J/kg")

    def masses(self, parts: tuple[Part, ...]) -> list[Value]:
        """Before each part, and at the end."""
        found = [self.mass]
        for part in parts:
            mass = found[-1]
            if part.kind in HITS and not part.missing:
                mass = self.handed(part, self.told(part), mass)[1]
                mass = self.sheet.line("m", mass, "kg") if mass.work else mass
            found.append(mass)
        return found

    def missing(self, part: Part, behind: Value, unit: str) -> None:
        """The quantity that a part lacks, from the energy of a kilogram behind it."""
        v, g, name, kind = self.told(part), self.g, part.missing[0], part.kind
        if kind in HITS:
            share = self.sheet.line("q", sqrt(behind / sure(self.energy)))
            more = self.sheet.fixed({"stick": 1}.get(kind, 2)) if kind != "bounce" else 1 + v["c"]
            self.sheet.line("M", self.mass * (more / share - 1), unit)
            return
        change = behind if self.energy is None else behind - self.energy
        if kind in ("rough", "up", "rise"):
            change = sure(self.energy) - behind
        each = self.sheet.line("de", change, "J/kg")
        work, m = each * self.mass, self.mass
        sine, cosine = self.slant(part)
        if kind == "spring":
            result = 2 * work / v["x"] ** 2 if name == "k" else sqrt(2 * work / v["k"])
        elif kind == "engine":
            result = work / (v["t"] if name == "P" else v["P"])
        elif kind == "pulley":
            work = each * (m + v["M"])
            result = (v["M"] * g * v["d"] - work) / (m * g * v["d"]) if name == "mu" else work / (v["M"] * g - v["mu"] * m * g)
        elif kind in ("push", "pull"):
            result = self._pushed(v, name, work, kind == "pull", sine, cosine)
        elif kind == "rough":
            result = each / (g * (v["d"] if name == "mu" else v["mu"]))
        elif kind in ("fall", "rise"):
            result = each / g
        elif name == "d":
            result = each / (g * (sine - v["mu"] * cosine if kind == "down" else sine + v["mu"] * cosine))
        else:
            lost = g * v["d"] * sine - each if kind == "down" else each - g * v["d"] * sine
            result = lost / (g * v["d"] * cosine)
        self.sheet.line(name, result, unit)

    def _pushed(self, v: dict[str, Value], name: str, work: Value, slanted: bool, sine: Value, cosine: Value) -> Value:
        weight = self.mass * self.g
        if name == "F":
            force = work / v["d"] + v["mu"] * weight
            return force / (cosine + v["mu"] * sine) if slanted else force
        along, down = (v["F"] * cosine, weight - v["F"] * sine) if slanted else (v["F"], weight)
        return (along * v["d"] - work) / (down * v["d"]) if name == "mu" else work / (along - v["mu"] * down)

    def end(self, end: Part, unit: str) -> None:
        """What is asked at the end."""
        v, m, g, sheet = self.told(end), self.mass, self.g, self.sheet
        sine, cosine = self.slant(end)
        if end.kind == "heat":
            sheet.line("Q", sure(self.heat), unit)
            return
        e = sure(self.energy)
        match end.kind:
            case "speed":
                result = sqrt(2 * e)
            case "energy":
                result = m * e
            case "stop":
                result = e / (v["mu"] * g)
            case "stopping time":
                result = sqrt(2 * e) / (v["mu"] * g)
            case "height":
                result = e * sine / (g * (sine + v["mu"] * cosine))
            case "return":
                result = sqrt(2 * e * (sine - v["mu"] * cosine) / (sine + v["mu"] * cosine))
            case "compression":
                result = sqrt(2 * m * e / v["k"])
            case "rough compression":
                drag = sheet.line("f", v["mu"] * m * g, "N")
                result = (sqrt(drag**2 + 2 * v["k"] * m * e) - drag) / v["k"]
            case "power":
                result = m * g * (sine + v["mu"] * cosine) * sqrt(2 * e)
            case "force":
                result = m * g + 2 * m * e / v["R"]
            case _:
                first = sheet.line("a", (m - v["c"] * v["M"]) / (m + v["M"]))
                struck = sheet.line("b", (1 + v["c"]) * m / (m + v["M"]))
                ways = struck**2 + first**2 if float(first) < 0 else struck**2 - first**2
                result = ways * e / (v["mu"] * g)
        sheet.line("x", result, unit)

    def before(self, end: Part, told: Value, mass: Value) -> Value:
        """The energy of a kilogram at the end, from what is told of it."""
        v, g = self.told(end), self.g
        sine, cosine = self.slant(end)
        match end.kind:
            case "speed":
                energy = told**2 / 2
            case "stop":
                energy = told * v["mu"] * g
            case "height":
                energy = told * g * (sine + v["mu"] * cosine) / sine
            case "return":
                energy = told**2 / 2 * (sine + v["mu"] * cosine) / (sine - v["mu"] * cosine)
            case _:
                energy = v["k"] * told**2 / (2 * mass)
                if end.kind == "rough compression":
                    energy = energy + v["mu"] * g * told
        return self.sheet.line("e", energy, "J/kg")


def sure(value: Value | None) -> Value:
    if value is None:
        raise ValueError("it does not move")
    return value
