"""The way by pencil through a story of heat: the enthalpy of what is in the vessel, 0 for liquid water and all else at 0 °C."""

from synth.verifiers.exact import Fraction
from synth.verifiers.science._sheet import Sheet, Value
from synth.verifiers.science.heat.vessel import ZERO, Constants, Phases, State, Step, phases


class Route:
    """Keeps what is in the vessel, as Values; None for nothing."""

    def __init__(self, constants: Constants, vessel: int) -> None:
        self.sheet = sheet = Sheet()
        self.k = constants
        self.ice, self.water, self.steam, self.melting, self.boiling = (sheet.given(given) for given in constants.all)
        self.vessel = sheet.given(f"{vessel} J/K") if vessel else None
        self.mass: Value | None = None
        self.capacity = self.vessel
        self.heat: Value | None = None

    def celsius(self, number: int) -> Value:
        return self.sheet.fixed(f"{number} °C") if number in (0, 100) else self.sheet.given(f"{number} °C")

    @property
    def boils(self) -> Value:
        return self.sheet.fixed("100 °C")

    def begin(self, step: Step) -> None:
        """The vessel begins at the temperature of what is put in first."""
        if self.vessel is not None and step.celsius:
            self._add(self.vessel * self.celsius(step.celsius))

    def _add(self, heat: Value | None, sign: int = 1) -> None:
        if heat is None or not float(heat):
            return
        heat = self.sheet.line("Q", heat, "J") if " " in heat.text.partition(" ")[2] else heat
        if self.heat is None:
            self.heat = heat if sign > 0 else -heat
        else:
            self.heat = self.heat + heat if sign > 0 else self.heat - heat

    def specific(self, step: Step) -> Value | None:
        """Enthalpy of a kilogram of what is put in; None for water at 0 °C."""
        t = self.celsius(step.celsius)
        if step.substance == "ice":
            return self.ice * t - self.melting if step.celsius else -self.melting
        if step.substance == "water":
            return self.water * t if step.celsius else None
        base = self.water * self.boils + self.boiling
        return base + self.steam * (t - self.boils) if step.celsius > 100 else base

    def step(self, step: Step) -> None:
        told: dict[str, Value] = {one.what: self.sheet.given(one.amount) for one in step.told}
        if step.kind == "add":
            each = self.specific(step)
            if each is not None:
                self._add(told["m"] * (self.sheet.line("h", each, "J/kg") if step.substance != "water" else each))
            self.mass = told["m"] if self.mass is None else self.mass + told["m"]
        elif step.kind == "metal":
            self.capacity = self._plus(self.capacity, told["m"] * told["c"])
            self._add(told["m"] * told["c"] * self.celsius(step.celsius) if step.celsius else None)
        elif step.kind in ("rectangle", "triangle"):
            taken, work = self.cycle(step, told)
            self._add(told["n"] * (taken - work))
        elif step.kind == "remove":
            self._remove(step)
        else:
            share, sign = self.share(step, told)
            main = {"engine": "Q", "fridge": "W", "draw": "Q"}.get(step.kind)
            self._add(told[main] * share if main and share is not None else told[main] if main else share, sign)

    def share(self, step: Step, told: dict[str, Value]) -> tuple[Value | None, int]:
        """What each joule of a machine brings (None: all of it), or a heater in all; and whether it goes in or out."""
        zero = self.sheet.fixed(f"{ZERO} K")
        if step.kind == "heat":
            parts = [told[name] for name in ("P", "t", "e") if name in told]
            product = parts[0]
            for part in parts[1:]:
                product = product * part
            return product, 1
        if step.kind == "engine":
            return zero / (zero + self.celsius(step.celsius)), 1
        if step.kind == "fridge":
            return zero / self.celsius(step.celsius), -1
        return None, -1

    def cycle(self, step: Step, told: dict[str, Value]) -> tuple[Value, Value]:
        """Heat taken in and work of one run."""
        low, high, small, large = (told[name] for name in ("p1", "p2", "V1", "V2"))
        if step.kind == "rectangle":
            taken = self.sheet.line("Q1", 3 * small * (high - low) / 2 + 5 * high * (large - small) / 2, "J")
            return taken, self.sheet.line("W", (high - low) * (large - small), "J")
        taken = self.sheet.line("Q1", 3 * (high * large - low * small) / 2 + (low + high) / 2 * (large - small), "J")
        return taken, self.sheet.line("W", (high - low) * (large - small) / 2, "J")

    def _plus(self, one: Value | None, other: Value) -> Value:
        return other if one is None else one + other

    def whole(self, each: Value) -> Value:
        """The heat capacity of all, with that specific heat of the water."""
        parts = [self.mass * each] if self.mass is not None else []
        total = self.capacity
        for part in parts:
            total = part if total is None else part + total
        assert total is not None
        return self.sheet.line("C", total, "J/K")

    def settle(self) -> Phases:
        """Writes down mass and enthalpy as they are now; tells the phases."""
        if self.mass is not None and " + " in self.mass.text:
            self.mass = self.sheet.line("m", self.mass, "kg")
        if self.heat is not None and " " in self.heat.text.partition(" ")[2]:
            self.heat = self.sheet.line("H", self.heat, "J")
        m, c, h = (Fraction(float(value)) if value is not None else Fraction(0) for value in (self.mass, self.capacity, self.heat))
        tiny = Fraction(1, 10**6)
        return phases(self.k.si, State(m, c, Fraction(0) if abs(h) < tiny else h))

    def _sure(self, value: Value | None) -> Value:
        if value is None:
            raise ValueError("nothing there")
        return value

    def part(self, name: str) -> Value:
        """The mass of ice, liquid or steam in what has settled."""
        now, mass = self.settle(), self.mass
        if name == "ice":
            return self._sure(mass) if not now.liquid else self.sheet.line("mi", -self._sure(self.heat) / self.melting, "kg")
        if name == "steam":
            if not now.liquid:
                return self._sure(mass)
            boiled = self.sheet.line("H100", self.whole(self.water) * self.boils, "J")
            return self.sheet.line("ms", (self._sure(self.heat) - boiled) / self.boiling, "kg")
        if now.ice or now.steam:
            return self.sheet.line("ml", self._sure(mass) - self.part("ice" if now.ice else "steam"), "kg")
        return self._sure(mass)

    def temperature(self) -> Value:
        now = self.settle()
        if now.liquid or not (now.ice or now.steam):
            return self.sheet.line("T", self._sure(self.heat) / self.whole(self.water), "°C")
        if now.ice:
            return self.sheet.line("T", (self._sure(self.heat) + self._sure(self.mass) * self.melting) / self.whole(self.ice), "°C")
        steamed = self.whole(self.water) * self.boils + self._sure(self.mass) * self.boiling
        steamed = self.sheet.line("H100", steamed, "J")
        return self.sheet.line("T", self.boils + (self._sure(self.heat) - steamed) / self.whole(self.steam), "°C")

    def _remove(self, step: Step) -> None:
        now = self.settle()
        if step.substance == "ice":
            self.mass, self.heat = self.part("liquid"), None
        elif step.substance == "water":
            self.mass = self.part("ice")
            self.heat = self.sheet.line("H", -(self.mass * self.melting), "J")
        elif step.substance == "steam":
            self.mass = self.part("liquid")
            self.heat = self.sheet.line("H", self.whole(self.water) * self.boils, "J")
        else:
            gone = self.sheet.line("m2", self.part("liquid") / 2, "kg")
            if now.celsius > 0:
                heat = self._sure(self.heat)
                self.heat = self.sheet.line("H", heat - gone * self.water * self.temperature(), "J")
            self.mass = self.sheet.line("m", self._sure(self.mass) - gone, "kg")

    def back(self, problem_ask: str, told: Value, step: Step, unit: str) -> None:
        """What is missing in a step, from what is told of the end. All other steps are done."""
        if self.mass is not None and " + " in self.mass.text:
            self.mass = self.sheet.line("m", self.mass, "kg")
        end: Value | None = None
        celsius = self.boils if problem_ask == "steam" else told if problem_ask == "temperature" else None
        if celsius is not None and (self.mass is not None or self.capacity is not None):
            end = self.whole(self.water) * celsius
        if problem_ask != "temperature":
            latent = told * (self.melting if problem_ask == "ice" else self.boiling)
            end = -latent if problem_ask == "ice" else latent if end is None else end + latent
        lacks = end if self.heat is None else -self.heat if end is None else end - self.heat
        lacks = self.sheet.line("Q", self._sure(lacks), "J")
        given: dict[str, Value] = {one.what: self.sheet.given(one.amount) for one in step.told}
        if step.kind == "add":
            each = self.specific(step)
            spare = each if celsius is None else (each - self.water * celsius if each is not None else -(self.water * celsius))
            result = lacks / self.sheet.line("h", self._sure(spare), "J/kg")
        elif step.kind == "metal":
            warm = self.celsius(step.celsius)
            other = given["m"] if "m" in given else given["c"]
            result = lacks / (other * (warm - celsius if celsius is not None else warm))
        else:
            share, sign = self.share(step, given)
            result = lacks if share is None else lacks / share
            result = result if sign > 0 else -result
        self.sheet.line("x", result, unit)
