"""The way by pencil through vessels of gas: amounts of each gas in each vessel, stage after stage, by p V = n R T.

Where the first gas's mass is asked for, each amount is a known part and a share of the unknown amount."""

from collections.abc import Sequence
from typing import NamedTuple

from synth.verifiers.parsers.units import AMOUNT, MASS
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science._given import Given
from synth.verifiers.science._sheet import Sheet, Value, sqrt
from synth.verifiers.science.gas_laws.vessels import Effusion, GasPortion, Stage, Vessel


class Moles(NamedTuple):
    known: Value | None
    share: Value | int
    """Of the unknown amount: 0 for none of it, 1 for all."""

    def times(self, factor: Value) -> "Moles":
        return Moles(
            self.known and self.known * factor, self.share * factor if isinstance(self.share, Value) else factor if self.share else 0
        )

    def plus(self, other: "Moles") -> "Moles":
        known = other.known if self.known is None else self.known if other.known is None else self.known + other.known
        if not isinstance(self.share, Value) and not self.share:
            return Moles(known, other.share)
        return Moles(known, self.share + other.share if isinstance(other.share, Value) or other.share else self.share)


NONE = Moles(None, 0)


class Route:
    def __init__(self, vessels: Sequence[Vessel], effusion: Sequence[Effusion], hidden: bool) -> None:
        self.sheet = sheet = Sheet()
        self.r = sheet.given("8.314 J/(mol K)")
        self.effusion, self.masses = effusion, dict[str, Value]()
        self.volumes = [sheet.given(one.volume) for one in vessels]
        self.kelvins = [self.kelvin(one.temperature) for one in vessels]
        self.inside = list[dict[str, Moles]]()
        self.joined = False
        self.shared = dict[str, Moles]()
        """All gas, while the valves are open."""
        for place, vessel in enumerate(vessels):
            self.inside.append({})
            for number, portion in enumerate(vessel.gases):
                first = hidden and not place and not number
                self.add(place, portion.name, Moles(None, 1) if first else Moles(self.moles(portion, place), 0))

    def kelvin(self, given: Given) -> Value:
        if given.unit == "K":
            return self.sheet.given(given)
        zero = self.sheet.fixed("273.15 K")
        return self.sheet.line("T", self.sheet.given(given) + zero, "K")

    def molar(self, name: str) -> Value:
        if name not in self.masses:
            if name == "X":
                one = self.effusion[0]
                ratio = self.sheet.given(one.time) / self.sheet.given(one.other_time)
                self.masses[name] = self.sheet.line("M", self.molar(one.other) * ratio**2, "g/mol")
            else:
                self.masses[name] = self.sheet.given(f"{float(molar_mass(name)):.8g} g/mol")
        return self.masses[name]

    def moles(self, portion: GasPortion, place: int) -> Value:
        told = self.sheet.given(portion.amount)
        if portion.amount.dimension == AMOUNT:
            return told
        if portion.amount.dimension == MASS:
            return self.sheet.line("n", told / self.molar(portion.name), "mol")
        if portion.vapour:
            told = self.sheet.line("p", told - self.sheet.given(f"{portion.vapour} kPa"), "kPa")
        return self.sheet.line("n", told * self.volumes[place] / (self.r * self.kelvins[place]), "mol")

    def add(self, place: int, name: str, moles: Moles) -> None:
        into = self.shared if self.joined else self.inside[place]
        into[name] = into.get(name, NONE).plus(moles)

    def written(self, moles: Moles) -> Moles:
        """As numbers, where there is something to work out."""
        known, share = moles
        return Moles(
            self.sheet.line("n", known, "mol") if known is not None and known.work else known,
            self.sheet.line("f", share) if isinstance(share, Value) and share.work else share,
        )

    def total(self, place: int) -> Moles:
        whole = NONE
        for moles in self.inside[place].values():
            whole = whole.plus(moles)
        return self.written(whole)

    def pressure(self, place: int) -> Value:
        whole = sure(self.total(place).known)
        return self.sheet.line("p", whole * self.r * self.kelvins[place] / self.volumes[place], "kPa")

    def stage(self, stage: Stage) -> None:
        place = stage.vessel
        if stage.kind == "heat":
            self.kelvins[place] = self.kelvin(stage.amount[0])
        elif stage.kind == "squeeze":
            self.volumes[place] = self.sheet.given(stage.amount[0])
        elif stage.kind == "add":
            self.add(place, stage.name, Moles(self.moles(GasPortion(stage.name, stage.amount[0], ""), place), 0))
        elif stage.kind == "release":
            kept = self.sheet.line("f", self.sheet.given(stage.amount[0]) / self.pressure(place))
            self.inside[place] = {name: self.written(moles.times(kept)) for name, moles in self.inside[place].items()}
        else:
            self.joined, self.shared = stage.kind == "open", {}
            for one in self.inside if self.joined else ():
                for name, moles in one.items():
                    self.add(0, name, moles)
        if self.joined:
            self.share_out()

    def share_out(self) -> None:
        """Between open vessels, by V / T; by V alone where all are as warm."""
        self.shared = {name: self.written(moles) for name, moles in self.shared.items()}
        even = len({float(t) for t in self.kelvins}) == 1
        weights = [v if even else self.sheet.line("w", v / t, "L/K") for v, t in zip(self.volumes, self.kelvins, strict=True)]
        whole = weights[0]
        for weight in weights[1:]:
            whole = whole + weight
        whole = self.sheet.line("W", whole, "L" if even else "L/K")
        parts = [self.sheet.line("f", weight / whole) for weight in weights]
        self.inside = [{name: self.written(moles.times(part)) for name, moles in self.shared.items()} for part in parts]

    def start(self, place: int, told: Given, gas: str, unit: str) -> None:
        end = self.sheet.given(told) * self.volumes[place] / (self.r * self.kelvins[place])
        end = self.sheet.line("n", end, "mol")
        known, share = self.total(place)
        left = end - known if known is not None else end
        if isinstance(share, Value):
            left = left / share
        self.sheet.line("m", left * self.molar(gas), unit)

    def temperature(self, place: int, told: Given) -> None:
        whole = NONE
        for moles in (self.shared if self.joined else self.inside[place]).values():
            whole = whole.plus(moles)
        n = sure(self.written(whole).known)
        left = n * self.r / self.sheet.given(told)
        for number, (v, t) in enumerate(zip(self.volumes, self.kelvins, strict=True)):
            if self.joined and number != place:
                left = left - v / t
        self.sheet.line("T", self.volumes[place] / self.sheet.line("w", left, "L/K"), "K")

    def end(self, ask: str, place: int, gas: str, other: str, unit: str) -> None:
        sheet, whole = self.sheet, self.total(place).known
        if ask == "pressure":
            sheet.line("p", sure(whole) * self.r * self.kelvins[place] / self.volumes[place], unit)
        elif ask == "partial":
            sheet.line("p", sure(self.inside[place][gas].known) * self.r * self.kelvins[place] / self.volumes[place], unit)
        elif ask == "mass":
            sheet.line("m", sure(self.inside[place][gas].known) * self.molar(gas), unit)
        elif ask == "amount":
            sheet.line("n", sure(whole), unit)
        elif ask == "density":
            masses = [sure(moles.known) * self.molar(name) for name, moles in self.inside[place].items()]
            mass = masses[0]
            for one in masses[1:]:
                mass = mass + one
            sheet.line("d", sheet.line("m", mass, "g") / self.volumes[place], unit)
        else:
            ratio = sure(self.inside[place][gas].known) / sure(self.inside[place][other].known)
            sheet.line("x", ratio * sqrt(self.molar(other) / self.molar(gas)))

    def volume(self, place: int, told: Given, unit: str) -> None:
        whole = sure(self.total(place).known)
        self.sheet.line("V", whole * self.r * self.kelvins[place] / self.sheet.given(told), unit)


def sure(value: Value | None) -> Value:
    if value is None:
        raise ValueError("an empty vessel")
    return value
