"""The way by pencil from orbit to orbit: distances from the centre, speeds by vis-viva, periods by Kepler's third law."""

from collections.abc import Sequence

from synth.verifiers.science._given import Given
from synth.verifiers.science._sheet import PI, Sheet, Value, cbrt, sqrt
from synth.verifiers.science.orbits.motion import Part


class Route:
    def __init__(self, radius: Given, field: Part, start: Part, burns: Sequence[Part], end: Part, unit: str) -> None:
        self.sheet = Sheet()
        self.radius = self.sheet.given(radius)
        self.mu = self.field(field)
        self.low, self.high = self.first(start)
        self.changes = list[Value]()
        before = (self.low, self.high)
        for burn in burns:
            self.burn(burn)
        self.end(end, unit, before)

    def told(self, part: Part) -> dict[str, Value]:
        power = f"e{part.power}" if part.power else ""
        return {one.what: self.sheet.given(f"{one.amount.number}{power} {one.amount.unit}".rstrip()) for one in part.told}

    def far(self, name: str, altitude: Value) -> Value:
        """The distance from the centre."""
        return self.sheet.line(name, self.radius + altitude, "km")

    def field(self, part: Part) -> Value:
        v, sheet, unit = self.told(part), self.sheet, "km^3/s^2"
        match part.kind:
            case "GM":
                return v["GM"]
            case "gravity":
                return sheet.line("GM", v["g"] * self.radius**2, unit)
            case "surface escape":
                return sheet.line("GM", v["v"] ** 2 * self.radius / 2, unit)
            case "moon period":
                return sheet.line("GM", 4 * PI**2 * self.far("r0", v["h"]) ** 3 / v["T"] ** 2, unit)
        return sheet.line("GM", v["v"] ** 2 * self.far("r0", v["h"]), unit)

    def axis(self, period: Value) -> Value:
        """Half the long axis."""
        return self.sheet.line("a", cbrt(self.mu * period**2 / (4 * PI**2)), "km")

    def opposite(self, distance: Value, speed: Value) -> Value:
        """Where the orbit turns that has this speed, square to the line to the centre, at this distance."""
        return self.sheet.line("r", distance**2 * speed**2 / (2 * self.mu - distance * speed**2), "km")

    def first(self, part: Part) -> tuple[Value, Value]:
        v, sheet = self.told(part), self.sheet
        if part.kind.startswith("circle"):
            if part.kind == "circle":
                r = self.far("r1", v["h"])
            else:
                r = self.axis(v["T"]) if part.kind == "circle period" else sheet.line("r1", self.mu / v["v"] ** 2, "km")
            return r, r
        low = self.far("r1", v["low"])
        match part.kind:
            case "ellipse":
                high = self.far("r2", v["high"])
            case "ellipse e":
                high = sheet.line("r2", low * (1 + v["e"]) / (1 - v["e"]), "km")
            case "ellipse period":
                high = sheet.line("r2", 2 * self.axis(v["T"]) - low, "km")
            case _:
                high = self.opposite(low, v["v"])
        return low, high

    def speed(self, distance: Value) -> Value:
        """Vis-viva."""
        inside = self.mu / distance if self.low is self.high else self.mu * (2 / distance - 2 / (self.low + self.high))
        return self.sheet.line("v", sqrt(inside), "km/s")

    def burn(self, part: Part) -> None:
        v, sheet = self.told(part), self.sheet
        here = self.high if part.place == "high" else self.low
        now = self.speed(here)
        match part.kind:
            case "faster" | "slower":
                then = sheet.line("v", now + v["dv"] if part.kind == "faster" else now - v["dv"], "km/s")
                other = self.opposite(here, then)
                self.changes.append(v["dv"])
            case "reach":
                other = self.far("r", v["h"])
            case "retime":
                other = sheet.line("r", 2 * self.axis(v["T"]) - here, "km")
            case _:
                other = here
        self.low, self.high = (here, other) if float(here) <= float(other) else (other, here)
        if part.kind not in ("faster", "slower"):
            then = self.speed(here)
            self.changes.append(sheet.line("dv", then - now if float(then) > float(now) else now - then, "km/s"))

    def period(self, low: Value, high: Value, unit: str) -> Value:
        a = low if low is high else self.sheet.line("a", (low + high) / 2, "km")
        return self.sheet.line("T", 2 * PI * sqrt(a**3 / self.mu), unit)

    def end(self, part: Part, unit: str, before: tuple[Value, Value]) -> None:
        v, sheet, low, high = self.told(part), self.sheet, self.low, self.high
        match part.kind:
            case "period":
                self.period(low, high, unit)
            case "half":
                sheet.line("t", self.period(low, high, unit) / 2, unit)
            case "highest" | "lowest":
                sheet.line("h", (high if part.kind == "highest" else low) - self.radius, unit)
            case "speed low":
                sheet.line("v", self.speed(low), unit)
            case "speed high":
                sheet.line("v", self.speed(high), unit)
            case "speed at":
                sheet.line("v", self.speed(self.far("r", v["h"])), unit)
            case "eccentricity":
                sheet.line("e", (high - low) / (high + low))
            case "axis":
                sheet.line("a", (high + low) / 2, unit)
            case "total":
                total = self.changes[0]
                for change in self.changes[1:]:
                    total = total + change
                sheet.line("dv", total, unit)
            case "escape":
                sheet.line("dv", sqrt(2 * self.mu / low) - self.speed(low), unit)
            case "excess":
                sheet.line("v", sqrt((self.speed(low) + v["dv"]) ** 2 - 2 * self.mu / low), unit)
            case _:
                one, other = self.period(*before, unit), self.period(low, high, unit)
                sheet.line("T", one * other / (one - other if float(one) > float(other) else other - one), unit)
