"""Bodies, orbits and burns in realistic numbers, told in few digits."""

import math
from random import Random
from typing import Literal, NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.orbits.motion import Kind, Name, Orbit, Part, Told, burnt, field, first, period, speed

ThemeName = Literal["Earth", "Mars", "Venus", "the Moon", "a planet"]
BODIES: tuple[tuple[ThemeName, float, tuple[int, ...]], ...] = (
    ("Earth", 398_600, (6378, 6371)),
    ("Mars", 42_830, (3390, 3396)),
    ("Venus", 324_900, (6052,)),
    ("the Moon", 4903, (1737, 1738)),
)


class Body(NamedTuple):
    name: ThemeName
    radius: Fraction
    mu: Fraction
    """As it follows from what is told."""
    told: Part


def part(kind: Kind, place: Literal["", "low", "high"] = "", power: int = 0, **told: Given) -> Part:
    return Part(kind, tuple(Told(name, given) for name, given in told.items()), place, power)  # type: ignore[arg-type]


def length(km: float) -> Given:
    return Given(f"{km:.0f}" if km < 2000 else f"{round(km, -1):.0f}", "km")


def time(seconds: float) -> Given:
    return Given(f"{seconds / 60:.1f}", "min") if seconds < 12_000 else Given(f"{seconds / 3600:.2f}", "h")


def velocity(rng: Random, km_s: float) -> Given:
    if km_s < 1 and rng.random() < 0.6:
        return Given(f"{km_s * 1000:.0f}", "m/s")
    return Given(f"{km_s:.3f}" if km_s < 1 else f"{km_s:.2f}", "km/s")


SPHERE = 4 / 3 * math.pi * 6.674e-11
"""GM in km^3/s^2 of a sphere with a density of 1 kg/m^3 and a radius of 1 km: 3000 to 7000 kg/m^3 is what rocky planets and moons have."""


def body(rng: Random, kinds: tuple[Kind, ...]) -> Body:
    name: ThemeName = "a planet"
    km, mu = rng.randint(200, 1400) * 10, 0.0
    if rng.random() < 0.6:
        name, mu, radii = rng.choice(BODIES)
        km = rng.choice(radii)
    else:
        mu = SPHERE * rng.uniform(3000, 7000) * km**3
    kind = rng.choice(kinds)
    radius = Fraction(km)
    if kind == "GM":
        power = len(str(int(mu))) - 1
        told = part(kind, power=power, GM=Given(f"{mu / 10**power:.3f}", "km^3/s^2"))
    elif kind == "gravity":
        told = part(kind, g=Given(f"{mu / km**2 * 1000:.2f}", "m/s^2"))
    elif kind == "surface escape":
        told = part(kind, v=Given(f"{(2 * mu / km) ** 0.5:.2f}", "km/s"))
    else:
        h = length(km * rng.uniform(0.1, 4))
        at = Orbit(radius + h.si / 1000, radius + h.si / 1000)
        exact = Fraction(mu)
        if kind == "moon period":
            told = part(kind, h=h, T=time(float(period(exact, at))))
        else:
            told = part(kind, h=h, v=Given(f"{float(speed(exact, at, at.low)):.2f}", "km/s"))
    return Body(name, radius, field(told, radius), told)


def start(rng: Random, of: Body, kinds: tuple[Kind, ...]) -> tuple[Part, Orbit]:
    """Raises ValueError where the rounded numbers are no orbit."""
    kind, km, mu = rng.choice(kinds), float(of.radius), of.mu
    low = length(km * rng.uniform(0.06, 1.2))
    high = length(float(low.si) / 1000 + km * rng.uniform(0.3, 4))
    if kind.startswith("circle"):
        at = Orbit(of.radius + low.si / 1000, of.radius + low.si / 1000)
        if kind == "circle":
            told = part(kind, h=low)
        elif kind == "circle period":
            told = part(kind, T=time(float(period(mu, at))))
        else:
            told = part(kind, v=Given(f"{float(speed(mu, at, at.low)):.2f}", "km/s"))
    else:
        at = Orbit(of.radius + low.si / 1000, of.radius + high.si / 1000)
        if kind == "ellipse":
            told = part(kind, low=low, high=high)
        elif kind == "ellipse e":
            told = part(kind, low=low, e=Given(f"{float((at.high - at.low) / (at.high + at.low)):.2f}", ""))
        elif kind == "ellipse period":
            told = part(kind, low=low, T=time(float(period(mu, at))))
        else:
            told = part(kind, low=low, v=Given(f"{float(speed(mu, at, at.low)):.2f}", "km/s"))
    return told, first(told, mu, of.radius)


def burn(rng: Random, of: Body, orbit: Orbit, kinds: tuple[Kind, ...]) -> tuple[Part, Orbit]:
    """Raises ValueError where the orbit does not allow it."""
    place: Literal["", "low", "high"] = "" if orbit.low == orbit.high else rng.choice(("low", "high"))
    here, there = (orbit.high, orbit.low) if place == "high" else orbit
    fitting = [one for one in kinds if one != "round" or place]
    if not fitting:
        raise ValueError("a circle already")
    kind = rng.choice(fitting)
    if kind == "round":
        told = part(kind, place)
    else:
        km = float(of.radius)
        aim = Fraction(km * rng.uniform(1.06, 6))
        if 0.85 < aim / there < 1.2 or 0.93 < aim / here < 1.07:
            raise ValueError("hardly another orbit")
        then = Orbit(min(here, aim), max(here, aim))
        change = float(speed(of.mu, then, here) - speed(of.mu, orbit, here))
        if kind == "reach":
            told = part(kind, place, h=length(float(aim) - km))
        elif kind == "retime":
            told = part(kind, place, T=time(float(period(of.mu, then))))
        else:
            told = part("faster" if change > 0 else "slower", place, dv=velocity(rng, abs(change)))
    return told, burnt(told, of.mu, of.radius, orbit)[0]


def end(rng: Random, of: Body, orbit: Orbit, kind: Kind) -> Part:
    told: dict[Name, Given] = {}
    if kind == "speed at":
        told["h"] = length(float(orbit.low + (orbit.high - orbit.low) * Fraction(rng.uniform(0.2, 0.8)) - of.radius))
    elif kind == "excess":
        now = float(speed(of.mu, orbit, orbit.low))
        told["dv"] = velocity(rng, (float(2 * of.mu / orbit.low) + (rng.uniform(0.3, 0.8) * now) ** 2) ** 0.5 - now)
    return Part(kind, tuple(Told(name, given) for name, given in told.items()))
