"""Parts of a track in realistic numbers: each is drawn so that the body's speed stays in its range, then told in few digits."""

import math
from random import Random
from typing import Literal, NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.forces_energy import ForcesEnergy
from synth.verifiers.science.forces_energy.track import HITS, Kind, Name, Part, State, Told, after

ThemeName = Literal["block", "crate", "sled"]
SLANTS = ((3, 4), (5, 12), (8, 15), (7, 24), (20, 21), (4, 3))
FASTER: tuple[Kind, ...] = ("fall", "down", "push", "pull", "engine")
SLOWER: tuple[Kind, ...] = ("rough", "up", "rise")
_BACK: dict[str, str] = {"fall": "rise", "rise": "fall", "down": "up", "up": "down"}


class Theme(NamedTuple):
    """Ranges in SI units."""

    name: ThemeName
    mass: tuple[float, float]
    speed: tuple[float, float]
    compression: tuple[float, float]
    """Of a spring."""
    time: tuple[float, float]
    """For which a motor pulls."""
    radius: tuple[float, float]
    friction: tuple[float, float]


THEMES = (
    Theme("block", (0.2, 0.9), (1.2, 4.5), (0.04, 0.2), (0.4, 2), (0.3, 1.5), (0.1, 0.45)),
    Theme("crate", (8, 60), (2, 7), (0.1, 0.4), (1.5, 6), (2, 8), (0.15, 0.5)),
    Theme("sled", (30, 110), (3, 11), (0.2, 0.8), (2, 9), (5, 25), (0.03, 0.15)),
)


def amount(rng: Random, what: str, value: float, converted: float) -> Given:
    """A value told in two or three digits; converted: the chance of another unit than the SI's."""
    other = rng.random() < converted
    if what in ("d", "h", "x", "R"):
        if value < 1:
            return Given(f"{value * 100:.0f}", "cm") if other else Given(f"{value:.2f}", "m")
        return Given(f"{value:.1f}", "m")
    if what == "M":
        if value < 1:
            return Given(f"{value * 1000:.0f}", "g") if other else Given(f"{value:.2f}", "kg")
        return Given(f"{value:.0f}", "kg")
    if what == "u":
        return Given(f"{value * 3.6:.0f}", "km/h") if other and value > 2 else Given(f"{value:.1f}", "m/s")
    if what in ("mu", "c"):
        return Given(f"{value:.2f}", "")
    if what == "k" and value > 3000:
        return Given(_round(value / 1000), "kN/m")
    if what == "k":
        return Given(f"{value / 100:.1f}", "N/cm") if other else Given(_round(value), "N/m")
    if what == "P":
        return Given(f"{value / 1000:.2f}", "kW") if other and value > 300 else Given(_round(value), "W")
    return Given(f"{value:.1f}", "s") if what == "t" else Given(_round(value), "N")


def _round(value: float) -> str:
    """To two figures where it is large."""
    return f"{value:.1f}" if value < 20 else f"{value:.0f}" if value < 300 else f"{round(value, 1 - math.floor(math.log10(value))):.0f}"


class Draw(NamedTuple):
    rng: Random
    theme: Theme
    g: Fraction
    converted: float

    def part(self, kind: Kind, values: dict[Name, float], slant: tuple[int, int] = (0, 0)) -> Part:
        told = tuple(Told(name, amount(self.rng, name, value, self.converted)) for name, value in values.items())
        return Part(kind, told, *slant)

    def slant(self) -> tuple[tuple[int, int], float, float]:
        rise, run = self.rng.choice(SLANTS)
        return (rise, run), rise / math.hypot(rise, run), run / math.hypot(rise, run)

    def friction(self, most: float = 1.0) -> float:
        low, high = self.theme.friction
        return self.rng.uniform(low, max(low * 1.2, min(high, most)))

    def track(self, count: int, kinds: list[Kind]) -> tuple[Given, Given, tuple[Part, ...], State]:
        """Mass, first speed, parts of these kinds, and the last state. Raises ValueError where the speed leaves its range."""
        rng, theme = self.rng, self.theme
        mass = amount(rng, "M", rng.uniform(*theme.mass), self.converted)
        starters: list[Kind] = [kind for kind in kinds if kind in ("spring", "pulley", *FASTER)]
        rest = bool(count and starters) and rng.random() < 0.6
        usual = rng.uniform((theme.speed[0] + theme.speed[1]) / 2, theme.speed[1])
        speed = Given("0", "m/s") if rest else amount(rng, "u", usual, self.converted)
        state, parts = State(mass.si, speed.si**2 / 2, Fraction(0)), list[Part]()
        for number in range(count):
            now, (low, high) = math.sqrt(2 * float(state.half)), theme.speed
            fitting: list[Kind] = starters if rest and not number else [kind for kind in kinds if kind not in ("spring", "pulley")]
            if number or not rest:
                wrong = (FASTER if now > 0.75 * high else ()) + (SLOWER if now < 1.2 * low else ()) + (HITS if now < low else ())
                fitting = [kind for kind in fitting if kind not in wrong and not (parts and parts[-1].kind in (kind, _BACK.get(kind)))]
            if not fitting:
                raise ValueError("no part fits")
            parts.append(self._drawn(rng.choice(fitting), state))
            state = after(parts[-1], parts[-1].values, state, self.g)
            if not low / 2 < math.sqrt(2 * max(0, float(state.half))) < 1.3 * high:
                raise ValueError("too slow or too fast")
        return mass, speed, tuple(parts), state

    def _drawn(self, kind: Kind, state: State) -> Part:
        rng, theme, g = self.rng, self.theme, float(self.g)
        m, e = float(state.mass), float(state.half)
        now = math.sqrt(2 * e)
        gain = rng.uniform(max(1.25 * now, theme.speed[0]), theme.speed[1]) ** 2 / 2 - e
        lost = rng.uniform(0.2, 0.6) * e
        slant, sine, cosine = self.slant()
        match kind:
            case "spring":
                x = rng.uniform(*theme.compression)
                return self.part(kind, {"k": 2 * m * gain / x**2, "x": x})
            case "pulley":
                mu, hanging = self.friction(), rng.uniform(0.6, 1.5) * m
                d = gain * (m + hanging) / (hanging - mu * m) / g
                if d > 2:
                    raise ValueError("no table is so high")
                return self.part(kind, {"M": hanging, "mu": mu, "d": d})
            case "engine":
                t = rng.uniform(*theme.time)
                return self.part(kind, {"P": m * gain / t, "t": t})
            case "push":
                mu, force = self.friction(), m * g * rng.uniform(0.5, 0.9)
                return self.part(kind, {"F": force, "mu": mu, "d": gain / (force / m - mu * g)})
            case "pull":
                mu, force = self.friction(), m * g * rng.uniform(0.6, 0.95)
                return self.part(kind, {"F": force, "mu": mu, "d": gain / (force * cosine / m - mu * (g - force * sine / m))}, slant)
            case "rough":
                mu = self.friction()
                return self.part(kind, {"mu": mu, "d": lost / mu / g})
            case "down":
                mu = self.friction(0.6 * sine / cosine)
                return self.part(kind, {"mu": mu, "d": gain / (sine - mu * cosine) / g}, slant)
            case "up":
                mu = self.friction()
                return self.part(kind, {"mu": mu, "d": lost / (sine + mu * cosine) / g}, slant)
            case "fall":
                return self.part(kind, {"h": gain / g})
            case "rise":
                return self.part(kind, {"h": lost / g})
        hit: dict[Name, float] = {"M": m * rng.uniform(0.3, 1.6 if m < 1.5 * theme.mass[1] else 0.5)}
        if kind == "bounce":
            hit["c"] = rng.uniform(0.25, 0.9)
        return self.part(kind, hit)

    def end(self, kind: Kind, state: State) -> Part:
        rng, theme = self.rng, self.theme
        m, e = float(state.mass), float(state.half)
        slant, sine, cosine = self.slant()
        match kind:
            case "stop" | "stopping time":
                return self.part(kind, {"mu": self.friction()})
            case "height" | "power":
                return self.part(kind, {"mu": self.friction()}, slant)
            case "return":
                return self.part(kind, {"mu": self.friction(0.6 * sine / cosine)}, slant)
            case "compression" | "rough compression":
                k = 2 * m * e / rng.uniform(*theme.compression) ** 2
                return self.part(kind, {"k": k} if kind == "compression" else {"k": k, "mu": self.friction()})
            case "force":
                return self.part(kind, {"R": rng.uniform(*theme.radius)})
            case "gap":
                return self.part(kind, {"M": m * rng.uniform(0.4, 1.8), "c": rng.uniform(0.25, 0.95), "mu": self.friction()})
        return Part(kind, (), 0, 0)


def givens(problem: ForcesEnergy) -> list[Given]:
    """The quantities that count."""
    told = [told.amount for part in (*problem.parts, problem.end) for told in part.told]
    return [problem.mass, *problem.start, *told, *problem.found]
